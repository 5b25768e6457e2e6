"""Who is away and who stands in, as colleagues read and note it."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select

from wederhoor.notices.colleagues import to_colleague
from wederhoor.notices.service import announce
from wederhoor.people import reach, succeeding
from wederhoor.people.employments import (
    end_stand_in,
    name_stand_in,
    stand_ins_named,
)
from wederhoor.people.service import everybody, names_of, people_by_id, roles_now, staff_with_role
from wederhoor.people.tables import Employment, RoleGrant, StandIn
from wederhoor.work import Work


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
    with_role: bool = False,
) -> StandIn:
    """Name who stands in for somebody, or for oneself; who stands in hears of it.

    `with_role`: who lacks a role for it gets it for these days. Raises MayNotHold, NeedsLastDay, NotForOneself, NotOneself,
    StandsInAlready; CannotOpen for who may not open what waits for this person or has no role for it; NotThere for who is away then,
    or works here no more.
    """
    if stand_in_id == work.actor.account_id != account_id:
        raise NotForOneself
    if stand_in_id != account_id:
        if not _may(work, account_id, [stand_in_id]):
            if not with_role or not _could(work, account_id, [stand_in_id]):
                raise CannotOpen
            if valid_until is None:
                raise NeedsLastDay
            missing = succeeding.lacking(work, account_id, stand_in_id)
            given = dict.fromkeys(missing, stand_in_id)
            succeeding.give_roles(work, given, valid_from=valid_from, valid_until=valid_until)
        if not _there(work, [stand_in_id], valid_from, valid_until):
            raise NotThere
    made = name_stand_in(work, account_id, stand_in_id, valid_from=valid_from, valid_until=valid_until)
    work.session.flush()
    tell_stand_in(work, made, "named")
    return made


def able_to_stand_in(
    work: Work, account_id: uuid.UUID, valid_from: date, valid_until: date | None
) -> dict[uuid.UUID, str]:
    """Names of who can stand in for somebody in these days.

    That is who can open everything that waits for this person by name, has a role that does what they do by theirs, is not away then
    and works here until the last of these days.
    """
    people = everybody(work)
    able = _there(work, _may(work, account_id, people), valid_from, valid_until)
    return {one: name for one, name in people.items() if one in able}


def able_with_role(
    work: Work, account_id: uuid.UUID, valid_from: date, valid_until: date | None
) -> dict[uuid.UUID, str]:
    """Names of who could as well, once they get for these days the role they lack and may hold."""
    missing = succeeding.roles_needed(work, account_id)
    if not missing:
        return {}
    people = everybody(work)
    could = _there(work, _could(work, account_id, people), valid_from, valid_until)
    may = succeeding.who_may_hold(work, list(missing))
    roles = roles_now(work)
    free = could - _may(work, account_id, people)
    return {
        who: people[who]
        for who in people
        if who in free
        and all(
            who in may[role] for role, do in missing.items() if not roles.get(who, set()).intersection(do)
        )
    }


def _could(work: Work, account_id: uuid.UUID, people: Iterable[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Who of these could open everything that waits for somebody, with a role that handles complaints."""
    lefts = reach.would_leave(work, reach.Gone(account_id=account_id, day=work.today, away=True))
    able = frozenset(people) - {account_id}
    return able & reach.could_all(lefts) if lefts else able


def _may(work: Work, account_id: uuid.UUID, people: Iterable[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Who of these may do what somebody does: by what waits for them today, and by the role that what comes in tomorrow asks."""
    able = reach.may_stand_in(work, account_id, frozenset(people))
    for do in succeeding.roles_needed(work, account_id).values():
        able &= {one.account_id for one in staff_with_role(work, do)}
    return able


def _there(
    work: Work, people: Collection[uuid.UUID], valid_from: date, valid_until: date | None
) -> frozenset[uuid.UUID]:
    """Who of these works here on the last of these days, as far as is known, and is not away on any; without a last day, on the first."""
    last = valid_until or valid_from
    away = {
        row.account_id
        for row in stand_ins_named(work)
        if row.valid_from <= last and (row.valid_until is None or row.valid_until >= valid_from)
    }
    stays: set[uuid.UUID] = set()
    for table in (Employment, RoleGrant):
        ends = table.valid_until
        lasts = select(table.account_id).where(
            table.valid_from <= last,
            or_(ends.is_(None), ends >= last),
        )
        stays |= set(work.session.scalars(lasts))
    return frozenset(people) & (stays - away)


def back_again(work: Work, stand_in_id: uuid.UUID, *, of: uuid.UUID | None = None) -> StandIn:
    """The standing in is over from now on; who stood in hears of it. Raises NoSuchStandIn."""
    row = work.session.get(StandIn, (work.tenant_id, stand_in_id))
    if row is not None and of in (None, row.account_id):
        succeeding.end_with(work, row)
    ended = end_stand_in(work, stand_in_id, of=of)
    tell_stand_in(work, ended, "ended")
    return ended


def tell_stand_in(work: Work, row: StandIn, what: str) -> None:
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
        )
        for person in people
    ]
    announce(work, row.id, work.vault.new_key(), notices)


TOLD = "Bij {name} is iets veranderd in wie wie vervangt. Kijk bij ‘Ik ben er niet’ wat dat voor u is."


class NeedsLastDay(Exception):
    """Somebody gets a role for as long as they stand in: it has to be said how long."""


class CannotOpen(Exception):
    """Whoever would stand in may not open everything that waits for this person by name."""


class NotThere(Exception):
    """Whoever would stand in is away in those days, or works here no more by then."""


class NotForOneself(Exception):
    """Somebody would note for themselves whom they lead, under whom they work or for whom they stand in."""
