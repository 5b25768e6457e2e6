"""What a code lets people ask themselves: its questions, what it answers, and with whom to weigh it."""

from dataclasses import dataclass

from wederhoor.conduct.contacts import WayView, way_for
from wederhoor.organisation import Organisation
from wederhoor.rules.declarations import DeclarationPolicy
from wederhoor.rules.reporting_lines import About, Asker
from wederhoor.rules.tables import Row
from wederhoor.work import Work

FIRST = ("dilemma", "share_confidential", "professional_code_conflict", "unclear_rule")
"""The order in which people look for them; what else has questions follows."""


@dataclass(frozen=True, kw_only=True)
class Dilemma:
    """A matter to weigh: the questions of the code, what it says, its source, and the way to others."""

    topic: str
    label: str
    questions: tuple[str, ...]
    says: tuple[str, ...]
    sources: tuple[str, ...]
    numbers: tuple[str, ...]
    way: WayView | None


def dilemmas(organisation: Organisation) -> list[DeclarationPolicy]:
    """Every topic on which the code asks people to weigh something themselves, or to weigh it with somebody."""
    known = {policy.topic: policy for policy in organisation.declarations}
    first = [known[topic] for topic in FIRST if topic in known]
    asks = [
        p for p in organisation.declarations if any(row.questions for row in p.policy.rows) and p not in first
    ]
    return [*first, *asks]


def dilemma_of(work: Work, topic: str, about: About) -> Dilemma | None:
    """One of them, with the way to others for whom it is about."""
    policy = next((p for p in dilemmas(work.organisation) if p.topic == topic), None)
    if policy is None:
        return None
    rows = policy.policy.rows
    return Dilemma(
        topic=topic,
        label=policy.label,
        questions=_distinct(rows),
        says=tuple(dict.fromkeys(row.says for row in rows)),
        sources=tuple(dict.fromkeys(str(source) for row in rows for source in row.sources)),
        numbers=tuple(dict.fromkeys(number for row in rows for number in row.numbers)),
        way=way_for(work, topic, Asker.EMPLOYEE, about),
    )


def _distinct(rows: tuple[Row, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(question for row in rows for question in row.questions))
