"""Compiling statements once for all engines of a process."""

from typing import Any

from sqlalchemy import Engine, create_engine
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

from wederhoor import db

_compiled: LRUCache[Any, Any] = LRUCache(5000)


def quick() -> None:
    """Every engine made from now on takes what an earlier one compiled."""
    db.create_engine = _engine
    for dialect in (SQLiteDialect_pysqlite, PGDialect_psycopg):  # a statement is kept by dialect
        dialect.__eq__ = lambda one, other: type(one) is type(other)
        dialect.__hash__ = lambda one: hash(type(one))


def _engine(*arguments: Any, **options: Any) -> Engine:
    """An engine as the platform asks for it; all are of one program, and talk to one version of each database."""
    engine = create_engine(*arguments, **options)
    engine._compiled_cache = _compiled
    return engine
