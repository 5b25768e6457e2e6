"""Saved texts: pieces an organisation keeps under a name, for everybody who writes letters and messages for it. They are of no matter."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from wederhoor.messages.tables import SavedText
from wederhoor.rules.names import folded
from wederhoor.work import Work

MOST = 100


class TooMany(Exception):
    """An organisation keeps no more than `MOST`: nobody finds anything in a longer list."""


class NameTaken(Exception):
    """There is another text under this name."""


class NoSuchText(Exception):
    """There is no such text here."""


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A saved text; who changed it last and when."""

    id: uuid.UUID
    name: str
    text: str
    account_id: uuid.UUID | None
    changed_at: datetime


def pieces(work: Work) -> list[Piece]:
    """All of them, by name."""
    rows = list(work.session.scalars(select(SavedText)))
    work.vault.load(row.key_id for row in rows)
    return sorted((_piece(row) for row in rows), key=lambda one: (folded(one.name), one.id))


def find_piece(work: Work, text_id: uuid.UUID) -> Piece:
    """One of them. Raises NoSuchText."""
    return _piece(_row(work, text_id))


def keep_piece(work: Work, name: str, text: str, *, text_id: uuid.UUID | None = None) -> None:
    """Keep a text under a name, or change the one with this id. Raises NameTaken, TooMany, NoSuchText."""
    others = [one for one in pieces(work) if one.id != text_id]
    if any(folded(one.name) == folded(name) for one in others):
        raise NameTaken
    if text_id is None and len(others) >= MOST:
        raise TooMany
    row = SavedText(key_id=work.vault.new_key()) if text_id is None else _row(work, text_id)
    row.account_id, row.changed_at = work.actor.account_id, work.now
    work.session.add(row)
    row.name, row.body = name, text


def drop_piece(work: Work, text_id: uuid.UUID) -> None:
    """It is kept no more; letters and messages that were written with it stay as they are. Raises NoSuchText."""
    row = _row(work, text_id)
    key_id = row.key_id
    work.session.delete(row)
    work.session.flush()
    work.vault.destroy(key_id)


def added(body: str, chosen: str, known: Sequence[Piece]) -> str:
    """A text with a piece below it, as a paragraph of its own; the same text when none was chosen."""
    piece = next((one.text for one in known if str(one.id) == chosen), "")
    return "\n\n".join(part for part in (body.rstrip(), piece) if part) if piece else body


def _row(work: Work, text_id: uuid.UUID) -> SavedText:
    row = work.session.get(SavedText, (work.tenant_id, text_id))
    if row is None:
        raise NoSuchText
    return row


def _piece(row: SavedText) -> Piece:
    return Piece(
        id=row.id, name=row.name, text=row.body, account_id=row.account_id, changed_at=row.changed_at
    )
