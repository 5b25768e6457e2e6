"""Earlier matters of whoever complains, as far as the actor may meet them."""

import uuid
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, or_, select

from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.called import same_person
from wederhoor.dossiers.tables import Dossier, Party
from wederhoor.work import Work

MOST = 50
"""How many parties with the same name, address or number are looked at: more are no sign of one person."""


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """A matter of the same person: when it came in, and on which ground it closed."""

    id: uuid.UUID
    number: str
    arrived_on: date
    closed_on: date | None
    close_ground: str | None
    about: str


def earlier_matters(work: Work, dossier: Dossier) -> list[Earlier]:
    """What the same people complained about before, the newest first; what the actor may not see is not among it."""
    mine = dossiers.complainants_of(work, dossier.id)
    alike = [condition for party in mine for condition in _like(party)]
    if not alike:
        return []
    query = (
        select(Party, Dossier)
        .join(Dossier, (Dossier.tenant_id == Party.tenant_id) & (Dossier.id == Party.dossier_id))
        .where(Party.dossier_id != dossier.id, Party.role != "accused", or_(*alike), *dossiers.visible(work))
        .order_by(Dossier.filed_at.desc())
        .limit(MOST)
    )
    found: dict[uuid.UUID, Earlier] = {}
    for party, other in work.session.execute(query):
        if other.filed_at <= dossier.filed_at and any(same_person(party, one) for one in mine):
            found[other.id] = Earlier(
                id=other.id,
                number=other.number,
                arrived_on=other.arrived_on,
                closed_on=other.closed_on,
                close_ground=other.close_ground,
                about=other.short_description or "",
            )
    return list(found.values())


def _like(party: Party) -> list[ColumnElement[bool]]:
    """The conditions under which another party may be the same person."""
    columns = (Party.surname_hash, Party.email_hash, Party.phone_hash)
    values = (party.surname_hash, party.email_hash, party.phone_hash)
    return [column == value for column, value in zip(columns, values, strict=True) if value]
