"""A paper beside the text of a complaint: which there are, the one that is open with the one before and after it, and its first pages."""

from dataclasses import dataclass
from typing import Any

from flask import url_for

from wederhoor.dossiers.tables import Dossier
from wederhoor.papers import views
from wederhoor.papers.content import BLOCKS, FILE, paper_blocks
from wederhoor.papers.doors import State
from wederhoor.papers.page_limits import MOST, MOST_BYTES
from wederhoor.papers.tables import Paper
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.vault.files import FileStore
from wederhoor.work import Work


@dataclass(frozen=True, kw_only=True)
class Beside:
    """The papers that can be read beside a text (label, number, addresses), and the one that is open, or None."""

    papers: tuple[dict[str, Any], ...]
    open: dict[str, Any] | None = None


def readable(work: Work, dossier: Dossier) -> list[Paper]:
    """What is in the dossier and can be read: the newest version of each, by number."""
    papers = [paper for paper in views.all_papers(work, dossier.id) if paper.misfiled_at is None]
    replaced = {paper.replaces_id for paper in papers}
    return [
        paper
        for paper in papers
        if paper.id not in replaced and paper.state == State.READY and paper.copy_kind in (FILE, BLOCKS)
    ]


def beside(work: Work, files: FileStore, dossier: Dossier, number: str = "") -> Beside | None:
    """With the paper of this number open; None when there is none of that number. What is read of it here goes on the record."""
    papers = readable(work, dossier)
    links = tuple(_link(dossier, paper) for paper in papers)
    if not number:
        return Beside(papers=links)
    at = next((place for place, paper in enumerate(papers) if str(paper.number) == number), None)
    if at is None:
        return None
    paper = papers[at]
    ids: dict[str, Any] = {"dossier_id": dossier.id, "paper_id": paper.id}
    blocks = paper_blocks(work, files, paper)
    if blocks is not None:
        entry = record.Entry(event=Event.PAPER_READ, facts={"paper": str(paper.number)})
        record.append(work, dossier.id, [entry])
    image = paper.copy_kind == FILE and (paper.copy_type or "").startswith("image/")
    known = views.origins(work, dossier.id)
    return Beside(
        papers=links,
        open={
            **views.row(paper, known),
            "place": at + 1,
            "of": len(papers),
            "before": links[at - 1] if at else None,
            "after": links[at + 1] if at + 1 < len(links) else None,
            "close_url": url_for("desk.dossier", dossier_id=dossier.id),
            "blocks": blocks,
            "copy_url": url_for("papers.copy", **ids) if paper.copy_kind == FILE else None,
            "picture_url": url_for("papers.copy", **ids)
            if image
            else url_for("papers.pictures", **ids)
            if paper.copy_kind == FILE and (paper.size or 0) <= MOST_BYTES
            else None,
            "image": image,
            "most": MOST,
        },
    )


def _link(dossier: Dossier, paper: Paper) -> dict[str, Any]:
    return {
        "number": paper.number,
        "title": paper.title,
        "url": url_for("desk.dossier", dossier_id=dossier.id, stuk=paper.number),
        "part_url": url_for("papers.part", dossier_id=dossier.id, paper_id=paper.id),
    }
