"""Tasks that ask one person by name, and those kept from who may be meant in them: somebody can always open one.

When a person goes, what asked them asks whoever handles complaints. A task kept from all of those is given to who takes over.
"""

import uuid
from collections.abc import Collection, Sequence

from sqlalchemy import func, select

from wederhoor.dossiers.service import BARRED, GIVEN
from wederhoor.people.meant import takers_today
from wederhoor.people.reach import Gone, Left, NobodyWaits, Waiting
from wederhoor.people.service import everybody, staff_with_role
from wederhoor.rules.roles import HANDLERS
from wederhoor.tasks.meant import give_task
from wederhoor.tasks.tables import Task, TaskAccess
from wederhoor.tenancy.locks import TenantSession
from wederhoor.work import Work, local_date

ROOM = "task"
WHAT = "Een taak: wie klachten behandelt, mag haar niet zien"


class Tasks:
    """The room of `reach`."""

    def left(self, work: Work, gone: Gone) -> Left | None:
        """Tasks only this person can see; what asks somebody by name is seen by whoever handles complaints once they are gone."""
        if gone.away or not (only := _only(work, gone)):
            return None
        barred = frozenset[uuid.UUID]().union(*_rows(work, only, BARRED).values())
        return Left(
            what="een taak die verder niemand mag zien",
            takers=_able(work, only) - {gone.account_id},
            with_role=frozenset(everybody(work)) - barred - {gone.account_id},
        )

    def hand_over(self, work: Work, gone: Gone, to: uuid.UUID | None) -> None:
        """What asked one person asks who handles complaints, or whoever was given that dossier."""
        if to is not None and not gone.away:
            for task_id in _only(work, gone):
                give_task(work, task_id, to)
        if gone.roles & set(HANDLERS):
            return
        query = select(Task).where(Task.account_id == gone.account_id, Task.done_at.is_(None))
        for task in work.session.scalars(query.with_for_update()):
            task.account_id = None

    def waiting(self, work: Work) -> Sequence[Waiting]:
        """Tasks of no dossier that are kept from everybody who handles complaints, and that nobody was given.

        A task of a dossier is seen by whoever sees its dossier, and that is told of the dossier.
        """
        found = _unreached(work, _handlers(work))
        barred = _rows(work, [task.id for task in found], BARRED)
        return [
            Waiting(
                room=ROOM,
                id=task.id,
                what=WHAT,
                since=local_date(task.made_at),
                takers=_able(work, [task.id]),
            )
            for task in found
            if work.actor.account_id not in barred[task.id]
        ]

    def take(self, work: Work, what: uuid.UUID, to: uuid.UUID) -> None:
        """Somebody does it."""
        if what not in {one.id for one in self.waiting(work)}:
            raise NobodyWaits
        give_task(work, what, to)


def was_given(session: TenantSession, account_id: uuid.UUID, matter_id: uuid.UUID | None) -> bool:
    """Whether an account was given any task that is still to be done; a task is of no matter."""
    if matter_id is not None:
        return False
    query = (
        select(TaskAccess.id)
        .join(Task, (Task.tenant_id == TaskAccess.tenant_id) & (Task.id == TaskAccess.task_id))
        .where(TaskAccess.account_id == account_id, *_LIVE, TaskAccess.kind == GIVEN, Task.done_at.is_(None))
    )
    return session.scalars(query.limit(1)).first() is not None


_LIVE = (TaskAccess.until_at.is_(None),)


def _handlers(work: Work) -> frozenset[uuid.UUID]:
    return frozenset(one.account_id for one in staff_with_role(work, HANDLERS))


def _able(work: Work, tasks: Collection[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Who can be given all of these tasks: whoever handles complaints or takes over, and is kept from none."""
    able = _handlers(work) | {one.account_id for one in takers_today(work)}
    return able - frozenset[uuid.UUID]().union(*_rows(work, tasks, BARRED).values())


def _rows(work: Work, tasks: Collection[uuid.UUID], kind: str) -> dict[uuid.UUID, frozenset[uuid.UUID]]:
    query = select(TaskAccess.task_id, TaskAccess.account_id).where(
        TaskAccess.task_id.in_(list(tasks)), TaskAccess.kind == kind, *_LIVE
    )
    found: dict[uuid.UUID, frozenset[uuid.UUID]] = dict.fromkeys(tasks, frozenset())
    for row in work.session.execute(query):
        found[row.task_id] |= {row.account_id}
    return found


def _only(work: Work, gone: Gone) -> list[uuid.UUID]:
    """Open tasks that nobody but this person can see, or could until their role ended."""
    handlers = _handlers(work)
    by_role = gone.account_id in handlers or bool(gone.had & {*HANDLERS})
    if gone.account_id in handlers and gone.roles & set(HANDLERS):
        return []  # goes on handling complaints
    rest = handlers - {gone.account_id}
    found = [task.id for task in _unreached(work, rest, but=gone.account_id)]
    barred, given = _rows(work, found, BARRED), _rows(work, found, GIVEN)
    who = gone.account_id
    return [task for task in found if who not in barred[task] and (by_role or who in given[task])]


def _unreached(work: Work, handlers: Collection[uuid.UUID], *, but: uuid.UUID | None = None) -> list[Task]:
    """Open tasks of no dossier kept from all of these handlers, and that nobody `but` one was given who can still take it."""
    if not handlers:
        return []
    kept = (
        select(TaskAccess.task_id)
        .where(TaskAccess.account_id.in_(handlers), TaskAccess.kind == BARRED, *_LIVE)
        .group_by(TaskAccess.task_id)
        .having(func.count(TaskAccess.account_id.distinct()) == len(handlers))
    )
    held = [one.account_id for one in takers_today(work) if one.account_id != but]
    given = select(TaskAccess.task_id).where(
        TaskAccess.account_id.in_([*held, *(one for one in handlers if one != but)]),
        TaskAccess.kind == GIVEN,
        *_LIVE,
    )
    query = select(Task).where(
        Task.dossier_id.is_(None), Task.done_at.is_(None), Task.id.in_(kept), Task.id.not_in(given)
    )
    return list(work.session.scalars(query.order_by(Task.id)))
