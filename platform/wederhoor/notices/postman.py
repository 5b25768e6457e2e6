"""Hands mail to the mail server: each mail on a line of its own, so that one that hangs holds up a line and nobody else."""

import threading
import time
import uuid
from collections.abc import Callable
from typing import Protocol

from wederhoor.notices.mail import Transport

LINES = 4
PATIENCE = 2.0
"""Seconds a mail is waited for before the next one goes on another line."""
GONE_AFTER = 3
"""Mails in a row that could not reach the server; then it is taken to be away, and the others are not tried for a while."""
ASKED_AGAIN = 30.0
"""Seconds until a server that is away is tried with a next mail."""


class Term(Protocol):
    """The term in which a scheduler leads."""

    @property
    def number(self) -> int:
        """Grows with every leader."""

    def holds(self) -> bool:
        """Whether it still is this one's to act."""


class Postman:
    """The lines to one mail server, in one term of leading. Without a term (a command, a test) it always may."""

    def __init__(self, transport: Transport, term: Term | None = None) -> None:
        self.transport = transport
        self._term = term
        self._lines: dict[uuid.UUID, threading.Thread] = {}
        self._in_a_row = 0
        self._not_before = 0.0
        self._put_off: set[uuid.UUID] = set()
        self._lock = threading.Lock()

    @property
    def number(self) -> int:
        """The number of the term."""
        return self._term.number if self._term is not None else 0

    def leads(self) -> bool:
        """Whether this process still leads."""
        return self._term is None or self._term.holds()

    def is_away(self) -> bool:
        """Whether the server is left alone for a while."""
        return self._in_a_row >= GONE_AFTER and time.monotonic() < self._not_before

    def under_way(self) -> set[uuid.UUID]:
        """What is on a line now."""
        with self._lock:
            return {row_id for row_id, line in self._lines.items() if line.is_alive()}

    def has_a_line(self) -> bool:
        """Whether one more can be sent."""
        return len(self.under_way()) < LINES

    def carry(self, row_id: uuid.UUID, send: Callable[[], bool]) -> bool:
        """Send on a line of its own, and wait a moment for it. Returns whether it left in that time."""
        left: list[bool] = []
        line = threading.Thread(target=lambda: left.append(send()), daemon=True)
        with self._lock:
            self._lines = {known: one for known, one in self._lines.items() if one.is_alive()}
            self._lines[row_id] = line
        line.start()
        line.join(PATIENCE)
        return left == [True]

    def reached(self) -> None:
        """The server took a mail, or said something about one."""
        self._in_a_row = 0

    def not_reached(self) -> None:
        """The server could not be reached."""
        self._in_a_row += 1
        if self._in_a_row >= GONE_AFTER:
            self._not_before = time.monotonic() + ASKED_AGAIN

    def put_off(self, tenant_id: uuid.UUID) -> None:
        """Mail of this organisation waits until the server is back."""
        with self._lock:
            self._put_off.add(tenant_id)

    def waits(self, tenant_id: uuid.UUID) -> bool:
        """Whether mail of this organisation was put off and may go now; asked once for each time."""
        with self._lock:
            here = tenant_id in self._put_off and self._in_a_row == 0
            if here:
                self._put_off.discard(tenant_id)
            return here

    def waiting(self) -> set[uuid.UUID]:
        """The organisations whose mail was put off, once the server is back."""
        with self._lock:
            return set(self._put_off) if self._in_a_row == 0 else set()

    def finish(self, seconds: float) -> None:
        """Wait for what is on a line, so long at most."""
        until = time.monotonic() + seconds
        for line in list(self._lines.values()):
            line.join(max(until - time.monotonic(), 0))
