"""Two organisations side by side, by what they answer."""

from collections.abc import Iterator

from wederhoor.organisation import Organisation
from wederhoor.rules.committee import Committee
from wederhoor.rules.complaint_process import ComplaintProcess
from wederhoor.rules.provenance import ToConfirm
from wederhoor.rules.tables import Policy


def rows(organisation: Organisation) -> Iterator[tuple[str, str]]:
    """What one organisation answers, as (subject, answer) in a fixed order."""
    o = organisation
    yield "naam", o.profile.name
    yield "gedragscode", o.code_edition.title
    yield "klachtenregeling", o.edition.title
    yield from _policy("geschenk", o.gift_policy)
    yield from _policy("uitnodiging", o.invitation_policy)
    for declared in sorted(o.declarations, key=lambda d: d.topic):
        verdicts = dict.fromkeys(row.verdict.value for row in declared.policy.rows)
        yield f"melding {declared.topic}", ", ".join(verdicts)
    for line in sorted(o.reporting_lines, key=lambda one: (one.matter, one.about)):
        about = f" ({', '.join(line.about)})" if line.about else ""
        names = ", ".join(c.name for c in line.contacts)
        yield f"contact {line.matter}{about}", f"{line.order.value}: {names}"
    for regime in o.regimes:
        yield f"regime {regime.code}", ", ".join(regime.governs) or "niet bekend"
    for rule in o.deadlines:
        yield f"termijn {rule.code}", f"{rule.term} vanaf {rule.starts.value} ({rule.source})"
    yield "vereist in een klacht", ", ".join(item.code for item in o.required_content)
    for ground in o.admissibility:
        yield f"grond {ground.code}", "sluit uit" if ground.must else "mag blijven liggen"
    if isinstance(o.committee, Committee):
        yield "commissie", ", ".join(seat.label for seat in o.committee.seats)
    else:
        yield "commissie", "geen bekend"
    if isinstance(o.process, ComplaintProcess):
        yield "stappen", ", ".join(step.label for step in o.process.steps)
    yield "registernummer", o.register_number.separator.join(p.value for p in o.register_number.parts)
    for kept in o.retention:
        yield f"bewaren {kept.code}", str(kept.term) if kept.term else "geen termijn bekend"
    yield "te bevestigen", str(sum(1 for d in o.deadlines if isinstance(d.source, ToConfirm)))


def _policy(name: str, policy: Policy) -> Iterator[tuple[str, str]]:
    for row in policy.rows:
        yield f"{name} {row.code}", row.verdict.value
    yield f"{name}: zegt niets over", ", ".join(s.point for s in policy.silences)


def side_by_side(left: Organisation, right: Organisation) -> list[tuple[str, str, str]]:
    """(subject, left, right) for every subject where the two differ; a missing answer is a dash."""
    mine, theirs = dict(rows(left)), dict(rows(right))
    subjects = [*mine, *(subject for subject in theirs if subject not in mine)]
    found = [(subject, mine.get(subject, "-"), theirs.get(subject, "-")) for subject in subjects]
    return [row for row in found if row[1] != row[2]]
