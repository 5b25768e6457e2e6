"""Papers that go along when a matter goes on under another number, or at another organisation: each a copy under a key of its own."""

import json
import uuid
from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from wederhoor.db import uuid7
from wederhoor.dossiers.parties import party_key
from wederhoor.notices.service import wake
from wederhoor.papers.content import COPY, NO_COPY, ORIGINAL, Kept, kept
from wederhoor.papers.doors import Side, State
from wederhoor.papers.service import papers_for
from wederhoor.papers.tables import Paper
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.setbacks import service as setbacks
from wederhoor.vault.files import FileStore
from wederhoor.vault.vault import TenantVault
from wederhoor.work import Work

COPY_OF = "copy_of"
JOB = "paper_copy"
"""This job, among setbacks."""
BATCH = 20
SAME = (
    "kind",
    "media_type",
    "size",
    "scanned",
    "done_on",
    "has_original",
    "copy_kind",
    "copy_type",
    "copy_missing",
    "mentions_bsn",
    "whole_seen_at",
)
"""What a copy says of itself as the paper it was made from."""
OpenWork = Callable[[], AbstractContextManager[Work]]


@dataclass(frozen=True, kw_only=True)
class Carried:
    """A paper in clear, for the moment it is copied: what its row says, its words, and its files by part.

    `held`: its original is kept until somebody has seen that the copy is whole.
    """

    said: dict[str, Any]
    title: str
    file_name: str
    lacks: str | None
    held: bool
    files: dict[str, bytes]


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A carried paper whose files are kept already, under these ids; its row is still to be made."""

    paper_id: uuid.UUID
    key_id: uuid.UUID
    original_key_id: uuid.UUID | None
    carried: Carried


def filed_papers(work: Work, dossier_id: uuid.UUID, parties: Collection[uuid.UUID]) -> list[Paper]:
    """What the complainants filed, for both parties: who sends a complaint on sends that along, nothing of others."""
    origins = {"complainant", *(party_key(party_id) for party_id in parties)}
    return [paper for paper in papers_for(work, dossier_id, Side.PARTIES) if paper.origin in origins]


def ask_copies(work: Work, papers: Collection[Paper], dossier_id: uuid.UUID) -> int:
    """Papers of one dossier belong in another too: their rows now, their files when the scheduler visits. Returns how many."""
    for number, paper in enumerate(papers, start=1 + _last(work, dossier_id)):
        copied = _row(dossier_id, number, {name: getattr(paper, name) for name in SAME})
        copied.key_id = work.vault.new_key()
        copied.state, copied.entered_at = State.RECEIVING.value, work.now
        copied.received_bytes, copied.received_parts = 0, json.dumps({COPY_OF: str(paper.id)})
        work.session.add(copied)
        copied.title, copied.file_name, copied.lacks = paper.title, paper.file_name, paper.lacks
        copied.original_key_id = work.vault.new_key() if paper.original_key_id is not None else None
    _note(work, dossier_id, len(papers))
    if papers:
        wake(work)
    return len(papers)


def copy_waiting(open_work: OpenWork, files: FileStore, tell: setbacks.Tell | None = None) -> int:
    """Bring the files of papers that were asked for; `tell` shows people one that cannot come. Returns how many came; twice is once."""
    with open_work() as work:
        query = select(Paper).where(
            Paper.state == State.RECEIVING.value,
            Paper.received_parts.startswith(f'{{"{COPY_OF}"'),
            setbacks.free(JOB, Paper.id, work.now),
        )
        wanted = {
            paper.id: (kept(work, files, paper), paper.received_parts)
            for paper in work.session.scalars(query.order_by(Paper.id).limit(BATCH))
        }
        work.vault.load(keeper.key_id for keeper, _ in wanted.values())
    came: list[uuid.UUID] = []

    def copy(paper_id: uuid.UUID) -> None:
        keeper, parts = wanted[paper_id]
        if _copy_one(open_work, files, keeper, uuid.UUID(json.loads(parts)[COPY_OF])):
            came.append(paper_id)

    setbacks.each(open_work, JOB, list(wanted), copy, tell=tell)
    return len(came)


def _copy_one(open_work: OpenWork, files: FileStore, keeper: Kept, source_id: uuid.UUID) -> bool:
    with open_work() as work:
        source = work.session.get(Paper, (work.tenant_id, source_id))
        carried = carry(work, files, source) if source is not None else None
    if carried is None:
        return False  # it was destroyed since; what was asked for is tidied away with what never came in
    for part, content in carried.files.items():
        keeper.write(part, content)
    with open_work() as work:
        copied = work.session.get_one(Paper, (work.tenant_id, keeper.paper_id), with_for_update=True)
        copied.state, copied.received_parts, copied.received_bytes = State.READY.value, "[]", copied.size
        if ORIGINAL not in carried.files:  # its copy was seen to be whole since this was asked for
            copied.has_original, copied.original_key_id = False, None
            copied.whole_seen_at = carried.said["whole_seen_at"]
    return True


def carry(work: Work, files: FileStore, paper: Paper) -> Carried:
    """A paper in clear. The caller has established that it may go along."""
    keeper = kept(work, files, paper)
    parts = [ORIGINAL] * paper.has_original + [COPY] * (paper.copy_kind != NO_COPY)
    return Carried(
        said={name: getattr(paper, name) for name in SAME},
        title=paper.title,
        file_name=paper.file_name,
        lacks=paper.lacks,
        held=paper.original_key_id is not None,
        files={part: keeper.read(part) for part in parts},
    )


def keep_files(vault: TenantVault, files: FileStore, carried: Collection[Carried]) -> list[Placed]:
    """Seal and keep carried files for the organisation that receives them, before its transaction begins."""
    placed = []
    for one in carried:
        held = vault.new_key() if one.held else None
        made = Placed(paper_id=uuid7(), key_id=vault.new_key(), original_key_id=held, carried=one)
        keeper = Kept(
            vault=vault,
            files=files,
            paper_id=made.paper_id,
            key_id=made.key_id,
            original_key_id=made.original_key_id,
        )
        for part, content in one.files.items():
            keeper.write(part, content)
        placed.append(made)
    return placed


def place_papers(work: Work, dossier_id: uuid.UUID, placed: Collection[Placed]) -> None:
    """The rows of papers whose files are kept already."""
    for number, one in enumerate(placed, start=1 + _last(work, dossier_id)):
        paper = _row(dossier_id, number, one.carried.said)
        paper.id, paper.key_id, paper.original_key_id = one.paper_id, one.key_id, one.original_key_id
        paper.state, paper.entered_at = State.READY.value, work.now
        paper.received_bytes, paper.received_parts = paper.size, "[]"
        work.session.add(paper)
        paper.title, paper.file_name, paper.lacks = (
            one.carried.title,
            one.carried.file_name,
            one.carried.lacks,
        )
    _note(work, dossier_id, len(placed))


def _row(dossier_id: uuid.UUID, number: int, said: dict[str, Any]) -> Paper:
    return Paper(
        id=uuid7(),
        dossier_id=dossier_id,
        number=number,
        side=Side.PARTIES.value,
        origin="complainant",
        **said,
    )


def _last(work: Work, dossier_id: uuid.UUID) -> int:
    return work.session.scalar(select(func.max(Paper.number)).where(Paper.dossier_id == dossier_id)) or 0


def _note(work: Work, dossier_id: uuid.UUID, count: int) -> None:
    work.session.flush()
    if count:
        entry = record.Entry(event=Event.PAPERS_COPIED, facts={"count": str(count)})
        record.append(work, dossier_id, [entry])
