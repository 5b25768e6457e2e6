"""Statements made at random that look as if they keep to a tenant: guards in the right place, and in every wrong one."""

from collections.abc import Callable
from random import Random
from typing import Any

TABLES = (
    "dossiers",
    "dossiers",
    "clocks",
    '"dossiers"',
    "[clocks]",
    "`dossiers`",
    "'clocks'",
    "main.dossiers",
    "DOSSIERS",
)
ALIASES = (
    "",
    "",
    "d",
    "c",
    "x",
    "AS d",
    "AS x",
    'AS "d"',
    "dossiers",
    "AS clocks",
    "AS 'd'",
    "INDEXED",
    "NOT INDEXED",
)
JOINS = (
    "JOIN",
    "LEFT JOIN",
    "LEFT OUTER JOIN",
    "CROSS JOIN",
    ",",
    "RIGHT JOIN",
    "FULL OUTER JOIN",
    "NATURAL JOIN",
)
ENDS = ("", "", "", "", "", " ORDER BY 1", " LIMIT 3", " GROUP BY 1", " LIMIT ?")
COLUMNS = ("tenant_id", "tenant_id", '"tenant_id"', "TENANT_ID", "id", "'tenant_id'", "step")
SIGNS = ("=", "=", "=", "==", "IS", "<>", "<=", "LIKE", "IS NOT DISTINCT FROM")
VALUES = ("?", "?", "?", "(?)", "'A'", "?1", ":t", "-?", "?||''", "? COLLATE NOCASE", "CAST(? AS TEXT)")
PLAIN = ("1", "0", "id = ?", "id > 0", "step = 'or'", "step <> 'x and y'", "NULL")
AROUND = (  # what may undo a comparison, or does not
    "({})", "NOT {}", "NOT ({})", "{} IS NULL", "{} NOTNULL", "{} ISNULL", "{} IS NOT NULL", "({}) = 0", "{} = 0", "0 = {}",
    "1 BETWEEN 0 AND {}", "{} BETWEEN 0 AND 1", "id BETWEEN 0 AND 5 AND {}", "1 NOT BETWEEN 5 AND {}", "coalesce({}, 1)",
    "CASE WHEN {} THEN 1 ELSE 1 END", "CASE WHEN 0 AND {} AND 0 THEN 0 ELSE 1 END", "iif({}, 0, 1)", "{} || ''", "{} & 0",
    "{} COLLATE NOCASE", "{} IN (0, 1)", "{} IN (1) AND 1", "{} < 1", "~{}", "{} LIKE '%'", "{} GLOB '*'", "{} IS TRUE",
    "{} IS NOT TRUE", "(1, {}) = (1, 0)", "{} -> '$'", "{} /* x */ AND 1", "{} -- x\n OR 1", "/* {} */ 1", "{} | 1",
    "max(0, {}) >= 0", "{} << 1 = 0", "{} OR 1", "1 OR {}", "({} OR 1)", "{} AND 1 OR 1",
)  # fmt: skip


class Queries:
    """Statements over `dossiers`, `clocks` and `tenants`, the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def _one(self, *of: Any) -> Any:
        return self._random.choice(of)

    def _often(self, part: float) -> bool:
        return self._random.random() < part

    def _guard(self, alias: str) -> str:
        if self._often(0.8):
            return f"{alias}.tenant_id = ?" if self._often(0.8) else "tenant_id = ?"
        alias = self._one(alias, alias, "d", "c", "dossiers", "clocks", f"[{alias}]", alias.upper())
        column = self._one(*COLUMNS)
        left = self._one(f"{alias}.{column}", column, f"({alias}.{column})", f"+{alias}.{column}")
        return f"{left} {self._one(*SIGNS)} {self._one(*VALUES)}"

    def _condition(self, alias: str, depth: int = 3) -> str:
        if depth == 0 or self._often(0.4):
            return self._guard(alias)
        inner = self._condition(alias, depth - 1)
        if self._often(0.6):
            plain = self._one(*PLAIN)
            return self._one(f"{plain} AND {inner}", f"{inner} AND {plain}", f"({inner})")
        if self._often(0.3):
            query = self._select(depth - 1, columns="id")
            return self._one(
                f"EXISTS ({query})", f"NOT EXISTS ({query})", f"id IN ({query})", f"({query}) IS NULL"
            )
        return self._one(*AROUND).replace("{}", inner)

    def _source(self) -> tuple[str, str]:
        table, named = self._one(*TABLES), self._one(*ALIASES)
        own = table.strip("\"[]`'").split(".")[-1].lower()
        alias = named.removeprefix("AS ").strip("\"'") if named and "INDEXED" not in named else own
        return f"{table} {named}".strip(), alias

    def _sources(self, depth: int) -> tuple[str, list[str]]:
        first, alias = self._source()
        if self._often(0.45):
            return first, [alias]
        if depth and self._often(0.15):
            query = self._select(depth - 1)
            return self._one((f"({query}) AS x", ["x"]), (f"{first}, ({query})", [alias]))
        other, second = self._source()
        join = self._one(*JOINS)
        guard = self._guard(second)
        ons: tuple[str, ...] = (
            f"ON {guard}",
            f"ON id > 0 AND {guard}",
            f"ON {self._condition(second, 1)}",
            "USING (id)",
        )
        on = "" if join == "," or "NATURAL" in join else self._one(*ons)
        joined = f"{first} {join} {other} {on}".strip()
        return (f"({joined})" if self._often(0.1) else joined), [alias, second]

    def _select(self, depth: int = 2, columns: str = "") -> str:
        sources, aliases = self._sources(depth)
        alias = self._one(*aliases)
        wanted = [self._condition(alias, depth)]
        if len(aliases) > 1 and self._often(0.7):
            wanted = [self._guard(one) for one in aliases]
        where = f" WHERE {' AND '.join(wanted)}" if self._often(0.9) else ""
        end = self._one(*ENDS, f" GROUP BY 1 HAVING {self._guard(alias)}", f" ORDER BY {self._guard(alias)}")
        inner = f"({self._select(depth - 1, 'id')})" if depth else "1"
        columns = columns or self._one(
            "*", "1", "id", f"{alias}.step", "count(*)", "tenant_id = ?", inner, "max(id) OVER ()"
        )
        query = f"SELECT {self._one('', '', 'DISTINCT ')}{columns} FROM {sources}{where}{end}"
        if depth and not end and self._often(0.1):
            query += f" {self._one('UNION', 'UNION ALL', 'EXCEPT', 'INTERSECT')} {self._select(depth - 1, columns)}"
        return query

    def _with(self) -> str:
        name, kind = self._one("y", "y", "dossiers", "clocks"), self._one("", "", "MATERIALIZED ")
        source = self._one(name, name, "dossiers", "clocks", f"{name} JOIN dossiers d ON {self._guard('d')}")
        where = self._one("", f" WHERE {self._condition('dossiers', 1)}")
        return f"WITH {name} AS {kind}({self._select(1)}) SELECT * FROM {source}{where}"

    def _change(self) -> str:
        table, alias = self._source()
        where = self._one("", f" WHERE {self._condition(alias, 2)}", f" WHERE {self._condition(alias, 1)}")
        end = where + self._one("", "", " RETURNING id", f" RETURNING ({self._select(0, 'id')})")
        if self._often(0.4):
            return f"DELETE FROM {table}{end}"
        value = self._one("?", "'z'", f"({self._select(0, 'id')})", self._guard(alias))
        sources = self._one("", "", f" FROM {self._sources(1)[0]}")
        return f"UPDATE {self._one('', '', 'OR IGNORE ')}{table} SET step = {value}{sources}{end}"

    def _insert(self) -> str:
        into = f"INSERT {self._one('', '', 'OR REPLACE ')}INTO {self._one('clocks', 'dossiers', 'tenants')}"
        changed = f" ON CONFLICT DO UPDATE SET id = 1 WHERE {self._condition('clocks', 1)}"
        return f"{into} (id) {self._select(1, 'id')}{self._one('', changed)}"

    def statement(self) -> str:
        """One statement; not each is one SQLite understands."""
        kinds: tuple[Callable[[], str], ...] = (self._select,) * 6 + (
            self._with,
            self._change,
            self._change,
            self._insert,
        )
        return self._one(*kinds)()
