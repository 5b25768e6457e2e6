"""Papers: what a file is, what is left of it, coming in by parts, and where it ends up (KR-057, KR-090)."""

import hashlib
import io
import uuid
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select
from tests.support.msg import outlook_message
from tests.support.papers import (
    CAMERA,
    EICAR,
    SCRIPT,
    add_paper,
    clamd,
    mail,
    pdf,
    photo,
    picture_bomb,
    sheet,
    word,
    zip_bomb,
)
from tests.support.world import Organisation

from wederhoor import config as settings
from wederhoor import record_proof
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.service import NoSuchDossier
from wederhoor.intake import drafts
from wederhoor.intake import jobs as intake_jobs
from wederhoor.intake import service as intake
from wederhoor.papers import acts, jobs, mails, pdf_reading, pdfs, photos, reception, service
from wederhoor.papers.blocks import lines_of
from wederhoor.papers.content import original_bytes, paper_blocks, paper_bytes
from wederhoor.papers.doors import (
    AFTERWARDS,
    MB,
    OF_A_DRAFT,
    OFFICE,
    AlreadyReplaced,
    Belongs,
    Described,
    NoSuchPaper,
    Side,
    State,
    WrongOffset,
    find,
)
from wederhoor.papers.inspection import FileKind, Refusal, Refused, look
from wederhoor.papers.jobs import forget_orphans
from wederhoor.papers.scanner import Scanned, Scanner
from wederhoor.papers.tables import Paper
from wederhoor.record import service as record
from wederhoor.rules.bsn import mentions_bsn
from wederhoor.rules.differing import by_line
from wederhoor.schema import tables_of_tenants
from wederhoor.vault.files import FileStore
from wederhoor.vault.seals import Destroyed
from wederhoor.work import RESIDENT, Work, utc_now

NO_SCANNER = Scanner(clamd=None)


class Filer:
    """Someone who is filling in, with a draft of their own."""

    def __init__(self, organisation: Organisation) -> None:
        self.organisation = organisation
        self.code = organisation.start_draft(surname="Verzonnen", description="Het duurde te lang.")
        self.files = FileStore(root=organisation.installation.config.files)

    @contextmanager
    def door(self, write: bool) -> Iterator[tuple[Work, Belongs]]:
        with self.organisation.work(write=write, actor=RESIDENT) as work:
            yield work, Belongs(draft_id=drafts.find_draft(work, self.code, lock=write).id)

    def add(self, name: str, content: bytes) -> None:
        reception.add_paper(self.door, self.files, NO_SCANNER, OF_A_DRAFT, Described(name=name), content)

    def start(self, name: str, content: bytes, size: int | None = None) -> Paper:
        fingerprint = "d" + hashlib.sha256(content).hexdigest()
        size = len(content) if size is None else size
        with self.door(True) as (work, owner):
            return reception.start_paper(
                work, owner, OF_A_DRAFT, Described(name=name), size=size, fingerprint=fingerprint
            )

    def part(self, paper: Paper, offset: int, part: bytes) -> tuple[int, bool]:
        return reception.receive_part(self.door, self.files, paper.id, offset, part)

    def finish(self, paper: Paper) -> None:
        reception.finish_paper(self.door, self.files, NO_SCANNER, OF_A_DRAFT, paper.id)

    def papers(self) -> list[Paper]:
        with self.door(False) as (work, owner):
            return service.uploaded(work, owner)

    def titles(self) -> list[str]:
        with self.door(False) as (work, owner):
            return [paper.title for paper in service.uploaded(work, owner)]

    def on_disk(self) -> list[bytes]:
        return [path.read_bytes() for path in self.files.root.rglob("*") if path.is_file()]


@pytest.fixture
def filer(lumens: Organisation) -> Filer:
    return Filer(lumens)


def test_a_file_is_what_it_holds_whatever_it_is_called() -> None:
    assert look(photo()).media_type == "image/jpeg"
    assert look(photo("HEIF")).media_type == "image/heic"
    assert look(pdf()).kind is FileKind.PDF
    assert look(word()).kind is FileKind.DOCX
    assert look("Beste lezer,\nwij kómen.".encode("cp1252")).kind is FileKind.TEXT
    for content, why in {
        b"": Refusal.EMPTY,
        b"MZ\x90\x00" + bytes(200): Refusal.UNKNOWN_KIND,
        b"<!DOCTYPE html><script>alert(1)</script>": Refusal.UNKNOWN_KIND,
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>": Refusal.UNKNOWN_KIND,
        b"#!/bin/sh\nrm -rf /": Refusal.UNKNOWN_KIND,
        b"PK\x03\x04 not an archive": Refusal.BROKEN,
        zip_bomb(): Refusal.BOMB,
    }.items():
        with pytest.raises(Refused) as refused:
            look(content)
        assert refused.value.why is why


def test_a_photo_keeps_its_picture_and_loses_where_and_with_what_it_was_taken() -> None:
    for kind, media_type in (("JPEG", "image/jpeg"), ("HEIF", "image/jpeg"), ("PNG", "image/png")):
        copied = photos.clean_image(photo(kind))
        made = copied.copy
        assert (copied.copy_type, copied.lacks) == (media_type, ())
        assert CAMERA.encode() not in made
        with Image.open(io.BytesIO(made)) as picture:
            assert not picture.getexif()
            # Upright now, without the mark that said so; a HEIC is turned by its own box, whatever its EXIF says.
            assert picture.size == ((64, 48) if kind == "HEIF" else (48, 64))
    with pytest.raises(Refused, match="bomb"):
        photos.clean_image(picture_bomb())
    with pytest.raises(Refused, match="broken"):
        photos.clean_image(photo()[:200])


def test_a_pdf_keeps_what_it_shows_and_loses_what_it_does() -> None:
    raw = pdf("Mijn brief", pictures=1)
    made = pdfs.clean_pdf(raw).copy
    for gone in (SCRIPT, "JavaScript", "Launch", "zqxjvkw", CAMERA, "AcroForm", "EmbeddedFile"):
        assert gone.encode() not in made, gone
    assert "Mijn brief" in pdf_reading.pdf_text(made)
    assert "Ingevuld veld" in pdf_reading.pdf_text(made)  # what a form shows is on its page
    with pytest.raises(Refused, match="password"):
        pdfs.clean_pdf(pdf(password="geheim"))
    with pytest.raises(Refused, match="broken"):
        pdfs.clean_pdf(b"%PDF-1.7 maar niet heus")


def test_a_probable_bsn_is_noticed_and_other_numbers_are_not() -> None:
    """Practice: probable BSNs are flagged before sending; a warning, so rather one too few numbers named than refusals."""
    for text in (
        "Mijn nummer is 111222333.",
        "111 222 333 staat op mijn pas",
        "111.222.333",
        "BSN: 1112.22.333",
        "sofinummer 12345672",
        "(111222333)",
    ):
        assert mentions_bsn(text), text
    for text in (
        "111222334",
        "tel. 111222333",
        "rekeningnummer: 111222333",
        "€ 111222333",
        "NL91ABNA0111222333",
        "1112223331",
        "0612345678",
        "12345672",
        "op 2-3-2026 om 10.00 uur",
        "000000000",
    ):
        assert not mentions_bsn(text), text


def test_what_a_resident_sends_is_cleaned_sealed_and_goes_along_with_the_complaint(filer: Filer) -> None:
    """KR-090: all documents are in the file; KR-017, KR-111: both parties get them."""
    filer.add("IMG_0001.HEIC", photo("HEIF"))
    filer.add("brief.pdf", pdf("Beste mevrouw 111222333"))
    filer.add("IMG_0001.HEIC", photo("HEIF"))  # pressed twice is once
    assert [(p.kind, p.state, p.mentions_bsn) for p in filer.papers()] == [
        ("image", "ready", False),
        ("pdf", "ready", True),
    ]
    assert not any(word in kept for kept in filer.on_disk() for word in (b"JFIF", b"%PDF", CAMERA.encode()))
    late = filer.start("film.jpg", b"x" * 2000)
    with filer.organisation.work(write=True, actor=RESIDENT) as work:
        filed = intake.receive_complaint(work, filer.code, signed_name=None)
    with filer.organisation.work() as work:
        papers = service.papers_for(work, filed.dossier_id, Side.PARTIES)
        assert [(p.number, p.title) for p in papers] == [(1, "IMG_0001.HEIC"), (2, "brief.pdf")]
        body = paper_bytes(work, filer.files, papers[0])
        assert body is not None
        assert body.startswith(b"\xff\xd8\xff")
        lines = [line.sentence for line in record.read(work, filed.dossier_id)]
        assert "Bij de klacht zijn bijlagen meegestuurd: 2." in lines
    with filer.organisation.work(write=True) as work:
        intake_jobs.tidy(work, filer.files)
    with filer.organisation.work() as work:
        assert work.session.get(Paper, (work.tenant_id, late.id)) is None
        assert [p.title for p in service.papers_for(work, filed.dossier_id, Side.PARTIES)] == [
            "IMG_0001.HEIC",
            "brief.pdf",
        ]
        lines = [line.sentence for line in record.read(work, filed.dossier_id)]
        assert any("niet meegegaan: 1" in line for line in lines)


def test_what_cannot_be_taken_says_why_and_leaves_nothing(filer: Filer) -> None:
    filer.add("goed.png", photo("PNG"))
    before = len(filer.on_disk())
    locked = pdf(password="x")
    for content, why in ((word(), Refusal.NOT_HERE), (b"MZ" + bytes(99), Refusal.UNKNOWN_KIND)):
        with pytest.raises(Refused) as refused:
            filer.add("fout", content)
        assert refused.value.why is why
    paper = filer.start("op slot.pdf", locked)
    filer.part(paper, 0, locked)
    with pytest.raises(Refused, match="password"):
        filer.finish(paper)
    assert filer.titles() == ["goed.png"]
    assert len(filer.on_disk()) == before


def test_a_file_in_parts_goes_on_where_it_stopped(filer: Filer) -> None:
    """Must 3: cut off, resumed, also from another page; what is sent twice counts once."""
    content = photo(size=(300, 200), noisy=True)
    paper = filer.start("foto.jpg", content)
    assert filer.part(paper, 0, content[:1000]) == (1000, False)
    with pytest.raises(WrongOffset) as wrong:
        filer.part(paper, 0, content[:1000])
    assert wrong.value.offset == 1000
    with pytest.raises(WrongOffset):
        filer.finish(paper)
    again = filer.start("zelfde.jpg", content)
    assert (again.id, again.received_bytes) == (paper.id, 1000)
    assert filer.part(again, 1000, content[1000:]) == (len(content), True)
    filer.finish(again)
    filer.finish(again)
    (kept,) = filer.papers()
    assert (kept.state, kept.kind, kept.size) == ("ready", "image", len(content))
    assert filer.part(kept, 0, b"") == (len(content), True)
    assert filer.start("nog eens.jpg", content).state == "ready"
    other = photo("PNG", seed=7)
    filer.start("half.png", other)
    filer.add("heel.png", other)  # sent whole instead: what was arriving makes way
    assert filer.titles() == ["foto.jpg", "heel.png"]


def test_a_file_that_changed_on_the_way_is_not_taken(filer: Filer) -> None:
    content = photo(noisy=True, size=(200, 200))
    paper = filer.start("foto.jpg", content)
    with pytest.raises(Refused, match="changed"):
        filer.part(paper, 0, content + b"meer dan gezegd")
    filer.part(paper, 0, content[:-2] + b"xx")
    with pytest.raises(Refused, match="changed"):
        filer.finish(paper)
    with pytest.raises(NoSuchPaper), filer.door(False) as (work, owner):
        find(work, owner, paper.id)


def test_there_is_room_for_twenty_files_and_sixty_megabytes(filer: Filer) -> None:
    for size, why in ((0, "empty"), (25 * MB + 1, "too_large")):
        with pytest.raises(Refused, match=why):
            filer.start("groot", b"", size)
    for number in range(2):
        filer.start(f"{number}", bytes([number]), 25 * MB)
    with pytest.raises(Refused, match="too_much"):
        filer.start("te veel", b"z", 11 * MB)
    for number in range(2, 20):
        filer.start(f"{number}", bytes([number]), 1000)
    with pytest.raises(Refused, match="too_many"):
        filer.start("nog een", b"zz", 10)


def test_taking_a_file_back_and_an_expired_draft_destroy_it(filer: Filer) -> None:
    filer.add("een.png", photo("PNG"))
    filer.add("twee.png", photo("PNG", seed=9))
    first, second = filer.papers()
    with filer.door(True) as (work, owner):
        service.destroy(work, filer.files, [find(work, owner, first.id)])
    with filer.organisation.work() as work, pytest.raises(Destroyed):
        work.vault.unseal(first.key_id, "x", first.title_sealed)
    assert (
        len(filer.on_disk()) == 2
    )  # a copy, and the original until somebody has seen that the copy is whole
    tenant, lost = filer.organisation.id, uuid.uuid4()
    for part in ("", "copy", "copy-0a1b2c3d.half"):  # as after a crash between file and row
        filer.files.write(tenant, lost, b"x", part)
    for days, gone in ((0, 0), (2, 3), (3, 0)):
        with filer.organisation.work(write=True, now=utc_now() + timedelta(days=days)) as work:
            assert forget_orphans(work, filer.files, tables_of_tenants()) == gone
    assert len(filer.on_disk()) == 2, "what a row knows stays"
    later = utc_now() + timedelta(days=31)
    with filer.organisation.work(write=True, now=later) as work:
        assert intake_jobs.tidy(work, filer.files) == 1
    with filer.organisation.work() as work:
        assert work.session.scalars(select(Paper.id)).all() == []
        with pytest.raises(Destroyed):
            work.vault.unseal(second.key_id, "x", second.title_sealed)
    assert filer.on_disk() == []


class Case:
    """A dossier with two people who handle it."""

    def __init__(self, organisation: Organisation) -> None:
        self.organisation = organisation
        self.kim = organisation.hire("Kim Bakvis", "secretary")
        self.filed = organisation.file_complaint()
        self.files = FileStore(root=organisation.installation.config.files)

    @contextmanager
    def work(self, *, write: bool = False) -> Iterator[Work]:
        with self.organisation.work(write=write, actor=self.organisation.as_staff(self.kim)) as work:
            yield work

    def add(self, content: bytes, name: str = "stuk", **described: Any) -> uuid.UUID:
        return add_paper(self.organisation, self.filed.dossier_id, content, name, **described)

    def paper(self, work: Work, paper_id: uuid.UUID) -> Paper:
        return work.session.get_one(Paper, (work.tenant_id, paper_id))

    def titles(self, side: Side = Side.INSIDE, dossier_id: uuid.UUID | None = None) -> list[str]:
        with self.work() as work:
            return [p.title for p in service.papers_for(work, dossier_id or self.filed.dossier_id, side)]

    def lines(self, dossier_id: uuid.UUID | None = None) -> list[str]:
        with self.work() as work:
            return [line.sentence for line in record.read(work, dossier_id or self.filed.dossier_id)]


@pytest.fixture
def case(lumens: Organisation) -> Case:
    return Case(lumens)


def test_every_document_gets_a_reading_copy_and_keeps_its_original(case: Case) -> None:
    """KR-057, KR-090: all documents and e-mails kept; read as text of our own, never as what the file holds."""
    outlook = outlook_message(
        subject="Uit Outlook", body="Beste Kim", sender="Noor", address="noor@x.example", attached=(("a.png", photo("PNG")),)
    )  # fmt: skip
    files = {
        "word": (
            word("Er is <b>gesproken</b>."),
            ["Verslag van het gesprek", "Er is <b>gesproken</b>.", "Afspraak | Voor vrijdag bellen"],
        ),
        "sheet": (sheet(), ["Sheet", "Datum | Wat", "2 maart | 12,5"]),
        "text": ("Hallo\r\n\r\nDag é".encode("cp1252"), ["Hallo", "Dag é"]),
        "outlook": (outlook, ['Van | "Noor" <noor@x.example>', "Onderwerp | Uit Outlook", "Beste Kim"]),
    }
    ids = {name: case.add(content, f"{name}.bin") for name, (content, _) in files.items()}
    with case.work() as work:
        for name, (content, lines) in files.items():
            paper = case.paper(work, ids[name])
            blocks = paper_blocks(work, case.files, paper)
            assert blocks is not None
            assert lines_of(blocks) == lines
            assert original_bytes(work, case.files, paper) == content
    assert case.titles() == ["word.bin", "sheet.bin", "text.bin", "Uit Outlook", "a.png"]


def test_what_came_with_a_mail_becomes_papers_of_their_own(case: Case) -> None:
    inner = mail(("diep.png", photo("PNG")), subject="Doorgestuurd")
    outer = mail(("../../brief.pdf", pdf()), ("virus.exe", b"MZ" + bytes(99)), ("door.eml", inner))
    with case.work() as work:
        known = work.session.scalars(select(Paper.id)).all()
        assert known == []
    paper_id, refused = add_mail(case, outer)
    assert [(name, why) for name, why in refused] == [("virus.exe", Refusal.UNKNOWN_KIND)]
    assert case.titles() == ["Over het gesprek", "brief.pdf", "Doorgestuurd", "diep.png"]
    with case.work() as work:
        blocks = paper_blocks(work, case.files, case.paper(work, paper_id))
        days = [
            case.paper(work, one).done_on
            for one in work.session.scalars(select(Paper.id).order_by(Paper.number))
        ]
    assert days == [date(2026, 3, 2), None, date(2026, 3, 2), None], "the day of a mail is taken over"
    assert blocks is not None
    assert "Beste Kim," in lines_of(blocks)
    assert "Datum | 2 maart 2026 om 10.00 uur" in lines_of(blocks)
    assert not any("script" in line for line in lines_of(blocks))


@pytest.mark.parametrize(
    ("header", "shown"),
    [
        ("Fri, 31 Jul 2026 23:30:00 -0000", "1 augustus 2026 om 01.30 uur"),
        ("gisteren", "gisteren"),
        ("Mon, 99", "Mon, 99"),
    ],
)
def test_when_a_mail_was_sent_is_said_in_dutch_or_as_it_stands(header: str, shown: str) -> None:
    read = mails.read_eml(f"From: a@x.example\r\nDate: {header}\r\n\r\nHallo\r\n".encode())
    assert ["Datum", shown] in read.blocks[0]["rows"]


def add_mail(case: Case, content: bytes) -> tuple[uuid.UUID, list[tuple[str, Refusal]]]:
    @contextmanager
    def door(write: bool) -> Iterator[tuple[Work, Belongs]]:
        with case.work(write=write) as work:
            yield work, Belongs(dossier_id=dossiers.find(work, case.filed.dossier_id, lock=write).id)

    return reception.add_paper(door, case.files, NO_SCANNER, OFFICE, Described(name="mail.eml"), content)


def test_an_encrypted_or_broken_document_is_kept_without_a_reading_copy(case: Case) -> None:
    locked = pdf(password="x")
    paper_id = case.add(locked, "op slot.pdf")
    with case.work() as work:
        paper = case.paper(work, paper_id)
        assert (paper.copy_kind, paper.copy_missing) == ("none", "password")
        assert original_bytes(work, case.files, paper) == locked
    for content, why in ((zip_bomb(), "bomb"), (picture_bomb(), "bomb"), (b"PK\x03\x04zip", "broken")):
        with pytest.raises(Refused, match=why):
            case.add(content)


def test_a_newer_version_takes_the_place_of_the_older_which_stays(case: Case) -> None:
    first = case.add(word("Er is gesproken."), "verslag.docx")
    second = case.add(word("Er is lang gesproken."), "verslag 2.docx", replaces_id=first)
    assert case.titles() == ["verslag 2.docx"]
    assert "Stuk 2 is toegevoegd als nieuwe versie van stuk 1." in case.lines()
    with pytest.raises(AlreadyReplaced) as late:  # a colleague was still looking at the first
        case.add(word("Anders."), replaces_id=first)
    assert late.value.number == 2
    with case.work() as work:
        texts = [
            lines_of(paper_blocks(work, case.files, case.paper(work, one)) or []) for one in (first, second)
        ]
    changed = [line.pieces for line in by_line(*texts) if line.kind == "changed"]
    assert changed == [(("same", "Er is "), ("new", "lang "), ("same", "gesproken. "))]


def test_two_people_at_once_do_not_overwrite_each_other(case: Case) -> None:
    paper_id = case.add(photo("PNG"))
    with case.work() as work:
        seen = case.paper(work, paper_id).version
    with case.work(write=True) as work:
        paper = case.paper(work, paper_id)
        acts.describe_paper(work, paper, seen, title="De balie", done_on=None, origin="other")
    with case.work(write=True) as work, pytest.raises(acts.ChangedMeanwhile):
        acts.change_side(work, case.paper(work, paper_id), seen, side=Side.INSIDE, reason="x")
    with case.work(write=True) as work:
        paper = case.paper(work, paper_id)
        acts.change_side(work, paper, paper.version, side=Side.INSIDE, reason="Er staat een adres op.")
    assert case.titles(Side.PARTIES) == []
    assert case.titles(Side.INSIDE) == ["De balie"]
    assert "Stuk 1 is nu alleen voor de behandelaars." in case.lines()


def test_a_misfiled_paper_moves_with_what_belongs_to_it_or_is_taken_out(case: Case) -> None:
    """Practice: misfiled papers are corrected with a reason, as new entries; nothing is wiped."""
    other = case.organisation.file_complaint(surname="Anders")
    hidden = case.organisation.file_complaint(surname="Verborgen")
    with case.organisation.work(write=True) as work:
        dossiers.bar_rows(work, hidden.dossier_id, [case.kim.account_id], "tied")
    paper_id, _ = add_mail(case, mail(("foto.png", photo("PNG"))))
    kept = case.add(photo("PNG"), "blijft.png")

    def move(number: str) -> None:
        with case.work(write=True) as work:
            paper = case.paper(work, paper_id)
            acts.move_paper(work, paper, paper.version, number=number, reason="Over Zqx, niet over Noor.")

    for number, why in (
        (hidden.number, NoSuchDossier),
        ("niets", NoSuchDossier),
        (case.filed.number, acts.SameDossier),
    ):
        with pytest.raises(why):
            move(number)
    move(other.number)
    assert case.titles() == ["blijft.png"]
    assert case.titles(dossier_id=other.dossier_id) == ["Over het gesprek", "foto.png"]
    assert "Stuk 1 hoort niet in dit dossier en is naar een ander dossier verplaatst." in case.lines()
    assert any("hierheen verplaatst" in line for line in case.lines(other.dossier_id))
    assert not any("Zqx" in line or other.number in line for line in case.lines())
    with case.work(write=True) as work:
        paper = case.paper(work, kept)
        acts.withdraw_paper(work, paper, paper.version, reason="Dubbel.")
    assert case.titles() == []
    with case.work() as work:
        paper = case.paper(work, kept)
        assert (paper.misfiled_reason, paper_bytes(work, case.files, paper) is not None) == ("Dubbel.", True)
        assert record_proof.verify_record(case.organisation.installation) == []


def test_a_scanner_finds_a_virus_at_once_or_later(case: Case) -> None:
    """Must 3: optional clamd; away is "niet gescand" and scanned later; found later is put away, on the record."""
    infected = b"Beste Kim,\n" + EICAR + b"\n"
    with clamd() as address:
        scanner = Scanner(clamd=settings.load({"WEDERHOOR_CLAMD": address}).clamd)
        assert scanner.scan(b"niets") is Scanned.CLEAN
        clean = case.add(photo("PNG"), scanner=scanner)
        with pytest.raises(Refused, match="infected"):
            case.add(infected, scanner=scanner)
    with clamd(away=True) as address:
        away = Scanner(clamd=settings.load({"WEDERHOOR_CLAMD": address}).clamd)
        later = case.add(infected, scanner=away)
        safe = case.add(b"Beste lezer", scanner=away)
        now = utc_now()

        def open_work() -> AbstractContextManager[Work]:
            return case.organisation.work(write=True, now=now)

        assert jobs.scan_waiting(open_work, case.files, away) == 0
        with case.work() as work:
            assert {case.paper(work, one).scanned for one in (later, safe)} == {"not_scanned"}
            assert jobs.next_scan(work) == now + timedelta(minutes=15)
    with clamd() as address:
        scanner = Scanner(clamd=settings.load({"WEDERHOOR_CLAMD": address}).clamd)
        assert jobs.scan_waiting(open_work, case.files, scanner) == 0  # not yet
        now += timedelta(minutes=15)
        assert jobs.scan_waiting(open_work, case.files, scanner) == 2
    with case.work() as work:
        states = {one: case.paper(work, one) for one in (clean, later, safe)}
        assert [states[one].scanned for one in (clean, later, safe)] == ["clean", "infected", "clean"]
        assert states[later].state == "refused"
        assert paper_blocks(work, case.files, states[later]) is None
        assert original_bytes(work, case.files, states[later]) is None
        assert jobs.next_scan(work) is None
    assert len(case.titles()) == 2
    assert "In stuk 2 is een virus gevonden. Niemand kan het nog openen." in case.lines()


@pytest.mark.parametrize(
    "wrong", ["clamd.sock", "unix:relative", "tcp:host", "tcp::3310", "tcp:host:0", "tcp:host:99999"]
)
def test_a_wrong_address_of_the_scanner_stops_the_start(wrong: str) -> None:
    with pytest.raises(settings.ConfigError, match="WEDERHOOR_CLAMD"):
        settings.load({"WEDERHOOR_CLAMD": wrong})


def test_a_fingerprint_tells_nothing_of_what_others_sent_and_no_evidence_vanishes_by_it(case: Case) -> None:
    """What the office or a fellow complainant sent is not known to who announces the same file."""
    content = photo("PNG")
    told = "d" + hashlib.sha256(content).hexdigest()
    case.add(content, "van-kantoor.png")
    mine, other = (Belongs(dossier_id=case.filed.dossier_id, sender=f"party:{name}") for name in "ab")

    def announce(owner: Belongs) -> Paper:
        with case.work(write=True) as work:
            return reception.start_paper(
                work, owner, AFTERWARDS, Described(name="foto.png"), size=len(content), fingerprint=told
            )

    first = announce(mine)
    assert (first.state, first.received_bytes) == (State.RECEIVING, 0), (
        "the office's own is not shown to be there"
    )
    assert announce(mine).id == first.id, "who was cut off goes on"
    assert announce(other).id != first.id, "another does not learn of it"
    with case.work(write=True) as work:
        case.paper(work, first.id).misfiled_at = work.now
    assert announce(mine).id != first.id, "what was taken out may be sent again"


def test_a_file_does_not_come_in_thousands_of_parts(case: Case) -> None:
    size = 1024 * 1024
    with case.work(write=True) as work:
        owner = Belongs(dossier_id=case.filed.dossier_id, sender="party:a")
        paper = reception.start_paper(
            work, owner, AFTERWARDS, Described(name="foto.png"), size=size, fingerprint="sx"
        )

    @contextmanager
    def door(write: bool) -> Iterator[tuple[Work, Belongs]]:
        with case.work(write=write) as inside:
            yield inside, owner

    with pytest.raises(Refused):
        reception.receive_part(door, case.files, paper.id, 0, bytes(100))
    assert reception.receive_part(door, case.files, paper.id, 0, bytes(6_000)) == (6_000, False)
