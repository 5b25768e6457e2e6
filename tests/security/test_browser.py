"""One browser, another person: what it held is gone. Another site: nothing happens here in somebody's name."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from tests.support import clock
from tests.support.visitor import Visitor, visitor_of
from tests.support.walls import give_box
from tests.support.world import PASSWORD, Organisation

from wederhoor import scheduler
from wederhoor.people.tables import SecondFactor
from wederhoor.web.fields import BaseForm
from wederhoor.web.once import FIELD, NOT_SHOWN_AGAIN, WHOSE
from wederhoor.web.tables import ClosedDoor

OWN_REPORT = "/lumens/misstand-melden/mijn-melding"
CODE = re.compile(r"[2-9A-Z]{6}-[2-9A-Z]{6}-[2-9A-Z]{6}")
STORY = "/lumens/klacht-indienen/vraag/wat-is-er-gebeurd"


@pytest.fixture
def officer(lumens: Organisation) -> None:
    give_box(lumens, lumens.hire("Inge Integer", "integrity_officer"))


def _report(visitor: Visitor) -> str:
    done = visitor.submit(
        visitor.get("/lumens/misstand-melden/schrijven"),
        way="written",
        naming="anonymous",
        text="Er verdwijnt geld.",
    )
    found = CODE.search(done.text)
    assert found
    return found[0]


def _reads(visitor: Visitor) -> bool:
    return "Er verdwijnt geld." in visitor.get(OWN_REPORT).text


def test_whoever_signs_in_or_out_leaves_nothing_for_the_next(
    client: FlaskClient, lumens: Organisation, officer: None
) -> None:
    kim = lumens.hire("Kim Bakvis", "secretary")
    visitor = visitor_of(client)
    visitor.sign_in(kim.email, PASSWORD)
    _report(visitor)
    assert _reads(visitor), "a colleague may report while signed in"
    copy = client.get_cookie("wederhoor_codes")
    assert copy is not None
    out = client.post(
        "/afmelden", data={"csrf_token": visitor.get("/lumens/kantoor/").form("/afmelden").values[0][1]}
    )
    assert (out.status_code, out.headers["Clear-Site-Data"]) == (303, '"cache", "storage"')
    assert not _reads(visitor) and "kim" not in visitor.get("/").text.lower()
    client.set_cookie("wederhoor_codes", copy.value)
    assert not _reads(visitor), "a copy of the cookie opens nothing either"

    _report(visitor)
    assert "nog iets open met een code" in visitor.get("/aanmelden").text
    visitor.sign_in(kim.email, PASSWORD)
    assert not _reads(visitor)


def test_closing_a_door_closes_it_for_copies_and_tells_nobody_which(
    app: Flask, lumens: Organisation, officer: None
) -> None:
    client = app.test_client()
    visitor = visitor_of(client)
    code = _report(visitor)
    copied = client.get_cookie("wederhoor_codes")
    assert copied is not None and code.replace("-", "") not in copied.value
    visitor.submit(visitor.get(OWN_REPORT), "/sluiten")
    thief = app.test_client()
    thief.set_cookie("wederhoor_codes", copied.value)
    assert not _reads(visitor_of(thief))
    with lumens.work() as work:
        (row,) = work.session.execute(select(ClosedDoor.__table__)).all()
    assert set(row._mapping) == {"door_hash", "until"}, "neither whose, nor what, nor at what hour"
    assert _reads(visitor) is False
    visitor.submit(visitor.get(OWN_REPORT), code=code)
    assert _reads(visitor), "the code itself still opens it"


@pytest.fixture
def today() -> Iterator[clock.Traveller]:
    with clock.travel(clock.NOW) as traveller:
        yield traveller


def test_behind_the_wall_a_door_closes_after_half_an_hour_and_what_is_typed_stays(
    today: clock.Traveller, app: Flask, lumens: Organisation, officer: None
) -> None:
    client = app.test_client()
    visitor = visitor_of(client)
    code = _report(visitor)
    page = visitor.get(OWN_REPORT)
    kept = client.get_cookie("wederhoor_codes")
    assert kept is not None
    today.shift(29 * 60)
    assert _reads(visitor), "used within the half hour"
    today.shift(29 * 60)
    assert _reads(visitor), "each use counts"
    stale = app.test_client()
    stale.set_cookie("wederhoor_codes", kept.value)
    assert not _reads(visitor_of(stale)), "a copy that was not used is over"
    today.shift(31 * 60)
    sent = visitor.submit(page, "/bericht", text="Nog iets: de kelder.")
    assert (sent.status, "Nog iets: de kelder." in sent.text) == (422, True)
    assert code not in sent.text
    visitor.submit(visitor.get(OWN_REPORT), code=code)
    again = visitor.submit(sent, "/bericht")
    assert "Nog iets: de kelder." in again.text and again.url == OWN_REPORT


def test_what_says_that_a_door_was_closed_goes_after_two_days(
    today: clock.Traveller, app: Flask, lumens: Organisation
) -> None:
    visitor = visitor_of(app.test_client())
    visitor.submit(visitor.get("/lumens/klacht-indienen"))
    client_of = visitor.get("/lumens/mijn-klacht")
    visitor.post("/lumens/mijn-klacht/sluiten", client_of.form("").values)

    def rows() -> int:
        with lumens.work() as work:
            return work.session.scalar(select(func.count()).select_from(ClosedDoor)) or 0

    assert rows() == 1
    scheduler.tidy(lumens.installation)
    assert rows() == 1
    today.shift(4 * 24 * 3600)
    scheduler.tidy(lumens.installation)
    assert rows() == 0


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://kwaad.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:81"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Referer": "https://kwaad.example/formulier"},
    ],
)
def test_what_another_site_sends_does_nothing_and_gets_nothing(
    client: FlaskClient, lumens: Organisation, headers: dict[str, str]
) -> None:
    visitor = visitor_of(client)
    visitor.submit(visitor.get("/lumens/klacht-indienen"))
    session = client.get_cookie("wederhoor")
    for path in (STORY, "/aanmelden", "/afmelden", "/bestaat-niet", "/lumens/bel-mij"):
        for one in (client, client.application.test_client()):  # with our cookie, and as Lax has it: without
            answer = one.post(path, data={"description": "Zqx van een ander", "name": "Zqx"}, headers=headers)
            assert answer.status_code == 403, path
            assert "Set-Cookie" not in answer.headers and "Zqx" not in answer.text
            assert "csrf_token" not in answer.text
    assert client.get_cookie("wederhoor") == session
    assert visitor.get(STORY).status == 200, "the draft is still open"


def test_a_picture_elsewhere_that_points_here_sets_no_cookie(
    client: FlaskClient, lumens: Organisation
) -> None:
    answer = client.get(
        "/lumens/klacht-indienen?taal=en",
        headers={"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"},
    )
    assert answer.status_code == 200 and "Set-Cookie" not in answer.headers


def test_our_own_pages_post_as_browsers_do(client: FlaskClient, lumens: Organisation) -> None:
    visitor = visitor_of(client)
    values = dict(visitor.get("/lumens/klacht-indienen").form().values)
    headers = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    assert client.post("/lumens/klacht-indienen", data=values, headers=headers).status_code == 303


def _forms(kind: type[BaseForm]) -> Iterator[type[BaseForm]]:
    for one in kind.__subclasses__():
        yield one
        yield from _forms(one)


def test_no_field_with_a_secret_is_ever_written_into_a_page_to_be_sent_again(app: Flask) -> None:
    secret = set()
    with app.test_request_context():
        for kind in _forms(BaseForm):
            if kind.__init__ is not BaseForm.__init__:
                continue
            secret |= {field.name for field in kind(formdata=None) if field.type == "PasswordField"}
    shown = re.compile(r'(?:text|password)\(form\.(\w+)[^}]*(?:one-time-code|type="password"|-password")')
    for template in app.jinja_loader.list_templates() if app.jinja_loader else []:
        source = app.jinja_env.loader.get_source(app.jinja_env, template)[0]  # type: ignore[union-attr]
        secret |= {found[1] for found in shown.finditer(source)}
    assert secret >= {"password", "passphrase", "proof", "digits", "code", "again", "old"}
    assert secret <= NOT_SHOWN_AGAIN


def test_a_strongbox_that_closed_gives_back_what_was_typed_and_no_passphrase(
    client: FlaskClient, lumens: Organisation
) -> None:
    for path in ("/account/kluis", "/aanmelden", "/lumens/mijn-klacht"):
        fields = {name: f"geheim-{name}" for name in NOT_SHOWN_AGAIN - {FIELD, WHOSE}} | {
            "text": "wat ik typte"
        }
        answer = client.post(path, data=fields)  # without a token: the page to send it again
        assert answer.status_code == 422 and "wat ik typte" in answer.text, path
        assert "geheim" not in answer.text, path


def test_what_is_being_set_up_goes_with_the_session_with_time_and_with_the_password(
    today: clock.Traveller, client: FlaskClient, lumens: Organisation
) -> None:
    kim = lumens.hire("Kim Bakvis", "secretary")
    visitor = visitor_of(client)
    visitor.sign_in(kim.email, PASSWORD)

    def secret(page_of: Visitor) -> str:
        found = re.search(r'id="sleutel">([A-Z2-7 ]+)<', page_of.get("/account/beveiliging/app").text)
        assert found
        return found[1]

    def waiting() -> int:
        with lumens.work() as work:
            return work.session.scalar(select(func.count()).select_from(SecondFactor)) or 0

    first = secret(visitor)
    assert secret(visitor) == first, "the page may be opened again"
    other = visitor_of(client.application.test_client())
    other.sign_in(kim.email, PASSWORD)
    assert secret(other) != first, "another session sets up its own"
    page = visitor.get("/account/beveiliging/app")
    today.shift(16 * 60)
    late = visitor.submit(page, name="Telefoon", code="123456")
    assert (late.status, "langer dan een kwartier" in late.text) == (422, True)
    assert waiting() == 1
    visitor.submit(visitor.get("/lumens/kantoor/"), "/afmelden")
    assert waiting() == 0
