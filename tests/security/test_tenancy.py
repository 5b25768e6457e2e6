"""Across tenants, by every way the ORM and SQL offer, on both databases: refused, or filtered."""

import sqlite3
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, delete, exists, func, insert, inspect, literal, select, text, union_all, update
from sqlalchemy.exc import DBAPIError, InvalidRequestError
from sqlalchemy.orm import Session, aliased, make_transient_to_detached
from sqlalchemy.orm.exc import StaleDataError
from tests.support.postgres import Postgres
from tests.support.world import (
    Filed,
    Organisation,
    Templates,
    add_organisation,
    databases_for,
    fresh_environment,
    opened,
)

from wederhoor import config as settings
from wederhoor.db import Base
from wederhoor.deadlines.tables import Clock
from wederhoor.dossiers.tables import Access, Dossier, Party, Statement
from wederhoor.numbering.tables import RegisterCounter
from wederhoor.people.tables import RoleGrant
from wederhoor.record.tables import RecordEntry, RecordHead
from wederhoor.tenancy.bulk import change_many, insert_many
from wederhoor.tenancy.locks import (
    CrossTenant,
    NoTenant,
    PlatformSession,
    ReadOnlyWork,
    TenancyError,
    TenantSession,
    UnguardedStatement,
    insert_rows,
)
from wederhoor.tenancy.tables import DueTenant, Tenant, TenantOwned, tenant_tables
from wederhoor.work import Installation, utc_now

REFUSALS = (TenancyError, DBAPIError, InvalidRequestError, StaleDataError)


@dataclass(frozen=True, kw_only=True)
class Two:
    """Two organisations in one database, with a complaint each."""

    installation: Installation
    ours: Organisation
    theirs: Organisation
    our_complaint: Filed
    their_complaint: Filed
    fingerprint: Callable[[], str]

    def session(self, *, write: bool = True) -> TenantSession:
        """A session of ours."""
        vault = self.installation.vault.of(self.ours.id)
        return TenantSession(self.installation.engine, self.ours.id, write=write, vault=vault)

    @property
    def foreign(self) -> uuid.UUID:
        """Their dossier."""
        return self.their_complaint.dossier_id

    def bound(self, value: uuid.UUID) -> str:
        """An id as the database's driver takes it."""
        return value.hex if self.installation.engine.dialect.name == "sqlite" else str(value)

    def secrets(self) -> tuple[str, ...]:
        """What no answer may hold: their ids, in each way they are written."""
        ids = (self.theirs.id, self.foreign)
        return tuple(form for value in ids for form in (str(value), value.hex))


@pytest.fixture(scope="module", params=databases_for("tenancy"))
def two(
    request: pytest.FixtureRequest, templates: Templates, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Two]:
    server: Postgres | None = None
    if request.param == "postgresql":
        server = request.getfixturevalue("postgres")
    var = tmp_path_factory.mktemp("two") / "var"
    with fresh_environment(request.param, templates, server, var) as environment:
        config = settings.load(environment)
        with opened(config) as installation:
            ours, theirs = add_organisation(installation, "ons"), add_organisation(installation, "hun")
            for organisation in (ours, theirs):
                organisation.hire("Kim Bakvis", "secretary", email=f"kim@{organisation.slug}.example")
            name = str(config.database_url.database)
            yield Two(
                installation=installation,
                ours=ours,
                theirs=theirs,
                our_complaint=ours.file_complaint(),
                their_complaint=theirs.file_complaint(),
                fingerprint=lambda: _everything(server, name),
            )


def _everything(server: Postgres | None, name: str) -> str:
    """Every row of every tenant's table, past both locks."""
    rows: list[str] = []
    if server is not None:
        with server.connect(name) as connection:
            for table in sorted(tenant_tables()):
                rows += sorted(map(str, connection.execute(f"SELECT * FROM {table}").fetchall()))
    else:
        raw = sqlite3.connect(f"file:{Path(name)}?mode=ro", uri=True)
        for table in sorted(tenant_tables()):
            rows += sorted(map(str, raw.execute(f"SELECT * FROM {table}").fetchall()))
        raw.close()
    return "\n".join(rows)


T = Dossier.__table__
C = Clock.__table__


def _lateral(session: Session, two: Two) -> Any:
    inner = select(Clock.dossier_id, func.count().label("n")).group_by(Clock.dossier_id).subquery()
    return session.execute(select(Dossier.id, inner.c.n).join(inner, inner.c.dossier_id == Dossier.id)).all()


def _recursive(session: Session, two: Two) -> Any:
    start = select(Dossier.id, literal(1).label("depth")).cte("start", recursive=True)
    more = start.union_all(
        select(Dossier.id, start.c.depth + 1).join(start, start.c.id == Dossier.id).where(start.c.depth < 2)
    )
    return session.execute(select(more)).all()


def _refresh(session: Session, two: Two) -> Any:
    stranger = Dossier(tenant_id=two.theirs.id, id=two.foreign)
    make_transient_to_detached(stranger)
    session.add(stranger)
    session.refresh(stranger)
    return stranger.number


def _deferred(session: Session, two: Two) -> Any:
    stranger = Party(tenant_id=two.theirs.id, id=two.foreign)
    make_transient_to_detached(stranger)
    session.add(stranger)
    return stranger.name_sealed


READS: dict[str, Callable[[Session, Two], Any]] = {
    "get by both keys": lambda s, two: s.get(Dossier, (two.theirs.id, two.foreign)),
    "get with our tenant and their id": lambda s, two: s.get(Dossier, (two.ours.id, two.foreign)),
    "get_one": lambda s, two: s.get_one(Dossier, (two.theirs.id, two.foreign)),
    "select entities": lambda s, two: [d.id for d in s.scalars(select(Dossier))],
    "select columns": lambda s, two: s.execute(select(Dossier.tenant_id, Dossier.id)).all(),
    "select by their id": lambda s, two: s.scalars(select(Dossier.id).where(Dossier.id == two.foreign)).all(),
    "select by their tenant": lambda s, two: s.scalars(
        select(Dossier.id).where(Dossier.tenant_id == two.theirs.id)
    ).all(),
    "select with or": lambda s, two: s.scalars(
        select(Dossier.id).where((Dossier.id == two.foreign) | (Dossier.tenant_id == two.theirs.id))
    ).all(),
    "legacy query": lambda s, two: s.query(Dossier.id, Dossier.tenant_id).all(),
    "legacy query count": lambda s, two: s.query(Dossier).count() == 1 or two.foreign,
    "count": lambda s, two: s.scalar(select(func.count()).select_from(Dossier)) == 1 or two.foreign,
    "aggregate": lambda s, two: s.scalars(
        select(func.max(Dossier.number)).where(Dossier.id == two.foreign)
    ).all(),
    "join": lambda s, two: s.execute(
        select(Dossier.id, Clock.tenant_id).join(Clock, Clock.dossier_id == Dossier.id)
    ).all(),
    "join on nothing": lambda s, two: s.execute(
        select(Dossier.id, Clock.dossier_id).join(Clock, literal(True))
    ).all(),
    "outer join": lambda s, two: s.execute(
        select(Dossier.id, Party.dossier_id).outerjoin(Party, Party.dossier_id == Dossier.id)
    ).all(),
    "full join": lambda s, two: s.execute(
        select(Dossier.id, Party.dossier_id).join(Party, Party.dossier_id == Dossier.id, full=True)
    ).all(),
    "alias": lambda s, two: s.execute(select(aliased(Dossier).id)).all(),
    "join with an alias of itself": lambda s, two: s.execute(
        select(Dossier.id, (other := aliased(Dossier)).id).join(other, literal(True))
    ).all(),
    "subquery": lambda s, two: s.execute(select(select(Dossier.id).subquery().c.id)).all(),
    "aliased subquery": lambda s, two: s.execute(
        select(aliased(Dossier, select(Dossier).subquery()).id)
    ).all(),
    "scalar subquery": lambda s, two: s.execute(
        select(select(Dossier.number).where(Dossier.id == two.foreign).scalar_subquery(), literal(1))
    ).first()[0],
    "in a subquery": lambda s, two: s.scalars(
        select(Clock.dossier_id).where(Clock.dossier_id.in_(select(Dossier.id)))
    ).all(),
    "exists": lambda s, two: s.scalar(
        select(Tenant.id).where(Tenant.id == two.theirs.id, exists().where(Dossier.tenant_id == Tenant.id))
    ),
    "cte": lambda s, two: s.execute(select(select(Dossier.id).cte().c.id)).all(),
    "recursive cte": _recursive,
    "union": lambda s, two: s.execute(union_all(select(Dossier.id), select(Clock.dossier_id))).all(),
    "grouped subquery": _lateral,
    "from a table without tenant": lambda s, two: s.execute(
        select(Tenant.id, Dossier.id).join(Dossier, Dossier.tenant_id == Tenant.id)
    ).all(),
    "refresh": _refresh,
    "deferred column": _deferred,
    "merge without load": lambda s, two: s.merge(
        s.merge(Dossier(tenant_id=two.theirs.id, id=two.foreign), load=False)
    ),
    "from_statement with text": lambda s, two: s.scalars(
        select(Dossier).from_statement(text("SELECT * FROM dossiers"))
    ).all(),
    "from_statement with core": lambda s, two: s.scalars(select(Dossier).from_statement(select(T))).all(),
    "core select": lambda s, two: s.execute(select(T.c.id, T.c.tenant_id)).all(),
    "core select by their id": lambda s, two: s.execute(
        select(T.c.number).where(T.c.id == two.foreign)
    ).all(),
    "core select of their tenant": lambda s, two: s.execute(
        select(T.c.id).where(T.c.tenant_id == two.theirs.id)
    ).all(),
    "core select of ours or any": lambda s, two: s.execute(
        select(T.c.id).where((T.c.tenant_id == two.ours.id) | literal(True))
    ).all(),
    "core join where one side is ours": lambda s, two: s.execute(
        select(T.c.id, C.c.tenant_id).join(C, literal(True)).where(T.c.tenant_id == two.ours.id)
    ).all(),
    "text": lambda s, two: s.execute(text("SELECT id, tenant_id FROM dossiers")).all(),
    "text with a condition that holds for all": lambda s, two: s.execute(
        text("SELECT id FROM dossiers WHERE tenant_id = :t OR 1=1"), {"t": two.bound(two.ours.id)}
    ).all(),
    "text count": lambda s, two: s.scalar(text("SELECT count(*) FROM dossiers")) == 1 or two.foreign,
    "text with a table in capitals": lambda s, two: s.execute(text("SELECT id FROM DOSSIERS")).all(),
    "text with quotes": lambda s, two: s.execute(text('SELECT id FROM "dossiers"')).all(),
    "exec_driver_sql": lambda s, two: s.connection().exec_driver_sql("SELECT id FROM dossiers").all(),
    "the connection": lambda s, two: s.connection().execute(select(T.c.id)).all(),
    "a second connection": lambda s, two: _elsewhere(s, two, "SELECT id FROM dossiers"),
    "their record": lambda s, two: s.scalars(
        select(RecordEntry.matter_id).where(RecordEntry.matter_id == two.foreign)
    ).all(),
}


def _elsewhere(session: Session, two: Two, statement: str) -> Any:
    with two.installation.engine.connect() as connection:
        return connection.execute(text(statement)).all()


@pytest.mark.parametrize("way", READS)
def test_another_tenants_rows_are_never_read(two: Two, way: str) -> None:
    with two.session() as session:
        try:
            found = READS[way](session, two)
        except REFUSALS:
            return
        shown = repr([tuple(row) if hasattr(row, "_fields") else row for row in _listed(found)])
    for secret in two.secrets():
        assert secret not in shown
    assert two.their_complaint.number not in shown or two.our_complaint.number == two.their_complaint.number


def _listed(found: Any) -> list[Any]:
    if found is None:
        return []
    return list(found) if isinstance(found, (list, tuple)) else [found]


def _foreign_dossier(two: Two, **values: Any) -> dict[str, Any]:
    known = {
        "tenant_id": two.theirs.id,
        "id": uuid.uuid4(),
        "scope": "hun-2026",
        "last": 7,
    }
    return {**known, **values}


def _merge(session: Session, two: Two) -> None:
    session.merge(RegisterCounter(**_foreign_dossier(two)))
    session.flush()


def _change_tenant(session: Session, two: Two) -> None:
    row = session.scalars(select(RegisterCounter)).first()
    assert row is not None
    row.tenant_id = two.theirs.id
    session.flush()


def _adopt(session: Session, two: Two) -> None:
    stranger = Dossier(tenant_id=two.theirs.id, id=two.foreign, version=1)
    make_transient_to_detached(stranger)
    session.add(stranger)
    stranger.step = "closed"
    session.flush()


def _delete_stranger(session: Session, two: Two) -> None:
    stranger = RegisterCounter(tenant_id=two.theirs.id, id=two.foreign, scope="x", last=1)
    make_transient_to_detached(stranger)
    session.add(stranger)
    session.delete(stranger)
    session.flush()


def _child_of_theirs(session: Session, two: Two) -> None:
    session.add(
        Access(
            dossier_id=two.foreign,
            account_id=session.scalars(select(RoleGrant.account_id)).first(),
            kind="barred",
            reason="x",
            from_at=utc_now(),
        )
    )
    session.flush()


def _child_of_theirs_in_bulk(session: Session, two: Two) -> None:
    assert isinstance(session, TenantSession)
    row = {
        "id": uuid.uuid4(),
        "dossier_id": two.foreign,
        "key_id": uuid.uuid4(),
        "version": 9,
        "body_sealed": b"",
        "entered_at": utc_now(),
        "signed_at": None,
    }
    insert_rows(session, Statement, [row])


R = RegisterCounter.__table__
WRITES: dict[str, Callable[[Session, Two], Any]] = {
    "add": lambda s, two: (s.add(RegisterCounter(**_foreign_dossier(two))), s.flush()),
    "add_all": lambda s, two: (s.add_all([RegisterCounter(**_foreign_dossier(two))]), s.flush()),
    "merge": _merge,
    "change tenant_id": _change_tenant,
    "change a row taken from elsewhere": _adopt,
    "delete a row taken from elsewhere": _delete_stranger,
    "orm update": lambda s, two: (
        s.execute(update(Dossier).where(Dossier.id == two.foreign).values(step="closed")).rowcount
    ),
    "orm update of their tenant": lambda s, two: (
        s.execute(update(Dossier).where(Dossier.tenant_id == two.theirs.id).values(step="closed")).rowcount
    ),
    "orm update that moves rows": lambda s, two: s.execute(
        update(RegisterCounter).values(tenant_id=two.theirs.id)
    ),
    "orm delete": lambda s, two: s.execute(delete(Clock).where(Clock.dossier_id == two.foreign)).rowcount,
    "legacy query update": lambda s, two: (
        s.query(Dossier).filter(Dossier.id == two.foreign).update({"step": "closed"})
    ),
    "legacy query delete": lambda s, two: s.query(Clock).filter(Clock.dossier_id == two.foreign).delete(),
    "update by primary key in bulk": lambda s, two: s.execute(
        update(Dossier), [{"tenant_id": two.theirs.id, "id": two.foreign, "version": 1, "step": "closed"}]
    ),
    "bulk_insert_mappings": lambda s, two: s.bulk_insert_mappings(RegisterCounter, [_foreign_dossier(two)]),
    "bulk_save_objects": lambda s, two: s.bulk_save_objects([RegisterCounter(**_foreign_dossier(two))]),
    "bulk_update_mappings": lambda s, two: s.bulk_update_mappings(
        Dossier, [{"tenant_id": two.theirs.id, "id": two.foreign, "version": 1, "step": "closed"}]
    ),
    "orm insert": lambda s, two: s.execute(insert(RegisterCounter).values(**_foreign_dossier(two))),
    "orm insert of many": lambda s, two: s.execute(insert(RegisterCounter), [_foreign_dossier(two)]),
    "orm insert returning": lambda s, two: s.scalars(
        insert(RegisterCounter).values(**_foreign_dossier(two)).returning(RegisterCounter)
    ).all(),
    "insert from select": lambda s, two: s.execute(
        insert(RegisterCounter).from_select(
            ["tenant_id", "id", "scope", "last"],
            select(literal(two.theirs.id, R.c.tenant_id.type), RegisterCounter.id, literal("x"), literal(1)),
        )
    ),
    "core insert from select of theirs": lambda s, two: (
        s.connection().execute(
            insert(R).from_select(
                ["tenant_id", "id", "scope", "last"],
                select(literal(two.ours.id, R.c.tenant_id.type), R.c.id, literal("y"), R.c.last).where(
                    R.c.tenant_id == two.theirs.id
                ),
            )
        )
        and None
    ),
    "insert_rows": lambda s, two: insert_rows(s, RegisterCounter, [_foreign_dossier(two)]),
    "insert_many": lambda s, two: insert_many(s, RegisterCounter, 1, _foreign_dossier(two)),
    "change_many": lambda s, two: change_many(s, Dossier, {"id": [two.foreign]}, {"step": ["closed"]}),
    "core insert": lambda s, two: s.execute(R.insert(), [_foreign_dossier(two)]),
    "core update": lambda s, two: (
        s.execute(update(T).where(T.c.id == two.foreign).values(step="closed")).rowcount
    ),
    "core update of everything": lambda s, two: (
        s.connection()
        .execute(update(R).where((R.c.tenant_id == two.ours.id) | literal(True)).values(last=99))
        .rowcount
        and None
    ),
    "core delete": lambda s, two: s.execute(delete(C).where(C.c.dossier_id == two.foreign)).rowcount,
    "text update": lambda s, two: (
        s.execute(
            text("UPDATE dossiers SET step = 'closed' WHERE id = :i"), {"i": two.bound(two.foreign)}
        ).rowcount
    ),
    "text delete": lambda s, two: (
        s.execute(text("DELETE FROM clocks WHERE dossier_id = :i"), {"i": two.bound(two.foreign)}).rowcount
    ),
    "text insert": lambda s, two: s.execute(
        text("INSERT INTO register_counters (tenant_id, id, scope, last) VALUES (:t, :i, 'x', 1)"),
        {"t": two.bound(two.theirs.id), "i": two.bound(uuid.uuid4())},
    ),
    "text upsert": lambda s, two: (
        s.execute(
            text(
                "INSERT INTO register_counters (tenant_id, id, scope, last) SELECT :t, :i, scope, 1 "
                "FROM register_counters WHERE tenant_id = :t "
                "ON CONFLICT (tenant_id, scope) DO UPDATE SET last = 99"
            ),
            {"t": two.bound(two.theirs.id), "i": two.bound(uuid.uuid4())},
        ).rowcount
    ),
    "exec_driver_sql": lambda s, two: (
        s.connection()
        .exec_driver_sql(f"UPDATE dossiers SET step = 'closed' WHERE id = '{two.bound(two.foreign)}'")
        .rowcount
    ),
    "a child of their dossier": _child_of_theirs,
    "children of their dossier in bulk": _child_of_theirs_in_bulk,
    "their dossier's parent": lambda s, two: (
        s.execute(update(Clock).values(dossier_id=two.foreign)),
        s.flush(),
    ),
}


@pytest.mark.parametrize("way", WRITES)
def test_another_tenants_rows_are_never_written(two: Two, way: str) -> None:
    before = two.fingerprint()
    session = two.session()
    try:
        touched = WRITES[way](session, two)
        session.commit()
    except REFUSALS:
        session.rollback()
    else:
        assert not touched, f"{way} touched {touched} rows"
    finally:
        session.close()
    after = two.fingerprint()
    changed = set(before.splitlines()) ^ set(after.splitlines())
    if way == "core update of everything":  # on PostgreSQL it reaches our own row, and only that
        changed = {line for line in changed if str(two.ours.id) not in line}
    assert not changed


@pytest.mark.parametrize("model", [m for m in Base.__subclasses__() if not issubclass(m, TenantOwned)])
def test_a_session_without_tenant_reads_what_has_no_tenant(two: Two, model: type[Base]) -> None:
    with PlatformSession(two.installation.engine, write=False) as session:
        session.execute(select(model)).all()


WITHOUT_TENANT: dict[str, Callable[[Session, Two], Any]] = {
    "select": lambda s, two: s.scalars(select(Dossier)).all(),
    "get": lambda s, two: s.get(Dossier, (two.theirs.id, two.foreign)),
    "join": lambda s, two: s.execute(select(Tenant.id).join(Dossier, Dossier.tenant_id == Tenant.id)).all(),
    "subquery": lambda s, two: s.scalars(
        select(Tenant.id).where(Tenant.id.in_(select(Dossier.tenant_id)))
    ).all(),
    "core": lambda s, two: s.execute(select(T.c.id)).all(),
    "core of one tenant": lambda s, two: s.execute(
        select(T.c.id).where(T.c.tenant_id == two.theirs.id)
    ).all(),
    "text": lambda s, two: s.execute(text("SELECT id FROM dossiers")).all(),
    "update": lambda s, two: s.execute(update(Dossier).values(step="closed")).rowcount,
    "add": lambda s, two: (s.add(RegisterCounter(**_foreign_dossier(two))), s.flush()),
    "insert": lambda s, two: s.execute(insert(RegisterCounter), [_foreign_dossier(two)]),
    "core insert": lambda s, two: s.connection().execute(R.insert(), [_foreign_dossier(two)]),
    "bulk_insert_mappings": lambda s, two: s.bulk_insert_mappings(RegisterCounter, [_foreign_dossier(two)]),
}


@pytest.mark.parametrize("way", WITHOUT_TENANT)
def test_without_a_tenant_there_is_an_error_or_nothing_never_everything(two: Two, way: str) -> None:
    before = two.fingerprint()
    with PlatformSession(two.installation.engine, write=True) as session:
        try:
            found = WITHOUT_TENANT[way](session, two)
        except REFUSALS:
            session.rollback()
        else:
            session.commit()
            assert not found
    assert two.fingerprint() == before


def test_a_plain_session_on_a_pooled_connection_reaches_nothing_after_a_tenant_used_it(two: Two) -> None:
    for _ in range(20):  # whichever connection of the pool it gets
        with two.session() as session:
            assert session.scalars(select(Dossier.id)).all() == [two.our_complaint.dossier_id]
        with Session(two.installation.engine) as session:
            try:
                assert session.execute(select(T.c.id)).all() == []
            except REFUSALS:
                continue


def test_the_tenant_is_announced_again_after_commit_and_rollback(two: Two) -> None:
    with two.session() as session:
        query = select(T.c.id).where(T.c.tenant_id == two.ours.id)
        for end in (session.commit, session.rollback, session.commit):
            assert len(session.connection().execute(query).all()) == 1
            end()


def test_a_savepoint_that_is_rolled_back_keeps_its_tenant(two: Two) -> None:
    with two.session() as session:
        point = session.begin_nested()
        session.scalars(select(Dossier.id)).all()
        point.rollback()
        assert session.scalars(select(Dossier.id)).all() == [two.our_complaint.dossier_id]


def test_one_session_never_serves_two_tenants(two: Two) -> None:
    with two.session() as session, pytest.raises(CrossTenant):
        session.add(RegisterCounter(**_foreign_dossier(two)))
        session.flush()


def test_a_new_row_is_stamped_with_the_tenant_of_its_session(two: Two) -> None:
    with two.session() as session:
        row = RegisterCounter(scope="stempel", last=0)
        session.add(row)
        session.flush()
        assert row.tenant_id == two.ours.id
        session.rollback()


WRITES_IN_READING: dict[str, Callable[[TenantSession], Any]] = {
    "add": lambda s: (s.add(RegisterCounter(scope="x", last=0)), s.flush()),
    "update": lambda s: s.execute(update(Dossier).values(step="closed")),
    "delete": lambda s: s.execute(delete(Clock)),
    "insert_rows": lambda s: insert_rows(s, RecordHead, [{"id": uuid.uuid4(), "seq": 1, "hash": ""}]),
    "insert_many": lambda s: insert_many(s, RecordHead, 1, {"id": [uuid.uuid4()], "seq": 1, "hash": ""}),
    "change_many": lambda s: change_many(s, RecordHead, {"id": [uuid.uuid4()]}, {"seq": [2]}),
}


@pytest.mark.parametrize("way", WRITES_IN_READING)
def test_work_opened_for_reading_writes_nothing(two: Two, way: str) -> None:
    with two.session(write=False) as session, pytest.raises(ReadOnlyWork):
        WRITES_IN_READING[way](session)


def test_the_orm_says_which_fault_it_is(two: Two) -> None:
    with two.session() as session:
        with pytest.raises(UnguardedStatement):
            session.scalars(select(Dossier).from_statement(text("SELECT * FROM dossiers"))).all()
        with pytest.raises(UnguardedStatement):
            session.execute(insert(RegisterCounter).values(**_foreign_dossier(two)))
    with PlatformSession(two.installation.engine, write=False) as session, pytest.raises(NoTenant):
        session.scalars(select(Dossier)).all()


def test_an_entry_of_the_record_is_never_changed_or_removed(two: Two) -> None:
    tries = (
        "UPDATE record_entries SET event = 'x' WHERE tenant_id = :t",
        "DELETE FROM record_entries WHERE tenant_id = :t",
    )
    for statement in tries:
        with two.session() as session, pytest.raises(DBAPIError):
            session.execute(text(statement), {"t": two.bound(two.ours.id)})


def test_replacing_an_entry_is_refused_like_removing_it(two: Two) -> None:
    if two.installation.engine.dialect.name != "sqlite":
        statement = (
            "INSERT INTO record_entries SELECT * FROM record_entries WHERE tenant_id = :t "
            "ON CONFLICT (tenant_id, id) DO UPDATE SET event = 'x'"
        )
    else:
        statement = "REPLACE INTO record_entries SELECT * FROM record_entries WHERE tenant_id = :t"
    before = two.fingerprint()
    with two.session() as session, pytest.raises(REFUSALS):
        session.execute(text(statement), {"t": two.bound(two.ours.id)})
    assert two.fingerprint() == before


def test_what_has_no_tenant_is_exactly_this() -> None:
    free = {table.name for table in Base.metadata.tables.values()} - tenant_tables()
    door = {
        "second_factors",
        "recovery_codes",
        "sign_in_failures",
        "known_devices",
        "link_requests",
        "closed_doors",
        "taken_account_forms",
        "strongboxes",
        "strongbox_openings",
    }
    base = {"tenants", "accounts", "sessions", "account_tenants", "due_tenants", "heartbeats", "leases"}
    assert free == base | door
    assert DueTenant.__table__.primary_key.columns.keys() == ["tenant_id"]


def test_both_locks_are_on_every_tenants_table(two: Two, postgres: Postgres) -> None:
    engine: Engine = two.installation.engine
    if engine.dialect.name == "postgresql":
        with postgres.connect(str(engine.url.database)) as connection:
            rows = connection.execute(
                "SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity, p.polcmd, p.polpermissive, "
                "pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid) "
                "FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid"
            ).fetchall()
        assert {row[0] for row in rows} == tenant_tables()
        assert len(rows) == len(tenant_tables()), "one policy a table: a second permissive one would widen it"
        for _, on, forced, command, permissive, reads, writes in rows:
            assert (on, forced, command, permissive) == (True, True, "*", True)
            assert "app.tenant_id" in reads and reads == writes
        return
    raw = sqlite3.connect(str(engine.url.database))
    triggers = {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    raw.close()
    for table in tenant_tables():
        for act in ("insert", "update", "delete"):
            assert f"{table}_tenant_{act}" in triggers


def test_the_tenant_comes_first_in_every_key_of_the_database(two: Two) -> None:
    known = inspect(two.installation.engine)
    for table in tenant_tables():
        assert known.get_pk_constraint(table)["constrained_columns"] == ["tenant_id", "id"]
        for unique in known.get_unique_constraints(table):
            assert unique["column_names"][0] == "tenant_id", unique
        for index in known.get_indexes(table):
            assert index["column_names"][0] == "tenant_id", index
        for key in known.get_foreign_keys(table):
            if key["referred_table"] in tenant_tables():
                assert key["constrained_columns"][0] == key["referred_columns"][0] == "tenant_id", key
            assert key["options"].get("ondelete") is None


def test_no_column_has_the_name_of_a_tenants_table() -> None:
    columns = {column.name for table in Base.metadata.tables.values() for column in table.columns}
    assert not columns & tenant_tables()
