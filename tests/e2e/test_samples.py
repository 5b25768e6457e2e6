"""Every template with its sample in a real browser: accessible, fits the screen, keeps to the policy."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from tests.e2e.browser import accessibility_faults, sound, too_wide, visitor
from tests.e2e.preview import preview
from tests.e2e.samples import PAGES

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("samples")]
VARIANTS = [(name, variant) for name, variants in PAGES.items() for variant in variants]


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    with preview() as address:
        yield address


@pytest.fixture(scope="module")
def page(chrome: Browser) -> Iterator[Page]:
    with visitor(chrome) as made:
        yield made.page


@pytest.mark.parametrize(("name", "variant"), VARIANTS)
def test_page_is_accessible_and_fits(base: str, page: Page, name: str, variant: str) -> None:
    """In the dark on the smallest screen; the journeys look in the light on the others."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{base}/{name}?variant={variant}&demo=1")
    assert not too_wide(page)
    page.set_viewport_size({"width": 320, "height": 800})
    page.emulate_media(color_scheme="dark")
    sound(page)


def test_brands_have_enough_contrast_light_and_dark(base: str, page: Page) -> None:
    for brand in ("interaktcontour", "wil"):
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.goto(f"{base}/intake/page.html?variant=fout&brand={brand}")
            assert accessibility_faults(page) == [], (brand, scheme)
            page.goto(f"{base}/desk/register.html?brand={brand}")
            assert accessibility_faults(page) == [], (brand, scheme)


def test_paper_shows_whole_lines_and_what_there_is_to_read(base: str, page: Page) -> None:
    """What has a size of its own is cut through at the end of a page; buttons and menus stay on the screen."""
    page.emulate_media(media="print")
    for name, gone in (("desk/dossier.html", "#stappen"), ("portal/status.html", "main form")):
        page.goto(f"{base}/{name}")
        root = page.evaluate(
            "[getComputedStyle(document.documentElement)].map(s => [s.display, s.containerType])[0]"
        )
        assert root == ["block", "normal"]
        for hidden in (gone, ".w-tabs", ".w-crumbs", ".denhaag-side-navigation"):
            assert page.locator(f"{hidden}:visible").count() == 0, (name, hidden)
    page.emulate_media(media="screen")


def test_errors_arrive_without_a_new_page_and_get_the_focus(base: str, page: Page) -> None:
    page.goto(f"{base}/intake/page.html")
    page.evaluate("window.sameDocument = true")
    page.get_by_role("button", name="Verder").click()
    page.wait_for_selector("[data-errors]")
    assert page.evaluate("window.sameDocument") is True
    assert page.evaluate("document.activeElement.id") == "fouten"
    assert page.title().startswith("Fout: ")
    page.locator("[data-errors] a").first.click()
    assert page.evaluate("document.activeElement.id") == "about_kind"


def test_a_lost_connection_is_said_and_nothing_typed_is_lost(base: str, page: Page) -> None:
    page.goto(f"{base}/intake/page.html?variant=klacht")
    page.locator("textarea").first.fill("Dit blijft staan")
    page.context.set_offline(True)
    page.get_by_role("button", name="Verder").click()
    page.get_by_text("Er is geen verbinding").wait_for()
    page.context.set_offline(False)
    assert page.locator("textarea").first.input_value() == "Dit blijft staan"


def test_code_can_be_copied(base: str, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{base}/intake/receipt.html")
    page.get_by_role("button", name="Kopieer code").click()
    page.get_by_text("Gekopieerd").first.wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#code").inner_text()


def test_keyboard_reaches_the_content_first(base: str, page: Page) -> None:
    page.goto(f"{base}/intake/before.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Naar de inhoud"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhoud"
