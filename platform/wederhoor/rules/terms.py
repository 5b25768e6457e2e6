"""Amounts of time as the documents write them, and plain counting: the start day is never counted, months
clip.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from wederhoor.rules.wording import MONTHS


class Unit(StrEnum):
    """The unit a term is written in; the General Terms Act treats them differently."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "workdays"  # weekends, holidays and days equated by royal decree are not counted
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


_WORDS = {
    Unit.HOURS: ("uur", "uur"),
    Unit.DAYS: ("dag", "dagen"),
    Unit.WORKING_DAYS: ("werkdag", "werkdagen"),
    Unit.WEEKS: ("week", "weken"),
    Unit.MONTHS: ("maand", "maanden"),
    Unit.YEARS: ("jaar", "jaar"),
}


@dataclass(frozen=True)
class Term:
    """``Term(5, Unit.WEEKS)``, in words "5 weken". An amount of nought days is the same day ("direct")."""

    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.amount < 0:
            raise ValueError("een termijn is nul of meer")

    def __str__(self) -> str:
        if self.amount == 0:
            return "dezelfde dag"
        return f"{self.amount} {_WORDS[self.unit][self.amount != 1]}"


@dataclass(frozen=True, kw_only=True)
class FixedDay:
    """A day of the calendar instead of an amount of time: the first one after the start. ``before``: the day before it is the last.

    ``FixedDay(month=6, day=1, before=True)``, in words "vóór 1 juni". ``years`` adds whole years.
    """

    month: int
    day: int
    before: bool = False
    years: int = 0

    def __post_init__(self) -> None:
        date(2000, self.month, self.day)  # raises ValueError for a day that is in no year

    def __str__(self) -> str:
        later = (
            f" van {self.years} jaar later" if self.years > 1 else " van een jaar later" if self.years else ""
        )
        return f"{'vóór' if self.before else 'uiterlijk'} {self.day} {MONTHS[self.month - 1]}{later}"

    def after(self, start: date) -> date:
        """The last day within it, for something that started on ``start``; always later than that day."""
        for year in (start.year, start.year + 1, start.year + 2):
            named = date(year, self.month, min(self.day, monthrange(year, self.month)[1]))
            last = named - timedelta(days=1) if self.before else named
            if last > start:
                return add_months(last, 12 * self.years)
        raise ValueError("er is geen dag na de laatste die een kalender kent")


def add_months(day: date, months: int) -> date:
    """The same day of a later or earlier month; a day that month lacks becomes its last day."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def shift(day: date, term: Term, *, sign: int = 1) -> date:
    """Count a term forwards (``sign=1``) or backwards (``-1``) without moving it off free days.

    Raises ``ValueError`` for a term in hours: those need a moment, not a day; and for working days, which need a calendar (see
    ``rules.deadlines.ahead``).
    """
    amount = term.amount * sign
    match term.unit:
        case Unit.DAYS:
            return day + timedelta(days=amount)
        case Unit.WEEKS:
            return day + timedelta(weeks=amount)
        case Unit.MONTHS:
            return add_months(day, amount)
        case Unit.YEARS:
            return add_months(day, 12 * amount)
        case Unit.WORKING_DAYS:
            raise ValueError("werkdagen tellen met de kalender van vrije dagen")
        case Unit.HOURS:
            raise ValueError("een termijn in uren telt vanaf een tijdstip, niet vanaf een dag")
