"""Who Lumens is and which editions of its documents exist."""

from datetime import date

from wederhoor.hookspecs import Consent, Edition, EditionKind, OrganisationProfile, Palette, ToConfirm

from .sources import CODE_2016, CODE_NEW, REGULATION, code_2016, code_new, kr

COLOURS = Palette(
    light=(
        "#f1fbfb",
        "#e1f5f5",
        "#c5eaea",
        "#90cecf",
        "#07787a",
        "#025c5d",
        "#024142",
        "#002020",
    ),
    dark=(
        "#0a1e1f",
        "#0d292a",
        "#123a3b",
        "#1a5a5c",
        "#6ebebf",
        "#90cecf",
        "#b5ddde",
        "#dcf0f0",
    ),
)

PROFILE = OrganisationProfile(
    slug="lumens",
    name="Lumens",
    legal_name=ToConfirm(reason="de statutaire naam staat in geen van de documenten"),
    complaints_email="klacht@lumenswerkt.nl",
    phone=ToConfirm(reason="het telefoonnummer staat in geen van de documenten"),
    phone_hours=ToConfirm(reason="de tijden waarop u kunt bellen staan in geen van de documenten"),
    postal_address=ToConfirm(reason="de documenten noemen alleen de plaats Eindhoven"),
    website="https://www.lumenswerkt.nl",
    statement="Lumens helpt mensen in Eindhoven en omgeving om zelfstandig te leven en mee te doen.",
    sources=(kr("Indienen van een klacht"), code_2016("hoofdstuk 1")),
    palette=COLOURS,
)

COMPLAINTS_V5 = Edition(
    document=REGULATION,
    code="5.0",
    kind=EditionKind.COMPLAINTS,
    version="5.0",
    title="Klachtenreglement Lumens, versie 5.0",
    adopted_on=date(2024, 2, 16),
    consents=(
        Consent(body="ondernemingsraad", on=date(2024, 2, 8), required=True, source=kr("titelblad")),
        Consent(
            body="klachtencommissie",
            on=None,
            required=True,
            source=kr("bijlage 4, Vaststelling en wijziging van het klachtenreglement"),
            unknown=True,
        ),
    ),
    in_force_from=date(2024, 2, 16),
    in_force_until=None,
    evaluate_by=date(2025, 1, 1),
    evaluate_every_years=3,
    process_owner="bestuurder",
    document_owner="kwaliteitsfunctionaris",
    source=kr("titelblad"),
    notes=(
        "Het reglement noemt geen dag waarop het ingaat; het platform rekent vanaf de vaststelling.",
        (
            "Het titelblad noemt alleen de instemming van de ondernemingsraad; bijlage 4 vraagt die van "
            "de klachtencommissie."
        ),
    ),
)

CODE_OF_2016 = Edition(
    document=CODE_2016,
    code="2016",
    kind=EditionKind.CODE_OF_CONDUCT,
    version="2.0",
    title="Missie en Gedragscode Lumens, versie 2.0",
    adopted_on=date(2016, 12, 1),
    consents=(),
    in_force_from=date(2016, 12, 1),
    in_force_until=None,
    evaluate_by=date(2017, 12, 1),
    evaluate_every_years=3,
    process_owner="bestuurder",
    document_owner="manager unit mensen en middelen",
    source=code_2016("titelblad"),
    notes=(
        "De code noemt geen dag waarop zij ingaat; het platform rekent vanaf de vaststelling.",
        (
            "De nieuwe uitgave zegt dat zij een versie van 8 september 2020 vervangt; die versie is niet "
            "ontvangen."
        ),
    ),
    also=("l16", "2.0", "v2.0", "oud", "old"),
    caution=(
        "Let op: de nieuwe uitgave noemt een versie van 8 september 2020, die niet is ontvangen. Deze uitgave "
        "kan dus al zijn vervangen."
    ),
)

CODE_WITHOUT_DATE = Edition(
    document=CODE_NEW,
    code="nieuw",
    kind=EditionKind.CODE_OF_CONDUCT,
    version="nieuw",
    title="Gedragscode Lumens, nieuwe uitgave",
    adopted_on=None,
    consents=(Consent(body="ondernemingsraad", on=None, required=True, source=code_new("Inwerkingtreding")),),
    in_force_from=None,
    in_force_until=None,
    evaluate_by=None,
    evaluate_every_years=None,
    process_owner=None,
    document_owner=None,
    source=code_new("Inwerkingtreding"),
    notes=(
        "Het bestuur is akkoord. De code gaat in zodra de ondernemingsraad instemt en krijgt dan een datum.",
        "Zij vervangt de versie van 8 september 2020 (v2.0).",
    ),
    also=("ln", "new", "newer", "nieuwe"),
    caution="Let op: deze uitgave gaat pas in als de ondernemingsraad instemt en er een datum bij staat.",
)
