"""Behind the wall in a real browser: who reports, who receives it, and who speaks to a confidant."""

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.browser import sound
from tests.e2e.conftest import Visit

from wederhoor.demo.walls import CONFIDANT, OFFICER, PASSPHRASE

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("browser")]
ON_THE_COMPUTER = 1280
ON_THE_PHONE = 390


def _open_box(page: Page, name: str, place: str) -> None:
    """Become somebody of the demo world and open their strongbox, after a wrong try."""
    page.goto("/demo")
    page.get_by_role("button", name=f"Meld aan als {name}, Lumens").click()
    page.wait_for_url("**/account/kluis?verder=*")
    sound(page)
    page.get_by_label("Uw wachtzin").fill("dit is hem niet, denk ik")
    page.get_by_role("button", name="Open de kluis").click()
    expect(page.locator("#fouten")).to_be_visible()
    page.get_by_label("Uw wachtzin").fill(PASSPHRASE)
    page.get_by_role("button", name="Open de kluis").click()
    page.wait_for_url(place)
    sound(page)


def test_anonymous_reporter_and_the_officer(visit: Visit) -> None:
    reporter = visit(ON_THE_PHONE)
    reporter.goto("/lumens/misstand-melden")
    expect(reporter.get_by_role("heading", name="U mag ook meteen naar buiten")).to_be_visible()
    reporter.get_by_role("link", name="Ik wil iets melden").click()
    reporter.get_by_role("button", name="Verstuur mijn melding").click()
    expect(reporter.locator("#fouten")).to_be_visible()
    reporter.get_by_label("Ik schrijf het hier op").check()
    reporter.get_by_label("Anoniem: niemand weet wie ik ben").check()
    reporter.get_by_label("Wat is er aan de hand?").fill("De kas klopt al maanden niet.")
    reporter.get_by_label("Over wie gaat het?").fill("De penningmeester")
    reporter.get_by_role("button", name="Verstuur mijn melding").click()
    expect(reporter.get_by_role("heading", name="Uw melding is binnen")).to_be_visible()
    code = reporter.locator("#code").inner_text()
    reporter.get_by_role("button", name="Ik heb de code").click()
    reporter.wait_for_url("**/misstand-melden")

    officer = visit(ON_THE_COMPUTER)
    _open_box(officer, OFFICER, "**/lumens/meldingen")
    article = officer.locator("article", has_text="De kas klopt al maanden niet.")
    article.get_by_role("link").click()
    sound(officer)
    expect(officer.get_by_text("De penningmeester")).to_have_count(0)
    officer.get_by_role("button", name="Over wie de melding gaat").click()
    expect(officer.get_by_text("De penningmeester")).to_be_visible()
    officer.get_by_role("link", name="Terug naar de melding").click()
    officer.get_by_role("link", name="Ontvangst bevestigen").click()
    sound(officer)
    officer.get_by_role("button", name="Bevestig de ontvangst").click()
    officer.wait_for_url("**/meldingen/*")
    expect(officer.get_by_text("Ontvangst bevestigd")).to_be_visible()

    again = visit(ON_THE_PHONE, scheme="dark")
    again.goto("/lumens/misstand-melden/mijn-melding")
    again.get_by_label("Uw code").fill(code.lower())
    again.get_by_role("button", name="Bekijk mijn melding").click()
    expect(again.get_by_text("Wij hebben uw melding ontvangen")).to_be_visible()
    sound(again)
    again.get_by_role("button", name="Verstuur").click()
    expect(again.locator("#fouten")).to_be_focused()
    again.get_by_label("Uw bericht").fill("Dank u. Kijk ook in de kluis.")
    again.get_by_role("button", name="Verstuur").click()
    expect(again.get_by_text("Dank u. Kijk ook in de kluis.")).to_be_visible()

    officer.reload()
    expect(officer.get_by_text("Dank u. Kijk ook in de kluis.")).to_be_visible()
    officer.get_by_role("button", name="Afmelden").click()
    officer.wait_for_url("**/aanmelden")
    officer.goto("/lumens/meldingen")
    officer.wait_for_url("**/aanmelden?verder=*")


def test_confidant_and_who_writes_to_them(visit: Visit) -> None:
    worker = visit(ON_THE_PHONE)
    worker.goto("/lumens/vertrouwenspersoon")
    sound(worker)
    worker.get_by_role("link", name="Schrijf de vertrouwenspersoon").click()
    worker.get_by_label(CONFIDANT).check()
    worker.get_by_label("Waar wilt u het over hebben?").fill("Ik word steeds onderbroken in het overleg.")
    worker.get_by_role("button", name="Verstuur").click()
    worker.wait_for_url("**/vertrouwenspersoon/verstuurd")
    sound(worker)

    confidant = visit(ON_THE_COMPUTER, scheme="dark")
    _open_box(confidant, CONFIDANT, "**/vertrouwenspersoon")
    confidant.locator("article", has_text="nieuw").first.get_by_role("link").click()
    expect(confidant.get_by_text("Ik word steeds onderbroken")).to_be_visible()
    sound(confidant)
    confidant.get_by_role("link", name="Bericht schrijven").click()
    confidant.get_by_label("Tekst", exact=True).fill("Zullen we samen kijken wat helpt?")
    confidant.get_by_role("button", name="Plaats het bericht").click()
    expect(confidant.get_by_text("Zullen we samen kijken wat helpt?")).to_be_visible()

    worker.goto("/lumens/vertrouwenspersoon/mijn-bericht")
    expect(worker.get_by_text("Zullen we samen kijken wat helpt?")).to_be_visible()
    worker.get_by_role("link", name="Hier een melding of een klacht van maken").click()
    sound(worker)
    worker.get_by_role("link", name="Maak er een klacht van").click()
    expect(worker.get_by_label("Dit neemt u mee")).to_have_value("Ik word steeds onderbroken in het overleg.")
    sound(worker)
    worker.get_by_role("button", name="Begin met de klacht").click()
    worker.wait_for_url("**/klacht-indienen/vraag/*")
