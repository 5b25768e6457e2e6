"""What can be checked and declared at an organisation, by its own names, and the answer of its code."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from wederhoor.organisation import Organisation
from wederhoor.rules.declaring import (
    BETWEEN_TWO,
    GIFT,
    HAPPENS_ONCE,
    INVITATION,
    OWN_CONDUCT,
    Handling,
    handling_of,
    may_be_declared,
    supervisor_called,
)
from wederhoor.rules.names import folded
from wederhoor.rules.tables import STRICTNESS, Assessment, Policy, Row, Verdict, Worth, assess_table, is_done


@dataclass(frozen=True, kw_only=True)
class Topic:
    """One topic: its code, its place in the address, the organisation's label and its table."""

    code: str
    slug: str
    label: str
    policy: Policy

    @property
    def once(self) -> bool:
        """Whether it is about something that happened."""
        return self.code in HAPPENS_ONCE or self.code in (GIFT, INVITATION)

    @property
    def between_two(self) -> bool:
        """Whether only those the code names read it."""
        return self.code in BETWEEN_TWO


@dataclass(frozen=True, kw_only=True)
class Judged:
    """What the code answers to given facts, and the road a declaration of them would take."""

    topic: Topic
    row: Row
    assessment: Assessment
    handling: Handling
    may_declare: bool
    facts: Mapping[str, str]


def slug_of(label: str) -> str:
    """A label as part of an address."""
    return re.sub(r"[^a-z0-9]+", "-", folded(label)).strip("-")


def topics_of(organisation: Organisation) -> tuple[Topic, ...]:
    """Every topic of the code in force: gifts, invitations, what people declare, then all the others."""
    first = (
        Topic(code=GIFT, slug="geschenk", label="Geschenk", policy=organisation.gift_policy),
        Topic(
            code=INVITATION, slug="uitnodiging", label="Uitnodiging", policy=organisation.invitation_policy
        ),
    )
    others = [
        Topic(code=one.topic, slug=slug_of(one.label), label=one.label, policy=one.policy)
        for one in organisation.declarations
    ]
    taken: set[str] = set()
    for number, topic in enumerate(others):
        if topic.slug in taken:
            others[number] = replace(topic, slug=f"{topic.slug}-{slug_of(topic.code)}")
        taken.add(others[number].slug)
    order = {code: place for place, code in enumerate(OWN_CONDUCT)}
    return first + tuple(sorted(others, key=lambda topic: order.get(topic.code, len(order))))


def find_topic(organisation: Organisation, slug: str) -> Topic | None:
    """The topic at this place in the address."""
    return next((topic for topic in topics_of(organisation) if topic.slug == slug), None)


def topic_by_code(organisation: Organisation, code: str) -> Topic | None:
    """The topic with this code."""
    return next((topic for topic in topics_of(organisation) if topic.code == code), None)


def has_happened(facts: Mapping[str, str]) -> bool:
    """Whether the facts are about something that was already accepted or done."""
    return is_done(facts)


def judge(
    organisation: Organisation, topic: Topic, facts: Mapping[str, str], worth: Worth | None = None
) -> Judged:
    """The answer of the code. A giver who is also a client is both: the stricter answer holds."""
    given = {name: value for name, value in facts.items() if name != "also_client"}
    found = assess_table(topic.policy, given, worth)
    if facts.get("also_client") == "yes" and given.get("giver") not in ("client", "employee_to_client"):
        as_client = assess_table(topic.policy, {**given, "giver": "client"}, worth)
        found = max(found, as_client, key=_strictness)
    row = next(row for row in topic.policy.rows if row.code == found.row)
    supervisor = supervisor_called(organisation.roles, organisation.reporting_lines)
    happened = has_happened(facts)
    return Judged(
        topic=topic,
        row=row,
        assessment=found,
        handling=handling_of(topic.code, row, found, supervisor, happened=happened),
        may_declare=may_be_declared(topic.code, found, happened=happened),
        facts=facts,
    )


def _strictness(assessment: Assessment) -> int:
    return -1 if assessment.verdict is Verdict.SILENT else STRICTNESS.index(assessment.verdict)
