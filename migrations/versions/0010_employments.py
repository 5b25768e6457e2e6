"""Teams, who works where under whom, and who stands in for whom."""

import sqlalchemy as sa
from alembic import op

from wederhoor.tenancy.ddl import lock_table

revision = "0010"
down_revision = "0009"


def _key() -> tuple[sa.Column[object], sa.Column[object]]:
    return (
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
    )


def upgrade() -> None:
    op.create_table(
        "teams",
        *_key(),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_teams_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_teams")),
        sa.UniqueConstraint("tenant_id", "name", name=op.f("uq_teams_tenant_id_name")),
    )
    op.create_table(
        "employments",
        *_key(),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("supervisor_id", sa.Uuid(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_employments_account_id")),
        sa.ForeignKeyConstraint(
            ["supervisor_id"], ["accounts.id"], name=op.f("fk_employments_supervisor_id")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "team_id"],
            ["teams.tenant_id", "teams.id"],
            name=op.f("fk_employments_tenant_id_team_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_employments_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_employments")),
    )
    op.create_index("ix_employments_account", "employments", ["tenant_id", "account_id"])
    op.create_index("ix_employments_supervisor", "employments", ["tenant_id", "supervisor_id"])
    op.create_index("ix_employments_team", "employments", ["tenant_id", "team_id"])
    op.create_table(
        "stand_ins",
        *_key(),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("stand_in_id", sa.Uuid(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_stand_ins_account_id")),
        sa.ForeignKeyConstraint(["stand_in_id"], ["accounts.id"], name=op.f("fk_stand_ins_stand_in_id")),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_stand_ins_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_stand_ins")),
    )
    op.create_index("ix_stand_ins_account", "stand_ins", ["tenant_id", "account_id"])
    op.create_index("ix_stand_ins_stand_in", "stand_ins", ["tenant_id", "stand_in_id"])
    for table in ("teams", "employments", "stand_ins"):
        lock_table(op.get_bind(), table)


def downgrade() -> None:
    for table in ("stand_ins", "employments", "teams"):
        op.drop_table(table)
