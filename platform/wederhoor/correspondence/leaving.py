"""Letters that leave by hand: printed and posted, handed over, by registered post or secure mail; and post that came back.

What a letter meets by leaving is met here, and is open again when it comes back: whoever calls this has no more to do.
"""

import uuid
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wederhoor.correspondence.duties import notice_came_back, notice_left
from wederhoor.notices.labels import letter_title
from wederhoor.notices.service import NoticeGone, State
from wederhoor.notices.tables import Letter, OutboxRow
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.work import Work, local_date

BY_HAND = (
    State.TO_POST,
    State.FAILED,
    State.UNCERTAIN,
    State.NO_ADDRESSEE,
    State.DISCARDED,
)
"""From these a letter can reach its addressee in another way."""


class Way(StrEnum):
    """How a letter reached somebody otherwise. Names are stored."""

    HANDED = "handed"
    REGISTERED = "registered"
    SECURE_MAIL = "secure_mail"


class DayImpossible(Exception):
    """A letter cannot have left before it was written, nor in the future; `earliest` is the first day it can."""

    def __init__(self, earliest: date) -> None:
        super().__init__(earliest)
        self.earliest = earliest


@dataclass(frozen=True, kw_only=True)
class Proof:
    """How a letter reached somebody: by whom, to whom (handed over), under which reference (registered, secure mail)."""

    way: Way
    on: date
    by: str
    to: str = ""
    reference: str = ""


def written_on(work: Work, row: OutboxRow) -> date:
    """The day the letter of a notice was issued, or the notice was made when it has no letter."""
    letter = work.session.get(Letter, (work.tenant_id, row.letter_id)) if row.letter_id else None
    return local_date((letter.issued_at or letter.created_at) if letter else row.created_at)


def mark_posted(work: Work, row_id: uuid.UUID, posted_on: date, by: str = "") -> OutboxRow:
    """A letter from the print tray was posted, on this day, by this person; its duty is met. Raises NoticeGone, DayImpossible."""
    row = work.session.get(OutboxRow, (work.tenant_id, row_id), with_for_update=True)
    if row is None or row.state != State.TO_POST:
        raise NoticeGone
    _possible(work, row, posted_on)
    row.state, row.posted_on, row.done_at = State.POSTED.value, posted_on, work.now
    row.proof = {"way": "post", "by": by, "account": str(work.actor.account_id)}
    facts = {"letter": letter_title(work.organisation, row.letter), "posted_on": posted_on.isoformat()}
    details = {"by": by} if by else None
    entry = record.Entry(
        event=Event.NOTICE_POSTED,
        facts=facts,
        done_on=posted_on,
        details=details,
        key_id=row.key_id if details else None,
    )
    record.append(work, row.matter_id, [entry])
    _met(work, row, posted_on)
    return row


def _met(work: Work, row: OutboxRow, on: date) -> None:
    if row.meets:
        notice_left(work, row.matter_id, row.meets, on)


def mark_delivered(work: Work, row_id: uuid.UUID, proof: Proof) -> OutboxRow:
    """A letter reached its addressee in another way; its duty is met. Raises NoticeGone, DayImpossible."""
    row = work.session.get(OutboxRow, (work.tenant_id, row_id), with_for_update=True)
    if row is None or row.state not in BY_HAND:
        raise NoticeGone
    _possible(work, row, proof.on)
    row.state, row.posted_on, row.done_at = State.DELIVERED.value, proof.on, work.now
    told = {"way": proof.way.value, "by": proof.by, "to": proof.to, "reference": proof.reference}
    row.proof = {**told, "account": str(work.actor.account_id)}
    entry = record.Entry(
        event=Event.NOTICE_DELIVERED,
        facts={
            "letter": letter_title(work.organisation, row.letter),
            "on": proof.on.isoformat(),
            "way": WAYS[proof.way],
        },
        done_on=proof.on,
        details=told,
        key_id=row.key_id,
    )
    record.append(work, row.matter_id, [entry])
    _met(work, row, proof.on)
    return row


WAYS = {
    Way.HANDED: "persoonlijk overhandigd",
    Way.REGISTERED: "aangetekend verstuurd",
    Way.SECURE_MAIL: "verstuurd met een dienst voor veilige mail",
}


def mark_returned(work: Work, row_id: uuid.UUID, returned_on: date, reason: str) -> OutboxRow:
    """Post came back: it is in the print tray again, and its duty is open. Raises NoticeGone, DayImpossible."""
    row = work.session.get(OutboxRow, (work.tenant_id, row_id), with_for_update=True)
    if row is None or row.state not in (State.POSTED, State.DELIVERED) or row.posted_on is None:
        raise NoticeGone
    if not row.posted_on <= returned_on <= work.today:
        raise DayImpossible(row.posted_on)
    row.state, row.done_at, row.returned_on = State.TO_POST.value, None, returned_on
    entry = record.Entry(
        event=Event.NOTICE_POST_RETURNED,
        facts={"letter": letter_title(work.organisation, row.letter), "on": returned_on.isoformat()},
        done_on=returned_on,
        details={"reason": reason, "left_on": row.posted_on.isoformat()},
        key_id=row.key_id,
    )
    record.append(work, row.matter_id, [entry])
    if row.meets:
        notice_came_back(work, row.matter_id, row.meets)
    return row


def _possible(work: Work, row: OutboxRow, on: date) -> None:
    earliest = max(written_on(work, row), row.returned_on or date.min)
    if not earliest <= on <= work.today:
        raise DayImpossible(earliest)
