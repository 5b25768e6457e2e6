"""How often one address may try one thing; counted in the database, by keyed hash, so nobody's address is kept."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import bindparam, delete, or_, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.sql.dml import ReturningInsert

from wederhoor.db import uuid7
from wederhoor.people.tables import Attempt
from wederhoor.tenancy.locks import change_row
from wederhoor.work import Work

KEEP = timedelta(days=1)


class TooManyAttempts(Exception):
    """This address tried this too often within the window."""


def _counting(insert: Callable[[Any], Any]) -> ReturningInsert[Any]:
    table = Attempt.__table__
    first = insert(table).values(
        tenant_id=bindparam("tenant"),
        id=bindparam("new_id"),
        bucket=bindparam("in_bucket"),
        window_start=bindparam("start"),
        count=1,
    )
    again = first.on_conflict_do_update(
        index_elements=["tenant_id", "bucket", "window_start"], set_={"count": table.c.count + 1}
    )
    return cast("ReturningInsert[Any]", again.returning(table.c.count))


_COUNT = {"sqlite": _counting(sqlite_insert), "postgresql": _counting(postgresql_insert)}


def count_attempt(work: Work, purpose: str, address: str, *, limit: int, window: timedelta) -> None:
    """Count one attempt. Raises TooManyAttempts above the limit; the count itself stays when the caller commits."""
    start, bucket = _place(work, purpose, address, window)
    statement = _COUNT[work.session.connection().dialect.name]
    count = change_row(work.session, statement, new_id=uuid7(), in_bucket=bucket, start=start)
    if count > limit:
        raise TooManyAttempts


_FORGIVE = (
    update(Attempt)
    .where(
        Attempt.__table__.c.tenant_id == bindparam("tenant"),
        Attempt.__table__.c.bucket == bindparam("in_bucket"),
        Attempt.__table__.c.window_start == bindparam("start"),
        Attempt.__table__.c.count > 0,
    )
    .values(count=Attempt.__table__.c.count - 1)
)


def forgive_attempt(work: Work, purpose: str, address: str, *, window: timedelta) -> None:
    """What was counted last by this address was none: the code worked. Counted first, so that no two at once slip through."""
    start, bucket = _place(work, purpose, address, window)
    change_row(work.session, _FORGIVE, in_bucket=bucket, start=start)


def _place(work: Work, purpose: str, address: str, window: timedelta) -> tuple[datetime, str]:
    """Since when is counted, and where."""
    seconds = int(window.total_seconds())
    start = work.now - timedelta(
        seconds=int(work.now.timestamp()) % seconds, microseconds=work.now.microsecond
    )
    return start, work.vault.search_hash("attempt", f"{purpose}|{address}")


def forget_attempts(work: Work) -> None:
    """Remove counts of another day, also of one that is still to come: then the clock went back."""
    work.session.execute(
        delete(Attempt).where(
            or_(Attempt.window_start < work.now - KEEP, Attempt.window_start > work.now + KEEP)
        )
    )
