"""Who handles a dossier, and who stands in: whom its clocks remind first."""

import uuid
from collections.abc import Collection

from sqlalchemy import select

from wederhoor.db import uuid7
from wederhoor.deadlines.tables import Assignment
from wederhoor.people.employments import stand_ins_for
from wederhoor.tenancy.bulk import id_in
from wederhoor.work import Work

HANDLER = "handler"
STAND_IN = "stand_in"


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
    """Give a part to somebody, or to nobody. Returns whether that changed anything."""
    query = select(Assignment).where(
        Assignment.dossier_id == dossier_id, Assignment.part == part, Assignment.until_at.is_(None)
    )
    current = work.session.scalars(query).first()
    if (current.account_id if current else None) == account_id:
        return False
    if current is not None:
        current.until_at = work.now
        work.session.flush()
    if account_id is not None:
        work.session.add(
            Assignment(id=uuid7(), dossier_id=dossier_id, part=part, account_id=account_id, from_at=work.now)
        )
        work.session.flush()
    return True


def away_today(work: Work, handlers: Collection[uuid.UUID]) -> dict[uuid.UUID, list[uuid.UUID]]:
    """Of these handlers those whose work somebody else does today, and who that is."""
    found = {account_id: stand_ins_for(work, account_id) for account_id in handlers}
    return {account_id: others for account_id, others in found.items() if others}
