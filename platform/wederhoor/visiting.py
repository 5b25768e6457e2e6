"""One visit of the scheduler to one organisation: every job that has something due, each for itself."""

import logging
import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from datetime import time as clock_time
from functools import partial

from sqlalchemy import select

from wederhoor.cases import transfer
from wederhoor.conduct import jobs as conduct_jobs
from wederhoor.correspondence.duties import notice_left
from wederhoor.deadlines import jobs as deadline_jobs
from wederhoor.declarations import jobs as declaration_jobs
from wederhoor.dossiers import finding
from wederhoor.dossiers.sheets import sheet_of
from wederhoor.dossiers.tables import Dossier
from wederhoor.faults import described
from wederhoor.misconduct import jobs as misconduct_jobs
from wederhoor.notices import jobs as notice_jobs
from wederhoor.notices.pdf import Sheet
from wederhoor.notices.postman import Postman
from wederhoor.notices.sending import Around, site_of
from wederhoor.notices.service import State
from wederhoor.notices.tables import Letter, OutboxRow
from wederhoor.papers import copying
from wederhoor.papers import jobs as paper_jobs
from wederhoor.papers.scanner import Scanner
from wederhoor.papers.tables import Paper
from wederhoor.setbacks import service as setbacks
from wederhoor.setbacks.service import Steps
from wederhoor.settings.service import begin_work
from wederhoor.tasks.service import TaskKind, add_task, ask_once, finish_all
from wederhoor.vault.objects import open_files
from wederhoor.work import AMSTERDAM, SYSTEM, Installation, Work

log = logging.getLogger("wederhoor.scheduler")

AT_LATEST = timedelta(hours=1)
SOON = timedelta(seconds=2)
REMIND_AT = clock_time(7, 0)


def visit(
    installation: Installation,
    tenant_id: uuid.UUID,
    postman: Postman,
    now: Callable[[], datetime],
) -> datetime:
    """Reminders, what was handed over, mail, PDFs, papers. Returns when this organisation needs the next visit.

    A job that fails is noted and tried again, and the others run. Raises what beginning a unit of work raises.
    """
    config = installation.config

    def open_work(*, write: bool = True) -> AbstractContextManager[Work]:
        return begin_work(installation, tenant_id, write=write, actor=SYSTEM, now=now())

    look = partial(open_work, write=False) if installation.engine.dialect.name == "sqlite" else None
    sends = postman.transport.leaves or config.demo
    files, scanner = open_files(config), Scanner(clamd=config.clamd)
    steps = Steps(open_work)
    steps.run("clocks", lambda: deadline_jobs.remind_all(open_work, look))
    _remind_others(open_work, steps)
    steps.run("transfers", lambda: _bring(installation, tenant_id, open_work, now()))
    if sends:
        steps.run(
            "mail",
            lambda: notice_jobs.send_waiting(
                open_work, postman, AROUND_MAIL, mail_from=config.mail_from, address=config.address
            ),
        )
    steps.run("failed_reminders", lambda: deadline_jobs.show_failed(open_work))
    steps.run("finding", lambda: _make_findable(open_work))
    steps.run("pdfs", lambda: notice_jobs.make_pdfs(open_work, files, _sheet_in(config.address)))
    steps.run("copies", lambda: copying.copy_waiting(open_work, files, _show_missing))
    steps.run("scans", lambda: paper_jobs.scan_waiting(open_work, files, scanner))
    with open_work(write=False) as work:
        return _following(work, sends=sends, scans=scanner.exists)


def _make_findable(open_work: Callable[..., AbstractContextManager[Work]]) -> None:
    """What came in since the last visit is found by its story too."""
    with open_work(write=False) as work:
        waits = finding.waits(work)
    if waits:
        finding.mend_each(open_work)


def _remind_others(open_work: setbacks.OpenWork, steps: Steps) -> None:
    """Declarations, the code of conduct and reports in one transaction; when that fails each apart, row by row."""
    apart: dict[str, Callable[[], object]] = {
        "declarations": lambda: declaration_jobs.remind_each(open_work),
        "sharing": lambda: _in_one(open_work, declaration_jobs.begin_sharing),
        "hand_outs": lambda: conduct_jobs.hand_out_each(open_work),
        "signings": lambda: conduct_jobs.remind_each(open_work),
        "reports": lambda: misconduct_jobs.remind_each(open_work),
    }
    try:
        with open_work() as work:
            declaration_jobs.remind(work)
            conduct_jobs.hand_out_and_remind(work)
            misconduct_jobs.remind(work)
    except Exception as error:  # noqa: BLE001 - what is wrong with one of them is not the others' fault
        log.error("reminders of a tenant failed, each job goes apart: %s", described(error))
        for job, do in apart.items():
            steps.run(job, do)
    else:
        steps.went_well(*apart)


def _in_one(open_work: setbacks.OpenWork, do: Callable[[Work], object]) -> None:
    with open_work() as work:
        do(work)


def _bring(
    installation: Installation, tenant_id: uuid.UUID, open_work: setbacks.OpenWork, now: datetime
) -> None:
    with open_work() as work:
        waiting = transfer.is_waiting(work)
    if waiting:
        transfer.deliver(installation, tenant_id, now)


def _show_missing(work: Work, paper_id: uuid.UUID, over: bool) -> None:
    """A paper that cannot come along is something to do in its dossier, once nobody tries any more."""
    paper = work.session.get(Paper, (work.tenant_id, paper_id))
    if not over or paper is None or paper.dossier_id is None:
        return
    what = f"Stuk {paper.number} kon niet meekomen uit het andere dossier. Vraag het daar op en voeg het zelf toe."
    add_task(work, TaskKind.PAPER_MISSING, {"what": what}, due_on=work.today, dossier_id=paper.dossier_id)


def _following(work: Work, *, sends: bool, scans: bool) -> datetime:
    candidates = [work.now + AT_LATEST]
    if scans and (scan_at := paper_jobs.next_scan(work)) is not None:
        candidates.append(max(scan_at, work.now + SOON))
    waiting = notice_jobs.next_due(work)
    if waiting is not None and sends:
        candidates.append(max(waiting, work.now + SOON))
    if (again := setbacks.next_due(work)) is not None:
        candidates.append(max(again, work.now + SOON))
    days = (
        deadline_jobs.next_reminder_day(work),
        declaration_jobs.next_day(work),
        conduct_jobs.next_day(work),
        misconduct_jobs.next_reminder_day(work),
    )
    for day in (one for one in days if one is not None):
        at = datetime.combine(day, REMIND_AT, AMSTERDAM)
        candidates.append(max(at.astimezone(UTC), work.now + SOON))
    return min(candidates)


NOT_SENT = "Een bericht in dit dossier is niet verstuurd en gaat niet meer vanzelf. Kijk bij Verzending wat er mis is."


def _mail_given_up(work: Work, matter_id: uuid.UUID) -> None:
    """A mail that does not go by itself any more is something to do in its dossier; one task, however many there are."""
    if work.session.get(Dossier, (work.tenant_id, matter_id)) is None:
        return
    ask_once(work, TaskKind.NOTICE_FAILED, {"what": NOT_SENT}, due_on=work.today, dossier_id=matter_id)


def _mail_left(work: Work, matter_id: uuid.UUID) -> None:
    """Once nothing of a dossier is left lying, that task is done."""
    failed = (OutboxRow.matter_id == matter_id, OutboxRow.state == State.FAILED.value)
    if work.session.scalars(select(OutboxRow.id).where(*failed)).first() is None:
        finish_all(work, matter_id, TaskKind.NOTICE_FAILED)


def lock_matter(work: Work, matter_id: uuid.UUID) -> None:
    """Keep a dossier from others until the transaction ends."""
    work.session.execute(select(Dossier.id).where(Dossier.id == matter_id).with_for_update()).all()


def _sheet_in(address: str) -> notice_jobs.SheetOf:
    """What stands around the words of letters, where visitors find the pages at this address."""

    def sheet(work: Work, letter: Letter) -> Sheet:
        return sheet_of(work, letter, site_of(work, address))

    return sheet


AROUND_MAIL = Around(
    lock_matter=lock_matter, after_sent=notice_left, given_up=_mail_given_up, left=_mail_left
)
