"""The database: base class, column types, engines. Which tenant a row belongs to is `tenancy`'s."""

import os
import select
import time
import uuid
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Engine, MetaData, create_engine, event
from sqlalchemy.engine import URL, Connection, Dialect, ExceptionContext
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

WRITE_OPTION = "wederhoor_write"
"""On SQLite a transaction that may write takes the lock at its beginning."""
SINGLE_OPTION = "wederhoor_single"
"""One statement is run, which is a transaction of its own."""
BEGINS_OPTION = "wederhoor_begins"
"""On PostgreSQL whoever connects begins the transaction: it has something to say in the same breath."""
SQLITE_BUSY_MS = WAITS_FOR_A_LOCK_MS = 15_000
LINE = {"keepalives_idle": 15, "keepalives_interval": 5, "keepalives_count": 3, "tcp_user_timeout": 20_000}
"""How soon a line to a database on another machine that went dead is known to be (seconds; the last in milliseconds)."""


class Base(DeclarativeBase):
    """Every table of the platform."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Moment(TypeDecorator[datetime]):
    """An aware UTC datetime on both databases; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def uuid7() -> uuid.UUID:
    """A UUID version 7 (RFC 9562): 48 bits of Unix milliseconds, then randomness; sorts by time of making."""
    return uuid7s(1)[0]


def uuid7s(count: int) -> list[uuid.UUID]:
    """Many at once: of one millisecond, with one call for randomness."""
    at = (time.time_ns() // 1_000_000) << 80 | 0x7 << 76 | 0x2 << 62
    random = os.urandom(10 * count)
    free = (0xFFF << 64) | ((1 << 62) - 1)
    return [
        uuid.UUID(int=at | int.from_bytes(random[n : n + 10], "big") & free) for n in range(0, 10 * count, 10)
    ]


def make_engine(url: URL, *, pool_size: int = 8, forgets: bool = False) -> Engine:
    """An engine for SQLite or PostgreSQL, with the house's settings for each.

    `forgets` overwrites what is deleted (SQLite): for keys. Elsewhere only sealed values are deleted.
    """
    if url.get_backend_name() == "sqlite":
        engine = create_engine(
            url,
            pool_size=pool_size,
            max_overflow=4,
            pool_use_lifo=True,  # the one that was used last has most at hand
            connect_args={"timeout": SQLITE_BUSY_MS / 1000},
        )
        event.listen(engine, "connect", _prepare_sqlite)
        if forgets:
            event.listen(engine, "connect", _overwrite_deleted)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    engine = create_engine(
        url,
        pool_size=pool_size,
        max_overflow=4,
        pool_use_lifo=True,
        pool_pre_ping=False,
        pool_timeout=5,
        connect_args={
            "connect_timeout": 3,
            "prepare_threshold": 1,
            "application_name": "wederhoor",
            "autocommit": True,  # BEGIN is ours: see _begin_postgresql
            **LINE,
        },
    )
    event.listen(engine, "checkout", _leave_dead_postgresql)
    event.listen(engine, "handle_error", _judge_each_by_itself)
    event.listen(engine, "connect", _prepare_postgresql)
    event.listen(engine, "begin", _begin_postgresql)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # BEGIN is ours: see _begin_sqlite
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout={SQLITE_BUSY_MS}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "recursive_triggers=ON",  # else REPLACE removes a row past the triggers that refuse it
        "temp_store=MEMORY",
        "wal_autocheckpoint=4000",
        "cache_size=-2000",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _prepare_postgresql(connection: Any, _record: object) -> None:
    # How a date reads as text, whatever the server prefers.
    connection.execute("SET DateStyle TO ISO")
    # Compiling a small statement takes a hundred times as long as running it.
    connection.execute("SET jit TO off")
    # What a process that froze in the middle of something keeps from others comes free.
    # Whoever waits longer than this for what another holds is told that it is busy; nobody waits for ever.
    connection.execute(f"SET lock_timeout TO {WAITS_FOR_A_LOCK_MS}")
    connection.execute("SET idle_in_transaction_session_timeout TO '5min'")


def _leave_dead_postgresql(connection: Any, _record: object, _proxy: object) -> None:
    # A server that stopped said so, or closed the line: on one that rests there is nothing else to read. Asking the machine
    # costs a microsecond, asking the server a round trip.
    if connection.closed:
        raise DisconnectionError
    waiting = select.poll()
    waiting.register(connection.fileno(), select.POLLIN)
    if waiting.poll(0):
        raise DisconnectionError


def _judge_each_by_itself(context: ExceptionContext) -> None:
    # The pool would throw out what is older than this moment, by a clock that may go back; each is looked at when it is taken.
    context.invalidate_pool_on_disconnect = False


def _overwrite_deleted(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA secure_delete=ON").close()


def _begin_sqlite(connection: Connection) -> None:
    # A deferred transaction that turns into a writer loses to another writer without an error that can be
    # waited out, so whatever may write takes the write lock first.
    options = connection.get_execution_options()
    if not options.get(SINGLE_OPTION):
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get(WRITE_OPTION) else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    options = connection.get_execution_options()
    if not options.get(SINGLE_OPTION) and not options.get(BEGINS_OPTION):
        connection.exec_driver_sql("BEGIN")
