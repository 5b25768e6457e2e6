"""Declare what the code asks, see one's own declarations, withdraw one, look at it again after a year."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from wederhoor.declarations.tables import Declaration, DeclarationAct, DeclarationReader, DeclaredTie
from wederhoor.declarations.telling import holders, tell
from wederhoor.declarations.ties import TIES, tie_hashes, tied, words_before, words_of
from wederhoor.declarations.topics import Judged, has_happened, judge, topic_by_code
from wederhoor.declarations.words import cents_of
from wederhoor.people.employments import stand_ins_for, supervisor_of, worker_on
from wederhoor.people.service import StaffMember, people_by_id, roles_on
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.declaring import (
    GIFT,
    INVITATION,
    YEARLY,
    Handling,
    Part,
    Reader,
    lateness_of,
)
from wederhoor.rules.gifts import Recipient
from wederhoor.rules.roles import CONTACT_ROLES, SUPERVISOR, SUPERVISORY_BOARD, Role
from wederhoor.rules.tables import Worth
from wederhoor.settings.service import store_answers
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
class Statement:
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
        if Role.DIRECTOR in roles_on(work.session, declarer, work.today):
            found.append(_board(work, reader, declarer))
            remarks.append(f"U bent bestuurder. Daarom gaat dit naar de {found[-1].name}.")
            if not found[-1].people:
                remarks.append(f"Niemand is hier nu {found[-1].name}. HR wijst iemand aan.")
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


def _board(work: Work, reader: Reader, declarer: uuid.UUID) -> Whom:
    """Nobody leads a director: the supervisory board reads and decides what a supervisor would, by the name the organisation gives it."""
    named = [(one.role, one.name) for one in work.organisation.roles]
    name = next((name for role, name in named if role == SUPERVISORY_BOARD), CONTACT_ROLES[SUPERVISORY_BOARD])
    people = tuple(holders(work, SUPERVISORY_BOARD, but=declarer))
    return Whom(role=SUPERVISORY_BOARD, name=name, part=reader.part, people=people)


def _supervisor(work: Work, declarer: uuid.UUID, giver: str) -> tuple[uuid.UUID | None, bool]:
    """The nearest one up the line who is not the declarer and declared no tie with the giver; whether one was passed by."""
    hashes, passed = tie_hashes(work, giver), False
    seen = {declarer}
    account = supervisor_of(work, declarer)
    while account is not None and account not in seen:
        if not tied(work, [account], hashes):
            return account, passed
        seen.add(account)
        passed = True
        account = supervisor_of(work, account)
    return None, passed


def declare(work: Work, statement: Statement, *, declarer: uuid.UUID) -> Declaration:
    """Keep a declaration under the answers in force, with whoever the code names to read it.

    Raises NotDeclared where the code asks nothing of people.
    """
    topic = topic_by_code(work.organisation, statement.topic)
    if topic is None:
        raise NotDeclared
    judged = judge(work.organisation, topic, statement.facts, statement.worth)
    if not judged.may_declare:
        raise NotDeclared
    handling = judged.handling
    to = whereto(work, handling, declarer, statement.who)
    decide_by = _decide_by(work, statement, handling)
    named = topic.code in (GIFT, INVITATION) and statement.who
    year = (statement.day or work.today).year
    declaration = Declaration(
        key_id=work.vault.new_key(),
        answers_id=store_answers(work),
        declarer_id=declarer,
        topic=topic.code,
        policy_row=judged.row.code,
        verdict=judged.assessment.verdict.value,
        step=Step.OPEN.value if handling.decides else Step.TOLD.value,
        lateness=lateness_of(judged.row, statement.facts, statement.day, work.today).value,
        registered_at=None if topic.between_two else work.now,
        share_year=year if handling.at_year_end and has_happened(statement.facts) else None,
        happened_on=statement.day,
        year=year,
        declared_at=work.now,
        giver_hash=giver_hash(work, statement.who) if named else None,
        cents_low=cents_of(statement.worth.low) if statement.worth else None,
        cents_high=cents_of(statement.worth.high) if statement.worth else None,
        decide_by=decide_by,
        next_reminder_on=_first_reminder(work, decide_by),
    )
    work.session.add(declaration)
    declaration.content = _content(work, statement, judged, to)
    work.session.flush()
    _give_to(work, declaration, to.readers)
    _tie(work, declaration, statement)
    for code in statement.rights:
        if code in {right.code for right in judged.row.rights}:
            add_act_row(work, declaration, code, done_on=statement.day or work.today, account=declarer)
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


def _decide_by(work: Work, statement: Statement, handling: Handling) -> date | None:
    """The last day to decide: the organisation's own term, or the day it happens when that is sooner."""
    if not handling.decides:
        return None
    last = work.today + timedelta(days=work.organisation.profile.declarations.days)
    if statement.day is not None and work.today < statement.day < last and not has_happened(statement.facts):
        return statement.day
    return last


def _first_reminder(work: Work, decide_by: date | None) -> date | None:
    if decide_by is None:
        return None
    return max(decide_by - REMIND_BEFORE, work.today + timedelta(days=1))


def _content(work: Work, statement: Statement, judged: Judged, to: Whereto) -> dict[str, Any]:
    """Everything that was said, and everything the code answered to it, as it was on that day."""
    assessment, handling = judged.assessment, judged.handling
    return {
        "facts": dict(statement.facts),
        "who": statement.who,
        "what": statement.what,
        "story": statement.story,
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
        "readers": {reader.role: reader.name for reader in to.readers},
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


def _tie(work: Work, declaration: Declaration, statement: Statement) -> None:
    for hashed in tie_hashes(work, statement.who) if statement.topic in TIES else ():
        tie = DeclaredTie(account_id=declaration.declarer_id, declaration_id=declaration.id, name_hash=hashed)
        work.session.add(tie)


def giver_hash(work: Work, name: str) -> str:
    """The keyed hash that adds up one giver's gifts, however the name is written."""
    return work.vault.search_hash("giver", " ".join(words_of(name)))


def giver_before(work: Work, name: str) -> str:
    """The same as an earlier version folded names: what that kept is added up with it."""
    return work.vault.search_hash("giver", " ".join(words_before(name)))


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


_D = Declaration.__table__


def end_readers(work: Work, declaration: Declaration) -> None:
    """Nothing is asked of anybody any more about a declaration."""
    for reader in readers_of(work, declaration):
        if reader.done_at is None:
            reader.done_at = work.now


def end_ties(work: Work, declaration: Declaration) -> None:
    """What was declared of knowing somebody is over."""
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


def lasts(declaration: Declaration) -> bool:
    """Whether it has to be looked at every year."""
    return declaration.topic in YEARLY
