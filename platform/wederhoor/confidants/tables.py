"""What a confidant keeps: locked with a key that lies in their strongbox only, and behind the worker's own code."""

import uuid
from datetime import datetime

from sqlalchemy import (
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


class Consultation(TenantOwned):
    """Somebody's matter with a confidant. Theme, name (only when agreed), consents and whether it is closed are locked too."""

    __tablename__ = "consultations"
    __table_args__ = (UniqueConstraint("tenant_id", "code_hash"),)

    key_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    code_hash: Mapped[str | None] = mapped_column(String(64))
    begun_at: Mapped[datetime] = mapped_column(Moment)
    body_locked: Mapped[bytes] = mapped_column(LargeBinary)


class ConsultationKey(TenantOwned):
    """The key of a consultation in a confidant's strongbox, or (without one) behind the worker's code."""

    __tablename__ = "consultation_keys"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "consultation_id"], ["consultations.tenant_id", "consultations.id"]
        ),
        UniqueConstraint("tenant_id", "consultation_id", "strongbox_id"),
        Index("ix_consultation_keys_strongbox", "tenant_id", "strongbox_id"),
    )

    consultation_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    strongbox_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("strongboxes.id"))
    wrapped: Mapped[bytes] = mapped_column(LargeBinary)
    given_at: Mapped[datetime] = mapped_column(Moment)


class ConsultationEntry(TenantOwned):
    """A note of the confidant, or a message either way."""

    __tablename__ = "consultation_entries"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "consultation_id"], ["consultations.tenant_id", "consultations.id"]
        ),
        Index("ix_consultation_entries_consultation", "tenant_id", "consultation_id", "at"),
    )

    consultation_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    kind: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(Moment)
    author_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("accounts.id"))
    read_at: Mapped[datetime | None] = mapped_column(Moment)
    body_locked: Mapped[bytes] = mapped_column(LargeBinary)


keeps(
    Kept(name="consultations", says="gesprekken met een vertrouwenspersoon", matter="id"),
    Kept(name="consultation_keys", says="wie een gesprek kan openen", matter="consultation_id"),
    Kept(
        name="consultation_entries",
        says="berichten van een gesprek",
        matter="consultation_id",
        person=("author_id",),
    ),
)
