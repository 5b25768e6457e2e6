"""The register in an order of one's own, and what is done with several matters of it at once."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from tests.bench.world import World
from tests.support import clock
from tests.support.visitor import Visitor, visitor_of
from tests.support.world import PASSWORD, Organisation, StaffAccount, on

from wederhoor.deadlines.handlers import HANDLER, handlers_of, set_handler
from wederhoor.deadlines.tables import Clock
from wederhoor.desk.filters import SORTS, Filters
from wederhoor.desk.matters import Matter
from wederhoor.desk.queries import Cursor, register_page
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.process import process_of
from wederhoor.dossiers.tables import Dossier
from wederhoor.record import service as record
from wederhoor.work import Installation, Work, local_date, utc_now

REGISTER = "/lumens/kantoor/register"
TODAY = local_date(utc_now())
NUMBER = re.compile(r'<th[^>]*scope="row"[^>]*><a [^>]*>([^<]+)</a>')


@pytest.fixture
def kim(lumens: Organisation) -> StaffAccount:
    """The secretary."""
    return lumens.hire("Kim Bakvis", "secretary")


def _at(app: Flask, who: StaffAccount) -> Visitor:
    visitor = visitor_of(app.test_client())
    visitor.sign_in(who.email, PASSWORD)
    return visitor


def _all(work: Work, filters: Filters) -> list[Matter]:
    """Every row, from page to page."""
    rows, cursor = register_page(work, filters)
    while isinstance(cursor, Cursor):
        more, cursor = register_page(work, filters, cursor=cursor)
        rows += more
    return rows


def test_every_order_is_kept_from_page_to_page(
    installation: Installation, lumens: Organisation, kim: StaffAccount
) -> None:
    """KR-150: nothing is there twice and nothing is left out, whatever it is sorted by."""
    World.of(installation).fill(lumens.id, 0, 80)
    people = [
        kim,
        lumens.hire("Zita Aalders", "secretary"),
        lumens.hire("Éva Bos", "quality_officer", email="eva@lumens.example"),
    ]
    with lumens.work(write=True) as work:
        road = [step.code for step in process_of(work.organisation).steps]
        for n, dossier in enumerate(work.session.scalars(select(Dossier).order_by(Dossier.id))):
            dossier.step = road[n % len(road)]
            if n % 4:
                set_handler(work, dossier.id, HANDLER, people[n % 4 - 1].account_id)
        for n, term in enumerate(work.session.scalars(select(Clock).order_by(Clock.id))):
            term.due_on, term.state = TODAY + timedelta(days=n % 9 - 4), "running" if n % 3 else "met"
    names = {one.account_id: place for place, one in enumerate((people[2], people[0], people[1]))}
    keys = {
        "binnen": lambda row: row.filed_at,
        "stap": lambda row: road.index(row.step),
        "behandelaar": lambda row: names.get(row.handler, 9),
    }
    with lumens.work(actor=lumens.as_staff(kim)) as work:
        whole = {row.id for row in _all(work, Filters())}
        assert len(whole) == 80
        for sort in sorted(SORTS):
            rows = _all(work, Filters(sort=sort))
            assert len(rows) == 80 and {row.id for row in rows} == whole, sort
            key = sort.removesuffix("-om")
            if key == "datum":
                due = [row.next_due for row in rows]
                known = [day for day in due if day]
                assert due[len(known) :] == [None] * (80 - len(known)), "what has no day comes last"
                assert known == sorted(known, reverse=sort != key)
            else:
                found = [keys[key](row) for row in rows]
                assert found == sorted(found, reverse=sort != key), sort
        late = _all(work, Filters(late=True, sort="stap"))
        assert {row.id for row in late} == {row.id for row in _all(work, Filters(late=True))}


def test_the_heads_of_the_columns_lead_to_the_order_and_say_which_it_is(
    app: Flask, lumens: Organisation, kim: StaffAccount
) -> None:
    filed = [lumens.file_complaint(now=on(clock.day(-n))).number for n in (3, 2, 1)]
    visitor = _at(app, kim)
    page = visitor.get(REGISTER)
    assert NUMBER.findall(page.text) == filed[::-1]
    assert re.findall(r'aria-sort="(\w+)"[^>]*><a[^>]*>(\w+)', page.text) == [("descending", "Binnen")]
    oldest = visitor.get(f"{REGISTER}?volgorde=binnen")
    assert NUMBER.findall(oldest.text) == filed
    assert re.findall(r'aria-sort="(\w+)"[^>]*><a[^>]*>(\w+)', oldest.text) == [("ascending", "Binnen")]
    assert "volgorde=stap-om" in visitor.get(f"{REGISTER}?volgorde=stap&status=open").text
    assert "status=open&amp;volgorde=stap-om" in visitor.get(f"{REGISTER}?volgorde=stap&status=open").text
    for wrong in ("?volgorde=naam", "?volgorde=stap&na=x", "?volgorde=datum&na=x"):
        assert visitor.get(REGISTER + wrong).status == 404, wrong
    saved = visitor.submit(visitor.get(f"{REGISTER}?volgorde=stap"), "/weergaven", naam="Op stap")
    assert "Op stap" in saved.text, "an order can be kept as a view"
    for view in ("Alles", "Open", "Te laat", "Van mij", "Nog van niemand"):
        assert f">{view}</a>" in page.text, "views that are there at once"


def test_several_are_given_to_somebody_and_what_refuses_is_named(
    app: Flask, lumens: Organisation, kim: StaffAccount
) -> None:
    """KR-156: who is concerned gets none of it; each act is on the record of its own matter."""
    sam = lumens.hire("Sam Bakker", "quality_officer")
    free, about_sam, mine = (lumens.file_complaint() for _ in range(3))
    with lumens.work(write=True) as work:
        dossiers.bar(work, about_sam.dossier_id, [sam.account_id], "accused", "deze persoon is betrokken")
    visitor = _at(app, kim)
    page = visitor.get(REGISTER)
    ids = [str(one.dossier_id) for one in (free, about_sam)]
    given = visitor.submit(page, "/register/samen", doe="collega", aan=str(sam.account_id), dossier=ids)
    assert given.status == 200 and given.url.startswith(f"{REGISTER}/samen?aan=")
    done, refused = given.text.split("Dit kon niet")
    assert free.number in done and about_sam.number not in done
    assert about_sam.number in refused and "Deze collega kan deze zaak niet behandelen" in refused
    assert visitor.get(given.url).text.count(free.number) == 1, "a page to read again"
    own = visitor.submit(page, "/register/samen", doe="mij", dossier=[str(mine.dossier_id)])
    assert "Deze zaak is nu van u" in own.text
    with lumens.work(actor=lumens.as_staff(kim)) as work:
        parts = [handlers_of(work, one.dossier_id) for one in (free, about_sam, mine)]
        assert parts == [{HANDLER: sam.account_id}, {}, {HANDLER: kim.account_id}]
        for one in (free, mine):
            said = [line.event for line in record.read(work, one.dossier_id)]
            assert said.count("handler_assigned") == 1
        assert "handler_assigned" not in [line.event for line in record.read(work, about_sam.dossier_id)]
    listed = visitor.submit(page, "/register/samen", doe="print", dossier=ids)
    assert set(NUMBER.findall(listed.text)) == {free.number, about_sam.number}
    nothing = visitor.submit(page, "/register/samen", doe="mij")
    assert nothing.status == 422 and "Kies eerst een zaak" in nothing.text and free.number in nothing.text
    concerned = _at(app, sam)
    everything = concerned.get(REGISTER)
    assert concerned.submit(everything, "/register/samen", doe="mij", dossier=ids).status == 404
    assert about_sam.number not in concerned.get(listed.url).text
    mo = lumens.hire("Mo Lid", "committee_member")
    along = _at(app, mo).get(REGISTER).text
    assert "register/samen" not in along and 'name="dossier"' not in along
