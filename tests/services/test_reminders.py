"""Reminders come before, on and after a due date, once each, and never to somebody who is barred: one mail for each person."""

import json
import uuid
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date, timedelta

import pytest
from sqlalchemy import event, select
from tests.bench.world import World
from tests.support import clock
from tests.support.mail import FakeMail, plain
from tests.support.postgres import Postgres
from tests.support.world import Organisation, on

from wederhoor import record_proof
from wederhoor.correspondence import bounces, duties
from wederhoor.deadlines import jobs, reminders
from wederhoor.deadlines.handlers import HANDLER, STAND_IN, set_handler
from wederhoor.deadlines.service import clocks_of, lapse, meet
from wederhoor.deadlines.tables import Clock, Reminder
from wederhoor.desk.filters import MINE
from wederhoor.desk.today import today
from wederhoor.dossiers.service import bar
from wederhoor.notices import jobs as notice_jobs
from wederhoor.notices.again import try_again
from wederhoor.notices.postman import Postman
from wederhoor.notices.sending import Around
from wederhoor.notices.service import notices_of
from wederhoor.notices.tables import OutboxRow
from wederhoor.people.employments import name_stand_in
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.record.tables import RecordEntry
from wederhoor.scheduler import lock_matter
from wederhoor.work import Work

BEGUN = clock.TODAY  # roles count from the day they were given
INVESTIGATION_DUE = BEGUN + timedelta(weeks=4)


def given(lumens: Organisation, dossier_id: uuid.UUID | None = None) -> list[tuple[date, str, set[str]]]:
    """What records say of reminders, oldest first: (day, term, accounts); of one dossier or of all."""
    with lumens.work() as work:
        query = select(RecordEntry).where(RecordEntry.event.in_(["reminder_given", "reminder_for_nobody"]))
        if dossier_id is not None:
            query = query.where(RecordEntry.matter_id == dossier_id)
        rows = work.session.scalars(query.order_by(RecordEntry.entered_at, RecordEntry.id)).all()
    found = []
    for row in rows:
        facts = json.loads(row.body)["facts"]
        terms = facts["clocks"].split("; ")
        told = facts["accounts"].split("; ") if "accounts" in facts else [""] * len(terms)
        day = row.entered_at.date()
        found += [(day, term, set(who.split())) for term, who in zip(terms, told, strict=True)]
    return found


def mails(lumens: Organisation) -> list[tuple[str, str, str]]:
    """The reminders in the outbox: (addressee, state, text)."""
    with lumens.work() as work:
        rows = work.session.scalars(select(OutboxRow).where(OutboxRow.letter == reminders.LETTER)).all()
        return sorted((row.addressee, row.state, row.content["text"] if row.content else "") for row in rows)


def days_pass(lumens: Organisation, until: date) -> None:
    """Every day up to and including one is swept."""
    day = BEGUN
    while day <= until:
        with lumens.work(write=True, now=on(day, 7)) as work:
            jobs.remind(work)
        day += timedelta(days=1)


def sweep(lumens: Organisation, day: date) -> None:
    """One whole sweep."""
    one_writer = lumens.installation.engine.dialect.name == "sqlite"
    look = (lambda: lumens.work(now=on(day, 7))) if one_writer else None
    jobs.remind_all(lambda: lumens.work(write=True, now=on(day, 7)), look)


def test_the_handler_is_reminded_before_on_and_after_the_due_date_once_each(lumens: Organisation) -> None:
    """KR-109: four weeks for the investigation; the plugin names the days of the reminders."""
    lumens.hire("Kim Bakvis", "secretary")
    with lumens.work(now=on(BEGUN)) as work:
        rule = work.organisation.deadline("investigation")
        assert rule.escalation is not None
        offsets = {*rule.reminders, rule.escalation.after_days}
    assert min(offsets) < 0 < max(offsets)
    assert 0 in offsets
    lumens.file_complaint(now=on(BEGUN))
    days_pass(lumens, INVESTIGATION_DUE + timedelta(days=5))
    days = [day for day, term, _ in given(lumens) if term.startswith(rule.label)]
    assert days == [INVESTIGATION_DUE + timedelta(days=offset) for offset in sorted(offsets)]
    once = given(lumens), mails(lumens)
    days_pass(lumens, INVESTIGATION_DUE + timedelta(days=5))
    assert (given(lumens), mails(lumens)) == once


def test_days_that_were_missed_give_one_mail_however_many_terms_are_late(lumens: Organisation) -> None:
    """After a week without a scheduler nobody is flooded: one mail for each person, that names no matter."""
    kim = lumens.hire("Kim Bakvis", "secretary")
    filed = [lumens.file_complaint(now=on(BEGUN)) for _ in range(3)]
    for _ in range(2):
        sweep(lumens, INVESTIGATION_DUE + timedelta(days=10))
    (mail,) = mails(lumens)
    with lumens.work() as work:
        late = [
            clock
            for one in filed
            for clock in clocks_of(work, one.dossier_id)
            if clock.state == "running"
            and clock.due_on
            and clock.due_on < INVESTIGATION_DUE + timedelta(days=10)
        ]
        assert record_proof.verify_record(lumens.installation) == []
    assert mail[:2] == (f"account:{kim.account_id}", "waiting")
    assert f"vragen {len(late)} termijnen uw aandacht" in mail[2]
    assert not [one.number for one in filed if one.number in mail[2]]
    for one in filed:
        told = given(lumens, one.dossier_id)
        assert len(told) == len(late) / 3
        assert {frozenset(who) for _, _, who in told} == {frozenset({kim.account_id.hex})}


def test_what_was_mailed_long_ago_is_dropped_and_what_waits_stays(lumens: Organisation) -> None:
    """Which matters a mail was about is needed for as long as it can come back."""
    lumens.hire("Kim Bakvis", "secretary")
    lumens.file_complaint(now=on(BEGUN))
    days_pass(lumens, INVESTIGATION_DUE)
    late = INVESTIGATION_DUE + reminders.KEPT + timedelta(days=1)
    with lumens.work(write=True, now=on(late, 7)) as work:
        mailed = list(work.session.scalars(select(Reminder)))
        assert mailed
        assert all(row.notice_id for row in mailed)
        mailed[0].notice_id = None
        work.session.flush()
        assert reminders.forget(work) == len(mailed) - 1
        assert [row.id for row in work.session.scalars(select(Reminder))] == [mailed[0].id]


def test_somebody_who_is_barred_gets_no_reminder_and_nobody_left_is_shown(lumens: Organisation) -> None:
    """Deny first, in mail too: the only secretary bears the name in the complaint."""
    piet = lumens.hire("Piet Pietersen", "secretary")
    begun = clock.TODAY
    about = lumens.file_complaint(now=on(begun), about_kind="employee", accused_name="Pietersen")
    with lumens.work(write=True, now=on(begun + timedelta(days=60), 7)) as work:
        jobs.remind(work)
    assert mails(lumens) == [("handler", "no_addressee", "")]
    assert not any(who for _, _, who in given(lumens, about.dossier_id))
    other = lumens.file_complaint(now=on(begun))
    sweep(lumens, begun + timedelta(days=61))
    with lumens.work() as work:
        lists = [reminders.matters_of(one) for one in work.session.scalars(select(Reminder))]
    assert lists == [[other.dossier_id]]
    assert [to for to, state, _ in mails(lumens) if state == "waiting"] == [f"account:{piet.account_id}"]


def test_a_term_that_was_met_reminds_nobody(lumens: Organisation) -> None:
    """KR-088: confirmed on the day itself."""
    lumens.hire("Kim Bakvis", "secretary")
    filed = lumens.file_complaint(now=on(BEGUN))
    with lumens.work(write=True, now=on(BEGUN)) as work:
        labels = [rule.label for rule in work.organisation.deadlines if rule.met_by == "confirmation_sent"]
        meet(work, filed.dossier_id, work.organisation, "confirmation_sent", BEGUN)
    days_pass(lumens, BEGUN + timedelta(days=15))
    assert labels
    assert not [term for _, term, _ in given(lumens) if term.startswith(tuple(labels))]


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
    begun = clock.TODAY
    filed = lumens.file_complaint(now=on(begun))
    with lumens.work(write=True, now=on(begun)) as work:
        set_handler(work, filed.dossier_id, HANDLER, kim.account_id)
        set_handler(work, filed.dossier_id, STAND_IN, sam.account_id)
        bar(work, filed.dossier_id, [bob.account_id], "tied", "deze persoon is betrokken")
        label = work.organisation.deadline("investigation").label
        (due,) = [c.due_on for c in clocks_of(work, filed.dossier_id) if c.code == "investigation"]
        assert due is not None
        away = due - timedelta(days=7)
        name_stand_in(work, kim.account_id, nel.account_id, valid_from=away, valid_until=away)
    for offset in (-7, -2, 0, 1, 2):
        with lumens.work(write=True, now=on(due + timedelta(days=offset), 7)) as work:
            jobs.remind(work)
    told = {day: who for day, term, who in given(lumens) if term.startswith(label)}
    handler, stand_in, chair = (who.account_id.hex for who in (kim, sam, vera))
    assert told[due + timedelta(days=2)] == {handler, stand_in, chair}, "who is barred hears nothing"
    assert told[away] == {handler, nel.account_id.hex}
    assert told[due] == {handler, stand_in}
    with lumens.work(actor=lumens.as_staff(kim), now=on(due)) as work:
        entries = [line.sentence for line in record.read(work, filed.dossier_id)]
    assert any("wie vandaag waarneemt" in one for one in entries), entries
    for day, seen in ((away, [filed.number]), (due, [])):
        with lumens.work(actor=lumens.as_staff(nel), now=on(day)) as work:
            assert today(work, whose=MINE).numbers("late", "today", "coming") == seen


class PowerFailure(BaseException):
    """The process is gone in the middle of something."""


def test_a_sweep_that_is_broken_off_goes_on_and_tells_nobody_twice(
    lumens: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each batch is a transaction of its own; the mails are made once, when nothing is due any more."""
    kim, vera = lumens.hire("Kim Bakvis", "secretary"), lumens.hire("Vera Voorzit", "committee_chair")
    for _ in range(5):
        lumens.file_complaint(now=on(BEGUN))
    day = INVESTIGATION_DUE + timedelta(days=10)
    with lumens.work() as work:
        due = work.session.scalars(
            select(Clock).where(Clock.state == "running", Clock.next_reminder_on <= day)
        ).all()
    monkeypatch.setattr(jobs, "BATCH", 4)
    begun = 0

    @contextmanager
    def until_the_third() -> Iterator[Work]:
        nonlocal begun
        begun += 1
        with lumens.work(write=True, now=on(day, 7)) as work:
            yield work
            if begun == 3:
                raise PowerFailure

    with pytest.raises(PowerFailure):
        jobs.remind_all(until_the_third)
    assert len(given(lumens)) == 8, "two batches are kept, the third is not there at all"
    assert mails(lumens) == []
    short = jobs.remind_all(lambda: lumens.work(write=True, now=on(day, 7)), seconds=0)
    assert short.clocks == 4, "the time is up after one batch"
    assert mails(lumens) == []
    sweep(lumens, day)
    told = given(lumens)
    assert len(told) == len(due)
    found = {to: text for to, _, text in mails(lumens)}
    assert len(mails(lumens)) == len(found) == 2
    assert f"vragen {len(due)} termijnen" in found[f"account:{kim.account_id}"]
    late = sum(1 for _, _, who in told if vera.account_id.hex in who)
    assert f"vragen {late} termijnen" in found[f"account:{vera.account_id}"]
    with lumens.work() as work:
        assert not work.session.scalars(
            select(Clock).where(Clock.state == "running", Clock.next_reminder_on <= day)
        ).all()
        assert record_proof.verify_record(lumens.installation) == []


def test_what_was_looked_at_and_changed_since_is_looked_at_again(lumens: Organisation) -> None:
    """SQLite: a batch is worked out before its transaction; a term met in between reminds nobody, and no record breaks."""
    lumens.hire("Kim Bakvis", "secretary")
    first, second = (lumens.file_complaint(now=on(BEGUN)) for _ in range(2))

    @contextmanager
    def look() -> Iterator[Work]:
        with lumens.work(now=on(INVESTIGATION_DUE, 7)) as work:
            yield work
        with lumens.work(write=True, now=on(INVESTIGATION_DUE, 7)) as work:
            record.append(work, first.dossier_id, [record.Entry(event=Event.STATUS_READ)])
            lapse(work, second.dossier_id, work.organisation, "closed", "gesloten")

    jobs.remind_all(lambda: lumens.work(write=True, now=on(INVESTIGATION_DUE, 7)), look)
    assert given(lumens, first.dossier_id)
    closing = [term for _, term, _ in given(lumens, second.dossier_id)]
    with lumens.work() as work:
        running = {clock.code for clock in clocks_of(work, second.dossier_id) if clock.state == "running"}
        labels = tuple(rule.label for rule in work.organisation.deadlines if rule.code in running)
        assert all(term.startswith(labels) for term in closing)
        assert record_proof.verify_record(lumens.installation) == []
    assert len(mails(lumens)) == 1


def test_nobody_waits_for_a_dossier_somebody_is_at_work_in(lumens: Organisation) -> None:
    """PostgreSQL: a dossier, or a record that is being written, is passed by and comes at the next visit."""
    if lumens.installation.engine.dialect.name != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    lumens.hire("Kim Bakvis", "secretary")
    first, second, third = (lumens.file_complaint(now=on(BEGUN)) for _ in range(3))
    with lumens.work(write=True) as one, lumens.work(write=True) as two:
        lock_matter(one, first.dossier_id)
        record.append(two, second.dossier_id, [record.Entry(event=Event.STATUS_READ)])
        sweep(lumens, INVESTIGATION_DUE)
        assert [bool(given(lumens, each.dossier_id)) for each in (first, second, third)] == [
            False,
            False,
            True,
        ]
    sweep(lumens, INVESTIGATION_DUE)
    assert all(given(lumens, each.dossier_id) for each in (first, second, third))


def test_a_mail_that_does_not_arrive_is_shown_on_every_dossier_in_it(
    lumens: Organisation, mail: FakeMail
) -> None:
    """Once, among what did not arrive; there it can be sent again, for that dossier."""
    kim, sam = lumens.hire("Kim Bakvis", "secretary"), lumens.hire("Sam Stand", "secretary")
    filed = [lumens.file_complaint(now=on(BEGUN)) for _ in range(3)]
    with lumens.work(write=True) as work:
        bar(work, filed[2].dossier_id, [sam.account_id], "tied", "deze persoon is betrokken")
    sweep(lumens, INVESTIGATION_DUE)

    def open_work() -> AbstractContextManager[Work]:
        return lumens.work(write=True, now=on(INVESTIGATION_DUE, 8))

    def send() -> int:
        around = Around(lock_matter=lock_matter, after_sent=duties.notice_left)
        return notice_jobs.send_waiting(
            open_work,
            Postman(mail),
            around,
            mail_from="x@platform.example",
            address="https://klachten.example",
        )

    def failed() -> list[str]:
        with lumens.work(actor=lumens.as_staff(kim)) as work:
            lines = today(work).lines
            return [
                line.matter.number
                for line in lines
                if line.matter and any(thing.kind == "failed" for thing in (line.first, *line.more))
            ]

    assert send() == len(mail.messages)
    reminded = [one for one in mail.messages if "termijnen" in plain(one)]
    assert sorted(one["To"] for one in reminded) == [kim.email, sam.email]
    assert jobs.show_failed(open_work) == 0
    (to_sam,) = [one for one in reminded if one["To"] == sam.email]
    bounce = bounces.Bounce(message_id=to_sam["Message-ID"], tenant_id=lumens.id, status="5.1.1")
    for _ in range(2):
        assert bounces.mark_returned(open_work, bounce, lock_matter, duties.notice_came_back)
        jobs.show_failed(open_work)
        assert failed() == sorted((filed[0].number, filed[1].number), key=failed().index)
    with lumens.work() as work:
        for one, times in zip(filed, (1, 1, 0), strict=True):
            rows = [row for row in notices_of(work, one.dossier_id) if row.letter == reminders.LETTER]
            assert [(row.addressee, row.recipient) for row in rows] == [
                (f"account:{sam.account_id}", sam.email)
            ] * times
            lines = [line for line in record.read(work, one.dossier_id) if line.event == "reminder_failed"]
            assert len(lines) == times
        notice = next(row for row in notices_of(work, filed[0].dossier_id) if row.letter == reminders.LETTER)
        assert notice.last_error == "teruggekomen: het adres bestaat niet of neemt niets aan (5.1.1)"
    with open_work() as work:
        try_again(work, notice.id)
    assert send() == 1
    assert "vraagt een termijn uw aandacht" in plain(mail.messages[-1])
    assert failed() == [filed[1].number]


def test_the_sweep_walks_its_index_in_order(lumens: Organisation, request: pytest.FixtureRequest) -> None:
    """Nothing is sorted and nothing read that is not due, on PostgreSQL under row security too."""
    World.of(lumens.installation).fill(lumens.id, 0, 3_000)
    if lumens.installation.engine.dialect.name == "postgresql":
        server: Postgres = request.getfixturevalue("postgres")
        with server.connect(str(lumens.installation.engine.url.database)) as connection:
            connection.execute("ANALYZE")
    asked: list[tuple[str, object]] = []

    def listen(_c: object, _cursor: object, sql: str, values: object, _ctx: object, _many: bool) -> None:
        asked.append((sql, values))

    engine = lumens.installation.engine
    event.listen(engine, "before_cursor_execute", listen)
    with lumens.work(write=True, now=on(clock.TODAY + timedelta(days=50))) as work:
        assert jobs.remind(work).clocks == jobs.BATCH
        event.remove(engine, "before_cursor_execute", listen)
        explain = "EXPLAIN QUERY PLAN " if engine.dialect.name == "sqlite" else "EXPLAIN "
        plans = [
            "\n".join(
                str(row[-1]) for row in work.session.connection().exec_driver_sql(explain + sql, values).all()
            )
            for sql, values in asked
            if sql.startswith(("SELECT clocks", "UPDATE clocks", "UPDATE record", "SELECT record_heads"))
        ]
    assert len(plans) > 3
    assert "ix_clocks_reminder" in plans[0]
    for slow in ("TEMP B-TREE", "Sort", "Seq Scan on clocks", "SCAN clocks"):
        assert slow not in plans[0], plans[0]
    if (
        engine.dialect.name == "sqlite"
    ):  # PostgreSQL knows how many there are, and may walk them while they are few
        for plan in plans:
            assert "(tenant_id=?)\n" not in f"{plan}\n", plan[:500]
        moves = [plan for plan in plans if "SEARCH clocks" in plan and "json_each" in plan]
        assert moves
        for plan in moves:  # by id: not through everything that is due, for every batch again
            assert "AND id=?)" in plan, plan[:500]
