"""Who else can open what lies in somebody's strongbox: the condition both rooms behind the wall ask.

Only who holds a key can open it, so what nobody else who receives such things today can open stays with whoever holds the key.
"""

import uuid
from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, func, literal, or_, select
from sqlalchemy.types import Uuid

from wederhoor.people.here import holds
from wederhoor.people.tables import RoleGrant
from wederhoor.strongboxes.service import OpenBox, PublicBox
from wederhoor.strongboxes.tables import Strongbox
from wederhoor.tenancy.locks import TenantSession
from wederhoor.work import Work

_GRANTS, _BOXES = RoleGrant.__table__, Strongbox.__table__

ALONE: list[Callable[[TenantSession, uuid.UUID], bool]] = []
"""For each room behind the wall: whether a box is the only one in use that opens something there. Filled by `wederhoor.rooms`."""
MOVES: list[Callable[[Work, OpenBox, PublicBox], bool]] = []
"""For each of them: what lies in one box of somebody is laid in another of theirs. False when some of it does not open."""


def receives(
    account: ColumnElement[uuid.UUID], role: str, beside: tuple[str, ...] = ()
) -> ColumnElement[bool]:
    """Whether an account holds a role today, and none of those that do not go with it; binds `tenant` and `day`."""

    def has(*roles: str) -> ColumnElement[bool]:
        grants = _GRANTS.alias()
        one_of = grants.c.role.in_([literal(one) for one in roles])
        return exists(select(literal(1)).where(holds(account, grants=grants), one_of))

    return and_(has(role), ~has(*beside)) if beside else has(role)


def in_use(boxes: Any) -> ColumnElement[bool]:
    """Whether a strongbox is the one its owner opens now."""
    found: ColumnElement[bool] = boxes.c.ended_at.is_(None)
    return found


def alone_in(keys: Any, points: str, *same: str) -> Select[Any]:
    """Something to which a `box` holds a key and no other box in use does.

    `keys` is the table, `points` the column that says of what, `same` more that tells keys apart.
    """
    other, theirs = keys.alias("besides"), _BOXES.alias("used")
    elsewhere = (
        select(literal(1))
        .select_from(other.join(theirs, theirs.c.id == other.c.strongbox_id))
        .where(
            other.c.tenant_id == bindparam("tenant"),
            *(other.c[name] == keys.c[name] for name in (points, *same)),
            other.c.strongbox_id != bindparam("box", type_=Uuid),
            func.length(other.c.wrapped) > 0,
            in_use(theirs),
        )
    )
    return (
        select(keys.c[points])
        .where(
            keys.c.tenant_id == bindparam("tenant"),
            keys.c.strongbox_id == bindparam("box", type_=Uuid),
            func.length(keys.c.wrapped) > 0,  # what was destroyed is nobody's any more
            ~exists(elsewhere),
        )
        .limit(1)
    )


def counts(boxes: Any, keys: Any, points: str) -> ColumnElement[bool]:
    """Whether a box counts for what its owner can open: it is in use, or was put aside and no box in use holds that key."""
    other, theirs = keys.alias("still"), _BOXES.alias("opens")
    elsewhere = (
        select(literal(1))
        .select_from(other.join(theirs, theirs.c.id == other.c.strongbox_id))
        .where(other.c.tenant_id == bindparam("tenant"), other.c[points] == keys.c[points], in_use(theirs))
    )
    return or_(in_use(boxes), ~exists(elsewhere))
