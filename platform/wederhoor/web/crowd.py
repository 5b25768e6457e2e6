"""How often one address may do something, without a trace: counted in memory only, under a key that dies with it.

For doors where even a keyed hash in the database would tell that somebody at an address came by. The web processes of a machine part
from one another after the counts were made (`server`), so they count together; nothing of it is ever on a disk.
"""

import fcntl
import hmac
import mmap
import os
import secrets
import struct
import tempfile
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import NamedTuple

from flask import Flask, abort, current_app, g

from wederhoor.web.runtime import client_address, installation

HOUR = timedelta(hours=1)
CODE_TRIES = 10
CODE_WINDOW = timedelta(minutes=15)
"""How often one address may type a code at a door, whichever door it is."""
PLACES = 1 << 16
"""Places to count in; an address has two, and the lower count is taken: others in one of them do it no harm."""
SINCE, COUNT = struct.Struct("<d"), struct.Struct("<I")


class Crowd:
    """Counts per address within a window, shared with every process that parts from this one after it was made."""

    def __init__(self, limit: int, window: timedelta = HOUR) -> None:
        self.limit = limit
        self._window = window.total_seconds()
        self._key = secrets.token_bytes(32)
        self._counts = mmap.mmap(-1, SINCE.size + PLACES * COUNT.size)
        self._thread = threading.Lock()
        with tempfile.TemporaryFile() as empty:  # only there to be locked
            self._process = os.dup(empty.fileno())
        weakref.finalize(self, os.close, self._process)

    def admits(self, address: str, now: datetime) -> bool:
        """Count one visit; False when there were too many within the window."""
        name = hmac.digest(self._key, address.encode(), "sha256")
        places = {int.from_bytes(name[start : start + 4]) % PLACES for start in (0, 4)}
        with self._alone():
            (since,) = SINCE.unpack_from(self._counts)
            if not 0 <= now.timestamp() - since <= self._window:
                self._counts[:] = bytes(len(self._counts))
                SINCE.pack_into(self._counts, 0, now.timestamp())
            return min(self._counted(place) for place in places) <= self.limit

    def forgive(self, address: str) -> None:
        """Take back the visit that was counted last: it was none that counts."""
        name = hmac.digest(self._key, address.encode(), "sha256")
        places = {int.from_bytes(name[start : start + 4]) % PLACES for start in (0, 4)}
        with self._alone():
            for place in places:
                at = SINCE.size + place * COUNT.size
                (count,) = COUNT.unpack_from(self._counts, at)
                COUNT.pack_into(self._counts, at, max(0, count - 1))

    def _counted(self, place: int) -> int:
        at = SINCE.size + place * COUNT.size
        count: int = COUNT.unpack_from(self._counts, at)[0] + 1
        COUNT.pack_into(self._counts, at, count)
        return count

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """No other thread and no other process counts; what a process that is killed held comes free."""
        with self._thread:
            fcntl.lockf(self._process, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.lockf(self._process, fcntl.LOCK_UN)


class Crowds(NamedTuple):
    """Who sent something lately, and who typed a code."""

    senders: Crowd
    codes: Crowd


def crowds(submissions_per_hour: int) -> Crowds:
    """Fresh counts, to be made before the processes part."""
    return Crowds(Crowd(submissions_per_hour), Crowd(CODE_TRIES, CODE_WINDOW))


def share(app: Flask, counted: Crowds) -> None:
    """Let an application count with the others."""
    app.extensions["wederhoor_crowds"] = counted


def _here() -> Crowds:
    found: Crowds | None = current_app.extensions.get("wederhoor_crowds")
    if found is None:  # nobody to count with
        found = current_app.extensions.setdefault(
            "wederhoor_crowds", crowds(installation().config.submissions_per_hour)
        )
    return found


def crowd() -> Crowd:
    """Who sent something lately."""
    return _here().senders


def count_code(now: datetime) -> None:
    """Count a code typed at a door behind a wall; aborts with 429 when this address typed too many at this organisation."""
    if not _here().codes.admits(f"{g.tenant.slug}|{client_address()}", now):
        abort(429)


def forgive_code() -> None:
    """The code that was counted last worked: it was no attempt."""
    _here().codes.forgive(f"{g.tenant.slug}|{client_address()}")
