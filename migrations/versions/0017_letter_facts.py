"""What a letter was made from, sealed beside it: when a date is corrected it can be made again."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.add_column("letters", sa.Column("facts_sealed", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    op.drop_column("letters", "facts_sealed")
