"""Virus scanning by clamd, where an organisation runs one: INSTREAM over a socket, nothing is written to disk."""

import socket
import struct
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum

from wederhoor.config import Clamd

CONNECT_SECONDS = 2.0
ANSWER_SECONDS = 30.0
CHUNK = 256 * 1024
ANSWER_BYTES = 4096


class Scanned(StrEnum):
    """What is known of a paper. Names are stored."""

    CLEAN = "clean"
    NOT_SCANNED = "not_scanned"
    INFECTED = "infected"


@dataclass(frozen=True, kw_only=True)
class Scanner:
    """Asks clamd, or nobody when there is none."""

    clamd: Clamd | None

    @property
    def exists(self) -> bool:
        """Whether there is one to ask."""
        return self.clamd is not None

    def scan(self, content: bytes) -> Scanned:
        """What clamd says; `not_scanned` when there is none, it is away, slow, or does not understand the file."""
        if self.clamd is None:
            return Scanned.NOT_SCANNED
        try:
            with closing(_connect(self.clamd)) as connection:
                answer = _ask(connection, content)
        except OSError:
            return Scanned.NOT_SCANNED
        if answer.endswith(b" FOUND"):
            return Scanned.INFECTED
        return Scanned.CLEAN if answer == b"stream: OK" else Scanned.NOT_SCANNED


def _connect(clamd: Clamd) -> socket.socket:
    if clamd.path:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            connection.settimeout(CONNECT_SECONDS)
            connection.connect(clamd.path)
        except OSError:
            connection.close()
            raise
    else:
        connection = socket.create_connection((clamd.host, clamd.port), timeout=CONNECT_SECONDS)
    connection.settimeout(ANSWER_SECONDS)
    return connection


def _ask(connection: socket.socket, content: bytes) -> bytes:
    connection.sendall(b"zINSTREAM\0")
    view = memoryview(content)
    for at in range(0, len(view), CHUNK):
        part = view[at : at + CHUNK]
        connection.sendall(struct.pack(">I", len(part)))
        connection.sendall(part)
    connection.sendall(struct.pack(">I", 0))
    answer = b""
    while b"\0" not in answer and len(answer) < ANSWER_BYTES:
        received = connection.recv(ANSWER_BYTES)
        if not received:
            break
        answer += received
    return answer.split(b"\0", 1)[0].strip()
