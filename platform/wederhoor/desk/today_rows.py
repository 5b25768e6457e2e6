"""What the lists of the desk read: prebuilt column reads by key, a page at a time; the bars are in every statement."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import and_, bindparam, exists, func, literal, select, tuple_
from sqlalchemy.types import Date, Integer

from wederhoor.db import Moment
from wederhoor.deadlines.tables import Assignment, Clock
from wederhoor.desk.queries import Plans, can_be_late, is_handled
from wederhoor.dossiers.service import is_given, not_barred, with_committee
from wederhoor.dossiers.tables import Dossier
from wederhoor.notices.tables import OutboxRow
from wederhoor.tenancy.locks import read_rows
from wederhoor.web.keyset import Place
from wederhoor.work import Work

GIVEN, MEMBERS, MINE = "given", "members", "mine"
Base = Callable[..., tuple[Any, tuple[Any, ...], bool]]
"""What a list selects, by what it is sorted, and whether the other way round."""
_D, _C, _O, _A = Dossier.__table__, Clock.__table__, OutboxRow.__table__, Assignment.__table__
_TODAY = bindparam("today", type_=Date)


@lru_cache(maxsize=512)
def statement(base: Base, only: frozenset[str], later: bool, *scope: Any) -> Any:
    """A page of a list and one row more, of dossiers the actor may see, narrowed by `only`; from a place on."""
    query, order, down = base(*scope)
    query = query.where(_D.c.tenant_id == bindparam("tenant"), not_barred(_D.c.id))
    if GIVEN in only:
        query = query.where(is_given(_D.c.id))
    if MEMBERS in only:
        query = query.where(with_committee())
    if MINE in only:
        query = query.where(is_handled(_A.c.account_id.in_(bindparam("handlers", expanding=True))))
    if later:
        place = tuple_(*(bindparam(f"place_{n}", type_=column.type) for n, column in enumerate(order)))
        query = query.where(tuple_(*order) < place if down else tuple_(*order) > place)
    ordered = query.order_by(*(column.desc() if down else column for column in order))
    return ordered.limit(bindparam("size", type_=Integer))


def rows(
    work: Work,
    base: Base,
    *scope: Any,
    only: frozenset[str],
    values: dict[str, Any],
    after: Place | None,
    size: int,
) -> tuple[Sequence[Any], bool]:
    """The rows of a page, and whether there are more."""
    asked = statement(base, only, after is not None, *scope)
    places = {f"place_{n}": mark for n, mark in enumerate(after or ())}
    found = read_rows(work.session, asked, size=size + 1, **values, **places)
    return found[:size], len(found) > size


def _clocks(plans: Plans) -> Any:
    joined = _D.join(_C, and_(_C.c.tenant_id == _D.c.tenant_id, _C.c.dossier_id == _D.c.id))
    shown = select(_D.c.id, _D.c.number, _C.c.code, _C.c.due_on).select_from(joined)
    return shown.where(can_be_late(_C, plans))


def late(plans: Plans) -> Any:
    """Each dossier by its first term that has passed, with how many have."""
    earlier, also = _C.alias("earlier"), _C.alias("also")
    first = ~exists(
        select(literal(1)).where(
            can_be_late(earlier, plans),
            earlier.c.dossier_id == _C.c.dossier_id,
            tuple_(earlier.c.due_on, earlier.c.code) < tuple_(_C.c.due_on, _C.c.code),
        )
    )
    passed = and_(can_be_late(also, plans), also.c.due_on < _TODAY, also.c.dossier_id == _D.c.id)
    many = select(func.count()).select_from(also).where(passed).correlate(_D).scalar_subquery()
    query = _clocks(plans).add_columns(many.label("many")).where(_C.c.due_on < _TODAY, first)
    return query, (_C.c.due_on, _C.c.dossier_id), False


def due(plans: Plans) -> Any:
    """Terms that end today."""
    return _clocks(plans).where(_C.c.due_on == _TODAY), (_C.c.due_on, _C.c.dossier_id, _C.c.code), False


def coming(plans: Plans) -> Any:
    """Terms that end after today, until and including the day `coming`."""
    days = and_(_C.c.due_on > _TODAY, _C.c.due_on <= bindparam("coming", type_=Date))
    return _clocks(plans).where(days), (_C.c.due_on, _C.c.dossier_id, _C.c.code), False


def fresh() -> Any:
    """What came in since the moment `since` and is open, newest first."""
    recent = and_(_D.c.filed_at >= bindparam("since", type_=Moment), _D.c.closed_on.is_(None))
    shown = select(_D.c.id, _D.c.number, _D.c.step, _D.c.filed_at)
    return shown.where(recent), (_D.c.filed_at, _D.c.id), True


def incomplete() -> Any:
    """Open dossiers in which something is missing, oldest first."""
    missing = and_(_D.c.received_on.is_(None), _D.c.closed_on.is_(None))
    return select(_D.c.id, _D.c.number, _D.c.filed_at).where(missing), (_D.c.filed_at, _D.c.id), False


def outbox(states: tuple[str, ...]) -> Any:
    """Dossiers with something in the outbox in these states, and how much of it in each."""
    joined = _D.join(_O, and_(_O.c.tenant_id == _D.c.tenant_id, _O.c.matter_id == _D.c.id))
    shown = select(_D.c.id, _D.c.number, _O.c.state, func.count().label("many")).select_from(joined)
    these = _O.c.state.in_([literal(state) for state in states])
    counted = shown.where(_O.c.tenant_id == bindparam("tenant"), these)
    return counted.group_by(_D.c.id, _D.c.number, _O.c.state), (_D.c.id, _O.c.state), False
