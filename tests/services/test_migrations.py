"""Migrations: from the first with rows present, past forced row-level security; nothing drifts."""

import re
import sqlite3
import uuid
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, Connection
from tests.support.drift import differences, drift
from tests.support.postgres import OWNER, Postgres
from tests.support.world import Organisation, Templates, fresh_environment

from wederhoor import config as settings
from wederhoor import schema
from wederhoor.config import Config, ConfigError
from wederhoor.db import make_engine
from wederhoor.resources import resource_dir
from wederhoor.tenancy.ddl import each_tenant
from wederhoor.tenancy.locks import lock_engine
from wederhoor.tenancy.tables import tenant_tables

TENANTS = [uuid.UUID(int=n) for n in (1, 2, 3)]
CLOCKS = {  # code: (state, due) and the reminder that migration 0002 gives it
    "runs": ("running", date(2026, 4, 6), date(2026, 4, 6)),
    "waits": ("not_started", None, None),
    "met": ("met", date(2026, 3, 9), None),
}


@pytest.fixture
def first(
    database: str, templates: Templates, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Config]:
    """An installation at the first migration."""
    server = request.getfixturevalue("postgres") if database == "postgresql" else None
    with fresh_environment(database, templates, server, tmp_path / "var", "0001") as environment:
        yield settings.load(environment)


def _fill(execute: Callable[..., Any], written: Callable[[uuid.UUID], str]) -> None:
    """What an organisation of the first day has, in each of three."""
    for tenant in TENANTS:
        t, dossier, answers = written(tenant), written(uuid.uuid4()), written(uuid.uuid4())
        execute(
            "INSERT INTO tenants (id, slug, name, plugin, version, demo, created_at) "
            "VALUES (%s, %s, 'x', 'lumens', 1, false, '2026-03-02 10:00:00')",
            t,
            f"org-{tenant.int}",
        )
        execute(
            "INSERT INTO frozen_answers (tenant_id, id, content_hash, body, stored_at) "
            "VALUES (%s, %s, %s, %s, '2026-03-02 10:00:00')",
            t,
            answers,
            "0" * 64,
            b"{}",
        )
        execute(
            "INSERT INTO dossiers (tenant_id, id, key_id, code_hash, sequence_scope, sequence, number, "
            "answers_id, step, category, about_kind, youth_help, channel, filed_at, version) VALUES "
            "(%s, %s, %s, %s, '', 1, '0001', %s, 'admissibility', 'other', 'unknown', 'no', 'web', "
            "'2026-03-01 23:30:00', 1)",
            t,
            dossier,
            written(uuid.uuid4()),
            "0" * 64,
            answers,
        )
        for role in ("accused", "complainant", "complainant"):
            execute(
                "INSERT INTO parties (tenant_id, id, dossier_id, key_id, role, kind, channel) "
                "VALUES (%s, %s, %s, %s, %s, 'client', 'post')",
                t,
                written(uuid.uuid4()),
                dossier,
                written(uuid.uuid4()),
                role,
            )
        execute(
            "INSERT INTO letters (tenant_id, id, matter_id, key_id, code, title, addressee, body_sealed, created_at) "
            "VALUES (%s, %s, %s, %s, 'confirmation', 'x', 'complainant', %s, '2026-03-02 10:00:00')",
            t,
            written(uuid.uuid4()),
            dossier,
            written(uuid.uuid4()),
            b"x",
        )
        for code, (state, due, _) in CLOCKS.items():
            execute(
                "INSERT INTO clocks (tenant_id, id, dossier_id, code, state, due_on, explanation) "
                "VALUES (%s, %s, %s, %s, %s, %s, 'x')",
                t,
                written(uuid.uuid4()),
                dossier,
                code,
                state,
                due.isoformat() if due else None,
            )


def _as_nobody(config: Config, server: Postgres | None, work: Callable[[Callable[..., Any]], Any]) -> Any:
    """Do something past both locks."""
    name = str(config.database_url.database)
    if server is not None:
        with server.connect(name) as connection:
            return work(lambda statement, *values: connection.execute(statement, values))
    raw = sqlite3.connect(name)
    current: list[str | None] = [None]
    raw.create_function("current_tenant", 0, lambda: current[0])

    def execute(statement: str, *values: Any) -> Any:
        current[0] = values[0] if values else None
        return raw.execute(statement.replace("%s", "?"), values)

    try:
        return work(execute)
    finally:
        raw.commit()
        raw.close()


@pytest.fixture
def server(database: str, request: pytest.FixtureRequest) -> Postgres | None:
    return request.getfixturevalue("postgres") if database == "postgresql" else None


def test_a_data_migration_reaches_the_rows_of_every_tenant(first: Config, server: Postgres | None) -> None:
    written = str if server else lambda value: value.hex
    _as_nobody(first, server, lambda execute: _fill(execute, written))
    schema.migrate(first)
    rows = _as_nobody(
        first,
        server,
        lambda execute: execute("SELECT tenant_id, code, next_reminder_on FROM clocks").fetchall(),
    )
    found = {(str(tenant), code): day and str(day) for tenant, code, day in rows}
    assert found == {
        (written(tenant), code): reminder and reminder.isoformat()
        for tenant in TENANTS
        for code, (_, _, reminder) in CLOCKS.items()
    }
    _check_parties(first, server)


def _check_parties(config: Config, server: Postgres | None) -> None:
    """0005 and 0008: the code is the first complainant's, the letter is for that party, the day of arrival is Amsterdam's."""

    def look(execute: Callable[..., Any]) -> list[Any]:
        return list(
            execute(
                "SELECT p.tenant_id, p.id, p.role, p.code_hash, d.arrived_on, d.filed_as, l.addressee, "
                "l.issued_at IS NOT NULL FROM parties p "
                "JOIN dossiers d ON d.tenant_id = p.tenant_id AND d.id = p.dossier_id "
                "JOIN letters l ON l.tenant_id = p.tenant_id AND l.matter_id = d.id ORDER BY p.id"
            ).fetchall()
        )

    rows = _as_nobody(config, server, look)
    for tenant in TENANTS:
        mine = [row for row in rows if uuid.UUID(str(row[0])) == tenant]
        complaining = [row for row in mine if row[2] == "complainant"]
        assert [row[3] for row in complaining] == ["0" * 64, None]
        assert [row[3] for row in mine if row[2] == "accused"] == [None]
        assert {row[6] for row in mine} == {f"party:{uuid.UUID(str(complaining[0][1]))}"}
        assert {(str(row[4]), row[5]) for row in mine} == {("2026-03-02", "complaint")}
        assert all(row[7] for row in mine)  # 0008: what was made before there were drafts had left


def test_who_was_marked_as_gone_has_no_role_any_more(first: Config, server: Postgres | None) -> None:
    """0017: what nobody set is set nowhere any more; a mark that stands there becomes the end of roles and work."""
    written = str if server else lambda value: value.hex
    gone, stays = uuid.uuid4(), uuid.uuid4()

    def fill(execute: Callable[..., Any]) -> None:
        _fill(execute, written)
        for account, mark in ((gone, "2026-03-05 10:00:00"), (stays, None)):
            execute(
                "INSERT INTO accounts (id, email_hash, email_sealed, name_sealed, failed_sign_ins, created_at, disabled_at) "
                "VALUES (%s, %s, %s, %s, 0, '2026-03-02 10:00:00', %s)",
                written(account),
                account.hex,
                b"x",
                b"x",
                mark,
            )
            for tenant in TENANTS:
                execute(
                    "INSERT INTO role_grants (tenant_id, id, account_id, role, valid_from, initials, granted_at) "
                    "VALUES (%s, %s, %s, 'employee', '2026-03-02', '', '2026-03-02 10:00:00')",
                    written(tenant),
                    written(uuid.uuid4()),
                    written(account),
                )

    _as_nobody(first, server, fill)
    schema.migrate(first)
    rows = _as_nobody(
        first,
        server,
        lambda execute: execute("SELECT account_id, valid_until FROM role_grants").fetchall(),
    )
    found = {(uuid.UUID(str(account)), until and str(until)) for account, until in rows}
    assert (len(rows), found) == (6, {(gone, "2026-03-04"), (stays, None)})


def test_without_the_helper_the_owner_would_touch_no_row(
    first: Config, postgres: Postgres, server: Postgres | None
) -> None:
    """Why `each_tenant` exists: under FORCE even the owner's UPDATE reaches nothing."""
    if server is None:
        with pytest.raises(Exception, match="without comparing"):
            _update_everything(first)
        return
    _as_nobody(first, server, lambda execute: _fill(execute, str))
    assert _update_everything(first) == 0


def _update_everything(config: Config) -> int:
    engine = lock_engine(make_engine(config.migration_url, pool_size=1))
    try:
        with engine.execution_options(wederhoor_write=True).begin() as connection:
            return connection.execute(text("UPDATE clocks SET explanation = 'y'")).rowcount
    finally:
        engine.dispose()


def test_walking_the_tenants_leaves_none_announced(lumens: Organisation, config: Config) -> None:
    lumens.file_complaint()
    engine = lock_engine(make_engine(config.migration_url, pool_size=1))
    try:
        with engine.begin() as connection:
            assert len([_clocks(connection, tenant) for tenant in each_tenant(connection)]) == 1
            if connection.dialect.name == "postgresql":
                assert connection.execute(text("SELECT count(*) FROM clocks")).scalar() == 0
    finally:
        engine.dispose()


def _clocks(connection: Connection, tenant: object) -> int:
    query = text("SELECT count(*) FROM clocks WHERE tenant_id = :t")
    found = connection.execute(query, {"t": tenant}).scalar()
    assert found
    return int(found)


def test_both_locks_are_there_after_an_upgrade(first: Config, server: Postgres | None) -> None:
    schema.migrate(first)
    if server is not None:
        query = "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity"
    else:
        query = "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_tenant_update'"
    rows = _as_nobody(first, server, lambda execute: execute(query).fetchall())
    assert {name for (name,) in rows} == tenant_tables()


def _owner_url(config: Config, server: Postgres | None) -> URL:
    return server.url(str(config.database_url.database), OWNER) if server else config.database_url


def test_the_migrated_database_and_the_tables_of_the_program_are_the_same(
    config: Config, server: Postgres | None
) -> None:
    assert drift(_owner_url(config, server)) == []


def test_a_difference_is_found(first: Config, server: Postgres | None) -> None:
    engine = create_engine(_owner_url(first, server))
    with engine.connect() as connection:
        assert any("next_reminder_on" in difference for difference in differences(connection))
    engine.dispose()


def test_migrations_are_numbered_one_after_the_other_with_one_head() -> None:
    scripts = ScriptDirectory.from_config(schema.alembic_config())
    assert len(scripts.get_heads()) == 1
    revisions = [script.revision for script in scripts.walk_revisions()][::-1]
    assert revisions == [f"{n:04d}" for n in range(1, len(revisions) + 1)]
    names = sorted(path.name for path in (resource_dir("migrations") / "versions").glob("*.py"))
    assert all(re.fullmatch(r"\d{4}_[a-z_]+\.py", name) for name in names)
    assert [name[:4] for name in names] == revisions


def test_an_older_database_is_not_opened_and_a_newer_one_not_touched(
    first: Config, server: Postgres | None
) -> None:
    from tests.support.world import opened

    with pytest.raises(ConfigError, match="staat op versie 0001 .* 'wederhoor migrate'"), opened(first):
        pass
    engine = create_engine(_owner_url(first, server))
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(ConfigError, match="9999 en is van een nieuwer programma"), opened(first):
        pass
    with pytest.raises(ConfigError, match="nieuwer programma"):
        schema.migrate(first)
