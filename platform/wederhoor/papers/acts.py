"""What the office does with papers: describe them, say for whom they are, mend what was filed in the wrong dossier.

Nothing is wiped: each act is a new entry on the record, with its reason sealed. Each names the version of the paper it was
done on; when somebody else changed it in between, nothing happens and both are shown.
"""

import uuid
from datetime import date
from typing import Any

from sqlalchemy import func, select

from wederhoor.dossiers.finding import numbered
from wederhoor.dossiers.service import NoSuchDossier
from wederhoor.dossiers.tables import Dossier
from wederhoor.papers.content import ORIGINAL
from wederhoor.papers.doors import NoSuchPaper, Side
from wederhoor.papers.tables import Paper
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.vault.files import FileStore
from wederhoor.work import Work

SIDES = {Side.PARTIES.value: "voor beide partijen", Side.INSIDE.value: "alleen voor de behandelaars"}


class ChangedMeanwhile(Exception):
    """Somebody else changed this paper since it was shown."""


class SameDossier(Exception):
    """A paper cannot be moved to the dossier it is in."""


def _unchanged(paper: Paper, seen: int) -> None:
    if paper.version != seen or paper.misfiled_at is not None:
        raise ChangedMeanwhile


def _entry(paper: Paper, event: Event, details: dict[str, Any] | None = None, **facts: str) -> record.Entry:
    return record.Entry(
        event=event,
        facts={"paper": str(paper.number), **facts},
        details=details,
        key_id=paper.key_id if details else None,
    )


def describe_paper(
    work: Work, paper: Paper, seen: int, *, title: str, done_on: date | None, origin: str
) -> None:
    """Give a paper another title, date or origin. What it said before stays, sealed, on the record. Raises ChangedMeanwhile."""
    _unchanged(paper, seen)
    before = {"title": paper.title, "done_on": str(paper.done_on or ""), "origin": paper.origin}
    if (paper.title, paper.done_on, paper.origin) == (title, done_on, origin):
        return
    paper.title, paper.done_on, paper.origin = title, done_on, origin
    work.session.flush()
    record.append(work, _dossier_id(paper), [_entry(paper, Event.PAPER_DESCRIBED, {"before": before})])


def change_side(work: Work, paper: Paper, seen: int, *, side: Side, reason: str) -> None:
    """Say for whom a paper is, with the reason. Raises ChangedMeanwhile."""
    _unchanged(paper, seen)
    if paper.side == side.value:
        return
    paper.side = side.value
    work.session.flush()
    told = _entry(paper, Event.PAPER_SIDE_CHANGED, {"reason": reason}, side=SIDES[side.value])
    record.append(work, _dossier_id(paper), [told])


def confirm_whole(work: Work, files: FileStore, paper: Paper, seen: int) -> None:
    """Somebody has seen that the copy of a paper is whole: the original that was only held until then is destroyed.

    Twice is once. Raises ChangedMeanwhile.
    """
    held = paper.original_key_id
    if held is None:
        return
    _unchanged(paper, seen)
    paper.has_original, paper.original_key_id, paper.whole_seen_at = False, None, work.now
    work.session.flush()
    record.append(work, _dossier_id(paper), [_entry(paper, Event.PAPER_SEEN_WHOLE)])
    work.vault.destroy(held)
    files.remove(work.tenant_id, paper.id, ORIGINAL)


def withdraw_paper(work: Work, paper: Paper, seen: int, *, reason: str) -> None:
    """Take a paper out of its dossier, with its versions and what came with it; it stays, folded away. Raises ChangedMeanwhile."""
    _unchanged(paper, seen)
    entries = []
    for one in family(work, paper):
        one.misfiled_at, one.misfiled_reason = work.now, reason
        entries.append(_entry(one, Event.PAPER_WITHDRAWN, {"reason": reason}))
    work.session.flush()
    record.append(work, _dossier_id(paper), entries)


def move_paper(work: Work, paper: Paper, seen: int, *, number: str, reason: str) -> None:
    """Move a paper to the dossier with this register number, with its versions and what came with it.

    Raises NoSuchDossier for one the actor may not see, SameDossier, ChangedMeanwhile.
    """
    _unchanged(paper, seen)
    source = _dossier_id(paper)
    target = numbered(work, number)
    if target is None:
        raise NoSuchDossier
    if target == source:
        raise SameDossier
    both = select(Dossier.id).where(Dossier.id.in_([source, target])).order_by(Dossier.id).with_for_update()
    work.session.execute(both).all()
    last = work.session.scalar(select(func.max(Paper.number)).where(Paper.dossier_id == target)) or 0
    moved = family(work, paper)
    ids = {one.id for one in moved}
    out, into = [], []
    for one in moved:
        out.append(_entry(one, Event.PAPER_MOVED_OUT, {"reason": reason, "to": target.hex}))
        last += 1
        one.dossier_id, one.number = target, last
        if one.parent_id not in ids:
            one.parent_id = None
        into.append(_entry(one, Event.PAPER_MOVED_IN, {"reason": reason, "from": source.hex}))
    work.session.flush()
    for matter, entries in sorted(((source, out), (target, into)), key=lambda pair: pair[0]):
        record.append(work, matter, entries)


def family(work: Work, paper: Paper) -> list[Paper]:
    """A paper with all its versions, and what came with any of them when they are mail, in the order they came in."""
    everything = list(work.session.scalars(select(Paper).where(Paper.dossier_id == paper.dossier_id)))
    found = {paper.id}
    grown = True
    while grown:
        before = len(found)
        found |= {one.id for one in everything if one.replaces_id in found or one.parent_id in found}
        found |= {one.replaces_id for one in everything if one.id in found and one.replaces_id is not None}
        grown = len(found) > before
    return sorted((one for one in everything if one.id in found), key=lambda one: one.number)


def _dossier_id(paper: Paper) -> uuid.UUID:
    if paper.dossier_id is None:
        raise NoSuchPaper
    return paper.dossier_id
