"""Guard each row and each job: one that fails holds up no other, is tried again with growing pauses, and has an end."""

import logging
import uuid
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, and_, bindparam, delete, exists, func, or_, select

from wederhoor.faults import described
from wederhoor.setbacks.tables import Setback
from wederhoor.work import Work

log = logging.getLogger("wederhoor.jobs")

PAUSES = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
    timedelta(days=1),
    timedelta(days=1),
)
"""How long a row waits after each failure; the failure after the last pause is the end."""
KEPT = timedelta(days=7)
"""How long a setback is kept of which nothing was heard: its row is gone."""

OpenWork = Callable[[], AbstractContextManager[Work]]
Tell = Callable[[Work, uuid.UUID, bool], None]
"""Shows people that a row failed, in a unit of work of its own; the flag says whether that was the end."""


def pause_after(attempts: int) -> timedelta | None:
    """How long to wait after so many failures; None when that was the end."""
    return PAUSES[attempts - 1] if attempts <= len(PAUSES) else None


def _pauses(now: datetime) -> ColumnElement[bool]:
    """The condition that a pause still lasts; one that ends later than any can was given by a clock that was ahead."""
    return and_(Setback.not_before > now, Setback.not_before <= now + max(PAUSES))


def free(job: str, column: Any, now: datetime) -> ColumnElement[bool]:
    """The condition that nothing holds this row up now: no earlier failure whose pause still lasts, or that was the end."""
    held = or_(Setback.ended_at.is_not(None), _pauses(now))
    return ~exists(select(Setback.id).where(Setback.job == job, Setback.row_id == column, held))


def failed_on(job: str, column: ColumnElement[uuid.UUID]) -> ColumnElement[bool]:
    """The condition that this row failed and is not done yet, for a statement with a parameter `tenant`."""
    rows = Setback.__table__
    return exists(
        select(rows.c.id).where(
            rows.c.tenant_id == bindparam("tenant"), rows.c.job == job, rows.c.row_id == column
        )
    )


def held(work: Work, job: str) -> frozenset[uuid.UUID]:
    """The rows of one job that wait for their pause, or are not tried any more."""
    waits = or_(Setback.ended_at.is_not(None), _pauses(work.now))
    return frozenset(work.session.scalars(select(Setback.row_id).where(Setback.job == job, waits)))


def ended(work: Work, job: str, row_ids: Collection[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Which of these rows are not tried any more."""
    if not row_ids:
        return frozenset()
    query = select(Setback.row_id).where(
        Setback.job == job, Setback.row_id.in_(row_ids), Setback.ended_at.is_not(None)
    )
    return frozenset(work.session.scalars(query))


def failed_before(work: Work, job: str, row_ids: Collection[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Which of these rows failed and are not done yet, whether or not they are tried again."""
    if not row_ids:
        return frozenset()
    query = select(Setback.row_id).where(Setback.job == job, Setback.row_id.in_(row_ids))
    return frozenset(work.session.scalars(query))


def forget(work: Work, job: str, row_ids: Collection[uuid.UUID]) -> int:
    """These rows are done, or somebody wants them tried anew. Returns of how many something was kept."""
    if not row_ids:
        return 0
    gone = delete(Setback).where(Setback.job == job, Setback.row_id.in_(row_ids))
    return int(cast(CursorResult[Any], work.session.execute(gone)).rowcount)


def next_due(work: Work) -> datetime | None:
    """When the first pause ends; None when none lasts."""
    return work.session.scalar(
        select(func.min(Setback.not_before)).where(Setback.ended_at.is_(None), _pauses(work.now))
    )


def forget_old(work: Work) -> int:
    """Drop what is not waited for any more: its row is gone, or was dealt with. Returns how many."""
    old = delete(Setback).where(Setback.ended_at.is_(None), Setback.not_before < work.now - KEPT)
    return int(cast(CursorResult[Any], work.session.execute(old)).rowcount)


def note(work: Work, job: str, row_id: uuid.UUID, why: str, *, ends: bool = True) -> Setback:
    """Write down that a job failed for a row, and when it is tried again. Without `ends` it is tried for ever, half-hourly."""
    query = select(Setback).where(Setback.job == job, Setback.row_id == row_id).with_for_update()
    row = work.session.scalars(query).first()
    if row is None:
        row = Setback(job=job, row_id=row_id, attempts=0, first_at=work.now, not_before=work.now, why="")
        work.session.add(row)
    row.attempts += 1
    row.why = why[:200]
    pause = pause_after(row.attempts if ends else min(row.attempts, 3))
    row.not_before = work.now + (pause or timedelta(0))
    row.ended_at = work.now if pause is None else None
    return row


def each(
    open_work: OpenWork,
    job: str,
    row_ids: Sequence[uuid.UUID],
    do: Callable[[uuid.UUID], object],
    *,
    tell: Tell | None = None,
) -> int:
    """Do something for each row; a failure is logged, noted, told, and holds up no other. Returns how many went well."""
    done = []
    for row_id in row_ids:
        try:
            do(row_id)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one row is not the others' fault
            _failed(open_work, job, row_id, error, tell)
        else:
            done.append(row_id)
    if done:
        with open_work() as work:
            forget(work, job, done)
    return len(done)


def together(
    open_work: OpenWork,
    job: str,
    row_ids: Sequence[uuid.UUID],
    do: Callable[[Work, Sequence[uuid.UUID]], object],
    *,
    tell: Tell | None = None,
) -> int:
    """Do something for many rows in one transaction; when that fails for halves, down to the rows it fails for.

    Returns for how many it went well.
    """
    if not row_ids:
        return 0
    wrong: Exception | None = None
    try:
        with open_work() as work:
            do(work, row_ids)
            forget(work, job, row_ids)
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one row is not the others' fault
        wrong = error
    if wrong is None:
        return len(row_ids)
    if len(row_ids) == 1:
        _failed(open_work, job, row_ids[0], wrong, tell)
        return 0
    half = len(row_ids) // 2
    return sum(together(open_work, job, part, do, tell=tell) for part in (row_ids[:half], row_ids[half:]))


def _failed(open_work: OpenWork, job: str, row_id: uuid.UUID, error: Exception, tell: Tell | None) -> None:
    log.error("%s failed for %s: %s", job, row_id, described(error))
    with open_work() as work:
        over = note(work, job, row_id, described(error)).ended_at is not None
    if tell is None:
        return
    try:
        with open_work() as work:
            tell(work, row_id, over)
    except Exception as untold:  # noqa: BLE001 - it is in the figures and in the log
        log.error("%s could not be shown for %s: %s", job, row_id, described(untold))


class Steps:
    """The jobs of one organisation, one after another: one that fails is noted and tried again, and the others run."""

    def __init__(self, open_work: OpenWork) -> None:
        """Looks which jobs failed before; raises what opening a unit of work raises."""
        self._open_work = open_work
        with open_work() as work:
            tenant_id = work.tenant_id
            query = select(Setback.job, _pauses(work.now).label("waits")).where(Setback.row_id == tenant_id)
            self._known = {row.job: bool(row.waits) for row in work.session.execute(query)}
        self._tenant_id = tenant_id

    def run(self, job: str, do: Callable[[], object]) -> bool:
        """Do one job, unless it failed a moment ago. Returns whether it went well."""
        if self._known.get(job):
            return False
        try:
            do()
            if job in self._known:
                with self._open_work() as work:
                    forget(work, job, [self._tenant_id])
        except Exception as error:  # noqa: BLE001
            log.error("job %s of tenant %s failed: %s", job, self._tenant_id, described(error))
            self._note(job, error)
            return False
        return True

    def went_well(self, *jobs: str) -> None:
        """These jobs were done in another way: whatever was noted of them is over."""
        known = [job for job in jobs if job in self._known]
        if known:
            with self._open_work() as work:
                for job in known:
                    forget(work, job, [self._tenant_id])

    def _note(self, job: str, error: Exception) -> None:
        try:
            with self._open_work() as work:
                note(work, job, self._tenant_id, described(error), ends=False)
        except Exception as away:  # noqa: BLE001 - the database, then: the next visit finds out
            log.error("job %s of tenant %s could not be noted: %s", job, self._tenant_id, described(away))
