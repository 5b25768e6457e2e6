"""What somebody chose last, so that a page begins with it: how a list is in order, its columns, who takes things over.

A choice is a short text under a name: codes, numbers and ids of a list; never a word somebody typed.
"""

import uuid
from collections.abc import Mapping

from sqlalchemy import select

from wederhoor.settings.tables import LastChoice
from wederhoor.tenancy.locks import add_once
from wederhoor.work import Work

LONGEST = 300
OF_REGISTER = "register."
"""How the names of what somebody chose for the register begin: its page reads them all at once."""
COLLEAGUE = f"{OF_REGISTER}aan"
"""Who was given a matter last, there or in the matter itself."""


def choices_of(work: Work) -> dict[str, str]:
    """What the actor chose last, by name."""
    query = select(LastChoice.name, LastChoice.value).where(LastChoice.account_id == work.actor.account_id)
    return {row.name: row.value for row in work.session.execute(query)}


def choice_of(work: Work, name: str) -> str:
    """What the actor chose last under a name; nothing when they never did."""
    own = (LastChoice.account_id == work.actor.account_id) & (LastChoice.name == name)
    return work.session.scalars(select(LastChoice.value).where(own)).first() or ""


def keep_choices(work: Work, chosen: Mapping[str, str]) -> None:
    """Begin with these from now on; an empty one is forgotten."""
    me = work.actor.account_id
    assert me is not None  # noqa: S101 - only staff choose
    query = select(LastChoice).where(LastChoice.account_id == me, LastChoice.name.in_(sorted(chosen)))
    known = {row.name: row for row in work.session.scalars(query.with_for_update())}
    for name, value in sorted(chosen.items()):
        row, kept = known.get(name), value[:LONGEST]
        if row is None and kept:
            add_once(
                work.session, LastChoice(id=_number(me, name), account_id=me, name=name, value=kept)
            )  # in two tabs at once: either will do
        elif row is not None and not kept:
            work.session.delete(row)
        elif row is not None and row.value != kept:
            row.value = kept


def _number(account_id: uuid.UUID, name: str) -> uuid.UUID:
    """The number of a choice: the same for the same, so that two at once are one."""
    return uuid.uuid5(account_id, name)
