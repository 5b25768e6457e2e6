"""Visitors who are slow, or say nothing."""

import socket
import threading
import time
from collections.abc import Callable


class Dripping:
    """Connections that each send one more byte every moment, and never an end."""

    def __init__(
        self,
        connect: Callable[[], socket.socket],
        heads: int,
        bodies: int,
        idle: int,
        host: str = "localhost",
    ) -> None:
        head = f"POST /lumens/klacht-indienen HTTP/1.1\r\nHost: {host}\r\n".encode()
        form = head + b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\n"
        self._slow = [connect() for _ in range(heads + bodies)]
        self._idle = [connect() for _ in range(idle)]
        for number, one in enumerate(self._slow):
            one.sendall(head if number < heads else form)
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._drip)
        self._thread.start()

    def _drip(self) -> None:
        while not self._over.wait(0.5):
            for one in self._slow:
                try:
                    one.send(b"a")
                except OSError:
                    continue

    def __enter__(self) -> "Dripping":
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()
        for one in (*self._slow, *self._idle):
            one.close()


def slowest(ask: Callable[[], int], *, seconds: float = 4.0) -> float:
    """Within how many seconds a page came, three times out of four: other tests keep the machine busy as well."""
    took, until = [], time.monotonic() + seconds
    while time.monotonic() < until:
        begun = time.monotonic()
        assert ask() == 200
        took.append(time.monotonic() - begun)
        time.sleep(0.01)
    return sorted(took)[len(took) * 3 // 4]
