"""One's own declarations: listed, taken back, a right used, looked at again."""

import uuid
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, select, tuple_
from sqlalchemy.types import Uuid

from wederhoor.db import Moment
from wederhoor.declarations.service import (
    A_YEAR,
    PAGE,
    NoSuchDeclaration,
    NotNow,
    Step,
    acts_of,
    add_act_row,
    end_readers,
    end_ties,
    readers_of,
)
from wederhoor.declarations.tables import Declaration
from wederhoor.declarations.telling import tell
from wederhoor.people.service import people_by_id
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.tenancy.locks import read_rows
from wederhoor.work import Work

_D = Declaration.__table__


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
    end_ties(work, declaration)
    record.append(work, declaration.id, [record.Entry(event=Event.DECLARATION_WITHDRAWN)])


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
        end_ties(work, declaration)
    facts = {"state": "het klopt nog" if still else "het is voorbij"}
    record.append(work, declaration.id, [record.Entry(event=Event.DECLARATION_REVIEWED, facts=facts)])
