"""What somebody wants to see of the register: read from the address, written back to it."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

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
    }
    status: str = ""
    """"open", "dicht" or the code of a step."""
    category: str = ""
    regime: str = ""
    handler: str = ""
    """"mij", "niemand" or the id of an account."""
    late: bool = False


def read_filters(
    values: Mapping[str, str], *, steps: frozenset[str], categories: frozenset[str], regimes: frozenset[str]
) -> tuple[Filters, dict[str, str]]:
    """Filters from an address, and per field what is wrong with a date. Raises UnknownFilter for an unknown choice."""
    status, category = values.get("status", ""), values.get("onderwerp", "")
    regime, handler = values.get("regime", ""), values.get("behandelaar", "")
    known = (
        status in {"", "open", "dicht"} | steps
        and category in {""} | categories
        and regime in {""} | regimes
        and _is_handler(handler)
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
