"""A unit of work for whoever is signed in, with the roles they hold today."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, NamedTuple, TypeVar

from flask import Flask, abort, current_app, g, request
from flask_login import current_user

from wederhoor.people import reach
from wederhoor.people.here import Here, roles_here
from wederhoor.people.sessions import OpenSession, account_here, account_of_session
from wederhoor.rules.roles import HANDLERS
from wederhoor.settings.service import Entered, begin_work, tenant_session
from wederhoor.tenancy.locks import TenantSession
from wederhoor.web.runtime import TenantRef, answering, asked_once, installation, only_looks
from wederhoor.work import Actor, ActorKind, Work, local_date, utc_now

HANDLING = frozenset(HANDLERS)
"""What being given one dossier opens of it."""
MATTER = "dossier_id"
"""How the address of a page calls the one matter it is about."""
View = TypeVar("View", bound=Callable[..., Any])


class _Begun(NamedTuple):
    """A transaction that told who is signed in, for the page to go on with."""

    session: TenantSession
    here: Here


def one_look(view: View) -> View:
    """Mark a page of staff that is asked for often and only reads: who it is is looked up in its own transaction."""
    view._one_look = True  # type: ignore[attr-defined]
    return view


def who_is(token: str, now: datetime) -> OpenSession | None:
    """Whose session this is; None when it ended, expired or idled out.

    A page of `one_look` goes on in the transaction that tells this: `staff_work` finds it there, with the roles of who asks.
    """
    if not getattr(current_app.view_functions.get(request.endpoint or ""), "_one_look", False):
        here = installation()
        return account_of_session(here.engine, here.vault, token, now)
    tenant: TenantRef = g.tenant
    session = tenant_session(installation(), tenant.id, write=False)
    found = None
    try:
        found = account_here(session, installation().vault, token, now)
    finally:
        if found is None:
            session.close()
        else:
            g.reading = _Begun(session, found[1])
    return found[0] if found else None


@contextmanager
def staff_work(*, write: bool = False) -> Iterator[Work]:
    """A unit of work of whoever is signed in; 404 without a role that the view's permission names."""
    tenant: TenantRef = g.tenant
    now = utc_now()
    begun: _Begun | None = None if write else g.pop("reading", None)

    held, more = frozenset[str](), frozenset[str]()

    def enter(session: TenantSession) -> Entered:
        nonlocal held, more
        here = begun.here if begun else roles_here(session, current_user.account_id, local_date(now))
        held, more = here.roles, _more(session, here.roles, local_date(now))
        if not (held | more) & g.permission.roles:
            abort(404)
        actor = Actor(
            kind=ActorKind.STAFF,
            account_id=current_user.account_id,
            roles=held | more,
            only_given=bool(more),
        )
        return Entered(here.plugin, here.version, actor)

    with begin_work(
        installation(),
        tenant.id,
        write=write,
        actor=enter,
        now=now,
        no_rules=only_looks(),
        begun=begun.session if begun else None,
    ) as work:
        g.organisation, g.read_only, g.roles = work.organisation, work.read_only, held
        g.why_read_only = work.why_read_only
        g.kept = more - HANDLING
        g.given = bool(more & HANDLING) or (
            bool(held & reach.takers(work))
            and not held & HANDLING
            and reach.was_given(work.session, current_user.account_id)
        )
        with answering(work.session), asked_once(work, write=write) as asked:
            g.work = asked
            try:
                yield asked
            finally:
                g.work = None


def _more(session: TenantSession, roles: frozenset[str], on: date) -> frozenset[str]:
    """What the page lets in besides the roles somebody holds: what was given to them, or what nobody else can open.

    A page of one matter asks for that matter; only a page that says so (`given`) opens for any.
    """
    permission, account_id = g.permission, current_user.account_id
    matter = (request.view_args or {}).get(MATTER)
    if permission.roles & HANDLING and not roles & HANDLING and (matter or permission.given):
        needed = matter or not roles & permission.roles
        return HANDLING if needed and reach.was_given(session, account_id, matter) else frozenset()
    if roles & permission.roles or permission.given:
        return frozenset()
    kept = reach.keeps(session, account_id, on)
    return kept if permission.roles <= kept else frozenset()


def register(app: Flask) -> None:
    """End what was begun for a page that did not come to its work, such as one that asks for a second step."""

    @app.teardown_request
    def _end_begun(_error: BaseException | None) -> None:
        begun: _Begun | None = g.pop("reading", None)
        if begun is not None:
            begun.session.close()
