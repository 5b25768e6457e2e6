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
    "SELECT id FROM dossiers d WHERE D.TENANT_ID = ? AND '' <> '-- /* ?'": (0,),
    "SELECT 'It''s ?', \"a?\" FROM dossiers WHERE id = ? AND tenant_id = ?": (1,),
    "SELECT d.id FROM dossiers d WHERE d.tenant_id = ? AND d.id IN (SELECT d.id FROM clocks d WHERE d.tenant_id = ?)": (
        0,
        1,
    ),
    "SELECT a.id FROM dossiers a JOIN dossiers b ON b.tenant_id = ? AND b.id = a.id WHERE a.tenant_id = ?": (
        0,
        1,
    ),
    "UPDATE dossiers SET step = x.step FROM clocks x WHERE dossiers.tenant_id = ? AND x.tenant_id = ?": (
        0,
        1,
    ),
    "UPDATE clocks SET id = (SELECT max(id) FROM dossiers WHERE tenant_id = ?) WHERE tenant_id = ? RETURNING id": (
        0,
        1,
    ),
    "INSERT INTO clocks (id) VALUES (?) ON CONFLICT (id) DO UPDATE SET id = (SELECT 1 FROM dossiers WHERE tenant_id = ?)": (
        1,
    ),
    "WITH RECURSIVE x (id) AS (SELECT id FROM dossiers WHERE tenant_id = ? UNION ALL SELECT id + 1 FROM x) "
    "SELECT c.id FROM clocks c JOIN x ON x.id = c.id WHERE c.tenant_id = ?": (0, 1),
    "EXPLAIN QUERY PLAN SELECT id FROM dossiers WHERE id = ? AND tenant_id = ?": (1,),
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
    "WITH dossiers AS (SELECT 1 AS tenant_id) SELECT * FROM dossiers WHERE tenant_id = ?",
    "WITH x AS (SELECT id FROM dossiers WHERE tenant_id = ?) SELECT * FROM x, clocks",
    "WITH x AS (SELECT id FROM dossiers) SELECT * FROM x JOIN clocks c ON c.tenant_id = ?",
    "SELECT id FROM dossiers WHERE (1, tenant_id = ?) = (1, 0)",
    "SELECT id FROM dossiers WHERE tenant_id = ? COLLATE NOCASE",
    "SELECT id FROM dossiers WHERE tenant_id = ? || ''",
    "SELECT id FROM dossiers WHERE tenant_id = ? NOTNULL",
    "SELECT id FROM dossiers WHERE tenant_id = ? IN (0, 1)",
    "SELECT id FROM dossiers WHERE tenant_id = ? = 0",
    "SELECT id FROM dossiers WHERE 'tenant_id' = ?",
    "SELECT id FROM dossiers WHERE EXISTS (SELECT 1 FROM clocks WHERE clocks.tenant_id = ? AND dossiers.tenant_id = ?)",
    "SELECT d.id FROM dossiers d WHERE d.tenant_id = ? AND NOT EXISTS (SELECT 1 FROM dossiers d WHERE d.tenant_id = ? OR d.id = 1)",
    "SELECT d.id FROM dossiers d WHERE x.tenant_id = ?",
    "SELECT d.id FROM dossiers d WHERE dossiers.tenant_id = ?",
    "SELECT d.id FROM dossiers d JOIN clocks c ON d.tenant_id = ? WHERE d.tenant_id = ?",
    "SELECT d.id FROM dossiers d JOIN clocks c USING (tenant_id) WHERE d.tenant_id = ?",
    "SELECT d.id FROM dossiers d NATURAL JOIN clocks WHERE d.tenant_id = ?",
    "SELECT id FROM dossiers WHERE tenant_id = ? UNION SELECT id FROM clocks WHERE id = ? ORDER BY 1",
    "SELECT id FROM dossiers EXCEPT SELECT id FROM dossiers WHERE tenant_id = ?",
    "SELECT id FROM dossiers /* x */ WHERE tenant_id = ?",
    "SELECT id FROM dossiers WHERE tenant_id = ? /* /* */ OR 1 -- */",
    "SELECT id FROM dossiers WHERE tenant_id = ?; DELETE FROM clocks",
    "SELECT id FROM dossiers WHERE tenant_id = @t",
    "SELECT id FROM dossiers WHERE tenant_id = $t",
    "SELECT (SELECT id FROM clocks) FROM dossiers WHERE tenant_id = ?",
    "UPDATE dossiers SET step = (SELECT id FROM clocks) WHERE tenant_id = ?",
    "UPDATE dossiers SET step = ? WHERE tenant_id = ? OR id = ?",
    "UPDATE dossiers SET step = ? WHERE tenant_id = ? RETURNING (SELECT id FROM clocks)",
    "UPDATE OR IGNORE 'clocks' SET id = ?",
    "DELETE FROM clocks WHERE id IN (SELECT id FROM clocks WHERE tenant_id = ?)",
    "DELETE FROM clocks WHERE NOT (tenant_id = ? AND id = ?)",
    "INSERT INTO clocks (id) SELECT id FROM dossiers WHERE id = ? ON CONFLICT DO UPDATE SET id = ? WHERE 1 AND tenant_id = ?",
    "INSERT INTO clocks (id) VALUES ((SELECT id FROM dossiers))",
    "REPLACE INTO clocks (id) VALUES (?)",
    "VALUES ((SELECT id FROM dossiers))",
    "EXPLAIN SELECT id FROM dossiers",
    "ANALYZE dossiers",
    "SELECT FROM WHERE dossiers",
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
