"""What somebody wants to see of a list: read from an address, written back to it. The rooms say which choices there are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import ClassVar
from urllib.parse import urlencode

from wederhoor.rules import typed
from wederhoor.work import AMSTERDAM

SINCE, UNTIL = "vanaf", "tot"
"""The names of the days in an address."""


class UnknownFilter(Exception):
    """An address asks for something the list does not know."""


@dataclass(frozen=True, kw_only=True)
class Narrowing:
    """The choices above a list; empty means all. `since` and `until` are days, both included."""

    ADDRESS: ClassVar[Mapping[str, str]]
    """The names of the choices in an address, and the attribute each is."""

    since: date | None = None
    until: date | None = None

    def pairs(self) -> list[tuple[str, str]]:
        """The choices that narrow, by the names they have in an address."""
        chosen = ((name, getattr(self, attribute)) for name, attribute in self.ADDRESS.items())
        return [(name, "1" if value is True else str(value)) for name, value in chosen if value]

    def moments(self) -> dict[str, datetime]:
        """The days as moments in Amsterdam, by `since` and `until`; the second is where the last day is over."""
        days = {"since": self.since, "until": self.until and self.until + timedelta(days=1)}
        return {name: datetime.combine(day, time(), AMSTERDAM) for name, day in days.items() if day}

    def as_query(self) -> str:
        """As the part of an address after the question mark."""
        return urlencode(self.pairs())


@dataclass(frozen=True, kw_only=True)
class Days:
    """The days between which is looked, and per field what is wrong with what was written."""

    since: date | None
    until: date | None
    errors: dict[str, str]


def read_days(values: Mapping[str, str]) -> Days:
    """The days of an address, written as 2-3-2026 or 2026-03-02."""
    errors: dict[str, str] = {}
    since, until = _day(values, SINCE, errors), _day(values, UNTIL, errors)
    if since and until and until < since:
        errors[UNTIL] = "De einddatum ligt vóór de begindatum."
        until = None
    return Days(since=since, until=until, errors=errors)


def _day(values: Mapping[str, str], name: str, errors: dict[str, str]) -> date | None:
    text = typed.number(values.get(name, ""))
    if not text:
        return None
    for parts in (text.split("-"), text.replace("/", "-").split("-")[::-1]):
        try:
            return date.fromisoformat("-".join(part.zfill(2) for part in parts))
        except ValueError:
            continue
    errors[name] = "Schrijf deze datum als 2-3-2026."
    return None
