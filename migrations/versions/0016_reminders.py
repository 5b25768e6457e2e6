"""One reminder a person for a whole sweep, and clocks in the order in which they are swept."""

import sqlalchemy as sa
from alembic import op

from wederhoor.tenancy.ddl import lock_table

revision = "0016"
down_revision = "0015"

OPEN = sa.text("state = 'running' AND next_reminder_on IS NOT NULL")
NO_MAIL = sa.text("notice_id IS NULL")


def upgrade() -> None:
    op.drop_index("ix_clocks_reminder", "clocks")
    op.create_index(
        "ix_clocks_reminder",
        "clocks",
        ["tenant_id", "next_reminder_on", "id"],
        postgresql_where=OPEN,
        sqlite_where=OPEN,
    )
    op.create_table(
        "reminders",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("terms", sa.Integer(), nullable=False),
        sa.Column("matters", sa.LargeBinary(), nullable=False),
        sa.Column("notice_id", sa.Uuid(), nullable=True),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_reminders_account_id")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "notice_id"],
            ["outbox.tenant_id", "outbox.id"],
            name=op.f("fk_reminders_tenant_id_notice_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_reminders_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_reminders")),
    )
    op.create_index(
        "ix_reminders_no_mail",
        "reminders",
        ["tenant_id", "id"],
        postgresql_where=NO_MAIL,
        sqlite_where=NO_MAIL,
    )
    op.create_index("ix_reminders_notice", "reminders", ["tenant_id", "notice_id"])
    lock_table(op.get_bind(), "reminders")


def downgrade() -> None:
    op.drop_table("reminders")
    op.drop_index("ix_clocks_reminder", "clocks")
    op.create_index(
        "ix_clocks_reminder",
        "clocks",
        ["tenant_id", "next_reminder_on"],
        postgresql_where=OPEN,
        sqlite_where=OPEN,
    )
