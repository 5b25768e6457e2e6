"""Who of the schedulers leads, on however many machines: a lease in the database, with a number that grows with every leader.

No clock is compared with another: whoever waits watches whether the leader still renews, by its own steady clock, and whoever
leads knows by its own how long ago it renewed. A leader that was frozen knows at once, when it goes on, that its time is over.
"""

import fcntl
import logging
import os
import signal
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self, cast

from sqlalchemy import CursorResult, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from wederhoor.faults import described
from wederhoor.settings.service import platform_session
from wederhoor.tenancy.tables import Lease
from wederhoor.work import Installation

log = logging.getLogger("wederhoor.scheduler")

NAME = "scheduler"
RENEWED_EVERY, HOLDS, TAKEN_AFTER = 3.0, 15.0, 20.0
"""Seconds: between two renewals; that a leader may act after the last one; without one until another takes the lease."""
LOOKS_EVERY, AGAIN_AFTER = 0.5, 2.0
PARTS = 2  # of the file of a lock: the name of the folder, the number of the process


def steady() -> float:
    """Seconds that only go on, also while the machine sleeps."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


class Leader:
    """One term of leading, by its number."""

    def __init__(self, installation: Installation, number: int, since: float) -> None:
        """`since`: when the lease was asked for, by the steady clock."""
        self._installation = installation
        self.number = number
        self._renewed = self._asked = since
        self._over = False

    def holds(self) -> bool:
        """Whether this process may act: nobody else can have taken the lease yet. Asks no database."""
        return not self._over and steady() - self._renewed < HOLDS

    def keep(self) -> None:
        """Renew when it is time to; what goes wrong is tried again until the lease is over."""
        asked = steady()
        if asked - self._asked < (RENEWED_EVERY if self._asked == self._renewed else AGAIN_AFTER):
            return
        self._asked = asked
        try:
            renewed = self._change(beats=Lease.beats + 1)
        except SQLAlchemyError as error:
            log.error("the lease could not be renewed: %s", described(error))
            return
        if renewed:
            self._renewed = asked
        else:
            self._over = True

    def give_up(self) -> None:
        """Leave the lease to whoever waits."""
        self._over = True
        try:
            self._change(held=False)
        except SQLAlchemyError as error:  # then another waits until it is over
            log.error("the lease could not be given up: %s", described(error))

    def _change(self, **values: Any) -> bool:
        with platform_session(self._installation, write=True) as session:
            mine = (Lease.name == NAME) & (Lease.number == self.number) & Lease.held
            changed = session.execute(
                update(Lease).where(mine).values(**values).execution_options(synchronize_session=False)
            )
            return cast(CursorResult[Any], changed).rowcount == 1


@contextmanager
def leadership(installation: Installation, told: Callable[[], bool]) -> Iterator[Leader | None]:
    """Wait until this process leads; None when it was `told` to end before that."""
    with _Place(installation.config.var) as place:
        leader = _wait(installation, place, told)
        try:
            yield leader
        finally:
            if leader is not None:
                leader.give_up()


def _wait(installation: Installation, place: "_Place", told: Callable[[], bool]) -> Leader | None:
    seen: object = None
    since = steady()
    while not told():
        here, asked = place.lock(), steady()
        with platform_session(installation, write=False) as session:
            lease = session.get(Lease, NAME)
        if lease is None:
            _make(installation)
            continue
        if (mark := (lease.number, lease.beats, lease.held)) != seen:
            seen, since = mark, asked
        # Who led from this folder held its lock until it ended, however it ended.
        gone = not lease.held or (here is not None and lease.place == here) or asked - since > TAKEN_AFTER
        if here is None and asked - since > TAKEN_AFTER:
            place.end_holder()
        if gone and (leader := _take(installation, lease, here, asked)) is not None:
            return leader
        time.sleep(LOOKS_EVERY)
    return None


def _make(installation: Installation) -> None:
    try:
        with platform_session(installation, write=True) as session:
            session.add(Lease(name=NAME, number=0, beats=0, held=False))
    except IntegrityError:
        log.info("another scheduler began at the same moment")


def _take(installation: Installation, lease: Lease, here: uuid.UUID | None, asked: float) -> Leader | None:
    same = (Lease.name == NAME) & (Lease.number == lease.number) & (Lease.beats == lease.beats)
    number = lease.number + 1
    with platform_session(installation, write=True) as session:
        changed = session.execute(
            update(Lease)
            .where(same)
            .values(number=number, beats=0, held=True, place=here)
            .execution_options(synchronize_session=False)
        )
        taken = cast(CursorResult[Any], changed).rowcount == 1
    return Leader(installation, number, asked) if taken else None


class _Place:
    """The lock of the folder this process works in, and the name by which the lease knows that folder."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "scheduler.lock"
        self._name: uuid.UUID | None = None

    def __enter__(self) -> Self:
        self._file = self._path.open("a+")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def lock(self) -> uuid.UUID | None:
        """The name of the folder once this process has its lock; None while another has."""
        if self._name is None:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:  # another has it, or this folder knows no locks: then the lease alone decides
                return None
            found = self._read()
            self._name = uuid.UUID(found[0]) if found else uuid.uuid4()
            self._file.truncate(0)
            self._file.write(f"{self._name} {os.getpid()}\n")
            self._file.flush()
        return self._name

    def end_holder(self) -> None:
        """End a process that has the lock of this folder and does not move any more: it may have a lock of the database as well."""
        found = self._read()
        if len(found) == PARTS and self._name is None and self._is_open_in(int(found[1])):
            log.error("process %s leads and does not move any more: it is ended", found[1])
            with suppress(ProcessLookupError):
                os.kill(int(found[1]), signal.SIGKILL)

    def _read(self) -> list[str]:
        self._file.seek(0)
        return self._file.read().split()

    def _is_open_in(self, pid: int) -> bool:
        """Whether that number is really that process, and not another's or one in another container."""
        mine = os.fstat(self._file.fileno())
        for one in Path(f"/proc/{pid}/fd").glob("*"):
            with suppress(OSError):  # closed in the meantime
                if os.path.samestat(one.stat(), mine):
                    return pid != os.getpid()
        return False
