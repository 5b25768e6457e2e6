"""Starting and stopping: what cannot start says so, what is told to end ends, and one leads on however many machines."""

import os
import signal
import socket
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import select
from tests.support.mail import FakeMail
from tests.support.processes import free_port, running, wait_until
from tests.support.smtp import mail_sink
from tests.support.world import Organisation, sqlite_environment

from wederhoor import leading, scheduler
from wederhoor.leading import Leader, leadership
from wederhoor.notices.postman import Postman
from wederhoor.notices.tables import OutboxRow
from wederhoor.settings.service import platform_session
from wederhoor.tenancy.tables import Lease
from wederhoor.work import Installation

pytestmark = pytest.mark.siege

on_one = pytest.mark.parametrize("database", ["sqlite"])


def processes_of(environment: Mapping[str, str]) -> list[int]:
    """Every process that works in the folder of this installation."""
    mark = f"WEDERHOOR_VAR={environment['WEDERHOOR_VAR']}".encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if mark in (folder / "environ").read_bytes().split(b"\0"):
                found.append(int(folder.name))
    return found


def leads(installation: Installation) -> int | None:
    """The number of the term of whoever leads; None while nobody does."""
    with platform_session(installation, write=False) as session:
        lease = session.get(Lease, leading.NAME)
    return lease.number if lease is not None and lease.held else None


def elsewhere(installation: Installation, environment: Mapping[str, str], folder: Path) -> dict[str, str]:
    """The same installation as another machine sees it: a folder of its own, the same databases."""
    folder.mkdir()
    config = installation.config
    return {
        **environment,
        "WEDERHOOR_VAR": str(folder),
        "WEDERHOOR_DATABASE_URL": config.database_url.render_as_string(hide_password=False),
        "WEDERHOOR_KEYS_URL": config.keys_url.render_as_string(hide_password=False),
    }


def stands_ready(pid: int) -> bool:
    """Whether a scheduler got as far as looking whether it may lead."""
    with suppress(OSError):
        files = Path(f"/proc/{pid}/fd").glob("*")
        return any(os.path.realpath(one).endswith("scheduler.lock") for one in files)
    return False


@on_one
@pytest.mark.parametrize("command", ["run", "serve"])
def test_a_port_that_is_taken_is_said_in_one_sentence_and_nothing_lives_on(
    command: str, environment: dict[str, str], tmp_path: Path
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen(1)
        port = str(taken.getsockname()[1])
        with running({**environment, "WEDERHOOR_PORT": port}, command, log=tmp_path / "log") as started:
            assert started.process.wait(20) == 2
            wait_until(lambda: processes_of(environment) == [], seconds=5)
    said = (tmp_path / "log").read_text().strip().splitlines()
    assert said == [f"Stop wat al op poort {port} luistert, of zet WEDERHOOR_PORT op een andere poort."]


@on_one
@pytest.mark.parametrize("after", [0.0, 0.7, 1.5, 3.0])
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL, signal.SIGHUP])
def test_whenever_run_is_stopped_nothing_of_it_is_left(
    how: signal.Signals, after: float, environment: dict[str, str], tmp_path: Path
) -> None:
    port = free_port()
    with running({**environment, "WEDERHOOR_PORT": str(port)}, "run", log=tmp_path / "log") as started:
        wait_until(lambda: len(processes_of(environment)) > (1 if after else 0))
        time.sleep(after)
        started.process.send_signal(how)
        started.process.wait(40)
    wait_until(lambda: processes_of(environment) == [], seconds=30, what="a process was left behind")
    with socket.socket() as free:
        free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        free.bind(("127.0.0.1", port))


def test_an_invented_world_that_was_cut_off_halfway_begins_anew(tmp_path: Path) -> None:
    environment = {
        **sqlite_environment(tmp_path / "var"), "WEDERHOOR_PORT": str(free_port()), "WEDERHOOR_DEMO": "1",
    }  # fmt: skip
    with running(environment, "run", log=tmp_path / "log") as started:
        wait_until(lambda: "Voorbeeldwereld laden" in (tmp_path / "log").read_text())
        time.sleep(1)
        started.kill()
    with running(environment, "run", log=tmp_path / "again.log") as started:
        wait_until(lambda: "draait op" in (tmp_path / "again.log").read_text(), seconds=150)
    assert "Voorbeeldwereld laden" in (tmp_path / "again.log").read_text()


def test_a_scheduler_that_waits_ends_when_it_is_told_to(
    installation: Installation, environment: dict[str, str], tmp_path: Path
) -> None:
    with running(environment, "scheduler", log=tmp_path / "one.log") as leader:
        wait_until(lambda: leads(installation) is not None)
        with running(environment, "scheduler", log=tmp_path / "two.log") as waiting:
            wait_until(lambda: stands_ready(waiting.process.pid))
            waiting.process.terminate()
            assert waiting.process.wait(5) == 0
        assert leads(installation) == 1
        leader.process.terminate()
        assert leader.process.wait(10) == 0
    assert leads(installation) is None, "it gives the lease up"


def test_on_two_machines_one_leads_and_the_other_takes_over_at_once_when_it_ends(
    installation: Installation, environment: dict[str, str], tmp_path: Path
) -> None:
    """Each with a folder of its own, so that only the database knows of both."""
    other = elsewhere(installation, environment, tmp_path / "other")
    with running(environment, "scheduler", log=tmp_path / "one.log") as first:
        wait_until(lambda: leads(installation) == 1)
        with running(other, "scheduler", log=tmp_path / "two.log"):
            time.sleep(2)
            assert leads(installation) == 1
            first.process.terminate()
            assert wait_until(lambda: leads(installation) == 2) < 5


def test_a_leader_that_is_frozen_is_ended_by_the_one_that_waits_beside_it(
    lumens: Organisation, environment: dict[str, str], tmp_path: Path
) -> None:
    """Whatever it held of the database comes free with it."""
    installation = lumens.installation
    with mail_sink() as sink:
        sending = {**environment, "WEDERHOOR_SMTP_URL": sink.url}
        with running(sending, "scheduler", log=tmp_path / "one.log") as frozen:
            wait_until(lambda: leads(installation) == 1)
            os.kill(frozen.process.pid, signal.SIGSTOP)
            with running(sending, "scheduler", log=tmp_path / "two.log"):
                took = wait_until(lambda: leads(installation) == 2, seconds=40)
                assert leading.HOLDS < leading.TAKEN_AFTER - 0.5 < took
                assert frozen.process.wait(5) == -signal.SIGKILL
                lumens.file_complaint()
                wait_until(lambda: len(sink.messages) == 1)


@pytest.mark.parametrize("database", ["postgresql"])
def test_a_leader_on_another_machine_that_was_frozen_does_nothing_when_it_goes_on(
    lumens: Organisation, environment: dict[str, str], tmp_path: Path
) -> None:
    installation = lumens.installation
    other = elsewhere(installation, environment, tmp_path / "other")
    with mail_sink() as sink:
        sending = {"WEDERHOOR_SMTP_URL": sink.url}
        with running(environment | sending, "scheduler", log=tmp_path / "one.log") as frozen:
            wait_until(lambda: leads(installation) == 1)
            os.kill(frozen.process.pid, signal.SIGSTOP)
            with running(other | sending, "scheduler", log=tmp_path / "two.log"):
                wait_until(lambda: leads(installation) == 2, seconds=40)
                lumens.file_complaint()
                wait_until(lambda: len(sink.messages) == 1)
                os.kill(frozen.process.pid, signal.SIGCONT)
                lumens.file_complaint()
                wait_until(lambda: len(sink.messages) == 2)
                time.sleep(3)
                assert leads(installation) == 2
                assert len(set(sink.ids)) == len(sink.ids) == 2


def test_a_term_that_is_over_claims_nothing_and_sends_nothing(
    lumens: Organisation, mail: FakeMail, monkeypatch: pytest.MonkeyPatch
) -> None:
    installation = lumens.installation
    lumens.file_complaint()
    with leadership(installation, lambda: False) as earlier:
        assert earlier is not None
        with platform_session(installation, write=True) as session:
            session.get_one(Lease, leading.NAME).number += 1
        scheduler.sweep(installation, mail, postman=Postman(mail, earlier))
        assert mail.messages == [], "a later leader is known to the database"
        monkeypatch.setattr(leading, "RENEWED_EVERY", 0.0)
        earlier.keep()
        assert not earlier.holds()


def test_a_lease_that_cannot_be_renewed_is_over_by_the_leaders_own_clock(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr(leading, "steady", lambda: now[0])
    leader = Leader(installation, 1, 100.0)
    now[0] += leading.HOLDS - 1
    assert leader.holds()
    now[0] += 2
    assert not leader.holds()


def test_what_an_earlier_term_left_half_sent_goes_again_whatever_the_clock_says(
    lumens: Organisation, mail: FakeMail
) -> None:
    lumens.file_complaint()
    with lumens.work(write=True) as work:
        row = work.session.scalars(select(OutboxRow).where(OutboxRow.addressee.startswith("party:"))).one()
        row.state, row.claimed_in, row.attempts = "sending", 0, 1
        row.claimed_at = work.now.replace(year=work.now.year + 3)
    scheduler.sweep(lumens.installation, mail)
    assert len([one for one in mail.messages if one["To"] == "anna@bewoner.example"]) == 1
