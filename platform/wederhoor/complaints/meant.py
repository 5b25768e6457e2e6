"""Whoever is barred because they may be meant by a name: a colleague looks, and lets in who is not."""

import uuid

from wederhoor.complaints.acts import Act
from wederhoor.deadlines.case import Case
from wederhoor.tasks.meant import let_back, possibly_meant
from wederhoor.web.asking import Ask, Field, Values
from wederhoor.work import Refusal, Refused


def _fields(case: Case) -> tuple[Field, ...]:
    people = possibly_meant(case.work, case.dossier.id)
    return (
        Field(
            name="person",
            ask=Ask.RADIOS,
            label="Wie is niet bedoeld?",
            choices=tuple((str(account), name) for account, name in people.items()),
            needed="Kies wie.",
        ),
        Field(
            name="looked",
            ask=Ask.CHECK,
            label="Ik heb gelezen wat er staat. Het gaat niet over deze collega.",
            needed="Zet een vinkje als u het hebt gelezen en het niet over deze collega gaat.",
        ),
    )


def _let_back(case: Case, values: Values) -> None:
    if not let_back(case.work, case.dossier.id, uuid.UUID(values["person"])):
        raise Refused("person", "Deze collega kan het dossier al zien.")


def _nobody(case: Case) -> Refusal | None:
    if possibly_meant(case.work, case.dossier.id):
        return None
    return Refusal(reason="Niemand is om de naam alleen buiten dit dossier gehouden")


ACTS = (
    Act(
        slug="niet-bedoeld",
        title="Wie er misschien bedoeld is",
        lead=(
            "Deze collega’s kunnen het dossier niet zien: hun naam lijkt op een naam die iemand noemde. Gaat het niet over hen? "
            "Laat hen dan toe. Twijfelt u, doe het dan niet."
        ),
        submit="Deze collega toelaten",
        fields=_fields,
        do=_let_back,
        refusal=_nobody,
        when_open=None,
        fits=lambda case: bool(possibly_meant(case.work, case.dossier.id)),
    ),
)
