"""A talk in the hands of somebody who holds its key: the confidant, a stand-in the worker agreed to, or the worker."""

import uuid
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from wederhoor.confidants.tables import Consultation, ConsultationEntry, ConsultationKey
from wederhoor.strongboxes.service import OpenBox, PublicBox
from wederhoor.strongboxes.values import (
    lock_value,
    unlock_value,
)
from wederhoor.strongboxes.walls import CONTENT, EntryShown, Wall, reading
from wederhoor.work import Work


class NoSuchConsultation(Exception):
    """There is no such talk for whoever asks."""


class TalkEntry(StrEnum):
    """What an entry is. Notes are the confidant's own."""

    NOTE = "note"
    FROM_WORKER = "from_worker"
    TO_WORKER = "to_worker"
    SHARE_ASKED = "share_asked"
    SHARE_ANSWER = "share_answer"
    SUPPORT = "support"
    CLOSING = "closing"


INSIDE = frozenset({TalkEntry.NOTE})
BY_WORKER = frozenset({TalkEntry.FROM_WORKER, TalkEntry.SHARE_ANSWER})


def key_place(consultation_id: uuid.UUID) -> str:
    """The place the key of a talk is wrapped for."""
    return f"consultation_keys|wrapped|{consultation_id}"


WALL = Wall(
    row=Consultation,
    key=ConsultationKey,
    entry=ConsultationEntry,
    points="consultation_id",
    key_place=lambda consultation_id, _what: key_place(consultation_id),
    entry_place=lambda entry_id: f"consultation_entries|body|{entry_id}",
    missing=NoSuchConsultation,
)


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
        """What is kept of it. Raises Unreadable."""
        with reading():
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
        WALL.give_to(work, self.row, {CONTENT: self.key}, box)

    def put_behind(self, work: Work, code: str) -> None:
        """Let whoever holds a code read it; an earlier code opens nothing any more."""
        old = select(ConsultationKey).where(
            ConsultationKey.consultation_id == self.row.id, ConsultationKey.strongbox_id.is_(None)
        )
        for key in work.session.scalars(old):
            work.session.delete(key)
        self.row.code_hash = work.vault.code_hash(code)
        WALL.put_behind(work, self.row, {CONTENT: self.key}, code)

    def add(self, work: Work, kind: TalkEntry, body: dict[str, Any]) -> ConsultationEntry:
        """Write something in it."""
        entry: ConsultationEntry = WALL.add(work, self.id, self.key, kind.value, body)
        return entry

    def waits(self, work: Work) -> bool:
        """Whether something of the worker waits to be read. Raises ActRefused when they sent very much."""
        return WALL.waits(work, self.id, [kind.value for kind in BY_WORKER])

    def entries(self, work: Work, *, for_worker: bool = False) -> list[EntryShown[TalkEntry]]:
        """Everything written in it, oldest first."""
        shown = WALL.entries(work, self.id, self.key, TalkEntry)
        return [one for one in shown if not (for_worker and one.kind in INSIDE)]


def _opened(held: tuple[Consultation, dict[str, bytes]]) -> Opened:
    row, keys = held
    return Opened(row=row, key=keys[CONTENT])


def with_code(work: Work, code: str, *, lock: bool = False) -> Opened:
    """The talk behind a code. Raises NoSuchConsultation."""
    return _opened(WALL.with_code(work, code, lock=lock))


def with_box(work: Work, box: OpenBox, consultation_id: uuid.UUID, *, lock: bool = False) -> Opened:
    """A talk of which this strongbox holds the key. Raises NoSuchConsultation."""
    return _opened(WALL.with_box(work, box, consultation_id, lock=lock))


def all_with_box(work: Work, box: OpenBox) -> list[Opened]:
    """Every talk this strongbox opens, newest first."""
    return [opened for _, opened in every_with_box(work, box) if opened is not None]


def every_with_box(work: Work, box: OpenBox) -> list[tuple[Consultation, Opened | None]]:
    """Every talk of which this strongbox holds the key, newest first; None for one that does not open."""
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
    held = WALL.held(work, box, list(work.session.scalars(query)))
    return [(row, WALL.readable(_opened((row, keys))) if keys is not None else None) for row, keys in held]
