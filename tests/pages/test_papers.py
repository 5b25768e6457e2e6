"""The pages of papers: a resident adds photos and PDFs, with and without JavaScript; the office reads and mends."""

import hashlib
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from tests.support import clock
from tests.support.papers import add_paper, mail, pdf, photo, word
from tests.support.visitor import Page, Upload, visitor_of
from tests.support.world import COMPLETE, PASSWORD, Filed, Organisation, on
from werkzeug.test import TestResponse

from wederhoor.dossiers import service as dossiers
from wederhoor.notices.service import notices_of
from wederhoor.record import service as record
from wederhoor.rules.register_number import without_names

PLACE = "/lumens/klacht-indienen/bijlagen"
CHECK = "/lumens/klacht-indienen/controle"


class Sender:
    """Someone with a browser who sends files."""

    def __init__(self, client: FlaskClient) -> None:
        self.client, self.visitor = client, visitor_of(client)

    def begin(self) -> None:
        self.visitor.submit(self.visitor.get("/lumens/klacht-indienen"))

    def headers(self, path: str = PLACE) -> dict[str, str]:
        """What the script sends along, from the form on the page."""
        values = dict(self.visitor.get(path).forms[-1].values)
        return {"X-CSRFToken": values["csrf_token"], "X-Whose": values.get("whose", "")}

    def send(self, *files: tuple[str, bytes], path: str = PLACE) -> Page:
        sent = [Upload(name=name, content=content) for name, content in files]
        return self.visitor.submit(self.visitor.get(path), path.rsplit("/", 1)[-1], files=sent)

    def start(self, name: str, content: bytes, path: str = PLACE, **changed: str) -> TestResponse:
        digest = "d" + hashlib.sha256(content).hexdigest()
        told = {"name": name, "size": str(len(content)), "fingerprint": digest, **changed}
        return self.client.post(f"{path}/nieuw", data=told, headers=self.headers(path))

    def part(self, url: str, offset: object, part: bytes) -> TestResponse:
        headers = {**self.headers(url.rpartition("/")[0]), "Upload-Offset": str(offset)}
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
    assert "gaat dat niet mee" in sender.visitor.get(CHECK).text
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
    assert stranger.visitor.get(PLACE).url.partition("?")[0].endswith("/klacht-indienen")
    assert stranger.visitor.post(PLACE, [("csrf_token", "")]).status == 422
    stranger.begin()
    assert stranger.part(url, 0, photo()).status_code == 404


def test_a_file_touches_no_disk_before_it_is_sealed(
    sender: Sender, monkeypatch: pytest.MonkeyPatch, lumens: Organisation
) -> None:
    def spooled(*_: object, **__: object) -> None:
        raise AssertionError("a file went to disk as it is")

    monkeypatch.setattr("werkzeug.formparser.SpooledTemporaryFile", spooled)
    content = photo(size=(1000, 1000), noisy=True)
    assert len(content) > 500_000  # from here on werkzeug would use a file
    assert "foto.jpg" in sender.send(("foto.jpg", content)).text


def test_a_complainant_adds_papers_afterwards_and_after_a_second_code_sees_only_their_titles(
    lumens: Organisation, client: FlaskClient
) -> None:
    filed = lumens.file_complaint()
    sender = Sender(client)
    place = "/lumens/mijn-klacht/stukken"
    assert "Uw code" in sender.visitor.get(place).text, "asks for the code first, and goes on there then"
    sender.visitor.submit(sender.visitor.get("/lumens/mijn-klacht"), code=filed.code)
    page = sender.send(("later.pdf", pdf()), path=place)
    told = sender.start("foto.png", photo("PNG"), path=place).get_json()
    assert sender.part(told["url"], 0, photo("PNG")).get_json()["ready"]
    page = sender.visitor.get(place)
    assert "Wij hebben 2 bestanden van u." in page.text and "later.pdf" not in page.text
    asked = sender.visitor.submit(sender.visitor.get("/lumens/mijn-klacht/tweede-code"), "vragen")
    with lumens.work() as work:
        sent = [row for row in notices_of(work, filed.dossier_id) if row.letter == "door_code"]
        digits = re.findall(r"code is: (\d{6})", str(sent[0].content))
    sender.visitor.submit(asked, digits=digits[0])
    page = sender.visitor.get(place)
    assert "later.pdf" in page.text and "foto.png" in page.text
    assert not re.search(r'href="[^"]*stukken/', page.text)
    withdrawing = sender.visitor.get("/lumens/mijn-klacht/intrekken")
    sender.visitor.submit(withdrawing, confirm="y")
    assert "U kunt geen stukken meer toevoegen" in sender.visitor.get(place).text


class Office:
    """Someone who handles a dossier, in a browser."""

    def __init__(self, app: Flask, organisation: Organisation, *roles: str, name: str = "Kim Bakvis") -> None:
        self.client = app.test_client()
        self.visitor = visitor_of(self.client)
        self.account = organisation.hire(name, *(roles or ("secretary",)))
        self.visitor.sign_in(self.account.email, PASSWORD)

    def add(self, place: str, *files: tuple[str, bytes], **told: Any) -> Page:
        sent = [Upload(name=name, content=content) for name, content in files]
        return self.visitor.submit(self.visitor.get(place), files=sent, **{"origin": "organisation", **told})


def stukken(filed: Filed) -> str:
    return f"/lumens/kantoor/dossiers/{filed.dossier_id}/stukken"


def links(page: Page, ending: str) -> list[str]:
    return re.findall(rf'href="([^"]*stukken/[^"/]+{ending})"', page.text)


def test_the_office_adds_reads_and_mends_papers(lumens: Organisation, app: Flask) -> None:
    """Must 9: original and reading copy; each act with its reason on the record; reads too."""
    filed = lumens.file_complaint()
    kim = Office(app, lumens)
    place = stukken(filed)
    assert place in kim.visitor.get(place.removesuffix("/stukken")).text
    page = kim.add(
        place,
        ("Verslag <i>.docx", word("<script>alert(1)</script>")),
        ("film.mp4", b"\0\0\0\x18ftypmp42"),
        title="T",
    )
    assert page.status == 422
    assert "film.mp4: Dit soort bestand kan niet in het dossier" in page.text
    assert "Eén bestand is wel toegevoegd" in page.text
    page = kim.add(
        place, ("IMG.jpg", photo()), ("mail.eml", mail(("brief.pdf", pdf()), ("x.exe", b"MZ" + bytes(99))))
    )
    assert "de bijlage ‘x.exe’ niet als eigen stuk" in page.text
    page = kim.visitor.get(place)
    assert "Verslag &lt;i&gt;.docx" in page.text
    assert "Er is geen virusscanner ingesteld" in page.text
    first, image, letter, attached = dict.fromkeys(links(page, ""))
    page = kim.visitor.get(first)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.text
    assert "<script>alert" not in page.text
    original = kim.visitor.submit(page, "/origineel")
    assert (
        original.headers["Content-Disposition"]
        == f'attachment; filename="{without_names(filed.number)} stuk 1.docx"'
    )
    assert original.headers["Content-Type"] == "application/octet-stream"
    assert original.body.startswith(b"PK")
    seen = kim.visitor.get(f"{image}/leeskopie")
    assert (seen.headers["Content-Type"], seen.body[:3]) == ("image/jpeg", b"\xff\xd8\xff")
    assert "Referrer-Policy" in seen.headers
    assert kim.visitor.get(f"{attached}/leeskopie").body.startswith(b"%PDF")
    assert kim.visitor.get(f"{letter}/leeskopie").status == 404
    changed = kim.visitor.submit(
        kim.visitor.get(f"{image}/gegevens"), title="De balie", done_on=clock.boxes(clock.day(-8))
    )
    assert "De balie" in changed.text
    wrong = kim.visitor.submit(kim.visitor.get(f"{image}/gegevens"), title="", done_on=["31", "2", "2026"])
    assert wrong.status == 422
    assert 'value="31"' in wrong.text
    wrong = kim.visitor.submit(kim.visitor.get(f"{image}/voor-wie"), side="parties")
    assert "Schrijf op waarom dit verandert" in wrong.text
    kim.visitor.submit(wrong, reason="Adres op de foto")
    wrong = kim.visitor.submit(
        kim.visitor.get(f"{letter}/hoort-hier-niet"), where="move", number="9999", reason="x"
    )
    assert "Dit dossier is er niet, of u kunt er niet bij" in wrong.text
    page = kim.visitor.submit(wrong, where="withdraw")
    assert "Uit het dossier gehaald: 2" in page.text
    late = kim.visitor.submit(kim.visitor.get(f"{letter}/gegevens"), title="Te laat")
    assert (late.status, "Dit stuk is uit het dossier gehaald" in late.text, "Te laat" in late.text) == (
        422,
        True,
        True,
    )
    late = kim.add(f"{letter}/nieuwe-versie", ("nieuw.txt", b"Nieuw"))
    assert "Dit stuk is uit het dossier gehaald" in late.text
    with lumens.work() as work:
        told = "\n".join(line.sentence for line in record.read(work, filed.dossier_id))
    for line in (
        "Stuk 1 is bekeken",
        "origineel van stuk 1 is gedownload",
        "gegevens van stuk 2",
        "Stuk 2 is nu voor beide partijen",
    ):
        assert line in told
    assert "Adres op de foto" not in told


def test_a_colleague_who_was_first_is_shown_beside_what_was_typed(lumens: Organisation, app: Flask) -> None:
    """Several handlers at once never overwrite each other: the later one sees both."""
    filed = lumens.file_complaint()
    place = stukken(filed)
    kim, sam = Office(app, lumens), Office(app, lumens, "quality_officer", name="Sam Anders")
    kim.add(place, ("verslag.docx", word("Eerst.")))
    (paper,) = dict.fromkeys(links(kim.visitor.get(place), ""))
    mine, theirs = kim.visitor.get(f"{paper}/gegevens"), sam.visitor.get(f"{paper}/gegevens")
    kim.visitor.submit(mine, title="Van Kim")
    late = sam.visitor.submit(theirs, title="Van Sam")
    assert late.status == 422
    assert "Van Kim" in late.text
    assert 'value="Van Sam"' in late.text
    assert "Van Sam" in sam.visitor.submit(late).text
    page = kim.add(f"{paper}/nieuwe-versie", ("verslag 2.docx", word("Later.")))
    assert "1 eerdere versie" in page.text
    late = sam.add(f"{paper}/nieuwe-versie", ("verslag 3.docx", word("Nog later.")))
    assert "stuk 2 is al de nieuwe versie" in late.text
    newest = next(link for link in dict.fromkeys(links(kim.visitor.get(place), "")) if link != paper)
    page = kim.visitor.get(f"{newest}/verschil")
    assert re.search(r"<del>.*Eerst\.", page.text, re.S)
    assert re.search(r"<ins>.*Later\.", page.text, re.S)


def test_who_is_barred_or_only_reads_finds_no_more_than_that(lumens: Organisation, app: Flask) -> None:
    """Deny first: a barred person meets the dossier's papers nowhere."""
    filed = lumens.file_complaint(now=on(clock.day(-1)))  # with the committee since this morning
    place = stukken(filed)
    paper_id = add_paper(lumens, filed.dossier_id, photo("PNG"))
    barred, member = Office(app, lumens), Office(app, lumens, "committee_member", name="Mo Leest")
    with lumens.work(write=True) as work:
        dossiers.bar_rows(work, filed.dossier_id, [barred.account.account_id], "tied")
    acts = ("gegevens", "voor-wie", "hoort-hier-niet", "nieuwe-versie")
    for path in (
        "",
        f"/{paper_id}",
        f"/{paper_id}/leeskopie",
        f"/{paper_id}/verschil",
        *(f"/{paper_id}/{act}" for act in acts),
    ):
        assert barred.visitor.get(place + path).status == 404
    page = member.visitor.get(place)
    assert (page.status, "Toevoegen" in page.text) == (200, False)
    assert member.visitor.get(f"{place}/{paper_id}/leeskopie").status == 200
    assert [member.visitor.get(f"{place}/{paper_id}/{act}").status for act in acts] == [404] * 4
    other = lumens.file_complaint(now=on(clock.day(-1)))
    assert member.visitor.get(f"{stukken(other)}/{paper_id}").status == 404


def test_a_paper_is_read_beside_the_complaint(app: Flask, lumens: Organisation) -> None:
    """With and without JavaScript the same; what is read there is on the record, and a PDF is a picture no browser opens."""
    kim = Office(app, lumens)
    filed = lumens.file_complaint()
    place = f"/lumens/kantoor/dossiers/{filed.dossier_id}"
    assert "Stukken ernaast lezen" not in kim.visitor.get(place).text
    kim.add(
        f"{place}/stukken", ("verslag.docx", word("Zqx <i>.")), ("brief.pdf", pdf()), ("stoep.jpg", photo())
    )
    plain = kim.visitor.get(place).text
    assert "Stukken ernaast lezen" in plain and "Zqx" not in plain
    first = kim.visitor.get(f"{place}?stuk=1")
    assert (
        COMPLETE["description"] in first.text and "Zqx &lt;i&gt;." in first.text and "1 van 3" in first.text
    )
    assert "Vorig stuk" not in first.text and f'href="{place}?stuk=2" aria-keyshortcuts="]"' in first.text
    second = kim.visitor.get(f"{place}?stuk=2")
    found = re.search(rf'<img src="({place}/stukken/[^"]+/bladzijden\.png)"', second.text)
    assert found and f'href="{place}?stuk=1" aria-keyshortcuts="["' in second.text
    drawn = kim.visitor.get(found[1])
    assert drawn.headers["Content-Type"] == "image/png" and drawn.body.startswith(b"\x89PNG")
    third = kim.visitor.get(f"{place}?stuk=3")
    picture = re.search(rf'<img src="({place}/stukken/[^"]+/leeskopie)"', third.text)
    assert picture and kim.visitor.get(picture[1]).headers["Content-Type"].startswith("image/")
    assert kim.visitor.get(picture[1].replace("/leeskopie", "/bladzijden.png")).status == 404
    part = kim.visitor.get(found[1].replace("/bladzijden.png", "/ernaast"))
    assert part.url == f"{place}?stuk=2", "by itself it is the whole page"
    for wrong in ("9", "x", "1.0"):
        assert kim.visitor.get(f"{place}?stuk={wrong}").status == 404
    with lumens.work() as work:
        read = [line for line in record.read(work, filed.dossier_id) if line.event == "paper_read"]
        assert len(read) >= 3
