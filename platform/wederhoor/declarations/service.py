"""Declare what the code asks, see one's own declarations, withdraw one, look at it again after a year."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, func, select, tuple_
from sqlalchemy.types import Uuid

from wederhoor.db import Moment
from wederhoor.declarations.tables import Declaration, DeclarationAct, DeclarationReader, DeclaredTie
from wederhoor.declarations.telling import holders, tell
from wederhoor.declarations.ties import TIES, surname_hash, tied, words_of
from wederhoor.declarations.topics import Judged, has_happened, judge, topic_by_code
from wederhoor.declarations.words import cents_of
from wederhoor.people.employments import stand_ins_for, supervisor_of, worker_on
from wederhoor.people.service import StaffMember, people_by_id
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.declaring import (
    GIFT,
    INVITATION,
    YEARLY,
    Handling,
    Part,
    lateness_of,
)
from wederhoor.rules.gifts import Recipient
from wederhoor.rules.roles import SUPERVISOR
from wederhoor.rules.tables import Worth
from wederhoor.settings.service import store_answers
from wederhoor.tenancy.locks import read_rows
from wederhoor.work import Work

REMIND_BEFORE = timedelta(days=3)
PAGE = 25
A_YEAR = timedelta(days=365)


class Step(StrEnum):
    """Where a declaration is. Names are stored."""

    OPEN = "open"
    TOLD = "told"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


class NoSuchDeclaration(Exception):
    """There is no such declaration for this actor."""


class NotDeclared(Exception):
    """The code asks nothing here, so there is nothing to declare."""


class NotNow(Exception):
    """The declaration is past the step this act needs. The message is a Dutch sentence."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """What somebody declares: the facts the code looks at, and in their own words who, what and when."""

    topic: str
    facts: Mapping[str, str]
    worth: Worth | None = None
    who: str = ""
    what: str = ""
    day: date | None = None
    story: str = ""
    rights: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Whom:
    """A reader as the code names them, and who that is today; `account_id` None: whoever holds the role, or nobody known."""

    role: str
    name: str
    part: Part
    account_id: uuid.UUID | None = None
    people: tuple[StaffMember, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Whereto:
    """Who will read a declaration, and what has to be said about that."""

    readers: tuple[Whom, ...]
    remarks: tuple[str, ...] = field(default=())


def recipient_of(work: Work, account_id: uuid.UUID) -> str:
    """In what capacity somebody works here, as the codes call it."""
    worker = worker_on(work, account_id)
    if worker is not None:
        return worker.kind
    return Recipient.BOARD_MEMBER if "director" in work.actor.roles else Recipient.EMPLOYEE


def whereto(work: Work, handling: Handling, declarer: uuid.UUID, giver: str = "") -> Whereto:
    """Who reads a declaration of this person: never themselves, nor somebody with a declared tie to the giver."""
    found: list[Whom] = []
    remarks: list[str] = []
    for reader in handling.readers:
        if reader.role != SUPERVISOR:
            people = tuple(holders(work, reader.role, but=declarer))
            found.append(Whom(role=reader.role, name=reader.name, part=reader.part, people=people))
            if not people:
                remarks.append(f"Niemand is hier nu {reader.name}. HR wijst iemand aan.")
            continue
        account, passed = _supervisor(work, declarer, giver)
        if passed:
            remarks.append(f"Deze melding gaat niet naar uw {reader.name}, maar naar iemand anders.")
        if account is None:
            remarks.append(f"Wie uw {reader.name} is, staat nergens. HR wijst iemand aan.")
        people = tuple(people_by_id(work, [account])) if account else ()
        found.append(
            Whom(role=reader.role, name=reader.name, part=reader.part, account_id=account, people=people)
        )
    return Whereto(readers=tuple(found), remarks=tuple(remarks))


def _supervisor(work: Work, declarer: uuid.UUID, giver: str) -> tuple[uuid.UUID | None, bool]:
    """The nearest one up the line who is not the declarer and declared no tie with the giver; whether one was passed by."""
    hashed, passed = surname_hash(work, giver) if giver else None, False
    seen = {declarer}
    account = supervisor_of(work, declarer)
    while account is not None and account not in seen:
        if not tied(work, [account], [hashed]):
            return account, passed
        seen.add(account)
        passed = True
        account = supervisor_of(work, account)
    return None, passed


def declare(work: Work, told: Told, *, declarer: uuid.UUID) -> Declaration:
    """Keep a declaration under the answers in force, with whoever the code names to read it.

    Raises NotDeclared where the code asks nothing of people.
    """
    topic = topic_by_code(work.organisation, told.topic)
    if topic is None:
        raise NotDeclared
    judged = judge(work.organisation, topic, told.facts, told.worth)
    if not judged.may_declare:
        raise NotDeclared
    handling = judged.handling
    to = whereto(work, handling, declarer, told.who)
    decide_by = _decide_by(work, told, handling)
    named = topic.code in (GIFT, INVITATION) and told.who
    year = (told.day or work.today).year
    declaration = Declaration(
        key_id=work.vault.new_key(),
        answers_id=store_answers(work),
        declarer_id=declarer,
        topic=topic.code,
        policy_row=judged.row.code,
        verdict=judged.assessment.verdict.value,
        step=Step.OPEN.value if handling.decides else Step.TOLD.value,
        lateness=lateness_of(judged.row, told.facts, told.day, work.today).value,
        registered_at=None if topic.between_two else work.now,
        share_year=year if handling.at_year_end and has_happened(told.facts) else None,
        happened_on=told.day,
        year=year,
        declared_at=work.now,
        giver_hash=giver_hash(work, told.who) if named else None,
        cents_low=cents_of(told.worth.low) if told.worth else None,
        cents_high=cents_of(told.worth.high) if told.worth else None,
        decide_by=decide_by,
        next_reminder_on=_first_reminder(work, decide_by),
    )
    work.session.add(declaration)
    declaration.content = _content(work, told, judged, to)
    work.session.flush()
    _give_to(work, declaration, to.readers)
    _tie(work, declaration, told)
    for code in told.rights:
        if code in {right.code for right in judged.row.rights}:
            add_act_row(work, declaration, code, done_on=told.day or work.today, account=declarer)
    record.append(work, declaration.id, [record.Entry(event=Event.DECLARED)], first=True)
    people = {person.account_id: person for reader in to.readers for person in reader.people}
    people |= {person.account_id: person for person in _standing_in(work, people, declarer)}
    tell(work, declaration, "declaration_reader", list(people.values()), occasion="declared")
    return declaration


def _standing_in(
    work: Work, people: Mapping[uuid.UUID, StaffMember], declarer: uuid.UUID
) -> list[StaffMember]:
    accounts = {stand_in for account in people for stand_in in stand_ins_for(work, account)}
    return people_by_id(work, accounts - {declarer})


def _decide_by(work: Work, told: Told, handling: Handling) -> date | None:
    """The last day to decide: the organisation's own term, or the day it happens when that is sooner."""
    if not handling.decides:
        return None
    last = work.today + timedelta(days=work.organisation.profile.declarations.days)
    if told.day is not None and work.today < told.day < last and not has_happened(told.facts):
        return told.day
    return last


def _first_reminder(work: Work, decide_by: date | None) -> date | None:
    if decide_by is None:
        return None
    return max(decide_by - REMIND_BEFORE, work.today + timedelta(days=1))


def _content(work: Work, told: Told, judged: Judged, to: Whereto) -> dict[str, Any]:
    """Everything that was said, and everything the code answered to it, as it was on that day."""
    assessment, handling = judged.assessment, judged.handling
    return {
        "facts": dict(told.facts),
        "who": told.who,
        "what": told.what,
        "story": told.story,
        "label": judged.topic.label,
        "edition": work.organisation.code_edition.title,
        "explanation": assessment.explanation,
        "numbers": list(assessment.numbers),
        "sources": [str(source) for source in assessment.sources],
        "duties": [[duty.who, duty.what, duty.to, duty.when] for duty in assessment.duties],
        "silent_on": list(assessment.silent_on),
        "breach": assessment.breach,
        "asked": handling.asked,
        "remarks": [*handling.remarks, *to.remarks],
        "outcomes": [outcome.value for outcome in handling.outcomes],
        "into_file": handling.into_file,
        "at_year_end": handling.at_year_end,
        "readers": {reader.role: reader.name for reader in handling.readers},
    }


def _give_to(work: Work, declaration: Declaration, readers: Sequence[Whom]) -> None:
    for reader in readers:
        work.session.add(
            DeclarationReader(
                declaration_id=declaration.id,
                key_id=declaration.key_id,
                role=reader.role,
                account_id=reader.account_id,
                part=reader.part.value,
            )
        )
    work.session.flush()


def _tie(work: Work, declaration: Declaration, told: Told) -> None:
    hashed = surname_hash(work, told.who) if told.topic in TIES else None
    if hashed:
        tie = DeclaredTie(account_id=declaration.declarer_id, declaration_id=declaration.id, name_hash=hashed)
        work.session.add(tie)


def giver_hash(work: Work, name: str) -> str:
    """The keyed hash that adds up one giver's gifts, however the name is written."""
    return work.vault.search_hash("giver", " ".join(words_of(name)))


def add_act_row(
    work: Work,
    declaration: Declaration,
    code: str,
    *,
    done_on: date,
    until_on: date | None = None,
    note: str = "",
    account: uuid.UUID | None = None,
) -> DeclarationAct:
    """Note something that was done or said after a declaration."""
    row = DeclarationAct(
        declaration_id=declaration.id,
        key_id=declaration.key_id,
        code=code,
        done_on=done_on,
        until_on=until_on,
        entered_at=work.now,
        account_id=account,
    )
    work.session.add(row)
    if note:
        row.note = note
    work.session.flush()
    return row


class Sum(NamedTuple):
    """What one giver gave in one year, in cents; `unknown` counts what has no amount."""

    gifts: int
    low: int
    high: int
    unknown: int


_D = Declaration.__table__
_SUM = select(
    func.count(),
    func.coalesce(func.sum(_D.c.cents_low), 0),
    func.coalesce(func.sum(_D.c.cents_high), 0),
    func.count() - func.count(_D.c.cents_low),
).where(
    _D.c.tenant_id == bindparam("tenant"),
    _D.c.giver_hash == bindparam("giver"),
    _D.c.year == bindparam("in_year"),
    _D.c.step != Step.WITHDRAWN.value,
)
_OWN_SUM = _SUM.where(_D.c.declarer_id == bindparam("declarer", type_=Uuid))


def given_in_year(
    work: Work, hashed: str | None, year: int, *, declarer: uuid.UUID | None = None
) -> Sum | None:
    """What a giver gave in a year here, or to one person; None without a giver."""
    if hashed is None:
        return None
    if declarer is None:
        rows = read_rows(work.session, _SUM, giver=hashed, in_year=year)
    else:
        rows = read_rows(work.session, _OWN_SUM, giver=hashed, in_year=year, declarer=declarer)
    count, low, high, unknown = rows[0]
    return Sum(gifts=int(count), low=int(low), high=int(high), unknown=int(unknown))


class OwnRow(NamedTuple):
    """A declaration as its declarer's list shows it."""

    id: uuid.UUID
    topic: str
    step: str
    outcome: str | None
    lateness: str
    declared_at: Any
    happened_on: date | None
    decide_by: date | None
    review_on: date | None
    cents_low: int | None
    cents_high: int | None


_OWN_COLUMNS = tuple(_D.c[name] for name in OwnRow._fields)


def _own_statement(later: bool) -> Select[Any]:
    query = select(*_OWN_COLUMNS).where(
        _D.c.tenant_id == bindparam("tenant"), _D.c.declarer_id == bindparam("declarer", type_=Uuid)
    )
    if later:
        after = tuple_(bindparam("after", type_=Moment), bindparam("after_id", type_=Uuid))
        query = query.where(tuple_(_D.c.declared_at, _D.c.id) < after)
    return query.order_by(_D.c.declared_at.desc(), _D.c.id.desc()).limit(PAGE + 1)


_OWN, _OWN_LATER = _own_statement(False), _own_statement(True)


def own_page(
    work: Work, declarer: uuid.UUID, cursor: tuple[Any, uuid.UUID] | None = None
) -> tuple[list[OwnRow], tuple[Any, uuid.UUID] | None]:
    """One's own declarations, newest first, and where the next page begins."""
    if cursor is None:
        rows = read_rows(work.session, _OWN, declarer=declarer)
    else:
        rows = read_rows(work.session, _OWN_LATER, declarer=declarer, after=cursor[0], after_id=cursor[1])
    shown = [OwnRow._make(row) for row in rows[:PAGE]]
    following = (shown[-1].declared_at, shown[-1].id) if len(rows) > PAGE else None
    return shown, following


def find_own(
    work: Work, declaration_id: uuid.UUID, declarer: uuid.UUID, *, lock: bool = False
) -> Declaration:
    """One's own declaration. Raises NoSuchDeclaration."""
    query = select(Declaration).where(Declaration.id == declaration_id, Declaration.declarer_id == declarer)
    found = work.session.scalars(query.with_for_update() if lock else query).first()
    if found is None:
        raise NoSuchDeclaration
    return found


def withdraw(work: Work, declaration: Declaration, reason: str) -> None:
    """Take a declaration back while nobody decided. It stays on the record. Raises NotNow."""
    if declaration.step not in (Step.OPEN, Step.TOLD):
        raise NotNow("Op deze melding is al beslist. Vertel het aan wie besliste als er iets niet klopt.")
    declaration.step = Step.WITHDRAWN.value
    declaration.share_year = declaration.next_reminder_on = declaration.review_on = None
    declaration.decision = {"reason": reason}
    end_readers(work, declaration)
    _end_ties(work, declaration)
    record.append(work, declaration.id, [record.Entry(event=Event.DECLARATION_WITHDRAWN)])


def end_readers(work: Work, declaration: Declaration) -> None:
    """Nothing is asked of anybody any more about a declaration."""
    for reader in readers_of(work, declaration):
        if reader.done_at is None:
            reader.done_at = work.now


def _end_ties(work: Work, declaration: Declaration) -> None:
    query = select(DeclaredTie).where(DeclaredTie.declaration_id == declaration.id)
    for tie in work.session.scalars(query):
        tie.until_on = work.today - timedelta(days=1)


def readers_of(work: Work, declaration: Declaration) -> list[DeclarationReader]:
    """Everybody a declaration went to, in the order the code names them."""
    query = select(DeclarationReader).where(DeclarationReader.declaration_id == declaration.id)
    return list(work.session.scalars(query.order_by(DeclarationReader.id)))


def acts_of(work: Work, declaration: Declaration) -> list[DeclarationAct]:
    """What was done or said after a declaration, oldest first."""
    query = select(DeclarationAct).where(DeclarationAct.declaration_id == declaration.id)
    return list(work.session.scalars(query.order_by(DeclarationAct.done_on, DeclarationAct.id)))


def claim_right(work: Work, declaration: Declaration, code: str) -> None:
    """Say afterwards that one uses a right the code gives. Raises NotNow when it is no right, or was said already."""
    if declaration.step == Step.WITHDRAWN:
        raise NotNow("Deze melding hebt u ingetrokken. Doe een nieuwe melding als u dit wilt laten weten.")
    if any(act.code == code for act in acts_of(work, declaration)):
        raise NotNow("Dit had u al laten weten.")
    add_act_row(work, declaration, code, done_on=work.today, account=declaration.declarer_id)
    entry = record.Entry(
        event=Event.DECLARATION_ACT,
        facts={"done_on": work.today.isoformat()},
        details={"act": code},
        key_id=declaration.key_id,
    )
    record.append(work, declaration.id, [entry])
    people = people_by_id(work, [r.account_id for r in readers_of(work, declaration) if r.account_id])
    tell(work, declaration, "declaration_reader", people, occasion=f"right:{code}")


def review(work: Work, declaration: Declaration, *, still: bool) -> None:
    """Say that something lasting is still so, or is over. Raises NotNow when nothing is to be looked at."""
    if declaration.review_on is None:
        raise NotNow("Deze melding hoeft u nu niet na te kijken.")
    declaration.review_on = work.today + A_YEAR if still else None
    declaration.next_reminder_on = declaration.review_on
    if not still:
        _end_ties(work, declaration)
    facts = {"state": "het klopt nog" if still else "het is voorbij"}
    record.append(work, declaration.id, [record.Entry(event=Event.DECLARATION_REVIEWED, facts=facts)])


def lasts(declaration: Declaration) -> bool:
    """Whether it has to be looked at every year."""
    return declaration.topic in YEARLY
