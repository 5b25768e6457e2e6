"""The moves of an organisation's process as acts: what each needs is asked, the move is made, everyone is told."""

from collections.abc import Mapping
from datetime import date

from wederhoor.cases.moves import Made, choose, facts_of, make_move
from wederhoor.cases.withdrawing import still_complaining, withdraw_for
from wederhoor.complaints.acts import END, STEP, Act, done_on
from wederhoor.complaints.needs import JUDGEMENT, NEEDS, OWN, judgement_field, own_field, questions_of
from wederhoor.deadlines.case import Case
from wederhoor.dossiers.called import called
from wederhoor.dossiers.tables import Party
from wederhoor.rules.complaint_process import (
    COMPUTED,
    Fact,
    Meaning,
    Move,
    MoveNotPossible,
)
from wederhoor.rules.roles import COMPLAINANT
from wederhoor.web.asking import Ask, Field, Values
from wederhoor.work import Refusal, Refused

SLUGS: Mapping[Meaning, str] = {
    Meaning.INVITED: "gesprek",
    Meaning.TALK_HELPED: "gesprek-gelukt",
    Meaning.TALK_DID_NOT_HELP: "naar-commissie",
    Meaning.GOAL_REACHED: "doel-bereikt",
    Meaning.NO_REACTION: "geen-reactie",
    Meaning.NOTHING_MORE: "niets-meer-te-bereiken",
    Meaning.OTHER_HANDLING: "andere-behandeling",
    Meaning.RECORDED_SECRETLY: "opname",
    Meaning.WITHDRAWN: "intrekken",
    Meaning.SATISFIED: "klager-tevreden",
    Meaning.SETTLED: "opgelost",
    Meaning.FINDINGS: "bevindingen",
    Meaning.ANSWERED: "antwoord",
    Meaning.DECIDED: "besluit",
}
PARTY = "party_"
OWN_PAGES = frozenset({Meaning.TAKEN_UP, Meaning.NOT_TAKEN_UP, Meaning.COMPLETED})
"""Moves that have a page of their own in `judging` and `receiving`."""


def act_of(move: Move, *, ends: bool = False) -> Act:
    """A move as an act; `ends`: it closes the case."""

    def fields(case: Case) -> tuple[Field, ...]:
        own = questions_of(case.process, move)
        asked = [field for fact, fields in NEEDS.items() if fact in move.needs for field in fields]
        asked += [own_field(question) for question in own]
        if Fact.DECISION_RECORDED in move.needs and case.process.outcomes:
            asked.insert(0, judgement_field(case.process))
        if move.means is Meaning.WITHDRAWN:
            asked += _who_withdraws(case)
        closes = not case.process.step(move.to_step).open
        if closes and Fact.DECISION_RECORDED not in move.needs:
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
        return None

    def do(case: Case, values: Values) -> None:
        if move.means is Meaning.WITHDRAWN:
            made = _made(case, move, values)
            withdraw_for(
                case,
                _chosen(case, values),
                on=made.done_on,
                reason=made.reasons,
                details={"reasons": made.reasons} if made.reasons else None,
            )
            return
        made = _made(case, move, values)
        _refuse_heard_out_of_order(case, values, made.done_on)
        make_move(case, move.code, made)

    return Act(
        slug=slug_of(move),
        title=move.label,
        lead="",
        submit="Vastleggen",
        roles=frozenset(move.by) - {COMPLAINANT},
        fields=fields,
        do=do,
        refusal=refusal,
        source=lambda _case: move.source,
        when_open=None,
        move=key_of(move),
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


def slug_of(move: Move) -> str:
    """The place of a move in the address: what its meaning is called there, where that is also its code; else its own code."""
    if move.means is not None and move.code == move.means:
        return SLUGS.get(move.means, move.code.replace("_", "-"))
    return move.code.replace("_", "-")


def key_of(move: Move) -> str:
    """By what a move is found among the acts: one page asks whether a complaint is taken up, whichever way it goes."""
    if move.means in OWN_PAGES:
        return Meaning.COMPLETED if move.means is Meaning.COMPLETED else Meaning.TAKEN_UP
    return move.code


def _made(case: Case, move: Move, values: Values) -> Made:
    """What was filled in, judged against what the move needs. Raises Refused."""
    own = {
        question.label.rstrip("?"): str(value)
        for question in questions_of(case.process, move)
        if (value := values.get(f"{OWN}{question.code}"))
    }
    told = {
        name: str(values[name])
        for name in ("how_known", "goals", "complainant_feels", "accused_feels", "waived", "heard_on")
        if values.get(name)
    }
    if Fact.BOTH_SATISFIED in move.needs:
        for name, who in (("complainant_feels", "de klager"), ("accused_feels", "de aangeklaagde")):
            if values.get(name) != "yes":
                raise Refused(
                    name, f"Op deze grond sluiten kan alleen als ook {who} tevreden is", move.source
                )
    if Fact.HEARD in move.needs:
        heard = values.get("heard") == "yes"
        if heard and not values.get("heard_on"):
            raise Refused("heard_on", "Vul in wanneer er is gehoord.")
        if not heard and not values.get("waived"):
            raise Refused("waived", "Schrijf op waarom er niet is gehoord.")
        told.pop("waived" if heard else "heard_on", None)  # what was not asked after this answer is not kept
    reasons = values.get("reasons") or "\n\n".join(
        values[name] for name in ("outcome", "measures") if values.get(name)
    )
    facts = frozenset(move.needs) - COMPUTED
    outcome = next((one for one in case.process.outcomes if one.code == values.get(JUDGEMENT)), None)
    if outcome is not None:
        told[JUDGEMENT] = outcome.label
    return Made(
        done_on=values["done_on"],
        reasons=reasons,
        told=told | own,
        facts=facts,
        outcome=outcome.code if outcome else None,
    )


def _refuse_heard_out_of_order(case: Case, values: Values, done_on: date) -> None:
    """Nobody was heard before the complaint came in, nor after what was decided on it."""
    heard = values.get("heard_on")
    if not heard or values.get("heard") != "yes":
        return
    if heard < (case.dossier.received_on or case.came_in_on):
        raise Refused("heard_on", "Deze datum ligt vóór de dag waarop de klacht is ontvangen.")
    if heard > done_on:
        raise Refused("heard_on", "Deze datum ligt na de dag die u hieronder invult.")
