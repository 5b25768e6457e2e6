"""The real program, started in an empty folder as a user would."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support import clock

START_WITHIN = 180
WEDERHOOR = [sys.executable, "-m", "wederhoor"]


@dataclass(frozen=True)
class Program:
    base: str
    folder: Path
    environment: dict[str, str]

    def command(self, *arguments: str) -> str:
        """What a command of the program prints."""
        done = subprocess.run(
            [*WEDERHOOR, *arguments],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        return done.stdout.strip()


@contextmanager
def running(folder: Path) -> Iterator[Program]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("WEDERHOOR_")}
    environment |= {
        "WEDERHOOR_SUBMISSIONS_PER_HOUR": "1000",
        "WEDERHOOR_PORT": str(port),
    } | clock.environment()
    with (folder / "output.txt").open("wb") as output:
        process = subprocess.Popen(
            [*WEDERHOOR, "run", "--port", str(port)],
            cwd=folder,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait(process, f"http://127.0.0.1:{port}/readyz", folder / "output.txt")
            yield Program(f"http://127.0.0.1:{port}", folder, environment)
        finally:
            process.terminate()
            process.wait(30)


def _wait(process: subprocess.Popen[bytes], address: str, output: Path) -> None:
    end = time.monotonic() + START_WITHIN
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"the program did not start: {output.read_text()}")
