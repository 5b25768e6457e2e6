"""How much hand ordinary work takes: clicks, keys and seconds, in a real browser on the demo world: python -m tests.bench.hands.

What the program takes is measured: from every press until the next page can be used. What hands take is reckoned, so that it does not
depend on who plays the part: the keystroke-level model (Card, Moran and Newell, 1980) counts a press of the mouse with the way to it as
1.3 s and a key of somebody who types neither fast nor slowly as 0.2 s. Thinking and talking are left out.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page
from sqlalchemy import select
from tests.e2e.browser import chromium
from tests.e2e.program import Program, running
from tests.support import clock
from tests.support.world import Organisation

from wederhoor import config, operations
from wederhoor.settings.service import platform_session
from wederhoor.tenancy.tables import Tenant

CLICK, KEY = 1.3, 0.2
SECRETARY, HR = "Kim Bakvis, Lumens", "Hilda Personeel, Lumens"
READY = "!document.querySelector('.htmx-request, button[data-was]')"


@dataclass
class Hands:
    """Somebody at work: every click and key is counted, and how long the program let them wait."""

    page: Page
    clicks: int = 0
    keys: int = 0
    waited: float = 0.0

    @property
    def seconds(self) -> float:
        """By hand and by machine together."""
        return self.clicks * CLICK + self.keys * KEY + self.waited

    def click(self, what: Locator) -> None:
        """Press something that stands on this page."""
        what.first.wait_for()
        self.clicks += 1
        self._wait(lambda: what.first.click())

    def opens(self, what: Locator, address: str) -> None:
        """Press what opens another page, and wait until it is there; a glob, as Playwright has them."""
        what.first.wait_for()
        self.clicks += 1
        self._wait(lambda: (what.first.click(), self.page.wait_for_url(address)))

    def choose(self, what: Locator, label: str) -> None:
        """Choose of a list: open it and press."""
        self.clicks += 2
        what.select_option(label=label)

    def type(self, text: str) -> None:
        """Type where the caret is."""
        self.keys += len(text)
        self.page.keyboard.type(text)

    def key(self, name: str) -> None:
        """One key, or several held together ("Control+k")."""
        self.keys += name.count("+") + 1
        self.page.keyboard.press(name)

    def sees(self, what: Locator) -> None:
        """Wait until it is there."""
        self._wait(lambda: what.first.wait_for())

    def _wait(self, act: Callable[[], object]) -> None:
        begun = time.perf_counter()
        act()
        self.page.wait_for_load_state()
        self.page.wait_for_function(READY)
        self.waited += time.perf_counter() - begun


def _button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name)


def _link(page: Page, name: str, *, exact: bool = False) -> Locator:
    return page.get_by_role("link", name=name, exact=exact)


def write_down_a_call(hands: Hands) -> None:
    """Somebody calls: who it is and what they say is kept, and the complaint has a number."""
    page = hands.page
    hands.opens(_link(page, "Klacht opnemen", exact=True), "**/klacht-opnemen")
    hands.click(page.get_by_label("Wie, en welk telefoonnummer?"))
    hands.type("Noor Nachtegaal, 06 12 34 56 78")
    hands.key("Tab")
    hands.type("Niemand belde terug over de afspraak van maandag.")
    hands.opens(_button(page, "Bewaren en verder"), "**/klacht-opnemen/*")
    hands.click(page.locator("#surname"))
    hands.type("Nachtegaal")
    hands.opens(_button(page, "Inschrijven"), "**/klaar/**")


def judge(hands: Hands, number: str) -> None:
    """An ordinary complaint with nothing wrong is taken up, from Vandaag."""
    page = hands.page
    line = page.get_by_role("main").locator("li", has=_link(page, number)).first
    hands.opens(
        line.get_by_role("link", name="in behandeling").or_(line.get_by_role("link", name="eoordelen")),
        "**/ontvankelijkheid",
    )
    hands.opens(_button(page, "Besluit vastleggen"), "**/dossiers/*")


def check_a_letter(hands: Hands) -> None:
    """A letter that waits for a look is read and sent, from Vandaag."""
    page = hands.page
    hands.opens(page.get_by_role("main").get_by_role("link", name="Brief nakijken"), "**/nakijken")
    hands.opens(
        page.get_by_role("button", name="Versturen", exact=True), lambda url: not url.endswith("/nakijken")
    )


def assign_ten(hands: Hands) -> None:
    """Ten matters that nobody handles become one's own."""
    page = hands.page
    hands.opens(_link(page, "Register", exact=True), "**/register*")
    hands.opens(_link(page, "Nog van niemand"), "**/register?*")
    hands.click(page.locator("[data-picks]"))
    hands.click(_button(page, "Wijs toe aan mij"))
    hands.sees(page.get_by_role("status"))


def find_by_half_a_name(hands: Hands, number: str) -> None:
    """A matter of which half a name is remembered."""
    hands.key("Control+k")
    hands.sees(hands.page.get_by_label("Waar wilt u heen?"))
    hands.type("halfont")
    found = hands.page.get_by_role("dialog").get_by_role("link", name=number)
    hands.sees(found)
    hands.opens(found, "**/dossiers/*")


def let_go(hands: Hands) -> None:
    """Somebody leaves: everything that depends on them goes to who is proposed, in one act."""
    page = hands.page
    hands.opens(_link(page, "Kim Bakvis"), "**/medewerkers/*")
    hands.opens(_link(page, "gaat weg"), "**/einde?*")
    hands.opens(_button(page, "Beëindig"), lambda url: "einde" not in url)


def _world(program: Program) -> list[str]:
    """Complaints that the demo world lacks: one to judge and to look for, and ten that nobody handles."""
    installation = operations.open_installation(config.load({}, cwd=program.folder))
    try:
        with platform_session(installation, write=False) as session:
            tenant = session.scalars(select(Tenant.id).where(Tenant.slug == "lumens")).one()
        lumens = Organisation(installation=installation, id=tenant, slug="lumens")
        about = {"about_kind": "organisation", "accused_name": "", "event_on": clock.day(-3).isoformat()}
        names = ["Halfonthouden", *(f"Toewijsbaar{one}" for one in "abcdefghij")]
        return [lumens.file_complaint(**about, surname=name).number for name in names]
    finally:
        operations.close(installation)


def _measured(browser: Browser, base: str, who: str, start: str, work: Callable[[Hands], None]) -> Hands:
    context = browser.new_context(base_url=base, viewport={"width": 1280, "height": 800}, locale="nl-NL")
    page = context.new_page()
    page.goto("/demo")
    page.get_by_role("button", name=f"Meld aan als {who}", exact=True).click()
    page.wait_for_url(lambda url: not url.endswith("/demo"))
    page.goto(start)
    hands = Hands(page)
    try:
        work(hands)
    except Exception:
        print(page.url, page.get_by_role("main").inner_text(), file=sys.stderr)
        raise
    context.close()
    return hands


def main() -> None:
    """Every piece of work once, in a demo world of its own."""
    clock.begin(clock.NOW)
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as program, chromium() as browser:
        number = _world(program)[0]
        today, people = "/lumens/kantoor/", "/lumens/kantoor/medewerkers"
        tasks = [
            ("write down a call", SECRETARY, today, write_down_a_call),
            ("judge an ordinary complaint", SECRETARY, today, lambda hands: judge(hands, number)),
            ("check a letter and send it", SECRETARY, today, check_a_letter),
            ("assign ten matters", SECRETARY, today, assign_ten),
            ("find by half a name", SECRETARY, today, lambda hands: find_by_half_a_name(hands, number)),
            ("let somebody go", HR, people, let_go),
        ]
        print(f"{'':30}{'clicks':>8}{'keys':>8}{'program':>10}{'in all':>10}")
        for name, who, start, work in tasks:
            done = _measured(browser, program.base, who, start, work)
            print(
                f"{name:30}{done.clicks:>8}{done.keys:>8}{done.waited:>8.1f} s{done.seconds:>8.1f} s",
                flush=True,
            )


if __name__ == "__main__":
    main()
