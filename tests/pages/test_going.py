"""Go to: a few letters lead to an act, a dossier or a page, and to nothing the page itself would not let somebody at."""

import re

import pytest
from flask import Flask
from tests.support.visitor import Visitor, visitor_of
from tests.support.world import PASSWORD, Organisation, StaffAccount

GO = "/lumens/kantoor/ga-naar"
pytestmark = pytest.mark.parametrize(
    "database", ["sqlite"]
)  # what is found is the register's: tried there on both


def at(app: Flask, who: StaffAccount) -> Visitor:
    visitor = visitor_of(app.test_client())
    visitor.sign_in(who.email, PASSWORD)
    return visitor


def links(text: str) -> dict[str, str]:
    found = text.split('id="gevonden"')[1].split("</main>")[0]
    return {label: url for url, label in re.findall(r'<a href="([^"]+)">([^<]+)</a>', found)}


def test_a_few_letters_lead_to_an_act_a_dossier_or_a_page(app: Flask, lumens: Organisation) -> None:
    kim = at(app, lumens.hire("Kim Bakvis", "secretary"))
    filed = lumens.file_complaint()
    dossier = f"/lumens/kantoor/dossiers/{filed.dossier_id}"
    everything = links(kim.get(f"{GO}?dossier={filed.dossier_id}").text)
    assert {"Vandaag", "Register", "Verzending"} <= everything.keys()
    assert f"{dossier}/toewijzen" in everything.values()
    assert filed.number not in everything, "a dossier is only found by what is typed"
    asked = kim.get(f"{GO}?dossier={filed.dossier_id}")
    assert links(kim.submit(asked, "/ga-naar", zoek="VERZ").text)["Verzending"].endswith("/verzending")
    act = links(kim.submit(asked, "/ga-naar", zoek="behandel").text)
    assert any(url == f"{dossier}/toewijzen" for url in act.values())
    for words in (filed.number, "Voorbeeld"):
        assert links(kim.submit(asked, "/ga-naar", zoek=words).text)[filed.number] == dossier, words
    nothing = kim.submit(asked, "/ga-naar", zoek="qqqq").text
    assert "Niets gevonden" in nothing and not links(nothing)


def test_it_leads_nobody_past_a_wall(app: Flask, lumens: Organisation) -> None:
    """Deny first: not whoever is barred, not who reads no complaints, not by the id in the address."""
    lumens.hire("Kim Bakvis", "secretary")
    accused = lumens.hire("Piet Pietersen", "quality_officer")
    worker = lumens.hire("Wil Wijkwerker", "employee")
    filed = lumens.file_complaint(accused_name="P. Pietersen")
    barred, reader = at(app, accused), at(app, worker)
    assert barred.get(f"{GO}?dossier={filed.dossier_id}").status == 404
    for visitor in (barred, reader):
        assert filed.number not in links(visitor.submit(visitor.get(GO), "/ga-naar", zoek=filed.number).text)
    shown = reader.get(f"{GO}?dossier={filed.dossier_id}").text
    assert "toewijzen" not in shown and filed.number not in shown
    assert "Mag dit?" in links(shown) and "Register" not in links(shown)
    assert barred.get(f"{GO}?dossier=geen-nummer").status == 404


def test_the_menu_stands_under_headings_by_what_somebody_is(app: Flask, lumens: Organisation) -> None:
    def headings(who: StaffAccount) -> list[str]:
        menu = at(app, who).get(GO).text.split('id="hoofdmenu"')[1].split("</nav>")[0]
        return re.findall(r'class="w-menugroup">([^<]+)<', menu)

    assert headings(lumens.hire("Kim Bakvis", "secretary")) == [
        "Klachten",
        "Organisatie",
        "Voor uzelf",
        "Hulp",
    ]
    assert headings(lumens.hire("Wil Wijkwerker", "employee"))[-2:] == ["Voor uzelf", "Hulp"]
    assert "Besloten" in headings(lumens.hire("Vic Vertrouwd", "confidant"))
