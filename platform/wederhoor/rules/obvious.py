"""Which grounds for not taking a complaint up somebody has to think about, from what is known; of the others nothing shows."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known of a complaint. `earlier`: whether this person complained before; `pending`: whether that is still handled."""

    event_on: date | None
    came_in_on: date
    named: bool = True
    earlier: bool = False
    pending: bool = False
    decision: bool = False
    """Whether it is about a decision."""


def a_year_after(day: date) -> date:
    """The last day on which what happened then is not more than a year ago; after a leap day that is the last of February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def in_time(known: Known) -> bool | None:
    """Whether it came in within a year of what it is about; None while that day is not known."""
    return None if known.event_on is None else known.came_in_on <= a_year_after(known.event_on)


def shows(code: str, known: Known) -> bool:
    """Whether something shows that this ground may apply, so that somebody has to say."""
    match code:
        case "older_than_a_year":
            return not in_time(known)
        case "handled_before":
            return known.earlier
        case "same_pending":
            return known.pending
        case "anonymous":
            return not known.named
        case "objection_possible" | "appeal_possible":
            return known.decision
        case _:
            return False
