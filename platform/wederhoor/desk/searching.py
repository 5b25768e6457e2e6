"""Looking something up in the register: by number, e-mail address, telephone number, or pieces of words (decision 16).

Each way walks the index of what was searched for, newest dossier first; every condition, the bars included, is in the statement.
"""

import uuid
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, exists, func, literal, select
from sqlalchemy.types import Uuid

from wederhoor.desk.matters import Plans, columns, plans
from wederhoor.desk.narrowing import CONDITIONS, PAGE, SEEN, has_late, one_more
from wederhoor.dossiers.finding import tokens_looked_for
from wederhoor.dossiers.names import email_key
from wederhoor.dossiers.tables import Dossier, DossierToken, Party
from wederhoor.rules import typed
from wederhoor.tenancy.locks import read_rows
from wederhoor.work import Work

SHORTEST_NUMBER = 3
MOST_WORDS = 6
"""How many words of what was typed are looked for."""
_D, _P, _TOKENS = Dossier.__table__, Party.__table__, DossierToken.__table__


@lru_cache(maxsize=256)
def search_statement(
    kind: str,
    more: int,
    conditions: frozenset[str],
    late: bool,
    later: bool,
    dialect: str,
    plans: Plans = (),
    size: int = PAGE,
) -> Select[Any]:
    """Newest first among what was searched for: `email`, `phone`, or `pieces` of words, `more` beside the first.

    `number` has no later page: who does not see the right one types more of it.
    """
    query = select(*columns(plans))
    if kind == "number":
        below, above = (">=", "<") if dialect == "sqlite" else ("~>=~", "~<~")
        query = query.where(
            _D.c.number.op(below)(bindparam("number")), _D.c.number.op(above)(bindparam("number_end"))
        )
        order: Any = _D.c.number
    else:
        table, column = (_TOKENS, "token") if kind == "pieces" else (_P, f"{kind}_hash")
        order, key = table.c.dossier_id, table.c[column]
        query = query.select_from(
            table.join(_D, and_(_D.c.tenant_id == table.c.tenant_id, _D.c.id == table.c.dossier_id))
        ).where(table.c.tenant_id == bindparam("tenant"), key == bindparam("key"))
        if table is _P:  # two of one name in a dossier are one row of a page
            before = _P.alias("before")
            query = query.where(
                ~exists(
                    select(literal(1)).where(
                        before.c.tenant_id == bindparam("tenant"),
                        before.c[f"{kind}_hash"] == bindparam("key"),
                        before.c.dossier_id == _P.c.dossier_id,
                        func.coalesce(before.c.id, before.c.id)
                        < _P.c.id,  # or SQLite walks all of them by id
                    )
                )
            )
        for n in range(more):
            other = table.alias(f"word_{n}")
            query = query.where(
                exists(
                    select(literal(1)).where(
                        other.c.tenant_id == bindparam("tenant"),
                        other.c[column] == bindparam(f"key_{n}"),
                        other.c.dossier_id == table.c.dossier_id,
                    )
                )
            )
    query = query.where(*SEEN, *(CONDITIONS[name] for name in sorted(conditions)))
    if late:
        query = query.where(has_late(plans))
    if later and kind != "number":
        query = query.where(order < bindparam("after_id", type_=Uuid))
    if kind != "number" or dialect == "sqlite":  # elsewhere the index that finds them has another order
        query = query.order_by(order.desc())
    return query.limit(one_more(size))


def look_up(
    work: Work,
    text: str,
    conditions: frozenset[str],
    values: dict[str, Any],
    *,
    late: bool,
    later: bool,
    size: int = PAGE,
) -> list[Any]:
    """Rows of every way to look a text up, newest first, each dossier once; only by number when one begins like that."""
    dialect, planned = work.session.connection().dialect.name, plans(work)
    rows: dict[uuid.UUID, Any] = {}
    for keys in filter(None, map(_number, dict.fromkeys((text, text.upper())))):
        statement = search_statement("number", 0, conditions, late, False, dialect, planned, size)
        if by_number := read_rows(work.session, statement, **values, **keys):
            return sorted(by_number, key=lambda row: row.number, reverse=True)
    for kind, keys in _ways(work, text):
        bound = values | keys
        more = sum(name.startswith("key_") for name in keys)
        statement = search_statement(kind, more, conditions, late, later, dialect, planned, size)
        rows |= {row.id: row for row in read_rows(work.session, statement, **bound)}
    return sorted(rows.values(), key=lambda row: row.id, reverse=True)[: size + 1]


def _number(text: str) -> dict[str, str] | None:
    """The range of register numbers that begin with a text; None when it cannot be the beginning of one."""
    if len(text) < SHORTEST_NUMBER or " " in text or "@" in text or not any(c.isdigit() for c in text):
        return None
    return {"number": text, "number_end": text[:-1] + chr(ord(text[-1]) + 1)}


def _ways(work: Work, text: str) -> list[tuple[str, dict[str, Any]]]:
    """How a text can be looked up: (kind, what to bind)."""
    if "@" in text:
        return [("email", {"key": email_key(work, text)})]
    digits = typed.telephone(text)
    ways: list[tuple[str, dict[str, Any]]] = []
    if len(digits) >= 8 and all(c in "0123456789+()- ./" for c in typed.telephone_line(text)):
        ways.append(("phone", {"key": work.vault.search_hash("phone", digits)}))
    if first := tokens_looked_for(work, text, MOST_WORDS):
        ways.append(("pieces", {"key": first[0], **{f"key_{n}": one for n, one in enumerate(first[1:])}}))
    return ways
