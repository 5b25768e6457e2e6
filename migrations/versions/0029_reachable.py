"""Where people can be reached who help others."""

import sqlalchemy as sa
from alembic import op

from wederhoor.tenancy.ddl import lock_table

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    op.create_table(
        "reachable",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("phone_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("email_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_reachable_tenant_id")),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_reachable_account_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_reachable")),
        sa.UniqueConstraint("tenant_id", "account_id", name=op.f("uq_reachable_tenant_id_account_id")),
    )
    lock_table(op.get_bind(), "reachable")


def downgrade() -> None:
    op.drop_table("reachable")
