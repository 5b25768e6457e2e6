"""Clocks."""

import uuid
from datetime import date

from sqlalchemy import Date, ForeignKeyConstraint, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Uuid

from wederhoor.tenancy.tables import TenantOwned

RUNNING = text("state = 'running'")
OPEN = text("state = 'running' AND next_reminder_on IS NOT NULL")


class Clock(TenantOwned):
    """One term of one dossier. Only `deadlines.service.recompute` writes a due date."""

    __tablename__ = "clocks"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "dossier_id"], ["dossiers.tenant_id", "dossiers.id"]),
        UniqueConstraint("tenant_id", "dossier_id", "code"),
        Index(
            "ix_clocks_reminder", "tenant_id", "next_reminder_on", postgresql_where=OPEN, sqlite_where=OPEN
        ),
        Index(
            "ix_clocks_due",
            "tenant_id",
            "due_on",
            "dossier_id",
            postgresql_where=RUNNING,
            sqlite_where=RUNNING,
        ),
    )

    dossier_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    code: Mapped[str] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(12))
    started_on: Mapped[date | None] = mapped_column(Date)
    due_on: Mapped[date | None] = mapped_column(Date)
    plain_due_on: Mapped[date | None] = mapped_column(Date)
    rollover: Mapped[str | None] = mapped_column(Text)
    explanation: Mapped[str] = mapped_column(Text)
    met_on: Mapped[date | None] = mapped_column(Date)
    stopped_on: Mapped[date | None] = mapped_column(Date)
    stopped_why: Mapped[str | None] = mapped_column(String(60))
    next_reminder_on: Mapped[date | None] = mapped_column(Date)
