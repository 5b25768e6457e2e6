"""A walk through every matter of an organisation, looking for what cannot be true at the same time."""

import uuid
from collections.abc import Iterator

from sqlalchemy import select

from wederhoor.deadlines import service as deadlines
from wederhoor.deadlines.changes import LEFT
from wederhoor.deadlines.tables import Clock
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.content import content_of, missing_for
from wederhoor.dossiers.process import process_of
from wederhoor.dossiers.tables import Dossier
from wederhoor.notices.service import State, notices_of
from wederhoor.notices.tables import Letter, OutboxRow
from wederhoor.organisation import Organisation
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.expecting import JUDGED
from wederhoor.settings.service import stored_answers
from wederhoor.tasks.service import TaskKind
from wederhoor.tasks.tables import Task
from wederhoor.work import Work, local_date

ENDS = {
    Event.DOSSIER_CLOSED,
    Event.COMPLAINT_WITHDRAWN,
    Event.JUDGED_INADMISSIBLE,
    Event.DOSSIER_MERGED,
    Event.DOSSIER_TRANSFERRED,
}
AFTER_THE_END = {
    TaskKind.NOTICE_FAILED,
    TaskKind.READ_MESSAGE,
    TaskKind.READ_REACTION,
    TaskKind.BREACH,
    TaskKind.PAPER_MISSING,
    TaskKind.TRANSFER_STRANDED,
    TaskKind.DETAILS_CHANGED,
    TaskKind.WHO_IS_MEANT,
    TaskKind.DOOR_CODE,
    TaskKind.FORWARD_OBJECTION,
}
"""What is still to be done for a matter that ended."""


def contradictions(work: Work) -> list[str]:
    """What is wrong in any matter of an organisation, a sentence each, with its number in front."""
    found = []
    for dossier in work.session.scalars(select(Dossier).order_by(Dossier.number)):
        answers = stored_answers(work, dossier.answers_id)
        for look in (_ended, _duties, _steps, _dates, _content, _told):
            found += [f"{dossier.number}: {one}" for one in look(work, dossier, answers)]
    return found


def _events(work: Work, dossier: Dossier) -> list[record.RecordLine]:
    return record.read(work, dossier.id)


def _ended(work: Work, dossier: Dossier, answers: Organisation) -> Iterator[str]:
    """Closed is closed: by its step, its day, its record, its clocks and what there is to do."""
    open_ = process_of(answers).step(dossier.step).open
    if open_ is not (dossier.closed_on is None):
        yield f"step {dossier.step} and closed on {dossier.closed_on}"
    if (dossier.closed_on is None) is not (dossier.close_ground is None):
        yield f"closed on {dossier.closed_on} on ground {dossier.close_ground}"
    last = [line for line in _events(work, dossier) if line.event in {*ENDS, Event.DOSSIER_REOPENED}]
    said = bool(last) and last[-1].event != Event.DOSSIER_REOPENED
    if said is open_:
        yield f"the record ends with {last[-1].event if last else 'nothing'}, and it is {'open' if open_ else 'closed'}"
    if open_:
        return
    rules = {rule.code: rule for rule in answers.deadlines}
    waiting = {row.meets for row in notices_of(work, dossier.id) if row.state not in LEFT}
    for clock in _clocks(work, dossier.id):
        rule = rules.get(clock.code)
        if (
            clock.state == deadlines.RUNNING
            and rule
            and "closed" in rule.lapses_on
            and rule.met_by not in waiting
        ):
            yield f"closed, and the term {clock.code} runs"
    for task in work.session.scalars(
        select(Task).where(Task.dossier_id == dossier.id, Task.done_at.is_(None))
    ):
        if task.kind not in AFTER_THE_END:
            yield f"closed, and the task {task.kind} is open"


def _clocks(work: Work, dossier_id: uuid.UUID) -> list[Clock]:
    return deadlines.clocks_of(work, dossier_id)


def _duties(work: Work, dossier: Dossier, answers: Organisation) -> Iterator[str]:
    """What left met its duty, and what is met left; nothing waits for a look that was issued."""
    rows = notices_of(work, dossier.id)
    events = {row.meets for row in rows if row.meets}
    states = {clock.code: clock for clock in _clocks(work, dossier.id)}
    for event in sorted(events):
        left = [row for row in rows if row.meets == event and row.state in LEFT]
        all_left = all(row.state in LEFT for row in rows if row.meets == event)
        for rule in (rule for rule in answers.deadlines if rule.met_by == event):
            clock = states.get(rule.code)
            if clock is None:
                continue
            if left and all_left and clock.state == deadlines.RUNNING:
                yield f"every {event} left, and the term {rule.code} is open"
            if clock.state == deadlines.MET and not left:
                yield f"the term {rule.code} is met, and no {event} left"
    for row in rows:
        letter = work.session.get(Letter, (work.tenant_id, row.letter_id)) if row.letter_id else None
        yield from _letter(row, letter)


def _letter(row: OutboxRow, letter: Letter | None) -> Iterator[str]:
    if row.posted_on and letter and letter.issued_at and row.posted_on < local_date(letter.issued_at):
        yield f"{row.letter} was posted before it was written"
    if letter is None:
        return
    draft, looked_at = letter.issued_at is None and letter.discarded_at is None, row.state == State.TO_LOOK
    if looked_at is not draft and row.state not in (State.HELD, State.CANCELLED, State.DISCARDED):
        yield f"{row.letter} is {row.state} and its letter is issued at {letter.issued_at}"


def _steps(work: Work, dossier: Dossier, answers: Organisation) -> Iterator[str]:
    """The step it stands on is the one its record led to."""
    process = process_of(answers)
    labels = {step.label: step.code for step in process.steps}
    moves = {move.code: move.to_step for move in process.moves}
    now = ""
    for line in _events(work, dossier):
        match line.event:
            case Event.COMPLAINT_FILED | Event.DOSSIER_RECEIVED | Event.DOSSIER_SPLIT_FROM:
                now = (
                    process.start_complete
                    if dossier.received_on == dossier.arrived_on
                    else process.start_incomplete
                )
            case Event.DISSATISFACTION_REPORTED:
                now = "conversation" if "conversation" in labels.values() else process.start_complete
            case Event.COMPLAINT_COMPLETED:
                now = moves.get("complete", now)
            case Event.JUDGED_ADMISSIBLE:
                now = moves["judge_admissible"]
            case Event.MOVE_MADE | Event.DOSSIER_REOPENED:
                now = labels.get(line.facts["step"], line.facts["step"])
            case _:
                pass
    if dossier.closed_on is None and now != dossier.step and dossier.filed_as == "complaint":
        yield f"it stands on {dossier.step}, and its record leads to {now}"


def _dates(work: Work, dossier: Dossier, answers: Organisation) -> Iterator[str]:
    """Nothing happened before the complaint came in, and nothing is still to come."""
    days = {"received": dossier.received_on, "closed": dossier.closed_on}
    for name, day in days.items():
        if day is not None and not dossier.arrived_on <= day <= work.today:
            yield f"{name} on {day}, came in on {dossier.arrived_on}"
    moment = None
    for line in _events(work, dossier):
        if moment is not None and line.entered_at < moment:
            yield f"{line.event} was written down before what came before it"
        moment = line.entered_at
        if line.done_on is not None and line.done_on > local_date(line.entered_at):
            yield f"{line.event} was done on {line.done_on}, after it was written down"
    for clock in _clocks(work, dossier.id):
        if clock.started_on and clock.met_on and clock.met_on < clock.started_on:
            yield f"the term {clock.code} was met on {clock.met_on} and began on {clock.started_on}"


def _content(work: Work, dossier: Dossier, answers: Organisation) -> Iterator[str]:
    """What is complete misses nothing, and what misses something is not."""
    if dossier.filed_as != "complaint":
        return
    missing = missing_for(content_of(work, dossier), answers)
    begun_elsewhere = {Event.DOSSIER_SPLIT_FROM, Event.DOSSIER_RECEIVED}  # its dates went along
    if dossier.received_on is not None and missing and _events(work, dossier)[0].event not in begun_elsewhere:
        yield f"received on {dossier.received_on}, and {missing[0].code} is missing"
    if dossier.received_on is None and not missing and dossier.closed_on is None:
        yield "nothing is missing, and it was not received"
    told = dossiers.told_parties(work, dossier.id)
    if not told and dossier.closed_on is None:
        yield "nobody who complains can be told anything"


def _told(work: Work, dossier: Dossier, answers: Organisation) -> Iterator[str]:
    """What whoever complains reads is what the office sees: judged still, handled, or over."""
    if dossier.filed_as != "complaint" or not any(rule.met_by == JUDGED for rule in answers.deadlines):
        return
    process = process_of(answers)
    judging = dossier.step in (process.start_complete, process.start_incomplete)
    runs = any(
        clock.state == deadlines.RUNNING and rule.met_by == JUDGED
        for clock in _clocks(work, dossier.id)
        for rule in answers.deadlines
        if rule.code == clock.code
    )
    if dossier.closed_on is None and dossier.received_on is not None and judging is not runs:
        yield f"the office has it on {dossier.step}, and the term to judge it {'runs' if runs else 'is over'}"
    if dossier.closed_on is not None and runs and not (dossier.close_ground or "").startswith("inadmissible"):
        yield "closed, and whoever complains reads that it will be judged"
