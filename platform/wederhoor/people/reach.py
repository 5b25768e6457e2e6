"""Somebody can always open it: what would nobody be able to open any more, asked in one place.

Every room that keeps something for people fills `ROOMS` (in `wederhoor.rooms`) with what it would leave when somebody is not there any more
(`Room.left`), how that is handed over, and what waits for nobody today. Whoever ends work or a role, chooses a stand-in, bars,
hands over or looks whether anything waits asks here. Behind the wall nothing may be told of what there is, not even that there
is something: those rooms leave nothing that HR hears of. What only one person can open stays with that person
(`keeps`), whatever happens to their role, until somebody else can open it too.
"""

import uuid
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from wederhoor.rules.roles import Role
from wederhoor.tenancy.locks import TenantSession
from wederhoor.work import Work


@dataclass(frozen=True, kw_only=True)
class Gone:
    """Somebody is not there any more from a day on, or only in the roles that are left.

    `away`: they come back, and somebody else opens for a while what is theirs; nothing changes hands. `had`: the roles they held
    before, also when those ended already on a day that lies behind.
    """

    account_id: uuid.UUID
    day: date
    roles: frozenset[str] = frozenset()
    had: frozenset[str] = frozenset()
    away: bool = False


@dataclass(frozen=True, kw_only=True)
class Left:
    """What a room would leave behind: in words without content, and the accounts that can open all of it."""

    what: str
    takers: frozenset[uuid.UUID]
    with_role: frozenset[uuid.UUID] = frozenset()
    """Who could besides, with a role that handles complaints."""


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """Something nobody can open today: `what` it is without content, since when, who could take it."""

    room: str
    id: uuid.UUID
    what: str
    since: date
    takers: frozenset[uuid.UUID]


class Room(Protocol):
    """What one room keeps for people."""

    def left(self, work: Work, gone: Gone) -> Left | None:
        """What somebody would leave behind; None when there is nothing, or when others can open it and it asks nobody by name."""
        ...

    def hand_over(self, work: Work, gone: Gone, to: uuid.UUID | None) -> None:
        """Give what somebody leaves behind to somebody else; nobody (None) when no room leaves anything that must be taken."""
        ...

    def waiting(self, work: Work) -> Sequence[Waiting]:
        """What nobody can open today."""
        ...

    def take(self, work: Work, what: uuid.UUID, to: uuid.UUID) -> None:
        """Give one thing that waits for nobody to somebody. Raises NobodyWaits when it does not wait any more."""
        ...


class Keeper(Protocol):
    """A room behind the wall: what only one strongbox opens."""

    def __call__(self, session: TenantSession, account_id: uuid.UUID, on: date) -> frozenset[str]:
        """The roles whose desk stays open for this account, because only it can open what lies there."""
        ...


class Given(Protocol):
    """A room in which one matter can be given to somebody whose role does not open it."""

    def __call__(self, session: TenantSession, account_id: uuid.UUID, matter_id: uuid.UUID | None) -> bool:
        """Whether this account was given the matter, or any."""
        ...


ROOMS: dict[str, Room] = {}
KEEPERS: list[Keeper] = []
GIVEN: list[Given] = []
AFTER_BAR: list[Callable[[Work, uuid.UUID], None]] = []


class WouldBeLeft(Exception):
    """Nobody could open some things any more; `what` says which, in words, and `takers` who could take all of it."""

    def __init__(self, lefts: Mapping[str, Left]) -> None:
        super().__init__("nobody could open it")
        self.lefts, self.what, self.takers = lefts, [one.what for one in lefts.values()], all_can(lefts)


class CannotTake(Exception):
    """Whoever was chosen cannot open all of it; `room` where that is one room's."""

    def __init__(self, room: str = "") -> None:
        super().__init__("cannot take it")
        self.room = room


class NobodyWaits(Exception):
    """This does not wait for somebody any more."""


def all_can(lefts: Mapping[str, Left]) -> frozenset[uuid.UUID]:
    """Who could take everything that these rooms would leave; nobody when they leave nothing."""
    sets = [one.takers for one in lefts.values()]
    return frozenset.intersection(*sets) if sets else frozenset()


def could_all(lefts: Mapping[str, Left]) -> frozenset[uuid.UUID]:
    """Who could take everything that these rooms would leave, if they held a role that handles complaints."""
    sets = [one.takers | one.with_role for one in lefts.values()]
    return frozenset.intersection(*sets) if sets else frozenset()


def would_leave(work: Work, gone: Gone) -> dict[str, Left]:
    """What every room would leave behind, by the name of the room."""
    found = {name: room.left(work, gone) for name, room in ROOMS.items()}
    return {name: left for name, left in found.items() if left is not None}


def let_go(work: Work, gone: Gone, to: Mapping[str, uuid.UUID]) -> None:
    """Somebody is not there any more: whatever a room would leave goes `to` somebody who can open it, now.

    Raises WouldBeLeft, CannotTake.
    """
    lefts = would_leave(work, gone)
    if lefts.keys() - to.keys():
        raise WouldBeLeft(lefts)
    for name, left in lefts.items():
        if to[name] not in left.takers:
            raise CannotTake(name if len(set(to.values())) > 1 else "")
    for name, room in ROOMS.items():
        room.hand_over(work, gone, to[name] if name in lefts else None)


def may_stand_in(work: Work, account_id: uuid.UUID, people: Collection[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Who of these people can open everything that asks somebody by name."""
    lefts = would_leave(work, Gone(account_id=account_id, day=work.today, away=True))
    able = frozenset(people) - {account_id}
    return able & all_can(lefts) if lefts else able


def waiting(work: Work) -> list[Waiting]:
    """Everything that waits and that nobody can open, the longest first."""
    found = [one for room in ROOMS.values() for one in room.waiting(work)]
    return sorted(found, key=lambda one: (one.since, one.id))


def somebody_handles(work: Work, matter_id: uuid.UUID) -> None:
    """People were barred from a matter: when nobody is left who can handle it, somebody is given it, in the same act."""
    for mend in AFTER_BAR:
        mend(work, matter_id)


def takers(work: Work) -> frozenset[str]:
    """The roles to which one matter may be given when nobody whose work it is may meet it: as set, and at last the director."""
    return frozenset({*work.organisation.profile.take_over.roles, Role.DIRECTOR.value})


def was_given(session: TenantSession, account_id: uuid.UUID, matter_id: uuid.UUID | None = None) -> bool:
    """Whether somebody was given this matter, or any."""
    return any(given(session, account_id, matter_id) for given in GIVEN)


def keeps(session: TenantSession, account_id: uuid.UUID, on: date) -> frozenset[str]:
    """The roles whose desk stays open for an account because only it can open what lies there."""
    return frozenset[str]().union(*(keeper(session, account_id, on) for keeper in KEEPERS))
