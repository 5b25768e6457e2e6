"""Letters: kept as they were issued, listed for whom they are to, and their PDF."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, bindparam, exists, select

from wederhoor.db import Moment, uuid7
from wederhoor.notices.service import State, wake
from wederhoor.notices.tables import Letter, OutboxRow
from wederhoor.setbacks import service as setbacks
from wederhoor.tenancy.locks import insert_rows, read_rows
from wederhoor.vault.files import FileStore
from wederhoor.vault.sealed import sealed_value
from wederhoor.work import Work


@dataclass(frozen=True, kw_only=True)
class Issued:
    """A letter that was just made; `after_look` when it is a draft still."""

    id: uuid.UUID
    code: str
    title: str
    after_look: bool = False


def issue_letter(
    work: Work,
    matter_id: uuid.UUID,
    key_id: uuid.UUID,
    *,
    code: str,
    title: str,
    addressee: str,
    body: str,
    after_look: bool = False,
    facts: Mapping[str, Any] | None = None,
) -> Issued:
    """Keep a letter as it was issued, or as a draft when somebody looks first; the scheduler makes the PDF once it is issued.

    `facts` is what it was made from, for a letter that may have to be made again.
    """
    letter_id = uuid7()

    def sealed(column: str, value: object) -> bytes:
        return sealed_value(work.vault, key_id, Letter.__tablename__, column, letter_id, value)

    row = {
        "id": letter_id,
        "matter_id": matter_id,
        "key_id": key_id,
        "code": code,
        "title": title,
        "addressee": addressee,
        "body_sealed": sealed("body_sealed", body),
        "created_at": work.now,
        "pdf_made_at": None,
        "issued_at": None if after_look else work.now,
        "discarded_at": None,
        "discard_reason_sealed": None,
        "facts_sealed": sealed("facts_sealed", dict(facts)) if facts is not None else None,
    }
    insert_rows(work.session, Letter, [row])
    return Issued(id=letter_id, code=code, title=title, after_look=after_look)


_LETTERS = Letter.__table__
_OUTBOX = OutboxRow.__table__


PDF = "pdf"
"""The job of making PDFs, among setbacks."""


SECOND_STEP = "second_step"
"""The letter with a code for the second step: on paper only, never behind the code it comes on top of."""


ACCESS_CODE = "access_code"
"""The letter with a code for somebody's own page."""


CODE_LETTERS = (SECOND_STEP, ACCESS_CODE)
"""Letters whose words are a key: on no page of a party, in the office only for who handles the matter."""


def _still_here(now: ColumnElement[datetime]) -> ColumnElement[bool]:
    """Whether what carries a letter waits so that it can be called back."""
    return exists().where(
        _OUTBOX.c.tenant_id == bindparam("tenant"),
        _OUTBOX.c.matter_id == _LETTERS.c.matter_id,
        _OUTBOX.c.letter_id == _LETTERS.c.id,
        _OUTBOX.c.state.in_((State.WAITING.value, State.TO_POST.value)),
        _OUTBOX.c.attempts == 0,
        _OUTBOX.c.away == 0,
        _OUTBOX.c.not_before > now,
    )


_SHOWN = (
    select(
        _LETTERS.c.id,
        _LETTERS.c.title,
        _LETTERS.c.issued_at,
        _LETTERS.c.pdf_made_at.is_not(None),
        setbacks.failed_on(PDF, _LETTERS.c.id),
    )
    .where(
        _LETTERS.c.tenant_id == bindparam("tenant"),
        _LETTERS.c.matter_id == bindparam("matter"),
        _LETTERS.c.addressee == bindparam("addressee"),
        _LETTERS.c.issued_at.is_not(None),
        _LETTERS.c.code.not_in(CODE_LETTERS),
        ~_still_here(bindparam("now", type_=Moment)),
    )
    .order_by(_LETTERS.c.issued_at, _LETTERS.c.id)
)


class LetterRow(NamedTuple):
    """A letter as a list shows it; `no_pdf` when the PDF could not be made, so far."""

    id: uuid.UUID
    title: str
    created_at: datetime
    ready: bool
    no_pdf: bool


def letters_shown(work: Work, matter_id: uuid.UUID, addressee: str) -> list[LetterRow]:
    """The letters of a matter to one addressee, oldest first; `created_at` is the moment it was issued.

    No drafts, nor what can still be called back.
    """
    return [
        LetterRow._make(row)
        for row in read_rows(work.session, _SHOWN, matter=matter_id, addressee=addressee, now=work.now)
    ]


def pdf_place(letter_id: uuid.UUID) -> str:
    """The place a letter's PDF is sealed for."""
    return f"files|pdf|{letter_id}"


def without_pdf(work: Work, letter_ids: Collection[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Of which letters the PDF could not be made, so far."""
    return setbacks.failed_before(work, PDF, letter_ids)


def make_pdf_again(work: Work, letter: Letter) -> None:
    """Try once more to make the PDF of a letter, from the first pause on."""
    setbacks.forget(work, PDF, [letter.id])
    wake(work)


def address_changed(work: Work, addressee: str) -> None:
    """What still has to be posted to this addressee is set anew, so that the right address stands behind the window."""
    waiting = select(OutboxRow.letter_id).where(
        OutboxRow.addressee == addressee,
        OutboxRow.state == State.TO_POST.value,
        OutboxRow.letter_id.is_not(None),
    )
    query = select(Letter).where(Letter.id.in_(waiting), Letter.pdf_made_at.is_not(None))
    for letter in work.session.scalars(query):
        letter.pdf_made_at = None
        wake(work)


def pdf_of(work: Work, files: FileStore, letter: Letter) -> bytes | None:
    """A letter's PDF; None while it is still being made."""
    if letter.pdf_made_at is None:
        return None
    return work.vault.unseal(letter.key_id, pdf_place(letter.id), files.read(work.tenant_id, letter.id))
