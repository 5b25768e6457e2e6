"""The register: `/<organisation>/kantoor/register`, with filters, search, kept views and who sits on the committee."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response

from wederhoor.desk import queries, service
from wederhoor.desk.blueprint import bp
from wederhoor.desk.filters import COLUMNS, SIZES, USUAL, Filters
from wederhoor.desk.forms import SaveViewForm
from wederhoor.desk.going_on import more, read_cursor
from wederhoor.desk.inlist import NAME as IN_LIST
from wederhoor.desk.inlist import of_register, searched
from wederhoor.desk.matters import Matter
from wederhoor.desk.narrowing import PAGE, filters_in
from wederhoor.desk.register_view import (
    ALL,
    built_views,
    choice_of_columns,
    columns_view,
    filters_view,
    rows_view,
)
from wederhoor.desk.together import chosen
from wederhoor.people.service import Holder, names_of
from wederhoor.people.staff import one_look, staff_work
from wederhoor.rules import typed
from wederhoor.rules.roles import HANDLERS, READERS, Role, called_at
from wederhoor.settings.choices import COLLEAGUE, keep_choices
from wederhoor.web.filtering import UnknownFilter
from wederhoor.web.permissions import staff
from wederhoor.web.runtime import address, page, wants_fragment
from wederhoor.work import Work

readers = staff(*READERS, given=True)
LONGEST_SEARCH = 100
MEMBERS = (Role.COMMITTEE_CHAIR, Role.COMMITTEE_MEMBER, Role.SECRETARY)
PEOPLE = (*MEMBERS, *(role for role in HANDLERS if role not in MEMBERS))


@bp.get("/register")
@readers
@one_look
def register() -> Response:
    """The register, filtered, page after page by key, in the order chosen last. No filter is remembered: it would hide matters."""
    with staff_work() as work:
        around = service.around_register(work, PEOPLE)
        found = searched(work, request.args.get(IN_LIST, ""))
        if found is not None:
            text, query = found
            return _page(work, around, _known(work, query), {}, text=text)
        if not request.args:
            last = _known(work, around.chosen.get(service.LAST, ""))
            return _page(work, around, Filters(sort=last.sort), {}, text="")
        filters, errors = _filters(work, request.args)
        response = _page(work, around, filters, errors, text="", status=422 if errors else 200)
        query, before = Filters(sort=filters.sort).as_query(), around.chosen.get(service.LAST, "")
        changed = query != before and not (errors or work.read_only or "na" in request.args)
    if changed:
        with staff_work(write=True) as work:
            keep_choices(work, {service.LAST: query})
    return response


@bp.post("/register")
@readers
@one_look
def register_search() -> Response:
    """Look something up. What is searched for may be a name, so it never stands in an address."""
    text = typed.name(request.form.get("zoek", ""))[:LONGEST_SEARCH]
    with staff_work() as work:
        filters, errors = _filters(work, request.form)
        around = service.around_register(work, PEOPLE)
        return _page(work, around, filters, errors, text=text, status=422 if errors else 200)


@bp.post("/register/kolommen")
@readers
def keep_columns() -> Response:
    """Show these columns, and so many lines a page, from now on; or those everybody begins with."""
    usual = request.form.get("doe") == "standaard"
    picked = frozenset(request.form.getlist("kolom"))
    shows = "" if usual else "".join(letter for letter in COLUMNS if letter in picked)
    size = "" if usual else request.form.get("regels", "")
    if size not in {"", *map(str, SIZES)}:
        abort(404)
    with staff_work(write=True) as work:
        filters, _ = _filters(work, request.form)
        keep_choices(work, {service.COLUMNS: shows, service.SIZE: size})
    return redirect(_address(filters.bare), 303)


@bp.post("/register/weergaven")
@readers
def save_view() -> Response:
    """Keep the filters on the screen under a name, with the columns they are seen in."""
    form = SaveViewForm()
    with staff_work(write=True) as work:
        filters, errors = _filters(work, request.form)
        around = service.around_register(work, PEOPLE)
        shows = filters.columns or around.chosen.get(service.COLUMNS, "")
        filters = replace(filters, columns=shows)
        if not form.validate():
            return _page(work, around, filters, errors, text="", form=form, status=422)
        try:
            service.save_view(work, form.naam.data, filters)
        except service.TooManyViews:
            form.naam.errors = [
                f"U bewaart al {service.MOST_VIEWS} weergaven. Haal er eerst een weg die u niet meer gebruikt."
            ]
            return _page(work, around, filters, errors, text="", form=form, status=422)
    return redirect(_address(filters), 303)


@bp.post("/register/weergaven/<uuid:view_id>/weg")
@readers
def drop_view(view_id: uuid.UUID) -> Response:
    """Let a kept view go."""
    with staff_work(write=True) as work:
        if not service.drop_view(work, view_id):
            abort(404)
    return redirect(url_for("desk.register"), 303)


def _filters(work: Work, values: Mapping[str, str]) -> tuple[Filters, dict[str, str]]:
    try:
        return filters_in(work, values)
    except UnknownFilter:
        abort(404)


def _known(work: Work, query: str) -> Filters:
    """A choice that was kept; everything when the organisation has no such step or subject any more."""
    try:
        filters, wrong = filters_in(work, dict(parse_qsl(query)))
    except UnknownFilter:
        return Filters()
    return Filters() if wrong else filters


def _address(filters: Filters) -> str:
    return f"{url_for('desk.register')}?{filters.as_query() or ALL}"


def refused_together(work: Work, ids: Sequence[uuid.UUID], problem: str) -> Response:
    """The register again with what was chosen, because something must be chosen besides."""
    filters, errors = _filters(work, request.form)
    around = service.around_register(work, PEOPLE)
    return _page(work, around, filters, errors, text="", status=422, picked=ids, problem=problem)


def _page(
    work: Work,
    around: service.Around,
    filters: Filters,
    errors: dict[str, str],
    *,
    text: str,
    status: int = 200,
    form: SaveViewForm | None = None,
    picked: Sequence[uuid.UUID] = (),
    problem: str = "",
) -> Response:
    cursor = read_cursor(request.values.get("na", ""), filters, searched=bool(text))
    shows = filters.columns or around.chosen.get(service.COLUMNS, "") or USUAL
    size = int(filters.size or around.chosen.get(service.SIZE, "") or PAGE)
    rows, following = queries.register_page(work, filters, text=text, cursor=cursor, size=size)
    if picked:  # what was chosen further on in the list stays in sight
        here = {row.id for row in rows}
        rows = [*(one for one in chosen(work, picked) if one.id not in here), *rows]
    lines = rows_view(
        work,
        rows,
        _names(work, rows, around.people),
        pick=_handles(work),
        shows=shows,
        chosen=frozenset(picked),
        within=of_register(work, filters, text),
    )
    context: dict[str, Any] = {
        "dossiers": lines,
        "wide": len(shows) + 2,
        "text": text,
        "more": more(filters, following, text) if isinstance(following, queries.Cursor) else None,
        "type_more": following is queries.TYPE_MORE,
    }
    if wants_fragment() and cursor is not None:  # what stands around the rows is there already
        return page("desk/register.html", status, block="rows", **context)
    # what is wrong stands at its field; where only the list is sent, above it, and it brings it to the field
    fragment = wants_fragment()
    context["problems"] = sorted(errors.values()) if fragment else []
    context["at_fields"] = errors if fragment else None
    context |= _around(work, filters, text, form, around, shows, size)
    context |= {"problem": problem}
    if not fragment:
        handlers = {
            str(person.account_id): person.name for person in around.people if person.role in HANDLERS
        }
        context["filters"] = filters_view(work, filters, errors, request.values, sorted(handlers.items()))
    return page("desk/register.html", status, block="list", **context)


def _handles(work: Work) -> bool:
    return bool(work.actor.roles.intersection(HANDLERS))


def _names(work: Work, rows: Sequence[Matter], people: Sequence[Holder]) -> dict[uuid.UUID, str]:
    """Who handles these matters, by name; somebody who holds no role any more too."""
    known = {person.account_id: person.name for person in people}
    others = {row.handler for row in rows if row.handler and row.handler not in known}
    return known | names_of(work, sorted(others)) if others else known


def _around(
    work: Work,
    filters: Filters,
    text: str,
    form: SaveViewForm | None,
    around: service.Around,
    shows: str,
    size: int,
) -> dict[str, Any]:
    """The heads of the columns, the views, what can be done with several, and who sits on the committee (KR-150)."""
    home, now = address("desk.register"), replace(filters, size="").as_query()
    own = [
        {
            "name": view.name,
            "url": f"{home}?{view.query}",
            "drop_url": url_for("desk.drop_view", view_id=view.id),
            "current": bool(view.query) and view.query == now,
        }
        for view in around.views
    ]
    known = {view["name"] for view in own}
    handlers = {person.account_id: person.name for person in around.people if person.role in HANDLERS}
    me, last = work.actor.account_id, around.chosen.get(COLLEAGUE, "")
    return {
        "columns": columns_view(filters, shows, searched=bool(text)),
        "choice": choice_of_columns(shows),
        "sizes": [(one, one == size) for one in SIZES],
        "narrowed": filters.narrows,
        "pairs": filters.pairs(),
        "form": form or (SaveViewForm() if filters.pairs() else None),
        "views": [view for view in built_views(filters) if view["name"] not in known] + own,
        "register_url": home,
        "all_url": f"{home}?{ALL}",
        "save_url": address("desk.save_view"),
        "columns_url": address("desk.keep_columns"),
        "together_url": address("desk.together") if _handles(work) else None,
        "to": [(str(who), name, str(who) == last) for who, name in handlers.items() if who != me],
        "members": [
            {"name": person.name, "function": called_at(work.organisation.roles, person.role)}
            for person in around.people
            if person.role in MEMBERS
        ],
    }
