"""Clocks, what was decided about them, and who handles a matter."""

import uuid
from datetime import date, datetime

from sqlalchemy import (
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Uuid

from wederhoor.db import Moment
from wederhoor.tenancy.keeping import Kept, keeps
from wederhoor.tenancy.tables import TenantOwned
from wederhoor.vault.sealed import Sealed

RUNNING = text("state = 'running'")
OPEN = text("state = 'running' AND next_reminder_on IS NOT NULL")
NOW = text("until_at IS NULL")
NO_MAIL = text("notice_id IS NULL")


class Clock(TenantOwned):
    """One term of one dossier. Only `deadlines.service.recompute` writes a due date."""

    __tablename__ = "clocks"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "dossier_id"], ["dossiers.tenant_id", "dossiers.id"]),
        UniqueConstraint("tenant_id", "dossier_id", "code"),
        Index(
            "ix_clocks_reminder",
            "tenant_id",
            "next_reminder_on",
            "id",
            postgresql_where=OPEN,
            sqlite_where=OPEN,
        ),
        Index(
            "ix_clocks_due",
            "tenant_id",
            "due_on",
            "dossier_id",
            postgresql_where=RUNNING,
            sqlite_where=RUNNING,
        ),
        Index(
            "ix_clocks_next",
            "tenant_id",
            "dossier_id",
            "due_on",
            "code",
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
    stopped_by: Mapped[str | None] = mapped_column(String(40))
    next_reminder_on: Mapped[date | None] = mapped_column(Date)


class TermChangeRow(TenantOwned):
    """One decision about the terms of a dossier. `valid_on` is the day the last notice left; `was_on` the wrong start."""

    __tablename__ = "term_changes"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "dossier_id"], ["dossiers.tenant_id", "dossiers.id"]),
        Index("ix_term_changes_dossier", "tenant_id", "dossier_id"),
    )

    dossier_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    key_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    kind: Mapped[str] = mapped_column(String(20))
    code: Mapped[str | None] = mapped_column(String(40))
    amount: Mapped[int | None] = mapped_column()
    unit: Mapped[str | None] = mapped_column(String(8))
    until_on: Mapped[date | None] = mapped_column(Date)
    start: Mapped[str | None] = mapped_column(String(30))
    was_on: Mapped[date | None] = mapped_column(Date)
    decided_on: Mapped[date] = mapped_column(Date)
    entered_at: Mapped[datetime] = mapped_column(Moment)
    account_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("accounts.id"))
    reason_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    notices_needed: Mapped[int] = mapped_column()
    valid_on: Mapped[date | None] = mapped_column(Date)
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)

    reason = Sealed()


class Assignment(TenantOwned):
    """Who handles a dossier, or stands in, from when until when."""

    __tablename__ = "assignments"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "dossier_id"], ["dossiers.tenant_id", "dossiers.id"]),
        Index(
            "uq_assignments_now",
            "tenant_id",
            "dossier_id",
            "part",
            unique=True,
            postgresql_where=NOW,
            sqlite_where=NOW,
        ),
        Index("ix_assignments_account", "tenant_id", "account_id", "dossier_id"),
    )

    dossier_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    part: Mapped[str] = mapped_column(String(10))
    account_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("accounts.id"))
    from_at: Mapped[datetime] = mapped_column(Moment)
    until_at: Mapped[datetime | None] = mapped_column(Moment)


class Reminder(TenantOwned):
    """What one batch of the sweep brings to one person's attention: how many terms, of which dossiers.

    `matters` holds the ids of the dossiers, sixteen bytes each. `notice_id` is the mail, made when the sweep of the organisation
    is done: one for each person. `shown_at` is when the dossiers were told that this mail did not arrive.
    """

    __tablename__ = "reminders"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "notice_id"], ["outbox.tenant_id", "outbox.id"]),
        Index("ix_reminders_no_mail", "tenant_id", "id", postgresql_where=NO_MAIL, sqlite_where=NO_MAIL),
        Index("ix_reminders_notice", "tenant_id", "notice_id"),
    )

    account_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("accounts.id"))
    made_at: Mapped[datetime] = mapped_column(Moment)
    terms: Mapped[int] = mapped_column()
    matters: Mapped[bytes] = mapped_column(LargeBinary)
    notice_id: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    shown_at: Mapped[datetime | None] = mapped_column(Moment)


keeps(
    Kept(name="clocks", says="termijnen", matter="dossier_id"),
    Kept(
        name="assignments",
        says="wie een zaak behandelt of vervangt",
        matter="dossier_id",
        person=("account_id",),
    ),
    Kept(name="reminders", says="herinneringen die nog verzameld worden", person=("account_id",)),
    Kept(name="term_changes", says="besluiten over termijnen", matter="dossier_id", person=("account_id",)),
)
