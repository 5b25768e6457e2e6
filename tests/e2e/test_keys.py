"""The keyboard at the desk: everything a key does stands on the page as well, so these journeys need JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.browser import sound
from tests.e2e.conftest import Visit, needs_script

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("keys")]


def as_secretary(page: Page) -> Page:
    page.goto("/demo")
    page.get_by_role("button", name="Meld aan als Kim Bakvis, Lumens", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vandaag")
    return page


@needs_script("the same page opens by its link 'Ga naar…'")
def test_by_keyboard_alone_from_anywhere_to_a_dossier_an_act_and_back_to_the_list(visit: Visit) -> None:
    page = as_secretary(visit(1280))
    page.goto("/lumens/kantoor/register")
    page.keyboard.press("j")
    number = page.evaluate("document.activeElement.textContent")
    assert re.search(r"\d", number)
    page.keyboard.press("o")
    expect(page.get_by_role("heading", level=1)).to_have_text(number)
    page.keyboard.press("n")
    expect(page.get_by_role("navigation", name="In de lijst")).to_contain_text("2 van")
    expect(page.get_by_role("heading", level=1)).not_to_have_text(number)
    sound(page)
    page.keyboard.press("p")
    expect(page.get_by_role("heading", level=1)).to_have_text(number)
    expect(page.get_by_role("navigation", name="In de lijst").get_by_role("link")).to_have_count(2)
    page.keyboard.press("Control+k")
    box = page.get_by_label("Waar wilt u heen?")
    expect(box).to_be_focused()
    page.keyboard.type("behandelaar")
    expect(page.get_by_role("dialog").get_by_role("link")).to_have_count(1)
    sound(page)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/toewijzen$"))
    page.keyboard.press("Control+k")
    expect(box).to_be_focused()
    page.keyboard.type(number[:8])
    expect(page.get_by_role("dialog").get_by_role("link", name=number)).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("dialog").get_by_role("link").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("Control+k")
    expect(box).to_be_focused()
    page.keyboard.type("x")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


@needs_script("each of these is a link, a box or a button as well")
def test_with_the_mouse_away_a_secretary_chooses_takes_writes_and_comes_back(visit: Visit) -> None:
    page = as_secretary(visit(1280))
    page.goto("/lumens/kantoor/register?behandelaar=niemand")
    focused = "document.activeElement.textContent.trim()"
    page.keyboard.press("j")
    first = page.evaluate(focused)
    page.keyboard.press("x")
    expect(page.get_by_label(f"Kies {first}")).to_be_checked()
    page.keyboard.press("x")
    expect(page.get_by_label(f"Kies {first}")).not_to_be_checked()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(first)
    page.keyboard.press("m")
    expect(page.locator("#gezegd")).to_have_text("Deze zaak is nu van u.")
    expect(page.locator("#gezegd")).to_be_focused()
    sound(page)
    expect(page.get_by_role("navigation", name="In de lijst")).to_contain_text("Staat niet meer in de lijst")
    page.keyboard.press("u")
    expect(page.get_by_role("heading", level=1)).to_have_text("Register")
    # on to the next of a list, and back to the line one came from
    page.goto("/lumens/kantoor/register?alles=1")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("navigation", name="In de lijst")).to_contain_text("1 van")
    page.keyboard.press("n")
    expect(page.get_by_role("navigation", name="In de lijst")).to_contain_text("2 van")
    second = page.locator("h1").text_content() or ""
    page.keyboard.press("u")
    expect(page.get_by_role("heading", level=1)).to_have_text("Register")
    expect(page.get_by_role("link", name=second, exact=True)).to_be_focused()  # the line one came from
    page.keyboard.press("o")
    expect(page.get_by_role("heading", level=1)).to_have_text(second)
    page.keyboard.press("Control+k")
    expect(page.get_by_label("Waar wilt u heen?")).to_be_focused()
    page.keyboard.type("omschrijving")
    expect(page.get_by_role("dialog").get_by_role("link")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Korte omschrijving")).to_be_visible()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "text":
            break
    page.keyboard.press("Control+a")
    page.keyboard.type("Wachtte elf weken.")
    page.keyboard.press("Enter")
    expect(page.locator("#gezegd")).to_have_text("De omschrijving en het onderwerp zijn bewaard.")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none", "where one is can be seen"


@needs_script("nothing else than keys is explained there")
def test_keys_are_explained_and_can_be_turned_off(visit: Visit) -> None:
    page = as_secretary(visit(390))
    page.goto("/lumens/kantoor/register")
    page.keyboard.press("?")
    shown = page.get_by_role("dialog", name="Toetsen")
    expect(shown.get_by_text("Zoeken", exact=True)).to_be_visible()
    sound(page)
    shown.get_by_label("Losse letters gebruiken als toets").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") != "zoek"
    page.keyboard.press("?")
    page.get_by_label("Losse letters gebruiken als toets").check()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.get_by_label("Zoeken")).to_be_focused()


def test_the_menu_is_one_button_on_a_phone(visit: Visit) -> None:
    page = as_secretary(visit(390))
    menu = page.get_by_role("navigation", name="Hoofdmenu")
    expect(menu.get_by_role("link")).to_have_count(1)
    menu.get_by_role("link", name="Menu").click()
    expect(menu.get_by_role("link", name="Verzending")).to_be_visible()
    sound(page)
    menu.get_by_role("link", name="Sluit het menu").click()
    expect(menu.get_by_role("link")).to_have_count(1)
    menu.get_by_role("link", name="Menu").click()
    menu.get_by_role("link", name="Register").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Register")
    expect(menu.get_by_role("link")).to_have_count(1)
