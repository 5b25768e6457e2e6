"""What did not leave goes once more: one mail, all that were given up, or by another way."""

import uuid

from sqlalchemy import ColumnElement, or_, select

from wederhoor.notices.labels import CAME_BACK, UNNOTED
from wederhoor.notices.service import Channel, NoticeGone, State, leaving, wake
from wederhoor.notices.tables import OutboxRow
from wederhoor.work import Work


def try_again(work: Work, row_id: uuid.UUID) -> None:
    """Send a mail that failed once more, now. Raises NoticeGone."""
    row = work.session.get(OutboxRow, (work.tenant_id, row_id), with_for_update=True)
    if row is None or row.state != State.FAILED:
        raise NoticeGone
    row.state, row.attempts, row.away, row.not_before = State.WAITING.value, 0, 0, work.now
    wake(work)


GIVEN_UP = (
    OutboxRow.state == State.FAILED.value,
    OutboxRow.channel == Channel.EMAIL.value,
    OutboxRow.recipient_sealed.is_not(None),
    OutboxRow.returned_on.is_(None),
    or_(OutboxRow.last_error.is_(None), OutboxRow.last_error.not_like(f"{CAME_BACK}%")),
)


def try_all_again(work: Work, *conditions: ColumnElement[bool]) -> int:
    """Send every mail that was given up once more, now, as far as `conditions` say that whoever asks sees it. Returns how many.

    Not what arrived and came back: its address is wrong, and somebody has to look at it.
    """
    rows = work.session.scalars(select(OutboxRow).where(*GIVEN_UP, *conditions).with_for_update()).all()
    for row in rows:
        row.state, row.attempts, row.away, row.not_before = State.WAITING.value, 0, 0, work.now
    if rows:
        wake(work)
    return len(rows)


def readdress(work: Work, row: OutboxRow, channel: Channel, recipient: str | None) -> None:
    """A notice that has not left goes another way, or to another address; one that failed begins anew.

    One that waits for a look or for who it is about goes on waiting; one that may have left already goes once more, to there.
    """
    if row.state == State.FAILED:
        row.attempts, row.away, row.not_before = 0, 0, work.now
        row.last_error = row.last_error if row.last_error == UNNOTED else None
    row.channel, row.recipient = channel.value, recipient
    if row.state not in (State.TO_LOOK, State.HELD):
        row.state = leaving(channel, recipient).value
