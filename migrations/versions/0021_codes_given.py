"""A code that went through somebody else's hands is told from one that only its owner saw."""

import sqlalchemy as sa
from alembic import op

from wederhoor.tenancy.ddl import each_tenant

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.add_column("parties", sa.Column("code_given", sa.String(length=10), nullable=True))
    op.add_column("parties", sa.Column("code_renewed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("parties", sa.Column("former_code_hash", sa.String(length=64), nullable=True))
    op.create_index(op.f("ix_parties_former_code"), "parties", ["tenant_id", "former_code_hash"])
    connection = op.get_bind()
    for tenant_id in each_tenant(connection):  # who complains as well got the code from whoever filed
        connection.execute(
            sa.text(
                "UPDATE parties SET code_given = 'fellow' WHERE tenant_id = :tenant AND role = 'complainant' "
                "AND code_hash IS NOT NULL AND EXISTS (SELECT 1 FROM parties AS first "
                "WHERE first.tenant_id = :tenant AND first.dossier_id = parties.dossier_id "
                "AND first.code_hash IS NOT NULL AND first.role IN ('complainant', 'representative') "
                "AND first.id < parties.id)"
            ),
            {"tenant": tenant_id},
        )


def downgrade() -> None:
    op.drop_index(op.f("ix_parties_former_code"), "parties")
    op.drop_column("parties", "former_code_hash")
    op.drop_column("parties", "code_renewed_at")
    op.drop_column("parties", "code_given")
