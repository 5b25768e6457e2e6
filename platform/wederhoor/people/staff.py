"""A unit of work for whoever is signed in, with the roles they hold today."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from flask import abort, g
from flask_login import current_user

from wederhoor.people.service import roles_on
from wederhoor.web.runtime import work_here
from wederhoor.work import Actor, ActorKind, Work


@contextmanager
def staff_work(*, write: bool = False) -> Iterator[Work]:
    """A unit of work of whoever is signed in; 404 without a role that the view's permission names."""
    actor = Actor(kind=ActorKind.STAFF, account_id=current_user.account_id)
    with work_here(write=write, actor=actor) as work:
        roles = roles_on(work.session, current_user.account_id, work.today)
        if not roles & g.permission.roles:
            abort(404)
        g.roles = roles
        yield replace(work, actor=replace(actor, roles=roles))
