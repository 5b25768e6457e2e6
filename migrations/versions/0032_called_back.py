"""A message waits a while in which it can be called back; texts an organisation keeps to write with."""

import sqlalchemy as sa
from alembic import op

from wederhoor.tenancy.ddl import lock_table

revision = "0032"
down_revision = "0031"

WAITS = ("shown_from", "called_back_at")


def upgrade() -> None:
    for name in WAITS:
        op.add_column("messages", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "saved_texts",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("body_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_saved_texts_tenant_id")),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_saved_texts_account_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_saved_texts")),
    )
    lock_table(op.get_bind(), "saved_texts")


def downgrade() -> None:
    op.drop_table("saved_texts")
    for name in WAITS:
        op.drop_column("messages", name)
