"""The two locks: what the ORM may touch, and what the database lets through whoever asks.

First lock: a `TenantSession` filters every ORM statement by its tenant and stamps or refuses every row it
flushes. Second lock: row-level security in PostgreSQL; in SQLite triggers refuse a foreign write, and a
statement that does not itself compare each tenant table's `tenant_id` with the session's tenant is not run
at all (see `statements` for what counts, and for what this cannot stop).
"""

import uuid
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any, cast

import psycopg
from sqlalchemy import Engine, Row, Select, Table, Update, event, inspect, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction, with_loader_criteria
from sqlalchemy.sql.dml import ReturningInsert, ReturningUpdate

from wederhoor.db import Base
from wederhoor.tenancy.statements import is_schema_change, tenant_binds
from wederhoor.tenancy.tables import TenantOwned
from wederhoor.tenancy.watching import has_changes, is_watched, note_row, note_rows

TENANT = "wederhoor_tenant"
SCHEMA_OPTION = "wederhoor_schema"
COPY_OF_A_TABLE = (
    "INSERT INTO _alembic_tmp_"  # a batch migration rebuilds a table, with the rows of all tenants
)


class TenancyError(Exception):
    """Something reached for rows it may not have; always a fault in the program."""


class NoTenant(TenancyError):
    """Rows of a tenant were asked for without one."""


class CrossTenant(TenancyError):
    """A row of another tenant was offered or changed."""


class UnguardedStatement(TenancyError):
    """A statement touches a tenant's table without comparing its tenant."""


class ReadOnlyWork(TenancyError):
    """Something was changed in a unit of work opened for reading."""


class TenantSession(Session):
    """A session of exactly one tenant, for one unit of work."""

    def __init__(self, engine: Engine, tenant_id: uuid.UUID, *, write: bool, **info: Any) -> None:
        bind = _bind(engine, wederhoor_write=write, wederhoor_begins=True)
        super().__init__(bind, expire_on_commit=False, info={**info, "write": write})
        self.tenant_id = tenant_id
        self.reads_on: Connection | None = None
        """The connection of a unit of work for reading, which has one transaction from its first statement to its end."""
        self._own_rows: Any = None

    @property
    def own_rows(self) -> Any:
        """The condition under which a row is this tenant's, for every ORM statement of this session; made once."""
        if self._own_rows is None:
            tenant_id = self.tenant_id
            self._own_rows = with_loader_criteria(
                TenantOwned, lambda cls: cls.tenant_id == tenant_id, include_aliases=True
            )
        return self._own_rows


class PlatformSession(Session):
    """A session without a tenant: tenants, accounts, sessions. It reaches no tenant's table."""

    def __init__(self, engine: Engine, *, write: bool, **info: Any) -> None:
        bind = _bind(engine, wederhoor_write=write)
        super().__init__(bind, expire_on_commit=False, info={**info, "write": write})


def _bind(engine: Engine, **options: bool) -> Engine:
    """The engine with these options, made once: making one costs more than a page may."""
    binds: dict[Any, Engine] = engine.__dict__.setdefault("wederhoor_binds", {})
    key = tuple(options.items())
    if key not in binds:
        binds[key] = engine.execution_options(**options)
    return binds[key]


def refuse_work(session: TenantSession | PlatformSession) -> None:
    """Undo what was done in a unit of work and not kept; nothing done in it from now on counts, but for what it keeps."""
    session.info["refused"] = True
    if session.info["write"]:
        session.rollback()


def keep_work(session: TenantSession | PlatformSession) -> None:
    """What was done so far in a unit of work counts, whatever is refused after it: a try that is counted, a wrong code."""
    session.info["kept"] = True
    _finish(session)
    session.commit()


def _finish(session: TenantSession | PlatformSession) -> None:
    """What comes last before a commit: whoever keeps the record writes which rights there are now, when those changed."""
    if not session.info["write"]:
        return
    session.flush()
    last = session.info.get("last")
    if last is not None and has_changes(session):
        last()
        session.flush()


def end_work(session: TenantSession | PlatformSession) -> None:
    """Commit what was written, unless it was refused. What only read ends so too on PostgreSQL: at a rollback psycopg forgets all
    it prepared."""
    if session.info.get("refused") and session.info["write"]:
        session.rollback()
        return
    _finish(session)
    if session.info["write"] or session.get_bind().dialect.name == "postgresql":
        session.commit()


def _connection(session: TenantSession) -> Connection:
    """The session's connection, with everything the session still held written first."""
    if not session.info["write"]:
        if session.reads_on is None:
            session.reads_on = session.connection()
        return session.reads_on
    session.flush()
    return session.connection()


def read_rows(
    session: TenantSession, statement: Select[*tuple[Any, ...]], **values: Any
) -> Sequence[Row[*tuple[Any, ...]]]:
    """Rows of a prebuilt column read, for pages that are asked for often.

    Reviewed: the only Core select outside migrations. The statement compares `tenant_id` of each tenant table with
    `bindparam("tenant")` itself; the second lock checks that it does.
    """
    return _connection(session).execute(statement, {"tenant": session.tenant_id, **values}).all()


def look_up(
    engine: Engine, statement: Select[*tuple[Any, ...]], **values: Any
) -> Sequence[Row[*tuple[Any, ...]]]:
    """Rows of one prebuilt read without a tenant, for what every page asks first. Reviewed.

    A single statement is a transaction of its own, without being told where it begins and ends.
    """
    with _bind(engine, wederhoor_single=True).connect() as connection:
        announce_tenant(connection, None)
        return connection.execute(statement, values).all()


def change_row(
    session: TenantSession, statement: ReturningInsert[Any] | ReturningUpdate[Any] | Update, **values: Any
) -> Any:
    """Run a prebuilt change of one row; what it returns, or the number of rows it changed. Reviewed.

    The statement compares `tenant_id` with `bindparam("tenant")`, or inserts it; the second lock checks that it does.
    """
    if not session.info["write"]:
        raise ReadOnlyWork("this unit of work was opened for reading")
    _not_watched(str(statement.table))
    result = _connection(session).execute(statement, {"tenant": session.tenant_id, **values})
    return result.scalar_one_or_none() if result.returns_rows else result.rowcount


def insert_rows(session: TenantSession, table: type[TenantOwned], rows: Sequence[dict[str, Any]]) -> None:
    """The one way to insert many rows at once: stamps the tenant on each, refuses another's.

    Reviewed: the only Core insert outside migrations.
    """
    if not session.info["write"]:
        raise ReadOnlyWork(table.__tablename__)
    for row in rows:
        if row.setdefault("tenant_id", session.tenant_id) != session.tenant_id:
            raise CrossTenant(table.__tablename__)
    note_rows(session, table.__tablename__, rows)
    if rows:
        _connection(session).execute(cast(Table, table.__table__).insert(), list(rows))


def add_once(session: "TenantSession | PlatformSession", row: Base) -> bool:
    """Add a row that somebody else may be adding at this very moment; False when theirs was first.

    Waits for the other transaction to end; then a look-up finds their row.
    """
    with suppress(IntegrityError), session.begin_nested():
        session.add(row)
        session.flush()
        return True
    return False


@event.listens_for(TenantSession, "after_begin")
def _announce_tenant(session: TenantSession, _transaction: object, connection: Connection) -> None:
    announce_tenant(connection, session.tenant_id)


@event.listens_for(PlatformSession, "after_begin")
def _announce_none(_session: PlatformSession, _transaction: object, connection: Connection) -> None:
    announce_tenant(connection, None)


def announce_tenant(connection: Connection, tenant_id: uuid.UUID | None) -> None:
    """Tell the database whose transaction this is; it forgets at commit or rollback."""
    if connection.dialect.name != "postgresql":
        connection.info[TENANT] = None if tenant_id is None else tenant_id.hex
    elif tenant_id is not None and not _begin_as(connection, tenant_id):
        connection.execute(text("select set_config('app.tenant_id', :t, true)"), {"t": str(tenant_id)})


def _begin_as(connection: Connection, tenant_id: uuid.UUID) -> bool:
    """Begin a transaction and say whose it is, in one message: every page does. False when one runs already."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, psycopg.Connection)  # noqa: S101 - see `make_engine`
    if driver.info.transaction_status == psycopg.pq.TransactionStatus.INTRANS:
        return False
    said = f"BEGIN; select set_config('app.tenant_id', '{uuid.UUID(int=tenant_id.int)}', true)"
    if driver.closed or driver.pgconn.exec_(said.encode()).status != psycopg.pq.ExecStatus.TUPLES_OK:
        connection.exec_driver_sql("BEGIN")  # says what is wrong, and that this connection is of no use
        return False
    return True


@event.listens_for(TenantSession, "do_orm_execute")
def _filter_by_tenant(state: ORMExecuteState) -> None:
    session = state.session
    assert isinstance(session, TenantSession)  # noqa: S101 - the listener is registered for this class
    if state.is_insert:
        if any(issubclass(m.class_, TenantOwned) for m in state.all_mappers):
            raise UnguardedStatement(
                "insert through insert_rows or the session, so that the tenant is stamped"
            )
        return
    if state.is_from_statement:
        raise UnguardedStatement("from_statement cannot be filtered by tenant")
    if not state.is_orm_statement or state.is_column_load or state.is_relationship_load:
        return
    if state.is_update or state.is_delete:
        _needs_write(session)
        for mapper in state.all_mappers:
            _not_watched(str(mapper.local_table))
    state.statement = state.statement.options(session.own_rows)


@event.listens_for(PlatformSession, "do_orm_execute")
def _refuse_without_tenant(state: ORMExecuteState) -> None:
    if any(issubclass(m.class_, TenantOwned) for m in state.all_mappers):
        raise NoTenant("a tenant's rows were asked for without a tenant")


@event.listens_for(TenantSession, "before_flush")
def _stamp(session: TenantSession, _context: UOWTransaction, _instances: object) -> None:
    _needs_write(session, any_change=bool(session.new or session.dirty or session.deleted))
    for row in session.new:
        if isinstance(row, TenantOwned):
            if row.tenant_id is None:
                row.tenant_id = session.tenant_id
            elif row.tenant_id != session.tenant_id:
                raise CrossTenant(row.__tablename__)
    for row in (*session.new, *session.dirty, *session.deleted):
        if isinstance(row, TenantOwned):
            note_row(session, row)
    _refuse_foreign(session, (*session.dirty, *session.deleted))


def _refuse_foreign(session: TenantSession, rows: Iterable[object]) -> None:
    for row in rows:
        if isinstance(row, TenantOwned):
            changed = inspect(row).attrs.tenant_id.history
            if row.tenant_id != session.tenant_id or changed.added or changed.deleted:
                raise CrossTenant(row.__tablename__)


@event.listens_for(PlatformSession, "before_flush")
def _refuse_rows(session: PlatformSession, _context: UOWTransaction, _instances: object) -> None:
    _needs_write(session, any_change=bool(session.new or session.dirty or session.deleted))
    for row in (*session.new, *session.dirty, *session.deleted):
        if isinstance(row, TenantOwned):
            raise NoTenant(row.__tablename__)


def _not_watched(table: str) -> None:
    if is_watched(table):
        raise UnguardedStatement(
            f"{table} says who may what: change it row by row, so that it goes on the record"
        )


def _needs_write(session: Session, *, any_change: bool = True) -> None:
    if any_change and not session.info["write"]:
        raise ReadOnlyWork("this unit of work was opened for reading")


def lock_engine(engine: Engine) -> Engine:
    """Put the second lock on an engine. PostgreSQL has it in the database; SQLite gets it here."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _give_current_tenant)
        event.listen(engine, "before_cursor_execute", _guard_statement)
        event.listen(engine, "checkin", _forget_tenant)
    return engine


def _give_current_tenant(connection: Any, record: Any) -> None:
    info = record.info  # the same dictionary as Connection.info
    connection.create_function("current_tenant", 0, lambda: info.get(TENANT))


def _forget_tenant(_connection: Any, record: Any) -> None:
    record.info.pop(TENANT, None)


def _guard_statement(
    connection: Connection, _cursor: object, statement: str, parameters: Any, _context: object, many: bool
) -> None:
    migrating = connection.get_execution_options().get(SCHEMA_OPTION, False)
    if is_schema_change(statement) and not migrating:
        raise UnguardedStatement("only a migration changes the schema")
    binds = tenant_binds(statement)
    if binds is None or (migrating and statement.startswith(COPY_OF_A_TABLE)):
        return
    if not binds:
        raise UnguardedStatement("a tenant's table is read or changed without comparing its tenant_id")
    tenant = connection.info.get(TENANT)
    for values in parameters if many else (parameters,):
        if tenant is None or any(values[position] != tenant for position in binds):
            raise CrossTenant("a statement compares tenant_id with another tenant")
