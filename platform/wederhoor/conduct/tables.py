"""What was handed out to whom, when they signed for it, and worksheets that somebody chose to keep."""

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
    text,
)
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Uuid

from wederhoor.db import Moment
from wederhoor.tenancy.keeping import Kept, keeps
from wederhoor.tenancy.tables import TenantOwned
from wederhoor.vault.sealed import Sealed

UNSIGNED = text("signed_at IS NULL")


class Handout(TenantOwned):
    """Something handed to somebody to read and sign for: an edition of the code, or a statement.

    `kind` is "code" or "statement"; `code` the edition's, or the statement's with a mark of its words, so that other words are
    signed anew. `answers_id` holds the very text. `paper_on`: the day on the paper, when HR noted that it was signed on paper.
    """

    __tablename__ = "handouts"
    __table_args__ = (
        UniqueConstraint("tenant_id", "account_id", "kind", "code"),
        ForeignKeyConstraint(["tenant_id", "answers_id"], ["frozen_answers.tenant_id", "frozen_answers.id"]),
        Index(
            "ix_handouts_reminder", "tenant_id", "remind_on", postgresql_where=UNSIGNED, sqlite_where=UNSIGNED
        ),
    )

    account_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("accounts.id"))
    kind: Mapped[str] = mapped_column(String(10))
    code: Mapped[str] = mapped_column(String(40))
    answers_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    handed_at: Mapped[datetime] = mapped_column(Moment)
    remind_on: Mapped[date] = mapped_column(Date)
    signed_at: Mapped[datetime | None] = mapped_column(Moment)
    paper_on: Mapped[date | None] = mapped_column(Date)


class Worksheet(TenantOwned):
    """What somebody wrote down while weighing a dilemma, kept only because they asked, and only for themselves."""

    __tablename__ = "worksheets"
    __table_args__ = (Index("ix_worksheets_account", "tenant_id", "account_id", "id"),)

    account_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("accounts.id"))
    key_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    body_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    kept_at: Mapped[datetime] = mapped_column(Moment)

    body = Sealed()


keeps(
    Kept(name="handouts", says="uitgereikte en getekende gedragscodes", person=("account_id",)),
    Kept(name="worksheets", says="eigen overwegingen bij een dilemma", person=("account_id",)),
)
