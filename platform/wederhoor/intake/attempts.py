"""How often one address may try one thing; counted in the database, by keyed hash, so nobody's address is kept."""

from datetime import timedelta

from sqlalchemy import delete, select

from wederhoor.db import uuid7
from wederhoor.intake.tables import Attempt
from wederhoor.tenancy.locks import add_once
from wederhoor.work import Work

KEEP = timedelta(days=1)


class TooManyAttempts(Exception):
    """This address tried this too often within the window."""


def count_attempt(work: Work, purpose: str, address: str, *, limit: int, window: timedelta) -> None:
    """Count one attempt. Raises TooManyAttempts above the limit; the count itself stays when the caller commits."""
    seconds = int(window.total_seconds())
    start = work.now - timedelta(
        seconds=int(work.now.timestamp()) % seconds, microseconds=work.now.microsecond
    )
    bucket = work.vault.search_hash("attempt", f"{purpose}|{address}")
    query = select(Attempt).where(Attempt.bucket == bucket, Attempt.window_start == start).with_for_update()
    row = work.session.scalars(query).first()
    if row is None:
        row = Attempt(id=uuid7(), bucket=bucket, window_start=start, count=0)
        if not add_once(work.session, row):
            row = work.session.scalars(query).one()
    row.count += 1
    work.session.flush()
    if row.count > limit:
        raise TooManyAttempts


def forget_attempts(work: Work) -> None:
    """Remove counts older than a day."""
    work.session.execute(delete(Attempt).where(Attempt.window_start < work.now - KEEP))
