"""The road of a complaint at InteraktContour, from the Wkkgz; its own regulation is not known."""

from wederhoor.hookspecs import ComplaintProcess, Fact, Meaning, Move, Need, Role, Step, wkkgz

from .sources import NOT_RECEIVED

_OFFICE = (Role.SECRETARY, Role.QUALITY_OFFICER)

PROCESS = ComplaintProcess(
    steps=(
        Step(
            code="incomplete",
            label="Nog niet duidelijk",
            public_label="We hebben nog iets van u nodig",
            accused_label="De klacht is nog niet compleet",
            open=True,
        ),
        Step(
            code="handling",
            label="In behandeling",
            public_label="We zoeken uw klacht uit",
            accused_label="We zoeken de klacht uit, en horen ook u",
            open=True,
        ),
        Step(code="closed", label="Afgesloten", public_label="Uw klacht is afgesloten", open=False),
    ),
    moves=(
        Move(
            code="complete",
            means=Meaning.COMPLETED,
            label="De klacht is duidelijk",
            from_steps=("incomplete",),
            to_step="handling",
            by=(*_OFFICE, "complainant"),
            needs=(Fact.COMPLETE,),
            source=NOT_RECEIVED,
        ),
        Move(
            code="settle",
            means=Meaning.SETTLED,
            label="Opgelost naar tevredenheid",
            from_steps=("handling",),
            to_step="closed",
            by=_OFFICE,
            needs=(Fact.COMPLAINANT_SATISFIED,),
            source=wkkgz.article("15"),
        ),
        Move(
            code="answer",
            means=Meaning.ANSWERED,
            label="Antwoord met redenen geven",
            from_steps=("handling",),
            to_step="closed",
            by=(Role.DIRECTOR, *_OFFICE),
            needs=(Fact.DECISION_RECORDED,),
            source=wkkgz.article("17"),
        ),
        Move(
            code="withdraw",
            means=Meaning.WITHDRAWN,
            label="Klacht intrekken",
            from_steps=("incomplete", "handling"),
            to_step="closed",
            by=("complainant", *_OFFICE),
            needs=(),
            source=NOT_RECEIVED,
        ),
    ),
    needs=(
        Need(
            fact=Fact.COMPLETE,
            reason="Er is nog geen omschrijving van de klacht",
            source=NOT_RECEIVED,
        ),
        Need(
            fact=Fact.COMPLAINANT_SATISFIED,
            reason="De klager heeft nog niet laten weten tevreden te zijn",
            source=wkkgz.article("15"),
        ),
        Need(
            fact=Fact.DECISION_RECORDED,
            reason="Het antwoord met de redenen en besluiten is nog niet vastgelegd",
            source=wkkgz.article("17"),
        ),
    ),
    start_incomplete="incomplete",
    start_complete="handling",
    source=wkkgz.article("13"),
)
