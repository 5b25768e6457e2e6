"""The complaints committee for organisations that take part in it: its seats, its road, its terms and its letters.

A participant names it in ``LAYERS`` and brings its own name, its own documents and whatever it does otherwise. The regulation counts
for participants as far as the committee goes (Inleiding; titelblad).
"""

from wederhoor.hookspecs import (
    AdmissibilityRules,
    Category,
    Committee,
    ComplaintProcess,
    DeadlineRule,
    FurtherOption,
    LetterTemplate,
    RetentionRule,
    hookimpl,
)

from . import admissibility as _admissibility
from . import committee as _committee
from . import deadlines as _deadlines
from . import letters as _letters
from . import process as _process
from . import retention as _retention
from . import texts as _texts

CONTRACT = 2


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
def committee() -> Committee:
    return _committee.COMMITTEE


@hookimpl
def further_options() -> tuple[FurtherOption, ...]:
    return _texts.FURTHER_OPTIONS


@hookimpl
def letters() -> tuple[LetterTemplate, ...]:
    return _letters.TEMPLATES


@hookimpl
def retention() -> tuple[RetentionRule, ...]:
    return _retention.RULES
