"""Cases that belong together, and cases that moved to another organisation."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Uuid

from wederhoor.db import Moment
from wederhoor.tenancy.keeping import Kept, keeps
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


keeps(
    Kept(name="links", says="welke dossiers bij elkaar horen", matter="dossier_id", person=("account_id",)),
    Kept(
        name="transfers",
        says="overdracht van of naar een andere organisatie",
        matter="dossier_id",
        person=("account_id",),
    ),
)
