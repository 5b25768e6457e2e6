"""Two tabs, two codes: what is sent from a tab goes to what that tab shows, or is refused with the text kept. Never to the other."""

from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy import select
from tests.support.second_step import pass_second_step
from tests.support.visitor import Page, Visitor, visitor_of
from tests.support.walls import give_box
from tests.support.world import PASSWORD, Organisation

from wederhoor.confidants.tables import ConsultationEntry
from wederhoor.dossiers.service import find_by_code
from wederhoor.dossiers.tables import Party
from wederhoor.intake import drafts
from wederhoor.messages.tables import Message
from wederhoor.misconduct.tables import MisconductEntry

WORDS = "Dit hoort bij de eerste."
CASE, DRAFT = "/lumens/mijn-klacht", "/lumens/klacht-indienen"


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    """One browser; what it opens last is what it holds."""
    return visitor_of(app.test_client())


def _open(visitor: Visitor, place: str, code: str) -> Page:
    return visitor.submit(visitor.get(place), code=code)


def _refused(page: Page, *words: str) -> None:
    assert page.status == 422
    assert "In een ander tabblad is een andere code geopend" in page.text
    for word in words:
        assert word in page.text, "what was typed is kept"


def test_a_message_goes_to_the_case_of_its_tab(lumens: Organisation, visitor: Visitor) -> None:
    one, two = lumens.file_complaint(), lumens.file_complaint()
    _open(visitor, CASE, one.code)
    tab = visitor.get(f"{CASE}/berichten")
    visitor.submit(visitor.get(CASE), "/sluiten")
    _open(visitor, CASE, two.code)
    refused = visitor.submit(tab, text=WORDS)
    _refused(refused, WORDS)
    with lumens.work() as work:
        assert list(work.session.scalars(select(Message))) == []
    visitor.submit(visitor.get(CASE), "/sluiten")
    _open(visitor, CASE, one.code)
    assert visitor.submit(refused).url == f"{CASE}/berichten", (
        "with its own code open the page sends it after all"
    )
    with lumens.work() as work:
        (sent,) = work.session.scalars(select(Message))
        assert sent.dossier_id == one.dossier_id


def test_who_withdraws_is_who_the_tab_shows(lumens: Organisation, visitor: Visitor) -> None:
    one, two = lumens.file_complaint(), lumens.file_complaint()
    _open(visitor, CASE, one.code)
    tab = pass_second_step(visitor, lumens, one.code, "intrekken")
    visitor.submit(visitor.get(CASE), "/sluiten")
    _open(visitor, CASE, two.code)
    pass_second_step(visitor, lumens, two.code)
    _refused(visitor.submit(tab, confirm="y", reason=WORDS), WORDS)
    with lumens.work() as work:
        assert [party for party in work.session.scalars(select(Party)) if party.withdrawn_on] == []


def test_a_story_goes_into_the_draft_of_its_tab(lumens: Organisation, visitor: Visitor) -> None:
    first = lumens.start_draft(filed_as="complaint")
    _open(visitor, CASE, first)  # the code of a draft goes on with it
    tab = visitor.get(f"{DRAFT}/vraag/wat-is-er-gebeurd")
    visitor.submit(visitor.get(DRAFT))
    _refused(visitor.submit(tab, description=WORDS), WORDS)
    _open(visitor, CASE, first)
    visitor.submit(tab, description=WORDS)
    with lumens.work() as work:
        assert drafts.draft_content(work, first).description == WORDS


def test_what_is_sent_is_the_draft_of_the_tab(lumens: Organisation, visitor: Visitor) -> None:
    """And when another was sent meanwhile, its receipt is not that of this one."""
    first = lumens.start_draft(description="Van de eerste.")
    _open(visitor, CASE, first)
    tab = visitor.get(f"{DRAFT}/controle")
    second = lumens.file_complaint()
    visitor.submit(visitor.get(DRAFT))
    _refused(visitor.submit(tab, sign="later"))
    _open(visitor, CASE, second.code)
    other = visitor.submit(tab, sign="later")
    assert second.number not in other.text, "somebody else's receipt"


@dataclass(frozen=True)
class Wall:
    """A place behind a wall: where one writes, what is filled in, where it is read and what keeps it."""

    write: str
    filled: dict[str, object]
    own: str
    table: type


REPORT = Wall(
    "/lumens/misstand-melden/schrijven",
    {"naming": "anonymous", "way": "written"},
    "/lumens/misstand-melden/mijn-melding",
    MisconductEntry,
)
TALK = Wall(
    "/lumens/vertrouwenspersoon/schrijven", {}, "/lumens/vertrouwenspersoon/mijn-bericht", ConsultationEntry
)


@pytest.mark.parametrize("wall", [REPORT, TALK], ids=["report", "talk"])
def test_behind_the_wall_it_is_the_same(lumens: Organisation, visitor: Visitor, wall: Wall) -> None:
    inge = lumens.hire("Inge Integer", "integrity_officer", "confidant")
    give_box(lumens, inge)
    who = {"who": str(inge.account_id)} if wall is TALK else {}
    visitor.submit(visitor.get(wall.write), text="De eerste.", **wall.filled, **who)
    tab = visitor.get(wall.own)
    visitor.submit(tab, "/sluiten")
    visitor.submit(visitor.get(wall.write), text="De tweede.", **wall.filled, **who)
    with lumens.work() as work:
        before = len(work.session.scalars(select(wall.table)).all())
    _refused(visitor.submit(tab, "/bericht", text=WORDS), WORDS)
    with lumens.work() as work:
        assert len(work.session.scalars(select(wall.table)).all()) == before


def test_whoever_signed_in_meanwhile_does_nothing_for_the_other(lumens: Organisation, app: Flask) -> None:
    kim, joost = lumens.hire("Kim Bakvis", "secretary"), lumens.hire("Joost Kwaliteit", "quality_officer")
    filed = lumens.file_complaint()
    place = f"/lumens/kantoor/dossiers/{filed.dossier_id}/berichten"
    staff = visitor_of(app.test_client())
    staff.sign_in(kim.email, PASSWORD)
    tab = staff.get(place)
    staff.submit(staff.get("/lumens/kantoor/"), "/afmelden")
    out = staff.submit(tab, what="note", side="inside", text=WORDS)
    assert out.status == 422 and WORDS in out.text, "signed out in another tab: nothing typed is lost"
    still_out = staff.submit(out)
    assert still_out.status == 422 and WORDS in still_out.text
    assert "U bent niet meer aangemeld" in still_out.text
    staff.sign_in(joost.email, PASSWORD)
    other = staff.submit(staff.submit(still_out))  # a new session: what was typed is shown once more
    assert "is iemand anders aangemeld" in other.text and WORDS in other.text
    staff.submit(staff.get("/lumens/kantoor/"), "/afmelden")
    staff.sign_in(kim.email, PASSWORD)
    assert WORDS in staff.submit(staff.submit(other)).text


def test_a_page_that_needs_a_code_asks_for_it_and_goes_on_there(
    lumens: Organisation, visitor: Visitor
) -> None:
    filed = lumens.file_complaint()
    for place in ("berichten", "stukken", "aanvullen"):
        asked = visitor.get(f"{CASE}/{place}")
        assert asked.status == 200 and "Uw code" in asked.text, place
    opened = visitor.submit(visitor.get(f"{CASE}/berichten"), code=filed.code)
    assert opened.url == f"{CASE}/berichten"
    stranger = visitor.get(f"{CASE}?verder=https://elders.example/")
    visitor.submit(visitor.get(CASE), "/sluiten")
    assert visitor.submit(visitor.get(f"{CASE}?verder=//elders.example/lumens/"), code=filed.code).url == CASE
    assert "elders.example" not in stranger.text


def test_the_dossier_of_a_code_is_found_the_same(lumens: Organisation) -> None:
    filed = lumens.file_complaint()
    with lumens.work() as work:
        assert find_by_code(work, work.vault.code_hash(filed.code))[0].id == filed.dossier_id
