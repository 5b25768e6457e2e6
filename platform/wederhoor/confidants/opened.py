"""A talk in the hands of somebody who holds its key: the confidant, a stand-in the worker agreed to, or the worker."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from wederhoor.confidants.tables import Consultation, ConsultationEntry, ConsultationKey
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
from wederhoor.work import Work


class NoSuchConsultation(Exception):
    """There is no such talk for whoever asks."""


class Kind(StrEnum):
    """What an entry is. Notes are the confidant's own."""

    NOTE = "note"
    FROM_WORKER = "from_worker"
    TO_WORKER = "to_worker"
    SHARE_ASKED = "share_asked"
    SHARE_ANSWER = "share_answer"
    SUPPORT = "support"
    CLOSING = "closing"


INSIDE = frozenset({Kind.NOTE})
BY_WORKER = frozenset({Kind.FROM_WORKER, Kind.SHARE_ANSWER})


def key_place(consultation_id: uuid.UUID) -> str:
    """The place the key of a talk is wrapped for."""
    return f"consultation_keys|wrapped|{consultation_id}"


@dataclass(frozen=True, kw_only=True)
class EntryShown:
    """An entry in clear."""

    id: uuid.UUID
    kind: Kind
    at: datetime
    author_id: uuid.UUID | None
    read_at: datetime | None
    body: dict[str, Any]


@dataclass(kw_only=True)
class Opened:
    """A talk and its key. `owner_id` is the account of the confidant, kept inside the lock."""

    row: Consultation
    key: bytes = field(repr=False)

    @property
    def id(self) -> uuid.UUID:
        """The id of the talk."""
        return self.row.id

    def read(self) -> dict[str, Any]:
        """What is kept of it."""
        return dict(unlock_value(self.key, self.row.body_locked, f"consultations|body|{self.row.id}"))

    def write(self, value: dict[str, Any]) -> None:
        """Keep it."""
        self.row.body_locked = lock_value(self.key, value, f"consultations|body|{self.row.id}")

    @property
    def closed_on(self) -> str | None:
        """The day it was closed, as 2026-03-02."""
        found = self.read().get("closed_on")
        return str(found) if found else None

    def give_to(self, work: Work, box: PublicBox) -> None:
        """Let the owner of a strongbox read it."""
        wrapped = wrap_for_box(work.vault, self.row.key_id, box, self.key, key_place(self.row.id))
        self._add_key(work, box.id, wrapped)

    def put_behind(self, work: Work, code: str) -> None:
        """Let whoever holds a code read it; an earlier code opens nothing any more."""
        old = select(ConsultationKey).where(
            ConsultationKey.consultation_id == self.row.id, ConsultationKey.strongbox_id.is_(None)
        )
        for key in work.session.scalars(old):
            work.session.delete(key)
        self.row.code_hash = work.vault.code_hash(code)
        wrapped = wrap_for_code(work.vault, self.row.key_id, code, self.key, key_place(self.row.id))
        self._add_key(work, None, wrapped)

    def _add_key(self, work: Work, box_id: uuid.UUID | None, wrapped: bytes) -> None:
        work.session.add(
            ConsultationKey(
                consultation_id=self.row.id, strongbox_id=box_id, wrapped=wrapped, given_at=work.now
            )
        )

    def add(self, work: Work, kind: Kind, body: dict[str, Any]) -> ConsultationEntry:
        """Write something in it."""
        entry_id = uuid7()
        entry = ConsultationEntry(
            id=entry_id,
            consultation_id=self.row.id,
            kind=kind.value,
            at=work.now,
            author_id=work.actor.account_id,
            body_locked=lock_value(self.key, body, f"consultation_entries|body|{entry_id}"),
        )
        work.session.add(entry)
        return entry

    def entries(self, work: Work, *, for_worker: bool = False) -> list[EntryShown]:
        """Everything written in it, oldest first."""
        query = (
            select(ConsultationEntry)
            .where(ConsultationEntry.consultation_id == self.row.id)
            .order_by(ConsultationEntry.at, ConsultationEntry.id)
        )
        return [
            EntryShown(
                id=row.id,
                kind=Kind(row.kind),
                at=row.at,
                author_id=row.author_id,
                read_at=row.read_at,
                body=unlock_value(self.key, row.body_locked, f"consultation_entries|body|{row.id}"),
            )
            for row in work.session.scalars(query)
            if not (for_worker and Kind(row.kind) in INSIDE)
        ]


def with_code(work: Work, code: str, *, lock: bool = False) -> Opened:
    """The talk behind a code. Raises NoSuchConsultation."""
    query = select(Consultation).where(Consultation.code_hash == work.vault.code_hash(code))
    row = work.session.scalars(query.with_for_update() if lock else query).first()
    if row is None:
        raise NoSuchConsultation
    held = select(ConsultationKey).where(
        ConsultationKey.consultation_id == row.id, ConsultationKey.strongbox_id.is_(None)
    )
    key = work.session.scalars(held).one()
    opened = unwrap_with_code(work.vault, row.key_id, code, key.wrapped, key_place(row.id))
    return Opened(row=row, key=opened)


def with_box(work: Work, box: OpenBox, consultation_id: uuid.UUID, *, lock: bool = False) -> Opened:
    """A talk of which this strongbox holds the key. Raises NoSuchConsultation."""
    query = select(Consultation).where(Consultation.id == consultation_id)
    row = work.session.scalars(query.with_for_update() if lock else query).first()
    found = _opened(work, box, [row] if row is not None else [])
    if not found:
        raise NoSuchConsultation
    return found[0]


def all_with_box(work: Work, box: OpenBox) -> list[Opened]:
    """Every talk of which this strongbox holds the key, newest first."""
    query = (
        select(Consultation)
        .join(
            ConsultationKey,
            (ConsultationKey.tenant_id == Consultation.tenant_id)
            & (ConsultationKey.consultation_id == Consultation.id),
        )
        .where(ConsultationKey.strongbox_id == box.id)
        .order_by(Consultation.begun_at.desc(), Consultation.id.desc())
    )
    return _opened(work, box, list(work.session.scalars(query)))


def _opened(work: Work, box: OpenBox, rows: list[Consultation]) -> list[Opened]:
    query = select(ConsultationKey).where(
        ConsultationKey.strongbox_id == box.id, ConsultationKey.consultation_id.in_([r.id for r in rows])
    )
    wrapped = {key.consultation_id: key.wrapped for key in work.session.scalars(query)}
    work.vault.load(row.key_id for row in rows if row.id in wrapped)
    return [
        Opened(
            row=row,
            key=unwrap_with_box(work.vault, row.key_id, box, wrapped[row.id], key_place(row.id)),
        )
        for row in rows
        if row.id in wrapped
    ]
