"""Start, meet and stop clocks. `recompute` is the one function that writes a due date."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select

from wederhoor.db import uuid7
from wederhoor.deadlines.tables import Clock
from wederhoor.organisation import Organisation
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.deadlines import DeadlineRule, StartEvent, due
from wederhoor.tenancy.locks import insert_rows, read_rows
from wederhoor.work import Work

NOT_STARTED = "not_started"
RUNNING = "running"
MET = "met"
STOPPED = "stopped"
AT_FILING = frozenset({StartEvent.ARRIVAL, StartEvent.FILED, StartEvent.RECEIPT, StartEvent.REPORT_RECEIVED})


@dataclass(frozen=True, kw_only=True)
class ClockValues:
    """What a clock shows; a due date exists only when it runs or ran."""

    code: str
    state: str
    started_on: date | None
    due_on: date | None
    plain_due_on: date | None
    rollover: str | None
    explanation: str
    next_reminder_on: date | None


def recompute(rule: DeadlineRule, started_on: date | None, today: date) -> ClockValues:
    """The state and due date of a clock from its rule and its start; the only maker of due dates."""
    if started_on is None:
        return ClockValues(
            code=rule.code,
            state=NOT_STARTED,
            started_on=None,
            due_on=None,
            plain_due_on=None,
            rollover=None,
            explanation=f"Nog niet gestart. {duration(rule)}",
            next_reminder_on=None,
        )
    found = due(rule.term, started_on, rule.calendar)
    return ClockValues(
        code=rule.code,
        state=RUNNING,
        started_on=started_on,
        due_on=found.due,
        plain_due_on=found.plain_due,
        rollover=found.rollover,
        explanation=found.explanation,
        next_reminder_on=next_reminder(rule, found.due, today),
    )


def duration(rule: DeadlineRule) -> str:
    """How long a term takes, as a sentence."""
    return f"Deze termijn duurt {rule.term}." if rule.term.amount else "Dit gebeurt dezelfde dag nog."


def next_reminder(rule: DeadlineRule, due_on: date, today: date, *, after: date | None = None) -> date | None:
    """The first day from today (or after a day) on which the handler must be reminded; None when there is none left."""
    days = sorted(due_on + timedelta(days=offset) for offset in rule.reminders)
    for day in days:
        if day >= today if after is None else day > after:
            return day
    return None


def start_clocks(
    work: Work, dossier_id: uuid.UUID, answers: Organisation, events: Mapping[StartEvent, date]
) -> list[ClockValues]:
    """Make the clocks of a new dossier: running when their event has happened, otherwise waiting for it.

    Terms that start with something else (a reminder, the closing) get their clock when that happens.
    """
    rules = [rule for rule in answers.deadlines if rule.starts in AT_FILING or rule.starts in events]
    values = [recompute(rule, events.get(rule.starts), work.today) for rule in rules]
    insert_rows(work.session, Clock, [_row(dossier_id, value) for value in values])
    return values


def _row(dossier_id: uuid.UUID, value: ClockValues) -> dict[str, Any]:
    return {
        "id": uuid7(),
        "dossier_id": dossier_id,
        **{name: getattr(value, name) for name in ClockValues.__dataclass_fields__},
        "met_on": None,
        "stopped_on": None,
        "stopped_why": None,
    }


def event_happened(
    work: Work, dossier_id: uuid.UUID, answers: Organisation, event: StartEvent, on: date
) -> list[record.Entry]:
    """Start the clocks that waited for an event; returns what belongs on the record."""
    rules = {rule.code: rule for rule in answers.deadlines if rule.starts is event}
    entries = []
    for clock in clocks_of(work, dossier_id):
        rule = rules.get(clock.code)
        if rule is None or clock.state != NOT_STARTED:
            continue
        value = recompute(rule, on, work.today)
        for name in ClockValues.__dataclass_fields__:
            setattr(clock, name, getattr(value, name))
        facts = {"clock": rule.label, "due_on": value.due_on.isoformat() if value.due_on else ""}
        entries.append(
            record.Entry(event=Event.CLOCK_STARTED, facts=facts, done_on=on, article=str(rule.source))
        )
    return entries


def meet(work: Work, dossier_id: uuid.UUID, answers: Organisation, event: str, on: date) -> None:
    """Something happened that meets clocks: note it, on the record."""
    rules = {rule.code: rule for rule in answers.deadlines if rule.met_by == event}
    entries = []
    for clock in clocks_of(work, dossier_id):
        rule = rules.get(clock.code)
        if rule is None or clock.state != RUNNING:
            continue
        clock.state, clock.met_on, clock.next_reminder_on = MET, on, None
        facts = {"clock": rule.label, "met_on": on.isoformat()}
        entries.append(record.Entry(event=Event.CLOCK_MET, facts=facts, done_on=on, article=str(rule.source)))
    if entries:
        record.append(work, dossier_id, entries)


def lapse(
    work: Work,
    dossier_id: uuid.UUID,
    answers: Organisation,
    event: str,
    why: str,
    *,
    keep: frozenset[str] = frozenset(),
) -> None:
    """Stop the clocks that no longer matter after an event (`withdrawn`, `closed`, ...), saying why; `keep` goes on."""
    rules = {rule.code: rule for rule in answers.deadlines if event in rule.lapses_on}
    entries = []
    for clock in clocks_of(work, dossier_id):
        rule = rules.get(clock.code)
        if rule is None or clock.code in keep or clock.state not in (RUNNING, NOT_STARTED):
            continue
        clock.state, clock.stopped_on, clock.stopped_why, clock.next_reminder_on = (
            STOPPED,
            work.today,
            why,
            None,
        )
        facts = {"clock": rule.label, "why": why}
        entries.append(record.Entry(event=Event.CLOCK_STOPPED, facts=facts, article=str(rule.source)))
    if entries:
        record.append(work, dossier_id, entries)


_CLOCKS = Clock.__table__
_SHOWN = select(
    _CLOCKS.c.code,
    _CLOCKS.c.state,
    _CLOCKS.c.started_on,
    _CLOCKS.c.due_on,
    _CLOCKS.c.rollover,
    _CLOCKS.c.explanation,
    _CLOCKS.c.met_on,
    _CLOCKS.c.stopped_why,
).where(_CLOCKS.c.tenant_id == bindparam("tenant"), _CLOCKS.c.dossier_id == bindparam("dossier"))


class ClockRow(NamedTuple):
    """A clock as pages read it."""

    code: str
    state: str
    started_on: date | None
    due_on: date | None
    rollover: str | None
    explanation: str
    met_on: date | None
    stopped_why: str | None


def clocks_shown(work: Work, dossier_id: uuid.UUID) -> list[ClockRow]:
    """The clocks of a dossier, to be shown."""
    return [ClockRow._make(row) for row in read_rows(work.session, _SHOWN, dossier=dossier_id)]


def clocks_of(work: Work, dossier_id: uuid.UUID) -> list[Clock]:
    """The clocks of a dossier, to be changed."""
    return list(work.session.scalars(select(Clock).where(Clock.dossier_id == dossier_id)))
