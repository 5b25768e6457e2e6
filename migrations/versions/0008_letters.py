"""Letters that wait for a look, with their earlier texts; how post left and that it came back."""

import sqlalchemy as sa
from alembic import op

from wederhoor.tenancy.ddl import each_tenant, lock_table

revision = "0008"
down_revision = "0007"

ADDED = {
    "letters": (
        ("issued_at", sa.DateTime(timezone=True)),
        ("discarded_at", sa.DateTime(timezone=True)),
        ("discard_reason_sealed", sa.LargeBinary()),
    ),
    "outbox": (("proof_sealed", sa.LargeBinary()), ("returned_on", sa.Date())),
}


def upgrade() -> None:
    for table, columns in ADDED.items():
        for name, kind in columns:
            op.add_column(table, sa.Column(name, kind, nullable=True))
    connection = op.get_bind()
    op.create_table(
        "letter_versions",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(length=10), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "letter_id"],
            ["letters.tenant_id", "letters.id"],
            name=op.f("fk_letter_versions_tenant_id_letter_id"),
        ),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_letter_versions_account_id")),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_letter_versions_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_letter_versions")),
        sa.UniqueConstraint(
            "tenant_id", "letter_id", "number", name=op.f("uq_letter_versions_tenant_id_letter_id_number")
        ),
    )
    lock_table(connection, "letter_versions")
    for tenant_id in each_tenant(connection):  # every letter until now left as it was made
        connection.execute(
            sa.text("UPDATE letters SET issued_at = created_at WHERE letters.tenant_id = :tenant_id"),
            {"tenant_id": tenant_id},
        )


def downgrade() -> None:
    op.drop_table("letter_versions")
    for table, columns in ADDED.items():
        for name, _ in columns:
            op.drop_column(table, name)
