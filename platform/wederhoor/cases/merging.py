"""A case goes on in another one: somebody says of everybody in it who they are there, and it can be taken back.

Nothing moves: what lies here stays here. Whoever complains here is somebody who complains there already, or comes along and complains
there too; nobody is left without news. Nobody is told that they are accused: who comes along as that is named there, and told when
somebody confirms it there.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import delete, select

from wederhoor.cases.correcting import MIND, NAMES, correct_party, known_of
from wederhoor.cases.ending import Ground, Told, close, reopen
from wederhoor.cases.linking import MERGED_INTO, link
from wederhoor.cases.tables import Link
from wederhoor.correspondence import consents, effects
from wederhoor.correspondence.code_letters import send_code
from wederhoor.correspondence.consents import consent_to
from wederhoor.db import uuid7
from wederhoor.deadlines.case import Case, case_of
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.called import called, called_in, same_person
from wederhoor.dossiers.details import read_details
from wederhoor.dossiers.finding import find_again
from wederhoor.dossiers.parties import party_key
from wederhoor.dossiers.rows import new_party
from wederhoor.dossiers.tables import Access, Dossier, Party
from wederhoor.people import reach
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.wording import listed
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


def foretold(case: Case, other: Dossier, joined: Joining) -> list[str]:
    """What joining will do, in sentences: for the case, and for everybody in it."""
    work, here = case.work, still_here(case.work, case.dossier.id)
    there = {party.id: party for party in still_here(work, other.id)}
    called_there, names = called_in(work, there.values()), called_in(work, here)
    told = {party.id for party in dossiers.told_parties(work, case.dossier.id)}
    lines = [
        f"Dossier {case.dossier.number} gaat dicht en verwijst naar {other.number}. Wat hier ligt, blijft hier te lezen.",
        "Wie een van de twee dossiers niet mag zien, ziet ze daarna allebei niet.",
    ]
    for party in here:
        name, twin = names[party.id].name, joined.same.get(party.id)
        if party.role == "accused":
            if party.id in joined.along:
                lines.append(
                    f"{name} staat in {other.number} ook als aangeklaagde, "
                    "en krijgt daar pas bericht als u vastlegt over wie de klacht gaat."
                )
            elif twin is None:
                lines.append(f"{name} staat alleen hier als aangeklaagde, en niet in {other.number}.")
            continue
        if twin is not None:
            gets = (
                f"{name} krijgt een brief dat de klacht verdergaat in {other.number}"
                if party.id in told
                else ""
            )
            lines.append(
                f"{gets or name + ' is ' + called_there[twin].name} en houdt daar de eigen code en de eigen brieven."
            )
            if party.id in joined.details:
                lines.append(
                    f"Brieven aan {called_there[twin].name} gaan voortaan naar {in_words(details_of(party))}."
                )
        else:
            lines.append(
                f"{name} klaagt voortaan ook in {other.number}, krijgt daar brieven en kan er met een eigen code lezen wat klagers lezen. "
                "De brief met die code kijkt u eerst na."
            )
    return lines


def in_words(details: Mapping[str, str]) -> str:
    """How somebody can be reached, in one line."""
    street = " ".join(filter(None, (details["street"], details["postal_code"], details["town"])))
    ways = {"email": "per e-mail", "post": "per post", "phone": "per telefoon", "pick_up": "wordt opgehaald"}
    parts = [part for part in (details["safe_address"] or street, details["email"], details["phone"]) if part]
    return f"{listed(parts, 'en') or 'geen adres'} ({ways.get(details['channel'], 'op de eigen pagina')})"
