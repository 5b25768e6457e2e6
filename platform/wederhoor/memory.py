"""What a process remembers because working it out again costs more: never more than so much, for all its threads."""

import threading
from typing import Generic, TypeVar

from cachetools import LRUCache

Key = TypeVar("Key")
Value = TypeVar("Value")


class Memory(Generic[Key, Value]):
    """Values by key, at most so many: the one nobody asked for longest is forgotten. Safe between threads.

    Two threads that miss the same key both work it out; a value must be the same whoever does.
    """

    def __init__(self, most: int) -> None:
        self._kept: LRUCache[Key, Value] = LRUCache(most)
        self._lock = threading.Lock()  # also to look: looking changes what was asked for last

    def get(self, key: Key) -> Value | None:
        """The value kept under a key; None when there is none."""
        with self._lock:
            return self._kept.get(key)

    def keep(self, key: Key, value: Value) -> Value:
        """Keep a value under a key; returns it."""
        with self._lock:
            self._kept[key] = value
        return value

    def forget(self, key: Key) -> None:
        """Forget what is kept under a key, if anything is."""
        with self._lock:
            self._kept.pop(key, None)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()

    def __len__(self) -> int:
        return len(self._kept)
