"""Checking first-match tables: every row can be reached, every case has an answer, more is never freer."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import product

from wederhoor.rules.gifts import Giver
from wederhoor.rules.tables import (
    STRICTNESS,
    Amount,
    AnyYes,
    Condition,
    Count,
    NoRow,
    Policy,
    Total,
    Unless,
    Verdict,
    When,
    Worth,
    first_row,
)

CENT = Decimal("0.01")
_OTHER = "something_else"


def limits(policy: Policy) -> tuple[Decimal, ...]:
    """Every amount a table compares with."""
    found = {c.limit for row in policy.rows for c in row.when if isinstance(c, Amount)}
    return tuple(sorted(found))


def worths(policy: Policy) -> tuple[Worth | None, ...]:
    """Values one cent around each limit, a range across it, nothing, and unknown."""
    exact = {Decimal(0), Decimal(1_000_000)}
    for limit in limits(policy):
        exact |= {limit - CENT, limit, limit + CENT}
    found: list[Worth | None] = [Worth(low=a, high=a) for a in sorted(exact) if a >= 0]
    found += [Worth(low=limit - CENT, high=limit + CENT) for limit in limits(policy) if limit >= CENT]
    return (*found, None)


def _values(conditions: Iterator[Condition]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for condition in conditions:
        match condition:
            case When() | Unless():
                found.setdefault(condition.fact, {_OTHER}).update(condition.values)
            case AnyYes():
                for fact in condition.facts:
                    found.setdefault(fact, {_OTHER}).add("yes")
            case Amount() | Total() | Count():
                pass
    return found


def cases(policy: Policy) -> Iterator[tuple[Mapping[str, str], Worth | None]]:
    """Every combination of values that could make a difference to the table."""
    values = _values(c for row in policy.rows for c in row.when)
    names = sorted(values)
    for chosen in product(*(sorted(values[name]) for name in names)):
        facts = dict(zip(names, chosen, strict=True))
        for worth in worths(policy):
            yield facts, worth


def dead_rows(policy: Policy) -> list[str]:
    """Codes of rows that no combination of facts reaches."""
    waiting = [row.code for row in policy.rows]
    for facts, worth in cases(policy):
        try:
            code = first_row(policy, facts, worth).code
        except NoRow:
            continue
        if code in waiting:
            waiting.remove(code)
        if not waiting:
            break
    return waiting


def unanswered(policy: Policy) -> list[str]:
    """Boundary gifts, for each giver and each state of talks, that no row answers."""
    found = []
    for giver, talks, worth in product(Giver, ("yes", "no", "unclear"), worths(policy)):
        facts = {"giver": giver.value, "in_talks": talks, "kind": "goods"}
        try:
            first_row(policy, facts, worth)
        except NoRow:
            found.append(f"{giver}, in_talks {talks}, {worth}")
    return found


def freer_when_dearer(policy: Policy) -> list[str]:
    """Pairs of exact values where the dearer gift is judged more freely than the cheaper one."""
    found = []
    exact = [w for w in worths(policy) if w and w.low == w.high]
    for giver, talks in product(Giver, ("yes", "no", "unclear")):
        facts = {"giver": giver.value, "in_talks": talks, "kind": "goods"}
        verdicts = [first_row(policy, facts, worth).verdict for worth in exact]
        ranks = [STRICTNESS.index(v) for v in verdicts if v is not Verdict.SILENT]
        if ranks != sorted(ranks):
            found.append(f"{giver}, in_talks {talks}")
    return found
