"""Every promise of wiring, walked in the real program: what one room offers another is really asked for."""

import inspect
from collections.abc import Callable
from dataclasses import replace
from types import ModuleType
from typing import Any

import click
import pytest
from flask import Blueprint, Flask
from flask_login import LoginManager
from sqlalchemy.exc import InterfaceError, OperationalError
from tests.support import clock, program
from tests.support.mail import FakeMail
from tests.support.visitor import Page, visitor_of
from tests.support.workplace import Workplace, workplace
from tests.support.world import PASSWORD, Organisation, StaffAccount, with_settings
from werkzeug.exceptions import HTTPException

from wederhoor import health, scheduler
from wederhoor.app import create_app
from wederhoor.cli import main
from wederhoor.complaints import ties
from wederhoor.config import Config, Imap
from wederhoor.desk.menu import FOR_ONESELF, FOR_OTHERS, OWN_DESKS, PARTS
from wederhoor.dossiers.process import NoIntake
from wederhoor.dossiers.service import NoSuchDossier
from wederhoor.notices.postman import Postman
from wederhoor.organisation import OrganisationError
from wederhoor.plugins import PluginError
from wederhoor.vault.files import DiskFull
from wederhoor.work import Installation

DAY = [clock.TODAY.day, clock.TODAY.month, clock.TODAY.year]
APART = "when the reminders of a tenant failed together: then each row goes for itself"
WITHOUT_THE_REST = {
    "wederhoor.deadlines.jobs.remind": "on PostgreSQL, where writers do not keep each other out",
    "wederhoor.papers.jobs.next_scan": "where a scanner is set",
    "wederhoor.papers.jobs.forget_orphans": "at four in the morning",
    "wederhoor.papers.jobs.left_behind": "at four in the morning",
    "wederhoor.declarations.jobs.remind_each": APART,
    "wederhoor.declarations.jobs.due": APART,
    "wederhoor.conduct.jobs.hand_out_each": APART,
    "wederhoor.conduct.jobs.remind_each": APART,
    "wederhoor.misconduct.jobs.remind_each": APART,
    "wederhoor.intake.jobs.announce_expiry": "when a draft is about to expire",
}
"""Jobs that an ordinary round does not come to, and when they run; tests of their own walk those."""
ONLY_TESTS = {
    "rules.committee.may_sit",
    "tenancy.keeping.of_matters",
    "tenancy.keeping.of_people",
    "tenancy.keeping.of_tenants",
}
"""What nothing in the program calls today. This list only gets shorter."""


@pytest.fixture
def database() -> str:
    """How the program is put together is the same on both."""
    return "sqlite"


def _takes(*kinds: type) -> Callable[[ModuleType, Callable[..., Any]], bool]:
    def chosen(_module: ModuleType, function: Callable[..., Any]) -> bool:
        found = list(inspect.signature(function).parameters.values())
        return (
            bool(found)
            and found[0].annotation in kinds
            and function.__name__.startswith(("register", "enforce"))
        )

    return chosen


def test_everything_that_registers_itself_is_registered(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched = program.functions(_takes(Flask, LoginManager))
    assert len(watched) > 12
    ran = program.record(monkeypatch, watched)
    create_app(installation)
    assert ran == set(watched)


def test_every_blueprint_is_on_the_application(installation: Installation) -> None:
    config = with_settings(installation.config, demo=True)
    made = create_app(_with(installation, config))
    known = {
        value
        for module in program.modules()
        for value in vars(module).values()
        if isinstance(value, Blueprint)
    }
    assert {one.name for one in known} == set(made.blueprints)
    assert known == set(made.blueprints.values())


def _with(installation: Installation, config: Config) -> Installation:
    return replace(installation, config=config)


def test_every_failure_has_a_page_and_every_page_what_it_draws(app: Flask) -> None:
    handled = set(app.error_handler_spec[None][None])
    for failure in (
        NoSuchDossier,
        NoIntake,
        PluginError,
        OrganisationError,
        DiskFull,
        OperationalError,
        InterfaceError,
        HTTPException,
        Exception,
    ):
        assert failure in handled, failure
    with app.test_request_context("/"):
        drawn: dict[str, Any] = {}
        for processor in app.template_context_processors[None]:
            drawn |= processor()
        assert {"organisation", "user", "nav", "demo", "read_only", "scheduler_late"} <= set(drawn)
        assert {"dossier_tabs", "in_list"} <= set(app.jinja_env.globals)


def test_navigation_and_the_parts_of_a_dossier_lead_somewhere(app: Flask) -> None:
    offered = [endpoint for endpoint, _ in (*FOR_ONESELF, *FOR_OTHERS, *PARTS)] + [
        endpoint for _, endpoint, _ in OWN_DESKS
    ]
    missing = [endpoint for endpoint in offered if endpoint not in app.view_functions]
    assert missing == []


def test_whoever_signs_in_is_known_on_the_next_page(app: Flask, lumens: Organisation) -> None:
    kim = lumens.hire("Kim Bakvis", "secretary")
    page = _as(app, kim).get("/lumens/kantoor/")
    assert page.status == 200
    assert "Kim Bakvis" in page.text
    assert app.extensions["csrf"]


def _as(app: Flask, person: StaffAccount) -> Any:
    visitor = visitor_of(app.test_client())
    visitor.sign_in(person.email, PASSWORD)
    return visitor


def _jobs_of(installation: Installation) -> list[Callable[[], object]]:
    postman = Postman(FakeMail())
    return [scheduler.guarded(one.do) for one in scheduler.rounds(installation, postman)]


def test_the_scheduler_runs_every_job_there_is(lumens: Organisation, monkeypatch: pytest.MonkeyPatch) -> None:
    lumens.file_complaint()

    def is_job(module: ModuleType, _function: Callable[..., Any]) -> bool:
        return module.__name__.endswith(".jobs")

    watched = program.functions(is_job)
    assert len(watched) > 15
    ran = program.record(monkeypatch, watched)
    for job in _jobs_of(lumens.installation):
        job()
    assert set(watched) - ran <= set(WITHOUT_THE_REST)


def test_the_scheduler_sweeps_beats_measures_anchors_tidies_and_reads_what_came_back(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("sweep", "anchor", "tidy", "fetch_bounces")
    ran = program.record(monkeypatch, {name: (scheduler, name) for name in names}, instead=True)
    ran_health = program.record(monkeypatch, {"beat": (health, "beat")}, instead=True)
    took: list[str] = []
    monkeypatch.setattr(health.Figures, "take", lambda _: took.append("take"))
    imap = Imap(
        host="127.0.0.1", port=1, tls="none", user="kantoor", password="geheim", oauth=None, folder="INBOX"
    )
    config = with_settings(installation.config, imap=imap)
    for job in _jobs_of(_with(installation, config)):
        job()
    assert (ran, ran_health, took) == (set(names), {"beat"}, ["take"])


def test_every_command_can_be_given() -> None:
    def reachable(group: click.Group) -> set[click.Command]:
        found: set[click.Command] = set()
        for command in group.commands.values():
            found |= {command} | (reachable(command) if isinstance(command, click.Group) else set())
        return found

    known = {
        value
        for module in program.modules()
        for value in vars(module).values()
        if isinstance(value, click.Command) and value is not main
    }
    assert {one.name for one in known - reachable(main)} == set()


@pytest.fixture
def place(tenant: Callable[..., Organisation]) -> Workplace:
    """An organisation where nobody has been told yet who knows of declared ties."""
    return workplace(tenant("lumens"), password=PASSWORD)


def _choices(page: Page, name: str) -> list[str]:
    select = page.text.split(f'name="{name}"', 1)[1].split("</select>")[0]
    return [option.split("<")[0].strip() for option in select.split(">") if option.split("<")[0].strip()]


def test_a_tie_somebody_declared_is_seen_where_a_handler_is_chosen(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Declared on the real page, seen on the real page; what the tie is nobody reads there."""
    monkeypatch.setattr(ties, "_asked", [ties._nobody])
    app = create_app(place.organisation.installation)
    kim = place.organisation.hire("Kim Bakvis", "secretary", "employee")
    joost = place.organisation.hire("Joost Kwaliteit", "quality_officer", "employee")
    filed = place.organisation.file_complaint()
    address = f"/lumens/kantoor/dossiers/{filed.dossier_id}/toewijzen"
    office = _as(app, joost)
    assert ties.WARNING not in office.get(address).text
    asking = _as(app, kim)
    form = asking.get("/lumens/gedragscode/melden/nevenactiviteiten")
    facts = {"conflict": "no", "paid": "no", "state": "done", "in_doubt": "yes"}
    answer = asking.submit(form, **facts, who="Anna Voorbeeld", what="Samen een winkel", day=DAY, act="check")
    assert "/mijn-meldingen/" in asking.submit(answer, act="declare").url
    page = office.get(address)
    for name in ("handler", "stand_in"):
        shown = _choices(page, name)
        assert f"Kim Bakvis ({ties.WARNING})" in shown
        assert "Joost Kwaliteit" in shown
    assert "winkel" not in page.text


def test_nothing_is_there_for_tests_only() -> None:
    """What only a test calls is a promise the program does not keep."""
    assert program.called_by_nobody() - ONLY_TESTS == set()
