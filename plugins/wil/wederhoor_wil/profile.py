"""Who WIL is and which documents it works by."""

from datetime import date

from wederhoor.hookspecs import CallBack, Edition, EditionKind, OrganisationProfile, Palette, ToConfirm, awb

from .sources import CODE, PARTLY_SEEN, wil

COLOURS = Palette(
    light=(
        "#fff6f6",
        "#ffebe9",
        "#fed6d4",
        "#fca7a3",
        "#b63039",
        "#911b26",
        "#6b0a17",
        "#360509",
    ),
    dark=(
        "#2b1211",
        "#3a1818",
        "#512222",
        "#7e3536",
        "#f48c89",
        "#fca7a3",
        "#fec3c0",
        "#ffe4e2",
    ),
)

PROFILE = OrganisationProfile(
    slug="wil",
    name="Werk en Inkomen Lekstroom",
    legal_name=ToConfirm(
        reason="de gedragscode noemt alleen de naam en dat het een regionaal samenwerkingsorgaan is"
    ),
    complaints_email=ToConfirm(reason="het adres voor klachten staat niet in de gedragscode"),
    phone=ToConfirm(reason="het telefoonnummer staat niet in de gedragscode"),
    phone_hours=ToConfirm(
        reason="openbaar bekend is alleen: een telefonisch spreekuur op werkdagen in de ochtend"
    ),
    postal_address=ToConfirm(reason="het postadres staat niet in de gedragscode"),
    website=ToConfirm(reason="het adres van de website staat niet in de gedragscode"),
    statement="WIL helpt inwoners van de regio Lekstroom met werk en inkomen.",
    sources=(wil("kop"),),
    palette=COLOURS,
    call_back=CallBack(working_days=2, source=PARTLY_SEEN),
)

CODE_OF_CONDUCT = Edition(
    document=CODE,
    code="2016",
    kind=EditionKind.CODE_OF_CONDUCT,
    version="14 oktober 2016",
    title="Gedragscode Werk en Inkomen Lekstroom",
    adopted_on=date(2016, 10, 13),
    consents=(),
    in_force_from=date(2016, 10, 14),
    in_force_until=None,
    evaluate_by=None,
    evaluate_every_years=None,
    process_owner="dagelijks bestuur",
    document_owner=None,
    source=wil("kop"),
    notes=("Sinds 14 oktober 2016 met de Gedragscode liefdesrelaties op het werk in artikel 10.",),
    also=("wil", "code"),
)

CODE_OF_2015 = Edition(
    document=CODE,
    code="2015",
    kind=EditionKind.CODE_OF_CONDUCT,
    version="16 december 2015",
    title="Gedragscode Werk en Inkomen Lekstroom, zoals eerst vastgesteld",
    adopted_on=date(2015, 12, 15),
    consents=(),
    in_force_from=date(2015, 12, 16),
    in_force_until=date(2016, 10, 13),
    evaluate_by=None,
    evaluate_every_years=None,
    process_owner="dagelijks bestuur",
    document_owner=None,
    source=wil("kop"),
    notes=("Alleen artikel 10 is daarna gewijzigd; de tekst van toen is niet ontvangen.",),
)

COMPLAINTS_2017 = Edition(
    document="Klachtenregeling WIL",
    code="2017",
    kind=EditionKind.COMPLAINTS,
    version="2017",
    title="Klachtenregeling Werk en Inkomen Lekstroom",
    adopted_on=None,
    consents=(),
    in_force_from=date(2017, 6, 16),
    in_force_until=None,
    evaluate_by=None,
    evaluate_every_years=None,
    process_owner="directeur",
    document_owner=None,
    source=awb.article("9:1"),
    notes=(PARTLY_SEEN.reason,),
    law="awb",
)

EDITIONS = (CODE_OF_CONDUCT, CODE_OF_2015, COMPLAINTS_2017)
