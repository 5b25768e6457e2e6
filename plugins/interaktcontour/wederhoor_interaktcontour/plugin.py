"""InteraktContour: answers to the platform's questions."""

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

_NOT_RECEIVED = ToConfirm(reason="de klachtenregeling van InteraktContour is niet ontvangen")

PROFILE = OrganisationProfile(
    slug="interaktcontour",
    name="InteraktContour",
    legal_name=ToConfirm(reason="de statutaire naam staat niet in de integriteitscode"),
    complaints_email=ToConfirm(reason="het adres voor klachten staat niet in de integriteitscode"),
    phone=ToConfirm(reason="het telefoonnummer staat niet in de integriteitscode"),
    phone_hours=ToConfirm(reason="de tijden waarop u kunt bellen staan niet in de integriteitscode"),
    postal_address=ToConfirm(reason="het postadres staat niet in de integriteitscode"),
    website=ToConfirm(reason="de code noemt ‘onze website’ zonder adres"),
    statement="InteraktContour begeleidt mensen met hersenletsel.",
    sources=(Source(document="Integriteitscode", section="Inleiding"),),
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
    source=Statute(act="Wkkgz", article="13"),
    notes=("De eigen klachtenregeling is niet ontvangen; alleen de wet is gebruikt.",),
)


@hookimpl
def organisation_profile() -> OrganisationProfile:
    return PROFILE


@hookimpl
def regulations() -> tuple[Edition, ...]:
    return (WKKGZ,)


@hookimpl
def complaint_process() -> NoComplaintProcess:
    return NoComplaintProcess(
        reason="De stappen van de klachtenregeling van InteraktContour zijn nog niet bekend.",
        source=_NOT_RECEIVED,
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
