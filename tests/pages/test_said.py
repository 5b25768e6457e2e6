"""What was just done is said once, on the page where one comes out, to whoever did it."""

import re

import pytest
from flask import Flask
from tests.support.visitor import Visitor, visitor_of
from tests.support.world import PASSWORD, Organisation

DESK = "/lumens/kantoor/"
SAID = re.compile(r'id="gezegd".*?<p>(.*?)</p>', re.DOTALL)


@pytest.fixture
def kim(app: Flask, lumens: Organisation) -> Visitor:
    """The secretary."""
    visitor = visitor_of(app.test_client())
    visitor.sign_in(lumens.hire("Kim Bakvis", "secretary").email, PASSWORD)
    return visitor


def test_each_act_says_what_was_done_and_where_the_case_is_now(kim: Visitor, lumens: Organisation) -> None:
    matter = f"{DESK}dossiers/{lumens.file_complaint().dossier_id}"
    assert not SAID.findall(kim.get(matter).text)
    described = kim.submit(kim.get(f"{matter}/omschrijven"), text="Wachtte lang.")
    assert SAID.findall(described.text) == ["De omschrijving en het onderwerp zijn bewaard."]
    assert not SAID.findall(kim.get(matter).text), "once"
    taken_up = kim.submit(
        kim.get(f"{matter}/ontvankelijkheid"), verdict="judge_admissible", ground_older_than_a_year="no"
    )
    assert re.match(
        r"Uw besluit is vastgelegd\. De zaak staat nu bij ‘[^’]+’\.", SAID.findall(taken_up.text)[0]
    )
    refused = kim.submit(kim.get(f"{matter}/omschrijven"), text="")
    assert refused.status == 422 and not SAID.findall(refused.text)
    assert not SAID.findall(kim.get(matter).text), "what was refused is not said afterwards either"


def test_forms_beside_the_acts_say_it_too_and_only_there(kim: Visitor, lumens: Organisation) -> None:
    matter = f"{DESK}dossiers/{lumens.file_complaint().dossier_id}"
    page = kim.get(f"{matter}/berichten")
    first = kim.submit(page, what="note", side="inside", text="Gebeld, niemand thuis.", follow=False)
    second = kim.submit(page, what="note", side="inside", text="Gebeld, niemand thuis.", follow=False)
    assert (first.status, second.status) == (303, 303)
    assert not SAID.findall(kim.get(matter).text), "another page than where one comes out"
    assert SAID.findall(kim.get(f"{matter}/berichten").text) == ["Uw notitie staat erbij."], (
        "also of a double press"
    )
    wide = kim.submit(kim.get(f"{DESK}register"), "/kolommen", kolom=["w"], doe=None)
    assert SAID.findall(wide.text) == ["Het register ziet er voortaan zo uit."]


def test_who_is_sent_to_another_door_hears_nothing_of_it(
    app: Flask, lumens: Organisation, kim: Visitor
) -> None:
    """A session that ended, a role that is gone: nothing was done and nothing says so."""
    form = kim.get(f"{DESK}register").form("/kolommen")
    stranger = visitor_of(app.test_client())
    stranger.get("/aanmelden")
    answer = app.test_client().post(form.action, data={})
    assert answer.status_code >= 300
    inside = visitor_of(app.test_client())
    inside.sign_in(lumens.hire("Mo Werker", "employee").email, PASSWORD)
    assert not SAID.findall(inside.get("/lumens/mijn-meldingen").text)
