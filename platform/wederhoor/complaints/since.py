"""What others did to a dossier while somebody had a form open."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from wederhoor.cases.linking import record_lines
from wederhoor.people.service import names_of
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.work import Work

READS = frozenset(
    {
        Event.DOSSIER_READ,
        Event.STATUS_READ,
        Event.LETTER_READ,
        Event.PAPER_READ,
        Event.PAPER_ORIGINAL_TAKEN,
    }
)


@dataclass(frozen=True, kw_only=True)
class Change:
    """Something that was done, by whom and when."""

    at: datetime
    actor: str
    sentence: str


def last_entry(work: Work, dossier_id: uuid.UUID) -> int:
    """How far the record of a dossier goes now."""
    return record.last_seq(work, dossier_id)


def changed_since(work: Work, dossier_id: uuid.UUID, seen: str) -> list[Change]:
    """What people did since an entry of the record; looking at it, and what the platform did by itself, is left out."""
    after = int(seen) if seen.isdecimal() and len(seen) < 10 else 0
    lines = [
        line
        for line in record_lines(work, dossier_id)
        if line.seq > after and line.actor_kind != "system" and Event(line.event) not in READS
    ]
    names = names_of(work, sorted({line.actor_id for line in lines if line.actor_id}))
    return [
        Change(
            at=line.entered_at,
            actor=names.get(line.actor_id, "Een medewerker") if line.actor_id else "De klager",
            sentence=line.sentence,
        )
        for line in lines
    ]
