"""Declarations: side activities, private transactions, relations, property and everything else a code asks
people to
report, get approved or leave alone. One table per topic."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wederhoor.rules.duties import Duty, FollowUp, Right
from wederhoor.rules.provenance import Provenance
from wederhoor.rules.tables import (
    Assessment,
    Policy,
    Row,
    Silence,
    Verdict,
    assess_table,
)


@dataclass(frozen=True, kw_only=True)
class DeclarationPolicy:
    """What a code says on one topic."""

    topic: str
    label: str
    policy: Policy


def plain_topic(
    topic: str,
    label: str,
    verdict: Verdict,
    says: str,
    source: Provenance,
    *numbers: str,
    duties: tuple[Duty, ...] = (),
    questions: tuple[str, ...] = (),
    beforehand: bool = False,
    also: tuple[Provenance, ...] = (),
    rights: tuple[Right, ...] = (),
    follow_up: tuple[FollowUp, ...] = (),
) -> DeclarationPolicy:
    """A topic with one answer, whatever the facts; ``also`` are further sources."""
    row = Row(
        code=topic,
        when=(),
        verdict=verdict,
        says=says,
        sources=(source, *also),
        numbers=numbers,
        duties=duties,
        questions=questions,
        silent_on=(topic,) if verdict is Verdict.SILENT else (),
        beforehand=beforehand,
        rights=rights,
        follow_up=follow_up,
    )
    return topic_table(topic, label, source, row)


def topic_table(
    topic: str, label: str, source: Provenance, *rows: Row, silences: tuple[Silence, ...] = ()
) -> DeclarationPolicy:
    """A topic with a table of rows; the last one must always hold."""
    return DeclarationPolicy(
        topic=topic, label=label, policy=Policy(rows=rows, silences=silences, source=source)
    )


def assess_declaration(
    topic: str, facts: Mapping[str, str], policies: Iterable[DeclarationPolicy]
) -> Assessment | None:
    """What the code says on this topic; None when it has no policy for it."""
    for declared in policies:
        if declared.topic == topic:
            return assess_table(declared.policy, facts)
    return None
