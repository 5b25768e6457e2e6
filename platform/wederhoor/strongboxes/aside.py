"""A strongbox that was put aside: whether only it opens something, in any organisation, and taking back what lies in it."""

import uuid
from collections.abc import Callable, Collection
from datetime import datetime

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from wederhoor.people.tables import AccountTenant
from wederhoor.settings.service import begin_work, platform_session, tenant_session
from wederhoor.strongboxes import reach, service
from wederhoor.strongboxes.service import (
    IDLE_LASTS,
    OPEN_LASTS,
    NoStrongbox,
    OpenBox,
    WrongSecret,
    close_all,
    locked,
    try_each,
)
from wederhoor.strongboxes.tables import Strongbox, StrongboxOpening
from wederhoor.tenancy.locks import end_work
from wederhoor.work import Actor, ActorKind, Installation


class LastReader(Exception):
    """Nobody else can open some of what lies in this box. `still_open`: its owner has it open, so somebody else can be let in first."""

    def __init__(self, *, still_open: bool) -> None:
        self.still_open = still_open
        super().__init__("the last reader")


class NotWhole(Exception):
    """Some of what lay in the box does not open; the rest was taken back."""


def is_last(installation: Installation, account_id: uuid.UUID) -> bool:
    """Whether the box somebody uses is the only one that opens something."""
    with platform_session(installation, write=False) as session:
        box = service.boxes_of(session, [account_id]).get(account_id)
    return box is not None and _only_here(installation, account_id, box.id)


def give_up(installation: Installation, account_id: uuid.UUID, now: datetime, *, aside: bool = False) -> None:
    """Begin anew: the box is put aside. Raises NoStrongbox, LastReader when only it opens something and that was not said."""
    with platform_session(installation, write=True) as session:
        end_box(
            session,
            account_id,
            now,
            lambda box_id: _only_here(installation, account_id, box_id),
            aside=aside,
        )


def take_back(installation: Installation, into: OpenBox, secret: str, now: datetime) -> None:
    """Lay what lies in a box that was put aside in the one its owner uses now.

    Raises NoStrongbox, TooManyTries, WrongSecret (the try counts), NotWhole.
    """
    wrong = False
    with platform_session(installation, write=True) as session:
        try:
            old = open_aside(session, into.account_id, secret, now)
        except WrongSecret:
            wrong = True  # raised when the try is on its row
        new = service.boxes_of(session, [into.account_id])[into.account_id]
    if wrong:
        raise WrongSecret
    actor = Actor(kind=ActorKind.STAFF, account_id=into.account_id)
    whole = True
    for tenant_id in _tenants(installation, into.account_id):
        with begin_work(installation, tenant_id, write=True, actor=actor, now=now, no_rules=True) as work:
            for move in reach.MOVES:
                whole = move(work, old, new) and whole
    if not whole:
        raise NotWhole
    with platform_session(installation, write=True) as session:
        forget_aside(session, old.id)


def _only_here(installation: Installation, account_id: uuid.UUID, box_id: uuid.UUID) -> bool:
    for tenant_id in _tenants(installation, account_id):
        with tenant_session(installation, tenant_id, write=False) as session:
            found = any(alone(session, box_id) for alone in reach.ALONE)
            end_work(session)
        if found:
            return True
    return False


def _tenants(installation: Installation, account_id: uuid.UUID) -> list[uuid.UUID]:
    query = select(AccountTenant.tenant_id).where(AccountTenant.account_id == account_id)
    with platform_session(installation, write=False) as session:
        return list(session.scalars(query.order_by(AccountTenant.tenant_id)))


def end_box(
    session: Session,
    account_id: uuid.UUID,
    now: datetime,
    only_here: Callable[[uuid.UUID], bool],
    *,
    aside: bool = False,
) -> None:
    """Begin anew without passphrase or code: the box is put aside, with all that lies in it, and can be taken back later (`open_aside`).

    `only_here` tells whether nobody else can open some of it (`strongboxes.aside`): then it must be said that it is put `aside`, and
    never while it is open. Whoever gives up a box waits for whoever does the same. Raises NoStrongbox, LastReader.
    """
    in_use = select(Strongbox.id).where(Strongbox.ended_at.is_(None)).order_by(Strongbox.id)
    session.scalars(in_use.with_for_update()).all()
    box = locked(session, account_id)
    if only_here(box.id):
        still_open = _is_open(session, box.id, now)
        if still_open or not aside:
            raise LastReader(still_open=still_open)
    box.ended_at = now
    close_all(session, box.id)
    session.flush()


def _is_open(session: Session, box_id: uuid.UUID, now: datetime) -> bool:
    query = select(StrongboxOpening.token_hash).where(
        StrongboxOpening.strongbox_id == box_id,
        StrongboxOpening.used_at >= now - IDLE_LASTS,
        StrongboxOpening.opened_at >= now - OPEN_LASTS,
    )
    return session.scalars(query.limit(1)).first() is not None


def has_aside(session: Session, account_id: uuid.UUID) -> bool:
    """Whether this account put a box aside."""
    return session.scalars(_aside(account_id).limit(1)).first() is not None


def open_aside(session: Session, account_id: uuid.UUID, secret: str, now: datetime) -> OpenBox:
    """A box that was put aside, by its passphrase or its recovery code. Raises NoStrongbox, TooManyTries, WrongSecret.

    The try counts when the caller commits.
    """
    boxes = list(session.scalars(_aside(account_id).with_for_update()))
    if not boxes:
        raise NoStrongbox
    for box in boxes:
        try:
            private = try_each(box, ("passphrase", "recovery"), secret, now)
        except WrongSecret:
            continue
        return OpenBox(id=box.id, account_id=account_id, private_key=private)
    raise WrongSecret


def _aside(account_id: uuid.UUID) -> Select[Strongbox]:
    query = select(Strongbox).where(Strongbox.account_id == account_id, Strongbox.ended_at.is_not(None))
    return query.order_by(Strongbox.ended_at.desc(), Strongbox.id)


def forget_aside(session: Session, box_id: uuid.UUID) -> None:
    """Everything that lay in a box that was put aside lies elsewhere now: it is there no more."""
    session.execute(delete(Strongbox).where(Strongbox.id == box_id, Strongbox.ended_at.is_not(None)))


def lock_in_use(session: Session, account_ids: Collection[uuid.UUID]) -> None:
    """Until this commits none of these gives up the box they use: whoever takes a key away relies on theirs."""
    query = select(Strongbox.id).where(Strongbox.account_id.in_(account_ids), Strongbox.ended_at.is_(None))
    session.scalars(query.order_by(Strongbox.id).with_for_update()).all()
