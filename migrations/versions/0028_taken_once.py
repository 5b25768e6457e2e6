"""What a browser was given when a form was taken, sealed with the token of the form; and forms about somebody's own account."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    op.add_column("taken_forms", sa.Column("given_sealed", sa.LargeBinary(), nullable=True))
    op.create_table(
        "taken_account_forms",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("shown", sa.String(300), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("given_sealed", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_taken_account_forms"),
    )
    op.create_index("ix_taken_account_forms_taken_at", "taken_account_forms", ["taken_at"])


def downgrade() -> None:
    op.drop_table("taken_account_forms")
    op.drop_column("taken_forms", "given_sealed")
