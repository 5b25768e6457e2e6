"""The separate register of reports (Wbk art. 2a): dates in clear, everything else locked with keys only readers hold."""

import uuid
from datetime import date, datetime

from sqlalchemy import (
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Uuid

from wederhoor.db import Moment
from wederhoor.tenancy.keeping import Kept, keeps
from wederhoor.tenancy.tables import TenantOwned


class MisconductReport(TenantOwned):
    """One report. In clear only what clocks need; what was said, by whom and about whom is locked apart.

    `code_hash` is empty once it was destroyed; then only the dates remain, as certificate.
    """

    __tablename__ = "misconduct_reports"
    __table_args__ = (
        UniqueConstraint("tenant_id", "code_hash"),
        Index("ix_misconduct_reports_reminder", "tenant_id", "next_reminder_on"),
    )

    key_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    code_hash: Mapped[str | None] = mapped_column(String(64))
    received_at: Mapped[datetime] = mapped_column(Moment)
    received_on: Mapped[date] = mapped_column(Date)
    acknowledge_by: Mapped[date] = mapped_column(Date)
    acknowledged_on: Mapped[date | None] = mapped_column(Date)
    feedback_by: Mapped[date | None] = mapped_column(Date)
    feedback_on: Mapped[date | None] = mapped_column(Date)
    closed_on: Mapped[date | None] = mapped_column(Date)
    review_on: Mapped[date | None] = mapped_column(Date)
    destroyed_on: Mapped[date | None] = mapped_column(Date)
    next_reminder_on: Mapped[date | None] = mapped_column(Date)
    body_locked: Mapped[bytes | None] = mapped_column(LargeBinary)
    reporter_locked: Mapped[bytes | None] = mapped_column(LargeBinary)
    blamed_locked: Mapped[bytes | None] = mapped_column(LargeBinary)


class MisconductKey(TenantOwned):
    """One of a report's three keys in the strongbox of one officer, or (without a strongbox) behind the reporter's code."""

    __tablename__ = "misconduct_keys"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "report_id"], ["misconduct_reports.tenant_id", "misconduct_reports.id"]
        ),
        UniqueConstraint("tenant_id", "report_id", "purpose", "strongbox_id"),
        Index("ix_misconduct_keys_strongbox", "tenant_id", "strongbox_id"),
    )

    report_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    purpose: Mapped[str] = mapped_column(String(10))
    strongbox_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("strongboxes.id"))
    wrapped: Mapped[bytes] = mapped_column(LargeBinary)
    given_at: Mapped[datetime] = mapped_column(Moment)


class MisconductEntry(TenantOwned):
    """Something written in a report: a message either way, a step of the follow-up, an answer."""

    __tablename__ = "misconduct_entries"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "report_id"], ["misconduct_reports.tenant_id", "misconduct_reports.id"]
        ),
        Index("ix_misconduct_entries_report", "tenant_id", "report_id", "at"),
    )

    report_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    kind: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(Moment)
    done_on: Mapped[date | None] = mapped_column(Date)
    author_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("accounts.id"))
    read_at: Mapped[datetime | None] = mapped_column(Moment)
    body_locked: Mapped[bytes] = mapped_column(LargeBinary)


class MisconductCheck(TenantOwned):
    """A day on which the reporter is asked whether reporting did them harm (Wbk art. 17da)."""

    __tablename__ = "misconduct_checks"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "report_id"], ["misconduct_reports.tenant_id", "misconduct_reports.id"]
        ),
        UniqueConstraint("tenant_id", "report_id", "ask_on"),
    )

    report_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    ask_on: Mapped[date] = mapped_column(Date)
    asked_at: Mapped[datetime | None] = mapped_column(Moment)
    answered_at: Mapped[datetime | None] = mapped_column(Moment)


keeps(
    Kept(name="misconduct_reports", says="meldingen van een misstand", matter="id"),
    Kept(name="misconduct_keys", says="wie een melding kan openen", matter="report_id"),
    Kept(
        name="misconduct_entries", says="berichten bij een melding", matter="report_id", person=("author_id",)
    ),
    Kept(name="misconduct_checks", says="wat bij een melding is nagegaan", matter="report_id"),
)
