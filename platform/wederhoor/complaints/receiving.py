"""Acts about what came in: complete it from paper, send it on to whom it belongs."""

from datetime import date, datetime, time

from wederhoor.complaints import moves
from wederhoor.complaints.acts import Act, Ask, Case, Field, Refusal, Values, done_on
from wederhoor.complaints.telling import Post, tell_complainants
from wederhoor.deadlines import service as deadlines
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.tables import Statement
from wederhoor.intake import letters
from wederhoor.intake import service as intake
from wederhoor.intake.content import missing_fields, missing_items
from wederhoor.intake.rows import set_complainant, statement_row
from wederhoor.notices import service as notices
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.complaint_process import MoveNotPossible, ProcessFacts
from wederhoor.rules.deadlines import StartEvent
from wederhoor.rules.provenance import Provenance, ToConfirm
from wederhoor.statutes import awb
from wederhoor.tenancy.locks import insert_rows
from wederhoor.work import AMSTERDAM

LABELS = {
    "surname": "Achternaam, of naam van de organisatie",
    "street": "Straat en huisnummer",
    "postal_code": "Postcode",
    "town": "Plaats",
    "description": "Waar de klacht over gaat",
    "objection": "Waarom de klager het er niet mee eens is",
    "steps_taken": "Wat de klager zelf al deed",
    "signed_name": "Naam zoals de klager heeft ondertekend",
}
LONG = frozenset({"description", "objection", "steps_taken"})


def complete_from_paper(case: Case, *, values: Values, received_on: date) -> None:
    """Enter what the complainant sent on paper; that day is the receipt date when it was the last (KR-084).

    Raises MoveNotPossible.
    """
    work, dossier = case.work, case.dossier
    statement = dossiers.current_statement(work, dossier.id)
    content = case.content.merged({name: value for name, value in values.items() if name in LABELS and value})
    if values.get("signed_name"):
        content = content.merged({"signed_at": datetime.combine(received_on, time(), AMSTERDAM).isoformat()})
    move = moves.choose(
        case, "complete", ProcessFacts(complete=not missing_items(content, case.answers.required_content))
    )
    newer = statement_row(work, dossier.id, dossier.key_id, content, version=statement.version + 1)
    insert_rows(work.session, Statement, [newer])
    party = intake.filer_of(dossiers.complainants_of(work, dossier.id))
    set_complainant(work, party, content)
    if values.get("signed_name"):
        party.signed_at = work.now
    dossier.step, dossier.received_on = move.to_step, received_on
    started = deadlines.event_happened(work, dossier.id, case.answers, StartEvent.RECEIPT, received_on)
    code, facts = letters.confirmation(case.answers, [], deadlines.clocks_of(work, dossier.id))
    out = letters.to_complainants(
        work, dossier, content, case.answers, code, facts, occasion="completed", meets="confirmation_sent"
    )
    entry = record.Entry(
        event=Event.COMPLAINT_COMPLETED,
        facts={"received_on": received_on.isoformat()},
        done_on=received_on,
        article=str(move.source),
    )
    record.append(work, dossier.id, [entry, *started, *out.entries])
    notices.announce(work, dossier.id, dossier.key_id, out.notices)


def _missing(case: Case) -> tuple[str, ...]:
    absent = missing_fields(case.content, case.answers.required_content)
    return tuple(name for names in absent.values() for name in names)


def _complete_fields(case: Case) -> tuple[Field, ...]:
    asked = tuple(
        Field(
            name=name,
            ask=Ask.TEXT if name in LONG else Ask.LINE,
            label=LABELS[name],
            needed=f"{LABELS[name]}: vul in wat de klager opgaf.",
        )
        for name in _missing(case)
    )
    return (*asked, done_on(case, "Op welke dag was alles binnen?"))


def _not_completed(case: Case) -> Refusal | None:
    try:
        moves.choose(case, "complete", ProcessFacts(complete=True))
    except MoveNotPossible as why:
        return Refusal(reason=why.reason)
    return None


def make_complaint(case: Case, *, how: str, done_on: date) -> None:
    """Dissatisfaction becomes a complaint because the complainant said so, on this day (KR-029). Raises MoveNotPossible."""
    intake.make_complaint(case.work, case.dossier, None, on=done_on)
    said = record.Entry(
        event=Event.COMPLAINT_ASKED,
        done_on=done_on,
        details={"how": how},
        key_id=case.dossier.key_id,
    )
    record.append(case.work, case.dossier.id, [said])


def _informal(case: Case) -> bool:
    return case.dossier.filed_as == intake.DISSATISFACTION


def _no_dissatisfaction(case: Case) -> Refusal | None:
    if intake.may_be_complaint(case.work, case.dossier):
        return None
    return Refusal(reason="Dit is al een klacht, of de zaak is afgesloten", source=case.process.source)


OBJECTION, OTHER = "objection", "other"
KINDS = ((OBJECTION, "Een bezwaar tegen een besluit"), (OTHER, "Een klacht die bij een ander hoort"))


def refer(case: Case, *, kind: str, where: str, reason: str, whole: bool, done_on: date) -> None:
    """Send on what belongs elsewhere; an objection at once, and its receipt date stays (Awb 6:15)."""
    work, dossier = case.work, case.dossier
    source = _refer_source(kind)
    words = dict(KINDS)[kind]
    facts = {"what": words[0].lower() + words[1:], "arrived_on": dossier.arrived_on.isoformat()}
    said = record.Entry(
        event=Event.REFERRED,
        facts=facts,
        done_on=done_on,
        article=str(source),
        details={"where": where, "reason": reason},
        key_id=dossier.key_id,
    )
    post = Post(case=case, occasion=f"referred:{dossier.version}")
    tell_complainants(
        post, ("forwarded",), {"where_to": where, "reason": reason, "reasons": reason, "closed_on": done_on}
    )
    record.append(work, dossier.id, [said, *post.entries])
    if whole:
        closed = next(step.code for step in case.process.steps if not step.open)
        dossier.step, dossier.closed_on, dossier.close_ground = closed, done_on, "referred"
        ended = record.Entry(
            event=Event.DOSSIER_CLOSED, facts={"ground": "doorgestuurd"}, done_on=done_on, article=str(source)
        )
        record.append(work, dossier.id, [ended])
        moves.close(case, "closed", "doorgestuurd", done_on)
    post.send()


def _refer_source(kind: str) -> Provenance:
    if kind == OBJECTION:
        return awb.article("6:15")
    return ToConfirm(reason="geen document zegt hoe een klacht wordt doorgestuurd")


def _refer_fields(case: Case) -> tuple[Field, ...]:
    return (
        Field(
            name="kind",
            ask=Ask.RADIOS,
            label="Wat stuurt u door?",
            choices=KINDS,
            needed="Kies wat u doorstuurt.",
        ),
        Field(
            name="where",
            ask=Ask.LINE,
            label="Naar wie?",
            hint="De instantie, met de afdeling. Dit staat in de brief aan de klager.",
            needed="Vul in naar wie u het doorstuurt.",
        ),
        Field(
            name="reason",
            ask=Ask.TEXT,
            label="Waarom?",
            hint="Dit staat in de brief.",
            needed="Schrijf op waarom.",
        ),
        Field(
            name="whole",
            ask=Ask.RADIOS,
            label="Gaat alles weg?",
            choices=(("yes", "Ja, de zaak kan hier dicht"), ("no", "Nee, een deel behandelen wij zelf")),
            needed="Kies of de zaak hier dicht kan.",
        ),
        done_on(case, "Doorgestuurd op"),
    )


ACTS = (
    Act(
        slug="compleet",
        title="De klacht aanvullen van papier",
        lead="Vul in wat de klager op papier of aan de telefoon heeft gegeven. De dag waarop alles binnen was, is de datum van ontvangst.",
        submit="Vastleggen",
        fields=_complete_fields,
        do=lambda case, v: complete_from_paper(case, values=v, received_on=v["done_on"]),
        refusal=_not_completed,
        when_open=None,
        move="complete",
    ),
    Act(
        slug="klacht-maken",
        title="Van de onvrede een klacht maken",
        lead="Alleen als de klager dat zelf zegt. De termijnen tellen vanaf de dag waarop dat gebeurde, en de klager krijgt bericht.",
        submit="Er een klacht van maken",
        fields=lambda case: (
            Field(
                name="how",
                ask=Ask.TEXT,
                label="Hoe liet de klager dit weten?",
                hint="Bijvoorbeeld: aan de telefoon, tegen wie.",
                needed="Schrijf op hoe de klager dit liet weten.",
            ),
            done_on(case, "Op welke dag zei de klager dit?"),
        ),
        do=lambda case, v: make_complaint(case, how=v["how"], done_on=v["done_on"]),
        refusal=_no_dissatisfaction,
        fits=_informal,
    ),
    Act(
        slug="doorsturen",
        title="Doorsturen naar wie erover gaat",
        lead="Een bezwaar stuurt u meteen door. De dag waarop het hier binnenkwam, blijft gelden.",
        submit="Doorsturen vastleggen",
        fields=_refer_fields,
        do=lambda case, v: refer(
            case,
            kind=v["kind"],
            where=v["where"],
            reason=v["reason"],
            whole=v["whole"] == "yes",
            done_on=v["done_on"],
        ),
    ),
)
