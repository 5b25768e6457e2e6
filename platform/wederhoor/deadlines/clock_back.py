"""After a clock that jumped ahead came back: terms it reminded of too early are reminded of again on their own day."""

import uuid
from datetime import timedelta

from sqlalchemy import select

from wederhoor.deadlines.reminders import matters_of
from wederhoor.deadlines.service import RUNNING, next_reminder
from wederhoor.deadlines.tables import Clock, Reminder
from wederhoor.dossiers.tables import Dossier
from wederhoor.settings.service import stored_answers
from wederhoor.tenancy.bulk import id_in
from wederhoor.work import Work, local_date

AHEAD = timedelta(days=1)
"""Further ahead than any correction of a clock."""


def mend(work: Work) -> int:
    """Look for reminders of a day that is still to come, and plan those of their dossiers anew. Returns of how many dossiers.

    What was given today already is not given again.
    """
    query = select(Reminder).where(Reminder.made_at > work.now - AHEAD).order_by(Reminder.id)
    recent = list(work.session.scalars(query))
    early = [row for row in recent if row.made_at > work.now + AHEAD]
    if not early:
        return 0
    given = {matter for row in recent if local_date(row.made_at) == work.today for matter in matters_of(row)}
    matters = sorted({matter for row in early for matter in matters_of(row)})
    for row in early:
        row.made_at = work.now
    _plan(work, matters, given)
    return len(matters)


def _plan(work: Work, matters: list[uuid.UUID], given: set[uuid.UUID]) -> None:
    clocks = (
        select(Clock, Dossier.answers_id)
        .join(Dossier, (Dossier.tenant_id == Clock.tenant_id) & (Dossier.id == Clock.dossier_id))
        .where(
            id_in(Clock.dossier_id, "dossiers", matters), Clock.state == RUNNING, Clock.due_on.is_not(None)
        )
        .order_by(Clock.dossier_id, Clock.id)
    )
    for clock, answers_id in work.session.execute(clocks.with_for_update(of=Clock)):
        rule = stored_answers(work, answers_id).deadline(clock.code)
        after = work.today if clock.dossier_id in given else None
        right = next_reminder(rule, clock.due_on or work.today, work.today, after=after)
        if right is not None and (clock.next_reminder_on is None or clock.next_reminder_on > right):
            clock.next_reminder_on = right
