"""Views of the register somebody keeps: save one, list them, let one go."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import LargeBinary, Select, String, bindparam, cast, delete, null, select, union_all
from sqlalchemy.types import Uuid

from wederhoor.desk.filters import Filters
from wederhoor.desk.tables import SavedView
from wederhoor.people.service import Holder, holders_named, holding
from wederhoor.people.tables import Account, RoleGrant
from wederhoor.rules.names import in_order
from wederhoor.settings.choices import OF_REGISTER
from wederhoor.settings.tables import LastChoice
from wederhoor.tenancy.locks import read_rows
from wederhoor.vault.sealed import opened_value
from wederhoor.work import Work

MOST_VIEWS = 20
LAST, COLUMNS, SIZE = f"{OF_REGISTER}laatst", f"{OF_REGISTER}kolommen", f"{OF_REGISTER}aantal"


class TooManyViews(Exception):
    """There is a limit to how many views one person keeps."""


@dataclass(frozen=True, kw_only=True)
class ViewOfRegister:
    """A kept choice: its name and the part of the address after the question mark."""

    id: uuid.UUID
    name: str
    query: str


class Around(NamedTuple):
    """What stands around the register: one's own views by name, who holds one of the roles, and what one chose last."""

    views: list[ViewOfRegister]
    people: list[Holder]
    chosen: dict[str, str]


_V, _ACCOUNTS, _GRANTS, _L = (
    SavedView.__table__,
    Account.__table__,
    RoleGrant.__table__,
    LastChoice.__table__,
)
_NOTHING = cast(null(), String)
_OWN = (_V.c.tenant_id == bindparam("tenant"), _V.c.account_id == bindparam("account", type_=Uuid))
_OWN_VIEWS = select(_V.c.id, _V.c.query, _V.c.name_sealed, _V.c.key_id).where(*_OWN)


@lru_cache(maxsize=8)
def _around(roles: tuple[str, ...]) -> Select[Any]:
    """One's own views, what one chose last, which has a name, and who holds one of the roles: those have no key of their own."""
    views = _OWN_VIEWS.add_columns(_NOTHING.label("choice"))
    shown = (_ACCOUNTS.c.id, _GRANTS.c.role, _ACCOUNTS.c.name_sealed, cast(null(), Uuid), _NOTHING)
    chosen = select(_L.c.id, _L.c.value, cast(null(), LargeBinary), cast(null(), Uuid), _L.c.name).where(
        _L.c.tenant_id == bindparam("tenant"),
        _L.c.account_id == bindparam("account", type_=Uuid),
        _L.c.name.startswith(OF_REGISTER),
    )
    return select(union_all(views, chosen, holding(roles, *shown)).subquery())


def save_view(work: Work, name: str, filters: Filters) -> None:
    """Keep this choice under a name; the same name again replaces it. Raises TooManyViews."""
    same = next((view for view in views_of(work) if view.name.casefold() == name.casefold()), None)
    if same is not None:
        drop_view(work, same.id)
    elif len(views_of(work)) >= MOST_VIEWS:
        raise TooManyViews
    assert work.actor.account_id is not None  # noqa: S101 - only staff have a desk
    row = SavedView(
        account_id=work.actor.account_id,
        key_id=work.vault.new_key(),
        query=filters.as_query(),
        saved_at=work.now,
    )
    work.session.add(row)
    row.name = name


def views_of(work: Work) -> list[ViewOfRegister]:
    """One's own views, by name."""
    return _shown(work, read_rows(work.session, _OWN_VIEWS, account=work.actor.account_id))


def around_register(work: Work, roles: tuple[str, ...]) -> Around:
    """One's own views by name, and who holds one of the roles today (KR-150); one look, for every page of the register."""
    rows = read_rows(work.session, _around(roles), account=work.actor.account_id, day=work.today)
    holders = ((row.id, row.query, row.name_sealed) for row in rows if row.name_sealed and not row.key_id)
    return Around(
        _shown(work, [row for row in rows if row.key_id]),
        holders_named(work, roles, holders),
        {row.choice: row.query for row in rows if row.choice},
    )


def _shown(work: Work, rows: Sequence[Any]) -> list[ViewOfRegister]:
    work.vault.load(row.key_id for row in rows)
    return sorted(
        (ViewOfRegister(id=row.id, name=_name(work, row), query=row.query) for row in rows),
        key=lambda view: in_order(view.name),
    )


def _name(work: Work, row: Any) -> str:
    table = SavedView.__tablename__
    return str(opened_value(work.vault, row.key_id, table, "name_sealed", row.id, row.name_sealed))


def drop_view(work: Work, view_id: uuid.UUID) -> bool:
    """Let one of one's own views go; False when there is none such."""
    own = (SavedView.id == view_id) & (SavedView.account_id == work.actor.account_id)
    row = work.session.scalars(select(SavedView).where(own)).first()
    if row is None:
        return False
    key_id = row.key_id
    work.session.execute(delete(SavedView).where(own))
    work.vault.destroy(key_id)
    return True
