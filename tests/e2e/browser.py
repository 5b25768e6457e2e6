"""The browser and what every check asks of a page."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar
from weakref import WeakSet

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, sync_playwright

T = TypeVar("T")
SCRIPTLESS: WeakSet[Page] = WeakSet()
"""Pages of browsers that run no scripts."""
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE_OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],  # writing out what is right takes half the time
}
# Asked for in the tests themselves: a form that is sent back, an address that is not there, no connection.
EXPECTED = (
    "status of 422",
    "status of 404",
    "ERR_INTERNET_DISCONNECTED",
    "htmx:afterRequest",
    "htmx:sendError",
)
TIDY = "document.querySelectorAll('[style=\"\"]').forEach(e => e.removeAttribute('style'))"


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", headless=True, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Visitor:
    """One person with a browser of their own; hears every complaint of the console."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not any(part in message.text for part in EXPECTED):
            self.complaints.append(f"{self.page.url}: {message.text}")


@contextmanager
def visitor(browser: Browser, **options: Any) -> Iterator[Visitor]:
    context = browser.new_context(reduced_motion="reduce", locale="nl-NL", **options)
    context.set_default_timeout(10_000)
    try:
        made = Visitor(context.new_page())
        if not options.get("java_script_enabled", True):
            SCRIPTLESS.add(made.page)
        yield made
    finally:
        context.close()
    assert made.complaints == [], made.complaints


REPLACED = ("context was destroyed", "reading 'documentElement'")
"""What the browser says when the next page opened while this one was being read."""


def _of_loaded(page: Page, read: Callable[[Page], T]) -> T:
    """Read something of a page that has loaded: a click that has just begun to open the next one is waited for."""
    page.wait_for_load_state()
    try:
        return read(page)
    except Error as error:
        if not any(words in error.message for words in REPLACED):
            raise
    page.wait_for_load_state()
    return read(page)


def accessibility_faults(page: Page) -> list[str]:
    """What axe finds. It waits for timers, which never come in a browser without scripts: there, ask for `sound`."""
    assert page not in SCRIPTLESS, "axe never answers without scripts"
    return _of_loaded(page, _axe_faults)


def _axe_faults(page: Page) -> list[str]:
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("options => axe.run(options).then(found => found.violations)", AXE_OPTIONS)
    page.evaluate(TIDY)  # axe leaves empty style attributes behind, which htmx would copy against the policy
    return [f"{v['id']}: {v['help']} {[n['target'] for n in v['nodes']][:3]}" for v in found]


WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def too_wide(page: Page) -> bool:
    """Whether something sticks out at the side."""
    return _of_loaded(page, lambda one: bool(one.evaluate(WIDE)))


def sound(page: Page) -> None:
    """The page is accessible and fits the screen. Without scripts axe cannot look: the same page is looked at with them."""
    if page not in SCRIPTLESS:
        assert accessibility_faults(page) == [], page.url
    assert not too_wide(page), page.url
