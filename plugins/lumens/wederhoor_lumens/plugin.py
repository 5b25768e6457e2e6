"""Lumens: answers to the platform's questions."""

from dataclasses import replace

from wederhoor.hookspecs import (
    AdmissibilityRules,
    Article,
    Category,
    Committee,
    ComplaintProcess,
    DeadlineRule,
    DeclarationPolicy,
    Edition,
    FurtherOption,
    LetterTemplate,
    MisconductScheme,
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


def _is_2016(edition: Edition) -> bool:
    return edition.code == _profile.CODE_OF_2016.code


@hookimpl
def organisation_profile() -> OrganisationProfile:
    return _profile.PROFILE


@hookimpl
def settings_type() -> SettingsType:
    return _settings.SETTINGS


@hookimpl
def regulations(settings: Settings) -> tuple[Edition, ...]:
    return _settings.editions(settings)


@hookimpl
def roles(edition: Edition) -> tuple[RoleName, ...]:
    return _roles.NAMES_2016 if _is_2016(edition) else _roles.NAMES_NEW


@hookimpl
def regimes() -> tuple[Regime, ...]:
    return _regimes.REGIMES


@hookimpl
def code_of_conduct(edition: Edition) -> tuple[Article, ...]:
    return _articles.OF_2016 if _is_2016(edition) else _articles.OF_NEW


@hookimpl
def regulation_articles() -> tuple[Article, ...]:
    return _articles.OF_REGULATION


@hookimpl
def gift_policy(edition: Edition) -> Policy:
    return _gifts.POLICY_2016 if _is_2016(edition) else _gifts.POLICY_NEW


@hookimpl
def invitation_policy(edition: Edition) -> Policy:
    return _invitations.POLICY_2016 if _is_2016(edition) else _invitations.POLICY_NEW


@hookimpl
def declaration_policies(edition: Edition) -> tuple[DeclarationPolicy, ...]:
    return _declarations.POLICIES_2016 if _is_2016(edition) else _declarations.POLICIES_NEW


@hookimpl
def statements() -> tuple[Statement, ...]:
    return ()


@hookimpl
def reporting_lines(edition: Edition) -> tuple[ReportingLine, ...]:
    return _lines.FOR_2016 if _is_2016(edition) else _lines.FOR_NEW


@hookimpl
def misconduct_scheme(edition: Edition) -> MisconductScheme:
    return _texts.MISCONDUCT_2016 if _is_2016(edition) else _texts.MISCONDUCT_NEW


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
    days, missed = settings["handler_reminder_days"], settings["escalation_days"]
    rules: tuple[DeadlineRule, ...] = _deadlines.RULES
    if isinstance(days, int) and days != _deadlines.REMINDER_DAYS:
        rules = tuple(
            replace(
                rule, reminders=tuple(-days if r == -_deadlines.REMINDER_DAYS else r for r in rule.reminders)
            )
            for rule in rules
        )
    return _deadlines.escalated(rules, missed) if isinstance(missed, int) else rules


@hookimpl
def committee() -> Committee:
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
