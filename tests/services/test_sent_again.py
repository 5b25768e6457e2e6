"""Workers are killed while people send; a browser sends again what was cut off: everything is there, once."""

import http.client
import os
import random
import signal
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import select
from tests.support.ports import free_port
from tests.support.processes import running, wait_until
from tests.support.visitor import Visitor, visitor_at
from tests.support.world import Organisation

from wederhoor import record_proof
from wederhoor.messages.tables import Message
from wederhoor.tasks.tables import Task

pytestmark = pytest.mark.siege

PLACE = "/lumens/mijn-klacht/berichten"
CUT = (OSError, http.client.HTTPException)


def children_of(pid: int) -> list[int]:
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, IndexError):
            if int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1]) == pid:
                found.append(int(folder.name))
    return found


def insisting(visitor: Visitor, fields: list[tuple[str, str]]) -> int:
    """Send a form until an answer comes, as somebody at a browser does. Returns how often."""
    for tries in range(1, 60):
        with suppress(*CUT):
            if visitor.post(PLACE, list(fields), follow=False).status == 303:
                return tries
        time.sleep(0.1)
    raise AssertionError("it never came through")


def test_what_was_cut_off_and_sent_again_is_there_once(
    lumens: Organisation, environment: dict[str, str], tmp_path: Path
) -> None:
    filed = lumens.file_complaint()
    port = free_port()
    chance = random.Random()
    several = {**environment, "WEDERHOOR_PORT": str(port), "WEDERHOOR_WORKERS": "2"}
    with running(several, "serve", log=tmp_path / "web.log") as web:
        visitor = visitor_at(f"http://127.0.0.1:{port}")

        def answers() -> bool:
            with suppress(*CUT):
                return visitor.get("/healthz").status == 200
            return False

        wait_until(answers, what="the web")
        visitor.submit(visitor.get("/lumens/mijn-klacht"), code=filed.code)

        def kill() -> None:
            for pid in children_of(web.process.pid):
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)

        said = [f"Bericht {number}" for number in range(24)]
        tries = 0
        for number, text in enumerate(said):
            wait_until(answers, what="the web, again")
            page = visitor.get(PLACE)
            cut = threading.Timer(chance.uniform(0, 0.04), kill) if number % 2 else None
            if cut is not None:
                cut.start()
            tries += insisting(visitor, page.form().filled({"text": text}))
            if cut is not None:
                cut.join()
    with lumens.work() as work:
        there = [one.body["text"] for one in work.session.scalars(select(Message).order_by(Message.sent_at))]
        asked = work.session.scalars(select(Task.id).where(Task.kind == "read_message")).all()
    assert there == said
    assert len(asked) == 1, "one task to read them, however many they are"
    assert tries > len(said), "nothing was cut off"
    assert record_proof.verify_record(lumens.installation) == []
