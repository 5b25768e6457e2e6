"""Which matters a list of the register shows: the conditions by name, and what a choice of filters binds to them."""

import uuid
from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, bindparam, exists, literal, literal_column, not_, select

from wederhoor.db import Moment
from wederhoor.deadlines.handlers import HANDLER
from wederhoor.deadlines.tables import Assignment, Clock
from wederhoor.desk.filters import MINE, NOBODY, SIZES, Filters, read_filters
from wederhoor.desk.matters import Plans, is_handled, is_late
from wederhoor.dossiers.committee import members_until
from wederhoor.dossiers.process import every_step
from wederhoor.dossiers.service import is_given, not_barred, reads_only, with_committee
from wederhoor.dossiers.tables import Dossier
from wederhoor.people.employments import own_desk
from wederhoor.work import Work

PAGE = SIZES[0]
_D, _C, _A = Dossier.__table__, Clock.__table__, Assignment.__table__
SEEN = (_D.c.tenant_id == bindparam("tenant"), not_barred(_D.c.id))
"""What everybody who reads the register is held to."""


def one_more(size: int) -> ColumnElement[int]:
    """Room for a page and one line more. Written out: a plan for any number of rows is no plan for a page."""
    return literal_column(str(size + 1))


CONDITIONS: dict[str, ColumnElement[bool]] = {
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


def filters_in(work: Work, values: Mapping[str, str]) -> tuple[Filters, dict[str, str]]:
    """What an address asks of the register, and per field what is wrong with a date. Raises UnknownFilter."""
    return read_filters(
        values,
        steps=frozenset(every_step(work.organisation)),
        categories=frozenset(category.code for category in work.organisation.categories),
        regimes=frozenset(regime.code for regime in work.organisation.regimes),
    )


def has_late(plans: Plans) -> ColumnElement[bool]:
    """Whether a term of a matter has passed."""
    return exists(select(literal(1)).where(_C.c.dossier_id == _D.c.id, is_late(_C, plans)))


def regimes_called(work: Work) -> dict[str, list[str]]:
    """The codes of the regimes by what people call what governs them: several may be the same regulation."""
    found: dict[str, list[str]] = {}
    for regime in work.organisation.regimes:
        found.setdefault(regime.governs[0] if regime.governs else "Niet bekend", []).append(regime.code)
    return found


def conditions(work: Work, filters: Filters) -> tuple[frozenset[str], dict[str, Any]]:
    """The names of the conditions for these filters and this reader, and what they bind."""
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
    days = filters.moments()
    return frozenset(names | days.keys()), values | days
