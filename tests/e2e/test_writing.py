"""Writing at the desk: the letter beside its text, a saved text, a message that is taken back, a paper beside the complaint."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.browser import sound
from tests.e2e.conftest import Visit

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("browser")]


def _kim(visit: Visit, width: int = 1280) -> Page:
    page = visit(width)
    page.goto("/demo")
    page.get_by_role("button", name="Meld aan als Kim Bakvis, Lumens", exact=True).click()
    page.wait_for_load_state()
    return page


def test_a_letter_is_seen_as_it_will_be_while_it_is_written(visit: Visit, javascript: bool) -> None:
    page = _kim(visit)
    page.goto("/lumens/kantoor/vaste-teksten")
    name = f"Bellen {'met' if javascript else 'zonder'}"
    page.get_by_label("Naam").fill(name)
    page.get_by_label("Tekst", exact=True).fill("U kunt ons altijd bellen.")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("status").first).to_contain_text("De vaste tekst is bewaard.")
    sound(page)
    page.goto("/lumens/kantoor/verzending")
    page.get_by_role("link", name="Bekijk en verstuur").first.click()
    sheet, text = page.locator("#zo-wordt-de-brief"), page.get_by_label("Tekst van de brief")
    expect(sheet.get_by_role("img", name="Bladzijde 1 van 1")).to_be_visible()
    expect(sheet).to_contain_text("De datum wordt die van de dag waarop de brief weggaat.")
    sound(page)
    text.fill(f"{text.input_value()}\n\nEen zin van nu.\n\n")
    page.get_by_label("Vaste tekst").select_option(label=name)
    page.get_by_role("button", name="Voeg toe").click()
    expect(text).to_have_value(re.compile(r"Een zin van nu\.\n\nU kunt ons altijd bellen\.\s*$"))
    if javascript:
        expect(text).to_be_focused()
    else:
        page.get_by_role("button", name="Bekijk hoe de brief wordt").last.click()
    expect(sheet.locator("article")).to_contain_text("U kunt ons altijd bellen.")
    expect(text).to_have_value(re.compile("Een zin van nu"))
    sound(page)


def test_a_message_is_taken_back_and_a_paper_is_read_beside_the_complaint(
    visit: Visit, javascript: bool
) -> None:
    page = _kim(visit)
    page.goto("/lumens/kantoor/register")
    rows = page.locator("a[data-row]")
    expect(rows.first).to_be_visible()
    for address in [row.get_attribute("href") for row in rows.all()]:
        page.goto(str(address))
        if page.locator("#stuk-ernaast a").count() > 1:
            break
    beside = page.locator("#stuk-ernaast")
    beside.get_by_role("link", name="1. ").first.click()
    page.wait_for_url("**?stuk=1")
    expect(beside.locator("h2")).to_contain_text("1. ")
    expect(page.get_by_role("heading", name="De klacht", exact=True)).to_be_visible()
    sound(page)
    if javascript:
        expect(beside.locator("section")).to_be_focused()
        page.keyboard.press("]")
    else:
        beside.get_by_role("link", name="Volgend stuk").click()
    page.wait_for_url("**?stuk=2")
    expect(beside.locator("h2")).to_contain_text("2. ")
    beside.get_by_role("link", name="Sluit het stuk").click()
    expect(beside.locator("section")).to_have_count(0)
    page.get_by_role("navigation").get_by_role("link", name="Berichten").click()
    page.get_by_label("Een bericht", exact=True).check()
    page.get_by_label("Aan wie?").select_option(index=1)
    page.get_by_label("Tekst", exact=True).fill("Dit stuur ik te vroeg.")
    page.get_by_role("button", name="Vastleggen").click()
    expect(page.locator(".w-talk li").first).to_contain_text("Wacht nog tot")
    sound(page)
    page.get_by_role("button", name="Ongedaan maken").first.click()
    expect(page.get_by_role("status").first).to_contain_text("Het bericht is teruggehaald")
    expect(page.get_by_label("Tekst", exact=True)).to_have_value("Dit stuur ik te vroeg.")
    sound(page)
