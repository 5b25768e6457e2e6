"""Clocks: which term starts when, and on which date it is due. ``due`` computes and explains itself.

Dates are Dutch calendar days (Europe/Amsterdam); the start day is not counted. Whether an end date moves off
a free day depends on who set the term: an organisation's own regulation never, a law by the Algemene
termijnenwet, a European regulation by Regulation 1182/71.
"""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from wederhoor.rules import atw
from wederhoor.rules.atw import decree_days as shipped_decree_days
from wederhoor.rules.letters import Addressee
from wederhoor.rules.provenance import Provenance, ToConfirm
from wederhoor.rules.tables import Unless, When
from wederhoor.rules.terms import FixedDay, Term, Unit, add_months, shift
from wederhoor.rules.wording import dutch_date

__all__ = [
    "Calendar",
    "DeadlineRule",
    "Due",
    "Escalation",
    "Extension",
    "FixedDay",
    "Opens",
    "StartEvent",
    "Term",
    "TermEvent",
    "Unit",
    "add_months",
    "ahead",
    "due",
    "shift",
]

EU_ACT = "Verordening (EEG, Euratom) 1182/71"


class Calendar(StrEnum):
    """Who set the term, and so what happens when it ends on a free day."""

    PLAIN = "plain"  # an organisation's own regulation: no shift
    ATW = "atw"  # set in a Dutch law
    EU = "eu"  # set in a European regulation


class TermEvent(StrEnum):
    """What meets a term (`DeadlineRule.met_by`) or makes it lapse (`DeadlineRule.lapses_on`).

    Beside these an organisation may use codes of its own: a move names them (`Move.meets`), or somebody of the office notes them
    with a day at the dossier ("Vastleggen wat er gebeurde").
    """

    CONFIRMATION_SENT = "confirmation_sent"  # the letter that it was received left
    ASKED_TO_COMPLETE = "asked_to_complete"  # the letter that says what is missing left
    COMPLETED = "completed"  # everything is in
    NOT_TAKEN_UP_TOLD = "inadmissibility_sent"  # the letter that it is not taken up left
    TAKEN_UP = "judged_admissible"
    MEMBERS_COPIED = "members_copied"  # the members of the committee were told
    COMMITTEE_MET = "committee_met"  # for the first time about this complaint
    HEARD = "heard"  # the parties were heard
    INVESTIGATED = "investigation_finished"
    REPORT_SENT = "report_sent"  # to who decides
    DECISION_TAKEN = "decision_taken"  # and told
    FINDINGS_SENT = "findings_sent"
    ANSWER_SENT = "answer_sent"
    MEASURES_TOLD = "measures_told"  # whether there will be measures, and which
    REPORT_SETTLED = "report_settled"  # dissatisfaction was picked up
    REMINDER_SENT = "reminder_sent"
    REACTION_RECEIVED = "reaction_received"  # of whoever complained
    WITHDRAWN = "withdrawn"
    SATISFIED = "satisfied"
    CLOSED = "closed"
    FILED = "filed"  # a complaint was filed: what a look-back is about
    OMBUDSMAN_ASKED = "ombudsman_asked"
    RULING_GIVEN = "ruling_given"  # by a disputes body
    PORTAL_NOTICE_SENT = "portal_notice_sent"  # that something stands ready behind the code
    BREACH_NOTIFIED = "breach_notified"  # a personal data breach, to the authority
    REQUEST_ANSWERED = "request_answered"  # about somebody's own personal data
    DESTROYED = "destroyed"  # everything of the case
    MEMBERSHIP_ENDED = "membership_ended"
    EVALUATED = "evaluated"  # the regulation
    REPORT_PUBLISHED = "report_published"  # of a year
    ACKNOWLEDGED = "acknowledged"  # a report of wrongdoing
    FEEDBACK_SENT = "feedback_sent"  # on a report of wrongdoing


class StartEvent(StrEnum):
    """What starts a clock."""

    ARRIVAL = "arrival"  # the day the complaint came in, complete or not
    RECEIPT = "receipt"  # the day everything the regulation asks is in
    REPORT_RECEIVED = "report_received"  # the decider has the committee's report
    LAST_REQUEST = "last_request"  # the complainant was last asked something
    REMINDER_SENT = "reminder_sent"
    CLOSED = "closed"  # the handling is finished
    ACKNOWLEDGED = "acknowledged"  # the confirmation of receipt was sent
    JUDGEMENT_RECEIVED = "judgement_received"  # the provider has the committee's judgement (Jeugdwet)
    FINDINGS_SENT = "findings_sent"  # the notice of findings left (Awb 9:12)
    APPOINTED = "appointed"
    NOTICE_GIVEN = "notice_given"  # somebody ends a seat on the committee
    BREACH_KNOWN = "breach_known"  # a personal data breach became known
    ADOPTED = "adopted"  # a regulation was adopted
    NON_FORMAL_REPORT = "non_formal_report"  # dissatisfaction that is no formal complaint came in
    FILED = "filed"  # the day the complaint was filed
    HAPPENED = "happened"  # what the complaint is about
    KNOWN = "known"  # whoever complains got to know of it
    REQUEST_RECEIVED = "request_received"  # a request about somebody's own personal data
    PLACED_IN_PORTAL = "placed_in_portal"
    RULING_ASKED = "ruling_asked"  # a dispute was put to a disputes body
    REPORT_ADOPTED = "report_adopted"  # a yearly report was adopted
    ASKED_TO_COMPLETE = "asked_to_complete"  # the letter that says what is missing left
    TAKEN_UP = "taken_up"  # it was decided that the complaint is taken up
    HEARD = "heard"  # the parties were heard
    REPLY_ASKED = "reply_asked"  # the other side was asked to react
    BODY_DECIDED = "body_decided"  # the body decided what the complaint is about, or on an earlier phase
    STEP_ENTERED = "step_entered"  # the case came to the step the rule names (`DeadlineRule.step`)


class Opens(StrEnum):
    """From when the act may be done, for a term that must first run out."""

    ON_DUE = "on_due"
    AFTER_DUE = "after_due"


@dataclass(frozen=True, kw_only=True)
class Extension:
    """How a term may be made longer."""

    at_most: Term | None
    """How much longer in all; None: the document sets no maximum."""
    by: str
    """Who decides, in Dutch."""
    notice_to: tuple[str, ...]
    """Who must be told in writing, in Dutch."""
    addressees: tuple[Addressee | str, ...] = ()
    """The same people, as the platform addresses them: an ``Addressee``, or the code of a role (`Role`, `CONTACT_ROLES`, or an own one)."""
    needs_notice: bool
    """The new date counts only once the notice has left."""
    source: Provenance
    number: str | None = None
    """Its number in the organisation's own list of terms, if it has one."""
    late_notice_counts: bool = False
    """The document does not say that the notice must leave before the term ends."""
    again: bool = False
    """It may be made longer more than once, together no longer than ``at_most``."""
    only_before_due: bool = False
    """No decision to make it longer once the term is past, also where no notice is asked."""


@dataclass(frozen=True, kw_only=True)
class Escalation:
    """Who hears of a term that was missed, beside the handler and the stand-in."""

    after_days: int
    """How many days after the due date."""
    roles: tuple[str, ...]
    """Role codes; never anyone who is barred from the matter."""
    source: Provenance


@dataclass(frozen=True, kw_only=True)
class DeadlineRule:
    """One term of a regulation or law, as a clock of a case."""

    code: str
    label: str
    """Dutch, for people: what must have happened."""
    term: Term | FixedDay
    starts: StartEvent
    source: Provenance
    calendar: Calendar
    met_by: str
    """Code of the event that meets it, such as ``confirmation_sent``."""
    lapses_on: tuple[str, ...] = ()
    """Events after which it no longer matters, although it was not met."""
    reminders: tuple[int, ...] = ()
    """Days before (-), on (0) and after (+) the due date on which the handler is reminded."""
    for_parties: bool = False
    """Whether the complainant and the accused may see it."""
    plan_only: bool = False
    """Shown as a planned date; another rule governs and this one is never late."""
    outer: str | None = None
    """Code of the stricter rule for which this one is the outer limit."""
    note: str | None = None
    extension: Extension | None = None
    shortened_by: Provenance | None = None
    """What allows urgency to bring the date forward, if anything does."""
    urgent: Term | None = None
    """How long it is when the case is urgent, where the document says so; None: until the day that is decided then."""
    consent: Provenance | None = None
    """What allows further delay with the complainant's written consent, if anything does."""
    opens: Opens | None = None
    backwards: bool = False
    """A look-back: the start is the last day that still counts."""
    number: str | None = None
    """Its number in the organisation's own list of terms, if it has one."""
    runs_out: bool = False
    """Ends by itself on its last day, without anybody's act: then it is met, and nobody is late."""
    escalation: Escalation | None = None
    """Who hears of it when it was missed; without one only whoever handles the matter is reminded."""
    chance: bool = False
    """Somebody may act within it but need not: afterwards it has lapsed, and nobody is late."""
    when: tuple[When | Unless, ...] = ()
    """To which cases it applies, by `CaseFact`; without conditions to every case."""
    counts_start: bool = False
    """The day it starts counts as its first: three years from 1 September end on 31 August. Not for a term in working days."""
    step: str | None = None
    """With ``StartEvent.STEP_ENTERED``: the code of the step; the day the case came there starts the term."""

    @property
    def begins_with(self) -> str:
        """What starts it, as one code: the event, or the step that is entered."""
        return f"step:{self.step}" if self.starts is StartEvent.STEP_ENTERED else self.starts.value

    @property
    def can_be_late(self) -> bool:
        """Whether anybody is late once its last day has passed: the one place that says so, for every list and figure."""
        return not (self.plan_only or self.runs_out or self.chance)


@dataclass(frozen=True, kw_only=True)
class Due:
    """A computed end date. ``plain_due`` is the date before any shift; ``rollover`` says why it moved, if it
    did.
    """

    due: date
    plain_due: date
    rollover: str | None
    explanation: str


def decrees_not_known(day: date, term: Term, decrees: Set[date]) -> str | None:
    """A remark when a statutory term ends in a year whose days by royal decree are not known yet."""
    if not decrees or not atw.covers(term) or day.year <= max(decrees).year:
        return None
    return _not_known_yet(day)


def _not_known_yet(day: date) -> str:
    missing = ToConfirm(
        reason=f"welke dagen in {day.year} bij koninklijk besluit gelijkgesteld zijn, is nog niet bekend"
    )
    return str(missing)


def ahead(
    start: date, term: Term | FixedDay, decree_days: Set[date] | None = None, *, counts_start: bool = False
) -> date:
    """The last day of a term that began on ``start``, before any shift. Raises ``ValueError`` for a term in hours.

    ``counts_start``: the first day of the term is ``start`` itself.
    """
    if isinstance(term, FixedDay):
        return term.after(start)
    if term.unit is Unit.WORKING_DAYS and term.amount:
        decrees = shipped_decree_days() if decree_days is None else decree_days
        return atw.working_day(start, term.amount, decrees)
    if term.amount == 0:
        return start
    end = shift(start, term)
    # A month that lacks the day ends the term on its last day, counted or not: three years from 29 February end on 28 February.
    lacks_the_day = term.unit in (Unit.MONTHS, Unit.YEARS) and end.day < start.day
    return end - timedelta(days=1) if counts_start and not lacks_the_day else end


def due(
    term: Term | FixedDay,
    start: date,
    calendar: Calendar,
    decree_days: Set[date] | None = None,
    *,
    counts_start: bool = False,
) -> Due:
    """When a term that started on ``start`` ends, with the reason in Dutch.

    ``decree_days`` replaces the shipped list of days by royal decree. Raises ``ValueError`` for a term in
    hours.
    """
    decrees = shipped_decree_days() if decree_days is None else decree_days
    plain = ahead(start, term, decrees, counts_start=counts_start)
    if isinstance(term, FixedDay):
        text = f"{term}, na {dutch_date(start)} = {dutch_date(plain)}; een vaste dag verschuift niet"
        return Due(due=plain, plain_due=plain, rollover=None, explanation=text)
    if term.unit is Unit.WORKING_DAYS and term.amount:
        free = "weekenden, feestdagen en gelijkgestelde dagen tellen niet mee"
        text = f"{term} na {dutch_date(start)} = {dutch_date(plain)}; {free}"
        if decrees and plain.year > max(decrees).year:
            text += f"; {_not_known_yet(plain)}"
        return Due(due=plain, plain_due=plain, rollover=None, explanation=text)
    if term.amount == 0:
        text = f"Direct, dus op {dutch_date(start)} zelf"
        return Due(due=plain, plain_due=plain, rollover=None, explanation=text)
    counted = (
        f"{term} vanaf {dutch_date(start)}, die dag meegeteld, tot en met {dutch_date(plain)}"
        if counts_start
        else f"{term} na {dutch_date(start)} = {dutch_date(plain)}"
    )
    match calendar:
        case Calendar.PLAIN:
            day, reason, tail = plain, None, "eigen reglement, geen verschuiving"
        case Calendar.ATW:
            rolled = atw.roll(start - timedelta(days=counts_start), term, decrees)
            day, reason = rolled.day, rolled.reason
            tail = "geen verschuiving nodig (Algemene termijnenwet)"
            if unknown := decrees_not_known(day, term, decrees):
                tail += f"; {unknown}"
            if not atw.covers(term):
                tail = (
                    f"geen verschuiving: de Algemene termijnenwet geldt niet voor een termijn van {term} "
                    "(art. 4)"
                )
        case Calendar.EU:
            # Days by royal decree are equated for the Algemene termijnenwet only, so they do not move this
            # date.
            day, reasons = atw.stretch(
                start, plain, at_least_two=(plain - start).days >= 2, decrees=frozenset(), act=EU_ACT
            )
            reason, tail = "; ".join(reasons) or None, f"geen verschuiving nodig ({EU_ACT})"
    if reason:
        tail = f"{reason}; daarom {dutch_date(day)}"
        if calendar is Calendar.ATW and (unknown := decrees_not_known(day, term, decrees)):
            tail += f"; {unknown}"
    return Due(due=day, plain_due=plain, rollover=reason, explanation=f"{counted}; {tail}")
