"""Installations to test with: a fresh database each, copied from one that was migrated once."""

import base64
import shutil
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from _pytest.mark import ParameterSet
from sqlalchemy.exc import OperationalError
from tests.support.postgres import APP, OWNER, Postgres

from wederhoor import config as settings
from wederhoor import operations, schema
from wederhoor.config import Config
from wederhoor.intake import drafts
from wederhoor.intake import service as intake
from wederhoor.people import links
from wederhoor.settings.service import begin_work, platform_session
from wederhoor.vault.store import open_store, private_folder
from wederhoor.work import RESIDENT, SYSTEM, Actor, ActorKind, Installation, Work, utc_now

MASTER_KEY = base64.b64encode(b"k" * 32).decode()
PASSWORD = "een wachtwoord om mee te testen"
DATABASES = ("sqlite", "postgresql")
COMPLETE: Mapping[str, Any] = {
    "about_kind": "employee",
    "accused_name": "P. Beklaagde",
    "category": "treatment",
    "youth_help": "no",
    "description": "Ik werd aan de balie weggestuurd.",
    "objection": "Zo hoort het niet te gaan.",
    "steps_taken": "Ik heb gebeld en een brief gestuurd.",
    "complainant_kind": "client",
    "given_name": "Anna",
    "surname": "Voorbeeld",
    "street": "Verzinstraat 1",
    "postal_code": "1234 AB",
    "town": "Nergenshuizen",
    "email": "anna@bewoner.example",
    "contact_channel": "email",
    "contact_consent": "yes",
}
_numbers = count(1)


def databases_for(what: str) -> list[ParameterSet]:
    """Both databases for what a whole module shares: one process of a test run makes it and tries it, for each."""
    return [pytest.param(name, marks=pytest.mark.xdist_group(f"{what}-{name}")) for name in DATABASES]


@contextmanager
def shared_installation(
    request: pytest.FixtureRequest, templates: "Templates", folder: Path
) -> Iterator[Installation]:
    """The installation of a fixture that a whole module shares, on the database it is made for (`databases_for`)."""
    server = request.getfixturevalue("postgres") if request.param == "postgresql" else None
    with (
        fresh_environment(request.param, templates, server, folder) as environment,
        opened(settings.load(environment)) as installation,
    ):
        yield installation


@dataclass(kw_only=True)
class Templates:
    """Migrated, empty databases, made on first use: a SQLite file, and a pair of PostgreSQL databases."""

    folder: Path
    _sqlite: dict[str, Path] = field(default_factory=dict)
    _postgresql: dict[str, str] = field(default_factory=dict)
    _clean: list[str] = field(default_factory=list)
    _as_migrated: str = ""

    def sqlite(self, revision: str = "head") -> Path:
        """A SQLite file at a revision."""
        if revision not in self._sqlite:
            var = self.folder / f"sqlite-{revision}"
            config = settings.load(sqlite_environment(var))
            private_folder(var / "db")
            schema.migrate(config, revision)
            self._sqlite[revision] = Path(str(config.database_url.database))
        return self._sqlite[revision]

    def postgresql(self, server: Postgres, revision: str = "head") -> str:
        """The name of a PostgreSQL database at a revision."""
        if revision not in self._postgresql:
            try:
                self._make(server, revision)
            except OperationalError:  # three seconds were not enough to connect: a very busy machine
                self._make(server, revision)
            self._postgresql[revision] = f"template_{revision}"
        return self._postgresql[revision]

    def take(self, server: Postgres, revision: str) -> str:
        """The name of an empty database at a revision: one that was used and emptied, else a new copy."""
        template = self.postgresql(server, revision)
        if revision == "head" and self._clean:
            return self._clean.pop()
        name = f"wederhoor_{next(_numbers)}"
        server.create_database(name, template=template)
        return name

    def give_back(self, server: Postgres, name: str, revision: str) -> None:
        """Empty a database for the next one; away with it when its schema was touched or it grew large."""
        if revision == "head":
            self._as_migrated = self._as_migrated or server.shape(self.postgresql(server))
            if server.empty(name, self._as_migrated):
                self._clean.append(name)
                return
        server.drop_database(name)

    def _make(self, server: Postgres, revision: str) -> None:
        name, keys = f"template_{revision}", "template_keys"
        server.drop_database(name)
        server.create_database(name)
        var = self.folder / f"postgresql-{revision}"
        config = settings.load(postgresql_environment(server, var, name, keys))
        schema.migrate(config, revision)
        if not self._postgresql:
            server.drop_database(keys)
            server.create_database(keys, owner=APP)
            open_store(config).dispose()


def sqlite_environment(var: Path, **more: str) -> dict[str, str]:
    """The environment of an embedded installation, without the demo."""
    return {"WEDERHOOR_VAR": str(var), "WEDERHOOR_DEMO": "0", "WEDERHOOR_MASTER_KEY": MASTER_KEY, **more}


def postgresql_environment(server: Postgres, var: Path, name: str, keys: str, **more: str) -> dict[str, str]:
    """The environment of an installation on PostgreSQL: application, owner and keys apart."""

    def address(database: str, role: str) -> str:
        return server.url(database, role).render_as_string(hide_password=False)

    return {
        "WEDERHOOR_VAR": str(var),
        "WEDERHOOR_DATABASE_URL": address(name, APP),
        "WEDERHOOR_MIGRATION_URL": address(name, OWNER),
        "WEDERHOOR_KEYS_URL": address(keys, APP),
        "WEDERHOOR_MASTER_KEY": MASTER_KEY,
        **more,
    }


@contextmanager
def fresh_environment(
    kind: str,
    templates: Templates,
    server: Postgres | None,
    var: Path,
    revision: str = "head",
    keys_kind: str = "sqlite",
) -> Iterator[dict[str, str]]:
    """The environment of an installation nobody used yet; its databases are emptied or removed afterwards.

    Keys beside PostgreSQL are in a file unless told otherwise: a second database costs as much again.
    """
    private_folder(var)
    if kind == "sqlite":
        private_folder(var / "db")
        shutil.copyfile(templates.sqlite(revision), var / "db" / "wederhoor.db")
        yield sqlite_environment(var)
        return
    assert server is not None
    name = templates.take(server, revision)
    keys = f"sleutels_{next(_numbers)}"
    made = postgresql_environment(server, var, name, keys)
    if keys_kind == "postgresql":
        server.create_database(keys, template="template_keys", owner=APP)
    else:
        made["WEDERHOOR_KEYS_URL"] = f"sqlite:///{var / 'keys' / 'keys.db'}"
    yield made
    templates.give_back(server, name, revision)
    if keys_kind == "postgresql":
        server.drop_database(keys)


@contextmanager
def opened(config: Config) -> Iterator[Installation]:
    """An installation, prepared and open; its connections are closed afterwards."""
    private_folder(config.var)
    private_folder(config.files)
    private_folder(config.record_anchor.parent)
    installation = operations.open_installation(config)
    try:
        yield installation
    finally:
        operations.close(installation)


@dataclass(frozen=True, kw_only=True)
class Filed:
    """A complaint that was filed: the code its complainant holds, and what they were told."""

    code: str
    dossier_id: uuid.UUID
    number: str


@dataclass(frozen=True, kw_only=True)
class StaffAccount:
    """Someone who works there and can sign in."""

    account_id: uuid.UUID
    email: str
    name: str
    roles: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Organisation:
    """One tenant of an installation under test, and what happens there."""

    installation: Installation
    id: uuid.UUID
    slug: str

    @contextmanager
    def work(
        self, *, write: bool = False, actor: Actor = SYSTEM, now: datetime | None = None
    ) -> Iterator[Work]:
        """A unit of work here."""
        with begin_work(self.installation, self.id, write=write, actor=actor, now=now or utc_now()) as work:
            yield work

    def start_draft(self, *, now: datetime | None = None, **values: Any) -> str:
        """A draft with these values; returns its code."""
        with self.work(write=True, actor=RESIDENT, now=now) as work:
            code = drafts.start_draft(work)
            drafts.save_draft(work, code, values)
        return code

    def file_complaint(
        self, *, now: datetime | None = None, signed: bool = True, channel: str = "web", **values: Any
    ) -> Filed:
        """File a complaint, complete unless values are emptied or it is not signed."""
        values = {**COMPLETE, **values}
        code = self.start_draft(now=now, **values)
        with self.work(write=True, actor=RESIDENT, now=now) as work:
            name = f"{values['given_name']} {values['surname']}" if signed else None
            receipt = intake.receive_complaint(work, code, signed_name=name, channel=channel)
        return Filed(code=code, dossier_id=receipt.dossier_id, number=receipt.number)

    def hire(
        self, name: str, *roles: str, email: str | None = None, password: str | None = PASSWORD
    ) -> StaffAccount:
        """Give someone an account with roles here, and a password unless told otherwise."""
        address = email or f"{name.lower().replace(' ', '.')}@{self.slug}.example"
        token = operations.create_account(
            self.installation, slug=self.slug, email=address, name=name, roles=roles
        )
        with platform_session(self.installation, write=True) as session:
            account = links.account_by_link(session, token, utc_now())
            if password is not None:
                account.password_hash = _hashed(password)
                account.link_hash = account.link_purpose = account.link_expires_at = None
            account_id = account.id
        return StaffAccount(account_id=account_id, email=address, name=name, roles=frozenset(roles))

    def as_staff(self, account: StaffAccount) -> Actor:
        """The actor for a unit of work of this person."""
        return Actor(kind=ActorKind.STAFF, account_id=account.account_id, roles=account.roles)


_hashes: dict[str, str] = {}


def _hashed(password: str) -> str:
    if password not in _hashes:
        from wederhoor.people.passwords import hash_password

        _hashes[password] = hash_password(password)
    return _hashes[password]


def add_organisation(
    installation: Installation, slug: str, *, plugin: str = "lumens", real: bool = False
) -> Organisation:
    """Add a tenant with a plugin. Only where people are `real` does the office ask for a second step."""
    tenant_id = operations.create_tenant(installation, slug=slug, plugin=plugin, demo=not real)
    return Organisation(installation=installation, id=tenant_id, slug=slug)


def on(day: date, hour: int = 12) -> datetime:
    """Noon (or another hour) of a day in Amsterdam, as a moment."""
    from wederhoor.work import AMSTERDAM

    return datetime(day.year, day.month, day.day, hour, tzinfo=AMSTERDAM)


def with_settings(config: Config, **changed: Any) -> Config:
    """A configuration with other values."""
    return replace(config, **changed)
