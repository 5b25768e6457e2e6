"""Who still has to decide, and reminding them: by the day, or now because HR asks. One mail a person, however many wait (decision 9)."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, func, select

from wederhoor.declarations.deciding import next_reminder
from wederhoor.declarations.service import Step, readers_of
from wederhoor.declarations.tables import Declaration, DeclarationReader
from wederhoor.declarations.telling import REMINDED, holders, notice
from wederhoor.notices.service import announce
from wederhoor.people.employments import stand_ins_for
from wederhoor.people.service import StaffMember, names_of, people_by_id, staff_with_role
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.declaring import Part
from wederhoor.rules.roles import SUPERVISOR, Role, called_at
from wederhoor.rules.wording import listed
from wederhoor.work import Work

MOST = 500


def awaited(work: Work, one: Declaration, hr: Sequence[StaffMember] = ()) -> list[StaffMember]:
    """Who has to decide, from the last day on their stand-ins too; `hr` where nobody is known. Afterwards: who decided."""
    if one.step != Step.OPEN:
        return people_by_id(work, [one.decided_by] if one.decided_by else [])
    accounts = {person for reader in _deciders(work, one) for person in _asked(work, reader)}
    if one.decide_by is not None and one.decide_by <= work.today:
        accounts |= {stand_in for account in list(accounts) for stand_in in stand_ins_for(work, account)}
    found = people_by_id(work, accounts - {one.declarer_id})
    return found or [person for person in hr if person.account_id != one.declarer_id]


def _deciders(work: Work, one: Declaration) -> list[DeclarationReader]:
    return [
        reader for reader in readers_of(work, one) if reader.done_at is None and reader.part == Part.DECIDES
    ]


def _asked(work: Work, reader: DeclarationReader) -> list[uuid.UUID]:
    """One person, or whoever holds the role today."""
    if reader.account_id is not None:
        return [reader.account_id]
    return [person.account_id for person in staff_with_role(work, (reader.role,))]


def who_decides(work: Work, one: Declaration) -> str:
    """Who has to decide, by name; empty when nobody is known, or nothing has to be decided."""
    return listed([person.name for person in awaited(work, one)], "of") if one.step == Step.OPEN else ""


def deciders_called(work: Work, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Who decides on each of these, by name; a role by what it is called here."""
    found = deciders_of(work, ids)
    names = names_of(work, list({one.account_id for one in found.values() if one.account_id}))
    return {
        declaration_id: names.get(reader.account_id, "")
        if reader.account_id
        else "nog niemand"
        if reader.role == SUPERVISOR
        else called_at(work.organisation.roles, reader.role)
        for declaration_id, reader in found.items()
    }


def deciders_of(work: Work, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, DeclarationReader]:
    """Who decides on each of these, or did: one person or a role."""
    query = select(DeclarationReader).where(
        DeclarationReader.declaration_id.in_(ids), DeclarationReader.part == Part.DECIDES.value
    )
    rows = work.session.scalars(query.order_by(DeclarationReader.id.desc()))
    return {reader.declaration_id: reader for reader in rows}


def overdue(work: Work) -> int:
    """How many declarations of the register should have been decided on."""
    return (
        work.session.scalar(select(func.count()).select_from(Declaration).where(*_overdue(work.today))) or 0
    )


def _overdue(today: date) -> tuple[ColumnElement[bool], ...]:
    return (
        Declaration.step == Step.OPEN.value,
        Declaration.registered_at.is_not(None),
        Declaration.decide_by < today,
    )


def remind_overdue(work: Work) -> int:
    """Remind everybody who should have decided on something of the register. Returns how many people."""
    query = select(Declaration).where(*_overdue(work.today)).order_by(Declaration.decide_by, Declaration.id)
    return remind_now(work, list(work.session.scalars(query.limit(MOST).with_for_update())))


def remind_now(work: Work, declarations: Sequence[Declaration]) -> int:
    """Mail whoever has to decide on these, each once; what was asked about today already is passed by. Returns how many people."""
    people: dict[uuid.UUID, StaffMember] = {}
    hr = holders(work, Role.HR)
    for one in declarations:
        if one.step != Step.OPEN or _asked_today(work, one):
            continue
        asked = awaited(work, one, hr)
        people |= {person.account_id: person for person in asked}
        if asked:
            one.next_reminder_on = next_reminder(one, work.today)
            facts = {"people": str(len(asked))}
            entry = record.Entry(event=Event.DECLARATION_REMINDED, facts=facts, done_on=work.today)
            record.append(work, one.id, [entry])
    mail_each(work, people)
    return len(people)


def mail_each(work: Work, people: Mapping[uuid.UUID, StaffMember]) -> None:
    """One mail to each of whom something is awaited, whatever it is and however much. It belongs to no declaration."""
    if people:
        occasion = f"{work.now:%Y%m%d%H%M%S%f}"
        mails = [notice(work, REMINDED, person, occasion) for person in people.values()]
        announce(work, work.tenant_id, work.vault.new_key(), mails)


def _asked_today(work: Work, one: Declaration) -> bool:
    lines = record.read(work, one.id, frozenset({Event.DECLARATION_REMINDED}))
    return any(line.done_on == work.today for line in lines)
