"""Bijlagen while filing: `/<organisation>/klacht-indienen/bijlagen`."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from flask import abort, redirect, url_for
from werkzeug.wrappers import Response

from wederhoor.dossiers.content import read_content
from wederhoor.intake import drafts
from wederhoor.intake.facts import speaks_to_child
from wederhoor.papers import service
from wederhoor.papers.doors import OF_A_DRAFT, PART_BYTES, Belongs, NoSuchPaper, find
from wederhoor.papers.uploading import Door, add, bp, part, show, start
from wederhoor.web import once
from wederhoor.web.familiar import speak_to
from wederhoor.web.kept import kept_code, need_code, no_code
from wederhoor.web.permissions import public
from wederhoor.web.request import takes_files
from wederhoor.web.runtime import files, resident_work
from wederhoor.work import Work


@contextmanager
def _of_draft(write: bool) -> Iterator[tuple[Work, Belongs]]:
    code = need_code("draft", "intake.before")
    with resident_work(write=write) as work:
        try:
            draft = drafts.find_draft(work, code, lock=write)
        except drafts.NoSuchDraft:
            no_code("intake.before")
        if draft.dossier_id is not None:
            abort(404)
        speak_to(child=speaks_to_child(read_content(draft.body)))
        if write:
            draft.updated_at, draft.expires_at = work.now, work.now + drafts.lasts(work)
        yield work, Belongs(draft_id=draft.id)


DRAFT = Door(
    rules=OF_A_DRAFT,
    names="draft",
    open=_of_draft,
    removes=True,
    onward="intake.check",
    back="intake.last",
)


@bp.get("/klacht-indienen/bijlagen")
@public
def draft_index() -> Response:
    """What was added, and a field for more; nothing is needed."""
    code = kept_code("draft")
    with resident_work() as work:
        try:
            gone = code is None or drafts.find_draft(work, code).dossier_id is not None
        except drafts.NoSuchDraft:
            gone = True
    if gone:
        return redirect(url_for("intake.check"), 303)  # which knows where to go from here
    return show(DRAFT)


@bp.post("/klacht-indienen/bijlagen")
@public
@takes_files()
@once.repeatable
def draft_add() -> Response:
    """Add whole files."""
    return add(DRAFT)


@bp.post("/klacht-indienen/bijlagen/nieuw")
@public
def draft_start() -> Response:
    """Announce a file that comes in parts."""
    return start(DRAFT)


@bp.post("/klacht-indienen/bijlagen/<uuid:paper_id>")
@public
@takes_files(most=PART_BYTES)
def draft_part(paper_id: uuid.UUID) -> Response:
    """The next part of a file."""
    return part(DRAFT, paper_id)


@bp.post("/klacht-indienen/bijlagen/<uuid:paper_id>/weg")
@public
@once.repeatable
def draft_remove(paper_id: uuid.UUID) -> Response:
    """Take a file back before sending."""
    with DRAFT.open(True) as (work, owner):
        try:
            paper = find(work, owner, paper_id, lock=True)
        except NoSuchPaper:
            abort(404)
        service.destroy(work, files(), [paper])
    return redirect(DRAFT.url("index"), 303)
