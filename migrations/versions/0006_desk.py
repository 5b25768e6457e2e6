"""The desk: dossiers by word, by subject and by due date; views of the register that somebody keeps."""

import sqlalchemy as sa
from alembic import op

from wederhoor.tenancy.ddl import lock_table

revision = "0006"
down_revision = "0005"

RUNNING = sa.text("state = 'running'")
HASHES = (("surname", "surname_hash"), ("email", "email_hash"), ("phone", "phone_hash"))


def upgrade() -> None:
    op.create_table(
        "dossier_words",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("word", sa.String(length=40), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "dossier_id"],
            ["dossiers.tenant_id", "dossiers.id"],
            name=op.f("fk_dossier_words_tenant_id_dossier_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_dossier_words_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_dossier_words")),
        sa.UniqueConstraint(
            "tenant_id", "word", "dossier_id", name=op.f("uq_dossier_words_tenant_id_word_dossier_id")
        ),
    )
    op.create_table(
        "saved_views",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("query", sa.String(length=300), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_saved_views_account_id")),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_saved_views_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_saved_views")),
    )
    op.create_index("ix_saved_views_account", "saved_views", ["tenant_id", "account_id"])
    for table in ("dossier_words", "saved_views"):
        lock_table(op.get_bind(), table)
    op.create_index("ix_dossiers_category", "dossiers", ["tenant_id", "category", "filed_at", "id"])
    op.create_index(
        "ix_dossiers_number",
        "dossiers",
        ["tenant_id", "number"],
        postgresql_ops={"number": "text_pattern_ops"},
    )
    op.create_index(
        "ix_clocks_due",
        "clocks",
        ["tenant_id", "due_on", "dossier_id"],
        sqlite_where=RUNNING,
        postgresql_where=RUNNING,
    )
    for name, column in HASHES:
        op.drop_index(f"ix_parties_{name}", table_name="parties")
        op.create_index(f"ix_parties_{name}", "parties", ["tenant_id", column, "dossier_id"])


def downgrade() -> None:
    for name, column in HASHES:
        op.drop_index(f"ix_parties_{name}", table_name="parties")
        op.create_index(f"ix_parties_{name}", "parties", ["tenant_id", column])
    op.drop_index("ix_clocks_due", table_name="clocks")
    op.drop_index("ix_dossiers_number", table_name="dossiers")
    op.drop_index("ix_dossiers_category", table_name="dossiers")
    op.drop_table("saved_views")
    op.drop_table("dossier_words")
