"""Drafts, and counted attempts."""

import uuid
from datetime import datetime

from sqlalchemy import Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Uuid

from wederhoor.db import Moment
from wederhoor.tenancy.keeping import Kept, keeps
from wederhoor.tenancy.tables import TenantOwned
from wederhoor.vault.sealed import Sealed


class Draft(TenantOwned):
    """A complaint being written, sealed. After sending it points at its dossier and holds nothing else."""

    __tablename__ = "drafts"
    __table_args__ = (
        UniqueConstraint("tenant_id", "code_hash"),
        Index("ix_drafts_expiry", "tenant_id", "expires_at"),
    )

    code_hash: Mapped[str] = mapped_column(String(64))
    key_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    body_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(Moment)
    updated_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    dossier_id: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    key_destroyed_at: Mapped[datetime | None] = mapped_column(Moment)
    warned_at: Mapped[datetime | None] = mapped_column(Moment)

    body = Sealed()


keeps(Kept(name="drafts", says="klachten die nog worden geschreven", matter="dossier_id"))
