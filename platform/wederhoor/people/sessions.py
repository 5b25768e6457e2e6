"""Sessions: opened with a password, raised by a second step, listed, and ended here or everywhere."""

import hashlib
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, and_, bindparam, delete, select, update
from sqlalchemy.orm import Session

from wederhoor.people.devices import forget_devices
from wederhoor.people.here import Here, here_in, here_of
from wederhoor.people.tables import Account, SecondFactor, SignIn
from wederhoor.tenancy.locks import TenantSession, look_up, read_rows
from wederhoor.vault.vault import Vault
from wederhoor.work import local_date

SESSION_LASTS = timedelta(hours=12)
REMEMBERED_LASTS = timedelta(days=14)
IDLE_LASTS = timedelta(hours=2)
FIRST_STEP_LASTS = timedelta(minutes=15)
KEPT_AFTER = timedelta(days=30)
SKEW = timedelta(hours=1)
"""How far a clock may have been put back without anybody noticing."""


@dataclass(frozen=True, kw_only=True)
class OpenSession:
    """A session that is open, for one request.

    `has_factors`: the account has a second factor; `passed`: this session gave it. A session of an account that has
    factors and did not pass opens nothing but the second step.
    """

    account_id: uuid.UUID
    name: str
    seen_at: datetime
    has_factors: bool
    passed: bool


@dataclass(frozen=True, kw_only=True)
class SessionShown:
    """A session as its owner sees it in a list."""

    device: str
    created_at: datetime
    seen_at: datetime
    here: bool


def digest(token: str) -> str:
    """How a random token is stored."""
    return hashlib.sha256(token.encode()).hexdigest()


def open_session(
    session: Session,
    account: Account,
    *,
    remember: bool,
    now: datetime,
    passed: bool = False,
    device: str | None = None,
) -> str:
    """Open a revocable session; returns the token the cookie carries.

    For an account with second factors that has not `passed` yet it lasts a quarter of an hour: long enough for the
    second step.
    """
    lasts = REMEMBERED_LASTS if remember else SESSION_LASTS
    if account.second_factor_since is not None and not passed:
        lasts = FIRST_STEP_LASTS
    token = secrets.token_urlsafe(32)
    session.add(
        SignIn(
            token_hash=digest(token),
            account_id=account.id,
            created_at=now,
            seen_at=now,
            expires_at=now + lasts,
            second_factor_at=now if passed else None,
            device=device,
        )
    )
    return token


_SESSIONS, _ACCOUNTS = SignIn.__table__, Account.__table__
_OF_SESSION = (
    _SESSIONS.c.account_id,
    _SESSIONS.c.seen_at,
    _SESSIONS.c.expires_at,
    _SESSIONS.c.created_at,
    _SESSIONS.c.second_factor_at,
    _ACCOUNTS.c.name_sealed,
    _ACCOUNTS.c.second_factor_since,
)
_IS_OPEN = and_(
    _SESSIONS.c.token_hash == bindparam("token"),
    _SESSIONS.c.revoked_at.is_(None),
)
_JOINED = _SESSIONS.join(_ACCOUNTS, _ACCOUNTS.c.id == _SESSIONS.c.account_id)
_SESSION = select(*_OF_SESSION).select_from(_JOINED).where(_IS_OPEN)
_SESSION_HERE = here_of(_ACCOUNTS.c.id, _JOINED, *_OF_SESSION).where(_IS_OPEN)


def account_of_session(engine: Engine, vault: Vault, token: str, now: datetime) -> OpenSession | None:
    """Whose session this is; None when it ended, expired or idled out."""
    rows = look_up(engine, _SESSION, token=digest(token))
    return _still_open(rows[0], vault, now) if rows else None


def account_here(
    session: TenantSession, vault: Vault, token: str, now: datetime
) -> tuple[OpenSession, Here] | None:
    """Whose session this is and what they may at the organisation, in one look; None as `account_of_session`."""
    rows = read_rows(session, _SESSION_HERE, token=digest(token), day=local_date(now))
    found = _still_open(rows[0], vault, now) if rows else None
    return (found, here_in(rows)) if found else None


def _still_open(row: Any, vault: Vault, now: datetime) -> OpenSession | None:
    if row.expires_at <= now or row.expires_at > now + REMEMBERED_LASTS + SKEW:
        return None  # over; or opened by a clock that went wrong, and it would stay open for longer than anybody meant
    remembered = row.expires_at - row.created_at > SESSION_LASTS
    if not remembered and now - row.seen_at > IDLE_LASTS:
        return None
    return OpenSession(
        account_id=row.account_id,
        name=vault.unseal_account(row.account_id, "name", row.name_sealed),
        seen_at=row.seen_at,
        has_factors=row.second_factor_since is not None,
        passed=row.second_factor_at is not None,
    )


def session_row(session: Session, token: str) -> SignIn:
    """The row of a session that is open. Raises LookupError."""
    return session.get_one(SignIn, digest(token))


def mark_seen(session: Session, token: str, now: datetime) -> None:
    """Remember that a session was used."""
    row = session.get(SignIn, digest(token))
    if row is not None:
        row.seen_at = now


def raise_session(session: Session, token: str, *, remember: bool, now: datetime) -> str:
    """The second step was passed: this session ends and one that may go on begins. Returns its token."""
    row = session_row(session, token)
    account = session.get_one(Account, row.account_id)
    row.revoked_at, row.challenge = now, None
    return open_session(session, account, remember=remember, now=now, passed=True, device=row.device)


def sign_out(session: Session, token: str, now: datetime) -> None:
    """End a session for good."""
    row = session.get(SignIn, digest(token))
    if row is not None and row.revoked_at is None:
        row.revoked_at = now
        drop_setups(session, row.account_id, token=token)


def end_sessions(session: Session, account_id: uuid.UUID, now: datetime, *, but: str | None = None) -> None:
    """End every session of an account, or every one `but` that of this token; no device is known any more."""
    forget_devices(session, account_id)
    query = update(SignIn).where(SignIn.account_id == account_id, SignIn.revoked_at.is_(None))
    if but is not None:
        query = query.where(SignIn.token_hash != digest(but))
    session.execute(query.values(revoked_at=now))
    drop_setups(session, account_id, but=but)


def drop_setups(
    session: Session, account_id: uuid.UUID, *, token: str | None = None, but: str | None = None
) -> None:
    """Forget what an account was setting up: everything, or of one session (`token`), or of every one `but` one."""
    query = delete(SecondFactor).where(
        SecondFactor.account_id == account_id, SecondFactor.confirmed_at.is_(None)
    )
    if token is not None:
        query = query.where(SecondFactor.setup_hash == digest(token))
    if but is not None:
        query = query.where(SecondFactor.setup_hash.is_distinct_from(digest(but)))
    session.execute(query)


def open_sessions(session: Session, account_id: uuid.UUID, token: str, now: datetime) -> list[SessionShown]:
    """The sessions of an account that are open, last used first."""
    query = (
        select(SignIn)
        .where(SignIn.account_id == account_id, SignIn.revoked_at.is_(None), SignIn.expires_at > now)
        .order_by(SignIn.seen_at.desc(), SignIn.token_hash)
    )
    return [
        SessionShown(
            device=row.device or "Onbekend apparaat",
            created_at=row.created_at,
            seen_at=row.seen_at,
            here=row.token_hash == digest(token),
        )
        for row in session.scalars(query)
        if row.expires_at - row.created_at > SESSION_LASTS or now - row.seen_at <= IDLE_LASTS
    ]


def forget_old_sessions(session: Session, now: datetime) -> None:
    """Remove sessions that ended a month ago."""
    session.execute(delete(SignIn).where(SignIn.expires_at < now - KEPT_AFTER))


BROWSERS = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


def device_label(user_agent: str) -> str | None:
    """ "Firefox op Windows": browser and system by name, nothing that tells two of them apart; None when unknown."""
    browser = next((label for mark, label in BROWSERS if mark in user_agent), None)
    system = next((label for mark, label in SYSTEMS if mark in user_agent), None)
    return " op ".join(part for part in (browser, system) if part) or None
