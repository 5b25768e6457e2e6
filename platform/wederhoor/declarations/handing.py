"""What reaches nobody, and giving it to somebody: a supervisor nobody knows, somebody who left, a role nobody holds."""

import uuid
from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, and_, exists, literal, or_, select

from wederhoor.declarations.deciding import MOST, DecisionRefused
from wederhoor.declarations.service import NoSuchDeclaration
from wederhoor.declarations.tables import Declaration, DeclarationReader
from wederhoor.declarations.telling import tell
from wederhoor.declarations.ties import tie_hashes, tied
from wederhoor.people.here import holds, works_here
from wederhoor.people.service import everybody, people_by_id, staff_with_role
from wederhoor.people.tables import RoleGrant
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.declaring import Part
from wederhoor.work import Work


def nobody_reads(work: Work) -> ColumnElement[bool]:
    """Whether what a row asks reaches nobody: a supervisor nobody knows, somebody who left, a role that only the declarer holds."""
    grants = RoleGrant.__table__.alias()
    held = exists(
        select(literal(1)).where(
            holds(grants.c.account_id, work.tenant_id, work.today, grants),
            grants.c.role == DeclarationReader.role,
            grants.c.account_id != Declaration.declarer_id,
        )
    )
    asked = DeclarationReader.account_id
    return or_(and_(asked.is_(None), ~held), and_(asked.is_not(None), ~works_here(work, asked)))


def pending(
    work: Work, *conditions: ColumnElement[bool], limit: int | None = None
) -> list[tuple[Declaration, DeclarationReader]]:
    """What is still asked of readers, under these conditions, oldest declaration first."""
    query = (
        select(Declaration, DeclarationReader)
        .join(DeclarationReader, DeclarationReader.declaration_id == Declaration.id)
        .where(DeclarationReader.done_at.is_(None), *conditions)
        .order_by(DeclarationReader.declaration_id, DeclarationReader.id)
        .limit(limit)
    )
    return [(row.Declaration, row.DeclarationReader) for row in work.session.execute(query)]


def without_reader(
    work: Work, after: uuid.UUID | None = None
) -> tuple[list[tuple[Declaration, DeclarationReader]], uuid.UUID | None]:
    """A page of declarations that reach nobody, for HR to say who reads them, and where the next begins; never HR's own."""
    later = [] if after is None else [DeclarationReader.declaration_id > after]
    own = Declaration.declarer_id != work.actor.account_id
    rows = pending(work, nobody_reads(work), own, *later, limit=MOST + 1)
    if len(rows) <= MOST:
        return rows, None
    last = rows[-1][0].id  # what has two readers is not cut in half
    shown = [row for row in rows if row[0].id != last] or rows
    return shown, shown[-1][0].id


def reaches_nobody(work: Work, declaration_id: uuid.UUID) -> list[tuple[Declaration, DeclarationReader]]:
    """What one declaration asks and reaches nobody; not of one's own."""
    return pending(
        work,
        nobody_reads(work),
        Declaration.id == declaration_id,
        Declaration.declarer_id != work.actor.account_id,
    )


def tied_to_named(
    work: Work,
    pairs: Sequence[tuple[Declaration, DeclarationReader]],
    people: Collection[uuid.UUID],
) -> frozenset[uuid.UUID]:
    """Who of these people declared a tie with somebody named in one of these declarations."""
    work.vault.load(one.key_id for one, _ in pairs)
    return tied(
        work,
        people,
        [hashed for one, _ in pairs if (who := one.content["who"]) for hashed in tie_hashes(work, who)],
    )


def give_reader(
    work: Work, pairs: Sequence[tuple[Declaration, DeclarationReader]], account_id: uuid.UUID
) -> None:
    """What these ask is asked of somebody else from now on: on the record, and they hear of it."""
    people = people_by_id(work, [account_id])
    for _, reader in pairs:
        reader.account_id = account_id
    for declaration in {one.id: one for one, _ in pairs}.values():
        entry = record.Entry(
            event=Event.DECLARATION_ASSIGNED, details={"account": str(account_id)}, key_id=declaration.key_id
        )
        record.append(work, declaration.id, [entry])
        occasion = f"assigned:{account_id}:{work.now:%Y%m%d%H%M%S}"
        tell(work, declaration, "declaration_reader", people, occasion=occasion)


def decided_and_read_only_by(
    work: Work, account_id: uuid.UUID
) -> list[tuple[Declaration, DeclarationReader]]:
    """Declarations in no register that were dealt with and that nobody but this person can read any more, the declarer apart."""
    query = (
        select(Declaration, DeclarationReader)
        .join(DeclarationReader, DeclarationReader.declaration_id == Declaration.id)
        .where(
            DeclarationReader.account_id == account_id,
            DeclarationReader.done_at.is_not(None),
            Declaration.registered_at.is_(None),
        )
        .order_by(DeclarationReader.declaration_id, DeclarationReader.id)
    )
    found = [(row.Declaration, row.DeclarationReader) for row in work.session.execute(query)]
    if not found:
        return []
    every = select(DeclarationReader).where(
        DeclarationReader.declaration_id.in_([one.id for one, _ in found])
    )
    others: dict[uuid.UUID, list[DeclarationReader]] = {}
    for reader in work.session.scalars(every):
        others.setdefault(reader.declaration_id, []).append(reader)
    here, holders = set(everybody(work)), _Holders(work)
    return [
        (one, reader)
        for one, reader in found
        if not any(
            here.intersection([other.account_id] if other.account_id else holders[other.role])
            - {account_id, one.declarer_id}
            for other in others[one.id]
        )
    ]


class _Holders(dict[str, list[uuid.UUID]]):
    """Who holds a role today, asked once for each."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work

    def __missing__(self, role: str) -> list[uuid.UUID]:
        self[role] = [one.account_id for one in staff_with_role(self._work, (role,))]
        return self[role]


def read_along(
    work: Work, pairs: Sequence[tuple[Declaration, DeclarationReader]], account_id: uuid.UUID
) -> None:
    """What these people read is read by somebody else as well from now on; nothing is asked of them. On the record, and they hear of it."""
    people = people_by_id(work, [account_id])
    for declaration, reader in {one.id: (one, reader) for one, reader in pairs}.values():
        work.session.add(
            DeclarationReader(
                declaration_id=declaration.id,
                key_id=declaration.key_id,
                role=reader.role,
                account_id=account_id,
                part=Part.TOLD.value,
                done_at=work.now,
            )
        )
        entry = record.Entry(
            event=Event.DECLARATION_ASSIGNED, details={"account": str(account_id)}, key_id=declaration.key_id
        )
        record.append(work, declaration.id, [entry])
        occasion = f"reads:{account_id}:{work.now:%Y%m%d%H%M%S}"
        tell(work, declaration, "declaration_reader", people, occasion=occasion)


def assign(work: Work, declaration_id: uuid.UUID, account_id: uuid.UUID) -> None:
    """Say who reads a declaration that has nobody. Raises NoSuchDeclaration, DecisionRefused for the declarer or who may not read it."""
    pairs = reaches_nobody(work, declaration_id)
    if not pairs:
        raise NoSuchDeclaration
    declaration = pairs[0][0]
    if account_id == declaration.declarer_id:
        raise DecisionRefused("account", "Niemand beslist over een eigen melding. Kies iemand anders.")
    if not people_by_id(work, [account_id]):
        raise DecisionRefused("account", "Kies iemand uit de lijst.")
    if tied_to_named(work, pairs, [account_id]):
        raise DecisionRefused("account", "Deze collega kan deze melding niet lezen. Kies iemand anders.")
    give_reader(work, pairs, account_id)
