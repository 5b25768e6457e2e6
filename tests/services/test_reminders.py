"""Reminders come before, on and after a due date, once each, and never to somebody who is barred."""

from datetime import date, timedelta

from sqlalchemy import select
from tests.support.world import Organisation, on

from wederhoor.deadlines import jobs
from wederhoor.deadlines.handlers import HANDLER, STAND_IN, set_handler
from wederhoor.deadlines.service import clocks_of
from wederhoor.desk.today import today
from wederhoor.dossiers.service import bar
from wederhoor.notices.service import notices_of
from wederhoor.notices.tables import OutboxRow
from wederhoor.people.employments import name_stand_in

MONDAY = date(2026, 3, 2)
INVESTIGATION_DUE = date(2026, 3, 30)


def reminders(lumens: Organisation, until: date) -> list[tuple[str, str]]:
    """Let every day pass up to and including one; (clock, day of the reminder) of what is in the outbox."""
    day = MONDAY
    while day <= until:
        with lumens.work(write=True, now=on(day, 7)) as work:
            jobs.remind(work)
        day += timedelta(days=1)
    with lumens.work() as work:
        rows = work.session.scalars(
            select(OutboxRow.occasion)
            .where(OutboxRow.letter == "reminder_handler")
            .order_by(OutboxRow.created_at, OutboxRow.occasion)
        ).all()
    return [(row.split(":")[0], row.split(":")[2]) for row in rows]


def test_the_handler_is_reminded_before_on_and_after_the_due_date(lumens: Organisation) -> None:
    """KR-109: four weeks for the investigation; the plugin names the days of the reminders."""
    lumens.hire("Kim Bakvis", "secretary")
    with lumens.work(now=on(MONDAY)) as work:
        rule = work.organisation.deadline("investigation")
        assert rule.escalation is not None
        offsets = {*rule.reminders, rule.escalation.after_days}
    assert min(offsets) < 0 < max(offsets)
    assert 0 in offsets
    lumens.file_complaint(now=on(MONDAY))
    found = reminders(lumens, INVESTIGATION_DUE + timedelta(days=5))
    days = [day for code, day in found if code == "investigation"]
    assert days == [(INVESTIGATION_DUE + timedelta(days=offset)).isoformat() for offset in sorted(offsets)]


def test_running_twice_on_a_day_reminds_once(lumens: Organisation) -> None:
    """One outbox row per matter, letter and occasion."""
    lumens.hire("Kim Bakvis", "secretary")
    lumens.file_complaint(now=on(MONDAY))
    once = reminders(lumens, INVESTIGATION_DUE)
    assert reminders(lumens, INVESTIGATION_DUE) == once


def test_days_that_were_missed_give_one_reminder_not_many(lumens: Organisation) -> None:
    """After a week without a scheduler the desk is not flooded."""
    lumens.hire("Kim Bakvis", "secretary")
    lumens.file_complaint(now=on(MONDAY))
    with lumens.work(write=True, now=on(INVESTIGATION_DUE + timedelta(days=10), 7)) as work:
        jobs.remind(work)
        jobs.remind(work)
    with lumens.work() as work:
        rows = work.session.scalars(
            select(OutboxRow.occasion)
            .where(OutboxRow.letter == "reminder_handler")
            .order_by(OutboxRow.created_at, OutboxRow.occasion)
        ).all()
    assert len([row for row in rows if row.startswith("investigation:")]) == 1


def test_somebody_who_is_barred_gets_no_reminder_and_nobody_left_is_shown(lumens: Organisation) -> None:
    """Deny first, in mail too: the only secretary bears the name in the complaint."""
    lumens.hire("Piet Pietersen", "secretary")
    lumens.file_complaint(now=on(date.today()), about_kind="employee", accused_name="Pietersen")
    with lumens.work(write=True, now=on(date.today() + timedelta(days=60), 7)) as work:
        jobs.remind(work)
    with lumens.work() as work:
        rows = work.session.scalars(select(OutboxRow).where(OutboxRow.letter == "reminder_handler")).all()
        assert {(row.addressee, row.state) for row in rows} == {("handler", "no_addressee")}


def test_a_term_that_was_met_reminds_nobody(lumens: Organisation) -> None:
    """KR-088: confirmed on the day itself."""
    lumens.hire("Kim Bakvis", "secretary")
    filed = lumens.file_complaint(now=on(MONDAY))
    with lumens.work(write=True, now=on(MONDAY)) as work:
        from wederhoor.deadlines.service import meet

        meet(work, filed.dossier_id, work.organisation, "confirmation_sent", MONDAY)
    assert not [code for code, _ in reminders(lumens, date(2026, 3, 17)) if code.startswith("confirmation")]


def test_a_missed_term_is_heard_by_the_stand_in_and_then_by_whom_the_organisation_names(
    lumens: Organisation,
) -> None:
    """Handler first, from the due date the stand-in too, some days later the chair; never who is barred.

    Whoever does the handler's work while they are away hears it at once, and finds it on their desk on those days.
    """
    nel = lumens.hire("Nel Neemtover", "secretary")
    kim, sam = lumens.hire("Kim Bakvis", "secretary"), lumens.hire("Sam Stand", "quality_officer")
    vera, bob = (
        lumens.hire("Vera Voorzit", "committee_chair"),
        lumens.hire("Bob Betrokken", "committee_chair"),
    )
    begun = date.today()
    filed = lumens.file_complaint(now=on(begun))
    with lumens.work(write=True, now=on(begun)) as work:
        set_handler(work, filed.dossier_id, HANDLER, kim.account_id)
        set_handler(work, filed.dossier_id, STAND_IN, sam.account_id)
        bar(work, filed.dossier_id, [bob.account_id], "tied", "deze persoon is betrokken")
        (due,) = [c.due_on for c in clocks_of(work, filed.dossier_id) if c.code == "investigation"]
        assert due is not None
        away = due - timedelta(days=7)
        name_stand_in(work, kim.account_id, nel.account_id, valid_from=away, valid_until=away)
    told: dict[int, set[str]] = {}
    for offset in (-7, -2, 0, 1, 2):
        with lumens.work(write=True, now=on(due + timedelta(days=offset), 7)) as work:
            jobs.remind(work)
            rows = notices_of(work, filed.dossier_id)
            day = f":{(due + timedelta(days=offset)).isoformat()}"
            told[offset] = {
                row.addressee
                for row in rows
                if row.occasion.startswith("investigation:") and row.occasion.endswith(day)
            }
    handler, stand_in, chair = (f"account:{who.account_id}" for who in (kim, sam, vera))
    assert told[2] == {handler, stand_in, chair}, "who is barred hears nothing"
    assert told[-7] == {handler, f"account:{nel.account_id}"}
    for day, seen in ((away, [filed.number]), (due, [])):
        with lumens.work(actor=lumens.as_staff(nel), now=on(day)) as work:
            lists = today(work, mine=True)
            assert sorted({one.number for one in lists.due + lists.coming + lists.late}) == seen
    assert told[0] == {handler, stand_in}
