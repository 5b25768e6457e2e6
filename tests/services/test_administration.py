"""The administrator's page: who gets in, whether all works, what fails; no word of a matter. Where people land after signing in."""

from datetime import timedelta

import pytest
from flask import Flask
from tests.support import clock
from tests.support.mail import FakeMail, plain
from tests.support.visitor import visitor_of
from tests.support.walls import give_box, report, talk
from tests.support.workplace import workplace
from tests.support.world import PASSWORD, Organisation

from wederhoor import administration, scheduler
from wederhoor.notices.service import State
from wederhoor.notices.tables import OutboxRow
from wederhoor.people.tables import Account, RoleGrant
from wederhoor.record import service as record
from wederhoor.setbacks import service as setbacks
from wederhoor.settings.service import platform_session
from wederhoor.work import Installation, utc_now

MARK = "Zqxwv"
PAGE = "/lumens/kantoor/beheer"


def test_the_administrator_sees_how_it_stands_and_no_word_of_any_matter(
    app: Flask, lumens: Organisation, installation: Installation, mail: FakeMail
) -> None:
    """A complaint, a declaration, a report and a talk full of marked words; mail that failed, jobs that failed, somebody who waits."""
    place = workplace(lumens, password=PASSWORD)
    ada = lumens.hire("Ada Beheer", "admin")
    ida, vic = lumens.hire("Ida Integer", "integrity_officer"), lumens.hire("Vic Vertrouw", "confidant")
    give_box(lumens, ida)
    filed = lumens.file_complaint(
        description=f"{MARK} verhaal", surname=f"{MARK}naam", email=f"{MARK.lower()}@klager.example"
    )
    place.declare(worth="60", who=f"{MARK} bloemen", what=f"{MARK} taart")
    report(lumens, blamed=f"{MARK} Baas", body={"text": f"{MARK} facturen", "relation": "employee"})
    talk(lumens, give_box(lumens, vic), f"Mag ik u iets vragen over {MARK}?")
    scheduler.sweep(installation, mail)
    visitor = visitor_of(app.test_client())
    landed = visitor.sign_in(ada.email, PASSWORD)
    assert landed.url == PAGE, "and not on 'Over mij'"
    well = visitor.get(PAGE)
    assert "Ada Beheer" in well.text
    assert "beheerder" in well.text
    assert "wederhoor-lumens" in well.text
    assert "nog geen back-up" in well.text
    assert "Er is niets mislukt" in well.text
    administration.note_backup(installation, utc_now())
    with lumens.work(write=True) as work:
        for number, row in enumerate(work.session.query(OutboxRow).filter_by(channel="email").limit(3)):
            row.state, row.last_error = State.FAILED.value, f"550 {MARK}{number}@klager.example unknown"
        setbacks.note(work, "report", filed.dossier_id, "ValueError at wederhoor/misconduct/jobs.py:1")
        setbacks.note(work, "pdfs", work.tenant_id, "OSError at wederhoor/notices/pdf.py:1")
    with platform_session(installation, write=True) as session:
        session.get_one(Account, vic.account_id).second_step_after = utc_now() + timedelta(minutes=9)
    shown = visitor.get(PAGE)
    for told in (
        "Niet gelukt",
        "Herinneringen en wat op een dag begint",
        "Brieven als pdf maken",
        "OSError at wederhoor/notices/pdf.py",
        "De laatste is van",
        "te vaak een verkeerde code van de tweede stap",
    ):
        assert told in shown.text, told
    for never in (MARK, MARK.lower(), filed.number, "klager.example", "misconduct", "facturen"):
        assert never not in shown.text, never
        assert never not in well.text, never
    with clock.travel(utc_now() + timedelta(days=3)):
        late = visitor_of(app.test_client())
        late.sign_in(ada.email, PASSWORD)
        assert "ouder dan twee dagen" in late.get(PAGE).text
    other = visitor_of(app.test_client())
    other.sign_in(place.hr.email, PASSWORD)
    assert other.get(PAGE).status == 404


def test_the_administrator_sees_why_somebody_cannot_get_in_and_helps_on_the_record(
    app: Flask, lumens: Organisation, installation: Installation, mail: FakeMail
) -> None:
    """An invitation that ended, a mail that came to nothing, a wrong password, a second step that is lost, work that is over."""
    ada, vic = lumens.hire("Ada Beheer", "admin"), lumens.hire("Vic Vertrouw", "confidant")
    sam = lumens.hire("Sam Nieuw", "employee", password=None)
    wim = lumens.hire("Wim Weg", "secretary")
    with platform_session(installation, write=True) as session:
        session.get_one(Account, sam.account_id).link_expires_at = utc_now() - timedelta(days=1)
        session.get_one(Account, vic.account_id).second_factor_since = utc_now()
    with lumens.work(write=True) as work:
        for grant in work.session.query(RoleGrant).filter_by(account_id=wim.account_id):
            grant.valid_until = clock.day(-1)
    nobody = visitor_of(app.test_client())
    for _ in range(5):
        assert nobody.sign_in(vic.email, "verkeerd wachtwoord").status == 422
    visitor = visitor_of(app.test_client())
    shown = visitor.sign_in(ada.email, PASSWORD)
    for told in (
        "De link van de uitnodiging is verlopen",
        "Te vaak een verkeerd wachtwoord; wacht tot",
        "Wim Weg: werkte hier tot en met",
        "2 collega’s komen er niet in",
    ):
        assert told in shown.text, told
    door = visitor.get(f"{PAGE}/accounts/{sam.account_id}")
    assert "nieuwe link" in visitor.submit(door, "/link").text
    mail.refuses = True
    scheduler.sweep(installation, mail)
    with lumens.work(write=True) as work:
        (row,) = work.session.query(OutboxRow).filter_by(letter="password_reset")
        row.state = State.FAILED.value
    again = visitor.get(f"{PAGE}/accounts/{sam.account_id}")
    assert "De mail met de link kwam niet aan" in again.text
    assert "de link werkt nog tot" in again.text, "one for who never had a password lasts longer"
    mail.refuses = False
    with clock.travel(utc_now() + timedelta(minutes=10)):
        visitor.submit(again, "/link")
        scheduler.sweep(installation, mail)
    (sent,) = [one for one in mail.messages if "/wachtwoord/" in plain(one)]
    assert (sent["To"], "drie dagen lang" in plain(sent)) == (sam.email, True)

    door = visitor.get(f"{PAGE}/accounts/{vic.account_id}")
    asked = visitor.submit(door, "/tweede-stap")
    assert (asked.status, "dit zelf vroeg" in asked.text) == (422, True)
    with platform_session(installation, write=False) as session:
        assert session.get_one(Account, vic.account_id).second_factor_since is not None
    assert "De tweede stap is gewist" in visitor.submit(asked, "/tweede-stap", sure_of_it="y").text
    visitor.submit(visitor.get(f"{PAGE}/accounts/{vic.account_id}"), "/sessies")
    with platform_session(installation, write=False) as session:
        assert session.get_one(Account, vic.account_id).second_factor_since is None
    own = visitor.get(f"{PAGE}/accounts/{ada.account_id}")
    assert "Wis de tweede stap" not in own.text
    posted = [(name, value) for name, value in own.form("/sessies").values if name != "once"]
    mine = visitor.post(f"{PAGE}/accounts/{ada.account_id}/tweede-stap", [*posted, ("sure_of_it", "y")])
    assert (mine.status, "niet voor uzelf" in mine.text) == (422, True)
    with lumens.work() as work:
        told = [line.sentence for line in record.read(work, work.tenant_id)]
    for sentence in ("overal afgemeld", "tweede stap van een medewerker gewist", "nieuwe link sturen"):
        assert any(sentence in line for line in told), sentence
    assert visitor.get(f"{PAGE}/accounts/{lumens.id}").status == 404
    other = visitor_of(app.test_client())
    other.sign_in(lumens.hire("Hil HR", "hr").email, PASSWORD)
    assert other.get(f"{PAGE}/accounts/{sam.account_id}").status == 404


@pytest.mark.parametrize(
    ("roles", "lands"),
    [
        (("admin",), "/lumens/kantoor/beheer"),
        (("hr", "employee"), "/lumens/kantoor/medewerkers"),
        (("hr", "admin"), "/lumens/kantoor/medewerkers"),
        (("director",), "/lumens/beslissen"),
        (("secretary", "admin"), "/lumens/kantoor/"),
        (("employee",), "/lumens/over-mij"),
    ],
)
def test_whoever_has_a_desk_lands_on_it(
    app: Flask, lumens: Organisation, roles: tuple[str, ...], lands: str
) -> None:
    person = lumens.hire("Robin Werker", *roles)
    visitor = visitor_of(app.test_client())
    assert visitor.sign_in(person.email, PASSWORD).url == lands
    assert visitor.get(lands).status == 200


def test_who_leads_lands_where_it_is_decided(app: Flask, lumens: Organisation) -> None:
    place = workplace(lumens, password=PASSWORD)
    visitor = visitor_of(app.test_client())
    assert visitor.sign_in(place.leader.email, PASSWORD).url == "/lumens/beslissen"
