"""Where a page of a list goes on: what the last row was sorted by, as part of an address. Names nobody and holds no text."""

import base64
import binascii
import uuid
from datetime import UTC, date, datetime

Mark = date | datetime | uuid.UUID | str
Place = tuple[Mark, ...]
"""What the last row of a page was sorted by, in the order of the list."""


def place_text(place: Place) -> str:
    """As part of an address."""
    written = "|".join(_written(mark) for mark in place)
    return base64.urlsafe_b64encode(written.encode()).decode()


def _written(mark: Mark) -> str:
    if isinstance(mark, datetime):
        return mark.astimezone(UTC).isoformat()
    return mark.hex if isinstance(mark, uuid.UUID) else str(mark)


def read_place(text: str, *kinds: type[Mark]) -> Place | None:
    """The place an address goes on from; None for none, and for what somebody made up."""
    try:
        parts = base64.urlsafe_b64decode(text.encode()).decode().split("|")
        if len(parts) != len(kinds):
            return None
        return tuple(_read(part, kind) for part, kind in zip(parts, kinds, strict=True))
    except (ValueError, OverflowError, binascii.Error):
        return None


def _read(part: str, kind: type[Mark]) -> Mark:
    if kind is datetime:
        moment = datetime.fromisoformat(part)
        if moment.tzinfo is None:
            raise ValueError(part)
        return moment.astimezone(UTC)
    if kind is date:
        return date.fromisoformat(part)
    return uuid.UUID(part) if kind is uuid.UUID else part
