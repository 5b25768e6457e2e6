"""Signing in and out, setting and resetting a password."""

import uuid
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from flask import Blueprint, redirect, request, url_for
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from sqlalchemy import select
from werkzeug.wrappers import Response

from wederhoor.notices import service as notices
from wederhoor.notices.service import Channel, Notice
from wederhoor.people import service
from wederhoor.people.forms import PasswordForm, ResetForm, SignInForm
from wederhoor.people.tables import AccountTenant
from wederhoor.settings.service import begin_work
from wederhoor.tenancy.tables import Tenant
from wederhoor.web.permissions import public
from wederhoor.web.runtime import installation, no_tenant, page
from wederhoor.work import SYSTEM, utc_now

bp = Blueprint("people", __name__)
SEEN_EVERY = timedelta(minutes=5)


@dataclass(frozen=True, kw_only=True)
class User(UserMixin):  # type: ignore[misc]
    """Who is signed in, for one request. The id in the cookie is the revocable session's token."""

    account_id: uuid.UUID
    name: str
    token: str

    def get_id(self) -> str:
        """What the cookie holds."""
        return self.token


def load_user(token: str) -> User | None:
    """The user of a session that is still open."""
    now = utc_now()
    with no_tenant() as session:
        found = service.account_of_session(session, installation().vault, token, now)
    if found is None:
        return None
    account_id, name, seen_at = found
    if now - seen_at > SEEN_EVERY:
        with no_tenant(write=True) as session:
            service.mark_seen(session, token, now)
    return User(account_id=account_id, name=name, token=token)


def register_login(manager: LoginManager) -> None:
    """Teach Flask-Login how users are found."""
    manager.user_loader(load_user)


@bp.get("/aanmelden")
@public
def sign_in() -> Response:
    """The sign-in page."""
    if current_user.is_authenticated:
        return redirect(_home(current_user.account_id), 303)
    return page("platform/sign_in.html", block="form", form=SignInForm(), next=request.args.get("verder", ""))


@bp.post("/aanmelden")
@public
def sign_in_send() -> Response:
    """Check the password and open a session."""
    form = SignInForm()
    target = request.form.get("next", "")
    if not form.validate():
        return page("platform/sign_in.html", 422, block="form", form=form, next=target)
    try:
        with no_tenant(write=True) as session:
            found = service.sign_in(
                session,
                installation().vault,
                email=form.email.data,
                password=form.password.data,
                remember=form.remember.data,
                now=utc_now(),
            )
            signed_in = (found[0].id, found[1]) if found else None
    except service.TooManyTries:
        form.password.errors = ["Te vaak een verkeerd wachtwoord. Wacht even en probeer het dan opnieuw."]
        return page("platform/sign_in.html", 422, block="form", form=form, next=target)
    if signed_in is None:
        form.password.errors = ["Het e-mailadres en wachtwoord horen niet bij elkaar."]
        return page("platform/sign_in.html", 422, block="form", form=form, next=target)
    start_session(*signed_in, remember=form.remember.data)
    return redirect(target if is_local(target) else _home(signed_in[0]), 303)


def start_session(account_id: uuid.UUID, token: str, *, remember: bool) -> None:
    """Put the session's token in the cookie."""
    user = User(account_id=account_id, name="", token=token)
    login_user(user, remember=remember, duration=service.REMEMBERED_LASTS)


def is_local(target: str) -> bool:
    """Whether an address to go on to stays on this site."""
    parts = urlsplit(target)
    return (
        target.startswith("/")
        and not target.startswith(("//", "/\\"))
        and not parts.scheme
        and not parts.netloc
    )


def _home(account_id: uuid.UUID) -> str:
    """Where someone goes after signing in: the desk of the first organisation where they have a role."""
    query = (
        select(Tenant.slug)
        .join(AccountTenant, AccountTenant.tenant_id == Tenant.id)
        .where(AccountTenant.account_id == account_id)
        .order_by(Tenant.slug)
        .limit(1)
    )
    with no_tenant() as session:
        slug = session.scalars(query).first()
    return url_for("desk.home", organisation=slug) if slug else "/"


@bp.post("/afmelden")
@public
def sign_out() -> Response:
    """End the session, here and everywhere its cookie was copied to."""
    if current_user.is_authenticated:
        with no_tenant(write=True) as session:
            service.sign_out(session, current_user.token, utc_now())
    logout_user()
    return redirect(url_for("people.sign_in"), 303)


@bp.get("/wachtwoord/<token>")
@public
def choose_password(token: str) -> Response:
    """Choose a password through a one-time link."""
    try:
        with no_tenant() as session:
            purpose = service.account_by_link(session, token, utc_now()).link_purpose
    except service.LinkInvalid:
        return page("platform/link_over.html", 404)
    return page("platform/set_password.html", block="form", form=PasswordForm(), purpose=purpose)


@bp.post("/wachtwoord/<token>")
@public
def choose_password_send(token: str) -> Response:
    """Keep the password; the link is used up."""
    form = PasswordForm()
    valid = form.validate()
    try:
        with no_tenant(write=True) as session:
            account = service.account_by_link(session, token, utc_now())
            if not valid:
                purpose = account.link_purpose
                return page("platform/set_password.html", 422, block="form", form=form, purpose=purpose)
            service.set_password(session, account, form.password.data, utc_now())
    except service.LinkInvalid:
        return page("platform/link_over.html", 404)
    return redirect(url_for("people.sign_in"), 303)


@bp.get("/wachtwoord-vergeten")
@public
def forgot() -> Response:
    """Ask for a reset link."""
    return page("platform/reset_request.html", block="form", form=ResetForm(), sent=False)


@bp.post("/wachtwoord-vergeten")
@public
def forgot_send() -> Response:
    """Send a reset link when the address is known; the answer is the same when it is not."""
    form = ResetForm()
    if not form.validate():
        return page("platform/reset_request.html", 422, block="form", form=form, sent=False)
    now = utc_now()
    with no_tenant(write=True) as session:
        account = service.account_by_email(session, installation().vault, form.email.data)
        known = None
        if account is not None and not account.disabled_at and service.may_ask_link(account, now):
            query = select(AccountTenant.tenant_id).where(AccountTenant.account_id == account.id).limit(1)
            tenant_id = session.scalars(query).first()
            if tenant_id is not None:
                known = (account.id, tenant_id, service.give_link(account, "reset", now))
    if known:
        _mail_link(*known, email=form.email.data)
    return page("platform/reset_request.html", block="form", form=form, sent=True)


def _mail_link(account_id: uuid.UUID, tenant_id: uuid.UUID, token: str, *, email: str) -> None:
    link = f"{installation().config.public_url or request.host_url.rstrip('/')}/wachtwoord/{token}"
    with begin_work(installation(), tenant_id, write=True, actor=SYSTEM, now=utc_now()) as work:
        notice = Notice(
            letter="password_reset",
            occasion=uuid.uuid4().hex,
            addressee=f"account:{account_id}",
            channel=Channel.EMAIL,
            recipient=email,
            subject="Kies een nieuw wachtwoord",
            text=(
                f"Beste collega,\n\nMet deze link kiest u een nieuw wachtwoord. Hij werkt één keer, twee uur lang:\n\n"
                f"{link}\n\nHeeft u hier niet om gevraagd? Dan hoeft u niets te doen."
            ),
        )
        notices.announce(work, account_id, work.vault.new_key(), [notice])
