"""A browser that changes hands: whoever sits down next meets nothing of who was there, not with the way back either."""

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.browser import sound
from tests.e2e.conftest import Visit

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("browser")]
STORY = "Dit leest niemand na mij."


def become(page: Page, name: str) -> None:
    """Choose who to be in the demo world."""
    page.goto("/demo")
    page.get_by_role("button", name=f"Meld aan als {name}, Lumens", exact=True).click()
    page.wait_for_load_state()


def test_after_signing_out_the_way_back_shows_nothing(visit: Visit) -> None:
    page = visit(1280)
    become(page, "Kim Bakvis")
    page.goto("/lumens/kantoor/")
    sign_out = page.get_by_role("button", name="Afmelden")
    expect(sign_out).to_be_visible()
    sign_out.click()
    page.wait_for_url("**/aanmelden")
    page.go_back()
    page.wait_for_load_state()
    expect(sign_out).to_have_count(0)
    page.goto("/lumens/kantoor/")
    page.wait_for_url("**/aanmelden**")


def test_who_signs_in_meets_no_complaint_of_who_sat_there_before(visit: Visit) -> None:
    page = visit(390)
    page.goto("/lumens/klacht-indienen")
    page.get_by_role("button", name="Begin met uw klacht").click()
    page.goto("/lumens/klacht-indienen/vraag/wat-is-er-gebeurd")
    page.locator("textarea").first.fill(STORY)
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url(lambda url: "wat-is-er-gebeurd" not in url)
    page.goto("/aanmelden")
    expect(page.get_by_text("In deze browser staat nog iets open met een code")).to_be_visible()
    sound(page)
    become(page, "Kim Bakvis")
    page.goto("/lumens/klacht-indienen/vraag/wat-is-er-gebeurd")
    page.wait_for_url("**/lumens/klacht-indienen?verder=**")
    assert STORY not in page.content()


def test_after_closing_a_code_the_way_back_asks_for_it(visit: Visit) -> None:
    page = visit(390)
    page.goto("/lumens/misstand-melden/schrijven")
    page.locator("textarea").first.fill(STORY)
    page.locator("input[name=naming][value=anonymous]").check()
    page.locator("input[name=way][value=written]").check()
    page.get_by_role("button", name="Verstuur").first.click()
    page.wait_for_url("**/ontvangen")
    page.goto("/lumens/misstand-melden/mijn-melding")
    assert STORY in page.content()
    page.get_by_role("button", name="Wis de code van dit apparaat").click()
    page.wait_for_url("**/misstand-melden")
    page.go_back()
    page.wait_for_load_state()
    assert STORY not in page.content()
