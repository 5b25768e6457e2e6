"""Since when something is a formal complaint: its members read it from the morning after."""

import sqlalchemy as sa
from alembic import op

from wederhoor.tenancy.ddl import each_tenant

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    op.add_column("dossiers", sa.Column("complaint_at", sa.DateTime(timezone=True), nullable=True))
    connection = op.get_bind()
    for tenant_id in each_tenant(connection):
        connection.execute(
            sa.text(
                "UPDATE dossiers SET complaint_at = filed_at WHERE tenant_id = :tenant AND filed_as = 'complaint'"
            ),
            {"tenant": tenant_id},
        )


def downgrade() -> None:
    op.drop_column("dossiers", "complaint_at")
