"""An effect belongs to its decision: what a decision set going is taken back with it, as far as it has not left.

What a notice is about is its `occasion`. Each decision that can be taken back has one here, so that what it set going is found.
"""

from collections.abc import Callable, Sequence

from sqlalchemy import select

from wederhoor.dossiers.tables import Dossier
from wederhoor.notices.service import LEFT_STATES, State
from wederhoor.notices.tables import Letter, OutboxRow
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.work import Work

FIRST = ("notice_accused", "notice_supervisor")
"""What tells people at work of a complaint: whoever did not get it yet does not hear how it ended."""
NOT_GONE = (
    State.HELD,
    State.TO_LOOK,
    State.WAITING,
    State.FAILED,
    State.NO_ADDRESSEE,
    State.TO_POST,
    State.DISCARDED,
)
"""What can still be stopped. What a mail server is being given right now has left as far as anybody can tell."""
ENDING = "closed:"


def closing(dossier: Dossier) -> str:
    """The occasion of an ending. A case can end more than once."""
    return f"{ENDING}{dossier.version}"


def revoke(work: Work, dossier: Dossier, belongs: Callable[[OutboxRow], bool]) -> Sequence[OutboxRow]:
    """Take back the notices that belong to a decision and have not left, on the record; returns those that had left."""
    query = (
        select(OutboxRow)
        .where(OutboxRow.matter_id == dossier.id)
        .order_by(OutboxRow.created_at, OutboxRow.id)
    )
    mine = [row for row in work.session.scalars(query) if belongs(row)]
    stopped = [row for row in mine if row.state in NOT_GONE]
    for row in stopped:
        row.state, row.done_at = State.CANCELLED.value, work.now
        letter = work.session.get(Letter, (work.tenant_id, row.letter_id)) if row.letter_id else None
        if letter is not None:
            letter.issued_at = None  # it reached nobody, so it stands on nobody's page
            letter.discarded_at = letter.discarded_at or work.now
    if stopped:
        facts = {"count": str(len(stopped))}
        record.append(work, dossier.id, [record.Entry(event=Event.NOTICES_REVOKED, facts=facts)])
    return [row for row in mine if row.state in LEFT_STATES]


def revoke_occasion(work: Work, dossier: Dossier, occasion: str) -> Sequence[OutboxRow]:
    """The same for one occasion."""
    return revoke(work, dossier, lambda row: row.occasion == occasion)


def revoke_closing(work: Work, dossier: Dossier) -> None:
    """A closed case goes on: what was to tell that it ended does not go any more."""
    revoke(work, dossier, lambda row: row.occasion.startswith(ENDING))


def end_of_case(work: Work, dossier: Dossier) -> None:
    """A case ended: what waited for who it is about does not go, nor does what was to tell them of it."""
    revoke(work, dossier, lambda row: row.state == State.HELD or row.letter in FIRST)
