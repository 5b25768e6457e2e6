"""The print tray: a letter is read, printed, posted; a mail that failed goes again; nothing leaves without a trace."""

import re
from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy import select, update
from tests.support.mail import FakeMail
from tests.support.visitor import Visitor, visitor_of
from tests.support.world import PASSWORD, Organisation, StaffAccount

from wederhoor import scheduler
from wederhoor.correspondence.code_letters import send_code
from wederhoor.deadlines.service import clocks_shown
from wederhoor.dossiers import service as dossiers
from wederhoor.notices.tables import OutboxRow
from wederhoor.record import service as record
from wederhoor.work import local_date, utc_now


def office(client: FlaskClient, who: StaffAccount) -> Visitor:
    visitor = visitor_of(client)
    visitor.sign_in(who.email, PASSWORD)
    return visitor


def test_a_letter_by_post_is_read_and_posted_and_then_its_term_is_met(
    client: FlaskClient, lumens: Organisation
) -> None:
    """KR-088: by post it counts from "gepost"; who read it and who posted it is on the record."""
    secretary = lumens.hire("Kim Bakvis", "secretary")
    filed = lumens.file_complaint(email="", contact_channel="post")
    visitor = office(client, secretary)
    tray = visitor.get("/lumens/kantoor/verzending")
    letter = re.search(r'href="(/lumens/kantoor/dossiers/[^"]+/brieven/[^"]+)"', tray.text)
    assert letter is not None
    assert filed.number in visitor.get(letter[1]).text
    notice = re.search(r'name="notice"\s+value="([^"]+)"', tray.text)
    assert notice is not None
    today = local_date(utc_now())
    chosen = {"notice": notice[1], "act": "posted", "by": "Kim Bakvis"}
    wrong = visitor.submit(tray, **chosen, posted_on=["1", "1", "2020"])
    assert wrong.status == 422
    assert "Eerder kan hij de deur niet uit zijn gegaan" in wrong.text
    assert visitor.submit(tray, **{**chosen, "act": "print"}).status == 422  # its PDF is not there yet
    scheduler.sweep(lumens.installation, FakeMail())
    printed = visitor.submit(tray, **{**chosen, "act": "print"})
    assert printed.body.startswith(b"%PDF")
    assert filed.number.encode() not in str(printed.headers).encode()
    done = visitor.submit(tray, **chosen, posted_on=[today.day, today.month, today.year])
    assert "Alles is verstuurd" not in done.text  # the accused and the supervisor are still held
    assert "printbak" not in done.text
    with lumens.work() as work:
        clocks = {clock.code: clock.state for clock in clocks_shown(work, filed.dossier_id)}
        assert clocks["confirmation_direct"] == "met"
        events = [line.event for line in record.read(work, filed.dossier_id)]
        assert {"letter_read", "letter_printed"} <= set(events)
        assert "notice_posted" in events


def test_a_mail_that_failed_is_shown_with_its_reason_and_goes_again(
    client: FlaskClient, lumens: Organisation
) -> None:
    """Mail that fails in silence is what people complain of most."""
    secretary = lumens.hire("Kim Bakvis", "secretary")
    lumens.file_complaint()
    with lumens.work(write=True) as work:
        work.session.execute(
            update(OutboxRow)
            .where(OutboxRow.addressee.startswith("party:"))
            .values(state="failed", last_error="SMTP 550")
        )
    visitor = office(client, secretary)
    tray = visitor.get("/lumens/kantoor/verzending")
    assert "SMTP 550" in tray.text
    visitor.submit(tray, "/opnieuw")
    with lumens.work() as work:
        row = work.session.scalars(select(OutboxRow).where(OutboxRow.addressee.startswith("party:"))).one()
        assert (row.state, row.attempts) == ("waiting", 0)


def test_a_code_and_what_it_opens_leave_in_no_stack_together_and_not_on_one_day(
    client: FlaskClient, lumens: Organisation
) -> None:
    """Whoever has one envelope in hand must not have both."""
    secretary = lumens.hire("Kim Bakvis", "secretary")
    filed = lumens.file_complaint(email="", contact_channel="post", now=utc_now() - timedelta(days=3))
    with lumens.work(write=True) as work:
        dossier = dossiers.find(work, filed.dossier_id)
        send_code(work, dossier, dossiers.complainants_of(work, dossier.id)[0])
    scheduler.sweep(lumens.installation, FakeMail())
    visitor = office(client, secretary)
    tray = visitor.get("/lumens/kantoor/verzending")
    with lumens.work() as work:
        rows = work.session.scalars(select(OutboxRow).where(OutboxRow.state == "to_post")).all()
        code, other = sorted((row for row in rows), key=lambda row: row.letter != "access_code")
        code_id, other_id = str(code.id), str(other.id)
    today = local_date(utc_now())
    yesterday = today - timedelta(days=1)
    for act in ("print", "posted"):
        both = visitor.submit(
            tray,
            notice=[code_id, other_id],
            act=act,
            by="Kim",
            posted_on=[today.day, today.month, today.year],
        )
        assert (both.status, "Een brief met een code gaat niet in één stapel" in both.text) == (422, True)
    assert visitor.submit(tray, notice=other_id, act="print").body.startswith(b"%PDF")
    assert visitor.submit(tray, notice=code_id, act="print").body.startswith(b"%PDF")
    when = {"posted_on": [today.day, today.month, today.year], "act": "posted", "by": "Kim"}
    assert visitor.submit(tray, notice=code_id, **when).status == 200
    refused = visitor.submit(tray, notice=other_id, **when)
    assert (refused.status, "Op deze dag ging al een brief naar dezelfde persoon" in refused.text) == (
        422,
        True,
    )
    earlier = {**when, "posted_on": [yesterday.day, yesterday.month, yesterday.year]}
    assert visitor.submit(tray, notice=other_id, **earlier).status == 200
