"""What is with the committee: a formal complaint, from the moment its members have their copy (KR-156(3), decision 3)."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam

from wederhoor.db import Moment
from wederhoor.dossiers.tables import COMPLAINT, Dossier
from wederhoor.work import AMSTERDAM

MEMBERS_AT = time(8, 0)
"""When members find their copy of what was or became a complaint the day before, in Amsterdam."""
_DOSSIERS = Dossier.__table__


def members_until(now: datetime) -> datetime:
    """The moment before which something was a complaint when its members have their copy now."""
    here = now.astimezone(AMSTERDAM)
    first = here.date() if here.time() >= MEMBERS_AT else here.date() - timedelta(days=1)
    return datetime.combine(first, time(), AMSTERDAM).astimezone(UTC)


def is_with_committee(table: Any = _DOSSIERS.c, until: datetime | None = None) -> ColumnElement[bool]:
    """That a dossier is with the committee; without `until` for a prebuilt read: binds `members_until`."""
    moment = bindparam("members_until", type_=Moment) if until is None else until
    return and_(table.filed_as == COMPLAINT, table.complaint_at < moment)
