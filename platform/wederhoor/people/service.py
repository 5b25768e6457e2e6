"""Use cases around accounts: making one, setting a password, holding a role."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, bindparam, literal, select
from sqlalchemy.orm import Session

from wederhoor.addresses import clean
from wederhoor.db import uuid7
from wederhoor.people.employments import (
    workers,
)
from wederhoor.people.here import holds, roles_here, works_here
from wederhoor.people.links import give_link
from wederhoor.people.passwords import MIN_LENGTH, hash_password
from wederhoor.people.sessions import end_sessions
from wederhoor.people.tables import Account, AccountTenant, RoleGrant
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules import typed
from wederhoor.rules.names import in_order
from wederhoor.rules.roles import CONTACT_ROLES, HANDLERS, Role
from wederhoor.tenancy.locks import TenantSession, read_rows
from wederhoor.vault.seals import SealBroken
from wederhoor.vault.vault import Vault
from wederhoor.work import Work

ROLES = tuple(role.value for role in Role)
"""Roles that open pages."""
GRANTED = (*ROLES, *CONTACT_ROLES)
"""Roles that can be given: also those that only tell whom a reporting line names."""
UNREADABLE = "Naam niet te lezen"
"""Somebody whose sealed name does not open any more; mail to them has nowhere to go, and says so."""


class EmailTaken(Exception):
    """There is an account with this e-mail address already."""


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
    if account_by_email(session, vault, email) is not None:
        raise EmailTaken
    hashed = vault.account_hash(email)
    other = session.scalars(select(Account).where(Account.email_hash == hashed)).first()
    if other is not None:  # somebody with another address, kept under this hash by an earlier version
        other.email_hash = _strict_hash(vault, other)
        session.flush()
    account_id = uuid7()
    account = Account(
        id=account_id,
        email_hash=hashed,
        email_sealed=vault.seal_account(account_id, "email", clean(email)),
        name_sealed=vault.seal_account(account_id, "name", name.strip()),
        created_at=now,
    )
    session.add(account)
    return account, give_link(account, "activate", now)


def account_by_email(session: Session, vault: Vault, email: str) -> Account | None:
    """The account with this e-mail address, if any."""
    return account_by_hash(session, vault, *address_hashes(vault, email))


def address_hashes(vault: Vault, email: str) -> tuple[str, str]:
    """The keyed hashes under which an account with this address is kept: today's, and that of an earlier version.

    That one made ß into ss, and other letters into others. Both are the same for nearly every address.
    """
    return vault.account_hash(email), vault.keyed("email", clean(email).casefold())


def account_by_hash(session: Session, vault: Vault, strict: str, before: str) -> Account | None:
    """The account whose own address has this strict hash, under whichever it is kept."""
    found = session.scalars(select(Account).where(Account.email_hash.in_((strict, before))))
    return next((one for one in found if _strict_hash(vault, one) == strict), None)


def _strict_hash(vault: Vault, account: Account) -> str:
    """The strict hash of an account's own address; of one that does not open, what it is kept under."""
    try:
        return vault.account_hash(vault.unseal_account(account.id, "email", account.email_sealed))
    except SealBroken:
        return account.email_hash


def set_password(session: Session, account: Account, password: str, now: datetime) -> None:
    """Set a password through a one-time link; every session of the account ends. Raises PasswordTooShort."""
    if len(typed.secret(password)) < MIN_LENGTH:
        raise PasswordTooShort
    account.password_hash = hash_password(password)
    account.link_hash = account.link_purpose = account.link_expires_at = None
    end_sessions(session, account.id, now)


def initials_of(name: str) -> str:
    """Initials as they stand in a register number."""
    return "".join(word[0] for word in name.split() if word[0].isalpha()).lower()[:6]


def grant_role(
    work: Work,
    account_id: uuid.UUID,
    role: str,
    *,
    valid_from: date,
    valid_until: date | None = None,
    initials: str = "",
    surname: str | None = None,
) -> RoleGrant:
    """Give an account a role at the organisation of this work, on the record of the organisation.

    Whoever is given an own role of the organisation is given the role it is like as well; that is up to who calls this.
    """
    if role not in GRANTED and all(one.role != role or one.like is None for one in work.organisation.roles):
        raise ValueError(f"unknown role {role}")
    grant = RoleGrant(
        account_id=account_id,
        role=role,
        valid_from=valid_from,
        valid_until=valid_until,
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
    """Everyone who holds one of the roles today, once, in the order of their names."""
    rows = read_rows(work.session, _holders(tuple(roles)), day=work.today)
    return _by_name(_member(work, row) for row in {row.id: row for row in rows}.values())


def people_by_id(
    work: Work, account_ids: Iterable[uuid.UUID], *, left_too: bool = False
) -> list[StaffMember]:
    """Name and address of these accounts, by name; somebody who left is not among them, unless who left hears of it too."""
    wanted = list(set(account_ids))
    if not wanted:
        return []
    query = select(Account.id, Account.name_sealed, Account.email_sealed).where(Account.id.in_(wanted))
    if not left_too:
        query = query.where(works_here(work, Account.id))
    return _by_name(_member(work, row) for row in work.session.execute(query))


def _by_name(people: Iterable[StaffMember]) -> list[StaffMember]:
    return sorted(people, key=lambda one: (in_order(one.name), one.account_id))


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
    """Names by account id, in the order of the names."""
    if not account_ids:
        return {}
    query = select(Account.id, Account.name_sealed).where(Account.id.in_(account_ids))
    found = [
        (row.id, _opened(work, row.id, "name", row.name_sealed, UNREADABLE))
        for row in work.session.execute(query)
    ]
    return dict(sorted(found, key=lambda one: (in_order(one[1]), one[0])))


@dataclass(frozen=True, kw_only=True)
class Office:
    """Who matters when a complaint comes in: initials of the secretariat (KR-151), and members."""

    secretary_initials: str | None
    members: tuple[StaffMember, ...]
    handlers: tuple[tuple[uuid.UUID, str, str], ...] = ()
    """Account, role and initials of whoever handles complaints, newest in each role first."""


_OFFICE = (
    select(
        _GRANTS.c.role,
        _GRANTS.c.initials,
        _ACCOUNTS.c.id,
        _ACCOUNTS.c.name_sealed,
        _ACCOUNTS.c.email_sealed,
    )
    .join_from(_ACCOUNTS, _GRANTS, holds(_ACCOUNTS.c.id))
    .where(_GRANTS.c.role.in_(bindparam("roles", expanding=True)))
    .order_by(_GRANTS.c.valid_from.desc(), _GRANTS.c.id)
)


def office_today(work: Work, members: Sequence[str]) -> Office:
    """The office on this day."""
    rows = read_rows(work.session, _OFFICE, day=work.today, roles=[*HANDLERS, *members])
    secretaries = [row.initials for row in rows if row.role == Role.SECRETARY]
    found = {row.id: _member(work, row) for row in rows if row.role in members}
    return Office(
        secretary_initials=(secretaries[0] or None) if secretaries else None,
        members=tuple(found.values()),
        handlers=tuple((row.id, row.role, row.initials) for row in rows),
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
    return sorted(holders, key=lambda one: (order[one.role], in_order(one.name)))


def everybody(work: Work) -> dict[uuid.UUID, str]:
    """Names of who works here today, by role or employment, in the order of their names."""
    return _named(work, {*roles_now(work), *(one.account_id for one in workers(work))})


def _named(work: Work, accounts: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    return {person.account_id: person.name for person in people_by_id(work, accounts)}


def roles_now(work: Work) -> dict[uuid.UUID, set[str]]:
    """Who holds which roles today."""
    """The roles everybody holds today."""
    found: dict[uuid.UUID, set[str]] = {}
    held = holds(RoleGrant.account_id, work.tenant_id, work.today)
    grants = select(RoleGrant.account_id, RoleGrant.role).where(held)
    for row in work.session.execute(grants):
        found.setdefault(row.account_id, set()).add(row.role)
    return found
