"""Messages, consents and short-lived codes of one party of a dossier."""

import uuid
from datetime import date, datetime

from sqlalchemy import (
    ColumnElement,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    String,
    and_,
    or_,
)
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Uuid

from wederhoor.db import Moment
from wederhoor.tenancy.keeping import Kept, keeps
from wederhoor.tenancy.tables import TenantOwned
from wederhoor.vault.sealed import Sealed


class Message(TenantOwned):
    """One message between a party (`in`) and the organisation (`out`), sealed with the dossier's key.

    `kind` is `message`, or `agreements`: what was agreed in a talk, to comment on (KR-059). `answer_by` is the day by
    which an answer is wanted. Until `shown_from` what the office wrote can be called back: its party does not see it, nor what was
    called back ever.
    """

    __tablename__ = "messages"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "dossier_id"], ["dossiers.tenant_id", "dossiers.id"]),
        ForeignKeyConstraint(["tenant_id", "party_id"], ["parties.tenant_id", "parties.id"]),
        Index("ix_messages_dossier", "tenant_id", "dossier_id", "sent_at"),
    )

    dossier_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    party_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    key_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    direction: Mapped[str] = mapped_column(String(10))
    kind: Mapped[str] = mapped_column(String(20), server_default="message")
    answer_by: Mapped[date | None] = mapped_column(Date)
    body_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    sent_at: Mapped[datetime] = mapped_column(Moment)
    shown_from: Mapped[datetime | None] = mapped_column(Moment)
    called_back_at: Mapped[datetime | None] = mapped_column(Moment)
    read_at: Mapped[datetime | None] = mapped_column(Moment)
    author_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("accounts.id"))

    body = Sealed()


class Note(TenantOwned):
    """What somebody of the office wrote down: `inside` for the handlers, `parties` for who takes part as well, once it waited.

    A note of a call that is no dossier yet has no `dossier_id`, a key of its own, and the task it gave in `task_id`.
    """

    __tablename__ = "notes"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "dossier_id"], ["dossiers.tenant_id", "dossiers.id"]),
        ForeignKeyConstraint(["tenant_id", "task_id"], ["tasks.tenant_id", "tasks.id"]),
        Index("ix_notes_dossier", "tenant_id", "dossier_id", "written_at"),
    )

    dossier_id: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    task_id: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    key_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    side: Mapped[str] = mapped_column(String(10))
    body_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    written_at: Mapped[datetime] = mapped_column(Moment)
    shown_from: Mapped[datetime | None] = mapped_column(Moment)
    called_back_at: Mapped[datetime | None] = mapped_column(Moment)
    author_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("accounts.id"))

    body = Sealed()


def seen_by_party(
    now: datetime | ColumnElement[datetime], of: type[Message] | type[Note] = Message
) -> ColumnElement[bool]:
    """Whether a message or note is on the page of its party: not while it waits, nor when it was called back."""
    return and_(of.called_back_at.is_(None), or_(of.shown_from.is_(None), of.shown_from <= now))


def still_waits(one: Message | Note, now: datetime) -> bool:
    """Whether a message or note is still to come on the page of its party."""
    return one.called_back_at is None and one.shown_from is not None and one.shown_from > now


class SavedText(TenantOwned):
    """A piece of text an organisation keeps under a name, to put in letters and messages. It is of no matter."""

    __tablename__ = "saved_texts"

    key_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    name_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    body_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    account_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("accounts.id"))
    changed_at: Mapped[datetime] = mapped_column(Moment)

    name = Sealed()
    body = Sealed()


class DoorCode(TenantOwned):
    """Six digits that open the papers for an hour; only their keyed hash is kept, tries are counted."""

    __tablename__ = "door_codes"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "dossier_id"], ["dossiers.tenant_id", "dossiers.id"]),
        ForeignKeyConstraint(["tenant_id", "party_id"], ["parties.tenant_id", "parties.id"]),
        Index("ix_door_codes_party", "tenant_id", "party_id", "made_at"),
    )

    dossier_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    party_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    digits_hash: Mapped[str] = mapped_column(String(64))
    way: Mapped[str] = mapped_column(String(10))
    made_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    tries: Mapped[int]
    used_at: Mapped[datetime | None] = mapped_column(Moment)


keeps(
    Kept(name="door_codes", says="codes voor de stukken", matter="dossier_id"),
    Kept(
        name="notes", says="notities, ook van telefoongesprekken", matter="dossier_id", person=("author_id",)
    ),
    Kept(
        name="saved_texts",
        says="vaste teksten van een organisatie, om mee te schrijven",
        person=("account_id",),
    ),
    Kept(name="messages", says="berichten met een partij", matter="dossier_id", person=("author_id",)),
)
