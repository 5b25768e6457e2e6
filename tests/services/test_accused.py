"""The accused's own view: equal information, opened by the letter, closed by a reversed naming (KR-016 to 018, KR-035, KR-111)."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from tests.support import clock
from tests.support.mail import FakeMail, leaves
from tests.support.papers import add_paper, photo
from tests.support.visitor import visitor_of
from tests.support.world import COMPLETE, PASSWORD, Filed, Organisation, StaffAccount

from wederhoor.accused import service as accused
from wederhoor.accused.service import NoSuchDossier
from wederhoor.cases import naming
from wederhoor.cases.reversing import reverse_naming
from wederhoor.correspondence import leaving
from wederhoor.deadlines.case import case_of
from wederhoor.deadlines.handlers import HANDLER, set_handler
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.tables import Party
from wederhoor.messages import service as messages
from wederhoor.notices import service as notices
from wederhoor.notices.letters import issue_letter
from wederhoor.notices.tables import Letter
from wederhoor.papers.doors import Side
from wederhoor.papers.service import papers_for
from wederhoor.papers.tables import Paper
from wederhoor.people.reachable import Reach, note_reach
from wederhoor.record import service as record
from wederhoor.tasks import service as tasks
from wederhoor.vault.codes import read_code
from wederhoor.work import Work

CONTACT = ("email", "street", "postal_code", "town")


def confirmed(lumens: Organisation, *, supervisor: StaffAccount | None = None) -> tuple[Filed, StaffAccount]:
    """A complaint with a photo, about somebody whom the secretary confirmed."""
    kim = lumens.hire("Kim Bakvis", "secretary")
    piet = lumens.hire("Piet Beklaagde", "employee")
    filed = lumens.file_complaint()
    add_paper(lumens, filed.dossier_id, photo("PNG"))
    with lumens.work(write=True, actor=lumens.as_staff(kim)) as work:
        set_handler(work, filed.dossier_id, HANDLER, kim.account_id)
        people = {person.account_id: person for person in naming.employees(work)}
        naming.confirm_accused(
            work,
            dossiers.find(work, filed.dossier_id),
            accused=people[piet.account_id],
            supervisor=people[supervisor.account_id] if supervisor else None,
        )
    return filed, piet


def own(work: Work, filed: Filed, who: StaffAccount) -> accused.Own:
    return accused.find_own(work, filed.dossier_id, who.account_id)


def test_it_opens_when_the_letter_has_left_and_not_before_nor_for_anyone_else(
    lumens: Organisation, mail: FakeMail
) -> None:
    """Nobody learns of a complaint from a page they come across; the supervisor knows that, not what (KR-156)."""
    maud = lumens.hire("Maud Leiding", "employee")
    filed, piet = confirmed(lumens, supervisor=maud)
    with lumens.work() as work:
        assert accused.own_cases(work, piet.account_id) == []
        assert accused.supervised(work, maud.account_id) == []
        with pytest.raises(NoSuchDossier):
            own(work, filed, piet)
    leaves(lumens.installation, mail)
    with lumens.work() as work:
        assert [one.dossier.number for one in accused.own_cases(work, piet.account_id)] == [filed.number]
        told = accused.supervised(work, maud.account_id)
        assert [(one.number, one.received_on is not None) for one in told] == [(filed.number, True)]
        with pytest.raises(NoSuchDossier):
            own(work, filed, maud)
    with lumens.work(write=True) as work:  # the naming is reversed, and they are told
        party = work.session.scalars(select(Party).where(Party.role == "accused")).one()
        party.account_id = party.confirmed_at = None
        where = {"code": "naming_reversed", "addressee": f"account:{piet.account_id}"}
        dossier = dossiers.find(work, filed.dossier_id)
        letter = issue_letter(
            work, dossier.id, dossier.key_id, title="Niet over u", body="Excuses.\n", **where
        )
        told_by_page = notices.Notice(
            letter="naming_reversed",
            occasion="reversed",
            addressee=where["addressee"],
            channel=notices.Channel.PORTAL,
            letter_id=letter.id,
        )
        notices.announce(work, dossier.id, dossier.key_id, [told_by_page])
    with lumens.work() as work:
        assert accused.own_cases(work, piet.account_id) == []
        assert [one.id for one in accused.apologies(work, piet.account_id)] == [letter.id]
        assert accused.apologies(work, maud.account_id) == []
        assert accused.supervised(work, maud.account_id) == []


def test_both_parties_have_the_same_papers_and_words_but_for_how_to_reach_the_complainant(
    lumens: Organisation, mail: FakeMail
) -> None:
    """KR-017: equal information."""
    filed, piet = confirmed(lumens)
    leaves(lumens.installation, mail)
    with lumens.work(write=True) as work:
        inside = Paper(**_like(work.session.scalars(select(Paper)).one(), side="inside"))
        work.session.add(inside)
        inside.title = inside.file_name = "Alleen voor ons"
    with lumens.work() as work:
        mine = own(work, filed, piet)
        theirs = papers_for(work, filed.dossier_id, Side.PARTIES)
        assert {paper.id for paper in accused.papers_of(work, mine)} == {paper.id for paper in theirs}
        assert len(theirs) == 1
        assert accused.find_paper(work, mine, inside.id) is None
        told = "\n".join(text for _, text in accused.complaint_told(work, mine))
        for name in ("description", "objection", "steps_taken", "surname", "accused_name"):
            assert COMPLETE[name] in told
        assert not [name for name in CONTACT if COMPLETE[name] in told]
        (letter,) = accused.letters_to(work, mine)
        assert letter.letter.code == "notice_accused"
        assert filed.number in letter.letter.body.replace("\\", "")
        assert "vertrouwenspersoon" in letter.letter.body
        assert "Deze persoon behandelt de klacht: Kim Bakvis." in letter.letter.body
        assert "Autoriteit" in letter.letter.body
        complainants = notices.notices_of(work, filed.dossier_id)
        assert [
            accused.find_letter(work, mine, row.letter_id) for row in complainants if row.letter_id
        ].count(None) == 1  # the confirmation is the complainant's


def _like(paper: Paper, **changed: object) -> dict[str, object]:
    columns = [c.key for c in Paper.__table__.columns if not c.key.endswith("_sealed")]
    values = {
        name: getattr(paper, name) for name in columns if name not in ("id", "tenant_id", "fingerprint")
    }
    from wederhoor.db import uuid7

    return {**values, "id": uuid7(), "number": 2, "version": 1, **changed}


def test_somebody_signed_in_reads_reacts_and_meets_the_matter_nowhere_else(
    app: Flask, lumens: Organisation, mail: FakeMail
) -> None:
    """KR-018: what the accused writes is a paper for both, at once; what is empty is asked again with nothing lost."""
    filed, piet = confirmed(lumens)
    leaves(lumens.installation, mail)
    visitor = visitor_of(app.test_client())
    home = visitor.sign_in(piet.email, PASSWORD)
    assert home.url == "/lumens/over-mij"
    assert filed.number in home.text
    page = visitor.get(f"/lumens/over-mij/{filed.dossier_id}")
    assert COMPLETE["description"] in page.text
    assert COMPLETE["street"] not in page.text
    assert COMPLETE["email"] not in page.text
    for found in set(re.findall(r'href="(/lumens/over-mij/[^"]+)"', page.text)):
        assert visitor.get(found).status == 200, found
    (letter,) = set(re.findall(r'href="(/lumens/over-mij/[^"]+/brief/[^"]+)\.pdf"', page.text))
    assert visitor.get(f"{letter}.pdf").body.startswith(b"%PDF")
    form = visitor.get(f"/lumens/over-mij/{filed.dossier_id}/reactie")
    assert visitor.submit(form, text="  ").status == 422
    done = visitor.submit(form, text="From: ik\n\nZo is het niet gegaan. Zqx.")
    assert "Reactie van de aangeklaagde" in done.text
    assert visitor.get(f"/lumens/kantoor/dossiers/{filed.dossier_id}").status == 404
    with lumens.work() as work:
        (_, reaction) = papers_for(work, filed.dossier_id, Side.PARTIES)
        assert (reaction.side, reaction.origin.split(":")[0]) == ("parties", "party")
        events = [line.event for line in record.read(work, filed.dossier_id)]
        assert {"accused_read", "accused_reacted", "paper_added"} <= set(events)
    shown = visitor.get(f"/lumens/over-mij/{filed.dossier_id}/stukken/{reaction.id}")
    assert "Zo is het niet gegaan. Zqx." in shown.text


def test_an_accused_without_an_account_has_a_code_that_opens_their_own_view_and_nothing_else(
    app: Flask, lumens: Organisation, mail: FakeMail
) -> None:
    """KR-017, KR-018: told on paper, the code in a letter of its own, papers after a second step, messages both ways.

    Their code opens no complainant's page and a complainant's code opens nothing here; a reversed naming ends it all.
    """
    kim = lumens.hire("Kim Bakvis", "secretary")
    chair = lumens.hire("Vera Voorzit", "committee_chair")
    filed = lumens.file_complaint()
    add_paper(lumens, filed.dossier_id, photo("PNG"))
    office, anna, noor = (visitor_of(app.test_client()) for _ in range(3))
    office.sign_in(kim.email, PASSWORD)
    place = f"/lumens/kantoor/dossiers/{filed.dossier_id}"
    form = office.get(f"{place}/vrijgeven")
    wrong = office.submit(form, employee="outside", channel="email", street="Zqxstraat 1")
    assert wrong.status == 422
    assert "Vul de achternaam in" in wrong.text and "e-mailadres in waar" in wrong.text
    assert "Zqxstraat 1" in wrong.text
    reached = {
        "street": "Zqxstraat 1",
        "postal_code": "1234 AB",
        "town": "Zqxdorp",
        "phone": "06 12 34 56 78",
    }
    who = {"employee": "outside", "channel": "post", "given_name": "Noor", "surname": "Stagiair", **reached}
    asked = office.submit(form, **who)
    assert asked.status == 422 and "Noor Stagiair hoort dat er een klacht" in asked.text, "asked once"
    office.submit(asked, **who, sure_of_it="y")
    with lumens.work() as work:
        party = work.session.scalars(select(Party).where(Party.role == "accused")).one()
        rows = {row.letter: row for row in notices.notices_of(work, filed.dossier_id)}
        told, key = rows["notice_accused"], rows["access_code"]
        assert {(row.state, row.addressee) for row in (told, key)} == {("to_post", f"accused:{party.id}")}
        assert rows["notice_supervisor"].state == "cancelled"
        letter = work.session.get_one(Letter, (work.tenant_id, told.letter_id))
        assert "Een klacht over u" in letter.body and "Noor Stagiair" in letter.body
        code = _code_in(work.session.get_one(Letter, (work.tenant_id, key.letter_id)).body)
        assert code not in letter.body
        with pytest.raises(NoSuchDossier):  # told nothing yet: the code opens nothing
            accused.find_by_code(work, read_code(code))
        assert messages.recipients(work, [party]) == []
    assert noor.submit(noor.get(OWN), code=code).status == 422
    with lumens.work(write=True, actor=lumens.as_staff(kim)) as work:
        leaving.mark_posted(work, told.id, work.today, "Kim")
        leaving.mark_posted(work, key.id, work.today, "Kim")
    page = noor.submit(noor.get(OWN), code=code)
    assert (page.url, "Een klacht over u" in page.text) == (OWN, True)
    assert COMPLETE["description"] not in page.text and f"{OWN}/stukken/" not in page.text
    for mine, theirs in ((code, "/lumens/mijn-klacht"), (filed.code, OWN)):
        crossed = visitor_of(app.test_client())
        refused = crossed.submit(crossed.get(theirs), code=mine)
        assert refused.status == 422 and filed.number not in refused.text
        assert crossed.get(f"{theirs}/berichten").url.partition("?")[0] == theirs, "asked for its own code"
    asked = noor.submit(noor.get(f"{OWN}/tweede-code"), "vragen")
    assert "Wij bellen u" in asked.text
    codes = office.get(f"{place}/codes")
    assert "Noor Stagiair" in codes.text
    made = office.submit(codes, party=party.id, what="phone", called="y", content="y")
    digits = re.search(r'id="code">([^<]+)<', made.text)
    assert digits and "nog 4 keer" in noor.submit(asked, digits=_other(digits[1])).text
    page = noor.submit(asked, digits=digits[1])
    assert COMPLETE["description"] in page.text and COMPLETE["street"] not in page.text
    links = set(re.findall(rf'href="({OWN}/[^"]+)"', page.text))
    assert len(links) >= 4
    for found in links:
        assert noor.get(found).status == 200, found
    empty = noor.submit(noor.get(f"{OWN}/berichten"), text=" ")
    assert empty.status == 422 and "Schrijf eerst uw bericht" in empty.text
    noor.submit(noor.get(f"{OWN}/berichten"), text="Mag ik iemand meenemen? <i>")
    noor.submit(noor.get(f"{OWN}/reactie"), text="Zo ging het niet. Zqx.")
    page = office.get(f"{place}/berichten")
    assert "Van Noor Stagiair, in de klacht genoemd ‘" in page.text and "meenemen? &lt;i&gt;" in page.text
    office.submit(page, what="message", to=party.id, text="Dat mag.")
    with clock.travel(clock.NOW + timedelta(minutes=30)):  # when it can be called back no more
        assert "1 nieuw" in noor.get(OWN).text and "Dat mag." in noor.get(f"{OWN}/berichten").text
        anna.submit(anna.get("/lumens/mijn-klacht"), code=filed.code)
        assert "Dat mag." not in anna.get("/lumens/mijn-klacht/berichten").text
    # only that there is a paper, until the second step
    assert "Reactie van de aangeklaagde" not in anna.get("/lumens/mijn-klacht/inzien").text
    with lumens.work() as work:
        titles = [paper.title for paper in papers_for(work, filed.dossier_id, Side.PARTIES)]
    assert any("Reactie van de aangeklaagde" in title for title in titles)
    with clock.travel(clock.NOW + timedelta(days=2)):  # when it is with the committee
        reader = visitor_of(app.test_client())
        reader.sign_in(chair.email, PASSWORD)
        assert reader.get(f"{place}/brieven/{told.letter_id}").status == 200
        assert (
            reader.get(f"{place}/brieven/{key.letter_id}").status == 404
        )  # a key is for who handles the matter
    log = office.get(f"{place}/logboek").text
    assert "de aangeklaagde" in log and "Zqxstraat" not in log and code not in log
    with lumens.work(write=True, actor=lumens.as_staff(kim)) as work:
        case = case_of(work, dossiers.find(work, filed.dossier_id, lock=True))
        reverse_naming(case, party_id=party.id, reason="Het was een ander.")
        gone = work.session.get_one(Party, (work.tenant_id, party.id))
        assert (gone.code_hash, gone.contact, gone.confirmed_at) == (None, None, None)
        assert gone.name == {"name": COMPLETE["accused_name"]}
        sorry = [row for row in notices.notices_of(work, filed.dossier_id) if row.letter == "naming_reversed"]
        assert [(row.channel, row.content["text"]) for row in sorry] == [
            ("post", "Noor Stagiair\nZqxstraat 1\n1234 AB Zqxdorp")
        ]
    assert noor.get(f"{OWN}/berichten").url.partition("?")[0] == OWN, "the code opens nothing any more"
    assert "Vul dan de code in" in noor.get(OWN).text


def test_somebody_complained_about_is_told_what_they_may_by_when_and_who_supports_them_KR_035(
    app: Flask, lumens: Organisation, mail: FakeMail
) -> None:
    vic = lumens.hire("Vic Vertrouwd", "confidant")
    with lumens.work(write=True) as work:
        note_reach(work, vic.account_id, Reach(phone="06 12345678", email="vic@werk.voorbeeld.example"))
    filed, piet = confirmed(lumens)
    leaves(lumens.installation, mail)
    visitor = visitor_of(app.test_client())
    home = visitor.sign_in(piet.email, PASSWORD)
    assert "Ontvankelijkheid" not in home.text, "the words of the office"
    page = visitor.get(f"/lumens/over-mij/{filed.dossier_id}")
    for told in (
        "U wordt gehoord voordat iemand oordeelt",
        "dezelfde stukken",
        "Reageert u uiterlijk",
        "U hoort uiterlijk",
        "Vic Vertrouwd",
        "tel:0612345678",
        "/lumens/vertrouwenspersoon",
        "/lumens/privacy",
        "De bestuurder beslist wat er gaat gebeuren.",
        "Waar het over gaat",
        "Wanneer het gebeurde",
    ):
        assert told in page.text, told
    for untrue in ("Ontvankelijkheid beoordelen", "geeft u de brief", "De secretaris"):
        assert untrue not in page.text, untrue
    mailed = "\n".join(
        one.get_body(("plain",)).get_content() for one in mail.messages if one["To"] == piet.email
    )
    assert "Er staat iets voor u klaar" in mailed and "geeft u de brief" not in mailed


def test_an_accused_with_an_account_and_the_office_write_to_each_other(
    lumens: Organisation, app: Flask, mail: FakeMail
) -> None:
    """Nothing can be written to who was not told; a neutral mail says that there is something; the task is the office's."""
    filed, piet = confirmed(lumens)
    with lumens.work() as work:
        (party,) = dossiers.accused_of(work, filed.dossier_id)
        assert messages.recipients(work, [party]) == []
    leaves(lumens.installation, mail)
    visitor = visitor_of(app.test_client())
    visitor.sign_in(piet.email, PASSWORD)
    place = f"/lumens/over-mij/{filed.dossier_id}/berichten"
    visitor.submit(visitor.get(place), text="Wanneer hoor ik iets?")
    with lumens.work(write=True) as work:
        dossier = dossiers.find(work, filed.dossier_id, lock=True)
        assert [one.id for one in messages.recipients(work, [party])] == [party.id]
        messages.write_to_party(work, dossier, party, "Volgende week. Zqx.")
        row = notices.notices_of(work, dossier.id)[-1]
        assert (row.recipient, row.addressee) == (piet.email, f"account:{piet.account_id}")
        assert "Zqx" not in str(row.content) and "Meld u aan" in row.content["text"]
        (task,) = tasks.open_tasks(work, dossier_id=dossier.id)
        assert task.kind == "read_message"
        sentences = " ".join(line.sentence for line in record.read(work, dossier.id))
        assert "De aangeklaagde heeft een bericht gestuurd." in sentences
        assert "Er is een bericht aan de aangeklaagde gestuurd." in sentences
    assert "Volgende week. Zqx." in visitor.get(place).text


OWN = "/lumens/klacht-over-mij"


def _code_in(body: str) -> str:
    found = re.search(r"[2-9A-Z]{6}-[2-9A-Z]{6}-[2-9A-Z]{6}", body.replace("\\", ""))
    assert found
    return found[0]


def _other(digits: str) -> str:
    return "000000" if digits != "000000" else "111111"
