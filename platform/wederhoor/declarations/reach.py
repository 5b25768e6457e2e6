"""Declarations, for whoever asks what nobody could open any more: those that ask one person, and those that ask a role nobody holds."""

import uuid
from collections.abc import Sequence

from wederhoor.declarations.deciding import DecisionRefused
from wederhoor.declarations.handing import (
    assign,
    decided_and_read_only_by,
    give_reader,
    nobody_reads,
    pending,
    read_along,
    tied_to_named,
)
from wederhoor.declarations.service import NoSuchDeclaration
from wederhoor.declarations.tables import Declaration, DeclarationReader
from wederhoor.people.reach import CannotTake, Gone, Left, NobodyWaits, Waiting
from wederhoor.people.service import everybody, roles_on, staff_with_role
from wederhoor.work import Work, local_date

ROOM = "declaration"
Pairs = list[tuple[Declaration, DeclarationReader]]


class Declarations:
    """The room of `reach`."""

    def left(self, work: Work, gone: Gone) -> Left | None:
        """What waits for somebody who works here no more, or for a role of which they are the last."""
        found = [*_of(work, gone), *_read_only_by(work, gone)]
        count = len({one.id for one, _ in found})
        if not count:
            return None
        what = "1 melding bij de gedragscode" if count == 1 else f"{count} meldingen bij de gedragscode"
        people = frozenset(everybody(work))
        return Left(what=what, takers=people - {gone.account_id} - _may_not(work, found, people))

    def hand_over(self, work: Work, gone: Gone, to: uuid.UUID | None) -> None:
        """It waits for somebody else from now on, who hears of it."""
        if to is not None:
            give_reader(work, _of(work, gone), to)
            read_along(work, _read_only_by(work, gone), to)

    def waiting(self, work: Work) -> Sequence[Waiting]:
        """What nobody reads; nobody sees their own."""
        found: dict[uuid.UUID, Pairs] = {}
        for one, reader in pending(
            work, nobody_reads(work), Declaration.declarer_id != work.actor.account_id
        ):
            found.setdefault(one.id, []).append((one, reader))
        people = frozenset(everybody(work)) if found else frozenset[uuid.UUID]()
        return [
            Waiting(
                room=ROOM,
                id=declaration_id,
                what="Een melding bij de gedragscode: niemand leest haar",
                since=local_date(pairs[0][0].declared_at),
                takers=people - _may_not(work, pairs, people),
            )
            for declaration_id, pairs in found.items()
        ]

    def take(self, work: Work, what: uuid.UUID, to: uuid.UUID) -> None:
        """Somebody reads it."""
        try:
            assign(work, what, to)
        except NoSuchDeclaration:
            raise NobodyWaits from None
        except DecisionRefused:
            raise CannotTake from None


def _of(work: Work, gone: Gone) -> Pairs:
    """What asks this person by name, when they work here no more or are away; and what asks a role they were the last to hold."""
    found: Pairs = []
    if gone.away or not gone.roles:
        found += pending(work, DeclarationReader.account_id == gone.account_id)
    if gone.away:
        return found
    for role in sorted((gone.had or roles_on(work.session, gone.account_id, work.today)) - gone.roles):
        others = {one.account_id for one in staff_with_role(work, (role,))} - {gone.account_id}
        asked = pending(work, DeclarationReader.account_id.is_(None), DeclarationReader.role == role)
        found += [pair for pair in asked if not others - {pair[0].declarer_id}]
    return found


def _read_only_by(work: Work, gone: Gone) -> Pairs:
    """What was decided and is in no register, when this person goes and is the last who can read it."""
    return [] if gone.away or gone.roles else decided_and_read_only_by(work, gone.account_id)


def _may_not(work: Work, pairs: Pairs, people: frozenset[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Who of these people may not read all of these: whoever declared one, or declared a tie with somebody named in one."""
    return frozenset(one.declarer_id for one, _ in pairs) | tied_to_named(work, pairs, people)
