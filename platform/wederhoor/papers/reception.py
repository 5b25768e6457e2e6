"""Papers coming in: at once or in parts over a slow line, looked at, cleaned and sealed before any transaction begins."""

import hashlib
import json
import uuid
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Any, cast

from sqlalchemy import Table, bindparam, func, select, update

from wederhoor.db import uuid7
from wederhoor.notices.service import wake
from wederhoor.papers import service
from wederhoor.papers.blocks import lack
from wederhoor.papers.content import BLOCKS, COPY, FILE, NO_COPY, ORIGINAL, Kept, arrived, arriving_part, kept
from wederhoor.papers.doors import (
    FILE_BYTES,
    MAIL_DEPTH,
    MAIL_FILES,
    MOST_PARTS,
    NAME_CHARACTERS,
    PART_BYTES,
    AlreadyReplaced,
    Belongs,
    Described,
    Rules,
    State,
    WrongOffset,
    check_room,
    find,
    papers_of,
)
from wederhoor.papers.inspection import Refusal, Refused
from wederhoor.papers.labels import why_not
from wederhoor.papers.made import Examined
from wederhoor.papers.places import Busy, waiting_room
from wederhoor.papers.scanner import Scanned, Scanner
from wederhoor.papers.tables import Paper
from wederhoor.papers.workshop import examine
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.tenancy.locks import change_row
from wederhoor.vault.files import FileStore
from wederhoor.vault.vault import TenantVault
from wederhoor.web.fields import strip
from wederhoor.work import Work

OpenDoor = Callable[[bool], AbstractContextManager[tuple[Work, Belongs]]]
"""Begins a unit of work (True: to write, with its owner locked) and says whose papers these are."""


@dataclass(frozen=True, kw_only=True)
class LookedAt:
    """A file after it was looked at."""

    examined: Examined
    scanned: Scanned


def look_at(content: bytes, rules: Rules, scanner: Scanner, files: FileStore) -> LookedAt:
    """Look at a whole file. Raises Refused, Busy. No transaction may be open: this takes time."""
    if len(content) > FILE_BYTES:
        raise Refused(Refusal.TOO_LARGE)
    examined = examine(content, rules.kinds, needs_copy=not rules.keeps_original, queue=waiting_room(files))
    scanned = scanner.scan(content)
    if scanned is Scanned.INFECTED:
        raise Refused(Refusal.INFECTED)
    return LookedAt(examined=examined, scanned=scanned)


def start_paper(
    work: Work, owner: Belongs, rules: Rules, described: Described, *, size: int, fingerprint: str
) -> Paper:
    """Announce a file that will come in parts; the same file again from the same sender is the one that is here already.

    Of what others sent, or what the office has, it tells nothing, and what was taken out as misfiled counts anew. `fingerprint` is `d` and
    the SHA-256 of the whole in hex, or `s` and anything that tells this file from others; kept as a keyed hash. Raises Refused.
    """
    keyed = _keyed(work.vault, owner, fingerprint)
    same = select(Paper).where(papers_of(owner), Paper.fingerprint == keyed, Paper.size == size)
    same = same.where(Paper.state != State.REFUSED.value, Paper.misfiled_at.is_(None))
    known = work.session.scalars(same).first()
    if known is not None:
        return known
    check_room(work, owner, rules, size)
    return _add(work, owner, rules, described, size=size, fingerprint=keyed)


def _keyed(vault: TenantVault, owner: Belongs, fingerprint: str) -> str:
    mine = f"{owner.sender}|" if owner.sender else ""
    return fingerprint[:1] + vault.search_hash("paper", mine + fingerprint[1:])


def _add(
    work: Work,
    owner: Belongs,
    rules: Rules,
    described: Described,
    *,
    size: int,
    fingerprint: str | None,
    **known: Any,
) -> Paper:
    numbers = select(func.max(Paper.number)).where(papers_of(owner))
    paper = Paper(
        id=known.pop("paper_id", None) or uuid7(),
        key_id=known.pop("key_id", None) or work.vault.new_key(),
        draft_id=owner.draft_id,
        dossier_id=owner.dossier_id,
        number=(work.session.scalar(numbers) or 0) + 1,
        kind=None,
        media_type=None,
        size=size,
        state=State.RECEIVING.value,
        scanned=Scanned.NOT_SCANNED.value,
        scan_after=None,
        received_bytes=0,
        received_parts="[]",
        fingerprint=fingerprint,
        side=rules.side.value,
        origin=rules.origin,
        done_on=described.done_on,
        entered_at=work.now,
        replaces_id=described.replaces_id,
        parent_id=described.parent_id,
        has_original=False,
        copy_kind=NO_COPY,
        mentions_bsn=False,
    )
    work.session.add(paper)
    name = strip(described.name)[-NAME_CHARACTERS:] or "bestand"
    paper.file_name, paper.title = name, (strip(described.title) or name)[:NAME_CHARACTERS]
    for column, value in known.items():
        setattr(paper, column, value)
    return paper


_PAPERS = cast(Table, Paper.__table__)
_RECEIVED = (
    update(_PAPERS)
    .where(
        _PAPERS.c.tenant_id == bindparam("tenant"),
        _PAPERS.c.id == bindparam("paper"),
        _PAPERS.c.state == State.RECEIVING.value,
        _PAPERS.c.received_bytes == bindparam("offset"),
    )
    .values(received_bytes=bindparam("arrived"), received_parts=bindparam("parts"))
)


def receive_part(
    open_door: OpenDoor, files: FileStore, paper_id: uuid.UUID, offset: int, part: bytes
) -> tuple[int, bool]:
    """Keep the next part of a file. Returns how many bytes are here, and whether that is all.

    Raises WrongOffset for a part that does not follow, NoSuchPaper, Refused for more than was announced or a part that is
    too small, DiskFull.
    """
    with open_door(False) as (work, owner):
        paper = find(work, owner, paper_id)
        keeper = kept(work, files, paper)
        work.vault.load([paper.key_id])
    if paper.state != State.READY.value and offset != paper.received_bytes:
        raise WrongOffset(paper.received_bytes)
    if paper.state == State.READY.value or not part:
        return paper.received_bytes, paper.received_bytes == paper.size
    together = offset + len(part)
    if (
        together > paper.size
        or len(part) > PART_BYTES
        or (together < paper.size and len(part) < paper.size // MOST_PARTS)
    ):
        raise Refused(Refusal.CHANGED)
    name = arriving_part(offset)
    keeper.write(name, part)
    parts = json.dumps([*json.loads(paper.received_parts), name])
    with open_door(True) as (work, owner):
        find(work, owner, paper_id)
        values = {"paper": paper_id, "offset": offset, "arrived": together, "parts": parts}
        moved = change_row(work.session, _RECEIVED, **values) == 1
    if not moved:
        keeper.remove(name)
        with open_door(False) as (work, owner):
            raise WrongOffset(find(work, owner, paper_id).received_bytes)
    return together, together == paper.size


def finish_paper(
    open_door: OpenDoor, files: FileStore, scanner: Scanner, rules: Rules, paper_id: uuid.UUID
) -> None:
    """All parts are here: look at the whole, keep what may be kept. Twice is once.

    Raises NoSuchPaper, WrongOffset, Busy; Refused, and then nothing of it is left.
    """
    with open_door(False) as (work, owner):
        paper = find(work, owner, paper_id)
        keeper = kept(work, files, paper)
        work.vault.load([paper.key_id])
    if paper.state == State.READY.value:
        return
    if paper.received_bytes != paper.size:
        raise WrongOffset(paper.received_bytes)
    parts = json.loads(paper.received_parts)
    try:
        content = arrived(keeper, parts)
        if paper.fingerprint and paper.fingerprint[0] == "d":
            digest = "d" + hashlib.sha256(content).hexdigest()
            if _keyed(keeper.vault, owner, digest) != paper.fingerprint:
                raise Refused(Refusal.CHANGED)
        looked = look_at(content, rules, scanner, files)
    except FileNotFoundError:  # another request has finished it since
        raise WrongOffset(paper.received_bytes) from None
    except Refused:
        with open_door(True) as (work, owner):
            service.destroy(work, files, [find(work, owner, paper_id)])
        raise
    values = _keep(keeper, content, rules, looked)
    with open_door(True) as (work, owner):
        found = find(work, owner, paper_id, lock=True)
        if found.state != State.RECEIVING.value:
            return
        for column, value in values.items():
            setattr(found, column, value)
        work.session.flush()
        _came_in(work, found, scanner)
    for name in parts:
        keeper.remove(name)


def _keep(keeper: Kept, content: bytes, rules: Rules, looked: LookedAt) -> dict[str, Any]:
    """Seal and write what is kept of a file; returns what its row says of it from now on."""
    examined = looked.examined
    held = None if rules.keeps_original else keeper.vault.new_key()
    replace(keeper, original_key_id=held).write(ORIGINAL, content)
    copy_kind = NO_COPY
    if examined.copy is not None:
        keeper.write(COPY, examined.copy)
        copy_kind = FILE
    elif examined.blocks is not None:
        keeper.write(COPY, json.dumps(examined.blocks).encode())
        copy_kind = BLOCKS
    return {
        "kind": examined.found.kind.value,
        "media_type": examined.found.media_type,
        "state": State.READY.value,
        "scanned": looked.scanned.value,
        "received_bytes": len(content),
        "received_parts": "[]",
        "has_original": True,
        "original_key_id": held,
        "lacks": "\n".join(examined.lacks) or None,
        "copy_kind": copy_kind,
        "copy_type": examined.copy_type,
        "copy_missing": examined.no_copy.value if examined.no_copy else None,
        "mentions_bsn": examined.mentions_bsn,
    }


def _came_in(work: Work, paper: Paper, scanner: Scanner) -> None:
    if paper.dossier_id is not None:
        facts = {"paper": str(paper.number)}
        event = Event.PAPER_VERSION_ADDED if paper.replaces_id else Event.PAPER_ADDED
        if paper.replaces_id:
            old = work.session.get_one(Paper, (work.tenant_id, paper.replaces_id))
            facts["older"] = str(old.number)
        entry = record.Entry(event=event, facts=facts, done_on=paper.done_on)
        record.append(work, paper.dossier_id, [entry])
    if scanner.exists and paper.scanned == Scanned.NOT_SCANNED:
        wake(work)


def add_paper(
    open_door: OpenDoor,
    files: FileStore,
    scanner: Scanner,
    rules: Rules,
    described: Described,
    content: bytes,
) -> tuple[uuid.UUID, list[tuple[str, Refusal]]]:
    """Take in a whole file, and what came with it when it is a mail.

    Returns its paper, and the names of what came with a mail and could not be taken, and why. From somebody outside the same file
    twice is once. Raises Refused, AlreadyReplaced, Busy, DiskFull.
    """
    paper_id, looked, keeper = _take_in(open_door, files, scanner, rules, described, content)
    if keeper is None:
        return paper_id, []
    refused: list[tuple[str, Refusal]] = []
    waiting = deque(_came_along(looked, paper_id, described, 1))
    taken = 0
    while waiting:
        told, attached, depth = waiting.popleft()
        taken += 1
        if depth > MAIL_DEPTH or taken > MAIL_FILES:
            refused.append((told.name, Refusal.TOO_MANY))
            continue
        try:
            inner_id, inner, new = _take_in(open_door, files, scanner, rules, told, attached)
        except Refused as why:
            refused.append((told.name, why.why))
        except Busy:
            refused.append((told.name, Refusal.BUSY))
        else:
            if new is not None:
                waiting.extend(_came_along(inner, inner_id, told, depth + 1))
    if refused and looked.examined.blocks is not None:
        _say_what_stayed_out(keeper, looked.examined.blocks, refused, rules)
    return paper_id, refused


def _came_along(
    looked: LookedAt, paper_id: uuid.UUID, described: Described, depth: int
) -> Iterator[tuple[Described, bytes, int]]:
    inner = replace(described, title="", parent_id=paper_id, replaces_id=None)
    for name, attached in looked.examined.attached:
        yield replace(inner, name=name), attached, depth


def _say_what_stayed_out(
    keeper: Kept, blocks: list[dict[str, Any]], refused: list[tuple[str, Refusal]], rules: Rules
) -> None:
    """Whoever reads a mail later sees which of its attachments are not in the dossier, and why."""
    said = [
        lack(f"De bijlage ‘{name}’ staat niet als eigen stuk in het dossier. {why_not(why, rules)}")
        for name, why in refused
    ]
    keeper.write(COPY, json.dumps([*blocks, *said]).encode())


def _take_in(
    open_door: OpenDoor,
    files: FileStore,
    scanner: Scanner,
    rules: Rules,
    described: Described,
    content: bytes,
) -> tuple[uuid.UUID, LookedAt, Kept | None]:
    """Take in one file. Returns its paper and what it was seen to be; no place when it was there already."""
    with open_door(False) as (work, owner):
        check_room(work, owner, rules, len(content))  # before it is taken apart, which takes time and memory
    looked = look_at(content, rules, scanner, files)
    with open_door(False) as (work, owner):
        vault, key_id, paper_id = work.vault, work.vault.new_key(), uuid7()
        today = work.today
    keeper = Kept(vault=vault, files=files, paper_id=paper_id, key_id=key_id)
    fingerprint = _keyed(vault, owner, "d" + hashlib.sha256(content).hexdigest())
    sent_on = (
        looked.examined.sent_on if (looked.examined.sent_on or today) <= today else None
    )  # of a clock that is ahead
    described = replace(
        described,
        title=described.title or looked.examined.subject,
        done_on=described.done_on or sent_on,
    )
    try:
        values = _keep(keeper, content, rules, looked)
        with open_door(True) as (work, owner):
            outside = owner.draft_id is not None or bool(owner.sender)
            if outside and (known := _same(work, files, owner, fingerprint)) is not None:
                keeper.remove()
                return known, looked, None
            check_room(work, owner, rules, len(content))
            _still_newest(work, described)
            values |= {
                "size": len(content),
                "fingerprint": fingerprint,
                "paper_id": paper_id,
                "key_id": key_id,
            }
            paper = _add(work, owner, rules, described, **values)
            work.session.flush()
            _came_in(work, paper, scanner)
    except BaseException:
        keeper.remove()
        raise
    return paper_id, looked, keeper


def _same(work: Work, files: FileStore, owner: Belongs, fingerprint: str) -> uuid.UUID | None:
    """The same file of the same sender when it is here already; one that was still arriving makes way for the whole."""
    mine = (papers_of(owner), Paper.fingerprint == fingerprint, Paper.misfiled_at.is_(None))
    query = select(Paper).where(*mine)
    known = list(work.session.scalars(query))
    service.destroy(work, files, [paper for paper in known if paper.state == State.RECEIVING])
    return next((paper.id for paper in known if paper.state == State.READY), None)


def _still_newest(work: Work, described: Described) -> None:
    if described.replaces_id is None:
        return
    newer = select(Paper.number).where(Paper.replaces_id == described.replaces_id)
    number = work.session.scalars(newer).first()
    if number is not None:
        raise AlreadyReplaced(number)
