"""One process of the web: threads only ever see whole requests, so that whoever is slow, or says nothing, keeps nobody waiting.

Built on gunicorn's threaded worker. What arrives is gathered in memory, never on a disk, by the one loop that watches all
connections; a thread gets a request once its head and body are there, and what a thread answers that the other side does not
take yet is sent on by the same loop. Each of these has an end.
"""

import logging
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from selectors import EVENT_READ, EVENT_WRITE
from typing import Any

from gunicorn import util
from gunicorn.http import RequestParser, errors
from gunicorn.workers.gthread import TConn, ThreadWorker

from wederhoor.faults import described
from wederhoor.incoming import Incoming, Outgoing, Received

log = logging.getLogger("wederhoor.web")

HEAD_WITHIN = 10.0
"""Seconds from the beginning of a request, or of a connection, to the end of the head."""
SILENT_AT_MOST = 20.0
"""Seconds without a single byte, of a body or of what is sent."""
WITHIN, BYTES_A_SECOND = 30.0, 16 * 1024
"""A body, and an answer, get this many seconds and one more for so many bytes."""
IDLE = 130.0
"""Seconds a connection is kept between two requests: longer than proxies do (Caddy 120, nginx 60), else they meet a closed one."""
LINGERS = 2.0
"""Seconds the other side has to close as well, so that it reads all of the answer."""
HELD_AT_MOST = 256 * 1024 * 1024
"""Bytes of requests that are not whole yet, in one process; then whoever holds most of it is sent away."""
A_MOMENT = 2.0
"""Seconds in which whoever has just come may ask something, however many wait."""
LOOKS_EVERY = 0.5
AT_ONCE = 256 * 1024
TOO_LATE = b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
TOO_MUCH = (
    b"HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nRetry-After: 60\r\nContent-Length: 0\r\n\r\n"
)
GO_ON = b"HTTP/1.1 100 Continue\r\n\r\n"
STATUS = {
    errors.LimitRequestLine: (414, "URI Too Long"),
    errors.LimitRequestHeaders: (431, "Request Header Fields Too Large"),
    errors.ExpectationFailed: (417, "Expectation Failed"),
    errors.UnsupportedTransferCoding: (501, "Not Implemented"),
}


class Line(TConn):  # type: ignore[misc]
    """A connection: what came in and is no whole request yet, what is still to go out, and until when that may last."""

    def __init__(self, cfg: Any, sock: socket.socket, client: Any, server: Any) -> None:
        super().__init__(cfg, sock, client, server)
        self.raw = sock
        self.sock = self.out = Outgoing(sock)
        self.incoming = Incoming()
        self.initialized = self.data_ready = True
        self.parser = RequestParser(cfg, iter(()), client)
        self.begun = self.moved = time.monotonic()
        self.until = self.begun + HEAD_WITHIN
        self.keeps = False
        """Whether there may be a next request on it."""
        self.is_idle = True
        """Whether nothing of a request has come."""
        self.watched = 0
        """What the loop waits for on it."""
        self.held = 0
        """Bytes of the request a thread works on."""

    def is_over(self, now: float) -> bool:
        """Whether it took too long."""
        return now >= self.until or (not self.is_idle and now - self.moved >= SILENT_AT_MOST)

    def say(self, words: bytes) -> None:
        """Tell the other side something from the loop, if it is still there."""
        with suppress(OSError):  # it is not
            self.out.sendall(words)


class PatientWorker(ThreadWorker):  # type: ignore[misc]
    """Reads and writes beside its threads."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._lines: set[Line] = set()  # those the loop waits for; not those a thread works for
        self._held = 0
        self._looked = 0.0

    # What comes in

    def accept(self, listener: socket.socket) -> None:
        """Somebody connects; when there is no room for more another goes."""
        try:
            sock, client = listener.accept()
        except BlockingIOError:
            return  # another process was first
        except OSError as error:
            log.error("nobody can connect: %s", described(error))
            self._make_room()
            return
        self.nr_conns += 1
        line = Line(self.cfg, sock, client, listener.getsockname())
        self._watch(line, EVENT_READ, self._read)
        if self.nr_conns >= self.worker_connections - 1:
            self._make_room()

    def _make_room(self) -> None:
        """Of those that are here for a moment at least: who asks nothing first, then who is slowest."""
        now = time.monotonic()
        waiting = [line for line in self._lines if line.watched == EVENT_READ]
        here = [line for line in waiting if now - line.begun >= A_MOMENT]
        if here:
            self._end(min(here, key=lambda line: (not line.is_idle, len(line.incoming) / (now - line.begun))))
        elif waiting:
            self._end(min(waiting, key=lambda line: line.begun))

    def _came(self, line: Line) -> bytes:
        """What came over a line; nothing when there is nothing yet, or when it ended: then it is let go."""
        try:
            data = line.raw.recv(AT_ONCE)
        except BlockingIOError:
            return b""
        except OSError:
            data = b""
        if not data:
            self._end(line)
        return data

    def _read(self, line: Line) -> None:
        data = self._came(line)
        if not data:
            return
        line.moved = time.monotonic()
        self._held += len(data)
        line.incoming.add(data)
        self._look(line)

    def _look(self, line: Line) -> None:
        """Hand a request to a thread when it is whole; else say until when the rest may take."""
        now = time.monotonic()
        if line.is_idle:
            line.is_idle, line.begun, line.moved, line.until = False, now, now, now + HEAD_WITHIN
        head_came = line.incoming.has_head
        if line.incoming.is_whole():
            self._unwatch(line)
            received, line.keeps = line.incoming.take()
            line.parser.unreader = Received(received)
            line.held = len(received)
            self.enqueue_req(line)
            return
        if line.incoming.has_head and not head_came:
            line.until = now + WITHIN + line.incoming.length / BYTES_A_SECOND
            if line.incoming.waits_for_go_on:
                line.say(GO_ON)
        elif line.incoming.has_head:
            line.until = max(line.until, line.begun + WITHIN + line.incoming.length / BYTES_A_SECOND)
        if self._held > HELD_AT_MOST:
            most = max(self._lines, key=lambda one: len(one.incoming))
            most.say(TOO_MUCH)
            self._end(most)

    # What goes out

    def finish_request(self, conn: Line, fs: Any) -> None:
        """A thread is done with a request: what it answered goes out, then the next one is waited for."""
        line = conn
        self._held -= line.held
        keeps = fs.exception() is None and bool(fs.result()) and line.keeps
        line.keeps = keeps
        self._send_on(line)

    def _send_on(self, line: Line) -> None:
        now = time.monotonic()
        try:
            if line.out.flush():
                line.moved = now
        except OSError:
            self._end(line)
            return
        if line.out.waiting:
            if line.watched != EVENT_WRITE:
                line.begun = line.moved = now
                line.until = now + WITHIN + line.out.waiting / BYTES_A_SECOND
                self._watch(line, EVENT_WRITE, self._send_on)
            return
        self._unwatch(line)
        if line.keeps:
            self._wait_for_next(line, now)
        else:
            self._linger(line, now)

    def _wait_for_next(self, line: Line, now: float) -> None:
        line.is_idle, line.begun, line.until = True, now, now + (IDLE if self.alive else LINGERS)
        self._watch(line, EVENT_READ, self._read)
        if len(line.incoming):
            self._look(line)  # it was sent behind the one before

    def _linger(self, line: Line, now: float) -> None:
        try:
            line.raw.shutdown(socket.SHUT_WR)
        except OSError:
            self._end(line)
            return
        line.is_idle, line.begun, line.until = True, now, now + LINGERS
        self._watch(line, EVENT_READ, self._drop)

    def _drop(self, line: Line) -> None:
        self._came(line)  # and is not looked at

    # The end of a connection

    def _watch(self, line: Line, what: int, do: Callable[[Line], None]) -> None:
        self._unwatch(line)
        line.watched = what
        self._lines.add(line)
        self.poller.register(line.raw, what, partial(self._happens, line, do))

    def _happens(self, line: Line, do: Callable[[Line], None], _sock: object) -> None:
        if line.watched:  # else it was ended by what happened on another, in the same look around
            do(line)

    def _unwatch(self, line: Line) -> None:
        if line.watched:
            self.poller.unregister(line.raw)
            line.watched = 0
            self._lines.discard(line)

    def _end(self, line: Line) -> None:
        self._unwatch(line)
        self._held -= len(line.incoming)
        self.nr_conns -= 1
        line.raw.close()

    def murder_keepalived(self, force: bool = False) -> None:
        """End what took too long, or everything that waits."""
        now = time.monotonic()
        if not force and now < self._looked + LOOKS_EVERY:
            return
        self._looked = now
        for line in [one for one in self._lines if force or one.is_over(now)]:
            if not line.is_idle and line.watched == EVENT_READ:
                line.say(TOO_LATE)
            self._end(line)

    def murder_pending(self) -> None:
        """Nobody waits elsewhere."""

    def _cap_keepalive(self, deadline: float) -> None:
        """This process stops: whoever asks nothing has to go, whoever is asking gets a moment."""
        for line in self._lines:
            line.until = min(line.until, deadline if line.is_idle else deadline + WITHIN)

    # What a thread does

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Say that a request cannot be read. Who sent it and what it said is in no log."""
        if isinstance(exc, errors.ParseException):
            status, reason = STATUS.get(type(exc), (400, "Bad Request"))
        else:
            log.error("fault %s", described(exc))
            status, reason = 500, "Internal Server Error"
        util.write_error(client, status, reason, reason)
