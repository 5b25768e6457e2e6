"""The cookies, and the token of forms that goes with the session: signed, and not signed again for every request."""

import secrets

from flask import Flask, after_this_request, current_app, g, request, session
from flask.sessions import SecureCookieSessionInterface
from flask.wrappers import Response
from flask_wtf.csrf import generate_csrf
from itsdangerous import BadData, URLSafeSerializer, URLSafeTimedSerializer

from wederhoor.memory import Memory

FIELD = "csrf_token"
MOST_TOKENS = 5_000
DEVICE = "wederhoor_apparaat"
DEVICE_LASTS = 365 * 24 * 3600
DEVICE_PATH = "/aanmelden"
"""The only pages that get the cookie of a device."""


class Cookies(SecureCookieSessionInterface):
    """Flask's signed cookie, with its signer made once: the key stays the same as long as the program runs."""

    def __init__(self) -> None:
        self._signer: URLSafeTimedSerializer | None = None

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """What signs the cookie and reads it; None without a key."""
        if self._signer is None:
            self._signer = super().get_signing_serializer(app)
        return self._signer


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


def device_token() -> str:
    """The token of this browser when somebody of the staff signed in with it before; empty when it has none of ours."""
    try:
        return str(_signer().loads(request.cookies.get(DEVICE, "")))
    except BadData:
        return ""


def keep_device_token(token: str) -> None:
    """Let this browser keep its token for a year, for the pages of signing in only."""

    @after_this_request
    def _keep(response: Response) -> Response:
        response.set_cookie(
            DEVICE,
            str(_signer().dumps(token)),
            max_age=DEVICE_LASTS,
            path=DEVICE_PATH,
            secure=current_app.config["SESSION_COOKIE_SECURE"],
            httponly=True,
            samesite="Lax",
        )
        return response
