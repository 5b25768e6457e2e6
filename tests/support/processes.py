"""The platform's own processes, really running: web, scheduler, and one that submits and may be killed."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tests.support import clock

PATIENCE_SECONDS = 30


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        return int(made.getsockname()[1])


def wait_until(happened: Callable[[], bool], *, seconds: float = PATIENCE_SECONDS, what: str = "") -> float:
    """Wait for something; returns how long it took."""
    start = time.monotonic()
    while not happened():
        if time.monotonic() - start > seconds:
            raise TimeoutError(what or "it did not happen")
        time.sleep(0.02)
    return time.monotonic() - start


@dataclass(kw_only=True)
class Command:
    """A `wederhoor` command that runs."""

    process: subprocess.Popen[bytes]
    log: Path

    def kill(self) -> None:
        """As a power failure would."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        """Ask it to end, and insist when it does not."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


@contextmanager
def running(environment: Mapping[str, str], *arguments: str, log: Path) -> Iterator[Command]:
    """A command of the platform in a process of its own; all it says goes to a file."""
    with log.open("ab") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "wederhoor", *arguments],
            env={
                "PATH": os.environ["PATH"],
                "PYTHONWARNINGS": "default",
                **clock.environment(),
                **environment,
            },
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            cwd=log.parent,
        )
    command = Command(process=process, log=log)
    try:
        yield command
    finally:
        command.stop()


@contextmanager
def serving(environment: Mapping[str, str], *, log: Path, command: str = "serve") -> Iterator[str]:
    """The web, serving; yields its address."""
    port = free_port()
    with running({**environment, "WEDERHOOR_PORT": str(port)}, command, log=log) as started:

        def answers() -> bool:
            if started.process.poll() is not None:
                raise RuntimeError(log.read_text())
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                return True
            return False

        wait_until(answers, what=log.read_text())
        yield f"http://127.0.0.1:{port}"


class Submitter:
    """Forks a process for each submission, ready to be killed at any moment of it."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.submitter"],
            env={"PATH": os.environ["PATH"], **clock.environment(), **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
        )
        assert self._process.stdin and self._process.stdout
        self.took = 0.0  # seconds from the first statement of the last submission to its end
        self._to: IO[bytes] = self._process.stdin
        self._from: IO[bytes] = self._process.stdout

    def submit(self, slug: str, code: str, *, kill_after: float | None) -> bool:
        """Submit a draft; kill it after so many seconds. Returns whether it said that it was done."""
        self._to.write(f"{slug} {code}\n".encode())
        self._to.flush()
        pid = int(self._from.readline())
        begun = time.perf_counter()
        if kill_after is not None:
            until = time.perf_counter() + kill_after
            while time.perf_counter() < until:
                time.sleep(0.0002)
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._to.write(b"\n")
        self._to.flush()
        done = self._from.readline().strip() == b"0"
        self.took = time.perf_counter() - begun
        return done

    def close(self) -> None:
        """End it."""
        self._to.close()
        self._process.wait(PATIENCE_SECONDS)
        self._from.close()
