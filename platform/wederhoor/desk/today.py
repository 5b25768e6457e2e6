"""What the office starts the day with: due, late, waiting for whom, new, held back, mail that failed, people to call."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select, true

from wederhoor.deadlines.tables import Clock
from wederhoor.desk.queries import plans
from wederhoor.dossiers.service import visible
from wederhoor.dossiers.tables import Dossier
from wederhoor.intake.process import process_of
from wederhoor.notices.tables import OutboxRow
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
    failed: list[Item] = field(default_factory=list)
    held: list[Item] = field(default_factory=list)
    to_post: list[Item] = field(default_factory=list)
    waiting: list[Item] = field(default_factory=list)
    new: list[Item] = field(default_factory=list)


def today(work: Work, whose: ColumnElement[bool] | None = None) -> Today:
    """Everything the actor may see; `whose` narrows it to some dossiers."""
    mine = (*visible(work), true() if whose is None else whose)
    lists = Today()
    for item in _clocks(work, mine):
        if item.due_on is None or item.due_on < work.today:
            lists.late.append(item)
        elif item.due_on == work.today:
            lists.due.append(item)
        else:
            lists.coming.append(item)
    steps = {step.code: step for step in process_of(work.organisation).steps}
    fresh = (
        select(Dossier.id, Dossier.number, Dossier.step, Dossier.filed_at)
        .where(Dossier.filed_at >= work.now - NEW_LASTS, Dossier.closed_on.is_(None), *mine)
        .order_by(Dossier.filed_at.desc())
        .limit(MOST)
    )
    for row in work.session.execute(fresh):
        label = steps[row.step].label if row.step in steps else row.step
        lists.new.append(
            Item(dossier_id=row.id, number=row.number, label=label, due_on=local_date(row.filed_at))
        )
    _outbox(work, mine, lists)
    incomplete = (
        select(Dossier.id, Dossier.number, Dossier.filed_at)
        .where(Dossier.received_on.is_(None), Dossier.closed_on.is_(None), *mine)
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
        .where(OutboxRow.state.in_(["held", "failed", "no_addressee", "to_post"]), *mine)
        .group_by(Dossier.id, Dossier.number, OutboxRow.state)
        .order_by(Dossier.id)
        .limit(MOST)
    )
    for row in work.session.execute(query):
        many = "1 bericht" if row.many == 1 else f"{row.many} berichten"
        if row.state == "held":
            item = Item(dossier_id=row.id, number=row.number, label="Over wie gaat de klacht?")
            lists.held.append(item)
        elif row.state == "to_post":
            label = "1 brief op de post doen" if row.many == 1 else f"{row.many} brieven op de post doen"
            lists.to_post.append(Item(dossier_id=row.id, number=row.number, label=label))
        else:
            lists.failed.append(Item(dossier_id=row.id, number=row.number, label=f"{many} niet aangekomen"))
