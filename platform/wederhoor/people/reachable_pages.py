"""For HR and the secretary: where a colleague can be reached, for anybody who looks for help."""

import uuid

from flask import Blueprint, abort, redirect, url_for
from werkzeug.wrappers import Response

from wederhoor.people.colleague_forms import ReachForm
from wederhoor.people.colleagues import NoSuchColleague, colleague
from wederhoor.people.reachable import Reach, note_reach, reach_of
from wederhoor.people.staff import staff_work
from wederhoor.rules.roles import Role
from wederhoor.web.permissions import staff
from wederhoor.web.runtime import page
from wederhoor.work import Work

bp = Blueprint("reachable", __name__, url_prefix="/<organisation>/kantoor/medewerkers")
keepers = staff(Role.HR, Role.SECRETARY)


@bp.get("/<uuid:account_id>/bereikbaar")
@keepers
def ask(account_id: uuid.UUID) -> Response:
    """What anybody can see of where this person is reached."""
    with staff_work() as work:
        found = reach_of(work, [account_id]).get(account_id)
        known = {"phone": found.phone, "email": found.email} if found else {}
        return _page(work, account_id, ReachForm(data=known))


@bp.post("/<uuid:account_id>/bereikbaar")
@keepers
def note(account_id: uuid.UUID) -> Response:
    """Note it; anybody sees it at once."""
    form = ReachForm()
    with staff_work(write=True) as work:
        if not form.validate():
            return _page(work, account_id, form, 422)
        _name(work, account_id)
        note_reach(work, account_id, Reach(phone=form.phone.data or "", email=form.email.data or ""))
    return redirect(url_for("colleagues.show", account_id=account_id), 303)


def _name(work: Work, account_id: uuid.UUID) -> str:
    try:
        return colleague(work, account_id)
    except NoSuchColleague:
        abort(404)


def _page(work: Work, account_id: uuid.UUID, form: ReachForm, status: int = 200) -> Response:
    return page(
        "people/reachable.html",
        status,
        block="form",
        name=_name(work, account_id),
        form=form,
        urls={
            "index": url_for("colleagues.index"),
            "show": url_for("colleagues.show", account_id=account_id),
        },
    )
