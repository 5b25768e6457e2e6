"""What becomes of a declaration: who decides or is told, what may come out of it, and whether it came late.

Derived from the row that answered. What the row does not say is said aloud in ``remarks``, never filled in as if it did.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wederhoor.rules.reporting_lines import ReportingLine
from wederhoor.rules.roles import CONTACT_ROLES, Role, RoleName
from wederhoor.rules.tables import (
    PERSONNEL_FILE,
    YEAR_END,
    AmountTest,
    AnyYes,
    Assessment,
    Condition,
    Duty,
    Policy,
    Row,
    Unless,
    Verdict,
    When,
)
from wederhoor.rules.tables import Amount as AmountCondition

SUPERVISOR = "supervisor"
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
_AT_ONCE = ("direct", "onmiddellijk", "meteen")
_FIRST = ("vooraf", "voordat", "altijd vooraf", "bij twijfel, vooraf")
_GIFT_OUTCOMES = (Outcome.REFUSED, Outcome.RETURNED, Outcome.HANDED_OVER, Outcome.SHARED)


def role_names(roles: Iterable[RoleName], lines: Iterable[ReportingLine]) -> dict[str, str]:
    """What the document calls people, and the role behind each name; only roles that somebody can hold."""
    known = {SUPERVISOR, *CONTACT_ROLES, *(role.value for role in Role if role is not Role.EMPLOYEE)}
    pairs = [(name.name, str(name.role)) for name in roles]
    pairs += [(contact.name, contact.role) for line in lines for contact in line.contacts]
    return {name: role for name, role in pairs if role in known}


def named_in(text: str, names: Mapping[str, str]) -> dict[str, str]:
    """The roles a text of the document names, with the name each has there, in the order they stand."""
    found: list[tuple[int, str, str]] = []
    rest = text
    for name in sorted(names, key=len, reverse=True):
        match = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", rest, re.IGNORECASE)
        if match and names[name] not in {role for _, role, _ in found}:
            found.append((match.start(), names[name], match[0]))
            rest = rest[: match.start()] + " " * len(match[0]) + rest[match.end() :]
    return {role: name for _, role, name in sorted(found)}


def may_be_declared(topic: str, assessment: Assessment, *, happened: bool) -> bool:
    """Whether there is something to declare: the document asks it, or it is about what people do themselves.

    What is simply forbidden is not declared, unless it already happened with a gift or an invitation.
    """
    if topic in (GIFT, INVITATION):
        return assessment.verdict is not Verdict.REFUSED or bool(assessment.duties) or happened
    if topic not in OWN_CONDUCT:
        return False
    return assessment.verdict is not Verdict.REFUSED or bool(assessment.duties)


def handling_of(
    topic: str, row: Row, assessment: Assessment, names: Mapping[str, str], *, happened: bool
) -> Handling:
    """Where a declaration goes under the row that answered it."""
    supervisor = next((name for name, role in names.items() if role == SUPERVISOR), "leidinggevende")
    own = [duty for duty in row.duties if duty.to != PERSONNEL_FILE and duty.when != YEAR_END]
    deciding = _supervising((duty.who for duty in own), names)
    asked_of = [duty for duty in own if SUPERVISOR not in named_in(duty.who, names)]
    to, both = _addressees(asked_of, names)
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
    asked = bool(to or deciding) or any(_unknown(duty) for duty in asked_of)
    return Handling(
        asked=asked,
        readers=tuple(readers),
        outcomes=outcomes_of(topic, assessment.verdict, decides=decides)
        if asked
        else (Outcome.NOTED, Outcome.AGREED),
        remarks=tuple(remarks),
        into_file=any(duty.to == PERSONNEL_FILE for duty in row.duties),
        at_year_end=any(duty.when == YEAR_END for duty in row.duties),
    )


def _supervising(texts: Iterable[str], names: Mapping[str, str]) -> dict[str, str]:
    for text in texts:
        if SUPERVISOR in (found := named_in(text, names)):
            return {SUPERVISOR: found[SUPERVISOR]}
    return {}


def _addressees(duties: Iterable[Duty], names: Mapping[str, str]) -> tuple[dict[str, str], bool]:
    """Whom the declarer goes to, and whether it is all of them; of several to choose from, the supervisor or the first."""
    for duty in duties:
        found = named_in(duty.to, names)
        if not found:
            continue
        if "of" in re.split(r"[\s/]+", duty.to):
            chosen = SUPERVISOR if SUPERVISOR in found else next(iter(found))
            return {chosen: found[chosen]}, False
        return found, len(found) > 1
    return {}, False


_PEOPLE_AROUND = ("klant", "cliënt", "collega", "persoon zelf", "elkaar", "aanwezigen", "medewerker")


def _unknown(duty: Duty) -> bool:
    """A duty towards somebody the platform cannot look up, such as "werkgever"."""
    return not any(word in duty.to for word in _PEOPLE_AROUND)


def _nobody_named(duties: list[Duty], supervisor: str) -> str:
    for duty in duties:
        if _unknown(duty):
            return (
                f"De code noemt ‘{duty.to}’ en zegt niet wie dat is. "
                f"Uw {supervisor} leest de melding namens de organisatie."
            )
    return f"De code vraagt hier geen melding. Legt u het toch vast, dan kan uw {supervisor} het lezen."


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


def lateness_of(row: Row, facts: Mapping[str, str], happened_on: date | None, today: date) -> Lateness:
    """Whether it came later than the document asks; what it gives no days for is only ``afterwards``."""
    if happened_on is None or happened_on > today or facts.get("refused") == "yes":
        return Lateness.IN_TIME
    done = facts.get("already_received") == "yes" or facts.get("after_the_fact") == "yes"
    told_before = facts.get("reported") == "yes" or facts.get("approved") == "yes"
    first = row.beforehand or row.verdict in _BEFOREHAND or any(_when(duty, _FIRST) for duty in row.duties)
    if first and done and not told_before:
        return Lateness.LATE
    if happened_on == today or told_before:
        return Lateness.IN_TIME
    if any(_when(duty, _AT_ONCE) for duty in row.duties):
        return Lateness.LATE
    return Lateness.AFTERWARDS


def _when(duty: Duty, words: tuple[str, ...]) -> bool:
    return duty.when.startswith(words)


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
            case AmountCondition(test=test):
                if test is not AmountTest.UNKNOWN:
                    found.setdefault(VALUE, [])
    return {fact: tuple(dict.fromkeys(values)) for fact, values in found.items()}
