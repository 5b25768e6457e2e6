"""A report from the first word to its destruction, in pages as people use them (Wbk art. 1a, 2, 2a, 2b; L16-50, 51, LN-21)."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from tests.support import clock
from tests.support.mail import FakeMail
from tests.support.visitor import Visitor, visitor_of
from tests.support.walls import give_box, open_strongbox
from tests.support.world import PASSWORD, Organisation

from wederhoor import scheduler
from wederhoor.misconduct import jobs
from wederhoor.misconduct.tables import MisconductEntry, MisconductKey, MisconductReport
from wederhoor.notices.words import SUBJECT
from wederhoor.record.tables import RecordEntry
from wederhoor.setbacks import service as setbacks
from wederhoor.work import AMSTERDAM, local_date, utc_now

SECRET = "Er verdwijnen elke maand facturen in een la."
CODE = re.compile(r"[2-9A-Z]{6}-[2-9A-Z]{6}-[2-9A-Z]{6}")
OWN = "/lumens/misstand-melden/mijn-melding"


def _visitor(app: Flask) -> Visitor:
    return visitor_of(app.test_client())


def _officer(app: Flask, org: Organisation, name: str = "Inge Integer") -> Visitor:
    address = None if name.isascii() else f"officier@{org.slug}.example"
    officer = org.hire(name, "integrity_officer", email=address)
    give_box(org, officer)
    visitor = _visitor(app)
    visitor.sign_in(officer.email, PASSWORD)
    assert visitor.get("/lumens/meldingen").url.startswith("/account/kluis"), "first the strongbox"
    open_strongbox(visitor)
    return visitor


def _report(app: Flask, **told: object) -> tuple[Visitor, str]:
    reporter = _visitor(app)
    values: dict[str, object] = {
        "way": "written",
        "naming": "anonymous",
        "text": SECRET,
        "blamed": "Bram Baas",
    }
    done = reporter.submit(reporter.get("/lumens/misstand-melden/schrijven"), **(values | told))
    assert done.url.endswith("/ontvangen"), done.text
    found = CODE.search(done.text)
    assert found
    return reporter, found[0]


def _days(*numbers: int) -> list[str]:
    day = local_date(utc_now()) + timedelta(days=numbers[0] if numbers else 0)
    return [str(day.day), str(day.month), str(day.year)]


MARCH = datetime(2027, 3, 1, 10, tzinfo=AMSTERDAM)


@pytest.fixture
def march() -> Iterator[clock.Traveller]:
    """A day of which the terms are known; whoever asks for it asks for it first, so that everything is of that day."""
    with clock.travel(MARCH) as travelled:
        yield travelled


@pytest.fixture
def desk(app: Flask, lumens: Organisation) -> Visitor:
    app.config["WTF_CSRF_ENABLED"] = False
    return _officer(app, lumens)


def test_anonymous_report_from_first_word_to_destruction(
    march: clock.Traveller, app: Flask, lumens: Organisation, desk: Visitor, mail: FakeMail
) -> None:
    first = _visitor(app).get("/lumens/misstand-melden").text
    for shown in (
        "Huis voor Klokkenluiders",
        "art. 2c",
        "17da",
        "Onregelmatigheid:",
        "niet ontvangen",
        "Inge Integer",
    ):
        assert shown in first, shown
    reporter, code = _report(app)
    assert "Uiterlijk <strong>8 maart 2027" in reporter.get(OWN).text  # 7 days, art. 2 lid 2 h
    scheduler.sweep(lumens.installation, mail)
    assert [m["Subject"] for m in mail.messages] == [SUBJECT]
    assert "melding" not in str(mail.messages[0].get_payload(decode=True)).lower()

    index = desk.get("/lumens/meldingen")
    assert "1 nieuw" not in index.text
    found = re.search(r'href="(/lumens/meldingen/[0-9a-f-]{36})"', index.text)
    assert found
    place = found[1]
    dossier = desk.get(place)
    assert SECRET in dossier.text
    assert "Bram Baas" not in dossier.text, "who is blamed lies apart"
    shown = desk.submit(dossier, "/bekijken", wie="blamed")
    assert "Bram Baas" in shown.text
    assert "niet bekend" in desk.submit(dossier, "/bekijken", wie="reporter").text
    assert "Er is gekeken over wie de melding gaat" in desk.get(place).text, "each look is on the record"

    march.move_to((MARCH + timedelta(days=4)).timestamp())
    desk = _again(app, desk)
    refused = desk.submit(desk.get(f"{place}/ontvangst-bevestigen"), text="")
    assert refused.status == 422
    assert desk.get(f"{place}/melder-informeren").status == 404, "not before the acknowledgement"
    desk.submit(desk.get(f"{place}/ontvangst-bevestigen"))
    assert "Wij hebben uw melding ontvangen" not in reporter.get(OWN).text, "the door closed itself"
    status = reporter.submit(reporter.get(OWN), code=code).text
    assert "Wij hebben uw melding ontvangen" in status
    assert "Uiterlijk <strong>7 juni 2027" in status  # three months after sending, Saturday 5 June rolls over
    reporter.submit(reporter.get(OWN), "/bericht", text="Kijk ook in de kelder.")
    assert reporter.submit(reporter.get(OWN), "/bericht", text=" ").status == 422
    assert "1 nieuw van de melder" in desk.get("/lumens/meldingen").text
    seen = desk.get(place).text
    assert "Kijk ook in de kelder." in seen
    assert re.search(r"De melder · 5 maart 2027\s*<", seen), "the day of what the reporter did, not the hour"
    desk.submit(desk.get(f"{place}/stap"), text="La nagekeken.", done_on=_days())
    assert "La nagekeken" not in reporter.get(OWN).text, "steps are inside"
    desk.submit(desk.get(f"{place}/nazorg-plannen"), ask_on=_days(30))
    desk.submit(desk.get(f"{place}/nazorg-vragen"))
    reporter.submit(reporter.get(OWN), "/bericht", text="Het gaat goed met mij.")
    assert "gevraagd en beantwoord" in desk.get(place).text
    desk.submit(desk.get(f"{place}/melder-informeren"), text="Het klopt; wij doen aangifte.")
    closed = desk.submit(desk.get(f"{place}/afsluiten"), text="Dank u wel.", outcome="established")
    assert closed.status == 200
    other = _visitor(app)
    assert "Wij doen aangifte".lower() in other.submit(other.get(OWN), code=code.lower()).text.lower()
    gone = desk.submit(desk.get(f"{place}/vernietigen"), sure="y")
    assert "vernietigd op 5 maart 2027" in gone.text
    assert desk.get(place).status == 404
    assert "geen melding bekend" in other.submit(_visitor(app).get(OWN), code=code).text
    with lumens.work() as work:
        row = work.session.scalars(select(MisconductReport)).one()
        assert (row.body_locked, row.code_hash, row.received_on) == (None, None, MARCH.date())
        assert {key.wrapped for key in work.session.scalars(select(MisconductKey))} == {b""}
        assert {entry.body_locked for entry in work.session.scalars(select(MisconductEntry))} == {b""}
    assert lumens.installation.vault.load_keys(lumens.id, [row.key_id]) == {}


def _again(app: Flask, _desk: Visitor) -> Visitor:
    """Sessions end when days pass: sign in and open the box once more."""
    visitor = _visitor(app)
    visitor.sign_in("inge.integer@lumens.example", PASSWORD)
    open_strongbox(visitor)
    return visitor


def test_names_are_released_only_with_consent_or_notice_and_officers_can_be_passed_by(
    app: Flask, lumens: Organisation, desk: Visitor
) -> None:
    second = _officer(app, lumens, "Otto Onafhankelijk")
    reporter, _ = _report(app, naming="confidential", name="Mel Melder", reach="06 11")
    place = re.findall(r"/lumens/meldingen/[0-9a-f-]{36}", desk.get("/lumens/meldingen").text)[0]
    assert "Mel Melder" in desk.submit(desk.get(place), "/bekijken", wie="reporter").text
    assert "Dit kan nu niet" in desk.get(f"{place}/bekendgemaakt").text
    desk.submit(desk.get(f"{place}/toestemming-vragen"), to="de onderzoeker", text="Die wil u spreken.")
    status = reporter.get(OWN)
    assert reporter.post(f"{OWN}/antwoord", [("vraag", "x"), ("antwoord", "yes")]).status == 422
    asked = status.form("/antwoord").filled({"antwoord": "yes"})
    reporter.post(f"{OWN}/antwoord", asked)
    assert reporter.post(f"{OWN}/antwoord", asked).url == OWN, "the same form twice is one answer"
    anew = [(name, value) for name, value in asked if name != "once"]
    assert reporter.post(f"{OWN}/antwoord", anew).status == 422, "answered once"
    page = desk.get(f"{place}/bekendgemaakt")
    ground = re.search(r'name="ground"\s+value="([0-9a-f-]{36})"', page.text)
    assert ground
    desk.submit(page, ground=ground[1], text="In een gesprek.", done_on=_days())
    assert "Dit kan nu niet" in desk.get(f"{place}/bekendgemaakt").text, "each consent once"
    desk.submit(desk.get(f"{place}/vooraf-inlichten"), whose="blamed", to="de rechter", text="Een vordering.")
    assert "Een vordering." in reporter.get(OWN).text

    assert SECRET in second.get(place).text
    people = dict(
        re.findall(r'value="([0-9a-f-]{36})"[^>]*><span>([^<]+)<', reporter.get(f"{OWN}/lezers").text)
    )
    otto = next(key for key, name in people.items() if name.startswith("Otto"))
    reporter.submit(reporter.get(f"{OWN}/lezers"), who=otto, what="out")
    assert second.get(place).status == 404, "at once, and everywhere"
    assert place not in second.get("/lumens/meldingen").text
    assert "Otto" not in desk.get(f"{place}/laten-lezen").text.split("<form")[1]
    inge = next(key for key, name in people.items() if name.startswith("Inge"))
    last = desk.submit(desk.get(f"{place}/niet-laten-lezen"), who=inge)
    assert (last.status, "Dan kan niemand deze melding meer lezen" in last.text) == (422, True)
    assert f'value="{inge}" checked' in last.text
    assert desk.get(place).status == 200, "nothing was taken away from the last who can read it"
    reporter.submit(reporter.get(f"{OWN}/lezers"), who=inge, what="out")  # whose report it is decides
    assert desk.get(place).status == 404
    assert "leest niemand uw melding" in reporter.get(OWN).text

    about, _ = _report(app, text="Hij trekt voor.", blamed="onafhankelijk, van integriteit")
    mine = re.findall(r"/lumens/meldingen/[0-9a-f-]{36}", desk.get("/lumens/meldingen").text)[0]
    assert second.get(mine).status == 404, "whoever it is about is passed by before they know of it"
    assert "Otto Onafhankelijk leest deze melding niet" in about.get(OWN).text
    about.submit(about.get(f"{OWN}/lezers"), who=otto, what="in")  # somebody else of that name
    assert "Hij trekt voor." in second.get(mine).text

    nobody = _visitor(app)
    form = nobody.get("/lumens/misstand-melden/schrijven")
    refused = nobody.submit(
        form, way="written", naming="anonymous", text="Over hen beiden.", passed_by=[otto, inge]
    )
    assert (refused.status, "Zo kan niemand uw melding lezen" in refused.text) == (422, True)
    assert "Over hen beiden." in refused.text, "nothing typed is lost"
    for wrong in ({"way": ""}, {"naming": "named"}, {"naming": "anonymous", "name": "Toch"}, {"text": ""}):
        values = {"way": "written", "naming": "anonymous", "text": "x", **wrong}
        assert nobody.submit(form, **values).status == 422, wrong
    with lumens.work() as work:
        assert len(work.session.scalars(select(MisconductReport)).all()) == 2


def test_spoken_report_is_checked_corrected_and_signed_and_readers_are_reminded(
    app: Flask, lumens: Organisation, desk: Visitor, mail: FakeMail
) -> None:
    """Wbk art. 2b: recorded only with consent beforehand; the reporter checks, corrects and signs (C39)."""
    form = desk.get("/lumens/meldingen/opschrijven")
    values = {
        "how": "phone",
        "naming": "anonymous",
        "text": "Hij zei dat het om de kas gaat.",
        "recorded": "no",
    }
    assert desk.submit(form, **values).status == 422, "the day counts"
    done = desk.submit(form, **values, arrived_on=_days(-3))
    found = CODE.search(done.text)
    assert found
    reporter = _visitor(app)
    reporter.submit(reporter.get(OWN), code=found[0])
    assert reporter.submit(reporter.get(f"{OWN}/verslag"), signed="").status == 422
    reporter.submit(reporter.get(f"{OWN}/verslag"), text="Het gaat om de kluis.", signed="akkoord")
    place = re.findall(r"/lumens/meldingen/[0-9a-f-]{36}", desk.get("/lumens/meldingen").text)[0]
    dossier = desk.get(place).text
    assert "Het gaat om de kluis." in dossier
    assert "Hij zei dat het om de kas gaat." in dossier, "what stood there first stays"
    assert "ondertekend: akkoord" in dossier
    looked = reporter.submit(reporter.get(f"{OWN}/naam"), name="Mel Melder", act="look")
    assert (looked.status, "nog niets doorgegeven" in looked.text) == (422, True), "Enter gives no name away"
    assert "Mel Melder" not in desk.submit(desk.get(place), "/bekijken", wie="reporter").text
    reporter.submit(reporter.get(f"{OWN}/naam"), name="Mel Melder")
    assert "Mel Melder" in desk.submit(desk.get(place), "/bekijken", wie="reporter").text

    talker, _ = _report(app, way="talk", text="", blamed="")
    asked = re.findall(r"/lumens/meldingen/[0-9a-f-]{36}", desk.get("/lumens/meldingen").text)[0]
    account = {"text": "Over de sleutels.", "done_on": _days(), "recorded": "yes"}
    assert desk.submit(desk.get(f"{asked}/gesprek-opschrijven"), **{**account, "recorded": ""}).status == 422
    desk.submit(desk.get(f"{asked}/gesprek-opschrijven"), **account)
    checked = talker.get(f"{OWN}/verslag")
    assert "opgenomen, en dat u dat vooraf goed vond" in checked.text
    talker.submit(checked, signed="akkoord")
    assert "ondertekend: akkoord" in desk.get(asked).text
    assert desk.get(f"{asked}/gesprek-opschrijven").status == 404, "signed is signed"

    with lumens.work() as work:
        row = work.session.scalars(select(MisconductReport).order_by(MisconductReport.received_at)).first()
        assert row is not None
        reminder = row.next_reminder_on
        assert row.acknowledge_by >= row.received_on + timedelta(days=7)
    assert reminder is not None
    noon = datetime(reminder.year, reminder.month, reminder.day, 12, tzinfo=AMSTERDAM)
    scheduler.sweep(lumens.installation, mail)
    before = len(mail.messages)
    with lumens.work(write=True, now=noon) as work:
        assert jobs.remind(work) >= 1
        assert jobs.remind(work) == 0
    scheduler.sweep(lumens.installation, mail, now=lambda: noon)
    assert len(mail.messages) == before + 1
    with lumens.work() as work:
        events = {row.event for row in work.session.scalars(select(RecordEntry))}
    assert {"misconduct_received", "misconduct_read", "misconduct_looked", "misconduct_step"} <= events


def test_a_report_that_cannot_be_reminded_of_holds_up_no_other(
    app: Flask, lumens: Organisation, desk: Visitor, mail: FakeMail
) -> None:
    for _ in range(3):
        _report(app)
    with lumens.work(write=True) as work:
        rows = work.session.scalars(select(MisconductReport).order_by(MisconductReport.id)).all()
        assert all(row.next_reminder_on for row in rows)
        day = max(row.next_reminder_on for row in rows if row.next_reminder_on)
        rows[1].acknowledge_by, bad = (
            date.min,
            rows[1].id,
        )  # no reminder can come before the first of all days
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=AMSTERDAM)
    scheduler.sweep(lumens.installation, mail, now=lambda: noon)
    with lumens.work(now=noon) as work:
        waiting = select(MisconductReport.id).where(MisconductReport.next_reminder_on <= day)
        assert work.session.scalars(waiting).all() == [bad]
        assert setbacks.held(work, jobs.JOB) == {bad}
        following = jobs.next_reminder_day(work)
        assert following is None or following > day


def test_an_officer_who_may_be_meant_gets_no_key_however_the_name_is_written(
    app: Flask, lumens: Organisation, desk: Visitor
) -> None:
    """By who is blamed, and by the story as long as somebody is left to read it."""
    other = _officer(app, lumens, "Ayşe Çelikson")
    for told in (
        {"blamed": "Ayse Celikson"},
        {"blamed": "mevrouw Celiksen"},
        {"blamed": "", "text": f"{SECRET} Mevrouw Celikson keek weg."},
    ):
        reporter, _ = _report(app, **told)
        assert "Ayşe Çelikson leest deze melding niet" in reporter.get(OWN).text, told
    assert len(set(re.findall(r"/lumens/meldingen/[0-9a-f-]{36}", desk.get("/lumens/meldingen").text))) == 3
    assert re.findall(r"/lumens/meldingen/[0-9a-f-]{36}", other.get("/lumens/meldingen").text) == []
    reporter, _ = _report(app, blamed="", text="Ayşe Çelikson en Inge Integer keken weg.")
    assert "leest deze melding niet" not in reporter.get(OWN).text, "or nobody would read it"
