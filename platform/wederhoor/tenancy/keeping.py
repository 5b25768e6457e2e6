"""What is kept of a case, a person and an organisation, and where. Each room fills this beside its tables.

Whoever destroys, exports, mends or moves what is kept walks these entries, so that nothing is forgotten. What a table keeps sealed
or as a keyed hash is told by the names of its columns (`_sealed`, `_hash`); everything else is said here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from wederhoor.db import Base

SEALED, HASHED = "_sealed", "_hash"


class Place(StrEnum):
    """Where something is kept."""

    TABLE = "table"
    FILES = "files"
    """Sealed files beside the database."""
    MEMORY = "memory"
    """The memory of a process; gone when it ends."""
    DISK = "disk"
    """A plain file beside the database."""


@dataclass(frozen=True, kw_only=True)
class Kept:
    """One thing that is kept: a table by its name, files or memory by the module that keeps them.

    `matter` is the column with the id of the dossier, declaration, report or talk it is of; `through` is the table that column
    points into when it is not that of the matter itself. `person` are the columns with the id of an account. `tenant` says
    whether it is an organisation's own. `says` is what it is, for people.
    """

    name: str
    says: str
    place: Place = Place.TABLE
    matter: str = ""
    through: str = ""
    person: tuple[str, ...] = ()
    tenant: bool = True

    @property
    def sealed(self) -> tuple[str, ...]:
        """Columns that are sealed, without the ending."""
        return tuple(name.removesuffix(SEALED) for name in self._columns() if name.endswith(SEALED))

    @property
    def hashed(self) -> tuple[str, ...]:
        """Columns that are keyed hashes, without the ending."""
        return tuple(name.removesuffix(HASHED) for name in self._columns() if name.endswith(HASHED))

    def _columns(self) -> tuple[str, ...]:
        return tuple(Base.metadata.tables[self.name].columns.keys()) if self.place is Place.TABLE else ()


_entries: dict[tuple[Place, str], Kept] = {}


def keeps(*entries: Kept) -> None:
    """Say what a room keeps. Raises ValueError when two rooms say it of one thing."""
    for entry in entries:
        key = (entry.place, entry.name)
        if key in _entries and _entries[key] != entry:
            raise ValueError(f"{entry.name} is kept by two rooms")
        _entries[key] = entry


def kept() -> tuple[Kept, ...]:
    """Everything that is kept, as far as the rooms that say so are loaded: tables in an order in which no row points at a later one."""
    order = [table.name for table in Base.metadata.sorted_tables]
    return tuple(
        sorted(
            _entries.values(),
            key=lambda one: (one.place, order.index(one.name) if one.name in order else 0, one.name),
        )
    )


def of_matters() -> tuple[Kept, ...]:
    """What is kept of a case, a declaration, a report or a talk: what points at something else comes after it."""
    return tuple(one for one in kept() if one.matter)


def of_people() -> tuple[Kept, ...]:
    """What is kept of somebody with an account."""
    return tuple(one for one in kept() if one.person)


def of_tenants() -> tuple[Kept, ...]:
    """What is an organisation's own."""
    return tuple(one for one in kept() if one.tenant)


def described(entries: Iterable[Kept]) -> list[dict[str, str]]:
    """The entries as rows for people: what, where, of whom, what is sealed."""
    return [
        {
            "what": one.says,
            "where": f"{one.place.value} {one.name}",
            "of": ", ".join(
                part
                for part in (
                    f"zaak ({one.matter}{' via ' + one.through if one.through else ''})"
                    if one.matter
                    else "",
                    f"persoon ({', '.join(one.person)})" if one.person else "",
                    "organisatie" if one.tenant else "platform",
                )
                if part
            ),
            "sealed": ", ".join(one.sealed) or "-",
            "hashed": ", ".join(one.hashed) or "-",
        }
        for one in entries
    ]
