"""Rows a job of the scheduler could not deal with."""

import uuid
from datetime import datetime

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Uuid

from wederhoor.db import Moment
from wederhoor.tenancy.keeping import Kept, keeps
from wederhoor.tenancy.tables import TenantOwned


class Setback(TenantOwned):
    """One row one job stumbled over; `row_id` is the tenant's own id when the whole job did.

    `why` is the kind and place of the fault, never anybody's words. `ended_at`: it is not tried again by itself.
    """

    __tablename__ = "setbacks"
    __table_args__ = (UniqueConstraint("tenant_id", "job", "row_id"),)

    job: Mapped[str] = mapped_column(String(30))
    row_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    attempts: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime] = mapped_column(Moment)
    why: Mapped[str] = mapped_column(String(200))
    first_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)


keeps(Kept(name="setbacks", says="wat een taak van het platform voor één regel niet kon"))
