"""Declaring on paper-like pages without JavaScript: what is typed is understood or refused at its field, and never lost."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from tests.support import clock
from tests.support.visitor import Page, Visitor, visitor_of
from tests.support.workplace import Workplace, workplace
from tests.support.world import PASSWORD, Organisation, StaffAccount

from wederhoor.declarations.questions import questions_of
from wederhoor.declarations.tables import Declaration
from wederhoor.declarations.topics import topics_of
from wederhoor.organisation import build_organisation
from wederhoor.work import local_date, utc_now

TODAY = local_date(utc_now())
GIFT = {"giver": "relation", "kind": "goods", "in_talks": "no", "state": "done"}


def _as(app: Flask, person: StaffAccount) -> Visitor:
    visitor = visitor_of(app.test_client())
    visitor.sign_in(person.email, PASSWORD)
    return visitor


def _count(place: Workplace) -> int:
    with place.organisation.work() as work:
        return work.session.scalar(select(func.count()).select_from(Declaration)) or 0


def _error(page: Page, field: str) -> str:
    found = re.search(rf'id="{field}-fout">([^<]+)<', page.text)
    return found[1] if found else ""


def _boxes(day: object) -> list[str]:
    return str(day).split("-")[::-1]


def test_check_first_then_declare_with_one_click(app: Flask, tenant: Callable[..., Organisation]) -> None:
    place = workplace(tenant("ic", "interaktcontour"), password=PASSWORD)
    wim = _as(app, place.worker)
    start = wim.get("/ic/gedragscode/geschenk")
    assert "Meld dit" not in start.text

    wrong = wim.submit(start, **GIFT, value="heel veel", act="check")
    assert wrong.status == 422
    assert "heel veel" in _error(wrong, "value")
    assert 'value="heel veel"' in wrong.text
    empty = wim.submit(start, value="25", act="check")
    assert (empty.status, _error(empty, "giver"), _error(empty, "state")) == (
        422,
        "Kies wie geeft.",
        "Kies hoe het ervoor staat.",
    )
    made_up = wim.submit(start, **{**GIFT, "giver": "koning"}, act="check")
    assert (made_up.status, _error(made_up, "giver")) == (422, "Kies wie geeft.")
    tomorrow = _boxes(TODAY + timedelta(days=1))
    future = wim.submit(start, **GIFT, day=tomorrow, act="check")
    assert "toekomst" in _error(future, "day")

    giving = wim.submit(start, **{**GIFT, "giver": "employee_to_client"}, act="check")
    assert "U geeft zelf iets" in _error(giving, "state")
    assert (
        wim.submit(start, **{**GIFT, "giver": "employee_to_client", "state": ""}, act="check").status == 200
    )
    yesterday = _boxes(TODAY - timedelta(days=1))
    going = {"giver": "relation", "paid_by": "inviter", "state": "offered"}
    invited = wim.submit(wim.get("/ic/gedragscode/uitnodiging"), **going, day=yesterday, act="check")
    assert "al geweest" in _error(invited, "day")

    answer = wim.submit(start, **GIFT, value="zestig", who="Jansen BV", act="check")
    assert answer.status == 200
    assert "uw leidinggevende beslist" in answer.text
    assert "IC-44" in answer.text
    assert "Integriteitscode, Relatiegeschenken" in answer.text
    assert "Lea Leider" in answer.text
    assert _count(place) == 0, "checking keeps nothing"

    lacking = wim.submit(answer, act="declare")
    assert lacking.status == 422
    assert "nodig om te melden" in _error(lacking, "what")
    assert "uw leidinggevende beslist" in lacking.text, "the answer stays"
    other = wim.submit(answer, value="10", what="Taart", day=_boxes(TODAY), act="declare")
    assert "Uw antwoorden zijn veranderd" in other.text
    assert _count(place) == 0
    done = wim.submit(answer, what="Taart", day=_boxes(TODAY - timedelta(days=9)), act="declare")
    assert "/mijn-meldingen/" in done.url
    assert "te laat gemeld" in done.text
    assert "€ 60" in done.text
    assert _count(place) == 1

    lea, secret = _as(app, place.leader), done.url.rsplit("/", 1)[1]
    waiting = lea.get("/ic/beslissen")
    assert "Geschenk: Wim Werker" in waiting.text
    page = lea.get(f"/ic/beslissen/{secret}")
    assert "1 melding in de hele organisatie, samen € 60" in page.text
    assert "geen regel over eerdere geschenken" in page.text
    nothing = lea.submit(page, "/besluit")
    assert (nothing.status, _error(nothing, "outcome")) == (422, "Kies uw antwoord.")
    why = lea.submit(page, "/besluit", outcome="returned")
    assert why.status == 422
    assert 'value="returned" checked' in re.sub(r"\s+", " ", why.text)
    decided = lea.submit(page, "/besluit", outcome="returned", reason="Te veel.")
    assert "gaat terug naar de gever" in decided.text
    late = lea.submit(page, "/besluit", outcome="accepted")
    assert late.status == 422
    assert "al op beslist" in late.text
    assert "Te veel." in wim.get(f"/ic/mijn-meldingen/{secret}").text

    for visitor, path in (
        (lea, f"/ic/mijn-meldingen/{secret}"),
        (wim, f"/ic/beslissen/{secret}"),
        (_as(app, place.other), f"/ic/beslissen/{secret}"),
        (_as(app, place.hr), f"/ic/mijn-meldingen/{secret}"),
    ):
        assert visitor.get(path).status == 404


def test_each_code_gets_its_own_questions_and_topics(app: Flask, tenant: Callable[..., Organisation]) -> None:
    lumens, wil = workplace(tenant(), password=PASSWORD), workplace(tenant("wil", "wil"), password=PASSWORD)
    wim = _as(app, lumens.worker)
    index = wim.get("/lumens/gedragscode/melden").text
    assert "Nog niet van kracht" in index
    assert "Diefstal" in index  # under the newer edition only, and said so
    assert wim.get("/lumens/gedragscode/melden/diefstal").status == 404
    gift = wim.get("/lumens/gedragscode/geschenk")
    assert "De code noemt geen bedrag" in gift.text
    assert 'name="value"' not in gift.text
    own = wim.submit(gift, giver="client", kind="goods", state="offered", act="check")
    assert "Leg dit vast" in own.text
    assert "Houdt u het geschenk liever geheim" in own.text
    assert wim.get("/wil/gedragscode/geschenk").status == 404

    leo = _as(app, wil.worker)
    side = leo.get("/wil/gedragscode/melden/nevenwerkzaamheden")
    told = {"conflict": "no", "paid": "yes", "state": "offered", "what": "Voorzitter van de voetbalclub"}
    answer = leo.submit(side, **told, act="check")
    assert "WIL-26" in answer.text
    done = leo.submit(answer, act="declare")
    assert "/mijn-meldingen/" in done.url
    withdrawn = leo.submit(done, "/intrekken", reason="Toch niet.")
    assert "ingetrokken" in withdrawn.text
    dress = leo.get("/wil/gedragscode/melden/kleding")
    assert "niets te melden" in leo.submit(dress, state="done", act="check").text


def test_the_supervisory_board_has_one_page_and_reads_what_the_board_declared(
    app: Flask, tenant: Callable[..., Organisation]
) -> None:
    """IC-37: a member of the board reports private purchases to the supervisory board."""
    place = workplace(tenant("ic", "interaktcontour"), password=PASSWORD)
    tom = place.organisation.hire("Tom Toezicht", "supervisory_board")
    facts = {"does_business": "yes", "market_terms": "yes", "recipient": "board_member"}
    place.declare("private_purchase", by=place.other, what="Keuken voor thuis", who="Bouw BV", **facts)
    visitor = visitor_of(app.test_client())
    page = visitor.sign_in(tom.email, PASSWORD)
    assert page.url == "/ic/beslissen"
    assert "Keuken voor thuis" in page.text
    assert "Mijn meldingen" not in page.text
    assert visitor.get("/ic/mijn-meldingen").status == 404
    found = re.search(r'href="(/ic/beslissen/[0-9a-f-]+)"', page.text)
    assert found
    done = visitor.submit(visitor.get(found[1]), "/besluit", outcome="noted")
    assert "Besluit: gezien" in done.text


@pytest.mark.parametrize("plugin", ["lumens", "interaktcontour", "wil"])
def test_nobody_is_asked_whether_they_plan_what_others_do(plugin: str) -> None:
    """Each code asks how it stands only of what somebody does themselves; what nobody plans has happened."""
    answers = build_organisation(plugin, on=clock.TODAY)
    asked = {topic.code: {one.name: one for one in questions_of(topic)} for topic in topics_of(answers)}
    for code in (
        "breach_seen",
        "dilemma",
        "undesired_conduct",
        "theft",
        "incident",
        "professional_code_conflict",
    ):
        if code in asked:
            assert "state" not in asked[code], code
    assert "state" in asked["gift"] and "state" in asked["side_activity"]
    seen = next(one for one in ("breach_seen", "integrity_doubt", "undesired_conduct") if one in asked)
    assert asked[seen]["who"].label == "Over wie gaat het? De naam"
    assert "wilt beginnen" not in asked[seen]["day"].hint
