"""What waits and nobody can open: who hears of it, and who takes it. Without content, for HR and the administrator."""

import uuid
from collections.abc import Collection, Iterable

from wederhoor.notices.colleagues import to_colleague
from wederhoor.notices.service import announce
from wederhoor.people import reach
from wederhoor.people.reach import CannotTake, NobodyWaits, Waiting
from wederhoor.people.service import StaffMember, people_by_id, staff_with_role
from wederhoor.rules.roles import Role
from wederhoor.work import Work

KEEPING = (Role.HR, Role.ADMIN)
GIVEN = "Bij {name} is u iets gegeven om op te pakken. Kijk bij ‘Vandaag’."
TOLD = "Bij {name} wacht iets waarvoor niemand er is. Kijk bij ‘Wacht op iemand’ en kies wie het oppakt."


def tell_keepers(work: Work, matter_id: uuid.UUID, but: Collection[uuid.UUID] = ()) -> None:
    """HR and the administrator hear that something waits for nobody; not what, and nobody who is barred from it."""
    people = [one for one in staff_with_role(work, KEEPING) if one.account_id not in but]
    _tell(work, matter_id, people, "nobody_there", TOLD)


def tell_given(work: Work, what: uuid.UUID, account_id: uuid.UUID) -> None:
    """Somebody hears that they were given something. The row belongs to the organisation: no letter of a matter goes to its handler."""
    _tell(work, what, people_by_id(work, [account_id]), "given", GIVEN)


def _tell(work: Work, what: uuid.UUID, people: Iterable[StaffMember], letter: str, text: str) -> None:
    mails = [
        to_colleague(
            one.account_id,
            one.email,
            text.format(name=work.organisation.profile.name),
            letter=letter,
            occasion=f"{what}:{work.now:%Y%m%d%H%M%S%f}",
        )
        for one in people
    ]
    if mails:
        announce(work, work.tenant_id, work.vault.new_key(), mails)


def find(work: Work, room: str, what: uuid.UUID) -> Waiting:
    """One thing that waits for nobody. Raises NobodyWaits."""
    found = [one for one in reach.waiting(work) if (one.room, one.id) == (room, what)]
    if not found:
        raise NobodyWaits
    return found[0]


def take(work: Work, room: str, what: uuid.UUID, to: uuid.UUID) -> None:
    """Somebody takes what waits for nobody. Raises NobodyWaits, CannotTake."""
    if to not in find(work, room, what).takers:
        raise CannotTake
    reach.ROOMS[room].take(work, what, to)
