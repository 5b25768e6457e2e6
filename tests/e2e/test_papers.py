"""A resident sends photos from a phone: cut off, gone on, also after the page was loaded anew; and without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, Route, expect
from tests.e2e.browser import sound
from tests.e2e.conftest import Visit, needs_script
from tests.e2e.resident import arrive, fill_in, receipt, send, sign
from tests.support.papers import pdf, photo, word

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("browser")]
PLACE = "**/klacht-indienen/bijlagen/*-*-*"


def file(name: str, content: bytes) -> dict[str, object]:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def to_papers(page: Page) -> None:
    page.get_by_role("link", name=re.compile(r"Toevoegen\s*: Bijlagen")).click()
    arrive(page, "klacht-indienen/bijlagen")


@needs_script("the form sends files whole then: see below")
def test_photos_over_a_line_that_breaks_go_on_where_they_stopped(visit: Visit) -> None:
    page = visit(390)
    fill_in(page)
    to_papers(page)
    sound(page)
    large = photo(size=(1800, 1400), noisy=True)
    offsets: list[int] = []
    line = {"left": 2}

    def part(route: Route) -> None:
        offsets.append(int(route.request.headers["upload-offset"]))
        line["left"] -= 1
        if line["left"] < 0:
            route.abort("internetdisconnected")
        else:
            route.continue_()

    page.route(PLACE, part)
    page.get_by_label("Kies foto’s of pdf’s").set_input_files(file("groot.jpg", large))
    expect(page.get_by_text("Geen verbinding. Wij gaan vanzelf verder").first).to_be_visible()
    assert offsets[:3] == [0, 524288, 1048576]
    sound(page)
    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.get_by_text(re.compile(r"Nog niet helemaal binnen \(\d+%\)"))).to_be_visible()
    line["left"] = 100
    offsets.clear()
    papers = [file("groot.jpg", large), file("verslag.docx", word()), file("IMG_1.HEIC", photo("HEIF"))]
    page.get_by_label("Kies foto’s of pdf’s").set_input_files(papers)  # type: ignore[arg-type]
    expect(page.get_by_text("verslag.docx: Dit soort bestand kunnen wij niet aannemen")).to_be_visible()
    kept = page.locator("#stukken > .w-list").first
    expect(kept.get_by_text("IMG_1.HEIC", exact=True)).to_be_visible()
    expect(kept.get_by_text("foto of afbeelding").nth(1)).to_be_visible()
    assert offsets[0] == 1048576
    sound(page)
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_text("groot.jpg")).to_be_visible()
    sound(page)
    sign(page)
    send(page)
    receipt(page)
    page.goto("/lumens/mijn-klacht/stukken")
    expect(page.get_by_text("Wij hebben 2 bestanden van u.")).to_be_visible()
    sound(page)


@pytest.mark.parametrize("javascript", [False], ids=["no-script"])
def test_without_javascript_the_form_sends_them_whole(visit: Visit) -> None:
    page = visit(390)
    fill_in(page)
    to_papers(page)
    papers = [file("brief.pdf", pdf()), file("verslag.docx", word())]
    page.get_by_label("Kies foto’s of pdf’s").set_input_files(papers)  # type: ignore[arg-type]
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_role("heading", name="Eén bestand is niet toegevoegd")).to_be_visible()
    page.get_by_role("button", name=re.compile(r"Haal weg\s*: brief.pdf")).click()
    expect(page.get_by_text("Nog niets.")).to_be_visible()


def test_what_was_chosen_comes_along_when_somebody_goes_on(visit: Visit) -> None:
    page = visit(390)
    fill_in(page)
    to_papers(page)
    page.get_by_label("Kies foto’s of pdf’s").set_input_files(file("brief.pdf", pdf()))  # type: ignore[arg-type]
    page.get_by_role("button", name="Verder").click()
    arrive(page, "klacht-indienen/controle")
    expect(page.get_by_text("brief.pdf")).to_be_visible()
