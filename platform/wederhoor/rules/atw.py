"""Algemene termijnenwet: which days are free and how a term set in a law moves off them.

The act binds terms "in een wet gesteld". A regulation an organisation made for itself does not roll over.
"""

import json
from collections.abc import Set
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from wederhoor.rules.provenance import Statute
from wederhoor.rules.terms import Term, Unit, shift
from wederhoor.rules.wording import dutch_date, weekday

ACT = "Algemene termijnenwet"
ROLLOVER = Statute(act=ACT, article="1 lid 1")
TWO_WORKING_DAYS = Statute(act=ACT, article="2")
EXCLUDED = Statute(act=ACT, article="4")

# Art. 4: longer terms, terms in hours and terms in years are left alone.
_LONGEST = {Unit.DAYS: 90, Unit.WEEKS: 12, Unit.MONTHS: 3}


@lru_cache(maxsize=8)
def decree_days(extra: Path | None = None) -> frozenset[date]:
    """Days equated by royal decree (art. 3 lid 3), as shipped, plus those in an operator's file of the same
    shape.

    Raises ``ValueError`` when that file cannot be read as ``{"days": ["2029-05-11", ...]}``.
    """
    texts = [files("wederhoor.statutes").joinpath("decree_days.json").read_text(encoding="utf-8")]
    if extra is not None:
        texts.append(extra.read_text(encoding="utf-8"))
    try:
        return frozenset(date.fromisoformat(day) for text in texts for day in json.loads(text)["days"])
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError('het bestand met besluitdagen moet {"days": ["JJJJ-MM-DD", …]} zijn') from error


def easter(year: int) -> date:
    """Easter Sunday, Gregorian calendar (the anonymous computus)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def kings_day(year: int) -> tuple[date, str]:
    """The day the King's birthday is celebrated, never on a Sunday; before 2014 Queen's Day."""
    if year >= 2014:
        day = date(year, 4, 27)
        return (day - timedelta(days=1) if day.weekday() == 6 else day), "Koningsdag"
    day = date(year, 4, 30)
    if day.weekday() == 6:  # until 1980 the celebration moved to the Monday, since then to the Saturday
        day += timedelta(days=1 if year < 1980 else -1)
    return day, "Koninginnedag"


@lru_cache(maxsize=512)
def recognised_days(year: int) -> dict[date, str]:
    """Free days of art. 3 lid 1 and 2 with their Dutch names; weekends and decree days are not in it."""
    sunday = easter(year)
    royal_day, royal_name = kings_day(year)
    named = (
        (date(year, 1, 1), "nieuwjaarsdag"),
        (sunday - timedelta(days=2), "Goede Vrijdag"),
        (sunday + timedelta(days=1), "tweede paasdag"),
        (royal_day, royal_name),
        (date(year, 5, 5), "Bevrijdingsdag"),  # art. 3 lid 1 names 5 May without a lustrum: every year
        (sunday + timedelta(days=39), "Hemelvaartsdag"),
        (sunday + timedelta(days=50), "tweede pinksterdag"),
        (date(year, 12, 25), "eerste kerstdag"),
        (date(year, 12, 26), "tweede kerstdag"),
    )
    days: dict[date, str] = {}
    for day, name in named:  # Ascension Day can fall on 5 May
        days[day] = f"{days[day]} en {name}" if day in days else name
    return days


def free_because(day: date, decrees: Set[date]) -> str | None:
    """Why a day does not count as an ordinary day, in Dutch; None for an ordinary day."""
    if name := recognised_days(day.year).get(day):
        return name
    if day in decrees:
        return "een bij koninklijk besluit gelijkgestelde dag"
    return f"een {weekday(day)}" if day.weekday() >= 5 else None


def working_day(day: date, count: int, decrees: Set[date]) -> date:
    """The day that is `count` working days later; 0 gives the day itself, or the first working day after it.

    The first working day after a Sunday is Monday, also for who asks on Sunday.
    """
    while not count and free_because(day, decrees):
        day += timedelta(days=1)
    for _ in range(count):
        day += timedelta(days=1)
        while free_because(day, decrees):
            day += timedelta(days=1)
    return day


def covers(term: Term) -> bool:
    """Whether the act applies to a term of this length and unit (art. 4)."""
    return term.unit in _LONGEST and term.amount <= _LONGEST[term.unit]


@dataclass(frozen=True, kw_only=True)
class Rollover:
    """What the act did to a plain end date: the day that counts and, when it moved, why."""

    day: date
    reason: str | None


def roll(start: date, term: Term, decrees: Set[date]) -> Rollover:
    """The end of a statutory term counted from the day after ``start`` (art. 1, 2 and 4)."""
    plain = shift(start, term)
    if not covers(term) or term.amount == 0:
        return Rollover(day=plain, reason=None)
    day, reasons = stretch(start, plain, at_least_two=_three_days(start, plain), decrees=decrees)
    if day == plain:
        return Rollover(day=plain, reason=None)
    return Rollover(day=day, reason="; ".join(reasons))


def _three_days(start: date, end: date) -> bool:
    return (end - start).days >= 3


def stretch(
    start: date, end: date, *, at_least_two: bool, decrees: Set[date], act: str = ACT
) -> tuple[date, list[str]]:
    """Move an end off free days, and further until two ordinary days lie in the term when the act asks
    that.
    """
    reasons: list[str] = []
    day = end
    first, last = ("1 lid 1", "2") if act == ACT else ("3 lid 4", "3 lid 5")
    while why := free_because(day, decrees):
        reasons.append(f"{dutch_date(day)} is {why}")
        day += timedelta(days=1)
    if reasons:
        reasons = [f"{', '.join(reasons)} ({act}, art. {first})"]
    if at_least_two:
        ordinary = sum(
            free_because(start + timedelta(days=n), decrees) is None for n in range(1, (day - start).days + 1)
        )
        moved = day
        while ordinary < 2:
            moved += timedelta(days=1)
            ordinary += free_because(moved, decrees) is None
        if moved != day:
            day = moved
            reasons.append(
                f"er moeten ten minste twee gewone dagen in de termijn vallen ({act}, art. {last})"
            )
    return day, reasons
