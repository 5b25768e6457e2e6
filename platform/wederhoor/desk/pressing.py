"""What presses in a matter, in one statement: a line for each matter, and for each task that belongs to none; late terms first.

Terms that end within a week, tasks, what waits in the outbox, what is not complete, what is new. What the lines say is read apart,
for one page of them (`desk.things`).
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    case,
    cast,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    tuple_,
    union,
    union_all,
)
from sqlalchemy.types import Date

from wederhoor.deadlines.service import RUNNING
from wederhoor.deadlines.tables import Assignment, Clock
from wederhoor.desk.matters import Plans, plans
from wederhoor.dossiers.service import visible
from wederhoor.dossiers.tables import Dossier
from wederhoor.notices.service import State
from wederhoor.notices.tables import OutboxRow
from wederhoor.people.employments import own_desk
from wederhoor.rules.roles import HANDLERS
from wederhoor.tasks.service import asked_of, seen_tasks
from wederhoor.tasks.tables import Task
from wederhoor.web.keyset import Place
from wederhoor.work import Work

COMING = timedelta(days=7)
NEW_LASTS = timedelta(days=2)
STUCK_SHOWN = timedelta(days=14)
"""How long mail to a colleague that did not arrive stands at Vandaag; Beheer goes on showing it."""
STATES = (State.HELD, State.TO_LOOK, State.TO_POST, State.FAILED, State.NO_ADDRESSEE)
"""What in the outbox waits for somebody's hand."""
PLACE = (str, date, uuid.UUID)
"""Of what a place among the lines consists: late or not, the day, the matter or task."""
LATE, OTHER = "1", "2"


class Pressing(NamedTuple):
    """A line: the matter, or the task of none; the day that counts, and the first day on which a term of it was late."""

    line: uuid.UUID
    loose: bool
    day: date
    late: date | None


@dataclass(kw_only=True)
class Desk:
    """Whose lines: what the actor may see; with `handlers` only what one of these handles, or is asked to do."""

    work: Work
    handlers: Sequence[uuid.UUID] | None = None

    @cached_property
    def handles(self) -> bool:
        """Whether tasks and post are work for the actor; they are not for who only reads along."""
        return bool(self.work.actor.roles.intersection(HANDLERS))

    @property
    def own(self) -> bool:
        """Whether what is of no matter and of nobody belongs here: for who handles, at everybody's desk and their own."""
        return self.handles and (self.handlers is None or self.work.actor.account_id in self.handlers)

    @cached_property
    def plans(self) -> Plans:
        """The terms nobody is ever late for."""
        return plans(self.work)

    @cached_property
    def chances(self) -> Plans:
        """The terms within which somebody outside may act: of an open matter they are waited for, and then it can go on."""
        return tuple(rule.code for rule in self.work.organisation.deadlines if rule.chance)

    @cached_property
    def tasks(self) -> tuple[ColumnElement[bool], ...]:
        """Which tasks they see; asked once."""
        seen = (Task.done_at.is_(None), *seen_tasks(self.work))
        if self.handlers is None:
            return seen
        return (*seen, or_(Task.account_id.in_(self.handlers), self._handled(Task.dossier_id)))

    @cached_property
    def tasks_of_matters(self) -> tuple[ColumnElement[bool], ...]:
        """The same of the tasks of a matter they see, which is looked at apart."""
        seen = (Task.done_at.is_(None), Task.dossier_id.is_not(None), asked_of(self.work))
        if self.handlers is None:
            return seen
        return (*seen, or_(Task.account_id.in_(self.handlers), self._handled(Task.dossier_id)))

    @cached_property
    def matters(self) -> tuple[ColumnElement[bool], ...]:
        """Which matters they see."""
        seen = visible(self.work)
        return seen if self.handlers is None else (*seen, self._handled(Dossier.id))

    def _handled(self, dossier_id: Any) -> ColumnElement[bool]:
        return exists().where(
            Assignment.tenant_id == self.work.tenant_id,
            Assignment.dossier_id == dossier_id,
            Assignment.account_id.in_(self.handlers or ()),
            Assignment.until_at.is_(None),
        )

    def waited_for(self, until: date) -> tuple[ColumnElement[bool], ...]:
        """Chances that run in an open matter and end on a day or before."""
        open_ = exists().where(
            Dossier.tenant_id == self.work.tenant_id,
            Dossier.id == Clock.dossier_id,
            Dossier.closed_on.is_(None),
        )
        return (*self._running(until), Clock.code.in_(self.chances), open_)

    def clocks(self, until: date) -> tuple[ColumnElement[bool], ...]:
        """Terms that run, can be late, and end on a day or before."""
        return (*self._running(until), *(Clock.code != plan for plan in self.plans))

    def _running(self, until: date) -> tuple[ColumnElement[bool], ...]:
        return (
            Clock.tenant_id == self.work.tenant_id,
            Clock.state == literal(RUNNING, literal_execute=True),
            Clock.due_on <= until,
        )


def desk_of(work: Work, whose: str | Sequence[uuid.UUID] | None = None) -> Desk:
    """The desk of everybody, or of one's own (`mij`: with whom one stands in for), or of these people."""
    if whose is None or whose == "":
        return Desk(work=work)
    return Desk(work=work, handlers=own_desk(work) if isinstance(whose, str) else whose)


def lines(desk: Desk, *, after: Place | None = None, size: int) -> tuple[list[Pressing], Place | None]:
    """A page of lines, what presses most first, and the place where the next begins."""
    pressing = _pressing(desk).subquery("pressing")
    late = case((pressing.c.late.is_not(None), LATE), else_=OTHER)
    day = func.coalesce(pressing.c.late, pressing.c.day, type_=Date)
    query = select(pressing.c.line, pressing.c.loose, day.label("when"), pressing.c.late)
    if after is not None:
        mark, when, line = after
        place = tuple_(literal(mark), literal(when, Date), literal(line, pressing.c.line.type))
        query = query.where(tuple_(late, day, pressing.c.line) > place)
    rows = desk.work.session.execute(query.order_by(late, day, pressing.c.line).limit(size + 1)).all()
    found = [Pressing(row.line, bool(row.loose), row.when, row.late) for row in rows]
    if len(found) <= size:
        return found, None
    last = found[size - 1]
    return found[:size], (LATE if last.late else OTHER, last.day, last.line)


def count(desk: Desk, most: int) -> int:
    """How many lines are late or due today, counted no further than `most`."""
    work, today = desk.work, desk.work.today
    found = union(*(part.with_only_columns(part.selected_columns[0]) for part in _parts(desk, today)))
    matters = found.subquery("matters")
    seen = exists().where(Dossier.tenant_id == work.tenant_id, Dossier.id == matters.c.matter, *desk.matters)
    counted = select(matters.c.matter).where(seen).limit(most).subquery("counted")
    query = select(func.count()).select_from(counted)
    many = work.session.scalar(query) or 0
    if not desk.handles or many >= most:
        return many
    loose = select(Task.id).where(*desk.tasks, Task.dossier_id.is_(None), Task.due_on <= today)
    tasks = loose.limit(most - many).subquery("loose")
    many += work.session.scalar(select(func.count()).select_from(tasks)) or 0
    stuck = desk.own and work.session.scalar(select(exists().where(*stuck_mail(work))))
    return min(many + bool(stuck), most)


def count_tasks(desk: Desk, most: int) -> int:
    """How many tasks there are to do, counted no further than `most`."""
    found = select(Task.id).where(*desk.tasks).limit(most).subquery("found")
    return desk.work.session.scalar(select(func.count()).select_from(found)) or 0


def count_late(desk: Desk) -> int:
    """How many matters have a term that has passed."""
    yesterday = desk.work.today - timedelta(days=1)
    passed = select(Clock.dossier_id).where(*desk.clocks(yesterday)).group_by(Clock.dossier_id)
    found = passed.subquery("passed")
    query = (
        select(func.count())
        .select_from(found)
        .join(Dossier, Dossier.id == found.c.dossier_id)
        .where(Dossier.tenant_id == desk.work.tenant_id, *desk.matters)
    )
    return desk.work.session.scalar(query) or 0


def _parts(desk: Desk, until: date, *, everything: bool = False) -> list[Any]:
    """What presses in matters until a day: that day, and that of a term that passed; `everything` also what only waits."""
    work, today = desk.work, desk.work.today
    nothing, now = cast(null(), Date), literal(today, Date)
    passed = case((Clock.due_on < today, Clock.due_on), else_=nothing)
    clocks = select(Clock.dossier_id.label("matter"), Clock.due_on.label("day"), passed.label("late"))
    parts: list[Any] = [clocks.where(*desk.clocks(until))]
    if desk.chances:
        chances = select(Clock.dossier_id, Clock.due_on, nothing)
        parts.append(chances.where(*desk.waited_for(until)))
    if desk.handles:
        waits = OutboxRow.state.in_([state.value for state in STATES])
        parts.append(
            select(OutboxRow.matter_id, now, nothing).where(OutboxRow.tenant_id == work.tenant_id, waits)
        )
        due = () if everything else (Task.due_on <= until,)
        parts.append(select(Task.dossier_id, Task.due_on, nothing).where(*desk.tasks_of_matters, *due))
    if everything:
        own, open_ = Dossier.tenant_id == work.tenant_id, Dossier.closed_on.is_(None)
        waiting, new = literal(until + timedelta(days=1), Date), literal(until + timedelta(days=2), Date)
        parts.append(select(Dossier.id, waiting, nothing).where(own, open_, Dossier.received_on.is_(None)))
        parts.append(select(Dossier.id, new, nothing).where(own, open_, Dossier.filed_at >= since(work)))
    return parts


def _pressing(desk: Desk) -> Any:
    """A row for each matter in which something presses, and for each task of none."""
    every = union_all(*_parts(desk, desk.work.today + COMING, everything=True)).subquery("every")
    # a row for each matter first, which is then looked up: a database that has not counted yet would join every with every
    found = (
        select(
            every.c.matter,
            func.min(every.c.day, type_=Date).label("day"),
            func.min(every.c.late, type_=Date).label("late"),
        )
        .group_by(every.c.matter)
        .subquery("found")
    )
    matters = (
        select(Dossier.id.label("line"), literal(0).label("loose"), found.c.day, found.c.late)
        .join(found, found.c.matter == Dossier.id)
        .where(Dossier.tenant_id == desk.work.tenant_id, *desk.matters)
    )
    if not desk.handles:
        return matters
    work, nothing = desk.work, cast(null(), Date)
    loose = select(Task.id, literal(1), Task.due_on, nothing)
    parts = [matters, loose.where(*desk.tasks, Task.dossier_id.is_(None))]
    if desk.own:
        of_house = select(
            literal(work.tenant_id, Task.id.type), literal(1), literal(work.today, Date), nothing
        )
        parts.append(of_house.where(exists().where(*stuck_mail(work))))
    return union_all(*parts)


def stuck_mail(work: Work) -> tuple[ColumnElement[bool], ...]:
    """Mail to colleagues that did not arrive and is of no matter: reminders, the code to sign. Nothing of it is behind a wall."""
    failed = OutboxRow.state.in_([State.FAILED.value, State.NO_ADDRESSEE.value])
    lately = OutboxRow.created_at > work.now - STUCK_SHOWN
    return OutboxRow.tenant_id == work.tenant_id, OutboxRow.matter_id == work.tenant_id, failed, lately


def since(work: Work) -> datetime:
    """From when on something is new."""
    return work.now - NEW_LASTS
