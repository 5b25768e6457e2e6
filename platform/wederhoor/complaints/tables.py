"""Matters that belong together, letters that went astray, and matters that moved to another organisation."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Uuid

from wederhoor.db import Moment
from wederhoor.tenancy.keeping import Kept, keeps
from wederhoor.tenancy.tables import TenantOwned
from wederhoor.vault.sealed import Sealed


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


keeps(Kept(name="breaches", says="datalekken", matter="dossier_id", person=("account_id",)))
