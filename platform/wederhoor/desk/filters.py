"""What somebody wants to see of the register: read from the address, written back to it."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace

from wederhoor.web.filtering import SINCE, UNTIL, Narrowing, UnknownFilter, read_days

MINE = "mij"
NOBODY = "niemand"


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

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return replace(self, sort="") != Filters()


def read_filters(
    values: Mapping[str, str],
    *,
    steps: frozenset[str],
    categories: frozenset[str],
    regimes: frozenset[str],
    sorts: frozenset[str] = frozenset(),
) -> tuple[Filters, dict[str, str]]:
    """Filters from an address, and per field what is wrong with a date. Raises UnknownFilter for an unknown choice."""
    status, category = values.get("status", ""), values.get("onderwerp", "")
    regime, handler = values.get("regime", ""), values.get("behandelaar", "")
    sort = values.get("volgorde", "")
    known = (
        status in {"", "open", "dicht"} | steps
        and category in {""} | categories
        and regime in {""} | regimes
        and _is_handler(handler)
        and sort in {"", *sorts}
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
