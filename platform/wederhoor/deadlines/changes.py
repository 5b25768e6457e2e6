"""The decisions about the terms of a dossier: kept as they were made, read as `rules.term_changes` folds them."""

import uuid
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from wederhoor.db import uuid7
from wederhoor.deadlines.tables import TermChangeRow
from wederhoor.notices.service import LEFT_STATES, State
from wederhoor.notices.tables import OutboxRow
from wederhoor.rules.deadlines import StartEvent, Term, Unit
from wederhoor.rules.term_changes import ChangeKind, TermChange
from wederhoor.work import Work

PREFIX = "term:"
LEFT = tuple(state.value for state in (*LEFT_STATES, State.CANCELLED))


def changes_of(work: Work, dossier_id: uuid.UUID) -> list[TermChangeRow]:
    """The decisions that stand, oldest first."""
    query = (
        select(TermChangeRow)
        .where(TermChangeRow.dossier_id == dossier_id, TermChangeRow.revoked_at.is_(None))
        .order_by(TermChangeRow.entered_at, TermChangeRow.id)
    )
    return list(work.session.scalars(query))


def read_change(row: TermChangeRow, *, valid_on: date | None = None) -> TermChange:
    """A decision as a value; `valid_on` as if it counts from that day."""
    return TermChange(
        kind=ChangeKind(row.kind),
        code=row.code,
        amount=Term(row.amount, Unit(row.unit)) if row.amount is not None and row.unit else None,
        until=row.until_on,
        start=StartEvent(row.start) if row.start else None,
        valid_on=valid_on or row.valid_on,
    )


def add_change(
    work: Work,
    dossier_id: uuid.UUID,
    key_id: uuid.UUID,
    change: TermChange,
    *,
    decided_on: date,
    reason: str,
    was_on: date | None = None,
) -> TermChangeRow:
    """Keep a decision. Whoever calls this recomputes the clocks of the dossier."""
    row = TermChangeRow(
        id=uuid7(),
        dossier_id=dossier_id,
        key_id=key_id,
        kind=change.kind.value,
        code=change.code,
        amount=change.amount.amount if change.amount else None,
        unit=change.amount.unit.value if change.amount else None,
        until_on=change.until,
        start=change.start.value if change.start else None,
        was_on=was_on,
        decided_on=decided_on,
        entered_at=work.now,
        account_id=work.actor.account_id,
        notices_needed=0,
        valid_on=change.valid_on,
    )
    row.tenant_id = work.tenant_id
    work.session.add(row)
    if reason:
        row.reason = reason
    work.session.flush()
    return row


def event_of(row: TermChangeRow) -> str:
    """What the leaving of a notice about a decision brings about."""
    return f"{PREFIX}{row.id.hex}"


def now_valid(work: Work, dossier_id: uuid.UUID, event: str, on: date) -> TermChangeRow | None:
    """The decision whose last notice just left, marked valid; None while another is still to leave."""
    row = work.session.get(TermChangeRow, (work.tenant_id, uuid.UUID(event.removeprefix(PREFIX))))
    if row is None or row.dossier_id != dossier_id or row.valid_on or row.revoked_at:
        return None
    work.session.flush()
    waiting = select(OutboxRow.id).where(
        OutboxRow.matter_id == dossier_id, OutboxRow.meets == event, OutboxRow.state.not_in(LEFT)
    )
    if work.session.scalars(waiting.limit(1)).first() is not None:
        return None
    row.valid_on = on
    return row


def not_valid_yet(work: Work, dossier_id: uuid.UUID, event: str) -> TermChangeRow | None:
    """The decision that counted until one of its notices came back, marked so; None when it did not count."""
    row = work.session.get(TermChangeRow, (work.tenant_id, uuid.UUID(event.removeprefix(PREFIX))))
    if row is None or row.dossier_id != dossier_id or row.valid_on is None:
        return None
    row.valid_on = None
    return row


def withdraw_starts(work: Work, rows: Sequence[TermChangeRow], starts: frozenset[str]) -> None:
    """A start that happens again makes an earlier correction of it past."""
    for row in rows:
        if row.kind == ChangeKind.START_CORRECTED and row.start in starts:
            row.revoked_at = work.now
