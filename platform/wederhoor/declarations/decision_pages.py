"""For whoever a declaration went to: what waits, one declaration, and what comes of it."""

import uuid
from collections.abc import Callable, Sequence
from typing import Any

from flask import Blueprint, abort, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from wederhoor.declarations import deciding, views
from wederhoor.declarations import own as own_declarations
from wederhoor.declarations.deciding import DecisionRefused, ForMe, find_for_me
from wederhoor.declarations.forms import ActForm, CorrectionForm, DecisionForm, ReactionForm
from wederhoor.declarations.letters import note_of
from wederhoor.declarations.service import NoSuchDeclaration, NotNow
from wederhoor.notices.letters import pdf_of, without_pdf
from wederhoor.people.service import names_of
from wederhoor.people.staff import staff_work
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.declaring import Outcome
from wederhoor.rules.roles import CONTACT_ROLES, Role
from wederhoor.settings.service import stored_answers
from wederhoor.web.fields import chosen_from
from wederhoor.web.file_names import file_name
from wederhoor.web.keyset import place_text, read_place
from wederhoor.web.permissions import staff
from wederhoor.web.runtime import files, page, pdf
from wederhoor.work import Work, local_date

bp = Blueprint("decisions", __name__, url_prefix="/<organisation>/beslissen")
anybody_named = staff(*Role, *CONTACT_ROLES)
"""The codes name people without any other page here, such as the supervisory board."""


@bp.get("")
@anybody_named
def index() -> Response:
    """What waits for me: decisions first, the first day first."""
    with staff_work() as work:
        after = read_place(request.args.get("na", ""), uuid.UUID)
        found, following = deciding.waiting_page(work, after[0] if after else None)  # type: ignore[arg-type]
        named = names_of(work, list({one.declaration.declarer_id for one in found}))
        return page(
            "declarations/waiting.html",
            to_decide=[_row(work, one, named) for one in found if one.decides],
            to_answer=[_row(work, one, named) for one in found if one.consulted and not one.decides],
            to_read=[_row(work, one, named) for one in found if not one.decides and not one.consulted],
            more=url_for("decisions.index", na=place_text((following,))) if following else None,
        )


def _row(work: Work, one: ForMe, named: dict[uuid.UUID, str]) -> dict[str, Any]:
    declaration = one.declaration
    due = declaration.decide_by
    return {
        "label": declaration.content["label"],
        "what": declaration.content["what"],
        "declarer": named.get(declaration.declarer_id, "een medewerker"),
        "url": url_for("decisions.show", declaration_id=declaration.id),
        "declared_at": declaration.declared_at,
        "decide_by": due,
        "overdue": due is not None and due < work.today,
        "for_another": all(reader.account_id not in (None, current_user.account_id) for reader in one.mine),
        "late": views.late_in_words(declaration.lateness, declaration),
    }


def _find(work: Work, declaration_id: uuid.UUID, *, lock: bool = False) -> ForMe:
    try:
        return find_for_me(work, declaration_id, lock=lock)
    except NoSuchDeclaration:
        abort(404)


@bp.get("/<uuid:declaration_id>")
@anybody_named
def show(declaration_id: uuid.UUID) -> Response:
    """One declaration. Looking at it is on the record."""
    with staff_work(write=True) as work:
        found = _find(work, declaration_id)
        facts = {"by": "wie beslist of meeleest"}
        record.append(work, found.declaration.id, [record.Entry(event=Event.DECLARATION_READ, facts=facts)])
        return _page(work, found)


def _page(
    work: Work,
    found: ForMe,
    *,
    form: DecisionForm | None = None,
    reaction: ReactionForm | None = None,
    act: ActForm | None = None,
    correction: CorrectionForm | None = None,
    wrong: str = "",
    status: int = 200,
) -> Response:
    declaration = found.declaration
    answers = stored_answers(work, declaration.answers_id)
    outcomes = found.outcomes
    if outcomes and form is None:
        form = DecisionForm(formdata=None)
    if form is not None:
        form.prepare(outcomes)
    asked = found.consulted is not None and found.consulted.done_at is None
    follow = deciding.follow_ups(work, declaration)
    if follow and act is None:
        act = ActForm(formdata=None)
    if act is not None:
        act.prepare([(one.code, one.what) for one in follow], work.today)
    if found.corrections and correction is None:
        correction = CorrectionForm(formdata=None)
    if correction is not None:
        correction.prepare(found.corrections)
    note = note_of(work, declaration) if found.decides else None
    return page(
        "declarations/decide.html",
        status,
        block="form",
        one=views.declaration_view(work, declaration, answers),
        people=views.people_view(work, declaration),
        waits_for=[
            declaration.content["readers"].get(r.role, r.role) for r in deciding.waits_for(work, declaration)
        ],
        form=form if outcomes else None,
        only_note=outcomes == (Outcome.NOTED,),
        reaction=(reaction or ReactionForm(formdata=None)) if asked else None,
        acts=views.acts_view(work, declaration, rights=False),
        act=act if follow else None,
        correction=correction if found.corrections else None,
        correct_url=url_for("decisions.correct", declaration_id=declaration.id),
        total=views.giver_view(work, declaration, answers, own=False),
        wrong=wrong,
        decide_url=url_for("decisions.decide", declaration_id=declaration.id),
        react_url=url_for("decisions.react", declaration_id=declaration.id),
        act_url=url_for("decisions.note_act", declaration_id=declaration.id),
        note_url=url_for("decisions.note_pdf", declaration_id=declaration.id) if note else None,
        note_ready=note is not None and note.pdf_made_at is not None,
        note_failed=note is not None and bool(without_pdf(work, [note.id])),
        term=answers.profile.declarations,
        index_url=url_for("decisions.index"),
    )


@bp.post("/<uuid:declaration_id>/besluit")
@anybody_named
def decide(declaration_id: uuid.UUID) -> Response:
    """Say what comes of it."""
    form = DecisionForm()

    def decided(work: Work, found: ForMe, outcome: Outcome) -> None:
        deciding.decide(
            work,
            found,
            outcome,
            reason=form.reason.data or "",
            destination=form.destination.data or "",
        )

    return _answered(declaration_id, form, "form", lambda found: found.outcomes, decided)


@bp.post("/<uuid:declaration_id>/verbetering")
@anybody_named
def correct(declaration_id: uuid.UUID) -> Response:
    """Decide otherwise than was decided, and say why."""
    form = CorrectionForm()

    def corrected(work: Work, found: ForMe, outcome: Outcome) -> None:
        deciding.correct(
            work,
            found,
            outcome,
            why=form.why.data or "",
            reason=form.reason.data or "",
            destination=form.destination.data or "",
        )

    return _answered(declaration_id, form, "correction", lambda found: found.corrections, corrected)


def _answered(
    declaration_id: uuid.UUID,
    form: DecisionForm,
    shown_as: str,
    possible: Callable[[ForMe], Sequence[Outcome]],
    do: Callable[[Work, ForMe, Outcome], None],
) -> Response:
    """An answer is given, the first or another: one of what is possible, and what the room refuses stands at its field."""
    with staff_work(write=True) as work:
        found = _find(work, declaration_id, lock=True)
        outcomes = possible(found)
        form.prepare(outcomes)
        if not form.validate():
            return _page(work, found, **{shown_as: form}, status=422)
        if outcomes and not chosen_from(form.outcome, empty=False):
            form.outcome.errors = ["Kies uw antwoord."]
            return _page(work, found, **{shown_as: form}, status=422)
        try:
            do(work, found, Outcome(form.outcome.data) if outcomes else Outcome.NOTED)
        except DecisionRefused as refused:
            form[refused.field].errors = [refused.reason]
            return _page(work, found, **{shown_as: form}, status=422)
        except NotNow as late:
            return _page(work, found, wrong=str(late), status=422)
    return redirect(url_for("decisions.show", declaration_id=declaration_id), 303)


@bp.post("/<uuid:declaration_id>/reactie")
@anybody_named
def react(declaration_id: uuid.UUID) -> Response:
    """What I think of it, as somebody who must be asked first."""
    form = ReactionForm()
    with staff_work(write=True) as work:
        found = _find(work, declaration_id, lock=True)
        if not form.validate() or not form.words.data:
            form.words.errors = form.words.errors or ["Schrijf uw reactie op."]
            return _page(work, found, reaction=form, status=422)
        try:
            deciding.react(work, found, form.words.data)
        except NotNow as late:
            return _page(work, found, wrong=str(late), status=422)
    return redirect(url_for("decisions.show", declaration_id=declaration_id), 303)


@bp.post("/<uuid:declaration_id>/gedaan")
@anybody_named
def note_act(declaration_id: uuid.UUID) -> Response:
    """Note what the code wants done."""
    form = ActForm()
    with staff_work(write=True) as work:
        found = _find(work, declaration_id, lock=True)
        follow = deciding.follow_ups(work, found.declaration)
        if not follow:
            abort(404)
        form.prepare([(one.code, one.what) for one in follow], work.today)
        good = form.validate()
        if not chosen_from(form.code, empty=False):
            form.code.errors, good = ["Kies wat er is gedaan."], False
        if not form.done_on.data and not form.done_on.errors:
            form.done_on.errors, good = ["Vul de dag in waarop het is gedaan."], False
        if not good or form.done_on.data is None:
            return _page(work, found, act=form, status=422)
        try:
            deciding.note_act(
                work, found, form.code.data, done_on=form.done_on.data, note=form.note.data or ""
            )
        except DecisionRefused as refused:
            form[refused.field].errors = [refused.reason]
            return _page(work, found, act=form, status=422)
    return redirect(url_for("decisions.show", declaration_id=declaration_id), 303)


@bp.get("/<uuid:declaration_id>/aantekening.pdf")
@anybody_named
def note_pdf(declaration_id: uuid.UUID) -> Response:
    """The note for the personnel file, for whoever decided and for whom it is about."""
    with staff_work(write=True) as work:
        try:
            found = find_for_me(work, declaration_id)
            declaration = found.declaration if found.decides else abort(404)
        except NoSuchDeclaration:
            try:
                declaration = own_declarations.find_own(work, declaration_id, current_user.account_id)
            except NoSuchDeclaration:
                abort(404)
        letter = note_of(work, declaration)
        body = pdf_of(work, files(), letter) if letter else None
        if body is None:
            abort(404)
        facts = {"letter": letter.title if letter else ""}
        record.append(work, declaration.id, [record.Entry(event=Event.LETTER_READ, facts=facts)])
        name = file_name("aantekening", "pdf", on=local_date(declaration.declared_at))
    return pdf(body, name)
