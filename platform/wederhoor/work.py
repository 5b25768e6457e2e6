"""What every use case receives: `Work` (one tenant, one transaction, one moment) and who acts in it."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from wederhoor.config import Config
from wederhoor.organisation import Organisation
from wederhoor.rules.provenance import Provenance
from wederhoor.tenancy.locks import TenantSession, keep_work, refuse_work
from wederhoor.vault.vault import TenantVault, Vault

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


class ActorKind(StrEnum):
    """Who does something: the person behind a receipt code, an accused behind theirs, staff, or the platform itself."""

    RESIDENT = "resident"
    ACCUSED = "accused"
    STAFF = "staff"
    SYSTEM = "system"


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Who acts, and in which roles today. `account_id` only for staff.

    `only_given`: a role among these counts only for the matters that were given to this person, or that nobody else opens.
    """

    kind: ActorKind
    account_id: uuid.UUID | None = None
    roles: frozenset[str] = frozenset()
    only_given: bool = False


RESIDENT = Actor(kind=ActorKind.RESIDENT)
ACCUSED = Actor(kind=ActorKind.ACCUSED)
SYSTEM = Actor(kind=ActorKind.SYSTEM)


@dataclass(frozen=True, kw_only=True)
class Installation:
    """One running installation: its settings, its database and its keys. Built once by the composition root.

    `last` is done before a commit in which rights were given or taken (`tenancy.watching`).
    """

    config: Config
    engine: Engine
    vault: Vault
    last: "Callable[[Work], None] | None" = None


@dataclass(frozen=True, kw_only=True)
class Work:
    """One unit of work: everything a use case may know. It never reads the clock, the request or the environment.

    It ends one way: committed as a whole when its block ends, undone as a whole when the block raises or `refuse` was called.

    `read_only`: the plugin cannot be asked, and `organisation` is what it answered last.
    `form_id`: the number of what is made behind a wall; the same when the same is asked again, so that it is made once.
    `recall`: how long a mail that a person sends waits, so that it can be called back.
    """

    session: TenantSession
    tenant_id: uuid.UUID
    organisation: Organisation
    vault: TenantVault
    actor: Actor
    now: datetime
    read_only: bool = False
    why_read_only: str = ""
    form_id: uuid.UUID | None = None
    recall: timedelta = timedelta(0)

    def refuse(self) -> None:
        """Undo what was done and not kept. A page that says no calls this; the work is never committed after it.

        What was loaded is read anew, so that the page shows what is really there.
        """
        refuse_work(self.session)

    def keep(self) -> None:
        """What was done so far counts, even when the rest is refused: a try that is counted, a wrong code."""
        keep_work(self.session)

    @property
    def today(self) -> date:
        """The date in Amsterdam at this moment."""
        return local_date(self.now)


def local_date(moment: datetime) -> date:
    """The calendar date in Amsterdam of a moment."""
    return moment.astimezone(AMSTERDAM).date()


def utc_now() -> datetime:
    """This moment, aware and in UTC; called only where a unit of work begins."""
    return datetime.now(UTC)


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """Why an act is impossible now, in Dutch, with the article when there is one."""

    reason: str
    source: Provenance | None = None

    def __str__(self) -> str:
        return f"{self.reason.removesuffix('.')} ({self.source})." if self.source else self.reason


class Refused(Exception):
    """What was filled in cannot be done. `field` is where it is wrong, empty for the act as a whole."""

    def __init__(self, field: str, reason: str, source: Provenance | None = None) -> None:
        self.field, self.reason = field, str(Refusal(reason=reason, source=source))
        super().__init__(self.reason)
