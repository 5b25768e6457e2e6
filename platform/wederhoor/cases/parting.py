"""Cases that went on as one go on apart after all."""

import uuid
from datetime import date

from sqlalchemy import delete, select

from wederhoor.cases.ending import reopen
from wederhoor.cases.linking import MERGED_INTO
from wederhoor.cases.merging import CAME_ALONG, TAKEN_FROM
from wederhoor.cases.tables import Link
from wederhoor.correspondence import effects
from wederhoor.deadlines.case import Case
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.parties import party_key
from wederhoor.dossiers.tables import Dossier
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.work import Work


def merged_into(work: Work, dossier_id: uuid.UUID) -> Dossier | None:
    """The case in which this one goes on, as far as the actor may see it."""
    query = select(Link.other_id).where(Link.dossier_id == dossier_id, Link.kind == MERGED_INTO)
    other = work.session.scalars(query).first()
    if other is None:
        return None
    return work.session.scalars(select(Dossier).where(Dossier.id == other, *dossiers.visible(work))).first()


def undo_merge(case: Case, other: Dossier, *, step: str, reason: str, done_on: date) -> None:
    """The cases go on apart after all: this one is open again, and who came along leaves the other.

    What was told stays told; what had not left does not go. Who is barred stays barred, and details that were taken over stay.
    """
    work, dossier = case.work, case.dossier
    work.session.execute(
        delete(Link).where(Link.dossier_id == dossier.id, Link.other_id == other.id, Link.kind == MERGED_INTO)
    )
    came = _who_came(work, other, dossier)
    leaving = [party for party in dossiers.complainants_of(work, other.id) if party.id in came]
    places = {party_key(party.id) for party in leaving}
    effects.revoke(work, other, lambda row: row.addressee in places)
    for party in leaving:
        party.withdrawn_on = party.withdrawn_on or done_on
    work.session.flush()
    reopen(case, step=step, reason=reason, done_on=done_on)
    for one in (dossier, other):
        said = record.Entry(
            event=Event.MERGE_UNDONE,
            done_on=done_on,
            details={"reason": reason},
            key_id=one.key_id,
        )
        record.append(work, one.id, [said])


def _who_came(work: Work, other: Dossier, dossier: Dossier) -> frozenset[uuid.UUID]:
    """Who came into a case from another, the last time."""
    lines = record.read(work, other.id, frozenset({Event.DOSSIER_TAKEN_IN}))
    mine = [line.facts for line in lines if line.facts.get(TAKEN_FROM) == dossier.id.hex]
    return frozenset(uuid.UUID(one) for one in (mine[-1].get(CAME_ALONG, "") if mine else "").split())
