"""Tables that say who may what: whatever changes in one of them is noticed, so that the record can hold how they should be.

Each room says beside its tables what of them counts (`watches`). The session remembers what was changed (`changed`), whichever way it was
written; who keeps the record reads that just before the commit.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, kw_only=True)
class Watched:
    """A table whose rows give or take rights: the columns that count, and the column of the matter they are about.

    Without `matter` they are about the organisation as a whole. `says` is what they tell, for people.
    """

    table: str
    says: str
    columns: tuple[str, ...]
    matter: str = ""


class _Session(Protocol):
    @property
    def info(self) -> dict[Any, Any]: ...


Changed = set[tuple[str, uuid.UUID | None]]
_watched: dict[str, Watched] = {}
_INFO = "watched_changes"


def watches(*tables: Watched) -> None:
    """Say which tables of a room give or take rights."""
    for one in tables:
        _watched[one.table] = one


def watched() -> tuple[Watched, ...]:
    """Every watched table, as far as the rooms that say so are loaded."""
    return tuple(sorted(_watched.values(), key=lambda one: one.table))


def is_watched(table: str) -> bool:
    """Whether changes in a table are noticed; only what goes row by row can be."""
    return table in _watched


def note_rows(session: _Session, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Remember that rows of a table were written or go; rows of tables nobody watches are none of our business."""
    known = _watched.get(table)
    if known is not None:
        noted: Changed = session.info.setdefault(_INFO, set())
        noted |= {(table, row[known.matter] if known.matter else None) for row in rows}


def note_row(session: _Session, row: Any) -> None:
    """The same for one row as an object."""
    known = _watched.get(row.__tablename__)
    if known is not None:
        note_rows(session, known.table, [{known.matter: getattr(row, known.matter, None)}])


def take_changes(session: _Session) -> Changed:
    """What was changed since the last time this was asked: tables, each with the matter it is about (None: the organisation)."""
    found: Changed = session.info.pop(_INFO, set())
    return found


def has_changes(session: _Session) -> bool:
    """Whether anything that is watched was changed."""
    return bool(session.info.get(_INFO))
