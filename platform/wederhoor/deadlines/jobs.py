"""Reminders: before, on and after a due date, once each, to whoever handles the matter."""

import uuid
from collections.abc import Collection, Mapping
from datetime import date, timedelta

from sqlalchemy import func, select

from wederhoor.deadlines.handlers import HANDLER, STAND_IN, away_today, handlers_in
from wederhoor.deadlines.service import RUNNING, next_reminder
from wederhoor.deadlines.tables import Clock
from wederhoor.dossiers.service import barred_in
from wederhoor.dossiers.tables import Dossier
from wederhoor.notices.service import Channel, Notice, announce_all
from wederhoor.people.service import StaffMember, staff_with_role
from wederhoor.rules.deadlines import DeadlineRule
from wederhoor.settings.service import stored_answers
from wederhoor.work import Work

BATCH = 500
HANDLERS = ("secretary", "quality_officer")


def remind(work: Work) -> int:
    """Put a reminder in the outbox for every clock whose reminder day has come. Returns how many clocks."""
    query = (
        select(Clock, Dossier)
        .join(Dossier, Dossier.id == Clock.dossier_id)
        .where(Clock.state == RUNNING, Clock.next_reminder_on <= work.today)
        .order_by(Clock.next_reminder_on, Clock.id)
        .limit(BATCH)
        .with_for_update(of=Clock, skip_locked=True)  # one that is being changed comes at the next visit
    )
    handlers = staff_with_role(work, HANDLERS)
    name = work.organisation.profile.name
    out: list[tuple[uuid.UUID, uuid.UUID, Notice]] = []
    rows = work.session.execute(query).all()
    ids = {row.Dossier.id for row in rows}
    above: dict[tuple[str, ...], list[StaffMember]] = {}  # asked once, however many clocks are late
    barred_by, assigned_to = barred_in(work, ids), handlers_in(work, ids)
    away = away_today(work, {part[HANDLER] for part in assigned_to.values() if HANDLER in part})
    for clock, dossier in rows:
        answers = stored_answers(work, dossier.answers_id)
        rule = answers.deadline(clock.code)
        barred = barred_by[dossier.id]
        free = [person for person in handlers if person.account_id not in barred]
        to = _for(work, assigned_to[dossier.id], clock, free, away) + [
            p for p in _above(work, rule, clock, above) if p.account_id not in barred
        ]
        to = list({person.account_id: person for person in to}.values())
        template = answers.letter("reminder_handler")
        shared = {
            "letter": template.code,
            "occasion": f"{clock.code}:{clock.due_on}:{clock.next_reminder_on}",
            "channel": Channel.EMAIL,
            "subject": template.mail_subject,
            "text": (
                f"Beste collega,\n\nBij {name} vraagt een termijn uw aandacht. Meld u aan en kijk bij 'Vandaag'.\n\n"
                "U kunt op deze mail niet antwoorden."
            ),
        }
        notices = [
            Notice(addressee=f"account:{p.account_id}", recipient=p.email, **shared)  # type: ignore[arg-type]
            for p in to
        ] or [Notice(addressee="handler", **shared)]  # type: ignore[arg-type]
        out += [(dossier.id, dossier.key_id, notice) for notice in notices]
        clock.next_reminder_on = next_reminder(rule, clock.due_on or work.today, work.today, after=work.today)
    work.session.flush()
    if out:  # after the clocks: announcing locks the tenant's one row, which comes last
        announce_all(work, out)
    return len(rows)


def _for(
    work: Work,
    assigned: dict[str, uuid.UUID],
    clock: Clock,
    free: list[StaffMember],
    away: Mapping[uuid.UUID, Collection[uuid.UUID]],
) -> list[StaffMember]:
    """The handler, and who does their work while they are away; from the due date on the stand-in too.

    Whoever handles matters when none of them can be reached.
    """
    due = clock.due_on is not None and clock.due_on <= work.today
    parts = (HANDLER, STAND_IN) if due else (HANDLER,)
    wanted = {assigned[part] for part in parts if part in assigned}
    wanted |= set(away.get(assigned[HANDLER], ())) if HANDLER in assigned else set()
    own = [person for person in free if person.account_id in wanted]
    if not own and STAND_IN in assigned:
        own = [person for person in free if person.account_id == assigned[STAND_IN]]
    return own or free


def _above(
    work: Work, rule: DeadlineRule, clock: Clock, known: dict[tuple[str, ...], list[StaffMember]]
) -> list[StaffMember]:
    """Whom the organisation names for a term that was missed, once it is that late; `known` are those already looked up."""
    escalation = rule.escalation
    if escalation is None or clock.due_on is None:
        return []
    if work.today < clock.due_on + timedelta(days=escalation.after_days):
        return []
    if escalation.roles not in known:
        known[escalation.roles] = staff_with_role(work, escalation.roles)
    return known[escalation.roles]


def next_reminder_day(work: Work) -> date | None:
    """The first day on which this tenant has a reminder to give."""
    query = select(func.min(Clock.next_reminder_on)).where(
        Clock.state == RUNNING, Clock.next_reminder_on.is_not(None)
    )
    return work.session.scalar(query)
