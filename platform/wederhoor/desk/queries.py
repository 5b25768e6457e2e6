"""What the office reads: column reads into frozen rows, by key, never counting."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, func, select, tuple_
from sqlalchemy.types import Uuid

from wederhoor.db import Moment
from wederhoor.deadlines.tables import Clock
from wederhoor.dossiers.service import not_barred, reader_of, visible
from wederhoor.dossiers.tables import Dossier
from wederhoor.intake.process import process_of
from wederhoor.notices.tables import OutboxRow
from wederhoor.tenancy.locks import read_rows
from wederhoor.work import Work, local_date

PAGE = 25
NEW_LASTS = timedelta(days=2)


@dataclass(frozen=True, kw_only=True)
class Cursor:
    """The last row of the page before."""

    filed_at: datetime
    id: uuid.UUID


class RegisterRow(NamedTuple):
    """One line of the register; the first eight come from the statement in this order."""

    id: uuid.UUID
    number: str
    category: str
    step: str
    filed_at: datetime
    received_on: date | None
    short_description: str | None
    close_ground: str | None
    next_due: date | None = None
    next_due_label: str | None = None


_D, _C = Dossier.__table__, Clock.__table__


@lru_cache(maxsize=6)
def register_statement(status: str, later: bool) -> Select[*tuple[Any, ...]]:
    """The register's statement: `status` is "", "open" or "step"; `later` when a page came before."""
    query = select(
        _D.c.id,
        _D.c.number,
        _D.c.category,
        _D.c.step,
        _D.c.filed_at,
        _D.c.received_on,
        _D.c.short_description,
        _D.c.close_ground,
    ).where(_D.c.tenant_id == bindparam("tenant"), not_barred(_D.c.id))
    if status == "open":
        query = query.where(_D.c.closed_on.is_(None))
    elif status:
        query = query.where(_D.c.step == bindparam("step"))
    if later:
        query = query.where(
            tuple_(_D.c.filed_at, _D.c.id)
            < tuple_(bindparam("filed_at", type_=Moment), bindparam("id", type_=Uuid))
        )
    return query.order_by(_D.c.filed_at.desc(), _D.c.id.desc()).limit(PAGE + 1)


_RANKED = (
    select(
        _C.c.dossier_id,
        _C.c.code,
        _C.c.due_on,
        func.row_number()
        .over(partition_by=_C.c.dossier_id, order_by=(_C.c.due_on, _C.c.code))
        .label("place"),
    )
    .where(
        _C.c.tenant_id == bindparam("tenant"),
        _C.c.dossier_id.in_(bindparam("ids", expanding=True)),
        _C.c.state == "running",
        _C.c.code.not_in(bindparam("plans", expanding=True)),
    )
    .subquery()
)
_FIRST_DUE = select(_RANKED.c.dossier_id, _RANKED.c.code, _RANKED.c.due_on).where(_RANKED.c.place == 1)


def register_page(
    work: Work, *, status: str, cursor: Cursor | None
) -> tuple[list[RegisterRow], Cursor | None]:
    """One page of the register the actor may see, newest first, and where the next begins."""
    values: dict[str, Any] = {"account": reader_of(work), "now": work.now}
    if status not in ("", "open"):
        values["step"], status = status, "step"
    if cursor is not None:
        values |= {"filed_at": cursor.filed_at, "id": cursor.id}
    found = read_rows(work.session, register_statement(status, cursor is not None), **values)
    more = len(found) > PAGE
    found = found[:PAGE]
    due = _next_due(work, [row.id for row in found])
    labels = {rule.code: rule.label for rule in work.organisation.deadlines}
    rows = []
    for row in found:
        code, day = due.get(row.id, (None, None))
        rows.append(RegisterRow._make((*row, day, labels.get(code, code) if code else None)))
    return rows, Cursor(filed_at=rows[-1].filed_at, id=rows[-1].id) if more else None


def _plans(work: Work) -> list[str]:
    """The terms that are planned dates only, and never late."""
    return [rule.code for rule in work.organisation.deadlines if rule.plan_only]


def _next_due(work: Work, ids: list[uuid.UUID]) -> dict[uuid.UUID, tuple[str, date]]:
    """The first due date of each dossier, of clocks that run and can be late."""
    if not ids:
        return {}
    plans = _plans(work)
    rows = read_rows(work.session, _FIRST_DUE, ids=ids, plans=plans)
    return {row.dossier_id: (row.code, row.due_on) for row in rows}


def badge(row: RegisterRow, today: date) -> str:
    """The colour of a step: late, waiting, open, closed."""
    if row.next_due is not None and row.next_due < today:
        return "error"
    if row.received_on is None and row.close_ground is None:
        return "warning"
    return "ok" if row.close_ground else "info"


def numbers(work: Work, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Register numbers of those dossiers the actor may see."""
    if not ids:
        return {}
    query = select(Dossier.id, Dossier.number).where(Dossier.id.in_(set(ids)), *visible(work))
    return {row.id: row.number for row in work.session.execute(query)}


def today(work: Work) -> dict[str, list[dict[str, Any]]]:
    """What is due, late, new, held or failed today, of what the actor may see."""
    labels = {rule.code: rule.label for rule in work.organisation.deadlines}
    plans = _plans(work)
    mine = visible(work)
    clocks = (
        select(Dossier.id, Dossier.number, Clock.code, Clock.due_on)
        .join(Clock, Clock.dossier_id == Dossier.id)
        .where(Clock.state == "running", Clock.due_on <= work.today, Clock.code.not_in(plans), *mine)
        .order_by(Clock.due_on, Dossier.id)
        .limit(100)
    )
    lists: dict[str, list[dict[str, Any]]] = {
        "overdue": [],
        "due_today": [],
        "new": [],
        "held": [],
        "failed": [],
    }
    for row in work.session.execute(clocks):
        item = {
            "id": row.id,
            "number": row.number,
            "label": labels.get(row.code, row.code),
            "due_on": row.due_on,
        }
        lists["overdue" if row.due_on < work.today else "due_today"].append(item)
    steps = {step.code: step for step in process_of(work.organisation).steps}
    fresh = (
        select(Dossier.id, Dossier.number, Dossier.step, Dossier.filed_at)
        .where(Dossier.filed_at >= work.now - NEW_LASTS, Dossier.closed_on.is_(None), *mine)
        .order_by(Dossier.filed_at.desc())
        .limit(25)
    )
    for row in work.session.execute(fresh):
        label = steps[row.step].label if row.step in steps else row.step
        lists["new"].append(
            {"id": row.id, "number": row.number, "label": label, "due_on": local_date(row.filed_at)}
        )
    stuck = (
        select(Dossier.id, Dossier.number, OutboxRow.state, func.count().label("many"))
        .join(OutboxRow, OutboxRow.matter_id == Dossier.id)
        .where(OutboxRow.state.in_(["held", "failed", "no_addressee"]), *mine)
        .group_by(Dossier.id, Dossier.number, OutboxRow.state)
        .order_by(Dossier.id)
        .limit(100)
    )
    for told in work.session.execute(stuck):
        if told.state == "held":
            item = {"id": told.id, "number": told.number, "label": "Over wie gaat de klacht?", "due_on": None}
            lists["held"].append(item)
        else:
            item = {
                "id": told.id,
                "number": told.number,
                "label": f"Niet verzonden: {told.many}",
                "due_on": None,
            }
            lists["failed"].append(item)
    return lists
