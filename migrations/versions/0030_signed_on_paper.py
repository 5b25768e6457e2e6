"""Whoever signed the code of conduct on paper: who noted it, and the day that stands on the paper."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    op.add_column("handouts", sa.Column("paper_on", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("handouts", "paper_on")
