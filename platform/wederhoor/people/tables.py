"""Accounts, their sessions, which role they hold where and when, and under whom they work."""

import uuid
from datetime import date, datetime

from sqlalchemy import (
    ColumnElement,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    String,
    UniqueConstraint,
    or_,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Uuid

from wederhoor.db import Base, Moment, uuid7
from wederhoor.tenancy.keeping import Kept, keeps
from wederhoor.tenancy.tables import TenantOwned
from wederhoor.tenancy.watching import Watched, watches


class Account(Base):
    """A person who can sign in. Looked up by id or by the keyed hash of the e-mail address, never listed."""

    __tablename__ = "accounts"

    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, default=uuid7)
    email_hash: Mapped[str] = mapped_column(String(64), unique=True)
    email_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    name_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    link_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    link_purpose: Mapped[str | None] = mapped_column(String(10))
    link_expires_at: Mapped[datetime | None] = mapped_column(Moment)
    created_at: Mapped[datetime] = mapped_column(Moment)
    second_factor_since: Mapped[datetime | None] = mapped_column(Moment)
    failed_second_steps: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    second_step_after: Mapped[datetime | None] = mapped_column(Moment)


class SignIn(Base):
    """A revocable session of an account, kept here; the cookie holds only its random token (stored hashed).

    `second_factor_at` is when the second step was passed in it; `challenge` is what a passkey must sign next.
    """

    __tablename__ = "sessions"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("accounts.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(Moment)
    seen_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)
    second_factor_at: Mapped[datetime | None] = mapped_column(Moment)
    challenge: Mapped[bytes | None] = mapped_column(LargeBinary)
    device: Mapped[str | None] = mapped_column(String(40))


class SecondFactor(Base):
    """An app that makes codes (`totp`) or a passkey (`passkey`) of an account; its name and secret are sealed.

    An app counts once its first code was right (`confirmed_at`); until then it belongs to the session it is set up in (`setup_hash`).
    `last_step` is the time step of the last code that was
    used and `used_steps` those of the last twenty, so that none is used twice, also when a clock goes back; `sign_count` the
    passkey's own counter.
    """

    __tablename__ = "second_factors"

    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, default=uuid7)
    account_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("accounts.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    name_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    secret_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    credential_id: Mapped[bytes | None] = mapped_column(LargeBinary, unique=True)
    public_key: Mapped[bytes | None] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(default=0)
    last_step: Mapped[int | None] = mapped_column(Integer)
    used_steps: Mapped[str] = mapped_column(String(250), default="", server_default=text("''"))
    created_at: Mapped[datetime] = mapped_column(Moment)
    setup_hash: Mapped[str | None] = mapped_column(String(64))
    confirmed_at: Mapped[datetime | None] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)


class RecoveryCode(Base):
    """A code on paper for when nothing else is at hand; works once, stored as a keyed hash."""

    __tablename__ = "recovery_codes"
    __table_args__ = (UniqueConstraint("account_id", "code_hash"),)

    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, default=uuid7)
    account_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("accounts.id"))
    code_hash: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)


class SignInFailure(Base):
    """How often wrong passwords were given for one e-mail address, from one place or on one device; all are keyed hashes.

    It is counted for an address nobody has as well: what is held up tells nothing of who has an account.
    """

    __tablename__ = "sign_in_failures"
    __table_args__ = (Index("ix_sign_in_failures_source", "source", "last_at"),)

    bucket: Mapped[str] = mapped_column(String(64), primary_key=True)
    source: Mapped[str] = mapped_column(String(64))
    failures: Mapped[int] = mapped_column()
    last_at: Mapped[datetime] = mapped_column(Moment, index=True)


class KnownDevice(Base):
    """A browser, or a network, where an account signed in before: what others do wrong elsewhere does not hold it up there.

    `mark` is a keyed hash of the random token in the browser's cookie, or of the network address. It opens nothing.
    """

    __tablename__ = "known_devices"

    mark: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[uuid.UUID] = mapped_column(
        Uuid, ForeignKey("accounts.id"), primary_key=True, index=True
    )
    seen_at: Mapped[datetime] = mapped_column(Moment, index=True)


class LinkRequest(Base):
    """Somebody asked for a link to choose a new password; the scheduler looks whose it is. Addresses are keyed hashes.

    `before_hash`: the address as an earlier version compared it. `origin` is the site that was asked, for the link.
    """

    __tablename__ = "link_requests"
    __table_args__ = (Index("ix_link_requests_source", "source", "asked_at"),)

    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, default=uuid7)
    address_hash: Mapped[str] = mapped_column(String(64))
    before_hash: Mapped[str] = mapped_column(String(64))
    source: Mapped[str] = mapped_column(String(64))
    origin: Mapped[str] = mapped_column(String(300))
    asked_at: Mapped[datetime] = mapped_column(Moment, index=True)
    mailed_at: Mapped[datetime | None] = mapped_column(Moment)
    done_at: Mapped[datetime | None] = mapped_column(Moment)


class AccountTenant(Base):
    """Where an account has a role; no case data."""

    __tablename__ = "account_tenants"

    account_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("accounts.id"), primary_key=True)
    tenant_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("tenants.id"), primary_key=True)


class RoleGrant(TenantOwned):
    """A role someone holds at an organisation, from a date and, when it ended, until and including a date.

    `surname_hash` is read by nothing here: the version before finds namesakes by it, so that going back stays safe.
    """

    __tablename__ = "role_grants"
    __table_args__ = (Index("ix_role_grants_account", "tenant_id", "account_id"),)

    account_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("accounts.id"))
    role: Mapped[str] = mapped_column(String(40))
    valid_from: Mapped[date] = mapped_column(Date)
    valid_until: Mapped[date | None] = mapped_column(Date)
    initials: Mapped[str] = mapped_column(String(6), default="")
    surname_hash: Mapped[str | None] = mapped_column(String(64))
    granted_at: Mapped[datetime] = mapped_column(Moment)


class Team(TenantOwned):
    """A team of an organisation. Its name says nothing of a person, so it is not sealed."""

    __tablename__ = "teams"
    __table_args__ = (UniqueConstraint("tenant_id", "name"),)

    name: Mapped[str] = mapped_column(String(80))


class Employment(TenantOwned):
    """In what capacity somebody works at an organisation, in which team and under whom, from a date until a date.

    `kind` is one of `rules.gifts.Recipient` but a team; `supervisor_id` an account, None where nobody leads this person here.
    """

    __tablename__ = "employments"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "team_id"], ["teams.tenant_id", "teams.id"]),
        Index("ix_employments_account", "tenant_id", "account_id"),
        Index("ix_employments_supervisor", "tenant_id", "supervisor_id"),
        Index("ix_employments_team", "tenant_id", "team_id"),
    )

    account_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("accounts.id"))
    kind: Mapped[str] = mapped_column(String(20))
    team_id: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    supervisor_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("accounts.id"))
    valid_from: Mapped[date] = mapped_column(Date)
    valid_until: Mapped[date | None] = mapped_column(Date)


class StandIn(TenantOwned):
    """Who does what `account_id` has to do while they are away: both days are included."""

    __tablename__ = "stand_ins"
    __table_args__ = (
        Index("ix_stand_ins_account", "tenant_id", "account_id"),
        Index("ix_stand_ins_stand_in", "tenant_id", "stand_in_id"),
    )

    account_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("accounts.id"))
    stand_in_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("accounts.id"))
    valid_from: Mapped[date] = mapped_column(Date)
    valid_until: Mapped[date | None] = mapped_column(Date)


def valid_on(table: type[Employment | StandIn], on: date) -> tuple[ColumnElement[bool], ...]:
    """What holds for a row that is valid on a day; both of its days are included. For a role see `here.holds`."""
    return (table.valid_from <= on, or_(table.valid_until.is_(None), table.valid_until >= on))


class Attempt(TenantOwned):
    """How often one address (keyed hash) tried one thing within one window."""

    __tablename__ = "attempt_counts"
    __table_args__ = (
        UniqueConstraint("tenant_id", "bucket", "window_start"),
        Index("ix_attempt_counts_window", "tenant_id", "window_start"),
    )

    bucket: Mapped[str] = mapped_column(String(64))
    window_start: Mapped[datetime] = mapped_column(Moment)
    count: Mapped[int]


watches(
    Watched(
        table="role_grants",
        says="wie welke rol heeft",
        columns=("account_id", "role", "valid_from", "valid_until", "granted_at"),
    ),
    Watched(
        table="employments",
        says="wie waar werkt en onder wie",
        columns=("account_id", "kind", "team_id", "supervisor_id", "valid_from", "valid_until"),
    ),
    Watched(
        table="stand_ins",
        says="wie wie vervangt",
        columns=("account_id", "stand_in_id", "valid_from", "valid_until"),
    ),
)

keeps(
    Kept(name="accounts", says="accounts", person=("id",), tenant=False),
    Kept(name="account_tenants", says="wie waar iets kan", person=("account_id",), tenant=False),
    Kept(name="sessions", says="aanmeldingen", person=("account_id",), tenant=False),
    Kept(
        name="second_factors", says="tweede stappen bij het aanmelden", person=("account_id",), tenant=False
    ),
    Kept(name="recovery_codes", says="herstelcodes", person=("account_id",), tenant=False),
    Kept(
        name="sign_in_failures",
        says="verkeerde wachtwoorden per e-mailadres en plek, als hash",
        tenant=False,
    ),
    Kept(
        name="known_devices",
        says="waar iemand zich eerder aanmeldde, als hash",
        person=("account_id",),
        tenant=False,
    ),
    Kept(name="link_requests", says="gevraagde links voor een nieuw wachtwoord, als hash", tenant=False),
    Kept(name="attempt_counts", says="pogingen per adres bij een code, als hash"),
    Kept(name="role_grants", says="rollen", person=("account_id",)),
    Kept(name="teams", says="teams"),
    Kept(name="employments", says="wie waar werkt", person=("account_id", "supervisor_id")),
    Kept(name="stand_ins", says="wie wie vervangt", person=("account_id", "stand_in_id")),
)
