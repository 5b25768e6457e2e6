"""What is sent is taken once: a double click, four at once, a line that was cut after it was taken; and nothing that is new is lost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from flask import Flask
from sqlalchemy import select
from tests.support.visitor import Page, Visitor, visitor_of
from tests.support.world import PASSWORD, Filed, Organisation

from wederhoor.messages.tables import Message, Note
from wederhoor.tasks.tables import Task
from wederhoor.web import once
from wederhoor.web.once import TakenForm
from wederhoor.work import utc_now

PLACE = "/lumens/mijn-klacht/berichten"


def _inside(app: Flask, filed: Filed) -> Visitor:
    visitor = visitor_of(app.test_client())
    visitor.submit(visitor.get("/lumens/mijn-klacht"), code=filed.code)
    return visitor


def _texts(lumens: Organisation) -> list[str]:
    with lumens.work() as work:
        return [one.body["text"] for one in work.session.scalars(select(Message).order_by(Message.sent_at))]


def _tasks(lumens: Organisation) -> int:
    with lumens.work() as work:
        return len(work.session.scalars(select(Task).where(Task.kind == "read_message")).all())


def test_a_message_that_arrives_twice_is_there_once_and_both_see_it(lumens: Organisation, app: Flask) -> None:
    visitor = _inside(app, lumens.file_complaint())
    form = visitor.get(PLACE)
    first = visitor.submit(form, text="Ik hoor niets.", follow=False)
    second = visitor.submit(form, text="Ik hoor niets.", follow=False)
    assert (first.status, second.status) == (303, 303)
    assert first.headers["Location"] == second.headers["Location"]
    assert (_texts(lumens), _tasks(lumens)) == (["Ik hoor niets."], 1)


def test_four_at_once_are_one(lumens: Organisation, app: Flask) -> None:
    filed = lumens.file_complaint()
    visitors = [_inside(app, filed) for _ in range(4)]
    form = visitors[0].get(PLACE).form()
    fields = [(name, value) for name, value in form.filled({"text": "Vier keer."}) if name != "csrf_token"]

    def send(visitor: Visitor) -> Page:
        own = dict(visitor.get(PLACE).form().values)["csrf_token"]
        return visitor.post(PLACE, [*fields, ("csrf_token", own)], follow=False)

    with ThreadPoolExecutor(4) as pool:
        assert {page.status for page in pool.map(send, visitors)} == {303}
    assert _texts(lumens) == ["Vier keer."]


def test_something_else_from_the_same_page_is_something_new(lumens: Organisation, app: Flask) -> None:
    """Whoever goes back in the browser and writes another message sees the same form; and "ja" may be said twice."""
    visitor = _inside(app, lumens.file_complaint())
    form = visitor.get(PLACE)
    visitor.submit(form, text="Een.")
    visitor.submit(form, text="Twee.")
    visitor.submit(visitor.get(PLACE), text="Ja.")
    visitor.submit(visitor.get(PLACE), text="Ja.")
    assert _texts(lumens) == ["Een.", "Twee.", "Ja.", "Ja."]


def test_what_was_refused_was_not_taken(lumens: Organisation, app: Flask) -> None:
    visitor = _inside(app, lumens.file_complaint())
    refused = visitor.submit(visitor.get(PLACE), text="")
    assert refused.status == 422
    assert visitor.submit(refused, text="Nu wel.").status == 200
    assert _texts(lumens) == ["Nu wel."]


def test_the_page_that_sends_it_again_sends_the_same_form(lumens: Organisation, app: Flask) -> None:
    """The line breaks after it was taken: the page says that it went wrong, and the button sends it once more."""
    visitor = _inside(app, lumens.file_complaint())
    form = visitor.get(PLACE).form()
    fields = dict(form.filled({"text": "Net verstuurd."}))
    visitor.post(PLACE, list(fields.items()))
    over = visitor.post(PLACE, list((fields | {"csrf_token": "verlopen"}).items()))
    assert over.status == 422
    assert fields["once"] not in over.text.split('id="getypt"')[1], "it is nothing somebody typed"
    assert visitor.submit(over).status == 200
    assert _texts(lumens) == ["Net verstuurd."]


def test_the_office_writes_once_too(lumens: Organisation, app: Flask) -> None:
    kim = lumens.hire("Kim Bakvis", "secretary")
    filed = lumens.file_complaint()
    staff = visitor_of(app.test_client())
    staff.sign_in(kim.email, PASSWORD)
    form = staff.get(f"/lumens/kantoor/dossiers/{filed.dossier_id}/berichten")
    for _ in range(2):
        staff.submit(form, what="note", side="inside", text="Gebeld met Anna.")
    with lumens.work() as work:
        assert len(work.session.scalars(select(Note)).all()) == 1


def test_what_was_taken_is_forgotten_after_a_week_and_says_nothing(lumens: Organisation, app: Flask) -> None:
    visitor = _inside(app, lumens.file_complaint())
    visitor.submit(visitor.get(PLACE), text="Ik hoor niets.")
    with lumens.work() as work:
        (row,) = work.session.scalars(select(TakenForm)).all()
        assert row.shown == PLACE
    with lumens.work(write=True, now=utc_now() + timedelta(days=8)) as work:
        assert once.forget(work) == 1
