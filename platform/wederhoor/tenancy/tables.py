"""Tenants, and the base class of every table that belongs to one."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Uuid

from wederhoor.db import Base, Moment, uuid7
from wederhoor.tenancy.keeping import Kept, Place, keeps


class Tenant(Base):
    """A participating organisation. `slug` is its first path segment; `version` moves when its settings do."""

    __tablename__ = "tenants"

    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, default=uuid7)
    slug: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    plugin: Mapped[str] = mapped_column(String(60))
    host: Mapped[str | None] = mapped_column(String(253), unique=True)
    version: Mapped[int] = mapped_column(default=1)
    demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(Moment)


class DueTenant(Base):
    """When a tenant next needs a sweep of its clocks or its outbox, so a sweep need not visit every tenant."""

    __tablename__ = "due_tenants"

    tenant_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("tenants.id"), primary_key=True)
    next_due_at: Mapped[datetime] = mapped_column(Moment, index=True)


class Heartbeat(Base):
    """When a process of the platform was last alive, and what it counted then (open notices, terms that are over)."""

    __tablename__ = "heartbeats"

    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    beat_at: Mapped[datetime] = mapped_column(Moment)
    figures: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    figures_at: Mapped[datetime | None] = mapped_column(Moment)


class Lease(Base):
    """Who does what only one may do. `number` grows with every holder, so that what an earlier one did is told apart.

    `beats` counts renewals. `place` names the folder whose lock the holder keeps, so that one that was killed is known to be gone.
    """

    __tablename__ = "leases"

    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger)
    beats: Mapped[int] = mapped_column(BigInteger)
    held: Mapped[bool]
    place: Mapped[uuid.UUID | None] = mapped_column(Uuid)


class TenantOwned(Base):
    """A row of one tenant: the tenant comes first in the primary key, ids are UUIDv7 made here."""

    __abstract__ = True

    tenant_id: Mapped[uuid.UUID] = mapped_column(
        Uuid, ForeignKey("tenants.id"), primary_key=True, sort_order=-20
    )
    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, sort_order=-19)

    def __init__(self, **values: object) -> None:
        values.setdefault("id", uuid7())
        super().__init__(**values)


def tenant_tables() -> frozenset[str]:
    """The names of all tables that carry a tenant."""
    return frozenset(
        mapper.local_table.name  # type: ignore[attr-defined]
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, TenantOwned)
    )


keeps(
    Kept(name="tenants", says="organisaties", tenant=False),
    Kept(name="due_tenants", says="wanneer een organisatie weer aan de beurt is"),
    Kept(name="heartbeats", says="of de processen leven", tenant=False),
    Kept(name="leases", says="welke planner aan het werk is", tenant=False),
    Kept(name="leading", says="de naam van de map waarin een planner werkt", place=Place.DISK, tenant=False),
)
