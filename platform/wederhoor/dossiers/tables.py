"""The dossier and its children; everything a person wrote or is called is sealed with the dossier's key."""

import uuid
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import (
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Uuid

from wederhoor.db import Moment
from wederhoor.tenancy.keeping import Kept, keeps
from wederhoor.tenancy.tables import TenantOwned
from wederhoor.tenancy.watching import Watched, watches
from wederhoor.vault.sealed import Sealed

COMPLAINT = "complaint"
"""Filed as a formal complaint; see `Dossier`."""
OPEN = text("closed_on IS NULL")
NAMED_ONLY, FOUND_AS = 1, 2
"""A dossier that is found by its names and not by its story yet; the way in which all of it is found today. See `dossiers.finding`."""
TO_FIND = "found_as < 2"


class Dossier(TenantOwned):
    """One complaint. What must be searched stays outside the seal: number, category, dates, step, short description.

    `filed_as` is "complaint", or "dissatisfaction" for who wants no formal one (KR-032). `regime` is the row of the
    organisation's table that governs it. `arrived_on` is the day it reached the organisation, in whatever way;
    `filed_at` the moment it was entered here, `complaint_at` since when it is a formal complaint.
    """

    __tablename__ = "dossiers"
    __table_args__ = (
        UniqueConstraint("tenant_id", "draft_id"),
        UniqueConstraint("tenant_id", "sequence_scope", "sequence"),
        UniqueConstraint("tenant_id", "number"),
        ForeignKeyConstraint(["tenant_id", "answers_id"], ["frozen_answers.tenant_id", "frozen_answers.id"]),
        Index("ix_dossiers_newest", "tenant_id", "filed_at", "id"),
        Index("ix_dossiers_step", "tenant_id", "step", "filed_at", "id"),
        Index("ix_dossiers_category", "tenant_id", "category", "filed_at", "id"),
        Index("ix_dossiers_number", "tenant_id", "number", postgresql_ops={"number": "text_pattern_ops"}),
        Index(
            "ix_dossiers_unfound",
            "tenant_id",
            "id",
            postgresql_where=text(TO_FIND),
            sqlite_where=text(TO_FIND),
        ),
        Index("ix_dossiers_open", "tenant_id", "filed_at", "id", postgresql_where=OPEN, sqlite_where=OPEN),
    )

    key_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    draft_id: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    sequence_scope: Mapped[str] = mapped_column(String(20))
    sequence: Mapped[int]
    number: Mapped[str] = mapped_column(String(60))
    answers_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    step: Mapped[str] = mapped_column(String(40))
    category: Mapped[str] = mapped_column(String(40))
    about_kind: Mapped[str] = mapped_column(String(20))
    youth_help: Mapped[str] = mapped_column(String(10))
    channel: Mapped[str] = mapped_column(String(20))
    filed_as: Mapped[str] = mapped_column(String(20))
    regime: Mapped[str | None] = mapped_column(String(40))
    filed_at: Mapped[datetime] = mapped_column(Moment)
    complaint_at: Mapped[datetime | None] = mapped_column(Moment)
    arrived_on: Mapped[date] = mapped_column(Date)
    received_on: Mapped[date | None] = mapped_column(Date)
    closed_on: Mapped[date | None] = mapped_column(Date)
    close_ground: Mapped[str | None] = mapped_column(String(40))
    outcome: Mapped[str | None] = mapped_column(String(40))
    short_description: Mapped[str | None] = mapped_column(String(200))
    found_as: Mapped[int] = mapped_column(default=FOUND_AS, server_default=text("0"))
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # SQLAlchemy's own form


class Statement(TenantOwned):
    """The complaint as filed; completing it adds a newer statement, the older one stays."""

    __tablename__ = "statements"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "dossier_id"], ["dossiers.tenant_id", "dossiers.id"]),
        UniqueConstraint("tenant_id", "dossier_id", "version"),
    )

    dossier_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    key_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    version: Mapped[int] = mapped_column()
    body_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    entered_at: Mapped[datetime] = mapped_column(Moment)
    signed_at: Mapped[datetime | None] = mapped_column(Moment)

    body = Sealed()


class CodeGiven(StrEnum):
    """Through whose hands a code went before its owner had it; nothing for a code nobody else saw."""

    FELLOW = "fellow"
    OFFICE = "office"
    RENEWED = "renewed"


class Party(TenantOwned):
    """A complainant, someone who speaks for one, or someone complained about.

    A name identifies nobody until a person confirmed who it is. Each complainant and representative has a receipt code,
    a signature and a withdrawal of their own; `code_given` tells whose hands the code went through (`CodeGiven`). `details` holds what
    binds letters and appointments (`dossiers.details`).
    """

    __tablename__ = "parties"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "dossier_id"], ["dossiers.tenant_id", "dossiers.id"]),
        ForeignKeyConstraint(["tenant_id", "represents_id"], ["parties.tenant_id", "parties.id"]),
        UniqueConstraint("tenant_id", "code_hash"),
        Index("ix_parties_dossier", "tenant_id", "dossier_id"),
        Index("ix_parties_former_code", "tenant_id", "former_code_hash"),
        Index("ix_parties_surname", "tenant_id", "surname_hash", "dossier_id"),
        Index("ix_parties_email", "tenant_id", "email_hash", "dossier_id"),
        Index("ix_parties_phone", "tenant_id", "phone_hash", "dossier_id"),
    )

    dossier_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    key_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    role: Mapped[str] = mapped_column(String(20))
    kind: Mapped[str] = mapped_column(String(30))
    name_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    contact_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    channel: Mapped[str] = mapped_column(String(10))
    surname_hash: Mapped[str | None] = mapped_column(String(64))
    email_hash: Mapped[str | None] = mapped_column(String(64))
    phone_hash: Mapped[str | None] = mapped_column(String(64))
    account_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("accounts.id"))
    confirmed_at: Mapped[datetime | None] = mapped_column(Moment)
    code_hash: Mapped[str | None] = mapped_column(String(64))
    code_given: Mapped[str | None] = mapped_column(String(10))
    code_renewed_at: Mapped[datetime | None] = mapped_column(Moment)
    former_code_hash: Mapped[str | None] = mapped_column(String(64))
    signed_at: Mapped[datetime | None] = mapped_column(Moment)
    withdrawn_on: Mapped[date | None] = mapped_column(Date)
    authority_until: Mapped[date | None] = mapped_column(Date)
    represents_id: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    details_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)

    name = Sealed()
    contact = Sealed()
    details = Sealed()


class Access(TenantOwned):
    """Who is barred from a dossier, or was given it to handle, from when until when. Deny first: a bar wins from everything."""

    __tablename__ = "access"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "dossier_id"], ["dossiers.tenant_id", "dossiers.id"]),
        Index("ix_access_account", "tenant_id", "account_id", "dossier_id"),
    )

    dossier_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    account_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("accounts.id"))
    kind: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(String(40))
    from_at: Mapped[datetime] = mapped_column(Moment)
    until_at: Mapped[datetime | None] = mapped_column(Moment)


class DossierToken(TenantOwned):
    """A piece of a word by which a dossier is found, as a keyed hash. The key serves a piece's newest dossiers in order.

    Of a name, a number, the short description or the story: which of these, and how long the piece is, is not to be seen.
    """

    __tablename__ = "dossier_tokens"
    __table_args__ = (
        UniqueConstraint("tenant_id", "token", "dossier_id"),
        ForeignKeyConstraint(["tenant_id", "dossier_id"], ["dossiers.tenant_id", "dossiers.id"]),
        Index("ix_dossier_tokens_dossier", "tenant_id", "dossier_id"),
    )

    token: Mapped[bytes] = mapped_column(LargeBinary(8))
    dossier_id: Mapped[uuid.UUID] = mapped_column(Uuid)


watches(
    Watched(
        table="access",
        says="wie dit dossier mag lezen en wie niet",
        columns=("account_id", "kind", "reason", "from_at", "until_at"),
        matter="dossier_id",
    )
)

keeps(
    Kept(name="dossiers", says="zaken: nummer, datums, stap", matter="id"),
    Kept(
        name="dossier_tokens",
        says="stukjes van woorden om een zaak te vinden, als hash met een sleutel",
        matter="dossier_id",
    ),
    Kept(name="statements", says="de klacht, per versie", matter="dossier_id"),
    Kept(
        name="parties",
        says="klagers, vertegenwoordigers, aangeklaagden",
        matter="dossier_id",
        person=("account_id",),
    ),
    Kept(name="access", says="wie een dossier niet mag zien", matter="dossier_id", person=("account_id",)),
)
