"""A report in the hands of somebody who holds its keys: an officer with an open strongbox, or the reporter with the code."""

import uuid
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from wederhoor.misconduct.tables import MisconductEntry, MisconductKey, MisconductReport
from wederhoor.strongboxes.service import OpenBox, PublicBox
from wederhoor.strongboxes.values import (
    lock_value,
    unlock_value,
)
from wederhoor.strongboxes.walls import EntryShown, Wall, reading
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


class ReportEntry(StrEnum):
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


INSIDE = frozenset({ReportEntry.STEP, ReportEntry.RELEASED})
BY_REPORTER = frozenset(
    {
        ReportEntry.FROM_REPORTER,
        ReportEntry.RELEASE_ANSWER,
        ReportEntry.CHECK_ANSWER,
        ReportEntry.SIGNED,
        ReportEntry.NAME_GIVEN,
    }
)


def key_place(report_id: uuid.UUID, purpose: Purpose) -> str:
    """The place one of a report's keys is wrapped for."""
    return f"misconduct_keys|{purpose}|{report_id}"


def _place(report_id: uuid.UUID, column: str) -> str:
    return f"misconduct_reports|{column}|{report_id}"


WALL = Wall(
    row=MisconductReport,
    key=MisconductKey,
    entry=MisconductEntry,
    points="report_id",
    key_place=lambda report_id, what: key_place(report_id, Purpose(what)),
    entry_place=lambda entry_id: f"misconduct_entries|body_locked|{entry_id}",
    missing=NoSuchReport,
)


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
        """What one of the keys opens. Raises NoSuchReport when that key is not held, Unreadable."""
        if purpose not in self.keys:
            raise NoSuchReport
        column = COLUMNS[purpose]
        locked = getattr(self.row, column)
        with reading():
            return dict(unlock_value(self.keys[purpose], locked, _place(self.row.id, column)))

    def write(self, value: dict[str, Any], purpose: Purpose = Purpose.CONTENT) -> None:
        """Keep it, locked with the same key."""
        column = COLUMNS[purpose]
        setattr(self.row, column, lock_value(self.keys[purpose], value, _place(self.row.id, column)))

    def give_to(self, work: Work, box: PublicBox) -> None:
        """Let the owner of a strongbox read this report, with every key held here."""
        WALL.give_to(work, self.row, self._keys(), box)

    def put_behind(self, work: Work, code: str) -> None:
        """Let whoever holds a code read this report."""
        WALL.put_behind(work, self.row, self._keys(), code)

    def _keys(self) -> dict[str, bytes]:
        return {purpose.value: key for purpose, key in self.keys.items()}

    def add(
        self, work: Work, kind: ReportEntry, body: dict[str, Any], *, done_on: date | None = None
    ) -> MisconductEntry:
        """Write something in it."""
        content = self.keys[Purpose.CONTENT]
        entry: MisconductEntry = WALL.add(work, self.id, content, kind.value, body, done_on=done_on)
        return entry

    def waits(self, work: Work) -> bool:
        """Whether something of the reporter waits to be read. Raises ActRefused when they sent very much."""
        return WALL.waits(work, self.id, [kind.value for kind in BY_REPORTER])

    def entries(self, work: Work, *, for_reporter: bool = False) -> list[EntryShown[ReportEntry]]:
        """Everything written in it, oldest first."""
        shown = WALL.entries(work, self.id, self.keys[Purpose.CONTENT], ReportEntry)
        return [one for one in shown if not (for_reporter and one.kind in INSIDE)]


def _opened(held: tuple[MisconductReport, dict[str, bytes]]) -> Opened:
    row, keys = held
    return Opened(row=row, keys={Purpose(what): key for what, key in keys.items()})


def with_code(work: Work, code: str, *, lock: bool = False) -> Opened:
    """The report behind a code. Raises NoSuchReport."""
    return _opened(WALL.with_code(work, code, lock=lock))


def with_box(work: Work, box: OpenBox, report_id: uuid.UUID, *, lock: bool = False) -> Opened:
    """A report to which this strongbox holds the keys. Raises NoSuchReport."""
    standing = MisconductReport.destroyed_on.is_(None)
    return _opened(WALL.with_box(work, box, report_id, standing, lock=lock))


def opened_with(
    work: Work, box: OpenBox, rows: list[MisconductReport]
) -> list[tuple[MisconductReport, Opened | None]]:
    """Those of these reports to which this strongbox holds the keys, in the same order; None where one does not open."""
    held = WALL.held(work, box, rows)
    return [(row, WALL.readable(_opened((row, keys))) if keys is not None else None) for row, keys in held]
