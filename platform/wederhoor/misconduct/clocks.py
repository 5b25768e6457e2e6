"""The two terms of a report (Wbk art. 2 lid 2 h and i) and when its readers are reminded; dates come from `rules.deadlines`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from wederhoor.misconduct.tables import MisconductReport
from wederhoor.rules.deadlines import DeadlineRule, due
from wederhoor.statutes import wbk

AGAIN_EVERY = timedelta(days=7)
SOON = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class ClockShown:
    """A term as pages show it; `state` is waiting, running, soon, late, done or stopped."""

    label: str
    state: str
    state_label: str
    started_on: date | None
    term: str
    due_on: date | None
    article: str
    explanation: str
    rollover: str | None


def due_after(rule: DeadlineRule, start: date) -> date:
    """When a term that started on a day ends."""
    return due(rule.term, start, rule.calendar).due


def clocks_of(row: MisconductReport, today: date) -> list[ClockShown]:
    """Both terms with their explanation."""
    return [
        _shown(wbk.ACKNOWLEDGEMENT, row.received_on, row.acknowledged_on, row, today),
        _shown(wbk.FEEDBACK, row.acknowledged_on, row.feedback_on, row, today),
    ]


def _shown(
    rule: DeadlineRule, start: date | None, met_on: date | None, row: MisconductReport, today: date
) -> ClockShown:
    found = due(rule.term, start, rule.calendar) if start else None
    state, label = _state(found.due if found else None, met_on, row, today)
    waits = "Nog niet begonnen. Deze termijn begint op de dag waarop de ontvangst is bevestigd."
    return ClockShown(
        label=rule.label,
        state=state,
        state_label=label,
        started_on=start,
        term=str(rule.term),
        due_on=found.due if found else None,
        article=str(rule.source),
        explanation=f"{found.explanation}." if found else waits,
        rollover=found.rollover if found else None,
    )


def _state(due_on: date | None, met_on: date | None, row: MisconductReport, today: date) -> tuple[str, str]:
    if met_on is not None:
        return "done", "gedaan, te laat" if due_on and met_on > due_on else "gedaan"
    if row.closed_on is not None:
        return "stopped", "gestopt: afgesloten"
    if due_on is None:
        return "waiting", "nog niet gestart"
    days = (due_on - today).days
    if days < 0:
        return "late", "1 dag te laat" if days == -1 else f"{-days} dagen te laat"
    if days == 0:
        return "soon", "vandaag"
    label = "nog 1 dag" if days == 1 else f"nog {days} dagen"
    return ("soon" if due_on - today <= SOON else "running"), label


def next_reminder(row: MisconductReport, asks: Iterable[date], after: date) -> date | None:
    """The first day after a day on which the readers are reminded: of an open term, of asking how it goes, of destroying."""
    days: list[date] = []
    if row.closed_on is None and row.acknowledged_on is None:
        days += _reminders(wbk.ACKNOWLEDGEMENT, row.acknowledge_by, after)
    if row.closed_on is None and row.feedback_by is not None and row.feedback_on is None:
        days += _reminders(wbk.FEEDBACK, row.feedback_by, after)
    days += [_weekly(day, after) for day in asks]
    if row.review_on is not None:
        days.append(_weekly(row.review_on, after))
    return min(days, default=None)


def _reminders(rule: DeadlineRule, due_on: date, after: date) -> list[date]:
    days = [due_on + timedelta(days=offset) for offset in rule.reminders]
    coming = [day for day in days if day > after]
    return coming or [_weekly(due_on, after)]


def _weekly(day: date, after: date) -> date:
    """The day itself, or when it is over the same day of a coming week."""
    while day <= after:
        day += AGAIN_EVERY
    return day
