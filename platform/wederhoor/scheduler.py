"""The scheduler: its own process, one leader, jobs that can run twice without harm."""

import gc
import logging
import time
import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from functools import cache, partial

from sqlalchemy import or_, select, text, update
from sqlalchemy.exc import DBAPIError

from wederhoor import health, schema
from wederhoor.children import Told
from wederhoor.correspondence.bounces import Bounce, Inbox, mark_returned
from wederhoor.correspondence.duties import notice_came_back
from wederhoor.deadlines import clock_back, reminders
from wederhoor.dossiers.finding import mend_each
from wederhoor.faults import described
from wederhoor.intake import jobs as intake_jobs
from wederhoor.leading import Leader, leadership
from wederhoor.notices.mail import KeepTransport, SmtpTransport, Transport
from wederhoor.notices.postman import Postman
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
from wederhoor.settings.service import all_tenants, begin_work, platform_session, tenant_session
from wederhoor.strongboxes.service import forget_openings
from wederhoor.tenancy.locks import PlatformSession, end_work
from wederhoor.tenancy.tables import DueTenant
from wederhoor.ticking import Round, Ticking
from wederhoor.vault.objects import open_files
from wederhoor.visiting import AT_LATEST, lock_matter, visit
from wederhoor.web import once
from wederhoor.web.kept import forget_closed
from wederhoor.work import AMSTERDAM, SYSTEM, Installation, Work, utc_now

log = logging.getLogger("wederhoor.scheduler")

AGAIN_AFTER = timedelta(seconds=30)
SKEW = timedelta(minutes=5)
"""How far the clocks of two machines may differ."""
ENDS_WITHIN = 20.0
"""Seconds that what is being done gets when the process is told to end."""
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
    postman: Postman | None = None,
) -> int:
    """Visit every tenant that has something due: reminders, mail, PDFs, scans. Returns how many tenants were visited.

    `postman`: the lines to the mail server, kept from sweep to sweep, and the term in which this process leads.
    """
    moment = now()
    guarded(lambda: mail_links(installation, moment))()
    moment, postman = now(), postman or Postman(transport)
    # No visit is planned later than that: one that is was planned by a clock that was ahead.
    ahead = DueTenant.next_due_at > moment + AT_LATEST + SKEW
    with platform_session(installation, write=False) as session:
        query = select(DueTenant.tenant_id, DueTenant.next_due_at).where(
            or_(DueTenant.next_due_at <= moment, ahead, DueTenant.tenant_id.in_(postman.waiting()))
        )
        due = [
            (row.tenant_id, row.next_due_at) for row in session.execute(query.order_by(DueTenant.next_due_at))
        ]
    visited = 0
    for tenant_id, seen in due:
        if not postman.leads():
            break
        visited += 1
        try:
            following = visit(installation, tenant_id, postman, now)
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
    return visited


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

    files = open_files(installation.config)

    def one(tenant_id: uuid.UUID) -> None:
        def open_work() -> AbstractContextManager[Work]:
            return begin_work(installation, tenant_id, write=True, actor=SYSTEM, now=utc_now())

        def in_one(do: Callable[[Work], object]) -> None:
            with open_work() as work:
                do(work)

        def find_skipped() -> None:
            store = installation.vault.anchors
            told = anchors.told_of(store, tenant_id)  # before anything is held: it is much to read
            in_one(lambda work: anchors.find_skipped(work, store, told))

        steps = Steps(open_work)
        steps.run("expiries", lambda: intake_jobs.announce_expiry_each(open_work))
        steps.run("untold", lambda: in_one(intake_jobs.find_untold))
        steps.run("clock_back", lambda: in_one(clock_back.mend))
        steps.run("old_reminders", lambda: in_one(reminders.forget))
        steps.run("drafts", lambda: intake_jobs.tidy_each(open_work, files))
        steps.run("unfinished", lambda: in_one(lambda work: intake_jobs.tidy_rest(work, files)))
        steps.run("finding", lambda: mend_each(open_work))
        steps.run("editions", lambda: in_one(code_editions.keep))
        steps.run("taken_forms", lambda: in_one(once.forget))
        steps.run("old_setbacks", lambda: in_one(setbacks.forget_old))
        if utc_now().astimezone(AMSTERDAM).hour == ORPHANS_AT:
            tables = schema.tables_of_tenants()
            steps.run("skipped", find_skipped)
            steps.run("orphans", lambda: in_one(lambda work: paper_jobs.forget_orphans(work, files, tables)))

    _each_tenant(installation, "tidied", one)
    for forget in (
        forget_old_sessions,
        forget_failures,
        forget_old_devices,
        forget_requests,
        forget_openings,
        forget_closed,
        once.forget_accounts,
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
    old = cache(lambda: copies.read_copy(path))  # only read where a record is not keyed yet

    def working(tenant_id: uuid.UUID) -> AbstractContextManager[Work]:
        return begin_work(installation, tenant_id, write=True, actor=SYSTEM, now=utc_now(), no_rules=True)

    def one(tenant_id: uuid.UUID) -> None:
        if copies.is_settled(path, tenant_id) and not _is_behind(installation, tenant_id):
            return
        keyed = begun = store.mark(tenant_id) is not None
        while not begun:
            with anchors.anchors_at_rest(path), working(tenant_id) as work:
                begun = anchors.begin(work, store, old().get(tenant_id, []))
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


def rounds(installation: Installation, postman: Postman) -> list[Round]:
    """Everything a leading scheduler does."""
    found = [
        Round(every=2, do=lambda: sweep(installation, postman.transport, postman=postman)),
        Round(every=30, do=lambda: health.beat(installation, utc_now())),
        Round(every=60, do=health.Figures(installation).take),
        Round(every=60, do=lambda: anchor(installation)),
        Round(every=3600, do=lambda: tidy(installation)),
    ]
    if installation.config.imap is not None:
        inbox = Inbox(installation.config.imap)
        found.append(Round(every=20, do=lambda: fetch_bounces(installation, inbox)))
    return found


def run(installation: Installation) -> None:
    """Lead, and keep the jobs going until the process is told to stop."""
    told = Told()
    transport = transport_of(installation)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    gc.freeze()  # what is loaded by now stays: looking through it for rubbish costs a sweep a fifth of its time
    while not told.to_end:
        try:
            with leadership(installation, lambda: told.to_end) as leader:
                if leader is not None:
                    _work_until(installation, Postman(transport, leader), leader, told)
        except Exception as error:  # noqa: BLE001 - the scheduler goes on, whatever happens
            away = "database away" if isinstance(error, DBAPIError) else "the scheduler begins anew"
            log.error("%s: %s", away, described(error))
            _rest(told, 2)


def _rest(told: Told, seconds: float) -> None:
    until = time.monotonic() + seconds
    while not told.to_end and time.monotonic() < until:
        time.sleep(0.1)


def _work_until(installation: Installation, postman: Postman, leader: Leader, told: Told) -> None:
    jobs = Ticking([Round(every=one.every, do=_led(one.do, leader)) for one in rounds(installation, postman)])
    try:
        while not told.to_end and leader.holds():
            leader.keep()
            jobs.look()
            time.sleep(0.1)
    finally:
        jobs.end()
        until = time.monotonic() + ENDS_WITHIN
        postman.finish(ENDS_WITHIN / 2)
        while jobs.is_busy() and time.monotonic() < until:
            leader.keep()  # what is still being done is done as leader
            time.sleep(0.1)


def _led(do: Callable[[], object], leader: Leader) -> Callable[[], None]:
    """A job that is only begun while this process leads."""
    job = guarded(do)

    def run_job() -> None:
        if leader.holds():
            job()

    return run_job


def guarded(job: Callable[[], object]) -> Callable[[], None]:
    """A job whose failure is logged, by kind and not by content, and tried again next time."""

    def run_job() -> None:
        try:
            job()
        except Exception as error:  # noqa: BLE001 - a job that fails must not end the scheduler
            log.error("job failed: %s", described(error))

    return run_job
