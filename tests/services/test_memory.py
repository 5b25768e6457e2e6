"""What a process remembers has a bound, and threads may share it."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from wederhoor.memory import Memory


def test_what_nobody_asked_for_longest_is_forgotten_and_the_rest_stays() -> None:
    memory: Memory[str, int] = Memory(2)
    assert memory.get("one") is None
    assert memory.keep("one", 1) == 1
    memory.keep("two", 2)
    assert memory.get("one") == 1
    memory.keep("three", 3)
    assert (memory.get("one"), memory.get("two"), memory.get("three"), len(memory)) == (1, None, 3, 2)
    memory.forget("one")
    memory.forget("nothing")
    assert (memory.get("one"), len(memory)) == (None, 1)


@contextmanager
def _threads_change_often() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def test_threads_that_look_keep_and_forget_at_once_never_find_anothers_value() -> None:
    memory: Memory[int, int] = Memory(8)

    def work(start: int) -> None:
        for number in range(start, start + 4000):
            key = number % 16
            assert memory.get(key) in (None, -key)
            memory.keep(key, -key)
            memory.forget((key + 3) % 16)

    with _threads_change_often(), ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    assert len(memory) <= 8
