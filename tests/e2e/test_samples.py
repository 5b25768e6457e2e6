"""Every template with its sample in a real browser: accessible, fits the screen, keeps to the policy."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage
from tests.e2e.browser import accessibility_faults, chromium, preview, too_wide
from tests.e2e.samples import PAGES

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("browser")]
VARIANTS = [(name, variant) for name, variants in PAGES.items() for variant in variants]
WAYS = [(1280, "light"), (390, "dark"), (320, "light")]


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    with preview() as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[BrowserContext]:
    with chromium() as context:
        yield context


@pytest.mark.parametrize(("name", "variant"), VARIANTS)
def test_page_is_accessible_and_fits(base: str, browser: BrowserContext, name: str, variant: str) -> None:
    page = browser.pages[0]
    complaints: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(message.text)

    page.on("console", hear)
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{base}/{name}?variant={variant}&demo=1")
    for width, scheme in WAYS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.wait_for_timeout(150)
        assert accessibility_faults(page) == [], (width, scheme)
        assert not too_wide(page), width
    page.remove_listener("console", hear)
    assert complaints == []


def test_brands_have_enough_contrast_light_and_dark(base: str, browser: BrowserContext) -> None:
    page = browser.pages[0]
    for brand in ("interaktcontour", "wil"):
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.goto(f"{base}/intake/page.html?variant=fout&brand={brand}")
            assert accessibility_faults(page) == [], (brand, scheme)
            page.goto(f"{base}/desk/register.html?brand={brand}")
            assert accessibility_faults(page) == [], (brand, scheme)


def test_errors_arrive_without_a_new_page_and_get_the_focus(base: str, browser: BrowserContext) -> None:
    page = browser.pages[0]
    page.goto(f"{base}/intake/page.html")
    page.evaluate("window.sameDocument = true")
    page.get_by_role("button", name="Verder").click()
    page.wait_for_selector("[data-errors]")
    assert page.evaluate("window.sameDocument") is True
    assert page.evaluate("document.activeElement.id") == "fouten"
    assert page.title().startswith("Fout: ")
    page.locator("[data-errors] a").first.click()
    assert page.evaluate("document.activeElement.id") == "about_kind"


def test_a_lost_connection_is_said_and_nothing_typed_is_lost(base: str, browser: BrowserContext) -> None:
    page = browser.pages[0]
    page.goto(f"{base}/intake/page.html?variant=klacht")
    page.get_by_label("Wat is er gebeurd?").fill("Dit blijft staan")
    page.context.set_offline(True)
    page.get_by_role("button", name="Verder").click()
    page.get_by_text("Er is geen verbinding").wait_for()
    page.context.set_offline(False)
    assert page.get_by_label("Wat is er gebeurd?").input_value() == "Dit blijft staan"


def test_code_can_be_copied(base: str, browser: BrowserContext) -> None:
    page = browser.pages[0]
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{base}/intake/receipt.html")
    page.get_by_role("button", name="Kopieer code").click()
    page.get_by_text("Gekopieerd").first.wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#code").inner_text()


def test_keyboard_reaches_the_content_first(base: str, browser: BrowserContext) -> None:
    page = browser.pages[0]
    page.goto(f"{base}/desk/register.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Naar de inhoud"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhoud"
