"""A case goes on in another one: somebody says of everybody in it who they are there, and it can be taken back.

Nothing moves: what lies here stays here. Whoever complains here is somebody who complains there already, or comes along and complains
there too; nobody is left without news. Nobody is told that they are accused: who comes along as that is named there, and told when
somebody confirms it there.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from wederhoor.cases.correcting import MIND, NAMES, correct_party, known_of
from wederhoor.cases.ending import Ground, Told, close
from wederhoor.cases.linking import MERGED_INTO, link
from wederhoor.correspondence import consents
from wederhoor.correspondence.code_letters import send_code
from wederhoor.correspondence.consents import consent_to
from wederhoor.db import uuid7
from wederhoor.deadlines.case import Case, case_of
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.called import called, called_in, same_person
from wederhoor.dossiers.details import read_details
from wederhoor.dossiers.finding import find_again
from wederhoor.dossiers.rows import new_party
from wederhoor.dossiers.tables import Access, Dossier, Party
from wederhoor.people import reach
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.tenancy.locks import insert_rows
from wederhoor.work import Refused, Work

CAME_ALONG = "parties"
"""Under which fact of the record stands who came along into a case."""
TAKEN_FROM = "from"
APART = (
    "Voeg deze zaken niet samen: wie klaagt houdt de eigen zaak. Koppel de dossiers; dan staan ze bij elkaar."
)


@dataclass(frozen=True, kw_only=True)
class Joining:
    """Who everybody of a case is in the case it goes on in.

    `same`: the same person as a party there. `along`: a party there from now on. `details`: those among `same` whose contact
    details hold from now on; else those there do. What somebody asked to mind holds whichever was chosen.
    """

    same: Mapping[uuid.UUID, uuid.UUID]
    along: frozenset[uuid.UUID] = field(default_factory=frozenset)
    details: frozenset[uuid.UUID] = field(default_factory=frozenset)


def still_here(work: Work, dossier_id: uuid.UUID) -> list[Party]:
    """Who is in a case: those who complain and did not leave, whose authority lasts, and those it is about."""
    return [
        party
        for party in dossiers.parties_of(work, dossier_id)
        if party.withdrawn_on is None and (party.authority_until or work.today) >= work.today
    ]


def guessed(party: Party, there: Sequence[Party]) -> Party | None:
    """Who a party is there, as far as can be told: a proposal, judged by a person."""
    alike = [
        one
        for one in there
        if (one.role == "accused") == (party.role == "accused")
        and ((party.account_id and one.account_id == party.account_id) or same_person(party, one))
    ]
    return alike[0] if len(alike) == 1 else None


def details_of(party: Party) -> dict[str, str]:
    """What is known of how to reach a party, and the way news takes."""
    return {name: text for name, text in known_of(party).items() if name not in NAMES} | {
        "channel": party.channel
    }


def as_guessed(case: Case, other: Dossier) -> Joining:
    """Everybody who is in the other case too; whoever is accused only here stays here. Raises Refused for who complains only here."""
    there = still_here(case.work, other.id)
    same = {}
    for party in still_here(case.work, case.dossier.id):
        if one := guessed(party, there):
            same[party.id] = one.id
        elif party in dossiers.told_parties(case.work, case.dossier.id):
            raise Refused("number", f"{called(party).name} is in dat dossier geen klager. {APART}")
    return Joining(same=same)


def merge_into(
    case: Case, other: Dossier, *, reason: str, done_on: date, joining: Joining | None = None
) -> None:
    """This case goes on in another: it closes, and everything in it stays where it is.

    Whoever may not open one of the two, opens neither from now on. Raises Refused when the other is closed, or when somebody who
    complains here would not be there: they would hear nothing of how it ends.
    """
    work, dossier = case.work, case.dossier
    target = case_of(work, other)
    if not target.open:
        raise Refused("number", "Dat dossier is afgesloten.")
    joined = joining or as_guessed(case, other)
    here = {party.id: party for party in still_here(work, dossier.id)}
    refuse_who_is_left(case, other, joined)
    for one, another in ((dossier, other), (other, dossier)):
        _bar_from(work, one, another)
    link(case, other, MERGED_INTO)
    came = _come_along(case, other, [one for one in here.values() if one.id in joined.along], joined)
    _hold_details(case, target, here, joined)
    why = f"{reason}\n\nUw klacht gaat verder in het dossier met nummer {other.number}."
    ground = Ground(
        code="merged", label="gaat verder in een ander dossier", event=Event.DOSSIER_MERGED, facts={}
    )
    post = close(
        case,
        ground,
        Told(facts={"closed_on": done_on, "reasons": why, "reason": why}, details={"reason": reason}),
        on=done_on,
    )
    facts = {TAKEN_FROM: dossier.id.hex} | ({CAME_ALONG: " ".join(one.hex for one in came)} if came else {})
    taken = record.Entry(event=Event.DOSSIER_TAKEN_IN, facts=facts, done_on=done_on)
    record.append(work, other.id, [taken])
    post.send()
    told = {party.id for party in dossiers.told_parties(work, other.id)}
    for party in dossiers.complainants_of(work, other.id):
        if party.id in told & set(came):
            send_code(work, other, party, look=True)


def refuse_who_is_left(case: Case, other: Dossier, joined: Joining) -> None:
    """Everybody who complains here is somebody there, each somebody else. Raises Refused, at the field of whom it is about."""
    here = still_here(case.work, case.dossier.id)
    by_id = {party.id: party for party in still_here(case.work, other.id)}
    for party in here:
        twin = joined.same.get(party.id)
        if twin is None and party.id not in joined.along:
            if party.role != "accused":
                raise Refused(f"who_{party.id.hex}", f"Kies wie {called(party).name} in dat dossier is.")
            continue
        if twin is not None and (
            twin not in by_id or (by_id[twin].role == "accused") != (party.role == "accused")
        ):
            raise Refused(f"who_{party.id.hex}", "Kies iemand uit de lijst.")
        if party.id in joined.along and (speaker := _speaker(here, party)) and speaker.id in joined.same:
            raise Refused(
                f"who_{speaker.id.hex}",
                f"{called(speaker).name} spreekt voor {called(party).name}. Laat ook {called(speaker).name} meegaan.",
            )
    twins = list(joined.same.values())
    for mine, twin in joined.same.items():
        if twins.count(twin) > 1:
            raise Refused(f"who_{mine.hex}", "Twee mensen kunnen daar niet dezelfde zijn.")


def _speaker(here: Sequence[Party], party: Party) -> Party | None:
    return next((one for one in here if one.represents_id == party.id), None)


def _bar_from(work: Work, one: Dossier, another: Dossier) -> None:
    """Whoever is barred from one is barred from the other too, for the same reason, so that the same can lift it."""
    known = dossiers.barred_accounts(work, another.id)
    query = select(Access.account_id, Access.reason).where(
        Access.dossier_id == one.id, Access.kind == dossiers.BARRED, Access.until_at.is_(None)
    )
    reasons = {row.account_id: row.reason for row in work.session.execute(query)}
    extra = sorted(reasons.keys() - known)
    for account in extra:
        dossiers.bar_rows(work, another.id, [account], reasons[account])
    if extra:
        said = dossiers.barred_entry("deze mensen hadden geen toegang tot het andere dossier")
        record.append(work, another.id, [said])
        reach.somebody_handles(work, another.id)


def _come_along(case: Case, other: Dossier, going: Sequence[Party], joined: Joining) -> list[uuid.UUID]:
    """Parties of this case are parties of the other from now on, without a code; who is accused is named and no more."""
    names = called_in(case.work, going)
    ids = {party.id: uuid7() for party in going}
    rows = [
        new_party(
            case.work,
            other.id,
            other.key_id,
            ids[party.id],
            "accused",
            party.kind,
            {"name": names[party.id].name},
        ).row
        if party.role == "accused"
        else new_party(
            case.work,
            other.id,
            other.key_id,
            ids[party.id],
            party.role,
            party.kind,
            party.name or {},
            contact=party.contact or {},
            details=read_details(party.details),
            channel=party.channel,
            account_id=party.account_id,
            confirmed_at=party.confirmed_at,
            signed_at=party.signed_at,
            authority_until=party.authority_until,
            represents_id=_there(party.represents_id, ids, joined),
        ).row
        for party in sorted(going, key=lambda one: one.represents_id is not None)
    ]
    if rows:
        insert_rows(case.work.session, Party, rows)
        for party in going:
            if party.channel == "email" and consent_to(case.work, party.id, "email"):
                consents.give(case.work, other.id, ids[party.id], channel="email", how="desk")
        find_again(case.work, other.id)
    return [row["id"] for row in rows]


def _there(
    spoken_for: uuid.UUID | None, ids: Mapping[uuid.UUID, uuid.UUID], joined: Joining
) -> uuid.UUID | None:
    """Who somebody speaks for, in the other case."""
    return (ids.get(spoken_for) or joined.same.get(spoken_for)) if spoken_for else None


def _hold_details(case: Case, target: Case, here: Mapping[uuid.UUID, Party], joined: Joining) -> None:
    """The details that were chosen hold, with all that either asked to mind; what waits to leave goes there."""
    there = {party.id: party for party in dossiers.complainants_of(case.work, target.dossier.id)}
    for mine, twin in joined.same.items():
        party = there.get(twin)
        if party is None or party.account_id is not None:
            continue
        kept, given = details_of(party), details_of(here[mine])
        values = both_minded(given, kept) if mine in joined.details else both_minded(kept, given)
        if values == kept:
            continue
        from_here = f"Overgenomen uit dossier {case.dossier.number}."
        consents = mine in joined.details and consent_to(case.work, mine, "email") is not None
        try:
            correct_party(
                target,
                party_id=twin,
                values={**values, "consent": from_here if consents else ""},
                reason=f"De dossiers gaan samen. {from_here}",
            )
        except Refused as refused:
            raise Refused(f"details_{mine.hex}", f"{called(party).name}: {refused.reason}") from None


def both_minded(chosen: Mapping[str, str], other: Mapping[str, str]) -> dict[str, str]:
    """The details that were chosen, and whatever either of two asked to mind."""
    values = dict(chosen)
    for name, _ in MIND:
        if name == "instructions":
            values[name] = "\n".join(dict.fromkeys(filter(None, (chosen[name], other[name]))))
        else:
            values[name] = chosen[name] or other[name]
    return values
