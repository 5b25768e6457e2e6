"""Which judgement a case ended with, where its rules know several."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"


def upgrade() -> None:
    op.add_column("dossiers", sa.Column("outcome", sa.String(length=40), nullable=True))


def downgrade() -> None:
    op.drop_column("dossiers", "outcome")
