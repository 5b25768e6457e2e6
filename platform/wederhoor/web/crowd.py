"""How often one address may do something, without a trace: counted in this process only, under a key that dies with it.

For doors where even a keyed hash in the database would tell that somebody at an address came by.
"""

import hmac
import secrets
import threading
from datetime import datetime, timedelta

from flask import abort, current_app, g

from wederhoor.web.runtime import client_address, installation

HOUR = timedelta(hours=1)
CODE_TRIES = 10
CODE_WINDOW = timedelta(minutes=15)
"""How often one address may type a code at a door, whichever door it is."""
MOST_ADDRESSES = 50_000


class Crowd:
    """Counts per address within a window."""

    def __init__(self, limit: int, window: timedelta = HOUR) -> None:
        self.limit = limit
        self._window = window
        self._key = secrets.token_bytes(32)
        self._lock = threading.Lock()
        self._since: datetime | None = None
        self._counts: dict[bytes, int] = {}

    def admits(self, address: str, now: datetime) -> bool:
        """Count one visit; False when there were too many within the window."""
        name = hmac.digest(self._key, address.encode(), "sha256")
        with self._lock:
            if self._since is None or now - self._since > self._window or len(self._counts) > MOST_ADDRESSES:
                self._since, self._counts = now, {}
            self._counts[name] = self._counts.get(name, 0) + 1
            return self._counts[name] <= self.limit


def crowd() -> Crowd:
    """Who sent something lately, in this process only."""
    limit = installation().config.submissions_per_hour
    found: Crowd = current_app.extensions.setdefault("wederhoor_crowd", Crowd(limit=limit))
    return found


def count_code(now: datetime) -> None:
    """Count a code typed at a door behind a wall; aborts with 429 when this address typed too many at this organisation."""
    fresh = Crowd(limit=CODE_TRIES, window=CODE_WINDOW)
    found: Crowd = current_app.extensions.setdefault("wederhoor_code_tries", fresh)
    if not found.admits(f"{g.tenant.slug}|{client_address()}", now):
        abort(429)
