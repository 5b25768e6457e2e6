"""How somebody in a case is reached: read and changed by that person, at any time, on the record (AVG 7 lid 3, 16)."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from tests.pages.test_portal import OWN, second_step, with_code
from tests.support.papers import add_paper, photo
from tests.support.visitor import Visitor
from tests.support.world import Filed, Organisation

from wederhoor.correspondence.consents import consent_to
from wederhoor.correspondence.letters import addressee_of
from wederhoor.desk.filters import Filters
from wederhoor.desk.queries import register_page
from wederhoor.dossiers.names import hashes_of
from wederhoor.dossiers.parties import full_name
from wederhoor.dossiers.service import barred_accounts, complainants_of
from wederhoor.notices.service import notices_of
from wederhoor.papers.doors import Side
from wederhoor.papers.service import papers_for
from wederhoor.record import service as record
from wederhoor.tasks.tables import Task

PLACE = f"{OWN}/gegevens"


@pytest.fixture
def filed(lumens: Organisation) -> Filed:
    return lumens.file_complaint()


@pytest.fixture
def anna(lumens: Organisation, client: FlaskClient, filed: Filed) -> Visitor:
    return with_code(client, filed.code)


def test_an_address_is_behind_the_second_step(lumens: Organisation, anna: Visitor, filed: Filed) -> None:
    assert anna.get(PLACE).url.startswith(f"{OWN}/tweede-code")
    second_step(lumens, anna, filed)
    page = anna.get(PLACE)
    assert "Verzinstraat" in page.text and page.url == PLACE


def test_a_new_address_holds_at_once_also_for_mail_that_waits_and_the_old_one_is_told(
    lumens: Organisation, anna: Visitor, filed: Filed
) -> None:
    second_step(lumens, anna, filed)
    with lumens.work() as work:
        (party,) = complainants_of(work, filed.dossier_id)
        old = (party.contact or {})["email"]
        waited = [
            row.id
            for row in notices_of(work, filed.dossier_id)
            if row.recipient == old and row.state == "waiting"
        ]
    saved = anna.submit(anna.get(PLACE), email="nieuw@voorbeeld.nl", phone="06 12 34 56 78")
    assert "Bewaard" in saved.text and "nieuw@voorbeeld.nl" in saved.text
    with lumens.work() as work:
        rows = notices_of(work, filed.dossier_id)
        assert waited and {row.recipient for row in rows if row.id in waited} == {"nieuw@voorbeeld.nl"}
        (told,) = (row for row in rows if row.letter == "details_changed")
        assert told.recipient == old
        said = str(told.content)
        assert "klacht" not in said.lower() and "nieuw@" not in said
        lines = record.read(work, filed.dossier_id)
        (line,) = (one for one in lines if one.event == "details_changed")
        assert "e-mailadres" in line.sentence and "@" not in line.sentence
        # found in the register by what is known now (hash), and no longer by what was known before
        (party,) = complainants_of(work, filed.dossier_id)
        assert (party.contact or {})["phone"] == "06 12 34 56 78"


def test_consent_is_taken_back_as_easily_as_it_was_given(
    lumens: Organisation, anna: Visitor, filed: Filed
) -> None:
    second_step(lumens, anna, filed)
    page = anna.get(PLACE)
    wrong = anna.submit(page, channel="email", consent=None)
    assert wrong.status == 422 and "Kies dan post" in wrong.text
    anna.submit(page, channel="post", consent=None)
    with lumens.work() as work:
        (party,) = complainants_of(work, filed.dossier_id)
        assert party.channel == "post" and consent_to(work, party.id, "email") is None
        waiting = [
            row
            for row in notices_of(work, filed.dossier_id)
            if row.letter != "details_changed" and row.state in ("waiting", "to_post")
        ]
        assert waiting and {row.channel for row in waiting} == {"post"}


def test_wishes_that_leave_no_way_are_refused_and_nothing_typed_is_lost(
    lumens: Organisation, anna: Visitor, filed: Filed
) -> None:
    second_step(lumens, anna, filed)
    page = anna.get(PLACE)
    none = anna.submit(page, channel="post", no_post="y", instructions="Bel na vijven.")
    assert none.status == 422 and "een ander adres op dat wel veilig is" in none.text
    assert "Bel na vijven." in none.text
    both = anna.submit(page, channel="email", consent="y", no_email="y")
    assert both.status == 422 and "haal het vinkje" in both.text


def test_no_mail_goes_to_an_address_that_is_not_safe_any_more(
    lumens: Organisation, anna: Visitor, filed: Filed
) -> None:
    second_step(lumens, anna, filed)
    anna.submit(anna.get(PLACE), channel="post", no_email="y", consent=None)
    with lumens.work() as work:
        assert not [row for row in notices_of(work, filed.dossier_id) if row.letter == "details_changed"]
        kinds = list(work.session.scalars(select(Task.kind).where(Task.dossier_id == filed.dossier_id)))
        assert "details_changed" in kinds


def test_what_tells_content_is_never_behind_the_first_code_only(
    lumens: Organisation, anna: Visitor, filed: Filed
) -> None:
    """File names, titles of letters and papers, what messages say: only that they are there."""
    add_paper(lumens, filed.dossier_id, photo("PNG"), name="zqxrapport.png")
    with lumens.work() as work:
        titles = [paper.file_name for paper in papers_for(work, filed.dossier_id, Side.PARTIES)]
    assert titles
    for address in (OWN, f"{OWN}/inzien", f"{OWN}/stukken", f"{OWN}/berichten", f"{OWN}/aanvullen"):
        shown = anna.get(address).text
        for title in (*titles, "Bevestiging", "Verzinstraat"):
            assert title not in shown, (address, title)
    second_step(lumens, anna, filed)
    assert titles[0] in anna.get(f"{OWN}/inzien").text


def test_how_somebody_is_called_and_what_they_read_is_theirs_to_say_and_changes_no_name(
    lumens: Organisation, anna: Visitor, filed: Filed, client: FlaskClient
) -> None:
    """AVG 16: letters address them so at once; nothing is found, proved or opened by it, and the way known before is told."""
    second_step(lumens, anna, filed)
    page = anna.get(PLACE)
    assert anna.submit(page, called="[klik](https://x.example)").status == 422
    assert anna.submit(page, reads="xx").status == 422
    saved = anna.submit(page, called="mevrouw Bakvis", reads="en")
    assert "Saved" in saved.text or "Your details" in saved.text, "and this page speaks it from now on"
    other = with_code(client.application.test_client(), filed.code)
    assert 'lang="en"' in other.get(OWN).text, "in another browser as well"
    kim = lumens.hire("Kim Bakvis", "secretary")
    with lumens.work(write=True, actor=lumens.as_staff(kim)) as work:
        (party,) = complainants_of(work, filed.dossier_id)
        assert full_name(party.name) == "Anna Voorbeeld"
        assert party.surname_hash == hashes_of(work, {"surname": "Voorbeeld"}, {})["surname_hash"]
        assert kim.account_id not in barred_accounts(work, filed.dossier_id)
        assert not register_page(work, Filters(), text="Bakvis")[0], "and is not found by it"
        (to,) = (addressee_of(one) for one in complainants_of(work, filed.dossier_id))
        assert (to.salutation, to.details.reads) == ("mevrouw Bakvis", "en")
        told = [row for row in notices_of(work, filed.dossier_id) if row.letter == "details_changed"]
        assert len(told) == 1
        (line,) = [one for one in record.read(work, filed.dossier_id) if one.event == "details_changed"]
        assert "hoe u genoemd wilt worden, taal" in line.sentence and "Bakvis" not in line.sentence
