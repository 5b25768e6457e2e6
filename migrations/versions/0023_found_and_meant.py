"""Who may be meant by a task; the words of names by which a dossier is found; the door counts per address and place, and knows devices."""

import sqlalchemy as sa
from alembic import op

from wederhoor.tenancy.ddl import lock_table

revision = "0023"
down_revision = "0022"

NOT_FOUND_YET = sa.text("found_as = 0")


def upgrade() -> None:
    op.create_table(
        "task_access",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_task_access_tenant_id")),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_task_access_account_id")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "task_id"],
            ["tasks.tenant_id", "tasks.id"],
            name=op.f("fk_task_access_tenant_id_task_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_task_access")),
    )
    op.create_index("ix_task_access_account", "task_access", ["tenant_id", "account_id", "task_id"])
    op.create_index("ix_task_access_task", "task_access", ["tenant_id", "task_id"])
    op.create_table(
        "dossier_names",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("word_hash", sa.String(length=64), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_dossier_names_tenant_id")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "dossier_id"],
            ["dossiers.tenant_id", "dossiers.id"],
            name=op.f("fk_dossier_names_tenant_id_dossier_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_dossier_names")),
        sa.UniqueConstraint(
            "tenant_id",
            "word_hash",
            "dossier_id",
            name=op.f("uq_dossier_names_tenant_id_word_hash_dossier_id"),
        ),
    )
    op.create_index("ix_dossier_names_dossier", "dossier_names", ["tenant_id", "dossier_id"])
    for table in ("task_access", "dossier_names"):
        lock_table(op.get_bind(), table)
    # a job makes the rows that are there findable in today's way: names are sealed, and no key is at hand here
    op.add_column("dossiers", sa.Column("found_as", sa.Integer(), nullable=False, server_default="0"))
    op.create_index(
        "ix_dossiers_to_find",
        "dossiers",
        ["tenant_id", "id"],
        postgresql_where=NOT_FOUND_YET,
        sqlite_where=NOT_FOUND_YET,
    )
    op.create_table(
        "sign_in_failures",
        sa.Column("bucket", sa.String(length=64), nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("bucket", name=op.f("pk_sign_in_failures")),
    )
    op.create_index("ix_sign_in_failures_source", "sign_in_failures", ["source", "last_at"])
    op.create_index("ix_sign_in_failures_last_at", "sign_in_failures", ["last_at"])
    op.create_table(
        "known_devices",
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_known_devices_account_id")),
        sa.PrimaryKeyConstraint("mark", "account_id", name=op.f("pk_known_devices")),
    )
    op.create_index("ix_known_devices_account_id", "known_devices", ["account_id"])
    op.create_index("ix_known_devices_seen_at", "known_devices", ["seen_at"])
    op.create_table(
        "link_requests",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("address_hash", sa.String(length=64), nullable=False),
        sa.Column("before_hash", sa.String(length=64), nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("origin", sa.String(length=300), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("mailed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_requests")),
    )
    op.create_index("ix_link_requests_source", "link_requests", ["source", "asked_at"])
    op.create_index("ix_link_requests_asked_at", "link_requests", ["asked_at"])
    op.add_column(
        "second_factors",
        sa.Column("used_steps", sa.String(length=250), nullable=False, server_default=""),
    )
    op.drop_index("ix_sign_in_counts_window_start", "sign_in_counts")
    op.drop_table("sign_in_counts")
    op.drop_column("accounts", "failed_sign_ins")
    op.drop_column("accounts", "sign_in_after")


def downgrade() -> None:
    op.add_column("accounts", sa.Column("failed_sign_ins", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("accounts", sa.Column("sign_in_after", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "sign_in_counts",
        sa.Column("bucket", sa.String(length=64), nullable=False),
        sa.Column("window_start", sa.DateTime(timezone=True), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("bucket", "window_start", name=op.f("pk_sign_in_counts")),
    )
    op.create_index("ix_sign_in_counts_window_start", "sign_in_counts", ["window_start"])
    for table in ("link_requests", "known_devices", "sign_in_failures", "dossier_names", "task_access"):
        op.drop_table(table)
    op.drop_index("ix_dossiers_to_find", "dossiers")
    op.drop_column("dossiers", "found_as")
    op.drop_column("second_factors", "used_steps")
