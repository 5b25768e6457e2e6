"""Who InteraktContour is and which documents it works by."""

from datetime import date

from wederhoor.hookspecs import Edition, EditionKind, OrganisationProfile, Palette, ToConfirm, wkkgz

from .sources import CODE, ic

COLOURS = Palette(
    light=(
        "#fcf6fe",
        "#f9eafe",
        "#f1d7f9",
        "#daafe7",
        "#8c47a0",
        "#6d327f",
        "#4f205d",
        "#270e2e",
    ),
    dark=(
        "#221526",
        "#2e1c33",
        "#402848",
        "#643f70",
        "#cc97dc",
        "#daafe7",
        "#e5c8ee",
        "#f4e5f9",
    ),
)

PROFILE = OrganisationProfile(
    slug="interaktcontour",
    name="InteraktContour",
    legal_name=ToConfirm(reason="de statutaire naam staat niet in de integriteitscode"),
    complaints_email=ToConfirm(reason="het adres voor klachten staat niet in de integriteitscode"),
    phone=ToConfirm(reason="het telefoonnummer staat niet in de integriteitscode"),
    phone_hours=ToConfirm(reason="de tijden waarop u kunt bellen staan niet in de integriteitscode"),
    postal_address=ToConfirm(reason="het postadres staat niet in de integriteitscode"),
    website=ToConfirm(reason="de code noemt een website zonder adres"),
    statement="InteraktContour begeleidt mensen met hersenletsel.",
    sources=(ic("Inleiding"), ToConfirm(reason="wat de organisatie doet staat niet in de code zelf")),
    palette=COLOURS,
)

INTEGRITY_CODE = Edition(
    document=CODE,
    code="integriteitscode",
    kind=EditionKind.CODE_OF_CONDUCT,
    version="zonder nummer",
    title="Integriteitscode InteraktContour",
    adopted_on=None,
    consents=(),
    in_force_from=None,
    in_force_until=None,
    evaluate_by=None,
    evaluate_every_years=None,
    process_owner=None,
    document_owner=None,
    source=ToConfirm(reason="de code noemt geen datum van vaststelling of ingang"),
    notes=("De code noemt geen datum; het platform behandelt haar als geldend.",),
    also=("ic", "code"),
    undated=True,
)

WKKGZ = Edition(
    document="Wkkgz",
    code="wkkgz",
    kind=EditionKind.COMPLAINTS,
    version="wet",
    title="Wet kwaliteit, klachten en geschillen zorg",
    adopted_on=None,
    consents=(),
    in_force_from=date(2016, 1, 1),
    in_force_until=None,
    evaluate_by=None,
    evaluate_every_years=None,
    process_owner=None,
    document_owner=None,
    source=wkkgz.article("13"),
    notes=(
        "De eigen klachtenregeling is niet ontvangen; alleen de wet is gebruikt.",
        "De code zegt niet dat de organisatie een zorgaanbieder is; dat moet zij bevestigen.",
    ),
    law="wkkgz",
)

EDITIONS = (INTEGRITY_CODE, WKKGZ)
