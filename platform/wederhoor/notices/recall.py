"""What a person sent waits a short time before it leaves, and until then it is called back: it is a draft again, or does not go."""

import uuid

from wederhoor.notices.labels import letter_title
from wederhoor.notices.letters import CODE_LETTERS
from wederhoor.notices.service import Channel, NoticeGone, State, leaving, wake
from wederhoor.notices.tables import Letter, OutboxRow
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.work import Work


def can_be_called_back(row: OutboxRow) -> bool:
    """Whether a notice has not begun to leave: no scheduler tried it, and nobody posted it. A key on paper is made anew instead."""
    if row.letter in CODE_LETTERS or row.attempts or row.away or row.returned_on is not None:
        return False
    if row.channel == Channel.POST:
        return bool(row.state == State.TO_POST and row.letter_id is not None)
    return bool(row.state == State.WAITING)


def call_back(work: Work, row_id: uuid.UUID) -> OutboxRow:
    """A notice does not leave after all: its letter waits for a look again; other news is put aside and its duty stays open.

    Raises NoticeGone once it left, or is being sent.
    """
    row = work.session.get(OutboxRow, (work.tenant_id, row_id), with_for_update=True)
    if row is None or not can_be_called_back(row):
        raise NoticeGone
    letter = work.session.get(Letter, (work.tenant_id, row.letter_id)) if row.letter_id else None
    if letter is None:
        row.state, row.done_at = State.DISCARDED.value, work.now
    else:
        row.state = State.TO_LOOK.value
        letter.issued_at, letter.pdf_made_at = None, None
    _note(work, row, Event.NOTICE_CALLED_BACK)
    return row


def take_up_again(work: Work, row_id: uuid.UUID) -> OutboxRow:
    """What was put aside is taken up again: a letter waits for a look, other news leaves after all. Raises NoticeGone."""
    row = work.session.get(OutboxRow, (work.tenant_id, row_id), with_for_update=True)
    if row is None or row.state != State.DISCARDED:
        raise NoticeGone
    letter = work.session.get(Letter, (work.tenant_id, row.letter_id)) if row.letter_id else None
    row.done_at = None
    if letter is None:
        row.state, row.not_before = leaving(Channel(row.channel), row.recipient).value, work.now + work.recall
        wake(work)
    else:
        row.state = State.TO_LOOK.value
        letter.discarded_at, letter.discard_reason = None, None
    _note(work, row, Event.NOTICE_TAKEN_UP)
    return row


def _note(work: Work, row: OutboxRow, event: Event) -> None:
    facts = {"letter": letter_title(work.organisation, row.letter)}
    record.append(work, row.matter_id, [record.Entry(event=event, facts=facts)])
