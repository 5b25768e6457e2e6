"""Write the heads of the record outside the data: a chain of keyed lines beside the keys, and a copy of them in a file.

A line says of one matter how far its record went, and when that was written down. Nothing the database says of itself decides what is
anchored in the end: once a day every head is held against the lines (`find_skipped`).
"""

import fcntl
import logging
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import bindparam, delete, select, update

from wederhoor.db import uuid7s
from wederhoor.record import rights
from wederhoor.record.copies import as_object, as_uuid
from wederhoor.record.service import NO_HASH, canonical, chain
from wederhoor.record.tables import RecordAnchor, RecordEntry, RecordHead
from wederhoor.tenancy.bulk import id_in, insert_many
from wederhoor.tenancy.locks import TenantSession, change_row, read_rows
from wederhoor.vault.anchors import MARK, AnchorLine, Anchors
from wederhoor.vault.vault import TenantVault
from wederhoor.work import Work

log = logging.getLogger("wederhoor.record")
BATCH = 2_000
RIGHTS_BATCH = 500
FIRST = uuid.UUID(int=0)
_HEADS, _ANCHORS = RecordHead.__table__, RecordAnchor.__table__
_SOME = (
    select(_HEADS.c.id, _HEADS.c.seq, _HEADS.c.hash)
    .where(_HEADS.c.tenant_id == bindparam("tenant"), _HEADS.c.id > bindparam("after"))
    .order_by(_HEADS.c.id)
    .limit(bindparam("batch"))
)
_MOVED = _SOME.where(_HEADS.c.seq > _HEADS.c.anchored_seq)
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


class _Chain:
    """New lines of one tenant, after those there are."""

    def __init__(self, vault: TenantVault, last: AnchorLine | None) -> None:
        self._vault = vault
        self.number, self.previous = (last.number, last.hash) if last else (0, NO_HASH)
        self.lines: list[AnchorLine] = []

    def add(self, **says: Any) -> None:
        self.number += 1
        body = canonical({"number": self.number, **says})
        self.previous = self._vault.chained(self.previous, body)
        self.lines.append(AnchorLine(self.number, body.decode(), self.previous))


@contextmanager
def anchors_at_rest(path: Path) -> Iterator[None]:
    """Nothing is anchored by another process of this machine meanwhile: for anchoring, and for copying everything together."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = path.with_suffix(".lock")
    lock.touch(mode=0o600)
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def is_behind(session: TenantSession) -> bool:
    """Whether a head moved since the last time: for most organisations none did, most of the time."""
    return bool(read_rows(session, _MOVED, after=FIRST, batch=1))


def begin(work: Work, store: Anchors, old: Sequence[AnchorLine]) -> bool:
    """What comes before the first keyed line of a tenant, a part at a time. Returns whether it is done.

    What was anchored in a file before there was a key, its lines in `old`, is taken over, and how rights are goes on the record.
    """
    if store.last(work.tenant_id) is None:
        if old:
            _take_over(work, store, old)
        elif not _began_without_key(work):
            mark(work, store)
    return rights.note_missing(work, RIGHTS_BATCH) < RIGHTS_BATCH


def _began_without_key(work: Work) -> bool:
    """Whether the first entry of a tenant was made before there was a key."""
    first = work.session.scalars(select(RecordEntry).order_by(RecordEntry.id).limit(1)).first()
    return first is not None and first.hash == chain(first.previous_hash, first.body)


def mark(work: Work, store: Anchors) -> None:
    """From here on a line of the record of this tenant counts only with the key."""
    if store.mark(work.tenant_id) is None:
        last = store.last(work.tenant_id)
        body = canonical({"keyed_after": last.number if last else 0, "at": work.now.isoformat()})
        line = AnchorLine(MARK, body.decode(), work.vault.chained(NO_HASH, body))
        store.add(work.tenant_id, [line])


def anchor(work: Work, store: Anchors, after: uuid.UUID = FIRST) -> Anchored:
    """Write the heads that moved since the last time outside the data, a batch of them, in order of their ids.

    The lines are written first; a crash before the commit leaves some that the next run finds and takes over, so both never
    disagree for long. Raises IntegrityError when another machine wrote at the same moment: whoever leads tries again.
    """
    moved = read_rows(work.session, _MOVED, after=after, batch=BATCH)
    if not moved:
        return Anchored(0, None)
    _write(work, store, moved)
    return Anchored(len(moved), moved[-1].id if len(moved) == BATCH else None)


def find_skipped(work: Work, store: Anchors, told: Mapping[uuid.UUID, int]) -> int:
    """Anchor every head the lines know nothing of (`told_of`), whatever the database says of it. Returns how many there were."""
    count, after = 0, FIRST
    while heads := read_rows(work.session, _SOME, after=after, batch=BATCH):
        skipped = [head for head in heads if told.get(head.id, 0) < head.seq]
        if skipped:
            _write(work, store, skipped)
        count += len(skipped)
        after = heads[-1].id
    if count:
        log.error("%d heads of the record had not been anchored, tenant %s", count, work.tenant_id)
    return count


def told_of(store: Anchors, tenant_id: uuid.UUID) -> dict[uuid.UUID, int]:
    """Up to which entry each matter of a tenant was anchored."""
    told: dict[uuid.UUID, int] = {}
    for line in store.after(tenant_id, MARK):
        body = as_object(line.body)
        if "matter" in body:
            told[as_uuid(body["matter"])] = body["seq"]
    return told


def _write(work: Work, store: Anchors, heads: Sequence[Any]) -> None:
    new, lost = _chain_after(work, store)
    for head in heads:
        new.add(matter=head.id.hex, seq=head.seq, hash=head.hash, at=work.now.isoformat())
    _remember(work, [*lost, *new.lines])
    for seq in {head.seq for head in heads}:
        change_row(work.session, _ANCHORED, ids=[head.id for head in heads if head.seq == seq], to=seq)
    store.add(work.tenant_id, new.lines)


def _chain_after(work: Work, store: Anchors) -> tuple[_Chain, list[AnchorLine]]:
    """A chain that goes on after the last line there is, and the lines that were written while their commit was lost.

    Lines the store lost and the database knows of leave a gap that `verify` finds: nothing is numbered twice.
    """
    known = read_rows(work.session, _LAST_LINE)
    number, line_hash = (known[0].number, known[0].line_hash) if known else (0, NO_HASH)
    lost = list(store.after(work.tenant_id, number))
    return _Chain(work.vault, lost[-1] if lost else AnchorLine(number, "", line_hash)), lost


def _remember(work: Work, lines: Sequence[AnchorLine]) -> None:
    columns = {
        "id": uuid7s(len(lines)),
        "number": [line.number for line in lines],
        "line_hash": [line.hash for line in lines],
        "anchored_at": work.now,
    }
    insert_many(work.session, RecordAnchor, len(lines), columns)


def note_restored(work: Work, store: Anchors) -> None:
    """A back-up was put in place: what was written after it is lost, and that is no fault of anybody."""
    new, lost = _chain_after(work, store)
    new.add(restored=work.now.isoformat())
    _remember(work, [*lost, *new.lines])
    store.add(work.tenant_id, new.lines)


def _take_over(work: Work, store: Anchors, lines: Sequence[AnchorLine]) -> None:
    """Lines of the file, from before there was a key: each is chained anew, after a look at whether they were whole."""
    new = _Chain(work.vault, None)
    previous, whole = NO_HASH, True
    for at, line in enumerate(lines, 1):
        body = as_object(line.body)
        whole &= line.hash == chain(previous, line.body.encode()) and body.get("number") == at
        previous = line.hash
        new.add(matter=body.get("matter"), seq=body.get("seq"), hash=body.get("hash"))
    if not whole:
        log.error("the file of heads was changed before it was taken over, tenant %s", work.tenant_id)
        new.add(broken="het bestand met koppen")
    work.session.execute(delete(RecordAnchor))
    work.session.flush()
    _remember(work, new.lines)
    store.add(work.tenant_id, new.lines)
