"""Who can open a talk: the confidants of today who hold its key; where none does, whoever holds one. Nobody outside hears of this."""

import uuid
from datetime import date

from sqlalchemy import bindparam, exists, literal, select
from sqlalchemy.types import Uuid

from wederhoor.confidants.opened import Opened, every_with_box
from wederhoor.confidants.tables import Consultation, ConsultationKey
from wederhoor.people.service import roles_on
from wederhoor.rules.roles import Role
from wederhoor.strongboxes.reach import alone_in, counts, in_use, receives
from wederhoor.strongboxes.service import OpenBox
from wederhoor.strongboxes.tables import Strongbox
from wederhoor.tenancy.locks import TenantSession, read_rows
from wederhoor.work import Work

CONFIDANT = Role.CONFIDANT
_K, _B = ConsultationKey.__table__, Strongbox.__table__
_OTHER, _THEIRS = _K.alias("other"), _B.alias("theirs")
_READ_BY_A_CONFIDANT = exists(
    select(literal(1))
    .select_from(_OTHER.join(_THEIRS, _THEIRS.c.id == _OTHER.c.strongbox_id))
    .where(
        _OTHER.c.tenant_id == bindparam("tenant"),
        _OTHER.c.consultation_id == _K.c.consultation_id,
        in_use(_THEIRS),
        receives(_THEIRS.c.account_id, CONFIDANT),
    )
)
_KEPT = (
    select(_K.c.consultation_id)
    .select_from(_K.join(_B, _B.c.id == _K.c.strongbox_id))
    .where(
        _K.c.tenant_id == bindparam("tenant"),
        _B.c.account_id == bindparam("account", type_=Uuid),
        counts(_B, _K, "consultation_id"),
        ~_READ_BY_A_CONFIDANT,
    )
)

_ALONE = alone_in(_K, "consultation_id")


def only_in(session: TenantSession, box_id: uuid.UUID) -> bool:
    """Whether this box is the only one in use that opens some talk."""
    return bool(read_rows(session, _ALONE, box=box_id))


def kept(session: TenantSession, account_id: uuid.UUID, on: date) -> frozenset[uuid.UUID]:
    """The talks somebody can open and no confidant of today can."""
    return frozenset(row.consultation_id for row in read_rows(session, _KEPT, account=account_id, day=on))


def keeps_talks(session: TenantSession, account_id: uuid.UUID, on: date) -> frozenset[str]:
    """The desk of the confidants stays open for whoever is the last to open a talk."""
    return frozenset({CONFIDANT}) if kept(session, account_id, on) else frozenset()


def holders_of(work: Work, talk_id: uuid.UUID) -> frozenset[uuid.UUID]:
    """The accounts whose strongbox in use holds the key of a talk."""
    query = select(Strongbox.account_id).join(ConsultationKey, ConsultationKey.strongbox_id == Strongbox.id)
    query = query.where(ConsultationKey.consultation_id == talk_id, Strongbox.ended_at.is_(None))
    return frozenset(work.session.scalars(query))


def has_desk(work: Work, account_id: uuid.UUID) -> bool:
    """Whether somebody is a confidant here today, or keeps talks nobody else can open."""
    roles = roles_on(work.session, account_id, work.today)
    return CONFIDANT in roles or bool(kept(work.session, account_id, work.today))


def talks_with(work: Work, box: OpenBox) -> tuple[list[tuple[Consultation, Opened | None]], bool]:
    """Every talk a strongbox holds the key of, newest first, None for one that does not open; for who is no confidant any more only
    what nobody else can open, and True.
    """
    found = every_with_box(work, box)
    if CONFIDANT in roles_on(work.session, box.account_id, work.today):
        return found, False
    still = kept(work.session, box.account_id, work.today)
    return [(row, one) for row, one in found if row.id in still], True


def may_open(work: Work, opened: Opened) -> bool:
    """Whether the actor may go on with a talk they hold the key of."""
    me = work.actor.account_id
    return not work.actor.only_given or (me is not None and opened.id in kept(work.session, me, work.today))
