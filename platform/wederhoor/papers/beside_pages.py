"""A paper beside a text: the part of the page that holds it, and the picture of the first pages of a PDF."""

import uuid

from flask import abort, redirect, url_for
from werkzeug.wrappers import Response

from wederhoor.papers.beside import beside
from wederhoor.papers.content import paper_bytes
from wederhoor.papers.inspection import Refused
from wederhoor.papers.office import one_paper, readers
from wederhoor.papers.page_limits import PNG
from wederhoor.papers.pages import bp
from wederhoor.papers.places import Busy, waiting_room
from wederhoor.papers.workshop import pictured
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.web.file_names import paper_name
from wederhoor.web.runtime import file_answer, files, page, wants_fragment


@bp.get("/<uuid:paper_id>/ernaast")
@readers
def part(dossier_id: uuid.UUID, paper_id: uuid.UUID) -> Response:
    """Only the paper, to stand beside the text that is on the screen; else the whole page with it."""
    with one_paper(dossier_id, paper_id, write=True) as (work, dossier, found):
        if not wants_fragment():
            return redirect(url_for("desk.dossier", dossier_id=dossier_id, stuk=found.number), 303)
        shown = beside(work, files(), dossier, str(found.number)) or abort(404)
        return page("papers/beside.html", block="part", beside=shown)


@bp.get("/<uuid:paper_id>/bladzijden.png")
@readers
def pictures(dossier_id: uuid.UUID, paper_id: uuid.UUID) -> Response:
    """The first pages of a PDF as one picture. Reading it is on the record."""
    with one_paper(dossier_id, paper_id) as (work, dossier, found):
        body = paper_bytes(work, files(), found) if found.copy_type == "application/pdf" else None
        number, name = found.number, paper_name(found.number, PNG, of=dossier.number)
    if body is None:
        abort(404)
    try:
        drawn = pictured(body, waiting_room(files()))  # in no transaction: it takes a while
    except (Refused, Busy):
        abort(404)
    with one_paper(dossier_id, paper_id, write=True) as (work, dossier, _):
        entry = record.Entry(event=Event.PAPER_READ, facts={"paper": str(number)})
        record.append(work, dossier.id, [entry])
    return file_answer(drawn, PNG, name)
