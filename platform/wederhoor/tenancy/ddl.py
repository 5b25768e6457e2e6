"""The database's half of the locks, as statements for migrations."""

import uuid
from collections.abc import Iterator

from sqlalchemy import text
from sqlalchemy.engine import Connection

from wederhoor.tenancy.locks import announce_tenant

_POLICY = "tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)"


def lock_table(connection: Connection, table: str) -> None:
    """Row-level security (PostgreSQL) or triggers (SQLite) on a tenant's table."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"))
        connection.execute(text(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"))
        connection.execute(text(f"CREATE POLICY tenant ON {table} USING ({_POLICY}) WITH CHECK ({_POLICY})"))
        return
    for action, rows in (("INSERT", ("NEW",)), ("UPDATE", ("OLD", "NEW")), ("DELETE", ("OLD",))):
        foreign = " OR ".join(f"{row}.tenant_id IS NOT current_tenant()" for row in rows)
        connection.exec_driver_sql(
            f"CREATE TRIGGER {table}_tenant_{action.lower()} BEFORE {action} ON {table} "
            f"WHEN {foreign} BEGIN SELECT RAISE(ABORT, 'row of another tenant'); END"
        )


def append_only(connection: Connection, table: str) -> None:
    """Make a table refuse UPDATE and DELETE, whoever asks."""
    if connection.dialect.name == "postgresql":
        connection.execute(
            text(
                "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN RAISE EXCEPTION 'append-only'; END $$"
            )
        )
        connection.execute(
            text(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
            )
        )
        return
    for action in ("UPDATE", "DELETE"):
        connection.exec_driver_sql(
            f"CREATE TRIGGER {table}_append_only_{action.lower()} BEFORE {action} ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'append-only'); END"
        )


def each_tenant(connection: Connection) -> Iterator[object]:
    """Walk the tenants in a data migration, announcing each: under forced security an UPDATE without one touches no row.

    Yields each id as this database binds it; compare `tenant_id` with it in every statement.
    """
    rows = connection.execute(text("SELECT id FROM tenants ORDER BY id")).all()
    for (raw,) in rows:
        tenant_id = raw if isinstance(raw, uuid.UUID) else uuid.UUID(str(raw))
        announce_tenant(connection, tenant_id)
        yield raw
    if connection.dialect.name == "postgresql":
        connection.execute(text("select set_config('app.tenant_id', '', true)"))
    else:
        announce_tenant(connection, None)


def grant_application(connection: Connection, role: str) -> None:
    """Give the application's role its rights on all tables; it owns none. PostgreSQL only."""
    quoted = '"' + role.replace('"', '""') + '"'
    connection.execute(text(f"GRANT USAGE ON SCHEMA public TO {quoted}"))
    connection.execute(
        text(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {quoted}")
    )
    connection.execute(text(f"REVOKE UPDATE, DELETE ON record_entries FROM {quoted}"))
    connection.execute(text(f"REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM {quoted}"))
