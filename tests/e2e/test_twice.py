"""Twice is once and a tab is a tab, as fingers do it: double taps, Enter, a slow line, two codes in one browser, no line at all."""

import re

import pytest
from playwright.sync_api import Page, Route, expect
from tests.e2e import resident
from tests.e2e.browser import sound
from tests.e2e.conftest import Visit, needs_script

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("residents")]
WORDS = "Dit hoort bij de eerste."


def filed(page: Page, surname: str) -> resident.Filed:
    resident.fill_in(page, surname)
    resident.sign(page, f"Noor {surname}")
    resident.send(page)
    return resident.receipt(page)


def enter(page: Page, code: str) -> None:
    page.goto("/lumens/mijn-klacht")
    close = page.get_by_role("button", name="Sluit deze pagina af")
    if close.count():
        close.click()
        page.wait_for_url("**/lumens/")
        page.goto("/lumens/mijn-klacht")
    page.get_by_label("Uw code").fill(code)
    page.get_by_role("button", name="Bekijk mijn klacht").click()
    expect(page.get_by_role("link", name="Berichten lezen en schrijven")).to_be_visible()


def test_a_double_tap_on_call_me_is_answered_by_a_page_that_stays(visit: Visit) -> None:
    page = visit(390)
    page.goto("/lumens/bel-mij")
    page.get_by_label("Uw naam").fill("Noor Dubbel")
    page.get_by_label("Uw telefoonnummer").fill("06 12 34 56 78")
    page.get_by_role("button", name="Bel mij").dblclick()
    expect(page.get_by_role("heading", name="Wij bellen u")).to_be_visible()
    sound(page)
    page.reload()
    expect(page.get_by_role("heading", name="Wij bellen u")).to_be_visible()
    page.goto("/demo")
    page.get_by_role("button", name="Meld aan als Kim Bakvis, Lumens").click()
    page.goto("/lumens/kantoor/taken")
    expect(page.get_by_text("Noor Dubbel")).to_have_count(1)


def test_a_double_tap_on_a_message_and_two_tabs_with_two_codes(visit: Visit) -> None:
    page = visit(390)
    one, two = filed(page, "Een"), filed(page, "Twee")
    enter(page, one.code)
    page.goto("/lumens/mijn-klacht/berichten")
    page.get_by_label("Uw bericht").fill("Een keer, twee tikken.")
    page.get_by_role("button", name="Bericht versturen").dblclick()
    expect(page.locator(".w-talk time")).to_have_count(1)  # what it says is read after a second code
    page.get_by_label("Uw bericht").fill(WORDS)

    other = page.context.new_page()
    enter(other, two.code)

    page.get_by_role("button", name="Bericht versturen").click()
    expect(
        page.get_by_role("heading", name="In een ander tabblad is een andere code geopend")
    ).to_be_visible()
    expect(page.get_by_text(WORDS)).to_be_visible()
    other.goto("/lumens/mijn-klacht/berichten")
    expect(other.locator(".w-talk time")).to_have_count(0)
    enter(other, one.code)
    page.get_by_role("button", name="Verstuur opnieuw").click()
    expect(page.locator(".w-talk time")).to_have_count(2)


def test_a_report_sent_by_a_double_tap_has_one_code(visit: Visit) -> None:
    page = visit(390)
    page.goto("/lumens/misstand-melden/schrijven")
    page.get_by_label("Ik schrijf het hier op").check()
    page.get_by_label("Anoniem: niemand weet wie ik ben").check()
    page.get_by_label("Wat is er aan de hand?").fill("Twee tikken, een melding.")
    page.get_by_role("button", name="Verstuur mijn melding").dblclick()
    expect(page.get_by_role("heading", name="Uw melding is binnen")).to_be_visible()
    code = page.locator("#code").inner_text()
    page.reload()
    assert page.locator("#code").inner_text() == code
    page.goto("/lumens/misstand-melden/mijn-melding")
    expect(page.get_by_text("Twee tikken, een melding.")).to_have_count(1)


@needs_script("without, a browser sends what is pressed twice; it is taken once all the same")
def test_a_button_rests_while_what_it_sends_is_on_its_way(visit: Visit) -> None:
    page = visit(390)
    held: list[Route] = []
    page.goto("/lumens/bel-mij")
    page.route(
        "**/bel-mij",
        lambda route: held.append(route) if route.request.method == "POST" else route.continue_(),
    )
    page.get_by_label("Uw naam").fill("Noor Rustig")
    page.get_by_label("Uw telefoonnummer").fill("06 12 34 56 78")
    button = page.get_by_role("button", name=re.compile("Bel mij|Bezig met versturen"))
    button.click()
    expect(button).to_be_disabled()
    page.get_by_label("Uw naam").press("Enter")
    page.wait_for_timeout(300)
    assert len(held) == 1
    held[0].continue_()
    expect(page.get_by_role("heading", name="Wij bellen u")).to_be_visible()


@needs_script("without, the browser itself says that there is no line, and keeps the form on the way back")
def test_without_a_line_everything_typed_stays_and_goes_later(visit: Visit) -> None:
    page = visit(390)
    resident.begin(page)
    page.goto("/lumens/klacht-indienen/vraag/wat-is-er-gebeurd")
    page.get_by_label("Wat is er gebeurd?").fill(WORDS)
    page.context.set_offline(True)
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_text("Er is geen verbinding. Wat u typte, staat er nog.")).to_be_visible()
    expect(page.get_by_label("Wat is er gebeurd?")).to_have_value(WORDS)
    page.context.set_offline(False)
    page.get_by_role("button", name="Verder").click()
    page.wait_for_url(lambda url: "wat-is-er-gebeurd" not in url)
    page.goto("/lumens/klacht-indienen/vraag/wat-is-er-gebeurd")
    expect(page.get_by_label("Wat is er gebeurd?")).to_have_value(WORDS)


def test_when_cookies_are_gone_what_was_typed_is_shown_and_can_be_sent(visit: Visit) -> None:
    page = visit(390)
    one = filed(page, "Koek")
    enter(page, one.code)
    page.goto("/lumens/mijn-klacht/berichten")
    page.get_by_label("Uw bericht").fill(WORDS)
    page.context.clear_cookies()
    page.get_by_role("button", name="Bericht versturen").click()
    expect(page.get_by_text(WORDS)).to_be_visible()
    sound(page)
    other = page.context.new_page()
    enter(other, one.code)
    page.get_by_role("button", name="Verstuur opnieuw").click()
    expect(page.locator(".w-talk time")).to_have_count(1)
