"""Vandaag and the register are one view of a matter; the act stands on the line, and what one press does is said."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from tests.bench.world import World
from tests.support.visitor import Visitor, visitor_of
from tests.support.world import PASSWORD, Filed, Organisation, StaffAccount

from wederhoor.deadlines.handlers import HANDLER, set_handler
from wederhoor.deadlines.tables import Clock
from wederhoor.desk.filters import Filters
from wederhoor.desk.queries import Cursor, register_page
from wederhoor.desk.today import today
from wederhoor.desk.today_view import groups_view
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.tables import Dossier
from wederhoor.messages.service import Direction, mark_read, write_from_party, write_to_party
from wederhoor.notices.tables import OutboxRow
from wederhoor.people.employments import name_stand_in
from wederhoor.tasks import service as tasks
from wederhoor.tasks.service import TaskKind
from wederhoor.tasks.tables import Task
from wederhoor.work import Installation, local_date, utc_now

DESK = "/lumens/kantoor"
OF_NOBODY = {"about_kind": "organisation", "accused_name": ""}
TODAY = local_date(utc_now())


@pytest.fixture
def kim(lumens: Organisation) -> StaffAccount:
    """The secretary."""
    return lumens.hire("Kim Bakvis", "secretary")


@pytest.fixture
def at_desk(app: Flask, kim: StaffAccount) -> Iterator[Visitor]:
    """The secretary's browser."""
    visitor = visitor_of(app.test_client())
    visitor.sign_in(kim.email, PASSWORD)
    yield visitor


def _late(lumens: Organisation, filed: Filed, days: int) -> None:
    """Every term of a matter that runs passed so many days ago."""
    with lumens.work(write=True) as work:
        for clock in work.session.scalars(select(Clock).where(Clock.dossier_id == filed.dossier_id)):
            if clock.state == "running":
                clock.due_on = work.today - timedelta(days=days)


def test_the_register_and_vandaag_say_the_same_of_every_matter(
    installation: Installation, lumens: Organisation, kim: StaffAccount
) -> None:
    World.of(installation).fill(lumens.id, 0, 40)
    with lumens.work(write=True) as work:
        for n, clock in enumerate(work.session.scalars(select(Clock).order_by(Clock.dossier_id, Clock.id))):
            clock.due_on = TODAY + timedelta(days=n % 23 - 11)
        barred = work.session.scalars(select(Dossier.id).order_by(Dossier.id)).first()
        assert barred
        dossiers.bar(work, barred, [kim.account_id], "accused", "deze persoon is betrokken")
    with lumens.work(actor=lumens.as_staff(kim)) as work:
        register, cursor = register_page(work, Filters(late=True))
        while isinstance(cursor, Cursor):
            more, cursor = register_page(work, Filters(late=True), cursor=cursor)
            register += more
        desk = today(work)
        late = [line for line in desk.lines if line.group == "late"]
        assert [(row.number, row.days_late(TODAY)) for row in register] == [
            (line.matter.number, line.matter.days_late(TODAY)) for line in late if line.matter
        ]
        assert len(register) == desk.late > 10
        for line in late:
            assert line.matter
            assert (line.first.day, line.first.what) == (line.matter.next_due, line.matter.next_due_label)
        others = {line.matter.number for line in desk.lines if line.matter and line.group != "late"}
        everything, cursor = register_page(work, Filters())
        assert not {row.number for row in everything if row.days_late(TODAY)} & others


def test_a_late_term_wins_from_what_is_only_a_task(lumens: Organisation, kim: StaffAccount) -> None:
    first, second = lumens.file_complaint(**OF_NOBODY), lumens.file_complaint(**OF_NOBODY)
    _late(lumens, first, 3)
    with lumens.work(write=True) as work:
        for one in (first, second):
            day = TODAY - timedelta(days=30)
            tasks.add_task(work, TaskKind.BREACH, {"what": "x"}, due_on=day, dossier_id=one.dossier_id)
    with lumens.work(actor=lumens.as_staff(kim)) as work:
        top, below = today(work).lines
    assert top.matter and below.matter
    assert (top.matter.number, top.group, top.first.kind) == (first.number, "late", "term")
    assert (below.matter.number, below.group, below.first.kind) == (second.number, "today", "task")
    assert any(thing.kind == "task" for thing in top.more), "folded under its line"


def test_vandaag_and_the_dossier_lead_to_the_same_act(
    app: Flask, lumens: Organisation, kim: StaffAccount, at_desk: Visitor
) -> None:
    """What is missing first, then whom it is about, then what is late, else the next step of the road."""
    lumens.hire("Vera Voorzit", "committee_chair")
    ordinary, late = lumens.file_complaint(**OF_NOBODY), lumens.file_complaint(**OF_NOBODY)
    about, unsigned = lumens.file_complaint(), lumens.file_complaint(signed=False)
    lacking, unhappy = lumens.file_complaint(objection=""), lumens.file_complaint(filed_as="dissatisfaction")
    _late(lumens, late, 3)
    expected = {
        ordinary.number: "ontvankelijkheid",
        late.number: "ontvankelijkheid",  # of what is late too, before a meeting about it
        about.number: "vrijgeven",
        unsigned.number: "ondertekenen",
        lacking.number: "compleet",
        unhappy.number: "gesprek-gelukt",
    }
    with lumens.work(actor=lumens.as_staff(kim)) as work, app.test_request_context(f"{DESK}/"):
        app.preprocess_request()
        shown = {line["number"]: line for group in groups_view(work, today(work)) for line in group["lines"]}
    assert shown.keys() == expected.keys()
    for number, ending in expected.items():
        dossier = at_desk.get(shown[number]["url"]).text
        now = re.search(r'class="w-now.*?href="([^"?]*)', dossier, re.DOTALL)
        assert now and now[1] == shown[number]["acts"][0]["url"], number
        assert now[1].endswith(ending), number


def test_each_line_has_the_act_that_answers_it(
    lumens: Organisation, kim: StaffAccount, at_desk: Visitor
) -> None:
    on_paper = lumens.file_complaint(contact_channel="post", email="")
    incomplete = lumens.file_complaint(description="", email="")
    with lumens.work(write=True) as work:
        for row in work.session.scalars(select(OutboxRow).order_by(OutboxRow.id)):
            row.state = "to_look" if row.letter_id and row.matter_id == on_paper.dossier_id else "cancelled"
        task = tasks.add_task(
            work, TaskKind.READ_MESSAGE, {"what": "x"}, due_on=TODAY, dossier_id=incomplete.dossier_id
        )
        task_id = task.id
    page = at_desk.get(f"{DESK}/")
    home = page.text
    for way in ("nakijken", f"{incomplete.dossier_id}/berichten", f"{incomplete.dossier_id}/compleet"):
        assert way in home, way
    assert f"taken/{task_id}/klaar" in home
    assert "nog van niemand" in home
    assert "wacht op de klager" in at_desk.submit(page, f"{task_id}/klaar").text
    with lumens.work(write=True) as work:
        set_handler(work, on_paper.dossier_id, HANDLER, kim.account_id)
    assert "wacht op u" in at_desk.get(f"{DESK}/").text


def test_one_press_does_it_comes_back_and_says_what(
    app: Flask, lumens: Organisation, at_desk: Visitor
) -> None:
    filed = lumens.file_complaint()
    with lumens.work(write=True) as work:
        told = {"name": "Noor Beller", "phone": "06 12345678"}
        call = tasks.add_task(work, TaskKind.CALL_BACK, told, due_on=TODAY).id
        tasks.add_task(work, TaskKind.BREACH, {}, due_on=TODAY, dossier_id=filed.dossier_id)
    home = at_desk.get(f"{DESK}/")
    assert "06 12345678" in home.text, "who and which number, without another page"
    done = at_desk.submit(home, f"{call}/klaar")
    assert done.url == f"{DESK}/?gedaan={call}"
    assert "Klaar: Terugbellen, Noor Beller" in done.text
    assert f"{call}/klaar" not in done.text
    assert "Klaar: Terugbellen" in at_desk.get(done.url).text, "a page to read again"
    undone = at_desk.submit(done, f"{call}/toch-niet")
    assert f"{call}/klaar" in undone.text
    other = visitor_of(app.test_client())
    other.sign_in(lumens.hire("Sam Bakker", "secretary").email, PASSWORD)
    seen = other.get(f"{DESK}/")
    at_desk.submit(undone, f"{call}/klaar")
    second = other.submit(seen, f"{call}/klaar")
    assert "Kim Bakvis was u voor: Terugbellen" in second.text
    assert "toch-niet" not in second.text
    assert len(re.findall(r"taken/[0-9a-f-]+/klaar", home.text)) == 1, "what asks for more has no such button"
    assert at_desk.get(f"{DESK}/?gedaan=verzonnen").status == 200


def test_a_message_that_was_read_and_answered_ends_its_task(lumens: Organisation) -> None:
    filed = lumens.file_complaint()

    def waits() -> list[Task]:
        query = select(Task).where(Task.kind == TaskKind.READ_MESSAGE, Task.done_at.is_(None))
        return list(work.session.scalars(query))

    with lumens.work(write=True) as work:
        dossier = dossiers.find(work, filed.dossier_id)
        party = dossiers.complainant_of(work, filed.dossier_id)
        write_from_party(work, dossier, party, "Hoe lang duurt het nog?")
        assert len(waits()) == 1
        write_to_party(work, dossier, party, "Dit gaat over iets anders.")
        assert len(waits()) == 1, "nobody has read it"
        mark_read(work, dossier, Direction.IN)
    with lumens.work(write=True) as work:
        assert len(waits()) == 1, "read, and not answered"
        dossier = dossiers.find(work, filed.dossier_id)
        party = dossiers.complainant_of(work, filed.dossier_id)
        write_to_party(work, dossier, party, "Nog twee weken.")
        assert waits() == []


def test_whose_desk_it_is_can_be_chosen(lumens: Organisation, kim: StaffAccount, at_desk: Visitor) -> None:
    mine, theirs, nobodys = (lumens.file_complaint() for _ in range(3))
    nel = lumens.hire("Nel Invaller", "secretary")
    with lumens.work(write=True) as work:
        set_handler(work, mine.dossier_id, HANDLER, kim.account_id)
        set_handler(work, theirs.dossier_id, HANDLER, nel.account_id)
        name_stand_in(work, nel.account_id, kim.account_id, valid_from=TODAY, valid_until=TODAY)
    seen = {
        whose: [one.number in at_desk.get(f"{DESK}/{whose}").text for one in (mine, theirs, nobodys)]
        for whose in ("", "?wie=mij", f"?wie={nel.account_id}")
    }
    assert list(seen.values()) == [[True, True, True], [True, True, False], [False, True, False]]
    assert "Voor Nel Invaller" in at_desk.get(f"{DESK}/").text
    assert at_desk.get(f"{DESK}/?wie={kim.account_id}").status == 404


def test_the_menu_counts_what_waits(lumens: Organisation, at_desk: Visitor) -> None:
    assert "w-count" not in at_desk.get(f"{DESK}/").text
    filed = lumens.file_complaint(description="")
    _late(lumens, filed, 2)
    with lumens.work(write=True) as work:
        for n in range(3):
            tasks.add_task(work, TaskKind.CALL_BACK, {}, due_on=TODAY + timedelta(days=n))
    for path in ("", "register", "taken", f"dossiers/{filed.dossier_id}"):
        page = at_desk.get(f"{DESK}/{path}").text
        assert re.findall(r">(Vandaag|Taken)<span class=\"w-count\"> (\d+)<", page) == [
            ("Vandaag", "2"),
            ("Taken", "3"),
        ], path
