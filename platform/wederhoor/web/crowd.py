"""How often one address may do something, without a trace: counted in this process only, under a key that dies with it.

For doors where even a keyed hash in the database would tell that somebody at an address came by.
"""

import hmac
import secrets
import threading
from datetime import datetime, timedelta

from flask import current_app

from wederhoor.web.runtime import installation

WINDOW = timedelta(hours=1)
MOST_ADDRESSES = 50_000


class Crowd:
    """Counts per address within an hour."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._key = secrets.token_bytes(32)
        self._lock = threading.Lock()
        self._since: datetime | None = None
        self._counts: dict[bytes, int] = {}

    def admits(self, address: str, now: datetime) -> bool:
        """Count one visit; False when there were too many within the hour."""
        name = hmac.digest(self._key, address.encode(), "sha256")
        with self._lock:
            if self._since is None or now - self._since > WINDOW or len(self._counts) > MOST_ADDRESSES:
                self._since, self._counts = now, {}
            self._counts[name] = self._counts.get(name, 0) + 1
            return self._counts[name] <= self.limit


def crowd() -> Crowd:
    """Who sent something lately, in this process only."""
    limit = installation().config.submissions_per_hour
    found: Crowd = current_app.extensions.setdefault("wederhoor_crowd", Crowd(limit=limit))
    return found
