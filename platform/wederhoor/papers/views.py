"""Papers as the office's pages show them."""

import uuid
from collections.abc import Sequence
from typing import Any

from flask import url_for
from sqlalchemy import select

from wederhoor.dossiers.called import called_in
from wederhoor.dossiers.parties import party_key
from wederhoor.dossiers.service import parties_of
from wederhoor.dossiers.tables import Dossier
from wederhoor.papers.acts import SIDES
from wederhoor.papers.content import BLOCKS, FILE
from wederhoor.papers.doors import State
from wederhoor.papers.inspection import Refusal
from wederhoor.papers.labels import SCANNED, kind_label, lacks_of, size_text
from wederhoor.papers.scanner import Scanned
from wederhoor.papers.tables import Paper
from wederhoor.work import Work

ROLES = {"complainant": "Klager", "accused": "Aangeklaagde"}
GENERAL = [("organisation", "De organisatie"), ("other", "Iemand anders")]
NO_COPY = {
    Refusal.PASSWORD: "Dit bestand is met een wachtwoord beveiligd. Er is geen leeskopie.",
    Refusal.BROKEN: "Dit bestand is niet te lezen. Er is geen leeskopie.",
    Refusal.FORM: "Deze pdf is een formulier dat alleen Adobe Acrobat kan tonen. Er is geen leeskopie.",
    Refusal.TOO_LONG: "Dit bestand is te lang voor een leeskopie.",
}


def origins(work: Work, dossier_id: uuid.UUID) -> list[tuple[str, str]]:
    """From whom a paper of this dossier can be: its parties by name, the organisation, somebody else."""
    parties = parties_of(work, dossier_id)
    people = called_in(work, parties)
    named = [(party_key(party.id), str(people[party.id])) for party in parties]
    return [*named, *GENERAL]


def origin_label(origin: str, known: Sequence[tuple[str, str]]) -> str:
    """From whom a paper is."""
    return {**ROLES, **dict(known)}.get(origin, "Iemand anders")


def all_papers(work: Work, dossier_id: uuid.UUID) -> list[Paper]:
    """Every paper of a dossier that is here, oldest first: versions, what was misfiled, what holds a virus."""
    query = select(Paper).where(Paper.dossier_id == dossier_id, Paper.state != State.RECEIVING.value)
    papers = list(work.session.scalars(query.order_by(Paper.number)))
    work.vault.load(paper.key_id for paper in papers)
    return papers


def row(paper: Paper, known: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """A paper in a list."""
    return {
        "id": paper.id,
        "number": paper.number,
        "title": paper.title,
        "kind": kind_label(paper),
        "size": size_text(paper.size),
        "from_whom": origin_label(paper.origin, known),
        "done_on": paper.done_on,
        "entered_at": paper.entered_at,
        "side": paper.side,
        "side_label": SIDES[paper.side],
        "scanned": paper.scanned,
        "scanned_label": SCANNED[Scanned(paper.scanned)],
        "infected": paper.state == State.REFUSED,
        "mentions_bsn": paper.mentions_bsn,
        "reason": paper.misfiled_reason if paper.misfiled_at else "",
        "misfiled_at": paper.misfiled_at,
        "lacks": lacks_of(paper),
        "held": paper.original_key_id is not None and paper.state == State.READY,
        "url": url_for("papers.paper", dossier_id=paper.dossier_id, paper_id=paper.id),
    }


def listed(work: Work, dossier: Dossier) -> dict[str, Any]:
    """The papers of a dossier: newest versions with their older ones, what came with a mail below it, what was taken out."""
    known = origins(work, dossier.id)
    papers = all_papers(work, dossier.id)
    here = [paper for paper in papers if paper.misfiled_at is None]
    replaced = {paper.replaces_id: paper for paper in here if paper.replaces_id}
    ids = {paper.id for paper in here}
    shown = []
    for paper in here:
        if paper.id in replaced:
            continue
        older = []
        step = paper
        while step.replaces_id is not None:
            step = next(one for one in papers if one.id == step.replaces_id)
            older.append(row(step, known))
        inside = paper.parent_id if paper.parent_id in ids else None
        shown.append({**row(paper, known), "older": older, "parent": inside})
    below: dict[Any, list[dict[str, Any]]] = {}
    for one in shown:
        below.setdefault(one["parent"], []).append(one)

    def ordered(parent: Any, depth: int) -> list[dict[str, Any]]:
        found = []
        for one in below.get(parent, []):
            found += [{**one, "depth": depth}, *ordered(one["id"], depth + 1)]
        return found

    return {
        "papers": ordered(None, 0),
        "taken_out": [row(paper, known) for paper in papers if paper.misfiled_at is not None],
        "unscanned": sum(p.scanned == Scanned.NOT_SCANNED and p.state == State.READY for p in here),
    }


def detail(
    paper: Paper, known: Sequence[tuple[str, str]], *, newer: Paper | None, acts: bool
) -> dict[str, Any]:
    """One paper on its own page."""
    ids: dict[str, Any] = {"dossier_id": paper.dossier_id, "paper_id": paper.id}
    may_act = acts and paper.misfiled_at is None
    readable = paper.state == State.READY
    return {
        **row(paper, known),
        "file_name": paper.file_name,
        "shown_as": "image"
        if paper.copy_kind == FILE and (paper.copy_type or "").startswith("image/")
        else paper.copy_kind
        if readable
        else "none",
        "no_copy": NO_COPY.get(Refusal(paper.copy_missing), "") if paper.copy_missing else "",
        "copy_url": url_for("papers.copy", **ids) if paper.copy_kind == FILE and readable else None,
        "original_url": url_for("papers.original", **ids)
        if paper.has_original and readable and (acts or paper.original_key_id is None)
        else None,
        "whole_url": url_for("paper_acts.whole", **ids)
        if may_act and readable and paper.original_key_id is not None
        else None,
        "whole_seen_at": paper.whole_seen_at,
        "difference_url": url_for("papers.difference", **ids)
        if paper.replaces_id and paper.copy_kind == BLOCKS
        else None,
        "describe_url": url_for("paper_acts.describe", **ids) if may_act else None,
        "side_url": url_for("paper_acts.side", **ids) if may_act else None,
        "misfiled_url": url_for("paper_acts.misfiled", **ids) if may_act else None,
        "version_url": url_for("paper_acts.new_version", **ids) if may_act and newer is None else None,
        "newer": row(newer, known) if newer is not None else None,
    }
