"""The frozen answers cases run under, the versions of an organisation's settings, and what each person chose last."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Uuid

from wederhoor.db import Moment
from wederhoor.tenancy.keeping import Kept, Place, keeps
from wederhoor.tenancy.tables import TenantOwned


class FrozenAnswers(TenantOwned):
    """What a plugin answered, stored once per content hash (hex SHA-256); `id` is the hash's first 16 bytes."""

    __tablename__ = "frozen_answers"
    __table_args__ = (UniqueConstraint("tenant_id", "content_hash"),)

    content_hash: Mapped[str] = mapped_column(String(64))
    body: Mapped[bytes] = mapped_column(LargeBinary)
    origin: Mapped[str | None] = mapped_column(Text)
    """Which plugins answered, with distribution and version; empty for what was stored before that was kept."""
    stored_at: Mapped[datetime] = mapped_column(Moment)


class SettingsVersion(TenantOwned):
    """One version of the numbers, names and texts an organisation set itself."""

    __tablename__ = "settings_versions"
    __table_args__ = (UniqueConstraint("tenant_id", "version"),)

    version: Mapped[int]
    valid_from: Mapped[date]
    values: Mapped[dict[str, Any]] = mapped_column(JSON)
    reason: Mapped[str] = mapped_column(String(500))
    entered_at: Mapped[datetime] = mapped_column(Moment)


class LastChoice(TenantOwned):
    """What somebody chose last, under the name of what it was for; codes and ids, never their own words."""

    __tablename__ = "last_choices"
    __table_args__ = (Index("ix_last_choices_account", "tenant_id", "account_id"),)

    account_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("accounts.id"))
    name: Mapped[str] = mapped_column(String(80))
    value: Mapped[str] = mapped_column(String(300))


keeps(
    Kept(name="last_choices", says="wat iemand het laatst koos", person=("account_id",)),
    Kept(name="settings_versions", says="instellingen, per versie"),
    Kept(name="frozen_answers", says="de regels waaronder zaken lopen"),
    Kept(
        name="settings.service",
        says="wat er mis is met een plugin, een halve minuut lang",
        place=Place.MEMORY,
    ),
    Kept(name="settings.cache", says="de regels van elke organisatie", place=Place.MEMORY),
    Kept(
        name="settings.code_editions",
        says="van welke uitgaven de gedragscode al bewaard is",
        place=Place.MEMORY,
    ),
)
