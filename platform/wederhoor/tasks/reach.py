"""Tasks that ask one person by name: when that person goes, they ask whoever handles complaints. Nothing has to be chosen for that."""

import uuid
from collections.abc import Sequence

from sqlalchemy import select

from wederhoor.people.reach import Gone, Left, NobodyWaits, Waiting
from wederhoor.rules.roles import HANDLERS
from wederhoor.tasks.tables import Task
from wederhoor.work import Work


class Tasks:
    """The room of `reach`."""

    def left(self, _work: Work, _gone: Gone) -> Left | None:
        """Nothing: whoever may see the dossier, or handles complaints, sees a task that asks nobody by name."""
        return None

    def hand_over(self, work: Work, gone: Gone, _to: uuid.UUID | None) -> None:
        """What asked one person asks who handles complaints, or whoever was given that dossier."""
        if gone.roles & set(HANDLERS):
            return
        query = select(Task).where(Task.account_id == gone.account_id, Task.done_at.is_(None))
        for task in work.session.scalars(query.with_for_update()):
            task.account_id = None

    def waiting(self, _work: Work) -> Sequence[Waiting]:
        """A task is seen by whoever sees its dossier, and that is told of the dossier."""
        return ()

    def take(self, _work: Work, _what: uuid.UUID, _to: uuid.UUID) -> None:
        """None waits."""
        raise NobodyWaits
