"""Decisions about terms, who handles a dossier, what belongs together, and letters that went astray."""

import sqlalchemy as sa
from alembic import op

from wederhoor.tenancy.ddl import lock_table

revision = "0007"
down_revision = "0006"

MOMENT = sa.DateTime(timezone=True)
NOW = sa.text("until_at IS NULL")


def _dossier(table: str, column: str = "dossier_id") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["tenant_id", column],
        ["dossiers.tenant_id", "dossiers.id"],
        name=op.f(f"fk_{table}_tenant_id_{column}"),
    )


def _account(table: str, column: str = "account_id") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["accounts.id"], name=op.f(f"fk_{table}_{column}"))


def _owned(table: str) -> tuple[sa.Column[object] | sa.Constraint, ...]:
    return (
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f(f"fk_{table}_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f(f"pk_{table}")),
    )


def upgrade() -> None:
    op.add_column("clocks", sa.Column("stopped_by", sa.String(length=40), nullable=True))
    op.create_table(
        "term_changes",
        *_owned("term_changes"),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=True),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.Column("unit", sa.String(length=8), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("start", sa.String(length=30), nullable=True),
        sa.Column("was_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("entered_at", MOMENT, nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("notices_needed", sa.Integer(), nullable=False),
        sa.Column("valid_on", sa.Date(), nullable=True),
        sa.Column("revoked_at", MOMENT, nullable=True),
        _dossier("term_changes"),
        _account("term_changes"),
    )
    op.create_index("ix_term_changes_dossier", "term_changes", ["tenant_id", "dossier_id"])
    op.create_table(
        "assignments",
        *_owned("assignments"),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("part", sa.String(length=10), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("from_at", MOMENT, nullable=False),
        sa.Column("until_at", MOMENT, nullable=True),
        _dossier("assignments"),
        _account("assignments"),
    )
    op.create_index(
        "uq_assignments_now",
        "assignments",
        ["tenant_id", "dossier_id", "part"],
        unique=True,
        sqlite_where=NOW,
        postgresql_where=NOW,
    )
    op.create_index("ix_assignments_account", "assignments", ["tenant_id", "account_id", "dossier_id"])
    op.create_table(
        "links",
        *_owned("links"),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("entered_at", MOMENT, nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        _dossier("links"),
        _dossier("links", "other_id"),
        _account("links"),
        sa.UniqueConstraint(
            "tenant_id",
            "dossier_id",
            "other_id",
            "kind",
            name=op.f("uq_links_tenant_id_dossier_id_other_id_kind"),
        ),
    )
    op.create_index("ix_links_other", "links", ["tenant_id", "other_id"])
    op.create_table(
        "breaches",
        *_owned("breaches"),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("notice_id", sa.Uuid(), nullable=True),
        sa.Column("what_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("told_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("noticed_at", MOMENT, nullable=False),
        sa.Column("report_by", MOMENT, nullable=False),
        sa.Column("entered_at", MOMENT, nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("decision", sa.String(length=20), nullable=True),
        sa.Column("decision_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("decided_at", MOMENT, nullable=True),
        _dossier("breaches"),
        _account("breaches"),
    )
    op.create_index("ix_breaches_dossier", "breaches", ["tenant_id", "dossier_id"])
    op.create_table(
        "transfers",
        *_owned("transfers"),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("direction", sa.String(length=3), nullable=False),
        sa.Column("transfer_id", sa.Uuid(), nullable=False),
        sa.Column("body", sa.String(length=200), nullable=False),
        sa.Column("to_slug", sa.String(length=40), nullable=True),
        sa.Column("consent_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("entered_at", MOMENT, nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("arrived_at", MOMENT, nullable=True),
        _dossier("transfers"),
        _account("transfers"),
        sa.UniqueConstraint("tenant_id", "transfer_id", name=op.f("uq_transfers_tenant_id_transfer_id")),
    )
    for table in ("term_changes", "assignments", "links", "breaches", "transfers"):
        lock_table(op.get_bind(), table)


def downgrade() -> None:
    for table in ("transfers", "breaches", "links", "assignments", "term_changes"):
        op.drop_table(table)
    op.drop_column("clocks", "stopped_by")
