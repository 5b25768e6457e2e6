"""The moves of an organisation's process as acts: what each needs is asked, the move is made, everyone is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wederhoor.complaints.acts import Act, ActRefused, Ask, Case, Field, Refusal, Values, done_on
from wederhoor.complaints.telling import Post, accused_of, tell_complainants, way_to_accused
from wederhoor.deadlines import service as deadlines
from wederhoor.intake.content import missing_items
from wederhoor.messages import service as messages
from wederhoor.notices import service as notices
from wederhoor.notices.service import Notice
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.complaint_process import Move, MoveNotPossible, ProcessFacts, choose_move
from wederhoor.rules.roles import COMPLAINANT

CLOSED = "De klacht over u is afgesloten. Wilt u weten hoe zij is afgelopen? Neem dan contact met ons op."
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
LETTERS = {"withdraw": "withdrawn", "decide": "decision"}
ENDS_BY = {"withdraw": "withdrawn", "satisfied": "satisfied"}
MEETS = {"findings": "findings_sent", "answer": "answer_sent", "decide": "decision_taken"}
"""What the leaving of the outcome meets."""
OWN_PAGES = frozenset({"judge_admissible", "judge_inadmissible", "complete"})
"""Moves that have a page of their own in `admissibility` and `receiving`."""
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
ASKED = frozenset({*NEEDS, "reasons_given", "ground_chosen", "withdrawn_in_writing", "informed"})


@dataclass(frozen=True, kw_only=True)
class Made:
    """A move as somebody makes it: when, why (for the letter), and what else was answered (sealed on the record)."""

    done_on: date
    reasons: str = ""
    told: Mapping[str, str] | None = None
    facts: frozenset[str] = frozenset()
    """The facts of the process this establishes."""


def facts_of(case: Case, asked: frozenset[str] = ASKED) -> ProcessFacts:
    """What is known, with the facts that were asked for taken as answered."""
    reacting = case.clocks.get("no_reaction")
    unanswered = (
        reacting is not None
        and reacting.state == deadlines.RUNNING
        and reacting.due_on is not None
        and case.work.today > reacting.due_on
    )
    known = {
        "complete": not missing_items(case.content, case.answers.required_content),
        "reminder_unanswered": unanswered,
    }
    return ProcessFacts(**known, **dict.fromkeys(asked - known.keys(), True))


def later(case: Case, move: Move) -> bool:
    """Whether a move belongs to the committee's work, which cannot be recorded yet."""
    to_open = case.process.step(move.to_step).open
    return "report_ready" in move.needs or ("heard" in move.needs and to_open)


def choose(case: Case, code: str, facts: ProcessFacts) -> Move:
    """The move when somebody with the actor's roles may make it now. Raises MoveNotPossible.

    Whoever has a role that may make it is told what is missing, not that another role may not.
    """
    refused: MoveNotPossible | None = None
    by = {role for move in case.process.moves if move.code == code for role in move.by}
    for role in sorted(case.work.actor.roles - {COMPLAINANT}, key=lambda role: (role not in by, role)):
        try:
            return choose_move(code, case.dossier.step, case.process, facts, role=role)
        except MoveNotPossible as why:
            refused = refused or why
    raise refused or MoveNotPossible("U heeft hier geen rol.", case.process.source)


def make_move(case: Case, code: str, made: Made) -> None:
    """Make a move of the process: the step changes, clocks stop, everyone concerned is told (KR-041, 060, 061; Awb 9:5).

    Raises MoveNotPossible or ActRefused.
    """
    work, dossier = case.work, case.dossier
    move = choose(case, code, facts_of(case, made.facts))
    step = case.process.step(move.to_step)
    dossier.step = move.to_step
    details = {**({"reasons": made.reasons} if made.reasons else {}), **(made.told or {})}
    shared = {
        "done_on": made.done_on,
        "article": str(move.source),
        "details": details or None,
        "key_id": dossier.key_id if details else None,
    }
    if step.open:
        facts = {"move": move.label, "step": step.label}
        record.append(work, dossier.id, [record.Entry(event=Event.MOVE_MADE, facts=facts, **shared)])  # type: ignore[arg-type]
        return
    dossier.closed_on, dossier.close_ground = made.done_on, "withdrawn" if code == "withdraw" else code
    said = record.Entry(event=Event.DOSSIER_CLOSED, facts={"ground": move.label}, **shared)  # type: ignore[arg-type]
    meets = MEETS.get(code)
    post = Post(case=case, occasion=f"closed:{dossier.version}", meets=meets)
    letter_facts: dict[str, str | date] = {
        "closed_on": made.done_on,
        "reasons": made.reasons,
        "reason": made.reasons,
    }
    tell_complainants(post, (LETTERS.get(code, code), "closed"), letter_facts)
    _tell_accused_too(post)
    record.append(work, dossier.id, [said, *post.entries])
    close(case, ENDS_BY.get(code, "closed"), move.label, made.done_on, keep=meets)
    post.send()


def close(case: Case, event: str, why: str, on: date, *, keep: str | None = None) -> None:
    """Stop what no longer matters after closing; the duty to send the outcome stays until it has left."""
    work, dossier = case.work, case.dossier
    work.session.flush()
    kept = frozenset(rule.code for rule in case.answers.deadlines if keep and rule.met_by == keep)
    reason = "de klacht is ingetrokken" if event == "withdrawn" else f"gesloten: {why}"
    deadlines.lapse(work, dossier.id, case.answers, event, reason[:60], keep=kept, on=on)
    notices.cancel_held(work, dossier.id)


def _tell_accused_too(post: Post) -> None:
    """Whoever was told of the complaint hears that it was closed (KR-061); the letter itself is the complainant's."""
    case = post.case
    for party in accused_of(case):
        to = way_to_accused(case, party)
        if to is None:
            continue
        if party.account_id is None:
            messages.write_to_party(case.work, case.dossier, party, CLOSED)
            continue
        post.notices.append(
            Notice(
                letter="closed",
                occasion=post.occasion,
                addressee=to.addressee,
                channel=to.channel,
                recipient=to.recipient,
                subject="Er staat een bericht voor u klaar",
                text=to.text,
            )
        )


def reopen(case: Case, *, step: str, reason: str, done_on: date) -> None:
    """Take a closed matter up again at a step; its clocks run on as if it had not been closed. Raises ActRefused."""
    work, dossier = case.work, case.dossier
    if step not in {s.code for s in case.process.steps if s.open}:
        raise ActRefused("step", "Kies op welke stap de zaak verder gaat.")
    closed_on = dossier.closed_on
    dossier.step, dossier.closed_on, dossier.close_ground = step, None, None
    work.session.flush()
    said = record.Entry(
        event=Event.DOSSIER_REOPENED,
        facts={"step": case.process.step(step).label},
        done_on=done_on,
        details={"reason": reason},
        key_id=dossier.key_id,
    )
    post = Post(case=case, occasion=f"reopened:{dossier.version}")
    tell_complainants(post, ("reopened",), {"reasons": reason, "reason": reason})
    running = deadlines.restart(work, dossier.id, case.answers, closed_on)
    record.append(work, dossier.id, [said, *running, *post.entries])
    post.send()


def act_of(move: Move) -> Act:
    """A move as an act."""

    def fields(case: Case) -> tuple[Field, ...]:
        asked = [field for need in move.needs for field in NEEDS.get(need, ())]
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
        return Refusal(reason=LATER, source=move.source) if later(case, move) else None

    def do(case: Case, values: Values) -> None:
        make_move(case, move.code, _made(move, values))

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
    )


def slug_of(code: str) -> str:
    """The place of a move in the address."""
    return SLUGS.get(code, code.replace("_", "-"))


def _made(move: Move, values: Values) -> Made:
    """What was filled in, judged against what the move needs. Raises ActRefused."""
    told = {
        name: str(values[name])
        for name in ("how_known", "goals", "complainant_feels", "accused_feels", "waived", "heard_on")
        if values.get(name)
    }
    if "both_satisfied" in move.needs:
        for name, who in (("complainant_feels", "de klager"), ("accused_feels", "de aangeklaagde")):
            if values.get(name) != "yes":
                raise ActRefused(
                    name, f"Op deze grond sluiten kan alleen als ook {who} tevreden is", move.source
                )
    if "heard" in move.needs:
        if values.get("heard") == "yes" and not values.get("heard_on"):
            raise ActRefused("heard_on", "Vul in wanneer er is gehoord.")
        if values.get("heard") == "no" and not values.get("waived"):
            raise ActRefused("waived", "Schrijf op waarom er niet is gehoord.")
    reasons = values.get("reasons") or "\n\n".join(
        values[name] for name in ("outcome", "measures") if values.get(name)
    )
    return Made(done_on=values["done_on"], reasons=reasons, told=told, facts=ASKED & frozenset(move.needs))


def _reopen_fields(case: Case) -> tuple[Field, ...]:
    waits = {case.process.start_incomplete} - {case.process.start_complete}
    behind = set() if case.dossier.received_on is None else waits
    steps = tuple(
        (step.code, step.label) for step in case.process.steps if step.open and step.code not in behind
    )
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
    if ground in ("merged", "transferred"):
        return Refusal(reason="Deze zaak gaat elders verder; zij kan hier niet heropend worden")
    return None


ACTS = (
    Act(
        slug="heropenen",
        title="De zaak heropenen",
        lead="De termijnen lopen weer zoals zij liepen. Dat de zaak gesloten was, blijft in het logboek staan.",
        submit="Heropenen",
        fields=_reopen_fields,
        do=lambda case, v: reopen(case, step=v["step"], reason=v["reason"], done_on=v["done_on"]),
        refusal=_not_reopened,
        when_open=False,
    ),
)
