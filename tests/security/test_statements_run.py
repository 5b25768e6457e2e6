"""What the reader of SQLite statements lets through, run: whatever rows others have, nothing of it shows or changes."""

import sqlite3
from collections.abc import Collection
from contextlib import suppress
from typing import Any

import pytest
from tests.support.queries import Queries

from wederhoor import schema
from wederhoor.tenancy.statements import tenant_binds

assert schema, "every table is known"

STATEMENTS = 1_000
MOST_VALUES = 30
OF_OTHERS = "tenant_id = 'B'"


def _database(*tenants: str) -> sqlite3.Connection:
    opened = sqlite3.connect(":memory:")
    opened.execute("CREATE TABLE tenants (id, slug)")
    for table in ("dossiers", "clocks"):
        opened.execute(f"CREATE TABLE {table} (tenant_id, id, step)")
        for tenant in tenants:
            rows = [(tenant, number, f"{table} {tenant}") for number in (1, 2)]
            opened.executemany(f"INSERT INTO {table} VALUES (?, ?, ?)", rows)
    return opened


def _rows(database: sqlite3.Connection, where: str) -> list[list[str]]:
    asked = (f"SELECT * FROM {table} WHERE {where}" for table in ("dossiers", "clocks"))
    return [sorted(map(repr, database.execute(query))) for query in asked]


def _seen(database: sqlite3.Connection, statement: str, binds: Collection[int], other: object) -> Any:
    """What the statement gives and leaves behind when each guard is tenant A and all else is `other`; None if it cannot run."""
    for count in range(MOST_VALUES):
        values = ["A" if place in binds else other for place in range(count)]
        database.execute("SAVEPOINT here")
        try:
            with suppress(sqlite3.ProgrammingError):  # another number of parameters
                given = sorted(map(repr, database.execute(statement, values).fetchall()))
                slugs = sorted(map(repr, database.execute("SELECT * FROM tenants")))
                return (given, slugs, _rows(database, "tenant_id IS NOT 'B'")), _rows(database, OF_OTHERS)
        except sqlite3.Error:
            return None
        finally:
            database.execute("ROLLBACK TO here")
    return None


@pytest.mark.parametrize("seed", range(5))
def test_what_is_let_through_is_the_same_whatever_others_have(seed: int) -> None:
    alone, beside = _database("A"), _database("A", "B")
    of_others = _rows(beside, OF_OTHERS)
    queries = Queries(seed)
    ran = 0
    for statement in (queries.statement() for _ in range(STATEMENTS)):
        binds = tenant_binds.__wrapped__(statement)
        assert binds is not None, statement
        for other in ("A", "B", 1) if binds else ():
            one, two = _seen(alone, statement, binds, other), _seen(beside, statement, binds, other)
            if one is not None and two is not None:
                ran += 1
                assert one[0] == two[0], statement
                assert two[1] == of_others, statement
    assert ran > STATEMENTS // 10
