"""A second step before real data: apps, passkeys, paper; used once, counted, slowed, mended on the record."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from html import unescape
from typing import Any

import pyotp
import pytest
from flask import Flask
from sqlalchemy import select
from tests.support import clock
from tests.support.authenticator import Authenticator
from tests.support.mail import FakeMail, plain
from tests.support.visitor import Page, Visitor, visitor_of
from tests.support.world import PASSWORD, Organisation, StaffAccount, add_organisation

from wederhoor import operations, scheduler
from wederhoor.app import create_app
from wederhoor.notices.words import SUBJECT
from wederhoor.people import sign_in
from wederhoor.people.sessions import device_label
from wederhoor.people.tables import RecoveryCode, SecondFactor
from wederhoor.record import service as record
from wederhoor.settings.service import platform_session
from wederhoor.work import Installation, utc_now

NOW = clock.NOW.replace(second=5)  # early in the thirty seconds of a code
DESK = "/lumens/kantoor/"
SECURITY = "/account/beveiliging"
STEP = "/aanmelden/tweede-stap"
on_one = pytest.mark.parametrize("database", ["sqlite"])  # nothing here that a database does in its own way


@pytest.fixture(autouse=True)
def still() -> Iterator[clock.Traveller]:
    with clock.travel(NOW, tick=False) as travelled:
        yield travelled


@pytest.fixture
def real(installation: Installation) -> Organisation:
    return add_organisation(installation, "lumens", real=True)


@pytest.fixture
def kim(real: Organisation) -> StaffAccount:
    return real.hire("Kim Bakvis", "secretary")


def arrive(app: Flask, kim: StaffAccount, **environ: str) -> tuple[Visitor, Page]:
    """Someone on a device of their own who gave their password."""
    visitor = visitor_of(app.test_client(), **environ)
    return visitor, visitor.sign_in(kim.email, PASSWORD)


def secret_on(page: Page) -> str:
    found = re.search(r'id="sleutel">([A-Z2-7 ]+)<', page.text)
    assert found
    return found[1].replace(" ", "")


def question_on(page: Page) -> str:
    found = re.search(r'data-question="([^"]+)"', page.text)
    assert found, page.text
    return unescape(found[1])


def code_of(secret: str) -> str:
    return pyotp.TOTP(secret).at(int(utc_now().timestamp()))


def set_up_app(visitor: Visitor) -> str:
    """Add an app; returns its secret."""
    page = visitor.get(f"{SECURITY}/app")
    secret = secret_on(page)
    done = visitor.submit(page, name="Mijn telefoon", code=code_of(secret))
    assert done.url == f"{SECURITY}/codes", done.text
    return secret


def paper(visitor: Visitor) -> list[str]:
    page = visitor.submit(visitor.get(f"{SECURITY}/codes"), proof=PASSWORD)
    codes = re.findall(r"<li>([2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4})</li>", page.text)
    assert len(set(codes)) == 10
    return codes


def test_real_data_open_only_with_a_second_step_and_the_demo_does_not_ask(
    app: Flask, real: Organisation, kim: StaffAccount, installation: Installation
) -> None:
    visitor, page = arrive(app, kim)
    assert page.url.startswith(SECURITY)
    assert "Stel eerst een tweede stap in" in page.text
    dossier = real.file_complaint().dossier_id
    for path in (DESK, f"{DESK}register", f"{DESK}verzending", f"{DESK}dossiers/{dossier}"):
        assert visitor.get(path, follow=False).headers["Location"].startswith(SECURITY)
    set_up_app(visitor)
    assert visitor.get(DESK).status == 200
    demo = add_organisation(installation, "proef").hire("Jan Proef", "secretary")
    assert arrive(app, demo)[1].url == "/proef/kantoor/"


def test_a_password_alone_opens_nothing_once_there_is_a_second_step(
    app: Flask, kim: StaffAccount, still: clock.Traveller
) -> None:
    first, _ = arrive(app, kim)
    secret = set_up_app(first)
    still.shift(60)
    other, page = arrive(app, kim)
    assert page.url.startswith(STEP)
    for path in (DESK, SECURITY, f"{SECURITY}/app", f"{SECURITY}/codes"):
        assert other.get(path, follow=False).headers["Location"].startswith(STEP)
    refused = other.submit(page, code="000000")
    assert refused.status == 422
    assert "klopt niet" in refused.text
    before = other.get(STEP)
    assert other.submit(before, code=f" {code_of(secret)[:3]} {code_of(secret)[3:]} ").url == DESK
    assert other.get(STEP).url == DESK, "nothing left to ask"
    assert first.get(DESK).status == 200


@on_one
def test_a_code_works_once_and_not_from_before(app: Flask, kim: StaffAccount, still: clock.Traveller) -> None:
    secret = set_up_app(arrive(app, kim)[0])
    used = code_of(secret)
    again, page = arrive(app, kim)
    assert again.submit(page, code=used).status == 422, "the code that set it up"
    still.shift(30)
    code = code_of(secret)
    assert again.submit(again.get(STEP), code=code).url == DESK
    third, page = arrive(app, kim)
    assert third.submit(page, code=code).status == 422
    still.shift(30)
    assert third.submit(page, code=code).status == 422, "still within its half minute of grace"
    still.shift(300)
    assert third.submit(page, code=code_of(secret)).url == DESK


@on_one
def test_wrong_codes_slow_the_account_down(app: Flask, kim: StaffAccount, still: clock.Traveller) -> None:
    secret = set_up_app(arrive(app, kim)[0])
    still.shift(60)
    visitor, page = arrive(app, kim)
    for _ in range(5):
        assert "klopt niet" in visitor.submit(page, code="123456").text
    assert "Te vaak" in visitor.submit(page, code=code_of(secret)).text, "a right one has to wait too"
    elsewhere, page = arrive(app, kim)
    assert "Te vaak" in elsewhere.submit(page, code=code_of(secret)).text
    still.shift(31)
    assert elsewhere.submit(page, code=code_of(secret)).url == DESK


def test_a_code_on_paper_works_once(
    app: Flask, kim: StaffAccount, installation: Installation, still: clock.Traveller
) -> None:
    visitor, _ = arrive(app, kim)
    set_up_app(visitor)
    old = paper(visitor)
    codes = paper(visitor)
    with platform_session(installation, write=False) as session:
        kept = session.scalars(select(RecoveryCode.code_hash)).all()
    assert len(kept) == 10
    assert not set(kept) & set(codes)
    other, page = arrive(app, kim)
    assert other.submit(page, code=old[0]).status == 422, "new ones take the place of the old"
    assert other.submit(page, code=codes[0].lower()).url == DESK
    assert "nog 9 herstelcodes" in other.get(SECURITY).text
    third, page = arrive(app, kim)
    assert third.submit(page, code=codes[0]).status == 422


def test_new_codes_on_paper_ask_who_you_are_and_the_owner_hears_of_it(
    app: Flask, kim: StaffAccount, installation: Installation, mail: FakeMail
) -> None:
    visitor, _ = arrive(app, kim)
    set_up_app(visitor)
    old = paper(visitor)
    for proof in ("", "geraden wachtwoord"):
        assert visitor.submit(visitor.get(f"{SECURITY}/codes"), proof=proof).status == 422
    other, page = arrive(app, kim)
    assert other.submit(page, code=old[0]).url == DESK, "a guess does not end those that are on paper"
    scheduler.sweep(installation, mail)
    told = [plain(message) for message in mail.messages]
    assert sum("nieuwe herstelcodes" in text for text in told) == 1


@on_one
def test_a_mailed_link_for_a_new_password_does_not_pass_the_second_step(
    app: Flask, kim: StaffAccount, installation: Installation, mail: FakeMail
) -> None:
    set_up_app(arrive(app, kim)[0])
    scheduler.sweep(installation, mail)
    visitor = visitor_of(app.test_client())
    visitor.submit(visitor.get("/wachtwoord-vergeten"), email=kim.email)
    scheduler.sweep(installation, mail)
    link = re.search(r"/wachtwoord/\S+", plain(mail.messages[-1]))
    assert link
    new = "een heel nieuw wachtwoord"
    visitor.submit(visitor.get(link[0]), password=new, again=new)
    assert visitor.sign_in(kim.email, new).url.startswith(STEP)
    assert visitor.get(DESK).url.startswith(STEP)


@pytest.fixture
def passkey() -> Authenticator:
    return Authenticator(origin="http://localhost")


def set_up_passkey(visitor: Visitor, passkey: Authenticator) -> Page:
    page = visitor.get(f"{SECURITY}/passkey")
    return visitor.submit(page, name="Mijn laptop", credential=passkey.make(question_on(page)))


def test_a_passkey_opens_the_office(app: Flask, kim: StaffAccount, passkey: Authenticator) -> None:
    visitor, _ = arrive(app, kim)
    assert set_up_passkey(visitor, passkey).url == f"{SECURITY}/codes"
    assert visitor.get(DESK).status == 200
    other, page = arrive(app, kim)
    answer = passkey.sign(question_on(page))
    assert other.submit(page, credential=answer).url == DESK
    third, page = arrive(app, kim)
    assert third.submit(page, credential=answer).status == 422, "what was signed for another question"


@on_one
def test_a_passkey_must_verify_its_user_and_count_on(
    app: Flask, kim: StaffAccount, passkey: Authenticator
) -> None:
    visitor, _ = arrive(app, kim)
    set_up_passkey(visitor, passkey)
    copy = replace(passkey)
    other, page = arrive(app, kim)
    unverified = replace(passkey, verifies=False, count=7)
    assert other.submit(page, credential=unverified.sign(question_on(page))).status == 422
    page = other.get(STEP)
    elsewhere = replace(passkey, origin="https://kwaad.example", count=7)
    assert other.submit(page, credential=elsewhere.sign(question_on(page))).status == 422
    page = other.get(STEP)
    passkey.count = 10
    assert other.submit(page, credential=passkey.sign(question_on(page))).url == DESK
    third, page = arrive(app, kim)
    assert third.submit(page, credential=copy.sign(question_on(page))).status == 422, "a copy counts behind"
    page = third.get(STEP)
    stranger = replace(passkey, id=b"x" * 32)
    assert third.submit(page, credential=stranger.sign(question_on(page))).status == 422


RUBBISH = (
    "x",
    "[]",
    "{}",
    '{"id": 1}',
    '{"id": "AAAA", "rawId": "AAAA", "type": "x"}',
    "[" * 5000,
    "é" * 30_000,
    '{"id":"AAAA","rawId":"AAAA","type":"public-key","response":{"clientDataJSON":"e30","attestationObject":"oA",'
    '"authenticatorData":"AA","signature":"AA"}}',
)


@on_one
def test_rubbish_instead_of_a_passkey_is_refused(
    app: Flask, kim: StaffAccount, passkey: Authenticator
) -> None:
    visitor, _ = arrive(app, kim)
    for rubbish in RUBBISH:
        page = visitor.submit(visitor.get(f"{SECURITY}/passkey"), name="Mijn laptop", credential=rubbish)
        assert page.status == 422
        assert "Mijn laptop" in page.text
    set_up_passkey(visitor, passkey)
    other, page = arrive(app, kim)
    for rubbish in RUBBISH:
        assert other.submit(page, credential=rubbish).status == 422


def test_a_factor_is_renamed_and_removed_by_who_proves_to_be_its_owner(
    app: Flask, kim: StaffAccount, real: Organisation, installation: Installation, mail: FakeMail
) -> None:
    visitor, _ = arrive(app, kim)
    set_up_app(visitor)
    set_up_passkey(visitor, Authenticator(origin="http://localhost"))
    with platform_session(installation, write=False) as session:
        ids = {row.kind: row.id for row in session.scalars(select(SecondFactor))}
        sealed = b"".join(
            column
            for row in session.scalars(select(SecondFactor))
            for column in (row.name_sealed, row.secret_sealed or b"")
        )
    assert b"telefoon" not in sealed
    one = f"{SECURITY}/{ids['totp']}"
    assert "Vul een naam in" in visitor.submit(visitor.get(one), name="").text
    assert "Oude telefoon" in visitor.submit(visitor.get(one), name="Oude telefoon").text
    wrong = visitor.submit(visitor.get(f"{one}/weghalen"), proof="geen wachtwoord")
    assert wrong.status == 422
    kept = visitor.submit(visitor.get(f"{one}/weghalen"), proof=PASSWORD)
    assert "Oude telefoon" not in kept.text
    assert visitor.get(DESK).status == 200, "one is left"
    last = visitor.get(f"{SECURITY}/{ids['passkey']}/weghalen")
    assert "laatste tweede stap" in last.text
    visitor.submit(last, proof=PASSWORD)
    assert visitor.get(DESK).url.startswith(SECURITY), "real data close again"
    with real.work() as work:
        events = [line.event for line in record.read(work, real.id)]
    assert events.count("second_factor_added") == 2
    assert events.count("second_factor_removed") == 2
    scheduler.sweep(installation, mail)
    told = [message for message in mail.messages if message["To"] == kim.email]
    assert [message["Subject"] for message in told] == [SUBJECT] * 4


@on_one
def test_another_persons_factor_is_not_there(app: Flask, kim: StaffAccount, real: Organisation) -> None:
    visitor, _ = arrive(app, kim)
    set_up_app(visitor)
    found = re.search(rf"{SECURITY}/[0-9a-f-]{{36}}", visitor.get(SECURITY).text)
    assert found
    other, _ = arrive(app, real.hire("Joost Ander", "secretary"))
    set_up_app(other)
    for path in (found[0], f"{found[0]}/weghalen"):
        assert other.get(path).status == 404
        form = other.get(f"{SECURITY}/app").form()
        assert other.post(path, form.filled({"name": "x", "proof": PASSWORD})).status == 404


def test_an_operator_resets_what_somebody_lost_and_they_are_told(
    app: Flask, kim: StaffAccount, real: Organisation, installation: Installation, mail: FakeMail
) -> None:
    with pytest.raises(operations.OperationRefused, match="geen tweede stap"):
        operations.reset_second_factor(installation, email=kim.email)
    visitor, _ = arrive(app, kim)
    set_up_app(visitor)
    paper(visitor)
    operations.reset_second_factor(installation, email=kim.email)
    assert visitor.get(DESK).url.startswith("/aanmelden"), "signed out everywhere"
    assert arrive(app, kim)[1].url.startswith(SECURITY), "led to set up a new one"
    with real.work() as work:
        assert "second_factor_reset" in [line.event for line in record.read(work, real.id)]
    scheduler.sweep(installation, mail)
    told = [str(message["To"]) for message in mail.messages if "gewist" in plain(message)]
    assert told == [kim.email]


def test_sessions_are_listed_and_ended_everywhere(app: Flask, kim: StaffAccount) -> None:
    agent: dict[str, Any] = {"HTTP_USER_AGENT": "Mozilla/5.0 (Windows NT 10.0) Gecko Firefox/140.0"}
    one, _ = arrive(app, kim, **agent)
    two, _ = arrive(app, kim)
    page = one.get(SECURITY)
    assert "Firefox op Windows" in page.text
    assert page.text.count("laatst gezien") == 2
    one.submit(page, "/afmelden", waar="anderen")
    assert two.get(SECURITY).url.startswith("/aanmelden")
    page = one.get(SECURITY)
    assert page.text.count("laatst gezien") == 1
    one.submit(page, f"{SECURITY}/afmelden", waar="overal")
    assert one.get(SECURITY).url.startswith("/aanmelden")


def test_a_device_is_named_by_kind_only() -> None:
    iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile/15E148 Safari/604.1"
    assert device_label(iphone) == "Safari op iPhone"
    assert device_label("curl/8") is None


def test_guessing_from_one_address_is_slowed_whoever_it_is_about(
    app: Flask, kim: StaffAccount, still: clock.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_in, "FAILURES_PER_ADDRESS", 4)
    guesser = visitor_of(app.test_client(), REMOTE_ADDR="192.0.2.7")
    page = guesser.get("/aanmelden")
    for number in range(4):
        assert "horen niet bij elkaar" in guesser.submit(page, email=f"{number}@x.example", password="x").text
    assert "Te vaak" in guesser.submit(page, email=kim.email, password=PASSWORD).text
    assert arrive(app, kim, REMOTE_ADDR="192.0.2.8")[1].status == 200, "others are not held up"
    still.shift(timedelta(minutes=16))
    assert guesser.submit(page, email=kim.email, password=PASSWORD).url.startswith(SECURITY)


@on_one
def test_a_first_step_does_not_last(app: Flask, kim: StaffAccount, still: clock.Traveller) -> None:
    secret = set_up_app(arrive(app, kim)[0])
    visitor, page = arrive(app, kim)
    still.shift(timedelta(minutes=16))
    assert visitor.submit(page, code=code_of(secret)).url.startswith("/aanmelden?")


@on_one
def test_remembering_begins_after_the_second_step(
    installation: Installation, kim: StaffAccount, still: clock.Traveller
) -> None:
    app = create_app(installation)
    secret = set_up_app(arrive(app, kim)[0])
    still.shift(60)
    visitor = visitor_of(app.test_client())
    page = visitor.submit(visitor.get("/aanmelden"), email=kim.email, password=PASSWORD, remember="y")
    assert visitor.submit(page, code=code_of(secret)).url == DESK
    still.shift(timedelta(days=10))
    assert visitor.get(DESK).url == DESK
    still.shift(timedelta(days=5))
    assert visitor.get(DESK).url.startswith("/aanmelden")


@on_one
def test_a_clock_that_went_wrong_neither_blocks_an_app_nor_lets_a_code_be_used_again(
    app: Flask, kim: StaffAccount, still: clock.Traveller
) -> None:
    secret = set_up_app(arrive(app, kim)[0])
    still.shift(60)
    visitor, page = arrive(app, kim)
    used = code_of(secret)
    assert visitor.submit(page, code=used).url == DESK
    still.shift(timedelta(days=400))
    visitor, page = arrive(app, kim)
    assert visitor.submit(page, code=code_of(secret)).url == DESK
    still.shift(timedelta(days=-400))
    visitor, page = arrive(app, kim)
    assert "al gebruikt" in visitor.submit(page, code=used).text
    still.shift(60)
    assert visitor.submit(page, code=code_of(secret)).url == DESK


@on_one
def test_a_code_is_read_in_any_script_and_no_letter_becomes_another(
    app: Flask, kim: StaffAccount, still: clock.Traveller
) -> None:
    first = arrive(app, kim)[0]
    secret = set_up_app(first)
    codes = paper(first)
    still.shift(60)
    visitor, page = arrive(app, kim)
    arabic = code_of(secret).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert visitor.submit(page, code=arabic).url == DESK
    with_s = next((code for code in codes if "SS" in code), None)
    visitor, page = arrive(app, kim)
    strange = with_s.replace("SS", "ß") if with_s else codes[0][:-1] + "ſ"
    assert "klopt niet" in visitor.submit(page, code=strange).text
    assert visitor.submit(page, code=codes[0].lower()).url == DESK
