"""Papers as they are read: which there are, for whom."""

import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import aliased

from wederhoor.papers.doors import Belongs, Side, State, papers_of
from wederhoor.papers.tables import Paper
from wederhoor.work import Work


def uploaded(work: Work, owner: Belongs, *, origin: str = "complainant") -> list[Paper]:
    """What one person sent, oldest first, with what is still arriving."""
    query = select(Paper).where(papers_of(owner), Paper.origin == origin).order_by(Paper.number)
    papers = list(work.session.scalars(query))
    work.vault.load(paper.key_id for paper in papers)
    return papers


def papers_for(work: Work, dossier_id: uuid.UUID, side: Side) -> list[Paper]:
    """The papers of a dossier that are for one side, newest version of each, oldest first.

    `Side.PARTIES` is what complainant and accused both get (KR-017, KR-111); `Side.INSIDE` is that and what is for the handlers
    only. Without what was misfiled, is still arriving or holds a virus. The caller has established who may read.
    """
    newer = aliased(Paper)
    newest = ~select(newer.id).where(newer.replaces_id == Paper.id).exists()
    query = select(Paper).where(
        Paper.dossier_id == dossier_id,
        Paper.state == State.READY.value,
        Paper.misfiled_at.is_(None),
        newest,
    )
    if side is Side.PARTIES:
        query = query.where(Paper.side == Side.PARTIES.value)
    papers = list(work.session.scalars(query.order_by(Paper.number)))
    work.vault.load(paper.key_id for paper in papers)
    return papers


def unfinished(papers: Sequence[Paper]) -> int:
    """How many are still arriving."""
    return sum(paper.state == State.RECEIVING for paper in papers)
