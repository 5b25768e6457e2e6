"""Whoever may be meant by what somebody wrote reads none of it until somebody else has looked: of a dossier, and of a task of none.

Of a dossier they are barred, as at its beginning: then nothing of it is left in any list, count, search, mail or history. A task of no
dossier (a call somebody asked for, a note of a telephone call) is kept from them in the same way. When nobody who handles complaints
may see it, it is given to who takes over (decision 12).
"""

import uuid
from collections.abc import Collection

from sqlalchemy import select

from wederhoor.db import uuid7
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.tables import Access, Dossier, Party
from wederhoor.people.meant import first_free, may_be_meant
from wederhoor.people.service import names_of, staff_with_role
from wederhoor.people.waiting import tell_given, tell_keepers
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.meant import Naming
from wederhoor.rules.roles import HANDLERS
from wederhoor.tasks import service as tasks
from wederhoor.tasks.tables import Task, TaskAccess
from wederhoor.tenancy.locks import insert_rows
from wederhoor.vault.seals import Destroyed, SealBroken
from wederhoor.work import Work

POSSIBLE = "possible_accused"
"""Why somebody is barred: by their name alone, until somebody looked."""
EXPLAINED = "het gaat misschien over deze persoon"
LOOK = {
    "what": "Iemand noemde misschien een collega die klachten behandelt. Kijk in het dossier, bij ‘Wie er misschien bedoeld is’."
}


def hold_dossier(work: Work, dossier_id: uuid.UUID, naming: Naming, *, before: Naming | None = None) -> None:
    """Bar whoever may be meant by what came in now; whom the words of `before` meant already, somebody decided about."""
    meant = may_be_meant(work, naming) - dossiers.barred_accounts(work, dossier_id)
    if meant and before is not None:
        meant -= may_be_meant(work, before)
    if not meant:
        return
    dossiers.bar(work, dossier_id, sorted(meant), POSSIBLE, EXPLAINED)
    ask_to_look(work, dossier_id, meant)


def ask_to_look(work: Work, dossier_id: uuid.UUID, meant: Collection[uuid.UUID]) -> None:
    """When it keeps a dossier from somebody who handles complaints, a colleague is asked to look whether they are meant."""
    handlers = {one.account_id for one in staff_with_role(work, HANDLERS)}
    if handlers.intersection(meant):
        tasks.ask_once(work, tasks.TaskKind.WHO_IS_MEANT, LOOK, due_on=work.today, dossier_id=dossier_id)


def hold_newcomer(work: Work, account_id: uuid.UUID, name: str) -> None:
    """Somebody who is new here may be meant by what came in before: by a complaint nobody was confirmed for, or in a call.

    Whoever is known here already was looked at when it came in.
    """
    named = (
        select(Party)
        .join(Dossier, (Dossier.tenant_id == Party.tenant_id) & (Dossier.id == Party.dossier_id))
        .where(Party.role == "accused", Party.confirmed_at.is_(None), Dossier.closed_on.is_(None))
    )
    barred = select(Access.dossier_id).where(Access.account_id == account_id, Access.kind == dossiers.BARRED)
    known = set(work.session.scalars(barred))
    for party in work.session.scalars(named.order_by(Party.id)):
        called = (_opened(party, "name") or {}).get("name", "")
        if party.dossier_id not in known and Naming(called=(called,)).may_mean(name):
            known.add(party.dossier_id)
            dossiers.bar(work, party.dossier_id, [account_id], POSSIBLE, EXPLAINED)
    loose = select(Task).where(Task.dossier_id.is_(None), Task.done_at.is_(None)).order_by(Task.id)
    for task in work.session.scalars(loose):
        told = tuple((_opened(task, "text") or {}).values())
        if Naming(told=told, by_first_name=True).may_mean(name):
            task_rows(work, task.id, [account_id], dossiers.BARRED)


def _opened(row: Party | Task, column: str) -> dict[str, str] | None:
    """What is sealed of one row; one that does not open says nothing, and holds up none of the others."""
    try:
        found: dict[str, str] | None = getattr(row, column)
    except (Destroyed, SealBroken):
        return None
    return found


def possibly_meant(work: Work, dossier_id: uuid.UUID) -> dict[uuid.UUID, str]:
    """Who is barred from a dossier by their name alone: account and name."""
    query = select(Access.account_id).where(Access.dossier_id == dossier_id, *_POSSIBLE)
    return names_of(work, sorted(set(work.session.scalars(query))))


_POSSIBLE = (Access.kind == dossiers.BARRED, Access.reason == POSSIBLE, Access.until_at.is_(None))


def let_back(work: Work, dossier_id: uuid.UUID, account_id: uuid.UUID) -> bool:
    """Somebody looked: this person is not meant. Returns whether they were barred by their name alone."""
    query = select(Access).where(Access.dossier_id == dossier_id, Access.account_id == account_id, *_POSSIBLE)
    bars = list(work.session.scalars(query.with_for_update()))
    for bar in bars:
        bar.until_at = work.now
    if bars:
        facts = {"reason": "een collega keek: deze persoon is niet bedoeld"}
        record.append(work, dossier_id, [record.Entry(event=Event.ACCESS_RESTORED, facts=facts)])
        work.session.flush()
        if not possibly_meant(work, dossier_id):
            tasks.finish_all(work, dossier_id, tasks.TaskKind.WHO_IS_MEANT)
    return bool(bars)


def hold_task(work: Work, task: Task, naming: Naming) -> None:
    """Keep a task of no dossier from whoever may be meant in it; where nobody is left, it is given to who takes over."""
    meant = may_be_meant(work, naming)
    if not meant:
        return
    work.session.flush()
    task_rows(work, task.id, meant, dossiers.BARRED)
    if {one.account_id for one in staff_with_role(work, HANDLERS)} - meant:
        return
    free = first_free(work, meant)
    if free is not None:
        give_task(work, task.id, free.account_id)
    else:
        tell_keepers(work, task.id, meant)


def give_task(work: Work, task_id: uuid.UUID, account_id: uuid.UUID) -> None:
    """Let somebody see and do one task, whatever their role opens; they hear that there is something."""
    task_rows(work, task_id, [account_id], dossiers.GIVEN)
    tell_given(work, task_id, account_id)


def task_rows(work: Work, task_id: uuid.UUID, account_ids: Collection[uuid.UUID], kind: str) -> None:
    """Rows of one kind, from now on."""
    shared = {"task_id": task_id, "kind": kind, "from_at": work.now, "until_at": None}
    insert_rows(
        work.session,
        TaskAccess,
        [{"id": uuid7(), "account_id": one, **shared} for one in sorted(account_ids)],
    )


def meant_in_task(work: Work, task_id: uuid.UUID) -> dict[uuid.UUID, str]:
    """Who is kept from a task: account and name."""
    query = select(TaskAccess.account_id).where(
        TaskAccess.task_id == task_id, TaskAccess.kind == dossiers.BARRED, TaskAccess.until_at.is_(None)
    )
    return names_of(work, sorted(set(work.session.scalars(query))))


def let_see(work: Work, task_id: uuid.UUID, account_id: uuid.UUID) -> bool:
    """Somebody looked: this person is not meant in the task. Returns whether it was kept from them."""
    query = select(TaskAccess).where(
        TaskAccess.task_id == task_id,
        TaskAccess.account_id == account_id,
        TaskAccess.kind == dossiers.BARRED,
        TaskAccess.until_at.is_(None),
    )
    rows = list(work.session.scalars(query.with_for_update()))
    for row in rows:
        row.until_at = work.now
    return bool(rows)
