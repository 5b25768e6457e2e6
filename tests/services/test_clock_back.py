"""A clock that goes back, or ahead and back: what was written meanwhile blocks nothing, repeats nothing, and opens nothing for longer."""

import uuid
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from tests.support import clock
from tests.support.visitor import visitor_of
from tests.support.world import PASSWORD, Organisation

from wederhoor import operations, scheduler
from wederhoor.deadlines import clock_back, jobs
from wederhoor.deadlines.tables import Clock
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.tables import Access
from wederhoor.messages import second_step
from wederhoor.people import links
from wederhoor.people.tables import Account
from wederhoor.setbacks import service as setbacks
from wederhoor.setbacks.service import Steps
from wederhoor.settings.service import platform_session
from wederhoor.tasks.meant import let_back
from wederhoor.work import RESIDENT, Installation, utc_now

AHEAD = timedelta(days=400)


@pytest.fixture(autouse=True)
def still() -> Iterator[clock.Traveller]:
    with clock.travel(clock.NOW, tick=False) as travelled:
        yield travelled


def test_a_pause_noted_ahead_holds_up_nothing(lumens: Organisation) -> None:
    """The longest pause is a day; what would wait for longer was written by a clock that went wrong."""
    row = uuid.uuid4()
    with lumens.work(write=True, now=utc_now() + AHEAD) as work:
        for _ in range(3):
            setbacks.note(work, "proef", row, "x")
            setbacks.note(work, "stap", work.tenant_id, "x", ends=False)
    with lumens.work() as work:
        assert setbacks.held(work, "proef") == frozenset()
        assert setbacks.next_due(work) is None
    ran: list[str] = []
    assert Steps(lambda: lumens.work(write=True)).run("stap", lambda: ran.append("stap"))
    assert ran == ["stap"]
    with lumens.work(write=True) as work:
        setbacks.note(work, "proef", row, "x")
        assert setbacks.held(work, "proef") == {row}, "a pause of today does"


def test_a_bar_that_was_ended_ahead_stays_ended(lumens: Organisation) -> None:
    piet, kim = lumens.hire("Piet Pietersen", "secretary"), lumens.hire("Kim Bakvis", "secretary")
    filed = lumens.file_complaint(accused_name="Pietersen")
    with lumens.work(write=True, actor=lumens.as_staff(kim), now=utc_now() + AHEAD) as work:
        assert let_back(work, filed.dossier_id, piet.account_id)
    with lumens.work(actor=lumens.as_staff(piet)) as work:
        assert dossiers.find(work, filed.dossier_id).number == filed.number
        assert dossiers.barred_accounts(work, filed.dossier_id) == frozenset()
        assert all(row.until_at for row in work.session.scalars(select(Access)))


def test_codes_asked_ahead_do_not_use_up_those_of_today_and_open_nothing_for_longer(
    lumens: Organisation,
) -> None:
    filed = lumens.file_complaint(email="", contact_channel="post")
    opened = None
    with lumens.work(write=True, actor=RESIDENT, now=utc_now() + AHEAD) as work:
        dossier, party = dossiers.find_by_code(work, work.vault.code_hash(filed.code))
        for _ in range(second_step.PER_HOUR):
            digits = second_step.give_code(work, dossier, party, second_step.Way.PHONE)
        opened = second_step.open_door(work, dossier, party, digits)
        assert second_step.open_until(work, party, str(opened))
    with lumens.work(write=True, actor=RESIDENT) as work:
        dossier, party = dossiers.find_by_code(work, work.vault.code_hash(filed.code))
        assert second_step.open_until(work, party, str(opened)) is None
        digits = second_step.give_code(work, dossier, party, second_step.Way.PHONE)
        opened = second_step.open_door(work, dossier, party, digits)
        assert second_step.open_until(work, party, str(opened))


def test_a_session_or_a_link_made_ahead_does_not_last_for_longer(
    app: Flask, installation: Installation, lumens: Organisation, still: clock.Traveller
) -> None:
    kim = lumens.hire("Kim Bakvis", "secretary")
    still.shift(AHEAD)
    visitor = visitor_of(app.test_client())
    assert visitor.sign_in(kim.email, PASSWORD).url == "/lumens/kantoor/"
    token = operations.reset_account(installation, email=kim.email)
    still.shift(-AHEAD)
    assert visitor.get("/lumens/kantoor/").url.startswith("/aanmelden")
    assert visitor.sign_in(kim.email, PASSWORD).url == "/lumens/kantoor/", "and nothing keeps them out"
    assert visitor.get(f"/wachtwoord/{token}").status == 404
    with platform_session(installation, write=True) as session:
        account = session.get_one(Account, kim.account_id)
        again = links.mailed_link(installation.vault, account, utc_now())
    assert visitor.get(f"/wachtwoord/{again}").status == 200
    still.shift(timedelta(minutes=-10))
    assert visitor.get("/lumens/kantoor/").status == 200, "a few minutes back is nothing"


def test_a_term_that_was_reminded_of_ahead_is_reminded_of_on_its_own_day(
    installation: Installation, lumens: Organisation
) -> None:
    """Swept a year ahead, nothing would be left to remind of; what was given today is not given again."""
    lumens.hire("Kim Bakvis", "secretary")
    filed = lumens.file_complaint()

    def planned() -> dict[str, date | None]:
        with lumens.work() as work:
            rows = work.session.scalars(
                select(Clock).where(Clock.dossier_id == filed.dossier_id, Clock.state == "running")
            )
            return {row.code: row.next_reminder_on for row in rows}

    def sweep(now: datetime) -> None:
        jobs.remind_all(lambda: lumens.work(write=True, now=now))

    sweep(utc_now())
    before = planned()
    assert any(before.values())
    sweep(utc_now() + AHEAD)
    assert planned() != before
    scheduler.tidy(installation)
    assert planned() == before
    with lumens.work(write=True) as work:
        assert clock_back.mend(work) == 0, "once"
