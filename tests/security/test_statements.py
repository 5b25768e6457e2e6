"""The reader of SQLite statements: only a comparison that truly filters counts."""

import pytest

from wederhoor import schema
from wederhoor.tenancy.statements import is_schema_change, tenant_binds

assert schema, "every table is known"

GUARDED = {
    "SELECT id FROM dossiers WHERE tenant_id = ?": (0,),
    "SELECT id FROM dossiers WHERE dossiers.id = ? AND dossiers.tenant_id = ?": (1,),
    "SELECT d.id FROM dossiers AS d WHERE (d.id = ? OR d.id = ?) AND d.tenant_id = ? ORDER BY d.id": (2,),
    "SELECT d.id FROM dossiers d JOIN clocks c ON c.dossier_id = d.id AND c.tenant_id = ? "
    "WHERE d.tenant_id = ?": (0, 1),
    "SELECT d.id FROM dossiers d LEFT OUTER JOIN clocks c ON c.dossier_id = d.id AND c.tenant_id = ? "
    "WHERE d.tenant_id = ?": (0, 1),
    "SELECT 1 WHERE EXISTS (SELECT * FROM access WHERE access.tenant_id = ? AND access.kind = ?)": (0,),
    "SELECT x.id FROM (SELECT id FROM dossiers WHERE tenant_id = ?) AS x": (0,),
    "WITH x AS (SELECT id FROM dossiers WHERE tenant_id = ?) SELECT * FROM x": (0,),
    "SELECT id FROM dossiers WHERE tenant_id = ? UNION ALL SELECT id FROM clocks WHERE tenant_id = ?": (0, 1),
    "SELECT d.id FROM (dossiers d JOIN clocks c ON c.tenant_id = ?) WHERE d.tenant_id = ?": (0, 1),
    "UPDATE dossiers SET step = ? WHERE dossiers.tenant_id = ? AND dossiers.id = ?": (1,),
    "DELETE FROM clocks WHERE clocks.tenant_id = ?": (0,),
    'SELECT "d".id FROM "dossiers" AS "d" WHERE "d"."tenant_id" = ?': (0,),
    "SELECT id FROM dossiers WHERE ((tenant_id = ?) AND id = ?)": (0,),
    "SELECT id FROM dossiers WHERE id BETWEEN ? AND ? AND tenant_id = ?": (2,),
    "SELECT id FROM dossiers WHERE number = 'a or b' AND tenant_id = ?": (0,),
    "INSERT INTO clocks (id) SELECT id FROM dossiers WHERE tenant_id = ?": (0,),
}
UNGUARDED = [
    "SELECT id FROM dossiers",
    "SELECT id FROM dossiers WHERE tenant_id = ? OR 1 = 1",
    "SELECT id FROM dossiers WHERE (tenant_id = ? OR 1 = 1)",
    "SELECT id FROM dossiers WHERE id = ? AND tenant_id = ? OR 1 = 1",
    "SELECT id FROM dossiers WHERE NOT tenant_id = ?",
    "SELECT id FROM dossiers WHERE NOT (tenant_id = ?)",
    "SELECT id FROM dossiers WHERE (tenant_id = ?) IS NOT NULL",
    "SELECT id FROM dossiers WHERE tenant_id = ? IS NOT NULL",
    "SELECT id FROM dossiers WHERE 1 <> tenant_id = ?",
    "SELECT id FROM dossiers WHERE id BETWEEN 0 AND tenant_id = ?",
    "SELECT id FROM dossiers WHERE CASE WHEN 0 AND tenant_id = ? AND 0 THEN 0 ELSE 1 END",
    "SELECT id FROM dossiers WHERE coalesce(tenant_id = ?, 1)",
    "SELECT tenant_id = ? FROM dossiers",
    "SELECT id FROM dossiers GROUP BY tenant_id = ?",
    "SELECT id FROM dossiers GROUP BY id HAVING tenant_id = ?",
    "SELECT id FROM dossiers ORDER BY tenant_id = ?",
    "SELECT id FROM dossiers WHERE id IN (SELECT id FROM dossiers WHERE dossiers.tenant_id = ?)",
    "SELECT * FROM dossiers, (SELECT 1 FROM dossiers WHERE dossiers.tenant_id = ?)",
    "SELECT * FROM dossiers WHERE EXISTS (SELECT 1 WHERE dossiers.tenant_id = ?)",
    "SELECT d.id FROM dossiers d LEFT JOIN clocks c ON d.tenant_id = ? AND c.tenant_id = ?",
    "SELECT d.id FROM dossiers d RIGHT JOIN clocks c ON c.tenant_id = ? WHERE d.tenant_id = ?",
    "SELECT d.id FROM dossiers d FULL JOIN clocks c ON c.tenant_id = ? WHERE d.tenant_id = ?",
    "SELECT d.id FROM dossiers d JOIN clocks c ON c.dossier_id = d.id WHERE d.tenant_id = ?",
    "SELECT d.id FROM dossiers d, clocks WHERE tenant_id = ?",
    "SELECT id FROM dossiers WHERE tenant_id = ? UNION SELECT id FROM dossiers",
    "SELECT id FROM DOSSIERS",
    "SELECT id FROM main.dossiers",
    "SELECT id FROM 'dossiers'",
    "SELECT id FROM [dossiers]",
    "SELECT id FROM `dossiers`",
    "SELECT 1 WHERE 1 IN dossiers",
    "SELECT id /* WHERE tenant_id = ? */ FROM dossiers WHERE 1 OR id = ?",
    "SELECT id FROM dossiers -- WHERE tenant_id = ?",
    "SELECT id FROM dossiers WHERE tenant_id = ?2 AND id <> ?1",
    "SELECT id FROM dossiers WHERE tenant_id = :t",
    "SELECT id FROM dossiers WHERE tenant_id = 'x'",
    "SELECT id FROM dossiers WHERE tenant_id <> ?",
    "SELECT id FROM dossiers WHERE tenant_id IN (?)",
    "UPDATE dossiers SET tenant_id = ?",
    "UPDATE dossiers SET step = ?",
    "UPDATE dossiers SET step = x.step FROM clocks x WHERE dossiers.tenant_id = ?",
    "DELETE FROM clocks",
    "INSERT OR REPLACE INTO clocks (id) VALUES (?)",
    "INSERT INTO clocks (id) SELECT id FROM dossiers",
    "INSERT INTO tenants (id) SELECT id FROM dossiers",
    "WITH x AS (SELECT id FROM dossiers) SELECT * FROM x",
    "WITH dossiers AS (SELECT 1) SELECT * FROM dossiers",
]
FREE = [
    "SELECT id FROM tenants WHERE slug = ?",
    "SELECT name FROM tenants WHERE name = 'clocks'",
    "PRAGMA table_info(dossiers)",
    "INSERT INTO clocks (tenant_id, id) VALUES (?, ?)",
    "BEGIN IMMEDIATE",
]


@pytest.mark.parametrize(("statement", "positions"), GUARDED.items())
def test_a_comparison_that_filters_is_found(statement: str, positions: tuple[int, ...]) -> None:
    assert sorted(tenant_binds(statement) or ()) == list(positions)


@pytest.mark.parametrize("statement", UNGUARDED)
def test_a_comparison_that_does_not_filter_does_not_count(statement: str) -> None:
    assert tenant_binds(statement) == ()


@pytest.mark.parametrize("statement", FREE)
def test_a_statement_without_a_tenants_table_is_left_alone(statement: str) -> None:
    assert tenant_binds(statement) is None


@pytest.mark.parametrize(
    "statement", ["create view x as select * from dossiers", "  ATTACH 'x' AS y", "VACUUM"]
)
def test_only_a_migration_changes_the_schema(statement: str) -> None:
    assert is_schema_change(statement)
