"""A message somebody of the office wrote waits a while, and until its party saw it, it is called back as if it was never written."""

import uuid
from collections.abc import Collection
from typing import Any

from sqlalchemy import select

from wederhoor.dossiers.tables import Dossier
from wederhoor.messages.service import (
    OCCASION,
    TITLES,
    Direction,
    MessageKind,
    NoteSide,
    occasion_of,
    unanswered,
)
from wederhoor.messages.tables import Message, Note, still_waits
from wederhoor.notices.recall import can_be_called_back
from wederhoor.notices.service import LEFT_STATES, NoticeGone, State
from wederhoor.notices.tables import Letter, OutboxRow
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.tasks import service as tasks
from wederhoor.work import Work

CALLED_BACK = "Het bericht is teruggehaald."
BEGUN = (*LEFT_STATES, State.SENDING, State.UNCERTAIN)


def message_of(row: OutboxRow) -> uuid.UUID | None:
    """Which message a notice carries; None when it carries something else."""
    return uuid.UUID(row.occasion.removeprefix(OCCASION)) if row.occasion.startswith(OCCASION) else None


def to_call_back(work: Work, dossier: Dossier) -> Collection[uuid.UUID]:
    """The messages of a dossier that can still be called back."""
    query = select(Message).where(
        Message.dossier_id == dossier.id,
        Message.direction == Direction.OUT.value,
        Message.shown_from.is_not(None),
        Message.called_back_at.is_(None),
        Message.read_at.is_(None),
    )
    found = list(work.session.scalars(query))
    if not found:
        return ()
    carried = select(OutboxRow).where(
        OutboxRow.matter_id == dossier.id, OutboxRow.occasion.in_([occasion_of(one.id) for one in found])
    )
    rows = {row.occasion: row for row in work.session.scalars(carried)}
    return {one.id for one in found if _may_come_back(work, one, rows.get(occasion_of(one.id)))}


def _may_come_back(work: Work, message: Message, row: OutboxRow | None) -> bool:
    """Nobody saw it on a page, and neither its mail nor its paper is on its way."""
    if message.read_at is not None or message.called_back_at is not None or message.shown_from is None:
        return False
    if row is None or row.state in BEGUN:
        return False
    return message.shown_from > work.now or can_be_called_back(row)


def call_back_message(work: Work, dossier: Dossier, message_id: uuid.UUID) -> Message:
    """A message does not reach its party after all: it is on no page, its mail or letter does not leave, a task it ended is there again.

    Raises NoticeGone once its party saw it or it left.
    """
    message = work.session.get(Message, (work.tenant_id, message_id), with_for_update=True)
    if message is None or message.dossier_id != dossier.id or message.direction != Direction.OUT:
        raise NoticeGone
    carried = select(OutboxRow).where(
        OutboxRow.matter_id == dossier.id, OutboxRow.occasion == occasion_of(message.id)
    )
    row = work.session.scalars(carried.with_for_update()).first()
    if row is None or not _may_come_back(work, message, row):
        raise NoticeGone
    message.called_back_at = work.now
    row.state, row.done_at = State.CANCELLED.value, work.now
    letter = work.session.get(Letter, (work.tenant_id, row.letter_id)) if row.letter_id else None
    if letter is not None:
        letter.issued_at = letter.pdf_made_at = None
        letter.discarded_at, letter.discard_reason = work.now, CALLED_BACK
    facts = {"letter": TITLES[MessageKind(message.kind)]}
    record.append(work, dossier.id, [record.Entry(event=Event.NOTICE_CALLED_BACK, facts=facts)])
    work.session.flush()
    if unanswered(work, dossier):
        tasks.reopen_all(work, dossier.id, tasks.TaskKind.READ_MESSAGE, message.sent_at)
    return message


def call_back_note(work: Work, dossier: Dossier, note_id: uuid.UUID) -> None:
    """A note for the parties does not reach them after all. Raises NoticeGone once they can see it."""
    note = work.session.get(Note, (work.tenant_id, note_id), with_for_update=True)
    if note is None or note.dossier_id != dossier.id or not still_waits(note, work.now):
        raise NoticeGone
    note.called_back_at = work.now
    record.append(
        work, dossier.id, [record.Entry(event=Event.NOTICE_CALLED_BACK, facts={"letter": "Notitie"})]
    )


def called_back(work: Work, dossier: Dossier, told: str) -> dict[str, Any] | None:
    """What was called back, as the form to write holds it, by its id as an address has it; None for anything else."""
    try:
        key = (work.tenant_id, uuid.UUID(told))
    except ValueError:
        return None
    message, note = work.session.get(Message, key), work.session.get(Note, key)
    if message is not None and message.dossier_id == dossier.id and message.called_back_at:
        return {
            "what": message.kind,
            "to": str(message.party_id),
            "side": NoteSide.INSIDE.value,
            "text": message.body["text"],
            "answer_by": message.answer_by,
        }
    if note is not None and note.dossier_id == dossier.id and note.called_back_at:
        return {"what": "note", "side": note.side, "text": note.body["text"]}
    return None
