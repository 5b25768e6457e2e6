"""Forms that begin with what was chosen last, for whoever chose it; and a matter taken upon oneself with one press."""

import pytest
from flask import Flask
from sqlalchemy import select
from tests.support.visitor import Visitor, visitor_of
from tests.support.world import PASSWORD, Organisation, StaffAccount

from wederhoor.deadlines.handlers import HANDLER, handlers_of
from wederhoor.dossiers.service import bar
from wederhoor.notices.service import State
from wederhoor.notices.tables import OutboxRow
from wederhoor.settings.choices import choices_of, keep_choices
from wederhoor.settings.tables import LastChoice

DESK = "/lumens/kantoor/"


@pytest.fixture
def kim(lumens: Organisation) -> StaffAccount:
    """The secretary."""
    return lumens.hire("Kim Bakvis", "secretary")


def _at(app: Flask, who: StaffAccount) -> Visitor:
    visitor = visitor_of(app.test_client())
    visitor.sign_in(who.email, PASSWORD)
    return visitor


def test_a_choice_is_kept_changed_and_forgotten_for_one_person(
    lumens: Organisation, kim: StaffAccount
) -> None:
    sam = lumens.hire("Sam Bakker", "quality_officer")
    for value, left in (("een", {"a": "een"}), ("twee", {"a": "twee"}), ("", {})):
        with lumens.work(write=True, actor=lumens.as_staff(kim)) as work:
            keep_choices(work, {"a": value})
        with lumens.work(actor=lumens.as_staff(kim)) as work:
            assert choices_of(work) == left
        with lumens.work(actor=lumens.as_staff(sam)) as work:
            assert choices_of(work) == {}


def test_the_way_of_telling_and_who_takes_over_begin_with_the_last(
    app: Flask, lumens: Organisation, kim: StaffAccount
) -> None:
    sam = lumens.hire("Sam Bakker", "quality_officer")
    first, second = (lumens.file_complaint() for _ in range(2))
    with lumens.work(write=True) as work:
        rows = list(work.session.scalars(select(OutboxRow).order_by(OutboxRow.id)))[:2]
        for row in rows:
            row.state = State.TO_POST.value
        addresses = [f"{DESK}verzending/{row.id}/bezorgd" for row in rows]
    visitor = _at(app, kim)
    blank = visitor.get(addresses[0])
    assert 'name="way" value="handed" checked' not in blank.text.replace("\n", " ")
    refused = visitor.submit(blank, way="handed_over_twice")
    assert refused.status == 422
    ways = [value for name, value in _radios(blank.text) if name == "way"]
    told = visitor.submit(blank, way=ways[-1], by="Kim", to="de klager", reference="1")
    assert told.status == 200 and told.url.endswith("/verzending")
    assert _checked(visitor.get(addresses[1]).text, "way") == ways[-1]
    act = f"{DESK}dossiers/{{}}/toewijzen"
    visitor.submit(visitor.get(act.format(first.dossier_id)), handler=str(sam.account_id))
    begins = visitor.get(act.format(second.dossier_id))
    assert f'<option value="{sam.account_id}" selected>' in begins.text
    with lumens.work() as work:
        kept = {row.name: row.value for row in work.session.scalars(select(LastChoice))}
        assert kept == {"delivery.delivered_send:way": ways[-1], "register.aan": str(sam.account_id)}
    with lumens.work(write=True) as work:
        bar(work, second.dossier_id, [sam.account_id], "accused", "deze persoon is betrokken")
    assert " selected>Sam" not in visitor.get(act.format(second.dossier_id)).text, "only who may"


def _radios(text: str) -> list[tuple[str, str]]:
    return [(name, value) for name, value, _ in _inputs(text)]


def _checked(text: str, wanted: str) -> str:
    return next((value for name, value, on in _inputs(text) if name == wanted and on), "")


def _inputs(text: str) -> list[tuple[str, str, bool]]:
    from html.parser import HTMLParser

    found: list[tuple[str, str, bool]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            given = dict(attrs)
            if tag == "input" and given.get("type") == "radio":
                found.append((given.get("name") or "", given.get("value") or "", "checked" in given))

    Reader().feed(text)
    return found


def test_one_press_takes_a_matter_upon_oneself(app: Flask, lumens: Organisation, kim: StaffAccount) -> None:
    """Who has it already is not offered it."""
    filed = lumens.file_complaint()
    matter = f"{DESK}dossiers/{filed.dossier_id}"
    visitor = _at(app, kim)
    page = visitor.get(matter)
    assert "Wijs toe aan mij" in page.text
    taken = visitor.submit(page, "/register/samen", doe="mij")
    assert taken.url == matter and "Deze zaak is nu van u." in taken.text
    assert "Wijs toe aan mij" not in taken.text
    with lumens.work() as work:
        assert handlers_of(work, filed.dossier_id) == {HANDLER: kim.account_id}
