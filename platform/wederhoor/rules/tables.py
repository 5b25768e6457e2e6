"""First-match tables: how a policy is written down, judged, and checked for rows that can never be reached.

A row says under which facts it holds, what the document answers and from where. A silence says on which point
the document says nothing. Facts are plain words ("yes", "no", "client"); a fact that was not given matches no
condition.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from wederhoor.rules.duties import Duty, FollowUp, Moment, Right
from wederhoor.rules.provenance import Provenance
from wederhoor.rules.wording import listed


class Verdict(StrEnum):
    """What a document answers. A verdict never says more than the document does."""

    ALLOWED = "allowed"
    REPORT = "report"
    OWN_JUDGEMENT = "own_judgement"
    CONSULT = "consult"
    SUPERVISOR_DECIDES = "supervisor_decides"
    PRIOR_APPROVAL = "prior_approval"
    PRIOR_REPORT = "prior_report"
    AVOID = "avoid"
    REFUSED = "refused"
    SILENT = "silent"


STRICTNESS = (
    Verdict.ALLOWED,
    Verdict.OWN_JUDGEMENT,
    Verdict.REPORT,
    Verdict.PRIOR_REPORT,
    Verdict.CONSULT,
    Verdict.PRIOR_APPROVAL,
    Verdict.SUPERVISOR_DECIDES,
    Verdict.AVOID,
    Verdict.REFUSED,
)
"""From free to forbidden; ``silent`` has no place in this order."""


@dataclass(frozen=True)
class When:
    """True when the fact has one of these values."""

    fact: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Unless:
    """True when the fact has none of these values, or was not given."""

    fact: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class AnyYes:
    """True when at least one of these facts is yes."""

    facts: tuple[str, ...]


class AmountTest(StrEnum):
    """How a worth, known or estimated between two amounts, compares with a limit."""

    UNDER = "under"  # certainly less
    MAY_EXCEED = "may_exceed"  # possibly more
    EXCEEDS = "exceeds"  # certainly more
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Amount:
    """True when the worth in euro compares so with the limit."""

    test: AmountTest
    limit: Decimal


@dataclass(frozen=True)
class Total:
    """True when what this giver gave this year, this included, compares so with the limit in euro."""

    test: AmountTest
    limit: Decimal


@dataclass(frozen=True)
class Count:
    """True when this is at least the so-manieth that this giver gives this year."""

    at_least: int


Condition = When | Unless | AnyYes | Amount | Total | Count
SUM, TIMES = "sum_this_year", "count_this_year"
"""The facts of `Total` and `Count`: what one giver gave this year, this included, in euro as a text ("75.00"), and how many times."""


@dataclass(frozen=True, kw_only=True)
class Worth:
    """What something is worth in euro: exactly (both equal) or estimated between two amounts."""

    low: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.high:
            raise ValueError("een waarde loopt van laag naar hoog en is nooit negatief")


class Becomes(StrEnum):
    """Whose something is once it was accepted."""

    TAKERS = "takers"  # of whoever accepted it, or the document does not say
    ORGANISATIONS = "organisations"
    TEAMS = "teams"  # shared with the team, raffled, eaten together


class Option(StrEnum):
    """What can be done with what was given."""

    KEEP = "keep"
    RETURN = "return"  # to the giver
    HAND_IN = "hand_in"  # to the organisation
    SHARE = "share"  # with colleagues
    GIVE_AWAY = "give_away"  # to a good cause
    PAY = "pay"  # what it is worth


WHOSE = {
    Becomes.ORGANISATIONS: "Wat u aanneemt, is niet van u maar van de organisatie.",
    Becomes.TEAMS: "Wat u aanneemt, is van het hele team.",
}
OPTIONS = {
    Option.KEEP: "zelf houden",
    Option.RETURN: "teruggeven",
    Option.HAND_IN: "inleveren bij de organisatie",
    Option.SHARE: "delen met collega’s",
    Option.GIVE_AWAY: "aan een goed doel geven",
    Option.PAY: "betalen wat het waard is",
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of a policy. All conditions must hold; no condition at all always holds."""

    code: str
    when: tuple[Condition, ...]
    verdict: Verdict
    says: str
    """The answer in plain Dutch."""
    sources: tuple[Provenance, ...]
    numbers: tuple[str, ...] = ()
    """Numbers of the articles this row carries."""
    duties: tuple[Duty, ...] = ()
    questions: tuple[str, ...] = ()
    silent_on: tuple[str, ...] = ()
    settles: tuple[str, ...] = ()
    """Points this row does answer, so that no silence of the policy is raised on them."""
    beforehand: bool = False
    """The document wants its duties done beforehand, although the verdict alone does not say so."""
    rights: tuple[Right, ...] = ()
    follow_up: tuple[FollowUp, ...] = ()
    becomes: Becomes = Becomes.TAKERS
    """Whose it is once it was accepted."""
    only: tuple[Option, ...] = ()
    """What can be done with it, where the document restricts that; empty: it does not say."""


@dataclass(frozen=True, kw_only=True)
class Silence:
    """A point the document says nothing about, when the facts raise it."""

    point: str
    when: tuple[Condition, ...]
    says: str


@dataclass(frozen=True, kw_only=True)
class Policy:
    """A first-match table with its silences."""

    rows: tuple[Row, ...]
    silences: tuple[Silence, ...]
    source: Provenance


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """What a policy answers to given facts."""

    verdict: Verdict
    breach: bool
    """What was done lacks what the document asked beforehand."""
    duties: tuple[Duty, ...]
    sources: tuple[Provenance, ...]
    silent_on: tuple[str, ...]
    questions: tuple[str, ...]
    explanation: str
    row: str
    numbers: tuple[str, ...]
    becomes: Becomes = Becomes.TAKERS
    only: tuple[Option, ...] = ()


class NoRow(Exception):
    """No row of a policy holds for these facts: a gap in the plugin, never in the document."""


def holds(condition: Condition, facts: Mapping[str, str], worth: Worth | None) -> bool:
    """Whether one condition is true for these facts."""
    if isinstance(condition, When):
        return facts.get(condition.fact) in condition.values
    if isinstance(condition, Unless):
        return facts.get(condition.fact) not in condition.values
    if isinstance(condition, AnyYes):
        return any(facts.get(fact) == "yes" for fact in condition.facts)
    if isinstance(condition, Count):
        return int(facts.get(TIMES) or 0) >= condition.at_least
    if isinstance(condition, Total):
        total = facts.get(SUM)
        worth = Worth(low=Decimal(total), high=Decimal(total)) if total else None
    return _compares(condition.test, worth, condition.limit)


def _compares(test: AmountTest, worth: Worth | None, limit: Decimal) -> bool:
    if test is AmountTest.UNKNOWN:
        return worth is None
    if worth is None:
        return False
    match test:
        case AmountTest.UNDER:
            return worth.high < limit
        case AmountTest.MAY_EXCEED:
            return worth.high > limit
        case _:
            return worth.low > limit


def all_hold(conditions: tuple[Condition, ...], facts: Mapping[str, str], worth: Worth | None) -> bool:
    """Whether every condition is true; the common kind is judged in place, because lists of cases are
    long.
    """
    for condition in conditions:
        if type(condition) is When:
            if facts.get(condition.fact) not in condition.values:
                return False
        elif not holds(condition, facts, worth):
            return False
    return True


def first_row(policy: Policy, facts: Mapping[str, str], worth: Worth | None = None) -> Row:
    """The first row whose conditions all hold. Raises ``NoRow``."""
    for row in policy.rows:
        if all_hold(row.when, facts, worth):
            return row
    raise NoRow(f"geen regel past op {dict(facts)}")


_HERE = ("already_received", "by_post", "accepted", "after_the_fact")
"""It is there already, or it has happened: nothing about it can still be done beforehand."""
_DONE = ("accepted", "after_the_fact")
"""Somebody did something: received is not accepted yet."""
AFTERWARDS = "alsnog"
WHAT_TO_DO = "what_to_do_with_it"
"""The point of what came anyhow and may not be accepted: what to do with it then."""


def is_done(facts: Mapping[str, str]) -> bool:
    """Whether somebody accepted or did it; what only came to somebody is not done."""
    return _is(facts, _DONE)


def _is(facts: Mapping[str, str], which: tuple[str, ...]) -> bool:
    return facts.get("refused") != "yes" and any(facts.get(fact) == "yes" for fact in which)


def _due_now(duty: Duty, here: bool) -> Duty:
    """A duty as it is now: what was to be done beforehand is still to be done when it has happened."""
    if not here or not (duty.afterwards or duty.moment is Moment.BEFOREHAND):
        return duty
    return replace(duty, when=duty.afterwards or AFTERWARDS, moment=Moment.AFTERWARDS)


def is_breach(row: Row, facts: Mapping[str, str]) -> bool:
    """Whether it already happened without what the row asks beforehand."""
    if not is_done(facts):
        return False
    if row.beforehand:
        return facts.get("reported") != "yes" and facts.get("approved") != "yes"
    match row.verdict:
        case Verdict.REFUSED:
            return True
        case Verdict.PRIOR_REPORT:
            return facts.get("reported") != "yes"
        case Verdict.PRIOR_APPROVAL | Verdict.SUPERVISOR_DECIDES:
            return facts.get("approved") != "yes"
        case _:
            return False


def assess_table(policy: Policy, facts: Mapping[str, str], worth: Worth | None = None) -> Assessment:
    """The policy's answer: the first row that holds, with every silence the facts raise. Raises ``NoRow``."""
    row = first_row(policy, facts, worth)
    answered = row.silent_on + row.settles
    raised = [
        silence
        for silence in policy.silences
        if all_hold(silence.when, facts, worth) and silence.point not in answered
    ]
    breach, here = is_breach(row, facts), _is(facts, _HERE)
    points = list(dict.fromkeys((*row.silent_on, *(silence.point for silence in raised))))
    parts = [row.says, *(silence.says for silence in raised)]
    if row.verdict is not Verdict.REFUSED and row.becomes in WHOSE:
        parts.append(WHOSE[row.becomes])
    if row.only:
        parts.append(f"Dit kan ermee: {listed((OPTIONS[one] for one in row.only), 'of')}.")
    refused = row.verdict is Verdict.REFUSED
    if here and refused and not (is_done(facts) or row.only or WHAT_TO_DO in (*row.settles, *points)):
        points.append(WHAT_TO_DO)
        parts.append(
            "Het is al bij u, en dat is nog geen aannemen. Wat u er dan mee doet, zegt de code niet."
        )
    if breach:
        parts.append(
            "Dit is al gebeurd, en de code staat het niet toe."
            if refused
            else "Het is al gebeurd, zonder wat de code vooraf vraagt."
        )
    return Assessment(
        verdict=row.verdict,
        breach=breach,
        duties=tuple(_due_now(duty, here) for duty in row.duties),
        sources=row.sources,
        silent_on=tuple(points),
        questions=row.questions,
        explanation=" ".join(parts),
        row=row.code,
        numbers=row.numbers,
        becomes=row.becomes,
        only=row.only,
    )
