"""Reminders to whoever can read a report: neutral, one mail a person however many reports there are."""

import uuid
from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, and_, func, select

from wederhoor.misconduct.clocks import next_reminder
from wederhoor.misconduct.reach import put_aside_by, readers_in
from wederhoor.misconduct.tables import MisconductCheck, MisconductReport
from wederhoor.setbacks import service as setbacks
from wederhoor.setbacks.service import OpenWork
from wederhoor.strongboxes.telling import Addressee, tell
from wederhoor.work import Work

BATCH = 500
JOB = "report"
"""This job, among setbacks."""


def _is_due(work: Work) -> ColumnElement[bool]:
    return and_(
        MisconductReport.next_reminder_on <= work.today,
        MisconductReport.destroyed_on.is_(None),
        setbacks.free(JOB, MisconductReport.id, work.now),
    )


def remind_each(open_work: OpenWork) -> None:
    """Remind, so that one report for which it fails holds up no other."""
    with open_work() as work:
        query = select(MisconductReport.id).where(_is_due(work)).order_by(MisconductReport.id)
        waiting = list(work.session.scalars(query.limit(BATCH)))
    setbacks.together(open_work, JOB, waiting, remind)


def remind(work: Work, only: Collection[uuid.UUID] | None = None) -> int:
    """Remind the readers of every report whose day has come, or of `only` these. Returns how many reports."""
    query = (
        select(MisconductReport)
        .where(_is_due(work))
        .order_by(MisconductReport.id)
        .limit(BATCH)
        .with_for_update(skip_locked=True)
    )
    rows = list(work.session.scalars(query if only is None else query.where(MisconductReport.id.in_(only))))
    if not rows:
        return 0
    ids = [row.id for row in rows]
    asks: dict[object, list[date]] = {}
    open_checks = select(MisconductCheck).where(
        MisconductCheck.report_id.in_(ids), MisconductCheck.asked_at.is_(None)
    )
    for check in work.session.scalars(open_checks):
        asks.setdefault(check.report_id, []).append(check.ask_on)
    for row in rows:
        row.next_reminder_on = next_reminder(row, asks.get(row.id, ()), work.today)
    work.session.flush()
    readers = readers_in(work, ids)
    told: dict[uuid.UUID, Addressee] = {one.account_id: one for found in readers.values() for one in found}
    unread = [report_id for report_id, found in readers.items() if not found]
    told |= {one.account_id: one for one in put_aside_by(work, unread)} if unread else {}
    tell(work, told.values())
    return len(rows)


def next_reminder_day(work: Work) -> date | None:
    """The first day on which this tenant has a reminder to give here."""
    query = select(func.min(MisconductReport.next_reminder_on)).where(
        MisconductReport.destroyed_on.is_(None), setbacks.free(JOB, MisconductReport.id, work.now)
    )
    return work.session.scalar(query)
