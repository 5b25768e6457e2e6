"""How many files are taken apart at once on a machine, and in how much memory together; every process that does it shares one queue.

A place is a file that is locked while it is taken; the kernel gives it back when its process ends, however it ends.
"""

import fcntl
import os
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wederhoor.tenancy.keeping import Kept, Place, keeps
from wederhoor.vault.files import FileStore

MEMORY_BYTES = 1536 * 1024**2
"""What one file may take to be taken apart."""
SHARE = 4
"""All files together take at most one part in so many of the machine's memory."""
MOST = 4
WAIT_SECONDS = 60.0
STEP_SECONDS = 0.05


class Busy(Exception):
    """Too many files are being looked at; it can be tried again in a moment."""


def places(memory_bytes: int, processors: int) -> int:
    """How many files may be taken apart at once on a machine with so much memory (bytes) and so many processors; at least one."""
    return max(1, min(MOST, processors, memory_bytes // SHARE // MEMORY_BYTES))


def workshop_of(root: Path) -> Path:
    """Where the places of an installation are: beside its sealed files, which are under `root`."""
    return root.parent / "workshop"


def waiting_room(files: FileStore) -> Path:
    """The same, by who keeps those files."""
    return workshop_of(files.root)


@contextmanager
def a_place(folder: Path, *, wait_seconds: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold one of the machine's places. Raises Busy when none came free in time."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    numbers = list(range(places(memory, os.cpu_count() or 1)))
    until = time.monotonic() + wait_seconds
    while True:
        random.shuffle(numbers)
        for number in numbers:
            held = os.open(folder / f"place-{number}", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(held)
                continue
            try:
                yield
            finally:
                os.close(held)
            return
        if time.monotonic() >= until:
            raise Busy
        time.sleep(STEP_SECONDS)


keeps(
    Kept(
        name="papers.places",
        says="hoeveel bestanden tegelijk worden bekeken; leeg, alleen om vast te houden",
        place=Place.DISK,
        tenant=False,
    )
)
