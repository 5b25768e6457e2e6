"""What the scheduler does: hand a new edition to everybody, and remind who did not sign."""

from datetime import date

from wederhoor.conduct import service
from wederhoor.work import Work


def hand_out_and_remind(work: Work) -> int:
    """Both; returns how many people got a mail."""
    return service.hand_out(work) + service.remind(work)


def next_day(work: Work) -> date | None:
    """The first day on which there is something to remind of."""
    return service.next_day(work)
