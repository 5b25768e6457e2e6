"""One bad row among many: the others go, it is tried again with growing pauses, it has an end, and people see it."""

import io
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from flask import Flask
from sqlalchemy import select
from tests.support.imap import Mailbox, mailbox
from tests.support.mail import FakeMail
from tests.support.papers import add_paper, pdf_text
from tests.support.processes import running, wait_until
from tests.support.smtp import MailSink, mail_sink
from tests.support.visitor import visitor_of
from tests.support.workplace import workplace
from tests.support.world import PASSWORD, Filed, Organisation, StaffAccount, on

from wederhoor import config as settings
from wederhoor import health, scheduler, visiting
from wederhoor.cases import transfer
from wederhoor.correspondence.bounces import Bounce, Inbox
from wederhoor.deadlines.case import case_of
from wederhoor.deadlines.tables import Clock
from wederhoor.declarations import jobs as declaration_jobs
from wederhoor.declarations.tables import Declaration
from wederhoor.dossiers.service import find
from wederhoor.dossiers.tables import Dossier, Party, Statement
from wederhoor.intake import jobs as intake_jobs
from wederhoor.intake.tables import Draft
from wederhoor.notices import jobs as notice_jobs
from wederhoor.notices import labels
from wederhoor.notices.again import try_again
from wederhoor.notices.letters import PDF
from wederhoor.notices.postman import Postman
from wederhoor.notices.sending import Around
from wederhoor.notices.tables import Letter, OutboxRow
from wederhoor.papers import copying
from wederhoor.papers import jobs as paper_jobs
from wederhoor.papers.scanner import Scanned
from wederhoor.papers.tables import Paper
from wederhoor.people.tables import Account, RoleGrant
from wederhoor.setbacks import service as setbacks
from wederhoor.setbacks.service import PAUSES
from wederhoor.setbacks.tables import Setback
from wederhoor.settings.service import platform_session
from wederhoor.tasks.service import TaskKind
from wederhoor.tasks.tables import Task
from wederhoor.tenancy.tables import DueTenant
from wederhoor.vault.files import FileStore
from wederhoor.work import Installation, Work, utc_now

MONDAY = on(date(2026, 3, 2))
SECRET = "noor.geheim@@bewoner.example"
BROKEN = b"dit was ooit verzegeld"
on_one = pytest.mark.parametrize("database", ["sqlite"])  # nothing here that a database does in its own way


def _hired(lumens: Organisation, name: str) -> StaffAccount:
    """A secretary since before anything here happened, whatever day it is."""
    made = lumens.hire(name, "secretary")
    with lumens.work(write=True) as work:
        for grant in work.session.scalars(select(RoleGrant).where(RoleGrant.account_id == made.account_id)):
            grant.valid_from = date(2026, 1, 1)
    return made


def _same(now: datetime) -> datetime:
    return now


def _opens(lumens: Organisation, now: datetime = MONDAY) -> Callable[[], Any]:
    return partial(lumens.work, write=True, now=now)


def _mail_row(work: Work, filed: Filed) -> OutboxRow:
    query = select(OutboxRow).where(
        OutboxRow.matter_id == filed.dossier_id, OutboxRow.addressee.startswith("party:")
    )
    return work.session.scalars(query).one()


def _setback(lumens: Organisation, job: str) -> Setback | None:
    with lumens.work() as work:
        return work.session.scalars(select(Setback).where(Setback.job == job)).first()


def _spoil_mail(lumens: Organisation) -> tuple[list[Filed], dict[str, Filed]]:
    """Five complaints of which the middle three have something wrong with the mail to whom complains."""
    filed = [lumens.file_complaint(now=MONDAY) for _ in range(5)]
    bad = dict(zip(("address", "seal", "key"), filed[1:4], strict=True))
    with lumens.work(write=True, now=MONDAY) as work:
        _mail_row(work, bad["address"]).recipient = SECRET
        _mail_row(work, bad["seal"]).content_sealed = BROKEN
        work.vault.destroy(_mail_row(work, bad["key"]).key_id)
    return [filed[0], filed[4]], bad


def test_mail_that_cannot_be_sent_holds_up_no_other_and_says_why(
    lumens: Organisation, app: Flask, mail: FakeMail, caplog: pytest.LogCaptureFixture
) -> None:
    kim = lumens.hire("Kim Bakvis", "secretary")
    good, bad = _spoil_mail(lumens)
    scheduler.sweep(lumens.installation, mail, now=lambda: MONDAY)
    with lumens.work() as work:
        assert [_mail_row(work, one).state for one in good] == ["sent", "sent"]
        found = {name: _mail_row(work, one) for name, one in bad.items()}
        assert {row.state for row in found.values()} == {"failed"}
        assert found["address"].last_error == labels.BAD_ADDRESS
        assert found["seal"].last_error == labels.UNREADABLE
        assert found["key"].last_error == labels.GONE
    assert SECRET not in caplog.text
    staff = visitor_of(app.test_client())
    staff.sign_in(kim.email, PASSWORD)
    page = staff.get("/lumens/kantoor/verzending")
    assert "het e-mailadres klopt niet" in page.text
    assert "Verbeter het adres bij de gegevens van de partij" in page.text

    act = f"/lumens/kantoor/dossiers/{bad['address'].dossier_id}/partij-verbeteren"
    form = staff.get(act)
    end = form.text.split('name="email_')[1].split('"')[0]
    for typed, told in ((SECRET, "klopt niet"), ("jörg@voorbeeld.nl", "zonder accent")):
        refused = staff.submit(form, **{f"email_{end}": typed}, reason="Typefout")
        assert (refused.status, told in refused.text, typed in refused.text) == (422, True, True)
    wrong = {f"phone_{end}": "12", f"postal_code_{end}": "1234 A"}
    refused = staff.submit(form, **wrong, reason="Typefout")
    assert "telefoonnummer klopt niet" in refused.text
    assert "postcode klopt niet" in refused.text
    right = {f"email_{end}": "mailto:anna.v@bewoner.example\u200b"}
    assert staff.submit(form, **right, reason="Typefout").status == 200
    with lumens.work() as work:
        again = _mail_row(work, bad["address"])
        assert (again.state, again.attempts, again.recipient) == ("waiting", 0, "anna.v@bewoner.example")
    scheduler.sweep(lumens.installation, mail, now=lambda: utc_now() + timedelta(seconds=1))
    with lumens.work() as work:
        assert _mail_row(work, bad["address"]).state == "sent"


def test_a_mail_that_left_but_could_not_be_noted_goes_once(lumens: Organisation, mail: FakeMail) -> None:
    filed = lumens.file_complaint(now=MONDAY)
    broken = True

    def after_sent(*_: object) -> None:
        if broken:
            raise LookupError(SECRET)

    def send(now: datetime) -> int:
        around = Around(lock_matter=scheduler.lock_matter, after_sent=after_sent)
        return notice_jobs.send_waiting(
            _opens(lumens, now),
            Postman(mail),
            around,
            mail_from="post@lumens.example",
            address="https://klachten.example",
        )

    with lumens.work(write=True, now=MONDAY) as work:
        _mail_row(work, filed).meets = "iets"
    now = MONDAY
    send(now)
    for pause in PAUSES:
        with lumens.work() as work:
            row = _mail_row(work, filed)
            assert (row.state, row.last_error, row.not_before - now) == ("uncertain", labels.UNNOTED, pause)
        now += pause
        send(now)
    with lumens.work(write=True, now=now) as work:
        assert _mail_row(work, filed).state == "failed"
        try_again(work, _mail_row(work, filed).id)
    broken = False
    send(now)
    with lumens.work() as work:
        row = _mail_row(work, filed)
        assert (row.state, row.last_error) == ("sent", None)
    to_anna = [one for one in mail.messages if one["To"] == "anna@bewoner.example"]
    assert len(to_anna) == 1, "whoever complains hears it once"


def _by_post(lumens: Organisation) -> Filed:
    return lumens.file_complaint(now=MONDAY, contact_channel="post", contact_consent="")


def _letter(work: Work, filed: Filed) -> Letter:
    return work.session.scalars(
        select(Letter).where(Letter.matter_id == filed.dossier_id, Letter.addressee.startswith("party:"))
    ).one()


def test_a_letter_that_cannot_be_a_pdf_is_shown_and_the_others_are_made_and_printed(
    lumens: Organisation, app: Flask, mail: FakeMail, caplog: pytest.LogCaptureFixture
) -> None:
    kim = lumens.hire("Kim Bakvis", "secretary")
    filed = [_by_post(lumens) for _ in range(3)]
    bad = filed[1]
    with lumens.work(write=True, now=MONDAY) as work:  # what tells of large print cannot be read
        party = work.session.scalars(
            select(Party).where(Party.dossier_id == bad.dossier_id, Party.role == "complainant")
        ).one()
        party.details_sealed = BROKEN
    now = MONDAY
    for pause in PAUSES:
        scheduler.sweep(lumens.installation, mail, now=partial(_same, now))
        with lumens.work() as work:
            assert [_letter(work, one).pdf_made_at is not None for one in filed] == [True, False, True]
        kept = _setback(lumens, PDF)
        assert kept is not None and kept.not_before - now == pause
        assert "SealBroken at wederhoor/vault/" in kept.why
        scheduler.sweep(lumens.installation, mail, now=partial(_same, now + timedelta(seconds=3)))
        with platform_session(lumens.installation, write=False) as session:
            following = session.scalars(select(DueTenant.next_due_at)).one()
        assert following >= now + timedelta(seconds=30), "not a visit every two seconds"
        now += pause
    scheduler.sweep(lumens.installation, mail, now=partial(_same, now))
    kept = _setback(lumens, PDF)
    assert kept is not None and kept.ended_at == now
    scheduler.sweep(lumens.installation, mail, now=lambda: now + timedelta(days=30))
    assert (_setback(lumens, PDF) or kept).attempts == len(PAUSES) + 1, "it has an end"

    staff = visitor_of(app.test_client())
    staff.sign_in(kim.email, PASSWORD)
    tray = staff.get("/lumens/kantoor/verzending")
    assert tray.text.count("De pdf kon niet worden gemaakt") == 1
    with lumens.work() as work:
        rows = {str(_mail_row(work, one).id) for one in filed}
        own = str(_mail_row(work, bad).id)
        letter_id = _letter(work, bad).id
    page = staff.get(f"/lumens/kantoor/dossiers/{bad.dossier_id}/brieven/{letter_id}")
    assert "Van deze brief kon geen pdf worden gemaakt" in page.text
    printed = staff.submit(tray, notice=sorted(rows), act="print")
    assert printed.status == 200
    said = pdf_text(printed.body)
    assert "Niet in deze stapel" in said
    assert bad.number in said
    with pikepdf.open(io.BytesIO(printed.body)) as whole:
        assert len(whole.pages) >= 3
    assert staff.submit(tray, notice=own, act="print").status == 422, "nothing to print"
    mixed = staff.submit(tray, notice=sorted(rows), act="posted", posted_on=["3", "3", "2026"], by="Kim")
    assert (mixed.status, "zat niet in de stapel" in mixed.text) == (422, True)

    with lumens.work(write=True, now=now) as work:
        party = work.session.scalars(
            select(Party).where(Party.dossier_id == bad.dossier_id, Party.role == "complainant")
        ).one()
        party.details = {}
    assert staff.submit(page, "/pdf-opnieuw").status == 200
    scheduler.sweep(lumens.installation, mail, now=lambda: utc_now() + timedelta(seconds=1))
    with lumens.work() as work:
        assert _letter(work, bad).pdf_made_at is not None
    assert _setback(lumens, PDF) is None
    assert "Anna" not in caplog.text


def test_a_clock_that_cannot_be_reminded_of_holds_up_no_other(
    lumens: Organisation, app: Flask, mail: FakeMail
) -> None:
    kim = _hired(lumens, "Kim Bakvis")
    filed = [lumens.file_complaint(now=MONDAY) for _ in range(4)]
    now = MONDAY + timedelta(days=60)
    with lumens.work(write=True, now=MONDAY) as work:
        clocks = work.session.scalars(
            select(Clock).where(Clock.dossier_id == filed[1].dossier_id, Clock.next_reminder_on.is_not(None))
        ).all()
        bad = clocks[0]
        bad.code, bad_id = "bestaat_niet", bad.id
    scheduler.sweep(lumens.installation, mail, now=partial(_same, now))

    def due() -> list[uuid.UUID]:
        with lumens.work() as work:
            query = select(Clock.id).where(Clock.state == "running", Clock.next_reminder_on <= now.date())
            return list(work.session.scalars(query))

    assert due() == [bad_id], "every other clock was brought to attention"
    reminded = [one for one in mail.messages if one["To"] == kim.email]
    assert len(reminded) == 1
    kept = _setback(lumens, "clock")
    assert kept is not None and kept.row_id == bad_id and kept.not_before == now + PAUSES[0]
    scheduler.sweep(lumens.installation, mail, now=partial(_same, now + timedelta(seconds=3)))
    with platform_session(lumens.installation, write=False) as session:
        assert session.scalars(select(DueTenant.next_due_at)).one() >= now + timedelta(seconds=30)
    staff = visitor_of(app.test_client())
    staff.sign_in(kim.email, PASSWORD)
    shown = staff.get("/lumens/kantoor/verzending").text
    assert shown.count("een herinnering aan een termijn kon niet worden gemaakt") == 1
    for pause in PAUSES:
        now += pause
        scheduler.sweep(lumens.installation, mail, now=partial(_same, now))
    kept = _setback(lumens, "clock")
    assert kept is not None and kept.ended_at is not None
    shown = staff.get("/lumens/kantoor/verzending").text
    assert shown.count("een herinnering aan een termijn kon niet worden gemaakt") == 1, "said once"


def test_an_account_that_cannot_be_read_holds_up_nobody(lumens: Organisation, mail: FakeMail) -> None:
    kim, vera = _hired(lumens, "Kim Bakvis"), _hired(lumens, "Vera Kwijt")
    lumens.file_complaint(now=MONDAY)
    with platform_session(lumens.installation, write=True) as session:
        session.get_one(Account, vera.account_id).email_sealed = BROKEN
    scheduler.sweep(lumens.installation, mail, now=lambda: MONDAY + timedelta(days=60))
    assert [one["To"] for one in mail.messages].count(kim.email) >= 1
    with lumens.work() as work:
        rows = work.session.scalars(
            select(OutboxRow).where(OutboxRow.addressee == f"account:{vera.account_id}")
        ).all()
        assert {row.state for row in rows} <= {"no_addressee", "failed"}
        assert rows


def test_a_declaration_whose_key_is_gone_holds_up_no_other(tenant: Any, mail: FakeMail) -> None:
    place = workplace(tenant("ic", "interaktcontour"))
    monday = on(date(2026, 11, 16))
    gifts = [place.declare(worth="60", who=f"Bakker {n}", now=monday) for n in range(3)]
    with place.organisation.work(write=True, now=monday) as work:
        work.vault.destroy(work.session.get_one(Declaration, (work.tenant_id, gifts[1].id)).key_id)
    now = on(date(2026, 11, 27))
    scheduler.sweep(place.organisation.installation, mail, now=partial(_same, now))
    with place.organisation.work(now=now) as work:
        query = select(OutboxRow.matter_id).where(OutboxRow.letter == "declaration_reminder")
        told = set(work.session.scalars(query))
        assert told == {work.tenant_id}, "one mail for all of them, which opens none"
        rows = [work.session.get_one(Declaration, (work.tenant_id, one.id)) for one in gifts]
        assert all(one.next_reminder_on and one.next_reminder_on > now.date() for one in rows)
    assert _setback(place.organisation, declaration_jobs.JOB) is None


def test_a_draft_that_cannot_be_read_holds_up_no_other(lumens: Organisation) -> None:
    values = {"email": "anna@bewoner.example", "contact_channel": "email", "contact_consent": "yes"}
    for _ in range(3):
        lumens.start_draft(now=MONDAY, **values)
    with lumens.work(write=True, now=MONDAY) as work:
        drafts = work.session.scalars(select(Draft).order_by(Draft.id)).all()
        drafts[1].body_sealed, bad = BROKEN, drafts[1].id
        soon = drafts[0].expires_at - timedelta(days=1)
    intake_jobs.announce_expiry_each(_opens(lumens, soon))
    with lumens.work() as work:
        assert (
            len(work.session.scalars(select(OutboxRow).where(OutboxRow.letter == "draft_expires")).all()) == 2
        )
    kept = _setback(lumens, intake_jobs.EXPIRY)
    assert kept is not None and kept.row_id == bad
    over = soon + timedelta(days=3)
    intake_jobs.tidy_each(_opens(lumens, over), FileStore(root=lumens.installation.config.files))
    with lumens.work() as work:
        assert all(one.key_destroyed_at for one in work.session.scalars(select(Draft)))


class _Scanner:
    """Finds everything clean; there is no scanner beside the tests."""

    exists = True

    def scan(self, content: bytes) -> Scanned:
        """Clean."""
        assert content
        return Scanned.CLEAN


def test_a_paper_whose_file_is_spoilt_holds_up_no_other(lumens: Organisation) -> None:
    source, target = lumens.file_complaint(now=MONDAY), lumens.file_complaint(now=MONDAY)
    papers = [
        add_paper(lumens, source.dossier_id, f"Bijlage {n}".encode(), name=f"brief-{n}.txt") for n in range(3)
    ]
    files = FileStore(root=lumens.installation.config.files)
    bad = papers[1]
    with lumens.work() as work:
        spoilt = [p for p in files.root.rglob("*") if p.is_file() and bad.hex in p.name]
    for path in spoilt:
        path.write_bytes(BROKEN)
    assert spoilt
    known = paper_jobs.scan_waiting(_opens(lumens), files, _Scanner())  # type: ignore[arg-type]
    assert known == 2
    with lumens.work(write=True, now=MONDAY) as work:
        found = [work.session.get_one(Paper, (work.tenant_id, one)) for one in papers]
        copying.ask_copies(work, found, target.dossier_id)
    now = MONDAY
    for pause in (timedelta(0), *PAUSES):
        now += pause
        copying.copy_waiting(_opens(lumens, now), files, visiting._show_missing)
    with lumens.work() as work:
        copies = work.session.scalars(select(Paper).where(Paper.dossier_id == target.dossier_id)).all()
        assert sorted(one.state for one in copies) == ["ready", "ready", "receiving"]
        tasks = work.session.scalars(
            select(Task).where(Task.dossier_id == target.dossier_id, Task.kind == "paper_missing")
        ).all()
        assert len(tasks) == 1, "people are told once, at the end"
    for job in (paper_jobs.SCAN, copying.JOB):
        assert _setback(lumens, job) is not None


def test_a_matter_that_cannot_be_handed_over_holds_up_no_other_and_becomes_a_task(tenant: Any) -> None:
    lumens, wil = tenant("lumens"), tenant("wil", "wil")
    filed = [lumens.file_complaint(now=MONDAY) for _ in range(3)]
    kim = _hired(lumens, "Kim Bakvis")
    with lumens.work(write=True, actor=lumens.as_staff(kim), now=MONDAY) as work:
        for one in filed:
            given = {"body": "", "to_slug": "wil", "consent": "Per telefoon.", "reason": "Hoort daar."}
            case = case_of(work, find(work, one.dossier_id, lock=True))
            transfer.transfer(case, done_on=MONDAY.date(), **given)
    with lumens.work(write=True, now=MONDAY) as work:
        said = select(Statement).where(Statement.dossier_id == filed[1].dossier_id)
        work.session.scalars(said).one().body_sealed = BROKEN
    now = MONDAY
    arrived = 0
    for pause in (timedelta(0), *PAUSES):
        now += pause
        arrived += transfer.deliver(lumens.installation, lumens.id, now)
    assert arrived == 2
    with wil.work() as work:
        assert len(work.session.scalars(select(Dossier)).all()) == 2
    with lumens.work(now=now) as work:
        assert not transfer.is_waiting(work), "it has an end"
        tasks = work.session.scalars(select(Task).where(Task.kind == TaskKind.TRANSFER_STRANDED)).all()
        assert [one.dossier_id for one in tasks] == [filed[1].dossier_id]
        assert "niet aangekomen" in tasks[0].text["what"]


def test_what_was_stumbled_over_is_among_the_figures(
    lumens: Organisation, installation: Installation, app: Flask
) -> None:
    with lumens.work(write=True) as work:
        setbacks.note(work, "pdf", uuid.uuid4(), "KeyError at wederhoor/notices/pdf.py:1")
        for _ in range(len(PAUSES) + 1):
            setbacks.note(work, "pdf", lumens.id, "KeyError at wederhoor/notices/pdf.py:1")
            work.session.flush()
    health.beat(installation, utc_now())
    assert health.take_figures(installation, utc_now())["setbacks"] == {"pdf": {"waiting": 1, "ended": 1}}
    said = app.test_client().get("/metrics").text
    assert 'wederhoor_setbacks{job="pdf",state="ended"} 1' in said


@pytest.fixture
def inbox() -> Iterator[Mailbox]:
    with mailbox() as server:
        yield server


def test_a_bounce_that_cannot_be_noted_holds_up_no_other(inbox: Mailbox) -> None:
    from tests.services.test_mail_servers import bounce

    ids = [f"<{n * 32}.{'b' * 32}@wederhoor>" for n in "abc"]
    inbox.messages += [bounce(one) for one in ids]
    imap = settings.load({"WEDERHOOR_IMAP_URL": inbox.url()}).imap
    assert imap is not None
    reading, noted = Inbox(imap), []

    def take(one: Bounce) -> bool:
        if one.message_id == ids[0]:
            raise OSError(SECRET)
        noted.append(one.message_id)
        return True

    now = MONDAY
    assert reading.visit(take, now=now) == 2
    assert noted == ids[1:]
    asked = 1
    for pause in PAUSES:
        before = len(inbox.fetched)
        reading.visit(take, now=now + pause - timedelta(seconds=1))
        assert len(inbox.fetched) == before, "not before its pause is over"
        now += pause
        reading.visit(take, now=now)
        asked += len(inbox.fetched) - before
    assert asked == len(PAUSES) + 1
    reading.visit(take, now=now + timedelta(days=30))
    assert reading.left_alone == 1
    assert inbox.seen == {2, 3}, "it stays unread for a person"


def test_rows_are_done_together_and_only_what_is_wrong_is_set_aside(
    lumens: Organisation, caplog: pytest.LogCaptureFixture
) -> None:
    rows = [uuid.uuid4() for _ in range(9)]
    done: list[uuid.UUID] = []
    told: list[tuple[uuid.UUID, bool]] = []

    def do(work: Work, only: Any) -> None:
        if rows[4] in only:
            raise ValueError(SECRET)
        done.extend(only)

    opens = _opens(lumens)
    count = setbacks.together(opens, "proef", rows, do, tell=lambda _, row, over: told.append((row, over)))
    assert (count, sorted(done)) == (8, sorted(set(rows) - {rows[4]}))
    assert told == [(rows[4], False)]
    assert SECRET not in caplog.text
    assert "ValueError at" in caplog.text
    with lumens.work(now=MONDAY) as work:
        assert setbacks.held(work, "proef") == {rows[4]}
    assert setbacks.together(opens, "proef", [rows[4]], lambda *_: None) == 1
    assert _setback(lumens, "proef") is None, "what went well in the end is forgotten"


JOBS = {
    "clocks": "wederhoor.deadlines.jobs.remind_all",
    "declarations": "wederhoor.declarations.jobs.remind",
    "hand_outs": "wederhoor.conduct.jobs.hand_out_and_remind",
    "reports": "wederhoor.misconduct.jobs.remind",
    "transfers": "wederhoor.cases.transfer.is_waiting",
    "mail": "wederhoor.notices.jobs.send_waiting",
    "failed_reminders": "wederhoor.deadlines.jobs.show_failed",
    "pdfs": "wederhoor.notices.jobs.make_pdfs",
    "copies": "wederhoor.papers.copying.copy_waiting",
    "scans": "wederhoor.papers.jobs.scan_waiting",
}


@on_one
@pytest.mark.parametrize("job", JOBS)
def test_every_job_of_every_organisation_runs_though_one_fails(
    job: str, tenant: Any, mail: FakeMail, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The real sweep over two organisations, with one job failing at both: mail and PDFs of both go on."""
    places = [tenant("lumens"), tenant("ander")]
    filed = [one.file_complaint(now=MONDAY) for one in places]

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError(SECRET)

    monkeypatch.setattr(JOBS[job], fails)
    scheduler.sweep(places[0].installation, mail, now=lambda: MONDAY)
    for place, one in zip(places, filed, strict=True):
        with place.work() as work:
            if job != "mail":
                assert _mail_row(work, one).state == "sent"
            if job != "pdfs":
                assert _letter(work, one).pdf_made_at is not None
    assert "RuntimeError at" in caplog.text
    assert SECRET not in caplog.text
    monkeypatch.undo()
    scheduler.sweep(places[0].installation, mail, now=lambda: MONDAY + timedelta(hours=1))
    for place, one in zip(places, filed, strict=True):
        with place.work() as work:
            assert _mail_row(work, one).state == "sent"
            assert _letter(work, one).pdf_made_at is not None
            assert not work.session.scalars(select(Setback)).all(), "and what went well is forgotten"


@on_one
def test_an_organisation_that_fails_holds_up_no_other_in_sweep_tidying_anchors_and_figures(
    tenant: Any, mail: FakeMail, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = tenant("lumens"), tenant("ander")
    filed = second.file_complaint(now=MONDAY)
    first.file_complaint(now=MONDAY)
    installation: Installation = first.installation
    for module in ("visiting", "scheduler", "health"):
        _fails_for(monkeypatch, f"wederhoor.{module}.begin_work", first.id)
    scheduler.sweep(installation, mail, now=lambda: MONDAY)
    scheduler.tidy(installation)
    assert scheduler.anchor(installation) > 0
    health.beat(installation, utc_now())
    assert health.take_figures(installation, utc_now())["notices"] is not None
    with second.work() as work:
        assert _mail_row(work, filed).state == "sent"
    assert caplog.text.count(f"tenant {first.id} was not") >= 3
    assert SECRET not in caplog.text


def _fails_for(monkeypatch: pytest.MonkeyPatch, name: str, tenant_id: uuid.UUID) -> None:
    from wederhoor.settings.service import begin_work

    @contextmanager
    def begin(installation: Installation, which: uuid.UUID, **given: Any) -> Iterator[Work]:
        if which == tenant_id:
            raise RuntimeError(SECRET)
        with begin_work(installation, which, **given) as work:
            yield work

    monkeypatch.setattr(name, begin)


@pytest.fixture
def sink() -> Iterator[MailSink]:
    with mail_sink() as server:
        yield server


def test_the_real_scheduler_goes_on_with_all_of_it(
    environment: dict[str, str], tenant: Any, tmp_path: Path
) -> None:
    """The process itself: an organisation with something broken in each job, and one without."""
    first, second = tenant("lumens"), tenant("ander")
    kim = first.hire("Kim Bakvis", "secretary")
    long_ago = utc_now() - timedelta(days=60)
    broken, whole = (
        [one.file_complaint(now=long_ago, contact_channel="post", contact_consent="") for _ in range(3)]
        for one in (first, second)
    )
    with first.work(write=True) as work:
        ours = (Party.dossier_id == broken[0].dossier_id, Party.role == "complainant")
        work.session.scalars(select(Party).where(*ours)).one().details_sealed = BROKEN
        clock = select(Clock).where(Clock.dossier_id == broken[1].dossier_id, Clock.state == "running")
        first_due = clock.where(Clock.next_reminder_on <= work.today).order_by(Clock.next_reminder_on)
        work.session.scalars(first_due).first().code = "bestaat_niet"  # type: ignore[union-attr]

    def made(place: Organisation) -> int:
        with place.work() as work:
            return len(
                work.session.scalars(
                    select(Letter).where(
                        Letter.pdf_made_at.is_not(None), Letter.addressee.startswith("party:")
                    )
                ).all()
            )

    def reminded(place: Organisation) -> bool:
        with place.work() as work:
            overdue = select(Clock.id).where(Clock.state == "running", Clock.next_reminder_on <= work.today)
            left = work.session.scalars(overdue).all()
            return len(left) == (1 if place is first else 0)

    log = tmp_path / "planner.log"
    with running(environment, "scheduler", log=log):
        wait_until(lambda: made(second) >= 3 and made(first) >= 2, what="PDFs of both")
        wait_until(lambda: reminded(first) and reminded(second), what="reminders of both")
    said = log.read_text()
    assert "SealBroken at wederhoor/vault/" in said
    for private in ("Anna", "bewoner", kim.email, "balie", "Traceback"):
        assert private not in said
