"""The own page and the office's side of it: messages, the second step, tasks, codes, complaints taken down."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from tests.support import clock
from tests.support.papers import add_paper, photo, word
from tests.support.visitor import Page, Visitor, visitor_of
from tests.support.world import PASSWORD, Filed, Organisation

from wederhoor.dossiers.service import complainants_of, find
from wederhoor.notices.service import notices_of
from wederhoor.papers.doors import AFTERWARDS
from wederhoor.people.employments import employ
from wederhoor.tasks.service import open_tasks
from wederhoor.work import utc_now

OWN = "/lumens/mijn-klacht"


@pytest.fixture
def office(lumens: Organisation, app: Flask) -> Visitor:
    kim = lumens.hire("Kim Bakvis", "secretary")
    visitor = visitor_of(app.test_client())
    visitor.sign_in(kim.email, PASSWORD)
    return visitor


def with_code(client: FlaskClient, code: str) -> Visitor:
    visitor = visitor_of(client)
    visitor.submit(visitor.get(OWN), code=code)
    return visitor


def digits_of(lumens: Organisation, filed: Filed) -> str:
    with lumens.work() as work:
        row = [row for row in notices_of(work, filed.dossier_id) if row.letter == "door_code"][-1]
        return str(row.content["text"]).split("code is: ")[1][:6]


def second_step(lumens: Organisation, visitor: Visitor, filed: Filed) -> None:
    """Open the papers, letters and messages in this browser, for who gets the digits by mail."""
    asked = visitor.submit(visitor.get(f"{OWN}/tweede-code"), "vragen")
    assert visitor.submit(asked, digits=digits_of(lumens, filed)).status == 200


def shown_code(page: Page) -> str:
    found = re.search(r'id="code">([^<]+)<', page.text)
    assert found, page.text
    return found[1]


def test_titles_with_one_code_and_the_text_after_a_second(lumens: Organisation, client: FlaskClient) -> None:
    """KR-017: the complainant reads the same papers; a code alone opens titles only."""
    filed = lumens.file_complaint()
    add_paper(lumens, filed.dossier_id, photo("PNG"))
    anna = with_code(client, filed.code)
    status = anna.get(OWN)
    letter = re.search(rf'href="({OWN}/brief/[0-9a-f-]+)"', status.text)
    assert letter and "tweede code" in status.text
    assert anna.get(letter[1]).url == f"{OWN}/tweede-code"
    closed = anna.get(f"{OWN}/inzien")
    assert "<li>Er zijn nog geen stukken" not in closed.text and f"{OWN}/inzien/" not in closed.text
    assert anna.get(f"{OWN}/kopie").url == f"{OWN}/tweede-code"
    asked = anna.submit(anna.get(f"{OWN}/tweede-code"), "vragen")
    assert "gemaild" in asked.text
    assert "zes cijfers" in anna.submit(asked, digits="12").text
    digits = digits_of(lumens, filed)
    wrong = anna.submit(asked, digits="000000" if digits != "000000" else "111111")
    assert wrong.status == 422 and "nog 4 keer" in wrong.text
    opened = anna.submit(asked, digits=digits)
    paper = re.search(rf'href="({OWN}/inzien/[0-9a-f-]+)"', opened.text)
    assert paper and anna.get(paper[1]).headers["Content-Type"].startswith("image/")
    copy = anna.get(f"{OWN}/kopie").text  # Awb 2:17 lid 2: all that was typed
    for told in (
        "Verzinstraat",
        "Hoe wilt u bericht krijgen?",
        "Wat past het best?",
    ):
        assert told in copy, told
    assert anna.get(letter[1]).url == letter[1]
    anna.submit(anna.get(OWN), "sluiten")
    anna.submit(anna.get(OWN), code=filed.code)
    assert anna.get(letter[1]).url == f"{OWN}/tweede-code"


def test_the_office_and_a_complainant_write_to_each_other(
    lumens: Organisation, client: FlaskClient, office: Visitor
) -> None:
    filed = lumens.file_complaint()
    anna = with_code(client, filed.code)
    mine, theirs = f"{OWN}/berichten", f"/lumens/kantoor/dossiers/{filed.dossier_id}/berichten"
    empty = anna.submit(anna.get(mine), text="")
    assert empty.status == 422 and "Schrijf eerst uw bericht" in empty.text
    anna.submit(anna.get(mine), text="Hoe staat het ervoor? <b>")
    tasks = office.get("/lumens/kantoor/taken")
    assert "Bericht lezen" in tasks.text
    finish = re.search(r'href="(/lumens/kantoor/taken/[0-9a-f-]+)"', tasks.text)
    assert finish
    page = office.get(theirs)
    assert "Hoe staat het ervoor? &lt;b&gt;" in page.text
    wrong = office.submit(page, what="message", to="", text="Morgen.")
    assert wrong.status == 422 and "Kies aan wie u schrijft" in wrong.text and "Morgen." in wrong.text
    to = re.search(r'<option value="([0-9a-f-]{36})"', page.text)
    assert to
    office.submit(page, what="agreements", to=to[1], text="Wij bellen vrijdag.")
    office.submit(page, what="note", side="inside", text="Alleen wij.")
    assert "Alleen wij." in office.get(theirs).text
    assert "1 nieuw" not in anna.get(OWN).text, "it can still be called back"
    with clock.travel(clock.NOW + timedelta(minutes=30)):
        assert "1 nieuw" in anna.get(OWN).text
        closed = anna.get(mine)
        assert "Wij bellen vrijdag." not in closed.text and "Hoe staat het ervoor?" not in closed.text
        assert "1 nieuw" in anna.get(OWN).text, "who saw only that it is there has not read it"
        second_step(lumens, anna, filed)
        read = anna.get(mine)
        assert (
            "Wij bellen vrijdag." in read.text and "Alleen wij." not in read.text and "Kim" not in read.text
        )
    first, second = office.get(finish[1]), office.get(finish[1])
    assert office.submit(first, note="Gelezen.").url.startswith("/lumens/kantoor/taken")
    late = office.submit(second, note="Ook gelezen.")
    assert late.status == 422 and "Een collega heeft deze taak al afgerond" in late.text


def test_a_call_is_kept_taken_down_signed_and_a_lost_code_replaced(
    lumens: Organisation, client: FlaskClient, office: Visitor
) -> None:
    """KR-079, without any e-mail; the browser with the old code may type another one at once."""
    start = office.get("/lumens/kantoor/klacht-opnemen")
    wrong = office.submit(start, who="", said="Boos.")
    assert wrong.status == 422 and "Boos." in wrong.text
    full = office.submit(start, who="Noor, 06 12 34 56 78", said="Boos over de balie.")
    assert "Boos over de balie." in full.text
    assert ("phone", "06 12 34 56 78") in full.form().filled({}), "taken over from who called"
    wrong = office.submit(full, signed_name="Noor Verzonnen", arrived_on=["1", "1", "2090"], file="1")
    assert wrong.status == 422 and "toekomst" in wrong.text and "al ondertekend zijn" in wrong.text
    told = {
        "given_name": "Noor",
        "surname": "Verzonnen",
        "street": "Verzinstraat 1",
        "postal_code": "1234 AB",
        "town": "Nergenshuizen",
        "objection": "Zo hoort het niet.",
        "steps_taken": "Gebeld.",
        "about_kind": "team",
    }
    kept = office.submit(full, **{**told, "surname": ""}, arrived_on=["31", "2", "x"])
    assert "nog niets ingeschreven" in kept.text, "Enter only keeps what was typed, right or wrong"
    assert 'value="31"' in kept.text and "Zo hoort het niet." in kept.text
    again = office.get(full.url)
    assert "Zo hoort het niet." in again.text, "it is there when somebody comes back to it"
    nameless = office.submit(again, arrived_on=clock.boxes(clock.TODAY), file="1")
    assert nameless.status == 422 and "De naam is niet bekend" in nameless.text
    told["file"] = "1"
    done = office.submit(full, **told)
    assert done.status == 200 and "De klacht is ingeschreven" in done.text
    code = shown_code(done)
    assert office.submit(full, **told).url == done.url, "the same form twice is one complaint"
    anew = [(name, value) for name, value in full.form().filled(told) if name != "once"]
    assert "/kantoor/dossiers/" in office.post(full.url, anew).url
    noor = with_code(client, code)
    assert "Lezen wat er staat, en ondertekenen" in noor.get(OWN).text
    sign = re.search(r'href="([^"]+/ondertekenen)"', done.text)
    assert sign
    page = office.get(sign[1])
    party = re.search(r'<option value="([0-9a-f-]{36})"', page.text)
    assert party
    wrong = office.submit(page, party=party[1], how="phone")
    assert wrong.status == 422 and "wie de tekst voorlas" in wrong.text
    signed = office.submit(
        page,
        party=party[1],
        how="phone",
        read_to="Kim las voor aan Noor",
        signed_name="Noor Verzonnen",
        statement="y",
    )
    assert signed.status == 200 and "Kim las voor" not in signed.text
    assert "Noor" not in office.get("/lumens/kantoor/taken").text
    codes = office.get(sign[1].replace("ondertekenen", "codes"))
    wrong = office.submit(codes, what="replace", party=party[1], called="y")
    assert wrong.status == 422 and "minstens twee punten" in wrong.text
    sent = office.submit(codes, what="letter", party=party[1], called="y", content="y")
    assert sent.url.endswith("/brieven") and "Uw code" in sent.text
    new = shown_code(office.submit(codes, what="replace", party=party[1], called="y", content="y"))
    asked = noor.get(OWN)
    assert (asked.status, "Vul de code in" in asked.text) == (200, True)
    assert "Uw klacht" in noor.submit(asked, code=new).text
    add_paper(lumens, _dossier(lumens, new), word())
    digits = shown_code(office.submit(codes, what="phone", party=party[1], called="y", content="y"))
    opened = noor.submit(noor.get(f"{OWN}/tweede-code"), digits=digits)
    paper = re.search(rf'href="({OWN}/inzien/[0-9a-f-]+)"', opened.text)
    assert paper and "w-reading" in noor.get(paper[1]).text


def test_who_is_spoken_for_and_who_complains_as_well_are_taken_down_too(
    lumens: Organisation, office: Visitor
) -> None:
    """KR-078(b): relation, authority and end date; each who complains as well has a code of their own."""
    full = office.submit(office.get("/lumens/kantoor/klacht-opnemen"), who="Dirk", said="Over zijn moeder.")
    wrong = office.submit(full, authority="written", fellow1_postal_code="0", surname="Dochter", file="1")
    assert (
        wrong.status == 422
        and "namens wie de klager spreekt" in wrong.text
        and "postcode klopt niet" in wrong.text
    )
    told = {"given_name": "Dirk", "surname": "Zoon", "represented_surname": "Moeder", "relation": "zoon"}
    told |= {"authority": "written", "authority_until": ["30", "6", "2090"]}
    told |= {"fellow1_given_name": "Bert", "fellow1_surname": "Bedacht"}
    more = office.submit(full, **told, more="1")
    assert (more.status, 'value="Bedacht"' in more.text, "fellow2_surname" in more.text) == (200, True, True)
    assert 'value="Moeder"' in more.text and "klopt nog niet" not in more.text
    told |= {"fellow2_surname": "Derde"}
    for number in (3, 4, 5):  # any number, without JavaScript; nothing typed is lost
        more = office.submit(more, **told, more="1")
        assert f"fellow{number}_surname" in more.text and 'value="Derde"' in more.text
    told |= {"fellow5_surname": "Vijfde"}
    done = office.submit(more, **told, file="1")
    codes = set(re.findall(r"[2-9A-Z]{6}-[2-9A-Z]{6}-[2-9A-Z]{6}", done.text))
    assert len(codes) == 4 and "Bert Bedacht" in done.text
    with lumens.work() as work:
        people = complainants_of(work, _dossier(lumens, shown_code(done)))
        named = {(party.role, party.name["surname"]): party for party in people}
        assert set(named) == {
            ("representative", "Zoon"),
            *(("complainant", name) for name in ("Moeder", "Bedacht", "Derde", "Vijfde")),
        }
        speaker = named["representative", "Zoon"]
        assert speaker.represents_id == named["complainant", "Moeder"].id
        assert (speaker.kind, str(speaker.authority_until)) == ("representative", "2090-06-30")


def test_dissatisfaction_needs_no_signature_and_shows_its_week(lumens: Organisation, app: Flask) -> None:
    """KR-032: nothing is missing, nothing waits, and the week in which it is picked up is told with its date."""
    someone = visitor_of(app.test_client())
    code = lumens.start_draft(
        now=utc_now() - timedelta(hours=1), filed_as="dissatisfaction", description="De bel is kapot."
    )
    someone.submit(someone.get(OWN), code=code)
    check = someone.get("/lumens/klacht-indienen/controle")
    assert "Dit mist nog" not in check.text and "Ondertekenen</h2>" not in check.text
    sent = someone.submit(check)
    line = "Wij pakken op wat u meldde. In principe is dat uiterlijk "
    assert "Uw onvrede is binnen" in sent.text and line in sent.text
    own = someone.get(OWN).text
    assert line in own, "one line, the same in both places"
    assert "nog 7 dagen" in own and "ondertekenen" not in own


def test_dissatisfaction_becomes_a_complaint_by_a_button_or_by_the_office(
    lumens: Organisation, client: FlaskClient, office: Visitor
) -> None:
    """KR-029, KR-032: the terms begin that day, letters follow, and nobody has to pick up the report any more."""
    vera = lumens.hire("Vera Voorzit", "committee_chair")
    by_herself = lumens.file_complaint(filed_as="dissatisfaction", channel="desk")
    by_phone = lumens.file_complaint(filed_as="dissatisfaction", channel="desk", signed=False, steps_taken="")
    formal = lumens.file_complaint()
    anna = with_code(client, by_herself.code)
    assert "Er een klacht van maken" in anna.get(OWN).text
    page = anna.get(f"{OWN}/klacht-maken")
    assert "Degene over wie u klaagt hoort ervan" in page.text and "Dit missen wij" not in page.text
    done = anna.submit(page)
    assert done.url == OWN and "Uw onvrede is een klacht geworden" in done.text
    assert "of wij uw klacht behandelen" in done.text and "Er een klacht van maken" not in done.text
    assert anna.get(f"{OWN}/klacht-maken").status == 404
    assert anna.submit(page).url == OWN, "it is one already"
    act = f"/lumens/kantoor/dossiers/{by_phone.dossier_id}/klacht-maken"
    assert act in office.get(f"/lumens/kantoor/dossiers/{by_phone.dossier_id}").text
    assert "klacht-maken" not in office.get(f"/lumens/kantoor/dossiers/{formal.dossier_id}").text
    refused = office.submit(office.get(act), how="", done_on=["1", "1", "2020"])
    assert refused.status == 422 and "hoe de klager dit liet weten" in refused.text
    assert "vóór de dag waarop de klacht binnenkwam" in refused.text
    assert office.submit(refused, how="Zqx aan de telefoon.", done_on=None).status == 422
    log = office.submit(office.get(act), how="Zqx aan de telefoon.").url + "/logboek"
    said = office.get(log).text
    assert "een klacht geworden (vastgelegd door een medewerker)" in said and "Zqx" not in said
    assert "Dit is al een klacht" in office.get(act).text
    with lumens.work() as work:
        for filed, letter in ((by_herself, "confirmation"), (by_phone, "received_incomplete")):
            found = {row.letter: row for row in notices_of(work, filed.dossier_id)}
            assert set(found) == {letter, "notice_accused", "notice_supervisor", "copy_members"}
            assert found["copy_members"].addressee == f"account:{vera.account_id}"
            assert found["notice_accused"].state == "held"
            assert open_tasks(work, dossier_id=filed.dossier_id) == []
        assert find(work, by_herself.dossier_id).received_on == work.today
        assert find(work, by_phone.dossier_id).received_on is None


def test_which_files_somebody_sent_opens_with_the_second_step(
    lumens: Organisation, client: FlaskClient
) -> None:
    filed = lumens.file_complaint()
    add_paper(lumens, filed.dossier_id, photo("PNG"), name="Zqx foto.png", rules=AFTERWARDS)
    anna = with_code(client, filed.code)
    closed = anna.get(f"{OWN}/stukken")
    assert "Wij hebben één bestand van u." in closed.text and "Zqx" not in closed.text
    assert 'type="file"' in closed.text  # adding needs no second step
    asked = anna.submit(anna.get(f"{OWN}/tweede-code"), "vragen")
    anna.submit(asked, digits=digits_of(lumens, filed))
    assert "Zqx foto.png" in anna.get(f"{OWN}/stukken").text


def test_a_wrong_date_in_the_filters_is_told_with_and_without_a_new_page(
    lumens: Organisation, client: FlaskClient
) -> None:
    kim = lumens.hire("Kim Bakvis", "secretary")
    visitor_of(client).sign_in(kim.email, PASSWORD)
    place, said = "/lumens/kantoor/register?vanaf=gisteren", "Schrijf deze datum als 2-3-2026."
    whole = client.get(place)
    assert (whole.status_code, whole.text.count(said)) == (422, 1)
    rows = client.get(place, headers={"HX-Request": "true"})
    assert (rows.status_code, rows.text.count(said)) == (422, 2), "above the rows, and at the field"
    at_field = re.search(r'<div data-hx-swap-oob="innerHTML:#vanaf-fout">(.*?)</div>', rows.text, re.DOTALL)
    assert at_field and said in at_field[1]


def _dossier(lumens: Organisation, code: str):  # type: ignore[no-untyped-def]
    from wederhoor.dossiers.service import find_by_code
    from wederhoor.vault.codes import read_code

    with lumens.work() as work:
        return find_by_code(work, work.vault.code_hash(read_code(code)))[0].id


def test_it_is_said_truly_when_terms_begin_and_whose_letter_it_is(
    lumens: Organisation, tenant: object, app: Flask, office: Visitor
) -> None:
    """Awb 9:11: the weeks run from receipt, signed or not; Lumens (KR-084) from the day everything is in."""
    wil: Organisation = tenant("wil", "wil")  # type: ignore[operator]
    said, waits = "De termijnen lopen al", "zodra dit er is"
    for org, true, false in ((wil, said, waits), (lumens, waits, said)):
        filed = org.file_complaint(signed=False)
        own = visitor_of(app.test_client())
        status = own.submit(own.get(f"/{org.slug}/mijn-klacht"), code=filed.code)
        assert true in status.text and false not in status.text
        to_do = own.get(f"/{org.slug}/mijn-klacht/aanvullen").text
        assert ("De termijnen lopen al" in to_do) is (org is wil)
        before = own.get(f"/{org.slug}/klacht-indienen").text
        assert ("op de dag dat u uw klacht verstuurt" in before) is (org is wil)
        who = own.submit(own.get(f"/{org.slug}/klacht-indienen"))
        while "complainant_kind" not in who.text:
            who = own.submit(who, filed_as="complaint")
        assert "jonger dan 18" in who.text  # a child may complain anywhere, alone
        assert "Klaag je alleen?" in own.submit(who, complainant_kind="youth").text

    filed = lumens.file_complaint()
    dossier = f"/lumens/kantoor/dossiers/{filed.dossier_id}"
    accused, leader = (lumens.hire(name, "employee") for name in ("Pim Planner", "Lea Leider"))
    form = office.get(f"{dossier}/vrijgeven")
    unknown = office.submit(form, employee=str(accused.account_id), sure_of_it="y")
    assert unknown.status == 422 and "staat niet wie aan deze persoon leiding geeft" in unknown.text
    with lumens.work(write=True) as work:
        employ(work, accused.account_id, supervisor_id=leader.account_id, valid_from=work.today)
    assert "Pim Planner, onder Lea Leider" in office.get(f"{dossier}/vrijgeven").text
    asked = office.submit(unknown, employee=str(accused.account_id))
    assert asked.status == 422 and "Pim Planner hoort dat er een klacht" in asked.text, "asked once"
    office.submit(asked, employee=str(accused.account_id), sure_of_it="y")
    with lumens.work() as work:
        (told,) = [row for row in notices_of(work, filed.dossier_id) if row.letter == "notice_supervisor"]
        assert told.state not in ("held", "cancelled") and told.addressee.endswith(str(leader.account_id))
    sent = office.get(f"{dossier}/berichten")
    to = re.findall(r'<option value="([0-9a-f-]+)"', sent.text)[0]
    office.submit(sent, what="message", to=to, text="Wij bellen u morgen.")
    own = visitor_of(app.test_client())
    with clock.travel(clock.NOW + timedelta(minutes=30)):  # when it can be called back no more
        story = own.submit(own.get(OWN), code=filed.code).text
    assert story.count("Er is een brief voor u") == 1 and "Er is een bericht voor u" in story
    assert "aangeklaagde" not in story and "is gemaakt" not in story


def test_a_code_leads_back_to_where_somebody_stopped(lumens: Organisation, app: Flask) -> None:
    """Save and go on later, on another device: not to a page with everything that is still to be told."""
    ways = []
    for answers in (
        {},
        {"filed_as": "complaint"},
        {"filed_as": "complaint", "about_kind": "team", "surname": "Pauze"},
    ):
        code = lumens.start_draft(**answers)
        someone = visitor_of(app.test_client())
        ways.append(someone.submit(someone.get(OWN), code=code).url.rsplit("/", 1)[1])
    assert ways == ["wat-wilt-u", "wie-bent-u", "bereiken"]
