"""The first step at the door: a password, slowed per account and per address."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from wederhoor.people.passwords import hash_password, needs_rehash, verify_password
from wederhoor.people.service import account_by_email
from wederhoor.people.tables import Account, SignInCount
from wederhoor.vault.vault import Vault

FREE_TRIES = 5
WINDOW = timedelta(minutes=15)
FAILURES_PER_ADDRESS = 30  # an office shares one address; a guesser from one address gets no further
KEPT = timedelta(days=1)


class TooManyTries(Exception):
    """Wrong answers slowed this account or this address down; `until` says when it may be tried again."""

    def __init__(self, until: datetime) -> None:
        super().__init__("too many tries")
        self.until = until


def check_password(
    session: Session, vault: Vault, *, email: str, password: str, address: str, now: datetime
) -> Account | None:
    """The account this e-mail address and password belong to, or None when they do not fit.

    Raises TooManyTries after several wrong passwords for one account (the wait doubles up to an hour) or from one
    network address, whichever accounts it tried.
    """
    _slow_address(session, vault, address, now)
    account = account_by_email(session, vault, email)
    if account is not None and account.sign_in_after and account.sign_in_after > now:
        raise TooManyTries(account.sign_in_after)
    fits = verify_password(account.password_hash if account else None, password)
    if account is None or not fits:
        count_failure(session, vault, address, now)
    if account is None:
        return None
    if not fits:
        account.failed_sign_ins += 1
        account.sign_in_after = next_try(account.failed_sign_ins, now)
        return None
    account.failed_sign_ins, account.sign_in_after = 0, None
    if account.password_hash and needs_rehash(account.password_hash):
        account.password_hash = hash_password(password)
    return account


def next_try(failures: int, now: datetime) -> datetime | None:
    """When the next try may come after so many failures: five are free, then half a minute, doubling to an hour."""
    over = failures - FREE_TRIES
    return now + min(timedelta(seconds=30) * 2 ** min(over, 10), timedelta(hours=1)) if over >= 0 else None


def _slow_address(session: Session, vault: Vault, address: str, now: datetime) -> None:
    start = _window(now)
    row = session.get(SignInCount, (_bucket(vault, address), start))
    if row is not None and row.failures >= FAILURES_PER_ADDRESS:
        raise TooManyTries(start + WINDOW)


def count_failure(session: Session, vault: Vault, address: str, now: datetime) -> None:
    """Count a failure at the door from this address."""
    key = (_bucket(vault, address), _window(now))
    query = select(SignInCount).where(SignInCount.bucket == key[0], SignInCount.window_start == key[1])
    row = session.scalars(query.with_for_update()).first()
    if row is None:
        try:
            with session.begin_nested():
                session.add(SignInCount(bucket=key[0], window_start=key[1], failures=1))
        except IntegrityError:  # somebody else counted first, at this very moment
            row = session.scalars(query.with_for_update().execution_options(populate_existing=True)).one()
    if row is not None:
        row.failures += 1


def forget_counts(session: Session, now: datetime) -> None:
    """Remove counts older than a day."""
    session.execute(delete(SignInCount).where(SignInCount.window_start < now - KEPT))


def _bucket(vault: Vault, address: str) -> str:
    return vault.keyed("sign_in", address)


def _window(now: datetime) -> datetime:
    return now - timedelta(
        seconds=int(now.timestamp()) % int(WINDOW.total_seconds()), microseconds=now.microsecond
    )
