"""The counter of register numbers, and the words dossiers are found by."""

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wederhoor.tenancy.keeping import Kept, keeps
from wederhoor.tenancy.tables import TenantOwned


class RegisterCounter(TenantOwned):
    """The last number given within a scope (see `sequence_scope`); its row lock is taken last in a transaction."""

    __tablename__ = "register_counters"
    __table_args__ = (UniqueConstraint("tenant_id", "scope"),)

    scope: Mapped[str] = mapped_column(String(20))
    last: Mapped[int]


keeps(Kept(name="register_counters", says="de teller van registernummers"))
