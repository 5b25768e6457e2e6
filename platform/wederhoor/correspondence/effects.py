"""An effect belongs to its decision: what a decision set going is taken back with it, as far as it has not left.

What a notice is about is its `occasion`. Each decision that can be taken back has one here, so that what it set going is found.
"""

import uuid
from collections.abc import Callable, Sequence
from datetime import datetime

from wederhoor.dossiers.tables import Dossier
from wederhoor.notices.service import LEFT_STATES, State, notices_of
from wederhoor.notices.tables import Letter, OutboxRow
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.work import Work

TO_ACCUSED, TO_SUPERVISOR = "notice_accused", "notice_supervisor"
FIRST = (TO_ACCUSED, TO_SUPERVISOR)
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
ENDING, NAMING = "closed:", "named:"
MAY_HAVE_REACHED = (*LEFT_STATES, State.UNCERTAIN, State.SENDING)
"""What somebody has read, or may have."""


def closing(dossier: Dossier) -> str:
    """The occasion of an ending. A case can end more than once."""
    return f"{ENDING}{dossier.version}"


def naming(party_id: uuid.UUID, at: datetime) -> str:
    """The occasion of the first news about somebody who was confirmed as the accused; they can be confirmed more than once."""
    return f"{NAMING}{party_id.hex}:{at:%Y%m%d%H%M%S}"


def belongs_to_naming(row: OutboxRow, party_id: uuid.UUID) -> bool:
    """Whether a notice is first news about this accused."""
    return row.occasion.startswith(f"{NAMING}{party_id.hex}:")


def revoke(work: Work, dossier: Dossier, belongs: Callable[[OutboxRow], bool]) -> Sequence[OutboxRow]:
    """Take back the notices that belong to a decision and have not left, on the record.

    Returns those that reached somebody, or may have: one that is uncertain is not sent again, and counts as read.
    """
    mine = [row for row in notices_of(work, dossier.id) if belongs(row)]
    reached = [row for row in mine if row.state in MAY_HAVE_REACHED]
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
    for row in reached:
        if row.state == State.UNCERTAIN:
            row.state, row.done_at = State.CANCELLED.value, work.now
    return reached


def revoke_closing(work: Work, dossier: Dossier) -> None:
    """A closed case goes on: what was to tell that it ended does not go any more."""
    revoke(work, dossier, lambda row: row.occasion.startswith(ENDING))


def end_of_case(work: Work, dossier: Dossier) -> None:
    """A case ended: what waited for who it is about does not go, nor does what was to tell them of it."""
    revoke(work, dossier, lambda row: row.state == State.HELD or row.letter in FIRST)
