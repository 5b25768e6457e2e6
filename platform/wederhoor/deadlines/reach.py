"""Dossiers, for whoever asks what nobody could open any more: those somebody handles, and those that are left to one person."""

import uuid
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, select

from wederhoor.deadlines.handlers import HANDLER, STAND_IN, hand, release
from wederhoor.deadlines.tables import Assignment
from wederhoor.dossiers import giving
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.tables import Access, Dossier
from wederhoor.people import reach
from wederhoor.people.meant import takers_today
from wederhoor.people.reach import Gone, Left, NobodyWaits, Waiting
from wederhoor.people.service import everybody, staff_with_role
from wederhoor.people.waiting import tell_given
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.roles import HANDLERS
from wederhoor.work import Work, local_date

ROOM = "dossier"


class Dossiers:
    """The room of `reach`."""

    def left(self, work: Work, gone: Gone) -> Left | None:
        """The dossiers somebody handles or only they could open, closed ones too, when their roles let them do so no more."""
        if gone.roles & {*HANDLERS, *reach.takers(work)}:
            return None
        found = [*_handled(work, gone.account_id), *_only(work, gone)]
        if not found:
            return None
        what = "1 dossier" if len(set(found)) == 1 else f"{len(set(found))} dossiers"
        barred = frozenset[uuid.UUID]().union(*dossiers.barred_in(work, set(found)).values())
        with_role = frozenset(everybody(work)) - barred - {gone.account_id}
        return Left(what=what, takers=_can_take(work, set(found), gone), with_role=with_role)

    def hand_over(self, work: Work, gone: Gone, to: uuid.UUID | None) -> None:
        """They have another handler from now on; where somebody stood in, nobody does."""
        if gone.roles & {*HANDLERS, *reach.takers(work)}:
            if not gone.roles & {*HANDLERS}:  # their own, with the roles that are left too
                for dossier_id in {*_handled(work, gone.account_id), *_only(work, gone)}:
                    giving.give(work, dossier_id, gone.account_id)
            return
        handled = _handled(work, gone.account_id)
        for dossier_id in dict.fromkeys([*handled, *_only(work, gone)]):
            if to is not None:
                _give(work, dossier_id, to)
        for dossier_id in _handled(work, gone.account_id, STAND_IN):
            release(work, dossier_id, STAND_IN)

    def waiting(self, work: Work) -> Sequence[Waiting]:
        """Dossiers nobody can open, for whoever is not barred from them."""
        handlers = {one.account_id for one in staff_with_role(work, HANDLERS)}
        able = handlers | {one.account_id for one in takers_today(work)}
        rows = _unreached(work, handlers)
        barred = dossiers.barred_in(work, [dossier_id for dossier_id, _ in rows])
        return [
            Waiting(
                room=ROOM,
                id=dossier_id,
                what="Een dossier: wie klachten behandelt, mag het niet openen",
                since=local_date(filed_at),
                takers=frozenset(able - barred[dossier_id]),
            )
            for dossier_id, filed_at in rows
            if work.actor.account_id not in barred[dossier_id]
        ]

    def take(self, work: Work, what: uuid.UUID, to: uuid.UUID) -> None:
        """Somebody handles it."""
        if what not in {one.id for one in self.waiting(work)}:
            raise NobodyWaits
        _give(work, what, to)


def _give(work: Work, dossier_id: uuid.UUID, to: uuid.UUID) -> None:
    """Somebody handles it from now on; one that is closed is only opened by them."""
    dossier = work.session.get_one(Dossier, (work.tenant_id, dossier_id))
    if dossier.closed_on is None:
        hand(work, dossier_id, to)
        return
    giving.give(work, dossier_id, to)
    entry = record.Entry(
        event=Event.HANDLER_ASSIGNED,
        facts={"part": "wie het kan openen"},
        details={"account": str(to)},
        key_id=dossier.key_id,
    )
    record.append(work, dossier_id, [entry])
    if to != work.actor.account_id:
        tell_given(work, dossier_id, to)


def _handled(work: Work, account_id: uuid.UUID, part: str = HANDLER) -> list[uuid.UUID]:
    query = (
        select(Assignment.dossier_id)
        .join(Dossier, (Dossier.tenant_id == Assignment.tenant_id) & (Dossier.id == Assignment.dossier_id))
        .where(
            Assignment.account_id == account_id,
            Assignment.part == part,
            Assignment.until_at.is_(None),
            Dossier.closed_on.is_(None),
        )
    )
    return list(work.session.scalars(query.order_by(Assignment.dossier_id)))


def _only(work: Work, gone: Gone) -> list[uuid.UUID]:
    """Dossiers nobody but this person can open: every other handler is barred, and nobody else was given it."""
    handlers = {one.account_id for one in staff_with_role(work, HANDLERS)}
    by_role = gone.account_id in handlers or bool(gone.had & {*HANDLERS})
    others = handlers - {gone.account_id}
    rows = (
        _unreached(work, others, but=gone.account_id, open_only=gone.away) if others else []
    )  # with no handler at all no complaint reaches anybody: see `leaving`
    barred = dossiers.barred_in(work, [dossier_id for dossier_id, _ in rows])
    return [
        dossier_id
        for dossier_id, _ in rows
        if gone.account_id not in barred[dossier_id]
        and (by_role or giving.was_given(work.session, gone.account_id, dossier_id))
    ]


def _unreached(
    work: Work,
    handlers: Collection[uuid.UUID],
    but: uuid.UUID | None = None,
    *,
    open_only: bool = False,
) -> list[tuple[uuid.UUID, datetime]]:
    """Dossiers from which all of these handlers are barred, and that nobody was given, or only this person (`but`)."""
    if not handlers:
        return []
    held = [one.account_id for one in takers_today(work) if one.account_id != but]
    query = select(Dossier.id, Dossier.filed_at).where(
        Dossier.id.in_(
            select(Access.dossier_id).where(Access.account_id == min(handlers), _live(dossiers.BARRED))
        ),
        select(func.count(Access.account_id.distinct()))
        .where(
            Access.tenant_id == work.tenant_id,
            Access.dossier_id == Dossier.id,
            Access.account_id.in_(handlers),
            _live(dossiers.BARRED),
        )
        .scalar_subquery()
        == len(handlers),
        ~_given(work, held),
    )
    if open_only:
        query = query.where(Dossier.closed_on.is_(None))
    return [(row.id, row.filed_at) for row in work.session.execute(query.order_by(Dossier.id))]


def _live(kind: str, access: Any = Access.__table__) -> ColumnElement[bool]:
    return and_(access.c.kind == kind, access.c.until_at.is_(None))


def _given(work: Work, accounts: Sequence[uuid.UUID]) -> ColumnElement[bool]:
    """Whether one of these accounts was given a dossier from which it is not barred."""
    bar = Access.__table__.alias()
    return exists().where(
        Access.tenant_id == work.tenant_id,
        Access.dossier_id == Dossier.id,
        Access.account_id.in_(accounts),
        Access.kind == dossiers.GIVEN,
        Access.until_at.is_(None),
        ~exists().where(
            bar.c.tenant_id == work.tenant_id,
            bar.c.dossier_id == Dossier.id,
            bar.c.account_id == Access.account_id,
            _live(dossiers.BARRED, bar),
        ),
    )


def _can_take(work: Work, found: Collection[uuid.UUID], gone: Gone) -> frozenset[uuid.UUID]:
    """Who can open all of these: whoever handles complaints, and, unless it is for a while only, who takes over."""
    able = {one.account_id for one in staff_with_role(work, HANDLERS)}
    barred = frozenset[uuid.UUID]().union(*dossiers.barred_in(work, found).values())
    free = able - barred - {gone.account_id}
    if not free and not gone.away:
        free = {one.account_id for one in takers_today(work)} - barred - {gone.account_id}
    return frozenset(free)
