"""The cookie of a session, and the token of forms that goes with it: signed, and not signed again for every request."""

from flask import Flask, Response, g, session
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask_wtf.csrf import generate_csrf
from itsdangerous import URLSafeTimedSerializer

from wederhoor.memory import Memory

FIELD = "csrf_token"
MOST_TOKENS = 5_000


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
