"""A unit of work for whoever is signed in, with the roles they hold today."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import abort, g
from flask_login import current_user

from wederhoor.people.service import roles_here
from wederhoor.settings.service import Entered, begin_work
from wederhoor.tenancy.locks import TenantSession
from wederhoor.web.runtime import TenantRef, installation, only_looks
from wederhoor.work import Actor, ActorKind, Work, local_date, utc_now


@contextmanager
def staff_work(*, write: bool = False) -> Iterator[Work]:
    """A unit of work of whoever is signed in; 404 without a role that the view's permission names."""
    tenant: TenantRef = g.tenant
    now = utc_now()

    def enter(session: TenantSession) -> Entered:
        here = roles_here(session, current_user.account_id, local_date(now))
        if not here.roles & g.permission.roles:
            abort(404)
        actor = Actor(kind=ActorKind.STAFF, account_id=current_user.account_id, roles=here.roles)
        return Entered(here.plugin, here.version, actor)

    with begin_work(
        installation(), tenant.id, write=write, actor=enter, now=now, no_rules=only_looks()
    ) as work:
        g.organisation, g.read_only, g.roles = work.organisation, work.read_only, work.actor.roles
        yield work
