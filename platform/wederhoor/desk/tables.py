"""Views of the register somebody keeps for later."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Uuid

from wederhoor.db import Moment
from wederhoor.tenancy.keeping import Kept, keeps
from wederhoor.tenancy.tables import TenantOwned
from wederhoor.vault.sealed import Sealed


class SavedView(TenantOwned):
    """A choice of filters under a name of one's own; never a word that was searched for."""

    __tablename__ = "saved_views"
    __table_args__ = (Index("ix_saved_views_account", "tenant_id", "account_id"),)

    account_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("accounts.id"))
    key_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    name_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    query: Mapped[str] = mapped_column(String(300))
    saved_at: Mapped[datetime] = mapped_column(Moment)

    name = Sealed()


keeps(Kept(name="saved_views", says="eigen lijsten van het register", person=("account_id",)))
