"""The scheduler's side of the outbox: send what waits, once per notice as far as anybody can; make the PDFs."""

import logging
import time
import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, or_, select, update

from wederhoor.faults import described
from wederhoor.notices.labels import FAULT, GONE, UNREADABLE, letter_title
from wederhoor.notices.letters import PDF, pdf_place
from wederhoor.notices.mail import MailAway, MailRefused, Transport, message
from wederhoor.notices.pdf import LARGE, NORMAL, to_pdf
from wederhoor.notices.service import UNNOTED, Channel, State
from wederhoor.notices.tables import Letter, OutboxRow
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.setbacks import service as setbacks
from wederhoor.vault.files import FileStore
from wederhoor.vault.seals import Destroyed, SealBroken
from wederhoor.work import Work

log = logging.getLogger("wederhoor.notices")

BATCH = 100
CLAIM_LASTS = timedelta(seconds=60)
SLOW_SECONDS = 5.0
"""After a mail that took longer than this and did not leave, the others wait for the next visit."""
ALREADY_SENT: dict[str, Any] = {}
"""What a claim holds of a mail that left before, and of which only that is still to be noted."""

OpenWork = Callable[[], AbstractContextManager[Work]]
AfterSent = Callable[[Work, uuid.UUID, str, date], None]
LockMatter = Callable[[Work, uuid.UUID], None]


def send_waiting(
    open_work: OpenWork,
    transport: Transport,
    *,
    mail_from: str,
    lock_matter: LockMatter,
    after_sent: AfterSent,
    inherits: bool = False,
    clock: Callable[[], float] = time.monotonic,
) -> int:
    """Send every mail of one tenant that is due. Returns how many left.

    Each is claimed in a transaction of its own, sent, and marked in another: a crash in between leaves it claimed, the
    next run calls it uncertain and sends it again under the same Message-ID: after a minute, or at once when this
    process `inherits` from one that is gone.
    """
    sent = 0
    for row_id in _due(open_work, timedelta(0) if inherits else CLAIM_LASTS):
        began, left = clock(), False
        try:
            left = _send_one(open_work, row_id, transport, mail_from, lock_matter, after_sent)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one mail is not the others' fault
            log.error("mail %s failed: %s", row_id, described(error))
            _failed(open_work, row_id, FAULT, final=False)
        sent += left
        if not left and clock() - began > SLOW_SECONDS:
            break  # a mail server that hangs must not keep PDFs and other organisations waiting, mail after mail
    return sent


def _send_one(
    open_work: OpenWork,
    row_id: uuid.UUID,
    transport: Transport,
    mail_from: str,
    lock_matter: LockMatter,
    after_sent: AfterSent,
) -> bool:
    """Claim one mail, send it and mark it. Returns whether it left now."""
    claimed = _claim(open_work, row_id, mail_from)
    if claimed is None:
        return False
    if claimed is not ALREADY_SENT:
        try:
            transport.send(message(**claimed))
        except MailRefused as refused:
            _failed(open_work, row_id, str(refused), final=True)
            return False
        except MailAway as away:
            _failed(open_work, row_id, str(away), final=False)
            return False
    try:
        _mark_sent(open_work, row_id, transport, lock_matter, after_sent)
    except Exception as error:  # noqa: BLE001 - it left: sending it again is no remedy
        log.error("mail %s left, but could not be noted: %s", row_id, described(error))
        _failed(open_work, row_id, UNNOTED, final=False)
    return True


def _due(open_work: OpenWork, claim_lasts: timedelta) -> list[uuid.UUID]:
    with open_work() as work:
        stale = (OutboxRow.state == State.SENDING) & (OutboxRow.claimed_at <= work.now - claim_lasts)
        work.session.execute(update(OutboxRow).where(stale).values(state=State.UNCERTAIN.value))
        waiting = OutboxRow.state.in_([State.WAITING.value, State.UNCERTAIN.value])
        query = (
            select(OutboxRow.id)
            .where(waiting, OutboxRow.channel == Channel.EMAIL.value, OutboxRow.not_before <= work.now)
            .order_by(OutboxRow.not_before, OutboxRow.id)
            .limit(BATCH)
        )
        return list(work.session.scalars(query))


def _claim(open_work: OpenWork, row_id: uuid.UUID, mail_from: str) -> dict[str, Any] | None:
    with open_work() as work:
        changed = work.session.execute(
            update(OutboxRow)
            .where(OutboxRow.id == row_id, OutboxRow.state.in_([State.WAITING.value, State.UNCERTAIN.value]))
            .values(state=State.SENDING.value, claimed_at=work.now, attempts=OutboxRow.attempts + 1)
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
            row.state, row.last_error = State.FAILED.value, GONE
            return None
        except (SealBroken, ValueError) as error:
            log.error("mail %s cannot be read: %s", row_id, described(error))
            row.state, row.last_error = State.FAILED.value, UNREADABLE
            return None
        if not recipient or not content:
            row.state = State.NO_ADDRESSEE.value
            return None
        return {
            "sender": mail_from,
            "sender_name": work.organisation.profile.name,
            "recipient": recipient,
            "subject": content["subject"],
            "text": content["text"],
            "message_id": row.message_id,
            "at": work.now,
        }


def _failed(open_work: OpenWork, row_id: uuid.UUID, why: str, *, final: bool) -> None:
    with open_work() as work:
        row = work.session.get(OutboxRow, (work.tenant_id, row_id))
        if row is None:
            return
        if row.state != State.SENDING:  # its claim was lost with the fault
            row.attempts += 1
        row.last_error = why[:200]
        pause = None if final else setbacks.pause_after(row.attempts)
        if pause is None:
            row.state = State.FAILED.value
        else:
            row.state = (State.UNCERTAIN if why == UNNOTED else State.WAITING).value
            row.not_before = work.now + pause


def _mark_sent(
    open_work: OpenWork,
    row_id: uuid.UUID,
    transport: Transport,
    lock_matter: LockMatter,
    after_sent: AfterSent,
) -> None:
    with open_work() as work:
        matter = work.session.scalars(select(OutboxRow.matter_id).where(OutboxRow.id == row_id)).first()
        if matter is not None:
            lock_matter(work, matter)  # first, like every act on a matter: else two wait for each other
        row = work.session.get(OutboxRow, (work.tenant_id, row_id), with_for_update=True)
        if row is None or row.state in (State.SENT.value, State.KEPT.value):
            return
        row.state = (State.SENT if transport.leaves else State.KEPT).value
        row.done_at, row.last_error = work.now, None
        facts = {"letter": letter_title(work.organisation, row.letter), "channel": "e-mail"}
        record.append(work, row.matter_id, [record.Entry(event=Event.NOTICE_SENT, facts=facts)])
        if row.meets:
            after_sent(work, row.matter_id, row.meets, work.today)


NumberOf = Callable[[Work, uuid.UUID], str]
ReadsLarge = Callable[[Work, str], bool]
"""Whether an addressee asked for large print."""


def make_pdfs(open_work: OpenWork, files: FileStore, number_of: NumberOf, reads_large: ReadsLarge) -> int:
    """Make the PDF of every letter that has none yet, with the number of its matter on each page. Returns how many.

    Whoever asked for large print gets it.
    """
    with open_work() as work:
        undone = (Letter.pdf_made_at.is_(None), Letter.issued_at.is_not(None))
        query = select(Letter.id).where(*undone, setbacks.free(PDF, Letter.id, work.now))
        waiting = list(work.session.scalars(query.order_by(Letter.id).limit(BATCH)))

    def make(letter_id: uuid.UUID) -> None:
        _make_pdf(open_work, files, letter_id, number_of, reads_large)

    return setbacks.each(open_work, PDF, waiting, make)


def _make_pdf(
    open_work: OpenWork,
    files: FileStore,
    letter_id: uuid.UUID,
    number_of: NumberOf,
    reads_large: ReadsLarge,
) -> None:
    with open_work() as work:
        letter = work.session.get(Letter, (work.tenant_id, letter_id))
        if letter is None or letter.pdf_made_at is not None or letter.issued_at is None:
            return
        try:
            markdown = letter.body
        except Destroyed:
            letter.pdf_made_at = work.now
            return
        number, sender = number_of(work, letter.matter_id), work.organisation.profile.name
        points = LARGE if reads_large(work, letter.addressee) else NORMAL
        made = to_pdf(title=letter.title, sender=sender, number=number, markdown=markdown, points=points)
        sealed = work.vault.seal(letter.key_id, pdf_place(letter.id), made)
        files.write(work.tenant_id, letter.id, sealed)
        letter.pdf_made_at = work.now


def next_due(work: Work) -> datetime | None:
    """When the outbox of this tenant next needs a visit, as a moment; None when nothing waits."""
    waiting = or_(
        OutboxRow.state.in_([State.WAITING.value, State.UNCERTAIN.value]),
        OutboxRow.state == State.SENDING.value,
    )
    query = select(func.min(OutboxRow.not_before)).where(waiting, OutboxRow.channel == Channel.EMAIL.value)
    return work.session.scalar(query)
