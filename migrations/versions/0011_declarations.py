"""Declarations, who reads them, what was done after them, declared ties, and the sharing of gifts at the end of a year."""

import sqlalchemy as sa
from alembic import op

from wederhoor.tenancy.ddl import lock_table

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "declarations",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("answers_id", sa.Uuid(), nullable=False),
        sa.Column("declarer_id", sa.Uuid(), nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("policy_row", sa.String(length=60), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("step", sa.String(length=12), nullable=False),
        sa.Column("lateness", sa.String(length=12), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("share_year", sa.Integer(), nullable=True),
        sa.Column("giver_hash", sa.String(length=64), nullable=True),
        sa.Column("cents_low", sa.BigInteger(), nullable=True),
        sa.Column("cents_high", sa.BigInteger(), nullable=True),
        sa.Column("content_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("decide_by", sa.Date(), nullable=True),
        sa.Column("next_reminder_on", sa.Date(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(length=12), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decision_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["decided_by"], ["accounts.id"], name=op.f("fk_declarations_decided_by")),
        sa.ForeignKeyConstraint(["declarer_id"], ["accounts.id"], name=op.f("fk_declarations_declarer_id")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "answers_id"],
            ["frozen_answers.tenant_id", "frozen_answers.id"],
            name=op.f("fk_declarations_tenant_id_answers_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_declarations_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_declarations")),
    )
    op.create_index(
        "ix_declarations_declarer",
        "declarations",
        ["tenant_id", "declarer_id", "declared_at", "id"],
        unique=False,
    )
    op.create_index(
        "ix_declarations_giver", "declarations", ["tenant_id", "giver_hash", "year"], unique=False
    )
    op.create_index(
        "ix_declarations_lateness",
        "declarations",
        ["tenant_id", "lateness", "registered_at", "id"],
        unique=False,
        postgresql_where=sa.text("registered_at IS NOT NULL"),
        sqlite_where=sa.text("registered_at IS NOT NULL"),
    )
    op.create_index(
        "ix_declarations_newest",
        "declarations",
        ["tenant_id", "registered_at", "id"],
        unique=False,
        postgresql_where=sa.text("registered_at IS NOT NULL"),
        sqlite_where=sa.text("registered_at IS NOT NULL"),
    )
    op.create_index(
        "ix_declarations_outcome",
        "declarations",
        ["tenant_id", "outcome", "registered_at", "id"],
        unique=False,
        postgresql_where=sa.text("registered_at IS NOT NULL"),
        sqlite_where=sa.text("registered_at IS NOT NULL"),
    )
    op.create_index(
        "ix_declarations_reminder",
        "declarations",
        ["tenant_id", "next_reminder_on", "id"],
        unique=False,
        postgresql_where=sa.text("next_reminder_on IS NOT NULL"),
        sqlite_where=sa.text("next_reminder_on IS NOT NULL"),
    )
    op.create_index(
        "ix_declarations_share",
        "declarations",
        ["tenant_id", "share_year", "id"],
        unique=False,
        postgresql_where=sa.text("share_year IS NOT NULL"),
        sqlite_where=sa.text("share_year IS NOT NULL"),
    )
    op.create_index(
        "ix_declarations_step",
        "declarations",
        ["tenant_id", "step", "registered_at", "id"],
        unique=False,
        postgresql_where=sa.text("registered_at IS NOT NULL"),
        sqlite_where=sa.text("registered_at IS NOT NULL"),
    )
    op.create_index(
        "ix_declarations_topic",
        "declarations",
        ["tenant_id", "topic", "registered_at", "id"],
        unique=False,
        postgresql_where=sa.text("registered_at IS NOT NULL"),
        sqlite_where=sa.text("registered_at IS NOT NULL"),
    )
    lock_table(op.get_bind(), "declarations")
    op.create_table(
        "declaration_readers",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("declaration_id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("part", sa.String(length=12), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_by", sa.Uuid(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_declaration_readers_account_id")
        ),
        sa.ForeignKeyConstraint(["seen_by"], ["accounts.id"], name=op.f("fk_declaration_readers_seen_by")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "declaration_id"],
            ["declarations.tenant_id", "declarations.id"],
            name=op.f("fk_declaration_readers_tenant_id_declaration_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_declaration_readers_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_declaration_readers")),
    )
    op.create_index(
        "ix_declaration_readers_account",
        "declaration_readers",
        ["tenant_id", "account_id", "declaration_id"],
        unique=False,
        postgresql_where=sa.text("done_at IS NULL"),
        sqlite_where=sa.text("done_at IS NULL"),
    )
    op.create_index(
        "ix_declaration_readers_declaration",
        "declaration_readers",
        ["tenant_id", "declaration_id", "id"],
        unique=False,
    )
    op.create_index(
        "ix_declaration_readers_role",
        "declaration_readers",
        ["tenant_id", "role", "declaration_id"],
        unique=False,
        postgresql_where=sa.text("done_at IS NULL AND account_id IS NULL"),
        sqlite_where=sa.text("done_at IS NULL AND account_id IS NULL"),
    )
    lock_table(op.get_bind(), "declaration_readers")
    op.create_table(
        "declaration_acts",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("declaration_id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_declaration_acts_account_id")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "declaration_id"],
            ["declarations.tenant_id", "declarations.id"],
            name=op.f("fk_declaration_acts_tenant_id_declaration_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_declaration_acts_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_declaration_acts")),
    )
    op.create_index(
        "ix_declaration_acts_declaration",
        "declaration_acts",
        ["tenant_id", "declaration_id", "done_on", "id"],
        unique=False,
    )
    lock_table(op.get_bind(), "declaration_acts")
    op.create_table(
        "declared_ties",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("declaration_id", sa.Uuid(), nullable=False),
        sa.Column("name_hash", sa.String(length=64), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_declared_ties_account_id")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "declaration_id"],
            ["declarations.tenant_id", "declarations.id"],
            name=op.f("fk_declared_ties_tenant_id_declaration_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_declared_ties_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_declared_ties")),
    )
    op.create_index(
        "ix_declared_ties_account", "declared_ties", ["tenant_id", "account_id", "name_hash"], unique=False
    )
    lock_table(op.get_bind(), "declared_ties")
    op.create_table(
        "gift_sharings",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reminded_on", sa.Date(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by", sa.Uuid(), nullable=True),
        sa.Column("gifts", sa.Integer(), nullable=True),
        sa.Column("result_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["done_by"], ["accounts.id"], name=op.f("fk_gift_sharings_done_by")),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_gift_sharings_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_gift_sharings")),
        sa.UniqueConstraint("tenant_id", "year", name=op.f("uq_gift_sharings_tenant_id_year")),
    )
    lock_table(op.get_bind(), "gift_sharings")


def downgrade() -> None:
    op.drop_table("gift_sharings")
    op.drop_table("declared_ties")
    op.drop_table("declaration_acts")
    op.drop_table("declaration_readers")
    op.drop_table("declarations")
