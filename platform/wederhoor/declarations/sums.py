"""What somebody accepted from one giver in a year."""

import uuid
from typing import NamedTuple

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.types import Uuid

from wederhoor.declarations.service import Step
from wederhoor.declarations.tables import Declaration
from wederhoor.tenancy.locks import read_rows
from wederhoor.work import Work

_D = Declaration.__table__


class Sum(NamedTuple):
    """What one giver gave in one year, in cents; `unknown` counts what has no amount."""

    gifts: int
    low: int
    high: int
    unknown: int


_SUM = select(
    func.count(),
    func.coalesce(func.sum(_D.c.cents_low), 0),
    func.coalesce(func.sum(_D.c.cents_high), 0),
    func.count() - func.count(_D.c.cents_low),
).where(
    _D.c.tenant_id == bindparam("tenant"),
    or_(_D.c.giver_hash == bindparam("giver"), _D.c.giver_hash == bindparam("before")),
    _D.c.year == bindparam("in_year"),
    _D.c.step != Step.WITHDRAWN.value,
)


_OWN_SUM = _SUM.where(_D.c.declarer_id == bindparam("declarer", type_=Uuid))


def given_in_year(
    work: Work,
    hashed: str | None,
    year: int,
    *,
    before: str | None = None,
    declarer: uuid.UUID | None = None,
) -> Sum | None:
    """What a giver gave in a year here, or to one person; None without a giver. `before`: the giver as an earlier version kept it."""
    if hashed is None:
        return None
    if declarer is None:
        rows = read_rows(work.session, _SUM, giver=hashed, before=before or hashed, in_year=year)
    else:
        rows = read_rows(
            work.session,
            _OWN_SUM,
            giver=hashed,
            before=before or hashed,
            in_year=year,
            declarer=declarer,
        )
    count, low, high, unknown = rows[0]
    return Sum(gifts=int(count), low=int(low), high=int(high), unknown=int(unknown))
