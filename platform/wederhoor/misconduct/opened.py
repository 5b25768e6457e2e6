"""A report in the hands of somebody who holds its keys: an officer with an open strongbox, or the reporter with the code."""

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from wederhoor.db import uuid7
from wederhoor.misconduct.tables import MisconductEntry, MisconductKey, MisconductReport
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


class NoSuchReport(Exception):
    """There is no such report for whoever asks."""


class Purpose(StrEnum):
    """What a key opens: what was said; who reports; who is blamed."""

    CONTENT = "content"
    REPORTER = "reporter"
    BLAMED = "blamed"


COLUMNS = {
    Purpose.CONTENT: "body_locked",
    Purpose.REPORTER: "reporter_locked",
    Purpose.BLAMED: "blamed_locked",
}


class Kind(StrEnum):
    """What an entry is. `INSIDE` lists what the reporter does not see."""

    FROM_REPORTER = "from_reporter"
    MESSAGE = "message"
    ACKNOWLEDGEMENT = "acknowledgement"
    FEEDBACK = "feedback"
    STEP = "step"
    RELEASE_ASKED = "release_asked"
    RELEASE_ANSWER = "release_answer"
    RELEASE_NOTICE = "release_notice"
    RELEASED = "released"
    CHECK = "check"
    CHECK_ANSWER = "check_answer"
    EARLIER_TEXT = "earlier_text"
    SIGNED = "signed"
    NAME_GIVEN = "name_given"
    READERS = "readers"
    CLOSING = "closing"


INSIDE = frozenset({Kind.STEP, Kind.RELEASED})
BY_REPORTER = frozenset(
    {Kind.FROM_REPORTER, Kind.RELEASE_ANSWER, Kind.CHECK_ANSWER, Kind.SIGNED, Kind.NAME_GIVEN}
)


def key_place(report_id: uuid.UUID, purpose: Purpose) -> str:
    """The place one of a report's keys is wrapped for."""
    return f"misconduct_keys|{purpose}|{report_id}"


def _place(report_id: uuid.UUID, column: str) -> str:
    return f"misconduct_reports|{column}|{report_id}"


@dataclass(frozen=True, kw_only=True)
class EntryShown:
    """An entry in clear."""

    id: uuid.UUID
    kind: Kind
    at: datetime
    done_on: date | None
    author_id: uuid.UUID | None
    read_at: datetime | None
    body: dict[str, Any]


@dataclass(kw_only=True)
class Opened:
    """A report and the keys to it that somebody holds."""

    row: MisconductReport
    keys: dict[Purpose, bytes] = field(repr=False)

    @property
    def id(self) -> uuid.UUID:
        """The report's id."""
        return self.row.id

    def read(self, purpose: Purpose = Purpose.CONTENT) -> dict[str, Any]:
        """What one of the keys opens. Raises NoSuchReport when that key is not held."""
        if purpose not in self.keys:
            raise NoSuchReport
        column = COLUMNS[purpose]
        locked = getattr(self.row, column)
        return dict(unlock_value(self.keys[purpose], locked, _place(self.row.id, column)))

    def write(self, value: dict[str, Any], purpose: Purpose = Purpose.CONTENT) -> None:
        """Keep it, locked with the same key."""
        column = COLUMNS[purpose]
        setattr(self.row, column, lock_value(self.keys[purpose], value, _place(self.row.id, column)))

    def give_to(self, work: Work, box: PublicBox) -> None:
        """Let the owner of a strongbox read this report, with every key held here."""
        for purpose, key in self.keys.items():
            place = key_place(self.row.id, purpose)
            wrapped = wrap_for_box(work.vault, self.row.key_id, box, key, place)
            self._add_key(work, purpose, box.id, wrapped)

    def put_behind(self, work: Work, code: str) -> None:
        """Let whoever holds a code read this report."""
        for purpose, key in self.keys.items():
            place = key_place(self.row.id, purpose)
            self._add_key(work, purpose, None, wrap_for_code(work.vault, self.row.key_id, code, key, place))

    def _add_key(self, work: Work, purpose: Purpose, box_id: uuid.UUID | None, wrapped: bytes) -> None:
        work.session.add(
            MisconductKey(
                report_id=self.row.id,
                purpose=purpose.value,
                strongbox_id=box_id,
                wrapped=wrapped,
                given_at=work.now,
            )
        )

    def add(
        self, work: Work, kind: Kind, body: dict[str, Any], *, done_on: date | None = None
    ) -> MisconductEntry:
        """Write something in it."""
        entry_id = uuid7()
        entry = MisconductEntry(
            id=entry_id,
            report_id=self.row.id,
            kind=kind.value,
            at=work.now,
            done_on=done_on,
            author_id=work.actor.account_id,
            body_locked=lock_value(
                self.keys[Purpose.CONTENT], body, f"misconduct_entries|body_locked|{entry_id}"
            ),
        )
        work.session.add(entry)
        return entry

    def entries(self, work: Work, *, for_reporter: bool = False) -> list[EntryShown]:
        """Everything written in it, oldest first."""
        query = (
            select(MisconductEntry)
            .where(MisconductEntry.report_id == self.row.id)
            .order_by(MisconductEntry.at, MisconductEntry.id)
        )
        return [
            EntryShown(
                id=row.id,
                kind=Kind(row.kind),
                at=row.at,
                done_on=row.done_on,
                author_id=row.author_id,
                read_at=row.read_at,
                body=unlock_value(
                    self.keys[Purpose.CONTENT], row.body_locked, f"misconduct_entries|body_locked|{row.id}"
                ),
            )
            for row in work.session.scalars(query)
            if not (for_reporter and Kind(row.kind) in INSIDE)
        ]


def with_code(work: Work, code: str, *, lock: bool = False) -> Opened:
    """The report behind a code. Raises NoSuchReport."""
    query = select(MisconductReport).where(MisconductReport.code_hash == work.vault.code_hash(code))
    row = work.session.scalars(query.with_for_update() if lock else query).first()
    if row is None:
        raise NoSuchReport
    keys = select(MisconductKey).where(
        MisconductKey.report_id == row.id, MisconductKey.strongbox_id.is_(None)
    )
    held = {
        Purpose(key.purpose): unwrap_with_code(
            work.vault, row.key_id, code, key.wrapped, key_place(row.id, Purpose(key.purpose))
        )
        for key in work.session.scalars(keys)
    }
    return Opened(row=row, keys=held)


def with_box(work: Work, box: OpenBox, report_id: uuid.UUID, *, lock: bool = False) -> Opened:
    """A report to which this strongbox holds the keys. Raises NoSuchReport."""
    query = select(MisconductReport).where(
        MisconductReport.id == report_id, MisconductReport.destroyed_on.is_(None)
    )
    row = work.session.scalars(query.with_for_update() if lock else query).first()
    found = opened_with(work, box, [row] if row is not None else [])
    if not found:
        raise NoSuchReport
    return found[0]


def opened_with(work: Work, box: OpenBox, rows: list[MisconductReport]) -> list[Opened]:
    """Those of these reports to which this strongbox holds the keys, in the same order."""
    query = select(MisconductKey).where(
        MisconductKey.strongbox_id == box.id, MisconductKey.report_id.in_([row.id for row in rows])
    )
    wrapped: dict[uuid.UUID, list[MisconductKey]] = {}
    for key in work.session.scalars(query):
        wrapped.setdefault(key.report_id, []).append(key)
    work.vault.load(row.key_id for row in rows if row.id in wrapped)
    return [
        Opened(
            row=row,
            keys={
                Purpose(key.purpose): unwrap_with_box(
                    work.vault, row.key_id, box, key.wrapped, key_place(row.id, Purpose(key.purpose))
                )
                for key in wrapped[row.id]
            },
        )
        for row in rows
        if row.id in wrapped
    ]
