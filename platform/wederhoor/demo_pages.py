"""The demo's own pages: be anyone, read all mail. They exist only for the embedded demo, on this machine."""

import uuid

from flask import Blueprint, abort, redirect, request
from sqlalchemy import select
from werkzeug.wrappers import Response

from wederhoor.notices import words
from wederhoor.notices.tables import OutboxRow
from wederhoor.people import service as people
from wederhoor.people import sessions
from wederhoor.people.pages import home_of, start_session
from wederhoor.people.service import staff_with_role
from wederhoor.people.tables import Account, AccountTenant, RoleGrant
from wederhoor.rules.names import in_order
from wederhoor.rules.roles import CONTACT_ROLES, called_at
from wederhoor.settings.service import begin_work
from wederhoor.tenancy.tables import Tenant
from wederhoor.web.permissions import demo_only
from wederhoor.web.runtime import installation, no_tenant, page, public_origin
from wederhoor.work import SYSTEM, utc_now

bp = Blueprint("demo", __name__, url_prefix="/demo")
MESSAGES = 100


@bp.get("")
@demo_only
def choose() -> Response:
    """Who do you want to be?"""
    people_shown = []
    for tenant_id, _, name in _tenants():
        with begin_work(installation(), tenant_id, write=False, actor=SYSTEM, now=utc_now()) as work:
            roles: dict[uuid.UUID, list[str]] = {}
            for row in work.session.execute(select(RoleGrant.account_id, RoleGrant.role)):
                roles.setdefault(row.account_id, []).append(called_at(work.organisation.roles, row.role))
            for person in staff_with_role(work, (*people.ROLES, *CONTACT_ROLES)):
                people_shown.append(
                    {
                        "account_id": person.account_id,
                        "name": person.name,
                        "organisation": name,
                        "roles": roles.get(person.account_id, []),
                    }
                )
    return page("platform/demo.html", people=people_shown)


@bp.post("")
@demo_only
def become() -> Response:
    """Sign in as someone from the demo world."""
    try:
        account_id = uuid.UUID(request.form.get("account_id", ""))
    except ValueError:
        abort(404)
    with no_tenant(write=True) as session:
        account = session.get(Account, account_id)
        if account is None:
            abort(404)
        query = (
            select(Tenant)
            .join(AccountTenant, AccountTenant.tenant_id == Tenant.id)
            .where(AccountTenant.account_id == account_id)
        )
        tenants = session.scalars(query).all()
        if not all(tenant.demo for tenant in tenants):
            abort(404)  # somebody who works with real data signs in for real
        token = sessions.open_session(session, account, remember=False, now=utc_now())
    start_session(account_id, token, remember=False)
    return redirect(home_of(account_id), 303)


@bp.get("/postvak")
@demo_only
def mailbox() -> Response:
    """Every mail that would have left."""
    messages = []
    for tenant_id, slug, name in _tenants():
        site = f"{public_origin()}/{slug}"
        with begin_work(installation(), tenant_id, write=False, actor=SYSTEM, now=utc_now()) as work:
            query = (
                select(OutboxRow)
                .where(OutboxRow.state == "kept")
                .order_by(OutboxRow.done_at.desc())
                .limit(MESSAGES)
            )
            for row in work.session.scalars(query):
                content = row.content
                messages.append(
                    {
                        "at": row.done_at,
                        "to": row.recipient,
                        "subject": words.SUBJECT,
                        "body": words.plain(
                            content["text"], words.address_of(site, content.get("door", words.CODE_DOOR))
                        ),
                        "organisation": name,
                    }
                )
    messages.sort(key=lambda message: message["at"], reverse=True)
    return page("platform/mailbox.html", messages=messages[:MESSAGES])


def _tenants() -> list[tuple[uuid.UUID, str, str]]:
    with no_tenant() as session:
        found = [(row.id, row.slug, row.name) for row in session.scalars(select(Tenant).where(Tenant.demo))]
    return sorted(found, key=lambda one: in_order(one[2]))
