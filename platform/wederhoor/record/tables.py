"""Entries of the record, the head of each matter's chain, and the anchors of those heads."""

import uuid
from datetime import datetime

from sqlalchemy import LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Uuid

from wederhoor.db import Moment
from wederhoor.tenancy.keeping import Kept, Place, keeps
from wederhoor.tenancy.tables import TenantOwned


class RecordEntry(TenantOwned):
    """One thing that happened to one matter. `body` is the canonical JSON the hash is taken over."""

    __tablename__ = "record_entries"
    __table_args__ = (UniqueConstraint("tenant_id", "matter_id", "seq"),)

    matter_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    seq: Mapped[int]
    event: Mapped[str] = mapped_column(String(60))
    entered_at: Mapped[datetime] = mapped_column(Moment)
    body: Mapped[bytes] = mapped_column(LargeBinary)
    details_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class RecordHead(TenantOwned):
    """The last entry of a matter's chain; `id` is the matter's id. Its lock orders the writers of one matter."""

    __tablename__ = "record_heads"

    seq: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))
    anchored_seq: Mapped[int] = mapped_column(default=0)


class RecordAnchor(TenantOwned):
    """One line of the proof outside the data: the database's own list of them."""

    __tablename__ = "record_anchors"
    __table_args__ = (UniqueConstraint("tenant_id", "number"),)

    number: Mapped[int]
    line_hash: Mapped[str] = mapped_column(String(64))
    anchored_at: Mapped[datetime] = mapped_column(Moment)


keeps(
    Kept(name="record_entries", says="het logboek", matter="matter_id"),
    Kept(name="record_heads", says="het eind van elk logboek", matter="id"),
    Kept(name="record_anchors", says="welke regel van het bewijs buiten de database is geschreven"),
    Kept(
        name="record.copies",
        says="de kopie van het bewijs van het logboek (bij de sleutels), zonder namen",
        place=Place.DISK,
    ),
    Kept(name="record.copies", says="tot waar dat bewijs is gekopieerd", place=Place.MEMORY),
)
