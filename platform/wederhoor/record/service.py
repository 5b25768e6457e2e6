"""Append to the record and read it.

The chain is per matter: entries are numbered from 1 and each hash is taken over the previous hash and the stored canonical bytes, with
a key that is not in the database (`TenantVault.chained`). Details that name a person are sealed with the matter's key; the chain holds
only their digest, so it survives the destruction of that key.
"""

import hashlib
import json
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, literal, select

from wederhoor.db import uuid7, uuid7s
from wederhoor.record.events import Event, sentence
from wederhoor.record.tables import RecordEntry, RecordHead
from wederhoor.tenancy.bulk import change_many, id_in, insert_many
from wederhoor.tenancy.locks import insert_rows, read_rows
from wederhoor.vault.sealed import place, sealed_value
from wederhoor.vault.seals import Destroyed
from wederhoor.work import Work

NO_HASH = "0" * 64


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Something to put on the record.

    `facts` fill the event's sentence and never name a person; `details` may, and are sealed with `key_id`.
    `done_on` is the day it happened when that is not today; `article` the rule it follows.
    """

    event: Event
    facts: dict[str, str] = field(default_factory=dict)
    done_on: date | None = None
    article: str | None = None
    details: dict[str, Any] | None = None
    key_id: uuid.UUID | None = None


@dataclass(frozen=True, kw_only=True)
class RecordLine:
    """An entry as staff read it."""

    seq: int
    entered_at: datetime
    done_on: date | None
    event: str
    facts: Mapping[str, str]
    sentence: str
    article: str | None
    actor_kind: str
    actor_id: uuid.UUID | None


def append(work: Work, matter_id: uuid.UUID, entries: Sequence[Entry], *, first: bool = False) -> None:
    """Append entries to a matter's chain, in order. `first` skips the look-up for a matter made in this transaction."""
    head = None
    if not first:
        query = select(RecordHead).where(RecordHead.id == matter_id).with_for_update()
        head = work.session.scalars(query).first()
    seq, previous = (head.seq, head.hash) if head is not None else (0, NO_HASH)
    rows: list[dict[str, Any]] = []
    for entry in entries:
        seq += 1
        row = _row(work, matter_id, seq, previous, entry)
        previous = row["hash"]
        rows.append(row)
    insert_rows(work.session, RecordEntry, rows)
    if head is None:
        new = {"id": matter_id, "seq": seq, "hash": previous, "anchored_seq": 0}
        insert_rows(work.session, RecordHead, [new])
    else:
        head.seq, head.hash = seq, previous


class Overtaken(Exception):
    """Somebody else wrote to a record since its head was read."""


@dataclass(frozen=True)
class Written:
    """One entry for each of many matters, written out after heads that were read: columns, ready to be appended."""

    columns: dict[str, Any]


class Head(NamedTuple):
    """How far the chain of a matter goes."""

    seq: int
    hash: str


_ENTRIES, _HEADS = RecordEntry.__table__, RecordHead.__table__
_WANTED = (
    _HEADS.c.tenant_id == bindparam("tenant"),
    id_in(_HEADS.c.id, "matters"),
)
_FREE_HEADS = (
    select(_HEADS.c.id, _HEADS.c.seq, _HEADS.c.hash)
    .where(*_WANTED)
    .with_for_update(key_share=True, skip_locked=True)
)
_ALL_HEADS = select(_HEADS.c.id).where(*_WANTED)


def heads_free(work: Work, matter_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Head]:
    """The heads of many matters, kept from other writers until the transaction ends, without waiting for anybody.

    A matter whose record somebody is writing at this moment is left out; one that has no record yet is at the beginning.
    """
    rows = read_rows(work.session, _FREE_HEADS, matters=list(matter_ids))
    found = {row.id: Head(row.seq, row.hash) for row in rows}
    absent = set(matter_ids) - found.keys()
    if absent:
        busy = {row.id for row in read_rows(work.session, _ALL_HEADS, matters=list(absent))}
        found |= dict.fromkeys(absent - busy, Head(0, NO_HASH))
    return found


def append_each(work: Work, entries: Mapping[uuid.UUID, Entry], heads: Mapping[uuid.UUID, Head]) -> None:
    """Append one entry to each of many matters; `heads` are from `heads_free` in this transaction."""
    append_written(work, write_out(work, entries, heads))


def write_out(work: Work, entries: Mapping[uuid.UUID, Entry], heads: Mapping[uuid.UUID, Head]) -> Written:
    """One entry for each of many matters, to be appended now or in a transaction that begins later.

    What the entries say is written out once for all that say the same: pass the same `Entry` for those.
    """
    bodies: dict[int, _Bodies] = {}
    matters, seqs, events, written, before, after = [], [], [], [], [], []
    for matter_id, entry in entries.items():
        if id(entry) not in bodies:
            bodies[id(entry)] = _Bodies(work, entry)
        seq, previous = heads[matter_id]
        body = bodies[id(entry)].of(matter_id, seq + 1)
        matters.append(matter_id)
        seqs.append(seq + 1)
        events.append(entry.event.value)
        written.append(body)
        before.append(previous)
        after.append(work.vault.chained(previous, body))
    ids = uuid7s(len(matters))
    return Written(
        {
            "id": ids,
            "matter_id": matters,
            "seq": seqs,
            "event": events,
            "entered_at": work.now,
            "body": written,
            "previous_hash": before,
            "hash": after,
        }
    )


def append_written(work: Work, written: Written) -> None:
    """Append what was written out. Raises Overtaken, or IntegrityError, when a record has moved since."""
    ids, matters, seqs, after = (written.columns[name] for name in ("id", "matter_id", "seq", "hash"))
    insert_many(work.session, RecordEntry, len(ids), written.columns)
    new = [at for at, seq in enumerate(seqs) if seq == 1]
    begun = {
        "id": [matters[at] for at in new],
        "seq": 1,
        "hash": [after[at] for at in new],
        "anchored_seq": 0,
    }
    insert_many(work.session, RecordHead, len(new), begun)
    moved = [at for at, seq in enumerate(seqs) if seq > 1]
    was = {"id": [matters[at] for at in moved], "seq": [seqs[at] - 1 for at in moved]}
    become = {"seq": [seqs[at] for at in moved], "hash": [after[at] for at in moved]}
    if change_many(work.session, RecordHead, was, become) != len(moved):
        raise Overtaken


class _Bodies:
    """The canonical bytes of one entry for many matters: they differ in the matter and the number, which stand together."""

    def __init__(self, work: Work, entry: Entry) -> None:
        if entry.details is not None:
            raise ValueError("details are sealed for one matter: append them there")
        nobody = uuid.UUID(int=0)
        whole = _body(work, nobody, 0, entry, None)
        self._before, self._after = whole.split(b'"matter":"%s","seq":0' % nobody.hex.encode())

    def of(self, matter_id: uuid.UUID, seq: int) -> bytes:
        return b'%s"matter":"%s","seq":%d%s' % (self._before, matter_id.hex.encode(), seq, self._after)


def _row(work: Work, matter_id: uuid.UUID, seq: int, previous: str, entry: Entry) -> dict[str, Any]:
    entry_id = uuid7()
    details = None
    if entry.details is not None:
        if entry.key_id is None:
            raise ValueError("details on the record need the matter's key")
        details = sealed_value(
            work.vault, entry.key_id, RecordEntry.__tablename__, "details_sealed", entry_id, entry.details
        )
    body = _body(work, matter_id, seq, entry, details)
    return {
        "id": entry_id,
        "matter_id": matter_id,
        "seq": seq,
        "event": entry.event.value,
        "entered_at": work.now,
        "body": body,
        "details_sealed": details,
        "previous_hash": previous,
        "hash": work.vault.chained(previous, body),
    }


def _body(work: Work, matter_id: uuid.UUID, seq: int, entry: Entry, details: bytes | None) -> bytes:
    """What the hash is taken over."""
    return canonical(
        {
            "tenant": work.tenant_id.hex,
            "matter": matter_id.hex,
            "seq": seq,
            "event": entry.event.value,
            "entered_at": work.now.isoformat(),
            "done_on": entry.done_on.isoformat() if entry.done_on else None,
            "actor": {
                "kind": work.actor.kind.value,
                "account": work.actor.account_id.hex if work.actor.account_id else None,
            },
            "article": entry.article,
            "facts": entry.facts,
            "key": entry.key_id.hex if entry.key_id else None,
            "details": hashlib.sha256(details).hexdigest() if details else None,
        }
    )


def canonical(value: object) -> bytes:
    """The one form of a JSON value that hashes are taken over."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def chain(previous: str, body: bytes) -> str:
    """Hex SHA-256 over the previous hash and the bytes: how lines were chained before there was a key."""
    return hashlib.sha256(previous.encode() + b"\n" + body).hexdigest()


_LINES = (
    select(_ENTRIES.c.seq, _ENTRIES.c.entered_at, _ENTRIES.c.event, _ENTRIES.c.body)
    .where(_ENTRIES.c.tenant_id == bindparam("tenant"), _ENTRIES.c.matter_id == bindparam("matter"))
    .order_by(_ENTRIES.c.seq)
)


@lru_cache(maxsize=32)
def _lines_of(events: frozenset[Event]) -> Select[Any]:
    """The lines that tell of these events only."""
    return _LINES.where(_ENTRIES.c.event.in_([literal(event.value) for event in sorted(events)]))


def read(work: Work, matter_id: uuid.UUID, events: frozenset[Event] | None = None) -> list[RecordLine]:
    """The record of one matter, or of it what tells of some `events`, oldest first.

    The caller has established that the actor may see the matter.
    """
    lines = []
    for row in read_rows(work.session, _lines_of(events) if events else _LINES, matter=matter_id):
        body = json.loads(row.body)
        account = body["actor"]["account"]
        lines.append(
            RecordLine(
                seq=row.seq,
                entered_at=row.entered_at,
                done_on=date.fromisoformat(body["done_on"]) if body["done_on"] else None,
                event=row.event,
                facts=body["facts"],
                sentence=sentence(row.event, body["facts"]),
                article=body["article"],
                actor_kind=body["actor"]["kind"],
                actor_id=uuid.UUID(account) if account else None,
            )
        )
    return lines


_LAST = select(RecordHead.__table__.c.seq).where(
    RecordHead.__table__.c.tenant_id == bindparam("tenant"), RecordHead.__table__.c.id == bindparam("matter")
)


def last_seq(work: Work, matter_id: uuid.UUID) -> int:
    """The number of the last entry of a matter; nought when there is none."""
    rows = read_rows(work.session, _LAST, matter=matter_id)
    return int(rows[0].seq) if rows else 0


def read_details(work: Work, entry: RecordEntry) -> dict[str, Any] | None:
    """The sealed details of an entry; None when there are none or their key was destroyed."""
    if entry.details_sealed is None:
        return None
    key = json.loads(entry.body)["key"]
    try:
        plain = work.vault.unseal(
            uuid.UUID(key), place(RecordEntry.__tablename__, "details_sealed", entry.id), entry.details_sealed
        )
    except Destroyed:
        return None
    return dict(json.loads(plain))
