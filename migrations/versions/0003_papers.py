"""Papers of drafts and dossiers; their content lies sealed among the files."""

import sqlalchemy as sa
from alembic import op

from wederhoor.tenancy.ddl import lock_table

revision = "0003"
down_revision = "0002"

UNSCANNED = sa.text("state = 'ready' AND scanned = 'not_scanned'")


def upgrade() -> None:
    op.create_table(
        "papers",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("draft_id", sa.Uuid(), nullable=True),
        sa.Column("dossier_id", sa.Uuid(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("file_name_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=True),
        sa.Column("media_type", sa.String(length=100), nullable=True),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("scanned", sa.String(length=12), nullable=False),
        sa.Column("scan_after", sa.DateTime(timezone=True), nullable=True),
        sa.Column("received_bytes", sa.Integer(), nullable=False),
        sa.Column("received_parts", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.String(length=65), nullable=True),
        sa.Column("side", sa.String(length=10), nullable=False),
        sa.Column("origin", sa.String(length=60), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replaces_id", sa.Uuid(), nullable=True),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("misfiled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("misfiled_reason_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("has_original", sa.Boolean(), nullable=False),
        sa.Column("copy_kind", sa.String(length=10), nullable=False),
        sa.Column("copy_type", sa.String(length=100), nullable=True),
        sa.Column("copy_missing", sa.String(length=20), nullable=True),
        sa.Column("mentions_bsn", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "draft_id"],
            ["drafts.tenant_id", "drafts.id"],
            name=op.f("fk_papers_tenant_id_draft_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "dossier_id"],
            ["dossiers.tenant_id", "dossiers.id"],
            name=op.f("fk_papers_tenant_id_dossier_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "replaces_id"],
            ["papers.tenant_id", "papers.id"],
            name=op.f("fk_papers_tenant_id_replaces_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "parent_id"],
            ["papers.tenant_id", "papers.id"],
            name=op.f("fk_papers_tenant_id_parent_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_papers_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_papers")),
        sa.UniqueConstraint(
            "tenant_id", "dossier_id", "number", name=op.f("uq_papers_tenant_id_dossier_id_number")
        ),
        sa.UniqueConstraint("tenant_id", "replaces_id", name=op.f("uq_papers_tenant_id_replaces_id")),
    )
    op.create_index("ix_papers_draft", "papers", ["tenant_id", "draft_id"], unique=False)
    op.create_index(
        "ix_papers_unscanned",
        "papers",
        ["tenant_id", "id"],
        unique=False,
        sqlite_where=UNSCANNED,
        postgresql_where=UNSCANNED,
    )
    lock_table(op.get_bind(), "papers")


def downgrade() -> None:
    op.drop_table("papers")
