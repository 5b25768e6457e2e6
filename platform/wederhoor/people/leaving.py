"""Somebody's work here ends, or a role is taken back: by HR, from a day on, with a reason on the record of the organisation.

Nothing is erased: what was, stays as it was until its last day. Nobody does this for themselves, and it is refused where nobody
would be left who handles complaints: what comes in the day after must reach somebody (no source says so).
"""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import or_, select

from wederhoor.notices.colleagues import to_colleague
from wederhoor.notices.service import announce
from wederhoor.people import reach
from wederhoor.people.employments import KIND_LABELS, lock_person
from wederhoor.people.reach import Gone, Left
from wederhoor.people.service import (
    GRANTED,
    people_by_id,
    roles_on,
    staff_with_role,
)
from wederhoor.people.succeeding import APART, CHANGED, GIVEN_ON, give_roles
from wederhoor.people.tables import Employment, RoleGrant
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.roles import HANDLERS, Role, called_at
from wederhoor.work import Work


class EndsAlready(Exception):
    """Nothing of what was chosen lasts longer than this day: a colleague was first, or it had an end."""


class NotBegun(Exception):
    """The last day lies before the first one of what was chosen: `since`."""

    def __init__(self, since: date) -> None:
        self.since = since


class NobodyHandles(Exception):
    """From `day` on nobody would handle complaints."""

    def __init__(self, day: date) -> None:
        self.day = day


class NobodyReceives(Exception):
    """Nobody would hold a role behind the wall any more: `role`. Whether there is anything behind it makes no difference."""

    def __init__(self, role: str) -> None:
        self.role = role


class NotYours(Exception):
    """Nobody ends their own work or role."""


@dataclass(frozen=True, kw_only=True)
class Held:
    """A role or the work somebody has here, now or later, until and including a day, if any."""

    id: uuid.UUID
    label: str
    since: date
    until: date | None


def held(work: Work, account_id: uuid.UUID) -> list[Held]:
    """What somebody is here today or will be: their work first, then each role."""
    return [
        Held(id=row.id, label=_label(work, row), since=row.valid_from, until=row.valid_until)
        for row in _lasting(work, account_id)
    ]


def would_leave(work: Work, account_id: uuid.UUID) -> dict[str, Left]:
    """What every room would leave if all of somebody's work and roles ended today."""
    had = roles_on(work.session, account_id, work.today)
    return reach.would_leave(work, Gone(account_id=account_id, day=work.today + timedelta(days=1), had=had))


@dataclass(frozen=True, kw_only=True)
class RoleHeld:
    """A role somebody has, who else has it, whether it opens what only its holder can open, and whether it can be given on here."""

    role: str
    label: str
    others: tuple[str, ...]
    apart: bool
    given_on: bool = True


def roles_held(work: Work, account_id: uuid.UUID) -> list[RoleHeld]:
    """The roles and seats somebody has today, each with whoever else has it."""
    roles = sorted(roles_on(work.session, account_id, work.today) - {Role.EMPLOYEE})
    return [
        RoleHeld(
            role=role,
            label=called_at(work.organisation.roles, role),
            others=tuple(one.name for one in staff_with_role(work, [role]) if one.account_id != account_id),
            apart=role in APART,
            given_on=role in GIVEN_ON,
        )
        for role in roles
        if role in GRANTED  # an own role goes with the one it is like
    ]


def _label(work: Work, row: Employment | RoleGrant) -> str:
    return (
        KIND_LABELS[row.kind]
        if isinstance(row, Employment)
        else f"de rol {called_at(work.organisation.roles, row.role)}"
    )


def _lasting(work: Work, account_id: uuid.UUID) -> list[Employment | RoleGrant]:
    """What lasts today or later: employments, then roles."""
    found: list[Employment | RoleGrant] = []
    for table in (Employment, RoleGrant):
        ends = table.valid_until
        lasts = or_(ends.is_(None), (ends >= work.today) & (ends >= table.valid_from))
        query = select(table).where(table.account_id == account_id, lasts)
        found += work.session.scalars(query.order_by(table.valid_from, table.id))
    return found


def end(
    work: Work,
    account_id: uuid.UUID,
    chosen: Collection[uuid.UUID],
    *,
    last_day: date,
    reason: str,
    to: Mapping[str, uuid.UUID] | None = None,
    roles: Mapping[str, uuid.UUID] | None = None,
) -> None:
    """End work and roles; `last_day` is the last on which they count. What would be left goes `to` somebody, by room, at once.

    `roles` are given to somebody first, so that they can take it. Raises NotYours, NotBegun, EndsAlready, NobodyHandles,
    NobodyReceives, succeeding.MayNotHold, reach.WouldBeLeft, reach.CannotTake.
    """
    if account_id == work.actor.account_id:
        raise NotYours
    lock_person(work, account_id)
    had = roles_on(work.session, account_id, work.today)
    ending = [
        row
        for row in _lasting(work, account_id)
        if row.id in chosen and (row.valid_until is None or row.valid_until > last_day)
    ]
    if not ending or {row.id for row in ending} != set(chosen):
        raise EndsAlready
    for row in ending:
        if last_day < row.valid_from - timedelta(days=1):
            raise NotBegun(row.valid_from)
        row.valid_until = last_day
    work.session.flush()
    ended = {row.role for row in ending if isinstance(row, RoleGrant)}
    give_roles(
        work, {role: who for role, who in (roles or {}).items() if role in ended and who != account_id}
    )
    if any(isinstance(row, RoleGrant) and row.role in HANDLERS for row in ending):
        _check_handlers(work, max(last_day + timedelta(days=1), work.today))
    after = max(last_day + timedelta(days=1), work.today)
    for row in ending:
        if isinstance(row, RoleGrant) and row.role in APART:
            _check_apart(work, row, after)
    left = roles_on(work.session, account_id, after)
    reach.let_go(work, Gone(account_id=account_id, day=after, roles=left, had=had), to or {})
    key_id = work.vault.new_key()
    details = {"reason": reason, "account": str(account_id)}
    record.append(work, work.tenant_id, [_entry(work, row, last_day, details, key_id) for row in ending])
    for row in ending:
        if isinstance(row, RoleGrant) and row.role in APART:
            _tell_apart(work, row)


def _tell_apart(work: Work, row: RoleGrant) -> None:
    """Nobody who receives reports or talks goes without them and their colleagues hearing of it."""
    name = work.organisation.profile.name
    people = {one.account_id: one for one in staff_with_role(work, [row.role])}
    people |= {one.account_id: one for one in people_by_id(work, [row.account_id], left_too=True)}
    people.pop(work.actor.account_id, None)  # type: ignore[arg-type]
    told = [
        to_colleague(who, one.email, CHANGED.format(name=name), letter="role_ended", occasion=str(row.id))
        for who, one in people.items()
    ]
    announce(work, row.id, work.vault.new_key(), told)


def _entry(
    work: Work, row: Employment | RoleGrant, last_day: date, details: dict[str, str], key_id: uuid.UUID
) -> record.Entry:
    facts = {"valid_until": last_day.isoformat()}
    if isinstance(row, Employment):
        return record.Entry(
            event=Event.EMPLOYMENT_ENDED,
            facts=facts | {"kind": KIND_LABELS[row.kind]},
            details=details,
            key_id=key_id,
        )
    return record.Entry(
        event=Event.ROLE_ENDED,
        facts=facts | {"role": called_at(work.organisation.roles, row.role)},
        details=details,
        key_id=key_id,
    )


def _check_apart(work: Work, row: RoleGrant, day: date) -> None:
    """Somebody receives reports, or talks, on this day and on every day after it. Raises NobodyReceives."""
    if _first_without(work, [row.role], day) is not None:
        raise NobodyReceives(row.role)


def _check_handlers(work: Work, day: date) -> None:
    """Somebody handles complaints on this day and on every day after it. Raises NobodyHandles."""
    gap = _first_without(work, HANDLERS, day)
    if gap is not None:
        raise NobodyHandles(gap)


def _first_without(work: Work, roles: Collection[str], day: date) -> date | None:
    """The first day from this one on which nobody holds one of these roles; None when somebody always does.

    Whoever ends another of these roles at the same moment waits.
    """
    query = (
        select(RoleGrant)
        .where(RoleGrant.role.in_(roles))
        .where(or_(RoleGrant.valid_until.is_(None), RoleGrant.valid_until >= day))
        .order_by(RoleGrant.valid_from, RoleGrant.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    for grant in work.session.scalars(query):
        if grant.valid_from > day:
            break
        if grant.valid_until is None:
            return None
        day = max(day, grant.valid_until + timedelta(days=1))
    return day
