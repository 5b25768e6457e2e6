"""Whatever is sent: a Dutch sentence at the place, nothing typed is lost, nothing is half stored."""

import base64
import multiprocessing
import shutil
import uuid
from datetime import timedelta
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from flask import Flask
from sqlalchemy import select
from tests.support.mail import FakeMail
from tests.support.postgres import Postgres
from tests.support.visitor import Page, Visitor, visitor_of
from tests.support.world import COMPLETE, DATABASES, PASSWORD, Organisation, with_settings

from wederhoor import scheduler
from wederhoor.app import create_app
from wederhoor.dossiers.tables import Dossier
from wederhoor.intake.drafts import find_draft
from wederhoor.intake.questions import QUESTIONS
from wederhoor.intake.tables import Draft
from wederhoor.notices.tables import OutboxRow
from wederhoor.people.tables import Attempt
from wederhoor.vault import files
from wederhoor.vault.codes import grouped, new_code
from wederhoor.web.crowd import Crowd
from wederhoor.work import Installation, utc_now

EARLIER = timedelta(minutes=5)
TEXTS = (
    *(
        "accused_name",
        "description",
        "objection",
        "steps_taken",
        "given_name",
        "surname",
        "organisation_name",
    ),
    *(
        "street",
        "postal_code",
        "town",
        "email",
        "phone",
        "safe_address",
        "instructions",
        "interpreter",
        "help",
    ),
)
PLACES = {name: question.name for question in QUESTIONS for name in question.fields} | {
    "safe_address": "letten",
    "youth_help": "over-wie",
}
LENGTHS = {
    **dict.fromkeys(("description", "objection", "steps_taken", "instructions"), 20_000),
    "postal_code": 20,
    "phone": 30,
}
FIELDS = [(PLACES[name], name) for name in TEXTS]
CHOICES = [
    (PLACES[name], name)
    for name in (
        *("filed_as", "about_kind", "category", "youth_help", "contact_channel", "complainant_kind"),
    )
]
DATES = {
    ("31", "2", "2026"): "bestaat niet",
    ("0", "0", "0"): "bestaat niet",
    ("x", "1", "2026"): "in cijfers",
    ("²", "1", "2026"): "in cijfers",
    ("1", "", "2026"): "in cijfers",
    ("1", "1", "9" * 5000): "in cijfers",
    ("1", "1", "26"): "vier cijfers",
    ("1", "1", "9999"): "in de toekomst",
}


class Filling(NamedTuple):
    """Someone who is filling in, and the draft behind it."""

    visitor: Visitor
    code: str
    organisation: Organisation

    def open(self, name: str) -> Page:
        return self.visitor.get(f"/lumens/klacht-indienen/vraag/{name}")

    def kept(self) -> dict[str, Any]:
        with self.organisation.work() as work:
            return dict(find_draft(work, self.code).body)


@pytest.fixture
def filling(app: Flask, lumens: Organisation) -> Filling:
    more = {"complainant_kind": "relative", "organisation_name": "De Brug", "heed": "yes"}
    code = lumens.start_draft(now=utc_now() - EARLIER, **{**COMPLETE, **more})
    visitor = visitor_of(app.test_client())
    visitor.submit(visitor.get("/lumens/mijn-klacht"), code=grouped(code))
    return Filling(visitor, code, lumens)


def test_what_is_too_long_is_said_at_the_field_and_kept_on_the_page(filling: Filling) -> None:
    before = filling.kept()
    for place, name in FIELDS:
        typed = "é<b>" * (LENGTHS.get(name, 200) // 4 + 1)
        answer = filling.visitor.submit(filling.open(place), **{name: typed})
        assert answer.status == 422, name
        assert f'id="{name}-fout"' in answer.text
        assert "hoogstens" in answer.text
        assert escape(typed) in answer.text, "what was typed is still there"
        assert typed not in answer.text
    assert filling.kept() == before


def test_what_cannot_be_read_is_left_out(filling: Filling) -> None:
    for place, name in FIELDS:
        if name in ("email", "phone", "postal_code"):
            continue
        sent = filling.visitor.submit(
            filling.open(place), **{name: "a\x00b\x07c\x7fd\x9be\u202ef\u2066g \u05d0\u200f"}
        )
        assert sent.status == 200
        assert filling.kept()[name] == "abcdefg \u05d0\u200f"


def test_script_is_text_everywhere(filling: Filling, app: Flask, lumens: Organisation) -> None:
    script = "<script>alert(1)</script>{{ 7919*7927 }}"
    for place, name in FIELDS:
        if name not in ("email", "phone", "postal_code"):
            filling.visitor.submit(filling.open(place), **{name: script})
    check = filling.visitor.get("/lumens/klacht-indienen/controle")
    receipt = filling.visitor.submit(check, sign="now", signed_name=script, statement="y")
    assert receipt.url.endswith("/ontvangst")
    kim = lumens.hire("Kim Bakvis", "secretary")
    staff = visitor_of(app.test_client())
    staff.sign_in(kim.email, PASSWORD)
    with lumens.work() as work:
        matter = work.session.scalars(select(Dossier.id)).one()
    shown = [check, receipt, filling.visitor.get("/lumens/mijn-klacht")]
    shown += [staff.get(f"/lumens/kantoor/dossiers/{matter}"), staff.get("/lumens/kantoor/register")]
    for page in shown:
        assert page.status == 200
        assert "<script>alert" not in page.text
        assert str(7919 * 7927) not in page.text  # nothing typed is run as a template
    assert "&lt;script&gt;" in shown[3].text


def test_a_choice_nobody_offered_is_refused(filling: Filling) -> None:
    before = filling.kept()
    for place, name in CHOICES:
        for value in ("iets anders", "\x00", "employee' OR 1=1 --", "x" * 10_000):
            answer = filling.visitor.submit(filling.open(place), **{name: value})
            if value == "\x00":  # nothing is left of it
                continue
            assert answer.status == 422
            assert "Kies een van de mogelijkheden." in answer.text
    assert {**filling.kept(), **dict.fromkeys(n for _, n in CHOICES)} == {
        **before,
        **dict.fromkeys(n for _, n in CHOICES),
    }


def test_a_date_that_is_none_says_why_and_stays_in_its_boxes(filling: Filling) -> None:
    for typed, told in DATES.items():
        answer = filling.visitor.submit(filling.open("wat-is-er-gebeurd"), event_on=list(typed))
        assert answer.status == 422, typed
        assert told in answer.text
        assert all(f'value="{escape(box)}"' in answer.text for box in typed if box)
    assert filling.kept()["event_on"] == ""


UNUSABLE: list[tuple[dict[str, Any], str]] = [
    ({"email": "geen adres"}, "naam@voorbeeld.nl"),
    ({"email": "a@b@c.nl"}, "naam@voorbeeld.nl"),
    ({"email": "a\r\nBcc: x@y.nl"}, "naam@voorbeeld.nl"),
    ({"phone": "bel mij"}, "06 12 34 56 78"),
    ({"phone": "1234567"}, "06 12 34 56 78"),
    ({"postal_code": "1234 A"}, "1234 AB"),
    ({"postal_code": "0123 AB"}, "1234 AB"),
    ({"contact_channel": "email", "email": ""}, "e-mailadres in"),
    ({"contact_channel": "phone", "phone": ""}, "telefoonnummer in"),
]


def test_what_cannot_be_right_is_said_at_the_field(filling: Filling) -> None:
    before = filling.kept()
    for values, told in UNUSABLE:
        answer = filling.visitor.submit(filling.open(PLACES[next(iter(values))]), **values)
        assert answer.status == 422, values
        assert told in answer.text
    assert filling.kept() == before


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"sign": "now", "signed_name": "", "statement": "y"}, "Typ uw naam"),
    ({"sign": "now", "signed_name": "Anna", "statement": None}, "vinkje bij de verklaring"),
    ({"sign": "misschien"}, "nu of later"),
    ({"sign": "now", "signed_name": "x" * 201, "statement": "y"}, "hoogstens 200"),
    ({"sign": "later", "website": "http://spam.example"}, "veld dat leeg moet blijven"),
    ({"sign": "now", "signed_name": "null", "statement": "y"}, "geen naam"),
]


def test_sending_that_cannot_be_is_refused_and_the_draft_stays(filling: Filling) -> None:
    for values, told in REFUSED:
        answer = filling.visitor.submit(filling.visitor.get("/lumens/klacht-indienen/controle"), **values)
        assert answer.status == 422, values
        assert told in answer.text
    assert filling.kept()["surname"] == COMPLETE["surname"]


def test_who_fills_in_everything_within_three_seconds_is_asked_to_wait(
    app: Flask, lumens: Organisation
) -> None:
    code = lumens.start_draft(**COMPLETE)
    visitor = visitor_of(app.test_client())
    check = visitor.submit(visitor.get("/lumens/mijn-klacht"), code=code)
    assert visitor.submit(check, sign="later").status == 422
    with lumens.work() as work:
        assert work.session.scalars(select(Dossier.id)).all() == []


def _other_end(code: str) -> str:
    return code[:-1] + ("2" if code[-1] != "2" else "3")


CODES = {
    "": "Vul uw code in",
    "  - ": "Vul uw code in",
    "K7QMXR": "heeft 18 tekens",
    "O" * 18: "komt in geen enkele code voor",
    "\x00": "Vul uw code in",
    "<script>": "komt in geen enkele code voor",
    "2" * 81: "hoogstens 80",
    _other_end(new_code()): "klopt niet helemaal",
    new_code(): "geen klacht bekend",
}


def test_a_code_that_is_none_says_what_is_wrong_with_it(app: Flask, lumens: Organisation) -> None:
    visitor = visitor_of(app.test_client())
    for typed, told in CODES.items():
        answer = visitor.submit(visitor.get("/lumens/mijn-klacht"), code=typed)
        assert answer.status == 422, typed
        assert told in answer.text


def test_codes_can_be_tried_ten_times_in_a_quarter_of_an_hour(app: Flask, lumens: Organisation) -> None:
    visitor, other = visitor_of(app.test_client()), visitor_of(app.test_client(), REMOTE_ADDR="198.51.100.9")
    page = visitor.get("/lumens/mijn-klacht")
    assert [visitor.submit(page, code=new_code()).status for _ in range(11)] == [422] * 10 + [429]
    assert other.submit(other.get("/lumens/mijn-klacht"), code=new_code()).status == 422


def test_web_processes_count_together_what_only_memory_may_know() -> None:
    """A process that parted later counts with the others; another address, and the next hour, begin at nothing."""
    counted, now = Crowd(limit=3), utc_now()
    for _ in range(2):
        child = multiprocessing.get_context("fork").Process(target=counted.admits, args=("hier", now))
        child.start()
        child.join()
    assert [counted.admits("hier", now) for _ in range(2)] == [True, False]
    assert counted.admits("daar", now)
    assert counted.admits("hier", now + timedelta(hours=1, seconds=1))


def test_codes_behind_a_wall_are_counted_as_well_and_nothing_is_kept_of_it(
    app: Flask, lumens: Organisation
) -> None:
    """A report and a talk with a confidant share ten tries; the database does not know that anybody came by."""
    visitor, other = visitor_of(app.test_client()), visitor_of(app.test_client(), REMOTE_ADDR="198.51.100.9")
    doors = ("/lumens/misstand-melden/mijn-melding", "/lumens/vertrouwenspersoon/mijn-bericht")
    tried = [visitor.submit(visitor.get(doors[n % 2]), code=new_code()).status for n in range(12)]
    assert tried == [422] * 10 + [429] * 2
    assert all(other.submit(other.get(door), code=new_code()).status == 422 for door in doors)
    with lumens.work() as work:
        assert work.session.scalars(select(Attempt.id)).all() == []


def _cursor(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode()


ADDRESSES = [
    *(f"/lumens/kantoor/register?na={c}" for c in ("x", "%00", "%C3%A9", "====", _cursor("|"), "A" * 3000)),
    "/lumens/kantoor/register?na=" + _cursor(f"2026-03-02T10:00:00|{uuid.uuid4()}"),
    "/lumens/kantoor/register?na=" + _cursor(f"0001-01-01T00:00:00+14:00|{uuid.uuid4()}"),
    "/lumens/kantoor/register?na=" + _cursor(f"9999-12-31T23:59:59-14:00|{uuid.uuid4()}"),
    "/lumens/kantoor/register?na=" + _cursor("2026-03-02T10:00:00+00:00|geen-id"),
    "/lumens/kantoor/register?status=onbekend",
    "/lumens/kantoor/register?status=%00",
    "/lumens/kantoor/dossiers/geen-id",
    "/lumens/kantoor/dossiers/00000000-0000-0000-0000-000000000000",
    *(f"/lumens/klacht-indienen/vraag/{n}" for n in ("0", "4", "-1", "x" * 400)),
    "/lumens/mijn-klacht/brief/geen-id",
    "/lumens/mijn-klacht/brief/geen-id.pdf",
    *("/bestaatniet/", "/%00/", "/lumens%00/", "/%FF%FE/", "/lumens/../etc/passwd"),
    "/static/../app.py",
    "/static/%2e%2e/app.py",
    "/static/%00",
    "/wachtwoord/%00",
    "/" + "a" * 3000,
]


def test_an_address_that_is_none_is_a_404(app: Flask, lumens: Organisation) -> None:
    staff = visitor_of(app.test_client())
    staff.sign_in(lumens.hire("Kim Bakvis", "secretary").email, PASSWORD)
    for address in ADDRESSES:
        answer = staff.get(address)
        assert answer.status == 404, address
        assert "<h1>" in answer.text


def test_too_often_from_one_address_is_a_429_and_nothing_more(
    installation: Installation, lumens: Organisation
) -> None:
    from dataclasses import replace

    slow = replace(installation, config=with_settings(installation.config, submissions_per_hour=2))
    app = create_app(slow)
    visitor, other = visitor_of(app.test_client()), visitor_of(app.test_client(), REMOTE_ADDR="198.51.100.9")
    assert [visitor.submit(visitor.get("/lumens/klacht-indienen")).status for _ in range(3)] == [
        200,
        200,
        429,
    ]
    assert other.submit(other.get("/lumens/klacht-indienen")).status == 200
    with lumens.work() as work:
        assert len(work.session.scalars(select(Draft.id)).all()) == 3


@pytest.mark.parametrize(
    ("path", "most", "said"),
    [
        ("/lumens/klacht-indienen/vraag/wat-is-er-gebeurd", 1024 * 1024, "te veel tekst"),
        ("/lumens/klacht-indienen/bijlagen", 60 * 1024 * 1024, "60 MB"),
        ("/aanmelden", 1024 * 1024, "te veel tekst"),
        ("/bestaat-niet", 1024 * 1024, "Deze bladzijde is er niet"),
    ],
)
def test_what_is_too_large_is_refused_before_it_is_read(
    filling: Filling, app: Flask, path: str, most: int, said: str
) -> None:
    client = app.test_client()
    for size in (most + 1, 10**12):
        answer = client.post(
            path,
            data=b"x",
            content_type="application/x-www-form-urlencoded",
            environ_overrides={"CONTENT_LENGTH": str(size)},
        )
        assert answer.status_code == (404 if path == "/bestaat-niet" else 413)
        assert said in answer.text


def test_thousands_of_fields_or_files_are_refused(filling: Filling, app: Flask) -> None:
    client = app.test_client()
    path = "/lumens/klacht-indienen/vraag/wat-is-er-gebeurd"
    sent = client.post(path, data="&a=" * 3_000, content_type="application/x-www-form-urlencoded")
    assert sent.status_code == 413
    parts = "".join(
        f'--x\r\nContent-Disposition: form-data; name="files"; filename="{n}.txt"\r\n\r\na\r\n'
        for n in range(101)
    )
    many = client.post(
        "/lumens/klacht-indienen/bijlagen",
        data=(parts + "--x--\r\n").encode(),
        content_type="multipart/form-data; boundary=x",
    )
    assert (many.status_code, "100 bestanden" in many.text) == (413, True)


def test_a_page_that_was_open_too_long_sends_again_what_was_typed(filling: Filling) -> None:
    form = filling.open("wat-is-er-gebeurd").form().filled({"description": "Lang over <nagedacht>."})
    answer = filling.visitor.post(
        "/lumens/klacht-indienen/vraag/wat-is-er-gebeurd",
        [(n, "verlopen" if n == "csrf_token" else v) for n, v in form],
    )
    assert answer.status == 422
    assert escape("Lang over <nagedacht>.") in answer.text
    assert filling.visitor.submit(answer).status == 200
    assert filling.kept()["description"] == "Lang over <nagedacht>."


@pytest.mark.parametrize("database", DATABASES, indirect=True)
def test_with_the_database_away_the_same_fields_are_sent_again_later(
    filling: Filling, installation: Installation, database: str, request: pytest.FixtureRequest
) -> None:
    page = filling.open("wat-is-er-gebeurd")
    if database == "postgresql":
        server: Postgres = request.getfixturevalue("postgres")
        server.stop()
    else:
        installation.engine.dispose()
        path = Path(str(installation.engine.url.database))
        path.rename(path.with_suffix(".weg"))
        path.mkdir()
    try:
        answer = filling.visitor.submit(page, description="Net op dat moment <verstuurd>.")
        reading = filling.visitor.get("/lumens/klacht-indienen/vraag/wat-is-er-gebeurd")
    finally:
        if database == "postgresql":
            server.start()
        else:
            path.rmdir()
            path.with_suffix(".weg").rename(path)
    assert (answer.status, reading.status) == (503, 503)
    assert escape("Net op dat moment <verstuurd>.") in answer.text
    sent = filling.visitor.submit(answer)
    if sent.status == 503:  # a connection that broke meanwhile
        sent = filling.visitor.submit(sent)
    assert sent.status == 200
    assert filling.kept()["description"] == "Net op dat moment <verstuurd>."


def test_with_the_disk_full_nothing_is_stored_and_it_is_said(
    filling: Filling, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A disk that is really full needs a file system of its own, which an ordinary user cannot make.
    page, before = filling.open("wat-is-er-gebeurd"), filling.kept()
    with monkeypatch.context() as full:
        usage = shutil.disk_usage("/")
        full.setattr(files.shutil, "disk_usage", lambda _: usage._replace(free=1024))
        answer = filling.visitor.submit(page, description="Past niet meer.")
        assert filling.visitor.submit(filling.visitor.get("/lumens/klacht-indienen")).status == 507
    assert answer.status == 507
    assert "opslag is vol" in answer.text
    assert "Past niet meer." in answer.text
    assert filling.kept() == before
    assert filling.visitor.submit(answer).status == 200


def test_with_the_mail_away_rows_wait_and_staff_see_it(
    app: Flask, lumens: Organisation, mail: FakeMail
) -> None:
    kim = lumens.hire("Kim Bakvis", "secretary")
    lumens.file_complaint()
    mail.away = True
    scheduler.sweep(lumens.installation, mail)
    assert _row(lumens).state == "waiting"
    assert _row(lumens).last_error == "ConnectionRefusedError"
    staff = visitor_of(app.test_client())
    staff.sign_in(kim.email, PASSWORD)
    shown = staff.get("/lumens/kantoor/verzending").text
    assert "wacht op verzending" in shown
    assert "ConnectionRefusedError" in shown
    mail.away = False
    later = utc_now() + timedelta(hours=3)
    scheduler.sweep(lumens.installation, mail, now=lambda: later)
    assert _row(lumens).state == "sent"
    assert [message["To"] for message in mail.messages].count(COMPLETE["email"]) == 1


def test_mail_that_is_refused_for_good_is_shown_as_not_sent(
    app: Flask, lumens: Organisation, mail: FakeMail
) -> None:
    kim = lumens.hire("Kim Bakvis", "secretary")
    lumens.file_complaint()
    mail.refuses = True
    scheduler.sweep(lumens.installation, mail)
    staff = visitor_of(app.test_client())
    staff.sign_in(kim.email, PASSWORD)
    assert "niet gelukt" in staff.get("/lumens/kantoor/verzending").text


def _row(organisation: Organisation) -> OutboxRow:
    with organisation.work() as work:
        return work.session.scalars(select(OutboxRow).where(OutboxRow.addressee.startswith("party:"))).one()


def test_a_letter_in_any_script_gets_its_pdf(lumens: Organisation, mail: FakeMail) -> None:
    """A character no font has must not hold up this letter, nor those after it."""
    lumens.file_complaint(description="漢字 😀 عربية ትግርኛ", given_name="小明")
    lumens.file_complaint()
    scheduler.sweep(lumens.installation, mail)
    made = [path for path in lumens.installation.config.files.rglob("*") if path.is_file()]
    assert len(made) == 2
