"""The code of conduct in a real browser: read and search it, find somebody to talk to, sign for it, weigh a dilemma."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.browser import sound
from tests.e2e.conftest import Visit

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("browser")]


def become(page: Page, organisation: str, name: str) -> None:
    """Choose who to be in the demo world."""
    page.goto("/demo")
    page.get_by_role("button", name=f"Meld aan als {name}, {organisation}", exact=True).click()
    page.wait_for_load_state()


def test_anybody_searches_the_code_and_finds_who_to_talk_to(visit: Visit) -> None:
    page = visit(390)
    page.goto("/wil/gedragscode")
    sound(page)
    page.get_by_label("Zoeken in de code").fill("geschenk")
    page.get_by_role("button", name="Zoek", exact=True).click()
    expect(page.get_by_text("artikelen van de 55 gevonden")).to_be_visible()
    expect(page.locator("mark").first).to_have_text(re.compile("geschenk", re.I))
    assert "geschenk" not in page.url.replace("gedragscode", "")
    sound(page)
    page.goto("/wil/met-wie-praten")
    for label in (
        "Ik werk hier",
        "Vermoeden van fraude, corruptie, discriminatie of ongewenst gedrag",
        "Over mijn leidinggevende",
    ):
        sound(page)
        page.get_by_role("link", name=label, exact=True).click()
    expect(page.locator(".w-way")).to_contain_text("Vic Vertrouwd")
    expect(page.locator(".w-way")).not_to_contain_text("leidinggevende")
    sound(page)


def test_somebody_signs_for_the_code_and_weighs_a_dilemma(visit: Visit) -> None:
    page = visit(390)
    become(page, "Lumens", "Wil Wijkwerker")
    page.goto("/lumens/gedragscode/tekenen")
    sound(page)
    page.get_by_role("button", name=re.compile("Ik heb het gelezen")).click()
    expect(page.get_by_text("Getekend", exact=True)).to_be_visible()
    page.goto("/lumens/gedragscode/dilemma")
    page.get_by_role("link", name="Ethisch dilemma").click()
    for place, answer in enumerate(("Ja", "Nee", "Ja")):
        page.locator(f"#vraag-{place}").get_by_label(answer, exact=True).check()
    page.get_by_role("button", name="Weeg").click()
    expect(page.get_by_text("Niet overal staat ja")).to_be_visible()
    sound(page)
    page.get_by_label("Uw eigen woorden").fill("Morgen bespreken")
    page.get_by_role("button", name="Bewaar dit voor mij alleen").click()
    expect(page.get_by_text("Morgen bespreken")).to_be_visible()
    sound(page)


def test_hr_sees_how_far_every_team_is(visit: Visit) -> None:
    page = visit()
    become(page, "Lumens", "Hilda Personeel")
    page.goto("/lumens/gedragscode/voortgang")
    expect(page.get_by_role("rowheader", name="Wijkteam Noord")).to_be_visible()
    sound(page)
