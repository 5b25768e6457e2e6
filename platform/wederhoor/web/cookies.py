"""The cookies, and the token of forms that goes with the session: signed, and not signed again for every request."""

import secrets

from flask import Flask, after_this_request, current_app, g, request, session
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask.wrappers import Response
from flask_wtf.csrf import generate_csrf
from itsdangerous import BadData, URLSafeSerializer, URLSafeTimedSerializer

from wederhoor.memory import Memory

FIELD = "csrf_token"
MOST_TOKENS = 5_000
DEVICE = "wederhoor_apparaat"
DEVICE_LASTS = 365 * 24 * 3600


def is_secure() -> bool:
    """Whether visitors come over https, so that cookies go over nothing else."""
    return bool(current_app.config["SESSION_COOKIE_SECURE"])


def named(name: str, *, secure: bool) -> str:
    """The name of a cookie. Over https with a prefix: then a browser takes it from this very site only, for every page of it."""
    return f"__Host-{name}" if secure else name


class Cookies(SecureCookieSessionInterface):
    """Flask's signed cookie, with its signer made once: the key stays the same as long as the program runs."""

    def __init__(self) -> None:
        self._signer: URLSafeTimedSerializer | None = None

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """What signs the cookie and reads it; None without a key."""
        if self._signer is None:
            self._signer = super().get_signing_serializer(app)
        return self._signer

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Set the cookie; never in an answer to what another site sent (`origins`)."""
        if not g.get("foreign"):
            super().save_session(app, session, response)


def register(app: Flask) -> None:
    """Use it, and give templates the token. Comes after what protects forms, whose own it replaces."""
    app.session_interface = Cookies()
    signed: Memory[str, str] = Memory(MOST_TOKENS)

    def csrf_token() -> str:
        """The signed token of this session, as Flask-WTF makes it: it holds as long as the session (WTF_CSRF_TIME_LIMIT is None)."""
        own: str = session.get(FIELD, "")
        kept = signed.get(own)
        if FIELD not in g and kept is not None:
            setattr(g, FIELD, kept)
        token = str(generate_csrf())
        return token if kept is not None else signed.keep(session[FIELD], token)

    app.context_processor(lambda: {FIELD: csrf_token})
    app.jinja_env.globals[FIELD] = csrf_token


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt=DEVICE)


def new_device_token() -> str:
    """A random token for a browser we do not know yet."""
    return secrets.token_urlsafe(24)


def _name_of_device() -> str:
    return named(DEVICE, secure=is_secure())


def device_token() -> str:
    """The token of this browser when somebody of the staff signed in with it before; empty when it has none of ours."""
    try:
        return str(_signer().loads(request.cookies.get(_name_of_device(), "")))
    except BadData:
        return ""


def keep_device_token(token: str) -> None:
    """Let this browser keep its token for a year; it says of nobody who they are, and stays when somebody signs out."""

    @after_this_request
    def _keep(response: Response) -> Response:
        response.set_cookie(
            _name_of_device(),
            str(_signer().dumps(token)),
            max_age=DEVICE_LASTS,
            secure=is_secure(),
            httponly=True,
            samesite="Lax",
        )
        return response
