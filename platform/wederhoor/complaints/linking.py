"""The acts on cases that belong together: link, split, merge."""

import uuid

from wederhoor.cases.foretelling import foretold, in_words
from wederhoor.cases.linking import (
    RELATED,
    link,
    links_view,
    other_dossier,
    split_off,
    unlink,
)
from wederhoor.cases.merging import (
    Joining,
    details_of,
    guessed,
    merge_into,
    refuse_who_is_left,
    still_here,
)
from wederhoor.cases.parting import merged_into, undo_merge
from wederhoor.complaints.acts import CORRECT, END, STEP, Act, done_on
from wederhoor.complaints.reopening import reopen_fields
from wederhoor.deadlines.case import Case
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.called import called_in
from wederhoor.dossiers.tables import Dossier, Party
from wederhoor.web.asking import Ask, Field, Values
from wederhoor.work import Refusal, Refused

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


ALONG, NOT = "along", "not"
HERE = "here"


def _who_fields(case: Case, values: Values) -> tuple[Field, ...]:
    """Of everybody here: who they are in the other dossier, and whose details hold where those differ."""
    work, other = case.work, other_dossier(case, values["number"])
    here, there = still_here(work, case.dossier.id), still_here(work, other.id)
    called_here, called_there = called_in(work, here), called_in(work, there)
    fields: list[Field] = []
    for party in here:
        side = [one for one in there if (one.role == "accused") == (party.role == "accused")]
        guess = guessed(party, side)
        along = "Gaat mee, en staat daar ook" if party.role == "accused" else "Gaat mee, en klaagt daar ook"
        fields.append(
            Field(
                name=f"who_{party.id.hex}",
                ask=Ask.RADIOS,
                label=f"{called_here[party.id]}: wie is dat in {other.number}?",
                hint=""
                if party.role == "accused"
                else "Wil deze persoon een eigen zaak houden? Koppel de dossiers dan.",
                choices=(
                    *((str(one.id), f"Dezelfde als {called_there[one.id]}") for one in side),
                    (ALONG, along),
                    *(((NOT, "Gaat niet mee"),) if party.role == "accused" else ()),
                ),
                needed=f"Kies wie {called_here[party.id].name} in {other.number} is.",
                start=str(guess.id) if guess else None,
            )
        )
        if party.role != "accused" and (differing := _differing(party, guess)):
            mine, theirs = differing
            fields.append(
                Field(
                    name=f"details_{party.id.hex}",
                    ask=Ask.RADIOS,
                    label=f"Welke gegevens van {called_here[party.id].name} gelden daar?",
                    hint="Waar wij bij contact op moeten letten, geldt van allebei.",
                    choices=((str(guess.id if guess else ""), theirs), (HERE, mine)),
                    needed="Kies welke gegevens gelden.",
                    start=str(guess.id if guess else ""),
                )
            )
    fields.append(
        Field(
            name="agreed",
            ask=Ask.CHECK,
            label="Wie meegaat, wil dat, en wie daar al klaagt, weet ervan",
            hint="Alleen nodig als er een klager meegaat: klagers in één dossier lezen elkaars klacht.",
        )
    )
    return tuple(fields)


def _differing(party: Party, guess: Party | None) -> tuple[str, str] | None:
    """What is known of somebody here and there, in words, where that is not the same."""
    if guess is None or guess.account_id is not None or details_of(party) == details_of(guess):
        return None
    mine, theirs = in_words(details_of(party)), in_words(details_of(guess))
    return (f"Die van hier: {mine}", f"Die van daar: {theirs}") if mine != theirs else None


def _joining(case: Case, values: Values) -> tuple[Dossier, Joining]:
    """What was chosen. Raises Refused where somebody who complains comes along unasked."""
    other = other_dossier(case, values["number"])
    chosen = {
        uuid.UUID(name.removeprefix("who_")): who for name, who in values.items() if name.startswith("who_")
    }
    same = {party: uuid.UUID(who) for party, who in chosen.items() if who not in (ALONG, NOT)}
    along = frozenset(party for party, who in chosen.items() if who == ALONG)
    complaining = {party.id for party in dossiers.complainants_of(case.work, case.dossier.id)}
    if along & complaining and not values["agreed"]:
        raise Refused(
            "agreed",
            "Vraag eerst of wie meegaat dat wil, en vertel het wie daar al klaagt. Zet dan een vinkje.",
        )
    details = frozenset(party for party in same if values.get(f"details_{party.hex}") == HERE)
    joining = Joining(same=same, along=along, details=details)
    refuse_who_is_left(case, other, joining)
    return other, joining


def _merge(case: Case, values: Values) -> None:
    other, joining = _joining(case, values)
    merge_into(case, other, reason=values["reason"], done_on=values["done_on"], joining=joining)


def _not_merged(case: Case) -> Refusal | None:
    if case.dossier.close_ground != "merged":
        return Refusal(reason="Dit dossier is niet met een ander samengegaan")
    if merged_into(case.work, case.dossier.id) is None:
        return Refusal(
            reason="Dit dossier gaat verder in een dossier dat u niet mag zien. Vraag het een collega"
        )
    return None


def _undo_merge(case: Case, values: Values) -> None:
    other = merged_into(case.work, case.dossier.id)
    if other is not None:
        undo_merge(
            case,
            dossiers.find(case.work, other.id, lock=True),
            step=values["step"],
            reason=values["reason"],
            done_on=values["done_on"],
        )


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
        then=_who_fields,
        foretold=lambda case, values: foretold(case, *_joining(case, values)),
        do=_merge,
        final=lambda case: (
            f"Dossier {case.dossier.number} gaat dicht, en de klager krijgt daar een brief over. Wat weg is, komt niet terug; "
            "de dossiers kunnen wel weer uit elkaar."
        ),
        listed=False,
    ),
    Act(
        slug="uit-elkaar",
        title="Weer apart verder",
        lead=(
            "Dit dossier gaat weer open en de klager krijgt daar een brief over. Wie meeging, klaagt in het andere dossier niet meer "
            "en krijgt daar geen brieven meer. Wie een van beide niet mocht zien, ziet ze nog steeds allebei niet."
        ),
        submit="Uit elkaar halen",
        group=STEP,
        fields=reopen_fields,
        do=_undo_merge,
        refusal=_not_merged,
        when_open=False,
        fits=lambda case: case.dossier.close_ground == "merged",
    ),
)
