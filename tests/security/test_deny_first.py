"""Deny first: whoever is accused, a namesake or passed by meets the matter nowhere, whatever roles they hold.

Walks every route there is, so a route that is new is in it by itself.
"""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from tests.support import clock
from tests.support.mail import FakeMail, leaves, plain
from tests.support.papers import add_paper, photo
from tests.support.visitor import visitor_of
from tests.support.world import (
    PASSWORD,
    Organisation,
    Templates,
    add_organisation,
    databases_for,
    shared_installation,
)

from wederhoor import scheduler
from wederhoor.cases import naming
from wederhoor.conduct import service as conduct
from wederhoor.dossiers import service as dossiers
from wederhoor.notices.tables import Letter, OutboxRow
from wederhoor.people.service import ROLES
from wederhoor.web.permissions import permission_of
from wederhoor.work import Installation

SECRET = "Wjqxvkzgeheim"
NAMES = {
    "accused_name": "Piet Wjqxvkzbeklaagde",
    "given_name": "Wjqxvkzvoornaam",
    "surname": "Wjqxvkzklager",
    "email": "wjqxvkz@bewoner.example",
    "description": f"{SECRET} omschrijving",
    "objection": f"{SECRET} bezwaar",
    "steps_taken": f"{SECRET} stappen",
}
SUBMITTED: dict[str, Any] = {
    "reason": "x",
    "text": "x",
    "body": "x",
    "confirm": "y",
    "act": "print",
    "done_on": clock.boxes(clock.TODAY),
    "zoek": "Wjqxvkzklager",
    "q": "Wjqxvkzklager",
}
QUERY = "?zoek=Wjqxvkzklager&q=Wjqxvkzklager&status=open&stand=weg"


class World:
    """A matter, who is barred from it and why, and everything in it that has an id."""

    def __init__(self, installation: Installation, mail: FakeMail) -> None:
        self.org: Organisation = add_organisation(installation, "ons")
        kim = self.handler = self.org.hire("Kim Bakvis", "secretary")
        every = list(ROLES)
        self.accused = self.org.hire("Joris Anders", *every)
        self.namesake = self.org.hire("Bram Wjqxvkzbeklaagde", *every)
        self.passed_by = self.org.hire("Sanne Behandelaar", *every)
        with self.org.work(write=True) as work:
            conduct.hand_out(work)
        scheduler.sweep(installation, FakeMail())  # what everybody gets has gone before
        self.filed = self.org.file_complaint(**NAMES)
        self.post = self.org.file_complaint(**{**NAMES, "email": "", "contact_channel": "post"})
        paper = add_paper(self.org, self.filed.dossier_id, photo("PNG"))
        with self.org.work(write=True, actor=self.org.as_staff(kim)) as work:
            people = {person.account_id: person for person in naming.employees(work)}
            for one in (self.filed, self.post):
                dossier = dossiers.find(work, one.dossier_id)
                dossier.short_description = f"{SECRET} kort"
                naming.confirm_accused(
                    work, dossier, accused=people[self.accused.account_id], supervisor=None
                )
                dossiers.bar(
                    work, dossier.id, [self.passed_by.account_id], "passed_by", "gaat over een behandelaar"
                )
        with self.org.work() as work:
            letters = {row.matter_id: row.id for row in work.session.scalars(select(Letter))}
            notice = work.session.scalars(select(OutboxRow.id).where(OutboxRow.state == "to_post")).first()
            self.numbers = [self.filed.number, self.post.number]
        assert notice is not None
        self.ids = {
            "dossier_id": self.filed.dossier_id,
            "letter_id": letters[self.filed.dossier_id],
            "notice_id": notice,
            "paper_id": paper,
        }
        self.mail = mail


@pytest.fixture(scope="module", params=databases_for("deny"))
def world(
    request: pytest.FixtureRequest, templates: Templates, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """Made once: these tests come after one another, and what they try is refused. The letter leaves in the second."""
    with shared_installation(request, templates, tmp_path_factory.mktemp("deny")) as installation:
        yield World(installation, FakeMail())


def _said(client: FlaskClient, method: str, url: str, **kwargs: Any) -> str:
    answer = client.open(url, method=method, **kwargs)
    assert answer.status_code != 500, (method, url)
    return f"{answer.headers}\n{answer.data.decode('latin-1')}\n{answer.data.decode('utf-8', 'replace')}"


def _addresses(app: Flask, world: World) -> list[tuple[str, str]]:
    """Every route with the ids of the matter where they have their name, and with ids of nothing elsewhere."""
    adapter = app.url_map.bind("localhost")
    found = []
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        if rule.endpoint == "static" or permission_of(app, rule.endpoint) is None or rule.rule == "/afmelden":
            continue
        values: dict[str, Any] = {"organisation": "ons"}
        for name in rule.arguments - {"organisation"}:
            converter = type(rule._converters[name]).__name__
            other = uuid.uuid4() if converter == "UUIDConverter" else 1 if "Integer" in converter else "x"
            values[name] = world.ids.get(name, other)
        given = {name: value for name, value in values.items() if name in rule.arguments}
        url = adapter.build(rule.endpoint, given, method=sorted(rule.methods or {"GET"})[0])
        found += [(method, url) for method in ("GET", "POST") if method in (rule.methods or ())]
    return found


def _met(
    app: Flask, world: World, email: str, *, enough: int | None = None
) -> tuple[int, list[tuple[str, str, str]]]:
    """Ask for everything as somebody, until it was met at more than `enough` addresses; how much was asked, and where."""
    client = app.test_client()
    visitor_of(client).sign_in(email, PASSWORD)
    asked, met = 0, []
    for method, url in _addresses(app, world):
        if enough is not None and len({target for _, target, _ in met}) > enough:
            break
        listed = method == "GET" and str(world.ids["dossier_id"]) not in url
        ways: list[tuple[str, dict[str, Any]]] = [(url, {"data": SUBMITTED} if method == "POST" else {})]
        ways += [(url + QUERY, {})] if listed else []
        ways += [(url, {"headers": {"HX-Request": "true"}})] if method == "GET" else []
        for target, way in ways:
            said = _said(client, method, target, **way)
            asked += 1
            needles = (*world.numbers, SECRET, "Wjqxvkzvoornaam", "bewoner.example")
            met += [(method, target, needle) for needle in needles if needle in said]
    return asked, met


def test_nobody_who_is_barred_meets_the_matter_by_any_route(world: World) -> None:
    """In no list, count, search, page, header or file: not the number, not a name, not a word of it.

    Their own name is theirs to see, and what they search for stands in the box.
    """
    from wederhoor.app import create_app

    app = create_app(world.org.installation)
    app.config["WTF_CSRF_ENABLED"] = False
    for person in (world.accused, world.namesake, world.passed_by):
        asked, met = _met(app, world, person.email)
        assert asked > 100
        assert met == [], person.name
    _, met = _met(app, world, world.handler.email, enough=10)
    assert len({url for _, url, _ in met}) > 10, "the search itself finds what is there"


def test_mail_to_who_is_barred_says_nothing_of_the_matter(world: World) -> None:
    """The accused gets word that there is a letter, the others nothing; no mail names the matter."""
    leaves(world.org.installation, world.mail)
    for message in world.mail.messages:
        text = f"{message}"
        assert not [needle for needle in (*world.numbers, SECRET, "Wjqxvkzvoornaam") if needle in text]
    # what everybody who works there gets to read and sign is about no matter
    about_it = [m for m in world.mail.messages if "Lezen en tekenen" not in plain(m)]
    to = [message["To"] for message in about_it]
    assert world.namesake.email not in to
    assert world.passed_by.email not in to
    assert to.count(world.accused.email) == 2


def test_the_accused_sees_it_in_their_own_view_and_nowhere_in_the_office_after_the_letter_left(
    world: World,
) -> None:
    from wederhoor.app import create_app

    leaves(world.org.installation, world.mail)
    app = create_app(world.org.installation)
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    visitor_of(client).sign_in(world.accused.email, PASSWORD)
    for method, url in _addresses(app, world):
        if "/kantoor" in url:
            said = _said(client, method, url, **({"data": SUBMITTED} if method == "POST" else {}))
            assert not [needle for needle in (*world.numbers, SECRET) if needle in said], (method, url)
    assert world.filed.number in _said(client, "GET", "/ons/over-mij")
