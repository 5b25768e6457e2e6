"""Amounts of time as the documents write them, and plain counting: the start day is never counted, months
clip.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Unit(StrEnum):
    """The unit a term is written in; the General Terms Act treats them differently."""

    HOURS = "hours"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


_WORDS = {
    Unit.HOURS: ("uur", "uur"),
    Unit.DAYS: ("dag", "dagen"),
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


def add_months(day: date, months: int) -> date:
    """The same day of a later or earlier month; a day that month lacks becomes its last day."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def shift(day: date, term: Term, *, sign: int = 1) -> date:
    """Count a term forwards (``sign=1``) or backwards (``-1``) without moving it off free days.

    Raises ``ValueError`` for a term in hours: those need a moment, not a day.
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
        case Unit.HOURS:
            raise ValueError("een termijn in uren telt vanaf een tijdstip, niet vanaf een dag")
