"""What a copy does not show is said of it; an original that somebody sent is held until the office has seen that the copy is whole."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    op.add_column("papers", sa.Column("original_key_id", sa.Uuid(), nullable=True))
    op.add_column("papers", sa.Column("lacks_sealed", sa.LargeBinary(), nullable=True))
    op.add_column("papers", sa.Column("whole_seen_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    for name in ("whole_seen_at", "lacks_sealed", "original_key_id"):
        op.drop_column("papers", name)
