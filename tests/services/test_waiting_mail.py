"""Mail that cannot leave now: tried for days, given up where people see it, sent again in one act, and nobody waits for another."""

import threading
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from functools import partial
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from tests.support.mail import FakeMail
from tests.support.smtp import mail_sink
from tests.support.visitor import visitor_of
from tests.support.world import PASSWORD, Filed, Organisation, on

from wederhoor import config as settings
from wederhoor import scheduler
from wederhoor.notices.mail import MailAway, SmtpTransport, message
from wederhoor.notices.postman import LINES, Postman
from wederhoor.notices.tables import OutboxRow
from wederhoor.rules import resending
from wederhoor.setbacks.tables import Setback
from wederhoor.settings.service import platform_session
from wederhoor.tasks.service import TaskKind
from wederhoor.tasks.tables import Task
from wederhoor.tenancy.tables import DueTenant
from wederhoor.work import Work, utc_now

MONDAY = on(date(2026, 3, 2))
on_one = pytest.mark.parametrize("database", ["sqlite"])  # nothing here that a database does in its own way


def _same(now: datetime) -> datetime:
    return now


def _row(work: Work, filed: Filed) -> OutboxRow:
    query = select(OutboxRow).where(
        OutboxRow.matter_id == filed.dossier_id, OutboxRow.addressee.startswith("party:")
    )
    return work.session.scalars(query).one()


def _tasks(work: Work, filed: Filed) -> list[bool]:
    """Of each task about mail that was given up: whether it is done."""
    query = select(Task).where(Task.dossier_id == filed.dossier_id, Task.kind == TaskKind.NOTICE_FAILED)
    return [task.done_at is not None for task in work.session.scalars(query)]


class Hanging(FakeMail):
    """A mail server that says nothing for a while, for those it is told of."""

    def __init__(self, *to: str) -> None:
        super().__init__()
        self.to = to
        self.go_on = threading.Event()
        self.asked = 0

    def send(self, message: EmailMessage) -> None:
        self.asked += 1
        if not self.to or message["To"] in self.to:
            self.go_on.wait(30)
        super().send(message)


class NotNow(FakeMail):
    """A mail server that takes no mail now for some, and every other."""

    later: str = ""

    def send(self, message: EmailMessage) -> None:
        if message["To"] == self.later:
            raise MailAway("SMTP 450", of_all=False)
        super().send(message)


def test_a_server_that_is_away_is_asked_for_five_days_with_growing_pauses_and_then_people_are() -> None:
    for pauses in (resending.REFUSED_FOR_NOW, resending.SERVER_AWAY):
        assert list(pauses) == sorted(pauses)
        assert timedelta(days=4, hours=20) < sum(pauses, timedelta()) < timedelta(days=6)
    times = len(resending.SERVER_AWAY)
    assert resending.pause(0, times, of_all=True) == timedelta(minutes=15), "never long after it is back"
    assert resending.pause(0, times + 1, of_all=True) is None
    assert resending.pause(99, 1, of_all=True) == timedelta(minutes=1)


@on_one
def test_mail_goes_by_itself_after_a_server_was_away_for_hours(lumens: Organisation, mail: FakeMail) -> None:
    filed = [lumens.file_complaint(now=MONDAY) for _ in range(6)]
    mail.away, now = True, MONDAY
    postman = Postman(mail)
    while now < MONDAY + timedelta(hours=4):
        scheduler.sweep(lumens.installation, mail, now=partial(_same, now), postman=postman)
        with platform_session(lumens.installation, write=False) as session:
            now = max(session.scalars(select(DueTenant.next_due_at)).one(), now + timedelta(seconds=30))
    with lumens.work() as work:
        assert {_row(work, one).state for one in filed} == {"waiting"}
        assert [_tasks(work, one) for one in filed] == [[]] * 6
    mail.away = False
    postman = Postman(mail)
    now += timedelta(minutes=15)
    scheduler.sweep(lumens.installation, mail, now=partial(_same, now), postman=postman)
    with lumens.work() as work:
        assert {_row(work, one).state for one in filed} == {"sent"}


@on_one
def test_once_the_server_is_back_every_organisation_goes_at_once(tenant: Any, mail: FakeMail) -> None:
    places = [tenant("lumens"), tenant("ander"), tenant("derde")]
    filed = [[one.file_complaint(now=MONDAY) for _ in range(4)] for one in places]
    mail.away = True
    installation, postman = places[0].installation, Postman(mail)
    scheduler.sweep(installation, mail, now=lambda: MONDAY, postman=postman)
    assert postman.is_away()
    for place, own in zip(places, filed, strict=True):
        with place.work() as work:
            rows = [_row(work, one) for one in own]
            assert {(row.state, row.away) for row in rows} == {("waiting", 1)}, "all of them say so"
    mail.away = False
    postman.reached()
    soon = MONDAY + timedelta(seconds=20)
    scheduler.sweep(installation, mail, now=partial(_same, soon), postman=postman)
    for place, own in zip(places, filed, strict=True):
        with place.work() as work:
            assert {_row(work, one).state for one in own} == {"sent"}


def test_what_is_given_up_is_a_task_and_goes_again_in_one_act(
    lumens: Organisation, app: Flask, mail: FakeMail
) -> None:
    kim = lumens.hire("Kim Bakvis", "secretary")
    filed = [lumens.file_complaint(now=MONDAY) for _ in range(3)]
    with lumens.work(write=True, now=MONDAY) as work:
        for one in filed:
            _row(work, one).away = len(resending.SERVER_AWAY)
    mail.away = True
    scheduler.sweep(lumens.installation, mail, now=lambda: MONDAY)
    with lumens.work() as work:
        assert {_row(work, one).state for one in filed} == {"failed"}
        assert [_tasks(work, one) for one in filed] == [[False]] * 3
    staff = visitor_of(app.test_client())
    staff.sign_in(kim.email, PASSWORD)
    page = staff.get("/lumens/kantoor/verzending")
    assert "e-mails zijn niet verstuurd en gaan niet meer vanzelf" in page.text
    assert "Een bericht is niet verstuurd" in staff.get("/lumens/kantoor/").text
    assert staff.submit(page, "/alles-opnieuw").status == 200
    mail.away = False
    scheduler.sweep(lumens.installation, mail, now=lambda: utc_now() + timedelta(seconds=1))
    with lumens.work() as work:
        assert {_row(work, one).state for one in filed} == {"sent"}
        assert [_tasks(work, one) for one in filed] == [[True]] * 3, "what was to be done has happened"


@on_one
def test_an_addressee_who_is_not_taken_now_holds_up_no_other(lumens: Organisation) -> None:
    mail = NotNow()
    mail.later = "later@bewoner.example"
    first = [lumens.file_complaint(now=MONDAY, email="later@bewoner.example") for _ in range(5)]
    then = lumens.file_complaint(now=MONDAY)
    postman = Postman(mail)
    scheduler.sweep(lumens.installation, mail, now=lambda: MONDAY, postman=postman)
    with lumens.work() as work:
        assert _row(work, then).state == "sent"
        assert {(_row(work, one).attempts, _row(work, one).away) for one in first} == {(1, 0)}
    assert not postman.is_away()


def test_a_server_that_hangs_holds_up_a_line_and_not_the_sweep(
    tenant: Callable[..., Organisation], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twelve mails of two organisations, and a server that says nothing: PDFs and the other organisation go on."""
    monkeypatch.setattr("wederhoor.notices.postman.PATIENCE", 0.2)
    places = [tenant("lumens"), tenant("ander")]
    for place in places:
        for _ in range(6):
            place.file_complaint(now=MONDAY)
    mail = Hanging()
    postman = Postman(mail)
    begun = time.monotonic()
    assert scheduler.sweep(places[0].installation, mail, now=lambda: MONDAY, postman=postman) == 2
    assert time.monotonic() - begun < 10
    assert mail.asked == LINES
    later = MONDAY + timedelta(minutes=5)
    scheduler.sweep(places[0].installation, mail, now=partial(_same, later), postman=postman)
    assert mail.asked == LINES, "what is on a line is not sent by another"
    mail.go_on.set()
    postman.finish(10)
    later += timedelta(minutes=1)
    scheduler.sweep(places[0].installation, mail, now=partial(_same, later), postman=postman)
    to_anna = [one["Message-ID"] for one in mail.messages if one["To"] == "anna@bewoner.example"]
    assert len(to_anna) == len(set(to_anna)) == 12


@on_one
def test_one_mail_that_hangs_lets_the_others_go(
    lumens: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wederhoor.notices.postman.PATIENCE", 0.2)
    mail = Hanging("later@bewoner.example")
    stuck = lumens.file_complaint(now=MONDAY, email="later@bewoner.example")
    others = [lumens.file_complaint(now=MONDAY) for _ in range(5)]
    postman = Postman(mail)
    scheduler.sweep(lumens.installation, mail, now=lambda: MONDAY, postman=postman)
    with lumens.work() as work:
        assert {_row(work, one).state for one in others} == {"sent"}
        assert _row(work, stuck).state == "sending"
    mail.go_on.set()
    postman.finish(10)
    with lumens.work() as work:
        assert _row(work, stuck).state == "sent"


def test_a_server_that_drips_is_cut_off(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    """It says something every moment, so no wait for it ever ends; the conversation as a whole does."""
    monkeypatch.setattr("wederhoor.notices.mail.LASTS_SECONDS", 0.5)
    with mail_sink() as sink:
        sink.hold.set()
        smtp = settings.load({"WEDERHOOR_VAR": str(tmp_path), "WEDERHOOR_SMTP_URL": sink.url}).smtp
        assert smtp is not None
        begun = time.monotonic()
        with pytest.raises(MailAway):
            SmtpTransport(smtp=smtp).send(
                message(
                    sender="a@x.example", sender_name="A", recipient="b@x.example", text="x",
                    message_id="<1@x>", at=utc_now(), site="https://x.example/lumens", door="bericht",
                )
            )  # fmt: skip
        assert time.monotonic() - begun < 10


@pytest.mark.parametrize("jump", [timedelta(days=-3), timedelta(days=400)])
def test_a_clock_that_jumped_and_is_back_blocks_nothing_and_repeats_nothing(
    jump: timedelta, lumens: Organisation, mail: FakeMail, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clock is wrong while mail fails and a letter cannot be made; then it is right again, and both go, once."""
    filed = lumens.file_complaint(now=MONDAY)
    wrong = MONDAY + jump
    with lumens.work(write=True, now=MONDAY) as work:
        _row(work, filed).not_before = min(MONDAY, wrong)
    with platform_session(lumens.installation, write=True) as session:
        session.scalars(select(DueTenant)).one().next_due_at = min(MONDAY, wrong)
    mail.away = True

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr("wederhoor.notices.jobs.make_pdfs", fails)
        scheduler.sweep(lumens.installation, mail, now=partial(_same, wrong))
    with lumens.work() as work:
        assert (_row(work, filed).state, _row(work, filed).away) == ("waiting", 1)
        assert work.session.scalars(select(Setback)).all()
    mail.away = False
    right = MONDAY + timedelta(minutes=2)
    for _ in range(2):
        scheduler.sweep(lumens.installation, mail, now=partial(_same, right))
        right += timedelta(hours=2)
    with lumens.work() as work:
        assert _row(work, filed).state == "sent"
        assert not work.session.scalars(select(Setback)).all()
    ids = [one["Message-ID"] for one in mail.messages]
    assert len(ids) == len(set(ids)), "nothing is sent twice"
