"""Access tokens for mail servers that take no passwords (OAuth 2.0, SASL XOAUTH2)."""

import threading
import time
from typing import Any

from wederhoor.config import OAuth

TIMEOUT_SECONDS = 20
RENEW_BEFORE = 60  # seconds
LASTS = 600  # seconds, when the provider does not say


class TokenRefused(Exception):
    """The provider gave no token; the message is what an operator may read, without secrets."""


def xoauth2(user: str, token: str) -> str:
    """What is shown to the mail server."""
    return f"user={user}\x01auth=Bearer {token}\x01\x01"


class TokenSource:
    """Tokens of one provider, each kept until a minute before it ends. Safe between threads."""

    def __init__(self, oauth: OAuth) -> None:
        self._oauth = oauth
        self._refresh_token = oauth.refresh_token
        self._token = ""
        self._until = 0.0
        self._lock = threading.Lock()

    def token(self) -> str:
        """A token that is good for at least a minute. Raises TokenRefused."""
        with self._lock:
            if not self._token or time.monotonic() >= self._until:
                self._fetch()
            return self._token

    def forget(self) -> None:
        """The mail server did not take the token: ask for a new one next time."""
        with self._lock:
            self._token = ""

    def _fetch(self) -> None:
        from authlib.common.errors import AuthlibBaseError  # only where it is used
        from authlib.integrations.requests_client import OAuth2Session
        from requests import RequestException

        oauth = self._oauth
        try:
            with OAuth2Session(oauth.client_id, oauth.client_secret, scope=oauth.scope) as client:
                given: dict[str, Any] = (
                    client.refresh_token(
                        oauth.token_url,
                        refresh_token=self._refresh_token,
                        client_id=oauth.client_id,
                        scope=oauth.scope,
                        timeout=TIMEOUT_SECONDS,
                    )
                    if self._refresh_token
                    else client.fetch_token(
                        oauth.token_url, grant_type="client_credentials", timeout=TIMEOUT_SECONDS
                    )
                )
                self._token = str(given["access_token"])
                lasts = float(given.get("expires_in") or LASTS)
        except AuthlibBaseError as error:
            raise TokenRefused(f"OAuth: {error.error}"[:100]) from None
        except (RequestException, KeyError, ValueError) as error:
            raise TokenRefused(f"OAuth: {type(error).__name__}") from None
        self._refresh_token = given.get("refresh_token") or self._refresh_token
        self._until = time.monotonic() + max(lasts - RENEW_BEFORE, 1)
