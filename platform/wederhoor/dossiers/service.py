"""Find a dossier as far as the actor may see it, and bar people from one."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, or_, select

from wederhoor.db import uuid7
from wederhoor.dossiers.committee import is_with_committee, members_until
from wederhoor.dossiers.details import read_details
from wederhoor.dossiers.tables import Access, Dossier, Party, Statement
from wederhoor.people import reach
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.roles import HANDLERS, READERS
from wederhoor.tenancy.bulk import id_in
from wederhoor.tenancy.locks import insert_rows, read_rows
from wederhoor.vault.sealed import opened_value
from wederhoor.work import ActorKind, Work

COMPLAINING = ("complainant", "representative")
BARRED, GIVEN = "barred", "given"
"""What an access row says: this person never meets the dossier; this person handles it, whatever their role opens.

It holds until it was ended (`until_at`), whatever the clock says: one that went wrong and came back revives no row.
"""


class NoSuchDossier(Exception):
    """There is no such dossier for this actor; whether it exists for others is not said."""


def visible(work: Work) -> tuple[ColumnElement[bool], ...]:
    """The conditions under which the actor sees a dossier: a role that reads or a dossier they were given, and no bar. Deny first."""
    if work.actor.kind is ActorKind.SYSTEM:
        return ()
    account = reader_of(work)

    def has(kind: str) -> ColumnElement[bool]:
        return exists().where(
            Access.tenant_id == work.tenant_id,
            Access.dossier_id == Dossier.id,
            Access.account_id == account,
            Access.kind == kind,
            Access.until_at.is_(None),
        )

    if not reads_all(work):
        return (~has(BARRED), has(GIVEN))
    if reads_as_member(work):
        return (
            ~has(BARRED),
            or_(has(GIVEN), is_with_committee(Dossier, members_until(work.now))),
        )
    return (~has(BARRED),)


def reads_all(work: Work) -> bool:
    """Whether the actor reads every dossier from which they are not barred; else only what was given to them."""
    return not work.actor.only_given and bool(work.actor.roles.intersection(READERS))


def reads_as_member(work: Work) -> bool:
    """Whether the actor reads as a member of the committee only: what is with the committee, and what they were given."""
    return not work.actor.roles.intersection(HANDLERS)


def reads_only(work: Work) -> frozenset[str]:
    """What narrows what the actor reads, for prebuilt reads: only what was "given", or what is with the committee ("members")."""
    if not reads_all(work):
        return frozenset({"given"})
    return frozenset({"members"}) if reads_as_member(work) else frozenset()


_ACCESS = Access.__table__


def reader_of(work: Work) -> uuid.UUID:
    """The account that reads the register; raises NoSuchDossier for anyone without a role that reads or takes over."""
    account = work.actor.account_id
    if account is None or not (reads_all(work) or (work.actor.roles - set(HANDLERS)) & reach.takers(work)):
        raise NoSuchDossier
    return account


def _has(dossier_id: ColumnElement[uuid.UUID], kind: str) -> ColumnElement[bool]:
    return exists().where(
        _ACCESS.c.tenant_id == bindparam("tenant"),
        _ACCESS.c.dossier_id == dossier_id,
        _ACCESS.c.account_id == bindparam("account"),
        _ACCESS.c.kind == kind,
        _ACCESS.c.until_at.is_(None),
    )


def not_barred(dossier_id: ColumnElement[uuid.UUID]) -> ColumnElement[bool]:
    """`visible` for a prebuilt column read: binds `tenant` and `account`."""
    return ~_has(dossier_id, BARRED)


def is_given(dossier_id: ColumnElement[uuid.UUID]) -> ColumnElement[bool]:
    """The other half of `visible`, for whoever sees only what was given to them: binds the same."""
    return _has(dossier_id, GIVEN)


def with_committee() -> ColumnElement[bool]:
    """The same for who reads as a member of the committee: binds `members_until` too."""
    return or_(is_given(Dossier.__table__.c.id), is_with_committee())


def find(work: Work, dossier_id: uuid.UUID, *, lock: bool = False) -> Dossier:
    """A dossier the actor may see; `lock` keeps it from others until the transaction ends. Raises NoSuchDossier."""
    query: Select[Dossier] = select(Dossier).where(Dossier.id == dossier_id, *visible(work))
    return _one(work, query.with_for_update() if lock else query)


def find_by_code(work: Work, code_hash: str, *, lock: bool = False) -> tuple[Dossier, Party]:
    """The dossier behind a receipt code, and whose code it is. Raises NoSuchDossier.

    The code of somebody whose authority has ended opens nothing any more, and the code of an accused opens nothing here.
    """
    return _behind(work, _COMPLAINING, code_hash, lock=lock)


def find_by_accused_code(work: Work, code_hash: str, *, lock: bool = False) -> tuple[Dossier, Party]:
    """The dossier behind the code of a confirmed accused, and whose code it is; no complainant's. Raises NoSuchDossier."""
    return _behind(work, _ACCUSED, code_hash, lock=lock)


_CODED = (
    select(Dossier, Party)
    .join(Party, and_(Party.tenant_id == Dossier.tenant_id, Party.dossier_id == Dossier.id))
    .where(Party.code_hash == bindparam("code_hash"))
)
_COMPLAINING = _CODED.where(
    or_(*(Party.role == role for role in COMPLAINING)),
    or_(Party.authority_until.is_(None), Party.authority_until >= bindparam("today")),
)
_ACCUSED = _CODED.where(Party.role == "accused", Party.confirmed_at.is_not(None))


def _behind(
    work: Work, query: Select[Dossier, Party], code_hash: str, *, lock: bool
) -> tuple[Dossier, Party]:
    asked = query.with_for_update(of=Dossier) if lock else query
    row = work.session.execute(asked, {"code_hash": code_hash, "today": work.today}).first()
    if row is None:
        raise NoSuchDossier
    return row.Dossier, row.Party


def _one(work: Work, query: Select[Dossier]) -> Dossier:
    dossier = work.session.scalars(query).first()
    if dossier is None:
        raise NoSuchDossier
    return dossier


def parties_of(work: Work, dossier_id: uuid.UUID) -> list[Party]:
    """The parties of a dossier, complainants first."""
    query = select(Party).where(Party.dossier_id == dossier_id).order_by(Party.role.desc(), Party.id)
    return list(work.session.scalars(query))


def accused_of(work: Work, dossier_id: uuid.UUID) -> list[Party]:
    """Everyone the complaint is about, in the order they were named."""
    query = select(Party).where(Party.dossier_id == dossier_id, Party.role == "accused").order_by(Party.id)
    return list(work.session.scalars(query))


def complainants_of(work: Work, dossier_id: uuid.UUID) -> list[Party]:
    """Everyone on the complaining side, who withdrew included: complainants first, then who speaks for them."""
    query = (
        select(Party)
        .where(Party.dossier_id == dossier_id, Party.role.in_(COMPLAINING))
        .order_by(Party.role, Party.id)
    )
    return list(work.session.scalars(query))


def told_parties(work: Work, dossier_id: uuid.UUID) -> list[Party]:
    """Who gets letters: each complainant and representative who has not withdrawn and whose authority lasts.

    Whoever is represented and gave no address of their own hears it from their representative.
    """
    parties = [
        party
        for party in complainants_of(work, dossier_id)
        if party.withdrawn_on is None
        and (party.authority_until is None or party.authority_until >= work.today)
    ]
    spoken_for = {party.represents_id for party in parties if party.represents_id}
    return [party for party in parties if party.id not in spoken_for or _reachable(party)]


def _reachable(party: Party) -> bool:
    contact = party.contact or {}
    return bool(contact.get("email") or contact.get("street") or read_details(party.details).safe_address)


def complainant_of(work: Work, dossier_id: uuid.UUID) -> Party:
    """The first who complained."""
    query = (
        select(Party)
        .where(Party.dossier_id == dossier_id, Party.role == "complainant")
        .order_by(Party.id)
        .limit(1)
    )
    return work.session.scalars(query).one()


def current_statement(work: Work, dossier_id: uuid.UUID) -> Statement:
    """The complaint as it stands."""
    query = (
        select(Statement)
        .where(Statement.dossier_id == dossier_id)
        .order_by(Statement.version.desc())
        .limit(1)
    )
    return work.session.scalars(query).one()


_STATEMENTS = Statement.__table__
_NEWEST = (
    select(_STATEMENTS.c.id, _STATEMENTS.c.key_id, _STATEMENTS.c.body_sealed)
    .where(_STATEMENTS.c.tenant_id == bindparam("tenant"), _STATEMENTS.c.dossier_id == bindparam("dossier"))
    .order_by(_STATEMENTS.c.version.desc())
    .limit(1)
)


def current_body(work: Work, dossier_id: uuid.UUID) -> Any:
    """What the newest statement holds."""
    row = read_rows(work.session, _NEWEST, dossier=dossier_id)[0]
    return opened_value(
        work.vault, row.key_id, Statement.__tablename__, "body_sealed", row.id, row.body_sealed
    )


def bar(
    work: Work, dossier_id: uuid.UUID, account_ids: Sequence[uuid.UUID], reason: str, explanation: str
) -> None:
    """Bar people from a dossier at once; `explanation` names nobody. When nobody is left to handle it, somebody is given it."""
    if account_ids:
        bar_rows(work, dossier_id, account_ids, reason)
        record.append(work, dossier_id, [barred_entry(explanation)])
        reach.somebody_handles(work, dossier_id)


def bar_rows(work: Work, dossier_id: uuid.UUID, account_ids: Iterable[uuid.UUID], reason: str) -> None:
    """The rows that bar people; whoever calls this puts `barred_entry` on the record."""
    access_rows(work, dossier_id, account_ids, BARRED, reason)


def access_rows(
    work: Work, dossier_id: uuid.UUID, account_ids: Iterable[uuid.UUID], kind: str, reason: str
) -> None:
    """Rows of one kind, from now on."""
    shared = {
        "dossier_id": dossier_id,
        "kind": kind,
        "reason": reason,
        "from_at": work.now,
        "until_at": None,
    }
    insert_rows(work.session, Access, [{"id": uuid7(), "account_id": a, **shared} for a in account_ids])


def barred_entry(explanation: str) -> record.Entry:
    """That somebody has no access, without saying who."""
    return record.Entry(event=Event.ACCESS_BARRED, facts={"reason": explanation})


def barred_accounts(work: Work, dossier_id: uuid.UUID) -> frozenset[uuid.UUID]:
    """Who is barred from a dossier now: they get no mail about it either."""
    return barred_in(work, [dossier_id])[dossier_id]


def barred_in(work: Work, dossier_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, frozenset[uuid.UUID]]:
    """The same for many dossiers at once."""
    query = select(Access.dossier_id, Access.account_id).where(
        id_in(Access.dossier_id, "dossiers", list(dossier_ids)),
        Access.kind == BARRED,
        Access.until_at.is_(None),
    )
    found: dict[uuid.UUID, set[uuid.UUID]] = {dossier_id: set() for dossier_id in dossier_ids}
    for row in work.session.execute(query):
        found[row.dossier_id].add(row.account_id)
    return {dossier_id: frozenset(accounts) for dossier_id, accounts in found.items()}


def numbers(work: Work, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Register numbers of those dossiers the actor may see."""
    if not ids:
        return {}
    query = select(Dossier.id, Dossier.number).where(Dossier.id.in_(set(ids)), *visible(work))
    return {row.id: row.number for row in work.session.execute(query)}
