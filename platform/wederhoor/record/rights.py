"""Who may what, on the record: whoever gives or takes a right past the platform is found out.

Just before a commit in which a watched table changed, the digest of all its rows of that matter goes into the matter's chain; rows about
the organisation as a whole go into the chain of the organisation. `record.verifying` computes the digests again.
"""

import hashlib
import json
import uuid
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Select, Uuid, bindparam, select

from wederhoor.db import Base
from wederhoor.record.events import Event
from wederhoor.record.service import Entry, append, canonical
from wederhoor.tenancy.locks import TenantSession, read_rows
from wederhoor.tenancy.watching import Watched, take_changes, watched
from wederhoor.work import Work

Place = tuple[str, uuid.UUID]
"""A watched table, and the matter whose chain tells of it (the tenant's own id for the organisation as a whole)."""


def note(work: Work) -> None:
    """Put on the record how rights are now, for what changed in this unit of work."""
    tables = {one.table: one for one in watched()}
    for table, matter_id in sorted(take_changes(work.session), key=str):
        _note(work, tables[table], matter_id)


def note_missing(work: Work, most: int) -> int:
    """Put on the record how rights are where it does not tell yet, at most so many times. Returns how many there were."""
    told = {place for place, _ in noted(_told(work.session))}
    count = 0
    for table in watched():
        for matter_id in _by_matter(work.session, table):
            if (table.table, matter_id) in told:
                continue
            _note(work, table, matter_id if table.matter else None)
            count += 1
            if count == most:
                return count
    return count


def _note(work: Work, table: Watched, matter_id: uuid.UUID | None) -> None:
    rows = read_rows(work.session, _rows(table, of_one=matter_id is not None), **_named(matter_id))
    facts = {"rights": table.says, "table": table.table, "digest": _digest(rows)}
    append(work, matter_id or work.tenant_id, [Entry(event=Event.RIGHTS_NOTED, facts=facts)])


def _named(matter_id: uuid.UUID | None) -> dict[str, uuid.UUID]:
    return {} if matter_id is None else {"matter": matter_id}


def noted(bodies: Iterable[tuple[uuid.UUID, Mapping[str, Any]]]) -> Iterator[tuple[Place, str]]:
    """Of bodies of the record that tell of rights: the table and the matter, and the digest that was noted."""
    for matter_id, body in bodies:
        yield (body["facts"]["table"], matter_id), body["facts"]["digest"]


def changed_elsewhere(session: TenantSession, told: Mapping[Place, str]) -> list[Place]:
    """Where rights are not as they were noted last."""
    found = []
    for table in watched():
        actual = {
            (table.table, matter_id): _digest(rows) for matter_id, rows in _by_matter(session, table).items()
        }
        places = actual.keys() | {place for place in told if place[0] == table.table}
        nothing = _digest([])
        found += [place for place in places if actual.get(place, nothing) != told.get(place, nothing)]
    return sorted(found, key=str)


_ENTRIES = Base.metadata.tables["record_entries"]
_TOLD = (
    select(_ENTRIES.c.matter_id, _ENTRIES.c.body)
    .where(_ENTRIES.c.tenant_id == bindparam("tenant"), _ENTRIES.c.event == bindparam("event"))
    .order_by(_ENTRIES.c.matter_id, _ENTRIES.c.seq)
)


def _told(session: TenantSession) -> Iterator[tuple[uuid.UUID, dict[str, Any]]]:
    for row in read_rows(session, _TOLD, event=Event.RIGHTS_NOTED.value):
        yield row.matter_id, json.loads(row.body)


def _rows(table: Watched, *, of_one: bool) -> Select[Any]:
    columns = Base.metadata.tables[table.table].c
    matter = [columns[table.matter].label("of_matter")] if table.matter else []
    query = select(columns.id, *(columns[name] for name in table.columns), *matter)
    query = query.where(columns.tenant_id == bindparam("tenant"))
    if of_one:
        query = query.where(columns[table.matter] == bindparam("matter", type_=Uuid))
    return query.order_by(columns.id)


def _by_matter(session: TenantSession, table: Watched) -> dict[uuid.UUID, list[Any]]:
    found: dict[uuid.UUID, list[Any]] = {}
    for row in read_rows(session, _rows(table, of_one=False)):
        found.setdefault(row.of_matter if table.matter else session.tenant_id, []).append(row)
    return found


def _digest(rows: Iterable[Any]) -> str:
    """Hex SHA-256 over rows in order of their ids."""
    return hashlib.sha256(canonical([[_plain(value) for value in row] for row in rows])).hexdigest()


def _plain(value: Any) -> str | None:
    if value is None:
        return None
    return value.isoformat() if isinstance(value, date) else str(value)
