"""One view of a matter, for Vandaag and for the register: what it is about, who has it, and which term presses most.

Both are made of these columns and of this row, so that they cannot disagree about what is late or by how many days.
"""

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    FromClause,
    and_,
    bindparam,
    cast,
    exists,
    literal,
    literal_column,
    select,
)
from sqlalchemy.types import Date, String

from wederhoor.deadlines.handlers import HANDLER
from wederhoor.deadlines.tables import Assignment, Clock
from wederhoor.dossiers.content import DISSATISFACTION
from wederhoor.dossiers.tables import Dossier
from wederhoor.rules.deadlines import DeadlineRule
from wederhoor.work import Work

Plans = tuple[str, ...]
"""Codes of terms nobody is ever late for."""

_A, _C, _D = Assignment.__table__, Clock.__table__, Dossier.__table__
# Written out: a partial index serves no value that comes later, and a plan for any number is no plan for a page.
RUNNING: ColumnElement[str] = literal_column("'running'")
ONE: ColumnElement[int] = literal_column("1")
TODAY = bindparam("today", type_=Date)
_SHOWN = (
    _D.c.id,
    _D.c.number,
    _D.c.category,
    _D.c.step,
    _D.c.filed_at,
    _D.c.received_on,
    _D.c.short_description,
    _D.c.close_ground,
    _D.c.regime,
    _D.c.channel,
    _D.c.closed_on,
    _D.c.filed_as,
    _D.c.outcome,
)
_MANY = len(_SHOWN)


class Matter(NamedTuple):
    """One matter as a list shows it; the first of them come from the statement in this order."""

    id: uuid.UUID
    number: str
    category: str
    step: str
    filed_at: datetime
    received_on: date | None
    short_description: str | None
    close_ground: str | None
    regime: str | None
    channel: str
    closed_on: date | None
    filed_as: str
    outcome: str | None
    next_due: date | None = None
    """The first day on which a term of it ends that can be late."""
    next_code: str = ""
    next_due_label: str | None = None
    handler: uuid.UUID | None = None

    def days_late(self, today: date) -> int:
        """By how many days its first term has passed; nought when nothing is late."""
        return days_late(self.next_due, today)

    @property
    def informal(self) -> bool:
        """Whether it is dissatisfaction of who wants no complaint."""
        return self.filed_as == DISSATISFACTION

    @property
    def waits_for_complainant(self) -> bool:
        """Whether something is missing that only the complainant can give."""
        return self.received_on is None and self.close_ground is None


def days_late(due_on: date | None, today: date) -> int:
    """By how many days a day has passed; nought when it has not."""
    return max((today - due_on).days, 0) if due_on else 0


def subject(matter: Matter, categories: Mapping[str, str]) -> str:
    """What a matter is about: its short description, which names nobody, else its category."""
    return matter.short_description or categories.get(matter.category, matter.category)


def plans(work: Work) -> Plans:
    """The terms nobody is ever late for: planned dates, chances, what ends by itself."""
    return tuple(rule.code for rule in work.organisation.deadlines if not rule.can_be_late)


def can_be_late(clocks: FromClause, plans: Plans) -> ColumnElement[bool]:
    """A clock that runs, of a term somebody can be late for."""
    running = and_(clocks.c.tenant_id == bindparam("tenant"), clocks.c.state == RUNNING)
    return and_(running, *(clocks.c.code != plan for plan in plans))


def is_late(clocks: FromClause, plans: Plans) -> ColumnElement[bool]:
    """A clock whose last day has passed; binds `today`."""
    return and_(can_be_late(clocks, plans), clocks.c.due_on < TODAY)


def is_handled(*more: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether somebody has a part in a dossier now; binds `tenant`."""
    return exists(
        select(literal(1)).where(
            _A.c.tenant_id == bindparam("tenant"),
            _A.c.dossier_id == _D.c.id,
            _A.c.until_at.is_(None),
            *more,
        )
    )


def first_clock(plans: Plans, what: Any) -> Any:
    """Something of the first clock of a dossier that can be late."""
    clocks = _C.alias("next")
    own = and_(clocks.c.dossier_id == _D.c.id, can_be_late(clocks, plans))
    first = select(what(clocks)).where(own).order_by(clocks.c.due_on, clocks.c.code).limit(ONE)
    return first.correlate(_D).scalar_subquery()


def handler_column() -> Any:
    """Who handles a dossier now."""
    parts = _A.alias("handles")
    own = select(parts.c.account_id).where(
        parts.c.tenant_id == bindparam("tenant"),
        parts.c.dossier_id == _D.c.id,
        parts.c.part == literal_column(f"'{HANDLER}'"),
        parts.c.until_at.is_(None),
    )
    return own.limit(ONE).correlate(_D).scalar_subquery()


@lru_cache(maxsize=16)
def columns(plans: Plans) -> tuple[ColumnElement[Any], ...]:
    """What a matter shows, with its first due date, the term that is of, and who handles it."""
    # day and term of one clock, so that it is looked for once
    packed = first_clock(plans, lambda clocks: cast(clocks.c.due_on, String) + "|" + clocks.c.code)
    return (*_SHOWN, packed.label("next_clock"), handler_column().label("handler"))


def matter_of(row: Any, rules: Mapping[str, DeadlineRule]) -> Matter:
    """A matter from a row that begins with `columns`."""
    packed, handler = row[_MANY], row[_MANY + 1]
    if packed is None:
        return Matter._make((*row[:_MANY], None, "", None, handler))
    day, _, code = packed.partition("|")
    label = rules[code].label if code in rules else code
    return Matter._make((*row[:_MANY], date.fromisoformat(day), code, label, handler))


def rules_of(work: Work) -> dict[str, DeadlineRule]:
    """The terms of the organisation by code."""
    return {rule.code: rule for rule in work.organisation.deadlines}
