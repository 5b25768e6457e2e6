"""Read a SQLite statement: does every tenant's table in it have a `tenant_id = ?` that truly filters?

A comparison counts only where nothing can undo it: as a condition of its own, joined by AND, in the WHERE of
the very SELECT, UPDATE or DELETE that names the table, or in the ON of the join that brings the table in. One
inside OR, NOT, CASE, an expression or another query does not count. What cannot be read with certainty is not
run: comments, named or numbered parameters, RIGHT and FULL joins, `x IN table`.

This guards against mistakes in the program's own statements. Whoever can run any code in the process can read
the file.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from wederhoor.tenancy.tables import tenant_tables

SCHEMA_WORDS = frozenset({"create", "drop", "alter", "attach", "detach", "vacuum", "reindex"})
FREE_WORDS = frozenset({"pragma", "begin", "savepoint", "release", "rollback", "commit"})
_TOKEN = re.compile(
    r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|`[^`]*`|\[[^\]]*\]|--|/\*|\?\d*|[^\W\d]\w*|[\d.]*\d|\S", re.UNICODE
)
_JOINS = frozenset({",", "join", "left", "inner", "cross", "natural", "outer", "right", "full"})
_CLAUSES = frozenset({"where", "group", "having", "order", "limit", "window", "returning", "set", "values"})
_STARTS = frozenset({"select", "update", "delete", "insert", "replace"})
_AFTER_SOURCE = _JOINS | _CLAUSES | {"on", "using", "indexed", "not", "default"}


class _Unsure(Exception):
    """The statement cannot be shown to keep to its tenant."""


@dataclass(eq=False)
class _Group:
    """What stands between parentheses (`(`) or between CASE and END (`case`)."""

    kind: str
    nodes: "list[_Node]" = field(default_factory=list)

    @property
    def is_query(self) -> bool:
        return self.kind == "(" and bool(self.nodes) and self.nodes[0] in ("select", "with", "values")


_Node = str | int | _Group  # a word or sign, the position of a parameter, a group


@dataclass(eq=False)
class _Source:
    """A table in a FROM (None: a subquery or function), its alias, and the ON that brings it in."""

    table: str | None
    alias: str = ""
    on: list[_Node] = field(default_factory=list)


@lru_cache(maxsize=2048)
def is_schema_change(statement: str) -> bool:
    """Whether a statement changes the schema or copies the file, which only migrations do."""
    return _first_word(statement) in SCHEMA_WORDS


@lru_cache(maxsize=2048)
def tenant_binds(statement: str) -> tuple[int, ...] | None:
    """Positions of the parameters that must equal the tenant; () when a table is unguarded, None without one.

    The target of a plain INSERT is left to the database's trigger.
    """
    if _first_word(statement) in FREE_WORDS | SCHEMA_WORDS:
        return None
    tokens = _TOKEN.findall(statement)
    tables = tenant_tables()
    if not any(_name(token) in tables for token in tokens):
        return None
    try:
        return tuple(_query(_nest(tokens), tables, outermost=True)) or None
    except _Unsure:
        return ()


def _first_word(statement: str) -> str:
    found = re.match(r"\s*([A-Za-z]+)", statement)
    return found[1].lower() if found else ""


def _name(token: object) -> str:
    """A word or quoted name as the database compares it; SQLite takes 'x' for a name where it expects one."""
    if not isinstance(token, str):
        return ""
    return (token[1:-1] if token[:1] in "'\"`[" and len(token) > 1 else token).lower()


def _nest(tokens: Sequence[str]) -> list[_Node]:
    stack = [_Group(kind="")]
    question = 0
    for token in tokens:
        word = token.lower()
        if word in ("--", "/*", ":", "@", "$", "#", ";"):
            raise _Unsure(word)
        if word.startswith("?"):
            if word != "?":
                raise _Unsure(word)
            stack[-1].nodes.append(question)
            question += 1
        elif word in ("(", "case"):
            group = _Group(kind=word)
            stack[-1].nodes.append(group)
            stack.append(group)
        elif word in (")", "end"):
            if {")": "(", "end": "case"}[word] != stack.pop().kind:
                raise _Unsure(word)
        else:
            # quoted names become words, strings stay quoted: 'or' is no OR
            stack[-1].nodes.append(token if token.startswith("'") else _name(token))
    if len(stack) != 1:
        raise _Unsure("parentheses")
    return stack[0].nodes


def _query(nodes: Sequence[_Node], tables: frozenset[str], *, outermost: bool = False) -> Iterator[int]:
    """The positions that guard one query and every query inside it. Raises _Unsure."""
    for group in _inner_queries(nodes):
        yield from _query(group.nodes, tables)
    named = _mentions(nodes, tables)
    for core in _cores(nodes):
        sources, where, exempt = _regions(core, outermost=outermost)
        named -= exempt in tables
        conditions = list(_conditions(where))
        for source in sources:
            if source.table not in tables:
                continue
            named -= 1
            own = [*conditions, *_conditions(source.on)]
            found = [at for alias, at in own if alias == source.alias or (not alias and len(sources) == 1)]
            if not found:
                raise _Unsure(source.table)
            yield from found
    if named:
        raise _Unsure("a tenant's table outside FROM")


def _inner_queries(nodes: Sequence[_Node]) -> Iterator[_Group]:
    for node in nodes:
        if isinstance(node, _Group):
            if node.is_query:
                yield node
            else:
                yield from _inner_queries(node.nodes)


def _mentions(nodes: Sequence[_Node], tables: frozenset[str]) -> int:
    """How often a tenant's table is named in this query itself, other than before a column."""
    count = 0
    for i, node in enumerate(nodes):
        if isinstance(node, _Group):
            count += 0 if node.is_query else _mentions(node.nodes, tables)
        elif _name(node) in tables and nodes[i + 1 : i + 2] != ["."]:
            string = isinstance(node, str) and node.startswith("'")
            before = nodes[i - 1] if i else ""
            count += not string or before in ("from", "join", "update", "into", "in", ",", ".")
    return count


def _cores(nodes: Sequence[_Node]) -> Iterator[list[_Node]]:
    """The parts that each have their own FROM and WHERE: either side of a UNION, the SELECT of an INSERT."""
    core: list[_Node] = []
    for i, node in enumerate(nodes):
        starts = node in _STARTS and not (node == "update" and nodes[i - 1 : i] == ["do"])
        if starts or node in ("union", "intersect", "except"):
            yield core
            core = []
        core.append(node)
    yield core


def _regions(core: Sequence[_Node], *, outermost: bool) -> tuple[list[_Source], list[_Node], str]:
    """The sources of a core, its WHERE, and the target of a plain INSERT."""
    exempt, at = "", 0
    kind = core[0] if core else ""
    if outermost and kind == "insert" and core[1:2] == ["into"] and core[3:4] != ["."]:
        exempt, at = _name(core[2]), 3
    region = "from" if kind == "update" else ""
    froms: list[_Node] = []
    where: list[_Node] = []
    for i in range(at, len(core)):
        node = core[i]
        if node == "from" and core[i - 1 : i] != ["distinct"]:  # not IS DISTINCT FROM
            froms.append(",")
            region = "from"
        elif isinstance(node, str) and node in _CLAUSES:
            region = node
        elif node == "on" and region != "from":
            region = "conflict"
        elif region == "from" and i > 0:
            froms.append(node)
        elif region == "where":
            where.append(node)
    return _sources(froms), where, exempt


def _sources(nodes: Sequence[_Node]) -> list[_Source]:
    flat = list(_flattened(nodes))
    sources: list[_Source] = []
    i = 0
    while i < len(flat):
        if flat[i] in _JOINS:
            if flat[i] in ("right", "full"):
                raise _Unsure(str(flat[i]))
            i += 1
            continue
        source, i = _source(flat, i)
        sources.append(source)
    return sources


def _flattened(nodes: Sequence[_Node]) -> Iterator[_Node]:
    """Without the parentheses around joins."""
    at_source = True
    for i, node in enumerate(nodes):
        if isinstance(node, _Group) and not node.is_query and at_source and node.kind == "(":
            yield from _flattened(node.nodes)
        else:
            yield node
        at_source = node in (",", "join") or (i == 0 and node in _JOINS)


def _source(flat: Sequence[_Node], i: int) -> tuple[_Source, int]:
    node = flat[i]
    source = _Source(table=None)
    i += 1
    if isinstance(node, str):
        while flat[i : i + 1] == ["."]:
            node, i = flat[i + 1], i + 2
        source.table = source.alias = _name(node)
        if i < len(flat) and isinstance(flat[i], _Group):  # a function that gives rows
            source.table, i = None, i + 1
    if flat[i : i + 1] == ["as"]:
        source.alias, i = _name(flat[i + 1]), i + 2
    elif i < len(flat) and isinstance(flat[i], str) and flat[i] not in _AFTER_SOURCE:
        source.alias, i = _name(flat[i]), i + 1
    collecting = False
    while i < len(flat) and flat[i] not in _JOINS:
        if flat[i] == "on":
            collecting = True
        elif collecting:
            source.on.append(flat[i])
        i += 1
    return source, i


def _conditions(nodes: Sequence[_Node]) -> Iterator[tuple[str, int]]:
    """(alias, position) of every `alias.tenant_id = ?` that must hold for the whole to hold."""
    if "or" in nodes:
        return
    part: list[_Node] = []
    between = 0
    for node in [*nodes, "and"]:
        if node == "between":
            between += 1
        if node != "and" or between:
            between -= node == "and"
            part.append(node)
            continue
        match part:
            case [_Group(kind="(") as group] if not group.is_query:
                yield from _conditions(group.nodes)
            case [str(alias), ".", "tenant_id", "=", int(position)]:
                yield alias, position
            case ["tenant_id", "=", int(position)]:
                yield "", position
        part = []
