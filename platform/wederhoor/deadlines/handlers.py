"""Who handles a dossier, and who stands in: whom its clocks remind first. Somebody always can.

Whoever holds a role that handles complaints can handle every dossier from which they are not barred. Where all of them are
barred, one dossier is given to somebody who takes over (`people.reach.takers`): its handler opens and handles it,
whatever their role opens, and nothing else.
"""

import uuid
from collections.abc import Collection

from sqlalchemy import select

from wederhoor.db import uuid7
from wederhoor.deadlines.tables import Assignment
from wederhoor.dossiers import giving
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.tables import Access, Dossier
from wederhoor.people.employments import stand_ins_for
from wederhoor.people.meant import first_free, takers_today
from wederhoor.people.service import (
    StaffMember,
    people_by_id,
    staff_with_role,
)
from wederhoor.people.waiting import tell_given, tell_keepers
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.roles import HANDLERS
from wederhoor.tasks import service as tasks
from wederhoor.tenancy.bulk import id_in
from wederhoor.work import Refused, Work

HANDLER = "handler"
STAND_IN = "stand_in"
PARTS = {HANDLER: "behandelaar", STAND_IN: "vervanger"}
TAKE_OVER = {"what": "De klacht gaat misschien over iemand die klachten behandelt. Neem haar over."}


def handlers_of(work: Work, dossier_id: uuid.UUID) -> dict[str, uuid.UUID]:
    """Account by part (`handler`, `stand_in`); a part nobody has is left out."""
    return handlers_in(work, [dossier_id])[dossier_id]


def handlers_in(work: Work, dossier_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, dict[str, uuid.UUID]]:
    """The same for many dossiers at once."""
    query = select(Assignment.dossier_id, Assignment.part, Assignment.account_id).where(
        id_in(Assignment.dossier_id, "dossiers", list(dossier_ids)), Assignment.until_at.is_(None)
    )
    found: dict[uuid.UUID, dict[str, uuid.UUID]] = {dossier_id: {} for dossier_id in dossier_ids}
    for row in work.session.execute(query):
        found[row.dossier_id][row.part] = row.account_id
    return found


def set_handler(work: Work, dossier_id: uuid.UUID, part: str, account_id: uuid.UUID | None) -> bool:
    """Give a part to somebody, or to nobody. Returns whether that changed anything.

    Raises Refused when nobody could handle the dossier any more.
    """
    query = select(Assignment).where(
        Assignment.dossier_id == dossier_id, Assignment.part == part, Assignment.until_at.is_(None)
    )
    current = work.session.scalars(query).first()
    if (current.account_id if current else None) == account_id:
        return False
    if current is not None:
        current.until_at = work.now
        work.session.flush()
        if current.account_id not in handlers_of(work, dossier_id).values():
            giving.take_back(work, dossier_id, current.account_id)
    if account_id is not None:
        work.session.add(
            Assignment(id=uuid7(), dossier_id=dossier_id, part=part, account_id=account_id, from_at=work.now)
        )
        giving.give(work, dossier_id, account_id)
    work.session.flush()
    if current is not None and not can_handle(work, dossier_id) and may_handle(work, dossier_id):
        raise Refused(part, "Dan kan niemand dit dossier meer openen. Kies wie het overneemt.")
    return True


def can_handle(work: Work, dossier_id: uuid.UUID) -> frozenset[uuid.UUID]:
    """Who can open and handle a dossier today: by their role, or because it was given to them; never who is barred."""
    given = select(Access.account_id).where(
        Access.dossier_id == dossier_id, Access.kind == dossiers.GIVEN, Access.until_at.is_(None)
    )
    held = {one.account_id for one in takers_today(work)} & set(work.session.scalars(given))
    by_role = {one.account_id for one in staff_with_role(work, HANDLERS)}
    return frozenset((by_role | held) - dossiers.barred_accounts(work, dossier_id))


def may_handle(work: Work, dossier_id: uuid.UUID) -> list[StaffMember]:
    """Whoever can be chosen to handle a dossier: who handles complaints; where all of them are barred, who takes over."""
    barred = dossiers.barred_accounts(work, dossier_id)
    free = [one for one in staff_with_role(work, HANDLERS) if one.account_id not in barred]
    if free:
        return free
    return people_by_id(work, [one.account_id for one in takers_today(work) if one.account_id not in barred])


def give_somebody(work: Work, dossier_id: uuid.UUID) -> None:
    """Whoever is barred handles it no more; when nobody can, the first who takes over is given it, with a task and a mail.

    With nobody to take over, HR and the administrator hear that something waits.
    """
    barred = dossiers.barred_accounts(work, dossier_id)
    if can_handle(work, dossier_id):
        for part, account_id in handlers_of(work, dossier_id).items():
            if account_id in barred:
                release(work, dossier_id, part)
        return
    free = first_free(work, barred)
    if free is None:
        tell_keepers(work, dossier_id, barred)
        return
    hand(work, dossier_id, free.account_id)
    tasks.add_task(
        work,
        tasks.TaskKind.TAKE_OVER,
        TAKE_OVER,
        due_on=work.today,
        dossier_id=dossier_id,
        role=free.role,
        account_id=free.account_id,
    )


def hand(work: Work, dossier_id: uuid.UUID, to: uuid.UUID) -> None:
    """Somebody handles a dossier from now on: on its record, and they hear that there is something."""
    dossier = work.session.get_one(Dossier, (work.tenant_id, dossier_id))
    if not set_handler(work, dossier_id, HANDLER, to):
        return
    entry = record.Entry(
        event=Event.HANDLER_ASSIGNED,
        facts={"part": PARTS[HANDLER]},
        details={"account": str(to)},
        key_id=dossier.key_id,
    )
    record.append(work, dossier_id, [entry])
    if to != work.actor.account_id:
        tell_given(work, dossier_id, to)


def release(work: Work, dossier_id: uuid.UUID, part: str) -> None:
    """Nobody in particular has this part any more, on the record of the dossier. Raises Refused when nobody could handle it."""
    if set_handler(work, dossier_id, part, None):
        record.append(
            work,
            dossier_id,
            [record.Entry(event=Event.HANDLER_RELEASED, facts={"part": PARTS[part]})],
        )


def away_today(work: Work, handlers: Collection[uuid.UUID]) -> dict[uuid.UUID, list[uuid.UUID]]:
    """Of these handlers those whose work somebody else does today, and who that is."""
    found = {account_id: stand_ins_for(work, account_id) for account_id in handlers}
    return {account_id: others for account_id, others in found.items() if others}
