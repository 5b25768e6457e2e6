"""For the administrator: who gets in, whether all works, what fails; never what anything is about."""

import uuid

from flask import Blueprint, abort, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from wederhoor import administration
from wederhoor.people import doors
from wederhoor.people.staff import staff_work
from wederhoor.rules.roles import Role
from wederhoor.web.permissions import staff
from wederhoor.web.runtime import installation, page, public_origin
from wederhoor.work import Work

bp = Blueprint("administration", __name__, url_prefix="/<organisation>/kantoor/beheer")
administrators = staff(Role.ADMIN)
DONE = {
    "link": "Binnen een minuut gaat er een mail met een nieuwe link. Een eerdere link werkt dan niet meer.",
    "sessies": "Deze collega is overal afgemeld, en krijgt daar een mail over.",
    "stap": "De tweede stap is gewist. Deze collega is overal afgemeld, en krijgt daar een mail over.",
}
SURE = "sure_of_it"


@bp.get("")
@administrators
def index() -> Response:
    """How it stands."""
    with staff_work() as work:
        found = administration.overview(installation(), work)
        door_urls = {
            one.account_id: url_for("administration.door", account_id=one.account_id)
            for one in found.accounts
        }
        return page("people/administration.html", found=found, door_urls=door_urls)


@bp.get("/accounts/<uuid:account_id>")
@administrators
def door(account_id: uuid.UUID) -> Response:
    """One account: why it does not get in, and what can be done about it."""
    with staff_work() as work:
        return _door_page(work, account_id, done=DONE.get(request.args.get("klaar", ""), ""))


def _name(work: Work, account_id: uuid.UUID) -> str:
    try:
        return doors.name_here(work, account_id)
    except doors.NoSuchAccount:
        abort(404)


def _door_page(
    work: Work,
    account_id: uuid.UUID,
    *,
    done: str = "",
    wrong: str = "",
    asks: bool = False,
    status: int = 200,
) -> Response:
    name = _name(work, account_id)
    return page(
        "people/account_door.html",
        status,
        name=name,
        door=doors.doors_of(installation(), work, [account_id])[account_id],
        mine=account_id == current_user.account_id,
        done=done,
        wrong=wrong,
        asks=asks,
        urls={
            "index": url_for("administration.index"),
            "link": url_for("administration.send_link", account_id=account_id),
            "sessions": url_for("administration.close_sessions", account_id=account_id),
            "step": url_for("administration.reset_step", account_id=account_id),
        },
    )


@bp.post("/accounts/<uuid:account_id>/link")
@administrators
def send_link(account_id: uuid.UUID) -> Response:
    """A new link goes to the address of this account."""
    with staff_work(write=True) as work:
        _name(work, account_id)
        doors.send_link(installation(), account_id, work, public_origin())
    return _done(account_id, "link")


@bp.post("/accounts/<uuid:account_id>/sessies")
@administrators
def close_sessions(account_id: uuid.UUID) -> Response:
    """Every session of this account ends."""
    with staff_work() as work:
        _name(work, account_id)
    doors.close_sessions(installation(), account_id, work)
    return _done(account_id, "sessies")


@bp.post("/accounts/<uuid:account_id>/tweede-stap")
@administrators
def reset_step(account_id: uuid.UUID) -> Response:
    """The second step of this account is taken away, once somebody said yes to what that means."""
    with staff_work() as work:
        _name(work, account_id)
        if SURE not in request.form:
            return _door_page(work, account_id, asks=True, status=422)
    try:
        doors.reset_second_step(installation(), account_id, work)
    except doors.NotYours:
        wrong = "Dit doet u niet voor uzelf. Vraag het een andere beheerder, of wie de server beheert."
    except doors.WorksElsewhere:
        wrong = "Dit account hoort ook bij een andere organisatie. Vraag het wie de server beheert."
    else:
        return _done(account_id, "stap")
    with staff_work() as work:
        return _door_page(work, account_id, wrong=wrong, status=422)


def _done(account_id: uuid.UUID, what: str) -> Response:
    return redirect(url_for("administration.door", account_id=account_id, klaar=what), 303)
