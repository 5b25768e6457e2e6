"""The code of conduct at work: read, searched, compared, handed out and signed; dilemmas; who to talk to."""

import io
import re
from datetime import datetime, timedelta

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import func, select
from tests.support import clock
from tests.support.visitor import Page, Visitor, visitor_of
from tests.support.world import PASSWORD, Organisation, StaffAccount, add_organisation, on

from wederhoor.conduct import jobs, service
from wederhoor.conduct.service import AlreadySigned, NoSuchHandout
from wederhoor.conduct.tables import Handout, Worksheet
from wederhoor.notices.tables import OutboxRow
from wederhoor.people.employments import employ
from wederhoor.people.reachable import Reach, note_reach
from wederhoor.people.service import staff_with_role
from wederhoor.record import service as record
from wederhoor.record.tables import RecordEntry
from wederhoor.settings.service import platform_session
from wederhoor.settings.tables import SettingsVersion
from wederhoor.tenancy.tables import Tenant
from wederhoor.work import Installation, utc_now

NOW = on(clock.TODAY)


def _outbox(organisation: Organisation, now: datetime) -> list[tuple[str, str]]:
    with organisation.work(now=now) as work:
        rows = work.session.scalars(select(OutboxRow).order_by(OutboxRow.id))
        return [(row.letter, row.addressee) for row in rows]


def test_an_edition_is_handed_to_everybody_once_signed_and_a_new_one_again_LN_09(
    lumens: Organisation,
) -> None:
    wim, lea, hr = (
        lumens.hire("Wim Werker", "employee"),
        lumens.hire("Lea Leider", "employee"),
        lumens.hire("Hil HR", "hr"),
    )
    outsider = lumens.hire("Vic Vertrouwd", "confidant")
    with lumens.work(write=True, now=NOW) as work:
        employ(work, wim.account_id, team="Noord", supervisor_id=lea.account_id, valid_from=clock.day(-300))
    with lumens.work(write=True, now=NOW) as work:
        assert jobs.hand_out_and_remind(work) == 2
    with lumens.work(write=True, now=NOW) as work:
        assert jobs.hand_out_and_remind(work) == 0
        assert service.handouts_of(work, outsider.account_id) == []
        (mine,) = service.handouts_of(work, wim.account_id)
        with pytest.raises(NoSuchHandout):
            service.find_handout(work, mine.id, lea.account_id)
        service.sign(work, mine)
        with pytest.raises(AlreadySigned):
            service.sign(work, mine)
        teams = {team.team: team for team in service.progress(work)}
        assert (teams["Noord"].handed, teams["Noord"].signed, teams["Noord"].waiting) == (1, 1, ())
        assert teams["Zonder team"].waiting == ("Lea Leider",)
        assert jobs.next_day(work) == clock.day(14)
    later = NOW + timedelta(days=14)
    with lumens.work(write=True, now=later) as work:
        assert jobs.hand_out_and_remind(work) == 1  # only who did not sign
    told = [letter for letter, _ in _outbox(lumens, later)]
    assert (told.count("code_handed_out"), told.count("code_reminder")) == (2, 1)
    with lumens.work(write=True, now=later) as work:
        values = {"works_council_consent_on": str(clock.day(9)), "new_code_in_force_from": str(clock.day(10))}
        work.session.add(
            SettingsVersion(
                version=1, valid_from=clock.day(9), values=values, reason="instemming", entered_at=later
            )
        )
    with platform_session(lumens.installation, write=True) as session:
        session.get_one(Tenant, lumens.id).version += 1
    with lumens.work(write=True, now=later) as work:
        assert work.organisation.code_edition.code == "nieuw"
        assert service.hand_out(work) == 2
        assert [one.code for one in service.handouts_of(work, wim.account_id)] == ["nieuw", "2016"]
        assert hr.account_id not in set(work.session.scalars(select(Handout.account_id)))


def test_somebody_signs_for_suwinet_before_access_WIL_23(installation: Installation) -> None:
    wil = add_organisation(installation, "wil", plugin="wil")
    wim = wil.hire("Wim Werker", "employee")
    with wil.work(write=True, actor=wil.as_staff(wim), now=NOW) as work:
        (statement,) = work.organisation.statements
        handout = service.ask_statement(work, wim.account_id, statement)
        assert service.ask_statement(work, wim.account_id, statement) is handout
        assert service.statement_of(work, handout) == statement
        assert handout.signed_at is None
        service.sign(work, handout)
        assert handout.signed_at == NOW
        assert service.ask_statement(work, wim.account_id, statement) is handout, "not asked for again"


def test_anybody_reads_searches_and_compares_the_code_and_finds_what_held_on_a_day(
    app: Flask, lumens: Organisation
) -> None:
    visitor = visitor_of(app.test_client())
    page = visitor.get("/lumens/gedragscode")
    assert page.status == 200 and "Relatiegeschenken" in page.text and "L16-36" in page.text
    assert "legt nooit een maatregel op" in page.text  # sanctions are text, with their age (C34)
    assert "jaar oud" in page.text
    found = visitor.submit(page, "/gedragscode", zoek="dilémma")
    assert "<mark>" in found.text and "L16-41" in found.text and "L16-36" not in found.text
    assert "Niets gevonden" in visitor.submit(page, "/gedragscode", zoek="xyzzy").text
    held = visitor.submit(page, "op-een-dag", dag="3 3 2020")
    assert "Op <strong>3 maart 2020</strong> gold deze uitgave" in held.text
    for wrong, why in (("31-2-2020", "Schrijf een dag die bestaat"), ("1-1-2010", "kennen wij geen uitgave")):
        answer = visitor.submit(page, "op-een-dag", dag=wrong)
        assert (answer.status, why in answer.text, wrong in answer.text) == (422, True, True)
    editions = visitor.get("/lumens/gedragscode/uitgaven").text
    assert "moet nog instemmen" in editions and "Geldt nog niet: er is geen begindatum." in editions
    compared = visitor.get("/lumens/gedragscode/verschil?van=2016&naar=nieuw").text
    assert "tellen hun artikelen anders" in compared and "LN-16" in compared
    assert visitor.get("/lumens/gedragscode?uitgave=1999").status == 404
    assert visitor.get("/lumens/gedragscode/verschil?van=2016").status == 404


def test_the_code_is_printed_as_a_pdf(app: Flask, lumens: Organisation) -> None:
    answer = app.test_client().get("/lumens/gedragscode/pdf")
    assert answer.mimetype == "application/pdf" and answer.data.startswith(b"%PDF")


def _chosen(visitor: Visitor, *labels: str) -> Page:
    """The page after these links, pressed one after another from "Met wie kan ik praten?"."""
    page = visitor.get("/lumens/met-wie-praten")
    for label in labels:
        found = re.search(rf'<a href="([^"]+)">{re.escape(label)}</a>', page.text)
        assert found is not None, (label, page.url)
        page = visitor.get(found[1])
    return page


NOBODY = "Over niemand in het bijzonder, of dat zeg ik liever niet"
UNDESIRED = "Ongewenste omgangsvormen: pesten, discriminatie, agressie, (seksuele) intimidatie"


def test_who_to_talk_to_needs_no_sign_in_and_leaves_nothing(app: Flask, lumens: Organisation) -> None:
    vic, lea = lumens.hire("Vic Vertrouwd", "confidant"), lumens.hire("Lea Leider", "employee")
    wim = lumens.hire("Wim Werker", "employee")
    with lumens.work(write=True) as work:
        employ(work, wim.account_id, supervisor_id=lea.account_id, valid_from=clock.day(-300))
        assert [one.account_id for one in staff_with_role(work, ("confidant",))] == [vic.account_id]
        note_reach(work, vic.account_id, Reach(phone="06 12345678", email="vic@werk.voorbeeld.example"))
    tables = (RecordEntry, OutboxRow)
    with lumens.work() as work:
        before = [work.session.scalar(select(func.count()).select_from(table)) for table in tables]
    visitor = visitor_of(app.test_client())
    way = _chosen(visitor, "Ik werk hier", "Ethisch dilemma", NOBODY)
    assert "animo-coach" in way.text and "Vic Vertrouwd" in way.text and "Lea Leider" not in way.text
    assert "tel:0612345678" in way.text and "mailto:vic@werk.voorbeeld.example" in way.text
    assert re.search(r"Eerst:|In plaats daarvan:", way.text)
    assert "?" not in way.url and "dilemma" not in way.url
    own = _chosen(visitor, "Ik werk hier", "Ethisch dilemma", "Over mijn leidinggevende")
    # the person concerned falls away (L16-40)
    assert "<strong>animo-coach" not in own.text and "Niet naar animo-coach" in own.text
    assert "L16-" not in own.text and "nog te bevestigen" not in own.text
    assert visitor.get("/lumens/met-wie-praten/9").status == 404
    assert visitor.get("/lumens/met-wie-praten/3/999").status == 404
    with lumens.work() as work:
        assert before == [work.session.scalar(select(func.count()).select_from(table)) for table in tables]
    signed_in = visitor_of(app.test_client())
    signed_in.sign_in(wim.email, PASSWORD)
    assert "Lea Leider" in _chosen(signed_in, "Ik werk hier", "Ethisch dilemma", NOBODY).text


def test_a_supervisor_who_is_the_confidant_too_is_named_by_neither_when_it_is_about_them(
    app: Flask, lumens: Organisation
) -> None:
    lea, wim = lumens.hire("Lea Leider", "confidant"), lumens.hire("Wim Werker", "employee")
    with lumens.work(write=True) as work:
        employ(work, wim.account_id, supervisor_id=lea.account_id, valid_from=clock.day(-300))
    signed_in = visitor_of(app.test_client())
    signed_in.sign_in(wim.email, PASSWORD)
    way = _chosen(signed_in, "Ik werk hier", UNDESIRED, "Over mijn leidinggevende")
    assert "Lea Leider" not in way.text and "<strong>vertrouwenspersoon" not in way.text


def test_hr_notes_where_a_confidant_is_reached_and_anybody_sees_it(app: Flask, lumens: Organisation) -> None:
    vic, hil = lumens.hire("Vic Vertrouwd", "confidant"), lumens.hire("Hil HR", "hr")
    hr = visitor_of(app.test_client())
    hr.sign_in(hil.email, PASSWORD)
    page = hr.get(f"/lumens/kantoor/medewerkers/{vic.account_id}/bereikbaar")
    assert hr.submit(page, phone="06", email="").status == 422
    noted = hr.submit(page, phone="06 12345678", email="vic@werk.voorbeeld.example")
    assert noted.status == 200 and "06 12345678" in noted.text
    seen = visitor_of(app.test_client()).get("/lumens/vertrouwenspersoon")
    assert "Vic Vertrouwd" in seen.text and "tel:0612345678" in seen.text


def test_a_dilemma_is_weighed_and_kept_only_when_asked_for_and_only_for_oneself_L16_41(
    app: Flask, lumens: Organisation
) -> None:
    wim, lea = lumens.hire("Wim Werker", "employee"), lumens.hire("Lea Leider", "employee")
    visitor, other = visitor_of(app.test_client()), visitor_of(app.test_client())
    visitor.sign_in(wim.email, PASSWORD)
    other.sign_in(lea.email, PASSWORD)
    page = visitor.get("/lumens/gedragscode/dilemma/dilemma")
    answers = {"vraag-0": "ja", "vraag-1": "nee", "vraag-2": "ja", "notes": "Mijn Wjqxvkzgeheim"}
    weighed = visitor.submit(page, act="weigh", **answers)
    assert "Niet overal staat ja" in weighed.text and "Mijn Wjqxvkzgeheim" in weighed.text
    count = select(func.count()).select_from(Worksheet)
    with lumens.work() as work:
        assert work.session.scalar(count) == 0
    kept = visitor.submit(page, act="keep", **answers)
    assert "Mijn Wjqxvkzgeheim" in kept.text
    assert "Wjqxvkzgeheim" not in other.get("/lumens/gedragscode/dilemma").text
    address = re.findall(r'action="([^"]+/weg)"', kept.text)[0]
    token = dict(other.get("/lumens/gedragscode/dilemma/dilemma").forms[-1].values)["csrf_token"]
    assert other.post(address, [("csrf_token", token)]).status == 404
    assert "Wjqxvkzgeheim" not in visitor.submit(kept, "/weg").text
    with lumens.work() as work:
        assert work.session.scalar(count) == 0


def test_somebody_reads_and_signs_and_hr_sees_how_far_each_team_is(app: Flask, lumens: Organisation) -> None:
    wim, hil = lumens.hire("Wim Werker", "employee"), lumens.hire("Hil HR", "hr")
    with lumens.work(write=True, now=utc_now()) as work:
        employ(work, wim.account_id, team="Noord", valid_from=clock.day(-300))
        service.hand_out(work)
    visitor, hr = visitor_of(app.test_client()), visitor_of(app.test_client())
    visitor.sign_in(wim.email, PASSWORD)
    hr.sign_in(hil.email, PASSWORD)
    assert "Wim Werker" in hr.get("/lumens/gedragscode/voortgang").text
    assert visitor.get("/lumens/gedragscode/voortgang").status == 404
    page = visitor.get("/lumens/gedragscode/tekenen")
    place = re.findall(r'action="([^"]+/tekenen/[0-9a-f-]+)"', page.text)[0]
    signed = visitor.submit(page, place)
    assert "Getekend" in signed.text
    assert visitor.submit(page, place).url == signed.url, "the same form twice is one signature"
    anew = [(name, value) for name, value in page.form(place).values if name != "once"]
    again = visitor.post(place, anew)
    assert (again.status, "U tekende hier al voor" in again.text) == (422, True)
    assert "1 van 1" in hr.get("/lumens/gedragscode/voortgang").text


def test_hr_notes_what_was_signed_on_paper_reminds_now_and_takes_the_list_along(
    app: Flask, lumens: Organisation
) -> None:
    """The day on the paper, never one's own; one reminder a day; a list with dates, and all of it on the record."""
    wim, lea = lumens.hire("Wim Werker", "employee"), lumens.hire("Lea Leider", "employee")
    hil = lumens.hire("Hil HR", "hr", "employee")
    with lumens.work(write=True) as work:
        service.hand_out(work)
    hr = visitor_of(app.test_client())
    hr.sign_in(hil.email, PASSWORD)
    page = hr.get("/lumens/gedragscode/voortgang/")
    assert "0 van 3 mensen tekenden" in page.text
    sent = hr.submit(page, "/herinner")
    assert "Er ging geen herinnering uit" in sent.text, "they were told today"
    with lumens.work(write=True) as work:
        for one in work.session.query(Handout):
            one.handed_at, one.remind_on = one.handed_at - timedelta(days=5), clock.day(9)
    sent = hr.submit(hr.get("/lumens/gedragscode/voortgang/"), "/herinner")
    assert "3 mensen krijgen nu een herinnering" in sent.text
    assert "Er ging geen herinnering uit" in hr.submit(sent, "/herinner").text
    with lumens.work() as work:
        mine = {one.account_id: one for one in work.session.query(Handout)}

    def noted(person: StaffAccount, after: int) -> Page:
        day = clock.day(after)
        boxes = [str(day.day), str(day.month), str(day.year)]
        return hr.submit(page, "/papier", who=str(mine[person.account_id].id), day=boxes)

    for person, after, why in (
        (hil, 0, "niet voor uzelf"),
        (wim, 1, "toekomst"),
        (wim, -9, "nog niet uitgereikt"),
    ):
        wrong = noted(person, after)
        assert (wrong.status, why in wrong.text) == (422, True), why
    done = noted(wim, -2)
    assert "1 van 3 mensen tekenden" in done.text
    assert noted(wim, -1).status == 422, "it was noted before"
    sheet = load_workbook(io.BytesIO(hr.submit(done, "/uitvoer").body)).active
    rows = {row[1]: row for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert (rows["Wim Werker"][3].date(), rows["Wim Werker"][4]) == (clock.day(-2), "op papier")
    assert (rows["Lea Leider"][3], rows["Lea Leider"][4]) == (None, "nog niet")
    assert sheet.freeze_panes == "A2"
    with lumens.work() as work:
        told = " ".join(line.sentence for line in record.read(work, work.tenant_id))
    assert "op papier tekende" in told
    assert "kreeg een herinnering: 3 mensen" in told
    assert "als Excel: 3 regels" in told
    own = visitor_of(app.test_client())
    own.sign_in(lea.email, PASSWORD)
    assert own.get("/lumens/gedragscode/voortgang/").status == 404
