"""Cases that belong together: linked, a part split off, one taken into another (`merging`). Nothing is lost, all by reference."""

import uuid
from typing import Any

from sqlalchemy import or_, select

from wederhoor.cases.copying import open_copy, read_case
from wederhoor.cases.tables import Link
from wederhoor.correspondence.code_letters import send_codes
from wederhoor.db import uuid7
from wederhoor.deadlines.case import Case
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.finding import numbered
from wederhoor.dossiers.parties import together
from wederhoor.dossiers.tables import Dossier
from wederhoor.papers.copying import ask_copies, filed_papers
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.tasks.service import TaskKind, add_task
from wederhoor.work import Refused, Work

RELATED, SPLIT_TO, MERGED_INTO = "related", "split_to", "merged_into"
SEEN_FROM = {
    (RELATED, True): "hangt hiermee samen",
    (RELATED, False): "hangt hiermee samen",
    (SPLIT_TO, True): "hiervan afgesplitst",
    (SPLIT_TO, False): "hieruit afgesplitst",
    (MERGED_INTO, True): "gaat hierin verder",
    (MERGED_INTO, False): "hierin opgenomen",
}


def other_dossier(case: Case, number: str, field: str = "number") -> Dossier:
    """Another dossier the actor may see, by its register number. Raises Refused."""
    found = numbered(case.work, number)
    if found is None:
        raise Refused(field, "Er is geen dossier met dit nummer.")
    other = dossiers.find(case.work, found, lock=True)
    if other.id == case.dossier.id:
        raise Refused(field, "Dit is het nummer van dit dossier zelf.")
    return other


def link(case: Case, other: Dossier, kind: str = RELATED) -> None:
    """Note that two dossiers belong together. Raises Refused when that was noted before."""
    work, dossier = case.work, case.dossier
    known = select(Link).where(
        Link.kind == kind,
        or_(
            (Link.dossier_id == dossier.id) & (Link.other_id == other.id),
            (Link.dossier_id == other.id) & (Link.other_id == dossier.id),
        ),
    )
    if work.session.scalars(known).first() is not None:
        raise Refused("number", "Deze dossiers zijn al gekoppeld.")
    work.session.add(
        Link(
            id=uuid7(),
            dossier_id=dossier.id,
            other_id=other.id,
            kind=kind,
            entered_at=work.now,
            account_id=work.actor.account_id,
        )
    )
    work.session.flush()
    if kind == RELATED:
        for one in (dossier.id, other.id):
            record.append(work, one, [record.Entry(event=Event.DOSSIERS_LINKED)])


def unlink(case: Case, other: Dossier) -> None:
    """Two dossiers do not belong together after all; what was split off or taken in stays so. Raises Refused."""
    work, dossier = case.work, case.dossier
    both = (dossier.id, other.id)
    query = select(Link).where(Link.kind == RELATED, Link.dossier_id.in_(both), Link.other_id.in_(both))
    found = work.session.scalars(query).first()
    if found is None:
        raise Refused("number", "Deze dossiers zijn niet gekoppeld.")
    for one in both:
        record.append(work, one, [record.Entry(event=Event.DOSSIERS_UNLINKED)])
    work.session.delete(found)
    work.session.flush()


def links_view(work: Work, dossier_id: uuid.UUID) -> list[dict[str, Any]]:
    """What belongs together with a dossier, as far as the actor may see it: id, number, kind of link, and how."""
    query = select(Link).where(or_(Link.dossier_id == dossier_id, Link.other_id == dossier_id))
    seen = {
        (link.other_id if link.dossier_id == dossier_id else link.dossier_id): (
            link.kind,
            link.dossier_id == dossier_id,
            SEEN_FROM[link.kind, link.dossier_id == dossier_id],
        )
        for link in work.session.scalars(query.order_by(Link.id))
    }
    if not seen:
        return []
    rows = select(Dossier.id, Dossier.number).where(Dossier.id.in_(list(seen)), *dossiers.visible(work))
    return [
        {
            "id": row.id,
            "number": row.number,
            "kind": seen[row.id][0],
            "from_here": seen[row.id][1],
            "how": seen[row.id][2],
        }
        for row in work.session.execute(rows.order_by(Dossier.number))
    ]


OF_LINKS = frozenset(
    {
        Event.DOSSIERS_LINKED,
        Event.DOSSIERS_UNLINKED,
        Event.DOSSIER_SPLIT_OFF,
        Event.DOSSIER_SPLIT_FROM,
        Event.DOSSIER_MERGED,
        Event.DOSSIER_TAKEN_IN,
        Event.MERGE_UNDONE,
    }
)


def record_lines(
    work: Work, dossier_id: uuid.UUID, events: frozenset[Event] | None = None
) -> list[record.RecordLine]:
    """The record of a dossier as the actor may read it, or what tells of some `events`.

    Of a dossier they may not meet it does not say that it is there.
    """
    lines = record.read(work, dossier_id, events)
    query = select(Link).where(or_(Link.dossier_id == dossier_id, Link.other_id == dossier_id))
    others = {
        one.other_id if one.dossier_id == dossier_id else one.dossier_id
        for one in work.session.scalars(query)
    }
    if len(dossiers.numbers(work, sorted(others))) == len(others):
        return lines
    return [line for line in lines if line.event not in OF_LINKS]


def split_off(case: Case, *, parties: frozenset[uuid.UUID], reason: str) -> uuid.UUID:
    """A part of a case goes on under a number of its own, with the dates it had (C16: a number never changes).

    Returns the new dossier. Raises Refused without a complainant.
    """
    work, dossier = case.work, case.dossier
    chosen = together(dossiers.parties_of(work, dossier.id), parties)
    if not any(party.role != "accused" for party in chosen):
        raise Refused("reason", "Kies ten minste één klager die meegaat.")
    copy = read_case(work, dossier, case.content, chosen)
    entry = record.Entry(event=Event.DOSSIER_SPLIT_FROM, done_on=work.today)
    made = open_copy(work, case.answers, dossier.answers_id, copy, entry)
    other = work.session.get_one(Dossier, (work.tenant_id, made))
    link(case, other, SPLIT_TO)
    said = record.Entry(event=Event.DOSSIER_SPLIT_OFF, details={"reason": reason}, key_id=dossier.key_id)
    record.append(work, dossier.id, [said])
    going = [party.id for party in chosen if party.role != "accused"]
    ask_copies(work, filed_papers(work, dossier.id, going), made)
    send_codes(work, other)
    add_task(
        work,
        TaskKind.SPLIT_OFF,
        {
            "what": "Dit dossier is afgesplitst. Verstuur de brief met de nieuwe code, en kijk of de goede stukken erin zitten."
        },
        due_on=work.today,
        dossier_id=made,
    )
    return made
