"""Who is away and who stands in, as colleagues read and note it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wederhoor.notices.colleagues import to_colleague
from wederhoor.notices.service import announce
from wederhoor.people import reach
from wederhoor.people.employments import (
    end_stand_in,
    name_stand_in,
    stand_ins_named,
)
from wederhoor.people.service import everybody, names_of, people_by_id
from wederhoor.people.tables import StandIn
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
        )
        for person in people
    ]
    announce(work, row.id, work.vault.new_key(), notices)


TOLD = "Bij {name} is iets veranderd in wie wie vervangt. Kijk bij ‘Ik ben er niet’ wat dat voor u is."


class CannotOpen(Exception):
    """Whoever would stand in may not open everything that waits for this person by name."""


class NotForOneself(Exception):
    """Somebody would note for themselves whom they lead, under whom they work or for whom they stand in."""
