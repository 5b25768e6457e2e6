"""Checks of the tables of a code of conduct: amounts, duties, silences and the articles they rest on."""

from collections.abc import Iterator
from itertools import product

from wederhoor.organisation import Organisation
from wederhoor.rules.gifts import Giver
from wederhoor.rules.tables import (
    STRICTNESS,
    Amount,
    AmountTest,
    Count,
    NoRow,
    Option,
    Policy,
    Row,
    Total,
    Verdict,
    first_row,
)
from wederhoor.testing.tables import worths

_ASKS_FIRST = (Verdict.PRIOR_REPORT, Verdict.PRIOR_APPROVAL, Verdict.SUPERVISOR_DECIDES)


def problems(organisation: Organisation) -> Iterator[tuple[str, str, str]]:
    """Hook, rule and problem of every fault in the tables."""
    numbers = {a.number for a in (*organisation.articles, *organisation.regulation_articles)}
    for hook, policy in (
        ("gift_policy", organisation.gift_policy),
        ("invitation_policy", organisation.invitation_policy),
        *(("declaration_policies", one.policy) for one in organisation.declarations),
    ):
        codes = [row.code for row in policy.rows]
        for row in policy.rows:
            for problem in (*_row(row), *_numbers(row, numbers)):
                yield hook, row.code, problem
            if (
                hook != "declaration_policies"
                and codes.count(row.code) > 1
                and row.code not in _same_row(policy)
            ):
                yield hook, row.code, "is de code van meer dan één regel; geef elke regel een eigen code"
        for silence in policy.silences:
            if not silence.when:
                yield hook, silence.point, "wordt altijd gezegd; noem in ‘when’ wanneer dit punt speelt"
            if not silence.says.strip():
                yield hook, silence.point, "zegt niets; schrijf in ‘says’ waarover het document zwijgt"
    for where in unknown_is_freest(organisation.gift_policy):
        yield (
            "gift_policy",
            where,
            (
                "een geschenk van onbekende waarde wordt vrijer beoordeeld dan elk bekend bedrag; geef AmountTest.UNKNOWN een "
                "eigen regel"
            ),
        )
    topics = [one.topic for one in organisation.declarations]
    for topic in dict.fromkeys(topics):
        if topics.count(topic) > 1:
            yield "declaration_policies", topic, "staat er twee keer; de tweede wordt nooit gelezen"
    yield from _articles(organisation)


def _same_row(policy: Policy) -> frozenset[str]:
    """Codes of rows that say the same under other conditions: one rule for several people."""
    said: dict[str, set[Verdict]] = {}
    for row in policy.rows:
        said.setdefault(row.code, set()).add(row.verdict)
    return frozenset(code for code, verdicts in said.items() if len(verdicts) == 1)


def _row(row: Row) -> Iterator[str]:
    if not row.says.strip() or "{" in row.says:
        yield "zegt niets of heeft een invulplek; schrijf in ‘says’ het antwoord in gewone woorden"
    for condition in row.when:
        if isinstance(condition, Amount | Total) and condition.limit < 0:
            yield "heeft een grens onder nul; kies een bedrag van nul of meer"
        if isinstance(condition, Count) and condition.at_least < 1:
            yield "telt vanaf minder dan één keer; kies bij ‘at_least’ één of meer"
    if row.verdict in _ASKS_FIRST and not row.duties:
        yield f"antwoordt {row.verdict} en zegt niet wie wat moet doen; vul ‘duties’ in"
    if row.verdict is Verdict.REFUSED and Option.KEEP in row.only:
        yield "verbiedt het en laat het toch houden; haal Option.KEEP uit ‘only’"
    if row.verdict is Verdict.SILENT and not row.silent_on:
        yield "zwijgt en noemt geen punt; vul ‘silent_on’ in"
    if any(not question.strip() for question in row.questions):
        yield "stelt een lege vraag; haal die uit ‘questions’"


def _numbers(row: Row, numbers: set[str]) -> Iterator[str]:
    if numbers:
        for number in row.numbers:
            if number not in numbers:
                yield f"noemt artikel {number}, en dat staat niet bij de artikelen; verbeter ‘numbers’ of voeg het artikel toe"


def _articles(organisation: Organisation) -> Iterator[tuple[str, str, str]]:
    terms = {rule.code for rule in organisation.deadlines}
    for hook, articles in (
        ("code_of_conduct", organisation.articles),
        ("regulation_articles", organisation.regulation_articles),
    ):
        for article in articles:
            for carried in article.carried_by:
                kind, _, code = carried.partition(":")
                if (
                    kind == "deadline"
                    and code not in terms
                    and not code.startswith(("awb_", "wkkgz_", "jeugdwet_", "wbk_"))
                ):
                    yield (
                        hook,
                        article.number,
                        f"zegt dat termijn {code} hem draagt, en die bestaat niet; verbeter ‘carried_by’",
                    )


def unknown_is_freest(policy: Policy) -> list[str]:
    """Givers of whom a gift of unknown worth is judged more freely than every known one, where amounts matter."""
    if not any(isinstance(c, Amount) for row in policy.rows for c in row.when):
        return []
    found = []
    known = [worth for worth in worths(policy) if worth is not None]
    for giver, talks in product(Giver, ("yes", "no", "unclear")):
        facts = {"giver": giver.value, "in_talks": talks, "kind": "goods"}
        try:
            row = first_row(policy, facts, None)
            others = {first_row(policy, facts, worth).verdict for worth in known}
        except NoRow:
            continue
        ranked = [STRICTNESS.index(verdict) for verdict in others if verdict is not Verdict.SILENT]
        said = any(isinstance(c, Amount) and c.test is AmountTest.UNKNOWN for c in row.when)
        if said or row.verdict is Verdict.SILENT or len(set(ranked)) < 2:
            continue
        if STRICTNESS.index(row.verdict) <= min(ranked):
            found.append(f"{giver}, in_talks {talks}")
    return found
