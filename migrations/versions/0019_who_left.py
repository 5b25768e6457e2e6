"""Who left is told by their roles and work alone: a mark nobody set goes; where one stands, roles and work end the day before."""

from datetime import date, datetime, timedelta

import sqlalchemy as sa
from alembic import op

from wederhoor.tenancy.ddl import each_tenant

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    connection = op.get_bind()
    marked = connection.execute(
        sa.text("SELECT id, disabled_at FROM accounts WHERE disabled_at IS NOT NULL")
    ).all()
    for tenant_id in each_tenant(connection) if marked else ():
        for account_id, moment in marked:
            _end(connection, tenant_id, account_id, _day_before(moment))
    op.drop_column("accounts", "disabled_at")


def _day_before(moment: datetime | str) -> date:
    found = moment if isinstance(moment, datetime) else datetime.fromisoformat(moment)
    return found.date() - timedelta(days=1)


def _end(connection: sa.Connection, tenant_id: object, account_id: object, day: date) -> None:
    for table in ("role_grants", "employments"):
        connection.execute(
            sa.text(
                f"UPDATE {table} SET valid_until = :day WHERE tenant_id = :tenant AND account_id = :account "
                "AND (valid_until IS NULL OR valid_until > :day)"
            ).bindparams(sa.bindparam("day", type_=sa.Date())),
            {"day": day, "tenant": tenant_id, "account": account_id},
        )


def downgrade() -> None:
    op.add_column("accounts", sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True))
