"""What the register reads: column reads into rows, by key, never counting.

Browsing walks the index of arrival, newest first, and what is late comes by due date, longest first: nothing is sorted. Any other
order sorts what the filters leave.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, case, exists, func, literal, not_, or_, select, tuple_
from sqlalchemy.types import Date, Integer, Uuid

from wederhoor.db import Moment
from wederhoor.deadlines.tables import Clock
from wederhoor.desk.filters import ARRIVED, DUE, HANDLER, STEP, Filters
from wederhoor.desk.matters import (
    Matter,
    Plans,
    columns,
    first_clock,
    handler_column,
    is_late,
    matter_of,
    plans,
    rules_of,
)
from wederhoor.desk.narrowing import CONDITIONS, PAGE, SEEN, conditions, has_late, one_more
from wederhoor.desk.searching import look_up
from wederhoor.dossiers.process import every_step
from wederhoor.dossiers.service import reader_of
from wederhoor.dossiers.tables import Dossier
from wederhoor.people.service import staff_with_role
from wederhoor.rules.roles import HANDLERS
from wederhoor.tenancy.locks import read_rows
from wederhoor.work import Work

_D, _C = Dossier.__table__, Clock.__table__


@dataclass(frozen=True, kw_only=True)
class Cursor:
    """The last row of the page before: a moment of arrival or a due date, and the dossier; by what else it was sorted."""

    after: datetime | date
    id: uuid.UUID
    place: date | int | None = None


class TypeMore(Enum):
    """More numbers begin like that than are shown: who types more of one finds it."""

    TYPE_MORE = "type more"


TYPE_MORE = TypeMore.TYPE_MORE


@lru_cache(maxsize=256)
def register_statement(
    conditions: frozenset[str] = frozenset(), later: bool = False, plans: Plans = (), size: int = PAGE
) -> Select[Any]:
    """Newest first; `later` when a page came before. Conditions are names of `CONDITIONS`."""
    query = select(*columns(plans)).where(*SEEN, *(CONDITIONS[name] for name in sorted(conditions)))
    if later:
        query = query.where(
            tuple_(_D.c.filed_at, _D.c.id)
            < tuple_(bindparam("after", type_=Moment), bindparam("after_id", type_=Uuid))
        )
    return query.order_by(_D.c.filed_at.desc(), _D.c.id.desc()).limit(one_more(size))


@lru_cache(maxsize=256)
def late_statement(
    conditions: frozenset[str] = frozenset(), later: bool = False, plans: Plans = (), size: int = PAGE
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
        .where(*SEEN, is_late(_C, plans), first, *(CONDITIONS[name] for name in sorted(conditions)))
    )
    if later:
        query = query.where(
            tuple_(_C.c.due_on, _C.c.dossier_id)
            > tuple_(bindparam("after", type_=Date), bindparam("after_id", type_=Uuid))
        )
    return query.order_by(_C.c.due_on, _C.c.dossier_id).limit(one_more(size))


def sorted_statement(
    sort: str,
    names: frozenset[str],
    late: bool,
    later: bool,
    plans: Plans,
    ranks: tuple[tuple[Any, int], ...],
    size: int = PAGE,
) -> Select[Any]:
    """In an order of one's own; among what is the same in it newest first. `ranks` are places of steps, or of who handles."""
    key, down = sort.removesuffix("-om"), sort.endswith("-om")
    if key == DUE:
        place: Any = func.coalesce(
            first_clock(plans, lambda clocks: clocks.c.due_on), date.min if down else date.max, type_=Date
        )
    elif key == STEP:
        place = case(*((_D.c.step == code, rank) for code, rank in ranks), else_=len(ranks))
    elif key == HANDLER:
        who = handler_column()
        place = case(*((who == account, rank) for account, rank in ranks), else_=len(ranks))
    else:
        place = literal(0, Integer)
    shown = columns(plans)
    query = select(*shown, place.label("place")).where(*SEEN, *(CONDITIONS[name] for name in sorted(names)))
    found = (query.where(has_late(plans)) if late else query).subquery("found")
    up = key == ARRIVED  # the newest are first without being asked for
    newest = tuple_(found.c.filed_at, found.c.id)
    listed = select(found)
    if later:
        at = bindparam("place", type_=place.type)
        after = tuple_(bindparam("after", type_=Moment), bindparam("after_id", type_=Uuid))
        further = found.c.place < at if down else found.c.place > at
        listed = listed.where(
            or_(further, and_(found.c.place == at, newest > after if up else newest < after))
        )
    order = (found.c.place.desc() if down else found.c.place, found.c.filed_at, found.c.id)
    return listed.order_by(*(order if up else (order[0], order[1].desc(), order[2].desc()))).limit(
        one_more(size)
    )


def _ranks(work: Work, sort: str) -> tuple[tuple[Any, int], ...]:
    """The place of each step on the road, or of each handler by name."""
    key = sort.removesuffix("-om")
    if key == STEP:
        return tuple((code, n) for n, code in enumerate(every_step(work.organisation)))
    if key == HANDLER:
        return tuple((one.account_id, n) for n, one in enumerate(staff_with_role(work, HANDLERS)))
    return ()


def register_page(
    work: Work, filters: Filters, *, text: str = "", cursor: Cursor | None = None, size: int = PAGE
) -> tuple[list[Matter], Cursor | TypeMore | None]:
    """One page of the register the actor may see, and where the next begins; `TYPE_MORE` where more of a number has to be typed.

    `text` is looked up as a number, a name, an e-mail address, a telephone number or words of the description.
    """
    found = _found(work, filters, text.strip(), cursor, size)
    rules = rules_of(work)
    rows = [matter_of(row, rules) for row in found[:size]]
    if len(found) <= size:
        return rows, None
    by_number = bool(text.strip()) and all(
        row.number.casefold().startswith(text.strip().casefold()) for row in rows
    )
    last, chosen = found[size - 1], bool(filters.sort) and not text.strip()
    after = last.due_on if filters.late and not chosen and not text.strip() else last.filed_at
    place = last.place if chosen else None
    return rows, TYPE_MORE if by_number else Cursor(after=after, id=last.id, place=place)


def ids_of(work: Work, filters: Filters, *, text: str = "", most: int) -> list[uuid.UUID]:
    """The matters of the same list in its order, from its beginning, no more than so many."""
    return [row.id for row in _found(work, filters, text.strip(), None, most - 1, only_ids=True)]


@lru_cache(maxsize=256)
def _ids_only(query: Select[Any]) -> Select[Any]:
    return query.with_only_columns(query.selected_columns.id)


def _found(
    work: Work,
    filters: Filters,
    text: str,
    cursor: Cursor | None,
    size: int,
    *,
    only_ids: bool = False,
) -> Sequence[Any]:
    """The rows of a page and one more."""
    names, values = conditions(work, filters)
    values |= {"account": reader_of(work)}
    if filters.late:
        values["today"] = work.today
    if cursor is not None:
        values |= {"after": cursor.after, "after_id": cursor.id}
    later, planned = cursor is not None, plans(work)
    if text:
        return look_up(work, text, names, values, late=filters.late, later=later, size=size)
    if filters.sort:
        values |= {"place": cursor.place} if cursor is not None else {}
        query = sorted_statement(
            filters.sort, names, filters.late, later, planned, _ranks(work, filters.sort), size
        )
    elif filters.late:
        query = late_statement(names, later, planned, size)
    else:
        query = register_statement(names, later, planned, size)
    if only_ids:
        query = _ids_only(query)
    return read_rows(work.session, query, **values)


def badge(row: Matter, today: date) -> str:
    """The colour of a step: late, waiting, open, closed."""
    if row.days_late(today):
        return "error"
    if row.waits_for_complainant:
        return "warning"
    return "ok" if row.close_ground else "info"
