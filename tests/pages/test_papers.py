"""The pages of papers: a resident adds photos and documents, with and without JavaScript."""

import hashlib
import io
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from tests.support.papers import pdf, photo, word
from tests.support.visitor import Page, visitor_of
from tests.support.world import Organisation
from werkzeug.test import TestResponse

PLACE = "/lumens/klacht-indienen/bijlagen"
CHECK = "/lumens/klacht-indienen/controle"


class Sender:
    """Someone with a browser who sends files."""

    def __init__(self, client: FlaskClient) -> None:
        self.client, self.visitor = client, visitor_of(client)

    def begin(self) -> None:
        self.visitor.submit(self.visitor.get("/lumens/klacht-indienen"))

    def token(self, path: str = PLACE) -> str:
        return dict(self.visitor.get(path).forms[-1].values)["csrf_token"]

    def send(self, *files: tuple[str, bytes], path: str = PLACE) -> Page:
        values: dict[str, Any] = {"csrf_token": self.token(path)}
        values["files"] = [(io.BytesIO(content), name) for name, content in files]
        answer = self.client.post(path, data=values, content_type="multipart/form-data")
        page = Page(url=path, status=answer.status_code, headers=dict(answer.headers), body=answer.data)
        return self.visitor.get(page.headers["Location"]) if page.status == 303 else page

    def start(self, name: str, content: bytes, path: str = PLACE, **changed: str) -> TestResponse:
        digest = "d" + hashlib.sha256(content).hexdigest()
        told = {"name": name, "size": str(len(content)), "fingerprint": digest, **changed}
        return self.client.post(f"{path}/nieuw", data=told, headers={"X-CSRFToken": self.token(path)})

    def part(self, url: str, offset: object, part: bytes) -> TestResponse:
        headers = {"X-CSRFToken": self.token(), "Upload-Offset": str(offset)}
        return self.client.post(url, data=part, headers=headers, content_type="application/octet-stream")


@pytest.fixture
def sender(lumens: Organisation, client: FlaskClient) -> Sender:
    made = Sender(client)
    made.begin()
    return made


def test_files_are_added_in_one_form_and_one_that_cannot_be_taken_does_not_lose_the_others(
    sender: Sender,
) -> None:
    """Must 3: refused at the field, with the reason and what to do; the rest is kept."""
    page = sender.visitor.get(PLACE)
    assert "Ook degene over wie u klaagt mag deze stukken zien" in page.text
    page = sender.send(
        ("foto.HEIC", photo("HEIF")), ("verslag.docx", word()), ("brief.pdf", pdf("BSN 111222333"))
    )
    assert page.status == 422
    assert re.search(
        r'role="alert".*verslag\.docx: Dit soort bestand kunnen wij niet aannemen', page.text, re.S
    )
    assert 'aria-invalid="true"' in page.text
    assert "De andere 2 bestanden zijn wel toegevoegd" in page.text
    page = sender.visitor.get(CHECK)
    for shown in ("foto.HEIC", "brief.pdf", "niet gescand op virussen", "misschien een burgerservicenummer"):
        assert shown in page.text
    assert "111222333" not in page.text
    page = sender.visitor.get(PLACE)
    removing = next(form for form in page.forms if form.action.endswith("/weg"))
    page = sender.visitor.post(removing.action, removing.values)
    assert ("foto.HEIC" in page.text, "brief.pdf" in page.text) == (False, True)
    page = sender.send()
    assert "Kies eerst een foto of een pdf" in page.text


def test_a_file_comes_in_parts_and_goes_on_after_a_break(sender: Sender) -> None:
    content = photo(size=(200, 200), noisy=True)
    told = sender.start("foto.jpg", content).get_json()
    assert (told["offset"], told["ready"]) == (0, False)
    assert sender.part(told["url"], 0, content[:5000]).get_json() == {"offset": 5000, "ready": False}
    twice = sender.part(told["url"], 0, content[:5000])
    assert (twice.status_code, twice.get_json()) == (409, {"offset": 5000})
    assert (
        "25%" in sender.visitor.get(PLACE).text
        or "Nog niet helemaal binnen" in sender.visitor.get(PLACE).text
    )
    assert "gaat dat bestand niet mee" in sender.visitor.get(CHECK).text
    again = sender.start("foto.jpg", content).get_json()
    assert (again["url"], again["offset"]) == (told["url"], 5000)
    assert sender.part(again["url"], 5000, content[5000:]).get_json() == {
        "offset": len(content),
        "ready": True,
    }
    assert "foto of afbeelding" in sender.visitor.get(CHECK).text


def test_nonsense_is_answered_plainly(sender: Sender, app: Flask, lumens: Organisation) -> None:
    content = b"MZ" + bytes(500)
    told = sender.start("virus.exe", content).get_json()
    refused = sender.part(told["url"], 0, content)
    assert refused.status_code == 422
    assert "Stuur een foto of een pdf" in refused.get_json()["error"]
    assert sender.part(told["url"], 0, content).status_code == 404
    assert sender.start("groot.jpg", content, size=str(26 * 1024 * 1024)).status_code == 422
    assert sender.start("x", content, size="-1").status_code == 400
    assert sender.start("x", content, size="²").status_code == 400
    assert sender.start("x", content, fingerprint="").status_code == 400
    url = sender.start("foto.jpg", photo()).get_json()["url"]
    assert sender.part(url, "x", b"abc").status_code == 400
    assert sender.part(url, 0, bytes(3 * 1024 * 1024)).status_code == 413
    assert sender.client.post(url, data=b"x").status_code == 422  # without a token
    stranger = Sender(app.test_client())
    assert stranger.visitor.get(PLACE).url.endswith("/klacht-indienen")
    stranger.begin()
    assert stranger.part(url, 0, photo()).status_code == 404


def test_a_complainant_adds_papers_afterwards_and_sees_only_their_titles(
    lumens: Organisation, client: FlaskClient
) -> None:
    filed = lumens.file_complaint()
    sender = Sender(client)
    place = "/lumens/mijn-klacht/stukken"
    assert sender.visitor.get(place).status == 404
    sender.visitor.submit(sender.visitor.get("/lumens/mijn-klacht"), code=filed.code)
    page = sender.send(("later.pdf", pdf()), path=place)
    assert (page.status, "later.pdf" in page.text) == (200, True)
    told = sender.start("foto.png", photo("PNG"), path=place).get_json()
    assert sender.part(told["url"], 0, photo("PNG")).get_json()["ready"]
    page = sender.visitor.get(place)
    assert "foto.png" in page.text
    assert not re.search(r'href="[^"]*stukken/', page.text)
    withdrawing = sender.visitor.get("/lumens/mijn-klacht/intrekken")
    sender.visitor.submit(withdrawing, confirm="y")
    assert "U kunt geen stukken meer toevoegen" in sender.visitor.get(place).text
