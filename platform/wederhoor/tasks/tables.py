"""Tasks: dated, for a role or one person; what is to be done is sealed under a key of its own."""

import uuid
from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, ForeignKeyConstraint, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Uuid

from wederhoor.db import Moment
from wederhoor.tenancy.keeping import Kept, keeps
from wederhoor.tenancy.tables import TenantOwned
from wederhoor.tenancy.watching import Watched, watches
from wederhoor.vault.sealed import Sealed

TO_DO = text("done_at IS NULL")


class Task(TenantOwned):
    """Something to do by a day. Without a dossier it is about nobody's case yet, such as a call somebody asked for."""

    __tablename__ = "tasks"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "dossier_id"], ["dossiers.tenant_id", "dossiers.id"]),
        Index("ix_tasks_open", "tenant_id", "due_on", "id", postgresql_where=TO_DO, sqlite_where=TO_DO),
        Index("ix_tasks_dossier", "tenant_id", "dossier_id"),
    )

    dossier_id: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    key_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    kind: Mapped[str] = mapped_column(String(30))
    text_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    due_on: Mapped[date] = mapped_column(Date)
    role: Mapped[str] = mapped_column(String(30))
    account_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("accounts.id"))
    made_at: Mapped[datetime] = mapped_column(Moment)
    done_at: Mapped[datetime | None] = mapped_column(Moment)
    done_by: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("accounts.id"))
    version: Mapped[int] = mapped_column()

    text = Sealed()

    __mapper_args__ = {"version_id_col": version}  # SQLAlchemy's own form


class TaskAccess(TenantOwned):
    """Who is held away from a task of no dossier because they may be meant in it, or was given it; from when until when."""

    __tablename__ = "task_access"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "task_id"], ["tasks.tenant_id", "tasks.id"]),
        Index("ix_task_access_account", "tenant_id", "account_id", "task_id"),
        Index("ix_task_access_task", "tenant_id", "task_id"),
    )

    task_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    account_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("accounts.id"))
    kind: Mapped[str] = mapped_column(String(20))
    from_at: Mapped[datetime] = mapped_column(Moment)
    until_at: Mapped[datetime | None] = mapped_column(Moment)


watches(
    Watched(
        table="task_access",
        says="wie deze taak mag zien en wie niet",
        columns=("account_id", "kind", "from_at", "until_at"),
        matter="task_id",
    )
)

keeps(
    Kept(name="tasks", says="taken", matter="dossier_id", person=("account_id", "done_by")),
    Kept(name="task_access", says="wie een taak niet mag zien", person=("account_id",)),
)
