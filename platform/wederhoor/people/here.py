"""Who works here on a day: one question, one answer; and what somebody may here, in one look.

Somebody works here who is employed on that day, or holds a role. The role of employee says no more than employment does: once
it was noted how somebody works here, only that counts. It is asked as a condition of a statement (`holds`, `employed`,
`works_here`), of one account (`roles_here`), and of an account wherever it works (`works_somewhere`).
"""

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Row,
    Select,
    and_,
    bindparam,
    exists,
    literal,
    or_,
    select,
)
from sqlalchemy.types import Uuid

from wederhoor.people import reach
from wederhoor.people.tables import AccountTenant, Employment, RoleGrant
from wederhoor.rules.roles import Role
from wederhoor.settings.service import UnknownTenant, platform_session, tenant_session
from wederhoor.tenancy.locks import TenantSession, end_work, read_rows
from wederhoor.tenancy.tables import Tenant
from wederhoor.work import Installation, Work, local_date

_GRANTS, _TENANTS, _WORK = RoleGrant.__table__, Tenant.__table__, Employment.__table__
_EVER, _NOW, _HELD = (
    _WORK.alias("noted"),
    _WORK.alias("works"),
    _GRANTS.alias("held"),
)  # made once: that is not cheap
Asked = Any
"""A column, a value, or a parameter that gets one later."""
_TENANT: Asked = bindparam("tenant")
_DAY: Asked = bindparam("day")


class Here(NamedTuple):
    """The plugin of an organisation with the version of its settings, and the roles somebody holds there."""

    plugin: str
    version: int
    roles: frozenset[str]


def _valid(table: FromClause, day: Asked) -> ColumnElement[bool]:
    until = table.c.valid_until
    return and_(table.c.valid_from <= day, or_(until.is_(None), until >= day))


def employed(
    account: Asked, tenant: Asked = _TENANT, day: Asked = _DAY, *, ever: bool = False
) -> ColumnElement[bool]:
    """Whether an account is employed at the `tenant` on a `day`; `ever`: on that day or before."""
    noted = _EVER if ever else _NOW
    until = noted.c.valid_until
    began = and_(noted.c.valid_from <= day, or_(until.is_(None), until >= noted.c.valid_from))
    return exists(
        select(literal(1)).where(
            noted.c.tenant_id == tenant, noted.c.account_id == account, began if ever else _valid(noted, day)
        )
    )


def holds(
    account: Asked, tenant: Asked = _TENANT, day: Asked = _DAY, grants: FromClause = _GRANTS
) -> ColumnElement[bool]:
    """Whether a row grants a role to an account at the `tenant`, on a `day`; as employee only while employed, where that was noted."""
    held = grants.c.account_id
    return and_(
        grants.c.tenant_id == tenant,
        held == account,
        _valid(grants, day),
        or_(
            grants.c.role != Role.EMPLOYEE.value,
            ~employed(held, tenant, day, ever=True),
            employed(held, tenant, day),
        ),
    )


def works_here(work: Work, account: Asked, *, day: date | None = None) -> ColumnElement[bool]:
    """Whether an account works at the organisation of this work, today or on a day."""
    return _works(account, work.tenant_id, day or work.today)


@lru_cache(maxsize=512)
def _works(account: Asked, tenant: uuid.UUID, day: date) -> ColumnElement[bool]:
    held = exists(select(literal(1)).where(holds(account, tenant, day, _HELD)))
    return or_(employed(account, tenant, day), held)


def here_of(account: ColumnElement[uuid.UUID], source: FromClause, *more: ColumnElement[Any]) -> Select[Any]:
    """A row for each role an account holds at the `tenant` on a `day`, or one without a role, with `more` of the source."""
    with_tenant = source.join(_TENANTS, _TENANTS.c.id == _TENANT)
    with_roles = with_tenant.join(_GRANTS, holds(account), isouter=True)
    return select(*_HERE_COLUMNS, employed(account).label("employed"), *more).select_from(with_roles)


_HERE_COLUMNS = (_TENANTS.c.plugin, _TENANTS.c.version, _GRANTS.c.role)
_ACCOUNT: ColumnElement[uuid.UUID] = bindparam("account", type_=Uuid)
_HERE = (
    select(*_HERE_COLUMNS, employed(_ACCOUNT).label("employed"))
    .join_from(_TENANTS, _GRANTS, holds(_ACCOUNT), isouter=True)
    .where(_TENANTS.c.id == _TENANT)
)


def here_in(rows: Sequence[Row[Any]]) -> Here:
    """What the rows of `here_of` say; whoever is employed is an employee, with or without that role."""
    roles = {row.role for row in rows if row.role is not None}
    if rows[0].employed:
        roles.add(Role.EMPLOYEE.value)
    return Here(rows[0].plugin, rows[0].version, frozenset(roles))


def roles_here(session: TenantSession, account_id: uuid.UUID, on: date) -> Here:
    """The plugin of the session's organisation, and the roles an account holds there. Raises UnknownTenant."""
    rows = read_rows(session, _HERE, account=account_id, day=on)
    if not rows:
        raise UnknownTenant(str(session.tenant_id))
    return here_in(rows)


def works_somewhere(installation: Installation, account_id: uuid.UUID, now: datetime) -> list[uuid.UUID]:
    """The organisations where an account works today, or still keeps what nobody else can open; none: it has no business here."""
    query = select(AccountTenant.tenant_id).where(AccountTenant.account_id == account_id)
    with platform_session(installation, write=False) as platform:
        tenants = list(platform.scalars(query.order_by(AccountTenant.tenant_id)))
    found = []
    for tenant_id in tenants:
        with tenant_session(installation, tenant_id, write=False) as session:
            on = local_date(now)
            if roles_here(session, account_id, on).roles or reach.keeps(session, account_id, on):
                found.append(tenant_id)
            end_work(session)
    return found
