"""Papers in the background: scan what could not be scanned, destroy what was left behind."""

import uuid
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select

from wederhoor.papers.content import COPY, ORIGINAL, Kept, kept
from wederhoor.papers.doors import State
from wederhoor.papers.scanner import Scanned, Scanner
from wederhoor.papers.service import destroy
from wederhoor.papers.tables import Paper
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.setbacks import service as setbacks
from wederhoor.tenancy.tables import TenantOwned
from wederhoor.vault.files import FileStore
from wederhoor.vault.seals import Destroyed
from wederhoor.work import Work

BATCH = 20
SCAN = "scan"
"""This job, among setbacks."""
AGAIN_AFTER = timedelta(minutes=15)
UNFINISHED_LASTS = timedelta(days=7)
ORPHAN_AFTER = timedelta(days=1)
ORPHANS_AT_ONCE = 500

OpenWork = Callable[[], AbstractContextManager[Work]]

_WAITING = (Paper.state == State.READY.value) & (Paper.scanned == Scanned.NOT_SCANNED.value)


def scan_waiting(open_work: OpenWork, files: FileStore, scanner: Scanner) -> int:
    """Scan what was taken in while the scanner was away. Returns how many are known to be clean or infected now.

    What cannot be scanned is tried again after a quarter of an hour; an infected paper can be opened by nobody any more.
    """
    if not scanner.exists:
        return 0
    with open_work() as work:
        due = or_(Paper.scan_after.is_(None), Paper.scan_after <= work.now)
        query = select(Paper).where(_WAITING, due, setbacks.free(SCAN, Paper.id, work.now))
        papers = work.session.scalars(query.order_by(Paper.id).limit(BATCH))
        waiting = {paper.id: (kept(work, files, paper), paper.has_original) for paper in papers}
    known: list[uuid.UUID] = []

    def scan(paper_id: uuid.UUID) -> None:
        keeper, has_original = waiting[paper_id]
        if _scan_one(open_work, keeper, scanner, ORIGINAL if has_original else COPY):
            known.append(paper_id)

    setbacks.each(open_work, SCAN, list(waiting), scan)
    return len(known)


def _scan_one(open_work: OpenWork, keeper: Kept, scanner: Scanner, part: str) -> bool:
    """Scan one paper; returns whether it is known to be clean or infected now."""
    scanned = _scanned(keeper, scanner, part)
    with open_work() as work:
        paper = work.session.get(Paper, (work.tenant_id, keeper.paper_id), with_for_update=True)
        if paper is None or paper.state != State.READY or paper.scanned != Scanned.NOT_SCANNED:
            return False
        paper.scanned = scanned.value
        paper.scan_after = work.now + AGAIN_AFTER if scanned is Scanned.NOT_SCANNED else None
        if scanned is Scanned.INFECTED:
            paper.state = State.REFUSED.value
            work.session.flush()
            _note_virus(work, paper)
    return scanned is not Scanned.NOT_SCANNED


def _scanned(keeper: Kept, scanner: Scanner, part: str) -> Scanned:
    try:
        return scanner.scan(keeper.read(part))
    except (FileNotFoundError, Destroyed):  # removed since we looked
        return Scanned.NOT_SCANNED


def _note_virus(work: Work, paper: Paper) -> None:
    if paper.dossier_id is not None:
        facts = {"paper": str(paper.number)}
        record.append(work, paper.dossier_id, [record.Entry(event=Event.PAPER_INFECTED, facts=facts)])


def next_scan(work: Work) -> datetime | None:
    """When something must be scanned again; None when nothing waits."""
    count, at = work.session.execute(
        select(func.count(Paper.id), func.min(Paper.scan_after)).where(
            _WAITING, setbacks.free(SCAN, Paper.id, work.now)
        )
    ).one()
    return (at or work.now) if count else None


def forget_left_behind(work: Work, files: FileStore, draft_ids: Sequence[uuid.UUID]) -> None:
    """Destroy the papers of drafts that expired, and what a draft that was sent did not take along; that goes on the record."""
    query = select(Paper).where(Paper.draft_id.in_(draft_ids), Paper.dossier_id.is_(None))
    destroy(work, files, list(work.session.scalars(query)))


def forget_unfinished(work: Work, files: FileStore) -> int:
    """Destroy what began to arrive in a dossier and never came in whole. Returns how many."""
    query = select(Paper).where(
        Paper.state == State.RECEIVING.value,
        Paper.dossier_id.is_not(None),
        Paper.entered_at <= work.now - UNFINISHED_LASTS,
    )
    papers = list(work.session.scalars(query.limit(BATCH)))
    destroy(work, files, papers)
    return len(papers)


def left_behind(work: Work, draft_id: uuid.UUID) -> int:
    """How many papers were still arriving when a draft was sent."""
    query = select(func.count(Paper.id)).where(
        Paper.draft_id == draft_id, Paper.state == State.RECEIVING.value
    )
    return work.session.scalar(query) or 0


def forget_orphans(work: Work, files: FileStore, owners: Sequence[type[TenantOwned]]) -> int:
    """Remove sealed files that no row knows any more, or never did: a crash came between file and row. Returns how many.

    Only what is older than a day, so that what is just arriving is left alone. A file bears the id of its row, in one of the
    tables of `owners`: every table there is, so that no file of a feature is taken for an orphan.
    """
    before = (work.now - ORPHAN_AFTER).timestamp()
    found: dict[uuid.UUID, list[str]] = {}
    for file_id, part, changed in files.kept(work.tenant_id):
        if changed < before:
            found.setdefault(file_id, []).append(part)
    gone = 0
    ids = sorted(found)
    for start in range(0, len(ids), ORPHANS_AT_ONCE):
        unknown = set(ids[start : start + ORPHANS_AT_ONCE])
        for owner in owners:
            if unknown:
                unknown -= set(work.session.scalars(select(owner.id).where(owner.id.in_(unknown))))
        for file_id in unknown:
            files.remove(work.tenant_id, file_id)
            gone += len(found[file_id])
    return gone
