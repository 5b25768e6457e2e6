"""What the office starts the day with: due, late, waiting for whom, new, held back, mail that failed, people to call.

Each list has a page of its own and says where it goes on: what is late never crowds out what is due today.
"""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, literal, select, tuple_
from sqlalchemy.orm import aliased

from wederhoor.deadlines.tables import Assignment, Clock
from wederhoor.desk.queries import plans
from wederhoor.dossiers.process import process_of
from wederhoor.dossiers.service import numbers, visible
from wederhoor.dossiers.tables import Dossier
from wederhoor.notices.service import State
from wederhoor.notices.tables import OutboxRow
from wederhoor.people.employments import own_desk
from wederhoor.people.service import HANDLERS
from wederhoor.tasks.service import Kind, OpenTask, task_page
from wederhoor.tasks.tables import Task
from wederhoor.web.keyset import Mark, Place
from wederhoor.work import Work, local_date

NEW_LASTS = timedelta(days=2)
PAGE = 50
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


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page of one list, and the place where the next begins; None when this was all."""

    items: tuple[Item, ...] = ()
    more: Place | None = None

    def __iter__(self) -> Any:
        """Its lines."""
        return iter(self.items)

    def __len__(self) -> int:
        """How many lines it shows."""
        return len(self.items)


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """Whose lists: what the actor may see, and perhaps only what is theirs."""

    work: Work
    seen: tuple[ColumnElement[bool], ...]
    mine: bool


class Today:
    """The lists of the desk, each with the most pressing first."""

    def __init__(self, asked: _Asked, names: Sequence[str], after: Place | None) -> None:
        self._pages = {name: LISTS[name].read(asked, after) for name in names}

    def __getattr__(self, name: str) -> list[Item]:
        if name not in LISTS:
            raise AttributeError(name)
        return list(self.page(name))

    def page(self, name: str) -> Page:
        """The page of a list that was read; an empty one when this person has no such list."""
        return self._pages.get(name, Page())


def today(work: Work, *, mine: bool = False, only: str = "", after: Place | None = None) -> Today:
    """Everything the actor may see; only what is `mine` when asked: I handle it, or stand in for who does.

    `only` one of `LISTS`, from a place on.
    """
    seen = (*visible(work), _assigned(work)) if mine else visible(work)
    handles = bool(
        work.actor.roles.intersection(HANDLERS)
    )  # tasks and post are no work for who only reads along
    names = [name for name, one in LISTS.items() if (handles or not one.handlers) and only in ("", name)]
    return Today(_Asked(work=work, seen=seen, mine=mine), names, after)


def _assigned(work: Work) -> ColumnElement[bool]:
    return exists().where(
        Assignment.tenant_id == work.tenant_id,
        Assignment.dossier_id == Dossier.id,
        Assignment.account_id.in_(own_desk(work)),
        Assignment.until_at.is_(None),
    )


def _rows(
    asked: _Asked, query: Any, order: Sequence[Any], after: Place | None, *, down: bool = False
) -> tuple[list[Any], bool]:
    """The rows of a page in this order, and whether there are more."""
    if after is not None:
        here, there = (
            tuple_(*order),
            tuple_(*(_like(mark, one) for mark, one in zip(after, order, strict=True))),
        )
        query = query.where(here < there if down else here > there)
    query = query.order_by(*(one.desc() if down else one for one in order)).limit(PAGE + 1)
    found = list(asked.work.session.execute(query))
    return found[:PAGE], len(found) > PAGE


def _like(mark: Mark, column: Any) -> Any:
    return literal(mark, column.type)


def _late(asked: _Asked, after: Place | None) -> Page:
    """Each dossier once, by the term that is late longest, with how many terms more."""
    work, first, earlier = asked.work, Clock, aliased(Clock)
    runs, plan = first.state == "running", plans(work)
    before = exists().where(
        earlier.tenant_id == work.tenant_id,
        earlier.dossier_id == first.dossier_id,
        earlier.state == "running",
        earlier.code.not_in(plan),
        tuple_(earlier.due_on, earlier.code) < tuple_(first.due_on, first.code),
    )
    query = _clocks(asked).where(runs, first.due_on < work.today, ~before)
    rows, more = _rows(asked, query, (first.due_on, first.dossier_id), after)
    others = select(Clock.dossier_id, func.count()).where(
        Clock.dossier_id.in_([row.id for row in rows]),
        Clock.state == "running",
        Clock.code.not_in(plan),
        Clock.due_on < work.today,
    )
    counts = others.group_by(Clock.dossier_id)
    many = {row[0]: row[1] for row in work.session.execute(counts)} if rows else {}
    return _page(
        [_clock(asked, row, also=many.get(row.id, 1) - 1) for row in rows],
        (rows[-1].due_on, rows[-1].id) if more else None,
    )


def _clocks(asked: _Asked) -> Any:
    return (
        select(Dossier.id, Dossier.number, Clock.code, Clock.due_on)
        .join(Clock, and_(Clock.tenant_id == Dossier.tenant_id, Clock.dossier_id == Dossier.id))
        .where(Clock.code.not_in(plans(asked.work)), *asked.seen)
    )


def _clock(asked: _Asked, row: Any, *, also: int = 0) -> Item:
    label = _labels(asked.work).get(row.code, row.code)
    if also:
        label += f", en nog {'een termijn' if also == 1 else f'{also} termijnen'}"
    return Item(dossier_id=row.id, number=row.number, label=label, due_on=row.due_on)


def _labels(work: Work) -> dict[str, str]:
    return {rule.code: rule.label for rule in work.organisation.deadlines}


def _between(asked: _Asked, after: Place | None, *, coming: bool) -> Page:
    """Terms that end today, or in the days that come."""
    today = asked.work.today
    days = and_(Clock.due_on > today, Clock.due_on <= today + COMING) if coming else Clock.due_on == today
    query = _clocks(asked).where(Clock.state == "running", days)
    rows, more = _rows(asked, query, (Clock.due_on, Clock.dossier_id, Clock.code), after)
    last = rows[-1] if more else None
    return _page([_clock(asked, row) for row in rows], (last.due_on, last.id, last.code) if last else None)


def _fresh(asked: _Asked, after: Place | None) -> Page:
    work = asked.work
    steps = {step.code: step.label for step in process_of(work.organisation).steps}
    query = select(Dossier.id, Dossier.number, Dossier.step, Dossier.filed_at).where(
        Dossier.filed_at >= work.now - NEW_LASTS, Dossier.closed_on.is_(None), *asked.seen
    )
    rows, more = _rows(asked, query, (Dossier.filed_at, Dossier.id), after, down=True)
    items = [
        Item(
            dossier_id=row.id,
            number=row.number,
            label=steps.get(row.step, row.step),
            due_on=local_date(row.filed_at),
        )
        for row in rows
    ]
    return _page(items, (rows[-1].filed_at, rows[-1].id) if more else None)


def _incomplete(asked: _Asked, after: Place | None) -> Page:
    query = select(Dossier.id, Dossier.number, Dossier.filed_at).where(
        Dossier.received_on.is_(None), Dossier.closed_on.is_(None), *asked.seen
    )
    rows, more = _rows(asked, query, (Dossier.filed_at, Dossier.id), after)
    items = [
        Item(
            dossier_id=row.id,
            number=row.number,
            label="Nog niet compleet",
            due_on=local_date(row.filed_at),
            waits_for="de klager",
        )
        for row in rows
    ]
    return _page(items, (rows[-1].filed_at, rows[-1].id) if more else None)


def _tasks(asked: _Asked, after: Place | None, *, calls: bool) -> Page:
    work = asked.work
    kind = Task.kind == Kind.CALL_BACK if calls else Task.kind != Kind.CALL_BACK
    more_than_kind: list[ColumnElement[bool]] = [kind]
    if asked.mine:
        own = exists().where(
            Dossier.tenant_id == work.tenant_id, Dossier.id == Task.dossier_id, _assigned(work)
        )
        more_than_kind.append((Task.account_id == work.actor.account_id) | own)
    found, following = task_page(work, *more_than_kind, after=after, size=PAGE)
    known = numbers(work, [task.dossier_id for task in found if task.dossier_id])
    return _page([_task(task, known) for task in found], following)


def _task(task: OpenTask, known: dict[uuid.UUID, str]) -> Item:
    number = known.get(task.dossier_id, "") if task.dossier_id else ""
    return Item(
        dossier_id=task.dossier_id, number=number, label=task.label, due_on=task.due_on, task_id=task.id
    )


_WORDS: dict[str, tuple[str, str]] = {
    State.HELD: ("Over wie gaat de klacht?", "Over wie gaat de klacht?"),
    State.TO_LOOK: ("1 brief nakijken en versturen", "{many} brieven nakijken en versturen"),
    State.TO_POST: ("1 brief op de post doen", "{many} brieven op de post doen"),
    State.FAILED: ("1 bericht niet aangekomen", "{many} berichten niet aangekomen"),
    State.NO_ADDRESSEE: ("1 bericht niet aangekomen", "{many} berichten niet aangekomen"),
}


def _outbox(asked: _Asked, after: Place | None, *, states: tuple[State, ...]) -> Page:
    query = (
        select(Dossier.id, Dossier.number, OutboxRow.state, func.count().label("many"))
        .join(OutboxRow, and_(OutboxRow.tenant_id == Dossier.tenant_id, OutboxRow.matter_id == Dossier.id))
        .where(OutboxRow.state.in_([state.value for state in states]), *asked.seen)
        .group_by(Dossier.id, Dossier.number, OutboxRow.state)
    )
    rows, more = _rows(asked, query, (Dossier.id, OutboxRow.state), after)
    items = [
        Item(
            dossier_id=row.id,
            number=row.number,
            label=_WORDS[row.state][row.many > 1].format(many=row.many),
        )
        for row in rows
    ]
    return _page(items, (rows[-1].id, rows[-1].state) if more else None)


def _page(items: list[Item], more: Place | None) -> Page:
    return Page(items=tuple(items), more=more)


@dataclass(frozen=True, kw_only=True)
class List:
    """One list: how a page of it is read, of what its places consist, and whether it is only for who handles complaints."""

    read: Callable[[_Asked, Place | None], Page]
    place: tuple[type[Mark], ...]
    handlers: bool = False


_ID = (uuid.UUID, str)
LISTS: dict[str, List] = {
    "late": List(read=_late, place=(date, uuid.UUID)),
    "due": List(read=partial(_between, coming=False), place=(date, uuid.UUID, str)),
    "failed": List(
        read=partial(_outbox, states=(State.FAILED, State.NO_ADDRESSEE)), place=_ID, handlers=True
    ),
    "calls": List(read=partial(_tasks, calls=True), place=(date, uuid.UUID), handlers=True),
    "tasks": List(read=partial(_tasks, calls=False), place=(date, uuid.UUID), handlers=True),
    "held": List(read=partial(_outbox, states=(State.HELD,)), place=_ID, handlers=True),
    "to_post": List(read=partial(_outbox, states=(State.TO_LOOK, State.TO_POST)), place=_ID, handlers=True),
    "coming": List(read=partial(_between, coming=True), place=(date, uuid.UUID, str)),
    "waiting": List(read=_incomplete, place=(datetime, uuid.UUID)),
    "new": List(read=_fresh, place=(datetime, uuid.UUID)),
}
