"""Who leads the schedulers is a lease with a number; a mail knows in which term it was claimed, and how often the server was away."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    op.create_table(
        "leases",
        sa.Column("name", sa.String(20), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("beats", sa.BigInteger(), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.Column("place", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("name", name="pk_leases"),
    )
    op.add_column("outbox", sa.Column("away", sa.Integer(), nullable=False, server_default=sa.text("0")))
    op.add_column("outbox", sa.Column("claimed_in", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column("outbox", "claimed_in")
    op.drop_column("outbox", "away")
    op.drop_table("leases")
