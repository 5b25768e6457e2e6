"""The separate register of reports of suspected wrongdoing."""

import sqlalchemy as sa
from alembic import op

from wederhoor.tenancy.ddl import lock_table

revision = "0013"
down_revision = "0012"
TABLES = ("misconduct_reports", "misconduct_keys", "misconduct_entries", "misconduct_checks")
REPORT = ["misconduct_reports.tenant_id", "misconduct_reports.id"]


def _of_a_report(table: str) -> list[sa.schema.SchemaItem]:
    """What each table beside the first begins with."""
    return [
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "report_id"], REPORT, name=op.f(f"fk_{table}_tenant_id_report_id")
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f(f"fk_{table}_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f(f"pk_{table}")),
    ]


def upgrade() -> None:
    op.create_table(
        "misconduct_reports",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("acknowledge_by", sa.Date(), nullable=False),
        sa.Column("acknowledged_on", sa.Date(), nullable=True),
        sa.Column("feedback_by", sa.Date(), nullable=True),
        sa.Column("feedback_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("destroyed_on", sa.Date(), nullable=True),
        sa.Column("next_reminder_on", sa.Date(), nullable=True),
        sa.Column("body_locked", sa.LargeBinary(), nullable=True),
        sa.Column("reporter_locked", sa.LargeBinary(), nullable=True),
        sa.Column("blamed_locked", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_misconduct_reports_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_misconduct_reports")),
        sa.UniqueConstraint("tenant_id", "code_hash", name=op.f("uq_misconduct_reports_tenant_id_code_hash")),
    )
    op.create_index("ix_misconduct_reports_reminder", "misconduct_reports", ["tenant_id", "next_reminder_on"])
    op.create_table(
        "misconduct_keys",
        *_of_a_report("misconduct_keys"),
        sa.Column("purpose", sa.String(length=10), nullable=False),
        sa.Column("strongbox_id", sa.Uuid(), nullable=True),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["strongbox_id"], ["strongboxes.id"], name=op.f("fk_misconduct_keys_strongbox_id")
        ),
        sa.UniqueConstraint(
            "tenant_id",
            "report_id",
            "purpose",
            "strongbox_id",
            name=op.f("uq_misconduct_keys_tenant_id_report_id_purpose_strongbox_id"),
        ),
    )
    op.create_index("ix_misconduct_keys_strongbox", "misconduct_keys", ["tenant_id", "strongbox_id"])
    op.create_table(
        "misconduct_entries",
        *_of_a_report("misconduct_entries"),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("body_locked", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["accounts.id"], name=op.f("fk_misconduct_entries_author_id")),
    )
    op.create_index("ix_misconduct_entries_report", "misconduct_entries", ["tenant_id", "report_id", "at"])
    op.create_table(
        "misconduct_checks",
        *_of_a_report("misconduct_checks"),
        sa.Column("ask_on", sa.Date(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.UniqueConstraint(
            "tenant_id",
            "report_id",
            "ask_on",
            name=op.f("uq_misconduct_checks_tenant_id_report_id_ask_on"),
        ),
    )
    for table in TABLES:
        lock_table(op.get_bind(), table)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
