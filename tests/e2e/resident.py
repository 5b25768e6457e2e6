"""The steps of somebody with a complaint, as they would take them."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from playwright.sync_api import Page, expect

ORGANISATION = "/lumens"
WHAT_HAPPENED = "Aan de balie zei iemand dat ik weg moest.\n\nDaarna belde niemand terug."
Look = Callable[[Page], None]
BEGUN: WeakKeyDictionary[Page, float] = WeakKeyDictionary()


def glance(_page: Page) -> None:
    """Do not look closely."""


@dataclass(frozen=True)
class Filed:
    number: str
    code: str


def begin(page: Page, look: Look = glance) -> str:
    """From the start page to the first question; the code."""
    page.goto(f"{ORGANISATION}/")
    look(page)
    page.get_by_role("main").get_by_role("link", name="Klacht indienen").click()
    expect(page.get_by_role("heading", name="Voordat u begint")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Begin met uw klacht").click()
    arrive(page, "vraag/wat-wilt-u")
    BEGUN[page] = time.monotonic()
    return page.locator("#code").inner_text()


def date(page: Page, day: str, month: str, year: str) -> None:
    group = page.get_by_role("group", name="Wanneer gebeurde het?")
    for label, value in (("Dag", day), ("Maand", month), ("Jaar", year)):
        group.get_by_label(label, exact=True).fill(value)


def arrive(page: Page, address: str) -> None:
    """Without JavaScript the jump to a wrong answer stays in the address."""
    expect(page).to_have_url(re.compile(rf"/{address}(#\w+)?$"), timeout=10_000)


def onwards(page: Page, address: str) -> None:
    page.get_by_role("button", name="Verder").click()
    arrive(page, f"vraag/{address}")


def about(page: Page) -> None:
    """From what somebody wants to what happened."""
    page.get_by_label("Ik wil een klacht indienen").check()
    onwards(page, "wie-bent-u")
    page.get_by_label("Ik krijg hulp van deze organisatie").check()
    onwards(page, "over-wie")
    page.get_by_label("Een medewerker, vrijwilliger of stagiair").check()
    page.get_by_label("Om wie gaat het?").fill("Wil Wijkwerker")
    page.get_by_role("radiogroup", name="Wat past het best?").get_by_role("radio").first.check()
    onwards(page, "wat-is-er-gebeurd")


def story(page: Page, *, steps_taken: str = "Ik heb twee keer gebeld.") -> None:
    page.get_by_label("Wat is er gebeurd?").fill(WHAT_HAPPENED)
    onwards(page, "niet-eens")
    page.get_by_label("Waarom bent u het er niet mee eens?").fill("Zo ga je niet met mensen om.")
    page.get_by_label("Wat hebt u zelf al gedaan?").fill(steps_taken)
    onwards(page, "uw-naam")


def person(page: Page, surname: str = "Verzonnen") -> None:
    page.get_by_label("Voornaam").fill("Noor")
    page.get_by_label("Achternaam").fill(surname)
    page.get_by_label("Straat en huisnummer").fill("Verzinstraat 12")
    page.get_by_label("Postcode").fill("1234ab")
    page.get_by_label("Woonplaats").fill("Nergenshuizen")
    onwards(page, "bereiken")
    page.get_by_label("Per e-mail", exact=True).check()
    page.get_by_label("E-mailadres").fill("noor.verzonnen@bewoner.example")
    page.get_by_label("Ja, ik ben per e-mail goed te bereiken").check()
    onwards(page, "tot-slot")
    last(page)
    page.get_by_role("button", name="Verder").click()
    arrive(page, "klacht-indienen/bijlagen")
    page.get_by_role("button", name="Verder").click()
    arrive(page, "klacht-indienen/controle")


def last(page: Page, *, heed: str = "Nee", together: str = "Nee", papers: str = "Ja") -> None:
    """The three questions that are a yes or no."""
    for question, answer in (
        ("Moeten wij ergens op letten?", heed),
        ("Klaagt u samen met anderen?", together),
        ("Wilt u foto’s of stukken meesturen?", papers),
    ):
        page.get_by_role("radiogroup", name=question).get_by_label(answer, exact=True).check()


def sign(page: Page, name: str = "Noor Verzonnen") -> None:
    page.get_by_label("Ja, ik onderteken nu").check()
    page.get_by_label("Uw volledige naam").fill(name)
    page.get_by_label("Wat ik heb ingevuld klopt").check()


def fill_in(page: Page, surname: str = "Verzonnen") -> str:
    """All questions, up to the check page; the code."""
    code = begin(page)
    about(page)
    story(page)
    person(page, surname)
    return code


def send(page: Page, *, clicks: int = 1) -> None:
    """Not within three seconds of the start: whoever is that quick is taken for a machine."""
    page.wait_for_timeout(max(0, 3_100 - 1_000 * (time.monotonic() - BEGUN[page])))
    page.get_by_role("button", name="Verstuur mijn klacht").click(click_count=clicks, delay=20)


def receipt(page: Page) -> Filed:
    arrive(page, "klacht-indienen/ontvangst")
    expect(page.get_by_role("heading", name="Uw klacht is binnen")).to_be_visible()
    found = re.search(r"\d{4}-\d{8}-[A-Z]{3}-\w+", page.get_by_role("main").inner_text())
    assert found
    return Filed(found.group(), page.locator("#code").inner_text())
