"""The acts on cases that belong together: link, split, merge."""

import uuid

from wederhoor.cases.linking import (
    RELATED,
    link,
    links_view,
    merge_into,
    other_dossier,
    split_off,
    unlink,
)
from wederhoor.complaints.acts import CORRECT, END, Act, done_on
from wederhoor.deadlines.case import Case
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.called import called_in
from wederhoor.web.asking import Ask, Field, Values
from wederhoor.work import Refusal

NUMBER = Field(
    name="number",
    ask=Ask.LINE,
    label="Nummer van het andere dossier",
    hint="Zoals het in het register staat.",
    needed="Vul het nummer van het andere dossier in.",
)


def _split_fields(case: Case) -> tuple[Field, ...]:
    parties = dossiers.parties_of(case.work, case.dossier.id)
    people = called_in(case.work, parties)
    boxes = [
        Field(name=f"party_{party.id.hex}", ask=Ask.CHECK, label=f"{people[party.id]} gaat mee")
        for party in parties
    ]
    return (
        *boxes,
        Field(name="reason", ask=Ask.TEXT, label="Waarom?", needed="Schrijf op waarom u splitst."),
    )


def _split(case: Case, values: Values) -> None:
    chosen = {
        uuid.UUID(name.removeprefix("party_"))
        for name, yes in values.items()
        if name.startswith("party_") and yes
    }
    split_off(case, parties=frozenset(chosen), reason=values["reason"])


def _merge(case: Case, values: Values) -> None:
    other = other_dossier(case, values["number"])
    merge_into(case, other, reason=values["reason"], done_on=values["done_on"])


def _linked(case: Case) -> tuple[tuple[str, str], ...]:
    links = links_view(case.work, case.dossier.id)
    return tuple((one["number"], one["number"]) for one in links if one["kind"] == RELATED)


def _linked_fields(case: Case) -> tuple[Field, ...]:
    found = _linked(case)
    return (
        Field(
            name="number",
            ask=Ask.RADIOS,
            label="Met welk dossier hangt dit niet samen?",
            choices=found,
            needed="Kies een dossier.",
            start=found[0][0] if len(found) == 1 else None,
        ),
    )


def _nothing_linked(case: Case) -> Refusal | None:
    return None if _linked(case) else Refusal(reason="Dit dossier is aan geen ander gekoppeld")


def _one_party(case: Case) -> Refusal | None:
    if len(dossiers.parties_of(case.work, case.dossier.id)) < 2:
        return Refusal(reason="Er is maar één partij; er valt niets af te splitsen")
    return None


ACTS = (
    Act(
        slug="koppelen",
        title="Koppelen aan een ander dossier",
        lead="De dossiers blijven apart. Wie een van beide niet mag zien, ziet ook de koppeling niet.",
        submit="Koppelen",
        group=CORRECT,
        fields=lambda _case: (NUMBER,),
        do=lambda case, v: link(case, other_dossier(case, v["number"])),
        when_open=None,
        listed=False,
    ),
    Act(
        slug="ontkoppelen",
        title="Een koppeling weghalen",
        lead="De dossiers staan dan niet meer bij elkaar. Verder verandert er niets.",
        submit="Koppeling weghalen",
        group=CORRECT,
        fields=_linked_fields,
        do=lambda case, v: unlink(case, other_dossier(case, v["number"])),
        refusal=_nothing_linked,
        when_open=None,
        listed=False,
        fits=lambda case: bool(_linked(case)),
    ),
    Act(
        slug="afsplitsen",
        title="Een deel afsplitsen",
        lead=(
            "Het nieuwe dossier krijgt een eigen nummer. De klacht gaat mee, met de dag van ontvangst. De klager krijgt daar "
            "een bevestiging van. Wie namens iemand spreekt, gaat met die persoon mee."
        ),
        submit="Afsplitsen",
        group=CORRECT,
        fields=_split_fields,
        do=_split,
        final=lambda _case: (
            "Er komt een nieuw dossier bij, met een eigen nummer. Dat nummer blijft: afsplitsen kan niet ongedaan worden gemaakt."
        ),
        refusal=_one_party,
        listed=False,
    ),
    Act(
        slug="samenvoegen",
        title="Verder in een ander dossier",
        lead="Dit dossier gaat dicht en verwijst naar het andere. Wat hier ligt, blijft hier te lezen. Wie hier klaagt, klaagt ook daar.",
        submit="Samenvoegen",
        group=END,
        fields=lambda case: (
            NUMBER,
            Field(
                name="reason",
                ask=Ask.TEXT,
                label="Waarom?",
                hint="Dit staat in de brief aan de klager.",
                needed="Schrijf op waarom de zaken samengaan.",
            ),
            done_on(case),
        ),
        do=_merge,
        final=lambda case: (
            f"Dossier {case.dossier.number} gaat dicht en kan daarna niet worden heropend. De klager krijgt daar een brief over."
        ),
        listed=False,
    ),
)
