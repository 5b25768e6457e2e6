"""Who receives reports here, and receiving one: from the reporter's own page, or written down by an officer."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from wederhoor.db import uuid7
from wederhoor.misconduct.clocks import due_after, next_reminder
from wederhoor.misconduct.opened import Opened, Purpose, ReportEntry
from wederhoor.misconduct.tables import MisconductReport
from wederhoor.people.service import members_today, staff_with_role
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.meant import Naming
from wederhoor.rules.names import in_order
from wederhoor.rules.roles import NO_OFFICER_BESIDE, Role
from wederhoor.statutes import wbk
from wederhoor.strongboxes.sealing import new_key
from wederhoor.strongboxes.service import PublicBox, boxes_of
from wederhoor.strongboxes.telling import tell
from wederhoor.strongboxes.walls import code_of_form
from wederhoor.tenancy.locks import add_once
from wederhoor.work import Work

OFFICER = Role.INTEGRITY_OFFICER
NOT_BESIDE = NO_OFFICER_BESIDE


class NobodyToRead(Exception):
    """No independent officer is left who could read the report."""


@dataclass(frozen=True, kw_only=True)
class Reader:
    """An officer who can receive reports today."""

    account_id: uuid.UUID
    name: str
    email: str
    box: PublicBox


@dataclass(frozen=True, kw_only=True)
class Disclosure:
    """What somebody reports. `naming` is named, confidential or anonymous; `way` is written, talk or spoken.

    `who` (name, reach) and `blamed` are locked apart from `body`; `passed_by` are officers who may not read it.
    """

    naming: str
    way: str
    body: dict[str, Any]
    who: dict[str, str]
    blamed: str = ""
    passed_by: frozenset[uuid.UUID] = frozenset()
    arrived_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """The code is shown once and kept nowhere."""

    code: str
    report_id: uuid.UUID


def readers_today(work: Work) -> list[Reader]:
    """Every independent officer with a strongbox, by name."""
    beside = {person.account_id for person in members_today(work, NOT_BESIDE)}
    officers = [one for one in staff_with_role(work, (OFFICER,)) if one.account_id not in beside]
    boxes = boxes_of(work.session, [one.account_id for one in officers])
    found = [
        Reader(account_id=one.account_id, name=one.name, email=one.email, box=boxes[one.account_id])
        for one in officers
        if one.account_id in boxes
    ]
    return sorted(found, key=lambda reader: in_order(reader.name))


def passed_by_name(known: Sequence[Reader], disclosure: Disclosure) -> list[Reader]:
    """Officers who may be meant: they are passed by at once, before they know of it.

    Whom only the story may mean is passed by as long as somebody is left to read it.
    """
    blamed = Naming(called=(disclosure.blamed,))
    named = [one for one in known if blamed.may_mean(one.name)]
    story = Naming(told=tuple(str(text) for text in disclosure.body.values() if isinstance(text, str)))
    told = [one for one in known if one not in named and story.may_mean(one.name)]
    left = (
        {one.account_id for one in known} - disclosure.passed_by - {one.account_id for one in (*named, *told)}
    )
    return [*named, *told] if left else named


def receive_report(work: Work, disclosure: Disclosure) -> Receipt:
    """Enter a report in the register and put its keys in the strongboxes of the officers and behind a new code.

    An officer who may be meant gets no key; the reporter can say that it is somebody else. Raises NobodyToRead.
    """
    known = readers_today(work)
    named = passed_by_name(known, disclosure)
    passed_by = disclosure.passed_by | {one.account_id for one in named}
    readers = [one for one in known if one.account_id not in passed_by]
    if not readers:
        raise NobodyToRead
    code = code_of_form(work, "melding")
    received_on = disclosure.arrived_on or work.today
    row = MisconductReport(
        id=uuid7(),
        key_id=work.vault.new_key(),
        code_hash=work.vault.code_hash(code),
        received_at=work.now,
        received_on=received_on,
        acknowledge_by=due_after(wbk.ACKNOWLEDGEMENT, received_on),
    )
    row.next_reminder_on = next_reminder(row, (), work.today)
    opened = Opened(row=row, keys={purpose: new_key() for purpose in Purpose})
    opened.write(
        {
            **disclosure.body,
            "naming": disclosure.naming,
            "way": disclosure.way,
            "passed_by": sorted(str(one) for one in passed_by),
        }
    )
    opened.write({} if disclosure.naming == "anonymous" else dict(disclosure.who), Purpose.REPORTER)
    opened.write({"name": disclosure.blamed}, Purpose.BLAMED)
    if not add_once(work.session, row):  # this very form came before
        before = select(MisconductReport.id).where(MisconductReport.code_hash == work.vault.code_hash(code))
        return Receipt(code=code, report_id=work.session.scalars(before).one())
    for reader in readers:
        opened.give_to(work, reader.box)
    opened.put_behind(work, code)
    for one in named:
        text = f"{one.name} leest deze melding niet: die naam lijkt op een naam in de melding."
        opened.add(work, ReportEntry.READERS, {"text": text})
    entry = record.Entry(
        event=Event.MISCONDUCT_RECEIVED,
        article=str(wbk.article("2a")),
        done_on=disclosure.arrived_on,
    )
    record.append(work, row.id, [entry], first=True)
    tell(work, readers)
    return Receipt(code=code, report_id=row.id)
