"""Processes of one program: started together, stopped together, and none left when the one that started them is gone."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from types import FrameType

ANSWERS_WITHIN, ENDS_WITHIN = 30.0, 30.0  # seconds
WITH_PARENT = "--with-parent"
"""The option by which a command is told to end when whoever started it does."""


class Told:
    """Whether this process was told to end: by its manager, by Ctrl+C, because the terminal closed."""

    def __init__(self) -> None:
        """Listen from now on."""
        self.to_end = False
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._note)

    def _note(self, _signal: int, _frame: FrameType | None) -> None:
        self.to_end = True  # and nothing else: this comes between any two instructions


def keep(commands: Sequence[Sequence[str]], environment: dict[str, str], answers: Callable[[], bool]) -> int:
    """Run commands of this program until one ends or this process is told to. Returns the exit status.

    `answers` is asked until it says yes, for half a minute at most.
    """
    told = Told()  # before anything starts: what was started is never left behind
    children: list[subprocess.Popen[bytes]] = []
    asking, until = True, time.monotonic() + ANSWERS_WITHIN
    try:
        for command in commands:
            if not told.to_end:
                children.append(_start(command, environment))
        while not told.to_end and all(child.poll() is None for child in children):
            asking = asking and time.monotonic() < until and not answers()
            time.sleep(0.1)
    finally:
        codes = _end(children)
    return max((abs(code) for code in codes if code not in (0, -signal.SIGTERM)), default=0)


def _start(command: Sequence[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    # What it reads from is never written to: it ends when this process does, however it does.
    whole = [sys.executable, "-m", "wederhoor", *command, WITH_PARENT]
    return subprocess.Popen(whole, env=environment, stdin=subprocess.PIPE)  # noqa: S603 - our own commands


def _end(children: Sequence[subprocess.Popen[bytes]]) -> list[int]:
    for child in children:
        if child.poll() is None:
            child.terminate()
    until = time.monotonic() + ENDS_WITHIN
    codes = []
    for child in children:
        try:
            codes.append(child.wait(max(until - time.monotonic(), 0.1)))
        except subprocess.TimeoutExpired:
            child.kill()
            codes.append(child.wait())
        if child.stdin is not None:
            child.stdin.close()
    return codes


def end_with_parent() -> None:
    """Ask this process to end once whoever started it is gone."""

    def watch() -> None:
        while os.read(0, 1024):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()
