"""Who else can open what lies in somebody's strongbox: the condition both rooms behind the wall ask.

Only who holds a key can open it, so what nobody else who receives such things today can open stays with whoever holds the key.
"""

import uuid
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, literal, select

from wederhoor.people.here import holds
from wederhoor.people.tables import RoleGrant
from wederhoor.strongboxes.tables import Strongbox

_GRANTS, _BOXES = RoleGrant.__table__, Strongbox.__table__


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
