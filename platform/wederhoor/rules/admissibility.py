"""What a complaint must contain and on which grounds it is not taken up."""

from dataclasses import dataclass
from enum import StrEnum

from wederhoor.rules.asked import Question
from wederhoor.rules.provenance import Provenance
from wederhoor.rules.tables import Unless, When


class Item(StrEnum):
    """What the platform itself knows how to ask of who complains. Other codes are the organisation's own, with a question."""

    NAME_ADDRESS = "name_address"
    DATE = "date"  # the day it was written: the moment of filing itself
    DESCRIPTION = "description"  # what it is about
    OBJECTION = "objection"  # why they do not agree
    STEPS_TAKEN = "steps_taken"  # what was done already to solve it
    SIGNATURE = "signature"


@dataclass(frozen=True, kw_only=True)
class RequiredItem:
    """Something the document asks for before a complaint counts as received."""

    code: str
    label: str
    explanation: str
    source: Provenance
    when: tuple[When | Unless, ...] = ()
    """To which cases it applies, by `CaseFact`; without conditions to every case."""
    question: Question | None = None
    """How it is asked, for an item the platform does not know (`Item`)."""


@dataclass(frozen=True, kw_only=True)
class Category:
    """A subject a complaint can be filed under."""

    code: str
    label: str
    source: Provenance


@dataclass(frozen=True, kw_only=True)
class AdmissibilityGround:
    """A ground for not taking up a complaint. ``must``: the document excludes the complaint; otherwise it
    may.
    """

    code: str
    label: str
    unless: str | None
    must: bool
    source: Provenance
    when: tuple[When | Unless, ...] = ()
    """To which cases it applies, by `CaseFact`; without conditions to every case."""


@dataclass(frozen=True, kw_only=True)
class AdmissibilityRules:
    """Everything a document says on taking up a complaint."""

    required_content: tuple[RequiredItem, ...]
    grounds: tuple[AdmissibilityGround, ...]
