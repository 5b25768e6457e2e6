"""The register stays as fast with a hundred thousand dossiers as with a thousand: an index in order, nothing sorted."""

import uuid

import pytest
from tests.bench.world import World
from tests.support.postgres import Postgres
from tests.support.world import Organisation

from wederhoor.desk.queries import register_statement
from wederhoor.tenancy.locks import TenantSession
from wederhoor.work import Installation, utc_now

MANY = 3_000
INDEXES = {"": "ix_dossiers_newest", "open": "ix_dossiers_open", "step": "ix_dossiers_step"}
VALUES = {
    "account": uuid.uuid4(),
    "now": utc_now(),
    "filed_at": utc_now(),
    "id": uuid.uuid4(),
    "step": "assess",
}


def plan_of(session: TenantSession, status: str, later: bool) -> str:
    """What the database says it will do."""
    statement = register_statement(status, later)
    connection = session.connection()
    values = {name: value for name, value in VALUES.items() if name in statement.compile().params}
    compiled = statement.params(tenant=session.tenant_id, **values).compile(connection.engine)
    explain = "EXPLAIN QUERY PLAN " if connection.dialect.name == "sqlite" else "EXPLAIN "
    bound = compiled.construct_params()
    if connection.dialect.name == "sqlite":
        processed = [
            compiled._bind_processors.get(name, lambda value: value)(bound[name])
            for name in compiled.positiontup or ()
        ]
        rows = connection.exec_driver_sql(explain + str(compiled), tuple(processed)).all()
        return "\n".join(str(row[-1]) for row in rows)
    rows = connection.exec_driver_sql(explain + str(compiled), bound).all()
    return "\n".join(str(row[0]) for row in rows)


def test_a_page_of_the_register_walks_an_index_and_sorts_nothing(
    installation: Installation, lumens: Organisation, request: pytest.FixtureRequest
) -> None:
    World.of(installation).fill(lumens.id, 0, MANY)
    if installation.engine.dialect.name == "postgresql":
        server: Postgres = request.getfixturevalue("postgres")
        with server.connect(str(installation.engine.url.database)) as connection:
            connection.execute("ANALYZE")
    with TenantSession(installation.engine, lumens.id, write=False) as session:
        for status, index in INDEXES.items():
            for later in (False, True):
                plan = plan_of(session, status, later)
                assert index in plan, (status, later, plan)
                for slow in ("TEMP B-TREE", "Sort", "Seq Scan on dossiers"):
                    assert slow not in plan, (status, later, plan)
