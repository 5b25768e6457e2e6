"""Clocks know their next reminder; those that run get one on their due date."""

import sqlalchemy as sa
from alembic import op

from wederhoor.tenancy.ddl import each_tenant

revision = "0002"
down_revision = "0001"

OPEN = sa.text("state = 'running' AND next_reminder_on IS NOT NULL")


def upgrade() -> None:
    op.add_column("clocks", sa.Column("next_reminder_on", sa.Date(), nullable=True))
    op.create_index(
        "ix_clocks_reminder",
        "clocks",
        ["tenant_id", "next_reminder_on"],
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    connection = op.get_bind()
    for tenant_id in each_tenant(connection):
        connection.execute(
            sa.text(
                "UPDATE clocks SET next_reminder_on = due_on "
                "WHERE clocks.tenant_id = :tenant_id AND state = 'running' AND due_on IS NOT NULL"
            ),
            {"tenant_id": tenant_id},
        )


def downgrade() -> None:
    op.drop_index("ix_clocks_reminder", table_name="clocks")
    op.drop_column("clocks", "next_reminder_on")
