"""A database that is stopped, killed and started again: who asks meanwhile is told so, and right after it is back everybody is served."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from tests.support.postgres import Postgres
from tests.support.processes import running, serving, wait_until
from tests.support.visitor import visitor_at
from tests.support.world import Organisation, Templates, add_organisation, fresh_environment, opened

from wederhoor import config as settings

pytestmark = pytest.mark.siege


@pytest.fixture
def own() -> Iterator[Postgres]:
    with Postgres() as server:
        yield server


def kill(server: Postgres) -> None:
    """As a power failure would: the server and everything it started."""
    process = server._process
    assert process is not None
    session = os.getsid(process.pid)
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, IndexError):
            if int((folder / "stat").read_text().rsplit(")", 1)[1].split()[3]) == session:
                os.kill(int(folder.name), signal.SIGKILL)
    process.wait(10)


class Asking:
    """Somebody who asks for a page again and again; remembers the answers with their moments."""

    def __init__(self, address: str, path: str) -> None:
        self.answers: list[tuple[float, int]] = []
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._ask, args=(address, path))
        self._thread.start()

    def _ask(self, address: str, path: str) -> None:
        visitor = visitor_at(address)
        while not self._over.is_set():
            status = visitor.get(path).status
            self.answers.append((time.monotonic(), status))
            time.sleep(0.02)

    def stop(self) -> None:
        self._over.set()
        self._thread.join(30)

    def bad_since(self, moment: float) -> list[float]:
        """How long after a moment something else than a page came."""
        return [round(at - moment, 2) for at, status in self.answers if at > moment and status != 200]


@pytest.mark.parametrize("how", ["killed", "stopped"])
def test_after_a_restart_nobody_meets_a_dead_connection(
    how: str, own: Postgres, templates: Templates, tmp_path: Path
) -> None:
    fresh = Templates(folder=tmp_path / "templates")
    with fresh_environment("postgresql", fresh, own, tmp_path / "var", keys_kind="postgresql") as environment:
        with opened(settings.load(environment)) as installation:
            lumens: Organisation = add_organisation(installation, "lumens")
            lumens.file_complaint()
        several = {**environment, "WEDERHOOR_WORKERS": "2", "WEDERHOOR_THREADS": "4"}
        with (
            running(environment, "scheduler", log=tmp_path / "scheduler.log"),
            serving(several, log=tmp_path / "web.log") as address,
        ):
            wait_until(lambda: visitor_at(address).get("/readyz").status == 200)
            asking = [Asking(address, path) for path in ("/lumens/", "/readyz") for _ in range(3)]
            try:
                for _ in range(2):
                    time.sleep(1)
                    kill(own) if how == "killed" else own.stop()
                    time.sleep(2)
                    own.start()
                    back = time.monotonic()
                    time.sleep(4)
                    late = [asked.bad_since(back + 1.0) for asked in asking]
                    assert all(not one for one in late), late
            finally:
                for asked in asking:
                    asked.stop()
