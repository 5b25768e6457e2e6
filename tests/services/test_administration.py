"""The administrator's page: who gets in, whether all works, what fails; no word of a matter. Where people land after signing in."""

from datetime import timedelta

import pytest
from flask import Flask
from tests.support import clock
from tests.support.mail import FakeMail
from tests.support.visitor import visitor_of
from tests.support.walls import give_box, report, talk
from tests.support.workplace import workplace
from tests.support.world import PASSWORD, Organisation

from wederhoor import administration, scheduler
from wederhoor.notices.service import State
from wederhoor.notices.tables import OutboxRow
from wederhoor.people.tables import Account
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
        "Moet wachten",
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
