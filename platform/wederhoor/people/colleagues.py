"""Who works here, as HR and the secretary keep it: in which team, under whom, who stands in; every change from a day on.

No source says who may note this. Where somebody works and who stands in decides who reads what others declare, so nobody notes it for
themselves: who leads me and whom I lead is written down by a colleague. Only who stands in for oneself anybody may say.
"""

import unicodedata
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from wederhoor.notices.colleagues import to_colleague
from wederhoor.notices.service import announce
from wederhoor.people import reach
from wederhoor.people.employments import (
    KIND_LABELS,
    Worker,
    add_team,
    employ,
    end_stand_in,
    lock_person,
    name_stand_in,
    stand_ins_named,
    supervisor_of,
    workers,
)
from wederhoor.people.here import holds
from wederhoor.people.service import names_of, people_by_id
from wederhoor.people.tables import Employment, RoleGrant, StandIn, Team
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.roles import role_label
from wederhoor.work import Work

LONGEST_LINE = 20
"""How many supervisors one above the other are looked at; nobody has that many."""
SUBJECT = "Er is iets veranderd in wie wie vervangt"
TOLD = "Bij {name} is iets veranderd in wie wie vervangt. Kijk bij ‘Ik ben er niet’ wat dat voor u is."


class NoSuchColleague(Exception):
    """Nobody with this account works here or ever did."""


class NotForOneself(Exception):
    """Somebody would note for themselves whom they lead, under whom they work or for whom they stand in."""


class NotedAlready(Exception):
    """From a later day on something was noted already: `since` is that day."""

    def __init__(self, since: date) -> None:
        self.since = since


class NotedMeanwhile(Exception):
    """A colleague changed it since the form was shown."""


class RoundInCircles(Exception):
    """Somebody would lead themselves by way of others."""


class CannotOpen(Exception):
    """Whoever would stand in may not open everything that waits for this person by name."""


class TeamExists(Exception):
    """There is a team with this name."""


@dataclass(frozen=True, kw_only=True)
class Away:
    """Somebody stands in for somebody else, from a day until and including a day."""

    id: uuid.UUID
    account_id: uuid.UUID
    name: str
    stand_in_id: uuid.UUID
    stand_in: str
    valid_from: date
    valid_until: date | None
    now: bool


@dataclass(frozen=True, kw_only=True)
class Colleague:
    """Somebody who works here today. `does` is what they do here, in words; `away` who stands in, now or later."""

    account_id: uuid.UUID
    name: str
    does: tuple[str, ...]
    team: str | None
    supervisor: str | None
    away: tuple[Away, ...]


@dataclass(frozen=True, kw_only=True)
class Stage:
    """How somebody works here from a day on until and including a day, if any. `supervisor` is a name."""

    id: uuid.UUID
    kind: str
    team: str | None
    supervisor: str | None
    since: date
    until: date | None
    now: bool
    planned: bool


def everybody(work: Work) -> dict[uuid.UUID, str]:
    """Names of who works here today, by role or employment, in the order of their names."""
    return _named(work, {*_roles_today(work), *(one.account_id for one in workers(work))})


def _named(work: Work, accounts: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    people = sorted(people_by_id(work, accounts), key=lambda person: person.name.casefold())
    return {person.account_id: person.name for person in people}


def _roles_today(work: Work) -> dict[uuid.UUID, set[str]]:
    """The roles everybody holds today."""
    found: dict[uuid.UUID, set[str]] = {}
    held = holds(RoleGrant.account_id, work.tenant_id, work.today)
    grants = select(RoleGrant.account_id, RoleGrant.role).where(held)
    for row in work.session.execute(grants):
        found.setdefault(row.account_id, set()).add(row.role)
    return found


def colleagues(work: Work) -> list[Colleague]:
    """Everybody who works here today, in the order of their names."""
    employed, roles = {one.account_id: one for one in workers(work)}, _roles_today(work)
    names = _named(work, {*employed, *roles})
    away: dict[uuid.UUID, list[Away]] = {}
    for one in away_of(work):
        away.setdefault(one.account_id, []).append(one)
    leaders = {one.supervisor_id for one in employed.values() if one.supervisor_id} - names.keys()
    known = {**names, **names_of(work, list(leaders))}
    return [
        Colleague(
            account_id=account,
            name=name,
            does=_does(employed.get(account), roles.get(account, set())),
            team=employed[account].team if account in employed else None,
            supervisor=known.get(employed[account].supervisor_id) if account in employed else None,  # type: ignore[arg-type]
            away=tuple(away.get(account, ())),
        )
        for account, name in names.items()
    ]


def matching(people: Sequence[Colleague], text: str) -> list[Colleague]:
    """Of these people those with every word of a text in their name, what they do, their team or who leads them."""
    wanted = plain(text).split()
    return [
        one
        for one in people
        if all(
            word in plain(" ".join((one.name, *one.does, one.team or "", one.supervisor or "")))
            for word in wanted
        )
    ]


def plain(text: str) -> str:
    """In small letters and without accents, as people type when they look for a name."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def _does(worker: Worker | None, roles: set[str]) -> tuple[str, ...]:
    capacity = [KIND_LABELS[worker.kind]] if worker else []
    plain = {"employee"} if worker else set()  # says the same as the capacity
    return tuple(dict.fromkeys([*capacity, *(role_label(role) for role in sorted(roles - plain))]))


def colleague(work: Work, account_id: uuid.UUID) -> str:
    """The name of somebody who works here or did. Raises NoSuchColleague."""
    for table in (RoleGrant, Employment):
        here = select(table.id).where(table.account_id == account_id).limit(1)
        if work.session.scalars(here).first() is not None:
            return names_of(work, [account_id])[account_id]
    raise NoSuchColleague


def stages(work: Work, account_id: uuid.UUID) -> list[Stage]:
    """How somebody worked, works and will work here, newest first; what a later note on the same day replaced is left out."""
    query = (
        select(Employment, Team.name)
        .outerjoin(Team, (Team.tenant_id == Employment.tenant_id) & (Team.id == Employment.team_id))
        .where(Employment.account_id == account_id)
        .order_by(Employment.valid_from.desc(), Employment.id.desc())
    )
    rows = [row for row in work.session.execute(query) if _ever_valid(row.Employment)]
    names = names_of(work, [row.Employment.supervisor_id for row in rows if row.Employment.supervisor_id])
    return [
        Stage(
            id=row.Employment.id,
            kind=row.Employment.kind,
            team=row.name,
            supervisor=names.get(row.Employment.supervisor_id),
            since=row.Employment.valid_from,
            until=row.Employment.valid_until,
            now=row.Employment.valid_from <= work.today <= (row.Employment.valid_until or work.today),
            planned=row.Employment.valid_from > work.today,
        )
        for row in rows
    ]


def _ever_valid(row: Employment) -> bool:
    return row.valid_until is None or row.valid_until >= row.valid_from


def last_noted(work: Work, account_id: uuid.UUID) -> Employment | None:
    """What was noted for the latest day, valid today or not."""
    query = select(Employment).where(Employment.account_id == account_id)
    rows = work.session.scalars(query.order_by(Employment.valid_from.desc(), Employment.id.desc()))
    return next((row for row in rows if _ever_valid(row)), None)


def change_employment(
    work: Work,
    account_id: uuid.UUID,
    *,
    kind: str,
    team: str | None,
    supervisor_id: uuid.UUID | None,
    valid_from: date,
    seen: str,
) -> Employment:
    """Note how somebody works from a day on; what was noted before stays, and ends the day before.

    `seen`: the id of what was noted last when the form was shown, empty for nothing. Raises NotForOneself, NotOneself,
    NotedMeanwhile, NotedAlready, RoundInCircles.
    """
    if work.actor.account_id in (account_id, supervisor_id):
        raise NotForOneself
    lock_person(work, account_id)
    last = last_noted(work, account_id)
    if (str(last.id) if last else "") != seen:
        raise NotedMeanwhile
    if last is not None and valid_from < last.valid_from:
        raise NotedAlready(last.valid_from)
    above = supervisor_id
    for _ in range(LONGEST_LINE):
        if above is None:
            break
        above = supervisor_of(work, above)
        if above == account_id:
            raise RoundInCircles
    return employ(work, account_id, kind=kind, team=team, supervisor_id=supervisor_id, valid_from=valid_from)


def teams(work: Work) -> list[str]:
    """Names of the teams."""
    return sorted(work.session.scalars(select(Team.name)), key=str.casefold)


def start_team(work: Work, name: str) -> None:
    """Add a team, on the record. Raises TeamExists, whatever its capitals."""
    if name.casefold() in {one.casefold() for one in teams(work)}:
        raise TeamExists
    add_team(work, name)
    record.append(work, work.tenant_id, [record.Entry(event=Event.TEAM_ADDED)])


def away_of(work: Work, *account_ids: uuid.UUID) -> list[Away]:
    """Who stands in for these people, or for anybody, today or later."""
    return _shown(work, stand_ins_named(work, of=account_ids or None))


def instead_of(work: Work, account_id: uuid.UUID) -> list[Away]:
    """For whom somebody stands in, today or later."""
    return _shown(work, [row for row in stand_ins_named(work) if row.stand_in_id == account_id])


def _shown(work: Work, rows: Sequence[StandIn]) -> list[Away]:
    names = names_of(work, [account for row in rows for account in (row.account_id, row.stand_in_id)])
    return [
        Away(
            id=row.id,
            account_id=row.account_id,
            name=names[row.account_id],
            stand_in_id=row.stand_in_id,
            stand_in=names[row.stand_in_id],
            valid_from=row.valid_from,
            valid_until=row.valid_until,
            now=row.valid_from <= work.today,
        )
        for row in rows
    ]


def name_in_place(
    work: Work,
    account_id: uuid.UUID,
    stand_in_id: uuid.UUID,
    *,
    valid_from: date,
    valid_until: date | None,
) -> StandIn:
    """Name who stands in for somebody, or for oneself; who stands in hears of it.

    Raises NotForOneself, NotOneself, StandsInAlready, CannotOpen for who may not open what waits for this person.
    """
    if stand_in_id == work.actor.account_id != account_id:
        raise NotForOneself
    if stand_in_id != account_id and not reach.may_stand_in(work, account_id, [stand_in_id]):
        raise CannotOpen
    made = name_stand_in(work, account_id, stand_in_id, valid_from=valid_from, valid_until=valid_until)
    work.session.flush()
    _tell(work, made, "named")
    return made


def stand_ins_for_all(work: Work, account_id: uuid.UUID) -> dict[uuid.UUID, str]:
    """Names of who can stand in for somebody: whoever can open everything that waits for this person by name."""
    people = everybody(work)
    able = reach.may_stand_in(work, account_id, people)
    return {one: name for one, name in people.items() if one in able}


def back_again(work: Work, stand_in_id: uuid.UUID, *, of: uuid.UUID | None = None) -> StandIn:
    """The standing in is over from now on; who stood in hears of it. Raises NoSuchStandIn."""
    ended = end_stand_in(work, stand_in_id, of=of)
    _tell(work, ended, "ended")
    return ended


def _tell(work: Work, row: StandIn, what: str) -> None:
    """A neutral mail to both, but for who did it."""
    told = {row.account_id, row.stand_in_id} - {work.actor.account_id}
    people = people_by_id(work, told)
    if not people:
        return
    text = TOLD.format(name=work.organisation.profile.name)
    notices = [
        to_colleague(
            person.account_id,
            person.email,
            text,
            letter="stand_in",
            occasion=f"{row.id}:{what}",
            subject=SUBJECT,
        )
        for person in people
    ]
    announce(work, row.id, work.vault.new_key(), notices)
