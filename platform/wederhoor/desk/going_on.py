"""Where a page of the register goes on, as part of an address."""

import uuid
from datetime import date, datetime
from typing import Any, cast
from urllib.parse import urlencode

from flask import abort

from wederhoor.desk import queries
from wederhoor.desk.filters import DUE, Filters
from wederhoor.web.keyset import Mark, place_text, read_place
from wederhoor.web.runtime import address


def more(filters: Filters, cursor: queries.Cursor, text: str) -> dict[str, Any]:
    """The way to the next page."""
    query = filters.as_query()
    after = urlencode({"na": _write_cursor(cursor)})
    return {
        "url": f"{address('desk.register')}?{query}{'&' if query else ''}{after}",
        "pairs": filters.pairs(),
        "text": text,
    }


def _write_cursor(cursor: queries.Cursor) -> str:
    place = (
        ()
        if cursor.place is None
        else (cursor.place if isinstance(cursor.place, date) else str(cursor.place),)
    )
    return place_text((*place, cursor.after, cursor.id))


def read_cursor(text: str, filters: Filters, *, searched: bool) -> queries.Cursor | None:
    """Where a page begins; 404 for what somebody made up."""
    if not text:
        return None
    first: tuple[type[Mark], ...] = ()
    if filters.sort and not searched:
        first = (date,) if filters.sort.startswith(DUE) else (str,)
    by_day = filters.late and not searched and not filters.sort
    found = read_place(text, *first, date if by_day else datetime, uuid.UUID)
    if found is None:
        abort(404)
    *places, after, identifier = found
    place = _place(places[0]) if places else None
    return queries.Cursor(after=cast(datetime | date, after), id=cast(uuid.UUID, identifier), place=place)


def _place(mark: Mark) -> date | int:
    """What a list of an order of one's own was sorted by: a day, or a place among steps or people."""
    if isinstance(mark, date):
        return mark
    if not isinstance(mark, str) or not mark.isdecimal() or len(mark) > 4:
        abort(404)
    return int(mark)
