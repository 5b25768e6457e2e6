"""Letters that wait for a look, that leave by hand, that come back; and as Word (KR-088, KR-152)."""

import io
import re
import uuid
from datetime import date, timedelta
from typing import Any

import docx
import pikepdf
import pytest
from docx.oxml.ns import qn
from sqlalchemy import select
from tests.support import clock
from tests.support.mail import FakeMail
from tests.support.papers import pdf_text
from tests.support.world import COMPLETE, Filed, Organisation, on

from wederhoor import scheduler
from wederhoor.cases.correcting import correct_party
from wederhoor.complaints.admissibility import Judgement, judge_admissibility
from wederhoor.correspondence import leaving, looks
from wederhoor.correspondence.duties import notice_came_back, notice_left
from wederhoor.correspondence.leaving import DayImpossible, Proof, Way
from wederhoor.correspondence.letters import HELP
from wederhoor.correspondence.word import markdown_of, to_docx
from wederhoor.deadlines.case import case_of
from wederhoor.deadlines.service import clocks_shown
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.parties import to_heed
from wederhoor.notices.letters import letters_shown, pdf_of
from wederhoor.notices.pdf import to_html, to_pdf
from wederhoor.notices.service import NoticeGone, State
from wederhoor.notices.tables import Letter, OutboxRow
from wederhoor.papers.word import read_docx
from wederhoor.record import service as record
from wederhoor.rules.letters import added_to, lost_from
from wederhoor.vault.files import FileStore
from wederhoor.work import Work

MONDAY = date(2026, 3, 2)
TUESDAY = date(2026, 3, 3)
starts = clock.starts_at(on(MONDAY, 8))
GROUND = "older_than_a_year"


def declined(lumens: Organisation, **values: str) -> Filed:
    """A complaint that is not taken up: its letter is after a look, and meets the notice of KR-087."""
    kim = lumens.hire("Kim Bakvis", "secretary")
    filed = lumens.file_complaint(now=on(MONDAY), **values)
    with lumens.work(write=True, actor=lumens.as_staff(kim), now=on(MONDAY, 14)) as work:
        judgement = Judgement(
            admissible=False, ground=GROUND, reason="Het is **te** lang geleden.", done_on=MONDAY
        )
        judge_admissibility(work, dossiers.find(work, filed.dossier_id), judgement)
    return filed


def letter_of(work: Work, filed: Filed, code: str = "inadmissible") -> Letter:
    return work.session.scalars(
        select(Letter).where(Letter.matter_id == filed.dossier_id, Letter.code == code)
    ).one()


def row_of(work: Work, filed: Filed, code: str = "inadmissible") -> OutboxRow:
    return work.session.scalars(
        select(OutboxRow).where(OutboxRow.matter_id == filed.dossier_id, OutboxRow.letter == code)
    ).one()


def state_of(work: Work, filed: Filed, clock: str) -> str:
    return {row.code: row.state for row in clocks_shown(work, filed.dossier_id)}[clock]


def shown(work: Work, letter: Letter) -> list[uuid.UUID]:
    return [row.id for row in letters_shown(work, letter.matter_id, letter.addressee)]


def to_complainant(mail: FakeMail) -> list[Any]:
    return [message for message in mail.messages if message["To"] == COMPLETE["email"]]


def test_a_letter_after_a_look_waits_is_changed_sent_and_then_never_changes(
    lumens: Organisation, mail: FakeMail
) -> None:
    """KR-087: not taking it up is told by the letter; until it leaves the duty is open, and the complainant reads nothing."""
    filed = declined(lumens)
    scheduler.sweep(lumens.installation, mail, now=lambda: on(MONDAY, 15))
    sent_before = len(to_complainant(mail))
    with lumens.work(write=True, now=on(MONDAY, 16)) as work:
        letter = letter_of(work, filed)
        assert (row_of(work, filed).state, letter.issued_at, letter.pdf_made_at) == ("to_look", None, None)
        assert letter.id not in shown(work, letter)
        assert state_of(work, filed, "inadmissibility_notice") == "running"
        assert "te lang geleden" not in letter.body  # what was typed is escaped: **te** shows as it was typed
        changed = letter.body.replace("We nemen uw klacht niet", "Wij nemen uw klacht helaas niet")
        assert looks.change_draft(work, letter, changed, origin=looks.TYPED, seen=1) == 2
        assert looks.change_draft(work, letter, changed, origin=looks.TYPED, seen=2) == 2  # nothing new
        with pytest.raises(looks.DraftChanged) as other:
            looks.change_draft(work, letter, "Iets anders", origin=looks.TYPED, seen=1)
        assert "helaas" in other.value.newest.body
        with pytest.raises(looks.DraftChanged):
            looks.send_draft(work, letter, seen=1)
    with lumens.work(write=True, now=on(TUESDAY, 9)) as work:
        assert "Datum: 2 maart 2026" in letter_of(work, filed).body
        letter = looks.find_draft(work, filed.dossier_id, letter_of(work, filed).id, lock=True)
        assert [v.origin for v in looks.versions_of(work, letter)] == ["made", "typed"]
        looks.send_draft(work, letter, seen=2)
        assert "Datum: 3 maart 2026" in letter.body, "a letter carries the day it leaves"
    scheduler.sweep(lumens.installation, mail, now=lambda: on(TUESDAY, 10))
    assert len(to_complainant(mail)) == sent_before + 1  # the office is reminded besides
    with lumens.work(write=True, now=on(TUESDAY, 11)) as work:
        letter = letter_of(work, filed)
        assert "helaas" in letter.body
        made = pdf_of(work, FileStore(root=lumens.installation.config.files), letter)
        assert made and filed.number in pdf_text(made), "KR-152: on every page"
        assert letter.id in shown(work, letter)
        assert state_of(work, filed, "inadmissibility_notice") == "met"
        with pytest.raises(NoticeGone):
            looks.find_draft(work, filed.dossier_id, letter.id)
        lines = record.read(work, filed.dossier_id)
        assert {"letter_changed", "notice_released", "notice_sent"} <= {line.event for line in lines}
        sent = [line.sentence for line in lines if line.event == "notice_sent"]
        assert "Het bericht 'Klacht niet in behandeling' is verzonden (e-mail)." in sent, (
            "its title, not a code"
        )


def test_a_letter_that_was_put_aside_leaves_its_duty_open_until_it_is_told_otherwise(
    lumens: Organisation, mail: FakeMail
) -> None:
    """Who is owed an answer stays owed it; handed over with who, to whom and when meets the duty."""
    filed = declined(lumens)
    with lumens.work(write=True, now=on(MONDAY, 16)) as work:
        letter = letter_of(work, filed)
        with pytest.raises(looks.ReasonMissing):
            looks.discard_draft(work, letter, " ")
        looks.discard_draft(work, letter, "Ik vertel het haar zelf.")
    scheduler.sweep(lumens.installation, mail, now=lambda: on(MONDAY, 17))
    tuesday = MONDAY + timedelta(days=1)
    with lumens.work(write=True, now=on(tuesday)) as work:
        row = row_of(work, filed)
        assert row.state == State.DISCARDED
        assert state_of(work, filed, "inadmissibility_notice") == "running"
        with pytest.raises(DayImpossible):
            leaving.mark_delivered(
                work, row.id, Proof(way=Way.HANDED, on=tuesday + timedelta(days=1), by="Kim")
            )
        proof = Proof(way=Way.HANDED, on=tuesday, by="Kim Bakvis", to="Anna Voorbeeld")
        leaving.mark_delivered(work, row.id, proof)
        notice_left(work, filed.dossier_id, row.meets or "", tuesday)
        assert row.proof["to"] == "Anna Voorbeeld"
        assert state_of(work, filed, "inadmissibility_notice") == "met"
        with pytest.raises(NoticeGone):
            leaving.mark_delivered(work, row.id, proof)


def test_post_counts_from_its_day_and_coming_back_opens_the_duty_again(lumens: Organisation) -> None:
    """Posted not before the letter was written nor in the future; returned post is in the tray again with its due date."""
    filed = lumens.file_complaint(now=on(MONDAY), email="", contact_channel="post")
    friday = MONDAY + timedelta(days=4)
    with lumens.work(write=True, now=on(friday)) as work:
        row = row_of(work, filed, "confirmation")
        due = {c.code: c.due_on for c in clocks_shown(work, filed.dossier_id)}
        for day in (MONDAY - timedelta(days=1), friday + timedelta(days=1)):
            with pytest.raises(DayImpossible):
                leaving.mark_posted(work, row.id, day, "Kim")
        leaving.mark_posted(work, row.id, MONDAY, "Kim Bakvis")
        notice_left(work, filed.dossier_id, row.meets or "", MONDAY)
        assert state_of(work, filed, "confirmation_direct") == "met"
        leaving.mark_returned(work, row.id, friday, "verhuisd")
        notice_came_back(work, filed.dossier_id, row.meets or "")
        assert (row.state, row.returned_on) == ("to_post", friday)
        assert state_of(work, filed, "confirmation_direct") == "running"
        assert {c.code: c.due_on for c in clocks_shown(work, filed.dossier_id)} == due
        with pytest.raises(DayImpossible):
            leaving.mark_posted(work, row.id, MONDAY, "Kim")  # it came back after that
        leaving.mark_posted(work, row.id, friday, "Kim")
        assert "notice_post_returned" in [line.event for line in record.read(work, filed.dossier_id)]


def test_a_letter_as_word_says_what_it_says_and_comes_back_as_text(lumens: Organisation) -> None:
    """What a person typed is text in Word too; headings, lists, language, sender and number on each page are there (KR-152)."""
    markdown = "Nummer: 7\n\n## Wat er nu gebeurt\n\n- rapport\\_1\n- besluit\n\nDit is **vet** \\*niet vet\\*, {=WEBSERVICE()}.\n"
    content = to_docx(title="Bevestiging", sender="Lumens", number="0007-20260302-JAN-kb", markdown=markdown)
    opened = docx.Document(io.BytesIO(content))
    assert opened.core_properties.language == "nl-NL"
    assert opened.styles["Normal"].font.size.pt == 12
    head = "".join(p.text for p in opened.sections[0].header.paragraphs)
    assert "Lumens" in head
    assert "0007-20260302-JAN-kb" in head
    styles = [p.style.name for p in opened.paragraphs if p.style]
    assert styles.count("List Bullet") == 2
    assert [run.text for p in opened.paragraphs for run in p.runs if run.bold] == ["vet"]
    assert "*niet vet*" in opened.paragraphs[-1].text
    blocks = read_docx(content)
    back = markdown_of(blocks, "Bevestiging")
    assert back == (
        "Nummer: 7\n\n## Wat er nu gebeurt\n\n- rapport\\_1\n- besluit\n\nDit is vet \\*niet vet\\*, \\{=WEBSERVICE()\\}.\n"
    )


def test_a_paragraph_in_english_is_marked_as_english_on_the_page_in_pdf_and_in_word() -> None:
    """A voice that reads aloud reads it in English (WCAG 3.1.2); also after the letter went through Word."""
    markdown = f"Beste Anna,\n\nTekst.{HELP['en'].format(phone='')}"
    content = to_docx(title="Bevestiging", sender="Lumens", number="7", markdown=markdown)
    read = read_docx(content)
    for letter in (markdown, markdown_of(read, "Bevestiging")):
        assert re.findall(r'<p( lang="en")?>(\w+)', to_html(letter)) == [
            ("", "Beste"),
            ("", "Tekst"),
            (' lang="en"', "In"),
        ]
    spoken = [
        (run.text[:10], [one.get(qn("w:val")) for one in run._r.iter(qn("w:lang"))])
        for paragraph in docx.Document(io.BytesIO(content)).paragraphs
        for run in paragraph.runs
    ]
    assert spoken[-2:] == [("Tekst.", []), ("In English", ["en-GB"])]
    with pikepdf.open(io.BytesIO(to_pdf(title="x", sender="Lumens", markdown=markdown))) as pdf:
        assert str(pdf.Root.Lang) == "nl"
        named = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/S" in one]
        assert [str(one.Lang) for one in named if "/Lang" in one] == ["en"]


def test_who_asked_for_large_print_gets_it_and_whoever_writes_or_calls_reads_what_to_mind(
    lumens: Organisation,
) -> None:
    """Needs are told once and follow every letter and appointment."""
    told = {
        "large_print": "y",
        "interpreter": "Arabisch",
        "no_voicemail": "y",
        "instructions": "Bel ’s ochtends.",
    }
    sizes = {}
    for name, needs in (("large", told), ("normal", {})):
        filed = lumens.file_complaint(now=on(MONDAY), **needs)
        scheduler.sweep(lumens.installation, FakeMail(), now=lambda: on(MONDAY, 13))
        with lumens.work() as work:
            letter = letter_of(work, filed, "confirmation")
            made = pdf_of(work, FileStore(root=lumens.installation.config.files), letter)
            with pikepdf.open(io.BytesIO(made or b"")) as opened:
                content = opened.pages[0].Contents.read_bytes()
                sizes[name] = {float(size) for size in re.findall(rb"/\w+ ([\d.]+) Tf", content)}
            heed = to_heed(dossiers.complainants_of(work, filed.dossier_id))
            assert bool(heed) is (name == "large")
            if heed:
                assert (
                    heed[0]["text"]
                    == "Bel ’s ochtends. Spreek geen voicemail in. Tolk: Arabisch. Grote letters."
                )
    assert 18 in sizes["large"] and 12 not in sizes["large"] and 12 in sizes["normal"]


def test_what_a_changed_letter_says_more_is_told_sentence_by_sentence() -> None:
    letter = "Beste lezer,\n\n**Eerst** dit. Dan\ndat.\n\n- een punt\n"
    assert added_to(letter, "Beste lezer,\n\nEerst dit. Dan dat.\n\n- een punt\n") == ()
    assert added_to(letter, "Beste lezer,\n\nEerst dit. Klopt dit wel? Dan dat.\n\n- nog een\n") == (
        "Klopt dit wel?",
        "nog een",
    )


def test_a_changed_letter_that_lost_its_number_or_a_date_is_noticed() -> None:
    """KR-152: all correspondence carries the number; a date that went may be one somebody counts on."""
    letter = "Registernummer: 0007\\-20260302\n\nRapport: 6 april 2026, besluit: 20 april 2026"
    assert lost_from(letter, letter, "0007-20260302") == ()
    assert lost_from(letter, "Rapport: 6 april\n2026", "0007-20260302") == (
        "het nummer 0007-20260302",
        "de datum 20 april 2026",
    )


def test_a_corrected_address_stands_behind_the_window_of_what_is_still_to_be_posted(
    lumens: Organisation, mail: FakeMail
) -> None:
    """A letter that waits in the tray is set anew; a person who moved gets it, and not who lives there now."""
    kim = lumens.hire("Kim Bakvis", "secretary")
    filed = lumens.file_complaint(now=on(MONDAY), email="", contact_channel="post")
    files = FileStore(root=lumens.installation.config.files)

    def printed() -> str:
        with lumens.work() as work:
            return "".join(
                pdf_text(pdf_of(work, files, letter_of(work, filed, "confirmation")) or b"").split()
            )

    scheduler.sweep(lumens.installation, mail, now=lambda: on(MONDAY, 15))
    assert "Verzinstraat1" in printed()
    with lumens.work(write=True, actor=lumens.as_staff(kim), now=on(TUESDAY, 9)) as work:
        case = case_of(work, dossiers.find(work, filed.dossier_id))
        party = dossiers.complainants_of(work, filed.dossier_id)[0]
        correct_party(case, party_id=party.id, values={"street": "Nieuwstraat 9"}, reason="Verhuisd.")
    scheduler.sweep(lumens.installation, mail, now=lambda: on(TUESDAY, 10))
    assert "Nieuwstraat9" in printed() and "Verzinstraat1" not in printed()
