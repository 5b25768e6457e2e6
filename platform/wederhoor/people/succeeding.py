"""Who takes over gets the role or seat they need for it in the same act. What a role asks of who holds it is judged here, once.

Nobody gives a role to themselves. Who leads the organisation, and who keeps the program, is said by the administrator on the machine
and by nobody here. Roles behind the wall can be given, but not unnoticed (decision 6): everybody who holds one hears of it.
"""

import uuid
from collections.abc import Collection, Mapping, Set
from datetime import date, timedelta

from sqlalchemy import select

from wederhoor.notices.colleagues import to_colleague
from wederhoor.notices.service import announce
from wederhoor.people.employments import worker_on, workers
from wederhoor.people.here import roles_here
from wederhoor.people.service import (
    GRANTED,
    everybody,
    grant_role,
    initials_of,
    people_by_id,
    roles_now,
    staff_with_role,
)
from wederhoor.people.tables import RoleGrant, StandIn
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.committee import Bond, Committee, may_sit
from wederhoor.rules.roles import HANDLERS, MEMBERS, NO_OFFICER_BESIDE, Role, called_at
from wederhoor.work import Work

APART = frozenset({Role.INTEGRITY_OFFICER.value, Role.CONFIDANT.value})
"""Roles behind a wall: HR may end and give them, but not unnoticed (decision 6)."""
GIVEN_ON = frozenset(GRANTED) - {Role.EMPLOYEE, Role.ADMIN, Role.DIRECTOR}
"""Roles that HR may give to who takes over."""
CHANGED = "Bij {name} is iets veranderd in wie wat ontvangt. Wie dat nu zijn, staat op de website van {name}."
GIVEN = "Bij {name} heeft u een rol erbij. Meld u aan; in het menu staat wat daarbij hoort."


class MayNotHold(Exception):
    """Somebody may not hold a role: `role`, and `why` as a Dutch sentence."""

    def __init__(self, role: str, why: str) -> None:
        super().__init__(why)
        self.role, self.why = role, why


def may_not_hold(work: Work, account_id: uuid.UUID, role: str) -> str:
    """Why somebody may not hold a role here, as a Dutch sentence; empty when they may."""
    has = roles_here(work.session, account_id, work.today).roles
    return _refused(work, account_id, role, has, works=worker_on(work, account_id) is not None)


def who_may_hold(work: Work, roles: Collection[str]) -> dict[str, dict[uuid.UUID, str]]:
    """For each role the names of who works here and may be given it."""
    people, held = everybody(work), roles_now(work)
    employed = {one.account_id for one in workers(work)}
    return {
        role: {
            who: name
            for who, name in people.items()
            if not _refused(work, who, role, held.get(who, set()), works=who in employed)
        }
        for role in roles
    }


def _refused(work: Work, account_id: uuid.UUID, role: str, has: Set[str], *, works: bool) -> str:
    label = called_at(work.organisation.roles, role)
    if role not in GIVEN_ON:
        return f"De rol {label} geeft de beheerder van het systeem, niet HR."
    if account_id == work.actor.account_id:
        return "U geeft uzelf geen rol. Vraag het een collega van HR."
    if role == Role.INTEGRITY_OFFICER and (beside := has & {*NO_OFFICER_BESIDE}):
        return f"Wie ook {called_at(work.organisation.roles, min(beside))} is, kan geen onafhankelijke integriteitsfunctionaris zijn."
    if role in NO_OFFICER_BESIDE and Role.INTEGRITY_OFFICER in has:
        return f"Wie integriteitsfunctionaris is, kan niet ook {label} zijn."
    if role in MEMBERS and Role.DIRECTOR in has:
        return "De commissie adviseert de bestuurder; die zit er zelf niet in."
    committee = work.organisation.committee
    if role == Role.COMMITTEE_CHAIR and isinstance(committee, Committee):
        bond = Bond(works_at_organisation=works)
        refused = (may_sit(seat, bond) for seat in committee.seats if seat.independent)
        return next(filter(None, refused), "")
    return ""


def give_roles(
    work: Work,
    given: Mapping[str, uuid.UUID],
    *,
    valid_from: date | None = None,
    valid_until: date | None = None,
) -> None:
    """Give roles, from today unless said otherwise, each to somebody; who holds one then keeps it as it is. They hear of it.

    Raises MayNotHold.
    """
    first = valid_from or work.today
    people = everybody(work) if given else {}
    for role, account_id in given.items():
        if role in roles_here(work.session, account_id, first).roles:
            continue
        if account_id not in people:
            raise MayNotHold(role, "Deze persoon werkt hier niet.")
        if why := may_not_hold(work, account_id, role):
            raise MayNotHold(role, why)
        name = people[account_id]
        grant = grant_role(
            work,
            account_id,
            role,
            valid_from=first,
            valid_until=valid_until,
            initials=initials_of(name),
            surname=name.split()[-1] if name.split() else None,
        )
        work.session.flush()
        _tell(work, grant)


def end_with(work: Work, row: StandIn) -> None:
    """Who stood in had a role for just these days: it ends with the standing in."""
    query = select(RoleGrant).where(
        RoleGrant.account_id == row.stand_in_id,
        RoleGrant.valid_from == row.valid_from,
        RoleGrant.valid_until == row.valid_until,
        RoleGrant.role.in_(NEEDED),
    )
    for grant in work.session.scalars(query):
        grant.valid_until = work.today - timedelta(days=1)
        facts = {
            "valid_until": grant.valid_until.isoformat(),
            "role": called_at(work.organisation.roles, grant.role),
        }
        record.append(work, work.tenant_id, [record.Entry(event=Event.ROLE_ENDED, facts=facts)])


NEEDED: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(HANDLERS, HANDLERS),
    Role.COMMITTEE_CHAIR: (Role.COMMITTEE_CHAIR,),
    Role.COMMITTEE_MEMBER: MEMBERS,
}
"""What somebody does by a role, and by which roles another can do it for them."""


def roles_needed(work: Work, account_id: uuid.UUID) -> dict[str, tuple[str, ...]]:
    """The roles by which somebody does their work that another needs too, each with the roles that will do."""
    has = roles_here(work.session, account_id, work.today).roles
    return {role: NEEDED[role] for role in sorted(has & NEEDED.keys())}


def lacking(work: Work, account_id: uuid.UUID, who: uuid.UUID) -> list[str]:
    """The roles of somebody that another lacks to do their work."""
    has = roles_here(work.session, who, work.today).roles
    return [role for role, do in roles_needed(work, account_id).items() if not has & {*do}]


def _tell(work: Work, grant: RoleGrant) -> None:
    name = work.organisation.profile.name
    people = {one.account_id: one for one in people_by_id(work, [grant.account_id])}
    if grant.role in APART:
        people |= {one.account_id: one for one in staff_with_role(work, [grant.role])}
    told = [
        to_colleague(
            who,
            one.email,
            (GIVEN if who == grant.account_id else CHANGED).format(name=name),
            letter="role_given",
            occasion=str(grant.id),
        )
        for who, one in people.items()
        if who != work.actor.account_id
    ]
    if told:
        announce(work, grant.id, work.vault.new_key(), told)
