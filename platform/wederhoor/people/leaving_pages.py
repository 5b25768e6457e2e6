"""For HR: somebody leaves, or a role is taken back."""

import uuid

from flask import Blueprint, abort, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from wederhoor.people import colleagues, leaving
from wederhoor.people.colleague_forms import LeavingForm
from wederhoor.people.staff import staff_work
from wederhoor.rules.wording import dutch_date
from wederhoor.web.permissions import staff
from wederhoor.web.runtime import page
from wederhoor.work import Work

bp = Blueprint("leaving", __name__, url_prefix="/<organisation>/kantoor/medewerkers")
hr = staff("hr")


@bp.get("/<uuid:account_id>/einde")
@hr
def ask(account_id: uuid.UUID) -> Response:
    """What ends, when and why."""
    form = LeavingForm()
    with staff_work() as work:
        form.last_day.process_data(work.today)
        return _ask_page(work, account_id, _name(work, account_id), form)


@bp.post("/<uuid:account_id>/einde")
@hr
def send(account_id: uuid.UUID) -> Response:
    """Note it, on the record of the organisation."""
    form = LeavingForm()
    with staff_work(write=True) as work:
        name = _name(work, account_id)
        _offer(work, account_id, form)
        if not form.validate() or form.last_day.data is None:
            return _ask_page(work, account_id, name, form, 422)
        try:
            leaving.end(
                work,
                account_id,
                {uuid.UUID(one) for one in form.what.data},
                last_day=form.last_day.data,
                reason=form.reason.data,
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
                "secretaris of kwaliteitsfunctionaris."
            ]
        else:
            return redirect(url_for("colleagues.show", account_id=account_id), 303)
        work.refuse()
        return _ask_page(work, account_id, name, form, 422)


def _name(work: Work, account_id: uuid.UUID) -> str:
    try:
        return colleagues.colleague(work, account_id)
    except colleagues.NoSuchColleague:
        abort(404)


def _offer(work: Work, account_id: uuid.UUID, form: LeavingForm) -> None:
    form.prepare((str(one.id), _told(one)) for one in leaving.held(work, account_id))


def _told(one: leaving.Held) -> str:
    ends = f" tot en met {dutch_date(one.until)}" if one.until else ""
    return f"{one.label[0].upper()}{one.label[1:]}, vanaf {dutch_date(one.since)}{ends}"


def _ask_page(work: Work, account_id: uuid.UUID, name: str, form: LeavingForm, status: int = 200) -> Response:
    _offer(work, account_id, form)
    return page(
        "people/leaving.html",
        status,
        block="form",
        name=name,
        form=form,
        leads=leaving.leads(work, account_id),
        mine=account_id == current_user.account_id,
        urls={
            "index": url_for("colleagues.index"),
            "show": url_for("colleagues.show", account_id=account_id),
        },
    )
