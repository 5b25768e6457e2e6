"""The frozen answers cases run under, and the versions of an organisation's settings."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wederhoor.db import Moment
from wederhoor.tenancy.keeping import Kept, Place, keeps
from wederhoor.tenancy.tables import TenantOwned


class FrozenAnswers(TenantOwned):
    """What a plugin answered, stored once per content hash (hex SHA-256); `id` is the hash's first 16 bytes."""

    __tablename__ = "frozen_answers"
    __table_args__ = (UniqueConstraint("tenant_id", "content_hash"),)

    content_hash: Mapped[str] = mapped_column(String(64))
    body: Mapped[bytes] = mapped_column(LargeBinary)
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


keeps(
    Kept(name="settings_versions", says="instellingen, per versie"),
    Kept(name="frozen_answers", says="de regels waaronder zaken lopen"),
    Kept(name="settings.cache", says="de regels van elke organisatie", place=Place.MEMORY),
    Kept(
        name="settings.code_editions",
        says="van welke uitgaven de gedragscode al bewaard is",
        place=Place.MEMORY,
    ),
)
