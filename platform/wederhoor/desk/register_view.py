"""The register as its template shows it: lines, columns to sort by, choices of filters."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

from wederhoor.desk import queries
from wederhoor.desk.filters import ARRIVED, COLUMNS, MINE, NOBODY, USUAL, Filters
from wederhoor.desk.matters import Matter, subject
from wederhoor.desk.narrowing import regimes_called
from wederhoor.dossiers.process import every_step
from wederhoor.rules.wording import days_said
from wederhoor.web.runtime import address
from wederhoor.work import Work, local_date

ALL = "alles=1"
"""What the address of everything says: without anything the register begins in the order chosen last."""
CAME = {"web": "website", "phone": "telefoon", "desk": "gesprek", "letter": "brief"}
BUILT = (
    ("Open", Filters(status="open")),
    ("Te laat", Filters(late=True)),
    ("Van mij", Filters(status="open", handler=MINE)),
    ("Nog van niemand", Filters(status="open", handler=NOBODY)),
)
"""Views everybody has."""
SORT = "volgorde"


class Line(NamedTuple):
    """A line of the register as its template shows it: the columns whose letters are in `shows`.

    `pick` where it can be chosen for what is done with several: `box`, or `chosen` where it is.
    """

    id: str
    number: str
    subject: str
    category: str
    arrived_on: date
    handler: str
    step_label: str
    badge: str
    next_due: date | None
    days: str
    next_due_label: str | None
    url: str
    pick: str
    regime: str
    came: str
    received_on: date | None
    closed_on: date | None
    shows: str


class Column(NamedTuple):
    """The head of a column: its words, where it is sorted by, and how it is sorted now (`ascending`, `descending` or nothing)."""

    label: str
    url: str | None
    sorted: str


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
    sort: str

    @property
    def wrong(self) -> bool:
        """Whether something typed is wrong."""
        return any(day.error for day in self.days)


def rows_view(
    work: Work,
    rows: Sequence[Matter],
    names: Mapping[uuid.UUID, str],
    *,
    pick: bool,
    shows: str = USUAL,
    chosen: Collection[uuid.UUID] = (),
    within: str = "",
) -> list[Line]:
    """The lines of a page; `names` are those of who handles them, `within` is the list they stand in, as part of their address."""
    regimes = {code: label for label, codes in regimes_called(work).items() for code in codes}
    labels = {c.code: c.label for c in work.organisation.categories}
    steps = every_step(work.organisation)
    home, today = address("desk.home") + "dossiers/", work.today
    return [
        Line(
            str(row.id),
            row.number,
            subject(row, labels),
            labels.get(row.category, row.category),
            local_date(row.filed_at),
            names.get(row.handler, "") if row.handler else "",
            steps.get(row.step, row.step),
            queries.badge(row, today),
            row.next_due,
            days_said(row.next_due, today) if row.next_due else "",
            row.next_due_label,
            f"{home}{row.id}{within}",
            ("chosen" if row.id in chosen else "box") if pick else "",
            regimes.get(row.regime or "", ""),
            CAME.get(row.channel, row.channel),
            row.received_on,
            row.closed_on,
            shows,
        )
        for row in rows
    ]


def columns_view(filters: Filters, shows: str, *, searched: bool) -> list[Column]:
    """The heads of the columns; what was searched for stands newest first, and is sorted by nothing else."""
    home = address("desk.register")
    shown = [Column("Nummer", None, "")]
    for label, key in (COLUMNS[letter] for letter in shows):
        if not key or searched:
            shown.append(Column(label, None, ""))
            continue
        now, back = filters.sort == key, filters.sort == f"{key}-om"
        if key == ARRIVED:  # newest first without being asked for, unless what is late comes first
            back = not filters.sort and not filters.late
        following = "" if key == ARRIVED and now else f"{key}-om" if now else key
        pairs = [pair for pair in filters.pairs() if pair[0] != SORT]
        query = urlencode([*pairs, *([(SORT, following)] if following else [])]) or ALL
        way = "ascending" if now else "descending" if back else ""
        shown.append(Column(label, f"{home}?{query}", way))
    return shown


def choice_of_columns(shows: str) -> list[tuple[str, str, bool]]:
    """Every column with its letter, and whether it is shown."""
    return [(letter, label, letter in shows) for letter, (label, _) in COLUMNS.items()]


def built_views(filters: Filters) -> list[dict[str, object]]:
    """The views everybody has."""
    home, now = address("desk.register"), filters.bare.as_query()
    every = [{"name": "Alles", "url": f"{home}?{ALL}", "current": not now, "drop_url": None}]
    return every + [
        {
            "name": name,
            "url": f"{home}?{view.as_query()}",
            "current": now == view.as_query(),
            "drop_url": None,
        }
        for name, view in BUILT
    ]


def filters_view(
    work: Work,
    filters: Filters,
    errors: Mapping[str, str],
    typed: Mapping[str, str],
    handlers: list[tuple[str, str]],
) -> FilterView:
    """The choices above the register; `typed` is what stands in the fields of days that are wrong."""
    steps = list(every_step(work.organisation).items())
    every = [("", "Alle dossiers"), ("open", "Alle open dossiers"), ("dicht", "Alle gesloten dossiers")]
    categories = [(c.code, c.label) for c in work.organisation.categories]
    regimes = [
        (filters.regime if filters.regime in codes else codes[0], label)
        for label, codes in regimes_called(work).items()
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
            Day(name, label, _typed(name, day, errors, typed), errors.get(name)) for name, label, day in days
        ),
        late=filters.late,
        sort=filters.sort,
    )


def _typed(name: str, day: date | None, errors: Mapping[str, str], typed: Mapping[str, str]) -> str:
    """A day as it stands in its field: what was typed when that is wrong."""
    if name in errors:
        return typed.get(name, "")
    return f"{day.day}-{day.month}-{day.year}" if day else ""
