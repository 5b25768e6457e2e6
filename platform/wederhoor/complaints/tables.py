"""Matters that belong together, letters that went astray, and matters that moved to another organisation."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Uuid

from wederhoor.db import Moment
from wederhoor.tenancy.tables import TenantOwned
from wederhoor.vault.sealed import Sealed


class Link(TenantOwned):
    """Two dossiers that belong together, seen from one of them: `related`, `split_to` or `merged_into`."""

    __tablename__ = "links"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "dossier_id"], ["dossiers.tenant_id", "dossiers.id"]),
        ForeignKeyConstraint(["tenant_id", "other_id"], ["dossiers.tenant_id", "dossiers.id"]),
        UniqueConstraint("tenant_id", "dossier_id", "other_id", "kind"),
        Index("ix_links_other", "tenant_id", "other_id"),
    )

    dossier_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    other_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    kind: Mapped[str] = mapped_column(String(12))
    entered_at: Mapped[datetime] = mapped_column(Moment)
    account_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("accounts.id"))


class Breach(TenantOwned):
    """A letter or message that reached the wrong person: what, when it was noticed, who was told, whether it is reported.

    `report_by` is a moment: 72 real hours after it was noticed (AVG 33).
    """

    __tablename__ = "breaches"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "dossier_id"], ["dossiers.tenant_id", "dossiers.id"]),
        Index("ix_breaches_dossier", "tenant_id", "dossier_id"),
    )

    dossier_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    key_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    notice_id: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    what_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    told_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    noticed_at: Mapped[datetime] = mapped_column(Moment)
    report_by: Mapped[datetime] = mapped_column(Moment)
    entered_at: Mapped[datetime] = mapped_column(Moment)
    account_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("accounts.id"))
    decision: Mapped[str | None] = mapped_column(String(20))
    decision_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    decided_at: Mapped[datetime | None] = mapped_column(Moment)

    what = Sealed()
    told = Sealed()


class Transfer(TenantOwned):
    """A matter that went to another organisation (`out`) or came from one (`in`). Both share `transfer_id`."""

    __tablename__ = "transfers"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "dossier_id"], ["dossiers.tenant_id", "dossiers.id"]),
        UniqueConstraint("tenant_id", "transfer_id"),
    )

    dossier_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    key_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    direction: Mapped[str] = mapped_column(String(3))
    transfer_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    body: Mapped[str] = mapped_column(String(200))
    to_slug: Mapped[str | None] = mapped_column(String(40))
    consent_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    entered_at: Mapped[datetime] = mapped_column(Moment)
    account_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("accounts.id"))
    arrived_at: Mapped[datetime | None] = mapped_column(Moment)

    consent = Sealed()
