"""Reminders: before, on and after a due date, once each, to whoever handles the matter."""

import logging
import time
import uuid
from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple, cast

from sqlalchemy import Table, bindparam, func, select, text, tuple_, update
from sqlalchemy.exc import IntegrityError

from wederhoor.deadlines import reminders
from wederhoor.deadlines.handlers import HANDLER, STAND_IN, away_today, handlers_in
from wederhoor.deadlines.service import next_reminder
from wederhoor.deadlines.tables import Clock
from wederhoor.dossiers.service import barred_in
from wederhoor.dossiers.tables import Dossier
from wederhoor.faults import described
from wederhoor.people.meant import takers_today
from wederhoor.people.service import staff_with_role
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.deadlines import DeadlineRule
from wederhoor.rules.roles import HANDLERS, called_at
from wederhoor.rules.wording import dutch_date, listed
from wederhoor.setbacks import service as setbacks
from wederhoor.settings.service import stored_answers
from wederhoor.tenancy.bulk import id_in
from wederhoor.tenancy.locks import change_row, read_rows
from wederhoor.work import Work

log = logging.getLogger("wederhoor.jobs")

JOB = "clock"
"""This job, among setbacks."""
BATCH = 1_000
SLICE_SECONDS = 5.0
"""How long a visit goes on reminding before it looks at the mail that waits, and at other organisations."""
_CLOCKS, _DOSSIERS = cast(Table, Clock.__table__), Dossier.__table__
_OPEN = text("clocks.state = 'running'")  # as the index says it: a parameter would leave the index unused
_DUE = (
    select(
        _CLOCKS.c.id,
        _CLOCKS.c.code,
        _CLOCKS.c.due_on,
        _CLOCKS.c.next_reminder_on,
        _CLOCKS.c.dossier_id,
        _DOSSIERS.c.answers_id,
    )
    .join_from(
        _CLOCKS,
        _DOSSIERS,
        (_DOSSIERS.c.tenant_id == bindparam("tenant")) & (_DOSSIERS.c.id == _CLOCKS.c.dossier_id),
    )
    .where(
        _CLOCKS.c.tenant_id == bindparam("tenant"),
        _OPEN,
        _CLOCKS.c.next_reminder_on <= bindparam("today"),
        tuple_(_CLOCKS.c.next_reminder_on, _CLOCKS.c.id)
        > tuple_(bindparam("after_day", type_=_CLOCKS.c.next_reminder_on.type), bindparam("after_id", type_=_CLOCKS.c.id.type)),
    )
    .order_by(_CLOCKS.c.next_reminder_on, _CLOCKS.c.id)
    .limit(bindparam("batch"))
    # Whoever works on a dossier keeps it: that clock comes at the next visit, and nobody waits for anybody.
    .with_for_update(of=[_CLOCKS, _DOSSIERS], key_share=True, skip_locked=True)
)  # fmt: skip
_MOVE = (
    update(_CLOCKS)
    .where(
        _CLOCKS.c.tenant_id == bindparam("tenant"),
        _OPEN,
        _CLOCKS.c.next_reminder_on
        == bindparam("was"),  # with `<` SQLite walks all that is due for each batch
        id_in(_CLOCKS.c.id, "ids"),
    )
    .values(next_reminder_on=bindparam("day"))
)
_FIRST = select(func.min(_CLOCKS.c.next_reminder_on).label("day")).where(
    _CLOCKS.c.tenant_id == bindparam("tenant"), _OPEN, _CLOCKS.c.next_reminder_on.is_not(None)
)

_FIRST_FREE = _FIRST.where(_CLOCKS.c.id.not_in(bindparam("held", expanding=True)))


class Place(NamedTuple):
    """How far a sweep is: the reminder day and the id of the last clock."""

    day: date
    clock_id: uuid.UUID


BEGIN = Place(date.min, uuid.UUID(int=0))


class Reminded(NamedTuple):
    """How many clocks one batch had, and where the next begins; None when everything due has been seen."""

    clocks: int
    place: Place | None


class _DueClock(NamedTuple):
    id: uuid.UUID
    code: str
    due_on: date | None
    next_reminder_on: date
    dossier_id: uuid.UUID
    answers_id: uuid.UUID


@dataclass(frozen=True, eq=False)
class _Told:
    """Whom a clock is brought to the attention of: accounts, and in words who they are in the matter."""

    accounts: tuple[uuid.UUID, ...]
    words: tuple[str, ...]


OpenWork = Callable[[], AbstractContextManager[Work]]
_Moved = dict[tuple[date, date | None], list[uuid.UUID]]
"""Clocks by the day they reminded and the day they remind next."""


@dataclass(frozen=True, kw_only=True)
class _Batch:
    """Clocks that are due, and everything that is to be written about them."""

    reminded: Reminded
    moved: _Moved
    entries: record.Written | None
    told: dict[uuid.UUID, list[uuid.UUID]]
    nobody: dict[uuid.UUID, str]


def remind_all(
    open_work: OpenWork,
    look: OpenWork | None = None,
    *,
    seconds: float = SLICE_SECONDS,
    clock: Callable[[], float] = time.monotonic,
) -> Reminded:
    """Sweep batch after batch, each a transaction of its own, until everything due was seen or the time is up.

    `look` opens units of work for reading, where a writer keeps out all others (SQLite): each batch is then worked out before
    its transaction begins, so that whoever writes meanwhile finds the database free half of the time.
    """
    until, count, place = clock() + seconds, 0, BEGIN
    while True:
        try:
            if look is None:
                with open_work() as work:
                    done = remind(work, place)
            else:
                done = _looked_at(open_work, look, place)
        except Exception as error:  # noqa: BLE001 - one clock or one person must not hold up the others
            log.error("a batch of clocks failed, they are tried apart: %s", described(error))
            done = _remind_apart(open_work, place)
        count += done.clocks
        if done.place is None or clock() >= until:
            return Reminded(count, done.place)
        place = done.place


def _remind_apart(open_work: OpenWork, place: Place) -> Reminded:
    """A batch of which something is wrong: in halves, down to the clocks it is wrong with, and then each person's mail."""
    with open_work() as work:
        rows, last = _due_rows(work, place)
    setbacks.together(
        open_work,
        JOB,
        [row.id for row in rows],
        partial(_remind_these, place=place),
        tell=reminders.show_stuck,
    )
    if last is None:
        reminders.mail_each(open_work)
    return Reminded(len(rows), last)


def _remind_these(work: Work, only: Collection[uuid.UUID], *, place: Place) -> None:
    _write(work, _look(work, place, only), mails=False)


def _looked_at(open_work: OpenWork, look: OpenWork, place: Place) -> Reminded:
    with look() as work:
        batch = _look(work, place)
    try:
        with open_work() as work:
            return _write(work, batch)
    except (record.Overtaken, IntegrityError):  # somebody was at work in one of these dossiers in between
        with open_work() as work:
            return remind(work, place)


def remind(work: Work, after: Place = BEGIN) -> Reminded:
    """Bring one batch of clocks whose reminder day has come to people's attention; the last batch mails everybody.

    A sweep that is broken off goes on where it was: what is collected is mailed once, when nothing is due any more.
    """
    return _write(work, _look(work, after))


def _write(work: Work, batch: _Batch, *, mails: bool = True) -> Reminded:
    """Raises Overtaken when a clock or a record is not any more as it was looked at."""
    for (was, day), ids in batch.moved.items():
        if change_row(work.session, _MOVE, ids=ids, was=was, day=day) != len(ids):
            raise record.Overtaken
    if batch.entries is not None:
        record.append_written(work, batch.entries)
    reminders.collect(work, batch.told)
    reminders.tell_nobody(work, batch.nobody)
    if mails and batch.reminded.place is None:
        reminders.mail_everybody(work)  # after the clocks: it locks the tenant's one row, which comes last
    return batch.reminded


def _due_rows(work: Work, after: Place) -> tuple[list[_DueClock], Place | None]:
    """The next batch, without what an earlier failure holds up, and where the one after it begins."""
    rows = [
        _DueClock._make(row)
        for row in read_rows(
            work.session, _DUE, today=work.today, after_day=after.day, after_id=after.clock_id, batch=BATCH
        )
    ]
    last = Place(rows[-1].next_reminder_on, rows[-1].id) if len(rows) == BATCH else None
    held_up = setbacks.held(work, JOB) if rows else frozenset()
    return [row for row in rows if row.id not in held_up], last


def _look(work: Work, after: Place, only: Collection[uuid.UUID] | None = None) -> _Batch:
    """Read the next batch, or `only` these of it, and work out what it asks.

    On PostgreSQL the clocks are kept from others from here on.
    """
    rows, last = _due_rows(work, after)
    if only is not None:
        rows = [row for row in rows if row.id in only]
    reminded = Reminded(len(rows), last)
    if not rows:
        return _Batch(reminded=reminded, moved={}, entries=None, told={}, nobody={})
    heads = record.heads_free(work, {row.dossier_id for row in rows})
    rows = [row for row in rows if row.dossier_id in heads]  # another at the next visit
    people = _People(work, {row.dossier_id for row in rows})
    about: dict[uuid.UUID, tuple[tuple[str, _Told], ...]] = {}
    told: dict[uuid.UUID, list[uuid.UUID]] = {}
    moved: _Moved = {}
    terms: dict[tuple[uuid.UUID, str, date | None], tuple[DeadlineRule, str, date | None]] = {}
    nobody: dict[uuid.UUID, str] = {}
    for row in rows:
        kind = (row.answers_id, row.code, row.due_on)
        if kind not in terms:
            terms[kind] = _term(work, *kind)
        rule, words, following = terms[kind]
        who = people.told(row, rule)
        about[row.dossier_id] = (*about.get(row.dossier_id, ()), (words, who))
        for account_id in who.accounts:
            told.setdefault(account_id, []).append(row.dossier_id)
        if not who.accounts:
            nobody[row.dossier_id] = f"{row.code}:{row.due_on}:{row.next_reminder_on}"
        moved.setdefault((row.next_reminder_on, following), []).append(row.id)
    entries = {said: _entry(said) for said in set(about.values())}
    written = record.write_out(work, {matter: entries[said] for matter, said in about.items()}, heads)
    return _Batch(reminded=reminded, moved=moved, entries=written, told=told, nobody=nobody)


def _term(
    work: Work, answers_id: uuid.UUID, code: str, due_on: date | None
) -> tuple[DeadlineRule, str, date | None]:
    """The rule of a clock, the term in words, and the next day on which it reminds."""
    rule = stored_answers(work, answers_id).deadline(code)
    due = due_on or work.today
    words = f"{rule.label} (uiterlijk {dutch_date(due)})"
    return rule, words, next_reminder(rule, due, work.today, after=work.today)


def _entry(said: Collection[tuple[str, _Told]]) -> record.Entry:
    """One entry for what one dossier asks: its terms, to whom, and for each term the ids of their accounts; no names."""
    clocks = "; ".join(words for words, _ in said)
    to = dict.fromkeys(words for _, who in said for words in who.words)
    if not to:
        return record.Entry(event=Event.REMINDER_FOR_NOBODY, facts={"clocks": clocks})
    accounts = "; ".join(" ".join(one.hex for one in who.accounts) for _, who in said)
    facts = {"clocks": clocks, "to": listed(to), "accounts": accounts}
    return record.Entry(event=Event.REMINDER_GIVEN, facts=facts)


class _People:
    """Who hears of the clocks of a batch. Looked up once for the batch, worked out once for whatever is alike."""

    def __init__(self, work: Work, dossier_ids: Collection[uuid.UUID]) -> None:
        self._work = work
        self._handlers = [person.account_id for person in staff_with_role(work, HANDLERS)]
        self._takers = {person.account_id for person in takers_today(work)}
        self._barred = barred_in(work, dossier_ids)
        self._assigned = handlers_in(work, dossier_ids)
        held = {parts[HANDLER] for parts in self._assigned.values() if HANDLER in parts}
        self._away = away_today(work, held)
        self._roles: dict[str, list[uuid.UUID]] = {}
        self._known: dict[object, _Told] = {}

    def told(self, row: _DueClock, rule: DeadlineRule) -> _Told:
        """Handler, stand-in and whom the organisation names, without who is barred from the dossier."""
        today, due_on = self._work.today, row.due_on
        escalation = rule.escalation
        late = (
            escalation.roles
            if escalation and due_on and today >= due_on + timedelta(days=escalation.after_days)
            else ()
        )
        is_due = due_on is not None and due_on <= today
        assigned, barred = self._assigned[row.dossier_id], self._barred[row.dossier_id]
        key = (is_due, late, assigned.get(HANDLER), assigned.get(STAND_IN), barred)
        if key not in self._known:
            self._known[key] = self._work_out(is_due, late, assigned, barred)
        return self._known[key]

    def _work_out(
        self,
        is_due: bool,
        late: tuple[str, ...],
        assigned: Mapping[str, uuid.UUID],
        barred: frozenset[uuid.UUID],
    ) -> _Told:
        free = [account for account in self._handlers if account not in barred]
        found = self._own(is_due, assigned, free, barred) or dict.fromkeys(free, "wie dossiers behandelt")
        for role in late:
            for account in self._holders(role):
                if account not in barred:
                    found.setdefault(account, called_at(self._work.organisation.roles, role))
        return _Told(tuple(found), tuple(dict.fromkeys(found.values())))

    def _own(
        self,
        is_due: bool,
        assigned: Mapping[str, uuid.UUID],
        free: list[uuid.UUID],
        barred: frozenset[uuid.UUID],
    ) -> dict[uuid.UUID, str]:
        """The handler, and who does their work while they are away; from the due date on the stand-in too.

        The stand-in when none of them can be reached; nobody of these means: whoever handles matters.
        """
        handler, stand_in = assigned.get(HANDLER), assigned.get(STAND_IN)
        wanted: dict[uuid.UUID, str] = {}
        if handler is not None:
            wanted[handler] = "de behandelaar"
            wanted |= dict.fromkeys(self._away.get(handler, ()), "wie vandaag waarneemt")
        if is_due and stand_in is not None:
            wanted.setdefault(stand_in, "de vervanger")
        able = {*free, *(self._takers.intersection((handler, stand_in)) - barred)}
        own = {account: words for account, words in wanted.items() if account in able}
        if not own and stand_in is not None and stand_in in able:
            own[stand_in] = "de vervanger"
        return own

    def _holders(self, role: str) -> list[uuid.UUID]:
        """Who holds a role, asked once however many clocks are late."""
        if role not in self._roles:
            self._roles[role] = [person.account_id for person in staff_with_role(self._work, (role,))]
        return self._roles[role]


def show_failed(open_work: OpenWork) -> int:
    """Tell dossiers of reminders that did not arrive, a transaction for each batch. Returns how many dossiers."""
    with open_work() as work:
        waiting = reminders.not_shown(work)
    counted: list[int] = []

    def show(reminder_id: uuid.UUID) -> None:
        with open_work() as work:
            counted.append(reminders.show_failed(work, reminder_id))

    setbacks.each(open_work, reminders.SHOW, waiting, show)
    return sum(counted)


def next_reminder_day(work: Work) -> date | None:
    """The first day on which this tenant has a reminder to give."""
    held_up = setbacks.held(work, JOB)
    rows = (
        read_rows(work.session, _FIRST_FREE, held=list(held_up))
        if held_up
        else read_rows(work.session, _FIRST)
    )
    return rows[0].day if rows else None
