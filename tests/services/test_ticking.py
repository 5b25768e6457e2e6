"""Jobs go on whatever is done to the clock on the wall, and a job that hangs keeps nothing from ending."""

import threading
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.support import clock

from wederhoor.ticking import Round, Ticking


def _until(true: Callable[[], bool], jobs: Ticking, seconds: float = 8.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        jobs.look()
        if true():
            return True
        time.sleep(0.05)
    return true()


@pytest.mark.parametrize("jump", [timedelta(days=-1), timedelta(days=1), timedelta(days=-400)])
def test_a_clock_that_jumps_stops_no_job_and_makes_up_for_none(jump: timedelta) -> None:
    begun: list[float] = []
    with clock.travel(clock.NOW) as travelled:
        jobs = Ticking([Round(every=0.5, do=lambda: begun.append(time.monotonic()))])
        try:
            assert _until(lambda: len(begun) >= 2, jobs)
            travelled.shift(jump)
            had = len(begun)
            assert _until(lambda: len(begun) >= had + 3, jobs)
            gaps = [later - earlier for earlier, later in zip(begun, begun[1:], strict=False)]
            assert sum(gap < 0.2 for gap in gaps) <= 1, "at most once early, where the clock jumped"
        finally:
            jobs.end()


def test_a_job_that_hangs_is_not_begun_twice_and_keeps_nobody_from_ending() -> None:
    hangs, begun = threading.Event(), []

    def job() -> None:
        begun.append(1)
        hangs.wait(30)

    jobs = Ticking([Round(every=0.2, do=job)])
    assert _until(lambda: bool(begun), jobs)
    time.sleep(0.7)
    jobs.end()
    assert (begun, jobs.is_busy()) == ([1], True)
    hangs.set()
    assert _until(lambda: not jobs.is_busy(), jobs)
