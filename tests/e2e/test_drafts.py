"""Half-typed text of the office is not lost, and is nobody else's: in this tab only, until it was sent or somebody signs out."""

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.browser import sound
from tests.e2e.conftest import Visit, needs_script
from tests.e2e.test_keys import as_secretary

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("keys")]
HELD = "Object.keys(sessionStorage).filter((one) => one.startsWith('wederhoor-concept'))"


def _messages(page: Page) -> str:
    page.goto("/lumens/kantoor/register?alles=1")
    page.locator("[data-row]").first.click()
    page.get_by_role("link", name="Berichten", exact=True).click()
    return page.url


@needs_script("without it a form that is left is empty again, as everywhere")
def test_a_draft_is_offered_back_and_goes_when_it_was_sent(visit: Visit) -> None:
    page = as_secretary(visit(390))
    address = _messages(page)
    page.get_by_label("Tekst", exact=True).fill("Gebeld, morgen weer.")
    page.goto("/lumens/kantoor/")
    page.goto(address)
    offer = page.locator("[data-draft]")
    expect(offer).to_contain_text("iets dat niet is verstuurd")
    sound(page)
    offer.get_by_role("button", name="Zet terug").click()
    expect(page.get_by_label("Tekst", exact=True)).to_have_value("Gebeld, morgen weer.")
    expect(page.get_by_label("Tekst", exact=True)).to_be_focused()
    page.get_by_role("button", name="Vastleggen").click()
    expect(page.locator("[data-errors]")).to_be_visible()
    expect(page.get_by_label("Tekst", exact=True)).to_have_value("Gebeld, morgen weer.")
    assert len(page.evaluate(HELD)) >= 1, "what was refused is a draft still"
    page.get_by_label("Notitie", exact=False).first.check()
    page.get_by_role("button", name="Vastleggen").click()
    expect(page.locator("#gezegd")).to_have_text("Uw notitie staat erbij.")
    expect(page.locator("#gezegd")).to_be_focused()
    page.goto(address)
    expect(page.locator("[data-draft]")).to_have_count(0)
    assert page.evaluate(HELD) == [] and page.evaluate("Object.keys(localStorage)") == []


@needs_script("nothing is kept without it")
def test_a_draft_goes_with_who_signs_out(visit: Visit) -> None:
    page = as_secretary(visit(1280))
    address = _messages(page)
    page.get_by_label("Tekst", exact=True).fill("Nog niet af.")
    assert len(page.evaluate(HELD)) == 1
    page.goto("/lumens/kantoor/")
    page.get_by_role("button", name="Afmelden").click()
    page.wait_for_url("**/aanmelden")
    assert page.evaluate(HELD) == []
    as_secretary(page)
    page.goto(address)
    expect(page.locator("[data-draft]")).to_have_count(0)
