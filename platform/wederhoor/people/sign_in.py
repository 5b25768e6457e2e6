"""The first step at the door: a password, slowed for whoever gives wrong ones and for nobody else.

Wrong passwords are counted for an e-mail address from one network, whether somebody has that address or not; on a device where the
account signed in before they are counted for that device alone. So nobody can keep a colleague out, and nothing here tells who has an
account: text, headers and work are the same. The work is done outside any transaction: it takes a while.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, delete, func, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from wederhoor.addresses import strict_form
from wederhoor.people import devices
from wederhoor.people.passwords import hash_password, needs_rehash, verify_password
from wederhoor.people.service import account_by_email
from wederhoor.people.tables import Account, SignInFailure
from wederhoor.vault.vault import Vault

FREE_TRIES = 5
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=1)
WINDOW = timedelta(minutes=15)
FAILURES_PER_ADDRESS = 30
"""For how many e-mail addresses one network may give wrong passwords within the window, where they did not sign in before."""
KEPT = timedelta(days=1)


class TooManyTries(Exception):
    """Wrong answers slowed this down; `until` says when it may be tried again."""

    def __init__(self, until: datetime) -> None:
        super().__init__("too many tries")
        self.until = until


@dataclass(frozen=True, kw_only=True)
class Try:
    """One try at the door, before the password was looked at. `stored` is the hash it has to fit, None for nobody's."""

    account_id: uuid.UUID | None
    stored: str | None
    bucket: str
    source: str
    marks: tuple[str, ...]
    """What this device and this network are known by, once the account signed in here."""
    at_home: bool
    """Whether the account signed in before on this device or from this network."""


@dataclass(frozen=True, kw_only=True)
class Judged:
    """What came of a password: whether it fits, and its hash as it is made today when the stored one was made otherwise."""

    fits: bool
    rehashed: str | None = None


def begin_try(session: Session, vault: Vault, *, email: str, address: str, device: str) -> Try:
    """Whose password is asked, from which network `address` and on which `device` (its token, empty for a new one)."""
    account = account_by_email(session, vault, email)
    place, own = devices.place_mark(vault, address), devices.device_mark(vault, device)
    marks = (own, place) if device else (place,)
    known = devices.knows(session, account.id if account else None, marks)
    where = own if own in known else place
    return Try(
        account_id=account.id if account else None,
        stored=account.password_hash if account else None,
        bucket=_bucket(vault, where, email),
        source=where,
        marks=marks,
        at_home=bool(known),
    )


def judge(tried: Try, password: str) -> Judged:
    """Whether the password fits. It takes as long for nobody's account; no transaction waits for it."""
    fits = verify_password(tried.stored, password)
    older = fits and tried.stored is not None and needs_rehash(tried.stored, password)
    return Judged(fits=fits, rehashed=hash_password(password) if older else None)


def finish_try(session: Session, tried: Try, judged: Judged, now: datetime) -> Account | None:
    """The account, when the password fits; else the try counts and None.

    Raises TooManyTries after several wrong ones, also for the right password: the wait doubles up to an hour.
    """
    row = session.scalars(_failures(tried).with_for_update()).first()
    _may_try(session, tried, row, now)
    account = session.get(Account, tried.account_id, with_for_update=True) if tried.account_id else None
    if account is None or not judged.fits or account.password_hash != tried.stored:
        _count(session, tried, row, now)
        return None
    if row is not None:
        session.delete(row)
    if judged.rehashed is not None:
        account.password_hash = judged.rehashed
    return account


def next_try(failures: int, now: datetime) -> datetime | None:
    """When the next try may come after so many failures: five are free, then half a minute, doubling to an hour."""
    over = failures - FREE_TRIES
    return now + min(FIRST_WAIT * 2 ** min(over, 10), LONGEST_WAIT) if over >= 0 else None


def is_held(until: datetime | None, now: datetime) -> bool:
    """Whether one has to wait until a moment. One further away than anybody ever waits was written by a clock that went wrong."""
    return until is not None and now < until <= now + LONGEST_WAIT


def _bucket(vault: Vault, where: str, email: str) -> str:
    return vault.keyed("sign_in", f"{where}|{strict_form(email)}")


def begin_anew(session: Session, vault: Vault, account: Account, *, address: str, device: str) -> None:
    """Whoever came in with a link waits for no wrong password of before, on this network and this device."""
    email = vault.unseal_account(account.id, "email", account.email_sealed)
    places = (devices.place_mark(vault, address), devices.device_mark(vault, device))
    buckets = [_bucket(vault, where, email) for where in places]
    session.execute(delete(SignInFailure).where(SignInFailure.bucket.in_(buckets)))


def _failures(tried: Try) -> Select[SignInFailure]:
    return select(SignInFailure).where(SignInFailure.bucket == tried.bucket)


def _may_try(session: Session, tried: Try, row: SignInFailure | None, now: datetime) -> None:
    until = next_try(row.failures, row.last_at) if row is not None else None
    if until is not None and is_held(until, now):
        raise TooManyTries(until)
    if tried.at_home:
        return
    recent = select(func.count(), func.min(SignInFailure.last_at)).where(
        SignInFailure.source == tried.source,
        SignInFailure.last_at > now - WINDOW,
        SignInFailure.last_at <= now,
    )
    count, first = session.execute(recent).one()
    if count >= FAILURES_PER_ADDRESS:
        raise TooManyTries(first + WINDOW)


def _count(session: Session, tried: Try, row: SignInFailure | None, now: datetime) -> None:
    if row is None:
        try:
            with session.begin_nested():
                session.add(SignInFailure(bucket=tried.bucket, source=tried.source, failures=1, last_at=now))
            return
        except IntegrityError:  # somebody else counted first, at this very moment
            row = session.scalars(
                _failures(tried).with_for_update().execution_options(populate_existing=True)
            ).one()
    row.failures, row.last_at = row.failures + 1, now


def forget_failures(session: Session, now: datetime) -> None:
    """Remove what is a day old, also what is of a day to come: then the clock went back."""
    session.execute(
        delete(SignInFailure).where(
            or_(SignInFailure.last_at < now - KEPT, SignInFailure.last_at > now + KEPT)
        )
    )
