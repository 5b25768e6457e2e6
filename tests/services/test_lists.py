"""Every list is complete or says how to go on: each with more rows than a page, walked from page to page."""

import re
import uuid
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from tests.bench.world import World
from tests.support.visitor import Page, Visitor, visitor_of
from tests.support.workplace import Workplace, workplace
from tests.support.world import PASSWORD, Organisation, StaffAccount

from wederhoor.deadlines.tables import Clock
from wederhoor.declarations import deciding, handing, sharing
from wederhoor.declarations.service import readers_of
from wederhoor.declarations.tables import Declaration
from wederhoor.desk import queries
from wederhoor.desk.filters import Filters
from wederhoor.desk.pressing import PLACE
from wederhoor.desk.today import today
from wederhoor.dossiers.tables import Dossier, Party
from wederhoor.notices import service as notices
from wederhoor.notices.service import Channel, Notice, State
from wederhoor.tasks import service as tasks
from wederhoor.web.keyset import place_text, read_place
from wederhoor.work import Installation, local_date, utc_now

DESK = "/lumens/kantoor"
TODAY = local_date(utc_now())


def _as(app: Flask, person: StaffAccount) -> Visitor:
    visitor = visitor_of(app.test_client())
    visitor.sign_in(person.email, PASSWORD)
    return visitor


def _more(page: Page, mark: str = "") -> str | None:
    """Where a list says it goes on."""
    found = [
        href.replace("&amp;", "&")
        for href in re.findall(r'href="([^"]*(?:na|niemand)=[^"]*)"', page.text)
        if mark in href
    ]
    return found[0] if found else None


def _walk(visitor: Visitor, address: str, pattern: str, mark: str = "") -> list[list[str]]:
    """What stands on each page of a list, from link to link, as a browser without JavaScript goes."""
    pages, at = [], address
    for _ in range(20):
        page = visitor.get(at)
        assert page.status == 200, at
        pages.append(re.findall(pattern, page.text))
        following = _more(page, mark)
        if following is None:
            return pages
        at = following
    raise AssertionError(f"{address} has no end")


@pytest.fixture
def full(installation: Installation, lumens: Organisation) -> list[uuid.UUID]:
    """A hundred and twenty dossiers late, with two terms each; two due today, sixty in the days that come."""
    World.of(installation).fill(lumens.id, 0, 182)
    with lumens.work(write=True) as work:
        ids = list(work.session.scalars(select(Dossier.id).order_by(Dossier.id)))
        place = {one: n for n, one in enumerate(ids)}
        for dossier in work.session.scalars(select(Dossier)):
            dossier.closed_on = dossier.close_ground = None
        for clock in work.session.scalars(select(Clock)):
            n = place[clock.dossier_id]
            days = -1 - n % 7 if n < 120 else 0 if n < 122 else 3
            clock.state, clock.due_on = "running", TODAY + timedelta(days=days)
    return ids


def test_what_is_late_comes_first_and_is_never_cut_off(
    app: Flask, lumens: Organisation, full: list[uuid.UUID]
) -> None:
    """A hundred and twenty late ones, two due today, sixty that come: a line each, late first, from page to page."""
    kim = _as(app, lumens.hire("Kim Bakvis", "secretary"))
    pages = _walk(kim, f"{DESK}/", r">(\d{4}-\d{8}-VOO-kb)</a> <span>", "na=")
    assert [len(page) for page in pages] == [50, 50, 50, 32]
    every = [number for page in pages for number in page]
    assert len(set(every)) == 182, "each once, and none left out"
    home = kim.get(f"{DESK}/")
    assert "120 zaken zijn te laat" in home.text
    assert "7 dagen te laat" in home.text.split("</li>")[0] + home.text.split("<ol>")[1], "longest first"
    assert "en nog 1<" in home.text, "the other term of the same matter folds under its line"
    assert "> 99+<" in home.text, "the menu tells what is late or due"
    assert kim.get(f"{DESK}/?wie=anders").status == 404
    assert kim.get(f"{DESK}/?na=verzonnen").status == 200


def test_a_page_of_lines_goes_on_where_it_ends(lumens: Organisation, monkeypatch: pytest.MonkeyPatch) -> None:
    """Walked page by page it is what it is at once: matters, and tasks that belong to none."""
    filed = [lumens.file_complaint(signed=n % 2 == 0) for n in range(7)]
    kim = lumens.hire("Kim Bakvis", "secretary")
    with lumens.work(write=True) as work:
        for n, one in enumerate(filed):
            tasks.add_task(work, "call_back", {"what": "x"}, due_on=TODAY - timedelta(days=n))
            tasks.add_task(work, "read_message", {"what": "x"}, due_on=TODAY, dossier_id=one.dossier_id)
            key = work.session.get_one(Dossier, (work.tenant_id, one.dossier_id)).key_id
            row = Notice(letter="x", occasion=f"{n}", addressee="x", channel=Channel.POST)
            notices.announce(work, one.dossier_id, key, [row])
    with lumens.work(actor=lumens.as_staff(kim)) as work:
        whole = today(work)
        monkeypatch.setattr("wederhoor.desk.today.PAGE", 2)
        walked, after = [], None
        while True:
            page = today(work, after=after)
            walked += page.lines
            if page.more is None:
                break
            after = read_place(place_text(page.more), *PLACE)
            assert after is not None
            assert len(page.lines) == 2
        assert tuple(walked) == whole.lines
        assert len(whole.lines) == 14
        assert [line.first.day for line in whole.lines[:6]] == sorted(
            TODAY - timedelta(days=n) for n in range(1, 7)
        ), "what had to be done longest ago comes first"


def test_tasks_go_on_past_the_first_page(app: Flask, lumens: Organisation) -> None:
    kim = lumens.hire("Kim Bakvis", "secretary")
    with lumens.work(write=True) as work:
        for n in range(120):
            day = TODAY + timedelta(days=n % 3)
            tasks.add_task(work, tasks.TaskKind.CALL_BACK, {"name": f"Beller {n}"}, due_on=day)
    pages = _walk(_as(app, kim), f"{DESK}/taken", r"Beller \d+")
    assert [len(page) for page in pages] == [50, 50, 20]
    assert len({name for page in pages for name in page}) == 120


def test_a_search_shows_each_dossier_once_and_goes_on(lumens: Organisation) -> None:
    """Three of one name in a dossier took the place of other dossiers, and the page ended without saying so."""
    fellow = {"given_name": "Bo", "surname": "Voorbeeld", "email": "bo@bewoner.example"}
    filed = [lumens.file_complaint() for _ in range(queries.PAGE + 5)]
    kim = lumens.hire("Kim Bakvis", "secretary")
    with lumens.work(write=True) as work:
        for one in filed:
            (party,) = work.session.scalars(
                select(Party).where(Party.dossier_id == one.dossier_id, Party.role == "complainant")
            )
            for _ in range(2):
                row = Party(
                    dossier_id=one.dossier_id,
                    key_id=party.key_id,
                    role="representative",
                    kind="client",
                    channel="post",
                    surname_hash=party.surname_hash,
                )
                work.session.add(row)
    assert fellow["surname"] == "Voorbeeld"
    with lumens.work(actor=lumens.as_staff(kim)) as work:
        rows, cursor = queries.register_page(work, Filters(), text="Voorbeeld")
        assert (len(rows), isinstance(cursor, queries.Cursor)) == (queries.PAGE, True)
        assert isinstance(cursor, queries.Cursor)
        rest, end = queries.register_page(work, Filters(), text="Voorbeeld", cursor=cursor)
        assert (len(rest), end) == (5, None)
        assert {row.id for row in (*rows, *rest)} == {one.dossier_id for one in filed}


def test_who_types_too_little_of_a_number_is_told_there_are_more(
    app: Flask, lumens: Organisation, installation: Installation
) -> None:
    World.of(installation).fill(lumens.id, 0, 60)
    kim = _as(app, lumens.hire("Kim Bakvis", "secretary"))
    found = kim.submit(kim.get(f"{DESK}/register"), "/register", zoek="00")
    assert found.status == 200
    found = kim.submit(kim.get(f"{DESK}/register"), "/register", zoek="000")
    assert "Typ meer van het nummer" not in found.text, "nine of them"
    with lumens.work(write=True) as work:
        for n, dossier in enumerate(work.session.scalars(select(Dossier).order_by(Dossier.id))):
            dossier.number = f"2026-{n:04d}"
    found = kim.submit(kim.get(f"{DESK}/register"), "/register", zoek="2026-00")
    assert "Typ meer van het nummer" in found.text
    assert "Typ meer van het nummer" not in kim.submit(found, "/register", zoek="2026-001").text


def test_what_has_to_be_sent_goes_on_past_what_the_reader_may_not_see(
    app: Flask, lumens: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Mail to colleagues waits in the same outbox: it took the places of the dossiers, and the rest was silent."""
    kim = lumens.hire("Kim Bakvis", "secretary")
    filed = [lumens.file_complaint(contact_channel="post", email="") for _ in range(7)]
    with lumens.work(write=True) as work:
        for n in range(9):
            row = Notice(letter="stand_in", occasion=f"{n}", addressee=f"account:{n}", channel=Channel.POST)
            notices.announce(work, uuid.uuid4(), work.vault.new_key(), [row])
        waiting = {
            one.id
            for one in work.session.scalars(
                select(notices.OutboxRow).where(notices.OutboxRow.state == State.TO_POST.value)
            )
            if one.matter_id in {dossier.dossier_id for dossier in filed}
        }
    assert len(waiting) >= 7
    monkeypatch.setattr(notices, "PAGE", 4)
    visitor = _as(app, kim)
    pages = _walk(visitor, f"{DESK}/verzending", r'name="notice" value="([0-9a-f-]+)"', "deel=tray")
    assert {uuid.UUID(one) for page in pages for one in page} == waiting
    assert len(pages) > 1
    second = visitor.get(_more(visitor.get(f"{DESK}/verzending"), "deel=tray") or "")
    chosen = re.findall(r'name="notice" value="([0-9a-f-]+)"', second.text)[0]
    posted = visitor.submit(
        second, act="posted", notice=chosen, by="Kim", posted_on=str(TODAY).split("-")[::-1]
    )
    assert posted.url == f"{DESK}/verzending"
    gone = _walk(visitor, f"{DESK}/verzending?stand=weg", r"op gepost|Gepost", "deel=gone")
    assert len(gone) == 1
    assert visitor.get(f"{DESK}/verzending?deel=anders").status == 404


def _gifts(place: Workplace, many: int) -> list[Declaration]:
    return [place.declare(worth="60", who=f"Bloemen {n}", what=f"Taart {n}") for n in range(many)]


def test_what_waits_for_a_decision_goes_on(
    app: Flask, lumens: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = workplace(lumens, password=PASSWORD)
    made = _gifts(place, 7)
    with place.at(place.leader) as work:
        found, after = deciding.waiting_page(work, size=3)
        seen = [one.declaration.id for one in found]
        while after is not None:
            found, after = deciding.waiting_page(work, after, size=3)
            seen += [one.declaration.id for one in found]
        assert sorted(seen) == sorted(one.id for one in made)
    monkeypatch.setattr(deciding.waiting_page, "__defaults__", (None, 3))
    pages = _walk(_as(app, place.leader), "/lumens/beslissen", r"Taart \d")
    assert [len(page) for page in pages] == [3, 3, 1]


def test_what_reaches_nobody_goes_on(
    app: Flask, lumens: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = workplace(lumens, password=PASSWORD)
    made = _gifts(place, 5)
    with lumens.work(write=True) as work:
        for one in made:
            for reader in readers_of(work, one):
                reader.account_id = None
    monkeypatch.setattr(handing, "MOST", 2)
    visitor = _as(app, place.hr)
    pages = _walk(visitor, f"{DESK}/meldingen", r"/meldingen/([0-9a-f-]+)/aanwijzen", "niemand=")
    assert sorted({one for page in pages for one in page}) == sorted(str(one.id) for one in made)
    assert len(pages) == 3
    assert visitor.get(f"{DESK}/meldingen?niemand=x").status == 404


def test_the_gifts_of_a_year_go_on_and_all_of_them_count(
    app: Flask, lumens: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = workplace(lumens, password=PASSWORD)
    made = _gifts(place, 5)
    with lumens.work(write=True) as work:
        for one in work.session.scalars(select(Declaration)):
            one.share_year = 2026
    monkeypatch.setattr(sharing, "MOST", 2)
    pages = _walk(_as(app, place.hr), f"{DESK}/meldingen/jaareinde/2026", r"Taart \d")
    assert [len(page) for page in pages] == [2, 2, 1]
    with place.at(place.hr, write=True) as work:
        assert sharing.share_gifts(work, 2026, "Verloot.").gifts == len(made)


def test_a_place_is_read_as_it_was_written_and_nothing_else_is() -> None:
    moment, some = utc_now(), uuid.uuid4()
    assert read_place(place_text((moment, some)), type(moment), uuid.UUID) == (moment, some)
    assert read_place(place_text((TODAY, some, "code")), date, uuid.UUID, str) == (TODAY, some, "code")
    for wrong in ("", "x", "é", place_text((TODAY,)), place_text((TODAY, "geen id"))):
        assert read_place(wrong, date, uuid.UUID) is None, wrong


def test_people_stand_in_the_order_in_which_people_look_for_them(app: Flask, lumens: Organisation) -> None:
    """The list of colleagues and the choice of handlers: accents and capitals do not put somebody at the end."""
    names = ["Zita Aalders", "\u00d6mer Arslan", "jan de Boer", "\u00c9va Bos"]
    for number, name in enumerate(names):
        lumens.hire(name, "secretary", email=f"wie{number}@lumens.example")
    filed = lumens.file_complaint()
    visitor = visitor_of(app.test_client())
    visitor.sign_in("wie0@lumens.example", PASSWORD)
    right = ["\u00c9va Bos", "jan de Boer", "\u00d6mer Arslan", "Zita Aalders"]
    for path in ("medewerkers", f"dossiers/{filed.dossier_id}/toewijzen"):
        shown = visitor.get(f"/lumens/kantoor/{path}").text.split("<main")[1]
        places = [shown.index(name) for name in right]
        assert places == sorted(places), path
    people = visitor.get("/lumens/kantoor/medewerkers")
    assert "\u00d6mer Arslan" in visitor.submit(people, "/zoek", zoek="omer arslan").text
