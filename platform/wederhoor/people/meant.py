"""Who of the people known here may be meant by what somebody wrote: every room asks this before anybody reads it.

Everybody who ever had something to do here is looked at, whatever they do today: who gets another role tomorrow is held away already.
"""

import uuid
from collections.abc import Collection

from sqlalchemy import bindparam, select

from wederhoor.people import reach
from wederhoor.people.service import Holder, members_today
from wederhoor.people.tables import Account, AccountTenant, RoleGrant
from wederhoor.rules.meant import Naming
from wederhoor.rules.names import words_of
from wederhoor.rules.roles import HANDLERS, MEMBERS, Role, called_at
from wederhoor.tenancy.locks import read_rows
from wederhoor.vault.seals import SealBroken
from wederhoor.work import Work

_ACCOUNTS, _TIES, _GRANTS = Account.__table__, AccountTenant.__table__, RoleGrant.__table__
_KNOWN = (
    select(_ACCOUNTS.c.id, _ACCOUNTS.c.name_sealed)
    .join_from(_TIES, _ACCOUNTS, _ACCOUNTS.c.id == _TIES.c.account_id)
    .where(_TIES.c.tenant_id == bindparam("tenant"))
)


def may_be_meant(work: Work, naming: Naming) -> frozenset[uuid.UUID]:
    """The accounts of whoever may be meant, by name or by the name of a role they hold today. Nobody is identified by it."""
    if not naming.says_something:
        return frozenset()
    found = set()
    for row in read_rows(work.session, _KNOWN):
        try:
            name = work.vault.unseal_account(row.id, "name", row.name_sealed)
        except SealBroken:
            continue  # nobody signs in with such an account
        if naming.may_mean(name):
            found.add(row.id)
    roles = _named_roles(work, naming)
    if roles:
        found |= {holder.account_id for holder in members_today(work, sorted(roles))}
    return frozenset(found)


def _named_roles(work: Work, naming: Naming) -> frozenset[str]:
    """Roles called by their name where a name was asked: "de secretaris"."""
    called = {word for text in naming.called for word in words_of(text)}
    if not called:
        return frozenset()
    roles = [*HANDLERS, *MEMBERS, Role.DIRECTOR, *reach.takers(work)]
    labels = [(str(role), called_at((), role)) for role in roles]
    labels += [(one.role, one.name) for one in work.organisation.roles if one.role in roles]
    return frozenset(role for role, label in labels if set(words_of(label)) <= called)


def takers_today(work: Work) -> list[Holder]:
    """Who holds a role that takes over what nobody who handles complaints may open, in the order in which they are asked."""
    roles = [role for role in work.organisation.profile.take_over.roles if role not in HANDLERS]
    return members_today(work, [*roles, *sorted(reach.takers(work) - {*roles, *HANDLERS})])


def first_free(work: Work, barred: Collection[uuid.UUID]) -> Holder | None:
    """The first who takes over and is not held away."""
    return next((one for one in takers_today(work) if one.account_id not in barred), None)
