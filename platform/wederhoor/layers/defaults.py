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

_NO_CODE = ToConfirm(reason="er is geen gedragscode ontvangen die dit regelt")
_NO_REGULATION = ToConfirm(reason="er is geen klachtenregeling ontvangen")


def _silent(code: str, says: str) -> Policy:
    row = Row(code=code, when=(), verdict=Verdict.SILENT, says=says, sources=(_NO_CODE,), silent_on=(code,))
    return Policy(rows=(row,), silences=(), source=_NO_CODE)


_GIFTS = _silent("gifts", "De gedragscode die is ontvangen, zegt niets over geschenken.")
_INVITATIONS = _silent("invitations", "De gedragscode die is ontvangen, zegt niets over uitnodigingen.")


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
def regimes() -> tuple[Regime, ...]:
    return (
        Regime(
            code="anyone",
            when=(),
            governs=(),
            says="Welke regels hiervoor gelden, zeggen de ontvangen documenten niet.",
            sources=(_NO_REGULATION,),
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
def gift_policy() -> Policy:
    return _GIFTS


@hookimpl
def invitation_policy() -> Policy:
    return _INVITATIONS


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
def complaint_process() -> NoComplaintProcess:
    return NoComplaintProcess(
        reason="Klachten kunnen hier niet worden ingediend: er is geen klachtenregeling ontvangen.",
        source=_NO_REGULATION,
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
def committee() -> NoCommittee:
    return NoCommittee(reason="Er is geen klachtencommissie bekend.", source=_NO_REGULATION)


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
