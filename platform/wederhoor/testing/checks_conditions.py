"""Checks of conditions: that every fact and every value a rule asks exists."""

from collections.abc import Iterator, Mapping

from wederhoor.explain.questions import GIFT, INVITATION, declaration_vocabulary
from wederhoor.explain.questions_complaints import ABOUT, COMPLAINANTS
from wederhoor.explain.vocabulary import FactKind, Vocabulary
from wederhoor.organisation import Organisation
from wederhoor.rules.applying import FORMS, CameBy, CaseFact
from wederhoor.rules.tables import AnyYes, Condition, Policy, Unless, When

_YES_NO = ("yes", "no", "unknown")
_OF_A_ROAD = frozenset({CaseFact.REGIME, CaseFact.CHANNEL, CaseFact.FORM, CaseFact.FILED_AS})


def problems(organisation: Organisation) -> Iterator[tuple[str, str, str]]:
    """Hook, rule and problem of every condition that can never be what it asks."""
    yield from _of_cases(organisation)
    yield from _of_regimes(organisation)
    for hook, policy, words in (
        ("gift_policy", organisation.gift_policy, GIFT),
        ("invitation_policy", organisation.invitation_policy, INVITATION),
        *(
            ("declaration_policies", one.policy, declaration_vocabulary((one.topic,)))
            for one in organisation.declarations
        ),
    ):
        for rule, problem in _of_policy(policy, values_of(words)):
            yield hook, rule, problem


def values_of(words: Vocabulary) -> Mapping[str, tuple[str, ...]]:
    """Every fact of a question with its values; empty for a fact that is no word."""
    return {
        fact.name: fact.words
        if fact.kind is FactKind.CHOICE
        else _YES_NO
        if fact.kind is FactKind.FLAG
        else ()
        for fact in words.facts
    }


def _wrong(fact: str, values: tuple[str, ...], known: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    if fact not in known:
        yield f"vraagt naar ‘{fact}’, en dat gegeven bestaat niet; wel: {', '.join(known)}"
    elif known[fact]:
        for value in values:
            if value not in known[fact]:
                yield f"vraagt of {fact} ‘{value}’ is, en dat wordt het nooit; wel: {', '.join(known[fact])}"


def _each(conditions: tuple[Condition, ...], known: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for condition in conditions:
        match condition:
            case When(fact=fact, values=values) | Unless(fact=fact, values=values):
                if not values:
                    yield f"noemt bij {fact} geen enkele waarde; vul ‘values’ in"
                yield from _wrong(fact, values, known)
            case AnyYes(facts=facts):
                for fact in facts:
                    yield from _wrong(fact, ("yes",), known)
            case _:
                continue


def _of_policy(policy: Policy, known: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    for row in policy.rows:
        for problem in _each(row.when, known):
            yield row.code, problem
    for silence in policy.silences:
        for problem in _each(silence.when, known):
            yield silence.point, problem


def _of_regimes(organisation: Organisation) -> Iterator[tuple[str, str, str]]:
    own = {
        q.code: tuple(code for code, _ in q.choices)
        for i in organisation.required_content
        if (q := i.question)
    }
    known = {
        "matter": (
            "complaint",
            "conduct",
            "assignment",
            "misconduct",
            "decision",
            "care",
            "debt_help",
            "other",
        ),
        "complainant": (*COMPLAINANTS, "unknown"),
        "about": ABOUT,
        "youth_help": _YES_NO,
        **own,
    }
    regimes = organisation.regimes
    if regimes and regimes[-1].when:
        yield (
            "regimes",
            regimes[-1].code,
            "geldt niet altijd en is de laatste; sluit af met een regel zonder voorwaarden",
        )
    for number, regime in enumerate(regimes):
        for problem in _each(regime.when, known):
            yield "regimes", regime.code, problem
        if any(not earlier.when for earlier in regimes[:number]):
            yield (
                "regimes",
                regime.code,
                "wordt nooit bereikt; een eerdere regel zonder voorwaarden vangt alles al af",
            )
        if [one.code for one in regimes].count(regime.code) > 1:
            yield "regimes", regime.code, "is de code van meer dan één regel; geef elke regel een eigen code"


def _of_cases(organisation: Organisation) -> Iterator[tuple[str, str, str]]:
    known: dict[str, tuple[str, ...]] = {
        CaseFact.REGIME: tuple(one.code for one in organisation.regimes),
        CaseFact.CATEGORY: (*(one.code for one in organisation.categories), "other"),
        CaseFact.CHANNEL: tuple(CameBy),
        CaseFact.FORM: FORMS,
        CaseFact.FILED_AS: ("complaint", "dissatisfaction"),
        CaseFact.OUTCOME: tuple(one.code for road in organisation.every_process for one in road.outcomes)
        or ("-",),
    }
    for hook, items in (
        ("deadline_rules", organisation.deadlines),
        ("letters", organisation.letters),
        ("admissibility", organisation.required_content),
        ("admissibility", organisation.admissibility),
        ("further_options", organisation.further_options),
    ):
        for item in items:
            for problem in _each(item.when, known):
                yield hook, item.code, problem
    for road in organisation.every_process:
        for problem in _each(road.when, {fact: known[fact] for fact in CaseFact if fact in _OF_A_ROAD}):
            yield "complaint_process", road.start_complete, f"de weg {problem}"
