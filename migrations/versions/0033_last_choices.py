"""What somebody chose last, so that a page begins with it."""

import sqlalchemy as sa
from alembic import op

from wederhoor.tenancy.ddl import lock_table

revision = "0033"
down_revision = "0032"

NAME = "last_choices"


def upgrade() -> None:
    op.create_table(
        NAME,
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("value", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f(f"fk_{NAME}_tenant_id")),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f(f"fk_{NAME}_account_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f(f"pk_{NAME}")),
    )
    op.create_index("ix_last_choices_account", NAME, ["tenant_id", "account_id"])
    lock_table(op.get_bind(), NAME)


def downgrade() -> None:
    op.drop_table(NAME)
