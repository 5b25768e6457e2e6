"""What is asked before a move is made: for each fact only a person can know, and what the organisation asks itself."""

from collections.abc import Mapping

from wederhoor.rules.asked import Question, QuestionKind
from wederhoor.rules.complaint_process import ComplaintProcess, Fact, Judgement, JudgementKind, Move
from wederhoor.web.asking import Ask, Field

SATISFIED = (
    ("yes", "Tevreden"),
    ("partly", "Deels tevreden"),
    ("no", "Niet tevreden"),
    ("unknown", "Niet bekend"),
)


def _check(name: str, label: str, needed: str) -> Field:
    return Field(name=name, ask=Ask.CHECK, label=label, needed=needed)


NEEDS: Mapping[Fact, tuple[Field, ...]] = {
    Fact.COMPLAINANT_SATISFIED: (
        _check(
            "complainant_satisfied",
            "De klager heeft laten weten tevreden te zijn",
            "Bevestig dat de klager heeft laten weten tevreden te zijn.",
        ),
        Field(
            name="how_known",
            ask=Ask.TEXT,
            label="Wanneer en hoe liet de klager dat weten?",
            needed="Schrijf op wanneer en hoe de klager liet weten tevreden te zijn.",
        ),
    ),
    Fact.BOTH_SATISFIED: (
        Field(
            name="goals",
            ask=Ask.TEXT,
            label="Hoe ver zijn de doelen bereikt?",
            hint="Stel dit zo mogelijk samen met de klager vast.",
            needed="Schrijf op hoe ver de doelen zijn bereikt.",
        ),
        Field(
            name="complainant_feels",
            ask=Ask.RADIOS,
            label="Hoe tevreden is de klager over de oplossing en de behandeling?",
            choices=SATISFIED,
            needed="Kies hoe tevreden de klager is.",
        ),
        Field(
            name="accused_feels",
            ask=Ask.RADIOS,
            label="Hoe tevreden is de aangeklaagde over de oplossing en de behandeling?",
            choices=SATISFIED,
            needed="Kies hoe tevreden de aangeklaagde is.",
        ),
    ),
    Fact.HEARD: (
        Field(
            name="heard",
            ask=Ask.RADIOS,
            label="Zijn de klager en degene over wie de klacht gaat gehoord?",
            choices=(("yes", "Ja"), ("no", "Nee, daarvan is afgezien")),
            needed="Kies of er is gehoord.",
        ),
        Field(name="heard_on", ask=Ask.DATE, label="Gehoord op", hint="Alleen als er is gehoord."),
        Field(
            name="waived",
            ask=Ask.TEXT,
            label="Waarom is er niet gehoord?",
            hint="Alleen als er niet is gehoord.",
        ),
    ),
    Fact.REPORT_READY: (
        _check(
            "report_ready",
            "Het rapport is vastgesteld en ligt bij de stukken van dit dossier",
            "Bevestig dat het rapport is vastgesteld en bij de stukken ligt.",
        ),
    ),
    Fact.DECISION_RECORDED: (
        Field(
            name="outcome",
            ask=Ask.TEXT,
            label="Bevindingen en oordeel, met de redenen",
            hint="Deze tekst komt in de brief.",
            needed="Schrijf de bevindingen en het oordeel op, met de redenen.",
        ),
        Field(
            name="measures",
            ask=Ask.TEXT,
            label="Conclusies en maatregelen, met de datum waarop zij zijn uitgevoerd",
            hint="Komen er geen maatregelen? Schrijf dat dan op.",
            needed="Schrijf op welke maatregelen er komen en wanneer, of dat er geen komen.",
        ),
    ),
    Fact.SECRET_RECORDING: (
        _check(
            "secret_recording",
            "Er is zonder toestemming opgenomen",
            "Bevestig dat er zonder toestemming is opgenomen.",
        ),
    ),
}
"""What is asked for a fact that only a person can know. Other facts are computed."""


JUDGEMENT = "judgement"
OWN = "own_"
"""Before the name of a question the organisation asks itself."""
KINDS: Mapping[QuestionKind, Ask] = {
    QuestionKind.LINE: Ask.LINE,
    QuestionKind.TEXT: Ask.TEXT,
    QuestionKind.DATE: Ask.DATE,
    QuestionKind.CHOICE: Ask.RADIOS,
    QuestionKind.CHECK: Ask.CHECK,
}


def own_field(question: Question) -> Field:
    """A question of the organisation as a field of an act."""
    return Field(
        name=f"{OWN}{question.code}",
        ask=KINDS[question.kind],
        label=question.label,
        hint=question.hint,
        needed=question.needed,
        choices=question.choices,
        future=question.kind is QuestionKind.DATE,
    )


def _by_kind(one: Judgement) -> int:
    """Founded first, no judgement last, whatever they are called."""
    return (
        JudgementKind.FOUNDED,
        JudgementKind.PARTLY_FOUNDED,
        JudgementKind.UNFOUNDED,
        JudgementKind.NO_JUDGEMENT,
    ).index(one.kind)


def judgement_field(process: ComplaintProcess) -> Field:
    """Between which judgements whoever decides chooses."""
    return Field(
        name=JUDGEMENT,
        ask=Ask.RADIOS,
        label="Wat is het oordeel?",
        choices=tuple((one.code, one.label) for one in sorted(process.outcomes, key=_by_kind)),
        needed="Kies het oordeel.",
    )


def questions_of(process: ComplaintProcess, move: Move) -> tuple[Question, ...]:
    """What the organisation asks itself before this move."""
    return tuple(one for need in process.needs if need.fact in move.needs for one in need.asks)
