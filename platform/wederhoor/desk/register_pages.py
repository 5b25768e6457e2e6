"""The register: `/<organisation>/kantoor/register`, with filters, search, kept views and who sits on the committee."""

import base64
import binascii
import uuid
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, NamedTuple
from urllib.parse import urlencode

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response

from wederhoor.desk import queries, service
from wederhoor.desk.blueprint import bp
from wederhoor.desk.filters import (
    MINE,
    NOBODY,
    Filters,
    read_filters,
)
from wederhoor.desk.forms import SaveViewForm
from wederhoor.desk.matters import Matter
from wederhoor.dossiers.process import process_of
from wederhoor.people.staff import one_look, staff_work
from wederhoor.rules import typed
from wederhoor.rules.roles import HANDLERS, READERS, Role, role_label
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
    """The register: newest first, filtered, page after page by key."""
    with staff_work() as work:
        filters, errors = _filters(work, request.args)
        return _page(work, filters, errors, text="", status=422 if errors else 200)


@bp.post("/register")
@readers
@one_look
def register_search() -> Response:
    """Look something up. What is searched for may be a name, so it never stands in an address."""
    text = typed.name(request.form.get("zoek", ""))[:LONGEST_SEARCH]
    with staff_work() as work:
        filters, errors = _filters(work, request.form)
        return _page(work, filters, errors, text=text, status=422 if errors else 200)


@bp.post("/register/weergaven")
@readers
def save_view() -> Response:
    """Keep the filters on the screen under a name."""
    form = SaveViewForm()
    with staff_work(write=True) as work:
        filters, errors = _filters(work, request.form)
        if not form.validate():
            return _page(work, filters, errors, text="", form=form, status=422)
        try:
            service.save_view(work, form.naam.data, filters)
        except service.TooManyViews:
            form.naam.errors = [
                f"U bewaart al {service.MOST_VIEWS} weergaven. Haal er eerst een weg die u niet meer gebruikt."
            ]
            return _page(work, filters, errors, text="", form=form, status=422)
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
        return read_filters(
            values,
            steps=frozenset(step.code for step in process_of(work.organisation).steps),
            categories=frozenset(category.code for category in work.organisation.categories),
            regimes=frozenset(regime.code for regime in work.organisation.regimes),
        )
    except UnknownFilter:
        abort(404)


def _address(filters: Filters) -> str:
    query = filters.as_query()
    return url_for("desk.register") + (f"?{query}" if query else "")


def _page(
    work: Work,
    filters: Filters,
    errors: dict[str, str],
    *,
    text: str,
    status: int,
    form: SaveViewForm | None = None,
) -> Response:
    cursor = _read_cursor(request.values.get("na", ""), dates=filters.late and not text)
    rows, following = queries.register_page(work, filters, text=text, cursor=cursor)
    context: dict[str, Any] = {
        "dossiers": _rows_view(work, rows),
        "text": text,
        "more": _more(filters, following, text) if isinstance(following, queries.Cursor) else None,
        "type_more": following is queries.TYPE_MORE,
    }
    fragment = wants_fragment()
    # what is wrong stands at its field; where only the rows are sent, above them, and they bring it to the field
    context["problems"] = sorted(errors.values()) if fragment else []
    context["at_fields"] = errors if fragment else None
    if not fragment:  # what stands around the rows is there already
        context |= _around(work, filters, errors, form)
    return page("desk/register.html", status, block="rows", **context)


def _around(
    work: Work, filters: Filters, errors: dict[str, str], form: SaveViewForm | None
) -> dict[str, Any]:
    """The filters with who handles cases, the kept views, and who sits on the committee (KR-150)."""
    views, people = service.around_register(work, PEOPLE)
    narrowed, home = bool(filters.pairs()), address("desk.register")
    handlers = {str(person.account_id): person.name for person in people if person.role in HANDLERS}
    return {
        "filters": _filters_view(work, filters, errors, sorted(handlers.items())),
        "narrowed": narrowed,
        "pairs": filters.pairs(),
        "form": form or (SaveViewForm() if narrowed else None),
        "views": [
            {
                "name": view.name,
                "url": f"{home}?{view.query}",
                "drop_url": url_for("desk.drop_view", view_id=view.id),
                "current": bool(view.query) and view.query == filters.as_query(),
            }
            for view in views
        ],
        "register_url": home,
        "save_url": address("desk.save_view"),
        "members": [
            {"name": person.name, "function": role_label(person.role)}
            for person in people
            if person.role in MEMBERS
        ],
    }


class Line(NamedTuple):
    """A line of the register as its template shows it."""

    number: str
    category: str
    received_on: date | None
    step_label: str
    badge: str
    next_due: date | None
    next_due_label: str | None
    short_description: str | None
    url: str


class Choice(NamedTuple):
    """A choice of a filter."""

    value: str
    label: str
    current: bool


class Choices(NamedTuple):
    """A filter to choose from, by the name of its field."""

    name: str
    label: str
    options: tuple[Choice, ...]


class Day(NamedTuple):
    """A filter by day, as it stands or as it was typed, and what is wrong with it."""

    name: str
    label: str
    value: str
    error: str | None


class FilterView(NamedTuple):
    """The filters as their template shows them."""

    selects: tuple[Choices, ...]
    days: tuple[Day, ...]
    late: bool

    @property
    def wrong(self) -> bool:
        """Whether something typed is wrong."""
        return any(day.error for day in self.days)


def _rows_view(work: Work, rows: list[Matter]) -> list[Line]:
    labels = {c.code: c.label for c in work.organisation.categories}
    steps = {s.code: s.label for s in process_of(work.organisation).steps}
    home, today = address("desk.home") + "dossiers/", work.today
    return [
        Line(
            row.number,
            labels.get(row.category, row.category),
            row.received_on,
            steps.get(row.step, row.step),
            queries.badge(row, today),
            row.next_due,
            row.next_due_label,
            row.short_description,
            f"{home}{row.id}",
        )
        for row in rows
    ]


def _filters_view(
    work: Work, filters: Filters, errors: dict[str, str], handlers: list[tuple[str, str]]
) -> FilterView:
    steps = [(step.code, step.label) for step in process_of(work.organisation).steps]
    every = [("", "Alle dossiers"), ("open", "Alle open dossiers"), ("dicht", "Alle gesloten dossiers")]
    categories = [(c.code, c.label) for c in work.organisation.categories]
    regimes = [
        (filters.regime if filters.regime in codes else codes[0], label)
        for label, codes in queries.regimes_called(work).items()
    ]
    everyone = [("", "Iedereen"), (MINE, "Ik, of ik sta erbij"), (NOBODY, "Nog niemand")]
    selects = (
        ("status", "Welke dossiers", filters.status, every + steps),
        ("onderwerp", "Onderwerp", filters.category, [("", "Alle onderwerpen"), *categories]),
        ("regime", "Regeling", filters.regime, [("", "Alle regelingen"), *regimes] if len(regimes) > 1 else []),
        ("behandelaar", "Behandelaar", filters.handler, everyone + handlers),
    )  # fmt: skip
    days = (("vanaf", "Ingediend vanaf", filters.since), ("tot", "Ingediend tot en met", filters.until))
    return FilterView(
        selects=tuple(
            Choices(name, label, tuple(Choice(value, said, value == chosen) for value, said in pairs))
            for name, label, chosen, pairs in selects
            if len(pairs) > 1
        ),
        days=tuple(
            Day(name, label, _typed(name, day, errors), errors.get(name)) for name, label, day in days
        ),
        late=filters.late,
    )


def _typed(name: str, day: date | None, errors: Mapping[str, str]) -> str:
    """A day as it stands in its field: what was typed when that is wrong."""
    if name in errors:
        return request.values.get(name, "")
    return f"{day.day}-{day.month}-{day.year}" if day else ""


def _more(filters: Filters, cursor: queries.Cursor, text: str) -> dict[str, Any]:
    query = filters.as_query()
    after = urlencode({"na": _write_cursor(cursor)})
    return {
        "url": f"{address('desk.register')}?{query}{'&' if query else ''}{after}",
        "pairs": filters.pairs(),
        "text": text,
    }


def _write_cursor(cursor: queries.Cursor) -> str:
    text = f"{cursor.after.isoformat()}|{cursor.id.hex}"
    return base64.urlsafe_b64encode(text.encode()).decode()


def _read_cursor(text: str, *, dates: bool) -> queries.Cursor | None:
    if not text:
        return None
    try:
        after, _, identifier = base64.urlsafe_b64decode(text).decode().partition("|")
        found = uuid.UUID(identifier)
        if dates:
            return queries.Cursor(after=date.fromisoformat(after), id=found)
        moment = datetime.fromisoformat(after)
        if moment.tzinfo is None:
            abort(404)
        return queries.Cursor(after=moment.astimezone(UTC), id=found)
    except (ValueError, OverflowError, binascii.Error):
        abort(404)
