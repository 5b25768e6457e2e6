"""What somebody wants to see of the register: read from the address, written back to it."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

MINE = "mij"
NOBODY = "niemand"


class UnknownFilter(Exception):
    """An address asks for something the register does not know."""


@dataclass(frozen=True, kw_only=True)
class Filters:
    """The choices above the register. Empty means: all. `since` and `until` are days of arrival, both included."""

    status: str = ""
    """"open", "dicht" or the code of a step."""
    category: str = ""
    regime: str = ""
    handler: str = ""
    """"mij", "niemand" or the id of an account."""
    late: bool = False
    since: date | None = None
    until: date | None = None

    def pairs(self) -> list[tuple[str, str]]:
        """The choices that narrow, by the names they have in an address."""
        chosen = ((name, getattr(self, attribute)) for name, attribute in ATTRIBUTES.items())
        return [(name, "1" if value is True else str(value)) for name, value in chosen if value]

    def as_query(self) -> str:
        """As the part of an address after the question mark."""
        return urlencode(self.pairs())


ATTRIBUTES = {
    "status": "status",
    "onderwerp": "category",
    "regime": "regime",
    "behandelaar": "handler",
    "telaat": "late",
    "vanaf": "since",
    "tot": "until",
}


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
    errors: dict[str, str] = {}
    since = _day(values, "vanaf", errors)
    until = _day(values, "tot", errors)
    if since and until and until < since:
        errors["tot"] = "De einddatum ligt vóór de begindatum."
        until = None
    late = values.get("telaat", "") == "1"
    return Filters(
        status=status,
        category=category,
        regime=regime,
        handler=handler,
        late=late,
        since=since,
        until=until,
    ), errors


def _is_handler(text: str) -> bool:
    if text in ("", MINE, NOBODY):
        return True
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True


def _day(values: Mapping[str, str], name: str, errors: dict[str, str]) -> date | None:
    text = values.get(name, "").strip()
    if not text:
        return None
    for parts in (text.split("-"), text.replace("/", "-").split("-")[::-1]):
        try:
            return date.fromisoformat("-".join(part.zfill(2) for part in parts))
        except ValueError:
            continue
    errors[name] = "Schrijf deze datum als 2-3-2026."
    return None
