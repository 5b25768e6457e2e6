"""Mail says that there is something and where to read it, and nothing else: one subject, a link that works, no word of a case."""

import re
from datetime import date, timedelta
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlsplit

import html5lib
import pytest
from flask import Flask
from tests.support import clock
from tests.support.mail import FakeMail, page_of, plain
from tests.support.world import Organisation, on

from wederhoor import config as settings
from wederhoor import scheduler
from wederhoor.cases import own_details
from wederhoor.cases.naming import confirm_accused
from wederhoor.conduct import service as conduct
from wederhoor.correspondence import code_letters
from wederhoor.declarations import telling as declared
from wederhoor.desk import together
from wederhoor.dossiers import service as dossiers
from wederhoor.messages import service as messages
from wederhoor.messages.second_step import ask_code
from wederhoor.notices import words
from wederhoor.notices.mail import message
from wederhoor.people import away, succeeding, waiting
from wederhoor.people import telling as account
from wederhoor.people.service import ROLES, staff_with_role
from wederhoor.work import utc_now

MONDAY = date(2026, 3, 2)
starts = clock.starts_at(on(MONDAY, 8))
TELLS = re.compile(
    r"klacht|klager|klaagt|aangeklaagd|beschuldig|secretaris|commissie|vertrouwens|misstand|melding|bezwaar|besluit|dossier",
    re.IGNORECASE,
)
"""What would tell whoever sees the mail what it is about."""
SITE = "https://post.voorbeeld.nl/lumens"


def made(text: str, door: str = words.CODE_DOOR) -> EmailMessage:
    return message(
        sender="post@voorbeeld.nl",
        sender_name="Lumens",
        recipient="a@b.example",
        text=text,
        message_id="<1@wederhoor>",
        at=utc_now(),
        site=SITE,
        door=door,
    )


FRAMES = {
    "reader": (words.to_reader("Lumens"), words.CODE_DOOR, f"{SITE}/bericht"),
    "named": (words.to_named("Lumens"), words.LETTER_DOOR, f"{SITE}/brief"),
    "own details": (own_details.TOLD.replace("NAME", "Lumens"), words.CODE_DOOR, f"{SITE}/bericht"),
    "colleague": (words.to_colleague("Lumens"), words.SIGN_IN, "https://post.voorbeeld.nl/aanmelden"),
}


@pytest.mark.parametrize("name", FRAMES)
def test_every_mail_has_one_subject_a_sender_a_list_a_link_and_both_parts_say_the_same(name: str) -> None:
    text, door, link = FRAMES[name]
    mail = made(text, door)
    assert mail["Subject"] == words.SUBJECT == "Er staat een bericht klaar"
    assert str(mail["From"]) == "Lumens <post@voorbeeld.nl>"
    assert mail["List-Id"] == "<lumens.post.voorbeeld.nl>"
    assert (mail["Message-ID"], mail["Content-Language"]) == ("<1@wederhoor>", "nl")
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert link in plain(mail) and f'<a href="{link}">{link}</a>' in page_of(mail)
    for part in (plain(mail), page_of(mail)):
        assert not TELLS.search(part), TELLS.search(part)
        assert words.LINK not in part
    shown = re.sub(r"<title>.*?</title>", "", page_of(mail))
    assert re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", shown)).split() == plain(mail).split()


@pytest.mark.parametrize("name", FRAMES)
def test_the_page_in_a_mail_is_modest(name: str) -> None:
    """No image, nothing from elsewhere, nothing that tells that it was read; and it is a page."""
    text, door, link = FRAMES[name]
    page = page_of(made(text, door))
    parsed = html5lib.HTMLParser(strict=True).parse(page)
    tags = {element.tag.rpartition("}")[2] for element in parsed.iter() if isinstance(element.tag, str)}
    assert tags <= {"html", "head", "meta", "title", "body", "p", "br", "a"}
    assert re.findall(r'(?:href|src)="([^"]+)"', page) == [link]
    assert "url(" not in page and "@import" not in page


def test_every_mail_of_a_case_is_neutral_and_its_link_opens_a_door(
    lumens: Organisation, app: Flask, mail: FakeMail
) -> None:
    """Receipt, a message, a code, the accused, the members, reminders: as they really leave."""
    secretary = lumens.hire("Kim Bakvis", "secretary")
    accused = lumens.hire("Piet Verzonnen", "employee")
    lumens.hire("Els Voorzitter", "committee_chair")
    filed = lumens.file_complaint(now=on(MONDAY, 9))
    with lumens.work(write=True, actor=lumens.as_staff(secretary), now=on(MONDAY, 10)) as work:
        dossier = dossiers.find(work, filed.dossier_id)
        party = dossiers.complainants_of(work, dossier.id)[0]
        messages.write_to_party(work, dossier, party, "Wij willen u iets vragen over de klacht.")
        ask_code(work, dossier, party)
        code_letters.send_code(work, dossier, party)
        people = {one.account_id: one for one in staff_with_role(work, ROLES)}
        confirm_accused(work, dossier, accused=people[accused.account_id], supervisor=None)
    for day in (0, 1, 20, 40):
        scheduler.sweep(lumens.installation, mail, now=lambda day=day: on(MONDAY + timedelta(days=day), 15))
    assert len(mail.messages) >= 5
    client = app.test_client()
    for one in mail.messages:
        assert one["Subject"] == words.SUBJECT
        for part in (plain(one), page_of(one)):
            found = TELLS.search(part)
            assert not found, (found, part)
            assert filed.number not in part
        links = re.findall(r"https?://\S+", plain(one))
        assert links
        answer = client.get(urlsplit(links[0]).path)
        assert answer.status_code in (200, 303), links
        assert "code" in plain(one) or "/aanmelden" in links[0]


MAKES_MAIL = [
    "cases/naming.py",
    "cases/own_details.py",
    "cases/reversing.py",
    "cases/transfer.py",
    "conduct/service.py",
    "correspondence/again.py",
    "correspondence/code_letters.py",
    "correspondence/first_news.py",
    "correspondence/letters.py",
    "correspondence/telling.py",
    "deadlines/reminders.py",
    "declarations/telling.py",
    "desk/together.py",
    "intake/jobs.py",
    "messages/second_step.py",
    "messages/service.py",
    "notices/colleagues.py",
    "people/away.py",
    "people/leaving.py",
    "people/mailing_links.py",
    "people/succeeding.py",
    "people/telling.py",
    "people/waiting.py",
    "strongboxes/telling.py",
]
"""Every place that makes mail; the last word of each is tried here or in the journey above."""
SAID = {
    "together": [together.TOLD],
    "conduct": [conduct.TOLD],
    "declarations": list(declared.TEXTS.values()),
    "away": [away.TOLD],
    "succeeding": [succeeding.CHANGED, succeeding.GIVEN],
    "waiting": [waiting.TOLD, waiting.GIVEN],
    "account": list(account.TOLD.values()),
}


def test_no_other_place_makes_mail() -> None:
    """Who adds one adds what it says to this test."""
    root = Path(words.__file__).parents[1]
    found = {
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        if re.search(r"(?<!class )\b(?:Notice|to_colleague)\(", path.read_text(encoding="utf-8"))
    }
    assert sorted(found - {"notices/words.py"}) == sorted(MAKES_MAIL)


@pytest.mark.parametrize("place", SAID)
def test_no_sentence_to_a_colleague_tells_what_it_is_about(place: str) -> None:
    for told in SAID[place]:
        mail = made(words.to_colleague("Lumens", told.format(name="Lumens")), words.SIGN_IN)
        for part in (plain(mail), page_of(mail)):
            assert not TELLS.search(part), (TELLS.search(part), told)


def test_a_child_alone_is_mailed_as_one_writes_to_a_child(lumens: Organisation, mail: FakeMail) -> None:
    lumens.file_complaint(now=on(MONDAY, 9), complainant_kind="youth", alone="yes")
    scheduler.sweep(lumens.installation, mail, now=lambda: on(MONDAY, 15))
    said = plain(mail.messages[0])
    assert "Er staat een bericht voor jou klaar" in said and "met je code" in said
    assert not re.search(r"\b[Uu]w?\b", said)


def test_the_address_of_visitors_is_the_configured_one_or_this_machine(tmp_path: object) -> None:
    base = {"WEDERHOOR_VAR": str(tmp_path)}
    assert settings.load(base).address == "http://127.0.0.1:8000"
    assert (
        settings.load({**base, "WEDERHOOR_PUBLIC_URL": "https://post.voorbeeld.nl/"}).address
        == "https://post.voorbeeld.nl"
    )
