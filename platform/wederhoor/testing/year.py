"""A year of invented cases: every road through the process, every term begun on every kind of day, every panel.

What throws, goes backwards or never ends is a finding; what is walked is also what the report draws.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from wederhoor.explain.questions_complaints import COMPLAINANTS
from wederhoor.organisation import Organisation
from wederhoor.rules.clocks import CaseDates, GivenExtension, clock
from wederhoor.rules.committee import Committee, panel_for
from wederhoor.rules.complaint_process import ComplaintProcess, Move
from wederhoor.rules.deadlines import DeadlineRule, Term

YEAR = 2028
"""A leap year, with Easter, King's Day, Ascension and days by royal decree."""
_MOST_ROADS = 400
_LONGEST_ROAD = 24


@dataclass(frozen=True, kw_only=True)
class Road:
    """One way through a process, from its first step to an end: the moves in order."""

    start: str
    moves: tuple[Move, ...]

    @property
    def end(self) -> str:
        """The step it ends at."""
        return self.moves[-1].to_step if self.moves else self.start


def days() -> tuple[date, ...]:
    """The days on which cases begin: the first of each month, the turn of the year, and the last of February."""
    first = tuple(date(YEAR, month, 1) for month in range(1, 13))
    return (
        *first,
        date(YEAR, 2, 29),
        date(YEAR, 4, 13),
        date(YEAR, 5, 4),
        *(date(YEAR, 12, day) for day in (24, 30, 31)),
    )


def roads(process: ComplaintProcess) -> tuple[Road, ...]:
    """Every way to an end that passes no step twice, the shortest first; at most four hundred."""
    ends = {step.code for step in process.steps if not step.open}
    found: list[Road] = []
    waiting = [Road(start=start, moves=()) for start in dict.fromkeys(_starts(process))]
    while waiting and len(found) < _MOST_ROADS:
        road = waiting.pop(0)
        if road.end in ends:
            found.append(road)
            continue
        been = {road.start, *(move.to_step for move in road.moves)}
        if len(road.moves) < _LONGEST_ROAD:
            waiting += [
                Road(start=road.start, moves=(*road.moves, move))
                for move in process.moves
                if road.end in move.from_steps and move.to_step not in been
            ]
        waiting = waiting[: _MOST_ROADS * 10]
    return tuple(found)


def _starts(process: ComplaintProcess) -> Iterator[str]:
    yield process.start_complete
    yield process.start_incomplete
    if process.start_informal is not None:
        yield process.start_informal


def problems(organisation: Organisation) -> Iterator[tuple[str, str, str]]:
    """Hook, rule and problem of what goes wrong in a year of cases."""
    for process in organisation.every_process:
        if not roads(process):
            problem = "komt langs geen enkele weg aan een einde; maak een stap met ‘open’ False bereikbaar"
            yield "complaint_process", process.start_complete, problem
    for rule in organisation.deadlines:
        if (wrong := _walked(rule)) is not None:
            yield "deadline_rules", rule.code, wrong
    if isinstance(organisation.committee, Committee):
        for complainant in COMPLAINANTS:
            panel = panel_for(organisation.committee, complainant, youth_help=True)
            if not panel.seats:
                yield (
                    "committee",
                    complainant,
                    "krijgt een commissie zonder leden; geef ten minste één zetel geen ‘complainants’",
                )


def _walked(rule: DeadlineRule) -> str | None:
    """The first thing that goes wrong with a term that begins on each of the days, with and without more time."""
    if rule.backwards:
        return None
    for day in days():
        try:
            plain = clock(rule, CaseDates(starts={rule.starts: day}), on=day)
            longer = clock(rule, CaseDates(starts={rule.starts: day}, extensions=_more(rule, day)), on=day)
        except (ArithmeticError, ValueError) as error:
            return f"kan niet worden geteld vanaf {day}: {error}; kies een andere termijn"
        if plain.due is None or plain.due < day:
            return f"eindigt voor zij begint, vanaf {day}; kies een langere termijn"
        if longer.due is not None and longer.due < plain.due:
            return f"wordt korter door uitstel, vanaf {day}; verbeter ‘extension’"
        if plain.latest is not None and plain.latest < plain.due:
            return f"is op zijn laatst eerder dan gewoonlijk, vanaf {day}; verbeter ‘extension’"
    return None


def _more(rule: DeadlineRule, day: date) -> dict[str, GivenExtension]:
    extension = rule.extension
    if extension is None:
        return {}
    amount = extension.at_most or (rule.term if isinstance(rule.term, Term) else None)
    return {rule.code: GivenExtension(amount=amount, notice=day + timedelta(days=1))} if amount else {}
