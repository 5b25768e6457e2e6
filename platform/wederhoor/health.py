"""Whether this installation works: the scheduler's heartbeat, what it counted, and what a readiness check finds."""

import logging
import time
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, func, select, text
from sqlalchemy.exc import SQLAlchemyError

from wederhoor import schema
from wederhoor.config import ConfigError
from wederhoor.deadlines.tables import Clock
from wederhoor.faults import described
from wederhoor.notices.service import OPEN_STATES
from wederhoor.notices.tables import OutboxRow
from wederhoor.organisation import OrganisationError
from wederhoor.plugin_health import health_of
from wederhoor.plugins import PluginError
from wederhoor.setbacks.tables import Setback
from wederhoor.settings.service import begin_work, platform_session
from wederhoor.tenancy.locks import look_up, read_rows
from wederhoor.tenancy.tables import Heartbeat, Tenant
from wederhoor.vault.files import FileStore
from wederhoor.vault.objects import open_files
from wederhoor.work import SYSTEM, Installation, Work, local_date, utc_now

log = logging.getLogger("wederhoor.scheduler")

SCHEDULER = "scheduler"
LATE_AFTER = timedelta(minutes=5)


def beat(installation: Installation, now: datetime, name: str = SCHEDULER) -> None:
    """The scheduler is alive, or what has another name among the heartbeats."""
    with platform_session(installation, write=True) as session:
        row = session.get(Heartbeat, name)
        if row is None:
            session.add(Heartbeat(name=name, beat_at=now))
        else:
            row.beat_at = now


_BEATS = Heartbeat.__table__
_BEAT = select(_BEATS.c.beat_at, _BEATS.c.figures, _BEATS.c.figures_at).where(
    _BEATS.c.name == bindparam("name")
)


def scheduler_age(installation: Installation, now: datetime) -> timedelta | None:
    """How long ago the scheduler was last alive; None when it never was."""
    rows = look_up(installation.engine, _BEAT, name=SCHEDULER)
    return now - rows[0].beat_at if rows else None


def is_late(age: timedelta | None) -> bool:
    """Whether the scheduler should have been heard of by now; one of the far future was noted by a clock that was ahead."""
    return age is None or abs(age) > LATE_AFTER


_NOTICES, _CLOCKS = OutboxRow.__table__, Clock.__table__
_OPEN = (
    select(_NOTICES.c.state, func.count().label("count"))
    .where(
        _NOTICES.c.tenant_id == bindparam("tenant"), _NOTICES.c.state.in_(bindparam("states", expanding=True))
    )
    .group_by(_NOTICES.c.state)
)
_SETBACKS = Setback.__table__
_STUCK = (
    select(_SETBACKS.c.job, _SETBACKS.c.ended_at.is_not(None).label("over"), func.count().label("count"))
    .where(_SETBACKS.c.tenant_id == bindparam("tenant"))
    .group_by(_SETBACKS.c.job, _SETBACKS.c.ended_at.is_not(None))
)
_OVERDUE = select(func.count().label("count")).where(
    _CLOCKS.c.tenant_id == bindparam("tenant"),
    _CLOCKS.c.state == "running",
    _CLOCKS.c.due_on < bindparam("day"),
    _CLOCKS.c.code.not_in(bindparam("never", expanding=True)),
)


def take_figures(installation: Installation, now: datetime) -> dict[str, Any]:
    """Count open notices by state and terms that are over, tenant by tenant, and keep the sums with the heartbeat.

    {"notices": {state: n}, "overdue": n, "tenants": {slug: {"notices": n, "overdue": n}}}; "tenants" is empty unless the
    operator asked for them by name. "setbacks": {job: {"waiting": n, "ended": n}}, what jobs stumbled over. "read_only": n, organisations
    whose plugin is away, or does not go with what they set themselves.
    """
    with platform_session(installation, write=False) as session:
        tenants = session.execute(select(Tenant.id, Tenant.slug).order_by(Tenant.id)).all()
    notices: dict[str, int] = {state.value: 0 for state in OPEN_STATES}
    named: dict[str, dict[str, int]] = {}
    stuck: dict[str, dict[str, int]] = {}
    total = read_only = 0
    for tenant_id, slug in tenants:
        try:
            states, overdue, setbacks, away = _figures_of(installation, tenant_id, now)
        except (OrganisationError, PluginError):
            continue  # its plugin is away; the sweep says so
        except Exception as error:  # noqa: BLE001 - the others are counted
            log.error("tenant %s was not counted: %s", tenant_id, described(error))
            continue
        for job, state, count in setbacks:
            stuck.setdefault(job, {"waiting": 0, "ended": 0})[state] += count
        for state, count in states.items():
            notices[state] += count
        total += overdue
        read_only += away
        if installation.config.metrics_tenants:
            named[slug] = {"notices": sum(states.values()), "overdue": overdue}
    figures = {
        "notices": notices,
        "overdue": total,
        "tenants": named,
        "setbacks": stuck,
        "read_only": read_only,
    }
    with platform_session(installation, write=True) as session:
        row = session.get(Heartbeat, SCHEDULER)
        if row is not None:
            row.figures, row.figures_at = figures, now
    return figures


class Figures:
    """Counts for the operator, taken so that they cost at most a fiftieth of the time."""

    def __init__(self, installation: Installation) -> None:
        self._installation = installation
        self._not_before = 0.0

    def take(self) -> None:
        """Count now, unless the last time took so long that it is too soon."""
        begun = time.monotonic()
        if begun >= self._not_before:
            take_figures(self._installation, utc_now())
            self._not_before = begun + 50 * (time.monotonic() - begun)


def _figures_of(
    installation: Installation, tenant_id: uuid.UUID, now: datetime
) -> tuple[dict[str, int], int, list[tuple[str, str, int]], bool]:
    with begin_work(installation, tenant_id, write=False, actor=SYSTEM, now=now) as work:
        rows = read_rows(work.session, _OPEN, states=[state.value for state in OPEN_STATES])
        stuck = [
            (row.job, "ended" if row.over else "waiting", int(row[2]))
            for row in read_rows(work.session, _STUCK)
        ]
        return {row.state: int(row[1]) for row in rows}, _overdue(work), stuck, work.read_only


def _overdue(work: Work) -> int:
    never = [rule.code for rule in work.organisation.deadlines if not rule.can_be_late]
    return int(read_rows(work.session, _OVERDUE, day=work.today, never=never)[0][0])


def figures(installation: Installation) -> tuple[dict[str, Any] | None, datetime | None]:
    """What the scheduler last counted, and when the scheduler was last alive."""
    rows = look_up(installation.engine, _BEAT, name=SCHEDULER)
    return (rows[0].figures, rows[0].beat_at) if rows else (None, None)


def sick_plugins(installation: Installation, now: datetime) -> list[str]:
    """The names of the plugins that organisations use and that are not well."""
    with platform_session(installation, write=False) as session:
        used = session.scalars(select(Tenant.plugin).distinct().order_by(Tenant.plugin)).all()
    return [name for name in used if not health_of(name, on=local_date(now)).well]


def failing(installation: Installation, now: datetime) -> list[str]:
    """The names of what does not work: database, keys, files, migrations, scheduler. Empty when all is well."""

    def database() -> None:
        with platform_session(installation, write=False) as session:
            session.execute(text("select 1"))

    def files() -> None:
        open_files(installation.config).probe()
        FileStore(root=installation.config.record_anchor.parent).probe()

    def scheduler() -> None:
        if is_late(scheduler_age(installation, now)):
            raise TimeoutError

    checks: dict[str, Callable[[], None]] = {
        "database": database,
        "keys": installation.vault.check,
        "files": files,
        "migrations": lambda: schema.check_schema(installation.engine),
        "scheduler": scheduler,
    }
    wrong = []
    for name, check in checks.items():
        try:
            check()
        except (SQLAlchemyError, OSError, ConfigError):
            wrong.append(name)
    return wrong
