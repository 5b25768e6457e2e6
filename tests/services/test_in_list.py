"""Going on inside a list without a script, columns of one's own, and what is chosen when something is forgotten."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from tests.support import clock
from tests.support.visitor import Page, Visitor, visitor_of
from tests.support.world import PASSWORD, Organisation, StaffAccount, on

from wederhoor.deadlines.handlers import HANDLER, set_handler
from wederhoor.notices.tables import OutboxRow
from wederhoor.people.tables import RoleGrant
from wederhoor.tasks.service import TaskKind, open_tasks

DESK = "/lumens/kantoor/"
REGISTER = f"{DESK}register"
ROW = re.compile(r'<th[^>]*scope="row"[^>]*><a href="([^"]+)"[^>]*>([^<]+)</a>')
HEADS = re.compile(r'<th class="utrecht-table__header-cell"\s+scope="col"[^>]*>(?:<a[^>]*>)?([^<]+)<')
HERE = re.compile(r'<nav class="w-inlist".*?</nav>', re.DOTALL)


@pytest.fixture
def kim(lumens: Organisation) -> StaffAccount:
    """The secretary."""
    return lumens.hire("Kim Bakvis", "secretary")


def _at(app: Flask, who: StaffAccount) -> Visitor:
    visitor = visitor_of(app.test_client())
    visitor.sign_in(who.email, PASSWORD)
    return visitor


def _lines(page: Page) -> list[tuple[str, str]]:
    return [(url.replace("&amp;", "&"), number) for url, number in ROW.findall(page.text)]


def _here(page: Page) -> tuple[str, dict[str, str]]:
    """Where a matter stands in its list in words, and the ways on from there."""
    found = HERE.search(page.text)
    if found is None:
        return "", {}
    said = re.search(r"<span>([^<]+)</span>", found.group())
    ways = re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', found.group())
    return said.group(1) if said else "", {words: url.replace("&amp;", "&") for url, words in ways}


def test_from_one_matter_of_a_list_to_the_next_and_back_to_it(
    app: Flask, lumens: Organisation, kim: StaffAccount
) -> None:
    filed = [lumens.file_complaint(now=on(clock.day(-n))) for n in (4, 3, 2, 1)]
    visitor = _at(app, kim)
    listed = visitor.get(f"{REGISTER}?behandelaar=niemand&volgorde=binnen")
    lines = _lines(listed)
    assert [number for _, number in lines] == [one.number for one in filed]
    second = visitor.get(lines[1][0])
    said, ways = _here(second)
    assert said == "2 van 4" and f"<h1>{filed[1].number}</h1>" in second.text
    third = visitor.get(ways["Volgende ›"])
    assert f"<h1>{filed[2].number}</h1>" in third.text and _here(third)[0] == "3 van 4"
    assert f"<h1>{filed[1].number}</h1>" in visitor.get(_here(third)[1]["‹ Vorige"]).text
    back = _here(third)[1]["Terug naar de lijst"]
    address, _, row = back.partition("#")
    assert _lines(visitor.get(address)) == lines and f'id="{row}"' in visitor.get(address).text
    last = visitor.get(lines[3][0])
    assert _here(last)[0] == "4 van 4" and "Volgende ›" not in _here(last)[1]
    # an act that takes the matter out of its list: its page still knows the way on
    visitor.get(lines[1][0])
    form = visitor.get(f"{DESK}dossiers/{filed[1].dossier_id}/toewijzen")
    assert _here(form)[0] == "2 van 4", "the pages of its acts too"
    after = visitor.submit(form, handler=str(kim.account_id))
    said, ways = _here(after)
    assert said == "Staat niet meer in de lijst"
    assert f"<h1>{filed[2].number}</h1>" in visitor.get(ways["Volgende ›"]).text
    other = visitor.get(f"{DESK}dossiers/{filed[1].dossier_id}?lijst=r.status%3Donzin")
    assert other.status == 200 and _here(other) == ("", {}), "what somebody made up is no list"


def test_what_was_searched_for_is_a_list_too_and_stands_in_no_address(
    app: Flask, lumens: Organisation, kim: StaffAccount
) -> None:
    first, second = (lumens.file_complaint(now=on(clock.day(-n))) for n in (2, 1))
    lumens.file_complaint(surname="Anders", email="anders@bewoner.example")
    visitor = _at(app, kim)
    found = visitor.submit(visitor.get(REGISTER), "/register", zoek="anna@bewoner.example")
    lines = _lines(found)
    assert {number for _, number in lines} == {first.number, second.number}
    assert all("anna" not in url for url, _ in lines)
    said, ways = _here(visitor.get(lines[0][0]))
    assert said == "1 van 2"
    again = visitor.get(ways["Terug naar de lijst"].partition("#")[0])
    assert [number for _, number in _lines(again)] == [number for _, number in lines]
    assert 'value="anna@bewoner.example"' in again.text
    sam = _at(app, lumens.hire("Sam Bakker", "quality_officer"))
    stolen = sam.get(lines[0][0])
    assert stolen.status == 200 and _here(stolen) == ("", {}), "a search is of who searched"


def test_columns_and_length_are_ones_own_and_go_along_on_paper_and_in_views(
    app: Flask, lumens: Organisation, kim: StaffAccount
) -> None:
    filed = lumens.file_complaint()
    visitor, sam = _at(app, kim), _at(app, lumens.hire("Sam Bakker", "quality_officer"))
    usual = ["Nummer", "Waarover", "Binnen", "Behandelaar", "Stap", "Uiterlijk"]
    page = visitor.get(REGISTER)
    assert HEADS.findall(page.text) == usual
    mine = visitor.submit(page, "/kolommen", kolom=["u", "o", "r"], regels="50", doe=None)
    assert HEADS.findall(mine.text) == ["Nummer", "Onderwerp", "Regeling", "Uiterlijk"]
    assert '<option value="50" selected>' in mine.text
    assert HEADS.findall(sam.get(REGISTER).text) == usual, "nobody else's"
    listed = visitor.submit(mine, "/register/samen", doe="print", dossier=[str(filed.dossier_id)])
    assert HEADS.findall(listed.text) == ["Nummer", "Onderwerp", "Regeling", "Uiterlijk"]
    open_ones = visitor.get(f"{REGISTER}?status=open")
    kept = visitor.submit(open_ones, "/weergaven", naam="Kort")
    assert "kolommen=oru" in kept.url
    visitor.submit(kept, "/kolommen", doe="standaard")
    assert HEADS.findall(visitor.get(f"{REGISTER}?alles=1").text) == usual
    assert HEADS.findall(visitor.get(kept.url).text) == ["Nummer", "Onderwerp", "Regeling", "Uiterlijk"]
    assert visitor.get(f"{REGISTER}?kolommen=wx").status == 404
    assert visitor.get(f"{REGISTER}?aantal=7").status == 404


def test_the_register_and_vandaag_begin_with_what_was_chosen_last(
    app: Flask, lumens: Organisation, kim: StaffAccount
) -> None:
    free, mine = lumens.file_complaint(), lumens.file_complaint()
    with lumens.work(write=True) as work:
        set_handler(work, mine.dossier_id, HANDLER, kim.account_id)
    visitor = _at(app, kim)
    assert visitor.get(f"{REGISTER}?behandelaar=niemand&vanaf=gisteren").status == 422
    assert len(_lines(visitor.get(f"{REGISTER}?behandelaar=niemand&volgorde=binnen"))) == 1
    begins = visitor.get(REGISTER)
    assert [number for _, number in _lines(begins)] == [free.number, mine.number], (
        "in that order, with nothing hidden"
    )
    everything = visitor.get(f"{REGISTER}?alles=1")
    assert [number for _, number in _lines(everything)] == [mine.number, free.number]
    own = visitor.get(f"{DESK}?wie=mij")
    assert mine.number in own.text and free.number not in own.text
    assert free.number not in visitor.get(DESK).text
    assert free.number in visitor.get(f"{DESK}?wie=alles").text
    assert free.number in visitor.get(DESK).text
    assert visitor.get(f"{DESK}?wie=team-x").status == 404


def test_handlers_of_several_are_reminded_once_and_what_cannot_be_is_named(
    app: Flask, lumens: Organisation, kim: StaffAccount
) -> None:
    """KR-150: a mail names no matter; each matter says why where nobody can be reminded."""
    sam, gone = lumens.hire("Sam Bakker", "quality_officer"), lumens.hire("Toos Weg", "quality_officer")
    sams, also, nobodys, own, left = (lumens.file_complaint() for _ in range(5))
    with lumens.work(write=True) as work:
        for one, who in ((sams, sam), (also, sam), (own, kim), (left, gone)):
            set_handler(work, one.dossier_id, HANDLER, who.account_id)
        for grant in work.session.query(RoleGrant).filter_by(account_id=gone.account_id):
            grant.valid_until = work.today - timedelta(days=1)
    visitor = _at(app, kim)
    page = visitor.get(f"{REGISTER}?alles=1")
    ids = [str(one.dossier_id) for one in (sams, also, nobodys, own, left)]
    reminded = visitor.submit(page, "/register/samen", doe="herinner", dossier=ids)
    done, refused = reminded.text.split("Dit kon niet")
    assert sams.number in done and also.number in done and "Sam Bakker" in done
    assert "nog geen behandelaar" in refused and "U behandelt deze zaak zelf" in refused
    assert "werkt hier niet meer" in refused
    visitor.submit(visitor.get(f"{REGISTER}?alles=1"), "/register/samen", doe="herinner", dossier=ids[:1])
    with lumens.work(actor=lumens.as_staff(sam)) as work:
        asked = [one for one in open_tasks(work) if one.kind == TaskKind.REMINDED]
        assert len(asked) == 2 and asked[0].text == {"who": "Kim Bakvis"}
        mails = work.session.query(OutboxRow).filter(OutboxRow.occasion.startswith("asked:")).all()
        assert [one.addressee for one in mails] == [f"account:{sam.account_id}"], "one mail a person"
    assert "Een collega vraagt of u hiernaar kijkt" in _at(app, sam).get(DESK).text
    # something is forgotten: nothing that was chosen is lost
    again = visitor.submit(page, "/register/samen", doe="collega", aan="", dossier=ids[:2])
    assert again.status == 422 and "Kies aan welke collega" in again.text
    assert len(re.findall(r'form="samen" checked', again.text)) == 2
    visitor.submit(again, "/register/samen", doe="collega", aan=str(sam.account_id), dossier=ids[:1])
    assert f'<option value="{sam.account_id}" selected>' in visitor.get(f"{REGISTER}?alles=1").text
