"""What the office starts the day with: due, late, waiting for whom, new, held back, mail that failed, people to call."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, exists, func, select

from wederhoor.deadlines.tables import Assignment, Clock
from wederhoor.desk.queries import plans
from wederhoor.dossiers.process import process_of
from wederhoor.dossiers.service import numbers, visible
from wederhoor.dossiers.tables import Dossier
from wederhoor.notices.tables import OutboxRow
from wederhoor.people.employments import own_desk
from wederhoor.people.service import HANDLERS
from wederhoor.tasks.service import Kind, open_tasks
from wederhoor.work import Work, local_date

NEW_LASTS = timedelta(days=2)
MOST = 100
COMING = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Item:
    """One line of the desk. `due_on` is the day it is about, `waits_for` who must act when that is not the reader."""

    dossier_id: uuid.UUID | None
    number: str
    label: str
    due_on: date | None = None
    waits_for: str = ""
    task_id: uuid.UUID | None = None


@dataclass(kw_only=True)
class Today:
    """The lists of the desk, each with the most pressing first."""

    late: list[Item] = field(default_factory=list)
    due: list[Item] = field(default_factory=list)
    coming: list[Item] = field(default_factory=list)
    calls: list[Item] = field(default_factory=list)
    tasks: list[Item] = field(default_factory=list)
    failed: list[Item] = field(default_factory=list)
    held: list[Item] = field(default_factory=list)
    to_post: list[Item] = field(default_factory=list)
    waiting: list[Item] = field(default_factory=list)
    new: list[Item] = field(default_factory=list)


def today(work: Work, *, mine: bool = False) -> Today:
    """Everything the actor may see; only what is `mine` when asked: I handle it, or stand in for who does."""
    seen = (*visible(work), _assigned(work)) if mine else visible(work)
    lists = Today()
    handles = bool(
        work.actor.roles.intersection(HANDLERS)
    )  # tasks and post are no work for who only reads along
    if handles:
        _tasks(work, lists, mine=mine)
    late: dict[uuid.UUID | None, list[Item]] = {}
    for item in _clocks(work, seen):
        if item.due_on is None or item.due_on < work.today:
            late.setdefault(item.dossier_id, []).append(item)
        elif item.due_on == work.today:
            lists.due.append(item)
        else:
            lists.coming.append(item)
    lists.late = [_first(items) for items in late.values()]
    steps = {step.code: step for step in process_of(work.organisation).steps}
    fresh = (
        select(Dossier.id, Dossier.number, Dossier.step, Dossier.filed_at)
        .where(Dossier.filed_at >= work.now - NEW_LASTS, Dossier.closed_on.is_(None), *seen)
        .order_by(Dossier.filed_at.desc())
        .limit(MOST)
    )
    for row in work.session.execute(fresh):
        label = steps[row.step].label if row.step in steps else row.step
        lists.new.append(
            Item(dossier_id=row.id, number=row.number, label=label, due_on=local_date(row.filed_at))
        )
    if handles:
        _outbox(work, seen, lists)
    incomplete = (
        select(Dossier.id, Dossier.number, Dossier.filed_at)
        .where(Dossier.received_on.is_(None), Dossier.closed_on.is_(None), *seen)
        .order_by(Dossier.filed_at)
        .limit(MOST)
    )
    for gap in work.session.execute(incomplete):
        lists.waiting.append(
            Item(
                dossier_id=gap.id,
                number=gap.number,
                label="Nog niet compleet",
                due_on=local_date(gap.filed_at),
                waits_for="de klager",
            )
        )
    return lists


def _first(items: list[Item]) -> Item:
    """A dossier once: what is late longest, and how many terms more."""
    more = len(items) - 1
    if not more:
        return items[0]
    return replace(
        items[0], label=f"{items[0].label}, en nog {'een termijn' if more == 1 else f'{more} termijnen'}"
    )


def _assigned(work: Work) -> ColumnElement[bool]:
    return exists().where(
        Assignment.tenant_id == work.tenant_id,
        Assignment.dossier_id == Dossier.id,
        Assignment.account_id.in_(own_desk(work)),
        Assignment.until_at.is_(None),
    )


def _tasks(work: Work, lists: Today, *, mine: bool) -> None:
    tasks = open_tasks(work, limit=MOST)
    known = numbers(work, [task.dossier_id for task in tasks if task.dossier_id])
    own = _own_dossiers(work, list(known)) if mine else frozenset(known)
    for task in tasks:
        if mine and task.account_id != work.actor.account_id and task.dossier_id not in own:
            continue
        number = known.get(task.dossier_id, "") if task.dossier_id else ""
        item = Item(
            dossier_id=task.dossier_id, number=number, label=task.label, due_on=task.due_on, task_id=task.id
        )
        (lists.calls if task.kind == Kind.CALL_BACK else lists.tasks).append(item)


def _own_dossiers(work: Work, ids: list[uuid.UUID]) -> frozenset[uuid.UUID]:
    return frozenset(work.session.scalars(select(Dossier.id).where(Dossier.id.in_(ids), _assigned(work))))


def _clocks(work: Work, mine: tuple[ColumnElement[bool], ...]) -> Iterator[Item]:
    labels = {rule.code: rule.label for rule in work.organisation.deadlines}
    query = (
        select(Dossier.id, Dossier.number, Clock.code, Clock.due_on)
        .join(Clock, Clock.dossier_id == Dossier.id)
        .where(
            Clock.state == "running",
            Clock.due_on <= work.today + COMING,
            Clock.code.not_in(plans(work)),
            *mine,
        )
        .order_by(Clock.due_on, Dossier.id)
        .limit(MOST)
    )
    for row in work.session.execute(query):
        label = labels.get(row.code, row.code)
        yield Item(dossier_id=row.id, number=row.number, label=label, due_on=row.due_on)


def _outbox(work: Work, mine: tuple[ColumnElement[bool], ...], lists: Today) -> None:
    query: Any = (
        select(Dossier.id, Dossier.number, OutboxRow.state, func.count().label("many"))
        .join(OutboxRow, OutboxRow.matter_id == Dossier.id)
        .where(OutboxRow.state.in_(["held", "failed", "no_addressee", "to_post", "to_look"]), *mine)
        .group_by(Dossier.id, Dossier.number, OutboxRow.state)
        .order_by(Dossier.id)
        .limit(MOST)
    )
    for row in work.session.execute(query):
        many = "1 bericht" if row.many == 1 else f"{row.many} berichten"
        if row.state == "held":
            item = Item(dossier_id=row.id, number=row.number, label="Over wie gaat de klacht?")
            lists.held.append(item)
        elif row.state == "to_look":
            label = (
                "1 brief nakijken en versturen"
                if row.many == 1
                else f"{row.many} brieven nakijken en versturen"
            )
            lists.to_post.append(Item(dossier_id=row.id, number=row.number, label=label))
        elif row.state == "to_post":
            label = "1 brief op de post doen" if row.many == 1 else f"{row.many} brieven op de post doen"
            lists.to_post.append(Item(dossier_id=row.id, number=row.number, label=label))
        else:
            lists.failed.append(Item(dossier_id=row.id, number=row.number, label=f"{many} niet aangekomen"))
