"""The counter of register numbers, and the words dossiers are found by."""

import uuid

from sqlalchemy import ForeignKeyConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Uuid

from wederhoor.tenancy.tables import TenantOwned


class RegisterCounter(TenantOwned):
    """The last number given within a scope (see `sequence_scope`); its row lock is taken last in a transaction."""

    __tablename__ = "register_counters"
    __table_args__ = (UniqueConstraint("tenant_id", "scope"),)

    scope: Mapped[str] = mapped_column(String(20))
    last: Mapped[int]


class DossierWord(TenantOwned):
    """A word of a dossier's short description, which names nobody. The key serves a word's newest dossiers in order."""

    __tablename__ = "dossier_words"
    __table_args__ = (
        UniqueConstraint("tenant_id", "word", "dossier_id"),
        ForeignKeyConstraint(["tenant_id", "dossier_id"], ["dossiers.tenant_id", "dossiers.id"]),
    )

    word: Mapped[str] = mapped_column(String(40))
    dossier_id: Mapped[uuid.UUID] = mapped_column(Uuid)
