"""What somebody sent is held, sealed, until the office has seen that the copy is whole: cleaning destroys no evidence."""

from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from tests.services.test_papers import Case, Filer, add_mail
from tests.support import clock
from tests.support.papers import mail, pdf, photo
from tests.support.visitor import visitor_of
from tests.support.world import PASSWORD, Organisation, StaffAccount

from wederhoor.intake import service as intake
from wederhoor.papers import acts, copying
from wederhoor.papers.content import ORIGINAL, kept, original_bytes, paper_blocks
from wederhoor.papers.doors import AFTERWARDS, Side
from wederhoor.papers.labels import lacks_of
from wederhoor.papers.service import papers_for, uploaded
from wederhoor.papers.tables import Paper
from wederhoor.record import service as record
from wederhoor.vault.seals import Destroyed
from wederhoor.work import RESIDENT, Work

ATTACHMENT = "In deze pdf zit een bijlage. Die staat niet in de kopie: stuur haar zelf ook."


@pytest.fixture
def case(lumens: Organisation) -> Case:
    return Case(lumens)


def test_who_sends_a_file_is_told_what_its_copy_misses_and_the_file_itself_is_held(
    lumens: Organisation,
) -> None:
    """Must 13."""
    filer = Filer(lumens)
    content = pdf("Mijn brief")
    filer.add("brief.pdf", content)
    with filer.door(False) as (work, owner):
        (paper,) = uploaded(work, owner)
        assert lacks_of(paper) == [ATTACHMENT]
        assert original_bytes(work, filer.files, paper) == content
    assert not any(b"%PDF" in sealed for sealed in filer.on_disk())
    with lumens.work(write=True, actor=RESIDENT) as work:
        filed = intake.receive_complaint(work, filer.code, signed_name=None)
    with lumens.work() as work:
        (paper,) = papers_for(work, filed.dossier_id, Side.PARTIES)
        assert (paper.has_original, paper.original_key_id is not None, paper.whole_seen_at) == (
            True,
            True,
            None,
        )
        assert original_bytes(work, filer.files, paper) == content


def test_once_somebody_saw_that_the_copy_is_whole_the_file_itself_is_gone_for_good(case: Case) -> None:
    paper_id = case.add(photo("PNG"), "foto.png", rules=AFTERWARDS)
    with case.work() as work:
        paper = case.paper(work, paper_id)
        held, seen = paper.original_key_id, paper.version
        place = kept(work, case.files, paper)
        sealed = case.files.read(work.tenant_id, paper_id, ORIGINAL)
        assert held is not None
    with case.work(write=True) as work, pytest.raises(acts.ChangedMeanwhile):
        acts.confirm_whole(work, case.files, case.paper(work, paper_id), seen + 1)
    for _ in range(2):  # twice is once
        with case.work(write=True) as work:
            paper = case.paper(work, paper_id)
            acts.confirm_whole(work, case.files, paper, paper.version)
    with case.work() as work:
        paper = case.paper(work, paper_id)
        assert original_bytes(work, case.files, paper) is None
        assert paper.whole_seen_at is not None
        assert place.read("copy").startswith(b"\x89PNG")
        with pytest.raises(Destroyed):
            work.vault.unseal(held, f"files|paper|{paper_id}|original", sealed)
        with pytest.raises(FileNotFoundError):
            place.read(ORIGINAL)
        lines = [line.sentence for line in record.read(work, case.filed.dossier_id)]
    said = "De kopie van stuk 1 is volledig bevonden. Het bestand zoals het was ingestuurd, is vernietigd."
    assert lines.count(said) == 1


def test_what_the_office_adds_itself_is_kept_for_good(case: Case) -> None:
    """KR-057, KR-090."""
    paper_id = case.add(photo("PNG"))
    with case.work(write=True) as work:
        paper = case.paper(work, paper_id)
        acts.confirm_whole(work, case.files, paper, paper.version)
        assert original_bytes(work, case.files, paper) is not None


def test_the_office_compares_and_says_so_on_a_page_and_a_committee_does_not_open_what_is_held(
    app: Flask, lumens: Organisation
) -> None:
    case = Case(lumens)
    member = lumens.hire("Loes Commissie", "committee_member")
    paper_id = case.add(pdf("Mijn brief"), "brief.pdf", rules=AFTERWARDS)
    address = f"/lumens/kantoor/dossiers/{case.filed.dossier_id}/stukken/{paper_id}"
    with clock.travel(clock.NOW + timedelta(days=2)):  # members read it from the next morning on
        _compares(app, case, member, address)


def _compares(app: Flask, case: Case, member: StaffAccount, address: str) -> None:
    reader = visitor_of(app.test_client())
    reader.sign_in(member.email, PASSWORD)
    read = reader.get(address)
    assert ATTACHMENT in read.text
    assert "/origineel" not in read.text
    assert reader.get(f"{address}/kopie-volledig").status in (403, 404)
    visitor = visitor_of(app.test_client())
    visitor.sign_in(case.kim.email, PASSWORD)
    assert "kopie mist iets" in visitor.get(address.rsplit("/", 1)[0]).text
    page = visitor.get(address)
    assert "/origineel" in page.text
    asked = visitor.get(f"{address}/kopie-volledig")
    refused = visitor.submit(asked)
    assert refused.status == 422
    assert "Vink aan dat u de kopie met het origineel heeft vergeleken." in refused.text
    done = visitor.submit(refused, whole="y")
    assert "Het origineel is toen vernietigd." in done.text
    assert "/origineel" not in done.text
    assert visitor.get(f"{address}/kopie-volledig").url.endswith(address)


def test_a_paper_that_goes_along_takes_what_is_held_with_it_under_a_key_of_its_own(case: Case) -> None:
    other = case.organisation.file_complaint(surname="Anders")
    content = pdf("Mijn brief")
    paper_id = case.add(content, "brief.pdf", rules=AFTERWARDS)
    gone_id = case.add(photo("PNG"), "foto.png", rules=AFTERWARDS)
    with case.work(write=True) as work:
        copying.ask_copies(work, [case.paper(work, one) for one in (paper_id, gone_id)], other.dossier_id)
    with case.work(write=True) as work:  # seen to be whole between asking and copying
        paper = case.paper(work, gone_id)
        acts.confirm_whole(work, case.files, paper, paper.version)

    def open_work() -> AbstractContextManager[Work]:
        return case.organisation.work(write=True)

    assert copying.copy_waiting(open_work, case.files) == 2
    with case.work() as work:
        copied = list(
            work.session.scalars(
                select(Paper).where(Paper.dossier_id == other.dossier_id).order_by(Paper.number)
            )
        )
        source = case.paper(work, paper_id)
        assert original_bytes(work, case.files, copied[0]) == content
        assert copied[0].original_key_id not in (None, source.original_key_id)
        assert lacks_of(copied[0]) == [ATTACHMENT]
        assert (original_bytes(work, case.files, copied[1]), copied[1].whole_seen_at is not None) == (
            None,
            True,
        )


def test_what_came_with_a_mail_and_stayed_out_is_said_in_its_copy(case: Case) -> None:
    paper_id, refused = add_mail(case, mail(("virus.exe", b"MZ" + bytes(99)), ("brief.pdf", pdf())))
    assert [name for name, _ in refused] == ["virus.exe"]
    with case.work() as work:
        blocks = paper_blocks(work, case.files, case.paper(work, paper_id))
    said = [block["text"] for block in blocks or [] if block["kind"] == "note"]
    assert any(
        text.startswith("De bijlage ‘virus.exe’ staat niet als eigen stuk in het dossier.") for text in said
    )
    assert not any("brief.pdf’ staat niet" in text for text in said)


@pytest.mark.parametrize("database", ["sqlite"])  # nothing here that a database does in its own way
@pytest.mark.siege
def test_many_mails_in_a_mail_are_taken_up_to_a_bound_and_the_rest_is_named(case: Case) -> None:
    inner = mail(*[(f"{n}.txt", f"tekst {n}".encode()) for n in range(35)], subject="Binnen")
    outer = mail(("een.eml", inner), ("twee.eml", inner), subject="Buiten")
    _, refused = add_mail(case, outer)
    assert len(refused) == 2 + 70 - 60
    assert len(case.titles()) == 1 + 60
