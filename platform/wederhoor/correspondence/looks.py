"""Letters that wait for somebody's look: read, changed, sent on, or put aside with a reason. What left never changes."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from wederhoor.db import uuid7
from wederhoor.notices.service import Channel, NoticeGone, State, leaves_from, leaving, redate, wake
from wederhoor.notices.tables import Letter, LetterVersion, OutboxRow
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.work import Work, local_date

MADE, TYPED, WORD = "made", "typed", "word"


class DraftChanged(Exception):
    """Somebody else changed the draft in the meantime; `number` is the newest version, `by` who made it."""

    def __init__(self, newest: "Version") -> None:
        super().__init__(newest.number)
        self.newest = newest


class ReasonMissing(Exception):
    """A letter is not put aside without a reason."""


@dataclass(frozen=True, kw_only=True)
class Version:
    """One text of a draft. `origin` is made (by the platform), typed, or word (a Word file brought back)."""

    number: int
    origin: str
    account_id: uuid.UUID | None
    made_at: datetime
    body: str


def find_draft(work: Work, matter_id: uuid.UUID, letter_id: uuid.UUID, *, lock: bool = False) -> Letter:
    """A letter of a case that waits for a look. Raises NoticeGone. The caller has established who may see the case."""
    query = select(Letter).where(
        Letter.id == letter_id,
        Letter.matter_id == matter_id,
        Letter.issued_at.is_(None),
        Letter.discarded_at.is_(None),
    )
    letter = work.session.scalars(query.with_for_update() if lock else query).first()
    if letter is None:
        raise NoticeGone
    return letter


def drafts_of(work: Work, matter_id: uuid.UUID) -> list[Letter]:
    """The letters of a case that wait for a look, oldest first. The caller has established who may see the case."""
    waiting = select(OutboxRow.letter_id).where(
        OutboxRow.matter_id == matter_id, OutboxRow.state == State.TO_LOOK.value
    )
    query = select(Letter).where(Letter.matter_id == matter_id, Letter.id.in_(waiting)).order_by(Letter.id)
    return list(work.session.scalars(query))


def versions_of(work: Work, letter: Letter) -> list[Version]:
    """The texts of a draft, oldest first; a draft nobody changed has one."""
    query = select(LetterVersion).where(LetterVersion.letter_id == letter.id).order_by(LetterVersion.number)
    rows = [
        Version(
            number=row.number,
            origin=row.origin,
            account_id=row.account_id,
            made_at=row.made_at,
            body=row.body,
        )
        for row in work.session.scalars(query)
    ]
    if rows:
        return rows
    return [Version(number=1, origin=MADE, account_id=None, made_at=letter.created_at, body=letter.body)]


def change_draft(work: Work, letter: Letter, body: str, *, origin: str, seen: int) -> int:
    """Give a draft a newer text; `seen` is the number of the version it was made from. Returns the new number.

    The same text again changes nothing. Raises DraftChanged when there is a newer one than was seen.
    """
    versions = versions_of(work, letter)
    newest = versions[-1]
    if newest.number != seen:
        raise DraftChanged(newest)
    if newest.body.strip() == body.strip():
        return newest.number
    if len(versions) == 1:
        _keep(work, letter, newest)
    made = Version(
        number=newest.number + 1,
        origin=origin,
        account_id=work.actor.account_id,
        made_at=work.now,
        body=body.strip() + "\n",
    )
    _keep(work, letter, made)
    letter.body = made.body
    facts = {"letter": letter.title, "version": str(made.number)}
    record.append(work, letter.matter_id, [record.Entry(event=Event.LETTER_CHANGED, facts=facts)])
    return made.number


def _keep(work: Work, letter: Letter, version: Version) -> None:
    row = LetterVersion(
        letter_id=letter.id,
        key_id=letter.key_id,
        number=version.number,
        origin=version.origin,
        account_id=version.account_id,
        made_at=version.made_at,
    )
    row.id = uuid7()
    work.session.add(row)
    row.body = version.body
    work.session.flush()


def send_draft(work: Work, letter: Letter, *, seen: int) -> None:
    """The letter is good: it is issued as it stands, and its notices leave once nobody called them back. Raises DraftChanged."""
    newest = versions_of(work, letter)[-1]
    if newest.number != seen:
        raise DraftChanged(newest)
    redate(letter, local_date(leaves_from(work)))
    letter.issued_at = work.now
    for row in _waiting(work, letter):
        row.not_before = leaves_from(work)
        row.state = leaving(Channel(row.channel), row.recipient).value
    wake(work)
    entry = record.Entry(event=Event.NOTICE_RELEASED, facts={"letter": letter.title})
    record.append(work, letter.matter_id, [entry])


def discard_draft(work: Work, letter: Letter, reason: str) -> None:
    """Put a draft aside. What it had to tell is still to be told: its duty stays open. Raises ReasonMissing."""
    if not reason.strip():
        raise ReasonMissing
    letter.discarded_at, letter.discard_reason = work.now, reason.strip()
    for row in _waiting(work, letter):
        row.state, row.done_at = State.DISCARDED.value, work.now
    entry = record.Entry(
        event=Event.LETTER_DISCARDED,
        facts={"letter": letter.title},
        details={"reason": reason.strip()},
        key_id=letter.key_id,
    )
    record.append(work, letter.matter_id, [entry])


def _waiting(work: Work, letter: Letter) -> list[OutboxRow]:
    query = select(OutboxRow).where(
        OutboxRow.letter_id == letter.id,
        OutboxRow.matter_id == letter.matter_id,
        OutboxRow.state == State.TO_LOOK.value,
    )
    return list(work.session.scalars(query))
