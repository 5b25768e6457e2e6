"""A letter to read, as a page and as PDF."""

import uuid
from typing import Any

from flask import abort, redirect, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from wederhoor.correspondence.delivery_pages import bp, handlers, readers
from wederhoor.correspondence.letters import may_read
from wederhoor.correspondence.versions import versions_view
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.tables import Dossier
from wederhoor.notices.labels import to_label
from wederhoor.notices.letters import make_pdf_again, pdf_of, without_pdf
from wederhoor.notices.pdf import to_html
from wederhoor.notices.recall import can_be_called_back
from wederhoor.notices.service import State
from wederhoor.notices.tables import Letter, OutboxRow
from wederhoor.people.staff import staff_work
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.roles import HANDLERS
from wederhoor.web.file_names import file_name
from wederhoor.web.runtime import files, page, pdf
from wederhoor.work import Work


@bp.get("/dossiers/<uuid:dossier_id>/brieven/<uuid:letter_id>")
@readers
def letter(dossier_id: uuid.UUID, letter_id: uuid.UUID) -> Response:
    """A letter as it was issued, to read or print; a draft is read where it can be changed."""
    with staff_work(write=True) as work:
        dossier, found = _letter(work, dossier_id, letter_id)
        if found.issued_at is None and found.discarded_at is None:
            return redirect(url_for("looks.look", dossier_id=dossier_id, letter_id=letter_id), 303)
        here: dict[str, Any] = {"dossier_id": dossier_id, "letter_id": letter_id}
        return page(
            "correspondence/letter.html",
            title=found.title,
            to=to_label(found.addressee, found.code),
            body=to_html(found.body),
            pdf_url=url_for("delivery.letter_pdf", **here) if found.pdf_made_at else None,
            pdf_again_url=url_for("delivery.pdf_again", **here) if without_pdf(work, [found.id]) else None,
            word_url=url_for("looks.word", **here),
            discarded=found.discard_reason,
            back=_back(work, found),
            versions=versions_view(work, found),
            dossier={"number": dossier.number, "url": url_for("desk.dossier", dossier_id=dossier.id)},
        )


def _back(work: Work, found: Letter) -> dict[str, Any] | None:
    """What can still be done about a letter that has not left: call it back, or take it up again after it was put aside."""
    if not work.actor.roles.intersection(HANDLERS):
        return None
    for row in work.session.scalars(select(OutboxRow).where(OutboxRow.letter_id == found.id)):
        if can_be_called_back(row):
            soon = row.state == State.WAITING and row.not_before > work.now
            return {
                "url": url_for("delivery.back", notice_id=row.id),
                "at": row.not_before if soon else None,
                "aside": False,
            }
        if row.state == State.DISCARDED:
            return {"url": url_for("delivery.up", notice_id=row.id), "at": None, "aside": True}
    return None


@bp.post("/dossiers/<uuid:dossier_id>/brieven/<uuid:letter_id>/pdf-opnieuw")
@handlers
def pdf_again(dossier_id: uuid.UUID, letter_id: uuid.UUID) -> Response:
    """The PDF of a letter could not be made: try once more."""
    with staff_work(write=True) as work:
        _, found = _letter(work, dossier_id, letter_id)
        make_pdf_again(work, found)
    return redirect(url_for("delivery.letter", dossier_id=dossier_id, letter_id=letter_id), 303)


@bp.get("/dossiers/<uuid:dossier_id>/brieven/<uuid:letter_id>.pdf")
@readers
def letter_pdf(dossier_id: uuid.UUID, letter_id: uuid.UUID) -> Response:
    """A letter as tagged PDF."""
    with staff_work(write=True) as work:
        dossier, found = _letter(work, dossier_id, letter_id)
        body = pdf_of(work, files(), found)
        if body is None:
            abort(404)
        name = file_name(found.title, "pdf", number=dossier.number)
    return pdf(body, name)


def _letter(work: Work, dossier_id: uuid.UUID, letter_id: uuid.UUID) -> tuple[Dossier, Letter]:
    """A letter of a dossier the actor may see; reading it is on the record."""
    dossier = dossiers.find(work, dossier_id)
    found = work.session.get(Letter, (work.tenant_id, letter_id))
    if found is None or found.matter_id != dossier.id or not may_read(work, found.code):
        abort(404)
    record.append(work, dossier.id, [record.Entry(event=Event.LETTER_READ, facts={"letter": found.title})])
    return dossier, found
