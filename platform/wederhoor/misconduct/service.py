"""The register of reports for who may read them; looks and steps on the record; reminders."""

import uuid
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from wederhoor.misconduct.clocks import next_reminder
from wederhoor.misconduct.opened import BY_REPORTER, Opened, Purpose, opened_with
from wederhoor.misconduct.reach import kept, readers_in
from wederhoor.misconduct.receiving import Reader
from wederhoor.misconduct.tables import MisconductCheck, MisconductEntry, MisconductKey, MisconductReport
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.strongboxes.service import OpenBox
from wederhoor.work import Work

WHOSE = {Purpose.REPORTER: "wie de melder is", Purpose.BLAMED: "over wie de melding gaat"}


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A report in the list of an officer; `opened` is None for one that does not open."""

    row: MisconductReport
    opened: Opened | None
    unread: int


def reports_for(work: Work, box: OpenBox) -> list[Listed]:
    """Every report this strongbox opens, newest first; nobody else has a list.

    Whoever receives no reports any more has only those that no officer can read.
    """
    query = (
        select(MisconductReport)
        .join(
            MisconductKey,
            (MisconductKey.tenant_id == MisconductReport.tenant_id)
            & (MisconductKey.report_id == MisconductReport.id),
        )
        .where(
            MisconductKey.strongbox_id == box.id,
            MisconductKey.purpose == Purpose.CONTENT.value,
            MisconductReport.destroyed_on.is_(None),
        )
        .order_by(MisconductReport.received_at.desc(), MisconductReport.id.desc())
    )
    if work.actor.only_given:
        query = query.where(MisconductReport.id.in_(kept(work.session, box.account_id, work.today)))
    found = opened_with(work, box, list(work.session.scalars(query)))
    unread = select(MisconductEntry.report_id).where(
        MisconductEntry.report_id.in_([row.id for row, _ in found]),
        MisconductEntry.kind.in_([kind.value for kind in BY_REPORTER]),
        MisconductEntry.read_at.is_(None),
    )
    waiting = list(work.session.scalars(unread))
    return [Listed(row=row, opened=one, unread=waiting.count(row.id)) for row, one in found]


def may_open(work: Work, opened: Opened) -> bool:
    """Whether the actor may go on with a report they hold the keys of: an officer, or who is the last to open it."""
    account = work.actor.account_id
    return not work.actor.only_given or account in {one.account_id for one in readers_of(work, opened)}


def certificates(work: Work, box: OpenBox) -> list[MisconductReport]:
    """What was destroyed, as far as this strongbox once opened it."""
    query = (
        select(MisconductReport)
        .join(
            MisconductKey,
            (MisconductKey.tenant_id == MisconductReport.tenant_id)
            & (MisconductKey.report_id == MisconductReport.id),
        )
        .where(
            MisconductKey.strongbox_id == box.id,
            MisconductKey.purpose == Purpose.CONTENT.value,
            MisconductReport.destroyed_on.is_not(None),
        )
        .order_by(MisconductReport.destroyed_on.desc(), MisconductReport.id)
    )
    return list(work.session.scalars(query))


def note_read(work: Work, opened: Opened) -> None:
    """An officer reads a report: on the record; what the reporter wrote counts as read."""
    query = select(MisconductEntry).where(
        MisconductEntry.report_id == opened.id,
        MisconductEntry.kind.in_([kind.value for kind in BY_REPORTER]),
        MisconductEntry.read_at.is_(None),
    )
    for entry in work.session.scalars(query):
        entry.read_at = work.now
    record.append(work, opened.id, [record.Entry(event=Event.MISCONDUCT_READ)])


def look(work: Work, opened: Opened, purpose: Purpose) -> dict[str, str]:
    """Look who reports, or who is blamed. Each look is on the record (Wbk art. 1a). Raises NoSuchReport."""
    found = opened.read(purpose)
    facts = {"whose": WHOSE[purpose]}
    record.append(work, opened.id, [record.Entry(event=Event.MISCONDUCT_LOOKED, facts=facts)])
    return {name: str(value) for name, value in found.items()}


def readers_of(work: Work, opened: Opened) -> list[Reader]:
    """Who can read this report: today's officers with its key; without any, whoever holds one."""
    return list(readers_in(work, [opened.id])[opened.id])


def passed_by(opened: Opened) -> frozenset[uuid.UUID]:
    """Officers who may not read this report."""
    return frozenset(uuid.UUID(one) for one in opened.read().get("passed_by", []))


def checks_of(work: Work, opened: Opened) -> list[MisconductCheck]:
    """When the reporter is, or was, asked how it goes."""
    query = select(MisconductCheck).where(MisconductCheck.report_id == opened.id)
    return list(work.session.scalars(query.order_by(MisconductCheck.ask_on)))


def plan_reminder(work: Work, opened: Opened) -> None:
    """Compute anew when the readers are reminded."""
    work.session.flush()
    opened.row.next_reminder_on = next_reminder(opened.row, open_asks(work, opened), work.today)


def open_asks(work: Work, opened: Opened) -> list[date]:
    """The days on which the reporter is still to be asked."""
    return [check.ask_on for check in checks_of(work, opened) if check.asked_at is None]


def done(work: Work, opened: Opened, what: str, *, article: str | None = None) -> None:
    """Put one of the fixed sentences on the record of a report."""
    entry = record.Entry(
        event=Event.MISCONDUCT_STEP,
        facts={"what": what},
        article=article,
    )
    record.append(work, opened.id, [entry])
