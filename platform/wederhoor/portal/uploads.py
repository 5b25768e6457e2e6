"""Stukken sent afterwards, behind the receipt code: `/<organisation>/mijn-klacht/stukken`."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from flask import abort
from werkzeug.wrappers import Response

from wederhoor.dossiers.parties import party_key
from wederhoor.dossiers.service import find_by_code
from wederhoor.dossiers.tables import Dossier
from wederhoor.papers.doors import AFTERWARDS, PART_BYTES, Belongs
from wederhoor.papers.uploading import Door, add, bp, part, show, start
from wederhoor.portal.own import own_dossier
from wederhoor.portal.second_step import door_open
from wederhoor.web import once
from wederhoor.web.kept import kept_code
from wederhoor.web.permissions import behind_code
from wederhoor.web.request import takes_files
from wederhoor.work import Work


@contextmanager
def _of_dossier(write: bool) -> Iterator[tuple[Work, Belongs]]:
    with own_dossier(write=write) as (work, dossier, party):
        if write and dossier.closed_on is not None:
            abort(404)
        yield work, Belongs(dossier_id=dossier.id, sender=party_key(party.id))


def _lists(work: Work) -> bool:
    _, party = find_by_code(work, work.vault.code_hash(kept_code("case") or ""))
    return door_open(work, party)


def _may_add(work: Work, owner: Belongs) -> bool:
    return work.session.get_one(Dossier, (work.tenant_id, owner.dossier_id)).closed_on is None


CASE = Door(
    rules=AFTERWARDS,
    names="case",
    open=_of_dossier,
    lists=_lists,
    may_add=_may_add,
    unlock="portal.door",
)


@bp.get("/mijn-klacht/stukken")
@behind_code
def case_index() -> Response:
    """What the complainant sent, and a field for more; which files only after the second step."""
    return show(CASE)


@bp.post("/mijn-klacht/stukken")
@behind_code
@takes_files()
@once.repeatable
def case_add() -> Response:
    """Add whole files."""
    return add(CASE)


@bp.post("/mijn-klacht/stukken/nieuw")
@behind_code
def case_start() -> Response:
    """Announce a file that comes in parts."""
    return start(CASE)


@bp.post("/mijn-klacht/stukken/<uuid:paper_id>")
@behind_code
@takes_files(most=PART_BYTES)
def case_part(paper_id: uuid.UUID) -> Response:
    """The next part of a file."""
    return part(CASE, paper_id)
