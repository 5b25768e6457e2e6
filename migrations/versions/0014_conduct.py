"""What was handed out to read and sign, and worksheets somebody keeps."""

import sqlalchemy as sa
from alembic import op

from wederhoor.tenancy.ddl import lock_table

revision = "0014"
down_revision = "0013"

UNSIGNED = sa.text("signed_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "handouts",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("answers_id", sa.Uuid(), nullable=False),
        sa.Column("handed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("remind_on", sa.Date(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_handouts_account_id")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "answers_id"],
            ["frozen_answers.tenant_id", "frozen_answers.id"],
            name=op.f("fk_handouts_tenant_id_answers_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_handouts_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_handouts")),
        sa.UniqueConstraint(
            "tenant_id",
            "account_id",
            "kind",
            "code",
            name=op.f("uq_handouts_tenant_id_account_id_kind_code"),
        ),
    )
    op.create_index(
        "ix_handouts_reminder",
        "handouts",
        ["tenant_id", "remind_on"],
        postgresql_where=UNSIGNED,
        sqlite_where=UNSIGNED,
    )
    op.create_table(
        "worksheets",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("body_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_worksheets_account_id")),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_worksheets_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_worksheets")),
    )
    op.create_index("ix_worksheets_account", "worksheets", ["tenant_id", "account_id", "id"])
    for table in ("handouts", "worksheets"):
        lock_table(op.get_bind(), table)


def downgrade() -> None:
    op.drop_table("worksheets")
    op.drop_table("handouts")
