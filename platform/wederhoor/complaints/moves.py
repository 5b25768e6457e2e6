"""The moves of an organisation's process as acts: what each needs is asked, the move is made, everyone is told."""

from collections.abc import Mapping
from datetime import date

from wederhoor.cases.moves import ASKED, Made, choose, facts_of, make_move
from wederhoor.cases.withdrawing import still_complaining, withdraw_for
from wederhoor.complaints.acts import END, STEP, Act, done_on
from wederhoor.deadlines.case import Case
from wederhoor.dossiers.called import called
from wederhoor.dossiers.tables import Party
from wederhoor.rules.complaint_process import ComplaintProcess, Move, MoveNotPossible
from wederhoor.rules.roles import COMPLAINANT
from wederhoor.web.asking import Ask, Field, Values
from wederhoor.work import Refusal, Refused

SLUGS = {
    "invite_conversation": "gesprek",
    "conversation_settled": "gesprek-gelukt",
    "conversation_unsolved": "naar-commissie",
    "close_goal_reached": "doel-bereikt",
    "close_no_reaction": "geen-reactie",
    "close_nothing_more": "niets-meer-te-bereiken",
    "close_other_handling": "andere-behandeling",
    "close_secret_recording": "opname",
    "withdraw": "intrekken",
    "satisfied": "klager-tevreden",
    "settle": "opgelost",
    "findings": "bevindingen",
    "answer": "antwoord",
    "decide": "besluit",
}
WITHDRAW, PARTY = "withdraw", "party_"
OWN_PAGES = frozenset({"judge_admissible", "judge_inadmissible", "complete"})
"""Moves that have a page of their own in `judging` and `receiving`."""
LATER = (
    "Het werk van de commissie (horen, verslag en rapport) kan het platform nog niet vastleggen. Leg de stukken in het "
    "dossier"
)
SATISFIED = (
    ("yes", "Tevreden"),
    ("partly", "Deels tevreden"),
    ("no", "Niet tevreden"),
    ("unknown", "Niet bekend"),
)


def _check(name: str, label: str, needed: str) -> Field:
    return Field(name=name, ask=Ask.CHECK, label=label, needed=needed)


NEEDS: Mapping[str, tuple[Field, ...]] = {
    "complainant_satisfied": (
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
    "both_satisfied": (
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
    "heard": (
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
    "decision_recorded": (
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
    "secret_recording": (
        _check(
            "secret_recording",
            "Er is zonder toestemming opgenomen",
            "Bevestig dat er zonder toestemming is opgenomen.",
        ),
    ),
}
"""What is asked for a fact that only a person can know. Other facts are computed."""


def later(process: ComplaintProcess, move: Move) -> bool:
    """Whether a move belongs to the committee's work, which cannot be recorded yet."""
    to_open = process.step(move.to_step).open
    return "report_ready" in move.needs or ("heard" in move.needs and to_open)


def act_of(move: Move, *, ends: bool = False) -> Act:
    """A move as an act; `ends`: it closes the case."""

    def fields(case: Case) -> tuple[Field, ...]:
        asked = [field for need in move.needs for field in NEEDS.get(need, ())]
        if move.code == WITHDRAW:
            asked += _who_withdraws(case)
        closes = not case.process.step(move.to_step).open
        if closes and "decision_recorded" not in move.needs:
            asked.append(
                Field(
                    name="reasons",
                    ask=Ask.TEXT,
                    label="Waarom wordt de zaak gesloten?",
                    hint="Schrijf aan de klager. Deze tekst komt in de brief.",
                    needed="Schrijf voor de klager op waarom de zaak wordt gesloten.",
                )
            )
        elif not closes:
            asked.append(Field(name="reasons", ask=Ask.TEXT, label="Toelichting", hint="Voor het dossier."))
        return (*asked, done_on(case))

    def refusal(case: Case) -> Refusal | None:
        try:
            choose(case, move.code, facts_of(case))
        except MoveNotPossible as why:
            return Refusal(reason=why.reason)
        return Refusal(reason=LATER, source=move.source) if later(case.process, move) else None

    def do(case: Case, values: Values) -> None:
        if move.code == WITHDRAW:
            made = _made(move, values)
            withdraw_for(
                case,
                _chosen(case, values),
                on=made.done_on,
                reason=made.reasons,
                details={"reasons": made.reasons} if made.reasons else None,
            )
            return
        made = _made(move, values)
        _refuse_heard_out_of_order(case, values, made.done_on)
        make_move(case, move.code, made)

    return Act(
        slug=slug_of(move.code),
        title=move.label,
        lead="",
        submit="Vastleggen",
        roles=frozenset(move.by) - {COMPLAINANT},
        fields=fields,
        do=do,
        refusal=refusal,
        source=lambda _case: move.source,
        when_open=None,
        move=move.code,
        group=END if ends else STEP,
    )


def _who_withdraws(case: Case) -> list[Field]:
    """A box for each who complains, when there are several: one can stop while the others go on (KR-080)."""
    here = still_complaining(case)
    if sum(party.role == "complainant" for party in here) < 2:
        return []
    return [
        Field(name=f"{PARTY}{party.id.hex}", ask=Ask.CHECK, label=f"{called(party).name} trekt de klacht in")
        for party in here
    ]


def _chosen(case: Case, values: Values) -> list[Party]:
    here = still_complaining(case)
    boxes = {party: f"{PARTY}{party.id.hex}" for party in here}
    if not any(box in values for box in boxes.values()):
        return here
    found = [party for party, box in boxes.items() if values.get(box)]
    if not found:
        raise Refused(next(iter(boxes.values())), "Kies wie de klacht intrekt.")
    return found


def slug_of(code: str) -> str:
    """The place of a move in the address."""
    return SLUGS.get(code, code.replace("_", "-"))


def _made(move: Move, values: Values) -> Made:
    """What was filled in, judged against what the move needs. Raises Refused."""
    told = {
        name: str(values[name])
        for name in ("how_known", "goals", "complainant_feels", "accused_feels", "waived", "heard_on")
        if values.get(name)
    }
    if "both_satisfied" in move.needs:
        for name, who in (("complainant_feels", "de klager"), ("accused_feels", "de aangeklaagde")):
            if values.get(name) != "yes":
                raise Refused(
                    name, f"Op deze grond sluiten kan alleen als ook {who} tevreden is", move.source
                )
    if "heard" in move.needs:
        heard = values.get("heard") == "yes"
        if heard and not values.get("heard_on"):
            raise Refused("heard_on", "Vul in wanneer er is gehoord.")
        if not heard and not values.get("waived"):
            raise Refused("waived", "Schrijf op waarom er niet is gehoord.")
        told.pop("waived" if heard else "heard_on", None)  # what was not asked after this answer is not kept
    reasons = values.get("reasons") or "\n\n".join(
        values[name] for name in ("outcome", "measures") if values.get(name)
    )
    return Made(done_on=values["done_on"], reasons=reasons, told=told, facts=ASKED & frozenset(move.needs))


def _refuse_heard_out_of_order(case: Case, values: Values, done_on: date) -> None:
    """Nobody was heard before the complaint came in, nor after what was decided on it."""
    heard = values.get("heard_on")
    if not heard or values.get("heard") != "yes":
        return
    if heard < (case.dossier.received_on or case.came_in_on):
        raise Refused("heard_on", "Deze datum ligt vóór de dag waarop de klacht is ontvangen.")
    if heard > done_on:
        raise Refused("heard_on", "Deze datum ligt na de dag die u hieronder invult.")
