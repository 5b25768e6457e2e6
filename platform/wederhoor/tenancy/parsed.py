"""The parameters of a SQLite statement that keep each of its tenant's tables to one tenant, read with sqlglot.

sqlglot takes more than SQLite does, and some of it otherwise. So nothing rests on its word alone that a table is not
there: every mention of a tenant's table among the signs of the statement has to be one that was found guarded.
"""

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from sqlglot import Token, TokenType, exp
from sqlglot.dialects.sqlite import SQLite
from sqlglot.errors import SqlglotError
from sqlglot.parsers.sqlite import SQLiteParser

_REFUSED = frozenset({TokenType.PARAMETER, TokenType.COLON, TokenType.SEMICOLON, TokenType.HASH})
_BEFORE_A_TABLE = frozenset({"from", "join", "update", "into", "in", ",", "."})
_STATEMENTS = (exp.Select, exp.SetOperation, exp.Insert, exp.Update, exp.Delete)


class Unsure(Exception):
    """The statement cannot be shown to keep to its tenant."""


class _Parser(SQLiteParser):
    """The parser of SQLite; it names each `?` by where it stands, and knows no other parameter."""

    PLACEHOLDER_PARSERS: ClassVar[dict[TokenType, Any]] = {
        TokenType.PLACEHOLDER: lambda self: self.expression(exp.Placeholder(this=str(self._prev.start)))
    }


_SQLITE = SQLite()


def read(statement: str, tables: frozenset[str]) -> tuple[int, ...] | None:
    """Positions of the parameters each tenant's table is compared with; None when it has no such table. Raises Unsure."""
    try:
        tokens = _SQLITE.tokenize(statement)
        trees = _Parser(dialect=_SQLITE).parse(tokens, statement)
    except SqlglotError as error:
        raise Unsure("unreadable") from error
    if any(token.comments or token.token_type in _REFUSED for token in tokens):
        raise Unsure("a comment, a second statement, or a parameter with a name")
    tree = trees[0] if len(trees) == 1 else None
    if not isinstance(tree, _STATEMENTS) or tree.find(exp.Command):
        raise Unsure("not a statement that is known")
    places = [str(token.start) for token in tokens if token.token_type is TokenType.PLACEHOLDER]
    guards = list(_guards(tree, tables, _mentions(tokens, tables)))
    return tuple(places.index(one.name) for one in guards) or None


def _mentions(tokens: Sequence[Token], tables: frozenset[str]) -> int:
    """How often a tenant's table is named, other than before a column; SQLite takes 'x' for a name where it expects one."""
    count = 0
    for before, token, after in zip([None, *tokens], tokens, [*tokens[1:], None], strict=False):
        if token.text.lower() not in tables or (after and after.token_type is TokenType.DOT):
            continue
        string = token.token_type is TokenType.STRING
        count += not string or (before is not None and before.text.lower() in _BEFORE_A_TABLE)
    return count


def _guards(tree: exp.Expression, tables: frozenset[str], mentions: int) -> Iterator[exp.Placeholder]:
    """The parameters that guard the tables of a statement and of every query inside it. Raises Unsure."""
    if any(join.side in ("RIGHT", "FULL") for join in tree.find_all(exp.Join)):
        raise Unsure("a join that keeps what its ON leaves out")
    target = _target(tree)
    for table in tree.find_all(exp.Table):
        if not isinstance(table.this, exp.Identifier) or table.name.lower() not in tables:
            continue
        mentions -= 1
        if table is target:
            continue
        statement, joined_on = _place(table)
        where = statement.args.get("where")
        alias, alone = table.alias_or_name.lower(), _sources(statement) == 1
        conditions = [*_conditions(where and where.this), *_conditions(joined_on)]
        found = [one for name, one in conditions if name == alias or (not name and alone)]
        if not found:
            raise Unsure(table.name)
        yield from found
    if mentions:
        raise Unsure("a tenant's table where none is expected")


def _target(tree: exp.Expression) -> exp.Expression | None:
    """The table a plain INSERT (not OR REPLACE) of the whole statement writes to."""
    if not isinstance(tree, exp.Insert) or tree.args.get("alternative") or tree.args.get("overwrite"):
        return None
    table = tree.this.this if isinstance(tree.this, exp.Schema) else tree.this
    return None if not isinstance(table, exp.Table) or table.db else table


def _place(table: exp.Table) -> tuple[exp.Expression, exp.Expression | None]:
    """The SELECT, UPDATE or DELETE that reads a table, and the ON of the join that brings it in. Raises Unsure."""
    joined_on: exp.Expression | None = None
    node: exp.Expression = table
    while (parent := node.parent) is not None:
        if isinstance(parent, exp.Select | exp.Update | exp.Delete):
            if isinstance(node, exp.From | exp.Join) or node is parent.this:
                return parent, joined_on
            break
        if isinstance(parent, exp.Join):
            joined_on = joined_on or parent.args.get("on")
        elif not isinstance(parent, exp.From | exp.Table | exp.Subquery):
            break
        node = parent
    raise Unsure(table.name)


def _sources(statement: exp.Expression) -> int:
    """How many tables and queries a statement takes columns from."""
    froms = [statement.args.get("from_"), *(statement.args.get("joins") or ())]
    own = 0 if isinstance(statement, exp.Select) else 1
    return own + sum(_joined(one.this) for one in froms if one is not None)


def _joined(source: exp.Expression) -> int:
    if isinstance(source, exp.Subquery) and isinstance(source.this, exp.Table):
        return _joined(source.this)  # the parentheses around joins
    return 1 + sum(_joined(join.this) for join in source.args.get("joins") or ())


def _conditions(node: exp.Expression | None) -> Iterator[tuple[str, exp.Placeholder]]:
    """(alias, parameter) of every `alias.tenant_id = ?` that must hold for the whole to hold."""
    waiting = [node]
    while waiting:
        match waiting.pop():
            case exp.Paren() as group:
                waiting.append(group.this)
            case exp.And() as both:
                waiting += [both.expression, both.this]
            case exp.EQ(this=exp.Column() as column, expression=exp.Placeholder() as parameter):
                if column.name.lower() == "tenant_id" and not column.db:
                    yield column.table.lower(), parameter
