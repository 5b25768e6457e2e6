"""Who left is gone everywhere at once: no mail, no list, no choice, no sign-in; who works here by work alone gets in."""

import re
from datetime import date, timedelta

from flask import Flask
from sqlalchemy import select
from tests.support import clock
from tests.support.mail import FakeMail, plain
from tests.support.visitor import visitor_of
from tests.support.workplace import LONG_AGO, Workplace, workplace
from tests.support.world import PASSWORD, Organisation, StaffAccount

from wederhoor import operations, scheduler
from wederhoor.conduct import service as conduct
from wederhoor.people import colleagues
from wederhoor.people.employments import (
    employ,
    led_by,
    name_stand_in,
    stand_ins_for,
    supervisor_of,
    worker_on,
)
from wederhoor.people.here import works_somewhere
from wederhoor.people.service import everybody, people_by_id, roles_on, staff_with_role
from wederhoor.people.tables import Employment
from wederhoor.resources import resource_dir
from wederhoor.work import Installation, local_date, utc_now


def _work_ends(place: Workplace, person: StaffAccount, last_day: date) -> None:
    """The work ends and the role of employee stays where it is; nothing is handed over."""
    with place.at(place.hr, write=True) as work:
        for row in work.session.scalars(select(Employment).where(Employment.account_id == person.account_id)):
            row.valid_until = last_day


def test_whose_work_ended_is_in_no_list_and_gets_no_mail(
    lumens: Organisation, installation: Installation, mail: FakeMail
) -> None:
    """The role of employee says no more than the work itself: left standing, it keeps nobody here."""
    place = workplace(lumens)
    today = local_date(utc_now())
    leader = place.leader.account_id
    with lumens.work(write=True) as work:
        conduct.hand_out(work)
        name_stand_in(work, place.above.account_id, leader, valid_from=today)
    with place.at(place.hr) as work:
        assert leader in {one.account_id for one in people_by_id(work, [leader])}
        assert "Lea Leider" in everybody(work).values()
    _work_ends(place, place.leader, today - timedelta(days=1))
    with place.at(place.hr) as work:
        assert people_by_id(work, [leader]) == []
        assert [one.name for one in people_by_id(work, [leader], left_too=True)] == ["Lea Leider"]
        assert leader not in {one.account_id for one in staff_with_role(work, ("employee",))}
        assert "Lea Leider" not in everybody(work).values()
        assert "Lea Leider" not in {one.name for one in colleagues.colleagues(work)}
        assert supervisor_of(work, place.worker.account_id) is None
        assert stand_ins_for(work, place.above.account_id) == []
        assert [one.account_id for one in led_by(work, leader)] == [place.worker.account_id], "as noted"
        names = {name for team in conduct.progress(work) for name in team.waiting}
        assert "Wim Werker" in names
        assert "Lea Leider" not in names
        assert roles_on(work.session, leader, today) == frozenset()
        assert roles_on(work.session, leader, today - timedelta(days=1)) == {"employee"}
    assert works_somewhere(installation, leader, utc_now()) == []
    scheduler.sweep(installation, mail)
    mail.messages.clear()
    with lumens.work(write=True) as work:
        for handout in conduct.handouts_of(work, leader):
            handout.remind_on = today
        assert conduct.remind(work) == 1
    scheduler.sweep(installation, mail)
    assert [message for message in mail.messages if message["To"] == place.leader.email] == []


def test_who_works_here_is_asked_in_one_place() -> None:
    """No other condition on a role's days, and no other mark of who left: two answers would differ one day."""
    beside = {"here.py", "leaving.py", "tables.py"}  # the answer; what ends later, for HR; the columns
    for path in (resource_dir("migrations").parent / "platform").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert "disabled_at" not in text, path
        if path.name not in beside:
            assert not re.search(
                r"(RoleGrant|GRANTS|grants)(\.c)?\.valid_(from|until)( *[<>]|\.is_)", text
            ), path


def test_who_is_employed_is_an_employee_with_or_without_that_role(
    lumens: Organisation, installation: Installation
) -> None:
    """What is handed out to somebody can be opened by them."""
    today = local_date(utc_now())
    vera = lumens.hire("Vera Vrijwillig")
    with lumens.work(write=True) as work:
        assert roles_on(work.session, vera.account_id, today) == frozenset()
        employ(work, vera.account_id, kind="volunteer", valid_from=today)
        assert roles_on(work.session, vera.account_id, today) == {"employee"}
        assert roles_on(work.session, vera.account_id, today - timedelta(days=1)) == frozenset()
    assert works_somewhere(installation, vera.account_id, utc_now()) == [lumens.id]
    with lumens.work() as work:
        assert worker_on(work, vera.account_id) is not None
        assert [one.name for one in people_by_id(work, [vera.account_id])] == ["Vera Vrijwillig"]


def test_who_works_nowhere_any_more_does_not_sign_in_and_is_signed_out(
    app: Flask, lumens: Organisation, installation: Installation, mail: FakeMail
) -> None:
    place = workplace(lumens, password=PASSWORD)
    visitor, today = visitor_of(app.test_client()), local_date(utc_now())
    visitor.sign_in(place.worker.email, PASSWORD)
    assert visitor.get("/account/beveiliging").status == 200
    _work_ends(place, place.worker, today - timedelta(days=1))
    assert visitor.get("/lumens/afwezig").status == 404, "at once"
    with clock.travel(utc_now() + timedelta(minutes=6)):
        assert visitor.get("/account/beveiliging", follow=False).status == 303, "and signed out soon after"
    again = visitor_of(app.test_client()).sign_in(place.worker.email, PASSWORD)
    assert again.status == 422
    assert "bij geen organisatie" in again.text
    asked = visitor_of(app.test_client())
    asked.submit(asked.get("/wachtwoord-vergeten"), email=place.worker.email)
    asked.submit(asked.get("/wachtwoord-vergeten"), email=place.other.email)
    scheduler.sweep(installation, mail)
    links = [message for message in mail.messages if "nieuw wachtwoord" in plain(message)]
    assert [message["To"] for message in links] == [place.other.email]


def test_who_comes_later_signs_in_from_their_first_day(app: Flask, lumens: Organisation) -> None:
    tomorrow = local_date(utc_now()) + timedelta(days=1)
    operations.create_account(
        lumens.installation,
        slug="lumens",
        email="noor@lumens.example",
        name="Noor Nieuw",
        roles=("employee",),
        valid_from=tomorrow,
    )
    noor = lumens.hire("Noor Nieuw", email="noor@lumens.example")
    assert visitor_of(app.test_client()).sign_in(noor.email, PASSWORD).status == 422
    with clock.travel(utc_now() + timedelta(days=1)):
        assert visitor_of(app.test_client()).sign_in(noor.email, PASSWORD).status == 200
    with lumens.work(write=True) as work:
        employ(work, noor.account_id, valid_from=LONG_AGO)
    assert visitor_of(app.test_client()).sign_in(noor.email, PASSWORD).status == 200
