"""For HR: somebody leaves, or a role is taken back. For HR and the administrator: what waits for nobody."""

import uuid
from collections.abc import Mapping, Sequence

from flask import Blueprint, abort, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from wederhoor.people import colleagues, leaving, reach, succeeding
from wederhoor.people import waiting as waiting_service
from wederhoor.people.colleague_forms import LeavingForm, TakeForm, role_field
from wederhoor.people.leaving_view import foretold, given, offer_takers, proposed
from wederhoor.people.service import everybody
from wederhoor.people.staff import staff_work
from wederhoor.rules.roles import Role, called_at
from wederhoor.rules.wording import dutch_date, listed
from wederhoor.web.permissions import staff
from wederhoor.web.runtime import page
from wederhoor.work import Work

bp = Blueprint("leaving", __name__, url_prefix="/<organisation>/kantoor/medewerkers")
hr = staff(Role.HR)
keepers = staff(*waiting_service.KEEPING)
LEAVES = "Werkt hier niet meer."
"""Why everything ends when somebody leaves, unless there is more to say."""
LOOK = "look"
"""What the Enter key does: it says what would happen, and changes nothing."""


@bp.get("/<uuid:account_id>/einde")
@hr
def ask(account_id: uuid.UUID) -> Response:
    """What ends, when and why, and who takes over what depends on this person. With `alles` everything ends."""
    form = LeavingForm(formdata=None)
    with staff_work() as work:
        name = _name(work, account_id)
        form.last_day.process_data(work.today)
        lefts = _offer(work, account_id, form)
        if "alles" in request.args and account_id != work.actor.account_id:
            form.what.data = [str(one.id) for one in leaving.held(work, account_id)]
            form.reason.data = LEAVES
            form.taker.data = str(proposed(work, account_id, lefts) or "")
        return _ask_page(work, account_id, name, form, lefts)


@bp.post("/<uuid:account_id>/einde")
@hr
def send(account_id: uuid.UUID) -> Response:
    """Note it, on the record of the organisation; what would be left goes to who was chosen, in the same act."""
    form = LeavingForm()
    with staff_work(write=True) as work:
        name = _name(work, account_id)
        lefts = _offer(work, account_id, form)
        if not form.validate() or form.last_day.data is None:
            return _ask_page(work, account_id, name, form, lefts, 422)
        if request.form.get("act") == LOOK:
            said = foretold(work, account_id, form, lefts)
            return _ask_page(work, account_id, name, form, lefts, 422, foretold=said)
        try:
            leaving.end(
                work,
                account_id,
                {uuid.UUID(one) for one in form.what.data},
                last_day=form.last_day.data,
                reason=form.reason.data,
                to=form.taken(reach.ROOMS),
                roles=given(work, account_id, form, lefts),
            )
        except leaving.NotYours:
            form.what.errors = ["Dit doet u niet voor uzelf. Vraag het een collega van HR."]
        except leaving.EndsAlready:
            form.what.errors = [
                "Dit eindigt al eerder, of een collega wijzigde het net. Kijk wat er nu staat."
            ]
        except leaving.NotBegun as problem:
            form.last_day.errors = [f"Dit begint pas op {dutch_date(problem.since)}. Kies een latere dag."]
        except leaving.NobodyHandles as problem:
            form.what.errors = [
                f"Dan behandelt vanaf {dutch_date(problem.day)} niemand meer klachten. Geef eerst iemand anders de rol van "
                "secretaris of kwaliteitsfunctionaris, of kies hieronder wie haar krijgt."
            ]
        except leaving.NobodyReceives as problem:
            form.what.errors = [
                f"Dan is er geen {called_at(work.organisation.roles, problem.role)} meer. Geef eerst iemand anders die rol, of kies "
                "hieronder wie haar krijgt."
            ]
        except succeeding.MayNotHold as problem:
            field = form[role_field(problem.role)]
            field.errors = [f"{problem.why} Kies iemand anders voor deze rol, of niemand."]
        except reach.WouldBeLeft as left:
            _say_left(form, left)
        except reach.CannotTake as problem:
            field = form[f"taker_{problem.room}"] if problem.room else form.taker
            field.errors = ["Deze collega mag niet alles openen. Kies iemand anders uit de lijst."]
        else:
            return redirect(url_for("colleagues.show", account_id=account_id), 303)
        return _ask_page(work, account_id, name, form, lefts, 422)


def _say_left(form: LeavingForm, left: reach.WouldBeLeft) -> None:
    """What would be left, and that somebody must be chosen; or that it has to be divided first."""
    nobody = [
        one.what for one in left.lefts.values() if not one.takers | one.with_role - {current_user.account_id}
    ]
    if nobody:
        form.what.errors = [
            f"Dit blijft dan liggen: {listed(nobody)}. Niemand anders mag dat allemaal openen. Verdeel het eerst over anderen."
        ]
    elif form.taker.choices:
        form.taker.errors = [
            f"Dit blijft anders liggen: {listed(left.what)}. Kies wie het overneemt. Dat gaat meteen in."
        ]
    else:
        chosen = form.taken(left.lefts)
        for room, one in left.lefts.items():
            if room not in chosen:
                form[f"taker_{room}"].errors = [
                    f"Dit blijft anders liggen: {one.what}. Kies wie het overneemt."
                ]


def _name(work: Work, account_id: uuid.UUID) -> str:
    try:
        return colleagues.colleague(work, account_id)
    except colleagues.NoSuchColleague:
        abort(404)


def _offer(work: Work, account_id: uuid.UUID, form: LeavingForm) -> dict[str, reach.Left]:
    """Fill what can be chosen; what would be left, which nobody is asked about themselves."""
    form.prepare((str(one.id), _told(one)) for one in leaving.held(work, account_id))
    if account_id == work.actor.account_id:
        return {}
    lefts = leaving.would_leave(work, account_id)
    offer_takers(work, account_id, form, lefts)
    return lefts


def _told(one: leaving.Held) -> str:
    ends = f" tot en met {dutch_date(one.until)}" if one.until else ""
    return f"{one.label[0].upper()}{one.label[1:]}, vanaf {dutch_date(one.since)}{ends}"


def _ask_page(
    work: Work,
    account_id: uuid.UUID,
    name: str,
    form: LeavingForm,
    lefts: Mapping[str, reach.Left],
    status: int = 200,
    *,
    foretold: Sequence[str] = (),
) -> Response:
    if status >= 400:
        work.refuse()
    mine = account_id == current_user.account_id
    return page(
        "people/leaving.html",
        status,
        block="form",
        name=name,
        form=form,
        lefts=[one.what for one in lefts.values()],
        roles=[] if mine else leaving.roles_held(work, account_id),
        mine=mine,
        foretold=foretold,
        look=LOOK,
        urls={
            "index": url_for("colleagues.index"),
            "show": url_for("colleagues.show", account_id=account_id),
        },
    )


@bp.get("/wacht")
@keepers
def waiting() -> Response:
    """What waits and nobody can open; not what it is about."""
    with staff_work() as work:
        rows = [
            {"one": one, "url": url_for("leaving.take", room=one.room, what=one.id)}
            for one in reach.waiting(work)
        ]
        return page("people/waiting.html", rows=rows)


@bp.get("/wacht/<room>/<uuid:what>")
@keepers
def take(room: str, what: uuid.UUID) -> Response:
    """Who takes it?"""
    with staff_work() as work:
        return _take_page(work, _waits(work, room, what), TakeForm(formdata=None))


@bp.post("/wacht/<room>/<uuid:what>")
@keepers
def take_send(room: str, what: uuid.UUID) -> Response:
    """Somebody takes it, and hears of it."""
    form = TakeForm()
    with staff_work(write=True) as work:
        one = _waits(work, room, what)
        form.offer(_can_take(work, one))
        if not form.validate():
            return _take_page(work, one, form, 422)
        try:
            waiting_service.take(work, room, what, uuid.UUID(form.taker.data))
        except reach.CannotTake:
            form.taker.errors = ["Deze collega mag dit niet openen. Kies iemand anders uit de lijst."]
            return _take_page(work, one, form, 422)
    return redirect(url_for("leaving.waiting"), 303)


def _waits(work: Work, room: str, what: uuid.UUID) -> reach.Waiting:
    try:
        return waiting_service.find(work, room, what)
    except reach.NobodyWaits:
        abort(404)


def _can_take(work: Work, one: reach.Waiting) -> list[tuple[str, str]]:
    return [(str(who), name) for who, name in everybody(work).items() if who in one.takers]


def _take_page(work: Work, one: reach.Waiting, form: TakeForm, status: int = 200) -> Response:
    form.offer(_can_take(work, one))
    return page(
        "people/take.html",
        status,
        block="form",
        one=one,
        form=form,
        anybody=bool(one.takers),
        index_url=url_for("leaving.waiting"),
    )
