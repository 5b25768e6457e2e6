"""Strongboxes, and what confidants keep in them."""

import sqlalchemy as sa
from alembic import op

from wederhoor.tenancy.ddl import lock_table

revision = "0012"
down_revision = "0011"
TABLES = ("consultations", "consultation_keys", "consultation_entries")


def upgrade() -> None:
    in_use = sa.text("ended_at IS NULL")
    op.create_table(
        "strongboxes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("passphrase_salt", sa.LargeBinary(), nullable=False),
        sa.Column("passphrase_wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("recovery_salt", sa.LargeBinary(), nullable=False),
        sa.Column("recovery_wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_tries", sa.Integer(), nullable=False),
        sa.Column("try_after", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_strongboxes_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_strongboxes")),
    )
    op.create_index(
        "uq_strongboxes_in_use",
        "strongboxes",
        ["account_id"],
        unique=True,
        postgresql_where=in_use,
        sqlite_where=in_use,
    )
    op.create_table(
        "strongbox_openings",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("strongbox_id", sa.Uuid(), nullable=False),
        sa.Column("session_hash", sa.String(length=64), nullable=False),
        sa.Column("key_wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["strongbox_id"], ["strongboxes.id"], name=op.f("fk_strongbox_openings_strongbox_id")
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_strongbox_openings")),
    )
    for column in ("strongbox_id", "session_hash", "used_at"):
        op.create_index(op.f(f"ix_strongbox_openings_{column}"), "strongbox_openings", [column])
    op.create_table(
        "consultations",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=True),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body_locked", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_consultations_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_consultations")),
        sa.UniqueConstraint("tenant_id", "code_hash", name=op.f("uq_consultations_tenant_id_code_hash")),
    )
    op.create_table(
        "consultation_keys",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("strongbox_id", sa.Uuid(), nullable=True),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["strongbox_id"], ["strongboxes.id"], name=op.f("fk_consultation_keys_strongbox_id")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "consultation_id"],
            ["consultations.tenant_id", "consultations.id"],
            name=op.f("fk_consultation_keys_tenant_id_consultation_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_consultation_keys_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_consultation_keys")),
        sa.UniqueConstraint(
            "tenant_id",
            "consultation_id",
            "strongbox_id",
            name=op.f("uq_consultation_keys_tenant_id_consultation_id_strongbox_id"),
        ),
    )
    op.create_index("ix_consultation_keys_strongbox", "consultation_keys", ["tenant_id", "strongbox_id"])
    op.create_table(
        "consultation_entries",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("body_locked", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["accounts.id"], name=op.f("fk_consultation_entries_author_id")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "consultation_id"],
            ["consultations.tenant_id", "consultations.id"],
            name=op.f("fk_consultation_entries_tenant_id_consultation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_consultation_entries_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_consultation_entries")),
    )
    op.create_index(
        "ix_consultation_entries_consultation",
        "consultation_entries",
        ["tenant_id", "consultation_id", "at"],
    )
    for table in TABLES:
        lock_table(op.get_bind(), table)


def downgrade() -> None:
    for table in (*reversed(TABLES), "strongbox_openings", "strongboxes"):
        op.drop_table(table)
