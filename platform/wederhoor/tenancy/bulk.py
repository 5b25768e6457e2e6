"""Many rows in one statement, for jobs that go through thousands. Reviewed, like `locks`: the second lock holds here too."""

import json
import uuid
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Connection,
    Dialect,
    Table,
    Text,
    TypeDecorator,
    Uuid,
    bindparam,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeEngine, UserDefinedType

from wederhoor.tenancy.locks import CrossTenant, ReadOnlyWork, TenantSession, UnguardedStatement
from wederhoor.tenancy.tables import TenantOwned
from wederhoor.tenancy.watching import is_watched


class _Uuids(UserDefinedType[str]):
    """uuid[], written as text: the driver takes four times as long over a list."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return "uuid[]"


class IdList(TypeDecorator[Sequence[uuid.UUID]]):
    """Any number of ids as one text: an array as PostgreSQL writes it, a JSON list for SQLite."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(_Uuids() if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: Sequence[uuid.UUID] | None, dialect: Dialect) -> str:
        if dialect.name == "postgresql":
            return "{" + ",".join([one.hex for one in value or ()]) + "}"
        return json.dumps([one.hex for one in value or ()])


class _IdIn(FunctionElement[bool]):
    """`column` is one of the ids of a parameter."""

    name = "id_in"
    type = Boolean()
    inherit_cache = True

    def self_group(self, against: Any = None) -> "_IdIn":
        """A condition as it stands: SQLite has no booleans, and `... = 1` would keep it from an index."""
        return self


@compiles(_IdIn, "postgresql")
def _any(element: _IdIn, compiler: SQLCompiler, **more: Any) -> str:
    column, ids = (compiler.process(clause, **more) for clause in element.clauses)
    return f"{column} = ANY (CAST({ids} AS uuid[]))"


@compiles(_IdIn, "sqlite")
def _each(element: _IdIn, compiler: SQLCompiler, **more: Any) -> str:
    column, ids = (compiler.process(clause, **more) for clause in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({ids}))"  # noqa: S608 - compiled clauses


def id_in(column: Any, name: str, ids: Sequence[uuid.UUID] | None = None) -> ColumnElement[bool]:
    """`column IN (...)` for any number of ids under one name: the statement stays the same however many there are."""
    return _IdIn(column, bindparam(name, value=ids, type_=IdList(), required=ids is None))


def insert_many(
    session: TenantSession, table: type[TenantOwned], count: int, columns: Mapping[str, Any]
) -> None:
    """Insert rows that are given as columns, in the session's tenant: a list has a value for each row, anything else is for all."""
    if columns.get("tenant_id", session.tenant_id) != session.tenant_id:
        raise CrossTenant(table.__tablename__)
    connection = _writing(session, table)
    if not count:
        return
    dialect, target = connection.dialect, cast(Table, table.__table__)
    given = {"tenant_id": session.tenant_id, **columns}
    bound = {name: _bound(target, name, values, dialect) for name, values in given.items()}
    lists = tuple(isinstance(values, list) for values in bound.values())
    statement = _statement(target, tuple(bound), lists, dialect)
    if dialect.name == "postgresql":
        connection.exec_driver_sql(statement, bound)
    else:
        parts = zip(bound.values(), lists, strict=True)
        rows = zip(*(values if many else [values] * count for values, many in parts), strict=True)
        connection.exec_driver_sql(statement, list(rows))


def change_many(
    session: TenantSession,
    table: type[TenantOwned],
    was: Mapping[str, list[Any]],
    become: Mapping[str, list[Any]],
) -> int:
    """Change rows of the session's tenant that are still as they `was`; both are columns, a value for each row.

    Returns how many were.
    """
    connection = _writing(session, table)
    if not all(was.values()):
        return 0
    dialect, target = connection.dialect, cast(Table, table.__table__)
    tenant = _bound(target, "tenant_id", session.tenant_id, dialect)
    before, after = (
        {name: _bound(target, name, values, dialect) for name, values in columns.items()}
        for columns in (was, become)
    )
    statement = _change(target, tuple(before), tuple(after), dialect)
    if dialect.name == "postgresql":
        bound = {f"was_{n}": v for n, v in before.items()} | {f"new_{n}": v for n, v in after.items()}
        return connection.exec_driver_sql(statement, bound | {"tenant_id": tenant}).rowcount
    of_tenant = [tenant] * len(next(iter(before.values())))
    rows = list(zip(*after.values(), of_tenant, *before.values(), strict=True))
    return connection.exec_driver_sql(statement, rows).rowcount


def _writing(session: TenantSession, table: type[TenantOwned]) -> Connection:
    """The connection of a session that may write, with everything the session still held written first."""
    if not session.info["write"]:
        raise ReadOnlyWork(table.__tablename__)
    if is_watched(table.__tablename__):
        raise UnguardedStatement(f"{table.__tablename__} says who may what: change it row by row")
    session.flush()
    return session.connection()


def _bound(table: Table, name: str, values: Any, dialect: Dialect) -> Any:
    """A column as the database's driver takes it."""
    kind = table.c[name].type
    if isinstance(kind, Uuid) and dialect.name == "sqlite":
        return [one and one.hex for one in values] if isinstance(values, list) else values and values.hex
    bind = kind.dialect_impl(dialect).bind_processor(dialect)
    if bind is None:
        return values
    return [bind(one) for one in values] if isinstance(values, list) else bind(values)


@lru_cache(maxsize=64)
def _statement(table: Table, names: tuple[str, ...], lists: tuple[bool, ...], dialect: Dialect) -> str:
    """In PostgreSQL one parameter a column, however many rows; in SQLite one row, for as many as there are."""
    quote = dialect.identifier_preparer.quote
    target = f"INSERT INTO {quote(table.name)} ({', '.join(map(quote, names))})"
    if dialect.name != "postgresql":
        return f"{target} VALUES ({', '.join('?' * len(names))})"
    kinds = {n: table.c[n].type.dialect_impl(dialect).compile(dialect).split("(")[0] for n in names}
    many = [name for name, is_list in zip(names, lists, strict=True) if is_list]
    shown = ", ".join(f"v.{quote(n)}" if n in many else f"%({n})s::{kinds[n]}" for n in names)
    given = ", ".join(f"%({n})b::{kinds[n]}[]" for n in many)  # b: in binary, four times as quick
    known = ", ".join(map(quote, many))
    return f"{target} SELECT {shown} FROM unnest({given}) AS v({known})"  # noqa: S608 - names of our own tables


@lru_cache(maxsize=64)
def _change(table: Table, was: tuple[str, ...], become: tuple[str, ...], dialect: Dialect) -> str:
    """In PostgreSQL rows are joined with what they were and become; in SQLite one row, for as many as there are."""
    quote = dialect.identifier_preparer.quote
    target = quote(table.name)
    if dialect.name != "postgresql":
        new = ", ".join(f"{quote(name)} = ?" for name in become)
        old = " AND ".join(f"{quote(name)} = ?" for name in was)
        return f"UPDATE {target} SET {new} WHERE tenant_id = ? AND {old}"  # noqa: S608 - names of our own tables
    given = [("was", name) for name in was] + [("new", name) for name in become]
    kinds = {n: table.c[n].type.dialect_impl(dialect).compile(dialect).split("(")[0] for _, n in given}
    arrays = ", ".join(f"%({of}_{name})b::{kinds[name]}[]" for of, name in given)  # b: as in `_statement`
    new = ", ".join(f"{quote(name)} = v.new_{name}" for name in become)
    old = " AND ".join(f"t.{quote(name)} = v.was_{name}" for name in was)
    return (
        f"UPDATE {target} AS t SET {new} FROM unnest({arrays})"  # noqa: S608 - names of our own tables
        f" AS v({', '.join(f'{of}_{name}' for of, name in given)}) WHERE t.tenant_id = %(tenant_id)s AND {old}"
    )
