"""Declaring in a real browser, once at each organisation: check, declare, decide, keep, share (IC-44, L16-36, WIL-28..32)."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.browser import SCRIPTLESS, sound
from tests.e2e.conftest import Visit
from tests.support import clock

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("browser")]


def become(page: Page, name: str, organisation: str) -> None:
    """Look through the eyes of somebody of the demo world."""
    page.goto("/demo")
    page.get_by_role("button", name=re.compile(f"als {name}, {organisation}")).click()
    page.wait_for_url(lambda url: not url.endswith("/demo"))


def day(page: Page, after: int) -> None:
    there = clock.day(after)
    for label, part in (("Dag", there.day), ("Maand", there.month), ("Jaar", there.year)):
        page.get_by_label(label, exact=True).fill(str(part))


def test_interaktcontour_a_gift_above_the_limit_is_decided_by_the_leader(visit: Visit) -> None:
    page = visit()
    become(page, "Wil Wijkwerker", "InteraktContour")
    page.get_by_role("link", name="Mag dit?").click()
    sound(page)
    page.get_by_role("link", name="Geschenk").click()
    page.get_by_label("Wie geeft?").select_option("relation")
    page.get_by_label("Wat is het?", exact=True).select_option("goods")
    page.get_by_label("Hoeveel is het waard").fill("veel te veel")
    expect(page.get_by_role("radio", name="Nee")).to_have_count(0)  # asked only where it makes a difference
    page.get_by_label("Ik heb het aangenomen").check()
    page.get_by_role("button", name="Wat zegt de code?").click()
    expect(page.locator("#fouten")).to_be_focused()
    expect(page.get_by_label("Hoeveel is het waard")).to_have_value("veel te veel")
    sound(page)
    page.get_by_label("Hoeveel is het waard").fill("vijfenzestig")
    page.get_by_role("radio", name="Nee").check()
    page.get_by_label("Naam van wie geeft").fill("Kwekerij Groen BV")
    page.get_by_label("Wat is het, in een paar woorden?").fill("Grote plantenbak")
    day(page, -54)
    page.get_by_role("button", name="Wat zegt de code?").click()
    expect(page.locator("#antwoord")).to_be_focused()
    expect(page.get_by_role("heading", name="Meld het nu: uw leidinggevende beslist")).to_be_visible()
    expect(page.get_by_text("IC-44")).to_be_visible()
    sound(page)
    page.get_by_role("button", name="Meld dit").click()
    page.wait_for_url("**/mijn-meldingen/*")
    expect(page.get_by_text("€ 65").first).to_be_visible()
    expect(page.get_by_text("te laat gemeld")).to_be_visible()
    sound(page)

    leader = visit(390, scheme="dark")
    become(leader, "Sanne Teamleider", "InteraktContour")
    leader.get_by_role("link", name="Beslissen").click()
    sound(leader)
    leader.get_by_text("Grote plantenbak").locator("xpath=..").get_by_role("link").click()
    sound(leader)
    leader.get_by_label("Het wordt overgedragen").check()
    leader.get_by_role("button", name="Vastleggen").click()
    expect(leader.locator("#fouten")).to_be_focused()
    sound(leader)
    leader.get_by_label("Aan wie wordt het overgedragen?").fill("Buurttuin Nergens")
    leader.get_by_label("Toelichting voor uw collega").fill("Daar heeft iedereen er iets aan.")
    leader.get_by_role("button", name="Vastleggen").click()
    expect(leader.get_by_role("heading", name="Besluit: wordt overgedragen")).to_be_visible()
    sound(leader)
    page.reload()
    expect(page.get_by_text("Buurttuin Nergens")).to_be_visible()


def test_lumens_has_no_amount_and_lets_people_judge_for_themselves(visit: Visit) -> None:
    page = visit(390)
    become(page, "Pim Planner", "Lumens")
    page.goto("/lumens/gedragscode/melden")
    expect(page.get_by_role("heading", name="Nog niet van kracht")).to_be_visible()
    page.get_by_role("link", name="Geschenk").click()
    expect(page.get_by_text("De code noemt geen bedrag")).to_be_visible()
    page.get_by_label("Wie geeft?").select_option("client")
    page.get_by_label("Wat is het?", exact=True).select_option("goods")
    page.get_by_label("Ik heb het aangenomen").check()
    page.get_by_label("Ik twijfel").check()
    page.get_by_label("Naam van wie geeft").fill("Mevrouw Dankbaar")
    page.get_by_label("Wat is het, in een paar woorden?").fill("Zelfgebreide sjaal")
    day(page, -22)
    page.get_by_role("button", name="Wat zegt de code?").click()
    expect(page.get_by_role("heading", name="Overleg nu alsnog")).to_be_visible()
    expect(page.get_by_text("Houdt u het geschenk liever geheim")).to_be_visible()
    expect(page.get_by_text("Animo-coach (Sanne Teamleider): beslist")).to_be_visible()
    page.get_by_role("button", name="Meld dit").click()
    page.wait_for_url("**/mijn-meldingen/*")
    page.get_by_text("Deze melding intrekken").click()
    page.get_by_label("Waarom trekt u het in?").fill("Ik heb hem teruggegeven.")
    page.get_by_role("button", name="Trek de melding in").click()
    expect(page.get_by_text("ingetrokken", exact=True)).to_be_visible()


def test_wil_declares_afterwards_and_shares_at_the_end_of_the_year(visit: Visit) -> None:
    page = visit(390)
    become(page, "Vrij Williger", "Werk en Inkomen Lekstroom")
    page.goto("/wil/gedragscode/uitnodiging")
    page.get_by_label("Wie nodigt uit?").select_option("relation")
    page.get_by_label("Wie uitnodigt", exact=True).check()
    page.get_by_label("Het is al geweest").check()
    page.get_by_label("Naam van wie uitnodigt").fill("Theater Verzonnen")
    page.get_by_label("Wat is het, in een paar woorden?").fill("Première met borrel")
    day(page, -21)
    page.get_by_role("button", name="Wat zegt de code?").click()
    expect(page.get_by_role("heading", name="Dit had vooraf gemeld moeten zijn")).to_be_visible()
    expect(page.get_by_text("vrijwilligers")).not_to_have_count(0)  # the code says nothing of them
    sound(page)
    page.get_by_role("button", name="Meld dit").click()
    page.wait_for_url("**/mijn-meldingen/*")
    expect(page.get_by_text("te laat gemeld")).to_be_visible()
    sound(page)

    hr = visit()
    become(hr, "Hilda Personeel", "Werk en Inkomen Lekstroom")
    hr.get_by_role("link", name="Meldingen", exact=True).click()
    sound(hr)
    hr.get_by_text("Filters", exact=True).click()
    hr.get_by_label("Op tijd").select_option("late")
    if hr in SCRIPTLESS:
        hr.get_by_role("button", name="Toon", exact=True).click()
    expect(hr.get_by_role("link", name="Nevenwerkzaamheden van Wil")).to_have_count(0)
    expect(hr.get_by_role("link", name="Uitnodiging van Vrij Williger")).to_be_visible()
    with hr.expect_download() as file:
        hr.get_by_role("button", name="Download als CSV").click()
    assert file.value.suggested_filename == f"meldingen {clock.TODAY}.csv"
    hr.get_by_role("link", name="Uitnodiging van Vrij Williger").click()
    sound(hr)
    hr.goto("/wil/kantoor/meldingen/jaareinde")
    hr.get_by_role("link", name=str(clock.day(-3).year)).click()  # the chocolate of the demo world
    expect(hr.get_by_text("Doos chocola")).to_be_visible()
    hr.get_by_label("Hoe is er gedeeld?").fill("Verloot op de kerstborrel.")
    hr.get_by_role("button", name="Dit is gedeeld").click()
    expect(hr.get_by_role("heading", name="Gedeeld")).to_be_visible()
    sound(hr)
