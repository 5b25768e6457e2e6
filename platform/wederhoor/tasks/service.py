"""Add a task, see what is open, finish one. Deny first: a task of a dossier is seen by whoever may see the dossier."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, and_, exists, literal, or_, select, tuple_

from wederhoor.dossiers.service import BARRED, GIVEN, reads_all, visible
from wederhoor.dossiers.tables import Dossier
from wederhoor.people.employments import own_desk
from wederhoor.people.here import works_here
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.roles import Role
from wederhoor.tasks.tables import Task, TaskAccess
from wederhoor.web.keyset import Place
from wederhoor.work import ActorKind, Work

PAGE = 50
PLACE = (date, uuid.UUID)
"""Of what a place in the list of tasks consists."""


class TaskKind(StrEnum):
    """Names are stored; other features may use names of their own."""

    CALL_BACK = "call_back"
    READ_MESSAGE = "read_message"
    READ_REACTION = "read_reaction"
    READ_BACK = "read_back"
    DOOR_CODE = "door_code"
    NOT_TOLD_IN_TIME = "not_told_in_time"
    TAKE_DOWN = "take_down"
    DISSATISFACTION = "dissatisfaction"
    TAKE_OVER = "take_over"
    WHO_IS_MEANT = "who_is_meant"
    BREACH = "breach"
    SPLIT_OFF = "split_off"
    PAPER_MISSING = "paper_missing"
    NOTICE_FAILED = "notice_failed"
    TRANSFERRED = "transferred"
    TRANSFER_STRANDED = "transfer_stranded"
    FORWARD_OBJECTION = "forward_objection"
    DETAILS_CHANGED = "details_changed"
    REMINDED = "reminded"


LABELS: Mapping[str, str] = {
    TaskKind.CALL_BACK: "Terugbellen",
    TaskKind.READ_MESSAGE: "Bericht lezen",
    TaskKind.READ_BACK: "Klacht voorlezen en laten ondertekenen",
    TaskKind.DOOR_CODE: "Code voor de stukken doorgeven",
    TaskKind.BREACH: "Beslissen over een datalek",
    TaskKind.SPLIT_OFF: "Afgesplitst dossier op orde brengen",
    TaskKind.PAPER_MISSING: "Een stuk kwam niet mee",
    TaskKind.NOTICE_FAILED: "Een bericht is niet verstuurd",
    TaskKind.TRANSFER_STRANDED: "Een overdracht is niet aangekomen",
    TaskKind.FORWARD_OBJECTION: "Vandaag doorsturen: dit kan een bezwaar zijn",
    TaskKind.TRANSFERRED: "Overgedragen dossier op orde brengen",
    TaskKind.READ_REACTION: "Reactie van de aangeklaagde lezen",
    TaskKind.TAKE_DOWN: "Telefoonnotitie: klacht opnemen of terugbellen",
    TaskKind.DISSATISFACTION: "Onvrede oppakken, zonder formele klacht",
    TaskKind.TAKE_OVER: "Overnemen van wie erbij betrokken is",
    TaskKind.WHO_IS_MEANT: "Nagaan of een collega bedoeld is",
    TaskKind.DETAILS_CHANGED: "Nagaan of gewijzigde contactgegevens kloppen",
    TaskKind.REMINDED: "Een collega vraagt of u hiernaar kijkt",
    TaskKind.NOT_TOLD_IN_TIME: "Een melding is niet binnen 48 uur verzonden",
}


class NoSuchTask(Exception):
    """There is no such task for this actor."""


class TaskDone(Exception):
    """Somebody else finished it already."""


@dataclass(frozen=True, kw_only=True)
class OpenTask:
    """A task as a list shows it; `text` maps what was told (name, phone, when, what) to its words."""

    id: uuid.UUID
    dossier_id: uuid.UUID | None
    kind: str
    label: str
    text: Mapping[str, str]
    due_on: date
    role: str
    account_id: uuid.UUID | None
    made_at: datetime
    version: int


def add_task(
    work: Work,
    kind: str,
    text: Mapping[str, str],
    *,
    due_on: date,
    dossier_id: uuid.UUID | None = None,
    role: str = Role.SECRETARY,
    account_id: uuid.UUID | None = None,
) -> Task:
    """Something must be done by a day, by whoever holds a role, or by one person."""
    task = Task(
        dossier_id=dossier_id,
        key_id=work.vault.new_key(),
        kind=kind,
        due_on=due_on,
        role=role,
        account_id=account_id,
        made_at=work.now,
    )
    work.session.add(task)
    task.text = dict(text)
    if dossier_id is not None:
        facts = {"task": LABELS.get(kind, kind), "due_on": due_on.isoformat()}
        record.append(work, dossier_id, [record.Entry(event=Event.TASK_ADDED, facts=facts)])
    return task


def ask_once(work: Work, kind: str, text: Mapping[str, str], *, due_on: date, dossier_id: uuid.UUID) -> Task:
    """A task of a dossier that is there once, however often it is asked for: the one that is open, else a new one."""
    query = select(Task).where(Task.dossier_id == dossier_id, Task.kind == kind, Task.done_at.is_(None))
    known = work.session.scalars(query.order_by(Task.due_on, Task.id).limit(1)).first()
    return known or add_task(work, kind, text, due_on=due_on, dossier_id=dossier_id)


def seen_tasks(work: Work) -> tuple[ColumnElement[bool], ...]:
    """Tasks of dossiers the actor may see, and tasks of no dossier in which they are not meant, or that were given to them.

    Those of one person only for that person and who stands in for them; for everybody once that person works here no more.
    """
    of_visible = exists().where(
        Dossier.tenant_id == Task.tenant_id,
        Dossier.tenant_id == work.tenant_id,
        Dossier.id == Task.dossier_id,
        *visible(work),
    )
    if work.actor.kind is ActorKind.SYSTEM:
        return (or_(Task.dossier_id.is_(None), of_visible),)
    loose = Task.dossier_id.is_(None)
    mine = ~_has(work, BARRED) if reads_all(work) else and_(_has(work, GIVEN), ~_has(work, BARRED))
    about = or_(and_(loose, mine), of_visible)
    return (about, asked_of(work))


def asked_of(work: Work) -> ColumnElement[bool]:
    """Tasks for everybody, or for the actor's own desk; of who works here no more too. For who has made sure that the dossier is theirs."""
    asked = Task.account_id.in_(own_desk(work))
    return or_(Task.account_id.is_(None), asked, ~works_here(work, Task.account_id))


def _has(work: Work, kind: str) -> ColumnElement[bool]:
    return exists().where(
        TaskAccess.tenant_id == work.tenant_id,
        TaskAccess.task_id == Task.id,
        TaskAccess.account_id == work.actor.account_id,
        TaskAccess.kind == kind,
        TaskAccess.until_at.is_(None),
    )


def open_tasks(work: Work, *, dossier_id: uuid.UUID | None = None) -> list[OpenTask]:
    """Everything that is to be done and the actor may see, most urgent first. Raises NoSuchDossier without a role that reads."""
    query = select(Task).where(Task.done_at.is_(None), *seen_tasks(work))
    if dossier_id is not None:
        query = query.where(Task.dossier_id == dossier_id)
    return _read(work, query.order_by(Task.due_on, Task.id))


def task_page(
    work: Work,
    *conditions: ColumnElement[bool],
    seen: tuple[ColumnElement[bool], ...] | None = None,
    after: Place | None = None,
    size: int = PAGE,
) -> tuple[list[OpenTask], Place | None]:
    """A page of what is to be done, under these conditions, and the place where the next begins. Raises as `open_tasks`."""
    query = select(Task).where(Task.done_at.is_(None), *(seen or seen_tasks(work)), *conditions)
    if after is not None:
        day, last = after
        place = tuple_(literal(day, Task.due_on.type), literal(last, Task.id.type))
        query = query.where(tuple_(Task.due_on, Task.id) > place)
    found = _read(work, query.order_by(Task.due_on, Task.id).limit(size + 1))
    following = (found[size - 1].due_on, found[size - 1].id) if len(found) > size else None
    return found[:size], following


def tasks_of(
    work: Work,
    dossier_ids: Sequence[uuid.UUID],
    task_ids: Collection[uuid.UUID],
    seen: tuple[ColumnElement[bool], ...],
) -> list[OpenTask]:
    """What is to be done in these dossiers, and these tasks besides, among those that are seen."""
    wanted = or_(Task.dossier_id.in_(dossier_ids), Task.id.in_(task_ids))
    query = select(Task).where(Task.done_at.is_(None), *seen, wanted)
    return _read(work, query.order_by(Task.due_on, Task.id))


def _read(work: Work, query: Select[Task]) -> list[OpenTask]:
    tasks = list(work.session.scalars(query))
    work.vault.load(task.key_id for task in tasks)
    return [_shown(task) for task in tasks]


def find_task(work: Work, task_id: uuid.UUID, *, lock: bool = False) -> Task:
    """A task the actor may see, finished or not. Raises NoSuchTask."""
    query = select(Task).where(Task.id == task_id, *seen_tasks(work))
    task = work.session.scalars(query.with_for_update() if lock else query).first()
    if task is None:
        raise NoSuchTask
    return task


def _shown(task: Task) -> OpenTask:
    return OpenTask(
        id=task.id,
        dossier_id=task.dossier_id,
        kind=task.kind,
        label=LABELS.get(task.kind, task.kind),
        text=task.text,
        due_on=task.due_on,
        role=task.role,
        account_id=task.account_id,
        made_at=task.made_at,
        version=task.version,
    )


def finish_task(work: Work, task_id: uuid.UUID, note: str = "") -> Task:
    """It is done; a note of how stays sealed with the task. Raises NoSuchTask or TaskDone."""
    task = find_task(work, task_id, lock=True)
    if task.done_at is not None:
        raise TaskDone
    task.done_at, task.done_by = work.now, work.actor.account_id
    if note:
        task.text = {**task.text, "note": note}
    if task.dossier_id is not None:
        facts = {"task": LABELS.get(task.kind, task.kind)}
        record.append(work, task.dossier_id, [record.Entry(event=Event.TASK_DONE, facts=facts)])
    return task


def reopen_task(work: Work, task_id: uuid.UUID) -> Task:
    """It was not done after all, says who said it was. Raises NoSuchTask for any other."""
    task = find_task(work, task_id, lock=True)
    if task.done_at is None or task.done_by != work.actor.account_id:
        raise NoSuchTask
    task.done_at = task.done_by = None
    if task.dossier_id is not None:
        facts = {"task": LABELS.get(task.kind, task.kind), "due_on": task.due_on.isoformat()}
        record.append(work, task.dossier_id, [record.Entry(event=Event.TASK_ADDED, facts=facts)])
    return task


def finish_all(work: Work, dossier_id: uuid.UUID, kind: str) -> None:
    """What these tasks of a dossier asked has happened: nobody has to do it any more."""
    query = select(Task).where(Task.dossier_id == dossier_id, Task.kind == kind, Task.done_at.is_(None))
    for task in work.session.scalars(query.with_for_update()):
        task.done_at, task.done_by = work.now, work.actor.account_id
        facts = {"task": LABELS.get(kind, kind)}
        record.append(work, dossier_id, [record.Entry(event=Event.TASK_DONE, facts=facts)])


def reopen_all(work: Work, dossier_id: uuid.UUID, kind: str, done_at: datetime) -> None:
    """What ended these tasks of a dossier at a moment was taken back: they are there again, unless one was made since."""
    query = select(Task).where(Task.dossier_id == dossier_id, Task.kind == kind)
    found = list(work.session.scalars(query.with_for_update()))
    if any(task.done_at is None for task in found):
        return
    for task in found:
        if task.done_at == done_at:
            task.done_at = task.done_by = None
            facts = {"task": LABELS.get(kind, kind), "due_on": task.due_on.isoformat()}
            record.append(work, dossier_id, [record.Entry(event=Event.TASK_ADDED, facts=facts)])
