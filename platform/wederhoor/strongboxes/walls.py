"""What the rooms behind the wall share: things locked with keys of their own, each lying in strongboxes and behind a code.

A room says which tables it has and what its values are locked for; who holds no key finds nothing.
"""

import uuid
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy import func, select

from wederhoor.db import uuid7
from wederhoor.strongboxes.service import OpenBox, PublicBox
from wederhoor.strongboxes.values import (
    lock_value,
    unlock_value,
    unwrap_with_box,
    unwrap_with_code,
    wrap_for_box,
    wrap_for_code,
)
from wederhoor.vault.codes import code_from, new_code
from wederhoor.vault.seals import Destroyed, SealBroken
from wederhoor.work import Refused, Work

MOST_AN_HOUR = 30
"""How much whoever holds a code can send within an hour."""
CONTENT = "content"
"""What the key of a room with one key opens."""
Kind = TypeVar("Kind")
Keys = dict[str, bytes]
"""Keys by what they open."""


BROKEN = "Dit is niet te openen: het is beschadigd of veranderd."


class Unreadable(Exception):
    """Somebody holds the key, and yet it does not open: what is stored was damaged or changed."""


class BrokenBody(dict[str, Any]):
    """What stands where something does not open: that it does not."""

    def __missing__(self, _name: str) -> str:
        return BROKEN

    def get(self, name: str, default: Any = None) -> Any:
        """Its text says that it does not open; it has nothing else."""
        return BROKEN if name == "text" else default


@contextmanager
def reading() -> Iterator[None]:
    """Around whatever opens something. Raises Unreadable when it does not open."""
    try:
        yield
    except (SealBroken, Destroyed, ValueError) as why:
        raise Unreadable from why


class DoneBefore(Exception):
    """What a form asks was done already: it arrived twice. `made` is what it made."""

    def __init__(self, made: uuid.UUID) -> None:
        self.made = made
        super().__init__("done before")


class Reads(Protocol):
    """What was opened."""

    def read(self) -> object:
        """Its content. Raises Unreadable."""
        ...


Readable = TypeVar("Readable", bound=Reads)


class ActRefused(Refused):
    """An act that is not possible now; `field` is where the page says why, or empty."""

    def __init__(self, why: str, field: str = "") -> None:
        super().__init__(field, why)
        self.why = why


@dataclass(frozen=True, kw_only=True)
class EntryShown(Generic[Kind]):
    """Something that was written, in clear."""

    id: uuid.UUID
    kind: Kind
    at: datetime
    done_on: date | None
    author_id: uuid.UUID | None
    read_at: datetime | None
    body: dict[str, Any]

    @property
    def broken(self) -> bool:
        """Whether it does not open: nothing can follow from it."""
        return isinstance(self.body, BrokenBody)


@dataclass(frozen=True, kw_only=True)
class WalledAct:
    """One thing somebody who holds the keys can do: its place in the address, what it asks, what it does."""

    slug: str
    title: str
    lead: str
    submit: str
    form: type[Any]
    do: Callable[[Work, Any, Any], object]


@dataclass(frozen=True, kw_only=True)
class Wall:
    """How one room keeps its things: its tables, the column by which keys and entries point, and what values are locked for."""

    row: type[Any]
    key: type[Any]
    entry: type[Any]
    points: str
    key_place: Callable[[uuid.UUID, str], str]
    entry_place: Callable[[uuid.UUID], str]
    missing: type[Exception]

    def with_code(self, work: Work, code: str, *, lock: bool = False) -> tuple[Any, Keys]:
        """What lies behind a code, and its keys. Raises `missing`, Unreadable."""
        query = select(self.row).where(self.row.code_hash == work.vault.code_hash(code))
        row = work.session.scalars(query.with_for_update() if lock else query).first()
        if row is None:
            raise self.missing
        self.not_done_before(work)
        held = select(self.key).where(self._of() == row.id, self.key.strongbox_id.is_(None))
        with reading():
            return row, {
                what: unwrap_with_code(
                    work.vault, row.key_id, code, key.wrapped, self.key_place(row.id, what)
                )
                for key in work.session.scalars(held)
                for what in (_opens(key),)
            }

    def held(self, work: Work, box: OpenBox, rows: Sequence[Any]) -> list[tuple[Any, Keys | None]]:
        """Those of these to which a strongbox holds the keys, in the same order, with the keys; None where they do not open."""
        query = select(self.key).where(
            self.key.strongbox_id == box.id, self._of().in_([row.id for row in rows])
        )
        wrapped: dict[uuid.UUID, list[Any]] = {}
        for key in work.session.scalars(query):
            wrapped.setdefault(getattr(key, self.points), []).append(key)
        work.vault.load(row.key_id for row in rows if row.id in wrapped)
        return [(row, self._unwrapped(work, box, row, wrapped[row.id])) for row in rows if row.id in wrapped]

    def _unwrapped(self, work: Work, box: OpenBox, row: Any, keys: Sequence[Any]) -> Keys | None:
        """The keys in a strongbox; None when one does not open. One that is broken takes no other along."""
        try:
            with reading():
                return {
                    what: unwrap_with_box(
                        work.vault, row.key_id, box, key.wrapped, self.key_place(row.id, what)
                    )
                    for key in keys
                    for what in (_opens(key),)
                }
        except Unreadable:
            return None

    def readable(self, opened: Readable) -> Readable | None:
        """What was opened, when its content opens too; None when it does not."""
        try:
            opened.read()
        except (Unreadable, self.missing):
            return None
        return opened

    def with_box(
        self, work: Work, box: OpenBox, row_id: uuid.UUID, *conditions: Any, lock: bool = False
    ) -> tuple[Any, Keys]:
        """One of them by its id. Raises `missing`, also when this strongbox holds no key to it; Unreadable."""
        query = select(self.row).where(self.row.id == row_id, *conditions)
        row = work.session.scalars(query.with_for_update() if lock else query).first()
        found = self.held(work, box, [row] if row is not None else [])
        if not found:
            raise self.missing
        self.not_done_before(work)
        row, keys = found[0]
        if keys is None:
            raise Unreadable
        return row, keys

    def give_to(self, work: Work, row: Any, keys: Mapping[str, bytes], box: PublicBox) -> None:
        """Lay these keys in a strongbox."""
        for what, key in keys.items():
            wrapped = wrap_for_box(work.vault, row.key_id, box, key, self.key_place(row.id, what))
            self._add_key(work, row.id, what, box.id, wrapped)

    def move(self, work: Work, old: OpenBox, new: PublicBox) -> bool:
        """Lay whatever lies in a box that was put aside in another of the same person. False when some of it does not open."""
        mine = select(self.key).where(self.key.strongbox_id == old.id)
        rows = list(
            work.session.scalars(
                select(self.row).where(
                    self.row.id.in_(select(self._of()).where(self.key.strongbox_id == old.id))
                )
            )
        )
        opens = {row.id: (row, keys) for row, keys in self.held(work, old, rows) if keys is not None}
        there = set(work.session.scalars(select(self._of()).where(self.key.strongbox_id == new.id)))
        whole = True
        for key in work.session.scalars(mine):
            of = getattr(key, self.points)
            if of in opens or of in there:
                work.session.delete(key)
            elif key.wrapped:
                whole = False
            else:  # destroyed: that it was there is still told
                key.strongbox_id = new.id
        work.session.flush()
        for of, (row, keys) in opens.items():
            if of not in there:
                self.give_to(work, row, keys, new)
        return whole

    def put_behind(self, work: Work, row: Any, keys: Mapping[str, bytes], code: str) -> None:
        """Lay these keys behind a code."""
        for what, key in keys.items():
            wrapped = wrap_for_code(work.vault, row.key_id, code, key, self.key_place(row.id, what))
            self._add_key(work, row.id, what, None, wrapped)

    def add(
        self,
        work: Work,
        row_id: uuid.UUID,
        key: bytes,
        kind: str,
        body: dict[str, Any],
        **more: Any,
    ) -> Any:
        """Write something; `more` are other columns of the entry. Raises DoneBefore when this very form wrote it already."""
        entry_id = self._number_of(work)
        entry = self.entry(
            id=entry_id,
            kind=kind,
            at=work.now,
            author_id=work.actor.account_id,
            body_locked=lock_value(key, body, self.entry_place(entry_id)),
            **{self.points: row_id},
            **more,
        )
        work.session.add(entry)
        return entry

    def not_done_before(self, work: Work) -> None:
        """Raises DoneBefore when what this very form asks was written already: then it is not judged by how things stand now."""
        if work.form_id is not None and work.session.get(self.entry, (work.tenant_id, work.form_id)):
            raise DoneBefore(work.form_id)

    def _number_of(self, work: Work) -> uuid.UUID:
        """A number for what is written: the first of a unit of work bears that of its form."""
        made = work.session.info.setdefault("wederhoor_made", set())
        if work.form_id is None or self.entry in made:
            return uuid7()
        self.not_done_before(work)
        made.add(self.entry)
        return work.form_id

    def waits(self, work: Work, row_id: uuid.UUID, kinds: Collection[str]) -> bool:
        """Whether something of these kinds waits to be read: then whoever reads it was told, and one mail is enough.

        Raises ActRefused when there came so much within an hour that it is a flood.
        """
        table = self.entry
        mine = (getattr(table, self.points) == row_id, table.kind.in_(list(kinds)))
        recent = select(func.count()).where(*mine, table.at > work.now - timedelta(hours=1))
        if (work.session.scalar(recent) or 0) >= MOST_AN_HOUR:
            raise ActRefused(
                "Er is het laatste uur al veel gestuurd. Wacht een uur en stuur het dan. Uw tekst staat hieronder nog.",
                "text",
            )
        unread = select(table.id).where(*mine, table.read_at.is_(None)).limit(1)
        return work.session.scalars(unread).first() is not None

    def entries(
        self, work: Work, row_id: uuid.UUID, key: bytes, kind: Callable[[str], Kind]
    ) -> list[EntryShown[Kind]]:
        """Everything that was written, oldest first."""
        query = (
            select(self.entry)
            .where(getattr(self.entry, self.points) == row_id)
            .order_by(self.entry.at, self.entry.id)
        )
        return [
            EntryShown(
                id=row.id,
                kind=kind(row.kind),
                at=row.at,
                done_on=getattr(row, "done_on", None),
                author_id=row.author_id,
                read_at=row.read_at,
                body=_body(key, row.body_locked, self.entry_place(row.id)),
            )
            for row in work.session.scalars(query)
        ]

    def _of(self) -> Any:
        return getattr(self.key, self.points)

    def _add_key(
        self, work: Work, row_id: uuid.UUID, what: str, box_id: uuid.UUID | None, wrapped: bytes
    ) -> None:
        several = {"purpose": what} if hasattr(self.key, "purpose") else {}
        work.session.add(
            self.key(
                strongbox_id=box_id, wrapped=wrapped, given_at=work.now, **{self.points: row_id}, **several
            )
        )


def code_of_form(work: Work, purpose: str) -> str:
    """A new code; the same when the same form arrives again, so that it opens what was made the first time."""
    if work.form_id is None:
        return new_code()
    return code_from(work.vault.code_hash(f"{purpose}|{work.form_id}"))


def _body(key: bytes, locked: bytes, place: str) -> dict[str, Any]:
    try:
        with reading():
            return dict(unlock_value(key, locked, place))
    except Unreadable:
        return BrokenBody()


def _opens(key: Any) -> str:
    return str(getattr(key, "purpose", CONTENT))
