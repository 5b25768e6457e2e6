"""What the web itself keeps: which doors were closed, so that a copy of a cookie opens nothing any more; which forms were taken."""

import uuid
from datetime import date, datetime

from sqlalchemy import Date, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from wederhoor.db import Base, Moment
from wederhoor.tenancy.keeping import Kept, keeps
from wederhoor.tenancy.tables import TenantOwned


class ClosedDoor(Base):
    """A door that was closed, by a hash that says neither which nor whose. It goes once no copy can be in use any more.

    Days and no hours: when somebody closed something behind a wall is nobody's business.
    """

    __tablename__ = "closed_doors"

    door_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    until: Mapped[date] = mapped_column(Date, index=True)


class Taken:
    """A form that was taken: its id is the keyed hash of what it was; where its sender went on to, and what their browser was given."""

    shown: Mapped[str] = mapped_column(String(300))
    taken_at: Mapped[datetime] = mapped_column(Moment)
    given_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)


class TakenForm(Taken, TenantOwned):
    """A form of an organisation's pages that was taken."""

    __tablename__ = "taken_forms"
    __table_args__ = (Index("ix_taken_forms_taken_at", "tenant_id", "taken_at"),)


class TakenAccountForm(Taken, Base):
    """A form about somebody's own account that was taken."""

    __tablename__ = "taken_account_forms"
    __table_args__ = (Index("ix_taken_account_forms_taken_at", "taken_at"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)


keeps(Kept(name="closed_doors", says="deuren die zijn gesloten, als hash, twee dagen lang", tenant=False))
keeps(
    Kept(
        name="taken_forms",
        says="welke formulieren al zijn aangenomen, als getal, en versleuteld wat de browser ervoor terugkreeg",
    )
)
keeps(
    Kept(
        name="taken_account_forms",
        says="welke formulieren over een eigen account al zijn aangenomen, als getal, en versleuteld wat de browser ervoor terugkreeg",
        tenant=False,
    )
)
