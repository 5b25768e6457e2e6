"""Werk en Inkomen Lekstroom (WIL): answers to the platform's questions."""

from datetime import date

from wederhoor.hookspecs import (
    AdmissibilityRules,
    Category,
    DeadlineRule,
    Edition,
    EditionKind,
    LetterTemplate,
    NoComplaintProcess,
    NumberPart,
    OrganisationProfile,
    RegisterNumberRule,
    SequenceScope,
    Source,
    Statute,
    ToConfirm,
    hookimpl,
)

_NOT_RECEIVED = ToConfirm(
    reason="de klachtenregeling van WIL (in werking sinds 16 juni 2017) is maar deels openbaar gezien"
)

PROFILE = OrganisationProfile(
    slug="wil",
    name="Werk en Inkomen Lekstroom",
    legal_name=ToConfirm(reason="de gedragscode noemt alleen de naam en ‘regionaal samenwerkingsorgaan’"),
    complaints_email=ToConfirm(reason="het adres voor klachten staat niet in de gedragscode"),
    phone=ToConfirm(reason="het telefoonnummer staat niet in de gedragscode"),
    phone_hours=ToConfirm(
        reason="openbaar bekend is alleen: een telefonisch spreekuur op werkdagen in de ochtend"
    ),
    postal_address=ToConfirm(reason="het postadres staat niet in de gedragscode"),
    website=ToConfirm(reason="het adres van de website staat niet in de gedragscode"),
    statement="WIL helpt inwoners van de Lekstroom met werk, inkomen en schulden.",
    sources=(Source(document="Gedragscode WIL", section="kop en artikel 1"),),
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
    source=Statute(act="Awb", article="9:1"),
    notes=("De regeling is maar deels openbaar gezien; verder geldt titel 9.1 van de Awb.",),
)


@hookimpl
def organisation_profile() -> OrganisationProfile:
    return PROFILE


@hookimpl
def regulations() -> tuple[Edition, ...]:
    return (COMPLAINTS_2017,)


@hookimpl
def complaint_process() -> NoComplaintProcess:
    return NoComplaintProcess(
        reason="De stappen van de klachtenregeling van WIL zijn nog niet bekend.", source=_NOT_RECEIVED
    )


@hookimpl
def admissibility() -> AdmissibilityRules:
    return AdmissibilityRules(required_content=(), grounds=())


@hookimpl
def complaint_categories() -> tuple[Category, ...]:
    return ()


@hookimpl
def deadline_rules() -> tuple[DeadlineRule, ...]:
    return ()


@hookimpl
def register_number() -> RegisterNumberRule:
    return RegisterNumberRule(
        parts=(NumberPart.DATE, NumberPart.SEQUENCE),
        scope=SequenceScope.CONTINUOUS,
        padding=4,
        separator="-",
        surname_letters=0,
        source=_NOT_RECEIVED,
    )


@hookimpl
def letters() -> tuple[LetterTemplate, ...]:
    return ()
