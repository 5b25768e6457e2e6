"""When a mail that did not leave is tried again, and when that is given up: for days, with growing pauses."""

from datetime import timedelta

REFUSED_FOR_NOW = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(minutes=30),
    timedelta(hours=1),
    timedelta(hours=2),
    *(timedelta(hours=4),) * 29,
)
"""After each time the mail server said "not now" of this mail: five days in all, as mail servers do (RFC 5321, 4.5.4.1)."""
SERVER_AWAY = (
    timedelta(minutes=1),
    timedelta(minutes=2),
    timedelta(minutes=5),
    timedelta(minutes=10),
    *(timedelta(minutes=15),) * 479,
)
"""After each time the server itself could not be reached: five days in all, and never long after it is back."""
LONGEST = max(*REFUSED_FOR_NOW, *SERVER_AWAY)


def pause(refused: int, away: int, *, of_all: bool) -> timedelta | None:
    """How long a mail waits that was refused for now, and found the server away, so many times; None when it is given up.

    `of_all`: the last of these was the server being away.
    """
    pauses, times = (SERVER_AWAY, away) if of_all else (REFUSED_FOR_NOW, refused)
    return pauses[times - 1] if times <= len(pauses) else None
