"""Dossiers are found by pieces of words, as keyed hashes; whole words of names and plain words of descriptions go."""

import sqlalchemy as sa
from alembic import op

from wederhoor.tenancy.ddl import lock_table

revision = "0031"
down_revision = "0030"

BEFORE, NOW = sa.text("found_as = 0"), sa.text("found_as < 2")
EARLIER = (("dossier_words", "word", 40), ("dossier_names", "word_hash", 64))


def upgrade() -> None:
    _table("dossier_tokens", sa.Column("token", sa.LargeBinary(8), nullable=False))
    op.create_index("ix_dossier_tokens_dossier", "dossier_tokens", ["tenant_id", "dossier_id"])
    # a job fills it for the dossiers that are there: what is searched is sealed, and no key is at hand here
    op.drop_index("ix_dossiers_to_find", table_name="dossiers")
    _unfound("ix_dossiers_unfound", NOW)
    for table, _, _ in EARLIER:
        op.drop_table(table)


def downgrade() -> None:
    for table, column, length in EARLIER:
        _table(table, sa.Column(column, sa.String(length=length), nullable=False))
    op.create_index("ix_dossier_names_dossier", "dossier_names", ["tenant_id", "dossier_id"])
    op.drop_index("ix_dossiers_unfound", table_name="dossiers")
    _unfound("ix_dossiers_to_find", BEFORE)
    op.drop_table("dossier_tokens")


def _unfound(name: str, which: sa.TextClause) -> None:
    columns = ["tenant_id", "id"]
    op.create_index(name, "dossiers", columns, postgresql_where=which, sqlite_where=which)


def _table(name: str, what: "sa.Column[object]") -> None:
    """A table that finds dossiers by a column."""
    op.create_table(
        name,
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        what,
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f(f"fk_{name}_tenant_id")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "dossier_id"],
            ["dossiers.tenant_id", "dossiers.id"],
            name=op.f(f"fk_{name}_tenant_id_dossier_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint(
            "tenant_id",
            what.name,
            "dossier_id",
            name=op.f(f"uq_{name}_tenant_id_{what.name}_dossier_id"),
        ),
    )
    lock_table(op.get_bind(), name)
