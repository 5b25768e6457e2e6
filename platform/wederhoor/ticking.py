"""Jobs that begin every so often, by APScheduler; a clock that is set back or ahead neither stops nor repeats one.

APScheduler plans by the clock on the wall. So that clock is held against one that only goes on, and when they part every job is planned
anew. A job that hangs keeps no process from ending: each runs in a thread nobody waits for.
"""

import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from apscheduler.executors.base import BaseExecutor, run_job
from apscheduler.schedulers.background import BackgroundScheduler

JUMP = 2.0
"""Seconds by which both clocks may part between two looks."""


@dataclass(frozen=True, kw_only=True)
class Round:
    """A job and how many seconds lie between two of its beginnings; one that takes longer begins again after it ended."""

    every: float
    do: Callable[[], object]


class _Threads(BaseExecutor):  # type: ignore[misc]
    """Runs each job in a thread that does not keep the process alive."""

    def __init__(self) -> None:
        super().__init__()
        self.running: set[threading.Thread] = set()

    def _do_submit_job(self, job: Any, run_times: list[datetime]) -> None:
        def work() -> None:
            try:
                events = run_job(job, job._jobstore_alias, run_times, self._logger.name)
            except BaseException:  # noqa: BLE001 - told to the scheduler, which logs what kind it is
                self._run_job_error(job.id, *sys.exc_info()[1:])
            else:
                self._run_job_success(job.id, events)
            self.running.discard(threading.current_thread())

        thread = threading.Thread(target=work, daemon=True)
        self.running.add(thread)
        thread.start()


class Ticking:
    """Jobs that go on until they are ended; `look` is to be called again and again meanwhile."""

    def __init__(self, rounds: Sequence[Round]) -> None:
        """Each job begins at once."""
        self._threads = _Threads()
        self._jobs = BackgroundScheduler(
            timezone=UTC,
            executors={"default": self._threads},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )
        self._parted = self._apart()
        for one in rounds:
            self._jobs.add_job(one.do, "interval", seconds=one.every, next_run_time=datetime.now(UTC))
        self._jobs.start()

    @staticmethod
    def _apart() -> float:
        return time.time() - time.clock_gettime(time.CLOCK_BOOTTIME)

    def look(self) -> None:
        """Plan every job anew when the clock on the wall was set back or ahead since the last look."""
        apart = self._apart()
        if abs(apart - self._parted) > JUMP:
            for job in self._jobs.get_jobs():
                job.modify(next_run_time=datetime.now(UTC))
        self._parted = apart

    def end(self) -> None:
        """Begin nothing any more; what runs goes on."""
        self._jobs.shutdown(wait=False)

    def is_busy(self) -> bool:
        """Whether a job still runs."""
        return bool(self._threads.running)
