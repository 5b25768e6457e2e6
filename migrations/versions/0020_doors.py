"""Doors that were closed stay closed for copies of a cookie; what is being set up belongs to a session."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.create_table(
        "closed_doors",
        sa.Column("door_hash", sa.String(length=64), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("door_hash", name=op.f("pk_closed_doors")),
    )
    op.create_index(op.f("ix_closed_doors_until"), "closed_doors", ["until"])
    op.execute("DELETE FROM second_factors WHERE confirmed_at IS NULL")
    op.add_column("second_factors", sa.Column("setup_hash", sa.String(length=64), nullable=True))


def downgrade() -> None:
    op.drop_column("second_factors", "setup_hash")
    op.drop_table("closed_doors")
