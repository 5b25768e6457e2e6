"""The complainant's own door: `/<organisation>/mijn-klacht`, behind the receipt code."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from flask import Blueprint, abort, redirect, url_for
from werkzeug.wrappers import Response

from wederhoor.deadlines.service import clocks_shown
from wederhoor.deadlines.view import clock_views
from wederhoor.dossiers.service import NoSuchDossier, find_by_code
from wederhoor.dossiers.tables import Dossier, Party
from wederhoor.intake import drafts, service
from wederhoor.intake.attempts import TooManyAttempts, count_attempt
from wederhoor.intake.codes import CodeInvalid, read_code
from wederhoor.intake.content import missing_fields, missing_items
from wederhoor.intake.forms import CodeForm, WithdrawForm, complete_form
from wederhoor.intake.letters import party_key
from wederhoor.intake.pages import keep_code, kept_code
from wederhoor.intake.process import process_of
from wederhoor.notices import service as notices
from wederhoor.notices.pdf import to_html
from wederhoor.notices.service import LetterRow
from wederhoor.notices.tables import Letter
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.complaint_process import MoveNotPossible, ProcessFacts, moves_from
from wederhoor.settings.service import stored_answers
from wederhoor.web.filters import datum
from wederhoor.web.permissions import behind_code, public
from wederhoor.web.runtime import client_address, files, page, pdf, resident_work
from wederhoor.work import Work

bp = Blueprint("portal", __name__, url_prefix="/<organisation>/mijn-klacht")

CODE_TRIES = 10
CODE_WINDOW = timedelta(minutes=15)
TOLD = {
    Event.COMPLAINT_FILED: "Uw klacht is bij ons binnengekomen",
    Event.COMPLAINT_COMPLETED: "Uw klacht is compleet",
    Event.COMPLAINT_ADDED_TO: "U heeft uw klacht aangevuld",
    Event.COMPLAINT_WITHDRAWN: "U heeft uw klacht ingetrokken",
    Event.JUDGED_ADMISSIBLE: "Wij nemen uw klacht in behandeling",
    Event.JUDGED_INADMISSIBLE: "Wij nemen uw klacht niet in behandeling",
    Event.LETTER_ISSUED: "Er is een brief voor u",
}


@contextmanager
def own_dossier(*, write: bool = False) -> Iterator[tuple[Work, Dossier, Party]]:
    """The dossier behind the code this browser holds; 404 without one."""
    code = kept_code("case")
    if code is None:
        abort(404)
    with resident_work(write=write) as work:
        try:
            dossier, party = find_by_code(work, work.vault.code_hash(code), lock=write)
        except NoSuchDossier:
            keep_code("case", None)
            abort(404)
        yield work, dossier, party


@bp.get("")
@public
def status() -> Response:
    """The stand of the case, or the question for the code."""
    if kept_code("case") is None:
        with resident_work():
            return page("intake/code.html", block="form", form=CodeForm())
    with own_dossier() as (work, dossier, party):
        return _status_page(work, dossier, party)


def _status_page(work: Work, dossier: Dossier, party: Party) -> Response:
    answers = stored_answers(work, dossier.answers_id)
    process = process_of(answers)
    step = process.step(dossier.step)
    content = service.content_of(work, dossier)
    missing = missing_items(content, answers.required_content) if step.open else []
    moves = moves_from(dossier.step, process, ProcessFacts(complete=not missing), role="complainant")
    letters = notices.letters_shown(work, dossier.id, party_key(party.id))
    return page(
        "intake/status.html",
        block="letters",
        number=dossier.number,
        status_label="In behandeling" if step.open and dossier.received_on else _waiting_label(dossier),
        step_explanation=step.public_label + ".",
        timeline=_timeline(work, dossier),
        clocks=clock_views(clocks_shown(work, dossier.id), answers, work.today, parties_only=True),
        missing=missing,
        letters=[_letter_row(letter) for letter in letters],
        may_withdraw=any(m.move.code == "withdraw" and m.possible for m in moves),
        may_complete=bool(missing),
    )


def _waiting_label(dossier: Dossier) -> str:
    if dossier.closed_on is None:
        return "Nog niet compleet"
    return "Ingetrokken" if dossier.close_ground == "withdrawn" else "Afgesloten"


def _letter_row(letter: Letter | LetterRow) -> dict[str, Any]:
    return {
        "title": letter.title,
        "created_at": letter.created_at,
        "url": url_for("portal.letter_pdf", letter_id=letter.id),
        "read_url": url_for("portal.letter", letter_id=letter.id),
        "ready": letter.pdf_made_at is not None,
    }


def _timeline(work: Work, dossier: Dossier) -> list[dict[str, Any]]:
    told = []
    for line in record.read(work, dossier.id):
        title = TOLD.get(Event(line.event))
        if title:
            told.append({"at": line.entered_at, "title": title, "text": _told_text(line, dossier)})
    return told


def _told_text(line: record.RecordLine, dossier: Dossier) -> str:
    if line.event == Event.COMPLAINT_COMPLETED and dossier.received_on:
        return f"De datum van ontvangst is {datum(dossier.received_on)}."
    if line.event in (Event.COMPLAINT_FILED, Event.COMPLAINT_WITHDRAWN):
        return ""
    if line.event == Event.COMPLAINT_ADDED_TO:
        return "Er ontbreekt nog iets." if dossier.received_on is None else ""
    return line.sentence


@bp.post("")
@public
def enter() -> Response:
    """Open the door with a code. Wrong codes are counted per address."""
    form = CodeForm()
    if not form.validate():
        with resident_work():
            return page("intake/code.html", 422, block="form", form=form)
    try:
        code = read_code(form.code.data)
    except CodeInvalid as why:
        form.code.errors = [str(why)]
        with resident_work():
            return page("intake/code.html", 422, block="form", form=form)
    with resident_work(write=True) as work:
        try:
            count_attempt(work, "code", client_address(), limit=CODE_TRIES, window=CODE_WINDOW)
        except TooManyAttempts:
            work.session.commit()
            abort(429)
        try:
            dossier, _ = find_by_code(work, work.vault.code_hash(code))
        except NoSuchDossier:
            return _no_dossier(work, code, form)
        entry = record.Entry(event=Event.STATUS_READ)
        record.append(work, dossier.id, [entry])
    keep_code("case", code)
    return redirect(url_for("portal.status"), 303)


def _no_dossier(work: Work, code: str, form: CodeForm) -> Response:
    try:
        drafts.find_draft(work, code)
    except drafts.NoSuchDraft:
        form.code.errors = ["Bij deze code is geen klacht bekend. Kijk de code nog eens na, of bel ons."]
        work.session.commit()
        return page("intake/code.html", 422, block="form", form=form)
    keep_code("draft", code)
    work.session.commit()
    return redirect(url_for("intake.check"), 303)


@bp.post("/sluiten")
@public
def close_door() -> Response:
    """Let go of the code in this browser."""
    keep_code("case", None)
    keep_code("draft", None)
    return redirect(url_for("front.start"), 303)


@bp.get("/aanvullen")
@behind_code
def complete() -> Response:
    """Only the questions that are still open."""
    with own_dossier() as (work, dossier, party):
        return _complete_page(work, dossier, None)


@bp.post("/aanvullen")
@behind_code
def complete_send() -> Response:
    """Add what was missing."""
    with own_dossier(write=True) as (work, dossier, party):
        fields, _ = _open_questions(work, dossier)
        form = complete_form(fields)
        if not form.validate():
            return _complete_page(work, dossier, form, status=422)
        values = {name: field.data for name, field in form._fields.items() if name in fields and field.data}
        signed = values.pop("signed_name", None)
        if not values and not signed:
            first = next(iter(form))
            first.errors = ["Vul minstens één ding in."]
            return _complete_page(work, dossier, form, status=422)
        try:
            service.complete_complaint(work, dossier, party, values, signed_name=signed)
        except MoveNotPossible:
            abort(404)
    return redirect(url_for("portal.status"), 303)


def _open_questions(work: Work, dossier: Dossier) -> tuple[list[str], list[Any]]:
    answers = stored_answers(work, dossier.answers_id)
    if not process_of(answers).step(dossier.step).open:
        abort(404)
    content = service.content_of(work, dossier)
    absent = missing_fields(content, answers.required_content)
    fields = [name for names in absent.values() for name in names]
    if "surname" in fields:
        fields.insert(0, "given_name")
    if not fields:
        abort(404)
    return fields, missing_items(content, answers.required_content)


def _complete_page(work: Work, dossier: Dossier, form: Any, status: int = 200) -> Response:
    fields, missing = _open_questions(work, dossier)
    shown = form if form is not None else complete_form(fields)
    return page("intake/complete.html", status, block="form", form=shown, missing=missing)


@bp.get("/intrekken")
@behind_code
def withdraw() -> Response:
    """What withdrawing means."""
    with own_dossier() as (work, dossier, party):
        _may_withdraw(work, dossier)
        return page("intake/withdraw.html", block="form", form=WithdrawForm())


@bp.post("/intrekken")
@behind_code
def withdraw_send() -> Response:
    """Withdraw the complaint."""
    form = WithdrawForm()
    with own_dossier(write=True) as (work, dossier, party):
        if not form.validate():
            return page("intake/withdraw.html", 422, block="form", form=form)
        try:
            service.withdraw_complaint(work, dossier, party, form.reason.data or "")
        except MoveNotPossible:
            abort(404)
    return redirect(url_for("portal.status"), 303)


def _may_withdraw(work: Work, dossier: Dossier) -> None:
    process = process_of(stored_answers(work, dossier.answers_id))
    if not process.step(dossier.step).open:
        abort(404)


@bp.get("/brief/<uuid:letter_id>")
@behind_code
def letter(letter_id: uuid.UUID) -> Response:
    """A letter as a page."""
    with own_dossier(write=True) as (work, dossier, party):
        found = _own_letter(work, party, letter_id)
        _note_reading(work, dossier, found)
        return page(
            "intake/letter.html", title=found.title, body=to_html(found.body), letter=_letter_row(found)
        )


@bp.get("/brief/<uuid:letter_id>.pdf")
@behind_code
def letter_pdf(letter_id: uuid.UUID) -> Response:
    """A letter as tagged PDF."""
    with own_dossier(write=True) as (work, dossier, party):
        found = _own_letter(work, party, letter_id)
        body = notices.pdf_of(work, files(), found)
        if body is None:
            abort(404)
        _note_reading(work, dossier, found)
    return pdf(body)


def _own_letter(work: Work, party: Party, letter_id: uuid.UUID) -> Letter:
    found = work.session.get(Letter, (work.tenant_id, letter_id))
    if found is None or found.matter_id != party.dossier_id or found.addressee != party_key(party.id):
        abort(404)
    if found.issued_at is None or found.code == notices.SECOND_STEP:
        abort(404)
    return found


def _note_reading(work: Work, dossier: Dossier, found: Letter) -> None:
    entry = record.Entry(event=Event.LETTER_READ, facts={"letter": found.title})
    record.append(work, dossier.id, [entry])
