"""How an accused comes in: signed in, or with a code of their own. Both see the same pages."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from wederhoor.accused.service import Own
from wederhoor.work import Work


class Open(Protocol):
    """Opens the case behind a door; answers 404 when it is not open to whoever asks."""

    def __call__(self, *, write: bool = False) -> AbstractContextManager[tuple[Work, Own]]:
        """The unit of work and the case; `write` locks the dossier."""


@dataclass(frozen=True, kw_only=True)
class Door:
    """One of the two ways in. `url` gives the address of one of its pages by name."""

    open: Open
    url: Callable[..., str]
    papers_open: Callable[[Work, Own], bool]
    """Whether the text and the papers may be read now: who came with a code takes a second step first."""
    with_code: bool
