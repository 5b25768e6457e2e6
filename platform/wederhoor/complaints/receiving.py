"""Acts about what came in: complete it from paper, send it on to whom it belongs."""

from dataclasses import replace
from datetime import date

from wederhoor.cases import moves
from wederhoor.cases.completing import complete
from wederhoor.cases.dissatisfaction import make_complaint, may_be_complaint
from wederhoor.cases.referring import KINDS, refer
from wederhoor.complaints.acts import END, STEP, Act, done_on
from wederhoor.complaints.needs import own_field
from wederhoor.deadlines.case import Case
from wederhoor.dossiers.content import DISSATISFACTION, missing_fields
from wederhoor.dossiers.own_answers import kept, name_of, own_questions
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.complaint_process import Fact, Meaning, MoveNotPossible, ProcessFacts
from wederhoor.rules.contact import is_a_name
from wederhoor.web.asking import Ask, Field, Values
from wederhoor.work import Refusal, Refused

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


def missing_labels(case: Case) -> list[str]:
    """What is still missing of a complaint that was not received yet, as the office calls it."""
    if not case.open or case.dossier.received_on is not None or case.dossier.filed_as == DISSATISFACTION:
        return []
    labels = LABELS | {name_of(one): one.label for one in own_questions(case.answers)}
    return ["Handtekening" if name == "signed_name" else labels[name] for name in _missing(case)]


def _missing(case: Case) -> tuple[str, ...]:
    absent = missing_fields(case.content, case.answers.required_content)
    return tuple(name for names in absent.values() for name in names)


def _complete_fields(case: Case) -> tuple[Field, ...]:
    own = {name_of(one): one for one in own_questions(case.answers)}
    asked = tuple(
        replace(own_field(own[name]), needed=f"{own[name].label}: vul in wat de klager opgaf.")
        if name in own
        else Field(
            name=name,
            ask=Ask.POSTAL_CODE if name == "postal_code" else Ask.TEXT if name in LONG else Ask.LINE,
            label=LABELS[name],
            needed=f"{LABELS[name]}: vul in wat de klager opgaf.",
        )
        for name in _missing(case)
    )
    return (*asked, done_on(case, "Op welke dag was alles binnen?"))


def _not_completed(case: Case) -> Refusal | None:
    try:
        moves.choose_that(case, Meaning.COMPLETED, ProcessFacts.of(Fact.COMPLETE))
    except MoveNotPossible as why:
        return Refusal(reason=why.reason)
    return None


def complete_from_paper(case: Case, values: Values) -> None:
    """Enter what the complainant sent on paper; the day it was all in is the receipt date (KR-084). Raises MoveNotPossible."""
    own = {name_of(one) for one in own_questions(case.answers)}
    told = {
        name: kept(value) if name in own else value
        for name, value in values.items()
        if (name in LABELS or name in own) and value
    }
    signed = told.pop("signed_name", None)
    if signed and not is_a_name(signed):
        raise Refused("signed_name", "Dit is geen naam. Typ de naam zoals de klager heeft ondertekend.")
    complete(case, None, told, signed_name=signed, on=values["done_on"])


def ask_complaint(case: Case, *, how: str, done_on: date) -> None:
    """Dissatisfaction becomes a complaint because the complainant said so, on this day (KR-029). Raises MoveNotPossible."""
    make_complaint(case, on=done_on)
    said = record.Entry(
        event=Event.COMPLAINT_ASKED,
        done_on=done_on,
        details={"how": how},
        key_id=case.dossier.key_id,
    )
    record.append(case.work, case.dossier.id, [said])


def _informal(case: Case) -> bool:
    return case.dossier.filed_as == DISSATISFACTION


def _no_dissatisfaction(case: Case) -> Refusal | None:
    if may_be_complaint(case.dossier, case.process):
        return None
    return Refusal(reason="Dit is al een klacht, of de zaak is afgesloten", source=case.process.source)


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
        group=STEP,
        fields=_complete_fields,
        do=complete_from_paper,
        refusal=_not_completed,
        when_open=None,
        move=Meaning.COMPLETED,
    ),
    Act(
        slug="klacht-maken",
        title="Van de onvrede een klacht maken",
        lead="Alleen als de klager dat zelf zegt. De termijnen tellen vanaf de dag waarop dat gebeurde, en de klager krijgt bericht.",
        submit="Er een klacht van maken",
        group=STEP,
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
        do=lambda case, v: ask_complaint(case, how=v["how"], done_on=v["done_on"]),
        refusal=_no_dissatisfaction,
        fits=_informal,
    ),
    Act(
        slug="doorsturen",
        title="Doorsturen naar wie erover gaat",
        lead="Een bezwaar stuurt u meteen door. De dag waarop het hier binnenkwam, blijft gelden.",
        submit="Doorsturen vastleggen",
        group=END,
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
