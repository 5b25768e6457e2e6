"""Several matters of the register at once: give them to somebody, or put them on paper."""

import uuid
from collections.abc import Sequence
from typing import Any

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response

from wederhoor.desk import together as service
from wederhoor.desk.blueprint import bp
from wederhoor.desk.filters import COLUMNS, MINE, USUAL
from wederhoor.desk.matters import Matter
from wederhoor.desk.register_pages import refused_together
from wederhoor.desk.register_view import Line, rows_view
from wederhoor.desk.service import COLUMNS as COLUMNS_CHOICE
from wederhoor.dossiers.service import NoSuchDossier
from wederhoor.people.service import names_of, staff_with_role
from wederhoor.people.staff import staff_work
from wederhoor.rules.roles import HANDLERS
from wederhoor.settings.choices import COLLEAGUE, choice_of, keep_choices
from wederhoor.web import once
from wederhoor.web.permissions import staff
from wederhoor.web.runtime import page
from wederhoor.web.telling import tell
from wederhoor.work import Work

handlers = staff(*HANDLERS, given=True)
PRINT, REMIND = "print", "herinner"


@bp.post("/register/samen")
@handlers
def together() -> Response:
    """Do it, and go to the page that says how it stands with each."""
    with staff_work(write=True) as work:
        ids, what = _ids(request.form.getlist("dossier")), request.form.get("doe", "")
        shows = request.form.get("kolommen") or None
        if not ids:
            return refused_together(work, [], "Kies eerst een zaak: zet er een vinkje voor.")
        if what == PRINT:
            once.may_come_again()
            return redirect(_shown(doe=PRINT, kolommen=shows, d=ids), 303)
        try:
            if what == REMIND:
                service.remind_each(work, ids)
                return redirect(_shown(doe=REMIND, d=ids), 303)
            chosen = request.form.get("aan", "")
            if what != MINE and not chosen:
                return refused_together(work, ids, "Kies aan welke collega u deze zaken toewijst.")
            to = work.actor.account_id if what == MINE else _colleague(work, chosen)
            if to is None:
                abort(404)
            if what != MINE:
                keep_choices(work, {COLLEAGUE: str(to)})
            service.assign_each(work, ids, to)
            if request.form.get("terug") == "dossier":
                (one,) = service.assigned(work, ids[:1], to)
                tell("Deze zaak is nu van u." if one.done else f"Dit kon niet: {one.refused}.")
                return redirect(url_for("desk.dossier", dossier_id=ids[0]), 303)
        except NoSuchDossier:
            abort(404)
    return redirect(_shown(aan=to, d=ids), 303)


def _shown(**values: Any) -> str:
    return url_for("desk.together_done", **values)


@bp.get("/register/samen")
@handlers
def together_done() -> Response:
    """How it stands now with matters that were given to somebody, or whose handlers were reminded; or a list to print."""
    ids, what = _ids(request.args.getlist("d")), request.args.get("doe")
    with staff_work() as work:
        if what == PRINT:
            shows = _columns(work, request.args.get("kolommen", ""))
            heads = [COLUMNS[letter][0] for letter in shows]
            lines = _lines(work, service.chosen(work, ids), shows)
            return _page(work, lines=lines, heads=["Nummer", *heads])
        to = work.actor.account_id if what == REMIND else _colleague(work, request.args.get("aan", ""))
        if to is None:
            abort(404)
        every = service.reminded(work, ids) if what == REMIND else service.assigned(work, ids, to)
        pairs = list(zip(_lines(work, [one.matter for one in every]), every, strict=True))
        return _page(
            work,
            refused=[(line, one.refused) for line, one in pairs if not one.done],
            done=[line for line, one in pairs if one.done],
            reminds=what == REMIND,
            to="u" if to == work.actor.account_id else names_of(work, [to])[to],
        )


def _page(work: Work, **shown: Any) -> Response:
    nothing: dict[str, Any] = {
        "lines": [],
        "heads": [],
        "refused": [],
        "done": [],
        "reminds": False,
        "to": "",
    }
    return page("desk/together.html", **(nothing | shown), today=work.today)


def _columns(work: Work, text: str) -> str:
    """The columns of a list on paper: those of the list it was made of, else one's own."""
    wanted = text or choice_of(work, COLUMNS_CHOICE)
    return "".join(letter for letter in COLUMNS if letter in wanted) or USUAL


def _lines(work: Work, matters: Sequence[Matter], shows: str = USUAL) -> list[Line]:
    names = names_of(work, sorted({one.handler for one in matters if one.handler}))
    return rows_view(work, matters, names, pick=False, shows=shows)


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
