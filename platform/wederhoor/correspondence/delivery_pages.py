"""What leaves and how: the list per state, the print tray, delivery in another way, post that came back, letters to read."""

import uuid
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, abort, redirect, request, url_for
from flask_login import current_user
from sqlalchemy import ColumnElement, exists, func, select
from werkzeug.wrappers import Response

from wederhoor.correspondence import apart, leaving, printing
from wederhoor.correspondence.forms import (
    POSTED,
    DeliveredForm,
    ReturnedForm,
    TrayForm,
)
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.parties import by_hand
from wederhoor.dossiers.tables import Dossier, Party
from wederhoor.messages import recall
from wederhoor.notices import service as notices
from wederhoor.notices.again import GIVEN_UP, try_again, try_all_again
from wederhoor.notices.labels import channel_label, letter_title, state_label, to_do, to_label
from wederhoor.notices.letters import CODE_LETTERS, without_pdf
from wederhoor.notices.recall import call_back, can_be_called_back, take_up_again
from wederhoor.notices.service import State
from wederhoor.notices.tables import OutboxRow
from wederhoor.people.staff import staff_work
from wederhoor.rules.roles import HANDLERS, READERS
from wederhoor.rules.wording import dutch_date
from wederhoor.web import once
from wederhoor.web.file_names import file_name
from wederhoor.web.keyset import place_text, read_place
from wederhoor.web.permissions import staff
from wederhoor.web.runtime import files, page, pdf
from wederhoor.work import Work

bp = Blueprint("delivery", __name__, url_prefix="/<organisation>/kantoor")
readers = staff(*READERS)
handlers = staff(*HANDLERS, given=True)
LEFT_SHOWN = timedelta(days=60)
SECTIONS: tuple[tuple[str, str, tuple[State, ...]], ...] = (
    ("look", "Wacht op uw blik", (State.TO_LOOK,)),
    ("tray", "Printen en op de post doen", (State.TO_POST,)),
    ("by_hand", "Vertelt u zelf: er gaat geen mail of brief", (State.NO_ADDRESSEE,)),
    ("trouble", "Niet aangekomen of niet zeker", (State.FAILED, State.UNCERTAIN)),
    ("held", "Wacht tot iemand zegt om wie het gaat", (State.HELD,)),
    ("waiting", "Gaat vanzelf", (State.WAITING, State.SENDING)),
)
NOBODY_THERE = "Er werkt hier niemand voor wie dit is. Zorg dat iemand deze rol heeft, of vertel het zelf en noteer dat hier."
GONE_LIST = "gone"
GONE = (State.POSTED, State.DELIVERED, State.DISCARDED)


@bp.get("/verzending")
@handlers
def index() -> Response:
    """What has not left yet, and why; or what left by hand lately."""
    with staff_work() as work:
        return _index_page(work, _fresh_tray(work))


@bp.post("/verzending")
@handlers
def tray() -> Response:
    """Print the chosen letters as one PDF, or say that they were posted."""
    form = TrayForm()
    if form.act.data != POSTED:
        once.may_come_again()  # printing once more is printing
    with staff_work(write=True) as work:
        form.prepare(work.today)
        if not form.validate():
            return _index_page(work, form, status=422)
        rows = _chosen(work, form.notice.data)
        if why := apart.refused_stack(rows):
            form.notice.errors = [why]
            return _index_page(work, form, status=422)
        if form.act.data == POSTED:
            return _posted(work, form, rows)
        found = printing.stack(work, files(), rows)
        if found.making or not found.bodies:
            form.notice.errors = [found.refusal]
            work.refuse()
            return _index_page(work, form, status=422)
        sheet = printing.sheet_of_missing(work, found.missing)
        name = file_name("brieven om te printen", "pdf", on=work.today)
    return pdf(printing.merged([*sheet, *found.bodies]), name)


def _fresh_tray(work: Work) -> TrayForm:
    return TrayForm(formdata=None, data={"posted_on": work.today, "by": current_user.name})


def _chosen(work: Work, ids: Sequence[str]) -> list[OutboxRow]:
    """The chosen letters of the print tray that the actor may see, in the order of the list; 404 for any other."""
    try:
        wanted = {uuid.UUID(text) for text in ids}
    except ValueError:
        abort(404)
    query = select(OutboxRow).where(OutboxRow.id.in_(wanted), OutboxRow.state == State.TO_POST.value)
    rows = list(work.session.scalars(query.order_by(OutboxRow.not_before, OutboxRow.id)))
    known = dossiers.numbers(work, [row.matter_id for row in rows])
    if len(rows) != len(wanted) or any(row.matter_id not in known for row in rows):
        abort(404)
    return rows


def _posted(work: Work, form: TrayForm, rows: list[OutboxRow]) -> Response:
    day = form.posted_on.data or work.today
    missing = printing.missing_of(work, rows)
    if missing and len(missing) < len(rows):
        form.notice.errors = [printing.NOT_PRINTED.format(which=printing.named(work, missing))]
        return _index_page(work, form, status=422)
    if refused := apart.refused_day(work, rows, day):
        form.posted_on.errors = [refused]
        return _index_page(work, form, status=422)
    try:
        for row in rows:
            leaving.mark_posted(work, row.id, day, form.by.data)
    except leaving.DayImpossible as why:
        form.posted_on.errors = [_too_early(why)]
        work.refuse()
        return _index_page(work, form, status=422)
    return redirect(url_for("delivery.index"), 303)


def _too_early(why: leaving.DayImpossible) -> str:
    return (
        f"Een van de brieven is van {dutch_date(why.earliest)}. Eerder kan hij de deur niet uit zijn gegaan."
    )


def _index_page(work: Work, form: TrayForm, *, status: int = 200, too_late: bool = False) -> Response:
    """Every list, each from its beginning; or the one the address asks for, from a place on."""
    form.prepare(work.today)
    only = request.args.get("deel", "")
    if only not in ("", GONE_LIST, *(code for code, _, _ in SECTIONS)):
        abort(404)
    after = read_place(request.args.get("na", ""), datetime, uuid.UUID) if only else None
    gone = only == GONE_LIST or request.args.get("stand") == "weg"
    every = ((GONE_LIST, "De deur uit, of weggelegd", GONE),) if gone else SECTIONS
    since = work.now - LEFT_SHOWN if gone else None
    mine = _mine(work)
    sections = []
    for code, title, states in every:
        if only not in ("", code):
            continue
        rows, following = notices.notices_in(work, states, mine, since=since, after=after)
        known = dossiers.numbers(work, [row.matter_id for row in rows])
        if rows:
            no_pdf = without_pdf(work, [row.letter_id for row in rows if row.letter_id])
            shown = [_shown(work, row, known[row.matter_id], no_pdf) for row in rows]
            more = url_for("delivery.index", deel=code, na=place_text(following)) if following else None
            sections.append({"code": code, "title": title, "rows": shown, "more": more})
    given_up = work.session.scalar(select(func.count()).select_from(OutboxRow).where(*GIVEN_UP, mine)) or 0
    return page(
        "correspondence/delivery.html",
        status,
        block="rows",
        sections=sections,
        given_up=0 if gone else given_up,
        all_again_url=url_for("delivery.again_all"),
        gone=gone,
        leaving=[] if only or gone else _leaving(work, mine),
        too_late=too_late,
        form=form,
        all_url=url_for("delivery.index", stand="weg" if gone else None) if only else None,
        other_url=url_for("delivery.index", stand=None if gone else "weg"),
    )


def _leaving(work: Work, mine: ColumnElement[bool]) -> list[dict[str, Any]]:
    """What somebody sent just now and leaves in a few minutes, the newest first: it can still be called back."""
    query = select(OutboxRow).where(
        OutboxRow.state == State.WAITING.value,
        OutboxRow.attempts == 0,
        OutboxRow.away == 0,
        OutboxRow.not_before > work.now,
        OutboxRow.not_before <= work.now + work.recall,
        mine,
    )
    rows = list(
        work.session.scalars(query.order_by(OutboxRow.created_at.desc(), OutboxRow.id.desc()).limit(5))
    )
    known = dossiers.numbers(work, [row.matter_id for row in rows])
    return [_shown(work, row, known[row.matter_id], ()) for row in rows]


def _mine(work: Work) -> ColumnElement[bool]:
    """The condition that a notice is of a dossier the actor may see."""
    return exists().where(
        Dossier.tenant_id == work.tenant_id, Dossier.id == OutboxRow.matter_id, *dossiers.visible(work)
    )


def _shown(work: Work, row: OutboxRow, number: str, no_pdf: Collection[uuid.UUID]) -> dict[str, Any]:
    state = State(row.state)
    target = "complaints.release" if state is State.HELD else "desk.dossier"
    letter_url = None
    if row.letter_id:
        letter_url = url_for("delivery.letter", dossier_id=row.matter_id, letter_id=row.letter_id)
    look = state is State.TO_LOOK and row.letter_id is not None
    return {
        "id": str(row.id),
        "number": number,
        "url": url_for(target, dossier_id=row.matter_id),
        "letter": letter_title(work.organisation, row.letter),
        "code": row.letter in CODE_LETTERS,
        "letter_url": letter_url,
        "to": to_label(row.addressee, row.letter),
        "channel": channel_label(row.channel),
        "state": row.state,
        "state_label": state_label(row.state),
        "reason": row.last_error,
        "to_do": _to_do(work, row),
        "no_pdf": row.letter_id in no_pdf,
        "when": row.done_at or row.not_before,
        "left_on": row.posted_on if state in GONE else None,
        "returned_on": row.returned_on if state is State.TO_POST else None,
        "proof": _proof(row) if state in GONE else None,
        "mind": (row.content or {}).get("text", "") if row.channel == notices.Channel.POST else "",
        "look_url": url_for("looks.look", dossier_id=row.matter_id, letter_id=row.letter_id)
        if look
        else None,
        "again_url": url_for("delivery.again", notice_id=row.id) if state is State.FAILED else None,
        "delivered_url": url_for("delivery.delivered", notice_id=row.id)
        if state in leaving.BY_HAND
        else None,
        "returned_url": url_for("delivery.returned", notice_id=row.id)
        if state in (State.POSTED, State.DELIVERED)
        else None,
        "back_url": url_for("delivery.back", notice_id=row.id) if can_be_called_back(row) else None,
        "up_url": url_for("delivery.up", notice_id=row.id) if state is State.DISCARDED else None,
        "leaves_at": row.not_before if state is State.WAITING and row.not_before > work.now else None,
    }


def _to_do(work: Work, row: OutboxRow) -> str:
    """What somebody can do about news that does not leave by itself."""
    if row.state == State.FAILED:
        return to_do(row.last_error)
    if row.state != State.NO_ADDRESSEE:
        return ""
    kind, _, party_id = row.addressee.partition(":")
    if kind not in ("party", "accused"):
        return NOBODY_THERE
    party = work.session.get(Party, (work.tenant_id, uuid.UUID(party_id)))
    return by_hand(party) if party else ""


def _proof(row: OutboxRow) -> str | None:
    proof = row.proof or {}
    parts = [
        f"door {proof['by']}" if proof.get("by") else "",
        f"aan {proof['to']}" if proof.get("to") else "",
        f"kenmerk {proof['reference']}" if proof.get("reference") else "",
    ]
    return ", ".join(part for part in parts if part) or None


@bp.post("/verzending/<uuid:notice_id>/opnieuw")
@handlers
def again(notice_id: uuid.UUID) -> Response:
    """A mail that failed goes once more."""
    with staff_work(write=True) as work:
        _own_notice(work, notice_id)
        try:
            try_again(work, notice_id)
        except notices.NoticeGone:
            abort(404)
    return redirect(url_for("delivery.index"), 303)


@bp.post("/verzending/alles-opnieuw")
@handlers
def again_all() -> Response:
    """Every mail that was given up, of the dossiers whoever asks may see, goes once more."""
    with staff_work(write=True) as work:
        try_all_again(work, _mine(work))
    return redirect(url_for("delivery.index"), 303)


@bp.post("/verzending/<uuid:notice_id>/terughalen")
@handlers
def back(notice_id: uuid.UUID) -> Response:
    """What has not left yet does not go: its letter can be changed again."""
    with staff_work(write=True) as work:
        row = _own_notice(work, notice_id)
        try:
            target = _called_back(work, row)
        except notices.NoticeGone:
            work.refuse()
            return _index_page(work, _fresh_tray(work), status=409, too_late=True)
    return redirect(target, 303)


def _called_back(work: Work, row: OutboxRow) -> str:
    """Call a notice back; with a message, the message itself. Returns where somebody goes on with it."""
    message_id = recall.message_of(row)
    if message_id is None:
        return _looked_at(call_back(work, row.id))
    recall.call_back_message(work, dossiers.find(work, row.matter_id, lock=True), message_id)
    return url_for("messages.index", dossier_id=row.matter_id, terug=message_id)


@bp.post("/verzending/<uuid:notice_id>/toch")
@handlers
def up(notice_id: uuid.UUID) -> Response:
    """What was put aside is taken up again."""
    with staff_work(write=True) as work:
        _own_notice(work, notice_id)
        try:
            row = take_up_again(work, notice_id)
        except notices.NoticeGone:
            abort(404)
        target = _looked_at(row)
    return redirect(target, 303)


def _looked_at(row: OutboxRow) -> str:
    """Where somebody goes on with a letter that waits for a look; else the list."""
    if row.state == State.TO_LOOK and row.letter_id:
        return url_for("looks.look", dossier_id=row.matter_id, letter_id=row.letter_id)
    return url_for("delivery.index")


@bp.get("/verzending/<uuid:notice_id>/bezorgd")
@handlers
def delivered(notice_id: uuid.UUID) -> Response:
    """How did this letter reach somebody otherwise?"""
    with staff_work() as work:
        row = _own_notice(work, notice_id, leaving.BY_HAND)
        form = DeliveredForm(data={"done_on": work.today, "by": current_user.name})
        return _act_page(work, row, "correspondence/delivered.html", form)


@bp.post("/verzending/<uuid:notice_id>/bezorgd")
@handlers
def delivered_send(notice_id: uuid.UUID) -> Response:
    """Keep the proof; the duty it counts for is met."""
    form = DeliveredForm()
    with staff_work(write=True) as work:
        row = _own_notice(work, notice_id, leaving.BY_HAND)
        form.prepare(work.today)
        if not form.validate():
            return _act_page(work, row, "correspondence/delivered.html", form, 422)
        on = form.done_on.data or work.today
        if form.way.data == leaving.Way.REGISTERED and (why := apart.refused_day(work, [row], on)):
            form.done_on.errors = [why]
            return _act_page(work, row, "correspondence/delivered.html", form, 422)
        proof = leaving.Proof(
            way=leaving.Way(form.way.data),
            on=on,
            by=form.by.data,
            to=form.to.data,
            reference=form.reference.data,
        )
        try:
            leaving.mark_delivered(work, notice_id, proof)
        except notices.NoticeGone:
            abort(404)
        except leaving.DayImpossible as why:
            form.done_on.errors = [_too_early(why)]
            return _act_page(work, row, "correspondence/delivered.html", form, 422)
    return redirect(url_for("delivery.index"), 303)


@bp.get("/verzending/<uuid:notice_id>/terug")
@handlers
def returned(notice_id: uuid.UUID) -> Response:
    """When did this letter come back?"""
    with staff_work() as work:
        row = _own_notice(work, notice_id, (State.POSTED, State.DELIVERED))
        return _act_page(
            work, row, "correspondence/returned.html", ReturnedForm(data={"returned_on": work.today})
        )


@bp.post("/verzending/<uuid:notice_id>/terug")
@handlers
def returned_send(notice_id: uuid.UUID) -> Response:
    """Post came back: it is to be sent again, and the duty is open again."""
    form = ReturnedForm()
    with staff_work(write=True) as work:
        row = _own_notice(work, notice_id, (State.POSTED, State.DELIVERED))
        form.prepare(work.today)
        if not form.validate():
            return _act_page(work, row, "correspondence/returned.html", form, 422)
        try:
            leaving.mark_returned(work, notice_id, form.returned_on.data or work.today, form.reason.data)
        except notices.NoticeGone:
            abort(404)
        except leaving.DayImpossible as why:
            form.returned_on.errors = [_too_early(why)]
            return _act_page(work, row, "correspondence/returned.html", form, 422)
    return redirect(url_for("delivery.index"), 303)


def _act_page(work: Work, row: OutboxRow, template: str, form: Any, status: int = 200) -> Response:
    form.prepare(work.today)
    number = dossiers.numbers(work, [row.matter_id])[row.matter_id]
    return page(
        template,
        status,
        block="form",
        form=form,
        letter=letter_title(work.organisation, row.letter),
        to=to_label(row.addressee, row.letter),
        dossier={"number": number, "url": url_for("desk.dossier", dossier_id=row.matter_id)},
        back_url=url_for("delivery.index"),
    )


def _own_notice(work: Work, notice_id: uuid.UUID, states: Sequence[State] = ()) -> OutboxRow:
    """A notice of a dossier the actor may see, in one of these states when any are named; else 404."""
    row = work.session.scalars(select(OutboxRow).where(OutboxRow.id == notice_id)).first()
    if row is None or row.matter_id not in dossiers.numbers(work, [row.matter_id]):
        abort(404)
    if states and row.state not in states:
        abort(404)
    return row
