"""What the platform answers where a plugin says nothing: "none", "not received", or that it is still to be confirmed.

Nothing here has legal weight: no term, no ground, no required item, no right and no duty. Whatever would have is left to a plugin or
to the statute it names as a layer.
"""

from wederhoor.hookspecs import (
    AdmissibilityRules,
    Article,
    Category,
    DeadlineRule,
    DeclarationPolicy,
    Edition,
    FurtherOption,
    LetterTemplate,
    MisconductScheme,
    NoCommittee,
    NoComplaintProcess,
    NumberPart,
    OrganisationProfile,
    Policy,
    Regime,
    RegisterNumberRule,
    ReportingLine,
    RetentionRule,
    RoleName,
    Row,
    SequenceScope,
    SettingsType,
    Statement,
    Text,
    ToConfirm,
    Verdict,
    hookimpl,
    wbk,
)

_NO_CODE = ToConfirm(reason="er is geen gedragscode ontvangen")
_CODE_UNSAID = ToConfirm(reason="wat de gedragscode hierover zegt, is nog niet vastgelegd")
_NO_REGULATION = ToConfirm(reason="er is geen klachtenregeling ontvangen")
_REGULATION_UNSAID = ToConfirm(reason="wat de klachtenregeling hierover zegt, is nog niet vastgelegd")


def _of_the_code(edition: Edition) -> ToConfirm:
    return _NO_CODE if edition.absent else _CODE_UNSAID


def _of_the_regulation(edition: Edition) -> ToConfirm:
    """Why nothing is said: a document that is there and that nobody answered from is not called silent."""
    return _NO_REGULATION if edition.absent else _REGULATION_UNSAID


def _silent(code: str, what: str, edition: Edition) -> Policy:
    source = _of_the_code(edition)
    row = Row(
        code=code,
        when=(),
        verdict=Verdict.SILENT,
        says=f"Wat hier geldt voor {what}, is niet bekend.",
        sources=(source,),
        silent_on=(code,),
    )
    return Policy(rows=(row,), silences=(), source=source)


def unknown(slug: str, name: str) -> OrganisationProfile:
    """An organisation of which nothing but its name is known."""
    missing = ToConfirm(reason="geen document of instelling noemt dit")
    return OrganisationProfile(
        slug=slug,
        name=name,
        legal_name=missing,
        complaints_email=missing,
        phone=missing,
        phone_hours=missing,
        postal_address=missing,
        website=missing,
        statement="",
        sources=(missing,),
    )


@hookimpl
def settings_type() -> SettingsType:
    return SettingsType(version=1, fields=())


@hookimpl
def regulations() -> tuple[Edition, ...]:
    return ()


@hookimpl
def roles() -> tuple[RoleName, ...]:
    return ()


@hookimpl
def regimes(edition: Edition) -> tuple[Regime, ...]:
    return (
        Regime(
            code="anyone",
            when=(),
            governs=(),
            says="Welke regels hiervoor gelden, is niet bekend.",
            sources=(_of_the_regulation(edition),),
            silent_on=("complaints_regulation",),
        ),
    )


@hookimpl
def code_of_conduct() -> tuple[Article, ...]:
    return ()


@hookimpl
def regulation_articles() -> tuple[Article, ...]:
    return ()


@hookimpl
def gift_policy(edition: Edition) -> Policy:
    return _silent("gifts", "geschenken", edition)


@hookimpl
def invitation_policy(edition: Edition) -> Policy:
    return _silent("invitations", "uitnodigingen", edition)


@hookimpl
def declaration_policies() -> tuple[DeclarationPolicy, ...]:
    return ()


@hookimpl
def statements() -> tuple[Statement, ...]:
    return ()


@hookimpl
def reporting_lines() -> tuple[ReportingLine, ...]:
    return ()


@hookimpl
def misconduct_scheme() -> MisconductScheme:
    return MisconductScheme(
        name="regeling voor het melden van misstanden",
        received=False,
        statute=wbk.article("2 lid 1"),
        source=ToConfirm(reason="de eigen regeling voor het melden van misstanden is niet ontvangen"),
    )


@hookimpl
def complaint_process(edition: Edition) -> NoComplaintProcess:
    source = _of_the_regulation(edition)
    return NoComplaintProcess(
        reason=f"Klachten kunnen hier niet worden ingediend: {source.reason}.", source=source
    )


@hookimpl
def admissibility(edition: Edition) -> AdmissibilityRules | None:
    """Only where no complaints are taken: what a complaint must hold has weight."""
    return AdmissibilityRules(required_content=(), grounds=()) if edition.absent else None


@hookimpl
def complaint_categories() -> tuple[Category, ...]:
    return ()


@hookimpl
def deadline_rules() -> tuple[DeadlineRule, ...]:
    return ()


@hookimpl
def committee(edition: Edition) -> NoCommittee:
    return NoCommittee(reason="Er is geen klachtencommissie bekend.", source=_of_the_regulation(edition))


@hookimpl
def further_options() -> tuple[FurtherOption, ...]:
    return ()


@hookimpl
def register_number() -> RegisterNumberRule:
    return RegisterNumberRule(
        parts=(NumberPart.DATE, NumberPart.SEQUENCE),
        scope=SequenceScope.CONTINUOUS,
        padding=4,
        separator="-",
        surname_letters=0,
        source=ToConfirm(reason="hoe een zaaknummer eruitziet, staat in geen document"),
    )


@hookimpl
def letters() -> tuple[LetterTemplate, ...]:
    return ()


@hookimpl
def texts() -> tuple[Text, ...]:
    return ()


@hookimpl
def retention() -> tuple[RetentionRule, ...]:
    return ()
