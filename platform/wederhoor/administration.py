"""What the administrator of an organisation looks after: who gets in, whether all works, what fails. Never what anything is about.

Nothing here reads a matter, a letter, an addressee or anybody's words: only counts, moments, kinds of faults and names of colleagues. What
lies behind the wall is in no count of its own.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib.metadata import version

from sqlalchemy import func, select

from wederhoor import health, schema
from wederhoor.notices.service import Channel, State
from wederhoor.notices.tables import OutboxRow
from wederhoor.people.colleagues import colleagues
from wederhoor.people.doors import Door, doors_of, left_lately
from wederhoor.people.tables import SignIn
from wederhoor.plugin_health import health_of
from wederhoor.setbacks.tables import Setback
from wederhoor.settings.service import platform_session
from wederhoor.tenancy.tables import Heartbeat, Tenant
from wederhoor.work import Installation, Work

BACKUP = "backup"
BACKUP_LATE = timedelta(days=2)
CHECKS = {
    "database": "Database",
    "keys": "Sleutels",
    "files": "Bestanden",
    "migrations": "Database op de juiste versie",
    "scheduler": "Planner (mail, herinneringen, brieven)",
}
MAIL = {
    State.WAITING: "Wacht op verzenden",
    State.SENDING: "Wordt nu verzonden",
    State.UNCERTAIN: "Verzonden, niet zeker of het aankwam",
    State.FAILED: "Niet gelukt",
}
JOBS = {
    "mail": "Mail versturen",
    "notice": "Mail versturen",
    "pdfs": "Brieven als pdf maken",
    "pdf": "Brieven als pdf maken",
    "letter": "Brieven als pdf maken",
    "copies": "Stukken overnemen uit een ander dossier",
    "paper_copy": "Stukken overnemen uit een ander dossier",
    "scans": "Stukken nakijken op virussen",
    "scan": "Stukken nakijken op virussen",
    "transfers": "Zaken overdragen",
    "transfer": "Zaken overdragen",
}
OTHER_JOB = "Herinneringen en wat op een dag begint"
"""Everything else together: a job of its own would tell that there is something behind the wall."""


@dataclass(frozen=True, kw_only=True)
class AccountLine:
    """Somebody who works here: what they do, when they last signed in as far as that is kept, and why they may not get in."""

    account_id: uuid.UUID
    name: str
    does: tuple[str, ...]
    last_in: datetime | None
    door: Door


@dataclass(frozen=True, kw_only=True)
class LeftLine:
    """Somebody who works here no more, and so gets in no more: until which day they did."""

    name: str
    until: date


@dataclass(frozen=True, kw_only=True)
class MailLine:
    """How many mails of one kind are in one state, and since when the oldest is."""

    label: str
    colleagues: int
    others: int
    oldest: datetime
    wrong: bool


@dataclass(frozen=True, kw_only=True)
class JobLine:
    """What one job stumbled over: how much is tried again, how much is not, since when, and the kinds of faults."""

    label: str
    waiting: int
    ended: int
    since: datetime
    faults: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PluginLine:
    """The plugin of this organisation: what it is called, how it was installed, and what is wrong with it, if anything."""

    name: str
    distribution: str
    contract: str
    layers: str
    """What it builds on."""
    unanswered: str
    """What it leaves to the platform."""
    wrong: str
    going_out: tuple[str, ...]
    """What still works, and will not for much longer."""


@dataclass(frozen=True, kw_only=True)
class Overview:
    """Everything on the page."""

    accounts: list[AccountLine]
    left: list[LeftLine]
    checks: list[tuple[str, bool]]
    scheduler_at: datetime | None
    mail: list[MailLine]
    jobs: list[JobLine]
    backup_at: datetime | None
    backup_late: bool
    program: str
    database: str
    plugin: PluginLine


def note_backup(installation: Installation, now: datetime) -> None:
    """A back-up was made: whoever looks after this sees how old the last one is."""
    health.beat(installation, now, BACKUP)


def overview(installation: Installation, work: Work) -> Overview:
    """How it stands here."""
    wrong = health.failing(installation, work.now)
    age = health.scheduler_age(installation, work.now)
    with platform_session(installation, write=False) as session:
        backup = session.get(Heartbeat, BACKUP)
        backup_at = backup.beat_at if backup else None
    return Overview(
        accounts=_accounts(installation, work),
        left=[LeftLine(name=name, until=until) for name, until in left_lately(work).values()],
        checks=[(label, name not in wrong) for name, label in CHECKS.items()],
        scheduler_at=None if age is None else work.now - age,
        mail=_mail(work),
        jobs=_jobs(work),
        backup_at=backup_at,
        backup_late=backup_at is None or work.now - backup_at > BACKUP_LATE,
        program=version("wederhoor"),
        database=schema.newest_revision(),
        plugin=_plugin(installation, work),
    )


def _accounts(installation: Installation, work: Work) -> list[AccountLine]:
    people = colleagues(work)
    ids = [one.account_id for one in people]
    with platform_session(installation, write=False) as session:
        last = select(SignIn.account_id, func.max(SignIn.created_at).label("at")).where(
            SignIn.account_id.in_(ids)
        )
        last_in: Mapping[uuid.UUID, datetime] = {
            row.account_id: row.at for row in session.execute(last.group_by(SignIn.account_id))
        }
    doors = doors_of(installation, work, ids)
    return [
        AccountLine(
            account_id=one.account_id,
            name=one.name,
            does=one.does,
            last_in=last_in.get(one.account_id),
            door=doors[one.account_id],
        )
        for one in people
    ]


def _mail(work: Work) -> list[MailLine]:
    colleague = OutboxRow.addressee.startswith("account:").label("colleague")
    query = (
        select(
            OutboxRow.state,
            colleague,
            func.count().label("count"),
            func.min(OutboxRow.created_at).label("oldest"),
        )
        .where(OutboxRow.channel == Channel.EMAIL.value, OutboxRow.state.in_([one.value for one in MAIL]))
        .group_by(OutboxRow.state, colleague)
    )
    rows = list(work.session.execute(query))
    found = []
    for state, label in MAIL.items():
        these = [row for row in rows if row.state == state.value]
        if these:
            found.append(
                MailLine(
                    label=label,
                    colleagues=sum(int(row[2]) for row in these if row.colleague),
                    others=sum(int(row[2]) for row in these if not row.colleague),
                    oldest=min(row.oldest for row in these),
                    wrong=state in (State.FAILED, State.UNCERTAIN),
                )
            )
    return found


def _jobs(work: Work) -> list[JobLine]:
    grouped: dict[str, list[Setback]] = {}
    for row in work.session.scalars(select(Setback).order_by(Setback.first_at, Setback.id)):
        grouped.setdefault(JOBS.get(row.job, OTHER_JOB), []).append(row)
    return [
        JobLine(
            label=label,
            waiting=sum(row.ended_at is None for row in rows),
            ended=sum(row.ended_at is not None for row in rows),
            since=rows[0].first_at,
            faults=() if label == OTHER_JOB else tuple(dict.fromkeys(row.why for row in rows)),
        )
        for label, rows in grouped.items()
    ]


def _plugin(installation: Installation, work: Work) -> PluginLine:
    with platform_session(installation, write=False) as session:
        name = session.scalars(select(Tenant.plugin).where(Tenant.id == work.tenant_id)).one()
    found = health_of(name, on=work.today)
    return PluginLine(
        name=name,
        distribution=found.origin.brought,
        contract="" if found.contract is None else str(found.contract),
        layers=", ".join(str(layer) for layer in found.layers),
        unanswered=", ".join(found.unanswered),
        wrong=found.wrong or work.why_read_only,
        going_out=found.going_out,
    )
