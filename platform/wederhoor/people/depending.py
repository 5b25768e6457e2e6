"""Who depends on somebody: whom they lead and for whom they stand in, as rooms of `people.reach`. It goes to somebody else when they go."""

import uuid
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import or_, select

from wederhoor.people.away import able_to_stand_in, tell_stand_in
from wederhoor.people.employments import supervisor_of
from wederhoor.people.reach import Gone, Left, NobodyWaits, Waiting
from wederhoor.people.service import everybody, names_of
from wederhoor.people.succeeding import end_with
from wederhoor.people.tables import Employment, StandIn
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.wording import listed
from wederhoor.work import Work

LONGEST_LINE = 20


class _NothingWaits:
    """Nothing of this waits for nobody: who has no supervisor is told of where their declarations are."""

    def waiting(self, work: Work) -> Sequence[Waiting]:
        """Nothing."""
        return []

    def take(self, work: Work, what: uuid.UUID, to: uuid.UUID) -> None:
        """Nothing can be taken."""
        raise NobodyWaits


class Teams(_NothingWaits):
    """The room of whom somebody leads, today or from a day that was noted."""

    def left(self, work: Work, gone: Gone) -> Left | None:
        """Whom they lead, when they work here no more."""
        rows = [] if gone.away or gone.roles else _led(work, gone)
        if not rows:
            return None
        names = names_of(work, list({row.account_id for row in rows}))
        takers = frozenset(everybody(work)) - {gone.account_id, work.actor.account_id}
        return Left(what=f"de leiding aan {listed(sorted(names.values()))}", takers=takers)

    def hand_over(self, work: Work, gone: Gone, to: uuid.UUID | None) -> None:
        """Somebody else leads them from the day after; who would lead themselves by it is led by who led the one who goes."""
        if to is None:
            return
        above, line = supervisor_of(work, gone.account_id), _line_above(work, to)
        for row in _led(work, gone):
            leader = above if row.account_id in line else to
            leader = leader if leader != row.account_id else None
            if row.valid_from >= gone.day:
                row.supervisor_id = leader
            else:
                work.session.add(
                    Employment(
                        account_id=row.account_id,
                        kind=row.kind,
                        team_id=row.team_id,
                        supervisor_id=leader,
                        valid_from=gone.day,
                        valid_until=row.valid_until,
                    )
                )
                row.valid_until = gone.day - timedelta(days=1)
            facts = {"kind": row.kind, "valid_from": gone.day.isoformat()}
            record.append(work, work.tenant_id, [record.Entry(event=Event.EMPLOYMENT_NOTED, facts=facts)])
        work.session.flush()


def _led(work: Work, gone: Gone) -> list[Employment]:
    ends = Employment.valid_until
    query = select(Employment).where(
        Employment.supervisor_id == gone.account_id,
        Employment.account_id != gone.account_id,
        or_(ends.is_(None), (ends >= gone.day) & (ends >= Employment.valid_from)),
    )
    return list(work.session.scalars(query.order_by(Employment.account_id, Employment.id)))


def _line_above(work: Work, account_id: uuid.UUID) -> list[uuid.UUID]:
    """Somebody, and who leads them, and so on."""
    line = [account_id]
    while len(line) < LONGEST_LINE and (above := supervisor_of(work, line[-1])) and above not in line:
        line.append(above)
    return line


class StandIns(_NothingWaits):
    """The room of for whom somebody stands in, now or later; who stood in for them does so no more."""

    def left(self, work: Work, gone: Gone) -> Left | None:
        """For whom they stand in, when they work here no more and somebody else can."""
        rows = [] if gone.away or gone.roles else _stands_in(work, gone)
        takers = _able(work, gone, rows)
        if not takers:
            return None
        names = names_of(work, list({row.account_id for row in rows}))
        theirs = {one for row in rows for one in (row.account_id, row.stand_in_id)}
        return Left(
            what=f"de vervanging van {listed(sorted(names.values()))}",
            takers=takers,
            with_role=frozenset(everybody(work)) - theirs,
        )

    def hand_over(self, work: Work, gone: Gone, to: uuid.UUID | None) -> None:
        """Somebody else stands in for the days that are left; everybody whom it concerns hears of it."""
        if gone.away or gone.roles:
            return
        before = gone.day - timedelta(days=1)
        for row in _stands_in(work, gone):
            until = row.valid_until
            if to is not None and to != row.account_id:
                made = StandIn(
                    account_id=row.account_id,
                    stand_in_id=to,
                    valid_from=max(gone.day, row.valid_from),
                    valid_until=until,
                )
                work.session.add(made)
                work.session.flush()
                facts = {"valid_from": made.valid_from.isoformat()}
                record.append(work, work.tenant_id, [record.Entry(event=Event.STAND_IN_NAMED, facts=facts)])
                tell_stand_in(work, made, "named")
            _end(work, row, gone)
            if to is None:
                tell_stand_in(work, row, "ended")
        theirs = select(StandIn).where(
            StandIn.account_id == gone.account_id,
            or_(StandIn.valid_until.is_(None), StandIn.valid_until > before),
        )
        for row in work.session.scalars(theirs):
            _end(work, row, gone)


def _end(work: Work, row: StandIn, gone: Gone) -> None:
    end_with(work, row)
    row.valid_until = gone.day - timedelta(days=1)
    facts = {"valid_from": row.valid_from.isoformat(), "valid_until": row.valid_until.isoformat()}
    record.append(work, work.tenant_id, [record.Entry(event=Event.STAND_IN_ENDED, facts=facts)])


def _stands_in(work: Work, gone: Gone) -> list[StandIn]:
    ends = StandIn.valid_until
    query = select(StandIn).where(
        StandIn.stand_in_id == gone.account_id,
        or_(ends.is_(None), (ends >= gone.day) & (ends >= StandIn.valid_from)),
    )
    return list(work.session.scalars(query.order_by(StandIn.valid_from, StandIn.id)))


def _able(work: Work, gone: Gone, rows: Sequence[StandIn]) -> frozenset[uuid.UUID]:
    """Who can stand in for each of these, in the days that are left."""
    sets = [
        frozenset(able_to_stand_in(work, row.account_id, max(gone.day, row.valid_from), row.valid_until))
        for row in rows
    ]
    return frozenset.intersection(*sets) - {gone.account_id, work.actor.account_id} if sets else frozenset()
