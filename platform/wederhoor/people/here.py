"""What somebody may at an organisation, with what a unit of work needs of that organisation: one look."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, FromClause, Row, Select, and_, bindparam, or_, select
from sqlalchemy.types import Uuid

from wederhoor.people.tables import RoleGrant
from wederhoor.settings.service import UnknownTenant
from wederhoor.tenancy.locks import TenantSession, read_rows
from wederhoor.tenancy.tables import Tenant

_GRANTS, _TENANTS = RoleGrant.__table__, Tenant.__table__


class Here(NamedTuple):
    """The plugin of an organisation with the version of its settings, and the roles somebody holds there."""

    plugin: str
    version: int
    roles: frozenset[str]


def holds(account: ColumnElement[uuid.UUID]) -> ColumnElement[bool]:
    """Whether a row grants a role to an account at the `tenant`, on a `day`."""
    return and_(
        _GRANTS.c.tenant_id == bindparam("tenant"),
        _GRANTS.c.account_id == account,
        _GRANTS.c.valid_from <= bindparam("day"),
        or_(_GRANTS.c.valid_until.is_(None), _GRANTS.c.valid_until >= bindparam("day")),
    )


def here_of(account: ColumnElement[uuid.UUID], source: FromClause, *more: ColumnElement[Any]) -> Select[Any]:
    """A row for each role an account holds at the `tenant` on a `day`, or one without a role, with `more` of the source."""
    with_tenant = source.join(_TENANTS, _TENANTS.c.id == bindparam("tenant"))
    with_roles = with_tenant.join(_GRANTS, holds(account), isouter=True)
    return select(_TENANTS.c.plugin, _TENANTS.c.version, _GRANTS.c.role, *more).select_from(with_roles)


_HERE = (
    select(_TENANTS.c.plugin, _TENANTS.c.version, _GRANTS.c.role)
    .join_from(_TENANTS, _GRANTS, holds(bindparam("account", type_=Uuid)), isouter=True)
    .where(_TENANTS.c.id == bindparam("tenant"))
)


def here_in(rows: Sequence[Row[Any]]) -> Here:
    """What the rows of `here_of` say."""
    roles = frozenset(row.role for row in rows if row.role is not None)
    return Here(rows[0].plugin, rows[0].version, roles)


def roles_here(session: TenantSession, account_id: uuid.UUID, on: date) -> Here:
    """The plugin of the session's organisation, and the roles an account holds there. Raises UnknownTenant."""
    rows = read_rows(session, _HERE, account=account_id, day=on)
    if not rows:
        raise UnknownTenant(str(session.tenant_id))
    return here_in(rows)
