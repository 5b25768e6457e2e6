"""Behind the wall: from no other role can a report or a talk with a confidant be reached or inferred (Wbk art. 1a, 2a; L16-12).

Walks every route there is as everybody else, before and after there is something to find. Besides the words themselves the
answers may not differ in one byte: no count, no navigation, no length, no search, no export.
"""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from tests.support import clock
from tests.support.mail import FakeMail, plain
from tests.support.visitor import visitor_of
from tests.support.walls import Keeper, give_box, open_strongbox, report, talk
from tests.support.world import PASSWORD, Organisation, StaffAccount, add_organisation

from wederhoor import record_proof, scheduler
from wederhoor.app import create_app
from wederhoor.misconduct.tables import MisconductReport
from wederhoor.people.service import GRANTED
from wederhoor.web.metrics import exposition
from wederhoor.web.permissions import permission_of
from wederhoor.work import Installation, utc_now

SECRET = "Wjqxvkzgeheim"
NOBODY = uuid.UUID(int=7)
LATER = timedelta(minutes=3)
ROOMS = "meldingen|vertrouwenspersoon|kantoor"
KEPT_APART = ("integrity_officer", "confidant")
POSTED: dict[str, Any] = {
    "text": "x",
    "reason": "x",
    "sure": "y",
    "wie": "reporter",
    "who": str(NOBODY),
    "done_on": clock.boxes(clock.TODAY),
    "zoek": "facturen",
}
CHANGES = re.compile(
    r'name="csrf_token" value="[^"]*"|nonce-[^"\']*|value="[0-9a-f-]{36}"|<time[^>]*>[^<]*</time>'
)


class World:
    """An organisation with an officer, everybody who may not look over the wall, and something behind it."""

    def __init__(self, installation: Installation) -> None:
        self.org: Organisation = add_organisation(installation, "ons")
        self.officer: Keeper = give_box(self.org, self.org.hire("Inge Integer", "integrity_officer"))
        self.confidant: Keeper = give_box(self.org, self.org.hire("Vic Vertrouwd", "confidant"))
        passed_by = give_box(self.org, self.org.hire("Otto Overgeslagen", "integrity_officer", "confidant"))
        every = [role for role in GRANTED if role not in KEPT_APART]
        both = self.org.hire("Bo Beheer", *every, "integrity_officer")
        self.others: list[StaffAccount] = [
            self.org.hire("Ada Alles", *every),
            passed_by.account,
            give_box(self.org, both).account,
        ]
        self.passed_by = passed_by.account.account_id

    def fill(self) -> None:
        """Something behind the wall."""
        body = {"text": f"{SECRET} facturen", "evidence": f"{SECRET} la", "relation": "employee"}
        who = {"name": f"{SECRET} melder", "reach": "0698123475"}
        for _ in range(3):
            report(
                self.org,
                body=body,
                who=who,
                blamed=f"{SECRET} baas",
                passed_by=frozenset({self.passed_by}),
            )
        _, self.talk = talk(self.org, self.confidant, f"{SECRET} gesprek")
        with self.org.work() as work:
            self.ids = list(work.session.scalars(select(MisconductReport.id)))

    def addresses(self, app: Flask) -> list[tuple[str, str]]:
        """Every route, with the id of a report (of nothing, as long as there is none) wherever an id is asked."""
        adapter = app.url_map.bind("localhost")
        found = []
        for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
            if rule.endpoint == "static" or permission_of(app, rule.endpoint) is None:
                continue
            if rule.rule in ("/afmelden", "/metrics", "/healthz", "/readyz"):
                continue
            values: dict[str, Any] = {"organisation": "ons"}
            for name in rule.arguments - {"organisation"}:
                kind = type(rule._converters[name]).__name__
                other = 1 if "Integer" in kind else "bericht"
                values[name] = NOBODY if kind == "UUIDConverter" else other
            given = {name: value for name, value in values.items() if name in rule.arguments}
            url = adapter.build(rule.endpoint, given, method=sorted(rule.methods or {"GET"})[0])
            found += [(method, url) for method in ("GET", "POST") if method in (rule.methods or ())]
        return found

    def answers(
        self,
        app: Flask,
        account: StaffAccount,
        *,
        box: bool,
        at: uuid.UUID,
        posts: bool = False,
        only: str = "/",
    ) -> dict[str, str]:
        """What somebody gets at every address; what differs from one request to the next is taken out."""
        client = app.test_client()
        visitor = visitor_of(client)
        visitor.sign_in(account.email, PASSWORD)
        if box:
            open_strongbox(visitor)
        found = {}
        for method, url in self.addresses(app):
            if not re.search(only, url) or url.startswith("/account/") or (method == "POST") is not posts:
                continue
            if posts and "/misstand-melden" in url:
                continue
            way: dict[str, Any] = {"data": POSTED} if method == "POST" else {}
            there = self.talk if "/vertrouwenspersoon/" in url and at != NOBODY else at
            answer = client.open(url.replace(str(NOBODY), str(there)), method=method, **way)
            assert answer.status_code != 500, (method, url)
            text = answer.data.decode("utf-8", "replace").replace(str(there), str(NOBODY))
            headers = "\n".join(f"{k}: {v}" for k, v in answer.headers if k not in ("Date", "Set-Cookie"))
            plain = f"{answer.status_code}\n{headers}\n{CHANGES.sub('', text)}".replace(
                str(there), str(NOBODY)
            )
            found[f"{method} {url}"] = re.sub(r"Content-Length: \d+", "", plain)
        return found


@pytest.fixture
def world(installation: Installation) -> World:
    return World(installation)


def test_from_no_other_role_is_there_anything_to_see_or_to_infer(
    installation: Installation, world: World, mail: FakeMail
) -> None:
    app = create_app(installation)
    app.config["WTF_CSRF_ENABLED"] = False
    boxed = {"Otto Overgeslagen", "Bo Beheer"}
    scheduler.sweep(installation, FakeMail())
    before = {one.name: world.answers(app, one, box=one.name in boxed, at=NOBODY) for one in world.others}
    with clock.travel(utc_now() + LATER):  # nor may it differ by the minute at which somebody looks
        world.fill()
        scheduler.sweep(installation, mail)
        _nothing_to_see(app, world, before, boxed, mail)
    assert record_proof.verify_record(installation) == []


def _nothing_to_see(
    app: Flask, world: World, before: dict[str, dict[str, str]], boxed: set[str], mail: FakeMail
) -> None:
    for one in world.others:
        after = world.answers(app, one, box=one.name in boxed, at=world.ids[0])
        assert len(after) > 50
        assert [url for url in after if SECRET in after[url]] == []
        assert [url for url in after if after[url] != before[one.name][url]] == [], one.name
    for one in world.others:
        sent = world.answers(app, one, box=one.name in boxed, at=world.ids[0], posts=True)
        assert [url for url in sent if SECRET in sent[url]] == []
    told = {world.officer.account.email, world.confidant.account.email}
    assert {message["To"] for message in mail.messages} == told
    for message in mail.messages:
        said = f"{message['Subject']} {plain(message)}".lower()
        assert not [
            word
            for word in ("meld", "misstand", "integriteit", SECRET.lower())
            if word in said.replace("meld u aan", "").replace("/aanmelden", "")
        ]
    figures = exposition(())[0].decode()
    assert 'endpoint="desk.' in figures, "the search itself finds what is counted"
    assert not [word for word in ("misconduct", "confidant", "tracks") if word in figures]
    officer = world.answers(app, world.officer.account, box=True, at=world.ids[0], only=ROOMS)
    assert len([url for url in officer if SECRET in officer[url]]) == 2, "who may look, sees it"
    assert not [url for url in officer if f"{SECRET} gesprek" in officer[url]], (
        "rooms are walled from each other"
    )
    confidant = world.answers(app, world.confidant.account, box=True, at=world.ids[0], only=ROOMS)
    assert [url for url in confidant if f"{SECRET} gesprek" in confidant[url]] == [
        "GET /vertrouwenspersoon/ons/00000000-0000-0000-0000-000000000007"
    ]
    assert not [url for url in confidant if f"{SECRET} facturen" in confidant[url]]
    closed = world.answers(app, world.officer.account, box=False, at=world.ids[0], only=ROOMS)
    assert [url for url in closed if SECRET in closed[url]] == [], "not without the strongbox"


def test_another_organisation_meets_nothing_and_ids_say_nothing(
    installation: Installation, world: World
) -> None:
    world.fill()
    theirs = add_organisation(installation, "hun")
    keeper = give_box(theirs, theirs.hire("Hans Hunne", "integrity_officer"))
    app = create_app(installation)
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    visitor = visitor_of(client)
    visitor.sign_in(keeper.account.email, PASSWORD)
    open_strongbox(visitor)
    for place in ("hun", "ons"):
        real, none = (
            [
                client.open(f"/{place}/meldingen/{key}{end}", method=method, data=data).data
                for end in ("", "/bericht", "/bekijken")
                for method, data in (("GET", None), ("POST", POSTED))
            ]
            for key in (world.ids[0], uuid.uuid4())
        )
        assert real == none
        assert not [body for body in real if SECRET.encode() in body]
