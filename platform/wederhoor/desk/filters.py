"""What somebody wants to see of the register: read from the address, written back to it."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace

from wederhoor.web.filtering import SINCE, UNTIL, Narrowing, UnknownFilter, read_days

MINE = "mij"
NOBODY = "niemand"
ARRIVED, DUE, HANDLER, STEP = "binnen", "datum", "behandelaar", "stap"
SORTS = frozenset({ARRIVED, *(f"{key}{way}" for key in (DUE, HANDLER, STEP) for way in ("", "-om"))})
"""By what the register can be put in order, beside newest first."""
SIZES = (25, 50, 100, 200)
"""How many lines a page of it may have."""
COLUMNS = {
    "w": ("Waarover", ""),
    "o": ("Onderwerp", ""),
    "b": ("Binnen", ARRIVED),
    "c": ("Compleet op", ""),
    "k": ("Hoe binnen", ""),
    "r": ("Regeling", ""),
    "h": ("Behandelaar", HANDLER),
    "s": ("Stap", STEP),
    "t": ("Eerste termijn", ""),
    "u": ("Uiterlijk", DUE),
    "a": ("Afgesloten", ""),
}
"""What can stand beside the number, by its letter in an address: its words, and by what it puts the list in order."""
USUAL = "wbhsu"
"""The columns of who chose none."""


@dataclass(frozen=True, kw_only=True)
class Filters(Narrowing):
    """The choices above the register; the days are those of arrival."""

    ADDRESS = {
        "status": "status",
        "onderwerp": "category",
        "regime": "regime",
        "behandelaar": "handler",
        "telaat": "late",
        SINCE: "since",
        UNTIL: "until",
        "volgorde": "sort",
        "kolommen": "columns",
        "aantal": "size",
    }
    status: str = ""
    """"open", "dicht" or the code of a step."""
    category: str = ""
    regime: str = ""
    handler: str = ""
    """"mij", "niemand" or the id of an account."""
    late: bool = False
    sort: str = ""
    """By what the list is in order, and "-om" for the other way round; nothing is newest first."""

    columns: str = ""
    """The letters of the columns in their order; nothing is those of who looks."""
    size: str = ""
    """How many lines a page has; nothing is as many as who looks wants."""

    @property
    def bare(self) -> "Filters":
        """The same choice of matters in the same order, however it is shown."""
        return replace(self, columns="", size="")

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return replace(self.bare, sort="") != Filters()


def read_filters(
    values: Mapping[str, str],
    *,
    steps: frozenset[str],
    categories: frozenset[str],
    regimes: frozenset[str],
) -> tuple[Filters, dict[str, str]]:
    """Filters from an address, and per field what is wrong with a date. Raises UnknownFilter for an unknown choice."""
    status, category = values.get("status", ""), values.get("onderwerp", "")
    regime, handler = values.get("regime", ""), values.get("behandelaar", "")
    sort, shown, size = values.get("volgorde", ""), values.get("kolommen", ""), values.get("aantal", "")
    known = (
        status in {"", "open", "dicht"} | steps
        and category in {""} | categories
        and regime in {""} | regimes
        and _is_handler(handler)
        and sort in {"", *SORTS}
        and size in {"", *map(str, SIZES)}
        and len(set(shown)) == len(shown)
        and set(shown) <= set(COLUMNS)
    )
    if not known:
        raise UnknownFilter
    days = read_days(values)
    late = values.get("telaat", "") == "1"
    found = Filters(
        status=status,
        category=category,
        regime=regime,
        handler=handler,
        late=late,
        sort=sort,
        columns="".join(letter for letter in COLUMNS if letter in shown),
        size=size,
        since=days.since,
        until=days.until,
    )
    return found, days.errors


def _is_handler(text: str) -> bool:
    if text in ("", MINE, NOBODY):
        return True
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
