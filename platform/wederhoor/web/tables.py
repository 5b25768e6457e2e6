"""What the web itself keeps: which doors were closed, so that a copy of a cookie opens nothing any more."""

from datetime import date

from sqlalchemy import Date, String
from sqlalchemy.orm import Mapped, mapped_column

from wederhoor.db import Base
from wederhoor.tenancy.keeping import Kept, keeps


class ClosedDoor(Base):
    """A door that was closed, by a hash that says neither which nor whose. It goes once no copy can be in use any more.

    Days and no hours: when somebody closed something behind a wall is nobody's business.
    """

    __tablename__ = "closed_doors"

    door_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    until: Mapped[date] = mapped_column(Date, index=True)


keeps(Kept(name="closed_doors", says="deuren die zijn gesloten, als hash, twee dagen lang", tenant=False))
