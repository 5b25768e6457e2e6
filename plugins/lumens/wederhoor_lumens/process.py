"""The road of a complaint at Lumens: the conversation phase and bijlage 3."""

from wederhoor.hookspecs import ComplaintProcess, Fact, Meaning, Move, Need, Role, Step

from .sources import kr

_COMPLAINANT = "complainant"
_OFFICE = (Role.SECRETARY, Role.QUALITY_OFFICER)
_COMMITTEE = (Role.SECRETARY, Role.COMMITTEE_CHAIR)
_CLOSING_TALK = kr("Afsluiting van klachtbehandeling")
_STEP_1A = kr("bijlage 3, stap 1a")
_STEP_1B = kr("bijlage 3, stap 1b")
_STEP_3 = kr("bijlage 3, stap 3")

_STEPS = (
    Step(
        code="incomplete",
        label="Nog niet compleet",
        public_label="We hebben nog iets van u nodig",
        accused_label="De klacht is nog niet compleet",
        open=True,
    ),
    Step(
        code="assess",
        label="Ontvankelijkheid beoordelen",
        public_label="We bekijken of we uw klacht kunnen behandelen",
        accused_label="We bekijken of we de klacht kunnen behandelen",
        open=True,
    ),
    Step(
        code="conversation",
        label="Gesprek",
        public_label="We praten met u om het op te lossen",
        accused_label="We praten met wie klaagt, om het op te lossen",
        open=True,
    ),
    Step(
        code="investigation",
        label="Onderzoek",
        public_label="De klachtencommissie onderzoekt uw klacht",
        accused_label="De klachtencommissie onderzoekt de klacht, en hoort ook u",
        open=True,
    ),
    Step(
        code="report",
        label="Rapport van bevindingen",
        public_label="De klachtencommissie schrijft haar rapport",
        accused_label="De klachtencommissie schrijft haar rapport",
        open=True,
    ),
    Step(
        code="decision",
        label="Besluit over maatregelen",
        public_label="{decision}",
        accused_label="{decision}",
        open=True,
    ),
    Step(code="closed", label="Afgesloten", public_label="Uw klacht is afgesloten", open=False),
)

_OPEN = tuple(step.code for step in _STEPS if step.open)

_NEEDS = (
    Need(
        fact=Fact.COMPLETE,
        reason="Nog niet alles wat het reglement vraagt is binnen; vraag de klager om het aan te vullen",
        source=_STEP_1B,
    ),
    Need(
        fact=Fact.GROUND_CHOSEN,
        reason="Kies eerst op welke grond de klacht niet in behandeling komt en schrijf op waarom",
        source=_STEP_1B,
    ),
    Need(
        fact=Fact.COMPLAINANT_SATISFIED,
        reason="De klager heeft nog niet laten weten dat het gesprek naar tevredenheid is afgesloten",
        source=_STEP_3,
    ),
    Need(
        fact=Fact.BOTH_SATISFIED,
        reason="Nog niet vastgelegd is dat het doel is bereikt en dat beide partijen tevreden zijn",
        source=_CLOSING_TALK,
    ),
    Need(
        fact=Fact.REMINDER_UNANSWERED,
        reason=(
            "Stuur na 4 weken een herinnering; sluiten kan pas als de klager daarna 2 weken niets laat horen"
        ),
        source=_CLOSING_TALK,
    ),
    Need(
        fact=Fact.REASONS_GIVEN,
        reason="Schrijf eerst voor de klager op waarom de zaak wordt gesloten",
        source=_CLOSING_TALK,
    ),
    Need(
        fact=Fact.HEARD,
        reason="Nog niet alle partijen zijn gehoord",
        source=kr("Hoor en wederhoor"),
    ),
    Need(
        fact=Fact.REPORT_READY,
        reason="Het rapport van bevindingen met het oordeel is nog niet klaar",
        source=kr("bijlage 3, stap 4"),
    ),
    Need(
        fact=Fact.DECISION_RECORDED,
        reason="Het besluit met de redenen is nog niet vastgelegd",
        source=kr("bijlage 3, stap 5"),
    ),
    Need(
        fact=Fact.SECRET_RECORDING,
        reason="Er is niet vastgelegd dat er zonder toestemming is opgenomen",
        source=kr("Opnames van gesprekken"),
    ),
)

_MOVES = (
    Move(
        code="complete",
        means=Meaning.COMPLETED,
        label="Alles is binnen",
        from_steps=("incomplete",),
        to_step="assess",
        by=(Role.SECRETARY, _COMPLAINANT),
        needs=(Fact.COMPLETE,),
        source=_STEP_1B,
    ),
    Move(
        code="judge_admissible",
        means=Meaning.TAKEN_UP,
        label="In behandeling nemen",
        from_steps=("assess",),
        to_step="investigation",
        by=(*_OFFICE, Role.COMMITTEE_CHAIR),
        needs=(Fact.COMPLETE,),
        source=_STEP_1B,
    ),
    Move(
        code="judge_inadmissible",
        means=Meaning.NOT_TAKEN_UP,
        label="Niet in behandeling nemen",
        # An anonymous complaint never becomes complete, so this must be possible before completion.
        from_steps=("incomplete", "assess"),
        to_step="closed",
        by=(*_OFFICE, Role.COMMITTEE_CHAIR),
        needs=(Fact.GROUND_CHOSEN,),
        source=_STEP_1B,
    ),
    Move(
        code="invite_conversation",
        means=Meaning.INVITED,
        label="Uitnodigen voor een gesprek",
        from_steps=("assess", "investigation"),
        to_step="conversation",
        by=(*_OFFICE, Role.COMMITTEE_CHAIR),
        needs=(Fact.COMPLETE,),
        source=kr("Het proces van klachtbehandeling"),
    ),
    Move(
        code="conversation_settled",
        means=Meaning.TALK_HELPED,
        label="Opgelost in het gesprek",
        from_steps=("conversation",),
        to_step="closed",
        by=_OFFICE,
        needs=(Fact.COMPLAINANT_SATISFIED,),
        source=_STEP_3,
    ),
    Move(
        code="conversation_unsolved",
        means=Meaning.TALK_DID_NOT_HELP,
        label="Gesprek hielp niet of wordt niet gewenst: naar de commissie",
        from_steps=("conversation",),
        to_step="investigation",
        by=(*_OFFICE, _COMPLAINANT),
        needs=(),
        source=kr("Behandeling door klachtencommissie"),
    ),
    Move(
        code="finish_investigation",
        means=Meaning.INVESTIGATED,
        label="Onderzoek afronden",
        from_steps=("investigation",),
        to_step="report",
        by=_COMMITTEE,
        needs=(Fact.HEARD,),
        source=_STEP_3,
    ),
    Move(
        code="send_report",
        means=Meaning.REPORTED,
        label="Rapport versturen",
        from_steps=("report",),
        to_step="decision",
        by=_COMMITTEE,
        needs=(Fact.REPORT_READY,),
        source=kr("bijlage 3, stap 4"),
    ),
    Move(
        code="decide",
        means=Meaning.DECIDED,
        label="Besluit vastleggen en afsluiten",
        from_steps=("decision",),
        to_step="closed",
        by=(Role.DIRECTOR, Role.SECRETARY),
        needs=(Fact.DECISION_RECORDED,),
        source=kr("bijlage 3, stap 5"),
    ),
    Move(
        code="close_goal_reached",
        means=Meaning.GOAL_REACHED,
        label="Doel bereikt en beide partijen tevreden",
        from_steps=("conversation", "investigation"),
        to_step="closed",
        by=_OFFICE,
        needs=(Fact.BOTH_SATISFIED,),
        source=_CLOSING_TALK,
    ),
    Move(
        code="close_no_reaction",
        means=Meaning.NO_REACTION,
        label="Geen reactie meer na de herinnering",
        from_steps=("conversation", "investigation"),
        to_step="closed",
        by=_OFFICE,
        needs=(Fact.REMINDER_UNANSWERED,),
        source=_CLOSING_TALK,
    ),
    Move(
        code="close_nothing_more",
        means=Meaning.NOTHING_MORE,
        label="Er is niets meer te bereiken",
        from_steps=("conversation",),
        to_step="closed",
        by=_OFFICE,
        needs=(Fact.REASONS_GIVEN,),
        source=_CLOSING_TALK,
    ),
    Move(
        code="close_other_handling",
        means=Meaning.OTHER_HANDLING,
        label="Niet eens met de behandeling die de klager wil",
        from_steps=("conversation", "investigation"),
        to_step="closed",
        by=(*_OFFICE, Role.COMMITTEE_CHAIR),
        needs=(),
        source=_CLOSING_TALK,
    ),
    Move(
        code="close_secret_recording",
        means=Meaning.RECORDED_SECRETLY,
        label="Beëindigen: opgenomen zonder toestemming",
        from_steps=_OPEN,
        to_step="closed",
        by=(*_OFFICE, Role.COMMITTEE_CHAIR),
        needs=(Fact.SECRET_RECORDING,),
        source=kr("Opnames van gesprekken"),
    ),
    Move(
        code="withdraw",
        means=Meaning.WITHDRAWN,
        label="Klacht intrekken",
        from_steps=_OPEN,
        to_step="closed",
        by=(_COMPLAINANT, Role.SECRETARY),
        needs=(),
        source=_STEP_1A,
    ),
)

PROCESS = ComplaintProcess(
    steps=_STEPS,
    moves=_MOVES,
    needs=_NEEDS,
    start_incomplete="incomplete",
    start_complete="assess",
    start_informal="conversation",
    source=kr("bijlage 3"),
)
