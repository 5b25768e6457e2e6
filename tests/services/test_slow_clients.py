"""Whoever is slow, or says nothing, keeps nobody else waiting: with and without a proxy in front of it."""

import http.client
import re
import resource
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from itertools import pairwise
from pathlib import Path

import pytest
from tests.support.processes import serving
from tests.support.slow import Dripping, slowest
from tests.support.visitor import visitor_at
from tests.support.world import Organisation

from wederhoor import connections, incoming
from wederhoor.incoming import Incoming, Received

pytestmark = pytest.mark.siege

on_one = pytest.mark.parametrize("database", ["sqlite"])


def reads(data: bytes, *, piece: int = 1) -> list[bytes]:
    """The requests that come whole out of bytes that come in pieces."""
    came, found = Incoming(), []
    for at in range(0, len(data), piece):
        came.add(data[at : at + piece])
        while len(came) and came.is_whole():
            found.append(came.take()[0])
    return found


GET = b"GET /a HTTP/1.1\r\nHost: x\r\n\r\n"
POST = b"POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhallo"
TRAILED = b"POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n\r\n\r\r\n0\r\nX: y\r\n\r\n"


@pytest.mark.parametrize("piece", [1, 2, 3, 7, 1000])
def test_a_request_is_whole_at_its_last_byte_and_not_before(piece: int) -> None:
    chunked = b"POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhallo\r\n0\r\n\r\n"
    one_after_the_other = [GET, POST, chunked, TRAILED, GET]
    assert reads(b"".join(one_after_the_other), piece=piece) == one_after_the_other
    for one in (GET, POST, chunked, TRAILED):
        assert reads(one[:-1], piece=piece) == []


@pytest.mark.parametrize(
    "wrong",
    [
        b"GET /" + b"a" * (incoming.HEAD_MOST + 10),
        b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n" + b"1" * 5000,
        b"POST / HTTP/1.1\r\nContent-Length: 999999999999\r\n\r\nbegin",
    ],
)
def test_what_will_never_be_whole_is_answered_and_the_connection_closes(wrong: bytes) -> None:
    came = Incoming()
    came.add(wrong)
    assert came.is_whole()
    taken, goes_on = came.take()
    assert taken == wrong
    assert not goes_on


def test_a_long_request_is_read_without_copying_it_again_and_again() -> None:
    body = Received(b"x" * 60_000_000)
    begun = time.perf_counter()
    total = 0
    while piece := body.read(65536, 60_000_000 - total):
        total += len(piece)
    assert total == 60_000_000
    assert time.perf_counter() - begun < 10


def connect(address: str) -> socket.socket:
    host, port = address.removeprefix("http://").split(":")
    return socket.create_connection((host, int(port)), 20)


@contextmanager
def small(environment: dict[str, str], log: Path, **more: str) -> Iterator[str]:
    """A server of one process with two threads."""
    few = {**environment, "WEDERHOOR_WORKERS": "1", "WEDERHOOR_THREADS": "2", **more}
    with serving(few, log=log) as address:
        yield address


@on_one
def test_slow_heads_slow_bodies_and_idle_connections_keep_nobody_waiting(
    environment: dict[str, str], lumens: Organisation, tmp_path: Path
) -> None:
    with small(environment, tmp_path / "log") as address:
        visitor = visitor_at(address)
        for path in ("/healthz", "/lumens/klacht-indienen"):
            visitor.get(path)
        with Dripping(lambda: connect(address), heads=120, bodies=120, idle=64):
            for path in ("/healthz", "/lumens/klacht-indienen"):
                assert slowest(lambda path=path: visitor.get(path).status) < 0.2, path  # type: ignore[misc]
    assert "fault" not in (tmp_path / "log").read_text()


def until_closed(sock: socket.socket) -> tuple[float, bytes]:
    """After how many seconds the other side closes, and what it said."""
    begun, said = time.monotonic(), b""
    sock.settimeout(40)
    while True:
        try:
            piece = sock.recv(65536)
        except ConnectionResetError:
            piece = b""
        if not piece:
            return time.monotonic() - begun, said
        said += piece


@on_one
def test_a_head_that_does_not_come_has_an_end_and_is_told(
    environment: dict[str, str], lumens: Organisation, tmp_path: Path
) -> None:
    with small(environment, tmp_path / "log") as address, closing(connect(address)) as slow:
        slow.sendall(b"GET / HTTP/1.1\r\n")
        took, said = until_closed(slow)
        assert connections.HEAD_WITHIN - 1 < took < connections.HEAD_WITHIN + 3
        assert said.startswith(b"HTTP/1.1 408")


@on_one
def test_whoever_does_not_take_the_answer_keeps_no_thread(
    environment: dict[str, str], lumens: Organisation, tmp_path: Path
) -> None:
    with small(environment, tmp_path / "log") as address, ExitStack() as open_ones:
        for _ in range(30):
            sock = open_ones.enter_context(closing(socket.socket()))
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
            host, port = address.removeprefix("http://").split(":")
            sock.connect((host, int(port)))
            sock.sendall(b"GET /lumens/ HTTP/1.1\r\nHost: localhost\r\n\r\n" * 200)
        visitor = visitor_at(address)
        visitor.get("/healthz")
        time.sleep(1)
        assert slowest(lambda: visitor.get("/healthz").status, seconds=2) < 0.5


@on_one
def test_what_goes_over_a_connection_is_answered_as_before(
    environment: dict[str, str], lumens: Organisation, tmp_path: Path
) -> None:
    """One after the other, all at once, in chunks, after being told to go on, too much, and nonsense."""
    with small(environment, tmp_path / "log") as address:
        host, port = address.removeprefix("http://").split(":")
        kept = http.client.HTTPConnection(host, int(port), timeout=20)
        for _ in range(3):
            kept.request("GET", "/healthz")
            assert kept.getresponse().read() == b'{"status":"ok"}\n'
        kept.close()
        with closing(connect(address)) as sock:
            ask = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n"
            sock.sendall((ask + b"\r\n") * 5 + ask + b"Connection: close\r\n\r\n")
            assert until_closed(sock)[1].count(b'{"status":"ok"}') == 6
        with closing(connect(address)) as sock:
            sock.sendall(
                b"POST /aanmelden HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                b"Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n"
                b"3\r\na=b\r\n0\r\n\r\n"
            )
            assert re.match(rb"HTTP/1.1 4\d\d", until_closed(sock)[1])
        with closing(connect(address)) as sock:
            sock.sendall(
                b"POST /aanmelden HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nExpect: 100-continue\r\n"
                b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\n\r\n"
            )
            assert sock.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
            sock.sendall(b"a=b")
            assert re.match(rb"HTTP/1.1 422", until_closed(sock)[1])
        with closing(connect(address)) as sock:
            sock.sendall(
                b"POST /lumens/klacht-indienen HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999\r\n"
                b"Content-Type: application/x-www-form-urlencoded\r\n\r\n" + b"x" * 1000
            )
            _, said = until_closed(sock)
            assert said.startswith(b"HTTP/1.1 413"), said[:200]
            assert b"te veel tekst" in said
        for nonsense, status in (
            (b"zomaar iets\r\n\r\n", b"400"),
            (b"GET / HTTP/1.1\r\nHost: x\r\n" + b"A" * 9000 + b": b\r\n\r\n", b"4"),
            (b"GET /" + b"a" * 5000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", b"414"),
        ):
            with closing(connect(address)) as sock:
                sock.sendall(nonsense)
                assert until_closed(sock)[1].startswith(b"HTTP/1.1 " + status)
    log = (tmp_path / "log").read_text()
    assert "zomaar" not in log
    assert "127.0.0.1" not in log


@on_one
def test_a_whole_upload_comes_through_and_nothing_of_it_is_on_the_disk(
    environment: dict[str, str], lumens: Organisation, tmp_path: Path
) -> None:
    with small(environment, tmp_path / "log") as address:
        before = {path for path in tmp_path.rglob("*") if path.is_file()}
        with closing(connect(address)) as sock:
            mark = b"OPENBAAR-ZICHTBAAR" * 1000
            sock.sendall(
                b"POST /lumens/klacht-indienen HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n"
                b"Content-Type: multipart/form-data; boundary=x\r\nConnection: close\r\n\r\n"
                % (len(mark) * 300)
            )
            for _ in range(200):
                sock.sendall(mark)
            time.sleep(0.5)
            for path in {path for path in tmp_path.rglob("*") if path.is_file()} | before:
                assert b"OPENBAAR-ZICHTBAAR" not in path.read_bytes(), path
            for _ in range(100):
                sock.sendall(mark)
            assert re.match(rb"HTTP/1.1 4\d\d", until_closed(sock)[1])


def test_pauses_between_deadlines_are_in_order() -> None:
    assert connections.IDLE > 120, "longer than the proxies of the examples keep a connection"
    assert all(
        a < b for a, b in pairwise((connections.HEAD_WITHIN, connections.SILENT_AT_MOST, connections.IDLE))
    )


@on_one
def test_more_connections_than_there_is_room_for_make_room_for_who_asks(
    environment: dict[str, str], lumens: Organisation, tmp_path: Path
) -> None:
    """Thousands that ask nothing or send half a body, and bodies that would fill the memory."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 8000), hard))
    half = b"POST /lumens/klacht-indienen HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60000000\r\n\r\n"
    try:
        with small(environment, tmp_path / "log") as address, ExitStack() as open_ones:
            for number in range(1500):
                sock = open_ones.enter_context(closing(connect(address)))
                if number % 2:
                    sock.sendall(half + b"x" * 50_000)
            visitor = visitor_at(address)
            assert slowest(lambda: visitor.get("/healthz").status, seconds=2) < 0.5
            for _ in range(10):
                sock = open_ones.enter_context(closing(connect(address)))
                sock.settimeout(5)
                with suppress(OSError):  # it is sent away at some moment
                    sock.sendall(half)
                    for _ in range(50):
                        sock.sendall(b"x" * 1_000_000)
            assert slowest(lambda: visitor.get("/healthz").status, seconds=2) < 0.5
            assert biggest(environment) < 700, "megabytes"
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def biggest(environment: dict[str, str]) -> int:
    """How many megabytes the biggest process of an installation takes."""
    mark, most = f"WEDERHOOR_VAR={environment['WEDERHOOR_VAR']}".encode(), 0
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if mark in (folder / "environ").read_bytes().split(b"\0"):
                found = re.search(r"VmRSS:\s+(\d+)", (folder / "status").read_text())
                most = max(most, int(found[1]) // 1024 if found else 0)
    return most
