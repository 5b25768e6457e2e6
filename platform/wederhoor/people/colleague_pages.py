"""For HR and the secretary: who works here, under whom, and who stands in. For everybody: "Ik ben er niet"."""

import uuid
from typing import Any

from flask import Blueprint, abort, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from wederhoor.people import away as stand_ins
from wederhoor.people import colleagues, leaving
from wederhoor.people.colleague_forms import NOBODY, SearchForm, StandInForm, TeamForm, WorkForm
from wederhoor.people.employments import KIND_LABELS, NoSuchStandIn, NotOneself, StandsInAlready
from wederhoor.people.reachable import Reach, reach_of
from wederhoor.people.service import everybody
from wederhoor.people.staff import staff_work
from wederhoor.people.succeeding import MayNotHold
from wederhoor.rules.roles import Role
from wederhoor.rules.wording import dutch_date
from wederhoor.web.permissions import staff, worker
from wederhoor.web.runtime import page
from wederhoor.work import Work

bp = Blueprint("colleagues", __name__, url_prefix="/<organisation>/kantoor/medewerkers")
away = Blueprint("away", __name__, url_prefix="/<organisation>/afwezig")
keepers = staff(Role.HR, Role.SECRETARY)
NOT_YOURSELF = "Dit noteert u niet voor uzelf. Vraag het een collega van HR of de secretaris."


@bp.get("")
@keepers
def index() -> Response:
    """Everybody who works here."""
    with staff_work() as work:
        return _index_page(work, TeamForm())


@bp.post("")
@keepers
def add_team() -> Response:
    """A new team."""
    form = TeamForm()
    with staff_work(write=True) as work:
        if not form.validate():
            return _index_page(work, form, 422)
        try:
            colleagues.start_team(work, form.name.data)
        except colleagues.TeamExists:
            form.name.errors = ["Dit team is er al."]
            return _index_page(work, form, 422)
    return redirect(url_for("colleagues.index"), 303)


@bp.post("/zoek")
@keepers
def search() -> Response:
    """Who answers to some words: posted, because a name never stands in an address."""
    looked = SearchForm()
    looked.validate()
    with staff_work() as work:
        return _index_page(work, TeamForm(formdata=None), looked=looked)


def _index_page(
    work: Work, form: TeamForm, status: int = 200, *, looked: SearchForm | None = None
) -> Response:
    everybody = colleagues.colleagues(work)
    text = looked.zoek.data if looked is not None and not looked.errors else ""
    people = [
        {"who": one, "url": url_for("colleagues.show", account_id=one.account_id)}
        for one in colleagues.matching(everybody, text)
    ]
    return page(
        "people/colleagues.html",
        422 if looked is not None and looked.errors else status,
        block="form",
        people=people,
        total=len(everybody),
        looked=looked or SearchForm(formdata=None),
        text=text,
        urls={"index": url_for("colleagues.index"), "search": url_for("colleagues.search")},
        teams=colleagues.teams(work),
        form=form,
    )


@bp.get("/<uuid:account_id>")
@keepers
def show(account_id: uuid.UUID) -> Response:
    """One person: how they worked and work here, and who stands in."""
    with staff_work() as work:
        name = _name(work, account_id)
        return page(
            "people/colleague.html",
            name=name,
            stages=colleagues.stages(work, account_id),
            kinds=KIND_LABELS,
            away=_away_view(stand_ins.away_of(work, account_id), "colleagues.end"),
            instead=stand_ins.instead_of(work, account_id),
            mine=account_id == current_user.account_id,
            held=leaving.held(work, account_id),
            reach=_shown(reach_of(work, [account_id]).get(account_id)),
            end_url=url_for("leaving.ask", account_id=account_id) if Role.HR in work.actor.roles else None,
            urls=_urls(account_id),
        )


def _shown(reach: Reach | None) -> Reach | None:
    """Where somebody can be reached, when anything of it was noted."""
    return reach if reach and (reach.phone or reach.email) else None


def _name(work: Work, account_id: uuid.UUID) -> str:
    try:
        return colleagues.colleague(work, account_id)
    except colleagues.NoSuchColleague:
        abort(404)


def _urls(account_id: uuid.UUID) -> dict[str, str]:
    return {
        "index": url_for("colleagues.index"),
        "show": url_for("colleagues.show", account_id=account_id),
        "work": url_for("colleagues.change", account_id=account_id),
        "stand_in": url_for("colleagues.stand_in", account_id=account_id),
        "own": url_for("away.index"),
        "reach": url_for("reachable.ask", account_id=account_id),
    }


def _away_view(found: list[stand_ins.Away], endpoint: str) -> list[dict[str, Any]]:
    return [{"one": one, "end_url": url_for(endpoint, stand_in_id=one.id)} for one in found]


@bp.get("/<uuid:account_id>/werk")
@keepers
def change(account_id: uuid.UUID) -> Response:
    """Another team, capacity or supervisor from a day on."""
    with staff_work() as work:
        name, form = _name(work, account_id), WorkForm()
        stages = colleagues.stages(work, account_id)
        last = colleagues.last_noted(work, account_id)
        form.seen.data = str(last.id) if last else ""
        if last is not None:
            form.kind.data, form.team.data = last.kind, stages[0].team or ""
            form.supervisor.data = str(last.supervisor_id or NOBODY)
        form.valid_from.process_data(work.today)
        return _work_page(work, account_id, name, form)


@bp.post("/<uuid:account_id>/werk")
@keepers
def change_send(account_id: uuid.UUID) -> Response:
    """Note it; what was noted before stays."""
    form = WorkForm()
    with staff_work(write=True) as work:
        name = _name(work, account_id)
        _offer_supervisors(work, account_id, form)
        if not form.validate() or form.valid_from.data is None:
            return _work_page(work, account_id, name, form, 422)
        try:
            colleagues.change_employment(
                work,
                account_id,
                kind=form.kind.data,
                team=form.team.data or None,
                supervisor_id=None if form.supervisor.data == NOBODY else uuid.UUID(form.supervisor.data),
                valid_from=form.valid_from.data,
                seen=form.seen.data,
            )
        except stand_ins.NotForOneself:
            form.supervisor.errors = [NOT_YOURSELF]
        except colleagues.RoundInCircles:
            form.supervisor.errors = [f"{name} geeft, direct of via anderen, zelf leiding aan deze persoon."]
        except colleagues.NotedAlready as problem:
            form.valid_from.errors = [
                f"Vanaf {dutch_date(problem.since)} is al iets genoteerd, en dat blijft staan. Kies die dag of een latere."
            ]
        except colleagues.NotedMeanwhile:
            last = colleagues.last_noted(work, account_id)
            form.seen.data = str(last.id) if last else ""
            form.kind.errors = [
                "Een collega wijzigde dit net. Kijk wat er nu staat en bewaar dan nog een keer."
            ]
        else:
            return redirect(url_for("colleagues.show", account_id=account_id), 303)
        return _work_page(work, account_id, name, form, 422)


def _offer_supervisors(work: Work, account_id: uuid.UUID, form: WorkForm) -> None:
    people = everybody(work)
    last = colleagues.last_noted(work, account_id)
    if last is not None and last.supervisor_id and last.supervisor_id not in people:  # who left, still noted
        people |= {last.supervisor_id: colleagues.colleague(work, last.supervisor_id)}
    form.prepare(colleagues.teams(work), [(str(i), name) for i, name in people.items() if i != account_id])


def _work_page(work: Work, account_id: uuid.UUID, name: str, form: WorkForm, status: int = 200) -> Response:
    _offer_supervisors(work, account_id, form)
    now = next((one for one in colleagues.stages(work, account_id) if one.now), None)
    return page(
        "people/work.html",
        status,
        block="form",
        name=name,
        now=now,
        kinds=KIND_LABELS,
        form=form,
        mine=account_id == current_user.account_id,
        urls=_urls(account_id),
    )


@bp.get("/<uuid:account_id>/vervanger")
@keepers
def stand_in(account_id: uuid.UUID) -> Response:
    """Somebody who stands in for this person."""
    with staff_work() as work:
        return _stand_in_page(account_id, _name(work, account_id), _stand_in_form(work, account_id))


@bp.post("/<uuid:account_id>/vervanger")
@keepers
def stand_in_send(account_id: uuid.UUID) -> Response:
    """Note who stands in; both hear of it."""
    form = StandInForm()
    with staff_work(write=True) as work:
        who = _name(work, account_id)
        if not _named(work, account_id, form):
            return _stand_in_page(account_id, who, form, 422)
    return redirect(url_for("colleagues.show", account_id=account_id), 303)


def _named(work: Work, account_id: uuid.UUID, form: StandInForm) -> bool:
    """Name the stand-in of a form; False, with what is wrong at its field, when that cannot be."""
    _offer_stand_ins(work, account_id, form)
    if not form.validate() or form.valid_from.data is None:
        return False
    try:
        stand_ins.name_in_place(
            work,
            account_id,
            uuid.UUID(form.stand_in.data),
            valid_from=form.valid_from.data,
            valid_until=form.valid_until.data,
            with_role=_gives_roles(work),
        )
    except stand_ins.NeedsLastDay:
        form.valid_until.errors = [
            "Deze persoon krijgt een rol zolang de vervanging duurt. Vul de laatste dag in."
        ]
    except MayNotHold as problem:
        form.stand_in.errors = [problem.why]
    except (NotOneself, stand_ins.NotForOneself):
        form.stand_in.errors = [NOT_YOURSELF]
    except stand_ins.CannotOpen:
        form.stand_in.errors = [
            "Deze persoon mag niet alles openen wat er ligt, of heeft er de rol niet voor. Kies iemand anders."
        ]
    except stand_ins.NotThere:
        form.stand_in.errors = [
            "Deze persoon is er in die dagen zelf niet, of werkt hier dan niet meer. Kies iemand anders."
        ]
    except StandsInAlready:
        form.stand_in.errors = ["Deze persoon vervangt in die dagen al."]
    else:
        return True
    return False


def _stand_in_form(work: Work, account_id: uuid.UUID) -> StandInForm:
    """The form as it is first shown: from today."""
    form = StandInForm()
    form.valid_from.process_data(work.today)
    _offer_stand_ins(work, account_id, form)
    return form


def _offer_stand_ins(work: Work, account_id: uuid.UUID, form: StandInForm) -> None:
    first = form.valid_from.data or work.today
    chosen = form.stand_in.data
    people = stand_ins.able_to_stand_in(work, account_id, max(first, work.today), form.valid_until.data)
    offered = [(str(other), name) for other, name in people.items()]
    if _gives_roles(work):
        more = stand_ins.able_with_role(work, account_id, max(first, work.today), form.valid_until.data)
        offered += [
            (str(other), f"{name} (krijgt zolang de rol die nodig is)") for other, name in more.items()
        ]
    if chosen and chosen not in dict(offered):  # judged by its own reason
        offered += [(str(one), name) for one, name in everybody(work).items() if str(one) == chosen]
    form.prepare(offered, work.today)


def _gives_roles(work: Work) -> bool:
    """HR gives roles; nobody does for who stands in for themselves, and nobody to themselves."""
    return Role.HR in work.actor.roles


def _stand_in_page(account_id: uuid.UUID, name: str, form: StandInForm, status: int = 200) -> Response:
    return page("people/stand_in.html", status, block="form", name=name, form=form, urls=_urls(account_id))


@bp.post("/vervanging/<uuid:stand_in_id>/einde")
@keepers
def end(stand_in_id: uuid.UUID) -> Response:
    """The standing in is over."""
    with staff_work(write=True) as work:
        try:
            ended = stand_ins.back_again(work, stand_in_id)
        except NoSuchStandIn:
            abort(404)
        return redirect(url_for("colleagues.show", account_id=ended.account_id), 303)


@away.get("", endpoint="index")
@worker
def index_own() -> Response:
    """Who stands in for me, and for whom I do."""
    with staff_work() as work:
        return _own_page(work, _stand_in_form(work, current_user.account_id))


@away.post("")
@worker
def name_own() -> Response:
    """I am away: this is who does my work."""
    form = StandInForm()
    with staff_work(write=True) as work:
        if not _named(work, current_user.account_id, form):
            return _own_page(work, form, 422)
    return redirect(url_for("away.index"), 303)


@away.post("/<uuid:stand_in_id>/einde")
@worker
def end_own(stand_in_id: uuid.UUID) -> Response:
    """I am back."""
    with staff_work(write=True) as work:
        try:
            stand_ins.back_again(work, stand_in_id, of=current_user.account_id)
        except NoSuchStandIn:
            abort(404)
    return redirect(url_for("away.index"), 303)


def _own_page(work: Work, form: StandInForm, status: int = 200) -> Response:
    me = current_user.account_id
    return page(
        "people/away.html",
        status,
        block="form",
        away=_away_view(stand_ins.away_of(work, me), "away.end_own"),
        instead=stand_ins.instead_of(work, me),
        form=form,
    )
