"""Papers as they are read: which there are, for whom; those of a draft become the dossier's, or are destroyed."""

import uuid
from collections.abc import Sequence
from typing import cast

from sqlalchemy import Table, bindparam, select, update
from sqlalchemy.orm import aliased

from wederhoor.papers.doors import Belongs, Side, State, papers_of
from wederhoor.papers.tables import Paper
from wederhoor.tenancy.locks import change_row
from wederhoor.vault.files import FileStore
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


def destroy(work: Work, files: FileStore, papers: list[Paper]) -> None:
    """Destroy papers for good: the key first, then what it sealed."""
    for paper in papers:
        work.vault.destroy(paper.key_id)
        if paper.original_key_id is not None:
            work.vault.destroy(paper.original_key_id)
        files.remove(work.tenant_id, paper.id)
        work.session.delete(paper)
    work.session.flush()


_PAPERS = cast(Table, Paper.__table__)
_FILED = (
    update(_PAPERS)
    .where(
        _PAPERS.c.tenant_id == bindparam("tenant"),
        _PAPERS.c.draft_id == bindparam("draft"),
        _PAPERS.c.state == State.READY.value,
    )
    .values(draft_id=None, dossier_id=bindparam("dossier"))
)


def file_papers(work: Work, draft_id: uuid.UUID, dossier_id: uuid.UUID) -> int:
    """The papers of a draft that is sent become the dossier's. Returns how many; what is still arriving stays behind."""
    return int(change_row(work.session, _FILED, draft=draft_id, dossier=dossier_id))
