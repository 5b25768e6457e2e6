"""What may be said of a fault in a log: its kind, and where in our own code it came up. Never what somebody typed.

The message of an exception, its arguments and the values of a statement quote addresses, names and letters; none of them is
ever read here.
"""

import logging
from types import TracebackType
from typing import Any

OURS = "wederhoor"
CHAIN = 4
"""How many exceptions of a chain are told: the last one, and what it came from."""


def described(error: BaseException) -> str:
    """Kind and place of a fault and of what caused it: "KeyError at wederhoor/notices/mail.py:107 from ..."."""
    found: list[str] = []
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen and len(found) < CHAIN:
        seen.add(id(one))
        under = _driver_error(one)
        found.append(f"{kind(one)} at {place(one)}")
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
        if one is under and one is not None:  # the driver's own error is named already
            seen.add(id(one))
            one = None
    return " from ".join(found)


def kind(error: BaseException) -> str:
    """The type of an exception; of a database's also what the driver called it."""
    under = _driver_error(error)
    return f"{type(error).__name__}({type(under).__name__})" if under else type(error).__name__


def place(error: BaseException) -> str:
    """File and line of the last step in our own code or a plugin's; of whatever code when none was ours; "?" without any."""
    ours = last = "?"
    step: TracebackType | None = error.__traceback__
    while step is not None:
        module = str(step.tb_frame.f_globals.get("__name__", "?"))
        last = f"{module}:{step.tb_lineno}"
        if module.partition(".")[0].partition("_")[0] == OURS:
            file = step.tb_frame.f_code.co_filename.replace("\\", "/")
            package = module.partition(".")[0]
            ours = f"{package}{file.rpartition(f'/{package}')[2]}:{step.tb_lineno}"
        step = step.tb_next
    return last if ours == "?" else ours


def _driver_error(error: BaseException) -> BaseException | None:
    under = getattr(error, "orig", None)
    return under if isinstance(under, BaseException) else None


class PlainFormatter(logging.Formatter):
    """A line of the log; of an exception that came with it only what `described` says, whoever logged it."""

    def formatException(self, ei: Any) -> str:
        """Kind and place, instead of a traceback with its message."""
        return described(ei[1]) if ei[1] is not None else ""

    def formatStack(self, stack_info: str) -> str:
        """Nothing: source lines may hold examples, and the place says enough."""
        return ""


def write_plainly(level: int = logging.WARNING) -> None:
    """Send the log of this process to its error output, without anybody's words."""
    logging.basicConfig(level=level)
    for handler in logging.getLogger().handlers:
        handler.setFormatter(PlainFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
