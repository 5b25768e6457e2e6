"""The office in a real browser: password, register, dossier, judging, saying who it is about, signing out."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests.e2e import resident
from tests.e2e.browser import SCRIPTLESS, sound
from tests.e2e.conftest import Visit
from tests.e2e.program import Program

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("browser")]
PASSWORD = "vier losse woorden hier"


def become_secretary(page: Page, program: Program) -> None:
    """Through the one-time link of a new account."""
    email = "nieuw@lumens.voorbeeld.example"
    link = program.command(
        *("account", "create", "--organisation", "lumens", "--email", email),
        *("--name", "Nina Nieuw", "--role", "secretary", "--initials", "nn"),
    )
    path = "/wachtwoord/" + link.rpartition("/")[2]
    page.goto(path)
    sound(page)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_label("Nog een keer").fill("iets anders dan dat")
    page.get_by_role("button", name="Wachtwoord bewaren").click()
    expect(page.locator("#fouten")).to_be_focused()
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_label("Nog een keer").fill(PASSWORD)
    page.get_by_role("button", name="Wachtwoord bewaren").click()
    page.wait_for_url("**/aanmelden")
    sound(page)
    page.goto(path)
    expect(page.get_by_role("heading", name="Deze link werkt niet meer")).to_be_visible()
    sound(page)

    page.goto("/lumens/kantoor/register")
    page.wait_for_url("**/aanmelden?verder=*")
    page.get_by_label("E-mailadres").fill(email)
    page.get_by_label("Wachtwoord", exact=True).fill("verkeerd")
    page.get_by_role("button", name="Aanmelden").click()
    expect(page.locator("#fouten")).to_be_focused()
    sound(page)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Aanmelden").click()
    page.wait_for_url("**/kantoor/register")


def test_secretary_handles_a_new_complaint(visit: Visit, program: Program) -> None:
    citizen = visit()
    resident.fill_in(citizen, "Kantoormans")
    resident.sign(citizen)
    resident.send(citizen)
    number = resident.receipt(citizen).number

    page = visit()
    become_secretary(page, program)
    expect(page.get_by_text("Nina Nieuw").first).to_be_visible()
    sound(page)
    filter_the_register(page)

    page.goto("/lumens/kantoor/")
    sound(page)
    page.get_by_role("link", name="Register").click()
    page.get_by_role("link", name=number).click()
    expect(page.get_by_role("heading", name=number)).to_be_visible()
    sound(page)
    say_who_it_is(page)
    judge_inadmissible(page)

    page.get_by_role("button", name="Afmelden").click()
    page.wait_for_url("**/aanmelden")
    page.goto("/lumens/kantoor/")
    page.wait_for_url("**/aanmelden?verder=*")

    citizen.goto("/lumens/mijn-klacht")
    expect(citizen.get_by_text("Niet in behandeling", exact=True)).to_be_visible()


def filter_the_register(page: Page) -> None:
    if page in SCRIPTLESS:
        filter_with_a_button(page)
        return
    page.evaluate("window.sameDocument = true")
    everything = page.locator("#rijen tr").count()
    page.get_by_text("Filters", exact=True).click()
    page.get_by_label("Welke dossiers").select_option("closed")
    page.wait_for_url("**/register?status=closed*")
    expect(page.locator("#rijen").get_by_text("Ontvankelijkheid beoordelen")).to_have_count(0)
    assert 0 < page.locator("#rijen tr").count() < everything
    assert page.evaluate("window.sameDocument") is True
    sound(page)
    page.go_back()
    page.wait_for_url(re.compile(r"/register$"))
    expect(page.locator("#rijen tr")).to_have_count(everything)
    type_a_wrong_day(page)


def filter_with_a_button(page: Page) -> None:
    everything = page.locator("#rijen tr").count()
    page.get_by_text("Filters", exact=True).click()
    page.get_by_label("Welke dossiers").select_option("closed")
    page.get_by_label("Ingediend vanaf").fill("31-2-2026")
    page.get_by_role("button", name="Toon", exact=True).click()
    expect(page.locator("#vanaf-fout").get_by_text("Schrijf deze datum als 2-3-2026.")).to_be_visible()
    page.get_by_label("Ingediend vanaf").fill("")
    page.get_by_role("button", name="Toon", exact=True).click()
    expect(page.locator("#rijen").get_by_text("Ontvankelijkheid beoordelen")).to_have_count(0)
    assert 0 < page.locator("#rijen tr").count() < everything


def type_a_wrong_day(page: Page) -> None:
    page.get_by_text("Filters", exact=True).click()
    since = page.get_by_label("Ingediend vanaf")
    since.fill("31-2-2026")
    page.get_by_label("Ingediend tot en met").fill("1-1-20")  # typed on while the answer is on its way
    at_field = page.locator("#vanaf-fout").get_by_text("Schrijf deze datum als 2-3-2026.")
    expect(at_field).to_be_visible()
    expect(since).to_have_attribute("aria-invalid", "true")
    expect(since).to_have_value("31-2-2026")
    expect(page.get_by_label("Ingediend tot en met")).to_have_value("1-1-20")
    sound(page)
    since.fill("1-1-2020")
    page.get_by_label("Ingediend tot en met").fill("")
    since.blur()
    expect(at_field).to_have_count(0)
    expect(since).not_to_have_attribute("aria-invalid", "true")
    page.goto("/lumens/kantoor/register?status=closed&vanaf=31-2-2026")
    expect(page.locator("#vanaf-fout").get_by_text("Schrijf deze datum")).to_be_visible()
    page.goto("/lumens/kantoor/register")


def say_who_it_is(page: Page) -> None:
    dossier = page.url.partition("?")[0]
    page.get_by_role("link", name="Brieven", exact=True).click()
    sound(page)
    page.get_by_role("link", name=re.compile("Bevestigen.*aangeklaagde$")).first.click()
    sound(page)
    page.get_by_role("button", name="Bevestigen en versturen").click()
    expect(page.locator("#fouten")).to_be_focused()
    page.get_by_label("Wie is de aangeklaagde?").select_option(label="Wil Wijkwerker, onder Sanne Teamleider")
    page.get_by_role("button", name="Bevestigen en versturen").click()
    expect(page.locator("#zeker")).to_contain_text("Wil Wijkwerker hoort dat er een klacht")
    sound(page)
    page.get_by_role("button", name="Ja, bevestigen en versturen").click()
    page.wait_for_url(re.compile(rf"{re.escape(dossier)}(\?.*)?$"))
    expect(page.get_by_text("nog niet bevestigd")).to_have_count(0)
    expect(page.get_by_text("Aangeklaagde bevestigd")).to_be_visible()


def judge_inadmissible(page: Page) -> None:
    dossier = page.url.partition("?")[0]
    page.get_by_role("link", name="Neemt u de klacht in behandeling?").click()
    sound(page)
    page.get_by_label("Nee, wij nemen de klacht niet in behandeling").check()
    page.get_by_role("button", name="Besluit vastleggen").click()
    expect(page.locator("#fouten")).to_be_focused()
    expect(page.get_by_label("Nee, wij nemen de klacht niet in behandeling")).to_be_checked()
    sound(page)
    page.get_by_role("radiogroup", name="De klacht is al eerder ingediend en behandeld.").get_by_label(
        "Ja, dit is een grond"
    ).check()
    page.get_by_label("Motivering").fill("Wij hebben deze klacht eerder behandeld.\n\nZie onze brief.")
    page.get_by_role("button", name="Besluit vastleggen").click()
    page.wait_for_url(re.compile(rf"{re.escape(dossier)}(\?.*)?$"))
    expect(page.locator(".w-title").get_by_text("Niet in behandeling")).to_be_visible()
    sound(page)


def test_demo_lets_anyone_in_and_shows_the_mail(visit: Visit) -> None:
    page = visit(390, scheme="dark")
    page.goto("/")
    sound(page)
    page.get_by_role("link", name="Wie wilt u zijn?").click()
    sound(page)
    page.get_by_role("button", name="Meld aan als Kim Bakvis, Lumens").click()
    expect(page.get_by_role("heading", name="Vandaag", exact=True, level=1)).to_be_visible()
    sound(page)
    page.goto("/lumens/kantoor/verzending")
    expect(page.get_by_role("heading", name="Verzending", level=1)).to_be_visible()
    sound(page)
    page.get_by_role("link", name="Postvak").click()
    expect(page.get_by_role("heading", name="Postvak")).to_be_visible()
    sound(page)


def test_pages_that_are_not_there_say_what_to_do(visit: Visit) -> None:
    page = visit()
    for address in ("/nergens", "/lumens/mijn-klacht/aanvullen", "/wachtwoord-vergeten"):
        page.goto(address)
        sound(page)
    page.get_by_label("E-mailadres").fill("niemand@voorbeeld.example")
    page.get_by_role("button", name="Stuur mij een link").click()
    expect(page.get_by_role("heading", name="Kijk in uw e-mail")).to_be_visible()
    sound(page)
