"""A matter is found by what is half remembered of it, by nobody who may not meet it, and the database tells none of it (decision 16)."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from tests.support.mail import FakeMail
from tests.support.world import Organisation, StaffAccount, add_organisation

from wederhoor import scheduler
from wederhoor.cases.naming import confirm_accused
from wederhoor.desk.filters import Filters
from wederhoor.desk.queries import register_page
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.finding import find_again, mend_each, token
from wederhoor.dossiers.tables import Dossier, DossierToken
from wederhoor.people.service import StaffMember
from wederhoor.work import Installation, Work

Finds = Callable[..., list[str]]
STORY = "De sleutel van de kelder is driemaal niet teruggebracht."


@pytest.fixture
def kim(lumens: Organisation) -> StaffAccount:
    """The secretary."""
    return lumens.hire("Kim Bakvis", "secretary")


def found(work: Work, text: str) -> list[str]:
    rows, _ = register_page(work, Filters(), text=text)
    return sorted(row.number for row in rows)


@pytest.fixture
def finds(lumens: Organisation, kim: StaffAccount) -> Finds:
    """What the secretary finds by a text."""

    def by(text: str, who: StaffAccount = kim) -> list[str]:
        with lumens.work(actor=lumens.as_staff(who)) as work:
            return found(work, text)

    return by


def test_half_a_name_of_anybody_in_it_finds_a_matter_at_once_and_its_story_soon(
    installation: Installation, lumens: Organisation, kim: StaffAccount, finds: Finds
) -> None:
    filed = lumens.file_complaint(
        surname="Uittenbroek", accused_name="mevrouw Hoogerwerf", description=STORY, phone="06-12 34 56 78"
    )
    lumens.file_complaint(surname="Ander", accused_name="Niemand Bekend")
    for text in ("uitten", "Uit", "hooger", "anna hoog", filed.number.lower()):
        assert finds(text) == [filed.number], text
    assert finds("+31 6 1234 5678") == [filed.number]
    assert finds("kelder") == finds("broek") == [], "the story and endings follow"
    scheduler.sweep(installation, FakeMail())
    for text in ("kelder", "broek", "werf", "teruggebr", "Sleutel uitten", "driemaal hoogerwerf"):
        assert finds(text) == [filed.number], text
    assert finds("kelder ander") == []
    assert mend_each(lambda: lumens.work(write=True)) == 0, "nothing left to do"
    with lumens.work() as work:
        tokens = work.session.scalars(
            select(DossierToken.token).where(DossierToken.dossier_id == filed.dossier_id)
        ).all()
    assert {len(one) for one in tokens} == {8}
    other = add_organisation(installation, "ander")
    with other.work() as work:
        assert token(work, "uitten") not in tokens, "the same piece is another token elsewhere"
    with lumens.work() as work:
        assert token(work, "uitten") in tokens


def test_who_may_not_meet_a_matter_finds_it_by_no_piece(
    lumens: Organisation, kim: StaffAccount, finds: Finds
) -> None:
    """KR-156: barred, not with the committee yet, or of somebody who reads nothing."""
    filed = lumens.file_complaint(surname="Uittenbroek", description=STORY)
    mend_each(lambda: lumens.work(write=True))
    mo = lumens.hire("Mo Lid", "committee_member")
    texts = ("uitten", "broek", "kelder", filed.number, filed.number[-6:], "beklaagde")
    for text in texts:
        assert (finds(text), finds(text, mo)) == ([filed.number], []), text
    with lumens.work(write=True) as work:
        dossiers.bar(work, filed.dossier_id, [kim.account_id], "accused", "deze persoon is betrokken")
    for text in texts:
        assert finds(text) == [], text


def test_what_is_corrected_is_found_as_it_is_now(
    lumens: Organisation, kim: StaffAccount, finds: Finds
) -> None:
    filed = lumens.file_complaint(accused_name="die lange man")
    piet = lumens.hire("Piet Vandersloot", "employee")
    with lumens.work(write=True) as work:
        dossier = dossiers.find(work, filed.dossier_id, lock=True)
        member = StaffMember(account_id=piet.account_id, name=piet.name, email=piet.email)
        confirm_accused(work, dossier, accused=member, supervisor=None)
    assert finds("sloot") == finds("vander") == finds("lange man") == [filed.number]


def test_what_was_destroyed_is_found_no_more(lumens: Organisation, kim: StaffAccount, finds: Finds) -> None:
    filed = lumens.file_complaint(surname="Uittenbroek", description=STORY)
    mend_each(lambda: lumens.work(write=True))
    assert finds("uitten") == finds("kelder") == [filed.number]
    with lumens.work(write=True) as work:
        work.vault.destroy(work.session.get_one(Dossier, (work.tenant_id, filed.dossier_id)).key_id)
    with lumens.work(write=True) as work:
        find_again(work, filed.dossier_id)
    assert finds("uitten") == finds("kelder") == finds("beklaagde") == []
    assert finds(filed.number) == [filed.number], "the register keeps the number"
