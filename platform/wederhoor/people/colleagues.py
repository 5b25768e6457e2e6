"""Who works here, as HR and the secretary keep it: in which team, under whom, who stands in; every change from a day on.

No source says who may note this. Where somebody works and who stands in decides who reads what others declare, so nobody notes it for
themselves: who leads me and whom I lead is written down by a colleague. Only who stands in for oneself anybody may say.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from wederhoor.people.away import (
    Away,
    NotForOneself,
    away_of,
)
from wederhoor.people.employments import (
    KIND_LABELS,
    Worker,
    add_team,
    employ,
    lock_person,
    supervisor_of,
    workers,
)
from wederhoor.people.service import _named, names_of, roles_now
from wederhoor.people.tables import Employment, RoleGrant, Team
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.names import folded, in_order, words_of
from wederhoor.rules.roles import called_at
from wederhoor.work import Work

LONGEST_LINE = 20
"""How many supervisors one above the other are looked at; nobody has that many."""


class NoSuchColleague(Exception):
    """Nobody with this account works here or ever did."""


class NotedAlready(Exception):
    """From a later day on something was noted already: `since` is that day."""

    def __init__(self, since: date) -> None:
        self.since = since


class NotedMeanwhile(Exception):
    """A colleague changed it since the form was shown."""


class RoundInCircles(Exception):
    """Somebody would lead themselves by way of others."""


class TeamExists(Exception):
    """There is a team with this name."""


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


def colleagues(work: Work) -> list[Colleague]:
    """Everybody who works here today, in the order of their names."""
    employed, roles = {one.account_id: one for one in workers(work)}, roles_now(work)
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
            does=_does(work, employed.get(account), roles.get(account, set())),
            team=employed[account].team if account in employed else None,
            supervisor=known.get(employed[account].supervisor_id) if account in employed else None,  # type: ignore[arg-type]
            away=tuple(away.get(account, ())),
        )
        for account, name in names.items()
    ]


def matching(people: Sequence[Colleague], text: str) -> list[Colleague]:
    """Of these people those with every word of a text in their name, what they do, their team or who leads them."""
    wanted = words_of(text)
    return [
        one
        for one in people
        if all(
            word in folded(" ".join((one.name, *one.does, one.team or "", one.supervisor or "")))
            for word in wanted
        )
    ]


def _does(work: Work, worker: Worker | None, roles: set[str]) -> tuple[str, ...]:
    capacity = [KIND_LABELS[worker.kind]] if worker else []
    plain = {"employee"} if worker else set()  # says the same as the capacity
    return tuple(
        dict.fromkeys(
            [*capacity, *(called_at(work.organisation.roles, role) for role in sorted(roles - plain))]
        )
    )


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
    return sorted(work.session.scalars(select(Team.name)), key=in_order)


def start_team(work: Work, name: str) -> None:
    """Add a team, on the record. Raises TeamExists, whatever its capitals."""
    if name.casefold() in {one.casefold() for one in teams(work)}:
        raise TeamExists
    add_team(work, name)
    record.append(work, work.tenant_id, [record.Entry(event=Event.TEAM_ADDED)])
