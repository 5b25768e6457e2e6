"""Handing out what people have to know: the edition in force to everybody, a statement to who asks for it; signing; how far it is.

No source says within how many days somebody has to sign, or when they are reminded: those days are our own.
"""

import hashlib
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from wederhoor.conduct.tables import UNSIGNED, Handout, Worksheet
from wederhoor.notices.colleagues import to_colleague
from wederhoor.notices.service import announce
from wederhoor.people.employments import Worker, accounts_without, workers
from wederhoor.people.here import works_here
from wederhoor.people.service import names_of, people_by_id
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.names import in_order
from wederhoor.rules.texts import Statement
from wederhoor.setbacks.service import free, held
from wederhoor.settings.service import store_answers, stored_answers
from wederhoor.work import Work

REMIND_AFTER = timedelta(days=14)
BATCH = 500
HAND_OUT, REMIND = "hand_out", "signing"
"""These jobs, among setbacks."""
CODE, STATEMENT = "code", "statement"
TOLD = "Bij {name} ligt iets voor u klaar om te lezen. Kijk bij ‘Lezen en tekenen’."


class NoSuchHandout(Exception):
    """Nothing like that was handed to this person."""


class AlreadySigned(Exception):
    """It was signed before."""


@dataclass(frozen=True, kw_only=True)
class TeamProgress:
    """How far one team is with what was handed out: names of who did not sign yet."""

    team: str
    handed: int
    signed: int
    waiting: tuple[str, ...]


def statement_code(statement: Statement) -> str:
    """The statement's code with a mark of its words."""
    return f"{statement.code}-{hashlib.sha256(statement.text.encode()).hexdigest()[:8]}"


def without_edition(work: Work) -> list[uuid.UUID]:
    """Who works here and did not get the edition in force yet, a batch of them, without those something holds up."""
    had = select(Handout.account_id).where(
        Handout.kind == CODE, Handout.code == work.organisation.code_edition.code
    )
    held_up = held(work, HAND_OUT)
    return [one for one in accounts_without(work, had, limit=BATCH + len(held_up)) if one not in held_up]


def hand_out(work: Work, only: Collection[uuid.UUID] | None = None) -> int:
    """Hand the edition in force to everybody who works here and did not get it yet, or to `only` these, with a neutral mail.

    Returns to how many.
    """
    edition = work.organisation.code_edition
    new = [one for one in without_edition(work) if only is None or one in only]
    if not new:
        return 0
    answers_id = store_answers(work)
    made = [_handout(work, account, CODE, edition.code, answers_id) for account in new]
    work.session.add_all(made)
    work.session.flush()
    facts = {"edition": edition.code, "count": str(len(made))}
    record.append(work, work.tenant_id, [record.Entry(event=Event.CODE_HANDED_OUT, facts=facts)])
    mail_handouts(work, made, "code_handed_out")
    return len(made)


def _handout(work: Work, account: uuid.UUID, kind: str, code: str, answers_id: uuid.UUID) -> Handout:
    return Handout(
        account_id=account,
        kind=kind,
        code=code,
        answers_id=answers_id,
        handed_at=work.now,
        remind_on=work.today + REMIND_AFTER,
    )


def ask_statement(work: Work, account_id: uuid.UUID, statement: Statement) -> Handout:
    """Hand somebody a statement to sign; the one they have already when it has the same words."""
    code = statement_code(statement)
    for one in handouts_of(work, account_id):
        if (one.kind, one.code) == (STATEMENT, code):
            return one
    made = _handout(work, account_id, STATEMENT, code, store_answers(work))
    work.session.add(made)
    work.session.flush()
    return made


def handouts_of(work: Work, account_id: uuid.UUID) -> list[Handout]:
    """What was handed to somebody, newest first."""
    query = (
        select(Handout).where(Handout.account_id == account_id).order_by(Handout.handed_at.desc(), Handout.id)
    )
    return list(work.session.scalars(query))


def find_handout(work: Work, handout_id: uuid.UUID, account_id: uuid.UUID) -> Handout:
    """One of them. Raises NoSuchHandout for anybody else's."""
    found = work.session.get(Handout, (work.tenant_id, handout_id))
    if found is None or found.account_id != account_id:
        raise NoSuchHandout
    return found


def statement_of(work: Work, handout: Handout) -> Statement | None:
    """The words that were handed out, as they were then; None for an edition of the code."""
    if handout.kind != STATEMENT:
        return None
    for one in stored_answers(work, handout.answers_id).statements:
        if statement_code(one) == handout.code:
            return one
    return None


def sign(work: Work, handout: Handout) -> None:
    """Note that somebody read it and signs for it, today. Raises AlreadySigned."""
    if handout.signed_at is not None:
        raise AlreadySigned
    handout.signed_at = work.now
    event = Event.CODE_SIGNED if handout.kind == CODE else Event.STATEMENT_SIGNED
    record.append(work, work.tenant_id, [record.Entry(event=event, facts={"code": handout.code})])


def progress(work: Work) -> list[TeamProgress]:
    """How far every team is with the edition in force; who works in none is under "Zonder team"."""
    edition = work.organisation.code_edition
    query = select(Handout.account_id, Handout.signed_at).where(
        Handout.kind == CODE, Handout.code == edition.code
    )
    query = query.where(works_here(work, Handout.account_id))
    signed = {row.account_id: row.signed_at for row in work.session.execute(query)}
    teams = {worker.account_id: worker for worker in workers(work)}
    names = names_of(work, list(signed))
    found: dict[str, list[uuid.UUID]] = {}
    for account in signed:
        found.setdefault(team_of(teams.get(account)), []).append(account)
    return [
        TeamProgress(
            team=team,
            handed=len(accounts),
            signed=sum(1 for account in accounts if signed[account] is not None),
            waiting=tuple(names[a] for a in names if a in accounts and signed[a] is None),
        )
        for team, accounts in sorted(found.items(), key=lambda one: in_order(one[0]))
    ]


def team_of(worker: Worker | None) -> str:
    """The team somebody works in, in words."""
    return (worker.team if worker else None) or "Zonder team"


def unsigned(work: Work) -> list[uuid.UUID]:
    """What was not signed in time, a batch, without what something holds up."""
    query = select(Handout.id).where(UNSIGNED, Handout.remind_on <= work.today)
    query = query.where(free(REMIND, Handout.id, work.now)).order_by(Handout.remind_on, Handout.id)
    return list(work.session.scalars(query.limit(BATCH)))


def remind(work: Work, only: Collection[uuid.UUID] | None = None) -> int:
    """Mail who did not sign in time, and again as long after; `only`: of these handouts. Returns how many."""
    query = (
        select(Handout)
        .where(UNSIGNED, Handout.remind_on <= work.today, free(REMIND, Handout.id, work.now))
        .order_by(Handout.remind_on, Handout.id)
        .limit(BATCH)
        .with_for_update(skip_locked=True)
    )
    rows = list(work.session.scalars(query if only is None else query.where(Handout.id.in_(only))))
    for row in rows:
        row.remind_on = work.today + REMIND_AFTER
    work.session.flush()
    mail_handouts(work, rows, "code_reminder")
    return len(rows)


def next_day(work: Work) -> date | None:
    """The first day on which somebody is to be reminded."""
    return work.session.scalar(
        select(func.min(Handout.remind_on)).where(UNSIGNED, free(REMIND, Handout.id, work.now))
    )


def mail_handouts(work: Work, rows: Sequence[Handout], letter: str) -> None:
    """A neutral mail to each of whom these are."""
    people = {person.account_id: person for person in people_by_id(work, (row.account_id for row in rows))}
    told = TOLD.format(name=work.organisation.profile.name)
    notices = [
        to_colleague(
            row.account_id,
            people[row.account_id].email,
            told,
            letter=letter,
            occasion=f"{row.id}:{row.remind_on}",
        )
        for row in rows
        if row.account_id in people
    ]
    if notices:
        announce(work, work.tenant_id, work.vault.new_key(), notices)


def keep_worksheet(work: Work, account_id: uuid.UUID, body: dict[str, object]) -> Worksheet:
    """Keep what somebody wrote down, for themselves only; not on the record."""
    sheet = Worksheet(account_id=account_id, key_id=work.vault.new_key(), kept_at=work.now, body_sealed=b"")
    work.session.add(sheet)
    sheet.body = body
    return sheet


def worksheets_of(work: Work, account_id: uuid.UUID) -> list[Worksheet]:
    """The worksheets somebody kept, newest first."""
    query = select(Worksheet).where(Worksheet.account_id == account_id).order_by(Worksheet.id.desc())
    return list(work.session.scalars(query))


def destroy_worksheet(work: Work, account_id: uuid.UUID, sheet_id: uuid.UUID) -> bool:
    """Throw one away, with its key. False when this person has none like it."""
    sheet = work.session.get(Worksheet, (work.tenant_id, sheet_id))
    if sheet is None or sheet.account_id != account_id:
        return False
    key_id = sheet.key_id
    work.session.delete(sheet)
    work.session.flush()
    work.vault.destroy(key_id)
    return True
