"""Checks of the road of a complaint: what builds, and fails at somebody's desk."""

from collections.abc import Iterator
from itertools import combinations

from wederhoor.organisation import Organisation
from wederhoor.rules.complaint_process import ComplaintProcess, Meaning
from wederhoor.rules.deadlines import TermEvent

_FROM_THE_CASE = "{decision}"
"""The one public label with a placeholder: who decides follows from the case."""


def problems(organisation: Organisation) -> Iterator[tuple[str, str, str]]:
    """Hook, rule and problem of every fault in the roads."""
    for process in (organisation.process, *organisation.processes):
        if isinstance(process, ComplaintProcess):
            for rule, problem in (*_steps(process), *_moves(process), *_uses(process, organisation)):
                yield "complaint_process", rule, problem


def _steps(process: ComplaintProcess) -> Iterator[tuple[str, str]]:
    codes = [step.code for step in process.steps]
    for step in process.steps:
        if codes.count(step.code) > 1:
            yield step.code, "is de code van meer dan één stap; geef elke stap een eigen code"
        for label in (step.label, step.public_label):
            if not label.strip():
                yield step.code, "heeft een lege naam; vul ‘label’ en ‘public_label’ in"
            elif "{" in label and label != _FROM_THE_CASE:
                yield step.code, f"heeft een invulplek in de naam ‘{label}’; schrijf de naam voluit"
        leaving = [move for move in process.moves if step.code in move.from_steps]
        if step.open and leaving and not any(move.by for move in leaving):
            yield step.code, "kan door niemand worden verlaten; noem bij een overgang een rol in ‘by’"
    if process.start_informal is not None and process.start_informal not in codes:
        yield (
            process.start_informal,
            "is als begin van onvrede genoemd en bestaat niet; noem een bestaande stap",
        )
    for start in (process.start_incomplete, process.start_complete):
        if any(step.code == start and not step.open for step in process.steps):
            yield start, "is een begin en tegelijk een einde; zet ‘open’ op True"
    if process.start_incomplete != process.start_complete and process.move_that(Meaning.COMPLETED) is None:
        yield (
            process.start_incomplete,
            ("wordt nooit volledig; voeg een overgang toe met de betekenis Meaning.COMPLETED"),
        )
    if process.move_that(Meaning.WITHDRAWN) is None:
        yield "withdraw", "intrekken kan niet; voeg een overgang toe met de betekenis Meaning.WITHDRAWN"


def _moves(process: ComplaintProcess) -> Iterator[tuple[str, str]]:
    for move in process.moves:
        if not move.label.strip() or "{" in move.label:
            yield move.code, "heeft een lege naam of een invulplek erin; schrijf ‘label’ voluit"
        if not move.from_steps:
            yield move.code, "begint nergens; noem in ‘from_steps’ vanaf welke stappen zij kan"
        if not move.by:
            yield move.code, "mag niemand doen; noem in ‘by’ een rol of ‘complainant’"
    for one, other in combinations(process.moves, 2):
        same = set(one.from_steps) & set(other.from_steps)
        if same and one.label == other.label and set(one.by) & set(other.by):
            yield other.code, f"heet net als {one.code} ‘{one.label}’; geef beide een eigen naam"
    for need in process.needs:
        if not need.reason.strip():
            yield need.fact, "zegt niet waarom dit nodig is; vul ‘reason’ in"
        elif need.reason.rstrip().endswith("."):
            yield (
                need.fact,
                "heeft een reden met een punt; de zin gaat door met het artikel, laat de punt weg",
            )
    codes = [judgement.code for judgement in process.outcomes]
    for judgement in process.outcomes:
        if not judgement.label.strip() or codes.count(judgement.code) > 1:
            yield judgement.code, "is als oordeel leeg of dubbel; geef elk oordeel een eigen code en woord"


def _uses(process: ComplaintProcess, organisation: Organisation) -> Iterator[tuple[str, str]]:
    letters = {letter.code for letter in organisation.letters}
    waited = {code for rule in organisation.deadlines for code in (rule.met_by, *rule.lapses_on)}
    for move in process.moves:
        if move.letters and not letters & set(move.letters):
            named = ", ".join(move.letters)
            yield move.code, f"noemt een brief die er niet is: {named}; voeg die toe bij ‘letters’"
        for event in move.meets:
            if event not in {*TermEvent, *waited}:
                yield move.code, f"meldt {event}, en geen termijn wacht daarop; noem een TermEvent"
