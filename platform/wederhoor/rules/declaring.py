"""What becomes of a declaration: who decides or is told, what may come out of it, and whether it came late.

Derived from the row that answered. What the row does not say is said aloud in ``remarks``, never filled in as if it did.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from wederhoor.rules.duties import HELD_ROLES, Duty, Moment, Somebody, is_towards
from wederhoor.rules.reporting_lines import ContactOrder, ReportingLine
from wederhoor.rules.roles import SUPERVISOR, RoleName
from wederhoor.rules.tables import Amount as AmountCondition
from wederhoor.rules.tables import (
    AmountTest,
    AnyYes,
    Assessment,
    Condition,
    Count,
    Option,
    Policy,
    Row,
    Total,
    Unless,
    Verdict,
    When,
    is_done,
)

VALUE = "value"
GIFT, INVITATION = "gift", "invitation"


class Part(StrEnum):
    """What somebody is to a declaration: decides, must be consulted before it is allowed, or is told."""

    DECIDES = "decides"
    CONSULTED = "consulted"
    TOLD = "told"


class Outcome(StrEnum):
    """What came out of a declaration."""

    NOTED = "noted"
    ACCEPTED = "accepted"
    AGREED = "agreed"
    REFUSED = "refused"
    RETURNED = "returned"
    HANDED_OVER = "handed_over"
    SHARED = "shared"


class Lateness(StrEnum):
    """``late``: later than the document asks. ``afterwards``: after it happened, and the document gives no days."""

    IN_TIME = "in_time"
    LATE = "late"
    AFTERWARDS = "afterwards"


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Somebody a declaration goes to: a role, what the document calls it, and their part."""

    role: str
    name: str
    part: Part


@dataclass(frozen=True, kw_only=True)
class Handling:
    """The road of one declaration."""

    asked: bool
    """The document itself asks for it."""
    readers: tuple[Reader, ...]
    outcomes: tuple[Outcome, ...]
    remarks: tuple[str, ...]
    into_file: bool
    """What is decided goes into the personnel file."""
    at_year_end: bool
    """What was accepted is dealt with at the end of the year."""

    @property
    def decides(self) -> bool:
        """Whether somebody decides, so that a term runs."""
        return any(reader.part is Part.DECIDES for reader in self.readers)


OWN_CONDUCT = (
    "side_activity",
    "private_purchase",
    "personal_relation",
    "property_use",
    "private_use",
    "conflict_of_interest",
    "press",
    "social_media_post",
    "name_or_image",
    "share_confidential",
    "professional_code_conflict",
    "incident",
    "theft",
    "unsafe_at_client",
)
"""Topics people declare, in the order they are shown. Anything else is a question, a complaint or a report of misconduct."""
HAPPENS_ONCE = frozenset({"press", "social_media_post", "incident", "theft", "unsafe_at_client"})
"""Topics about something that happened, not about a state of things."""
BETWEEN_TWO = frozenset(
    {
        "personal_relation",
        "share_confidential",
        "professional_code_conflict",
        "theft",
        "unsafe_at_client",
    }
)
"""Read only by whom the document names, and in no register."""
YEARLY = frozenset({"side_activity"})
"""Looked at again every year, because it lasts."""
_BEFOREHAND = frozenset({Verdict.PRIOR_REPORT, Verdict.PRIOR_APPROVAL, Verdict.SUPERVISOR_DECIDES})
_DECIDING = _BEFOREHAND | {Verdict.CONSULT, Verdict.SILENT}
"""Somebody is consulted, also where the document is silent and sends people to somebody: that person answers."""
_GIFT_OUTCOMES = (Outcome.REFUSED, Outcome.RETURNED, Outcome.HANDED_OVER, Outcome.SHARED)


def supervisor_called(roles: Iterable[RoleName], lines: Iterable[ReportingLine]) -> str:
    """What the document calls a supervisor."""
    named = [(one.role, one.name) for one in roles]
    named += [(one.role, one.name) for line in lines for one in line.contacts]
    return next((name for role, name in named if role == SUPERVISOR), "leidinggevende")


def may_be_declared(topic: str, assessment: Assessment, *, happened: bool) -> bool:
    """Whether there is something to declare: the document asks it, or it is about what people do themselves.

    What is simply forbidden is not declared, unless it already happened with a gift or an invitation.
    """
    if topic in (GIFT, INVITATION):
        return assessment.verdict is not Verdict.REFUSED or bool(assessment.duties) or happened
    if topic not in OWN_CONDUCT:
        return False
    return assessment.verdict is not Verdict.REFUSED or bool(assessment.duties)


def handling_of(topic: str, row: Row, assessment: Assessment, supervisor: str, *, happened: bool) -> Handling:
    """Where a declaration goes under the row that answered it. `supervisor` is what the document calls them."""
    own = [
        duty
        for duty in row.duties
        if not is_towards(duty, Somebody.PERSONNEL_FILE) and duty.moment is not Moment.YEAR_END
    ]
    deciding = next((found for duty in own if (found := _supervising(duty))), {})
    asked_of = [duty for duty in own if not _supervising(duty)]
    to, both = _addressees(asked_of)
    remarks: list[str] = []
    readers: list[Reader] = []
    decides = bool(deciding) or (bool(to) and assessment.verdict in _DECIDING)
    if assessment.verdict is Verdict.REFUSED and happened and topic in (GIFT, INVITATION):
        if not deciding:
            remarks.append(
                "De code staat dit niet toe, en zegt niet wie beslist wat er nu moet gebeuren. "
                f"Dat legt het platform voor aan uw {supervisor}."
            )
        decides, to = True, to or {SUPERVISOR: supervisor}
    if decides:
        first = next(iter(deciding or to))
        readers.append(Reader(role=first, name=(deciding or to)[first], part=Part.DECIDES))
        others = {**to, **deciding}
        part = Part.CONSULTED if both else Part.TOLD
        readers += [Reader(role=r, name=n, part=part) for r, n in others.items() if r != first]
    elif to:
        readers += [Reader(role=role, name=name, part=Part.TOLD) for role, name in to.items()]
    else:
        readers.append(Reader(role=SUPERVISOR, name=supervisor, part=Part.TOLD))
        remarks.append(_nobody_named(asked_of, supervisor))
    asked = bool(to or deciding) or any(is_towards(duty, Somebody.NOT_SAID) for duty in asked_of)
    return Handling(
        asked=asked,
        readers=tuple(readers),
        outcomes=_only(row, outcomes_of(topic, assessment.verdict, decides=decides))
        if asked
        else _unasked(topic, assessment.verdict),
        remarks=tuple(remarks),
        into_file=any(is_towards(duty, Somebody.PERSONNEL_FILE) for duty in row.duties),
        at_year_end=any(duty.moment is Moment.YEAR_END for duty in row.duties),
    )


def _supervising(duty: Duty) -> dict[str, str]:
    """The supervisor, where the duty is theirs."""
    return next(({SUPERVISOR: named.name} for named in duty.by if named.role == SUPERVISOR), {})


def _addressees(duties: Iterable[Duty]) -> tuple[dict[str, str], bool]:
    """Whom the declarer goes to, and whether it is all of them; of several to choose from, the supervisor or the first."""
    for duty in duties:
        found: dict[str, str] = {}
        for named in duty.towards:
            if named.role in HELD_ROLES:
                found.setdefault(str(named.role), named.name)
        if not found:
            continue
        if duty.choice in (None, ContactOrder.BOTH):
            return found, len(found) > 1
        free = duty.choice is not ContactOrder.ORDERED
        chosen = SUPERVISOR if free and SUPERVISOR in found else next(iter(found))
        return {chosen: found[chosen]}, False
    return {}, False


def _nobody_named(duties: list[Duty], supervisor: str) -> str:
    for duty in duties:
        if is_towards(duty, Somebody.NOT_SAID):
            return (
                f"De code noemt ‘{duty.to}’ en zegt niet wie dat is. "
                f"Uw {supervisor} leest de melding namens de organisatie."
            )
    return f"De code vraagt hier geen melding. Legt u het toch vast, dan kan uw {supervisor} het lezen."


def _unasked(topic: str, verdict: Verdict) -> tuple[Outcome, ...]:
    """What may come out of what was put on record without the document asking; what lasts for years may be approved of."""
    approved = (Outcome.ACCEPTED,) if topic in YEARLY and verdict is not Verdict.REFUSED else ()
    return (Outcome.NOTED, *approved, Outcome.AGREED)


def outcomes_of(topic: str, verdict: Verdict, *, decides: bool) -> tuple[Outcome, ...]:
    """What may come out. What the document refuses is never accepted."""
    allowed = verdict is not Verdict.REFUSED
    if topic == GIFT:
        found = ((Outcome.ACCEPTED,) if allowed else ()) + _GIFT_OUTCOMES
    elif topic in ("incident", "theft", "unsafe_at_client"):
        return (Outcome.NOTED, Outcome.AGREED)
    else:
        found = (
            (Outcome.ACCEPTED, Outcome.AGREED, Outcome.REFUSED)
            if allowed
            else (Outcome.AGREED, Outcome.REFUSED)
        )
    return found if decides else (Outcome.NOTED, *found)


_OPTIONS = {
    Outcome.ACCEPTED: {Option.KEEP, Option.PAY},
    Outcome.RETURNED: {Option.RETURN},
    Outcome.HANDED_OVER: {Option.HAND_IN, Option.GIVE_AWAY},
    Outcome.SHARED: {Option.SHARE},
}
"""What an outcome is among the options a row may leave (`Row.only`)."""


def _only(row: Row, outcomes: tuple[Outcome, ...]) -> tuple[Outcome, ...]:
    """Those that the row leaves; what is no option at all stays."""
    if not row.only:
        return outcomes
    return tuple(one for one in outcomes if one not in _OPTIONS or _OPTIONS[one] & set(row.only))


def lateness_of(row: Row, facts: Mapping[str, str], happened_on: date | None, today: date) -> Lateness:
    """Whether it came later than the document asks; what it gives no days for is only ``afterwards``."""
    if happened_on is None or happened_on > today or facts.get("refused") == "yes":
        return Lateness.IN_TIME
    done = is_done(facts)
    told_before = facts.get("reported") == "yes" or facts.get("approved") == "yes"
    moments = {duty.moment for duty in row.duties}
    first = row.beforehand or row.verdict in _BEFOREHAND or Moment.BEFOREHAND in moments
    if first and done and not told_before:
        return Lateness.LATE
    if happened_on == today or told_before:
        return Lateness.IN_TIME
    if Moment.AT_ONCE in moments:
        return Lateness.LATE
    if Moment.WITHIN_DAYS in moments:
        least = min(duty.days or 0 for duty in row.duties if duty.moment is Moment.WITHIN_DAYS)
        return Lateness.LATE if today > happened_on + timedelta(days=least) else Lateness.IN_TIME
    return Lateness.AFTERWARDS


def counts(policy: Policy) -> bool:
    """Whether a policy looks at what one giver gave this year."""
    conditions = [one.when for one in policy.rows] + [one.when for one in policy.silences]
    return any(isinstance(c, Total | Count) for when in conditions for c in when)


def acted_on(policy: Policy, *, silences: bool = True) -> dict[str, tuple[str, ...]]:
    """The facts a policy looks at, with the values it names, in the order it looks; an amount is ``value``.

    Without ``silences`` only those its answers depend on.
    """
    found: dict[str, list[str]] = {}
    conditions: list[Condition] = [c for row in policy.rows for c in row.when]
    if silences:
        conditions += [c for silence in policy.silences for c in silence.when]
    for condition in conditions:
        match condition:
            case When(fact=fact, values=values) | Unless(fact=fact, values=values):
                found.setdefault(fact, []).extend(values)
            case AnyYes(facts=facts):
                for fact in facts:
                    found.setdefault(fact, []).append("yes")
            case AmountCondition(test=test) | Total(test=test):
                if test is not AmountTest.UNKNOWN:
                    found.setdefault(VALUE, [])
            case Count():
                pass
    return {fact: tuple(dict.fromkeys(values)) for fact, values in found.items()}
