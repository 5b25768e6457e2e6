"""A flood costs little: counted by network, by matter and by report; one open task, one mail."""

import pytest
from flask import Flask
from sqlalchemy import func, select
from tests.support.mail import FakeMail
from tests.support.visitor import visitor_of
from tests.support.walls import give_box
from tests.support.world import Organisation

from wederhoor import scheduler
from wederhoor.messages.service import MOST_AN_HOUR
from wederhoor.messages.tables import Message
from wederhoor.tasks.tables import Task
from wederhoor.vault.codes import new_code
from wederhoor.web.runtime import client_address

OWN = "/lumens/mijn-klacht"


@pytest.mark.parametrize(
    ("told", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2002:c000:0207::1", "192.0.2.7"),
        ("fe80::1%eth0", "fe80::/64"),
        ("onzin", "onzin"),
    ],
)
def test_limits_count_a_network_and_not_an_address(app: Flask, told: str, counted: str) -> None:
    with app.test_request_context(environ_base={"REMOTE_ADDR": told}):
        assert client_address() == counted


def test_who_has_a_network_of_ipv6_has_no_more_tries_than_others(app: Flask, lumens: Organisation) -> None:
    answers = []
    for number in range(12):
        client = app.test_client()
        address = {"REMOTE_ADDR": f"2001:db8:7:7::{number:x}"}
        token = client.get(OWN, environ_base=address).text.split('name="csrf_token" value="')[1].split('"')[0]
        values = {"csrf_token": token, "code": new_code()}
        answers.append(client.post(OWN, data=values, environ_base=address).status_code)
    assert answers[:10] == [422] * 10 and answers[10:] == [429, 429]


def test_many_messages_are_one_task_and_an_hour_has_an_end(app: Flask, lumens: Organisation) -> None:
    lumens.hire("Kim Bakvis", "secretary")
    filed = lumens.file_complaint()
    visitor = visitor_of(app.test_client())
    visitor.submit(visitor.get(OWN), code=filed.code)
    for number in range(MOST_AN_HOUR):
        sent = visitor.submit(visitor.get(f"{OWN}/berichten"), text=f"Bericht {number}.")
        assert sent.status == 200
    refused = visitor.submit(visitor.get(f"{OWN}/berichten"), text="Nog een bericht.")
    assert (refused.status, "Nog een bericht." in refused.text) == (422, True)
    with lumens.work() as work:
        count = select(func.count()).select_from
        open_tasks = select(func.count()).where(Task.kind == "read_message", Task.done_at.is_(None))
        assert work.session.scalar(count(Message)) == MOST_AN_HOUR
        assert work.session.scalar(open_tasks) == 1


def test_many_messages_in_a_report_are_one_mail_until_it_is_read(
    app: Flask, lumens: Organisation, mail: FakeMail
) -> None:
    give_box(lumens, lumens.hire("Inge Integer", "integrity_officer"))
    reporter = visitor_of(app.test_client())
    form = reporter.get("/lumens/misstand-melden/schrijven")
    reporter.submit(form, way="written", naming="anonymous", text="Er verdwijnt geld.")
    own = "/lumens/misstand-melden/mijn-melding"
    scheduler.sweep(lumens.installation, mail)
    mail.messages.clear()
    for number in range(MOST_AN_HOUR):
        assert reporter.submit(reporter.get(own), "/bericht", text=f"Bericht {number}.").status == 200
    scheduler.sweep(lumens.installation, mail)
    assert len(mail.messages) == 1
    refused = reporter.submit(reporter.get(own), "/bericht", text="Nog een bericht.")
    assert (refused.status, "Nog een bericht." in refused.text) == (422, True)
