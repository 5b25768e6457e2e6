"""The scheduler's side of the outbox: send what waits, once per notice as far as anybody can; make the PDFs."""

import uuid
from collections.abc import Callable
from datetime import datetime
from functools import partial

from sqlalchemy import func, or_, select

from wederhoor.notices.letters import PDF, pdf_place
from wederhoor.notices.pdf import Sheet, to_pdf
from wederhoor.notices.postman import Postman
from wederhoor.notices.sending import BATCH, Around, OpenWork, due, put_off, send_one
from wederhoor.notices.service import Channel, State
from wederhoor.notices.tables import Letter, OutboxRow
from wederhoor.setbacks import service as setbacks
from wederhoor.vault.files import FileStore
from wederhoor.vault.seals import Destroyed
from wederhoor.work import Work


def send_waiting(
    open_work: OpenWork, postman: Postman, around: Around, *, mail_from: str, address: str
) -> int:
    """Send every mail of one tenant that is due. Returns how many left while somebody waited for them.

    `address` is where visitors find the program: a mail says where to read the news.

    Each is claimed in a transaction of its own, sent, and marked in another. A crash in between leaves it claimed: whoever
    leads then, in a later term, calls it uncertain and sends it again under the same Message-ID.
    """
    sent = 0
    waiting = due(open_work, postman)
    for at, row_id in enumerate(waiting):
        if not postman.leads() or not postman.has_a_line():
            break
        if postman.is_away():
            put_off(open_work, postman, waiting[at:], around)
            break
        sent += postman.carry(
            row_id, partial(send_one, open_work, row_id, postman, around, mail_from, address)
        )
    return sent


SheetOf = Callable[[Work, Letter], Sheet]
"""What stands around the words of a letter."""


def make_pdfs(open_work: OpenWork, files: FileStore, sheet_of: SheetOf) -> int:
    """Make the PDF of every letter that has none yet, with what `sheet_of` says around its words. Returns how many."""
    with open_work() as work:
        undone = (Letter.pdf_made_at.is_(None), Letter.issued_at.is_not(None))
        query = select(Letter.id).where(*undone, setbacks.free(PDF, Letter.id, work.now))
        waiting = list(work.session.scalars(query.order_by(Letter.id).limit(BATCH)))

    def make(letter_id: uuid.UUID) -> None:
        _make_pdf(open_work, files, letter_id, sheet_of)

    return setbacks.each(open_work, PDF, waiting, make)


def _make_pdf(open_work: OpenWork, files: FileStore, letter_id: uuid.UUID, sheet_of: SheetOf) -> None:
    with open_work() as work:
        letter = work.session.get(Letter, (work.tenant_id, letter_id))
        if letter is None or letter.pdf_made_at is not None or letter.issued_at is None:
            return
        try:
            markdown = letter.body
        except Destroyed:
            letter.pdf_made_at = work.now
            return
        sheet, sender = sheet_of(work, letter), work.organisation.profile.name
        made = to_pdf(title=letter.title, sender=sender, markdown=markdown, sheet=sheet)
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
