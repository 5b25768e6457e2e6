"""Which judgement a case ended with, where its rules know several; and which plugins, of which version, the stored answers are of."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"


def upgrade() -> None:
    op.add_column("dossiers", sa.Column("outcome", sa.String(length=40), nullable=True))
    op.add_column("frozen_answers", sa.Column("origin", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("frozen_answers", "origin")
    op.drop_column("dossiers", "outcome")
