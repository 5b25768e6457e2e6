"""The first due date of each dossier, found in order."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

RUNNING = sa.text("state = 'running'")


def upgrade() -> None:
    op.create_index(
        "ix_clocks_next",
        "clocks",
        ["tenant_id", "dossier_id", "due_on", "code"],
        sqlite_where=RUNNING,
        postgresql_where=RUNNING,
    )


def downgrade() -> None:
    op.drop_index("ix_clocks_next", table_name="clocks")
