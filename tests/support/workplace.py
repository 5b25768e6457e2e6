"""Somebody who works somewhere, whoever leads them, and what they declare."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from tests.support.world import Organisation, StaffAccount

from wederhoor.declarations import service
from wederhoor.declarations.service import Statement
from wederhoor.declarations.tables import Declaration
from wederhoor.people.employments import employ
from wederhoor.rules.tables import Worth
from wederhoor.work import Work

LONG_AGO = date(2020, 1, 1)


@dataclass(frozen=True, kw_only=True)
class Workplace:
    """A worker, their leader, the leader's own leader, HR, and somebody else."""

    organisation: Organisation
    worker: StaffAccount
    leader: StaffAccount
    above: StaffAccount
    hr: StaffAccount
    other: StaffAccount

    def at(
        self, person: StaffAccount, *, write: bool = False, now: datetime | None = None
    ) -> AbstractContextManager[Work]:
        """A unit of work of somebody."""
        return self.organisation.work(write=write, actor=self.organisation.as_staff(person), now=now)

    def declare(
        self,
        topic: str = "gift",
        *,
        by: StaffAccount | None = None,
        worth: str | None = None,
        now: datetime | None = None,
        who: str = "Bakkerij Jansen BV",
        what: str = "Een taart",
        day: date | None = None,
        rights: tuple[str, ...] = (),
        **facts: str,
    ) -> Declaration:
        """Declare something; a gift from a relation unless told otherwise."""
        person = by or self.worker
        usual = {"giver": "relation", "kind": "goods", "in_talks": "no"} if topic == "gift" else {}
        value = Worth(low=Decimal(worth), high=Decimal(worth)) if worth else None
        with self.at(person, write=True, now=now) as work:
            statement = Statement(
                topic=topic,
                facts={"recipient": "employee", **usual, **facts},
                worth=value,
                who=who,
                what=what,
                day=day,
                rights=rights,
            )
            return service.declare(work, statement, declarer=person.account_id)


def workplace(organisation: Organisation, *, password: str | None = None) -> Workplace:
    """People at an organisation, each under the next."""
    place = Workplace(
        organisation=organisation,
        **{
            name: organisation.hire(called, *roles, password=password)
            for name, called, roles in (
                ("worker", "Wim Werker", ("employee",)),
                ("leader", "Lea Leider", ("employee",)),
                ("above", "Bo Boven", ("employee",)),
                ("hr", "Hilde Haar", ("hr", "employee")),
                ("other", "Ot Ander", ("employee",)),
            )
        },
    )
    with organisation.work(write=True) as work:
        for person, leader in ((place.worker, place.leader), (place.leader, place.above)):
            employ(work, person.account_id, supervisor_id=leader.account_id, valid_from=LONG_AGO)
    return place


def refreshed(work: Work, declaration: Declaration) -> Any:
    """The declaration as it is now, in this unit of work."""
    return work.session.get_one(Declaration, (work.tenant_id, declaration.id))
