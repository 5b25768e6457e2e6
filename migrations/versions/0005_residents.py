"""Every complainant has a code of their own; messages, consents, tasks and codes for the second step at the door."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.engine import Connection

from wederhoor.tenancy.ddl import each_tenant, lock_table
from wederhoor.work import AMSTERDAM

revision = "0005"
down_revision = "0004"

OPEN = sa.text("closed_on IS NULL")
TO_DO = sa.text("done_at IS NULL")


def upgrade() -> None:
    _new_columns()
    connection = op.get_bind()
    for tenant_id in each_tenant(connection):
        _fill(connection, tenant_id)
    with op.batch_alter_table("dossiers") as batch:
        batch.drop_constraint(op.f("uq_dossiers_tenant_id_code_hash"), type_="unique")
        batch.drop_column("code_hash")
        batch.alter_column("filed_as", existing_type=sa.String(length=20), nullable=False)
        batch.alter_column("arrived_on", existing_type=sa.Date(), nullable=False)
    with op.batch_alter_table("parties") as batch:
        batch.create_unique_constraint(op.f("uq_parties_tenant_id_code_hash"), ["tenant_id", "code_hash"])
        batch.create_foreign_key(
            op.f("fk_parties_tenant_id_represents_id"),
            "parties",
            ["tenant_id", "represents_id"],
            ["tenant_id", "id"],
        )
    _lock_again(connection, "dossiers", "parties")
    _new_tables()
    for table in ("messages", "consents", "tasks", "door_codes"):
        lock_table(connection, table)


def _new_columns() -> None:
    op.add_column("dossiers", sa.Column("filed_as", sa.String(length=20), nullable=True))
    op.add_column("dossiers", sa.Column("regime", sa.String(length=40), nullable=True))
    op.add_column("dossiers", sa.Column("arrived_on", sa.Date(), nullable=True))
    op.add_column("parties", sa.Column("code_hash", sa.String(length=64), nullable=True))
    op.add_column("parties", sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("parties", sa.Column("withdrawn_on", sa.Date(), nullable=True))
    op.add_column("parties", sa.Column("authority_until", sa.Date(), nullable=True))
    op.add_column("parties", sa.Column("represents_id", sa.Uuid(), nullable=True))
    op.add_column("parties", sa.Column("details_sealed", sa.LargeBinary(), nullable=True))
    op.add_column("drafts", sa.Column("warned_at", sa.DateTime(timezone=True), nullable=True))


def _fill(connection: Connection, tenant_id: object) -> None:
    """The code and the signature go to the first complainant, letters and notices name that party."""
    by = {"tenant_id": tenant_id}
    filed = connection.execute(
        sa.text("SELECT id, filed_at FROM dossiers WHERE dossiers.tenant_id = :tenant_id"), by
    ).all()
    changes = [{**by, "dossier": row.id, "day": _local_day(row.filed_at)} for row in filed]
    if changes:
        connection.execute(
            sa.text(
                "UPDATE dossiers SET filed_as = 'complaint', arrived_on = :day "
                "WHERE dossiers.tenant_id = :tenant_id AND id = :dossier"
            ),
            changes,
        )
    found = connection.execute(
        sa.text(
            "SELECT parties.id, parties.dossier_id, dossiers.code_hash, dossiers.closed_on, dossiers.close_ground "
            "FROM parties JOIN dossiers ON dossiers.tenant_id = parties.tenant_id AND dossiers.id = parties.dossier_id "
            "WHERE parties.tenant_id = :tenant_id AND dossiers.tenant_id = :tenant_id "
            "AND parties.role = 'complainant' ORDER BY parties.id"
        ),
        by,
    ).all()
    first: dict[Any, Any] = {}
    for row in found:
        first.setdefault(row.dossier_id, row)
    signed = _signed(connection, by)
    for row in first.values():
        withdrawn = row.closed_on if row.close_ground == "withdrawn" else None
        values = {
            **by,
            "party": row.id,
            "dossier": row.dossier_id,
            "code_hash": row.code_hash,
            "signed_at": signed.get(row.dossier_id),
            "withdrawn_on": withdrawn,
            "addressee": f"party:{_hyphened(row.id)}",
        }
        connection.execute(
            sa.text(
                "UPDATE parties SET code_hash = :code_hash, signed_at = :signed_at, withdrawn_on = :withdrawn_on "
                "WHERE parties.tenant_id = :tenant_id AND id = :party"
            ),
            values,
        )
        for table in ("letters", "outbox"):
            connection.execute(
                sa.text(
                    f"UPDATE {table} SET addressee = :addressee WHERE {table}.tenant_id = :tenant_id "
                    "AND matter_id = :dossier AND addressee = 'complainant'"
                ),
                values,
            )


def _signed(connection: Connection, by: dict[str, object]) -> dict[Any, Any]:
    rows = connection.execute(
        sa.text(
            "SELECT dossier_id, signed_at FROM statements "
            "WHERE statements.tenant_id = :tenant_id AND signed_at IS NOT NULL ORDER BY version DESC"
        ),
        by,
    ).all()
    return {row.dossier_id: row.signed_at for row in rows}  # the first version that was signed comes last


def _local_day(moment: Any) -> str:
    if isinstance(moment, str):  # as SQLite keeps it: in UTC, without saying so
        moment = datetime.fromisoformat(f"{moment}+00:00")
    return str(moment.astimezone(AMSTERDAM).date().isoformat())


def _hyphened(raw: Any) -> str:
    text = str(raw).replace("-", "")
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def _lock_again(connection: Connection, *tables: str) -> None:
    """On SQLite a rebuilt table has lost its triggers; PostgreSQL changed the table itself, its lock is there."""
    if connection.dialect.name == "sqlite":
        for table in tables:
            lock_table(connection, table)


def _owned(name: str, *more: Any) -> None:
    op.create_table(
        name,
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        *more,
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f(f"fk_{name}_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f(f"pk_{name}")),
    )


def _points_at(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["tenant_id", column],
        [f"{other}.tenant_id", f"{other}.id"],
        name=op.f(f"fk_{table}_tenant_id_{column}"),
    )


def _new_tables() -> None:
    _owned(
        "messages",
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("direction", sa.String(length=10), nullable=False),
        sa.Column("body_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        _points_at("messages", "dossier_id", "dossiers"),
        _points_at("messages", "party_id", "parties"),
        sa.ForeignKeyConstraint(["author_id"], ["accounts.id"], name=op.f("fk_messages_author_id")),
    )
    op.create_index("ix_messages_dossier", "messages", ["tenant_id", "dossier_id", "sent_at"])
    _owned(
        "consents",
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("how", sa.String(length=20), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        _points_at("consents", "dossier_id", "dossiers"),
        _points_at("consents", "party_id", "parties"),
    )
    op.create_index("ix_consents_party", "consents", ["tenant_id", "party_id"])
    _owned(
        "tasks",
        sa.Column("dossier_id", sa.Uuid(), nullable=True),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("role", sa.String(length=30), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        _points_at("tasks", "dossier_id", "dossiers"),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_tasks_account_id")),
        sa.ForeignKeyConstraint(["done_by"], ["accounts.id"], name=op.f("fk_tasks_done_by")),
    )
    op.create_index(
        "ix_tasks_open", "tasks", ["tenant_id", "due_on", "id"], sqlite_where=TO_DO, postgresql_where=TO_DO
    )
    op.create_index("ix_tasks_dossier", "tasks", ["tenant_id", "dossier_id"])
    _owned(
        "door_codes",
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("digits_hash", sa.String(length=64), nullable=False),
        sa.Column("way", sa.String(length=10), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        _points_at("door_codes", "dossier_id", "dossiers"),
        _points_at("door_codes", "party_id", "parties"),
    )
    op.create_index("ix_door_codes_party", "door_codes", ["tenant_id", "party_id", "made_at"])


def downgrade() -> None:
    for table in ("door_codes", "tasks", "consents", "messages"):
        op.drop_table(table)
    op.add_column("dossiers", sa.Column("code_hash", sa.String(length=64), nullable=True))
    connection = op.get_bind()
    for tenant_id in each_tenant(connection):
        _undo(connection, {"tenant_id": tenant_id})
    with op.batch_alter_table("parties") as batch:
        batch.drop_constraint(op.f("fk_parties_tenant_id_represents_id"), type_="foreignkey")
        batch.drop_constraint(op.f("uq_parties_tenant_id_code_hash"), type_="unique")
        for column in (
            "code_hash",
            "signed_at",
            "withdrawn_on",
            "authority_until",
            "represents_id",
            "details_sealed",
        ):
            batch.drop_column(column)
    with op.batch_alter_table("dossiers") as batch:
        for column in ("filed_as", "regime", "arrived_on"):
            batch.drop_column(column)
        batch.alter_column("code_hash", existing_type=sa.String(length=64), nullable=False)
        batch.create_unique_constraint(op.f("uq_dossiers_tenant_id_code_hash"), ["tenant_id", "code_hash"])
    with op.batch_alter_table("drafts") as batch:
        batch.drop_column("warned_at")
    _lock_again(connection, "dossiers", "parties", "drafts")


def _undo(connection: Connection, by: dict[str, object]) -> None:
    """The first complainant's code is the dossier's again; a dossier that had none gets its own id for one."""
    connection.execute(
        sa.text(
            "UPDATE dossiers SET code_hash = (SELECT min(parties.code_hash) FROM parties "
            "WHERE parties.tenant_id = :tenant_id AND parties.dossier_id = dossiers.id "
            "AND parties.code_hash IS NOT NULL) WHERE dossiers.tenant_id = :tenant_id"
        ),
        by,
    )
    connection.execute(
        sa.text(
            "UPDATE dossiers SET code_hash = CAST(id AS VARCHAR(64)) "
            "WHERE dossiers.tenant_id = :tenant_id AND code_hash IS NULL"
        ),
        by,
    )
    for table in ("letters", "outbox"):
        connection.execute(
            sa.text(
                f"UPDATE {table} SET addressee = 'complainant' WHERE {table}.tenant_id = :tenant_id "
                "AND addressee LIKE 'party:%'"
            ),
            by,
        )
