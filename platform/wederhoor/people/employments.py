"""Who works where, in which team, under whom, and who stands in for whom: the only place that knows who leads whom."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, or_, select

from wederhoor.people.here import holds, works_here
from wederhoor.people.tables import AccountTenant, Employment, RoleGrant, StandIn, Team, valid_on
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.gifts import Recipient
from wederhoor.rules.roles import Role
from wederhoor.work import Work

KINDS = tuple(kind.value for kind in Recipient if kind is not Recipient.TEAM)
KIND_LABELS = {
    "employee": "medewerker",
    "volunteer": "vrijwilliger",
    "intern": "stagiair",
    "hired": "ingehuurd",
    "board_member": "bestuurder",
}


class NotOneself(Exception):
    """Nobody leads themselves, and nobody stands in for themselves."""


class StandsInAlready(Exception):
    """The same person was named for these days before."""


class NoSuchStandIn(Exception):
    """Nobody was named like that, or it is over."""


@dataclass(frozen=True, kw_only=True)
class Worker:
    """Somebody who works here today: `kind` is one of `KINDS`; team and supervisor only where they have one."""

    account_id: uuid.UUID
    kind: str
    team_id: uuid.UUID | None
    team: str | None
    supervisor_id: uuid.UUID | None


def add_team(work: Work, name: str) -> Team:
    """The team with this name; made when there is none."""
    found = work.session.scalars(select(Team).where(Team.name == name)).first()
    if found is None:
        found = Team(name=name)
        work.session.add(found)
        work.session.flush()
    return found


def employ(
    work: Work,
    account_id: uuid.UUID,
    *,
    kind: str = "employee",
    team: str | None = None,
    supervisor_id: uuid.UUID | None = None,
    valid_from: date,
) -> Employment:
    """Note in what capacity, team and under whom somebody works from a day on; what was noted before ends the day before.

    Raises NotOneself, ValueError for an unknown kind.
    """
    if kind not in KINDS:
        raise ValueError(f"unknown kind {kind}")
    if supervisor_id == account_id:
        raise NotOneself
    for earlier in work.session.scalars(select(Employment).where(Employment.account_id == account_id)):
        if earlier.valid_until is None or earlier.valid_until >= valid_from:
            earlier.valid_until = date.fromordinal(valid_from.toordinal() - 1)
    made = Employment(
        account_id=account_id,
        kind=kind,
        team_id=add_team(work, team).id if team else None,
        supervisor_id=supervisor_id,
        valid_from=valid_from,
    )
    work.session.add(made)
    if work.session.get(AccountTenant, (account_id, work.tenant_id)) is None:
        work.session.add(AccountTenant(account_id=account_id, tenant_id=work.tenant_id))
    facts = {"kind": kind, "valid_from": valid_from.isoformat()}
    record.append(work, work.tenant_id, [record.Entry(event=Event.EMPLOYMENT_NOTED, facts=facts)])
    return made


def name_stand_in(
    work: Work,
    account_id: uuid.UUID,
    stand_in_id: uuid.UUID,
    *,
    valid_from: date,
    valid_until: date | None = None,
) -> StandIn:
    """Say who does somebody's work from a day until and including a day. Raises NotOneself, StandsInAlready."""
    if account_id == stand_in_id:
        raise NotOneself
    lock_person(work, account_id)
    named = select(StandIn.id).where(
        StandIn.account_id == account_id,
        StandIn.stand_in_id == stand_in_id,
        StandIn.valid_from <= (valid_until or date.max),
        *_not_over(valid_from),
    )
    if work.session.scalars(named).first() is not None:
        raise StandsInAlready
    made = StandIn(
        account_id=account_id, stand_in_id=stand_in_id, valid_from=valid_from, valid_until=valid_until
    )
    work.session.add(made)
    facts = {"valid_from": valid_from.isoformat()}
    record.append(work, work.tenant_id, [record.Entry(event=Event.STAND_IN_NAMED, facts=facts)])
    return made


def end_stand_in(work: Work, stand_in_id: uuid.UUID, *, of: uuid.UUID | None = None) -> StandIn:
    """From now on somebody does another's work no more; `of`: only when that is this person. Raises NoSuchStandIn.

    Yesterday becomes the last day, so what began today counts no longer either; the record keeps when it did.
    """
    query = select(StandIn).where(StandIn.id == stand_in_id, *_not_over(work.today)).with_for_update()
    found = work.session.scalars(query).first()
    if found is None or (of is not None and found.account_id != of):
        raise NoSuchStandIn
    found.valid_until = work.today - timedelta(days=1)
    facts = {"valid_from": found.valid_from.isoformat(), "valid_until": found.valid_until.isoformat()}
    record.append(work, work.tenant_id, [record.Entry(event=Event.STAND_IN_ENDED, facts=facts)])
    return found


def stand_ins_named(work: Work, *, of: Sequence[uuid.UUID] | None = None) -> list[StandIn]:
    """Who stands in for whom today or later, in the order of the days; only for these people when told."""
    query = select(StandIn).where(
        *_not_over(work.today), or_(StandIn.valid_until.is_(None), StandIn.valid_until >= StandIn.valid_from)
    )
    if of is not None:
        query = query.where(StandIn.account_id.in_(of))
    return list(work.session.scalars(query.order_by(StandIn.valid_from, StandIn.id)))


def _not_over(day: date) -> tuple[ColumnElement[bool], ...]:
    return (or_(StandIn.valid_until.is_(None), StandIn.valid_until >= day),)


def lock_person(work: Work, account_id: uuid.UUID) -> None:
    """Whoever changes where this person works or who stands in waits for whoever does the same."""
    query = select(AccountTenant).where(
        AccountTenant.account_id == account_id, AccountTenant.tenant_id == work.tenant_id
    )
    work.session.scalars(query.with_for_update()).first()


def workers(
    work: Work, *, led_by: uuid.UUID | None = None, only: Sequence[uuid.UUID] | None = None
) -> list[Worker]:
    """Everybody who works here today, by account id; only whom somebody leads, or only these accounts."""
    query = (
        select(Employment, Team.name)
        .outerjoin(Team, (Team.tenant_id == Employment.tenant_id) & (Team.id == Employment.team_id))
        .where(*valid_on(Employment, work.today))
        .order_by(Employment.account_id, Employment.id)
    )
    if led_by is not None:
        query = query.where(Employment.supervisor_id == led_by)
    if only is not None:
        query = query.where(Employment.account_id.in_(only))
    return [
        Worker(
            account_id=row.Employment.account_id,
            kind=row.Employment.kind,
            team_id=row.Employment.team_id,
            team=row.name,
            supervisor_id=row.Employment.supervisor_id,
        )
        for row in work.session.execute(query)
    ]


def accounts_without(work: Work, had: Select[uuid.UUID], *, limit: int) -> list[uuid.UUID]:
    """Accounts of who works here today, by employment or by role, and is not in `had`; by id, at most `limit`."""
    employed = select(Employment.account_id).where(*valid_on(Employment, work.today))
    held = holds(RoleGrant.account_id, work.tenant_id, work.today)
    hired = select(RoleGrant.account_id).where(RoleGrant.role == Role.EMPLOYEE, held)
    found: set[uuid.UUID] = set()
    for query, account in ((employed, Employment.account_id), (hired, RoleGrant.account_id)):
        found |= set(work.session.scalars(query.where(account.not_in(had)).order_by(account).limit(limit)))
    return sorted(found)[:limit]


def worker_on(work: Work, account_id: uuid.UUID) -> Worker | None:
    """How somebody works here today; None when that was never noted."""
    found = workers(work, only=[account_id])
    return found[0] if found else None


def supervisor_of(work: Work, account_id: uuid.UUID) -> uuid.UUID | None:
    """The account that leads somebody today; None when nobody does, nobody noted it, or who did has left."""
    query = select(Employment.supervisor_id).where(
        Employment.account_id == account_id,
        *valid_on(Employment, work.today),
        works_here(work, Employment.supervisor_id),
    )
    return work.session.scalars(query.order_by(Employment.id)).first()


def led_by(work: Work, account_id: uuid.UUID) -> list[Worker]:
    """Whom somebody leads today."""
    return workers(work, led_by=account_id)


def stand_ins_for(work: Work, account_id: uuid.UUID) -> list[uuid.UUID]:
    """Who does this person's work today, in the order they were named."""
    query = select(StandIn.stand_in_id).where(
        StandIn.account_id == account_id,
        *valid_on(StandIn, work.today),
        works_here(work, StandIn.stand_in_id),
    )
    return list(dict.fromkeys(work.session.scalars(query.order_by(StandIn.id))))


def stands_in_for(work: Work, account_id: uuid.UUID) -> list[uuid.UUID]:
    """Whose work this person does today, besides their own."""
    query = select(StandIn.account_id).where(
        StandIn.stand_in_id == account_id, *valid_on(StandIn, work.today)
    )
    return list(dict.fromkeys(work.session.scalars(query.order_by(StandIn.id))))


def own_desk(work: Work) -> list[uuid.UUID]:
    """Whose work the actor does today: their own and that of whom they stand in for. Nobody's when nobody acts."""
    me = work.actor.account_id
    return [me, *stands_in_for(work, me)] if me else []
