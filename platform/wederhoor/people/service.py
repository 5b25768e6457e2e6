"""Use cases around accounts: making one, signing in and out, setting a password, holding a role."""

import hashlib
import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, bindparam, delete, or_, select
from sqlalchemy.orm import Session

from wederhoor.db import uuid7
from wederhoor.people.passwords import MIN_LENGTH, hash_password, needs_rehash, verify_password
from wederhoor.people.tables import Account, AccountTenant, RoleGrant, SignIn
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.tenancy.locks import PlatformSession, TenantSession, read_platform_rows, read_rows
from wederhoor.vault.vault import Vault
from wederhoor.work import Work

SESSION_LASTS = timedelta(hours=12)
REMEMBERED_LASTS = timedelta(days=14)
IDLE_LASTS = timedelta(hours=2)
LINK_LASTS = timedelta(days=3)
RESET_LASTS = timedelta(hours=2)
FREE_TRIES = 5
ROLES = (
    "secretary",
    "quality_officer",
    "committee_chair",
    "committee_member",
    "director",
    "hr",
    "confidant",
    "admin",
    "employee",
)


class EmailTaken(Exception):
    """There is an account with this e-mail address already."""


class LinkInvalid(Exception):
    """The one-time link was used, has expired, or never existed."""


class PasswordTooShort(Exception):
    """The password is shorter than the minimum."""


class TooManyTries(Exception):
    """Wrong passwords slowed this account down; `until` says when it may be tried again."""

    def __init__(self, until: datetime) -> None:
        super().__init__("too many tries")
        self.until = until


@dataclass(frozen=True, kw_only=True)
class StaffMember:
    """Someone with a role: name and address in clear, for the moment they are needed."""

    account_id: uuid.UUID
    name: str
    email: str


def create_account(
    session: Session, vault: Vault, *, email: str, name: str, now: datetime
) -> tuple[Account, str]:
    """Make an account without a password; returns it with the token of the one-time link.

    Raises EmailTaken.
    """
    hashed = vault.account_hash(email)
    if session.scalars(select(Account).where(Account.email_hash == hashed)).first():
        raise EmailTaken
    account_id = uuid7()
    account = Account(
        id=account_id,
        email_hash=hashed,
        email_sealed=vault.seal_account(account_id, "email", email.strip()),
        name_sealed=vault.seal_account(account_id, "name", name.strip()),
        failed_sign_ins=0,
        created_at=now,
    )
    session.add(account)
    return account, give_link(account, "activate", now)


def give_link(account: Account, purpose: str, now: datetime) -> str:
    """A one-time link's token (`activate` or `reset`); an earlier link of this account stops working."""
    token = secrets.token_urlsafe(32)
    account.link_hash = _digest(token)
    account.link_purpose = purpose
    account.link_expires_at = now + (LINK_LASTS if purpose == "activate" else RESET_LASTS)
    return token


def account_by_link(session: Session, token: str, now: datetime) -> Account:
    """The account a one-time link opens; raises LinkInvalid."""
    account = session.scalars(select(Account).where(Account.link_hash == _digest(token))).first()
    if account is None or account.disabled_at or not account.link_expires_at or account.link_expires_at < now:
        raise LinkInvalid
    return account


def account_by_email(session: Session, vault: Vault, email: str) -> Account | None:
    """The account with this e-mail address, if any."""
    return session.scalars(select(Account).where(Account.email_hash == vault.account_hash(email))).first()


def set_password(session: Session, account: Account, password: str, now: datetime) -> None:
    """Set a password through a one-time link; every session of the account ends. Raises PasswordTooShort."""
    if len(password) < MIN_LENGTH:
        raise PasswordTooShort
    account.password_hash = hash_password(password)
    account.link_hash = account.link_purpose = account.link_expires_at = None
    account.failed_sign_ins, account.sign_in_after = 0, None
    for sign_in_row in session.scalars(
        select(SignIn).where(SignIn.account_id == account.id, SignIn.revoked_at.is_(None))
    ):
        sign_in_row.revoked_at = now


def sign_in(
    session: Session, vault: Vault, *, email: str, password: str, remember: bool, now: datetime
) -> tuple[Account, str] | None:
    """Check a password and open a session; returns the account and the session's token, or None when it is wrong.

    Raises TooManyTries after several wrong passwords; the wait doubles up to an hour.
    """
    account = account_by_email(session, vault, email)
    if account is not None and account.sign_in_after and account.sign_in_after > now:
        raise TooManyTries(account.sign_in_after)
    fits = verify_password(account.password_hash if account else None, password)
    if account is None or account.disabled_at:
        return None
    if not fits:
        account.failed_sign_ins += 1
        over = account.failed_sign_ins - FREE_TRIES
        if over >= 0:
            account.sign_in_after = now + min(timedelta(seconds=30) * 2**over, timedelta(hours=1))
        return None
    account.failed_sign_ins, account.sign_in_after = 0, None
    if account.password_hash and needs_rehash(account.password_hash):
        account.password_hash = hash_password(password)
    return account, open_session(session, account, remember=remember, now=now)


def open_session(session: Session, account: Account, *, remember: bool, now: datetime) -> str:
    """Open a revocable session; returns the token the cookie carries."""
    token = secrets.token_urlsafe(32)
    session.add(
        SignIn(
            token_hash=_digest(token),
            account_id=account.id,
            created_at=now,
            seen_at=now,
            expires_at=now + (REMEMBERED_LASTS if remember else SESSION_LASTS),
        )
    )
    return token


_SESSIONS, _ACCOUNTS = SignIn.__table__, Account.__table__
_SESSION = (
    select(
        _SESSIONS.c.account_id,
        _SESSIONS.c.seen_at,
        _SESSIONS.c.expires_at,
        _SESSIONS.c.created_at,
        _ACCOUNTS.c.name_sealed,
    )
    .join(_ACCOUNTS, _ACCOUNTS.c.id == _SESSIONS.c.account_id)
    .where(
        _SESSIONS.c.token_hash == bindparam("token"),
        _SESSIONS.c.revoked_at.is_(None),
        _ACCOUNTS.c.disabled_at.is_(None),
    )
)


def account_of_session(
    session: PlatformSession, vault: Vault, token: str, now: datetime
) -> tuple[uuid.UUID, str, datetime] | None:
    """(account id, name, last seen) of a session that is still open; None when it ended, expired or idled out."""
    rows = read_platform_rows(session, _SESSION, token=_digest(token))
    if not rows or rows[0].expires_at <= now:
        return None
    row = rows[0]
    remembered = row.expires_at - row.created_at > SESSION_LASTS
    if not remembered and now - row.seen_at > IDLE_LASTS:
        return None
    return row.account_id, vault.unseal_account(row.account_id, "name", row.name_sealed), row.seen_at


def mark_seen(session: Session, token: str, now: datetime) -> None:
    """Remember that a session was used."""
    row = session.get(SignIn, _digest(token))
    if row is not None:
        row.seen_at = now


def sign_out(session: Session, token: str, now: datetime) -> None:
    """End a session for good."""
    row = session.get(SignIn, _digest(token))
    if row is not None and row.revoked_at is None:
        row.revoked_at = now


def forget_old_sessions(session: Session, now: datetime) -> None:
    """Remove sessions that ended a month ago."""
    session.execute(delete(SignIn).where(SignIn.expires_at < now - timedelta(days=30)))


def grant_role(
    work: Work,
    account_id: uuid.UUID,
    role: str,
    *,
    valid_from: date,
    initials: str = "",
    surname: str | None = None,
) -> RoleGrant:
    """Give an account a role at the organisation of this work, on the record of the organisation."""
    if role not in ROLES:
        raise ValueError(f"unknown role {role}")
    grant = RoleGrant(
        account_id=account_id,
        role=role,
        valid_from=valid_from,
        initials=initials,
        surname_hash=work.vault.search_hash("surname", surname.casefold()) if surname else None,
        granted_at=work.now,
    )
    work.session.add(grant)
    if work.session.get(AccountTenant, (account_id, work.tenant_id)) is None:
        work.session.add(AccountTenant(account_id=account_id, tenant_id=work.tenant_id))
    facts = {"role": role, "valid_from": valid_from.isoformat()}
    record.append(work, work.tenant_id, [record.Entry(event=Event.ROLE_GRANTED, facts=facts)])
    return grant


_GRANTS = RoleGrant.__table__
_ROLES = select(_GRANTS.c.role).where(
    _GRANTS.c.tenant_id == bindparam("tenant"),
    _GRANTS.c.account_id == bindparam("account"),
    _GRANTS.c.valid_from <= bindparam("day"),
    or_(_GRANTS.c.valid_until.is_(None), _GRANTS.c.valid_until >= bindparam("day")),
)


def roles_on(session: TenantSession, account_id: uuid.UUID, on: date) -> frozenset[str]:
    """The roles an account holds on a date at the tenant of the session."""
    return frozenset(row.role for row in read_rows(session, _ROLES, account=account_id, day=on))


def staff_with_role(work: Work, roles: Sequence[str]) -> list[StaffMember]:
    """Everyone who holds one of the roles today."""
    query = (
        select(Account.id, Account.name_sealed, Account.email_sealed)
        .join(RoleGrant, RoleGrant.account_id == Account.id)
        .where(RoleGrant.role.in_(roles), *_valid(work.today), Account.disabled_at.is_(None))
        .distinct()
        .order_by(Account.id)
    )
    return [
        StaffMember(
            account_id=row.id,
            name=work.vault.unseal_account(row.id, "name", row.name_sealed),
            email=work.vault.unseal_account(row.id, "email", row.email_sealed),
        )
        for row in work.session.execute(query)
    ]


def names_of(work: Work, account_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Names by account id."""
    if not account_ids:
        return {}
    query = select(Account.id, Account.name_sealed).where(Account.id.in_(account_ids))
    return {
        row.id: work.vault.unseal_account(row.id, "name", row.name_sealed)
        for row in work.session.execute(query)
    }


@dataclass(frozen=True, kw_only=True)
class Office:
    """Who matters when a complaint comes in: initials of the secretariat (KR-151), members, namesakes of the accused."""

    secretary_initials: str | None
    members: tuple[StaffMember, ...]
    namesakes: frozenset[uuid.UUID]


_OFFICE = (
    select(
        _GRANTS.c.role,
        _GRANTS.c.initials,
        _GRANTS.c.surname_hash,
        _ACCOUNTS.c.id,
        _ACCOUNTS.c.name_sealed,
        _ACCOUNTS.c.email_sealed,
    )
    .join(_ACCOUNTS, _ACCOUNTS.c.id == _GRANTS.c.account_id)
    .where(
        _GRANTS.c.tenant_id == bindparam("tenant"),
        _GRANTS.c.valid_from <= bindparam("day"),
        or_(_GRANTS.c.valid_until.is_(None), _GRANTS.c.valid_until >= bindparam("day")),
        _ACCOUNTS.c.disabled_at.is_(None),
        or_(
            _GRANTS.c.role.in_(bindparam("roles", expanding=True)),
            _GRANTS.c.surname_hash == bindparam("surname"),
        ),
    )
    .order_by(_GRANTS.c.valid_from.desc(), _GRANTS.c.id)
)


def office_today(work: Work, members: Sequence[str], *, surname: str) -> Office:
    """The office on this day. A namesake is a possible match, never an identification."""
    hashed = work.vault.search_hash("surname", surname) if surname else ""
    rows = read_rows(work.session, _OFFICE, day=work.today, roles=["secretary", *members], surname=hashed)
    secretaries = [row.initials for row in rows if row.role == "secretary"]
    found = {
        row.id: StaffMember(
            account_id=row.id,
            name=work.vault.unseal_account(row.id, "name", row.name_sealed),
            email=work.vault.unseal_account(row.id, "email", row.email_sealed),
        )
        for row in rows
        if row.role in members
    }
    return Office(
        secretary_initials=(secretaries[0] or None) if secretaries else None,
        members=tuple(found.values()),
        namesakes=frozenset(row.id for row in rows if hashed and row.surname_hash == hashed),
    )


def _valid(on: date) -> tuple[ColumnElement[bool], ...]:
    until = or_(RoleGrant.valid_until.is_(None), RoleGrant.valid_until >= on)
    return (RoleGrant.valid_from <= on, until)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
