"""Pages of the acts: `/<organisation>/kantoor/dossiers/<id>/...`."""

import uuid
from collections.abc import Sequence
from datetime import UTC, datetime

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response

from wederhoor.cases import naming
from wederhoor.complaints.acts import Act, why_not
from wederhoor.complaints.catalogue import act_with
from wederhoor.complaints.forms import NOBODY, OUTSIDE, SEEN, ActForm, ReleaseForm, act_form
from wederhoor.complaints.said import what_was_done
from wederhoor.complaints.since import Change, changed_since, last_entry
from wederhoor.deadlines.case import Case, case_of
from wederhoor.dossiers.parties import to_heed
from wederhoor.dossiers.process import answers_for
from wederhoor.dossiers.service import accused_of, barred_accounts, complainants_of, find
from wederhoor.dossiers.tables import Dossier
from wederhoor.notices.labels import channel_label, letter_title, to_label
from wederhoor.notices.service import NoticeGone
from wederhoor.people.staff import staff_work
from wederhoor.rules.complaint_process import MoveNotPossible
from wederhoor.rules.roles import HANDLERS, JUDGES
from wederhoor.rules.working_hours import next_working_hour
from wederhoor.web.permissions import staff
from wederhoor.web.runtime import page
from wederhoor.web.telling import tell
from wederhoor.work import AMSTERDAM, Refused, Work

bp = Blueprint("complaints", __name__, url_prefix="/<organisation>/kantoor/dossiers")
judges = staff(*JUDGES)
handlers = staff(*HANDLERS)
SURE = "sure_of_it"
"""The button that says yes to what cannot be taken back; it stands on the page once what will happen was read."""
RELEASE = Act(
    slug="vrijgeven",
    title="Over wie gaat deze klacht?",
    lead="",
    submit="",
    fields=lambda _case: (),
    do=lambda _case, _values: None,
)
"""Only named here: what is asked differs too much from the other acts."""


@bp.get("/<uuid:dossier_id>/vrijgeven")
@handlers
def release(dossier_id: uuid.UUID) -> Response:
    """Who is this about?"""
    with staff_work() as work:
        dossier = find(work, dossier_id)
        case = case_of(work, dossier)
        if refused := _not_released(case):
            return _act_page(case, RELEASE, None, refused=refused)
        return _release_page(work, dossier, ReleaseForm())


@bp.post("/<uuid:dossier_id>/vrijgeven")
@handlers
def release_send(dossier_id: uuid.UUID) -> Response:
    """Confirm who it is about; then the notices go."""
    form = ReleaseForm()
    with staff_work(write=True) as work:
        dossier = find(work, dossier_id, lock=True)
        case = case_of(work, dossier)
        if refused := _not_released(case):
            return _act_page(case, RELEASE, None, 422, refused=refused)
        people = naming.employees(work)
        named = _named(work, dossier)
        form.prepare(people, named, naming.leaders(work, dossier.id))
        if not form.validate():
            return _release_page(work, dossier, form, status=422)
        if SURE not in request.form:
            return _release_page(work, dossier, form, status=422, asks=True)
        by_id = {str(person.account_id): person for person in people}
        chosen = form.employee.data
        accused = None if chosen == NOBODY else form.outsider if chosen == OUTSIDE else by_id[chosen]
        try:
            naming.confirm_accused(
                work,
                dossier,
                accused=accused,
                supervisor=by_id.get(form.leader),
                party_id=_party(form.party.data, named),
                not_before=_moment(work, next_day=form.when.data == "next_day"),
            )
        except NoticeGone:
            form.employee.errors = ["Dit is al bevestigd, misschien door een collega. Bekijk het dossier."]
            return _release_page(work, dossier, form, status=422)
        still_mine = chosen != str(work.actor.account_id)
    target = url_for("desk.dossier", dossier_id=dossier_id) if still_mine else url_for("desk.register")
    return redirect(target, 303)


def _not_released(case: Case) -> str:
    """Why nobody can be confirmed any more; empty while it can be done, or while notices still wait for it."""
    if naming.held_notices(case.work, case.dossier.id):
        return ""
    return str(why_not(RELEASE, case) or "")


def _named(work: Work, dossier: Dossier) -> list[tuple[str, str]]:
    """Who was named and not confirmed yet."""
    waiting = [party for party in accused_of(work, dossier.id) if not party.confirmed_at]
    return [(str(party.id), (party.name or {}).get("name") or "Zonder naam") for party in waiting]


def _party(chosen: str, named: Sequence[tuple[str, str]]) -> uuid.UUID | None:
    """The party that was chosen; nobody who was named means a new one."""
    if chosen == "new":
        return uuid.UUID(int=0)
    return uuid.UUID(chosen) if chosen in dict(named) else None


def _moment(work: Work, *, next_day: bool) -> datetime:
    """From when people at work are told: never outside working hours."""
    return next_working_hour(work.now.astimezone(AMSTERDAM), next_day=next_day).astimezone(UTC)


def _release_page(
    work: Work, dossier: Dossier, form: ReleaseForm, status: int = 200, *, asks: bool = False
) -> Response:
    named = _named(work, dossier)
    form.prepare(naming.employees(work), named, naming.leaders(work, dossier.id))
    answers = answers_for(work, dossier)
    held = [
        {
            "letter": letter_title(answers, row.letter),
            "to": to_label(row.addressee, row.letter),
            "channel": channel_label(row.channel),
        }
        for row in naming.held_notices(work, dossier.id)
    ]
    return page(
        "complaints/release.html",
        status,
        block="form",
        form=form,
        held=held,
        several=len(named) > 1 or not held,
        asks=_what_follows(form) if asks else "",
        dossier=_crumb(dossier),
    )


def _what_follows(form: ReleaseForm) -> str:
    """What happens once somebody says yes: who hears of it, and who cannot open the dossier any more."""
    if form.employee.data == NOBODY:
        return "Niemand krijgt bericht. Wat er voor de aangeklaagde klaarstond, gaat niet meer."
    if form.employee.data == OUTSIDE:
        name = " ".join(part for part in (form.given_name.data, form.surname.data) if part)
        return f"{name} hoort dat er een klacht over hem of haar is, en wie erover klaagt."
    called = {choice[0]: choice[1] for choice in form.employee.iter_choices()}
    name = str(called[form.employee.data]).split(", onder ")[0]
    leader = str(called.get(form.leader, "")).split(", onder ")[0]
    told = f", en {leader} hoort het als leidinggevende" if leader else ""
    return f"{name} hoort dat er een klacht over hem of haar is{told}. {name} kan dit dossier dan niet meer openen."


@bp.get("/<uuid:dossier_id>/<act>")
@judges
def act(dossier_id: uuid.UUID, act: str) -> Response:
    """One act: what is asked, or why it cannot be done now."""
    with staff_work() as work:
        case = case_of(work, find(work, dossier_id))
        one = _act(case, act)
        if refused := why_not(one, case):
            return _act_page(case, one, None, refused=str(refused))
        form = act_form(one.fields(case), case, seen=last_entry(work, dossier_id))
        return _act_page(case, one, form)


@bp.post("/<uuid:dossier_id>/<act>")
@judges
def act_send(dossier_id: uuid.UUID, act: str) -> Response:
    """Do an act, unless somebody else did something since the form was made: then both see both."""
    with staff_work(write=True) as work:
        case = case_of(work, find(work, dossier_id, lock=True))
        one = _act(case, act)
        changed = changed_since(work, dossier_id, request.form.get(SEEN, ""))
        if refused := why_not(one, case):
            return _act_page(case, one, None, 422, refused=str(refused), changed=changed)
        form = act_form(one.fields(case), case)
        if not form.whole() or changed:
            return _act_page(case, one, form, 422, changed=changed)
        step = case.dossier.step
        try:
            if more := one.then(case, form.values()):
                form = act_form((*one.fields(case), *more), case)
                if form.asks_besides(more) or not form.whole():
                    return _act_page(case, one, form, 422)
            if one.final(case) and SURE not in request.form:
                lines = one.foretold(case, form.values())
                return _act_page(case, one, form, 422, asks=True, foretold=lines)
            one.do(case, form.values())
        except (Refused, MoveNotPossible) as why:
            work.refuse()
            _show(form, getattr(why, "field", ""), why.reason)
            return _act_page(case_of(work, find(work, dossier_id)), one, form, 422)
        still_mine = work.actor.account_id not in barred_accounts(work, dossier_id)
        tell(what_was_done(one, case.answers, step, find(work, dossier_id) if still_mine else None))
    target = url_for("desk.dossier", dossier_id=dossier_id) if still_mine else url_for("desk.register")
    return redirect(target, 303)


def _act(case: Case, slug: str) -> Act:
    found = act_with(case, slug)
    if found is None:
        abort(404)
    return found


def _show(form: ActForm, name: str, reason: str) -> None:
    """An error at its field, or at the first when it is about the act as a whole."""
    field = form[name if name in form else form.asked[0].name]
    field.errors = [reason]


def _act_page(
    case: Case,
    one: Act,
    form: ActForm | None,
    status: int = 200,
    *,
    refused: str = "",
    changed: Sequence[Change] = (),
    asks: bool = False,
    foretold: Sequence[str] = (),
) -> Response:
    if form is not None and changed:
        form.seen.data = str(last_entry(case.work, case.dossier.id))
    source = one.source(case)
    return page(
        "complaints/act.html",
        status,
        block="form",
        act=one,
        article=str(source) if source else "",
        form=form,
        refused=refused,
        changed=changed,
        beside=one.beside(case) if form is not None else (),
        final=one.final(case) if form is not None else "",
        asks=asks,
        foretold=foretold,
        dossier=_crumb(case.dossier),
        heed=to_heed(complainants_of(case.work, case.dossier.id)),
    )


def _crumb(dossier: Dossier) -> dict[str, object]:
    return {"id": dossier.id, "number": dossier.number, "url": url_for("desk.dossier", dossier_id=dossier.id)}
