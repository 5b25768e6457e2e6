"""Lumens: answers to the platform's questions."""

from wederhoor.hookspecs import (
    AdmissibilityRules,
    Category,
    ComplaintProcess,
    DeadlineRule,
    Edition,
    LetterTemplate,
    OrganisationProfile,
    RegisterNumberRule,
    hookimpl,
)

from . import admissibility as _admissibility
from . import deadlines as _deadlines
from . import letters as _letters
from . import process as _process
from . import profile as _profile
from . import register_number as _register_number


@hookimpl
def organisation_profile() -> OrganisationProfile:
    return _profile.PROFILE


@hookimpl
def regulations() -> tuple[Edition, ...]:
    return _profile.EDITIONS


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
def deadline_rules() -> tuple[DeadlineRule, ...]:
    return _deadlines.RULES


@hookimpl
def register_number() -> RegisterNumberRule:
    return _register_number.RULE


@hookimpl
def letters() -> tuple[LetterTemplate, ...]:
    return _letters.TEMPLATES
