"""Verify the record against itself and against the file of anchored heads outside the database; write that file."""

import fcntl
import hashlib
import json
import os
import uuid
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select, update

from wederhoor.db import uuid7s
from wederhoor.memory import Memory
from wederhoor.record.service import NO_HASH, canonical, chain
from wederhoor.record.tables import RecordAnchor, RecordEntry, RecordHead
from wederhoor.tenancy.bulk import id_in, insert_many
from wederhoor.tenancy.locks import TenantSession, change_row, read_rows
from wederhoor.work import Work

BATCH = 2_000
FIRST = uuid.UUID(int=0)
_HEADS, _ANCHORS = RecordHead.__table__, RecordAnchor.__table__
_MOVED = (
    select(_HEADS.c.id, _HEADS.c.seq, _HEADS.c.hash)
    .where(
        _HEADS.c.tenant_id == bindparam("tenant"),
        _HEADS.c.id > bindparam("after"),
        _HEADS.c.seq > _HEADS.c.anchored_seq,
    )
    .order_by(_HEADS.c.id)
    .limit(bindparam("batch"))
)
_ANCHORED = (
    update(RecordHead)
    .where(_HEADS.c.tenant_id == bindparam("tenant"), id_in(_HEADS.c.id, "ids"))
    .values(anchored_seq=bindparam("to"))
)
_LAST_LINE = (
    select(_ANCHORS.c.number, _ANCHORS.c.line_hash)
    .where(_ANCHORS.c.tenant_id == bindparam("tenant"))
    .order_by(_ANCHORS.c.number.desc())
    .limit(1)
)


class Anchored(NamedTuple):
    """How many heads were written, and the id after which the next batch begins; None when that was all."""

    heads: int
    place: uuid.UUID | None


@dataclass(frozen=True, kw_only=True)
class Problem:
    """A break in the record: which matter, which entry, what is wrong."""

    matter_id: uuid.UUID
    seq: int
    what: str


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
    mentioned = {str(line.get("tenant")) for line in _read_lines(anchors)} - {
        tenant_id.hex for tenant_id in known
    }
    what = "de database kent deze organisatie niet meer, het bestand met koppen wel"
    return [Problem(matter_id=_uuid(hexed), seq=0, what=what) for hexed in sorted(mentioned)]


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
        columns = (body["matter"], body["seq"], body["event"], body["tenant"], entered_at)
        stated = body["details"]
    except (ValueError, KeyError, TypeError):
        return problem("de inhoud is niet te lezen")
    if columns != (entry.matter_id.hex, entry.seq, entry.event, entry.tenant_id.hex, entry.entered_at):
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


_read_up_to: Memory[tuple[Path, uuid.UUID], int] = Memory(20_000)
"""How many bytes of a file hold only lines of a tenant that its database has too: those are not read again."""


def _lines_after(path: Path, tenant_id: uuid.UUID, number: int) -> list[dict[str, Any]]:
    """The lines of a tenant after those with this number, which the database has."""
    if not path.exists():
        return []
    at = _read_up_to.get((path, tenant_id)) or 0
    if at > path.stat().st_size:
        at = 0  # another file has come in its place
    found = []
    with path.open("rb") as file:
        file.seek(at)
        for raw in file:
            line = _json(raw.decode("utf-8", "replace"))
            at += len(raw)
            if line.get("tenant") != tenant_id.hex:
                continue
            written = _json(line.get("body")).get("number")
            if isinstance(written, int) and written > number:
                found.append(line)
            elif not found:
                _read_up_to.keep((path, tenant_id), at)
    return found


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


def is_behind(session: TenantSession) -> bool:
    """Whether a head moved since the last time: for most organisations none did, most of the time."""
    return bool(read_rows(session, _MOVED, after=FIRST, batch=1))


def anchor(work: Work, path: Path, after: uuid.UUID = FIRST) -> Anchored:
    """Write the heads that moved since the last time to the file outside the database, a batch of them, in order of their ids.

    The file is written first and flushed to disk; a crash before the commit leaves lines that the next run finds and
    takes over, so file and database never disagree for long and nothing is written twice. The caller holds
    `anchors_at_rest` until its commit: the file must get each number once.
    """
    moved = read_rows(work.session, _MOVED, after=after, batch=BATCH)
    if not moved:
        return Anchored(0, None)
    last = read_rows(work.session, _LAST_LINE)
    number, previous = (last[0].number, last[0].line_hash) if last else (0, NO_HASH)
    written: list[str] = []
    known = number
    for line in _lines_after(path, work.tenant_id, number):  # written, but their commit was lost
        number, previous = number + 1, line["hash"]
        written.append(previous)
    lines = []
    for head in moved:
        number += 1
        body = canonical(
            {"number": number, "matter": head.id.hex, "seq": head.seq, "hash": head.hash}
        ).decode()
        previous = chain(previous, body.encode())
        lines.append(json.dumps({"tenant": work.tenant_id.hex, "hash": previous, "body": body}))
        written.append(previous)
    columns = {
        "id": uuid7s(len(written)),
        "number": list(range(known + 1, number + 1)),
        "line_hash": written,
        "anchored_at": work.now,
    }
    insert_many(work.session, RecordAnchor, len(written), columns)
    for seq in {head.seq for head in moved}:
        change_row(work.session, _ANCHORED, ids=[head.id for head in moved if head.seq == seq], to=seq)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with open(path, "a", encoding="utf-8", opener=_private) as file:  # Path.open has no opener
        file.write("\n".join(lines) + "\n")
        file.flush()
        os.fsync(file.fileno())
    return Anchored(len(moved), moved[-1].id if len(moved) == BATCH else None)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
