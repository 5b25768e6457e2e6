"""Strongboxes, and the short while in which one is open."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Uuid

from wederhoor.db import Base, Moment, uuid7
from wederhoor.tenancy.keeping import Kept, keeps

IN_USE = text("ended_at IS NULL")


class Strongbox(Base):
    """The key pair of an account; its private half is kept twice, locked with the passphrase and with the recovery code.

    Platform-wide, like the account: somebody can be confidant of several organisations. One that ended stays, so that what
    was sealed to it says why nobody can open it. `replaced_at`: when its owner opened it and the public half turned out to be another's.
    """

    __tablename__ = "strongboxes"
    __table_args__ = (
        Index(
            "uq_strongboxes_in_use", "account_id", unique=True, postgresql_where=IN_USE, sqlite_where=IN_USE
        ),
    )

    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, default=uuid7)
    account_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("accounts.id"))
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    passphrase_salt: Mapped[bytes] = mapped_column(LargeBinary)
    passphrase_wrapped: Mapped[bytes] = mapped_column(LargeBinary)
    recovery_salt: Mapped[bytes] = mapped_column(LargeBinary)
    recovery_wrapped: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    replaced_at: Mapped[datetime | None] = mapped_column(Moment)
    failed_tries: Mapped[int] = mapped_column(default=0)
    try_after: Mapped[datetime | None] = mapped_column(Moment)


class StrongboxOpening(Base):
    """One strongbox open in one session of one browser: its private key, locked with a token only the cookie holds."""

    __tablename__ = "strongbox_openings"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    strongbox_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("strongboxes.id"), index=True)
    session_hash: Mapped[str] = mapped_column(String(64), index=True)
    key_wrapped: Mapped[bytes] = mapped_column(LargeBinary)
    opened_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime] = mapped_column(Moment, index=True)


keeps(
    Kept(
        name="strongboxes",
        says="kluizen: sleutels die alleen iemand zelf opent",
        person=("account_id",),
        tenant=False,
    ),
    Kept(name="strongbox_openings", says="open kluizen", tenant=False),
)
