"""What the register reads: column reads into rows, by key, never counting and never sorting more than a page.

Browsing walks the index of arrival, newest first. What is late comes by due date, longest first. Searching walks the index of
what was searched for, newest dossier first; every condition, the bars included, is in the statement.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    exists,
    func,
    literal,
    literal_column,
    not_,
    select,
    tuple_,
)
from sqlalchemy.types import Date, Uuid

from wederhoor.db import Moment
from wederhoor.deadlines.handlers import HANDLER
from wederhoor.deadlines.tables import Assignment, Clock
from wederhoor.desk.filters import MINE, NOBODY, Filters
from wederhoor.desk.matters import (
    Matter,
    Plans,
    columns,
    is_handled,
    is_late,
    matter_of,
    plans,
    rules_of,
)
from wederhoor.dossiers.committee import members_until
from wederhoor.dossiers.finding import tokens_looked_for
from wederhoor.dossiers.names import email_key
from wederhoor.dossiers.service import (
    is_given,
    not_barred,
    reader_of,
    reads_only,
    with_committee,
)
from wederhoor.dossiers.tables import Dossier, DossierToken, Party
from wederhoor.people.employments import own_desk
from wederhoor.rules import typed
from wederhoor.tenancy.locks import read_rows
from wederhoor.work import AMSTERDAM, Work

PAGE = 25
SHORTEST_NUMBER = 3


@dataclass(frozen=True, kw_only=True)
class Cursor:
    """The last row of the page before: a moment of arrival or a due date, and the dossier."""

    after: datetime | date
    id: uuid.UUID


class TypeMore(Enum):
    """More numbers begin like that than are shown: who types more of one finds it."""

    TYPE_MORE = "type more"


TYPE_MORE = TypeMore.TYPE_MORE
MOST_WORDS = 6
"""How many words of what was typed are looked for."""


_D, _C, _P = Dossier.__table__, Clock.__table__, Party.__table__
_TOKENS = DossierToken.__table__
_A = Assignment.__table__
# Written out: a plan for any number of rows is no plan for a page.
_ONE_MORE: ColumnElement[int] = literal_column(str(PAGE + 1))
_MINE = (_D.c.tenant_id == bindparam("tenant"), not_barred(_D.c.id))


_CONDITIONS: dict[str, ColumnElement[bool]] = {
    "open": _D.c.closed_on.is_(None),
    "closed": _D.c.closed_on.is_not(None),
    "step": _D.c.step == bindparam("step"),
    "category": _D.c.category == bindparam("category"),
    "regime": _D.c.regime.in_(bindparam("regimes", expanding=True)),
    "handler": is_handled(_A.c.account_id.in_(bindparam("handlers", expanding=True))),
    "unassigned": not_(is_handled(_A.c.part == HANDLER)),
    "given": is_given(_D.c.id),
    "members": with_committee(),
    "since": _D.c.filed_at >= bindparam("since", type_=Moment),
    "until": _D.c.filed_at < bindparam("until", type_=Moment),
}


def _late(plans: Plans) -> ColumnElement[bool]:
    return exists(select(literal(1)).where(_C.c.dossier_id == _D.c.id, is_late(_C, plans)))


@lru_cache(maxsize=256)
def register_statement(
    conditions: frozenset[str] = frozenset(), later: bool = False, plans: Plans = ()
) -> Select[Any]:
    """Newest first; `later` when a page came before. Conditions are names of `_CONDITIONS`."""
    query = select(*columns(plans)).where(*_MINE, *(_CONDITIONS[name] for name in sorted(conditions)))
    if later:
        query = query.where(
            tuple_(_D.c.filed_at, _D.c.id)
            < tuple_(bindparam("after", type_=Moment), bindparam("after_id", type_=Uuid))
        )
    return query.order_by(_D.c.filed_at.desc(), _D.c.id.desc()).limit(_ONE_MORE)


@lru_cache(maxsize=256)
def late_statement(
    conditions: frozenset[str] = frozenset(), later: bool = False, plans: Plans = ()
) -> Select[Any]:
    """What is late, longest first: by each dossier's first due date that has passed."""
    earlier = _C.alias("earlier")
    first = not_(
        exists(
            select(literal(1)).where(
                earlier.c.dossier_id == _C.c.dossier_id,
                is_late(earlier, plans),
                tuple_(earlier.c.due_on, earlier.c.code) < tuple_(_C.c.due_on, _C.c.code),
            )
        )
    )
    query = (
        select(*columns(plans), _C.c.due_on)
        .select_from(_C.join(_D, and_(_D.c.tenant_id == _C.c.tenant_id, _D.c.id == _C.c.dossier_id)))
        .where(*_MINE, is_late(_C, plans), first, *(_CONDITIONS[name] for name in sorted(conditions)))
    )
    if later:
        query = query.where(
            tuple_(_C.c.due_on, _C.c.dossier_id)
            > tuple_(bindparam("after", type_=Date), bindparam("after_id", type_=Uuid))
        )
    return query.order_by(_C.c.due_on, _C.c.dossier_id).limit(_ONE_MORE)


@lru_cache(maxsize=256)
def search_statement(
    kind: str,
    more: int,
    conditions: frozenset[str],
    late: bool,
    later: bool,
    dialect: str,
    plans: Plans = (),
) -> Select[Any]:
    """Newest first among what was searched for: `email`, `phone`, or `pieces` of words, `more` beside the first.

    `number` has no later page: who does not see the right one types more of it.
    """
    query = select(*columns(plans))
    if kind == "number":
        below, above = (">=", "<") if dialect == "sqlite" else ("~>=~", "~<~")
        query = query.where(
            _D.c.number.op(below)(bindparam("number")), _D.c.number.op(above)(bindparam("number_end"))
        )
        order: Any = _D.c.number
    else:
        table, column = (_TOKENS, "token") if kind == "pieces" else (_P, f"{kind}_hash")
        order, key = table.c.dossier_id, table.c[column]
        query = query.select_from(
            table.join(_D, and_(_D.c.tenant_id == table.c.tenant_id, _D.c.id == table.c.dossier_id))
        ).where(table.c.tenant_id == bindparam("tenant"), key == bindparam("key"))
        if table is _P:  # two of one name in a dossier are one row of a page
            before = _P.alias("before")
            query = query.where(
                ~exists(
                    select(literal(1)).where(
                        before.c.tenant_id == bindparam("tenant"),
                        before.c[f"{kind}_hash"] == bindparam("key"),
                        before.c.dossier_id == _P.c.dossier_id,
                        func.coalesce(before.c.id, before.c.id)
                        < _P.c.id,  # or SQLite walks all of them by id
                    )
                )
            )
        for n in range(more):
            other = table.alias(f"word_{n}")
            query = query.where(
                exists(
                    select(literal(1)).where(
                        other.c.tenant_id == bindparam("tenant"),
                        other.c[column] == bindparam(f"key_{n}"),
                        other.c.dossier_id == table.c.dossier_id,
                    )
                )
            )
    query = query.where(*_MINE, *(_CONDITIONS[name] for name in sorted(conditions)))
    if late:
        query = query.where(_late(plans))
    if later and kind != "number":
        query = query.where(order < bindparam("after_id", type_=Uuid))
    if kind != "number" or dialect == "sqlite":  # elsewhere the index that finds them has another order
        query = query.order_by(order.desc())
    return query.limit(_ONE_MORE)


def register_page(
    work: Work, filters: Filters, *, text: str = "", cursor: Cursor | None = None
) -> tuple[list[Matter], Cursor | TypeMore | None]:
    """One page of the register the actor may see, and where the next begins; `TYPE_MORE` where more of a number has to be typed.

    `text` is looked up as a number, a name, an e-mail address, a telephone number or words of the description.
    """
    conditions, values = _conditions(work, filters)
    values |= {"account": reader_of(work)}
    if filters.late:
        values["today"] = work.today
    if cursor is not None:
        values |= {"after": cursor.after, "after_id": cursor.id}
    later, planned = cursor is not None, plans(work)
    if text.strip():
        found: Sequence[Any] = _search(work, text.strip(), conditions, values, late=filters.late, later=later)
        marks = [row.filed_at for row in found]
    elif filters.late:
        found = read_rows(work.session, late_statement(conditions, later, planned), **values)
        marks = [row.due_on for row in found]
    else:
        found = read_rows(work.session, register_statement(conditions, later, planned), **values)
        marks = [row.filed_at for row in found]
    rules = rules_of(work)
    rows = [matter_of(row, rules) for row in found[:PAGE]]
    if len(found) <= PAGE:
        return rows, None
    by_number = bool(text.strip()) and all(
        row.number.casefold().startswith(text.strip().casefold()) for row in rows
    )
    return rows, TYPE_MORE if by_number else Cursor(after=marks[PAGE - 1], id=rows[-1].id)


def regimes_called(work: Work) -> dict[str, list[str]]:
    """The codes of the regimes by what people call what governs them: several may be the same regulation."""
    found: dict[str, list[str]] = {}
    for regime in work.organisation.regimes:
        found.setdefault(regime.governs[0] if regime.governs else "Niet bekend", []).append(regime.code)
    return found


def _conditions(work: Work, filters: Filters) -> tuple[frozenset[str], dict[str, Any]]:
    names = set(reads_only(work))
    values: dict[str, Any] = {"members_until": members_until(work.now)}
    if filters.status == "open":
        names.add("open")
    elif filters.status == "dicht":
        names.add("closed")
    elif filters.status:
        names.add("step")
        values["step"] = filters.status
    if filters.category:
        names.add("category")
        values["category"] = filters.category
    if filters.regime:
        names.add("regime")
        values["regimes"] = next(
            (codes for codes in regimes_called(work).values() if filters.regime in codes), [filters.regime]
        )
    if filters.handler == NOBODY:
        names.add("unassigned")
    elif filters.handler:
        names.add("handler")
        values["handlers"] = own_desk(work) if filters.handler == MINE else [uuid.UUID(filters.handler)]
    if filters.since:
        names.add("since")
        values["since"] = datetime.combine(filters.since, time(), AMSTERDAM)
    if filters.until:
        names.add("until")
        values["until"] = datetime.combine(filters.until + timedelta(days=1), time(), AMSTERDAM)
    return frozenset(names), values


def _search(
    work: Work, text: str, conditions: frozenset[str], values: dict[str, Any], *, late: bool, later: bool
) -> list[Any]:
    """Rows of every way to look a text up, newest first, each dossier once; only by number when one begins like that."""
    dialect, planned = work.session.connection().dialect.name, plans(work)
    rows: dict[uuid.UUID, Any] = {}
    for keys in filter(None, map(_number, dict.fromkeys((text, text.upper())))):
        statement = search_statement("number", 0, conditions, late, False, dialect, planned)
        if by_number := read_rows(work.session, statement, **values, **keys):
            return sorted(by_number, key=lambda row: row.number, reverse=True)
    for kind, keys in _ways(work, text):
        bound = values | keys
        more = sum(name.startswith("key_") for name in keys)
        statement = search_statement(kind, more, conditions, late, later, dialect, planned)
        rows |= {row.id: row for row in read_rows(work.session, statement, **bound)}
    return sorted(rows.values(), key=lambda row: row.id, reverse=True)[: PAGE + 1]


def _number(text: str) -> dict[str, str] | None:
    """The range of register numbers that begin with a text; None when it cannot be the beginning of one."""
    if len(text) < SHORTEST_NUMBER or " " in text or "@" in text or not any(c.isdigit() for c in text):
        return None
    return {"number": text, "number_end": text[:-1] + chr(ord(text[-1]) + 1)}


def _ways(work: Work, text: str) -> list[tuple[str, dict[str, Any]]]:
    """How a text can be looked up: (kind, what to bind)."""
    if "@" in text:
        return [("email", {"key": email_key(work, text)})]
    digits = typed.telephone(text)
    ways: list[tuple[str, dict[str, Any]]] = []
    if len(digits) >= 8 and all(c in "0123456789+()- ./" for c in typed.telephone_line(text)):
        ways.append(("phone", {"key": work.vault.search_hash("phone", digits)}))
    if first := tokens_looked_for(work, text, MOST_WORDS):
        ways.append(("pieces", {"key": first[0], **{f"key_{n}": one for n, one in enumerate(first[1:])}}))
    return ways


def badge(row: Matter, today: date) -> str:
    """The colour of a step: late, waiting, open, closed."""
    if row.days_late(today):
        return "error"
    if row.waits_for_complainant:
        return "warning"
    return "ok" if row.close_ground else "info"
