"""What the scheduler does: remind of decisions, of what lasts, of days that end; begin the sharing at the end of a year."""

import uuid
from collections.abc import Collection
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, func, select

from wederhoor.declarations.deciding import next_reminder
from wederhoor.declarations.reminding import awaited, mail_each
from wederhoor.declarations.service import Step
from wederhoor.declarations.sharing import (
    FROM_DAY,
    FROM_MONTH,
    make_sharing,
    sharing_of,
    years_to_share,
)
from wederhoor.declarations.tables import Declaration
from wederhoor.declarations.telling import holders, notice, tell_all
from wederhoor.notices.service import announce
from wederhoor.people.service import StaffMember, people_by_id
from wederhoor.rules.roles import Role
from wederhoor.setbacks.service import OpenWork, free, together
from wederhoor.work import Work

BATCH = 500
JOB = "declaration"
"""This job, among setbacks."""
REVIEW_AGAIN = timedelta(days=30)


def due(work: Work) -> list[uuid.UUID]:
    """The declarations whose day has come, a batch of them, without those something holds up."""
    query = select(Declaration.id).where(_is_due(work))
    return list(
        work.session.scalars(query.order_by(Declaration.next_reminder_on, Declaration.id).limit(BATCH))
    )


def _is_due(work: Work) -> ColumnElement[bool]:
    return and_(Declaration.next_reminder_on <= work.today, free(JOB, Declaration.id, work.now))


def remind(work: Work, only: Collection[uuid.UUID] | None = None) -> int:
    """Put a mail in the outbox for everything whose day has come, and begin the sharing of a year; or for `only` these.

    Returns how many declarations."""
    query = (
        select(Declaration)
        .where(_is_due(work))
        .order_by(Declaration.next_reminder_on, Declaration.id)
        .limit(BATCH)
        .with_for_update(skip_locked=True)
    )
    rows = list(work.session.scalars(query if only is None else query.where(Declaration.id.in_(only))))
    deciding: dict[uuid.UUID, StaffMember] = {}
    reviewing: list[tuple[Declaration, StaffMember, str]] = []
    hr = holders(work, Role.HR) if rows else []
    for one in rows:
        occasion = str(one.next_reminder_on)
        if one.step == Step.OPEN or one.review_on is None:
            deciding |= {person.account_id: person for person in awaited(work, one, hr)}
            one.next_reminder_on = next_reminder(one, work.today)
        else:
            reviewing += [(one, person, occasion) for person in people_by_id(work, [one.declarer_id])]
            one.next_reminder_on = work.today + REVIEW_AGAIN
    if only is None:
        begin_sharing(work)
    work.session.flush()
    mail_each(work, deciding)
    tell_all(work, reviewing, "declaration_review")
    return len(rows)


def remind_each(open_work: OpenWork) -> None:
    """Remind, so that one declaration for which it fails holds up no other."""
    with open_work() as work:
        waiting = due(work)
    together(open_work, JOB, waiting, remind)


def begin_sharing(work: Work) -> None:
    """From the first of December the gifts of the year are a task, told to HR once and again on the last day."""
    if (work.today.month, work.today.day) < (FROM_MONTH, FROM_DAY):
        return
    year = work.today.year
    if sharing_of(work, year) is None and year not in years_to_share(work):
        return
    sharing = make_sharing(work, year)
    again = sharing.reminded_on is None or (sharing.due_on <= work.today > sharing.reminded_on)
    if sharing.done_at is None and again:
        sharing.reminded_on = work.today
        told = [notice(work, "gift_sharing", person, str(work.today)) for person in holders(work, Role.HR)]
        announce(work, sharing.id, sharing.key_id, told)


def next_day(work: Work) -> date | None:
    """The first day on which there is something to remind of."""
    first = work.session.scalar(
        select(func.min(Declaration.next_reminder_on)).where(
            Declaration.next_reminder_on.is_not(None), free(JOB, Declaration.id, work.now)
        )
    )
    days = [first] if first else []
    sharing = sharing_of(work, work.today.year)
    if sharing is None and work.today.year in years_to_share(work):
        days.append(max(work.today, date(work.today.year, FROM_MONTH, FROM_DAY)))
    elif sharing is not None and sharing.done_at is None and sharing.reminded_on != sharing.due_on:
        days.append(sharing.due_on)
    return min(days, default=None)
