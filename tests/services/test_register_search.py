"""The register is found in: number, name, address, telephone, words; filters; kept views; and never by who is barred."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import delete, select
from tests.support import clock
from tests.support.world import Filed, Organisation, on

from wederhoor import scheduler
from wederhoor.deadlines.handlers import HANDLER, set_handler
from wederhoor.deadlines.service import clocks_of
from wederhoor.desk import service
from wederhoor.desk.filters import MINE, Filters, read_filters
from wederhoor.desk.matters import plans
from wederhoor.desk.queries import PAGE, register_page
from wederhoor.desk.today import today
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.finding import find_again, mend_each
from wederhoor.dossiers.rows import set_party
from wederhoor.dossiers.tables import Dossier, DossierToken
from wederhoor.people.employments import name_stand_in
from wederhoor.tasks.service import add_task
from wederhoor.web.filtering import UnknownFilter
from wederhoor.work import Installation, Work

SHORT = "Huisbezoek driemaal verzet; café-afspraak niet nagekomen"


@pytest.fixture
def filed(lumens: Organisation) -> Filed:
    """A complaint among others."""
    lumens.file_complaint(surname="de Ander", email="ander@bewoner.example", phone="06 11 11 11 11")
    found = lumens.file_complaint(
        given_name="Bert", surname="van Dummy", email="bert@bewoner.example", phone="06-12 34 56 78"
    )
    with lumens.work(write=True) as work:
        row = work.session.get_one(Dossier, (work.tenant_id, found.dossier_id))
        row.short_description = SHORT
        find_again(work, row.id)
    return found


@pytest.fixture
def desk(lumens: Organisation, filed: Filed) -> Iterator[Work]:
    """What the secretary sees."""
    kim = lumens.hire("Kim Bakvis", "secretary")
    with lumens.work(write=True, actor=lumens.as_staff(kim)) as work:
        yield work


def found(work: Work, text: str, **filters: object) -> list[str]:
    rows, _ = register_page(work, Filters(**filters), text=text)  # type: ignore[arg-type]
    return [row.number for row in rows]


def test_a_dossier_is_found_by_what_people_remember_of_it(desk: Work, filed: Filed) -> None:
    """KR-150: the register is an overview of numbers with a short description."""
    ways = (
        "van Dummy",
        "DUMMY",
        "bert@BEWONER.example",
        "06 12345678",
        "huisbezoek",
        "verzet Huisbezoek",
        "cafe",
        "Dum",
        "ummy",
        "huisb",
        "dummy huisbezoek",
    )
    for text in (*ways, filed.number[:6], filed.number, filed.number.lower(), filed.number.upper()):
        assert found(desk, text) == [filed.number], text
    for text in (
        "Du",
        "Hummy",
        "huisbezoek sleutel",
        "0699999999",
        "niemand@bewoner.example",
        "9999",
        "%",
        "'",
        "\\",
    ):
        assert found(desk, text) == [], text


@pytest.mark.parametrize(
    ("surname", "texts"),
    [
        (
            "M\u00fcllenberg-de Vriesma",
            ("M\u00fcllenberg", "Mullenberg", "Vriesma", "mullenberg-de vriesma", "Vriesma M\u00fcllenberg"),
        ),
        (
            "Pe\u0301rezma",
            ("P\u00e9rezma", "Perezma", "PEREZMA", "mevrouw Perezma", "A. Perezma", "Anna Perezma"),
        ),
        ("Wei\u00df", ("weiss", "Wei\u00df")),
        ("Y\u0131ld\u0131zma", ("Yildizma", "Y\u0131ld\u0131zma")),
    ],
)
def test_people_find_people_as_they_type(surname: str, texts: tuple[str, ...], lumens: Organisation) -> None:
    """By each part of a name, with accents or without, composed or not."""
    number, kim = lumens.file_complaint(surname=surname).number, lumens.hire("Kim Bakvis", "secretary")
    with lumens.work(actor=lumens.as_staff(kim)) as work:
        for text in texts:
            assert found(work, text) == [number], text
        assert found(work, f"{surname} Anders") == []


def test_a_number_and_an_address_are_found_however_they_are_written(lumens: Organisation) -> None:
    filed = lumens.file_complaint(phone="+31 (0)6 99 88 77 66", email="noor@caf\u00e9-voorbeeld.nl")
    kim = lumens.hire("Kim Bakvis", "secretary")
    with lumens.work(actor=lumens.as_staff(kim)) as work:
        for text in (
            "0699887766",
            "06-99887766",
            "0031 6 99887766",
            "tel:+31699887766",
            "\u0660\u0666\u0669\u0669\u0668\u0668\u0667\u0667\u0666\u0666",
        ):
            assert found(work, text) == [filed.number], text
        for text in (
            "noor@cafe\u0301-voorbeeld.nl",
            "NOOR@xn--caf-voorbeeld-dhb.nl",
            "\u200bnoor@caf\u00e9-voorbeeld.nl",
        ):
            assert found(work, text) == [filed.number], text
        assert found(work, "noor@cafe-voorbeeld.nl") == []


def test_a_corrected_name_is_found_and_the_wrong_one_no_more(desk: Work, filed: Filed) -> None:
    party = dossiers.complainant_of(desk, filed.dossier_id)
    set_party(desk, party, name={"given_name": "Bert", "surname": "Goedgespeld"}, contact=party.contact or {})
    assert found(desk, "Goedgespeld") == [filed.number]
    assert found(desk, "Dummy") == []


def test_what_an_earlier_version_kept_is_made_findable_once(
    installation: Installation, lumens: Organisation, filed: Filed
) -> None:
    with lumens.work(write=True) as work:
        work.session.execute(delete(DossierToken))
        for dossier in work.session.scalars(select(Dossier)):
            dossier.found_as = 0
        party = dossiers.complainant_of(work, filed.dossier_id)
        party.phone_hash = party.email_hash = None
    kim = lumens.hire("Kim Bakvis", "secretary")

    def finds(text: str) -> list[str]:
        with lumens.work(actor=lumens.as_staff(kim)) as work:
            return found(work, text)

    assert finds("dummy") == []
    scheduler.tidy(installation)
    for text in ("dummy", "Bert van Dummy", "bert@bewoner.example", "06 12345678"):
        assert finds(text) == [filed.number], text
    assert mend_each(lambda: lumens.work(write=True)) == 0, "there is nothing left to do"


def test_an_earlier_description_is_forgotten(desk: Work, filed: Filed) -> None:
    dossiers.find(desk, filed.dossier_id).short_description = "Nieuwe omschrijving"
    find_again(desk, filed.dossier_id)
    assert found(desk, "huisbezoek") == []
    assert found(desk, "nieuwe") == [filed.number]


def test_filters_narrow_a_search_too(desk: Work, filed: Filed) -> None:
    today = desk.today
    assert found(desk, "dummy", status="open", since=today, until=today) == [filed.number]
    assert found(desk, "dummy", status="dicht") == []
    assert found(desk, "dummy", category="expertise") == []
    assert found(desk, "dummy", since=today + timedelta(days=1)) == []
    assert found(desk, "dummy", late=True) == []


def test_who_handles_it_is_a_filter_too(lumens: Organisation, filed: Filed) -> None:
    kim = lumens.hire("Kim Bakvis", "secretary")
    with lumens.work(write=True, actor=lumens.as_staff(kim)) as work:
        assert found(work, "dummy", handler="niemand") == [filed.number]
        set_handler(work, filed.dossier_id, HANDLER, kim.account_id)
        assert found(work, "dummy", handler="niemand") == []
        for handler in ("mij", str(kim.account_id)):
            assert found(work, "", handler=handler) == [filed.number]
        assert found(work, "", handler="mij", regime="onbekend") == []
        assert today(work, whose=MINE).numbers() == [filed.number]
        assert len(today(work).numbers()) == 2
    nel = lumens.hire("Nel Invaller", "quality_officer")
    with lumens.work(write=True, actor=lumens.as_staff(nel)) as work:
        assert found(work, "", handler="mij") == []
        assert today(work, whose=MINE).numbers() == []
        name_stand_in(work, kim.account_id, nel.account_id, valid_from=work.today, valid_until=work.today)
        assert found(work, "", handler="mij") == [filed.number], "the register agrees with today"
        assert today(work, whose=MINE).numbers() == [filed.number]
        assert today(work, whose=[kim.account_id]).numbers() == [filed.number]
        assert found(work, "", handler=str(nel.account_id)) == []


def test_who_is_barred_finds_nothing_by_any_way(desk: Work, filed: Filed) -> None:
    assert desk.actor.account_id
    dossiers.bar(desk, filed.dossier_id, [desk.actor.account_id], "accused", "deze persoon is betrokken")
    for text in (
        "dummy",
        "bert@bewoner.example",
        "06 12345678",
        "huisbezoek",
        filed.number,
        filed.number[:6],
    ):
        assert filed.number not in found(desk, text), text
    assert filed.number not in found(desk, "")


def test_what_is_late_comes_longest_first_each_dossier_once(lumens: Organisation) -> None:
    long_ago, ago = clock.day(-300), clock.day(-250)
    second, first = lumens.file_complaint(now=on(ago)), lumens.file_complaint(now=on(long_ago))
    kim = lumens.hire("Kim Bakvis", "secretary")
    with lumens.work(actor=lumens.as_staff(kim)) as work:
        rows, more = register_page(work, Filters(late=True))
        assert [row.number for row in rows] == [first.number, second.number]
        assert more is None
        assert all(row.next_due and row.next_due < work.today for row in rows)


def test_pages_of_a_search_go_on_where_the_last_ended(lumens: Organisation) -> None:
    numbers = {lumens.file_complaint(surname="Velen").number for _ in range(PAGE + 2)}
    kim = lumens.hire("Kim Bakvis", "secretary")
    with lumens.work(actor=lumens.as_staff(kim)) as work:
        rows, cursor = register_page(work, Filters(), text="velen")
        assert cursor is not None
        rest, end = register_page(work, Filters(), text="velen", cursor=cursor)
        assert end is None
        assert len(rows) == PAGE
        assert {row.number for row in (*rows, *rest)} == numbers
        assert len(rest) == 2


def test_a_view_is_kept_for_one_person_and_can_go(lumens: Organisation) -> None:
    kim, mo = lumens.hire("Kim Bakvis", "secretary"), lumens.hire("Mo Lid", "committee_member")
    with lumens.work(write=True, actor=lumens.as_staff(kim)) as work:
        service.save_view(work, "Mijn open zaken", Filters(status="open"))
        service.save_view(work, "mijn OPEN zaken", Filters(status="open", late=True))
        (view,) = service.views_of(work)
        assert (view.name, view.query) == ("mijn OPEN zaken", "status=open&telaat=1")
    with lumens.work(write=True, actor=lumens.as_staff(mo)) as other:
        assert service.views_of(other) == []
        assert not service.drop_view(other, view.id)
    with lumens.work(write=True, actor=lumens.as_staff(kim)) as work:
        assert service.drop_view(work, view.id)
        assert service.views_of(work) == []


def test_filters_are_read_from_an_address_and_unknown_ones_refused() -> None:
    known = {"steps": frozenset({"assess"}), "categories": frozenset({"other"}), "regimes": frozenset({"kr"})}
    asked, errors = read_filters({"status": "assess", "vanaf": "2-3-2026", "tot": "2026-03-09"}, **known)
    assert (asked.since, asked.until, errors) == (date(2026, 3, 2), date(2026, 3, 9), {})
    assert read_filters(dict(asked.pairs()), **known) == (asked, {})
    _, errors = read_filters({"vanaf": "gisteren", "tot": "31-2-2026"}, **known)
    assert set(errors) == {"vanaf", "tot"}
    _, errors = read_filters({"vanaf": "2-3-2026", "tot": "1-3-2026"}, **known)
    assert errors == {"tot": "De einddatum ligt vóór de begindatum."}
    for wrong in ({"status": "x"}, {"onderwerp": "x"}, {"regime": "x"}, {"behandelaar": "x"}):
        with pytest.raises(UnknownFilter):
            read_filters(wrong, **known)


def test_the_first_due_date_stands_with_its_term_however_the_server_writes_dates(
    installation: Installation, lumens: Organisation, filed: Filed, request: pytest.FixtureRequest
) -> None:
    """KR-150: a date that is wrong does harm; 4 May is not 5 April."""
    kim = lumens.hire("Kim Bakvis", "secretary")
    database = str(installation.engine.url.database)
    postgresql = installation.engine.dialect.name == "postgresql"

    def server_writes(style: str) -> None:
        with request.getfixturevalue("postgres").connect(database) as connection:
            connection.execute(f"ALTER DATABASE {database} {style}")
        installation.engine.dispose()

    if postgresql:
        server_writes("SET DateStyle TO 'German, DMY'")
    try:
        with lumens.work(actor=lumens.as_staff(kim)) as work:
            rows, _ = register_page(work, Filters(), text="van Dummy")
            clocks = [clock for clock in clocks_of(work, filed.dossier_id) if clock.state == "running"]
            plan_only = set(plans(work))
            first = min((c for c in clocks if c.code not in plan_only), key=lambda c: (c.due_on, c.code))
            assert rows[0].next_due == first.due_on
            assert rows[0].next_due_label == work.organisation.deadline(first.code).label
    finally:
        if postgresql:
            server_writes("RESET DateStyle")


def test_who_only_reads_along_gets_no_tasks_and_no_post(lumens: Organisation, filed: Filed) -> None:
    """The desk of a committee member names terms and what is new, never work whose page answers 404."""
    with lumens.work(write=True) as work:
        add_task(work, "call_back", {"name": "Noor"}, due_on=work.today)
    seen = {}
    for role in ("secretary", "committee_member"):
        with lumens.work(
            actor=lumens.as_staff(lumens.hire(f"Een {role}", role)), now=on(clock.day(1))
        ) as work:
            seen[role] = today(work)
    assert [thing.what for thing in seen["secretary"].things("task")] == ["Terugbellen"]
    assert seen["committee_member"].numbers() == seen["secretary"].numbers() != []
    along = [thing for line in seen["committee_member"].lines for thing in (line.first, *line.more)]
    assert {thing.kind for thing in along} <= {"term", "new", "waiting"}
    assert not any(thing.acts for thing in along)
