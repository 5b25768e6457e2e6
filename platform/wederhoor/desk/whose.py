"""Whose lines Vandaag shows: everybody's, one's own, of whom one stands in for, of a team one is in, of whom one leads."""

import uuid
from collections.abc import Sequence
from typing import NamedTuple

from wederhoor.desk.filters import MINE
from wederhoor.people.employments import led_by, own_desk, stands_in_for, worker_on, workers
from wederhoor.people.service import names_of
from wederhoor.work import Work

EVERYBODY, LED, TEAM = "alles", "leiding", "team-"


class Whose(NamedTuple):
    """A choice: its value in an address, its words, and whose lines they are; None is everybody's."""

    value: str
    label: str
    accounts: Sequence[uuid.UUID] | None


def choices(work: Work) -> list[Whose]:
    """What there is to choose from, for whoever looks. Which matters they see of it is judged where lines are made."""
    found = [Whose(EVERYBODY, "Alles", None)]
    if (me := work.actor.account_id) is None:
        return found
    found.append(Whose(MINE, "Van mij, of ik sta erbij", own_desk(work)))
    for who, name in names_of(work, stands_in_for(work, me)).items():
        found.append(Whose(str(who), f"Voor {name}", [who]))
    own = worker_on(work, me)
    if own is not None and own.team_id is not None:
        team = [one.account_id for one in workers(work) if one.team_id == own.team_id]
        found.append(Whose(f"{TEAM}{own.team_id.hex}", f"Team {own.team}", team))
    if led := [one.account_id for one in led_by(work, me)]:
        found.append(Whose(LED, "Van wie ik leid", led))
    return found


def whose_lines(work: Work, asked: str) -> Whose | None:
    """The choice an address asks for; None for one that is not there for whoever looks."""
    return next((one for one in choices(work) if one.value == (asked or EVERYBODY)), None)
