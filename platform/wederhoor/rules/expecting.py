"""What whoever complains may expect, in one line: by which day they hear what, what comes after that, and who does it.

The words are ours: no document settles how a term is said to the people it is for. Which day it is follows from the clocks
(KR-065, 087, 115, 119; Awb 9:8, 9:11; Wkkgz 17).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Awaited:
    """A term of a case as far as the people it is about may see it: what meets it, and its last day while it runs."""

    met_by: str
    due: date
    plan: bool = False


@dataclass(frozen=True, kw_only=True)
class Stand:
    """Where a case is for one person. `ground` is why it closed; `withdrawn_on` the day this person stopped."""

    today: date
    open: bool = True
    informal: bool = False
    waits: bool = False
    """Something is missing, and no term runs before it is there."""
    ground: str = ""
    closed_on: date | None = None
    withdrawn_on: date | None = None
    decider: str = ""
    """Who decides in the end, with an article; empty where nobody in particular does."""
    other_reader: str = ""
    """Whom it is about, when that is who would read or decide otherwise; then somebody else does."""
    terms: tuple[Awaited, ...] = ()


@dataclass(frozen=True)
class Said:
    """A sentence, with {places} for its values, so that it can be said in another language too."""

    text: str
    values: Mapping[str, date | str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Expected:
    """The word for where it is, the line, and what comes after it."""

    label: str
    line: Said
    then: tuple[Said, ...] = ()


JUDGED = "inadmissibility_sent"
_WAITING: Mapping[str, str] = {
    "reaction_received": (
        "Wilt u verder met uw klacht? Laat het ons uiterlijk {day} weten. Horen wij niets, dan mogen wij uw klacht afsluiten."
    ),
    JUDGED: "U hoort uiterlijk {day} of wij uw klacht behandelen.",
    "report_sent": "U krijgt uiterlijk {day} het rapport. Daarin staat wat er is onderzocht en wat het oordeel is.",
    "findings_sent": "U hoort uiterlijk {day} wat wij vonden, wat wij ervan vinden en wat wij gaan doen.",
    "answer_sent": "U krijgt uiterlijk {day} ons antwoord, met de redenen.",
    "decision_taken": "U hoort uiterlijk {day} wat er is besloten, en waarom.",
}
"""The line for a term, by what meets it, in the order in which people wait for them."""
LATE = "U had uiterlijk {day} van ons moeten horen. Dat is niet gelukt. Bel ons, of stuur ons een bericht."
INFORMAL = "Wij pakken op wat u meldde. In principe is dat uiterlijk {day} klaar."
INFORMAL_SOON = "Wij pakken op wat u meldde, en nemen contact met u op."
WAITS = "Stuur ons wat nog ontbreekt. Zodra alles er is, hoort u hoe het verder gaat en wanneer."
NO_TERM = "Wij laten u weten hoe het verder gaat. Er loopt nu geen termijn."
AFTER: Mapping[str, str] = {
    JUDGED: "Behandelen wij uw klacht? Dan horen wij u en de ander.",
    "report_sent": "Daarna beslist {decider} wat er gaat gebeuren.",
    "findings_sent": "In die brief staat ook waar u terecht kunt als u het er niet mee eens bent.",
    "answer_sent": "In die brief staat ook waar u terecht kunt als u het er niet mee eens bent.",
    "decision_taken": "In die brief staat ook waar u daarna nog terecht kunt.",
}
OTHER_READER = "Uw klacht gaat over {who}. Een ander behandelt de klacht en beslist erover."
OMBUDSMAN = "U kunt tot en met {day} naar de ombudsman."

RECEIVED, HANDLED, INCOMPLETE = "Ontvangen", "In behandeling", "Nog niet compleet"
_SOLVED = "Uw klacht is opgelost. Wij sloten haar af op {day}."
_DECIDED = "Over uw klacht is beslist op {day}. In onze brief leest u wat, en waarom."
_ENDED: Mapping[str, tuple[str, str]] = {
    "withdrawn": ("Ingetrokken", "Uw klacht is ingetrokken. Wij sloten haar af op {day}."),
    "inadmissible": (
        "Niet in behandeling",
        "Wij behandelen uw klacht niet. In onze brief leest u waarom, en waar u nu terecht kunt.",
    ),
    "referred": ("Doorgestuurd", "Wij stuurden uw klacht door op {day}. In onze brief leest u naar wie."),
    "transferred": ("Doorgestuurd", "Wij stuurden uw klacht door op {day}. In onze brief leest u naar wie."),
    "merged": ("Samengevoegd", "Uw klacht gaat sinds {day} verder samen met een andere klacht."),
    "mistake": ("Afgesloten", "Deze klacht was bij vergissing ingeschreven. Wij sloten haar af op {day}."),
    "satisfied": ("Opgelost", _SOLVED),
    "settle": ("Opgelost", _SOLVED),
    "conversation_settled": ("Opgelost", _SOLVED),
    "close_goal_reached": ("Opgelost", _SOLVED),
    "decide": ("Er is besloten", _DECIDED),
    "findings": ("Er is geoordeeld", _DECIDED),
    "answer": (
        "Beantwoord",
        "Wij antwoordden op uw klacht op {day}. In onze brief leest u wat wij besloten, en waarom.",
    ),
    "close_no_reaction": (
        "Gestopt",
        "Wij hoorden niets meer van u. Daarom sloten wij uw klacht af op {day}.",
    ),
    "close_secret_recording": (
        "Gestopt",
        "Wij stopten met uw klacht op {day}. In onze brief leest u waarom.",
    ),
}
"""The word and the line for an ending, by why the case closed."""
CLOSED = ("Afgesloten", "Wij sloten uw klacht af op {day}. In onze brief leest u waarom.")
CLOSED_INFORMAL = ("Afgerond", "Wij rondden af wat u meldde, op {day}.")
STOPPED = ("Ingetrokken", "U trok uw klacht in op {day}. U krijgt er geen brieven meer over.")


def expected(stand: Stand) -> Expected:
    """What this person may expect now."""
    if stand.withdrawn_on is not None:
        return _ended(STOPPED, stand.withdrawn_on, ())
    if not stand.open:
        return _over(stand)
    other = (Said(text=OTHER_READER, values={"who": stand.other_reader}),) if stand.other_reader else ()
    if stand.waits:
        return Expected(label=INCOMPLETE, line=Said(text=WAITS), then=other)
    terms = {term.met_by: term for term in stand.terms if not term.plan}
    if stand.informal:
        settled = terms.get("report_settled")
        if settled is None or settled.due < stand.today:
            return Expected(label=RECEIVED, line=Said(text=INFORMAL_SOON), then=other)
        return Expected(label=RECEIVED, line=Said(text=INFORMAL, values={"day": settled.due}), then=other)
    label = RECEIVED if JUDGED in terms else HANDLED
    waited = next((code for code in _WAITING if code in terms), None)
    if waited is None:
        return Expected(label=label, line=Said(text=NO_TERM), then=other)
    due = terms[waited].due
    if due < stand.today:
        text = NO_TERM if waited == "reaction_received" else LATE
        return Expected(label=label, line=Said(text=text, values={"day": due}), then=other)
    return Expected(
        label=label,
        line=Said(text=_WAITING[waited], values={"day": due}),
        then=(*_after(waited, stand), *other),
    )


def _after(waited: str, stand: Stand) -> Sequence[Said]:
    text = AFTER.get(waited, "")
    if not text or ("{decider}" in text and not stand.decider):
        return ()
    return (Said(text=text, values={"decider": stand.decider} if "{decider}" in text else {}),)


def _over(stand: Stand) -> Expected:
    closed_on = stand.closed_on or stand.today
    if stand.informal:
        return _ended(CLOSED_INFORMAL, closed_on, ())
    ombudsman = next((term.due for term in stand.terms if term.met_by == "ombudsman_asked"), None)
    more = (
        ()
        if ombudsman is None or ombudsman < stand.today
        else (Said(text=OMBUDSMAN, values={"day": ombudsman}),)
    )
    return _ended(_ENDED.get(stand.ground.partition(":")[0], CLOSED), closed_on, more)


def _ended(words: tuple[str, str], day: date, then: tuple[Said, ...]) -> Expected:
    label, text = words
    return Expected(
        label=label, line=Said(text=text, values={"day": day} if "{day}" in text else {}), then=then
    )


def sentences() -> tuple[str, ...]:
    """Every sentence there is here, for who translates them."""
    ended = (*_ENDED.values(), CLOSED, CLOSED_INFORMAL, STOPPED)
    lines = (
        *_WAITING.values(),
        LATE,
        INFORMAL,
        INFORMAL_SOON,
        WAITS,
        NO_TERM,
        *AFTER.values(),
        OTHER_READER,
        OMBUDSMAN,
    )
    return tuple(
        dict.fromkeys(
            (
                *lines,
                *(line for _, line in ended),
                RECEIVED,
                HANDLED,
                INCOMPLETE,
                *(word for word, _ in ended),
            )
        )
    )
