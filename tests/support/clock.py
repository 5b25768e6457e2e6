"""The one clock of the tests: every run begins at the same moment, whatever day it is outside, and goes on from there.

A pytest plugin (`-p tests.support.clock` in pyproject.toml), so that it ticks before the first test file is read: what a module
works out when it is read, and what a whole module or session shares, is of the same time as the tests. Programs that tests start
are at that moment too, when they are given `environment()`. Only what is counted in seconds, as with `time.monotonic`, is real.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from time_machine import Traveller

VARIABLE = "WEDERHOOR_TEST_MOMENT"
"""Sets another moment: "2028-02-29T12:00:00+01:00". `make days` tries the days on which programs tend to fail."""
USUAL = "2026-11-24T10:00:00+01:00"
"""A Tuesday in office hours, in no holiday."""
AHEAD = "WEDERHOOR_TEST_AHEAD"
"""How many seconds a program that a test starts is to be ahead of the machine's clock."""


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{VARIABLE}={text}: give its offset too, such as +01:00")
    return moment.astimezone(UTC)


NOW = _moment(os.environ.get(VARIABLE) or USUAL)
"""When the run began: a few seconds, at most minutes, before what the clock says."""
TODAY = NOW.astimezone(ZoneInfo("Europe/Amsterdam")).date()
"""The date in Amsterdam when the run began."""


def boxes(of: date) -> list[str]:
    """A day as the three boxes of a form ask for it."""
    return [str(of.day), str(of.month), str(of.year)]


def day(after: int) -> date:
    """So many days after today, or before when negative."""
    return TODAY + timedelta(days=after)


def pytest_load_initial_conftests() -> None:
    """From here on it is `NOW`, and time goes by."""
    begin(NOW)


def begin(destination: datetime | timedelta) -> None:
    """Travel for as long as this process lives; what it forks goes along."""
    # a number, never a moment in a zone: that would change the time zone of the machine as well
    when = destination.timestamp() if isinstance(destination, datetime) else destination
    time_machine.travel(when, tick=True).start().time_ns()  # the first look at it is where it begins


@contextmanager
def travel(destination: datetime, *, tick: bool = True) -> Iterator[Traveller]:
    """Another moment, within a test; without `tick` time stands still."""
    with time_machine.travel(destination.timestamp(), tick=tick) as travelled:
        yield travelled


def starts_at(moment: datetime) -> object:
    """A fixture for a module whose tests are about days with names: everything in them happens from that moment on."""

    @pytest.fixture(autouse=True, name="starts_at")
    def started() -> Iterator[None]:
        with travel(moment):
            yield

    return started


def machine_time() -> float:
    """The time of the machine (seconds since 1970): what the system writes on files, and what TLS judges certificates by."""
    return time_machine.escape_hatch.time.time()


def ahead() -> float:
    """How many seconds the tests are ahead of the machine; negative when they are behind."""
    return time.time() - machine_time()


def environment() -> dict[str, str]:
    """What a Python program must find in its environment to be at this moment too."""
    return {"PYTHONPATH": str(Path(__file__).with_name("startup")), AHEAD: str(ahead())}


def of_files() -> None:
    """Sealed files are as old as the tests think: the system writes the machine's time on them."""
    from wederhoor.vault.files import FileStore

    kept = FileStore.kept
    FileStore.kept = lambda store, tenant_id: (
        (name, part, changed + ahead()) for name, part, changed in kept(store, tenant_id)
    )
