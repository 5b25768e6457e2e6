"""What HR does about who did not sign the code yet: note what was signed on paper, remind them now, take the list along."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from wederhoor.conduct.service import CODE, REMIND_AFTER, mail_handouts, team_of
from wederhoor.conduct.tables import UNSIGNED, Handout
from wederhoor.people.employments import workers
from wederhoor.people.here import works_here
from wederhoor.people.service import names_of
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.names import in_order
from wederhoor.web.spreadsheets import Cell, Column
from wederhoor.work import Refused, Work, local_date

COLUMNS = (
    Column(heading="Team", width=24),
    Column(heading="Naam", width=28),
    Column(heading="Uitgereikt op", width=14),
    Column(heading="Getekend op", width=14),
    Column(heading="Hoe", width=12),
    Column(heading="Volgende herinnering", width=14),
)


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """Somebody who did not sign the edition in force."""

    handout_id: uuid.UUID
    name: str


def _of_now(work: Work) -> list[Handout]:
    """Of everybody who works here what they got of the edition in force."""
    query = select(Handout).where(
        Handout.kind == CODE,
        Handout.code == work.organisation.code_edition.code,
        works_here(work, Handout.account_id),
    )
    return list(work.session.scalars(query.order_by(Handout.id)))


def waiting(work: Work) -> list[Waiting]:
    """Who did not sign yet, by name."""
    rows = [one for one in _of_now(work) if one.signed_at is None]
    names = names_of(work, [one.account_id for one in rows])
    found = [Waiting(handout_id=one.id, name=names[one.account_id]) for one in rows]
    return sorted(found, key=lambda one: in_order(one.name))


def note_paper(work: Work, handout_id: uuid.UUID, day: date) -> None:
    """Note that somebody signed on paper, on a day. Nobody notes their own. Raises Refused at the field."""
    query = select(Handout).where(Handout.id == handout_id, Handout.kind == CODE, UNSIGNED)
    found = work.session.scalars(query.with_for_update()).first()
    if found is None:
        raise Refused(
            "who", "Deze persoon tekende al, of een collega noteerde het net. Kijk wie er nog staat."
        )
    if found.account_id == work.actor.account_id:
        raise Refused("who", "Dit noteert u niet voor uzelf. Teken bij ‘Lezen en tekenen’.")
    if day > work.today:
        raise Refused("day", "Deze dag ligt in de toekomst. Vul de dag in die op het papier staat.")
    if day < local_date(found.handed_at):
        raise Refused(
            "day", "Toen was deze uitgave nog niet uitgereikt. Kijk de dag op het papier nog eens na."
        )
    found.signed_at, found.paper_on = work.now, day
    entry = record.Entry(
        event=Event.CODE_SIGNED_ON_PAPER,
        facts={"code": found.code, "done_on": day.isoformat()},
        details={"account": str(found.account_id)},
        key_id=work.vault.new_key(),
    )
    record.append(work, work.tenant_id, [entry])


def remind_now(work: Work) -> int:
    """Mail everybody who did not sign yet, but for who was mailed today. Returns how many."""
    next_time = work.today + REMIND_AFTER
    rows = [one for one in _of_now(work) if one.signed_at is None and one.remind_on != next_time]
    for one in rows:
        one.remind_on = next_time
    work.session.flush()
    mail_handouts(work, rows, "code_reminder")
    if rows:
        facts = {"count": str(len(rows))}
        record.append(work, work.tenant_id, [record.Entry(event=Event.CODE_REMINDED, facts=facts)])
    return len(rows)


def progress_rows(work: Work) -> Iterator[tuple[Cell, ...]]:
    """Everybody with when they got it and when they signed, by team and name."""
    rows = _of_now(work)
    names = names_of(work, [one.account_id for one in rows])
    teams = {one.account_id: one for one in workers(work)}
    lines = [(team_of(teams.get(one.account_id)), names[one.account_id], one) for one in rows]
    for team, name, one in sorted(lines, key=lambda line: (in_order(line[0]), in_order(line[1]))):
        signed = one.paper_on or (local_date(one.signed_at) if one.signed_at else None)
        how = "op papier" if one.paper_on else "hier" if one.signed_at else "nog niet"
        yield team, name, local_date(one.handed_at), signed, how, None if one.signed_at else one.remind_on


def note_export(work: Work, count: int) -> None:
    """Put on the record that the list left as a file."""
    facts = {"count": str(count)}
    record.append(work, work.tenant_id, [record.Entry(event=Event.PROGRESS_EXPORTED, facts=facts)])
