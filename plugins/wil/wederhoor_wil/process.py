"""The road of a complaint at WIL, from Awb title 9.1; of its own scheme only a part is public."""

from wederhoor.hookspecs import ComplaintProcess, Fact, Meaning, Move, Need, Role, Step, awb

_OFFICE = (Role.SECRETARY, Role.QUALITY_OFFICER)
_OPEN = ("incomplete", "assess", "handling")

PROCESS = ComplaintProcess(
    steps=(
        Step(
            code="incomplete",
            label="Nog niet compleet",
            public_label="We hebben nog iets van u nodig",
            accused_label="De klacht is nog niet compleet",
            open=True,
        ),
        Step(
            code="assess",
            label="Beoordelen of de klacht wordt behandeld",
            public_label="We bekijken of we uw klacht kunnen behandelen",
            accused_label="We bekijken of we de klacht kunnen behandelen",
            open=True,
        ),
        Step(
            code="handling",
            label="In behandeling",
            public_label="We zoeken uw klacht uit en horen u en de ander",
            accused_label="We zoeken de klacht uit en horen u en wie klaagt",
            open=True,
        ),
        Step(code="closed", label="Afgesloten", public_label="Uw klacht is afgesloten", open=False),
    ),
    moves=(
        Move(
            code="complete",
            means=Meaning.COMPLETED,
            label="Alles is binnen",
            from_steps=("incomplete",),
            to_step="assess",
            by=(*_OFFICE, "complainant"),
            needs=(Fact.COMPLETE,),
            source=awb.article("9:4"),
        ),
        Move(
            code="judge_admissible",
            means=Meaning.TAKEN_UP,
            label="In behandeling nemen",
            from_steps=("assess",),
            to_step="handling",
            by=_OFFICE,
            needs=(),
            source=awb.article("9:2"),
        ),
        Move(
            code="judge_inadmissible",
            means=Meaning.NOT_TAKEN_UP,
            label="Niet in behandeling nemen",
            from_steps=("incomplete", "assess"),
            to_step="closed",
            by=(*_OFFICE, Role.DIRECTOR),
            needs=(Fact.GROUND_CHOSEN,),
            source=awb.article("9:8"),
        ),
        Move(
            code="satisfied",
            means=Meaning.SATISFIED,
            label="Opgelost: de klager is tevreden",
            from_steps=_OPEN,
            to_step="closed",
            by=_OFFICE,
            needs=(Fact.COMPLAINANT_SATISFIED,),
            source=awb.article("9:5"),
        ),
        Move(
            code="findings",
            means=Meaning.FINDINGS,
            label="Bevindingen, oordeel en conclusies sturen",
            from_steps=("handling",),
            to_step="closed",
            by=(*_OFFICE, Role.DIRECTOR),
            needs=("heard", "decision_recorded"),
            source=awb.article("9:12"),
        ),
        Move(
            code="withdraw",
            means=Meaning.WITHDRAWN,
            label="Klacht intrekken",
            from_steps=_OPEN,
            to_step="closed",
            by=("complainant", *_OFFICE),
            needs=(),
            source=awb.article("9:1"),
        ),
    ),
    needs=(
        Need(
            fact=Fact.COMPLETE,
            reason="Naam en adres, datum, omschrijving en handtekening zijn nog niet alle binnen",
            source=awb.article("9:4 lid 2"),
        ),
        Need(
            fact=Fact.GROUND_CHOSEN,
            reason="Kies eerst op welke grond de klacht niet in behandeling komt en schrijf op waarom",
            source=awb.article("9:8 lid 3"),
        ),
        Need(
            fact=Fact.COMPLAINANT_SATISFIED,
            reason="De klager heeft nog niet laten weten tevreden te zijn",
            source=awb.article("9:5"),
        ),
        Need(
            fact=Fact.HEARD,
            reason="Klager en aangeklaagde zijn nog niet gehoord en er is niet vastgelegd waarom niet",
            source=awb.article("9:10"),
        ),
        Need(
            fact=Fact.DECISION_RECORDED,
            reason="Bevindingen, oordeel en conclusies zijn nog niet vastgelegd",
            source=awb.article("9:12"),
        ),
    ),
    start_incomplete="incomplete",
    start_complete="assess",
    source=awb.article("9:1"),
)
