"""Connections to PostgreSQL that an installation closed are kept for the next one on that database.

A new one has to learn every table and plan every statement again, which takes longer than most tests.
"""

from collections import defaultdict
from typing import Any

import psycopg
from psycopg.pq import TransactionStatus
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from tests.support.postgres import APP

AS_NEW = "RESET ALL; SELECT pg_advisory_unlock_all(); UNLISTEN *; CLOSE ALL; DISCARD TEMP; DISCARD SEQUENCES"
"""What DISCARD ALL does, but for the statements that are prepared."""

_connect = PGDialect_psycopg.connect
_close = PGDialect_psycopg.do_close
_kept: defaultdict[tuple[str, ...], list[psycopg.Connection[Any]]] = defaultdict(list)


def quick() -> None:
    """Engines made from now on take what an earlier one closed."""
    PGDialect_psycopg.connect = _taken
    PGDialect_psycopg.do_close = _given_back


def _place(told: dict[str, Any]) -> tuple[str, ...]:
    """Which database of which server, and as whom."""
    return tuple(str(told.get(name)) for name in ("host", "dbname", "user"))


def _taken(dialect: PGDialect_psycopg, *arguments: Any, **told: Any) -> Any:
    kept = _kept[_place(told)]
    while kept:
        connection = kept.pop()
        try:
            connection.execute(AS_NEW)
            return connection
        except psycopg.OperationalError:  # its database or server was taken away meanwhile
            connection.close()
    return _connect(dialect, *arguments, **told)


def _given_back(dialect: PGDialect_psycopg, connection: psycopg.Connection[Any]) -> None:
    place = (
        _place(connection.info.get_parameters() | {"host": connection.info.host})
        if _whole(connection)
        else ()
    )
    if APP in place and "template" not in place[1]:  # a database somebody is connected to cannot be copied
        _kept[place].append(connection)
    else:
        _close(dialect, connection)


def _whole(connection: psycopg.Connection[Any]) -> bool:
    return not connection.closed and connection.info.transaction_status is TransactionStatus.IDLE
