"""Every route, every method, with another tenant's ids: exactly what a non-existent id gets."""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from tests.support import clock
from tests.support.papers import add_paper, photo
from tests.support.visitor import visitor_of
from tests.support.walls import give_box, report, talk
from tests.support.workplace import workplace
from tests.support.world import (
    PASSWORD,
    Filed,
    Organisation,
    StaffAccount,
    Templates,
    add_organisation,
    databases_for,
    fresh_environment,
    opened,
    shared_installation,
)

from wederhoor import config as settings
from wederhoor import health
from wederhoor.app import create_app
from wederhoor.conduct import service as conduct
from wederhoor.counter.service import keep_phone_note
from wederhoor.desk.filters import Filters
from wederhoor.desk.service import save_view, views_of
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.tables import Dossier
from wederhoor.messages.saved_texts import keep_piece, pieces
from wederhoor.messages.service import write_to_party
from wederhoor.notices.tables import Letter, OutboxRow
from wederhoor.people.employments import name_stand_in
from wederhoor.rules.roles import Role
from wederhoor.web.permissions import Who, permission_of
from wederhoor.work import Installation, utc_now

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
SNAPSHOT = Path(__file__).with_name("routes.txt")
FILLED = {
    "verdict": "judge_admissible",
    "employee": "nobody",
    "reason": "x",
    "confirm": "y",
    "done_on": clock.boxes(clock.TODAY),
}
UNKNOWN = "nergens"


@dataclass(frozen=True, kw_only=True)
class Sweep:
    """Two organisations with a complaint each, someone who works at ours, and who holds the code of ours."""

    app: Flask
    staff: FlaskClient
    complainant: FlaskClient
    ours: Organisation
    theirs: Organisation
    their_ids: dict[str, uuid.UUID | str]
    our_complaint: Filed
    kim: StaffAccount


@pytest.fixture(scope="module", params=databases_for("routes"))
def sweep(
    request: pytest.FixtureRequest, templates: Templates, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Sweep]:
    """Made once: what these tests try is refused, and changes nothing."""
    with shared_installation(request, templates, tmp_path_factory.mktemp("routes")) as installation:
        yield _made(installation)


def _made(installation: Installation) -> Sweep:
    ours, theirs = add_organisation(installation, "ons"), add_organisation(installation, "hun")
    kim = ours.hire("Kim Bakvis", "secretary", "quality_officer")
    our_complaint, their_complaint = ours.file_complaint(), theirs.file_complaint(contact_channel="post")
    paper = add_paper(theirs, their_complaint.dossier_id, photo("PNG"))
    with theirs.work() as work:
        letter = work.session.scalars(select(Letter.id)).one()
        posted = work.session.scalars(select(OutboxRow.id).where(OutboxRow.state == "to_post")).one()
    mo, kees = theirs.hire("Mo Lid", "committee_member"), theirs.hire("Kees Hun", "employee")
    with theirs.work(write=True, actor=theirs.as_staff(mo)) as work:
        save_view(work, "Open", Filters(status="open"))
        (view,) = views_of(work)
        note = keep_phone_note(work, "Hun", "Van hen.")
        note_id, task_id = note.id, note.task_id
        keep_piece(work, "Hun tekst", "Van hen.")
        (piece,) = pieces(work)
        their_dossier = work.session.get_one(Dossier, (work.tenant_id, their_complaint.dossier_id))
        party = dossiers.complainant_of(work, their_complaint.dossier_id)
        message_id = write_to_party(work, their_dossier, party, "Van hen.").id
        away = name_stand_in(work, mo.account_id, kees.account_id, valid_from=work.today).id
    declaration = workplace(theirs).declare()
    give_box(theirs, theirs.hire("Ot Hun", "integrity_officer"))
    _, consultation = talk(theirs, give_box(theirs, theirs.hire("Vic Hun", "confidant")))
    with theirs.work(write=True, actor=theirs.as_staff(mo)) as work:
        conduct.hand_out(work)
        handout = conduct.handouts_of(work, declaration.declarer_id)[0].id
        sheet = conduct.keep_worksheet(work, mo.account_id, {"label": "x", "answers": [], "notes": ""}).id
    app = create_app(installation)
    app.config["WTF_CSRF_ENABLED"] = False  # so that every POST reaches its view
    staff, complainant = app.test_client(), app.test_client()
    visitor_of(staff).sign_in(kim.email, PASSWORD)
    visitor_of(complainant).post("/ons/mijn-klacht", [("code", our_complaint.code)])
    ids = {
        "dossier_id": their_complaint.dossier_id,
        "letter_id": letter,
        "notice_id": posted,
        "paper_id": paper,
        "view_id": view.id,
        "note_id": note_id,
        "task_id": task_id,
        "message_id": message_id,
        "text_id": piece.id,
        "act": "uitstel",
        "declaration_id": declaration.id,
        "right": "stopped",
        "year": "2026",
        "report_id": report(theirs).report_id,
        "consultation_id": consultation,
        "slug": "bericht",
        "handout_id": handout,
        "sheet_id": sheet,
        "account_id": mo.account_id,
        "stand_in_id": away,
        "topic": "bestaat-niet",
        "room": "dossier",
        "what": their_complaint.dossier_id,
        "code": "bestaat-niet",
        "shown_id": uuid.uuid4(),
    }
    return Sweep(
        app=app,
        staff=staff,
        complainant=complainant,
        ours=ours,
        theirs=theirs,
        their_ids=ids,
        our_complaint=our_complaint,
        kim=kim,
    )


def _rules(app: Flask, *whos: Who) -> list[Any]:
    rules = [rule for rule in app.url_map.iter_rules() if permission_of(app, rule.endpoint).who in whos]  # type: ignore[union-attr]
    return sorted(rules, key=lambda rule: rule.rule)


def _url(app: Flask, rule: Any, **values: Any) -> str:
    adapter = app.url_map.bind("localhost")
    return str(adapter.build(rule.endpoint, values, method=sorted(rule.methods)[0]))


TOKENS = re.compile(rb'(name="(?:csrf_token|once)"[^>]*value=")[^"]*|("X-CSRFToken[^:]*: *")[^"]*')


def _answer(client: FlaskClient, method: str, url: str, **kwargs: Any) -> tuple[int, dict[str, str], bytes]:
    answer = client.open(url, method=method, **kwargs)
    headers = {k: v for k, v in answer.headers.items() if k not in ("Date", "Set-Cookie")}
    body = answer.data.replace(f'action="{url}"'.encode(), b"")  # where what was typed would be sent again
    if body != answer.data:
        headers.pop("Content-Length")
    return answer.status_code, headers, TOKENS.sub(rb"\1", body)


def _without_path(answer: tuple[int, dict[str, str], bytes], url: str) -> tuple[int, dict[str, str], bytes]:
    """An answer apart from the address that was asked for, which the question for a code takes along."""
    status, headers, body = answer
    cut = {name: value.replace(url, "") for name, value in headers.items()}
    return status, cut, body.replace(url.encode(), b"")


def _shut(answer: tuple[int, dict[str, str], bytes]) -> bool:
    """Whether a door without a code stayed shut: nothing there, the question for a code, or what was typed given back."""
    place = answer[1].get("Location") or answer[1].get("HX-Redirect", "")
    asked = answer[0] in (204, 303) and place.partition("?")[0].endswith(("/mijn-klacht", "/klacht-over-mij"))
    kept = answer[0] == 422 and any(
        words in answer[2] for words in (b"hier dichtgegaan", b"een andere code geopend")
    )
    return answer[0] in (404, 405) or asked or kept


WAYS: tuple[dict[str, Any], ...] = ({}, {"data": FILLED}, {"headers": {"HX-Request": "true"}})


def _ways(rule: Any, method: str) -> tuple[dict[str, Any], ...]:
    """Every way where the method reaches a view; one way where it is refused before that."""
    return WAYS if method in rule.methods else WAYS[:1]


def _methods(rule: Any) -> tuple[str, ...]:
    """Every method that reaches a view, and one that does not: the router refuses all of those by the same line."""
    refused = next(method for method in METHODS if method not in rule.methods)
    return (*(method for method in METHODS if method in rule.methods), refused)


def test_their_ids_at_our_own_address_are_answered_like_ids_that_do_not_exist(sweep: Sweep) -> None:
    compared = 0
    for rule in _rules(sweep.app, Who.STAFF, Who.CODE, Who.SIGNED_IN):
        named = [name for name in rule.arguments if name in sweep.their_ids]
        if not named:
            continue
        client = sweep.complainant if permission_of(sweep.app, rule.endpoint).who is Who.CODE else sweep.staff  # type: ignore[union-attr]
        theirs = _url(sweep.app, rule, organisation="ons", **{n: sweep.their_ids[n] for n in named})
        nothing = _url(sweep.app, rule, organisation="ons", **{n: uuid.uuid4() for n in named})
        for method in _methods(rule):
            for way in _ways(rule, method):
                one, other = _answer(client, method, theirs, **way), _answer(client, method, nothing, **way)
                assert _shut(one), (method, rule)
                assert _without_path(one, theirs) == _without_path(other, nothing), (method, rule)
                compared += 1
    assert compared > 100


def test_our_ids_at_their_address_do_not_open_our_dossier_there(sweep: Sweep) -> None:
    with sweep.ours.work() as work:
        letter = work.session.scalars(select(Letter.id)).one()
    paper = add_paper(sweep.ours, sweep.our_complaint.dossier_id, photo("PNG"))
    ids = {
        "shown_id": uuid.uuid4(),
        "dossier_id": sweep.our_complaint.dossier_id,
        "letter_id": letter,
        "act": "uitstel",
        "paper_id": paper,
        "message_id": uuid.uuid4(),
        "note_id": uuid.uuid4(),
    }
    for rule in _rules(sweep.app, Who.STAFF):
        if "dossier_id" in rule.arguments:
            named = {name: value for name, value in ids.items() if name in rule.arguments}
            ours = _url(sweep.app, rule, organisation="hun", **named)
            assert all(_answer(sweep.staff, method, ours)[0] in (404, 405) for method in _methods(rule))


def test_staff_without_a_role_there_get_what_an_unknown_organisation_gets(sweep: Sweep) -> None:
    known: dict[
        tuple[str, str, bool], Any
    ] = {}  # what nobody's organisation answers, once for each way of asking
    for rule in _rules(sweep.app, Who.STAFF):
        ids = {n: v for n, v in sweep.their_ids.items() if n in rule.arguments}
        theirs = _url(sweep.app, rule, organisation="hun", **ids)
        unknown = _url(sweep.app, rule, organisation=UNKNOWN, **ids)
        for method in _methods(rule):
            for way in _ways(rule, method):
                one = _answer(sweep.staff, method, theirs, **way)
                asked = (method, str(way), one[0])
                if asked not in known:
                    known[asked] = _answer(sweep.staff, method, unknown, **way)
                assert one[0] in (404, 405), (method, rule)
                assert one == known[asked] or one[0] == 405, (method, rule)
    assert len(known) > 5


def test_a_code_of_one_organisation_opens_nothing_at_another(sweep: Sweep) -> None:
    for rule in _rules(sweep.app, Who.CODE):
        ids = {n: v for n, v in sweep.their_ids.items() if n in rule.arguments}
        for method in _methods(rule):
            url = _url(sweep.app, rule, organisation="hun", **ids)
            assert _shut(_answer(sweep.complainant, method, url)), (method, rule)


def test_without_signing_in_every_office_page_asks_for_it(sweep: Sweep) -> None:
    known_ids = {**sweep.their_ids, "factor_id": uuid.uuid4()}
    for rule in _rules(sweep.app, Who.STAFF, Who.SIGNED_IN, Who.FIRST_STEP):
        ids = {n: v for n, v in known_ids.items() if n in rule.arguments}
        known, unknown = (
            _url(sweep.app, rule, organisation="ons", **{n: given(n) for n in ids})
            for given in (ids.__getitem__, lambda _: uuid.uuid4())
        )
        for method in sorted(rule.methods):
            one = sweep.app.test_client().open(known, method=method)
            other = sweep.app.test_client().open(unknown, method=method)
            assert one.status_code == other.status_code == 303
            assert one.headers["Location"].startswith("/aanmelden?")


def test_no_answer_ever_shows_a_fault(sweep: Sweep, caplog: pytest.LogCaptureFixture) -> None:
    health.beat(
        sweep.ours.installation, utc_now()
    )  # else /readyz says, rightly, that the scheduler is silent
    staff, complainant = (
        sweep.app.test_client(),
        sweep.app.test_client(),
    )  # their own: this one signs them out
    visitor_of(staff).sign_in(sweep.kim.email, PASSWORD)
    visitor_of(complainant).post("/ons/mijn-klacht", [("code", sweep.our_complaint.code)])
    for client in (staff, complainant, sweep.app.test_client()):
        for rule in sweep.app.url_map.iter_rules():
            values = {
                "organisation": "ons",
                "number": 1,
                **dict.fromkeys(("asker", "matter", "about"), 1),
                "name": "naam",
                "token": "x",
                "filename": "x",
                "origin": "klacht",
                **sweep.their_ids,
            }
            values["factor_id"] = uuid.uuid4()
            url = _url(sweep.app, rule, **{n: values[n] for n in rule.arguments})
            for method in _methods(rule):
                assert _answer(client, method, url)[0] < 500, (method, url)
    assert not [line for line in caplog.records if "fault" in line.message]


def _described(app: Flask) -> list[str]:
    lines = []
    for rule in app.url_map.iter_rules():
        permission = permission_of(app, rule.endpoint)
        assert permission is not None, f"{rule.endpoint} says not who may use it"
        methods = " ".join(sorted((rule.methods or set()) - {"HEAD"}))
        named = (
            "everybody who works there"
            if permission.roles == set(Role)
            else ", ".join(sorted(permission.roles))
        )
        given = ", or who was given it" if permission.given else ""
        roles = f" ({named}{given})" if named else ""
        lines.append(f"{rule.rule}  {methods}  {permission.who}{roles}")
    return sorted(lines)


def test_the_routes_and_who_may_use_them_are_these(
    templates: Templates, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """A route that is new, gone or open to others must be meant: then this list changes with it."""
    with fresh_environment("sqlite", templates, None, tmp_path / "var") as environment:
        config = settings.load(environment | {"WEDERHOOR_DEMO": "1"})
        with opened(config) as installation:
            found = _described(create_app(installation))
    assert found == SNAPSHOT.read_text().splitlines()


def test_a_route_that_does_not_say_who_may_use_it_stops_the_start(installation: Installation) -> None:
    from wederhoor.web import permissions

    app = Flask("proef", static_folder="static")
    app.add_url_rule("/iets", "iets", lambda: "iets")
    with pytest.raises(RuntimeError, match="iets"):
        permissions.enforce(app)
