"""Start, meet and stop clocks. `recompute` is the one function that writes a due date."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select

from wederhoor.db import uuid7
from wederhoor.deadlines import changes
from wederhoor.deadlines.tables import Clock
from wederhoor.organisation import Organisation
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.clocks import CaseDates, clock
from wederhoor.rules.deadlines import DeadlineRule, FixedDay, StartEvent, TermEvent
from wederhoor.rules.term_changes import CHANGE_LABELS, ChangeKind, case_dates
from wederhoor.tenancy.locks import insert_rows, read_rows
from wederhoor.work import Work

NOT_STARTED = "not_started"
RUNNING = "running"
MET = "met"
STOPPED = "stopped"
AT_FILING = frozenset({StartEvent.ARRIVAL, StartEvent.FILED, StartEvent.RECEIPT, StartEvent.REPORT_RECEIVED})
ENDS = frozenset({TermEvent.WITHDRAWN, TermEvent.CLOSED, TermEvent.SATISFIED})
STARTED_BY: Mapping[str, StartEvent] = {
    TermEvent.CONFIRMATION_SENT: StartEvent.ACKNOWLEDGED,
    TermEvent.REMINDER_SENT: StartEvent.REMINDER_SENT,
    TermEvent.FINDINGS_SENT: StartEvent.FINDINGS_SENT,
    TermEvent.ASKED_TO_COMPLETE: StartEvent.ASKED_TO_COMPLETE,
    TermEvent.TAKEN_UP: StartEvent.TAKEN_UP,
    TermEvent.HEARD: StartEvent.HEARD,
}
"""What happens to the terms and starts some of them, beside what it meets."""


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


def _computed(rule: DeadlineRule, dates: CaseDates, today: date) -> ClockValues:
    """What a clock shows, from its rule, the starts and what was decided."""
    found = clock(rule, dates, on=today)
    if found.start is None or found.due is None:
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
    return ClockValues(
        code=rule.code,
        state=RUNNING,
        started_on=found.start,
        due_on=found.due,
        plain_due_on=found.plain_due,
        rollover=found.rollover,
        explanation=found.explanation,
        next_reminder_on=next_reminder(rule, found.due, today),
    )


def recompute(
    work: Work,
    dossier_id: uuid.UUID,
    answers: Organisation,
    started: Mapping[str, date] | None = None,
    *,
    again: bool = False,
    first: Sequence[ClockValues] | None = None,
) -> list[record.Entry]:
    """Compute every clock of a dossier anew from its starts and from what was decided; the only writer of due dates.

    `started` are events that have just happened (`DeadlineRule.begins_with`): clocks that waited for them run, and a clock that
    had no row gets one.
    With `again` they start clocks that ran or were stopped once more; a clock that was met stays met. `first`: what the
    clocks of a dossier show that is made in this transaction. Returns what belongs on the record.
    """
    started = started or {}
    if first is not None:
        insert_rows(work.session, Clock, [_row(dossier_id, value) for value in first])
        return []
    rows = {row.code: row for row in clocks_of(work, dossier_id)}
    decided = changes.changes_of(work, dossier_id)
    if again:
        changes.withdraw_starts(work, decided, frozenset(started))
        decided = [row for row in decided if row.revoked_at is None]
    entries = []
    for rule in answers.deadlines:
        row = rows.get(rule.code)
        start = row.started_on if row is not None else None
        begins = rule.begins_with in started and (
            row is None or row.state == NOT_STARTED or (again and row.state != MET)
        )
        if begins:
            start = started[rule.begins_with]
        if start is None:
            if row is not None and row.state == NOT_STARTED and row.due_on is not None:
                _write(row, _computed(rule, CaseDates(), work.today))
            continue
        dates = case_dates({rule.starts: start}, [changes.read_change(change) for change in decided])
        value = _computed(rule, dates, work.today)
        if row is None:
            row = Clock(**_row(dossier_id, value))
            work.session.add(row)
            entries.append(_started(rule, value))
            continue
        moved_from, runs = row.due_on, begins or row.state == RUNNING
        reminder = row.next_reminder_on
        _write(row, value, state=RUNNING if runs else row.state)
        if not runs:
            row.next_reminder_on = None
        elif not begins and moved_from == value.due_on:
            row.next_reminder_on = reminder
        if begins:
            row.stopped_on = row.stopped_why = row.stopped_by = None
            entries.append(_started(rule, value))
        elif moved_from != value.due_on and moved_from and value.due_on:
            facts = {"clock": rule.label, "old": moved_from.isoformat(), "new": value.due_on.isoformat()}
            entries.append(record.Entry(event=Event.CLOCK_MOVED, facts=facts, article=str(rule.source)))
    work.session.flush()
    return entries


def _write(row: Clock, value: ClockValues, *, state: str | None = None) -> None:
    for name in ClockValues.__dataclass_fields__:
        setattr(row, name, getattr(value, name))
    if state is not None:
        row.state = state


def _started(rule: DeadlineRule, value: ClockValues) -> record.Entry:
    facts = {"clock": rule.label, "due_on": value.due_on.isoformat() if value.due_on else ""}
    return record.Entry(
        event=Event.CLOCK_STARTED, facts=facts, done_on=value.started_on, article=str(rule.source)
    )


def duration(rule: DeadlineRule) -> str:
    """How long a term takes, as a sentence."""
    if isinstance(rule.term, FixedDay):
        return f"Dit gebeurt {rule.term}."
    return f"Deze termijn duurt {rule.term}." if rule.term.amount else "Dit gebeurt dezelfde dag nog."


def next_reminder(rule: DeadlineRule, due_on: date, today: date, *, after: date | None = None) -> date | None:
    """The first day from today (or after a day) on which the handler must be reminded; None when there is none left."""
    late = {rule.escalation.after_days} if rule.escalation else set()
    days = sorted(due_on + timedelta(days=offset) for offset in {*rule.reminders, *late})
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
    values = [_computed(rule, CaseDates(starts=events), work.today) for rule in rules]
    recompute(work, dossier_id, answers, first=values)
    return values


def _row(dossier_id: uuid.UUID, value: ClockValues) -> dict[str, Any]:
    return {
        "id": uuid7(),
        "dossier_id": dossier_id,
        **{name: getattr(value, name) for name in ClockValues.__dataclass_fields__},
        "met_on": None,
        "stopped_on": None,
        "stopped_why": None,
        "stopped_by": None,
    }


def event_happened(
    work: Work, dossier_id: uuid.UUID, answers: Organisation, event: StartEvent, on: date
) -> list[record.Entry]:
    """Start the clocks that waited for an event; returns what belongs on the record."""
    return recompute(work, dossier_id, answers, {event: on})


def apply_again(
    work: Work, dossier_id: uuid.UUID, before: Organisation, after: Organisation, starts: Mapping[str, date]
) -> None:
    """Other rules apply to a case since something of it was corrected: terms that do not, stop, and those that do now, run.

    `starts` is what has happened to the case so far (`DeadlineRule.begins_with`).
    """
    applies = {rule.code for rule in after.deadlines}
    gone = {rule.code: rule for rule in before.deadlines if rule.code not in applies}
    entries = []
    for row in clocks_of(work, dossier_id):
        if row.code in applies and row.stopped_by == OTHER:
            row.state = NOT_STARTED
            row.stopped_on = row.stopped_why = row.stopped_by = None
        rule = gone.get(row.code)
        if rule is None or row.state not in (RUNNING, NOT_STARTED):
            continue
        row.state, row.stopped_on, row.next_reminder_on = STOPPED, work.today, None
        row.stopped_why, row.stopped_by = OTHER_RULES, OTHER
        facts = {"clock": rule.label, "why": OTHER_RULES}
        entries.append(record.Entry(event=Event.CLOCK_STOPPED, facts=facts, article=str(rule.source)))
    entries += recompute(work, dossier_id, after, starts)
    if entries:
        record.append(work, dossier_id, entries)


OTHER = "other_rules"
OTHER_RULES = "er gelden andere regels voor deze zaak"


def events_happened(
    work: Work, dossier_id: uuid.UUID, answers: Organisation, started: Mapping[str, date]
) -> None:
    """Start the clocks that waited for these (`DeadlineRule.begins_with`), on the record."""
    if any(rule.begins_with in started for rule in answers.deadlines):
        entries = recompute(work, dossier_id, answers, started)
        if entries:
            record.append(work, dossier_id, entries)


def meet(work: Work, dossier_id: uuid.UUID, answers: Organisation, event: str, on: date) -> None:
    """Something happened that meets clocks, starts clocks, or makes a postponement valid: note it, on the record."""
    if event.startswith(changes.PREFIX):
        _notice_left(work, dossier_id, answers, event, on)
        return
    rules = {rule.code: rule for rule in answers.deadlines if rule.met_by == event}
    entries = []
    for row in clocks_of(work, dossier_id):
        rule = rules.get(row.code)
        if rule is None or row.state != RUNNING:
            continue
        row.state, row.met_on, row.next_reminder_on = MET, on, None
        facts = {"clock": rule.label, "met_on": on.isoformat()}
        entries.append(record.Entry(event=Event.CLOCK_MET, facts=facts, done_on=on, article=str(rule.source)))
    if event in STARTED_BY:
        entries += recompute(work, dossier_id, answers, {STARTED_BY[event]: on})
    if entries:
        record.append(work, dossier_id, entries)


def _notice_left(work: Work, dossier_id: uuid.UUID, answers: Organisation, event: str, on: date) -> None:
    """A notice about a decision left; after the last one the decision counts and the dates move."""
    row = changes.now_valid(work, dossier_id, event, on)
    if row is None:
        return
    facts = {"change": CHANGE_LABELS[ChangeKind(row.kind)], "on": on.isoformat()}
    valid = record.Entry(event=Event.TERM_CHANGE_VALID, facts=facts, done_on=on)
    record.append(work, dossier_id, [valid, *recompute(work, dossier_id, answers)])


def notice_is_back(work: Work, dossier_id: uuid.UUID, answers: Organisation, event: str) -> None:
    """A notice about a decision did not arrive: the decision does not count until it has, and the dates move back."""
    row = changes.not_valid_yet(work, dossier_id, event)
    if row is None:
        return
    facts = {"change": CHANGE_LABELS[ChangeKind(row.kind)]}
    back = record.Entry(event=Event.TERM_CHANGE_OPEN, facts=facts)
    record.append(work, dossier_id, [back, *recompute(work, dossier_id, answers)])


def restart(
    work: Work, dossier_id: uuid.UUID, answers: Organisation, closed_on: date | None
) -> list[record.Entry]:
    """A closed dossier is opened again: what stopped at the closing runs on, and what the closing started has not begun."""
    entries = []
    for row in clocks_of(work, dossier_id):
        rule = next((rule for rule in answers.deadlines if rule.code == row.code), None)
        if rule is None:
            continue
        if rule.starts is StartEvent.CLOSED:
            row.state, row.started_on, row.met_on = NOT_STARTED, None, None
        elif row.state == STOPPED and (
            row.stopped_by in ENDS or (row.stopped_by is None and row.stopped_on == closed_on)
        ):
            row.state = RUNNING if row.started_on else NOT_STARTED
            row.stopped_on = row.stopped_why = row.stopped_by = None
            if row.due_on:
                row.next_reminder_on = next_reminder(rule, row.due_on, work.today)
                facts = {"clock": rule.label, "due_on": row.due_on.isoformat()}
                entries.append(
                    record.Entry(event=Event.CLOCK_RESTARTED, facts=facts, article=str(rule.source))
                )
    return entries + recompute(work, dossier_id, answers)


def lapse(
    work: Work,
    dossier_id: uuid.UUID,
    answers: Organisation,
    event: str,
    why: str,
    *,
    keep: frozenset[str] = frozenset(),
    on: date | None = None,
) -> None:
    """Stop the clocks that no longer matter after an event (`withdrawn`, `closed`, ...), saying why; `keep` goes on.

    An event that ends the handling starts the clocks that count from its end; `on` is its day when that is not today.
    """
    rules = {rule.code: rule for rule in answers.deadlines if event in rule.lapses_on}
    entries = []
    for row in clocks_of(work, dossier_id):
        rule = rules.get(row.code)
        if rule is None or row.code in keep or row.state not in (RUNNING, NOT_STARTED):
            continue
        row.state, row.stopped_on, row.next_reminder_on = STOPPED, work.today, None
        row.stopped_why, row.stopped_by = why, event
        facts = {"clock": rule.label, "why": why}
        entries.append(record.Entry(event=Event.CLOCK_STOPPED, facts=facts, article=str(rule.source)))
    if event in ENDS:
        entries += recompute(work, dossier_id, answers, {StartEvent.CLOSED: on or work.today})
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
