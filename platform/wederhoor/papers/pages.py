"""Papers in the office: `/<organisation>/kantoor/dossiers/<id>/stukken`."""

import uuid

from flask import Blueprint, abort, redirect, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.tables import Dossier
from wederhoor.papers import views
from wederhoor.papers.blocks import lines_of
from wederhoor.papers.content import original_bytes, paper_blocks, paper_bytes
from wederhoor.papers.doors import Described, Side, in_one_go
from wederhoor.papers.forms import UploadForm
from wederhoor.papers.labels import OFFICE_ACCEPT, not_looked_at, suffix
from wederhoor.papers.office import (
    ADDRESS,
    crumb,
    disk_has_room,
    handlers,
    name_of,
    one_paper,
    readers,
    rules_of,
    sent_files,
    take_in,
)
from wederhoor.papers.tables import Paper
from wederhoor.people.staff import staff_work
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.differing import by_line
from wederhoor.rules.roles import HANDLERS
from wederhoor.web import once
from wederhoor.web.file_names import file_name, paper_name
from wederhoor.web.request import takes_files
from wederhoor.web.runtime import file_answer, files, installation, only_reads, page
from wederhoor.work import Work

bp = Blueprint("papers", __name__, url_prefix=ADDRESS)


@bp.get("")
@readers
def index(dossier_id: uuid.UUID) -> Response:
    """What is in the dossier, and a form to add to it."""
    with staff_work(write=True) as work:
        dossier = dossiers.find(work, dossier_id)
        record.append(work, dossier.id, [record.Entry(event=Event.DOSSIER_READ)])
        return _index(work, dossier, UploadForm(data={"side": Side.INSIDE.value}))


def _index(work: Work, dossier: Dossier, form: UploadForm, status: int = 200, added: int = 0) -> Response:
    form.prepare(views.origins(work, dossier.id), work.today)
    return page(
        "papers/index.html",
        status,
        block="form",
        dossier=crumb(dossier),
        form=form,
        added=added,
        accept=OFFICE_ACCEPT,
        may_add=bool(work.actor.roles.intersection(HANDLERS)),
        scans=installation().config.clamd is not None,
        **views.listed(work, dossier),
    )


@bp.post("")
@handlers
@takes_files()
@once.in_steps
def add(dossier_id: uuid.UUID) -> Response:
    """Add files: those that can be taken are, the others are named with the reason."""
    disk_has_room()
    form = UploadForm()
    with staff_work() as work:
        dossier = dossiers.find(work, dossier_id)
        form.prepare(views.origins(work, dossier.id), work.today)
        sent = sent_files()
        if not form.validate() or not sent:
            if not sent:
                form.files.errors = ["Kies minstens één bestand."]
            elif form.errors:
                form.files.errors = ["Kies de bestanden nog een keer: een browser houdt ze niet vast."]
            return _index(work, dossier, form, status=422)
    rules = rules_of(form.origin.data, form.side.data)
    errors: list[str] = []
    added = looked = 0
    for file in in_one_go(sent):
        title = form.title.data if len(sent) == 1 else ""
        described = Described(name=name_of(file), title=title or "", done_on=form.done_on.data)
        taken, told = take_in(dossier_id, rules, described, file)
        errors += told
        added += taken
        looked += 1
    if sent[looked:]:
        errors.append(not_looked_at([name_of(file) for file in sent[looked:]]))
    if errors:
        form.files.errors = errors
        with staff_work() as work:
            return _index(work, dossiers.find(work, dossier_id), form, status=422, added=added)
    return redirect(url_for("papers.index", dossier_id=dossier_id), 303)


@bp.get("/<uuid:paper_id>")
@readers
def paper(dossier_id: uuid.UUID, paper_id: uuid.UUID) -> Response:
    """One paper: what is known of it and its reading copy. Reading it is on the record."""
    with one_paper(dossier_id, paper_id, write=True) as (work, dossier, found):
        blocks = paper_blocks(work, files(), found)
        if blocks is not None:
            _note(work, found, Event.PAPER_READ)
        newer = work.session.scalars(select(Paper).where(Paper.replaces_id == found.id)).first()
        known = views.origins(work, dossier.id)
        acting = bool(work.actor.roles.intersection(HANDLERS))
        shown = views.detail(found, known, newer=newer, acts=acting)
        return page("papers/paper.html", dossier=crumb(dossier), paper=shown, blocks=blocks or [])


def _note(work: Work, found: Paper, event: Event) -> None:
    entry = record.Entry(event=event, facts={"paper": str(found.number)})
    if found.dossier_id is not None:
        record.append(work, found.dossier_id, [entry])


@bp.get("/<uuid:paper_id>/leeskopie")
@readers
def copy(dossier_id: uuid.UUID, paper_id: uuid.UUID) -> Response:
    """The safe copy of a photo or PDF, to look at. Reading it is on the record."""
    with one_paper(dossier_id, paper_id, write=True) as (work, dossier, found):
        body = paper_bytes(work, files(), found)
        if body is None or found.copy_type is None:
            abort(404)
        _note(work, found, Event.PAPER_READ)
        name = paper_name(found.number, found.copy_type, of=dossier.number)
        return file_answer(body, found.copy_type, name)


@bp.post("/<uuid:paper_id>/origineel")
@readers
@only_reads
def original(dossier_id: uuid.UUID, paper_id: uuid.UUID) -> Response:
    """The file as it was received, unchecked, to keep; only at the press of a button, and on the record."""
    with one_paper(dossier_id, paper_id, write=True) as (work, dossier, found):
        held_only = found.original_key_id is not None and not work.actor.roles.intersection(HANDLERS)
        body = None if held_only else original_bytes(work, files(), found)
        if body is None:
            abort(404)
        _note(work, found, Event.PAPER_ORIGINAL_TAKEN)
        name = file_name(f"stuk {found.number}", suffix(found), number=dossier.number)
        return file_answer(body, "application/octet-stream", name, keep=True)


@bp.get("/<uuid:paper_id>/verschil")
@readers
def difference(dossier_id: uuid.UUID, paper_id: uuid.UUID) -> Response:
    """What changed since the version before, where both are text."""
    with one_paper(dossier_id, paper_id, write=True) as (work, dossier, found):
        older = work.session.get(Paper, (work.tenant_id, found.replaces_id)) if found.replaces_id else None
        new_blocks = paper_blocks(work, files(), found)
        old_blocks = paper_blocks(work, files(), older) if older is not None else None
        if older is None or new_blocks is None or old_blocks is None:
            abort(404)
        for one in (older, found):
            _note(work, one, Event.PAPER_READ)
        known = views.origins(work, dossier.id)
        return page(
            "papers/difference.html",
            dossier=crumb(dossier),
            paper=views.row(found, known),
            older=views.row(older, known),
            lines=by_line(lines_of(old_blocks), lines_of(new_blocks)),
        )
