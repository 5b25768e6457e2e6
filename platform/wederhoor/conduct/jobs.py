"""What the scheduler does: hand a new edition to everybody, and remind who did not sign."""

from datetime import date

from wederhoor.conduct import service
from wederhoor.setbacks import service as setbacks
from wederhoor.setbacks.service import OpenWork
from wederhoor.work import Work


def hand_out_and_remind(work: Work) -> int:
    """Both; returns how many people got a mail."""
    return service.hand_out(work) + service.remind(work)


def hand_out_each(open_work: OpenWork) -> None:
    """Hand out, so that one person for whom it fails holds up nobody else."""
    with open_work() as work:
        new = service.without_edition(work)
    setbacks.together(open_work, service.HAND_OUT, new, service.hand_out)


def remind_each(open_work: OpenWork) -> None:
    """Remind, in the same way."""
    with open_work() as work:
        waiting = service.unsigned(work)
    setbacks.together(open_work, service.REMIND, waiting, service.remind)


def next_day(work: Work) -> date | None:
    """The first day on which there is something to remind of."""
    return service.next_day(work)
