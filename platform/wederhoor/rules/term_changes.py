"""What was decided about the terms of one case, and the dates that follow: the one way from decisions to due dates."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wederhoor.rules.clocks import CaseDates, GivenExtension
from wederhoor.rules.deadlines import DeadlineRule, Extension, StartEvent, Term, Unit


class ChangeKind(StrEnum):
    """What somebody decided. A postponement counts only once everybody has been told; an extension at once."""

    EXTENSION = "extension"
    POSTPONEMENT = "postponement"
    URGENT = "urgent"
    CONSENT = "consent"
    START_CORRECTED = "start_corrected"


_DAYS = {Unit.DAYS: 1, Unit.WEEKS: 7}

CHANGE_LABELS = {
    ChangeKind.EXTENSION: "verlenging",
    ChangeKind.POSTPONEMENT: "uitstel",
    ChangeKind.URGENT: "spoed",
    ChangeKind.CONSENT: "uitstel met instemming van de klager",
    ChangeKind.START_CORRECTED: "verbeterde begindatum",
}


@dataclass(frozen=True, kw_only=True)
class TermChange:
    """One decision. ``code`` is the clock it is about (None: every clock it can be about), ``amount`` how much longer,
    ``until`` the new last day or the right start, ``start`` which start was wrong, ``valid_on`` the day the last
    notice left.
    """

    kind: ChangeKind
    code: str | None = None
    amount: Term | None = None
    until: date | None = None
    start: StartEvent | None = None
    valid_on: date | None = None


def case_dates(starts: Mapping[StartEvent, date], changes: Iterable[TermChange]) -> CaseDates:
    """Starts and decisions, oldest first, as the clocks read them. A later decision of a kind replaces an earlier one."""
    right = dict(starts)
    given: dict[str, GivenExtension] = {}
    urgent = consent = None
    for change in changes:
        match change.kind:
            case ChangeKind.EXTENSION | ChangeKind.POSTPONEMENT:
                if change.code and change.amount:
                    given[change.code] = _together(given.get(change.code), change)
            case ChangeKind.URGENT:
                urgent = change.until
            case ChangeKind.CONSENT:
                consent = change.until
            case ChangeKind.START_CORRECTED:
                if change.start and change.until:
                    right[change.start] = change.until
    return CaseDates(starts=right, extensions=given, urgent_until=urgent, consent_until=consent)


def _together(before: GivenExtension | None, change: TermChange) -> GivenExtension:
    """What was given already with what is given now; a later one does not count until it was told."""
    amount, waits = change.amount, change.kind is ChangeKind.POSTPONEMENT and change.valid_on is None
    if amount is None or before is None or before.notice is None and change.kind is ChangeKind.POSTPONEMENT:
        return GivenExtension(amount=amount or Term(0, Unit.DAYS), notice=change.valid_on)
    if waits:
        return before
    sum_of = summed(before.amount, amount)
    return GivenExtension(amount=sum_of or amount, notice=change.valid_on)


def summed(one: Term, other: Term) -> Term | None:
    """Two amounts of time as one; None for units that do not add up."""
    if one.unit is other.unit:
        return Term(one.amount + other.amount, one.unit)
    if one.unit in _DAYS and other.unit in _DAYS:
        return Term(one.amount * _DAYS[one.unit] + other.amount * _DAYS[other.unit], Unit.DAYS)
    return None


def kind_of(extension: Extension) -> ChangeKind:
    """Whether making a term longer hangs on the notices."""
    return ChangeKind.POSTPONEMENT if extension.needs_notice else ChangeKind.EXTENSION


def within(amount: Term, at_most: Term | None) -> bool:
    """Whether an amount is no more than the most allowed, None for no maximum. Units that do not compare are not within."""
    if amount.amount < 1:
        return False
    if at_most is None:
        return True
    if amount.unit is at_most.unit:
        return amount.amount <= at_most.amount
    if amount.unit in _DAYS and at_most.unit in _DAYS:
        return amount.amount * _DAYS[amount.unit] <= at_most.amount * _DAYS[at_most.unit]
    return False


def too_late_to_extend(rule: DeadlineRule, due: date, on: date) -> bool:
    """Whether the decision or its notice would come after the term, where the document wants it before."""
    extension = rule.extension
    if extension is None or on <= due:
        return False
    return extension.only_before_due or (extension.needs_notice and not extension.late_notice_counts)
