"""Several matters of the register at once: give them to somebody, or put them on paper."""

import uuid
from collections.abc import Sequence
from typing import Any

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response

from wederhoor.desk import together as service
from wederhoor.desk.blueprint import bp
from wederhoor.desk.filters import MINE
from wederhoor.desk.matters import Matter
from wederhoor.desk.register_view import Line, rows_view
from wederhoor.dossiers.service import NoSuchDossier
from wederhoor.people.service import names_of, staff_with_role
from wederhoor.people.staff import staff_work
from wederhoor.rules.roles import HANDLERS
from wederhoor.web import once
from wederhoor.web.permissions import staff
from wederhoor.web.runtime import page
from wederhoor.work import Work

handlers = staff(*HANDLERS, given=True)
PRINT = "print"


@bp.post("/register/samen")
@handlers
def together() -> Response:
    """Do it, and go to the page that says how it stands with each."""
    with staff_work(write=True) as work:
        ids, what = _ids(request.form.getlist("dossier")), request.form.get("doe", "")
        if not ids or what == PRINT:
            once.may_come_again()
            return redirect(_shown(doe=PRINT, d=ids), 303)
        to = work.actor.account_id if what == MINE else _colleague(work, request.form.get("aan", ""))
        if to is None:
            abort(404)
        try:
            service.assign_each(work, ids, to)
        except NoSuchDossier:
            abort(404)
    return redirect(_shown(aan=to, d=ids), 303)


def _shown(**values: Any) -> str:
    return url_for("desk.together_done", **values)


@bp.get("/register/samen")
@handlers
def together_done() -> Response:
    """How it stands now with matters that were given to somebody; or a list to print."""
    ids = _ids(request.args.getlist("d"))
    with staff_work() as work:
        if request.args.get("doe") == PRINT:
            found = service.chosen(work, ids)
            lines = _lines(work, found)
            return page("desk/together.html", lines=lines, refused=[], done=[], to="", today=work.today)
        to = _colleague(work, request.args.get("aan", ""))
        if to is None:
            abort(404)
        every = service.assigned(work, ids, to)
        lines = _lines(work, [one.matter for one in every])
        return page(
            "desk/together.html",
            lines=[],
            refused=[(line, one.refused) for line, one in zip(lines, every, strict=True) if not one.theirs],
            done=[line for line, one in zip(lines, every, strict=True) if one.theirs],
            to="u" if to == work.actor.account_id else names_of(work, [to])[to],
            today=work.today,
        )


def _lines(work: Work, matters: Sequence[Matter]) -> list[Line]:
    names = names_of(work, sorted({one.handler for one in matters if one.handler}))
    return rows_view(work, matters, names, pick=False)


def _ids(texts: Sequence[str]) -> list[uuid.UUID]:
    """The matters that were chosen; 404 for what somebody made up, and for too many."""
    try:
        found = list(dict.fromkeys(uuid.UUID(text) for text in texts))
    except ValueError:
        abort(404)
    if len(found) > service.MOST:
        abort(404)
    return found


def _colleague(work: Work, text: str) -> uuid.UUID | None:
    """Somebody who handles complaints here; None for anybody else."""
    return next(
        (one.account_id for one in staff_with_role(work, HANDLERS) if str(one.account_id) == text), None
    )
