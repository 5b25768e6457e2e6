"""The act of taking a closed case up again."""

from wederhoor.cases.ending import reopen, steps_to_go_on
from wederhoor.complaints.acts import STEP, Act, done_on
from wederhoor.deadlines.case import Case
from wederhoor.web.asking import Ask, Field
from wederhoor.work import Refusal


def reopen_fields(case: Case) -> tuple[Field, ...]:
    """What is asked of whoever takes a case up again."""
    steps = tuple((step.code, step.label) for step in steps_to_go_on(case))
    return (
        Field(
            name="step",
            ask=Ask.RADIOS,
            label="Op welke stap gaat de zaak verder?",
            choices=steps,
            needed="Kies op welke stap de zaak verder gaat.",
        ),
        Field(
            name="reason", ask=Ask.TEXT, label="Waarom?", needed="Schrijf op waarom de zaak heropend wordt."
        ),
        done_on(case),
    )


def _not_reopened(case: Case) -> Refusal | None:
    ground = case.dossier.close_ground or ""
    if ground == "merged":
        return Refusal(reason="Deze zaak gaat verder in een ander dossier. Kies ‘Weer apart verder’")
    if ground == "transferred":
        return Refusal(reason="Deze zaak gaat elders verder; zij kan hier niet heropend worden")
    return None


ACTS = (
    Act(
        slug="heropenen",
        title="De zaak heropenen",
        lead="De termijnen lopen weer zoals zij liepen. Dat de zaak gesloten was, blijft in het logboek staan.",
        submit="Heropenen",
        group=STEP,
        fields=reopen_fields,
        do=lambda case, v: reopen(case, step=v["step"], reason=v["reason"], done_on=v["done_on"]),
        refusal=_not_reopened,
        when_open=False,
    ),
)
