"""What the office starts the day with: due, late, waiting for whom, new, held back, mail that failed, people to call.

Each list has a page of its own and says where it goes on: what is late never crowds out what is due today.
"""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property, partial
from typing import Any

from sqlalchemy import ColumnElement, exists

from wederhoor.deadlines.tables import Assignment
from wederhoor.desk import today_rows
from wederhoor.desk.queries import Plans, plans
from wederhoor.desk.today_rows import MINE, Base, rows
from wederhoor.dossiers.committee import members_until
from wederhoor.dossiers.process import process_of
from wederhoor.dossiers.service import numbers, reader_of, reads_only
from wederhoor.notices.service import State
from wederhoor.people.employments import own_desk
from wederhoor.rules.roles import HANDLERS
from wederhoor.tasks.service import OpenTask, TaskKind, seen_tasks, task_page
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


@dataclass(kw_only=True)
class _Asked:
    """Whose lists: what the actor may see, and perhaps only what is theirs."""

    work: Work
    mine: bool

    @cached_property
    def only(self) -> frozenset[str]:
        """What narrows what they see."""
        return reads_only(self.work) | (frozenset({MINE}) if self.mine else frozenset())

    @cached_property
    def values(self) -> dict[str, Any]:
        """What a statement is told of who looks."""
        scope: dict[str, Any] = {
            "account": reader_of(self.work),
            "members_until": members_until(self.work.now),
        }
        return scope | ({"handlers": own_desk(self.work)} if self.mine else {})

    @cached_property
    def labels(self) -> dict[str, str]:
        """What the terms are called."""
        return {rule.code: rule.label for rule in self.work.organisation.deadlines}

    @cached_property
    def plans(self) -> Plans:
        """The terms that are planned dates only."""
        return plans(self.work)

    @cached_property
    def tasks(self) -> tuple[ColumnElement[bool], ...]:
        """Which tasks they see; asked once for both lists of them."""
        return seen_tasks(self.work)

    def rows(self, base: Base, *scope: Any, after: Place | None, **more: Any) -> tuple[Sequence[Any], bool]:
        """The rows of a page of a list, and whether there are more."""
        values = self.values | more
        return rows(self.work, base, *scope, only=self.only, values=values, after=after, size=PAGE)


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
    # tasks and post are no work for who only reads along
    handles = bool(work.actor.roles.intersection(HANDLERS))
    names = [name for name, one in LISTS.items() if (handles or not one.handlers) and only in ("", name)]
    return Today(_Asked(work=work, mine=mine), names, after)


def _late(asked: _Asked, after: Place | None) -> Page:
    """Each dossier once, by the term that is late longest, with how many terms more."""
    found, more = asked.rows(today_rows.late, asked.plans, after=after, today=asked.work.today)
    items = [_clock(asked, row, also=row.many - 1) for row in found]
    return _page(items, (found[-1].due_on, found[-1].id) if more else None)


def _clock(asked: _Asked, row: Any, *, also: int = 0) -> Item:
    label = asked.labels.get(row.code, row.code)
    if also:
        label += f", en nog {'een termijn' if also == 1 else f'{also} termijnen'}"
    return Item(dossier_id=row.id, number=row.number, label=label, due_on=row.due_on)


def _between(asked: _Asked, after: Place | None, *, coming: bool) -> Page:
    """Terms that end today, or in the days that come."""
    today = asked.work.today
    base, more_days = (today_rows.coming, {"coming": today + COMING}) if coming else (today_rows.due, {})
    found, more = asked.rows(base, asked.plans, after=after, today=today, **more_days)
    last = found[-1] if more else None
    return _page([_clock(asked, row) for row in found], (last.due_on, last.id, last.code) if last else None)


def _fresh(asked: _Asked, after: Place | None) -> Page:
    work = asked.work
    steps = {step.code: step.label for step in process_of(work.organisation).steps}
    rows, more = asked.rows(today_rows.fresh, after=after, since=work.now - NEW_LASTS)
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
    rows, more = asked.rows(today_rows.incomplete, after=after)
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
    kind = Task.kind == TaskKind.CALL_BACK if calls else Task.kind != TaskKind.CALL_BACK
    more_than_kind: list[ColumnElement[bool]] = [kind]
    if asked.mine:
        own = exists().where(
            Assignment.tenant_id == work.tenant_id,
            Assignment.dossier_id == Task.dossier_id,
            Assignment.account_id.in_(asked.values["handlers"]),
            Assignment.until_at.is_(None),
        )
        more_than_kind.append((Task.account_id == work.actor.account_id) | own)
    found, following = task_page(work, *more_than_kind, seen=asked.tasks, after=after, size=PAGE)
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
    rows, more = asked.rows(today_rows.outbox, tuple(state.value for state in states), after=after)
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
