"""A unit of work for whoever is signed in, with the roles they hold today."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import abort, g
from flask_login import current_user

from wederhoor.people.service import roles_here
from wederhoor.tenancy.locks import TenantSession, end_work
from wederhoor.web.runtime import TenantRef, installation
from wederhoor.work import Actor, ActorKind, Work, local_date, utc_now


@contextmanager
def staff_work(*, write: bool = False) -> Iterator[Work]:
    """A unit of work of whoever is signed in; 404 without a role that the view's permission names."""
    tenant: TenantRef = g.tenant
    now, place = utc_now(), installation()
    vault, today = place.vault.of(tenant.id), local_date(now)
    with TenantSession(place.engine, tenant.id, write=write, vault=vault) as session:
        organisation, roles = roles_here(session, current_user.account_id, today)
        if not roles & g.permission.roles:
            abort(404)
        g.organisation, g.roles = organisation, roles
        actor = Actor(kind=ActorKind.STAFF, account_id=current_user.account_id, roles=roles)
        yield Work(
            session=session,
            tenant_id=tenant.id,
            organisation=organisation,
            vault=vault,
            actor=actor,
            now=now,
        )
        end_work(session)
