"""Short texts pages show that an organisation's documents settle: further options, notices, explanations."""

from dataclasses import dataclass
from enum import StrEnum

from wederhoor.rules.provenance import Provenance
from wederhoor.rules.reporting_lines import Place
from wederhoor.rules.tables import Unless, When


class TextSlot(StrEnum):
    """Where the platform shows a text of the organisation. A text with another code needs a `title` and stands under "Goed om te weten"."""

    SIGNPOST_OBJECTION = "signpost_objection"  # start page: not agreeing with a decision
    SIGNPOST_ELSEWHERE = "signpost_elsewhere"  # start page: what belongs at another organisation
    SIGNPOST_HELP = "signpost_help"  # start page: help by somebody else
    TALK_FIRST = "talk_first"  # start page: whether one can talk first
    HELP = "help"  # start page, good to know: somebody may come along
    BOTH_SIDES = "both_sides"  # start page, good to know
    NO_APPEAL = "no_appeal"  # start page, good to know
    RECORDINGS = "recordings"  # start page, good to know
    CONDITIONAL_PAPERS = "conditional_papers"  # start page, good to know
    SECRECY = "secrecy"  # start page, good to know
    OBJECTION_HOW = "objection_how"  # while filing: how one objects. Only who takes decisions (Awb) says so
    OBJECTION_TO = "objection_to"  # while filing: where one objects
    WHO_CLIENT = "who_client"  # while filing: the choices of "Wie bent u?", each in words that fit
    WHO_REFUSED = "who_refused"
    WHO_YOUNG = "who_young"
    WHO_YOUTH = "who_youth"
    WHO_PARENT = "who_parent"
    WHO_RELATIVE = "who_relative"
    WHO_REPRESENTATIVE = "who_representative"
    WHO_SURVIVING_RELATIVE = "who_surviving_relative"
    WHO_CONCERNED = "who_concerned"
    WHO_EMPLOYEE = "who_employee"
    WHO_PARTNER = "who_partner"
    WHO_OTHER = "who_other"
    AFTER_WITHDRAWAL = "after_withdrawal"  # where one withdraws
    CONFIDANT = "confidant"  # the page of the confidants
    CONFIDANT_ADVICE = "confidant_advice"
    CONFIDANT_SIGNALS = "confidant_signals"
    ACCESSIBILITY = "accessibility"  # the accessibility statement


GOOD_TO_KNOW = (
    (TextSlot.BOTH_SIDES, "Beide kanten"),
    (TextSlot.HELP, "Iemand meenemen"),
    (TextSlot.RECORDINGS, "Gesprekken opnemen"),
    (TextSlot.CONDITIONAL_PAPERS, "Stukken die niet iedereen mag zien"),
    (TextSlot.SECRECY, "Geheimhouding"),
    (TextSlot.NO_APPEAL, "In beroep"),
)
"""What stands under "Goed om te weten" on the start page, with its heading."""


@dataclass(frozen=True, kw_only=True)
class Text:
    """One text in plain Dutch."""

    code: str
    """A `TextSlot`, or an own code; then `title` says above it what it is about."""
    text: str
    source: Provenance
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class FurtherOption:
    """Where a complainant can go besides or afterwards, and who this is open to."""

    code: str
    label: str
    explanation: str
    complainants: tuple[str, ...]
    """Empty: every complainant."""
    source: Provenance
    places: tuple[Place, ...] = ()
    """How it stands to the complaint: after it, beside it, instead of it; empty: the document does not say."""
    when: tuple[When | Unless, ...] = ()
    """To which cases it applies, by `CaseFact`; without conditions to every case."""


@dataclass(frozen=True, kw_only=True)
class Statement:
    """Something people sign before they may do something: what they declare, in plain Dutch."""

    code: str
    label: str
    before: str
    """Before what it is to be signed: ``u toegang krijgt tot Suwinet``."""
    text: str
    source: Provenance
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MisconductScheme:
    """How suspected wrongdoing is reported."""

    name: str
    received: bool
    """Whether the scheme itself was among the documents."""
    statute: Provenance
    source: Provenance
    notes: tuple[str, ...] = ()
    definitions: tuple[Text, ...] = ()
    """What the organisation's own documents call wrongdoing or an irregularity; empty when they do not say."""
