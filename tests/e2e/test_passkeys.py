"""A passkey and an app in a real browser: made, used to sign in, and everything looked at on the way."""

import re

import pyotp
import pytest
from playwright.sync_api import Page, expect
from tests.e2e.browser import sound
from tests.e2e.conftest import Visit, needs_script
from tests.e2e.program import Program

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("browser")]
PASSWORD = "een wachtwoord voor de browser"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def choose_password(page: Page, program: Program, email: str) -> None:
    path = program.command(
        *("account", "create", "--organisation", "lumens", "--email", email),
        *("--name", "Kim Sleutel", "--role", "secretary"),
    )
    page.goto(here(program) + "/wachtwoord/" + path.rsplit("/", 1)[1])
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_label("Nog een keer hetzelfde wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Wachtwoord bewaren").click()
    page.wait_for_url("**/aanmelden")


def sign_in(page: Page, program: Program, email: str) -> None:
    page.goto(here(program) + "/aanmelden")
    page.get_by_label("E-mailadres").fill(email)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Aanmelden").click()


def here(program: Program) -> str:
    """A passkey needs a name: an address in numbers will not do."""
    return program.base.replace("127.0.0.1", "localhost")


@needs_script("a browser asks for a passkey in a script; codes from an app and on paper work without")
def test_a_passkey_is_made_and_opens_the_office(visit: Visit, program: Program) -> None:
    page = visit(1280)
    browser = page.context.new_cdp_session(page)
    browser.send("WebAuthn.enable")
    browser.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    email = "kim.sleutel@lumens.example"
    choose_password(page, program, email)
    sign_in(page, program, email)
    page.wait_for_url("**/kantoor/")
    page.get_by_role("link", name="Uw aanmelden").click()
    sound(page)
    page.get_by_role("link", name="Passkey toevoegen").click()
    page.get_by_role("button", name="Maak een passkey").wait_for()
    sound(page)
    page.get_by_role("button", name="Maak een passkey").click()
    expect(page.get_by_text("Geef deze passkey een naam").first).to_be_visible()
    page.get_by_label("Hoe noemt u deze passkey?").fill("Mijn laptop")
    page.get_by_role("button", name="Maak een passkey").click()
    page.wait_for_url("**/codes")
    page.get_by_label("Uw wachtwoord, of een code").fill(PASSWORD)
    page.get_by_role("button", name="Maak 10 herstelcodes").click()
    expect(page.locator("#codes li")).to_have_count(10)
    sound(page)
    page.get_by_role("link", name="Ik heb ze bewaard").click()
    expect(page.get_by_role("heading", name="Mijn laptop")).to_be_visible()
    page.get_by_role("button", name="Meld overal af").click()
    page.wait_for_url("**/aanmelden")
    sign_in(page, program, email)
    page.wait_for_url("**/tweede-stap")
    page.get_by_role("button", name="Gebruik een passkey").wait_for()
    sound(page)
    page.goto(here(program) + "/lumens/kantoor/")
    page.wait_for_url("**/tweede-stap**")
    page.get_by_role("button", name="Gebruik een passkey").click()
    page.wait_for_url("**/kantoor/")


def test_codes_from_an_app_work(visit: Visit, program: Program) -> None:
    page = visit(390)
    email = "app.sleutel@lumens.example"
    choose_password(page, program, email)
    sign_in(page, program, email)
    page.wait_for_url(lambda url: "/aanmelden" not in url)
    page.goto(here(program) + "/account/beveiliging/app")
    secret = page.locator("#sleutel").inner_text().replace(" ", "")
    page.get_by_label("Hoe noemt u deze app?").fill("Mijn telefoon")
    page.get_by_label("Code uit de app").fill(pyotp.TOTP(secret).now())
    page.get_by_role("button", name="Toevoegen").click()
    page.get_by_label("Uw wachtwoord, of een code").fill(PASSWORD)
    page.get_by_role("button", name="Maak 10 herstelcodes").click()
    code = page.locator("#codes li").first.inner_text()
    assert re.fullmatch(r"[2-9A-Z-]{14}", code)
    page.get_by_role("link", name="Ik heb ze bewaard").click()
    page.get_by_role("button", name="Meld overal af").click()
    sign_in(page, program, email)
    page.get_by_label("Code", exact=True).fill("000000")
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_text("Deze code klopt niet").first).to_be_visible()
    page.get_by_label("Code", exact=True).fill(code)
    page.get_by_role("button", name="Verder").click()
    page.wait_for_url("**/kantoor/")
