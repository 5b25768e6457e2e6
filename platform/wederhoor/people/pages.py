"""Signing in and out, setting and resetting a password."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from flask import Blueprint, current_app, redirect, request, url_for
from flask import session as keep
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from sqlalchemy import select
from werkzeug.wrappers import Response

from wederhoor.people import devices, links, service, sessions
from wederhoor.people import sign_in as sign_in_service
from wederhoor.people.employments import led_by
from wederhoor.people.forms import PasswordForm, ResetForm, SignInForm
from wederhoor.people.here import works_somewhere
from wederhoor.people.reach import keeps, was_given
from wederhoor.people.staff import who_is
from wederhoor.people.tables import Account
from wederhoor.rules.roles import READERS, Role
from wederhoor.settings.service import begin_work
from wederhoor.tenancy.locks import PlatformSession
from wederhoor.tenancy.tables import Tenant
from wederhoor.web.cookies import device_token, keep_device_token, new_device_token
from wederhoor.web.kept import holds_codes, let_go_of_codes
from wederhoor.web.permissions import public
from wederhoor.web.runtime import client_address, installation, no_tenant, page, public_origin
from wederhoor.web.security import emptied
from wederhoor.web.whose import for_anybody
from wederhoor.work import SYSTEM, utc_now

bp = Blueprint("people", __name__)
OFFICE = frozenset(READERS)
OWN_DESKS = (
    (Role.INTEGRITY_OFFICER, "misconduct_desk.index"),
    (Role.CONFIDANT, "confidants.index"),
    (Role.HR, "colleagues.index"),
    (Role.ADMIN, "administration.index"),
    (Role.DIRECTOR, "decisions.index"),
)
"""Who has a desk of their own, in the order of what presses; nobody who has one lands on "Over mij"."""
SEEN_EVERY = timedelta(minutes=5)
NOWHERE = "U werkt vandaag bij geen organisatie die hier werkt. Klopt dat niet? Vraag het aan HR van uw organisatie."


@dataclass(frozen=True, kw_only=True)
class User(UserMixin):  # type: ignore[misc]
    """Who is signed in, for one request. The id in the cookie is the revocable session's token."""

    account_id: uuid.UUID
    name: str
    token: str
    has_factors: bool = False
    passed: bool = False

    @property
    def owes_second_step(self) -> bool:
        """Whether nothing opens but the second step: the account has one and this session did not give it."""
        return self.has_factors and not self.passed

    def get_id(self) -> str:
        """What the cookie holds."""
        return self.token


def load_user(token: str) -> User | None:
    """The user of a session that is still open."""
    now = utc_now()
    here = installation()
    found = who_is(token, now)
    if found is None:
        return None
    if now - found.seen_at > SEEN_EVERY:
        stays = works_somewhere(here, found.account_id, now)
        with no_tenant(write=True) as session:
            if not stays:
                sessions.sign_out(session, token, now)
                return None
            sessions.mark_seen(session, token, now)
    return User(
        account_id=found.account_id,
        name=found.name,
        token=token,
        has_factors=found.has_factors,
        passed=found.passed and found.has_factors,
    )


def register_login(manager: LoginManager) -> None:
    """Teach Flask-Login how users are found."""
    manager.user_loader(load_user)


@bp.get("/aanmelden")
@public
def sign_in() -> Response:
    """The sign-in page."""
    if current_user.is_authenticated:
        return redirect(home_of(current_user.account_id), 303)
    return _sign_in_page(SignInForm(), request.args.get("verder", ""))


def _sign_in_page(form: SignInForm, target: str, status: int = 200) -> Response:
    return page(
        "platform/sign_in.html", status, block="form", form=form, next=target, holds_codes=holds_codes()
    )


@bp.post("/aanmelden")
@public
def sign_in_send() -> Response:
    """Check the password and open a session."""
    form = SignInForm()
    target = request.form.get("next", "")
    if not form.validate():
        return _sign_in_page(form, target, 422)
    now = utc_now()
    with no_tenant() as session:
        tried = sign_in_service.begin_try(
            session,
            installation().vault,
            email=form.email.data,
            address=client_address(),
            device=device_token(),
        )
    judged = sign_in_service.judge(tried, form.password.data)
    try:
        with no_tenant(write=True) as session:
            account = sign_in_service.finish_try(session, tried, judged, now)
            opened = _opened(session, account, remember=form.remember.data, now=now) if account else None
    except sign_in_service.TooManyTries:
        form.password.errors = ["Te vaak een verkeerd wachtwoord. Wacht even en probeer het dan opnieuw."]
        return _sign_in_page(form, target, 422)
    if opened is not None and not works_somewhere(installation(), opened.account_id, now):
        with no_tenant(write=True) as session:
            sessions.sign_out(session, opened.token, now)
        form.password.errors = [NOWHERE]
        return _sign_in_page(form, target, 422)
    if opened is None:
        form.password.errors = ["Het e-mailadres en wachtwoord horen niet bij elkaar."]
        return _sign_in_page(form, target, 422)
    if opened.asks_second_step:
        start_session(opened.account_id, opened.token, remember=False)
        keep["onthoud"] = bool(form.remember.data)
        return redirect(url_for("second_step.ask", verder=target or None), 303)
    start_session(opened.account_id, opened.token, remember=form.remember.data)
    know_device(opened.account_id, now)
    return redirect(target if is_local(target) else home_of(opened.account_id), 303)


@dataclass(frozen=True, kw_only=True)
class _Opened:
    account_id: uuid.UUID
    token: str
    asks_second_step: bool


def _opened(session: PlatformSession, account: Account, *, remember: bool, now: datetime) -> _Opened:
    device = sessions.device_label(request.user_agent.string)
    token = sessions.open_session(session, account, remember=remember, now=now, device=device)
    return _Opened(
        account_id=account.id, token=token, asks_second_step=account.second_factor_since is not None
    )


def start_session(account_id: uuid.UUID, token: str, *, remember: bool) -> None:
    """Put the session's token in the cookie; whatever this browser held of anybody before is let go."""
    clear_browser()
    user = User(account_id=account_id, name="", token=token)
    login_user(user, remember=remember, duration=sessions.REMEMBERED_LASTS)


def know_device(account_id: uuid.UUID, now: datetime) -> None:
    """Somebody signed in whole: this browser and this network are known to be theirs from now on."""
    vault = installation().vault
    token = device_token() or new_device_token()
    marks = (devices.device_mark(vault, token), devices.place_mark(vault, client_address()))
    with no_tenant(write=True) as session:
        devices.remember(session, account_id, marks, now)
    keep_device_token(token)


def is_local(target: str) -> bool:
    """Whether an address to go on to stays on this site."""
    parts = urlsplit(target)
    return (
        target.startswith("/")
        and not target.startswith(("//", "/\\"))
        and not parts.scheme
        and not parts.netloc
    )


def home_of(account_id: uuid.UUID) -> str:
    """Where someone goes after signing in, at the first organisation where they have a role: the desk, their own, or "Over mij"."""
    places = works_somewhere(installation(), account_id, utc_now())
    query = select(Tenant.id, Tenant.slug).where(Tenant.id.in_(places)).order_by(Tenant.slug).limit(1)
    with no_tenant() as session:
        found = session.execute(query).first()
    if found is None:
        return "/"
    with begin_work(installation(), found.id, write=False, actor=SYSTEM, now=utc_now()) as work:
        roles = service.roles_on(work.session, account_id, work.today) | keeps(
            work.session, account_id, work.today
        )
        given = was_given(work.session, account_id)
        leads = bool(led_by(work, account_id))
    own = next((endpoint for role, endpoint in OWN_DESKS if role in roles), "accused.index")
    if roles & OFFICE or given:
        own = "desk.home"
    elif own == "accused.index" and (leads or roles and not roles & frozenset(Role)):
        own = "decisions.index"  # who leads; who is only named in the codes, such as the supervisory board: one page
    if current_app.url_map.is_endpoint_expecting(own, "organisation"):
        return url_for(own, organisation=found.slug)
    return url_for(own)


@bp.post("/afmelden")
@public
@for_anybody
def sign_out() -> Response:
    """End the session, here and everywhere its cookie was copied to."""
    clear_browser()
    return emptied(redirect(url_for("people.sign_in"), 303))


def clear_browser() -> None:
    """End who is signed in here, and let go of everything this browser holds for us: of a session, of a code, of a language."""
    if current_user.is_authenticated:
        with no_tenant(write=True) as session:
            sessions.sign_out(session, current_user.token, utc_now())
    logout_user()
    remembered = keep.get("_remember")  # what tells the browser to drop a remembered session
    keep.clear()
    if remembered:
        keep["_remember"] = remembered
    let_go_of_codes()


@bp.get("/wachtwoord/<token>")
@public
def choose_password(token: str) -> Response:
    """Choose a password through a one-time link."""
    try:
        with no_tenant() as session:
            purpose = links.account_by_link(session, token, utc_now()).link_purpose
    except links.LinkInvalid:
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
            account = links.account_by_link(session, token, utc_now())
            if not valid:
                purpose = account.link_purpose
                return page("platform/set_password.html", 422, block="form", form=form, purpose=purpose)
            service.set_password(session, account, form.password.data, utc_now())
            sign_in_service.begin_anew(
                session, installation().vault, account, address=client_address(), device=device_token()
            )
    except links.LinkInvalid:
        return page("platform/link_over.html", 404)
    return redirect(url_for("people.sign_in"), 303)


@bp.get("/wachtwoord-vergeten")
@public
def forgot() -> Response:
    """Ask for a reset link."""
    return page(
        "platform/reset_request.html",
        block="form",
        form=ResetForm(),
        sent=request.args.get("gevraagd") == "1",
    )


@bp.post("/wachtwoord-vergeten")
@public
def forgot_send() -> Response:
    """Note that a link was asked for; the scheduler mails it when the address is known. Answer and work are the same when it is not."""
    form = ResetForm()
    if not form.validate():
        return page("platform/reset_request.html", 422, block="form", form=form, sent=False)
    vault = installation().vault
    hashes = service.address_hashes(vault, form.email.data)
    with no_tenant(write=True) as session:
        links.ask_link(
            session, vault, hashes=hashes, source=client_address(), origin=public_origin(), now=utc_now()
        )
    return redirect(url_for("people.forgot", gevraagd=1), 303)
