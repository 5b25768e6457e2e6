"""The register, its file and the end of the year: who sees what, flat however many there are (IC-43, WIL-28, WIL-30)."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import event
from tests.services.test_register_plan import plan_of
from tests.support import clock
from tests.support.mail import FakeMail, plain
from tests.support.visitor import visitor_of
from tests.support.workplace import workplace
from tests.support.world import PASSWORD, Organisation, on

from wederhoor import scheduler
from wederhoor.declarations import deciding, handing, jobs, register, service, sharing
from wederhoor.declarations import own as own_declarations
from wederhoor.declarations.deciding import find_for_me
from wederhoor.declarations.register import COLUMNS, Filters, file_rows, register_statement
from wederhoor.declarations.service import NoSuchDeclaration
from wederhoor.declarations.sharing import NothingToShare
from wederhoor.notices.tables import OutboxRow
from wederhoor.record import service as record
from wederhoor.rules.declaring import Outcome
from wederhoor.tenancy.locks import TenantSession
from wederhoor.web.spreadsheets import as_csv, harmless
from wederhoor.work import Installation, utc_now

Tenant = Callable[..., Organisation]
NOVEMBER = on(date(2026, 11, 16))
starts = clock.starts_at(NOVEMBER)  # the end of a year is still to come


def test_hr_reads_the_register_but_not_what_is_between_two(
    app: Flask, tenant: Tenant, caplog: pytest.LogCaptureFixture
) -> None:
    place = workplace(tenant("ic", "interaktcontour"), password=PASSWORD)
    gift = place.declare(worth="60", what="=HYPERLINK(1)", who="@SUM(A1)")
    place.declare(worth="10", by=place.other)
    love = place.declare("personal_relation", relation="love", who="Jo Geheim", what="Verliefd")
    with place.at(place.hr, write=True) as work:
        with pytest.raises(NoSuchDeclaration):
            register.find_registered(work, love.id)
        assert register.find_registered(work, gift.id).id == gift.id
        assert "De melding is bekeken (HR)." in [line.sentence for line in record.read(work, gift.id)]
    hilde = visitor_of(app.test_client())
    hilde.sign_in(place.hr.email, PASSWORD)
    page = hilde.get("/ic/kantoor/meldingen")
    assert page.text.count('data-label="Wie meldt"') == 2
    assert "Geheim" not in page.text
    assert "Persoonlijke relatie" not in page.text.split("<table")[1]
    one = hilde.get(f"/ic/kantoor/meldingen?stand=open&wie={place.worker.account_id}")
    assert one.text.count('data-label="Wie meldt"') == 1
    assert hilde.get("/ic/kantoor/meldingen?stand=verzonnen").status == 404
    wrong = hilde.get("/ic/kantoor/meldingen?vanaf=gisteren")
    assert (wrong.status, "Schrijf deze datum als" in wrong.text) == (422, True)
    assert hilde.get(f"/ic/kantoor/meldingen/{love.id}").status == 404

    text = hilde.submit(page, "/uitvoer", soort="csv").body.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert len(lines) == 3
    assert [line[3:5] for line in lines if line[2] == "Wim Werker"] == [["'=HYPERLINK(1)", "'@SUM(A1)"]]
    book = load_workbook(io.BytesIO(hilde.submit(page, "/uitvoer", soort="xlsx").body))
    cells = [cell for row in book.active.iter_rows(min_row=2) for cell in row if cell.value]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr", "d", "n"}, "never a formula"
    sheet = book.active
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", f"A1:R{sheet.max_row}")
    column = {cell.value: cell.column - 1 for cell in sheet[1]}
    (of_wim,) = [row for row in sheet.iter_rows(min_row=2) if row[column["Wie meldt"]].value == "Wim Werker"]
    told = {name: of_wim[place] for name, place in column.items()}
    assert told["Laagste waarde (euro)"].value == 60
    assert "0.00" in told["Laagste waarde (euro)"].number_format
    assert told["Gemeld op"].value.date() == NOVEMBER.date()
    assert told["Gemeld op"].is_date
    assert told["Beslissen uiterlijk"].value.date() > NOVEMBER.date()
    assert told["Wie beslist"].value == "Lea Leider"
    assert told["Wat"].value == "'=HYPERLINK(1)"
    assert "Geheim" not in text
    with place.at(place.hr) as work:
        told = [line.sentence for line in record.read(work, work.tenant_id)]
    assert "Het register van meldingen is uitgevoerd als csv: 2 regels." in told
    wim = visitor_of(app.test_client())
    wim.sign_in(place.worker.email, PASSWORD)
    for path in ("", f"/{gift.id}", "/jaareinde", "/jaareinde/2026"):
        assert wim.get(f"/ic/kantoor/meldingen{path}").status == 404
    assert "jaareinde" not in page.text  # this code does not share at the end of the year


def test_hr_sees_who_has_to_decide_and_by_when_and_reminds_them_now(
    app: Flask, tenant: Tenant, mail: FakeMail, installation: Installation
) -> None:
    """One mail a person however much waits for them, once a day for each; also where a role decides and not one person."""
    place = workplace(tenant("ic", "interaktcontour"), password=PASSWORD)
    board = place.organisation.hire("Raf Raad", "supervisory_board")
    dirk = place.organisation.hire("Dirk Directeur", "director")
    gifts = [place.declare(worth="60"), place.declare(worth="70")]
    of_board = place.declare(worth="80", by=dirk)
    hilde = visitor_of(app.test_client())
    hilde.sign_in(place.hr.email, PASSWORD)
    scheduler.sweep(installation, mail)
    mail.messages.clear()
    listed = hilde.get("/ic/kantoor/meldingen")
    assert listed.text.count("Lea Leider beslist") == 2
    assert "Herinner nu wie te laat" not in listed.text, "nobody is late yet"
    with clock.travel(NOVEMBER + timedelta(days=5)):
        hilde.sign_in(place.hr.email, PASSWORD)
        one = hilde.get(f"/ic/kantoor/meldingen/{of_board.id}")
        assert "Raf Raad beslist, uiterlijk op" in one.text
        sent = hilde.submit(one, "/herinner")
        assert "1 mens krijgt nu een herinnering" in sent.text
        again = hilde.submit(hilde.get(f"/ic/kantoor/meldingen/{of_board.id}"), "/herinner")
        assert "kreeg er vandaag al een" in again.text
    with clock.travel(NOVEMBER + timedelta(days=20)):
        hilde.sign_in(place.hr.email, PASSWORD)
        listed = hilde.get("/ic/kantoor/meldingen")
        assert "wie te laat is met beslissen (3 meldingen)" in listed.text
        assert "2 mensen krijgen nu een herinnering" in hilde.submit(listed, "/herinner").text
        scheduler.sweep(installation, mail)
    reminded = sorted(str(one["To"]) for one in mail.messages if "wacht iets op u" in plain(one))
    assert reminded == sorted(["lea.leider@ic.example", board.email, board.email])
    with place.at(place.hr) as work:
        for gift in gifts:
            told = [line.sentence for line in record.read(work, gift.id)]
            assert told.count("Wie moet beslissen, is herinnerd (1).") == 1


def test_what_was_kept_is_shared_at_the_end_of_the_year(app: Flask, tenant: Tenant) -> None:
    """WIL-30: a yearly task, told to HR on the first and the last day, with a list and a result."""
    place = workplace(tenant("wil", "wil"), password=PASSWORD)
    kept, returned, refused, given_back = (
        place.declare(worth=worth, now=NOVEMBER, giver="client", what=what, **facts)
        for worth, what, facts in (
            ("10", "Fles wijn", {"accepted": "yes"}),
            ("20", "Taart", {"accepted": "yes"}),
            ("20", "Bos bloemen", {"refused": "yes"}),
            ("80", "Horloge", {"accepted": "yes"}),
        )
    )
    offered = place.declare(worth="15", now=NOVEMBER, giver="client", what="Kalender")
    with place.at(place.leader, write=True, now=NOVEMBER) as work:
        deciding.decide(work, find_for_me(work, kept.id), Outcome.ACCEPTED)
        deciding.decide(work, find_for_me(work, returned.id), Outcome.RETURNED, reason="Naar de gever.")
        assert offered.share_year is None
        deciding.decide(work, find_for_me(work, offered.id), Outcome.ACCEPTED)
        assert find_for_me(work, given_back.id).decides  # above 50 euro it is refused (WIL-29)
    for day, mails in ((date(2026, 11, 30), 0), (date(2026, 12, 1), 1), (date(2026, 12, 31), 2)):
        with place.organisation.work(write=True, now=on(day)) as work:
            assert (jobs.next_day(work) or day) <= date(2026, 12, 31)
            jobs.remind(work)
            jobs.remind(work)
            rows = work.session.query(OutboxRow).filter(OutboxRow.letter == "gift_sharing").all()
            assert len(rows) == mails, day
    with place.at(place.hr) as work:
        assert [gift.what for gift in sharing.gifts_page(work, 2026)[0]] == ["Fles wijn", "Kalender"]
        assert own_declarations.find_own(work, refused.id, place.worker.account_id).share_year is None
    hilde = visitor_of(app.test_client())
    hilde.sign_in(place.hr.email, PASSWORD)
    page = hilde.get("/wil/kantoor/meldingen/jaareinde/2026")
    assert "Fles wijn" in page.text
    assert hilde.submit(page, result="").status == 422
    assert "Verloot" in hilde.submit(page, result="Verloot op de borrel.").text
    assert "al vastgelegd" in hilde.submit(page, result="Nog eens.").text
    assert hilde.get("/wil/kantoor/meldingen/jaareinde/2024").status == 404
    with place.at(place.hr, write=True) as work, pytest.raises(NothingToShare):
        sharing.share_gifts(work, 2024, "Niets.")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_text_becomes_a_formula(text: str) -> None:
    assert harmless(text) == f"'{text}"
    body, count = as_csv(COLUMNS[:1], iter([(text,)]))
    assert count == 1
    assert f'"\'{text}"'.encode() in body


def test_a_page_of_the_register_walks_an_index_and_sorts_nothing(tenant: Tenant) -> None:
    """However many there are: each page reads its own rows only, with every filter."""
    place = workplace(tenant("ic", "interaktcontour"))
    made = [place.declare(now=NOVEMBER + timedelta(minutes=n)).id for n in range(register.PAGE + 2)]
    engine = place.organisation.installation.engine
    with place.at(place.hr) as work:
        first, following = register.register_page(work, Filters())
        assert [row.id for row in first] == made[:1:-1]
        assert following is not None
        second, end = register.register_page(work, Filters(), following)
        assert ([row.id for row in second], end) == (made[1::-1], None)
        assert len(list(file_rows(work, Filters(state="told")))) == 0
        assert len(list(file_rows(work, Filters(topic="gift")))) == len(made)
    values = {
        "after": utc_now(),
        "after_id": made[0],
        "in_topic": "gift",
        "in_step": "open",
        "in_outcome": "noted",
        "in_lateness": "late",
        "since": utc_now(),
        "until": utc_now(),
        "declarer": place.worker.account_id,
    }
    with TenantSession(engine, place.organisation.id, write=False) as session:
        connection = session.connection()
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET enable_seqscan = off")  # so few rows that it would read them all
            connection.exec_driver_sql("SET enable_sort = off")
        for later in (False, True):
            for condition in ("", "topic", "step", "outcome", "lateness", "since", "declarer"):
                statement = register_statement(frozenset({condition} - {""}), later)
                plan = plan_of(session, statement, **values)
                assert "ix_declarations_" in plan, (condition, later, plan)
                for slow in ("TEMP B-TREE", "Sort", "SCAN declarations\n"):
                    assert slow not in f"{plan}\n", (condition, later, plan)


def test_what_waits_for_somebody_is_found_by_an_index_of_its_own(tenant: Tenant) -> None:
    """However many declarations are done: neither the list of what waits nor one declaration reads the others."""
    place = workplace(tenant("ic", "interaktcontour"))
    gift = place.declare(worth="60", now=NOVEMBER)
    asked: list[tuple[str, Any]] = []
    with place.at(place.leader) as work:
        connection = work.session.connection()

        def listen(_c: object, _cursor: object, sql: str, parameters: Any, _ctx: object, _m: bool) -> None:
            if "declaration_readers" in sql:
                asked.append((sql, parameters))

        event.listen(connection, "before_cursor_execute", listen)
        found = find_for_me(work, gift.id)
        deciding.waiting_page(work)[0]
        service.readers_of(work, found.declaration)
        handing.without_reader(work)
        event.remove(connection, "before_cursor_execute", listen)
        assert len(asked) >= 4
        sqlite = connection.dialect.name == "sqlite"
        if not sqlite:
            connection.exec_driver_sql("SET enable_seqscan = off")
        for sql, parameters in asked:
            explain = "EXPLAIN QUERY PLAN " if sqlite else "EXPLAIN "
            plan = "\n".join(str(row[-1]) for row in connection.exec_driver_sql(explain + sql, parameters))
            assert re.search("ix_declaration_readers_(account|role|declaration)", plan), plan
            assert "SCAN declaration_readers\n" not in f"{plan}\n", plan
            if sqlite:
                assert "declaration_id=?" in plan or "account_id=?" in plan or "role=?" in plan, plan
