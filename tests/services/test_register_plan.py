"""The register stays as fast with a hundred thousand dossiers as with a thousand: an index in order, nothing sorted."""

import uuid
from typing import Any

import pytest
from sqlalchemy import Select, event
from tests.bench.world import World
from tests.support.postgres import Postgres
from tests.support.world import Organisation

from wederhoor.desk.queries import late_statement, register_statement
from wederhoor.desk.searching import search_statement
from wederhoor.tenancy.locks import TenantSession, read_rows
from wederhoor.work import Installation, utc_now

MANY = 3_000
PLANS = ("x",)
INDEXES = {
    "": ("ix_dossiers_newest",),
    "open": ("ix_dossiers_open", "ix_dossiers_newest"),  # the planner's choice: both are in order
    "step": ("ix_dossiers_step",),
}
VALUES = {
    "account": uuid.uuid4(),
    "now": utc_now(),
    "after": utc_now(),
    "after_id": uuid.uuid4(),
    "step": "assess",
    "category": "treatment",
    "today": utc_now().date(),
    "key": b"",
    "number": "2999",
    "number_end": "299:",
}


def plan_of(session: TenantSession, statement: Select[Any], **more: Any) -> str:
    """What the database says it will do with the statement as it reached it."""
    connection = session.connection()
    asked: list[tuple[str, Any]] = []

    def listen(_c: object, _cursor: object, sql: str, parameters: Any, _ctx: object, _many: bool) -> None:
        asked.append((sql, parameters))

    event.listen(connection, "before_cursor_execute", listen)
    names = set(statement.compile().params)
    values = {name: value for name, value in (VALUES | more).items() if name in names}
    read_rows(session, statement, **values)
    event.remove(connection, "before_cursor_execute", listen)
    explain = "EXPLAIN QUERY PLAN " if connection.dialect.name == "sqlite" else "EXPLAIN "
    sql, parameters = asked[-1]
    return "\n".join(str(row[-1]) for row in connection.exec_driver_sql(explain + sql, parameters).all())


def test_a_page_of_the_register_walks_an_index_and_sorts_nothing(
    installation: Installation, lumens: Organisation, request: pytest.FixtureRequest
) -> None:
    World.of(installation).fill(lumens.id, 0, MANY)
    if installation.engine.dialect.name == "postgresql":
        server: Postgres = request.getfixturevalue("postgres")
        with server.connect(str(installation.engine.url.database)) as connection:
            connection.execute("ANALYZE")
    dialect = installation.engine.dialect.name
    with TenantSession(installation.engine, lumens.id, write=False) as session:
        for later in (False, True):
            for condition, index in INDEXES.items():
                names = frozenset({condition} - {""})
                plan = plan_of(session, register_statement(names, later, PLANS))
                assert any(name in plan for name in index), (condition, later, plan)
                assert "ix_clocks_next" in plan, "each dossier's first due date, in order"
                assert "ix_clocks_due" not in plan, "every clock that runs, to find those of one page"
                _walks(plan)
            _walks(plan_of(session, register_statement(frozenset({"category"}), later, PLANS)))
            _walks(plan_of(session, late_statement(frozenset(), later, PLANS)))
            for kind in ("number", "pieces", "email", "phone"):
                plan = plan_of(session, search_statement(kind, 0, frozenset(), False, later, dialect, PLANS))
                for table in (
                    "dossiers",
                    "parties",
                    "dossier_tokens",
                ):  # what an index found may be sorted
                    assert f"Seq Scan on {table} " not in plan, plan
                    assert f"SCAN {table}\n" not in f"{plan}\n", plan
                assert "id<?)" not in plan.replace("dossier_id<?)", ""), (
                    f"every party before this one: {plan}"
                )


def _walks(plan: str) -> None:
    for slow in ("TEMP B-TREE", "Sort", "Seq Scan on dossiers", "Seq Scan on parties", "SCAN dossiers"):
        assert slow not in plan, plan
