"""Announce news in the same transaction as what it is about; release, post and show what has not left yet."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, bindparam, literal, select, tuple_, update

from wederhoor.db import uuid7
from wederhoor.notices import labels
from wederhoor.notices.labels import letter_title
from wederhoor.notices.tables import Letter, OutboxRow
from wederhoor.notices.words import CODE_DOOR
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.wording import dutch_date
from wederhoor.tenancy.locks import change_row, insert_rows
from wederhoor.tenancy.tables import DueTenant
from wederhoor.vault.sealed import sealed_value
from wederhoor.web.keyset import Place
from wederhoor.work import ActorKind, Work, local_date

PAGE = 50


class Channel(StrEnum):
    """How a notice leaves."""

    EMAIL = "email"
    POST = "post"
    PORTAL = "portal"


class State(StrEnum):
    """Where a notice is.

    `to_look`: its letter waits for the secretary's look. `uncertain`: sent, but a crash came before that could be noted; it is
    sent again. `delivered`: it reached the addressee in another way. `discarded`: the draft was put aside; the duty to tell
    stays open.
    """

    HELD = "held"
    TO_LOOK = "to_look"
    WAITING = "waiting"
    SENDING = "sending"
    UNCERTAIN = "uncertain"
    SENT = "sent"
    KEPT = "kept"
    FAILED = "failed"
    TO_POST = "to_post"
    POSTED = "posted"
    DELIVERED = "delivered"
    DISCARDED = "discarded"
    NO_ADDRESSEE = "no_addressee"
    CANCELLED = "cancelled"


OPEN_STATES = (
    State.HELD,
    State.TO_LOOK,
    State.WAITING,
    State.SENDING,
    State.UNCERTAIN,
    State.FAILED,
    State.TO_POST,
    State.NO_ADDRESSEE,
)


UNNOTED = labels.UNNOTED
"""Why a mail is tried again that did leave: then only what hangs on its leaving is written down, and nothing is sent."""
LEFT_STATES = (State.SENT, State.KEPT, State.POSTED, State.DELIVERED)


class NoticeGone(Exception):
    """The notice is not in the state this act needs (somebody else did it already)."""


@dataclass(frozen=True, kw_only=True)
class Notice:
    """News for one addressee about one occasion.

    `addressee` names a place, not a person ("party:<id>", "account:<id>"); `recipient` is the e-mail address, sealed;
    `text` is the neutral mail and `door` where its link leads (`words`); on paper it is what to heed. `meets` is the event its leaving
    brings about. `look`: its letter is a draft that somebody looks at first. `failed`: it was tried already, with others in one mail,
    and this is why it did not arrive.
    """

    letter: str
    occasion: str
    addressee: str
    channel: Channel
    recipient: str | None = None
    text: str = ""
    door: str = CODE_DOOR
    held: bool = False
    look: bool = False
    not_before: datetime | None = None
    meets: str | None = None
    letter_id: uuid.UUID | None = None
    failed: str | None = None


def announce(
    work: Work, matter_id: uuid.UUID, key_id: uuid.UUID, notices: Sequence[Notice], *, recall: bool = False
) -> list[uuid.UUID]:
    """Put notices in the outbox; the unique key of the table refuses a second one about the same occasion.

    `recall`: what somebody of the office sends waits a while, so that it can be called back. Returns their ids, in order.
    """
    if recall and work.actor.kind is ActorKind.STAFF:
        notices = [replace(notice, not_before=leaves_from(work, notice.not_before)) for notice in notices]
    return announce_all(work, [(matter_id, key_id, notice) for notice in notices])


def leaves_from(work: Work, not_before: datetime | None = None) -> datetime:
    """From when something leaves that somebody sends now."""
    return max(not_before or work.now, work.now + work.recall)


def announce_all(work: Work, told: Sequence[tuple[uuid.UUID, uuid.UUID, Notice]]) -> list[uuid.UUID]:
    """The same for notices of many matters at once: (matter, key, notice)."""
    rows = [_row(work, matter_id, key_id, notice) for matter_id, key_id, notice in told]
    insert_rows(work.session, OutboxRow, rows)
    wake(work)
    return [row["id"] for row in rows]


def message_id(tenant_id: uuid.UUID) -> str:
    """A new Message-ID. It names the tenant, so that a message that comes back is looked for in one place."""
    return f"<{uuid.uuid4().hex}.{tenant_id.hex}@wederhoor>"


def _row(work: Work, matter_id: uuid.UUID, key_id: uuid.UUID, notice: Notice) -> dict[str, Any]:
    row_id = uuid7()

    def sealed(column: str, value: object) -> bytes:
        return sealed_value(work.vault, key_id, OutboxRow.__tablename__, column, row_id, value)

    state = State.HELD if notice.held else leaving(notice.channel, notice.recipient)
    if notice.look:
        state = State.TO_LOOK
    if notice.failed is not None:
        state = State.FAILED
    return {
        "id": row_id,
        "matter_id": matter_id,
        "key_id": key_id,
        "letter": notice.letter,
        "occasion": notice.occasion,
        "addressee": notice.addressee,
        "channel": notice.channel.value,
        "state": state.value,
        "not_before": notice.not_before or work.now,
        "recipient_sealed": sealed("recipient_sealed", notice.recipient) if notice.recipient else None,
        "content_sealed": sealed("content_sealed", {"text": notice.text, "door": notice.door})
        if notice.text
        else None,
        "letter_id": notice.letter_id,
        "meets": notice.meets,
        "attempts": 0,
        "away": 0,
        "last_error": notice.failed[:200] if notice.failed else None,
        "message_id": message_id(work.tenant_id),
        "claimed_at": None,
        "claimed_in": None,
        "done_at": work.now if state is State.SENT else None,
        "posted_on": None,
        "proof_sealed": None,
        "returned_on": None,
        "created_at": work.now,
    }


def leaving(channel: Channel, recipient: str | None) -> State:
    """Where a notice that may go is at first: in the print tray, on its page, waiting, or with nowhere to go."""
    if channel is Channel.POST:
        return State.TO_POST
    if channel is Channel.PORTAL:
        return State.SENT
    return State.WAITING if recipient else State.NO_ADDRESSEE


_DUE = DueTenant.__table__
_WAKE = (
    update(DueTenant).where(_DUE.c.tenant_id == bindparam("tenant")).values(next_due_at=bindparam("moment"))
)


def wake(work: Work) -> None:
    """Let the scheduler visit this tenant now. Taken late in a transaction: it locks the tenant's one row."""
    change_row(work.session, _WAKE, moment=work.now)


def notices_of(work: Work, matter_id: uuid.UUID) -> list[OutboxRow]:
    """Every notice of a matter, oldest first."""
    query = (
        select(OutboxRow).where(OutboxRow.matter_id == matter_id).order_by(OutboxRow.created_at, OutboxRow.id)
    )
    return list(work.session.scalars(query))


def notices_in(
    work: Work,
    states: Sequence[State],
    *conditions: ColumnElement[bool],
    since: datetime | None = None,
    after: Place | None = None,
) -> tuple[list[OutboxRow], Place | None]:
    """A page of the notices in these states, and the place where the next begins: oldest first, or those done since a moment, newest first.

    `conditions` say which of them whoever looks may see, so that a page is full of those.
    """
    wanted = OutboxRow.state.in_([state.value for state in states])
    query = select(OutboxRow).where(wanted, *conditions)
    moment = OutboxRow.not_before if since is None else OutboxRow.done_at
    if since is not None:
        query = query.where(OutboxRow.done_at >= since)
    if after is not None:
        when, last = after
        place = tuple_(literal(when, moment.type), literal(last, OutboxRow.id.type))
        here = tuple_(moment, OutboxRow.id)
        query = query.where(here > place if since is None else here < place)
    order = (moment, OutboxRow.id) if since is None else (moment.desc(), OutboxRow.id.desc())
    rows = list(work.session.scalars(query.order_by(*order).limit(PAGE + 1)))
    if len(rows) <= PAGE:
        return rows, None
    last_row = rows[PAGE - 1]
    return rows[:PAGE], (
        (last_row.not_before if since is None else last_row.done_at) or work.now,
        last_row.id,
    )


def release(
    work: Work,
    row: OutboxRow,
    *,
    recipient: str | None,
    letter_id: uuid.UUID | None,
    channel: Channel,
    not_before: datetime | None = None,
) -> None:
    """Let a held notice go, perhaps not before a moment: whoever confirmed whom it is for had their look.

    Raises NoticeGone when it is not held any more.
    """
    if row.state != State.HELD:
        raise NoticeGone
    letter = work.session.get(Letter, (work.tenant_id, letter_id)) if letter_id else None
    if letter is not None and letter.issued_at is None:
        redate(letter, local_date(leaves_from(work, not_before)))
        letter.issued_at = work.now
    row.channel = channel.value
    row.letter_id = letter_id
    row.recipient = recipient
    row.not_before = leaves_from(work, not_before)
    row.state = leaving(channel, recipient).value
    wake(work)
    entry = record.Entry(
        event=Event.NOTICE_RELEASED, facts={"letter": letter_title(work.organisation, row.letter)}
    )
    record.append(work, row.matter_id, [entry])


def redate(letter: Letter, on: date) -> None:
    """A letter that leaves on a later day than it was made carries that day, where its line with the date still stands."""
    if (body := redated(letter.body, letter.created_at, on)) != letter.body:
        letter.body = body


def redated(body: str, made_at: datetime, on: date) -> str:
    """The text of a letter that was made at a moment, as it leaves on a day."""
    made = f"Datum: {dutch_date(local_date(made_at))}"
    return "\n".join(
        f"Datum: {dutch_date(on)}" if line.strip() == made else line for line in body.split("\n")
    )


def cancel_held(work: Work, matter_id: uuid.UUID) -> None:
    """Notices that were still held will not go: what they were about is over."""
    held = (OutboxRow.matter_id == matter_id) & (OutboxRow.state == State.HELD.value)
    work.session.execute(update(OutboxRow).where(held).values(state=State.CANCELLED.value, done_at=work.now))
