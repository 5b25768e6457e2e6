"""Reminders: before, on and after a due date, once each, to whoever handles the matter."""

from datetime import date

from sqlalchemy import func, select

from wederhoor.deadlines.service import RUNNING, next_reminder
from wederhoor.deadlines.tables import Clock
from wederhoor.dossiers.service import barred_accounts
from wederhoor.dossiers.tables import Dossier
from wederhoor.notices.service import Channel, Notice, announce
from wederhoor.people.service import staff_with_role
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
    out: list[tuple[Dossier, list[Notice]]] = []
    for clock, dossier in work.session.execute(query).all():
        answers = stored_answers(work, dossier.answers_id)
        rule = answers.deadline(clock.code)
        barred = barred_accounts(work, dossier.id)
        to = [person for person in handlers if person.account_id not in barred]
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
        out.append((dossier, notices))
        clock.next_reminder_on = next_reminder(rule, clock.due_on or work.today, work.today, after=work.today)
    work.session.flush()
    for dossier, notices in out:  # after the clocks: announcing locks the tenant's one row, which comes last
        announce(work, dossier.id, dossier.key_id, notices)
    return len(out)


def next_reminder_day(work: Work) -> date | None:
    """The first day on which this tenant has a reminder to give."""
    query = select(func.min(Clock.next_reminder_on)).where(
        Clock.state == RUNNING, Clock.next_reminder_on.is_not(None)
    )
    return work.session.scalar(query)
