"""Declarations, who reads them, what was done afterwards, ties that were declared, and the sharing at the end of a year."""

import uuid
from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
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

OPEN = text("done_at IS NULL")
OPEN_ROLE = text("done_at IS NULL AND account_id IS NULL")
REMINDS = text("next_reminder_on IS NOT NULL")
REGISTERED = text("registered_at IS NOT NULL")
SHARED = text("share_year IS NOT NULL")


class Declaration(TenantOwned):
    """One declaration under the answers it was judged by, and never judged again.

    Outside the seal are the topic, dates, amounts in cents, the step and what came out; names and everything
    somebody wrote are in `content`. `giver_hash` is keyed: it adds up what one giver gave, and names nobody.
    `registered_at` is when it came in, and empty for what only those read whom the code names. `share_year`: the year
    at the end of which it has to be shared.
    """

    __tablename__ = "declarations"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "answers_id"], ["frozen_answers.tenant_id", "frozen_answers.id"]),
        Index(
            "ix_declarations_newest",
            "tenant_id",
            "registered_at",
            "id",
            postgresql_where=REGISTERED,
            sqlite_where=REGISTERED,
        ),
        *(
            Index(
                f"ix_declarations_{name}",
                "tenant_id",
                name,
                "registered_at",
                "id",
                postgresql_where=REGISTERED,
                sqlite_where=REGISTERED,
            )
            for name in ("topic", "step", "outcome", "lateness")
        ),
        Index("ix_declarations_declarer", "tenant_id", "declarer_id", "declared_at", "id"),
        Index("ix_declarations_giver", "tenant_id", "giver_hash", "year"),
        Index(
            "ix_declarations_reminder",
            "tenant_id",
            "next_reminder_on",
            "id",
            postgresql_where=REMINDS,
            sqlite_where=REMINDS,
        ),
        Index(
            "ix_declarations_share",
            "tenant_id",
            "share_year",
            "id",
            postgresql_where=SHARED,
            sqlite_where=SHARED,
        ),
    )

    key_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    answers_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    declarer_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("accounts.id"))
    topic: Mapped[str] = mapped_column(String(40))
    policy_row: Mapped[str] = mapped_column(String(60))
    verdict: Mapped[str] = mapped_column(String(20))
    step: Mapped[str] = mapped_column(String(12))
    lateness: Mapped[str] = mapped_column(String(12))
    happened_on: Mapped[date | None] = mapped_column(Date)
    year: Mapped[int] = mapped_column()
    declared_at: Mapped[datetime] = mapped_column(Moment)
    registered_at: Mapped[datetime | None] = mapped_column(Moment)
    share_year: Mapped[int | None] = mapped_column()
    giver_hash: Mapped[str | None] = mapped_column(String(64))
    cents_low: Mapped[int | None] = mapped_column(BigInteger)
    cents_high: Mapped[int | None] = mapped_column(BigInteger)
    content_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    decide_by: Mapped[date | None] = mapped_column(Date)
    next_reminder_on: Mapped[date | None] = mapped_column(Date)
    review_on: Mapped[date | None] = mapped_column(Date)
    outcome: Mapped[str | None] = mapped_column(String(12))
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
    decided_by: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("accounts.id"))
    decision_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    version: Mapped[int] = mapped_column()

    content = Sealed()
    decision = Sealed()

    __mapper_args__ = {"version_id_col": version}  # SQLAlchemy's own form


class DeclarationReader(TenantOwned):
    """Somebody a declaration went to: one person, or whoever holds a role. `done_at`: nothing is asked of them any more."""

    __tablename__ = "declaration_readers"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "declaration_id"], ["declarations.tenant_id", "declarations.id"]),
        Index("ix_declaration_readers_declaration", "tenant_id", "declaration_id", "id"),
        Index(
            "ix_declaration_readers_account",
            "tenant_id",
            "account_id",
            "declaration_id",
            postgresql_where=OPEN,
            sqlite_where=OPEN,
        ),
        Index(
            "ix_declaration_readers_role",
            "tenant_id",
            "role",
            "declaration_id",
            postgresql_where=OPEN_ROLE,
            sqlite_where=OPEN_ROLE,
        ),
    )

    declaration_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    key_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    role: Mapped[str] = mapped_column(String(40))
    account_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("accounts.id"))
    part: Mapped[str] = mapped_column(String(12))
    seen_at: Mapped[datetime | None] = mapped_column(Moment)
    seen_by: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("accounts.id"))
    done_at: Mapped[datetime | None] = mapped_column(Moment)
    words_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)

    words = Sealed()


class DeclarationAct(TenantOwned):
    """Something done after a declaration, as the code wants it or as the declarer told: when, until when, in whose words."""

    __tablename__ = "declaration_acts"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "declaration_id"], ["declarations.tenant_id", "declarations.id"]),
        Index("ix_declaration_acts_declaration", "tenant_id", "declaration_id", "done_on", "id"),
    )

    declaration_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    key_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    code: Mapped[str] = mapped_column(String(40))
    done_on: Mapped[date] = mapped_column(Date)
    until_on: Mapped[date | None] = mapped_column(Date)
    note_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    entered_at: Mapped[datetime] = mapped_column(Moment)
    account_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("accounts.id"))

    note = Sealed()


class DeclaredTie(TenantOwned):
    """That somebody declared to know a person, by the keyed hash of that person's surname. Who it is stands nowhere."""

    __tablename__ = "declared_ties"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "declaration_id"], ["declarations.tenant_id", "declarations.id"]),
        Index("ix_declared_ties_account", "tenant_id", "account_id", "name_hash"),
    )

    account_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("accounts.id"))
    declaration_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    name_hash: Mapped[str] = mapped_column(String(64))
    until_on: Mapped[date | None] = mapped_column(Date)


class GiftSharing(TenantOwned):
    """The gifts of one year that were accepted and have to be shared, and how that went."""

    __tablename__ = "gift_sharings"
    __table_args__ = (UniqueConstraint("tenant_id", "year"),)

    year: Mapped[int] = mapped_column()
    key_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    due_on: Mapped[date] = mapped_column(Date)
    made_at: Mapped[datetime] = mapped_column(Moment)
    reminded_on: Mapped[date | None] = mapped_column(Date)
    done_at: Mapped[datetime | None] = mapped_column(Moment)
    done_by: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("accounts.id"))
    gifts: Mapped[int | None] = mapped_column()
    result_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)

    result = Sealed()


keeps(
    Kept(
        name="declarations",
        says="meldingen van medewerkers",
        matter="id",
        person=("declarer_id", "decided_by"),
    ),
    Kept(
        name="declaration_readers",
        says="wie een melding leest",
        matter="declaration_id",
        person=("account_id", "seen_by"),
    ),
    Kept(
        name="declaration_acts",
        says="wat na een melding gebeurde",
        matter="declaration_id",
        person=("account_id",),
    ),
    Kept(
        name="declared_ties", says="gemelde banden, als hash", matter="declaration_id", person=("account_id",)
    ),
    Kept(name="gift_sharings", says="hoe geschenken zijn verdeeld", person=("done_by",)),
)
