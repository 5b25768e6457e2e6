"""The scheduler: its own process, one leader, jobs that can run twice without harm."""

import fcntl
import gc
import logging
import signal
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from types import FrameType

from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError

from wederhoor import health, schema
from wederhoor.correspondence.bounces import Bounce, Inbox, mark_returned
from wederhoor.correspondence.duties import notice_came_back
from wederhoor.deadlines import clock_back, reminders
from wederhoor.dossiers.names import mend_each
from wederhoor.faults import described
from wederhoor.intake import jobs as intake_jobs
from wederhoor.notices.mail import KeepTransport, SmtpTransport, Transport
from wederhoor.notices.tokens import TokenSource
from wederhoor.organisation import OrganisationError
from wederhoor.papers import jobs as paper_jobs
from wederhoor.people.devices import forget_old_devices
from wederhoor.people.links import forget_requests
from wederhoor.people.mailing_links import mail_links
from wederhoor.people.sessions import forget_old_sessions
from wederhoor.people.sign_in import forget_failures
from wederhoor.plugins import PluginError
from wederhoor.record import anchors, copies
from wederhoor.setbacks import service as setbacks
from wederhoor.setbacks.service import Steps
from wederhoor.settings import code_editions
from wederhoor.settings.service import begin_work, platform_session, tenant_session
from wederhoor.strongboxes.service import forget_openings
from wederhoor.tenancy.locks import PlatformSession, end_work
from wederhoor.tenancy.tables import DueTenant, Tenant
from wederhoor.vault.files import FileStore
from wederhoor.visiting import AT_LATEST, lock_matter, visit
from wederhoor.web.kept import forget_closed
from wederhoor.work import AMSTERDAM, SYSTEM, Installation, Work, utc_now

log = logging.getLogger("wederhoor.scheduler")

ADVISORY_LOCK = 0x5745_4445_5248_4F4F
AGAIN_AFTER = timedelta(seconds=30)
ORPHANS_AT = 4
"""The hour of the day at which files without a row are looked for."""


def transport_of(installation: Installation) -> Transport:
    """How mail leaves this installation."""
    smtp = installation.config.smtp
    if smtp is None:
        return KeepTransport()
    return SmtpTransport(smtp=smtp, tokens=TokenSource(smtp.oauth) if smtp.oauth else None)


def fetch_bounces(installation: Installation, inbox: Inbox) -> int:
    """Read the mailbox and note which notices came back. Returns how many."""

    def noted(tenant_id: uuid.UUID, bounce: Bounce) -> bool:
        def open_work() -> AbstractContextManager[Work]:
            return begin_work(installation, tenant_id, write=True, actor=SYSTEM, now=utc_now())

        try:
            return mark_returned(open_work, bounce, lock_matter, notice_came_back)
        except (OrganisationError, PluginError) as why:
            log.error("a bounce of tenant %s cannot be noted: %s", tenant_id, why)
            return False

    def take(bounce: Bounce) -> bool:
        known = all_tenants(installation)
        if bounce.tenant_id is not None:
            return bounce.tenant_id in known and noted(bounce.tenant_id, bounce)
        failed: Exception | None = None
        for tenant_id in known:
            try:
                if noted(tenant_id, bounce):
                    return True
            except Exception as error:  # noqa: BLE001 - it may be another organisation's
                failed = error
        if failed is not None:
            raise failed
        return False

    return inbox.visit(take)


def sweep(
    installation: Installation,
    transport: Transport,
    *,
    now: Callable[[], datetime] = utc_now,
    inherits: bool = False,
) -> int:
    """Visit every tenant that has something due: reminders, mail, PDFs, scans. Returns how many tenants were visited.

    `inherits`: this process has just become the leader, so what is being sent was left by one that is gone.
    """
    moment = now()
    guarded(lambda: mail_links(installation, moment))()
    with platform_session(installation, write=False) as session:
        query = select(DueTenant.tenant_id, DueTenant.next_due_at).where(DueTenant.next_due_at <= moment)
        due = [
            (row.tenant_id, row.next_due_at) for row in session.execute(query.order_by(DueTenant.next_due_at))
        ]
    for tenant_id, seen in due:
        try:
            following = visit(installation, tenant_id, transport, now, inherits=inherits)
        except (OrganisationError, PluginError) as why:
            log.error("tenant %s cannot be visited: %s", tenant_id, why)
            following = now() + AT_LATEST
        except Exception as error:  # noqa: BLE001 - what is wrong at one organisation is not the others' fault
            log.error("visit of tenant %s failed: %s", tenant_id, described(error))
            following = now() + AGAIN_AFTER
        try:
            _plan(installation, tenant_id, seen, following)
        except Exception as error:  # noqa: BLE001 - it is due still, and visited again
            log.error("the next visit of tenant %s could not be planned: %s", tenant_id, described(error))
    return len(due)


def _plan(installation: Installation, tenant_id: uuid.UUID, seen: datetime, following: datetime) -> None:
    # Only when nobody asked for a visit in the meantime: then that request stands.
    with platform_session(installation, write=True) as session:
        session.execute(
            update(DueTenant)
            .where(DueTenant.tenant_id == tenant_id, DueTenant.next_due_at == seen)
            .values(next_due_at=following)
            .execution_options(synchronize_session=False)
        )


def tidy(installation: Installation) -> None:
    """Once an hour: drafts and counts that are over; editions of the code that are kept for when the plugin is away.

    Where the plugin is away nothing changes: what is over waits until it is back.
    """

    files = FileStore(root=installation.config.files)

    def one(tenant_id: uuid.UUID) -> None:
        def open_work() -> AbstractContextManager[Work]:
            return begin_work(installation, tenant_id, write=True, actor=SYSTEM, now=utc_now())

        def in_one(do: Callable[[Work], object]) -> None:
            with open_work() as work:
                do(work)

        steps = Steps(open_work)
        steps.run("expiries", lambda: intake_jobs.announce_expiry_each(open_work))
        steps.run("untold", lambda: in_one(intake_jobs.find_untold))
        steps.run("clock_back", lambda: in_one(clock_back.mend))
        steps.run("old_reminders", lambda: in_one(reminders.forget))
        steps.run("drafts", lambda: intake_jobs.tidy_each(open_work, files))
        steps.run("unfinished", lambda: in_one(lambda work: intake_jobs.tidy_rest(work, files)))
        steps.run("names", lambda: mend_each(open_work))
        steps.run("editions", lambda: in_one(code_editions.keep))
        steps.run("old_setbacks", lambda: in_one(setbacks.forget_old))
        if utc_now().astimezone(AMSTERDAM).hour == ORPHANS_AT:
            tables = schema.tables_of_tenants()
            store = installation.vault.anchors
            told = anchors.told_of(store, tenant_id)
            steps.run("skipped", lambda: in_one(lambda work: anchors.find_skipped(work, store, told)))
            steps.run("orphans", lambda: in_one(lambda work: paper_jobs.forget_orphans(work, files, tables)))

    _each_tenant(installation, "tidied", one)
    for forget in (
        forget_old_sessions,
        forget_failures,
        forget_old_devices,
        forget_requests,
        forget_openings,
        forget_closed,
    ):
        guarded(partial(_forget, installation, forget))()


def _forget(installation: Installation, forget: Callable[[PlatformSession, datetime], object]) -> None:
    with platform_session(installation, write=True) as session:
        forget(session, utc_now())


def anchor(installation: Installation) -> int:
    """Write the heads of the record outside the data, a batch at a time, and add them to this machine's copy. Returns how many heads.

    Also where the plugin is away: who reads is on the record then as well.
    """
    counted: list[int] = []
    path, store = installation.config.record_anchor, installation.vault.anchors

    def working(tenant_id: uuid.UUID) -> AbstractContextManager[Work]:
        return begin_work(installation, tenant_id, write=True, actor=SYSTEM, now=utc_now(), no_rules=True)

    def one(tenant_id: uuid.UUID) -> None:
        if copies.is_settled(path, tenant_id) and not _is_behind(installation, tenant_id):
            return
        keyed = begun = store.mark(tenant_id) is not None
        while not begun:
            with anchors.anchors_at_rest(path), working(tenant_id) as work:
                begun = anchors.begin(work, store, path)
        after: uuid.UUID | None = anchors.FIRST if _is_behind(installation, tenant_id) else None
        while after is not None:
            with anchors.anchors_at_rest(path), working(tenant_id) as work:
                heads, after = anchors.anchor(work, store, after)
            counted.append(heads)
        if not keyed:
            with working(tenant_id) as work:
                anchors.mark(work, store)
        copies.settle(path, store, tenant_id)

    _each_tenant(installation, "anchored", one)
    return sum(counted)


def _each_tenant(installation: Installation, done: str, one: Callable[[uuid.UUID], None]) -> None:
    """Do something for every tenant; what is wrong at one organisation is not the others' fault."""
    for tenant_id in all_tenants(installation):
        try:
            one(tenant_id)
        except (OrganisationError, PluginError) as why:
            log.error("tenant %s cannot be %s: %s", tenant_id, done, why)
        except Exception as error:
            log.error("tenant %s was not %s: %s", tenant_id, done, described(error))
            if isinstance(error, DBAPIError) and _is_away(installation):
                raise  # nobody's fault, and everybody's: not a line for each of them


def _is_away(installation: Installation) -> bool:
    """Whether the database answers nobody."""
    try:
        with platform_session(installation, write=False) as session:
            session.execute(text("select 1"))
    except DBAPIError:
        return True
    return False


def _is_behind(installation: Installation, tenant_id: uuid.UUID) -> bool:
    with tenant_session(installation, tenant_id, write=False) as session:
        behind = anchors.is_behind(session)
        end_work(session)
    return behind


def all_tenants(installation: Installation) -> list[uuid.UUID]:
    """Every tenant, oldest first."""
    with platform_session(installation, write=False) as session:
        return list(session.scalars(select(Tenant.id).order_by(Tenant.id)))


@contextmanager
def leadership(installation: Installation) -> Iterator[Callable[[], bool]]:
    """Wait until this process leads; yields a check whether it still does. The lock goes with the process."""
    if installation.engine.dialect.name == "postgresql":
        with installation.engine.connect() as connection:
            query = text("select pg_try_advisory_lock(:key)")
            while not connection.execute(query, {"key": ADVISORY_LOCK}).scalar():
                connection.rollback()
                time.sleep(1)
            connection.commit()

            def alive() -> bool:
                try:
                    connection.execute(text("select 1"))
                    connection.commit()
                except Exception as error:  # noqa: BLE001 - whatever is wrong, another may lead
                    log.error("leadership lost: %s", described(error))
                    return False
                return True

            yield alive
    else:
        path = Path(installation.config.var) / "scheduler.lock"
        with path.open("w") as file:
            while True:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    time.sleep(0.5)
            yield lambda: True


def run(installation: Installation) -> None:
    """Lead, and keep the jobs going until the process is told to stop."""
    stopping = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        stopping.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    transport = transport_of(installation)
    gc.freeze()  # what is loaded by now stays: looking through it for rubbish costs a sweep a fifth of its time
    while not stopping.is_set():
        try:
            with leadership(installation) as alive:
                _work_until(installation, transport, stopping, alive)
        except Exception as error:  # noqa: BLE001 - the scheduler goes on, whatever happens
            away = "database away" if isinstance(error, DBAPIError) else "the scheduler begins anew"
            log.error("%s: %s", away, described(error))
            stopping.wait(2)


def _work_until(
    installation: Installation, transport: Transport, stopping: threading.Event, alive: Callable[[], bool]
) -> None:
    jobs = BackgroundScheduler(
        timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": 60}
    )
    now = datetime.now(UTC)
    first = iter([True])

    def visit() -> None:
        sweep(installation, transport, inherits=next(first, False))

    jobs.add_job(guarded(visit), "interval", seconds=2, next_run_time=now)
    jobs.add_job(
        guarded(lambda: health.beat(installation, utc_now())), "interval", seconds=30, next_run_time=now
    )
    jobs.add_job(guarded(health.Figures(installation).take), "interval", seconds=60, next_run_time=now)
    jobs.add_job(guarded(lambda: anchor(installation)), "interval", seconds=60, next_run_time=now)
    jobs.add_job(guarded(lambda: tidy(installation)), "interval", hours=1, next_run_time=now)
    if installation.config.imap is not None:
        inbox = Inbox(installation.config.imap)
        read = guarded(lambda: fetch_bounces(installation, inbox))
        jobs.add_job(read, "interval", seconds=20, next_run_time=now)
    jobs.start()
    try:
        while not stopping.wait(2):
            if not alive():
                break
    finally:
        jobs.shutdown(wait=True)


def guarded(job: Callable[[], object]) -> Callable[[], None]:
    """A job whose failure is logged, by kind and not by content, and tried again next time."""

    def run_job() -> None:
        try:
            job()
        except Exception as error:  # noqa: BLE001 - a job that fails must not end the scheduler
            log.error("job failed: %s", described(error))

    return run_job
