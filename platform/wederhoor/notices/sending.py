"""One mail at a time: claimed, sent, marked; what becomes of one that does not leave."""

import logging
import uuid
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import exists, select, update

from wederhoor.faults import described
from wederhoor.notices.labels import AWAY, FAULT, GONE, UNREADABLE, letter_title
from wederhoor.notices.mail import MailAway, MailRefused, Transport, message
from wederhoor.notices.postman import Postman
from wederhoor.notices.service import UNNOTED, Channel, State
from wederhoor.notices.tables import OutboxRow
from wederhoor.notices.words import CODE_DOOR
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules import resending
from wederhoor.rules.resending import LONGEST
from wederhoor.setbacks import service as setbacks
from wederhoor.tenancy.tables import Lease, Tenant
from wederhoor.vault.seals import Destroyed, SealBroken
from wederhoor.work import Work

log = logging.getLogger("wederhoor.notices")

BATCH = 100
ALREADY_SENT: dict[str, Any] = {}
"""What a claim holds of a mail that left before, and of which only that is still to be noted."""

OpenWork = Callable[[], AbstractContextManager[Work]]
AfterSent = Callable[[Work, uuid.UUID, str, date], None]
LockMatter = Callable[[Work, uuid.UUID], None]
OfMatter = Callable[[Work, uuid.UUID], None]


def _nothing(_work: Work, _matter_id: uuid.UUID) -> None:
    """Nobody asked to be told."""


@dataclass(frozen=True, kw_only=True)
class Around:
    """What others do around a mail of a matter: keep it from others, when it left, when it is given up."""

    lock_matter: LockMatter
    after_sent: AfterSent
    given_up: OfMatter = _nothing
    left: OfMatter = _nothing


def send_one(
    open_work: OpenWork, row_id: uuid.UUID, postman: Postman, around: Around, mail_from: str, address: str
) -> bool:
    """Claim one mail, send it and mark it; whatever is wrong with it is not the others' fault. Returns whether it left."""
    try:
        return _claim_and_send(open_work, row_id, postman, around, mail_from, address)
    except Exception as error:  # noqa: BLE001 - it runs on a line of its own, where nobody else would hear of it
        log.error("mail %s failed: %s", row_id, described(error))
        try:
            _failed(open_work, row_id, FAULT, postman, around)
        except Exception as away:  # noqa: BLE001 - the database, then: it is claimed still, and found at the next visit
            log.error("mail %s could not be noted: %s", row_id, described(away))
        return False


def _claim_and_send(
    open_work: OpenWork, row_id: uuid.UUID, postman: Postman, around: Around, mail_from: str, address: str
) -> bool:
    try:
        claimed = _claim(open_work, row_id, postman, mail_from, address)
    except _Unsendable as why:
        _failed(open_work, row_id, str(why), postman, around, final=True)
        return False
    if claimed is None or not postman.leads():
        return False  # what was claimed in a term that is over is sent in the next
    if claimed is not ALREADY_SENT:
        try:
            postman.transport.send(message(**claimed))
        except MailRefused as refused:
            postman.reached()
            _failed(open_work, row_id, str(refused), postman, around, final=True)
            return False
        except MailAway as away:
            (postman.not_reached if away.of_all else postman.reached)()
            _failed(open_work, row_id, str(away), postman, around, of_all=away.of_all)
            return False
        postman.reached()
    try:
        _mark_sent(open_work, row_id, postman.transport, around)
    except Exception as error:  # noqa: BLE001 - it left: sending it again is no remedy
        log.error("mail %s left, but could not be noted: %s", row_id, described(error))
        _failed(open_work, row_id, UNNOTED, postman, around)
    return True


def due(open_work: OpenWork, postman: Postman) -> list[uuid.UUID]:
    """The mails of a tenant that may go now, a batch at most; what an earlier term left half sent is among them."""
    with open_work() as work:
        tried = (OutboxRow.attempts > 0) | (OutboxRow.away > 0)
        left = [OutboxRow.state == State.SENDING, ~OutboxRow.id.in_(postman.under_way())]
        left.append(OutboxRow.claimed_in.is_(None) | (OutboxRow.claimed_in <= postman.number))
        work.session.execute(update(OutboxRow).where(*left).values(state=State.UNCERTAIN.value))
        if postman.waits(work.tenant_id):
            put_off = (OutboxRow.state == State.WAITING, OutboxRow.away > 0)
            work.session.execute(update(OutboxRow).where(*put_off).values(not_before=work.now))
        # A pause that ends later than any can was given by a clock that was ahead.
        over = (OutboxRow.not_before <= work.now) | (tried & (OutboxRow.not_before > work.now + LONGEST))
        waiting = OutboxRow.state.in_([State.WAITING.value, State.UNCERTAIN.value])
        query = (
            select(OutboxRow.id)
            .where(waiting, OutboxRow.channel == Channel.EMAIL.value, over)
            .order_by(OutboxRow.not_before, OutboxRow.id)
            .limit(BATCH)
        )
        return list(work.session.scalars(query))


def put_off(open_work: OpenWork, postman: Postman, row_ids: Sequence[uuid.UUID], around: Around) -> None:
    """The server is away: these wait for it without being tried, and say so."""
    over = []
    with open_work() as work:
        postman.put_off(work.tenant_id)
        waiting = OutboxRow.state.in_([State.WAITING.value, State.UNCERTAIN.value])
        query = select(OutboxRow).where(OutboxRow.id.in_(row_ids), waiting).with_for_update()
        for row in work.session.scalars(query):
            pause = resending.pause(row.attempts, row.away + 1, of_all=True)
            if row.last_error == UNNOTED:
                continue  # that one left: noting it needs no server
            if pause is None:
                over.append(row.id)
            else:
                row.away, row.last_error, row.not_before = row.away + 1, AWAY, work.now + pause
    for row_id in over:
        _failed(open_work, row_id, AWAY, postman, around, of_all=True)


class _Unsendable(Exception):
    """Nothing can be sent of this mail, now or later; the message says why."""


def site_of(work: Work, address: str) -> str:
    """Where the organisation's pages are, when visitors find the program at `address`."""
    return f"{address}/{work.session.get_one(Tenant, work.tenant_id).slug}"


def _claim(
    open_work: OpenWork, row_id: uuid.UUID, postman: Postman, mail_from: str, address: str
) -> dict[str, Any] | None:
    with open_work() as work:
        later = exists(select(Lease.name).where(Lease.number > postman.number))
        mine = [OutboxRow.id == row_id, OutboxRow.state.in_([State.WAITING.value, State.UNCERTAIN.value])]
        if postman.number:
            mine.append(~later)
        changed = work.session.execute(
            update(OutboxRow)
            .where(*mine)
            .values(
                state=State.SENDING.value,
                claimed_at=work.now,
                claimed_in=postman.number,
                attempts=OutboxRow.attempts + 1,
            )
            .execution_options(synchronize_session=False)
        )
        if changed.rowcount != 1:  # type: ignore[attr-defined]
            return None
        row = work.session.get(OutboxRow, (work.tenant_id, row_id))
        if row is None:
            return None
        if row.last_error == UNNOTED:
            return ALREADY_SENT
        try:
            content, recipient = row.content, row.recipient
        except Destroyed:
            raise _Unsendable(GONE) from None
        except (SealBroken, ValueError) as error:
            log.error("mail %s cannot be read: %s", row_id, described(error))
            raise _Unsendable(UNREADABLE) from None
        if not recipient or not content:
            row.state = State.NO_ADDRESSEE.value
            return None
        return {
            "sender": mail_from,
            "sender_name": work.organisation.profile.name,
            "recipient": recipient,
            "text": content["text"],
            "site": site_of(work, address),
            "door": content.get("door", CODE_DOOR),
            "message_id": row.message_id,
            "at": work.now,
        }


def _failed(
    open_work: OpenWork,
    row_id: uuid.UUID,
    why: str,
    postman: Postman,
    around: Around,
    *,
    final: bool = False,
    of_all: bool = False,
) -> None:
    """Note why a mail did not leave: it is tried again after a pause, or given up, and then people are told."""
    with open_work() as work:
        row = _held(work, row_id, around)
        if row is None:
            return
        claimed = row.state == State.SENDING  # else its claim was lost with the fault
        if of_all:
            row.attempts, row.away = row.attempts - claimed, row.away + 1  # nobody tried this mail
            postman.put_off(work.tenant_id)
        else:
            row.attempts += not claimed
        row.last_error = why[:200]
        if why == UNNOTED:
            pause = setbacks.pause_after(row.attempts)
        else:
            pause = None if final else resending.pause(row.attempts, row.away, of_all=of_all)
        if pause is None:
            row.state = State.FAILED.value
            around.given_up(work, row.matter_id)
        else:
            row.state = (State.UNCERTAIN if why == UNNOTED else State.WAITING).value
            row.not_before = work.now + pause


def _held(work: Work, row_id: uuid.UUID, around: Around) -> OutboxRow | None:
    """A mail, kept from others; its matter first, like every act on one: else two wait for each other."""
    matter_id = work.session.scalars(select(OutboxRow.matter_id).where(OutboxRow.id == row_id)).first()
    if matter_id is not None:
        around.lock_matter(work, matter_id)
    return work.session.get(OutboxRow, (work.tenant_id, row_id), with_for_update=True)


def _mark_sent(open_work: OpenWork, row_id: uuid.UUID, transport: Transport, around: Around) -> None:
    with open_work() as work:
        row = _held(work, row_id, around)
        if row is None or row.state in (State.SENT.value, State.KEPT.value):
            return
        row.state = (State.SENT if transport.leaves else State.KEPT).value
        row.done_at, row.last_error = work.now, None
        facts = {"letter": letter_title(work.organisation, row.letter), "channel": "e-mail"}
        record.append(work, row.matter_id, [record.Entry(event=Event.NOTICE_SENT, facts=facts)])
        around.left(work, row.matter_id)
        if row.meets:
            around.after_sent(work, row.matter_id, row.meets, work.today)
