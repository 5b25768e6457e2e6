"""A process beside the web that sets letters: it never loads the typesetter. It ends when nobody asks for a while, and with the web."""

import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any

from wederhoor.notices.pdf import fonts, to_pages, to_pdf

IDLE, LONGEST = 120.0, 30.0  # seconds


def _nothing() -> None:
    """Only to be there."""
    fonts()


MAKERS: Mapping[str, Callable[..., Any]] = {"pdf": to_pdf, "pages": to_pages, "nothing": _nothing}


class NotSet(Exception):
    """The letter could not be set."""


class _Aside:
    """The one process of this web, and the line to it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.process: SpawnProcess | None = None
        self.line: Connection | None = None

    def ask(self, what: str, told: Mapping[str, Any]) -> Any:
        """What the process made. One that ended while nobody asked is started anew."""
        with self.lock:
            for _ in range(2):
                with suppress(EOFError, OSError):
                    return self._asked(what, told)
                self._end()
        raise NotSet

    def _asked(self, what: str, told: Mapping[str, Any]) -> Any:
        line = self.line if self.process is not None and self.process.is_alive() else None
        line = line or self._start()
        line.send((what, dict(told)))
        if not line.poll(LONGEST):
            self._end()
            raise NotSet
        made = line.recv()
        if isinstance(made, NotSet):
            raise made
        return made

    def _start(self) -> Connection:
        self._end()
        here, there = get_context("spawn").Pipe()
        self.process = get_context("spawn").Process(target=serve, args=(there,), daemon=True)
        self.process.start()
        there.close()  # so that this side hears it when the other is gone
        self.line = here
        return here

    def _end(self) -> None:
        if self.line is not None:
            self.line.close()
        if self.process is not None:
            self.process.kill()
            self.process.join()
        self.line = self.process = None


def serve(line: Connection, idle: float = IDLE) -> None:
    """Make what is asked until nobody asked for a while, or whoever asks is gone."""
    with suppress(EOFError, OSError):
        while line.poll(idle):
            what, told = line.recv()
            try:
                made = MAKERS[what](**told)
            except Exception as error:  # noqa: BLE001 - whatever it was, the web is told that there is no letter
                made = NotSet(type(error).__name__)
            line.send(made)


_ASIDE = _Aside()


def made_ready() -> None:
    """Start the process where it is not there yet: before a transaction begins, so that none waits for it."""
    with suppress(NotSet):
        _ASIDE.ask("nothing", {})


def to_pdf_apart(**letter: Any) -> bytes:
    """A PDF (`pdf.to_pdf`), for the web. Raises NotSet."""
    return bytes(_ASIDE.ask("pdf", letter))


def to_pages_apart(**letter: Any) -> list[str]:
    """Pages to look at (`pdf.to_pages`), for the web. Raises NotSet."""
    return list(_ASIDE.ask("pages", letter))
