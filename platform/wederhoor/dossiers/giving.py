"""One dossier given to somebody whose role does not open it: given, taken back, and whether it was (see `people.reach`)."""

import uuid

from sqlalchemy import ScalarResult, bindparam, select
from sqlalchemy.types import Uuid

from wederhoor.dossiers.service import GIVEN, access_rows
from wederhoor.dossiers.tables import Access
from wederhoor.tenancy.locks import TenantSession, read_rows
from wederhoor.work import Work

_ACCESS = Access.__table__
_ANY_GIVEN = (
    select(_ACCESS.c.dossier_id)
    .where(
        _ACCESS.c.tenant_id == bindparam("tenant"),
        _ACCESS.c.account_id == bindparam("account", type_=Uuid),
        _ACCESS.c.kind == GIVEN,
        _ACCESS.c.until_at.is_(None),
    )
    .limit(1)
)
_ONE_GIVEN = _ANY_GIVEN.where(_ACCESS.c.dossier_id == bindparam("dossier", type_=Uuid))


def was_given(session: TenantSession, account_id: uuid.UUID, matter_id: uuid.UUID | None) -> bool:
    """Whether an account was given this matter to handle, or any; whether its roles still let it, `visible` says."""
    if matter_id is None:
        return bool(read_rows(session, _ANY_GIVEN, account=account_id))
    return bool(read_rows(session, _ONE_GIVEN, account=account_id, dossier=matter_id))


def give(work: Work, dossier_id: uuid.UUID, account_id: uuid.UUID) -> None:
    """Let somebody open and handle one dossier, whatever their role opens."""
    if _given_rows(work, dossier_id, account_id).first() is None:
        access_rows(work, dossier_id, [account_id], GIVEN, "handles")


def take_back(work: Work, dossier_id: uuid.UUID, account_id: uuid.UUID) -> None:
    """Whoever handled a dossier handles it no more."""
    for row in _given_rows(work, dossier_id, account_id):
        row.until_at = work.now


def _given_rows(work: Work, dossier_id: uuid.UUID, account_id: uuid.UUID) -> ScalarResult[Access]:
    query = select(Access).where(
        Access.dossier_id == dossier_id,
        Access.account_id == account_id,
        Access.kind == GIVEN,
        Access.until_at.is_(None),
    )
    return work.session.scalars(query)
