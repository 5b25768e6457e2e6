"""Papers. Their content lies sealed among the files, under a key of each paper's own; never in the database."""

import uuid
from datetime import date, datetime

from sqlalchemy import Date, ForeignKeyConstraint, Index, LargeBinary, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Uuid

from wederhoor.db import Moment
from wederhoor.tenancy.keeping import Kept, Place, keeps
from wederhoor.tenancy.tables import TenantOwned
from wederhoor.vault.sealed import Sealed

UNSCANNED = text("state = 'ready' AND scanned = 'not_scanned'")


class Paper(TenantOwned):
    """One paper of a draft or of a dossier. `number` names it where its title may not stand; versions have their own.

    `lacks` are sentences on what the file shows and its copy does not, one a line. An original with a key of its own
    (`original_key_id`) is only held
    until somebody at the office has seen that the copy is whole; then that key goes, and with it the original.
    """

    __tablename__ = "papers"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "draft_id"], ["drafts.tenant_id", "drafts.id"]),
        ForeignKeyConstraint(["tenant_id", "dossier_id"], ["dossiers.tenant_id", "dossiers.id"]),
        ForeignKeyConstraint(["tenant_id", "replaces_id"], ["papers.tenant_id", "papers.id"]),
        ForeignKeyConstraint(["tenant_id", "parent_id"], ["papers.tenant_id", "papers.id"]),
        UniqueConstraint("tenant_id", "dossier_id", "number"),
        UniqueConstraint("tenant_id", "replaces_id"),
        Index("ix_papers_draft", "tenant_id", "draft_id"),
        Index("ix_papers_unscanned", "tenant_id", "id", sqlite_where=UNSCANNED, postgresql_where=UNSCANNED),
    )

    key_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    draft_id: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    dossier_id: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    number: Mapped[int]
    title_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    file_name_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    kind: Mapped[str | None] = mapped_column(String(10))
    media_type: Mapped[str | None] = mapped_column(String(100))
    size: Mapped[int]
    state: Mapped[str] = mapped_column(String(12))
    scanned: Mapped[str] = mapped_column(String(12))
    scan_after: Mapped[datetime | None] = mapped_column(Moment)
    received_bytes: Mapped[int]
    received_parts: Mapped[str] = mapped_column(Text)
    fingerprint: Mapped[str | None] = mapped_column(String(65))
    side: Mapped[str] = mapped_column(String(10))
    origin: Mapped[str] = mapped_column(String(60))
    done_on: Mapped[date | None] = mapped_column(Date)
    entered_at: Mapped[datetime] = mapped_column(Moment)
    replaces_id: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    parent_id: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    misfiled_at: Mapped[datetime | None] = mapped_column(Moment)
    misfiled_reason_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    has_original: Mapped[bool]
    original_key_id: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    lacks_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    whole_seen_at: Mapped[datetime | None] = mapped_column(Moment)
    copy_kind: Mapped[str] = mapped_column(String(10))
    copy_type: Mapped[str | None] = mapped_column(String(100))
    copy_missing: Mapped[str | None] = mapped_column(String(20))
    mentions_bsn: Mapped[bool]
    version: Mapped[int] = mapped_column()

    title = Sealed()
    file_name = Sealed()
    misfiled_reason = Sealed()
    lacks = Sealed()

    __mapper_args__ = {"version_id_col": version}  # SQLAlchemy's own form


keeps(
    Kept(name="papers", says="stukken: titel, soort, van wie", matter="dossier_id"),
    Kept(
        name="papers.content",
        says="stukken zelf en hun leeskopie, verzegeld",
        place=Place.FILES,
        matter="id",
        through="papers",
    ),
)
