"""A duty to tell people is met once every notice that counts for it has left: sent, posted, or delivered otherwise."""

import uuid
from datetime import date

from sqlalchemy import select

from wederhoor.deadlines import changes, reminders
from wederhoor.deadlines import service as deadlines
from wederhoor.deadlines.changes import LEFT
from wederhoor.dossiers.process import answers_for
from wederhoor.dossiers.tables import Dossier
from wederhoor.notices.service import wake
from wederhoor.notices.tables import OutboxRow
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.work import Work


def notice_left(work: Work, matter_id: uuid.UUID, event: str, on: date) -> None:
    """A notice left: meet the clocks it counts for, once every notice that counts for the same has left."""
    dossier = work.session.get(Dossier, (work.tenant_id, matter_id), with_for_update=True)
    if dossier is None:
        return
    work.session.flush()
    query = select(OutboxRow.id).where(
        OutboxRow.matter_id == matter_id, OutboxRow.meets == event, OutboxRow.state.not_in(LEFT)
    )
    if work.session.scalars(query.limit(1)).first() is None:
        deadlines.meet(work, matter_id, answers_for(work, dossier), event, on)


def notice_came_back(work: Work, matter_id: uuid.UUID, event: str) -> None:
    """A notice did not arrive after all: the clocks it met are open again, with the due date they had."""
    if event == reminders.MEETS:  # the dossiers in it are told at a visit: there can be many
        wake(work)
        return
    dossier = work.session.get(Dossier, (work.tenant_id, matter_id), with_for_update=True)
    if dossier is None:
        return
    answers = answers_for(work, dossier)
    if event.startswith(changes.PREFIX):
        deadlines.notice_is_back(work, matter_id, answers, event)
        return
    rules = {rule.code: rule for rule in answers.deadlines if rule.met_by == event}
    entries = []
    for clock in deadlines.clocks_of(work, matter_id):
        rule = rules.get(clock.code)
        if rule is None or clock.state != deadlines.MET or clock.due_on is None:
            continue
        clock.state, clock.met_on = deadlines.RUNNING, None
        clock.next_reminder_on = deadlines.next_reminder(rule, clock.due_on, work.today)
        facts = {"clock": rule.label, "why": "een bericht kwam terug"}
        entries.append(record.Entry(event=Event.CLOCK_REOPENED, facts=facts, article=str(rule.source)))
    if entries:
        record.append(work, matter_id, entries)
