"""Accounts, their sessions, and which role they hold where and when."""

import uuid
from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Uuid

from wederhoor.db import Base, Moment, uuid7
from wederhoor.tenancy.tables import TenantOwned


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
    failed_sign_ins: Mapped[int] = mapped_column(default=0)
    sign_in_after: Mapped[datetime | None] = mapped_column(Moment)
    disabled_at: Mapped[datetime | None] = mapped_column(Moment)
    created_at: Mapped[datetime] = mapped_column(Moment)


class SignIn(Base):
    """A revocable session of an account, kept here; the cookie holds only its random token (stored hashed)."""

    __tablename__ = "sessions"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("accounts.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(Moment)
    seen_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)


class AccountTenant(Base):
    """Where an account has a role; no case data."""

    __tablename__ = "account_tenants"

    account_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("accounts.id"), primary_key=True)
    tenant_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("tenants.id"), primary_key=True)


class RoleGrant(TenantOwned):
    """A role someone holds at an organisation, from a date and, when it ended, until and including a date."""

    __tablename__ = "role_grants"
    __table_args__ = (Index("ix_role_grants_account", "tenant_id", "account_id"),)

    account_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("accounts.id"))
    role: Mapped[str] = mapped_column(String(40))
    valid_from: Mapped[date] = mapped_column(Date)
    valid_until: Mapped[date | None] = mapped_column(Date)
    initials: Mapped[str] = mapped_column(String(6), default="")
    surname_hash: Mapped[str | None] = mapped_column(String(64))
    granted_at: Mapped[datetime] = mapped_column(Moment)
