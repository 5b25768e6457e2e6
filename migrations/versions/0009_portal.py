"""Notes, of a dossier or of a call that is no dossier yet; what kind a message is and by when an answer is wanted."""

import sqlalchemy as sa
from alembic import op

from wederhoor.tenancy.ddl import lock_table

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column(
        "messages", sa.Column("kind", sa.String(length=20), nullable=False, server_default="message")
    )
    op.add_column("messages", sa.Column("answer_by", sa.Date(), nullable=True))
    op.create_table(
        "notes",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=True),
        sa.Column("task_id", sa.Uuid(), nullable=True),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("side", sa.String(length=10), nullable=False),
        sa.Column("body_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "dossier_id"],
            ["dossiers.tenant_id", "dossiers.id"],
            name=op.f("fk_notes_tenant_id_dossier_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "task_id"], ["tasks.tenant_id", "tasks.id"], name=op.f("fk_notes_tenant_id_task_id")
        ),
        sa.ForeignKeyConstraint(["author_id"], ["accounts.id"], name=op.f("fk_notes_author_id")),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_notes_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_notes")),
    )
    op.create_index("ix_notes_dossier", "notes", ["tenant_id", "dossier_id", "written_at"])
    lock_table(op.get_bind(), "notes")


def downgrade() -> None:
    op.drop_table("notes")
    op.drop_column("messages", "answer_by")
    op.drop_column("messages", "kind")
