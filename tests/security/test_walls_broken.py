"""Whoever has the database, the keys and the master key, and not the running program, changes what lies behind the wall."""

import re
import uuid
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from tests.support.mail import FakeMail, plain
from tests.support.visitor import Visitor, visitor_of
from tests.support.walls import give_box, open_strongbox
from tests.support.world import PASSWORD, Organisation

from wederhoor import scheduler
from wederhoor.confidants.tables import Consultation, ConsultationEntry
from wederhoor.misconduct.tables import MisconductEntry, MisconductKey, MisconductReport
from wederhoor.settings.service import platform_session
from wederhoor.strongboxes.sealing import new_pair
from wederhoor.strongboxes.tables import Strongbox

BROKEN = "beschadigd of veranderd"
CODE = re.compile(r"[2-9A-Z]{6}-[2-9A-Z]{6}-[2-9A-Z]{6}")


@pytest.fixture
def desk(app: Flask, lumens: Organisation) -> Visitor:
    officer = lumens.hire("Inge Integer", "integrity_officer", "confidant")
    give_box(lumens, officer)
    visitor = visitor_of(app.test_client())
    visitor.sign_in(officer.email, PASSWORD)
    open_strongbox(visitor)
    return visitor


def _report(app: Flask, text: str) -> tuple[Visitor, str]:
    visitor = visitor_of(app.test_client())
    form = visitor.get("/lumens/misstand-melden/schrijven")
    done = visitor.submit(form, way="written", naming="anonymous", text=text)
    found = CODE.search(done.text)
    assert found
    return visitor, found[0]


def _spoil(
    organisation: Organisation, table: type[Any], column: str, row_id: uuid.UUID | None = None
) -> None:
    with organisation.work(write=True) as work:
        row = work.session.scalars(select(table).where(*([table.id == row_id] if row_id else []))).first()
        sealed = bytearray(getattr(row, column))
        sealed[-1] ^= 1
        setattr(row, column, bytes(sealed))


SPOILED: dict[str, tuple[type[Any], str]] = {
    "what was said": (MisconductReport, "body_locked"),
    "a key in the strongbox": (MisconductKey, "wrapped"),
}


@pytest.mark.parametrize("what", SPOILED)
def test_a_broken_report_is_shown_as_broken_and_takes_no_other_along(
    app: Flask, lumens: Organisation, desk: Visitor, what: str
) -> None:
    _report(app, "De eerste melding.")
    with lumens.work() as work:
        first = work.session.scalars(select(MisconductReport.id)).one()
        keys = select(MisconductKey.id).where(
            MisconductKey.strongbox_id.is_not(None), MisconductKey.purpose == "content"
        )
        key = work.session.scalars(keys).one()
    _report(app, "De tweede melding.")
    table, column = SPOILED[what]
    _spoil(lumens, table, column, first if table is MisconductReport else key)
    index = desk.get("/lumens/meldingen")
    assert (index.status, BROKEN in index.text, "De tweede melding." in index.text) == (200, True, True)
    broken = desk.get(f"/lumens/meldingen/{first}")
    assert (broken.status, BROKEN in re.sub(r"\s+", " ", broken.text) or "beschadigd" in broken.text) == (
        500,
        True,
    )
    other = next(p for p in re.findall(r"/lumens/meldingen/[0-9a-f-]{36}", index.text) if str(first) not in p)
    assert "De tweede melding." in desk.get(other).text


def test_a_broken_message_takes_no_other_along(app: Flask, lumens: Organisation, desk: Visitor) -> None:
    reporter, _ = _report(app, "Een melding.")
    own = "/lumens/misstand-melden/mijn-melding"
    reporter.submit(reporter.get(own), "/bericht", text="Het eerste bericht.")
    with lumens.work() as work:
        entry = work.session.scalars(select(MisconductEntry.id)).one()
    reporter.submit(reporter.get(own), "/bericht", text="Het tweede bericht.")
    _spoil(lumens, MisconductEntry, "body_locked", entry)
    (place,) = set(re.findall(r"/lumens/meldingen/[0-9a-f-]{36}", desk.get("/lumens/meldingen").text))
    for page in (desk.get(place), reporter.get(own)):
        assert page.status == 200
        assert BROKEN in page.text and "Het tweede bericht." in page.text


@pytest.mark.parametrize(
    ("table", "begun"), [(Consultation, Consultation.begun_at), (ConsultationEntry, ConsultationEntry.at)]
)
def test_a_broken_talk_takes_no_other_along(
    app: Flask, lumens: Organisation, desk: Visitor, table: type[Any], begun: Any
) -> None:
    for name in ("Eerste", "Tweede"):
        form = desk.get("/vertrouwenspersoon/lumens/nieuw")
        assert desk.submit(form, theme="other", text=f"{name} gesprek.", name=name, agreed="y").status == 200
    with lumens.work() as work:
        spoiled = work.session.scalars(select(table.id).order_by(begun)).first()
    _spoil(lumens, table, "body_locked", spoiled)
    index = desk.get("/vertrouwenspersoon")
    assert index.status == 200 and "Tweede" in index.text
    places = re.findall(r'href="(/vertrouwenspersoon/lumens/[0-9a-f-]{36})"', index.text)
    shown = [desk.get(place).text for place in places]
    assert any("Tweede gesprek." in text for text in shown)
    assert BROKEN in index.text if table is Consultation else any(BROKEN in text for text in shown)


def test_a_public_key_that_was_replaced_comes_out_when_the_box_is_opened(
    app: Flask, lumens: Organisation, desk: Visitor, mail: FakeMail
) -> None:
    _, other = new_pair()
    with platform_session(lumens.installation, write=True) as session:
        box = session.scalars(select(Strongbox)).one()
        own, box.public_key = box.public_key, other
    desk.submit(desk.get("/account/kluis"), "/dicht")
    told = open_strongbox(desk)
    assert "Iemand had een andere sleutel aan uw kluis gehangen" in desk.get("/account/kluis").text, told
    with platform_session(lumens.installation, write=False) as session:
        assert session.scalars(select(Strongbox.public_key)).one() == own
    scheduler.sweep(lumens.installation, mail)
    assert any("andere sleutel" in plain(m) for m in mail.messages)


def test_a_box_nobody_touched_says_nothing(lumens: Organisation, desk: Visitor, mail: FakeMail) -> None:
    assert "andere sleutel" not in desk.get("/account/kluis").text
    scheduler.sweep(lumens.installation, mail)
    assert mail.messages == []
