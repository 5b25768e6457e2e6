"""What a person sent waits a while, and until it leaves it is called back; its clock counts from when it left."""

from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy import select
from tests.support import clock
from tests.support.mail import FakeMail
from tests.support.visitor import visitor_of
from tests.support.world import PASSWORD, Filed, Organisation, StaffAccount

from wederhoor import scheduler
from wederhoor.complaints.admissibility import Judgement, judge_admissibility
from wederhoor.correspondence import looks
from wederhoor.deadlines.service import clocks_shown
from wederhoor.dossiers import service as dossiers
from wederhoor.notices.letters import letters_shown
from wederhoor.notices.recall import call_back
from wederhoor.notices.tables import Letter, OutboxRow
from wederhoor.record import service as record

SOON = timedelta(minutes=9)
AFTER = timedelta(minutes=11)


def _judge(org: Organisation, kim: StaffAccount, filed: Filed) -> None:
    with org.work(write=True, actor=org.as_staff(kim), now=clock.NOW) as work:
        judgement = Judgement(admissible=True, ground=None, reason="", done_on=work.today)
        judge_admissibility(work, dossiers.find(work, filed.dossier_id), judgement)


def _send(org: Organisation, kim: StaffAccount) -> None:
    with org.work(write=True, actor=org.as_staff(kim), now=clock.NOW) as work:
        letter = work.session.scalars(select(Letter).where(Letter.code == "admissible")).one()
        looks.send_draft(work, letter, seen=looks.versions_of(work, letter)[-1].number)


def _states(org: Organisation) -> list[str]:
    with org.work() as work:
        rows = work.session.scalars(select(OutboxRow).where(OutboxRow.letter == "admissible"))
        return [row.state for row in rows]


def test_a_letter_that_was_sent_is_called_back_changed_and_sent_again(
    client: FlaskClient, lumens: Organisation
) -> None:
    """Until it leaves it is on no page of who gets it, meets nothing, and comes back as a draft; then it goes once."""
    kim = lumens.hire("Kim Bakvis", "secretary")
    filed = lumens.file_complaint()
    mail = FakeMail()
    scheduler.sweep(lumens.installation, mail)
    before = len(mail.messages)
    _judge(lumens, kim, filed)
    _send(lumens, kim)
    scheduler.sweep(lumens.installation, mail, now=lambda: clock.NOW + SOON)
    assert len(mail.messages) == before, "it waits"
    with lumens.work(now=clock.NOW + SOON) as work:
        party = dossiers.complainant_of(work, filed.dossier_id)
        titles = [one.title for one in letters_shown(work, filed.dossier_id, f"party:{party.id}")]
        assert len(titles) == 1, "what can still be called back is on no page"
    office = visitor_of(client)
    office.sign_in(kim.email, PASSWORD)
    page = office.get("/lumens/kantoor/verzending")
    assert "Gaat zo weg" in page.text
    draft = office.submit(page, "/terughalen")
    assert draft.url.endswith("/nakijken")
    assert _states(lumens) == ["to_look"]
    scheduler.sweep(lumens.installation, mail, now=lambda: clock.NOW + AFTER)
    assert len(mail.messages) == before
    put_aside = office.submit(draft, act="discard", reason="Ik bel eerst.")
    assert put_aside.status == 200
    assert _states(lumens) == ["discarded"]
    again = office.submit(office.get("/lumens/kantoor/verzending?stand=weg"), "/toch")
    assert again.url.endswith("/nakijken"), "what was put aside is taken up again"
    sent = office.submit(again, act="send")
    assert sent.url.endswith("/verzending")
    once_more = office.submit(office.get("/lumens/kantoor/verzending"), "/terughalen")
    assert once_more.url.endswith("/nakijken")
    _send(lumens, kim)
    shown = office.get("/lumens/kantoor/verzending")
    scheduler.sweep(lumens.installation, mail, now=lambda: clock.NOW + AFTER + AFTER)
    assert len(mail.messages) == before + 1
    assert _states(lumens) == ["sent"]
    with lumens.work() as work:
        events = [line.event for line in record.read(work, filed.dossier_id)]
        assert events.count("notice_called_back") == 2 and "notice_taken_up" in events
    answer = office.submit(shown, "/terughalen")
    assert answer.status == 409
    assert "Terughalen kan niet meer" in answer.text


def test_a_duty_is_met_when_the_letter_leaves_and_not_when_it_is_sent(lumens: Organisation) -> None:
    """KR-088: the day counts on which the news left; what was called back never met anything."""
    kim = lumens.hire("Kim Bakvis", "secretary")
    filed = lumens.file_complaint(objection="")
    scheduler.sweep(lumens.installation, FakeMail())
    from wederhoor.complaints.receiving import complete_from_paper
    from wederhoor.deadlines.case import case_of

    with lumens.work(write=True, actor=lumens.as_staff(kim), now=clock.NOW) as work:
        case = case_of(work, dossiers.find(work, filed.dossier_id, lock=True))
        complete_from_paper(case, {"objection": "Zo hoort het niet.", "done_on": work.today})

    def state() -> str:
        with lumens.work() as work:
            return {one.code: one.state for one in clocks_shown(work, filed.dossier_id)}[
                "confirmation_direct"
            ]

    with lumens.work(write=True, actor=lumens.as_staff(kim), now=clock.NOW + SOON) as work:
        row = work.session.scalars(select(OutboxRow).where(OutboxRow.meets == "confirmation_sent")).one()
        assert row.state == "waiting"
        call_back(work, row.id)
    scheduler.sweep(lumens.installation, FakeMail(), now=lambda: clock.NOW + AFTER)
    assert state() == "running"
    with lumens.work(write=True, actor=lumens.as_staff(kim), now=clock.NOW + AFTER) as work:
        row = work.session.scalars(select(OutboxRow).where(OutboxRow.meets == "confirmation_sent")).one()
        letter = work.session.get_one(Letter, (work.tenant_id, row.letter_id))
        looks.send_draft(work, letter, seen=1)
    scheduler.sweep(lumens.installation, FakeMail(), now=lambda: clock.NOW + AFTER + SOON)
    assert state() == "running"
    scheduler.sweep(lumens.installation, FakeMail(), now=lambda: clock.NOW + AFTER + AFTER)
    assert state() == "met"
