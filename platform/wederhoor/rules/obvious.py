"""Which grounds for not taking a complaint up somebody has to think about, from what is known; of the others nothing shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wederhoor.rules.admissibility import AdmissibilityGround, FilingLimit, Sign
from wederhoor.rules.deadlines import StartEvent


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


STARTED = {
    StartEvent.HAPPENED: "het gebeurde",
    StartEvent.KNOWN: "de klager ervan wist",
    StartEvent.BODY_DECIDED: "het besluit er was",
}
"""What starts a limit, in words after "de dag waarop"."""


def limit_of(grounds: Iterable[AdmissibilityGround]) -> FilingLimit | None:
    """Until when a complaint can be filed, where the rules set a limit."""
    return next((ground.limit for ground in grounds if ground.limit is not None), None)


def in_time(known: Known, limit: FilingLimit) -> bool | None:
    """Whether it came in within the limit; None while the day that starts it is not known."""
    return None if known.event_on is None else known.came_in_on <= limit.last_day(known.event_on)


def shows(ground: AdmissibilityGround, known: Known) -> bool:
    """Whether something shows that this ground may apply, so that somebody has to say."""
    match ground.sign:
        case Sign.TOO_LATE:
            return ground.limit is None or not in_time(known, ground.limit)
        case Sign.HANDLED_EARLIER:
            return known.earlier
        case Sign.STILL_PENDING:
            return known.pending
        case Sign.UNNAMED:
            return not known.named
        case Sign.DECISION:
            return known.decision
        case None:
            return False
