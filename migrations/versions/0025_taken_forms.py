"""A form that was sent is taken once: the keyed hash of what was taken is a key of this table."""

import sqlalchemy as sa
from alembic import op

from wederhoor.tenancy.ddl import lock_table

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    op.create_table(
        "taken_forms",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("shown", sa.String(300), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name="fk_taken_forms_tenant_id"),
        sa.PrimaryKeyConstraint("tenant_id", "id", name="pk_taken_forms"),
    )
    op.create_index("ix_taken_forms_taken_at", "taken_forms", ["tenant_id", "taken_at"])
    lock_table(op.get_bind(), "taken_forms")


def downgrade() -> None:
    op.drop_table("taken_forms")
