"""Three more people in a real browser: whoever a complaint is about, a stand-in, and somebody who tells their complaint."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.browser import sound, too_wide
from tests.e2e.conftest import Visit
from tests.e2e.program import Program
from tests.support.papers import pdf
from tests.support.visitor import Page as Answer
from tests.support.visitor import visitor_at

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("browser")]
OFFICE = "/lumens/kantoor"
CODE = re.compile(r"[2-9A-Z]{6}-[2-9A-Z]{6}-[2-9A-Z]{6}")


def fits(page: Page) -> None:
    """Without JavaScript, where axe cannot look."""
    assert not too_wide(page), page.url


def become(page: Page, name: str) -> None:
    page.goto("/demo")
    page.get_by_role("button", name=f"Meld aan als {name}, Lumens").click()
    expect(page.get_by_role("button", name="Afmelden")).to_be_visible()


def send(page: Page, button: str) -> None:
    """Press a button and wait until the answer is there."""
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.get_by_role("button", name=button).click()


def shown_code(page: Page) -> str:
    return page.locator("#code").inner_text()


def pick(page: Page, label: str, name: str) -> None:
    """Choose a person from a list, however else they are called there."""
    box = page.get_by_label(label)
    box.select_option(box.locator("option", has_text=name).get_attribute("value"))


def office_code(kim: Page, dossier: str, name: str, what: str) -> str:
    """A code made in the office for somebody, after two checks of who it is."""
    kim.goto(f"{dossier}/codes")
    pick(kim, "Voor wie?", name)
    kim.get_by_label(re.compile(what)).check()
    kim.get_by_label("Ik heb zelf gebeld").check()
    kim.get_by_label("De persoon vertelde iets uit de klacht").check()
    send(kim, "Maak de code")
    sound(kim)
    return shown_code(kim)


def test_accused_reads_reacts_writes_and_is_let_go_when_it_was_another(visit: Visit) -> None:
    """KR-016 to KR-018: told, equal papers, both ways, and closed the moment the naming is taken back."""
    pim, kim = visit(390), visit()
    become(pim, "Pim Planner")
    expect(pim.get_by_role("heading", name="Over mij")).to_be_visible()
    sound(pim)
    link = pim.get_by_role("region", name="Klachten over u").get_by_role("link").first
    number = link.inner_text()
    link.click()
    expect(pim.get_by_role("heading", name="Een klacht over u")).to_be_visible()
    sound(pim)
    own, dossier = pim.url, f"{OFFICE}/dossiers/{urlsplit(pim.url).path.rsplit('/', 1)[1]}"
    pim.get_by_role("link", name="Er is een klacht die over u gaat", exact=True).click()
    expect(pim.get_by_text("nog niet dat u iets verkeerd deed")).to_be_visible()
    sound(pim)

    become(kim, "Kim Bakvis")
    kim.goto(f"{dossier}/stukken")
    paper = {"name": "verslag.pdf", "mimeType": "application/pdf", "buffer": pdf("Verslag van het gesprek")}
    kim.locator("input[type=file]").first.set_input_files(paper)  # type: ignore[arg-type]
    kim.get_by_label("Titel").fill("Verslag van het gesprek")
    kim.get_by_label("Van wie is het stuk?").select_option(label="De organisatie")
    kim.get_by_label("Beide partijen").check()  # at first it is for who handles the case only
    send(kim, "Toevoegen")
    expect(kim.get_by_text("Verslag van het gesprek").first).to_be_visible()

    pim.goto(own)
    pim.get_by_role("link", name=re.compile("Verslag van het gesprek")).click()
    sound(pim)
    read = pim.request.get(pim.get_by_role("link", name="Open dit stuk").get_attribute("href") or "")
    assert read.headers["content-type"] == "application/pdf"
    pim.get_by_role("link", name="Terug naar de klacht").click()
    pim.get_by_role("link", name="Schrijf een reactie").click()
    send(pim, "Versturen")
    expect(pim.locator("#fouten")).to_be_focused()
    sound(pim)
    pim.get_by_label("Uw reactie").fill("Zo is het niet gegaan.\n\nIk vroeg eerst hoe het ging.")
    pim.get_by_role("button", name="Versturen").click()
    expect(pim.get_by_role("link", name=re.compile("Reactie van de aangeklaagde, "))).to_be_visible()
    pim.get_by_role("link", name="Berichten lezen en schrijven").click()
    sound(pim)
    pim.get_by_label("Uw bericht").fill("Mag ik iemand meenemen?")
    send(pim, "Bericht versturen")
    expect(pim.locator(".w-talk").get_by_text("Mag ik iemand meenemen?")).to_be_visible()

    kim.goto(f"{dossier}/berichten")
    expect(kim.get_by_text("Van Pim Planner")).to_be_visible()
    kim.get_by_label("Een bericht", exact=True).check()
    pick(kim, "Aan wie?", "Pim Planner")
    kim.get_by_label("Tekst", exact=True).fill("Dat mag.")
    send(kim, "Vastleggen")
    expect(kim.locator(".w-talk").get_by_text("Dat mag.")).to_be_visible()
    pim.goto(own)
    expect(pim.get_by_text("1 nieuw")).to_have_count(0)
    pim.get_by_role("link", name="Berichten lezen en schrijven").click()
    expect(pim.get_by_text("Dat mag.")).to_have_count(0)  # it can still be called back

    kim.goto(f"{dossier}/aangeklaagde-terugdraaien")
    sound(kim)
    kim.get_by_role("radio", name="Pim Planner").check()
    kim.get_by_label("Waarom?").fill("Het was een collega met dezelfde voornaam.")
    send(kim, "Terugdraaien")
    kim.wait_for_url(f"**{dossier}")
    kim.goto(f"{dossier}/logboek")
    expect(kim.get_by_text("geen aangeklaagde meer").first).to_be_visible()
    assert (pim.goto(own) or pytest.fail("no answer")).status == 404
    pim.goto("/lumens/over-mij")
    expect(pim.get_by_role("link", name=number)).to_have_count(0)


def test_accused_without_an_account_comes_in_with_a_code(visit: Visit) -> None:
    noor, kim = visit(390), visit()
    become(kim, "Kim Bakvis")
    kim.goto(f"{OFFICE}/register")
    kim.get_by_role("link", name="-VOO-").first.click()
    kim.wait_for_url("**/dossiers/*")
    dossier = urlsplit(kim.url).path
    kim.goto(f"{dossier}/vrijgeven")
    kim.get_by_label("Wie is de aangeklaagde?").select_option("outside")
    kim.get_by_text("Heeft deze persoon hier geen account?").click()
    send(kim, "Bevestigen en versturen")
    expect(kim.locator("#fouten")).to_be_focused()
    sound(kim)
    kim.get_by_label("Voornaam").fill("Noor")
    kim.get_by_label("Achternaam").fill("Stagiair")
    for label, text in (
        ("Straat en huisnummer", "Verzinstraat 9"),
        ("Postcode", "1234 AB"),
        ("Plaats", "Nergens"),
    ):
        kim.get_by_label(label).fill(text)
    kim.get_by_label("Telefoonnummer").fill("06 12 34 56 78")
    kim.get_by_role("button", name="Bevestigen en versturen").click()
    expect(kim.locator("#zeker")).to_contain_text("Noor Stagiair")
    kim.get_by_role("button", name="Ja, bevestigen en versturen").click()
    kim.wait_for_url(f"**{dossier}")
    expect(kim.get_by_text("Noor Stagiair")).to_be_visible()
    kim.get_by_role("link", name="Brieven", exact=True).click()
    kim.get_by_role("link", name="Uw code").click()
    code = CODE.search(kim.get_by_role("main").inner_text())
    assert code
    kim.goto(f"{OFFICE}/verzending")
    sound(kim)
    mine = kim.locator(f"tr:has(a[href='{dossier}']) input[type=checkbox]")
    for number in range(mine.count()):
        mine.nth(number).check()
    send(kim, "Zet op gepost")
    expect(kim.get_by_text("gaat niet in één stapel").first).to_be_visible()
    kim.locator(f"tr:has(a[href='{dossier}']):has-text('Uw code') input[type=checkbox]").uncheck()
    send(kim, "Zet op gepost")
    kim.wait_for_load_state()

    noor.goto("/lumens/")
    noor.get_by_role("link", name="Een klacht over u").click()
    fits(noor)
    noor.get_by_label("Uw code").fill(code[0])
    noor.get_by_role("button", name="Bekijk de klacht").click()
    expect(noor.get_by_role("heading", name="Een klacht over u")).to_be_visible()
    fits(noor)
    noor.get_by_role("link", name="Lees de klacht en de stukken").click()
    fits(noor)
    digits = office_code(kim, dossier, "Noor Stagiair", "om nu voor te lezen")
    noor.get_by_label("Code van zes cijfers").fill(digits)
    noor.get_by_role("button", name="Openen").click()
    expect(noor.get_by_text("Wie klaagt", exact=True)).to_be_visible()
    fits(noor)
    noor.get_by_role("button", name="Sluit deze pagina af").click()
    noor.goto("/lumens/klacht-over-mij")
    expect(noor.get_by_label("Uw code")).to_be_visible()


def test_stand_in_was_reminded_finds_it_today_and_acts(visit: Visit) -> None:
    """The handler is away: the reminder of a late term went to the stand-in, whose desk leads to what can be done."""
    joost = visit()
    become(joost, "Joost Kwaliteit")
    joost.goto("/demo/postvak")
    reminder = joost.get_by_role("article").filter(has_text="joost.kwaliteit@lumens").first
    expect(reminder).to_contain_text(re.compile(r"(vraagt een termijn|vragen \d+ termijnen) uw aandacht"))
    assert not re.search(r"\d{4}-\d{8}", reminder.inner_text()), "a mail says nothing of the matter"
    joost.goto(f"{OFFICE}/")
    joost.get_by_role("link", name="Van mij, of ik sta erbij").click()
    sound(joost)
    late = joost.get_by_role("region", name="Te laat").get_by_role("link").first
    late.click()
    expect(joost.get_by_text("Joost Kwaliteit").first).to_be_visible()
    sound(joost)
    dossier = urlsplit(joost.url).path
    joost.goto(f"{dossier}/omschrijven")
    sound(joost)
    joost.get_by_label("Korte omschrijving").fill("")
    send(joost, "Opslaan")
    expect(joost.locator("#fouten")).to_be_focused()
    joost.get_by_label("Korte omschrijving").fill("Overgenomen tijdens vakantie")
    joost.get_by_role("button", name="Opslaan").click()
    joost.wait_for_url(f"**{dossier}")
    expect(joost.get_by_text("Overgenomen tijdens vakantie")).to_be_visible()
    joost.goto(f"{dossier}/logboek")
    expect(joost.get_by_text("Joost Kwaliteit").first).to_be_visible()


TOLD = {
    "about_kind": "team",
    "youth_help": "no",
    "complainant_kind": "client",
    "surname": "Verteller",
    "street": "Verzinstraat 1",
    "postal_code": "1234 AB",
    "town": "Nergenshuizen",
    "objection": "Zo hoort het niet.",
    "steps_taken": "Gebeld.",
    "contact_channel": "post",
    "phone": "06 12 34 56 78",
}


def taken_down(program: Program, given_name: str) -> tuple[str, str]:
    """A complaint somebody told, written down in the office: its dossier and its code."""
    kim = visitor_at(program.base)
    choose = kim.get("/demo")
    kim.post("/demo", _values(choose, "Kim Bakvis, Lumens"))
    full = kim.submit(kim.get(f"{OFFICE}/klacht-opnemen"), who=given_name, said="Niemand belde terug.")
    done = kim.submit(full, given_name=given_name, **TOLD, file="1")
    dossier = re.search(r'href="(/lumens/kantoor/dossiers/[0-9a-f-]+)"', done.text)
    code = CODE.search(done.text)
    assert dossier and code
    return dossier[1], code[0]


def _values(page: Answer, name: str) -> list[tuple[str, str]]:
    """The form of the demo's choice that belongs to somebody."""
    at = page.text.index(f"als {name}<")
    account = re.findall(r'name="account_id" value="([^"]+)"', page.text[:at])[-1]
    token = re.findall(r'name="csrf_token" value="([^"]+)"', page.text[:at])[-1]
    return [("account_id", account), ("csrf_token", token)]


def test_a_told_complaint_is_written_down_read_back_and_signed_in_three_ways(
    visit: Visit, program: Program
) -> None:
    """KR-079: by telephone, on paper, and by the complainant with a code; none of it needs e-mail."""
    kim = visit()
    become(kim, "Kim Bakvis")
    kim.get_by_role("link", name="Klacht opnemen", exact=True).click()
    sound(kim)
    kim.get_by_label("Wie, en welk telefoonnummer?").fill("Vera Verteller, 06 12 34 56 78")
    send(kim, "Bewaren en verder")
    expect(kim.locator("#fouten")).to_be_focused()
    kim.get_by_label("Wat werd er gezegd?").fill("Niemand belde terug.")
    kim.get_by_role("button", name="Bewaren en verder").click()
    expect(kim.get_by_label("Wat is er gebeurd?")).to_have_value("Niemand belde terug.")
    sound(kim)
    kim.get_by_label("Waarom is de klager het er niet mee eens?").fill(TOLD["objection"])
    kim.get_by_label("Wat heeft de klager zelf al gedaan?").fill(TOLD["steps_taken"])
    kim.get_by_role("radiogroup", name="Over wie of wat").get_by_role("radio").nth(1).check()
    for name in ("surname", "street", "postal_code", "town"):
        kim.locator(f"#{name}").fill(TOLD[name])
    kim.locator("#given_name").fill("Vera")
    kim.get_by_role("button", name="Inschrijven").click()
    expect(kim.get_by_role("heading", name="De klacht is ingeschreven")).to_be_visible()
    assert CODE.fullmatch(shown_code(kim))
    sound(kim)
    kim.get_by_role("link", name="Lees de klacht voor en laat ondertekenen").click()
    sound(kim)
    kim.get_by_label("Wat is er gebeurd?").fill("Niemand belde terug, drie weken lang.")
    sign_in_office(kim, "Voorgelezen aan de telefoon")
    expect(kim.locator(".w-facts, main").get_by_text("drie weken lang").first).to_be_visible()
    sound(kim)

    on_paper, _ = taken_down(program, "Paula")
    kim.goto(f"{on_paper}/ondertekenen")
    sign_in_office(kim, "Ondertekend op papier")
    kim.goto(f"{on_paper}/ondertekenen")
    expect(kim.get_by_text("Iedereen heeft ondertekend")).to_be_visible()

    by_code, code = taken_down(program, "Nour")
    nour = visit(390)
    nour.goto("/lumens/mijn-klacht")
    nour.get_by_label("Uw code").fill(code)
    nour.get_by_role("button", name="Bekijk mijn klacht").click()
    nour.get_by_role("link", name="Lezen wat er staat, en ondertekenen").click()
    nour.get_by_role("button", name="Vraag een code").click()
    expect(nour.get_by_text("Wij bellen u om de code te geven")).to_be_visible()
    digits = office_code(kim, by_code, "Nour Verteller", "om nu voor te lezen")
    nour.get_by_label("Code van zes cijfers").fill(digits)
    nour.get_by_role("button", name="Openen").click()
    nour.wait_for_url("**/inzien")
    nour.goto("/lumens/mijn-klacht/kopie")
    fits(nour)
    nour.get_by_label("Uw volledige naam").fill("Nour Verteller")
    nour.get_by_role("button", name="Ondertekenen").click()
    expect(nour.locator("#fouten")).to_be_visible()
    nour.get_by_label(re.compile("klopt")).check()
    nour.get_by_role("button", name="Ondertekenen").click()
    expect(nour.get_by_text("Uw klacht is compleet").first).to_be_visible()
    fits(nour)


def sign_in_office(kim: Page, how: str) -> None:
    dossier = urlsplit(kim.url).path.rsplit("/", 1)[0]
    kim.get_by_label("Wie ondertekent?").select_option(index=1)
    kim.get_by_label(re.compile(how)).check()
    kim.get_by_label("Met wie sprak u, en wie las voor?").fill("Kim las alles voor aan de klager")
    kim.get_by_label("Akkoord namens").fill("De klager zelf")
    send(kim, "Vastleggen")
    expect(kim.locator("#fouten")).to_be_focused()
    kim.get_by_role("checkbox").last.check()
    kim.get_by_role("button", name="Vastleggen").click()
    kim.wait_for_url(f"**{dossier}")
