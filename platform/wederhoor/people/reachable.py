"""How people can be reached who help others: a telephone number and an address for anybody to see, noted by HR or the secretary.

What somebody signs in with is never shown; only what a colleague wrote down here, for that.
"""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Uuid

from wederhoor.db import Moment
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.tenancy.keeping import Kept, keeps
from wederhoor.tenancy.tables import TenantOwned
from wederhoor.vault.seals import SealBroken
from wederhoor.work import Work

keeps(
    Kept(name="reachable", says="waar iemand te bereiken is die anderen helpt", person=("account_id",)),
)
_PHONE, _EMAIL = "reach_phone", "reach_email"


class Reachable(TenantOwned):
    """Where somebody can be reached by whoever looks for help here; sealed, because it is about a person, and shown to anybody."""

    __tablename__ = "reachable"
    __table_args__ = (UniqueConstraint("tenant_id", "account_id"),)

    account_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("accounts.id"))
    phone_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    email_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    noted_at: Mapped[datetime] = mapped_column(Moment)


@dataclass(frozen=True, kw_only=True)
class Reach:
    """Where somebody can be reached; empty what was not noted."""

    phone: str
    email: str


def reach_of(work: Work, account_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Reach]:
    """Where these people can be reached, as far as that was noted."""
    if not account_ids:
        return {}
    rows = work.session.scalars(select(Reachable).where(Reachable.account_id.in_(account_ids)))
    return {
        row.account_id: Reach(
            phone=_opened(work, row.account_id, _PHONE, row.phone_sealed),
            email=_opened(work, row.account_id, _EMAIL, row.email_sealed),
        )
        for row in rows
    }


def note_reach(work: Work, account_id: uuid.UUID, reach: Reach) -> None:
    """Note where somebody can be reached, for anybody to see; it takes the place of what was noted, and is on the record."""
    row = work.session.scalars(select(Reachable).where(Reachable.account_id == account_id)).first()
    if row is None:
        row = Reachable(account_id=account_id)
        work.session.add(row)
    row.phone_sealed = _sealed(work, account_id, _PHONE, reach.phone)
    row.email_sealed = _sealed(work, account_id, _EMAIL, reach.email)
    row.noted_at = work.now
    record.append(work, work.tenant_id, [record.Entry(event=Event.REACH_NOTED)])


def _sealed(work: Work, account_id: uuid.UUID, column: str, value: str) -> bytes | None:
    return work.vault.seal_account(account_id, column, value) if value else None


def _opened(work: Work, account_id: uuid.UUID, column: str, sealed: bytes | None) -> str:
    try:
        return work.vault.unseal_account(account_id, column, sealed) if sealed else ""
    except SealBroken:  # one that does not open holds up none of the others
        return ""
