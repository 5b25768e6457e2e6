"""Every act there is: those of the platform, and one for each move of the organisation's process."""

from wederhoor.complaints import (
    breaches,
    corrections,
    handling,
    happening,
    judging,
    linking,
    meant,
    meeting,
    mistake,
    moves,
    receiving,
    reminding,
    reopening,
    terms,
    transfer,
)
from wederhoor.complaints.acts import Act
from wederhoor.deadlines.case import Case

PLATFORM: tuple[Act, ...] = (
    *handling.ACTS,
    *terms.ACTS,
    *receiving.ACTS,
    *judging.ACTS,
    *reopening.ACTS,
    *reminding.ACTS,
    *meeting.ACTS,
    *happening.ACTS,
    *meant.ACTS,
    *corrections.ACTS,
    *breaches.ACTS,
    *linking.ACTS,
    *mistake.ACTS,
    *transfer.ACTS,
)


def acts_of(case: Case) -> tuple[Act, ...]:
    """The acts of a case, in the order people see them: first the moves of its process."""
    own = tuple(
        moves.act_of(move, ends=not case.process.step(move.to_step).open)
        for move in case.process.moves
        if move.means not in moves.OWN_PAGES
    )
    return (*own, *PLATFORM)


def act_with(case: Case, slug: str) -> Act | None:
    """The act at an address."""
    return next((act for act in acts_of(case) if act.slug == slug), None)
