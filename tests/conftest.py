"""What tests can ask for: an installation on each database, organisations in it, a browser, kept mail."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from tests.support import (
    clock,
    compiled,
    connections,
    disks,
    memory,
    network,
    passwords,
    statements,
)
from tests.support.mail import FakeMail
from tests.support.postgres import Postgres
from tests.support.world import (
    DATABASES,
    Organisation,
    Templates,
    add_organisation,
    fresh_environment,
    opened,
)

from wederhoor import config as settings
from wederhoor.app import create_app
from wederhoor.config import Config
from wederhoor.work import Installation

LONG = (
    "test_planted.py",
    "test_walls.py",
    "test_deny_first.py",
    "test_health.py",
    "test_whole_copies.py",
    "test_workshop.py",
)
"""What takes long in one piece."""

network.block()
passwords.quick()
disks.quick()
compiled.quick()
connections.quick()
statements.quick()
memory.quick()
clock.of_files()


ON_BOTH_WITH_THE_SIEGE = frozenset(
    f"test_{name}.py"
    for name in (
        *("deny_first", "routes", "walls", "walls_broken", "papers", "whole_copies", "head_of_line", "reach"),
        *(
            "accused",
            "meant",
            "endings",
            "acts",
            "misconduct",
            "sign_in",
            "second_factor",
            "reminders",
            "record",
        ),
        *(
            "floods",
            "lists",
            "confidants",
            "today",
            "ways_in",
            "recall",
            "administration",
            "conduct",
            "declarations",
        ),
        *("declaration_register", "filing", "letters", "here", "parties", "strongboxes"),
    )
)
"""Long tests, about what people meet: every day on SQLite, on PostgreSQL with `make siege`, so that neither takes long."""


SWEEPS = frozenset(
    f"test_{name}.py"
    for name in (
        *("deny_first", "walls", "every_letter", "paper_kinds", "workshop", "whole_copies"),
        *("head_of_line", "health", "screens", "spoken_pages"),
    )
)
"""Everybody at every address, every letter in every situation, every page of a road, files of every kind, the program with its
workers: minutes of work that belong with what is long.
"""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long goes first: then the processes of a test run end together."""
    for item in items:
        if item.path.name in SWEEPS:
            item.add_marker("siege")
        database = getattr(item, "callspec", None) and item.callspec.params  # type: ignore[attr-defined]
        if database and "postgresql" in database.values() and item.path.name in ON_BOTH_WITH_THE_SIEGE:
            item.add_marker("other_database")
    items.sort(key=lambda item: item.path.name not in LONG)


@pytest.fixture(scope="session", autouse=True)
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Where the processes of one test run leave what they compiled for each other."""
    own = tmp_path_factory.getbasetemp()
    compiled.keep_templates((own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "compiled")


@pytest.fixture(autouse=True)
def every_form_leads_on(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Whichever test sends a form: what it made is never answered with a page that is gone when it is loaded again."""
    yield
    said = [line.getMessage() for line in caplog.get_records("call") if line.name == "wederhoor.web"]
    assert not [line for line in said if "cannot be read again" in line], said


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """One PostgreSQL for the tests of this process."""
    with Postgres() as server:
        yield server


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Templates:
    """Migrated databases to copy from."""
    return Templates(folder=tmp_path_factory.mktemp("templates"))


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest) -> str:
    """Which database: each test that asks runs on both."""
    return str(request.param)


@pytest.fixture
def keys_kind() -> str:
    """Where an installation on PostgreSQL keeps its keys; a module that is about keys says "postgresql"."""
    return "sqlite"


@pytest.fixture
def environment(
    database: str, templates: Templates, tmp_path: Path, keys_kind: str, request: pytest.FixtureRequest
) -> Iterator[dict[str, str]]:
    """The environment of a fresh installation, as `wederhoor` reads it."""
    server = request.getfixturevalue("postgres") if database == "postgresql" else None
    with fresh_environment(database, templates, server, tmp_path / "var", keys_kind=keys_kind) as made:
        yield made


@pytest.fixture
def config(environment: dict[str, str]) -> Config:
    """The configuration of a fresh installation."""
    return settings.load(environment)


@pytest.fixture
def installation(config: Config) -> Iterator[Installation]:
    """A fresh installation, open."""
    with opened(config) as made:
        yield made


@pytest.fixture
def tenant(installation: Installation) -> Callable[..., Organisation]:
    """Adds organisations: `tenant("lumens")`."""

    def add(slug: str = "lumens", plugin: str = "lumens") -> Organisation:
        return add_organisation(installation, slug, plugin=plugin)

    return add


@pytest.fixture
def lumens(tenant: Callable[..., Organisation]) -> Organisation:
    """One organisation."""
    return tenant("lumens")


@pytest.fixture
def app(installation: Installation) -> Flask:
    """The web application of the installation."""
    made = create_app(installation)
    made.testing = False  # faults become the page that people see
    return made


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without JavaScript."""
    return app.test_client()


@pytest.fixture
def mail() -> FakeMail:
    """A mail server that keeps everything."""
    return FakeMail()
