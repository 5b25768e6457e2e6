"""What has not left yet, and the letters themselves: to print, to post, to hand over."""

import uuid

from flask import Blueprint, abort, redirect, url_for
from werkzeug.wrappers import Response

from wederhoor.deadlines.service import meet
from wederhoor.desk import queries
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.tables import Dossier
from wederhoor.notices import service as notices
from wederhoor.notices.labels import channel_label, letter_title, state_label, to_label
from wederhoor.notices.pdf import to_html
from wederhoor.notices.tables import Letter, OutboxRow
from wederhoor.people.staff import staff_work
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.settings.service import stored_answers
from wederhoor.web.permissions import staff
from wederhoor.web.runtime import files, page, pdf
from wederhoor.work import Work

bp = Blueprint("delivery", __name__, url_prefix="/<organisation>/kantoor")
readers = staff(*dossiers.READERS)
handlers = staff("secretary", "quality_officer")
ACTIONS = {
    "to_post": ("delivery.posted", "Gepost, vandaag"),
    "failed": ("delivery.again", "Probeer het opnieuw"),
}


@bp.get("/verzending")
@handlers
def index() -> Response:
    """What has not left yet, and why."""
    with staff_work() as work:
        rows = notices.open_notices(work)
        known = queries.numbers(work, [row.matter_id for row in rows])
        shown = [_shown(work, row, known[row.matter_id]) for row in rows if row.matter_id in known]
        return page("desk/delivery.html", block="rows", rows=shown)


def _shown(work: Work, row: OutboxRow, number: str) -> dict[str, object]:
    endpoint, label = ACTIONS.get(row.state, (None, None))
    target = "complaints.release" if row.state == "held" else "desk.dossier"
    letter_url = None
    if row.letter_id:
        letter_url = url_for("delivery.letter", dossier_id=row.matter_id, letter_id=row.letter_id)
    return {
        "number": number,
        "url": url_for(target, dossier_id=row.matter_id),
        "letter": letter_title(work.organisation, row.letter),
        "letter_url": letter_url,
        "to": to_label(row.addressee),
        "channel": channel_label(row.channel),
        "state": row.state,
        "state_label": state_label(row.state),
        "reason": row.last_error,
        "when": row.not_before,
        "action_url": url_for(endpoint, notice_id=row.id) if endpoint else None,
        "action_label": label,
    }


@bp.post("/verzending/<uuid:notice_id>/gepost")
@handlers
def posted(notice_id: uuid.UUID) -> Response:
    """This letter was put in the post today."""
    with staff_work(write=True) as work:
        row = _own_notice(work, notice_id)
        try:
            notices.mark_posted(work, notice_id, work.today)
        except notices.NoticeGone:
            abort(404)
        if row.meets:
            found = dossiers.find(work, row.matter_id)
            meet(work, found.id, stored_answers(work, found.answers_id), row.meets, work.today)
    return redirect(url_for("delivery.index"), 303)


@bp.post("/verzending/<uuid:notice_id>/opnieuw")
@handlers
def again(notice_id: uuid.UUID) -> Response:
    """A mail that failed goes once more."""
    with staff_work(write=True) as work:
        _own_notice(work, notice_id)
        try:
            notices.try_again(work, notice_id)
        except notices.NoticeGone:
            abort(404)
    return redirect(url_for("delivery.index"), 303)


def _own_notice(work: Work, notice_id: uuid.UUID) -> OutboxRow:
    row = work.session.get(OutboxRow, (work.tenant_id, notice_id))
    if row is None or row.matter_id not in queries.numbers(work, [row.matter_id]):
        abort(404)
    return row


@bp.get("/dossiers/<uuid:dossier_id>/brieven/<uuid:letter_id>")
@readers
def letter(dossier_id: uuid.UUID, letter_id: uuid.UUID) -> Response:
    """A letter as it was issued, to read or print."""
    with staff_work(write=True) as work:
        dossier, found = _letter(work, dossier_id, letter_id)
        return page(
            "desk/letter.html",
            title=found.title,
            to=to_label(found.addressee),
            body=to_html(found.body),
            pdf_url=url_for("delivery.letter_pdf", dossier_id=dossier_id, letter_id=letter_id)
            if found.pdf_made_at
            else None,
            dossier={"number": dossier.number, "url": url_for("desk.dossier", dossier_id=dossier.id)},
        )


@bp.get("/dossiers/<uuid:dossier_id>/brieven/<uuid:letter_id>.pdf")
@readers
def letter_pdf(dossier_id: uuid.UUID, letter_id: uuid.UUID) -> Response:
    """A letter as tagged PDF."""
    with staff_work(write=True) as work:
        _, found = _letter(work, dossier_id, letter_id)
        body = notices.pdf_of(work, files(), found)
        if body is None:
            abort(404)
    return pdf(body)


def _letter(work: Work, dossier_id: uuid.UUID, letter_id: uuid.UUID) -> tuple[Dossier, Letter]:
    """A letter of a dossier the actor may see; reading it is on the record."""
    dossier = dossiers.find(work, dossier_id)
    found = work.session.get(Letter, (work.tenant_id, letter_id))
    if found is None or found.matter_id != dossier.id:
        abort(404)
    record.append(work, dossier.id, [record.Entry(event=Event.LETTER_READ, facts={"letter": found.title})])
    return dossier, found
