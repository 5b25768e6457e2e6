"""The one cookie: signed, with its signer made once, because the key stays the same as long as the program runs."""

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer


class Cookies(SecureCookieSessionInterface):
    """Flask's signed cookie; Flask itself makes a new signer for every request."""

    def __init__(self) -> None:
        self._signer: URLSafeTimedSerializer | None = None

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """What signs the cookie and reads it; None without a key."""
        if self._signer is None:
            self._signer = super().get_signing_serializer(app)
        return self._signer


def register(app: Flask) -> None:
    """Use it."""
    app.session_interface = Cookies()
