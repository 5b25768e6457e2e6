"""What a complaint must contain and on which grounds it is not taken up."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wederhoor.rules.asked import Question
from wederhoor.rules.clocks import look_back
from wederhoor.rules.deadlines import StartEvent
from wederhoor.rules.provenance import Provenance
from wederhoor.rules.tables import Unless, When
from wederhoor.rules.terms import Term


class Item(StrEnum):
    """What the platform itself knows how to ask of who complains. Other codes are the organisation's own, with a question."""

    NAME_ADDRESS = "name_address"
    DATE = "date"  # the day it was written: the moment of filing itself
    DESCRIPTION = "description"  # what it is about
    OBJECTION = "objection"  # why they do not agree
    STEPS_TAKEN = "steps_taken"  # what was done already to solve it
    SIGNATURE = "signature"


class Sign(StrEnum):
    """What the platform sees of a case that may bring a ground into play; of other grounds somebody has to say."""

    HANDLED_EARLIER = "handled_earlier"  # this person complained before
    STILL_PENDING = "still_pending"  # and that is still handled
    UNNAMED = "unnamed"  # nobody's name is known
    DECISION = "decision"  # it is about a decision
    TOO_LATE = "too_late"  # past the ground's own `limit`


@dataclass(frozen=True, kw_only=True)
class FilingLimit:
    """Until when a complaint can be filed: so long after what starts it. Counted back from filing, it never moves off a free day.

    ``starts`` is ``StartEvent.HAPPENED`` (what it is about), ``KNOWN`` (that somebody got to know it) or ``BODY_DECIDED`` (the decision it
    is about). What excuses whoever is later is the ground's ``unless``.
    """

    term: Term
    starts: StartEvent = StartEvent.HAPPENED

    def last_day(self, start: date) -> date:
        """The last day to file."""
        return look_back(start, self.term)


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
    sign: Sign | None = None
    """What shows that it may apply; None: nothing the platform can see."""
    limit: FilingLimit | None = None
    """With ``Sign.TOO_LATE``: until when one can file."""
    asks: str = ""
    """The question to whoever says that ``unless`` applies; empty: why the exception applies."""
    when: tuple[When | Unless, ...] = ()
    """To which cases it applies, by `CaseFact`; without conditions to every case."""


@dataclass(frozen=True, kw_only=True)
class AdmissibilityRules:
    """Everything a document says on taking up a complaint."""

    required_content: tuple[RequiredItem, ...]
    grounds: tuple[AdmissibilityGround, ...]
