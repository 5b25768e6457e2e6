"""What a complainant does on the own page: complete the complaint, withdraw it."""

from typing import Any

from flask import abort, redirect, url_for
from werkzeug.wrappers import Response

from wederhoor.cases.completing import complete as complete_case
from wederhoor.cases.dissatisfaction import make_complaint as become_complaint
from wederhoor.cases.dissatisfaction import may_be_complaint
from wederhoor.cases.lacking import Lacking, lacking
from wederhoor.cases.withdrawing import who_stops, withdraw_by
from wederhoor.deadlines.case import case_of
from wederhoor.dossiers.called import called
from wederhoor.dossiers.content import DISSATISFACTION, content_of, missing_items
from wederhoor.dossiers.own_answers import own_questions
from wederhoor.dossiers.parties import filer_of
from wederhoor.dossiers.process import answers_for, process_of, terms_wait
from wederhoor.dossiers.service import complainants_of, parties_of
from wederhoor.dossiers.tables import Dossier, Party
from wederhoor.dossiers.told import is_told
from wederhoor.portal.forms import WithdrawForm, complete_form
from wederhoor.portal.own import bp, own_dossier
from wederhoor.portal.second_step import door_open, knows_who, to_door
from wederhoor.rules.complaint_process import MoveNotPossible
from wederhoor.web.permissions import behind_code
from wederhoor.web.runtime import page
from wederhoor.work import Work

WHO = "Wij weten niet meer zeker dat u het bent. Open deze bladzijde opnieuw; dan vragen wij een tweede code."


@bp.get("/aanvullen")
@behind_code
def complete() -> Response:
    """Only the questions that are still open."""
    with own_dossier() as (work, dossier, party):
        return _complete_page(work, dossier, party, None)


@bp.post("/aanvullen")
@behind_code
def complete_send() -> Response:
    """Add what was missing."""
    with own_dossier(write=True) as (work, dossier, party):
        form: Any = complete_form(
            _open_questions(work, dossier, party).fields, own_questions(answers_for(work, dossier))
        )
        if not form.validate():
            return _complete_page(work, dossier, party, form, status=422)
        values = form.values()
        signed = values.pop("signed_name", None)
        if not values and not signed:
            first = next(iter(form))
            first.errors = ["Vul minstens één ding in."]
            return _complete_page(work, dossier, party, form, status=422)
        try:
            complete_case(case_of(work, dossier), party, values, signed_name=signed)
        except MoveNotPossible:
            abort(404)
    return redirect(url_for("portal.status"), 303)


def _open_questions(work: Work, dossier: Dossier, party: Party) -> Lacking:
    answers = answers_for(work, dossier)
    if not process_of(answers).step(dossier.step).open:
        abort(404)
    people = complainants_of(work, dossier.id)
    found = lacking(dossier, party, people, content_of(work, dossier), answers)
    if not found.fields:
        abort(404)
    return found


def _waits(work: Work, dossier: Dossier) -> bool:
    return terms_wait(answers_for(work, dossier))


def _complete_page(work: Work, dossier: Dossier, party: Party, form: Any, status: int = 200) -> Response:
    found = _open_questions(work, dossier, party)
    first = filer_of(complainants_of(work, dossier.id)).id == party.id
    return page(
        "portal/complete.html",
        status,
        block="form",
        form=form
        if form is not None
        else complete_form(found.fields, own_questions(answers_for(work, dossier))),
        missing=found.items,
        terms_wait=_waits(work, dossier),
        received=dossier.received_on is not None,
        filer=first,
    )


@bp.get("/intrekken")
@behind_code
def withdraw() -> Response:
    """What withdrawing means."""
    with own_dossier() as (work, dossier, party):
        _may_withdraw(work, dossier)
        if not door_open(work, party):
            return to_door("intrekken")
        return _withdraw_page(work, dossier, party, WithdrawForm())


def _withdraw_page(
    work: Work, dossier: Dossier, party: Party, form: WithdrawForm, status: int = 200
) -> Response:
    stops, stay = who_stops(case_of(work, dossier), party)
    accused = [one for one in parties_of(work, dossier.id) if one.role == "accused"]
    texts = {one.code: one.text for one in answers_for(work, dossier).texts}
    return page(
        "portal/withdraw.html",
        status,
        block="form",
        form=form,
        informal=dossier.filed_as == DISSATISFACTION,
        along=[str(called(one)) for one in stops if one is not party],
        goes_on=bool(stay),
        told=any(is_told(work, one) for one in accused),
        afterwards=texts.get("after_withdrawal"),
    )


@bp.post("/intrekken")
@behind_code
def withdraw_send() -> Response:
    """Withdraw the complaint."""
    form = WithdrawForm()
    with own_dossier(write=True) as (work, dossier, party):
        _may_withdraw(work, dossier)
        fine = form.validate()
        if fine and not door_open(work, party):
            form.confirm.errors, fine = [WHO], False
        if not fine:
            return _withdraw_page(work, dossier, party, form, 422)
        try:
            withdraw_by(case_of(work, dossier), party, form.reason.data or "")
        except MoveNotPossible:
            abort(404)
    return redirect(url_for("portal.status"), 303)


def _may_withdraw(work: Work, dossier: Dossier) -> None:
    process = process_of(answers_for(work, dossier))
    if not process.step(dossier.step).open:
        abort(404)


@bp.get("/klacht-maken")
@behind_code
def make_complaint() -> Response:
    """What changes when dissatisfaction becomes a complaint."""
    with own_dossier() as (work, dossier, party):
        return _make_page(work, dossier) if knows_who(work, party) else to_door("klacht")


@bp.post("/klacht-maken")
@behind_code
def make_complaint_send() -> Response:
    """It is a complaint from today (KR-029)."""
    with own_dossier(write=True) as (work, dossier, party):
        if not knows_who(work, party):
            return to_door("klacht")
        try:
            become_complaint(case_of(work, dossier))
        except MoveNotPossible:
            abort(404)
    return redirect(url_for("portal.status"), 303)


def _make_page(work: Work, dossier: Dossier) -> Response:
    answers = answers_for(work, dossier)
    if not may_be_complaint(dossier, process_of(answers)):
        abort(404)
    missing = missing_items(content_of(work, dossier), answers.required_content)
    return page("portal/make_complaint.html", missing=missing, terms_wait=terms_wait(answers))
