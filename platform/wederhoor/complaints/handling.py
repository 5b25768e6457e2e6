"""Who handles a case, and what it is called: hand over, describe."""

import uuid
from datetime import date

from wederhoor.complaints.acts import Act
from wederhoor.complaints.ties import WARNING, tied_to
from wederhoor.correspondence.telling import accused_of
from wederhoor.deadlines import handlers
from wederhoor.deadlines import service as deadlines
from wederhoor.deadlines.case import Case
from wederhoor.deadlines.handlers import HANDLER, PARTS, STAND_IN, handlers_of, set_handler
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.finding import find_again
from wederhoor.dossiers.process import answers_for
from wederhoor.people.service import StaffMember, names_of
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.deadlines import StartEvent
from wederhoor.rules.names import telling_words, words_of
from wederhoor.settings.choices import COLLEAGUE, choice_of, keep_choices
from wederhoor.web.asking import (
    CHOOSE,
    Ask,
    Field,
    Values,
)
from wederhoor.work import Refused

SHORT = 200


def may_handle(case: Case) -> list[StaffMember]:
    """Whoever can handle this case: never somebody it is about, or who is barred from it."""
    concerned = {party.account_id for party in accused_of(case)}
    return [
        person
        for person in handlers.may_handle(case.work, case.dossier.id)
        if person.account_id not in concerned
    ]


def assign(case: Case, *, handler: uuid.UUID | None, stand_in: uuid.UUID | None) -> None:
    """Give a case a handler and a stand-in, on the record. Raises Refused for somebody who may not handle it."""
    work, dossier = case.work, case.dossier
    allowed = {person.account_id for person in may_handle(case)}
    for name, account in (("handler", handler), ("stand_in", stand_in)):
        if account is not None and account not in allowed:
            raise Refused(name, "Kies iemand uit de lijst.")
    if handler is not None and handler == stand_in:
        raise Refused("stand_in", "De vervanger is iemand anders dan de behandelaar.")
    entries = []
    for part, account in ((HANDLER, handler), (STAND_IN, stand_in)):
        if set_handler(work, dossier.id, part, account):
            entries.append(
                record.Entry(
                    event=Event.HANDLER_ASSIGNED if account else Event.HANDLER_RELEASED,
                    facts={"part": PARTS[part]},
                    details={"account": str(account)} if account else None,
                    key_id=dossier.key_id if account else None,
                )
            )
    if entries:
        record.append(work, dossier.id, entries)


def names_in(case: Case) -> frozenset[str]:
    """Words of the names of everyone in the case, to recognise them in a text that must name nobody."""
    parties = dossiers.parties_of(case.work, case.dossier.id)
    staff = names_of(case.work, sorted({p.account_id for p in parties if p.account_id}))
    texts = [text for party in parties for text in (party.name or {}).values()]
    return frozenset(word for text in (*texts, *staff.values()) for word in telling_words(text or ""))


def describe(case: Case, *, text: str, category: str, knowingly: bool = False) -> None:
    """The short description and subject of the register (KR-150). Raises Refused when it seems to name somebody."""
    if not knowingly and (set(words_of(text)) & names_in(case)):
        raise Refused(
            "text",
            "In deze omschrijving staat een naam van iemand uit het dossier. De omschrijving is ook te lezen voor wie het "
            "dossier niet kent. Haal de naam weg, of vink hieronder aan dat het geen naam is.",
        )
    dossier = case.dossier
    dossier.short_description, dossier.category = text or None, category
    now = answers_for(case.work, dossier)
    if now is not case.answers:
        starts: dict[str, date] = {
            StartEvent.ARRIVAL: dossier.arrived_on,
            StartEvent.FILED: dossier.arrived_on,
        }
        if dossier.received_on is not None:
            starts[StartEvent.RECEIPT] = dossier.received_on
        deadlines.apply_again(case.work, dossier.id, case.answers, now, starts)
    find_again(case.work, dossier.id)
    record.append(case.work, dossier.id, [record.Entry(event=Event.DESCRIBED)])


def _people(case: Case, part: str, nobody: str, label: str, hint: str) -> Field:
    people = may_handle(case)
    tied = tied_to(case, [person.account_id for person in people])
    names = [
        (str(one.account_id), f"{one.name} ({WARNING})" if one.account_id in tied else one.name)
        for one in people
    ]
    now = handlers_of(case.work, case.dossier.id).get(part)
    begins = str(now) if now else choice_of(case.work, COLLEAGUE) if part == HANDLER else ""
    return Field(
        name=part,
        ask=Ask.CHOICE,
        label=label,
        hint=hint,
        choices=(("", nobody), *names),
        start=begins if begins in dict(names) else "",
    )


def _assign(case: Case, values: Values) -> None:
    def account(name: str) -> uuid.UUID | None:
        return uuid.UUID(values[name]) if values.get(name) else None

    handler = account("handler")
    assign(case, handler=handler, stand_in=account("stand_in"))
    if handler is not None:
        keep_choices(case.work, {COLLEAGUE: str(handler)})


def _describe_fields(case: Case) -> tuple[Field, ...]:
    categories = tuple((c.code, c.label) for c in case.answers.categories)
    return (
        Field(
            name="text",
            ask=Ask.LINE,
            label="Korte omschrijving",
            hint="Eén zin die niemand noemt. Zij staat in het register.",
            maximum=SHORT,
            needed="Schrijf een korte omschrijving.",
            start=case.dossier.short_description or "",
        ),
        Field(
            name="category",
            ask=Ask.CHOICE,
            label="Onderwerp",
            choices=(CHOOSE, *categories),
            needed="Kies een onderwerp.",
            start=case.dossier.category,
        ),
        Field(name="knowingly", ask=Ask.CHECK, label="Dit is geen naam van iemand uit het dossier"),
    )


ACTS = (
    Act(
        slug="toewijzen",
        title="Behandelaar en vervanger",
        lead="Herinneringen gaan eerst naar de behandelaar, dan naar de vervanger. Wie bij de zaak betrokken is, staat niet in de lijst.",
        submit="Opslaan",
        fields=lambda case: (
            _people(case, HANDLER, "Nog niemand", "Behandelaar", ""),
            _people(
                case, STAND_IN, "Niemand", "Vervanger", "Wie het overneemt als de behandelaar er niet is."
            ),
        ),
        do=_assign,
    ),
    Act(
        slug="omschrijven",
        title="Korte omschrijving en onderwerp",
        lead="Zo vindt u de zaak terug in het register zonder dat er een naam in staat.",
        submit="Opslaan",
        fields=_describe_fields,
        do=lambda case, v: describe(
            case, text=v["text"], category=v["category"], knowingly=bool(v.get("knowingly"))
        ),
        when_open=None,
    ),
)
