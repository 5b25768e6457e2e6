"""Where a page of a list goes on: a moment and an id, as part of an address."""

import base64
import binascii
import uuid
from datetime import UTC, datetime

Cursor = tuple[datetime, uuid.UUID]


def cursor_text(cursor: Cursor | None) -> str:
    """As part of an address; empty for none."""
    if cursor is None:
        return ""
    moment, last = cursor
    return base64.urlsafe_b64encode(f"{moment.astimezone(UTC).isoformat()}|{last.hex}".encode()).decode()


def read_cursor(text: str) -> Cursor | None:
    """The place an address goes on from; None for none, and for what somebody made up."""
    try:
        moment, _, last = base64.urlsafe_b64decode(text.encode()).decode().partition("|")
        found = datetime.fromisoformat(moment), uuid.UUID(last)
    except (ValueError, binascii.Error):
        return None
    return found if found[0].tzinfo is not None else None
