"""Who can open a report: the officers of today who hold its key; where none does, whoever holds one, until an officer reads it too.

Nobody outside hears of this, HR neither: what only one person can open stays with that person, whatever becomes of their role.
"""

import uuid
from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import bindparam, exists, literal, select
from sqlalchemy.types import Uuid

from wederhoor.misconduct.opened import Purpose
from wederhoor.misconduct.receiving import NOT_BESIDE, OFFICER, Reader, readers_today
from wederhoor.misconduct.tables import MisconductKey, MisconductReport
from wederhoor.people.service import StaffMember, people_by_id
from wederhoor.strongboxes.reach import alone_in, counts, in_use, receives
from wederhoor.strongboxes.service import boxes_of
from wederhoor.strongboxes.tables import Strongbox
from wederhoor.tenancy.locks import TenantSession, read_rows
from wederhoor.work import Work

_K, _R, _B = MisconductKey.__table__, MisconductReport.__table__, Strongbox.__table__
_OTHER, _THEIRS = _K.alias("other"), _B.alias("theirs")
_READ_BY_AN_OFFICER = exists(
    select(literal(1))
    .select_from(_OTHER.join(_THEIRS, _THEIRS.c.id == _OTHER.c.strongbox_id))
    .where(
        _OTHER.c.tenant_id == bindparam("tenant"),
        _OTHER.c.report_id == _K.c.report_id,
        _OTHER.c.purpose == Purpose.CONTENT.value,
        in_use(_THEIRS),
        receives(_THEIRS.c.account_id, OFFICER, NOT_BESIDE),
    )
)
_KEPT = (
    select(_K.c.report_id)
    .select_from(
        _K.join(_B, _B.c.id == _K.c.strongbox_id).join(
            _R, (_R.c.tenant_id == _K.c.tenant_id) & (_R.c.id == _K.c.report_id)
        )
    )
    .where(
        _K.c.tenant_id == bindparam("tenant"),
        _R.c.tenant_id == bindparam("tenant"),
        _B.c.account_id == bindparam("account", type_=Uuid),
        counts(_B, _K, "report_id"),
        _K.c.purpose == Purpose.CONTENT.value,
        _R.c.destroyed_on.is_(None),
        ~_READ_BY_AN_OFFICER,
    )
)

_ALONE = alone_in(_K, "report_id", "purpose")


def only_in(session: TenantSession, box_id: uuid.UUID) -> bool:
    """Whether this box is the only one in use that opens some report, or one of its keys."""
    return bool(read_rows(session, _ALONE, box=box_id))


def kept(session: TenantSession, account_id: uuid.UUID, on: date) -> frozenset[uuid.UUID]:
    """The reports somebody can open and no officer of today can."""
    return frozenset(row.report_id for row in read_rows(session, _KEPT, account=account_id, day=on))


def keeps_reports(session: TenantSession, account_id: uuid.UUID, on: date) -> frozenset[str]:
    """The desk of the officers stays open for whoever is the last to open a report."""
    return frozenset({OFFICER}) if kept(session, account_id, on) else frozenset()


def readers_in(work: Work, report_ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, list[Reader]]:
    """Who can read each of these reports, by name."""
    query = (
        select(MisconductKey.report_id, Strongbox.account_id)
        .join(Strongbox, Strongbox.id == MisconductKey.strongbox_id)
        .where(
            MisconductKey.report_id.in_(report_ids),
            MisconductKey.purpose == Purpose.CONTENT.value,
            Strongbox.ended_at.is_(None),
        )
    )
    held: dict[uuid.UUID, set[uuid.UUID]] = {report_id: set() for report_id in report_ids}
    for row in work.session.execute(query):
        held[row.report_id].add(row.account_id)
    officers = readers_today(work)
    found = {
        report_id: [one for one in officers if one.account_id in accounts]
        for report_id, accounts in held.items()
    }
    last = {one for report_id, accounts in held.items() if not found[report_id] for one in accounts}
    others = _holders(work, last)
    return {
        report_id: readers or [others[one] for one in sorted(held[report_id]) if one in others]
        for report_id, readers in found.items()
    }


def put_aside_by(work: Work, report_ids: Collection[uuid.UUID]) -> list[StaffMember]:
    """Who put aside the box that opens one of these reports: they can take it back."""
    query = (
        select(Strongbox.account_id)
        .join(MisconductKey, MisconductKey.strongbox_id == Strongbox.id)
        .where(MisconductKey.report_id.in_(report_ids), Strongbox.ended_at.is_not(None))
    )
    return people_by_id(work, set(work.session.scalars(query)), left_too=True)


def _holders(work: Work, accounts: Collection[uuid.UUID]) -> dict[uuid.UUID, Reader]:
    boxes = boxes_of(work.session, accounts) if accounts else {}
    return {
        one.account_id: Reader(
            account_id=one.account_id, name=one.name, email=one.email, box=boxes[one.account_id]
        )
        for one in people_by_id(work, accounts, left_too=True)
        if one.account_id in boxes
    }
