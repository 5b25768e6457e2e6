"""Bytes of one connection: when a request is whole, what of it a parser gets to see, and what still has to go out."""

import re
import socket
import threading
from typing import Any

from gunicorn.http.unreader import Unreader

HEAD_MOST = 64 * 1024
BODY_MOST = 61 * 1024 * 1024
"""Bytes; a longer body is not gathered: the program says that it is too much as soon as it has read the head."""
HEAD_END = b"\r\n\r\n"
_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*([0-9]{1,12})[ \t]*\r\n", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding:", re.IGNORECASE)
_EXPECTS = re.compile(rb"\r\nexpect:[ \t]*100-continue", re.IGNORECASE)
_SIZE = re.compile(rb"[0-9A-Fa-f]{1,8}(?=[ \t;]|$)")
LINE_MOST = 4096


class Incoming:
    """What came in. It judges only where a request ends; whether it is a good one the parser says."""

    def __init__(self) -> None:
        self._data = bytearray()
        self._forget()

    def _forget(self) -> None:
        self._looked = 0  # up to here there is no end of a head
        self._end: int | None = None  # where the request ends, once known
        self._chunk: int | None = None  # where the next chunk begins, of a body that comes in chunks
        self.has_head = False
        self.waits_for_go_on = False
        self._goes_on = True

    def __len__(self) -> int:
        return len(self._data)

    @property
    def length(self) -> int:
        """How long the request is, as far as anybody knows by now."""
        return self._end if self._end is not None else len(self._data)

    def add(self, data: bytes) -> None:
        """More came."""
        self._data += data

    def is_whole(self) -> bool:
        """Whether a thread can do something with it: it is whole, or will never be."""
        if not self.has_head and not self._look_for_head():
            return False
        if self._chunk is not None:
            self._walk()
        return self._end is not None and len(self._data) >= self._end

    def _look_for_head(self) -> bool:
        at = self._data.find(HEAD_END, self._looked)
        if at < 0:
            self._looked = max(len(self._data) - len(HEAD_END) + 1, 0)
            if len(self._data) > HEAD_MOST:
                self._give_up()
            return self.has_head
        self.has_head = True
        head = bytes(self._data[: at + len(HEAD_END)])
        body = at + len(HEAD_END)
        if _CHUNKED.search(head):
            self._chunk = body
        else:
            found = _LENGTH.search(head)
            length = int(found[1]) if found else 0
            if length > BODY_MOST:
                self._give_up()
                return True
            self._end = body + length
        self.waits_for_go_on = _EXPECTS.search(head) is not None
        return True

    def _walk(self) -> None:
        """Go from chunk to chunk, as far as they are there."""
        while self._end is None and self._chunk is not None and self._chunk < len(self._data):
            line = self._data.find(b"\r\n", self._chunk, self._chunk + LINE_MOST)
            if line < 0:
                if len(self._data) - self._chunk >= LINE_MOST:
                    self._give_up()
                return
            size = _SIZE.match(self._data, self._chunk, line)
            if size is None or len(self._data) > BODY_MOST:
                self._give_up()
            elif int(size[0], 16):
                self._chunk = line + 2 + int(size[0], 16) + 2
            else:
                self._end_of_chunks(line)
                return

    def _end_of_chunks(self, line: int) -> None:
        if self._data[line + 2 : line + 4] == b"\r\n":
            self._end = line + 4
            return
        at = self._data.find(HEAD_END, line)
        if at >= 0:
            self._end = at + len(HEAD_END)
        elif len(self._data) - line > HEAD_MOST:
            self._give_up()

    def _give_up(self) -> None:
        """It will not be gathered to its end: whoever reads it says what is wrong, and the connection closes."""
        self.has_head, self._end, self._goes_on = True, len(self._data), False

    def take(self) -> tuple[bytes, bool]:
        """The whole request, and whether another may follow on the same connection; what came behind it stays."""
        end = self._end or 0
        taken, goes_on = bytes(memoryview(self._data)[:end]), self._goes_on
        self._data = self._data[end:] if goes_on else bytearray()
        self._forget()
        return taken, goes_on


class Received(Unreader):  # type: ignore[misc]
    """A request that is all there, as the parser reads from a connection; behind its end there is nothing."""

    MOST = 1024 * 1024

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self._data = memoryview(data)
        self._at = 0

    def chunk(self, size_hint: int | None = None) -> bytes:
        """The next piece; empty at the end."""
        size = min(max(size_hint or 0, 8192), self.MOST)
        piece = bytes(self._data[self._at : self._at + size])
        self._at += len(piece)
        return piece


class Outgoing:
    """In place of a socket, for who writes an answer: never waits for the other side. What it does not take yet is kept."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._kept = bytearray()
        self._alone = threading.Lock()

    @property
    def waiting(self) -> int:
        """Bytes that have not gone."""
        return len(self._kept)

    def sendall(self, data: bytes) -> None:
        """Send as much as goes now. Raises OSError when the other side is gone."""
        with self._alone:
            if not self._kept:
                data = data[self._try(data) :]
            self._kept += data

    def send(self, data: bytes) -> int:
        """The loop has said already that the rest of a request may come; nothing else is sent this way."""
        return len(data)

    def flush(self) -> int:
        """Send more of what was kept; how many bytes went."""
        with self._alone:
            sent = self._try(self._kept) if self._kept else 0
            del self._kept[:sent]
            return sent

    def _try(self, data: bytes | bytearray) -> int:
        sent = 0
        with memoryview(data) as view:
            while sent < len(view):
                try:
                    sent += self._sock.send(view[sent:])
                except BlockingIOError:
                    break
        return sent

    def setblocking(self, _flag: bool) -> None:
        """It never blocks."""

    def gettimeout(self) -> float:
        """It never waits."""
        return 0.0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sock, name)
