"""Read a SQLite statement: does every tenant's table in it have a `tenant_id = ?` that truly filters?

A comparison counts only where nothing can undo it: as a condition of its own, joined by AND, in the WHERE of
the very SELECT, UPDATE or DELETE that names the table, or in the ON of the join that brings the table in. One
inside OR, NOT, CASE, an expression or another query does not count. What cannot be read with certainty is not
run: comments, named or numbered parameters, RIGHT and FULL joins, `x IN table`.

This guards against mistakes in the program's own statements. Whoever can run any code in the process can read
the file.
"""

import re
from functools import lru_cache

from wederhoor.tenancy.tables import tenant_tables

SCHEMA_WORDS = frozenset({"create", "drop", "alter", "attach", "detach", "vacuum", "reindex"})
FREE_WORDS = frozenset({"pragma", "begin", "savepoint", "release", "rollback", "commit"})
_EXPLAIN = re.compile(r"\s*explain\s+(?:query\s+plan\s+)?", re.IGNORECASE)


@lru_cache(maxsize=2048)
def is_schema_change(statement: str) -> bool:
    """Whether a statement changes the schema or copies the file, which only migrations do."""
    return _first_word(statement) in SCHEMA_WORDS


@lru_cache(maxsize=2048)
def tenant_binds(statement: str) -> tuple[int, ...] | None:
    """Positions of the parameters that must equal the tenant; () when a table is unguarded, None without one.

    The target of a plain INSERT is left to the database's trigger.
    """
    if _first_word(statement) in FREE_WORDS | SCHEMA_WORDS:
        return None
    tables = tenant_tables()
    if tables.isdisjoint(re.findall(r"\w+", statement.lower())):
        return None
    from wederhoor.tenancy.parsed import Unsure, read  # 8 MB that only SQLite needs

    explained = _EXPLAIN.match(statement)
    try:
        return read(statement[explained.end() :] if explained else statement, tables)
    except Unsure:
        return ()


def _first_word(statement: str) -> str:
    found = re.match(r"\s*([A-Za-z]+)", statement)
    return found[1].lower() if found else ""
