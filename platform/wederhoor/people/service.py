"""Use cases around accounts: making one, setting a password, holding a role."""

import secrets
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, bindparam, literal, or_, select
from sqlalchemy.orm import Session

from wederhoor.addresses import clean
from wederhoor.db import uuid7
from wederhoor.people.employments import (
    workers,
)
from wederhoor.people.here import holds, roles_here, works_here
from wederhoor.people.passwords import MIN_LENGTH, hash_password
from wederhoor.people.sessions import digest, end_sessions
from wederhoor.people.tables import Account, AccountTenant, RoleGrant
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules import typed
from wederhoor.rules.roles import CONTACT_ROLES, HANDLERS, Role
from wederhoor.tenancy.locks import TenantSession, read_rows
from wederhoor.vault.vault import SealBroken, Vault
from wederhoor.work import Work

LINK_LASTS = timedelta(days=3)
RESET_LASTS = timedelta(hours=2)
LINK_PAUSE = timedelta(minutes=5)
ROLES = tuple(role.value for role in Role)
"""Roles that open pages."""
GRANTED = (*ROLES, *CONTACT_ROLES)
"""Roles that can be given: also those that only tell whom a reporting line names."""
UNREADABLE = "Naam niet te lezen"
"""Somebody whose sealed name does not open any more; mail to them has nowhere to go, and says so."""


class EmailTaken(Exception):
    """There is an account with this e-mail address already."""


class LinkInvalid(Exception):
    """The one-time link was used, has expired, or never existed."""


class PasswordTooShort(Exception):
    """The password is shorter than the minimum."""


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
        email_sealed=vault.seal_account(account_id, "email", clean(email)),
        name_sealed=vault.seal_account(account_id, "name", name.strip()),
        failed_sign_ins=0,
        created_at=now,
    )
    session.add(account)
    return account, give_link(account, "activate", now)


def give_link(account: Account, purpose: str, now: datetime) -> str:
    """A one-time link's token (`activate` or `reset`); an earlier link of this account stops working."""
    token = secrets.token_urlsafe(32)
    account.link_hash = digest(token)
    account.link_purpose = purpose
    account.link_expires_at = now + (LINK_LASTS if purpose == "activate" else RESET_LASTS)
    return token


def may_ask_link(account: Account, now: datetime) -> bool:
    """Whether a reset link may be sent: not twice within five minutes, so nobody's mailbox is flooded."""
    if account.link_purpose != "reset" or account.link_expires_at is None:
        return True
    return account.link_expires_at - RESET_LASTS <= now - LINK_PAUSE


def account_by_link(session: Session, token: str, now: datetime) -> Account:
    """The account a one-time link opens; raises LinkInvalid."""
    account = session.scalars(select(Account).where(Account.link_hash == digest(token))).first()
    if account is None or not account.link_expires_at or account.link_expires_at < now:
        raise LinkInvalid
    return account


def account_by_email(session: Session, vault: Vault, email: str) -> Account | None:
    """The account with this e-mail address, if any."""
    return session.scalars(select(Account).where(Account.email_hash == vault.account_hash(email))).first()


def set_password(session: Session, account: Account, password: str, now: datetime) -> None:
    """Set a password through a one-time link; every session of the account ends. Raises PasswordTooShort."""
    if len(typed.secret(password)) < MIN_LENGTH:
        raise PasswordTooShort
    account.password_hash = hash_password(password)
    account.link_hash = account.link_purpose = account.link_expires_at = None
    account.failed_sign_ins, account.sign_in_after = 0, None
    end_sessions(session, account.id, now)


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
    if role not in GRANTED:
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


_GRANTS, _ACCOUNTS = RoleGrant.__table__, Account.__table__


def roles_on(session: TenantSession, account_id: uuid.UUID, on: date) -> frozenset[str]:
    """The roles an account holds on a date at the tenant of the session."""
    return roles_here(session, account_id, on).roles


def holding(roles: Sequence[str], *columns: ColumnElement[Any]) -> Select[Any]:
    """Columns of accounts and of the roles they hold at the `tenant` on a `day`, for whoever holds one of these."""
    return (
        select(*columns)
        .join_from(_ACCOUNTS, _GRANTS, holds(_ACCOUNTS.c.id))
        .where(
            _GRANTS.c.role.in_([literal(role) for role in roles])
        )  # as many as there are: no list to expand
        .distinct()
    )


@lru_cache(maxsize=64)
def _holders(roles: tuple[str, ...]) -> Select[Any]:
    """Who holds one of the roles on a `day`, with each of them."""
    columns = (_ACCOUNTS.c.id, _ACCOUNTS.c.name_sealed, _ACCOUNTS.c.email_sealed, _GRANTS.c.role)
    return holding(roles, *columns).order_by(_ACCOUNTS.c.id)


def staff_with_role(work: Work, roles: Sequence[str]) -> list[StaffMember]:
    """Everyone who holds one of the roles today, once."""
    rows = read_rows(work.session, _holders(tuple(roles)), day=work.today)
    return [_member(work, row) for row in {row.id: row for row in rows}.values()]


def people_by_id(
    work: Work, account_ids: Iterable[uuid.UUID], *, left_too: bool = False
) -> list[StaffMember]:
    """Name and address of these accounts; somebody who left is not among them, unless who left hears of it too."""
    wanted = list(set(account_ids))
    if not wanted:
        return []
    query = select(Account.id, Account.name_sealed, Account.email_sealed).where(Account.id.in_(wanted))
    if not left_too:
        query = query.where(works_here(work, Account.id))
    return [_member(work, row) for row in work.session.execute(query.order_by(Account.id))]


def _member(work: Work, row: Any) -> StaffMember:
    """Somebody from a row with an account's id and sealed name and address."""
    return StaffMember(
        account_id=row.id,
        name=_opened(work, row.id, "name", row.name_sealed, UNREADABLE),
        email=_opened(work, row.id, "email", row.email_sealed, ""),
    )


def _opened(work: Work, account_id: uuid.UUID, column: str, sealed: bytes, otherwise: str) -> str:
    """What is sealed of one account; one that does not open holds up none of the others."""
    try:
        return work.vault.unseal_account(account_id, column, sealed)
    except SealBroken:
        return otherwise


def names_of(work: Work, account_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Names by account id."""
    if not account_ids:
        return {}
    query = select(Account.id, Account.name_sealed).where(Account.id.in_(account_ids))
    return {
        row.id: _opened(work, row.id, "name", row.name_sealed, UNREADABLE)
        for row in work.session.execute(query)
    }


@dataclass(frozen=True, kw_only=True)
class Office:
    """Who matters when a complaint comes in: initials of the secretariat (KR-151), members, namesakes of the accused."""

    secretary_initials: str | None
    members: tuple[StaffMember, ...]
    namesakes: frozenset[uuid.UUID]
    handlers: tuple[tuple[uuid.UUID, str, str], ...] = ()
    """Account, role and initials of whoever handles complaints, newest in each role first."""


_OFFICE = (
    select(
        _GRANTS.c.role,
        _GRANTS.c.initials,
        _GRANTS.c.surname_hash,
        _ACCOUNTS.c.id,
        _ACCOUNTS.c.name_sealed,
        _ACCOUNTS.c.email_sealed,
    )
    .join_from(_ACCOUNTS, _GRANTS, holds(_ACCOUNTS.c.id))
    .where(
        or_(
            _GRANTS.c.role.in_(bindparam("roles", expanding=True)),
            _GRANTS.c.surname_hash == bindparam("surname"),
        )
    )
    .order_by(_GRANTS.c.valid_from.desc(), _GRANTS.c.id)
)


def office_today(work: Work, members: Sequence[str], *, surname: str) -> Office:
    """The office on this day. A namesake is a possible match, never an identification."""
    hashed = work.vault.search_hash("surname", surname) if surname else ""
    roles = [*HANDLERS, *members]
    rows = read_rows(work.session, _OFFICE, day=work.today, roles=roles, surname=hashed)
    secretaries = [row.initials for row in rows if row.role == Role.SECRETARY]
    found = {row.id: _member(work, row) for row in rows if row.role in members}
    return Office(
        secretary_initials=(secretaries[0] or None) if secretaries else None,
        members=tuple(found.values()),
        namesakes=frozenset(row.id for row in rows if hashed and row.surname_hash == hashed),
        handlers=tuple((row.id, row.role, row.initials) for row in rows if row.role in roles),
    )


class Holder(NamedTuple):
    """Somebody by name, with a role they hold; who holds two is there twice."""

    account_id: uuid.UUID
    name: str
    role: str


def members_today(work: Work, roles: Sequence[str]) -> list[Holder]:
    """Everyone who holds one of the roles today with that role, in the order of the roles (KR-150)."""
    rows = read_rows(work.session, _holders(tuple(roles)), day=work.today)
    return holders_named(work, roles, ((row.id, row.role, row.name_sealed) for row in rows))


def holders_named(
    work: Work, roles: Sequence[str], found: Iterable[tuple[uuid.UUID, str, bytes]]
) -> list[Holder]:
    """Holders from account, role and sealed name, in the order of the roles and then by name."""
    order = {role: place for place, role in enumerate(roles)}
    holders = [Holder(who, _opened(work, who, "name", name, UNREADABLE), role) for who, role, name in found]
    return sorted(holders, key=lambda one: (order[one.role], one.name))


def everybody(work: Work) -> dict[uuid.UUID, str]:
    """Names of who works here today, by role or employment, in the order of their names."""
    return _named(work, {*roles_now(work), *(one.account_id for one in workers(work))})


def _named(work: Work, accounts: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    people = sorted(people_by_id(work, accounts), key=lambda person: person.name.casefold())
    return {person.account_id: person.name for person in people}


def roles_now(work: Work) -> dict[uuid.UUID, set[str]]:
    """Who holds which roles today."""
    """The roles everybody holds today."""
    found: dict[uuid.UUID, set[str]] = {}
    held = holds(RoleGrant.account_id, work.tenant_id, work.today)
    grants = select(RoleGrant.account_id, RoleGrant.role).where(held)
    for row in work.session.execute(grants):
        found.setdefault(row.account_id, set()).add(row.role)
    return found
