"""What happened and no other act notes: an event a term hangs on, with its day. It meets that term, or starts it.

Terms are data of the organisation; so are the events that are its own. Whatever a term waits for can be noted here, unless an act,
a letter or a move of this case notes it already.
"""

from collections.abc import Mapping
from datetime import date

from wederhoor.complaints.acts import Act, done_on
from wederhoor.deadlines import service as deadlines
from wederhoor.deadlines.case import Case
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.complaint_process import MEETS, STARTS
from wederhoor.rules.deadlines import DeadlineRule, StartEvent, TermEvent
from wederhoor.web.asking import Ask, Field, Values
from wederhoor.work import Refusal, Refused

NOTED = frozenset(
    {
        TermEvent.CONFIRMATION_SENT,
        TermEvent.ASKED_TO_COMPLETE,
        TermEvent.COMPLETED,
        TermEvent.NOT_TAKEN_UP_TOLD,
        TermEvent.TAKEN_UP,
        TermEvent.MEMBERS_COPIED,
        TermEvent.COMMITTEE_MET,
        TermEvent.REPORT_SETTLED,
        TermEvent.REMINDER_SENT,
        TermEvent.REACTION_RECEIVED,
        TermEvent.WITHDRAWN,
        TermEvent.SATISFIED,
        TermEvent.CLOSED,
        TermEvent.FILED,
        TermEvent.BREACH_NOTIFIED,
        TermEvent.DESTROYED,
    }
)
"""What a letter that leaves, or another act, notes in every case."""
BY_HAND: Mapping[StartEvent, str] = {
    StartEvent.HEARD: "De partijen zijn gehoord",
    StartEvent.REPLY_ASKED: "De andere kant is om een reactie gevraagd",
    StartEvent.BODY_DECIDED: "Het besluit is genomen waar het om gaat",
    StartEvent.REPORT_RECEIVED: "Het rapport is ontvangen door wie beslist",
    StartEvent.JUDGEMENT_RECEIVED: "Het oordeel van de commissie is ontvangen",
    StartEvent.RULING_ASKED: "De zaak is voorgelegd aan een geschilleninstantie",
    StartEvent.PLACED_IN_PORTAL: "Er is een bericht klaargezet",
    StartEvent.KNOWN: "De klager kwam erachter",
}
"""What starts terms and is noted here, where nothing else in this case does it."""
MEETING, STARTING = "meets", "starts"


def by_hand(case: Case) -> dict[str, str]:
    """What can be noted now, each in words: for terms that run and nothing else meets, and for those that wait for a start."""
    moves = case.process.moves
    met = NOTED | {event for move in moves for event in move.meets}
    met |= {MEETS[move.means] for move in moves if move.means is not None and move.means in MEETS}
    begun = {event for move in moves for event in move.starts}
    begun |= {STARTS[move.means] for move in moves if move.means is not None and move.means in STARTS}
    found: dict[str, str] = {}
    for rule in case.answers.deadlines:
        row = case.clocks.get(rule.code)
        runs = row is not None and row.state == deadlines.RUNNING
        if runs and rule.met_by not in met:
            found.setdefault(f"{MEETING}:{rule.met_by}", rule.label)
        waits = row is None or row.state == deadlines.NOT_STARTED
        if waits and rule.starts in BY_HAND and rule.starts not in begun and _may_begin(case, rule):
            found.setdefault(f"{STARTING}:{rule.starts.value}", BY_HAND[rule.starts])
    return found


def _may_begin(case: Case, rule: DeadlineRule) -> bool:
    """Whether it makes sense to start a term now: what is asked of somebody only while the handling goes on."""
    return case.open or rule.starts in (StartEvent.RULING_ASKED, StartEvent.JUDGEMENT_RECEIVED)


def meets_by_hand(rule: DeadlineRule) -> bool:
    """Whether a term may be one of those that are met here."""
    return rule.met_by not in NOTED


def note(case: Case, *, what: str, on: date, how: str) -> None:
    """Note that it happened on a day, on the record; its terms are met or begin. Raises Refused."""
    words = by_hand(case).get(what)
    if words is None:
        raise Refused("what", "Kies wat er gebeurde.")
    case.refuse_other_day(on)
    kind, _, event = what.partition(":")
    said = record.Entry(
        event=Event.HAPPENED,
        facts={"what": words},
        done_on=on,
        details={"how": how} if how else None,
        key_id=case.dossier.key_id if how else None,
    )
    record.append(case.work, case.dossier.id, [said])
    if kind == MEETING:
        deadlines.meet(case.work, case.dossier.id, case.answers, event, on)
    else:
        deadlines.events_happened(case.work, case.dossier.id, case.answers, {event: on})


def _fields(case: Case) -> tuple[Field, ...]:
    return (
        Field(
            name="what",
            ask=Ask.RADIOS,
            label="Wat gebeurde er?",
            needed="Kies wat er gebeurde.",
            choices=tuple(by_hand(case).items()),
        ),
        Field(name="how", ask=Ask.TEXT, label="Toelichting", hint="Voor het dossier."),
        done_on(case, "Op welke dag?"),
    )


def _do(case: Case, values: Values) -> None:
    note(case, what=values["what"], on=values["done_on"], how=values.get("how") or "")


def _refusal(case: Case) -> Refusal | None:
    return (
        None
        if by_hand(case)
        else Refusal(reason="Er is nu niets vast te leggen waar een termijn van afhangt")
    )


ACTS = (
    Act(
        slug="gebeurd",
        title="Vastleggen wat er gebeurde",
        lead="Iets waar een termijn van afhangt. De termijn is dan gehaald, of begint te lopen.",
        submit="Vastleggen",
        fields=_fields,
        do=_do,
        refusal=_refusal,
        fits=lambda case: bool(by_hand(case)),
        when_open=None,
    ),
)
