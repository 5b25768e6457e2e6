"""A clock of a case on a day: its due date after extension, urgency and consent, and the state it is in."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from wederhoor.rules.atw import decree_days as shipped_decree_days
from wederhoor.rules.deadlines import (
    Calendar,
    DeadlineRule,
    Due,
    Extension,
    Opens,
    StartEvent,
    Term,
    Unit,
    ahead,
    decrees_not_known,
    due,
    shift,
)
from wederhoor.rules.wording import dutch_date, listed


class ClockState(StrEnum):
    """Where a clock is on the day asked about."""

    WAITING = "waiting"  # its start is not known yet
    RUNNING = "running"
    MET = "met"
    MET_LATE = "met_late"
    OVERDUE = "overdue"
    LAPSED = "lapsed"  # it no longer matters, although it was not met
    PLAN = "plan"  # a planned date; another term governs


@dataclass(frozen=True, kw_only=True)
class GivenExtension:
    """An extension somebody decided on. ``notice`` is the day the last notice left; None while it has not."""

    amount: Term
    notice: date | None = None


@dataclass(frozen=True, kw_only=True)
class CaseDates:
    """What is known of a case. Keys of ``met`` are event codes, keys of ``extensions`` codes of rules."""

    starts: Mapping[StartEvent, date] = field(default_factory=dict)
    met: Mapping[str, date] = field(default_factory=dict)
    extensions: Mapping[str, GivenExtension] = field(default_factory=dict)
    urgent_until: date | None = None
    consent_until: date | None = None


@dataclass(frozen=True, kw_only=True)
class Clock:
    """One term as it stands. Dates are None while the start is not known.

    ``earliest`` is the first day on which the act may be done, where the rule sets one; ``latest`` the last
    day it can become with every extension the rule allows.
    """

    rule: DeadlineRule
    start: date | None
    due: date | None
    plain_due: date | None
    earliest: date | None
    latest: date | None
    rollover: str | None
    explanation: str
    state: ClockState


_FROM_THE_START = (Unit.MONTHS, Unit.WORKING_DAYS)
"""Units of which a term and its extension are counted together, from the start."""


def _extended(rule: DeadlineRule, start: date, amount: Term, decrees: Set[date] | None) -> Due:
    """The end after an extension. Months add up from the start, so that month ends clip once."""
    if isinstance(rule.term, Term) and amount.unit is rule.term.unit and amount.unit in _FROM_THE_START:
        total = Term(rule.term.amount + amount.amount, amount.unit)
        return due(total, start, rule.calendar, decrees, counts_start=rule.counts_start)
    begins = ahead(start, rule.term, decrees, counts_start=rule.counts_start)
    return due(amount, begins, rule.calendar, decrees)


def _capped(amount: Term, at_most: Term | None, begins: date, decrees: Set[date] | None) -> Term:
    """An extension no longer than allowed, by the day on which each would end."""
    if at_most is None or ahead(begins, amount, decrees) <= ahead(begins, at_most, decrees):
        return amount
    return at_most


def look_back(happened: date, term: Term) -> date:
    """The last day to file about something that happened: counted back from filing, without any shift."""
    last = shift(happened, term)
    # Counting back clips too: 29 February minus a year is 28 February.
    while shift(last + timedelta(days=1), term, sign=-1) <= happened:
        last += timedelta(days=1)
    return last


def clock(rule: DeadlineRule, dates: CaseDates, *, on: date, decree_days: Set[date] | None = None) -> Clock:
    """How a term stands on a day."""
    start = dates.starts.get(rule.starts)
    if start is None:
        return Clock(
            rule=rule,
            start=None,
            due=None,
            plain_due=None,
            earliest=None,
            latest=None,
            rollover=None,
            explanation=f"{rule.term}; de termijn is nog niet begonnen",
            state=ClockState.WAITING,
        )
    if rule.backwards:
        return _look_back_clock(rule, start, dates, on)
    base = due(rule.term, start, rule.calendar, decree_days, counts_start=rule.counts_start)
    counts, parts = base, [base.explanation]
    latest: date | None = base.due
    if rule.extension and rule.extension.at_most is None:
        latest = None  # no document sets a last day
    elif rule.extension and rule.extension.at_most:
        latest = _extended(rule, start, rule.extension.at_most, decree_days).due
        if given := dates.extensions.get(rule.code):
            counts = _with_extension(rule, rule.extension, given, start, base, parts, decree_days)
    end, rollover = counts.due, counts.rollover
    if rule.consent and dates.consent_until and dates.consent_until > end:
        end = latest = dates.consent_until
        rollover = None
        parts.append(
            f"de klager stemde schriftelijk in met uitstel tot en met {dutch_date(end)} ({rule.consent})"
        )
    urgent = _urgent(rule, start, dates, decree_days)
    if rule.shortened_by and urgent and start <= urgent < end:
        end = latest = urgent
        rollover = None
        parts.append(f"wegens spoed bekort tot en met {dutch_date(end)} ({rule.shortened_by})")
    if too_early(rule, end, dates):
        parts.append(
            f"wat er op {dutch_date(dates.met[rule.met_by])} gebeurde, was daarvoor te vroeg en telt niet"
        )
    return Clock(
        rule=rule,
        start=start,
        due=end,
        plain_due=counts.plain_due,
        earliest=_earliest(rule, end),
        latest=latest,
        rollover=rollover,
        explanation="; ".join(parts),
        state=_state(rule, end, dates, on),
    )


def _urgent(rule: DeadlineRule, start: date, dates: CaseDates, decrees: Set[date] | None) -> date | None:
    """The last day because of urgency: what the document says for it, else the day that was decided."""
    if dates.urgent_until is None or rule.urgent is None:
        return dates.urgent_until
    return due(rule.urgent, start, rule.calendar, decrees).due


def _with_extension(
    rule: DeadlineRule,
    extension: Extension,
    given: GivenExtension,
    start: date,
    base: Due,
    parts: list[str],
    decree_days: Set[date] | None,
) -> Due:
    """The end with an extension, if it counts; adds what happened to the explanation."""
    begins = ahead(start, rule.term, decree_days, counts_start=rule.counts_start)
    amount = _capped(given.amount, extension.at_most, begins, decree_days)
    if amount != given.amount:
        parts.append(f"gevraagd was {given.amount}, maar uitstel mag ten hoogste {extension.at_most} zijn")
    if extension.needs_notice and given.notice is None:
        told = listed(extension.notice_to)
        parts.append(f"uitstel van {amount} is nog niet geldig: het bericht aan {told} is nog niet uit")
        return base
    late = extension.needs_notice and given.notice is not None and given.notice > base.due
    if late and not extension.late_notice_counts:
        parts.append(f"uitstel van {amount} is niet geldig: het bericht ging pas na de termijn uit")
        return base
    if late:
        parts.append(
            "het bericht over het uitstel ging na de termijn uit; wanneer het uit moet zijn, zegt het "
            "document niet"
        )
    longer = _extended(rule, start, amount, decree_days)
    moved = f"; {longer.rollover}" if longer.rollover else ""
    decrees = shipped_decree_days() if decree_days is None else decree_days
    if rule.calendar is Calendar.ATW and (unknown := decrees_not_known(longer.due, amount, decrees)):
        moved += f"; {unknown}"
    counted = _longer_in_words(rule, amount, begins, start)
    parts.append(
        f"{counted} tot en met {dutch_date(longer.due)}{moved}{_told(extension)} ({extension.source})"
    )
    return longer


def _told(extension: Extension) -> str:
    """Who must hear of it, as the document names them."""
    return f"; dat hoort: {listed(extension.notice_to)}" if extension.notice_to else ""


def _longer_in_words(rule: DeadlineRule, amount: Term, begins: date, start: date) -> str:
    """How an extension is counted, so that whoever counts along comes to the same day."""
    if isinstance(rule.term, Term) and amount.unit is rule.term.unit and amount.unit in _FROM_THE_START:
        total = Term(rule.term.amount + amount.amount, amount.unit)
        return f"verlengd met {amount}, samen {total} na {dutch_date(start)},"
    return f"verlengd met {amount} na {dutch_date(begins)},"


def _earliest(rule: DeadlineRule, end: date) -> date | None:
    match rule.opens:
        case Opens.ON_DUE:
            return end
        case Opens.AFTER_DUE:
            return end + timedelta(days=1)
        case None:
            return None


def _state(rule: DeadlineRule, end: date, dates: CaseDates, on: date) -> ClockState:
    met = dates.met.get(rule.met_by)
    if met is not None and met <= on and not too_early(rule, end, dates):
        return ClockState.MET if met <= end else ClockState.MET_LATE
    if any(event in dates.met and dates.met[event] <= on for event in rule.lapses_on):
        return ClockState.LAPSED
    if rule.plan_only:
        return ClockState.PLAN
    if rule.runs_out and on >= end:
        return ClockState.MET
    if on <= end:
        return ClockState.RUNNING
    return ClockState.LAPSED if rule.chance else ClockState.OVERDUE


def too_early(rule: DeadlineRule, end: date, dates: CaseDates) -> bool:
    """Whether the act was done before the day from which it may be done; then it does not count."""
    earliest, met = _earliest(rule, end), dates.met.get(rule.met_by)
    return earliest is not None and met is not None and met < earliest and not rule.chance


def _amount(rule: DeadlineRule) -> Term:
    if isinstance(rule.term, Term):
        return rule.term
    raise ValueError("terugkijken kan alleen over een aantal dagen, weken, maanden of jaren")


def _look_back_clock(rule: DeadlineRule, start: date, dates: CaseDates, on: date) -> Clock:
    last = look_back(start, _amount(rule))
    filed = dates.starts.get(StartEvent.FILED)
    text = (
        f"indienen kan tot en met {dutch_date(last)}: {rule.term} na {dutch_date(start)}, "
        "teruggerekend vanaf het "
        "indienen; zo’n termijn verschuift niet"
    )
    state = (
        (ClockState.MET if filed <= last else ClockState.MET_LATE)
        if filed
        else ClockState.OVERDUE
        if on > last
        else ClockState.RUNNING
    )
    return Clock(
        rule=rule,
        start=start,
        due=last,
        plain_due=last,
        earliest=None,
        latest=last,
        rollover=None,
        explanation=text,
        state=state,
    )
