"""Rows a job could not deal with: how often it failed, when it is tried again, and whether that is over."""

import sqlalchemy as sa
from alembic import op

from wederhoor.tenancy.ddl import lock_table

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.create_table(
        "setbacks",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("job", sa.String(length=30), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.String(length=200), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_setbacks_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_setbacks")),
        sa.UniqueConstraint("tenant_id", "job", "row_id", name=op.f("uq_setbacks_tenant_id_job_row_id")),
    )
    lock_table(op.get_bind(), "setbacks")


def downgrade() -> None:
    op.drop_table("setbacks")
