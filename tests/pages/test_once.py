"""What is sent is taken once: a double click, four at once, a line that was cut after it was taken; and nothing that is new is lost."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from tests.support.papers import pdf, photo
from tests.support.roads import ANSWERS, SIGNED, name_of, walk
from tests.support.visitor import Page, Upload, Visitor, visitor_of
from tests.support.walls import give_box, open_strongbox
from tests.support.world import PASSWORD, Filed, Organisation

from wederhoor.confidants.tables import Consultation, ConsultationEntry
from wederhoor.intake import check_pages, drafts
from wederhoor.intake.tables import Draft
from wederhoor.messages.tables import Message, Note
from wederhoor.misconduct.tables import MisconductEntry, MisconductReport
from wederhoor.papers.tables import Paper
from wederhoor.tasks.tables import Task
from wederhoor.web import once
from wederhoor.web.tables import TakenForm
from wederhoor.work import local_date, utc_now

PLACE = "/lumens/mijn-klacht/berichten"


def _inside(app: Flask, filed: Filed) -> Visitor:
    visitor = visitor_of(app.test_client())
    visitor.submit(visitor.get("/lumens/mijn-klacht"), code=filed.code)
    return visitor


def _texts(lumens: Organisation) -> list[str]:
    with lumens.work() as work:
        return [one.body["text"] for one in work.session.scalars(select(Message).order_by(Message.sent_at))]


def _tasks(lumens: Organisation) -> int:
    with lumens.work() as work:
        return len(work.session.scalars(select(Task).where(Task.kind == "read_message")).all())


def test_a_message_that_arrives_twice_is_there_once_and_both_see_it(lumens: Organisation, app: Flask) -> None:
    visitor = _inside(app, lumens.file_complaint())
    form = visitor.get(PLACE)
    first = visitor.submit(form, text="Ik hoor niets.", follow=False)
    second = visitor.submit(form, text="Ik hoor niets.", follow=False)
    assert (first.status, second.status) == (303, 303)
    assert first.headers["Location"] == second.headers["Location"]
    assert (_texts(lumens), _tasks(lumens)) == (["Ik hoor niets."], 1)


def test_four_at_once_are_one(lumens: Organisation, app: Flask) -> None:
    filed = lumens.file_complaint()
    visitors = [_inside(app, filed) for _ in range(4)]
    form = visitors[0].get(PLACE).form()
    fields = [(name, value) for name, value in form.filled({"text": "Vier keer."}) if name != "csrf_token"]

    def send(visitor: Visitor) -> Page:
        own = dict(visitor.get(PLACE).form().values)["csrf_token"]
        return visitor.post(PLACE, [*fields, ("csrf_token", own)], follow=False)

    with ThreadPoolExecutor(4) as pool:
        assert {page.status for page in pool.map(send, visitors)} == {303}
    assert _texts(lumens) == ["Vier keer."]


def test_something_else_from_the_same_page_is_something_new(lumens: Organisation, app: Flask) -> None:
    """Whoever goes back in the browser and writes another message sees the same form; and "ja" may be said twice."""
    visitor = _inside(app, lumens.file_complaint())
    form = visitor.get(PLACE)
    visitor.submit(form, text="Een.")
    visitor.submit(form, text="Twee.")
    visitor.submit(visitor.get(PLACE), text="Ja.")
    visitor.submit(visitor.get(PLACE), text="Ja.")
    assert _texts(lumens) == ["Een.", "Twee.", "Ja.", "Ja."]


def test_what_was_refused_was_not_taken(lumens: Organisation, app: Flask) -> None:
    visitor = _inside(app, lumens.file_complaint())
    refused = visitor.submit(visitor.get(PLACE), text="")
    assert refused.status == 422
    assert visitor.submit(refused, text="Nu wel.").status == 200
    assert _texts(lumens) == ["Nu wel."]


def test_the_page_that_sends_it_again_sends_the_same_form(lumens: Organisation, app: Flask) -> None:
    """The line breaks after it was taken: the page says that it went wrong, and the button sends it once more."""
    visitor = _inside(app, lumens.file_complaint())
    form = visitor.get(PLACE).form()
    fields = dict(form.filled({"text": "Net verstuurd."}))
    visitor.post(PLACE, list(fields.items()))
    over = visitor.post(PLACE, list((fields | {"csrf_token": "verlopen"}).items()))
    assert over.status == 422
    assert fields["once"] not in over.text.split('id="getypt"')[1], "it is nothing somebody typed"
    assert visitor.submit(over).status == 200
    assert _texts(lumens) == ["Net verstuurd."]


def test_the_office_writes_once_too(lumens: Organisation, app: Flask) -> None:
    kim = lumens.hire("Kim Bakvis", "secretary")
    filed = lumens.file_complaint()
    staff = visitor_of(app.test_client())
    staff.sign_in(kim.email, PASSWORD)
    form = staff.get(f"/lumens/kantoor/dossiers/{filed.dossier_id}/berichten")
    for _ in range(2):
        staff.submit(form, what="note", side="inside", text="Gebeld met Anna.")
    with lumens.work() as work:
        assert len(work.session.scalars(select(Note)).all()) == 1


def test_what_was_taken_is_forgotten_after_a_week_and_says_nothing(lumens: Organisation, app: Flask) -> None:
    visitor = _inside(app, lumens.file_complaint())
    visitor.submit(visitor.get(PLACE), text="Ik hoor niets.")
    with lumens.work() as work:
        (row,) = work.session.scalars(select(TakenForm)).all()
        assert row.shown == PLACE
    with lumens.work(write=True, now=utc_now() + timedelta(days=8)) as work:
        assert once.forget(work) == 1


def twins(app: Flask, place: str) -> tuple[Page, list[Visitor]]:
    """A page, and twice the browser that has it: what it sends arrives twice, and it sees either answer (a double tap)."""
    first, second = app.test_client(), app.test_client()
    page = visitor_of(first).get(place)
    second._cookies.update(first._cookies)  # the same browser
    return page, [visitor_of(first), visitor_of(second)]


def _rows(lumens: Organisation, table: type[Any], *conditions: Any) -> int:
    with lumens.work() as work:
        return len(work.session.scalars(select(table).where(*conditions)).all())


CODE = re.compile(r"[2-9A-Z]{6}-[2-9A-Z]{6}-[2-9A-Z]{6}")


def test_asking_to_be_called_twice_is_one_task_and_both_read_the_day(
    lumens: Organisation, app: Flask
) -> None:
    page, browsers = twins(app, "/lumens/bel-mij")
    answers = [one.submit(page, name="Noor Verzonnen", phone="06 12 34 56 78") for one in browsers]
    assert ["Wij bellen u" in one.text for one in answers] == [True, True]
    assert answers[0].url == answers[1].url
    assert "Wij bellen u" in browsers[1].get(answers[1].url).text, "it can be read again"
    assert _rows(lumens, Task, Task.kind == "call_back") == 1


def test_beginning_twice_is_one_draft_whichever_answer_the_browser_shows(
    lumens: Organisation, app: Flask
) -> None:
    page, browsers = twins(app, "/lumens/klacht-indienen")
    shown = [CODE.search(one.submit(page).text) for one in browsers]
    assert shown[0] and shown[1] and shown[0][0] == shown[1][0]
    assert _rows(lumens, Draft) == 1


def test_a_fellow_complainant_added_twice_is_one(lumens: Organisation, app: Flask) -> None:
    code = lumens.start_draft(filed_as="complaint", complainant_kind="client", together="yes")
    client = app.test_client()
    visitor = visitor_of(client)
    visitor.submit(visitor.get("/lumens/mijn-klacht"), code=code)
    page = visitor.get("/lumens/klacht-indienen/vraag/met-anderen")
    for _ in range(2):
        visitor.submit(page, given_name="Bert", surname="Bedacht", add="1")
    with lumens.work() as work:
        assert [one["surname"] for one in drafts.draft_content(work, code).fellows] == ["Bedacht"]


@pytest.mark.parametrize(
    ("place", "filled", "table"),
    [
        ("/lumens/misstand-melden/schrijven", {"naming": "anonymous", "way": "written"}, MisconductReport),
        ("/lumens/vertrouwenspersoon/schrijven", {}, Consultation),
    ],
    ids=["report", "talk"],
)
def test_behind_the_wall_twice_is_once_with_one_code_and_nothing_is_kept_of_it(
    lumens: Organisation, app: Flask, place: str, filled: dict[str, str], table: type[Any]
) -> None:
    inge = lumens.hire("Inge Integer", "integrity_officer", "confidant")
    give_box(lumens, inge)
    who = {"who": str(inge.account_id)} if table is Consultation else {}
    page, browsers = twins(app, place)
    answers = [one.submit(page, text="Een keer.", **filled, **who) for one in browsers]
    codes = [CODE.search(one.text) for one in answers]
    assert codes[0] and codes[1] and codes[0][0] == codes[1][0]
    assert _rows(lumens, table) == 1
    assert _rows(lumens, TakenForm) == 0, "when who came by is kept nowhere"
    own = answers[1].url.rpartition("/")[0]
    status = browsers[0].get(f"{own}/mijn-melding" if table is MisconductReport else f"{own}/mijn-bericht")
    for browser in browsers:
        browser.submit(status, "/bericht", text="Nog iets.")
    entries = MisconductEntry if table is MisconductReport else ConsultationEntry
    kind = "from_reporter" if table is MisconductReport else "from_worker"
    more = 0 if table is MisconductReport else 1  # what was written first is an entry of a talk
    assert _rows(lumens, entries, entries.kind == kind) == 1 + more
    assert _rows(lumens, TakenForm) == 0


def test_what_an_officer_and_a_confidant_write_is_there_once_and_its_code_can_be_read_again(
    lumens: Organisation, app: Flask
) -> None:
    inge = lumens.hire("Inge Integer", "integrity_officer", "confidant")
    give_box(lumens, inge)
    desk = visitor_of(app.test_client())
    desk.sign_in(inge.email, PASSWORD)
    open_strongbox(desk)
    today = local_date(utc_now())
    told = {
        "naming": "anonymous",
        "how": "phone",
        "recorded": "no",
        "text": "Aan de telefoon.",
        "relation": "employee",
        "arrived_on": [today.day, today.month, today.year],
    }
    page = desk.get("/lumens/meldingen/opschrijven")
    done = [desk.submit(page, **told) for _ in range(2)]
    codes = [CODE.search(one.text) for one in (*done, desk.get(done[1].url))]
    assert all(codes), done[0].text
    assert len({code[0] for code in codes if code}) == 1
    assert _rows(lumens, MisconductReport) == 1
    page = desk.get("/vertrouwenspersoon/lumens/nieuw")
    talks = [desk.submit(page, theme="other", text="Gesproken.", name="", agreed="y") for _ in range(2)]
    assert talks[0].url == talks[1].url
    assert _rows(lumens, Consultation) == 1
    asked = desk.get(f"{talks[0].url}/code")
    made = [desk.submit(asked, sure="y") for _ in range(2)]
    found = [CODE.search(one.text) for one in made]
    assert found[0] and found[1] and found[0][0] == found[1][0], "the code that was read works"
    assert _rows(lumens, TakenForm) == 0


def test_a_strongbox_and_recovery_codes_made_twice_show_what_works(lumens: Organisation, app: Flask) -> None:
    kim = lumens.hire("Kim Bakvis", "secretary")
    staff = visitor_of(app.test_client())
    staff.sign_in(kim.email, PASSWORD)
    words = "vier losse woorden achter elkaar"
    page = staff.get("/account/kluis")
    made = [staff.submit(page, passphrase=words, again=words, understood="y") for _ in range(2)]
    codes = [re.search(r'id="code">([0-9A-Z-]{29})<', one.text) for one in (*made, staff.get(made[0].url))]
    assert all(codes) and len({code[1] for code in codes if code}) == 1
    page = staff.get("/account/kluis/herstel")
    new = "vijf heel andere woorden dan dat"
    renewed = [
        staff.submit(page, code=codes[0][1] if codes[0] else "", passphrase=new, again=new) for _ in range(2)
    ]
    again = [re.search(r'id="code">([0-9A-Z-]{29})<', one.text) for one in renewed]
    assert again[0] and again[1] and again[0][1] == again[1][1] != (codes[0][1] if codes[0] else "")


def test_what_is_shown_for_a_while_goes_when_somebody_signs_out(lumens: Organisation, app: Flask) -> None:
    kim = lumens.hire("Kim Bakvis", "secretary")
    filed = lumens.file_complaint()
    staff = visitor_of(app.test_client())
    staff.sign_in(kim.email, PASSWORD)
    page = staff.get(f"/lumens/kantoor/dossiers/{filed.dossier_id}/codes")
    party = re.findall(r'<option value="([0-9a-f-]{36})"', page.text)[0]
    made = staff.submit(page, what="phone", party=party, called="y", content="y")
    digits = re.search(r'id="code">(\d{6})<', made.text)
    assert digits and digits[1] in staff.get(made.url).text
    staff.submit(staff.get("/lumens/kantoor/"), "/afmelden")
    staff.sign_in(kim.email, PASSWORD)
    over = staff.get(made.url)
    assert over.status == 404 and "Dit is niet meer te zien" in over.text


def test_papers_sent_twice_are_there_once(lumens: Organisation, app: Flask) -> None:
    kim = lumens.hire("Kim Bakvis", "secretary")
    filed = lumens.file_complaint()
    visitor = _inside(app, filed)
    page = visitor.get("/lumens/mijn-klacht/stukken")
    for _ in range(2):
        assert visitor.submit(page, files=[Upload(name="foto.png", content=photo("PNG"))]).status == 200
    assert _rows(lumens, Paper) == 1
    staff = visitor_of(app.test_client())
    staff.sign_in(kim.email, PASSWORD)
    page = staff.get(f"/lumens/kantoor/dossiers/{filed.dossier_id}/stukken")
    letter, other = pdf("Een brief"), pdf("Een andere")
    for name, content in (("brief.pdf", letter), ("brief.pdf", letter), ("ander.pdf", other)):
        sent = [Upload(name=name, content=content)]
        assert staff.submit(page, files=sent, title="Brief", origin="organisation").status == 200
    assert _rows(lumens, Paper) == 3, "another file from the same page is another paper"


def test_the_second_press_that_comes_when_the_first_closed_its_door_sees_the_receipt(
    lumens: Organisation, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sending closes the draft: a second press, with the cookie of before, follows the first. Not later, and not another text."""
    monkeypatch.setattr(check_pages, "MINIMUM_FILL", timedelta())
    client = app.test_client()
    held: dict[str, Any] = {}

    def look(page: Page) -> None:
        if name_of(page) == "controle":
            held.update(form=page, cookies=dict(client._cookies))

    walk(visitor_of(client), "lumens", ANSWERS, look)

    def again(**typed: str) -> Page:
        late = app.test_client()
        late._cookies.update(held["cookies"])
        return visitor_of(late).submit(held["form"], **{**SIGNED, **typed}, follow=False)

    second = again()
    assert second.status == 303 and second.headers["Location"].endswith("/ontvangst")
    assert again(signed_name="Iemand Anders").status == 422
    with lumens.work(write=True) as work:
        for row in work.session.scalars(select(TakenForm)):
            row.taken_at -= once.JUST + timedelta(seconds=1)
    later = again()
    assert later.status == 422 and "hier dichtgegaan" in later.text
