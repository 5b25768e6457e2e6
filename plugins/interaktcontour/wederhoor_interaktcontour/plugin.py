"""InteraktContour: answers to the platform's questions."""

from wederhoor.hookspecs import (
    AdmissibilityRules,
    Article,
    Category,
    ComplaintProcess,
    DeadlineRule,
    DeclarationPolicy,
    Edition,
    FurtherOption,
    LetterTemplate,
    MisconductScheme,
    NoCommittee,
    OrganisationProfile,
    Policy,
    Regime,
    RegisterNumberRule,
    ReportingLine,
    RetentionRule,
    RoleName,
    Settings,
    SettingsType,
    Statement,
    Text,
    hookimpl,
)

from . import admissibility as _admissibility
from . import articles as _articles
from . import committee as _committee
from . import deadlines as _deadlines
from . import declarations as _declarations
from . import gifts as _gifts
from . import invitations as _invitations
from . import letters as _letters
from . import process as _process
from . import profile as _profile
from . import regimes as _regimes
from . import register_number as _register_number
from . import reporting_lines as _lines
from . import retention as _retention
from . import roles as _roles
from . import settings as _settings
from . import texts as _texts

CONTRACT = 2
"""The version of the hook specifications this plugin was written for."""


@hookimpl
def organisation_profile() -> OrganisationProfile:
    return _profile.PROFILE


@hookimpl
def settings_type() -> SettingsType:
    return _settings.SETTINGS


@hookimpl
def regulations() -> tuple[Edition, ...]:
    return _profile.EDITIONS


@hookimpl
def roles() -> tuple[RoleName, ...]:
    return _roles.NAMES


@hookimpl
def regimes() -> tuple[Regime, ...]:
    return _regimes.REGIMES


@hookimpl
def code_of_conduct() -> tuple[Article, ...]:
    return _articles.OF_CODE


@hookimpl
def regulation_articles() -> tuple[Article, ...]:
    return ()


@hookimpl
def gift_policy() -> Policy:
    return _gifts.POLICY


@hookimpl
def invitation_policy() -> Policy:
    return _invitations.POLICY


@hookimpl
def declaration_policies() -> tuple[DeclarationPolicy, ...]:
    return _declarations.POLICIES


@hookimpl
def statements() -> tuple[Statement, ...]:
    return ()


@hookimpl
def reporting_lines() -> tuple[ReportingLine, ...]:
    return _lines.LINES


@hookimpl
def misconduct_scheme() -> MisconductScheme:
    return _texts.MISCONDUCT


@hookimpl
def complaint_process() -> ComplaintProcess:
    return _process.PROCESS


@hookimpl
def admissibility() -> AdmissibilityRules:
    return _admissibility.RULES


@hookimpl
def complaint_categories() -> tuple[Category, ...]:
    return _admissibility.CATEGORIES


@hookimpl
def deadline_rules(settings: Settings) -> tuple[DeadlineRule, ...]:
    missed = settings["escalation_days"]
    return _deadlines.escalated(_deadlines.RULES, missed) if isinstance(missed, int) else _deadlines.RULES


@hookimpl
def committee() -> NoCommittee:
    return _committee.COMMITTEE


@hookimpl
def further_options() -> tuple[FurtherOption, ...]:
    return _texts.FURTHER_OPTIONS


@hookimpl
def register_number() -> RegisterNumberRule:
    return _register_number.RULE


@hookimpl
def letters() -> tuple[LetterTemplate, ...]:
    return _letters.TEMPLATES


@hookimpl
def texts() -> tuple[Text, ...]:
    return _texts.TEXTS


@hookimpl
def retention() -> tuple[RetentionRule, ...]:
    return _retention.RULES
