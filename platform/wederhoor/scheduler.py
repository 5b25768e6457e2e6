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
from datetime import time as clock_time
from functools import partial
from pathlib import Path
from types import FrameType

from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError

from wederhoor import health, schema
from wederhoor.cases import transfer
from wederhoor.conduct import jobs as conduct_jobs
from wederhoor.correspondence.bounces import Bounce, Inbox, mark_returned
from wederhoor.correspondence.duties import notice_came_back, notice_left
from wederhoor.deadlines import jobs as deadline_jobs
from wederhoor.deadlines import reminders
from wederhoor.declarations import jobs as declaration_jobs
from wederhoor.dossiers.parties import reads_large
from wederhoor.dossiers.tables import Dossier
from wederhoor.intake import jobs as intake_jobs
from wederhoor.misconduct import jobs as misconduct_jobs
from wederhoor.notices import jobs as notice_jobs
from wederhoor.notices.mail import KeepTransport, SmtpTransport, Transport
from wederhoor.notices.tokens import TokenSource
from wederhoor.organisation import OrganisationError
from wederhoor.papers import copying
from wederhoor.papers import jobs as paper_jobs
from wederhoor.papers.scanner import Scanner
from wederhoor.people.sessions import forget_old_sessions
from wederhoor.people.sign_in import forget_counts
from wederhoor.plugins import PluginError
from wederhoor.record import anchors
from wederhoor.settings import code_editions
from wederhoor.settings.service import begin_work, platform_session, tenant_session
from wederhoor.strongboxes.service import forget_openings
from wederhoor.tenancy.locks import end_work
from wederhoor.tenancy.tables import DueTenant, Tenant
from wederhoor.vault.files import FileStore
from wederhoor.work import AMSTERDAM, SYSTEM, Installation, Work, utc_now

log = logging.getLogger("wederhoor.scheduler")

ADVISORY_LOCK = 0x5745_4445_5248_4F4F
AT_LATEST = timedelta(hours=1)
AGAIN_AFTER = timedelta(seconds=30)
REMIND_AT = clock_time(7, 0)
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
        if bounce.tenant_id is None:
            return any(noted(tenant_id, bounce) for tenant_id in known)
        return bounce.tenant_id in known and noted(bounce.tenant_id, bounce)

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
    with platform_session(installation, write=False) as session:
        query = select(DueTenant.tenant_id, DueTenant.next_due_at).where(DueTenant.next_due_at <= moment)
        due = [
            (row.tenant_id, row.next_due_at) for row in session.execute(query.order_by(DueTenant.next_due_at))
        ]
    for tenant_id, seen in due:
        try:
            following = _visit(installation, tenant_id, transport, now, inherits=inherits)
        except (OrganisationError, PluginError) as why:
            log.error("tenant %s cannot be visited: %s", tenant_id, why)
            following = now() + AT_LATEST
        except Exception as error:  # noqa: BLE001 - what is wrong at one organisation is not the others' fault
            log.error("visit of tenant %s failed: %s", tenant_id, type(error).__name__)
            following = now() + AGAIN_AFTER
        _plan(installation, tenant_id, seen, following)
    return len(due)


def _visit(
    installation: Installation,
    tenant_id: uuid.UUID,
    transport: Transport,
    now: Callable[[], datetime],
    *,
    inherits: bool,
) -> datetime:
    config = installation.config

    def open_work(*, write: bool = True) -> AbstractContextManager[Work]:
        return begin_work(installation, tenant_id, write=write, actor=SYSTEM, now=now())

    one_writer = installation.engine.dialect.name == "sqlite"
    deadline_jobs.remind_all(open_work, partial(open_work, write=False) if one_writer else None)
    with open_work() as work:
        declaration_jobs.remind(work)
        conduct_jobs.hand_out_and_remind(work)
        misconduct_jobs.remind(work)
        handed_over = transfer.is_waiting(work)
    if handed_over:
        transfer.deliver(installation, tenant_id, now())
    if transport.leaves or config.demo:
        notice_jobs.send_waiting(
            open_work,
            transport,
            mail_from=config.mail_from,
            lock_matter=lock_matter,
            after_sent=notice_left,
            inherits=inherits,
        )
    deadline_jobs.show_failed(open_work)
    files, scanner = FileStore(root=config.files), Scanner(clamd=config.clamd)
    notice_jobs.make_pdfs(open_work, files, number_of, reads_large)
    copying.copy_waiting(open_work, files)
    paper_jobs.scan_waiting(open_work, files, scanner)
    with begin_work(installation, tenant_id, write=False, actor=SYSTEM, now=now()) as work:
        return _following(work, sends=transport.leaves or config.demo, scans=scanner.exists)


def _following(work: Work, *, sends: bool, scans: bool) -> datetime:
    candidates = [work.now + AT_LATEST]
    if scans and (scan_at := paper_jobs.next_scan(work)) is not None:
        candidates.append(max(scan_at, work.now + timedelta(seconds=2)))
    waiting = notice_jobs.next_due(work)
    if waiting is not None and sends:
        candidates.append(max(waiting, work.now + timedelta(seconds=2)))
    days = (
        deadline_jobs.next_reminder_day(work),
        declaration_jobs.next_day(work),
        conduct_jobs.next_day(work),
        misconduct_jobs.next_reminder_day(work),
    )
    for day in (one for one in days if one is not None):
        at = datetime.combine(day, REMIND_AT, AMSTERDAM)
        candidates.append(max(at.astimezone(UTC), work.now + timedelta(seconds=2)))
    return min(candidates)


def _plan(installation: Installation, tenant_id: uuid.UUID, seen: datetime, following: datetime) -> None:
    # Only when nobody asked for a visit in the meantime: then that request stands.
    with platform_session(installation, write=True) as session:
        session.execute(
            update(DueTenant)
            .where(DueTenant.tenant_id == tenant_id, DueTenant.next_due_at == seen)
            .values(next_due_at=following)
            .execution_options(synchronize_session=False)
        )


def lock_matter(work: Work, matter_id: uuid.UUID) -> None:
    """Keep a dossier from others until the transaction ends."""
    work.session.execute(select(Dossier.id).where(Dossier.id == matter_id).with_for_update()).all()


def number_of(work: Work, matter_id: uuid.UUID) -> str:
    """The register number of a dossier, for each page of a letter (KR-152); empty for what has none."""
    return work.session.scalars(select(Dossier.number).where(Dossier.id == matter_id)).first() or ""


def tidy(installation: Installation) -> None:
    """Once an hour: drafts and counts that are over; editions of the code that are kept for when the plugin is away.

    Where the plugin is away nothing changes: what is over waits until it is back.
    """

    def one(tenant_id: uuid.UUID) -> None:
        with begin_work(installation, tenant_id, write=True, actor=SYSTEM, now=utc_now()) as work:
            intake_jobs.announce_expiry(work)
            intake_jobs.find_untold(work)
            reminders.forget(work)
            intake_jobs.tidy(work, FileStore(root=installation.config.files))
            code_editions.keep(work)
            if work.now.astimezone(AMSTERDAM).hour == ORPHANS_AT:
                paper_jobs.forget_orphans(
                    work, FileStore(root=installation.config.files), schema.tables_of_tenants()
                )

    _each_tenant(installation, "tidied", one)
    with platform_session(installation, write=True) as session:
        forget_old_sessions(session, utc_now())
        forget_counts(session, utc_now())
        forget_openings(session, utc_now())


def anchor(installation: Installation) -> int:
    """Write the heads of the record to the file outside the database, a batch at a time. Returns how many heads.

    Also where the plugin is away: who reads is on the record then as well.
    """
    counted: list[int] = []
    path = installation.config.record_anchor

    def one(tenant_id: uuid.UUID) -> None:
        after: uuid.UUID | None = anchors.FIRST if _is_behind(installation, tenant_id) else None
        while after is not None:
            with (
                anchors.anchors_at_rest(path),
                begin_work(
                    installation, tenant_id, write=True, actor=SYSTEM, now=utc_now(), no_rules=True
                ) as work,
            ):
                heads, after = anchors.anchor(work, path, after)
            counted.append(heads)

    _each_tenant(installation, "anchored", one)
    return sum(counted)


def _each_tenant(installation: Installation, done: str, one: Callable[[uuid.UUID], None]) -> None:
    """Do something for every tenant; what is wrong at one organisation is not the others' fault."""
    for tenant_id in all_tenants(installation):
        try:
            one(tenant_id)
        except (OrganisationError, PluginError) as why:
            log.error("tenant %s cannot be %s: %s", tenant_id, done, why)
        except DBAPIError:
            raise
        except Exception as error:  # noqa: BLE001
            log.error("tenant %s was not %s: %s", tenant_id, done, type(error).__name__)


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
                except DBAPIError:
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
        except DBAPIError as error:
            log.error("database away: %s", type(error).__name__)
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
            log.error("job failed: %s", type(error).__name__)

    return run_job
