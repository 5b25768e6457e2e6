"""The outbox and the letters."""

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
from wederhoor.tenancy.keeping import Kept, Place, keeps
from wederhoor.tenancy.tables import TenantOwned
from wederhoor.vault.sealed import Sealed


class Letter(TenantOwned):
    """A letter: Markdown, sealed; the PDF made from it is kept sealed among the files.

    `issued_at` is empty while it is a draft that waits for somebody's look, and when it was discarded. An issued letter
    never changes. `facts` is what it was made from, by name, for a letter that can be made again when a date is corrected.
    """

    __tablename__ = "letters"
    __table_args__ = (Index("ix_letters_matter", "tenant_id", "matter_id"),)

    matter_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    key_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    code: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(200))
    addressee: Mapped[str] = mapped_column(String(60))
    body_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(Moment)
    pdf_made_at: Mapped[datetime | None] = mapped_column(Moment)
    issued_at: Mapped[datetime | None] = mapped_column(Moment)
    discarded_at: Mapped[datetime | None] = mapped_column(Moment)
    discard_reason_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    facts_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)

    body = Sealed()
    discard_reason = Sealed()
    facts = Sealed()


class LetterVersion(TenantOwned):
    """One text of a letter while it was a draft: as the platform wrote it (1), and each change by somebody since."""

    __tablename__ = "letter_versions"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "letter_id"], ["letters.tenant_id", "letters.id"]),
        UniqueConstraint("tenant_id", "letter_id", "number"),
    )

    letter_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    key_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    number: Mapped[int]
    origin: Mapped[str] = mapped_column(String(10))
    account_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("accounts.id"))
    made_at: Mapped[datetime] = mapped_column(Moment)
    body_sealed: Mapped[bytes] = mapped_column(LargeBinary)

    body = Sealed()


class OutboxRow(TenantOwned):
    """One notice to one addressee about one occasion; the unique key makes a second one impossible.

    `attempts` counts how often it was offered to the mail server, `away` how often that could not be reached.
    `claimed_in` is the term of leading (`leases.number`) in which a scheduler began to send it.
    `posted_on` is the day it left in another way than by mail, `proof` how: who did it, to whom, with which reference.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("tenant_id", "matter_id", "letter", "occasion", "addressee"),
        ForeignKeyConstraint(["tenant_id", "letter_id"], ["letters.tenant_id", "letters.id"]),
        Index("ix_outbox_state", "tenant_id", "state", "not_before"),
        Index("ix_outbox_message", "tenant_id", "message_id"),
    )

    matter_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    key_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    letter: Mapped[str] = mapped_column(String(40))
    occasion: Mapped[str] = mapped_column(String(80))
    addressee: Mapped[str] = mapped_column(String(60))
    channel: Mapped[str] = mapped_column(String(10))
    state: Mapped[str] = mapped_column(String(12))
    not_before: Mapped[datetime] = mapped_column(Moment)
    recipient_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    content_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    letter_id: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    meets: Mapped[str | None] = mapped_column(String(40))
    attempts: Mapped[int] = mapped_column(default=0)
    away: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    last_error: Mapped[str | None] = mapped_column(String(200))
    message_id: Mapped[str] = mapped_column(String(120))
    claimed_at: Mapped[datetime | None] = mapped_column(Moment)
    claimed_in: Mapped[int | None] = mapped_column(BigInteger)
    done_at: Mapped[datetime | None] = mapped_column(Moment)
    posted_on: Mapped[date | None] = mapped_column(Date)
    proof_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    returned_on: Mapped[date | None] = mapped_column(Date)
    created_at: Mapped[datetime] = mapped_column(Moment)

    recipient = Sealed()
    content = Sealed()
    proof = Sealed()


keeps(
    Kept(name="letters", says="brieven", matter="matter_id"),
    Kept(
        name="letter_versions",
        says="eerdere teksten van een brief",
        matter="letter_id",
        through="letters",
        person=("account_id",),
    ),
    Kept(name="outbox", says="berichten die weggaan of weg zijn", matter="matter_id"),
    Kept(
        name="notices.jobs",
        says="brieven als pdf, verzegeld",
        place=Place.FILES,
        matter="id",
        through="letters",
    ),
)
