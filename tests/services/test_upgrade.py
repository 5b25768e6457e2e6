"""The road of docs/upgrade.md, walked: the previous version's data, up, work, down, and all of it still there."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyotp
import pytest
from click.testing import CliRunner
from sqlalchemy import text
from tests.support.mail import FakeMail
from tests.support.visitor import Visitor, visitor_of
from tests.support.world import PASSWORD, Organisation, Templates, add_organisation, fresh_environment, opened

from wederhoor import config as settings
from wederhoor import record_proof, scheduler, schema
from wederhoor.app import create_app
from wederhoor.cli import main
from wederhoor.db import make_engine
from wederhoor.tenancy.ddl import each_tenant
from wederhoor.tenancy.locks import lock_engine
from wederhoor.work import utc_now

VERSIONS = sorted(path.name[:4] for path in Path(schema.resource_dir("migrations"), "versions").glob("0*.py"))
PREVIOUS = VERSIONS[-2]
# of these rows only the keys are compared: signing in, reading and sending in between changed the rest
CHANGED_BY_WORK = {
    "accounts",
    "sessions",
    "due_tenants",
    "record_heads",
    "register_counters",
    "outbox",
    "letters",
}


@pytest.fixture
def environment(
    database: str, templates: Templates, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[dict[str, str]]:
    """An installation as the previous version left it."""
    server = request.getfixturevalue("postgres") if database == "postgresql" else None
    with fresh_environment(database, templates, server, tmp_path / "var") as made:
        yield made


def everything(config: settings.Config) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table there is now, as its owner reads it, tenant by tenant."""
    engine = lock_engine(make_engine(config.migration_url, pool_size=1))
    found: dict[str, list[tuple[Any, ...]]] = {}
    try:
        with engine.execution_options(wederhoor_schema=True).connect() as connection:
            columns: dict[str, list[str]] = {}
            from sqlalchemy import inspect

            for table in inspect(connection).get_table_names():
                columns[table] = [column["name"] for column in inspect(connection).get_columns(table)]
            for table, names in columns.items():
                listed = ", ".join(f'"{name}"' for name in names)
                if "tenant_id" not in names or table in ("account_tenants", "due_tenants"):
                    rows = connection.execute(text(f'SELECT {listed} FROM "{table}"')).all()
                    found[table] = sorted(map(tuple, rows), key=repr)
            for tenant in each_tenant(connection):
                for table, names in columns.items():
                    if (
                        table in found
                        and "tenant_id" not in names
                        or table in ("account_tenants", "due_tenants")
                    ):
                        continue
                    listed = ", ".join(f'"{name}"' for name in names)
                    query = text(f'SELECT {listed} FROM "{table}" WHERE "{table}".tenant_id = :t')
                    rows = connection.execute(query, {"t": tenant}).all()
                    found[table] = found.get(table, []) + sorted(map(tuple, rows), key=repr)
    finally:
        engine.dispose()
    return found


def command(environment: dict[str, str], *arguments: str) -> str:
    done = CliRunner(env=environment).invoke(main, list(arguments))
    assert done.exit_code == 0, done.output
    return done.output


def pass_the_door(visitor: Visitor, organisation: Organisation, email: str) -> None:
    """Sign in with a second step, setting one up on the way."""
    assert "/account/beveiliging" in visitor.sign_in(email, PASSWORD).url
    page = visitor.get("/account/beveiliging/app")
    secret = re.search(r'id="sleutel">([A-Z2-7 ]+)<', page.text)
    assert secret
    visitor.submit(
        page, name="Telefoon", code=pyotp.TOTP(secret[1].replace(" ", "")).at(int(utc_now().timestamp()))
    )


def test_up_work_and_down_again(environment: dict[str, str], mail: FakeMail) -> None:
    config = settings.load(environment)
    with opened(config) as installation:
        lumens = add_organisation(installation, "lumens", real=True)
        add_organisation(installation, "wil", plugin="wil")
        kim = lumens.hire("Kim Bakvis", "secretary")
        first = lumens.file_complaint()
        scheduler.sweep(installation, mail)
    command(environment, "migrate", "--to", PREVIOUS)
    before = everything(config)
    assert all(
        before[table] for table in ("dossiers", "clocks", "parties", "outbox", "record_entries", "accounts")
    )
    with pytest.raises(settings.ConfigError, match=f"staat op versie {PREVIOUS}"), opened(config):
        pass

    command(environment, "migrate")
    with opened(config) as installation:
        assert record_proof.verify_record(installation) == []
        lumens = Organisation(installation=installation, id=lumens.id, slug="lumens")
        staff = visitor_of(create_app(installation).test_client())
        pass_the_door(staff, lumens, kim.email)
        page = staff.get(f"/lumens/kantoor/dossiers/{first.dossier_id}")
        assert "Ik werd aan de balie weggestuurd." in page.text
        second = lumens.file_complaint(surname="Tweede")
        scheduler.sweep(installation, mail)

    command(environment, "migrate", "--to", PREVIOUS)
    after = everything(config)
    assert after.keys() == before.keys()
    for table, rows in before.items():
        if table in CHANGED_BY_WORK:
            key = 1 if table in ("accounts", "sessions", "due_tenants") else 2
            assert {repr(row[:key]) for row in rows} <= {repr(row[:key]) for row in after[table]}, table
        else:
            assert set(map(repr, rows)) <= set(map(repr, after[table])), table
    assert len(after["dossiers"]) == len(before["dossiers"]) + 1, "what was done in between is kept"

    command(environment, "migrate")
    with opened(config) as installation:
        assert record_proof.verify_record(installation) == []
        for filed in (first, second):
            mine = visitor_of(create_app(installation).test_client())
            opened_page = mine.submit(mine.get("/lumens/mijn-klacht"), code=filed.code)
            assert filed.number in opened_page.text


def test_back_goes_only_to_a_version_that_was(environment: dict[str, str]) -> None:
    for wrong in ("0000", "9999", VERSIONS[-1], "x", "base"):
        done = CliRunner(env=environment).invoke(main, ["migrate", "--to", wrong])
        assert done.exit_code == 2
        assert "kies een eerdere" in done.output
