"""Append to the record, read it, verify it, and anchor its heads outside the database.

The chain is per matter: entries are numbered from 1 and each hash is taken over the previous hash and the stored
canonical bytes. Details that name a person are sealed with the matter's key; the chain holds only their digest, so it
survives the destruction of that key.
"""

import fcntl
import hashlib
import json
import os
import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select, update

from wederhoor.db import uuid7, uuid7s
from wederhoor.record.events import Event, sentence
from wederhoor.record.tables import RecordAnchor, RecordEntry, RecordHead
from wederhoor.tenancy.bulk import id_in, insert_many
from wederhoor.tenancy.locks import TenantSession, change_row, insert_rows, read_rows
from wederhoor.vault.sealed import place, sealed_value
from wederhoor.vault.vault import Destroyed
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
    sentence: str
    article: str | None
    actor_kind: str
    actor_id: uuid.UUID | None


@dataclass(frozen=True, kw_only=True)
class Problem:
    """A break in the record: which matter, which entry, what is wrong."""

    matter_id: uuid.UUID
    seq: int
    what: str


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
_MOVE_HEADS = (
    update(_HEADS)
    .where(
        _HEADS.c.tenant_id == bindparam("tenant"),
        _ENTRIES.c.tenant_id == bindparam("tenant"),
        _ENTRIES.c.matter_id == _HEADS.c.id,
        id_in(_ENTRIES.c.id, "written"),
    )
    .values(seq=_ENTRIES.c.seq, hash=_ENTRIES.c.hash)
)


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
    """Append one entry to each of many matters; `heads` are from `heads_free` in this transaction.

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
        after.append(chain(previous, body))
    ids = uuid7s(len(matters))
    columns = {
        "id": ids,
        "matter_id": matters,
        "seq": seqs,
        "event": events,
        "entered_at": work.now,
        "body": written,
        "previous_hash": before,
        "hash": after,
    }
    insert_many(work.session, RecordEntry, len(ids), columns)
    new = [at for at, seq in enumerate(seqs) if seq == 1]
    begun = {
        "id": [matters[at] for at in new],
        "seq": 1,
        "hash": [after[at] for at in new],
        "anchored_seq": 0,
    }
    insert_many(work.session, RecordHead, len(new), begun)
    if moved := [ids[at] for at, seq in enumerate(seqs) if seq > 1]:
        change_row(work.session, _MOVE_HEADS, written=moved)


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
        "hash": chain(previous, body),
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
    """Hex SHA-256 over the previous hash and the bytes."""
    return hashlib.sha256(previous.encode() + b"\n" + body).hexdigest()


_LINES = (
    select(_ENTRIES.c.seq, _ENTRIES.c.entered_at, _ENTRIES.c.event, _ENTRIES.c.body)
    .where(_ENTRIES.c.tenant_id == bindparam("tenant"), _ENTRIES.c.matter_id == bindparam("matter"))
    .order_by(_ENTRIES.c.seq)
)


def read(work: Work, matter_id: uuid.UUID) -> list[RecordLine]:
    """The record of one matter, oldest first. The caller has established that the actor may see the matter."""
    lines = []
    for row in read_rows(work.session, _LINES, matter=matter_id):
        body = json.loads(row.body)
        account = body["actor"]["account"]
        lines.append(
            RecordLine(
                seq=row.seq,
                entered_at=row.entered_at,
                done_on=date.fromisoformat(body["done_on"]) if body["done_on"] else None,
                event=row.event,
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


def verify(session: TenantSession, anchors: Path) -> list[Problem]:
    """Check one tenant's whole record against itself and against the file of anchored heads.

    The session reads one moment of the database. The file is read first: what it tells of was committed before.
    """
    lines = _anchor_lines(anchors, session.tenant_id)
    problems: list[Problem] = []
    found: dict[uuid.UUID, dict[int, str]] = {}
    query = select(RecordEntry).order_by(RecordEntry.matter_id, RecordEntry.seq)
    for entry in session.scalars(query).yield_per(500):
        seen = found.setdefault(entry.matter_id, {})
        problems += _check(entry, seen)
        seen[entry.seq] = entry.hash
    heads = {head.id: head for head in session.scalars(select(RecordHead))}
    for matter_id in found.keys() | heads.keys():
        problems += _check_head(matter_id, found.get(matter_id, {}), heads.get(matter_id))
    stored = {a.number: a.line_hash for a in session.scalars(select(RecordAnchor))}
    if max(stored, default=0) > len(lines):  # perhaps anchored while we were reading
        lines = _anchor_lines(anchors, session.tenant_id)[: max(stored)]
    return problems + _check_anchors(session.tenant_id, found, lines, stored)


def unknown_tenants(anchors: Path, known: Collection[uuid.UUID]) -> list[Problem]:
    """Tenants whose heads were anchored and of whom the database knows nothing any more."""
    told = {str(line.get("tenant")) for line in _read_lines(anchors)} - {tenant_id.hex for tenant_id in known}
    what = "de database kent deze organisatie niet meer, het bestand met koppen wel"
    return [Problem(matter_id=_uuid(hexed), seq=0, what=what) for hexed in sorted(told)]


def _check(entry: RecordEntry, seen: dict[int, str]) -> list[Problem]:
    def problem(what: str) -> list[Problem]:
        return [Problem(matter_id=entry.matter_id, seq=entry.seq, what=what)]

    expected = len(seen) + 1
    if entry.seq != expected:
        return problem(f"nummer {expected} ontbreekt")
    if entry.previous_hash != seen.get(entry.seq - 1, NO_HASH):
        return problem("sluit niet aan op de regel ervoor")
    if entry.hash != chain(entry.previous_hash, entry.body):
        return problem("de inhoud is veranderd")
    try:
        body = json.loads(entry.body)
        entered_at = datetime.fromisoformat(body["entered_at"])
        told = (body["matter"], body["seq"], body["event"], body["tenant"], entered_at)
        stated = body["details"]
    except (ValueError, KeyError, TypeError):
        return problem("de inhoud is niet te lezen")
    if told != (entry.matter_id.hex, entry.seq, entry.event, entry.tenant_id.hex, entry.entered_at):
        return problem("de kolommen kloppen niet met de inhoud")
    digest = hashlib.sha256(entry.details_sealed).hexdigest() if entry.details_sealed else None
    if stated != digest:
        return problem("de verzegelde bijzonderheden zijn veranderd")
    return []


def _check_head(matter_id: uuid.UUID, seen: dict[int, str], head: RecordHead | None) -> list[Problem]:
    last = max(seen, default=0)
    if head is None:
        return [Problem(matter_id=matter_id, seq=last, what="de kop van de keten ontbreekt")]
    if head.seq != last:
        return [Problem(matter_id=matter_id, seq=head.seq, what="de laatste regel ontbreekt")]
    if head.hash != seen[last]:
        return [Problem(matter_id=matter_id, seq=last, what="de kop past niet bij de laatste regel")]
    return []


def _check_anchors(
    tenant_id: uuid.UUID,
    found: dict[uuid.UUID, dict[int, str]],
    lines: list[dict[str, Any]],
    stored: dict[int, str],
) -> list[Problem]:
    """The lines of the file against each other, the database's list of lines, and the entries they tell of.

    Lines at the end that the database's list does not have are no fault: a crash came before their commit.
    """
    problems: list[Problem] = []
    previous, number = NO_HASH, 0

    def problem(matter: object, seq: object, what: str) -> None:
        problems.append(Problem(matter_id=_uuid(matter), seq=seq if isinstance(seq, int) else 0, what=what))

    for line in lines:
        number += 1
        body = _json(line.get("body"))
        matter, seq = body.get("matter"), body.get("seq")
        if (
            line.get("hash") != chain(previous, str(line.get("body")).encode())
            or body.get("number") != number
        ):
            problem(matter, seq, "het bestand met koppen is veranderd")
        elif number <= max(stored, default=0) and stored.get(number) != line["hash"]:
            problem(matter, seq, "de database mist een vastgelegde kop")
        if found.get(_uuid(matter), {}).get(seq if isinstance(seq, int) else 0) != body.get("hash"):
            problem(matter, seq, "een vastgelegde regel ontbreekt of is veranderd")
        previous = str(line.get("hash"))
    if max(stored, default=0) > number:
        problem(tenant_id.hex, number, "het bestand met koppen is afgekapt")
    return problems


def _anchor_lines(path: Path, tenant_id: uuid.UUID) -> list[dict[str, Any]]:
    return [line for line in _read_lines(path) if line.get("tenant") == tenant_id.hex]


def _read_lines(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        return []
    return [_json(raw) for raw in path.read_text(encoding="utf-8", errors="replace").splitlines()]


def _json(raw: object) -> dict[str, Any]:
    """A JSON object; an empty one when somebody made something else of it."""
    try:
        value = json.loads(str(raw))
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _uuid(value: object) -> uuid.UUID:
    try:
        return uuid.UUID(str(value))
    except ValueError:
        return uuid.UUID(int=0)


@contextmanager
def anchors_at_rest(path: Path) -> Iterator[None]:
    """Nothing is anchored by another process meanwhile: for anchoring, and for copying database and file together."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = path.with_suffix(".lock")
    lock.touch(mode=0o600)
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def anchor(work: Work, path: Path) -> int:
    """Write the heads that moved since the last time to the file outside the database. Returns how many.

    The file is written first and flushed to disk; a crash before the commit leaves lines that the next run finds and
    takes over, so file and database never disagree for long and nothing is written twice. The caller holds
    `anchors_at_rest` until its commit: the file must get each number once.
    """
    heads = list(work.session.scalars(select(RecordHead).where(RecordHead.seq > RecordHead.anchored_seq)))
    if not heads:
        return 0
    query = select(RecordAnchor).order_by(RecordAnchor.number.desc()).limit(1)
    last = work.session.scalars(query).first()
    number, previous = (last.number, last.line_hash) if last else (0, NO_HASH)
    for line in _anchor_lines(path, work.tenant_id)[number:]:  # written, but their commit was lost
        number, previous = number + 1, line["hash"]
        work.session.add(RecordAnchor(number=number, line_hash=previous, anchored_at=work.now))
    lines = []
    for head in heads:
        number += 1
        body = canonical(
            {"number": number, "matter": head.id.hex, "seq": head.seq, "hash": head.hash}
        ).decode()
        previous = chain(previous, body.encode())
        lines.append(json.dumps({"tenant": work.tenant_id.hex, "hash": previous, "body": body}))
        head.anchored_seq = head.seq
        work.session.add(RecordAnchor(number=number, line_hash=previous, anchored_at=work.now))
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with open(path, "a", encoding="utf-8", opener=_private) as file:  # noqa: PTH123 - Path.open has no opener
        file.write("\n".join(lines) + "\n")
        file.flush()
        os.fsync(file.fileno())
    return len(heads)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
