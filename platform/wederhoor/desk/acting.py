"""The act that answers what presses, with its address: for a term, for what waits in the outbox, for what is not complete.

The page of the act judges whether it can be done; who only reads along is shown none.
"""

import uuid
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from wederhoor.complaints.acts import OFFICE
from wederhoor.complaints.admissibility import DECLINED, TAKEN_UP
from wederhoor.complaints.happening import meets_by_hand
from wederhoor.complaints.moves import OWN_PAGES, slug_of
from wederhoor.complaints.road import onwards
from wederhoor.desk.matters import Matter
from wederhoor.notices.service import State
from wederhoor.rules.complaint_process import MEETS, ComplaintProcess, Meaning, Move
from wederhoor.rules.deadlines import DeadlineRule, TermEvent
from wederhoor.rules.roles import JUDGES
from wederhoor.tasks.opening import Act

COMPLETE, ADMISSIBLE, LONGER, ASK, HAPPENED = "compleet", "ontvankelijkheid", "uitstel", "vraag", "gebeurd"
ANSWERS: Mapping[str, tuple[str, str]] = {
    TermEvent.NOT_TAKEN_UP_TOLD: ("Ontvankelijkheid beoordelen", ADMISSIBLE),
    TermEvent.COMMITTEE_MET: ("Bijeenkomst vastleggen", "bijeenkomst"),
    TermEvent.REMINDER_SENT: ("Herinneren", "herinneren"),
    TermEvent.REACTION_RECEIVED: ("Reactie vastleggen", "reactie"),
    TermEvent.BREACH_NOTIFIED: ("Beslissen over het datalek", "datalek"),
}
"""What meets a term, and the act by which that happens."""
BY_LETTER = frozenset({TermEvent.CONFIRMATION_SENT, TermEvent.MEMBERS_COPIED, TermEvent.ASKED_TO_COMPLETE})
"""Terms that a letter meets when it leaves, whatever step the matter is in."""
ON_ITS_WAY = frozenset({State.WAITING.value, State.SENDING.value, State.UNCERTAIN.value})
"""What leaves by itself."""
BY_MOVE: Mapping[str, Meaning] = {event: means for means, event in MEETS.items()}
AFTER_TAKEN_UP = frozenset({TermEvent.COMMITTEE_MET})
"""Terms that run from receipt, though what meets them makes sense only once a complaint was taken up."""
WAITS_FOR: Mapping[str, str] = {TermEvent.REACTION_RECEIVED: "de klager"}
"""Who must act when a term is met by somebody outside the office."""
AFTERWARDS: Mapping[str, Meaning] = {TermEvent.REACTION_RECEIVED: Meaning.NO_REACTION}
"""The move that becomes possible once nobody did what meets a chance."""


class Post(NamedTuple):
    """Something in the outbox that waits for somebody's hand."""

    id: uuid.UUID
    matter: uuid.UUID
    state: str
    letter: str
    letter_id: uuid.UUID | None
    meets: str | None


def act_of_post(row: Post) -> Act:
    """Look at a letter, print it, see why it did not arrive, say whom the complaint is about."""
    of = (("dossier_id", row.matter),)
    if row.state == State.HELD:
        return Act("Vastleggen over wie", "complaints.release", of)
    if row.state == State.TO_LOOK and row.letter_id is not None:
        return Act("Brief nakijken", "looks.look", (*of, ("letter_id", row.letter_id)))
    if row.state == State.TO_POST:
        return Act("Naar de printbak", "delivery.index", (("deel", "tray"),))
    if row.state == State.TO_LOOK:
        return Act("Naar Verzending", "delivery.index", (("deel", "look"),))
    if row.state == State.NO_ADDRESSEE:
        return Act("Zelf vertellen", "delivery.index", (("deel", "by_hand"),))
    return Act("Kijken wat er mis is", "delivery.index", (("deel", "trouble"),))


def act_of_term(
    rule: DeadlineRule | None,
    matter: Matter,
    waiting: Sequence[Post],
    process: ComplaintProcess,
    roles: frozenset[str],
    *,
    only_signature: bool = False,
) -> tuple[Act | None, Post | None]:
    """The act that meets a term, and what of the outbox that is, if anything of it is."""
    met_by = rule.met_by if rule else ""
    row = next((one for one in waiting if one.meets == met_by), None)
    if row is not None:
        return None if row.state in ON_ITS_WAY else act_of_post(row), row
    if met_by in BY_LETTER:
        return Act("Naar de brieven", "desk.letters", (("dossier_id", matter.id),)), None
    if matter.waits_for_complainant and met_by not in ANSWERS:
        return act_of_incomplete(matter, process, roles, only_signature=only_signature), None
    if met_by in ANSWERS:
        label, slug = ANSWERS[met_by]
        return _act(matter, label, slug), None
    here = onwards(process, matter.step, roles, informal=matter.informal)
    wanted = BY_MOVE.get(met_by)
    move = next(
        (one for one in here if wanted and one.means is wanted), here[0] if here and matter.informal else None
    )
    if move is None and rule is not None and meets_by_hand(rule) and roles & OFFICE:
        return _act(matter, "Vastleggen", HAPPENED), None
    return (_act(matter, move.label, _slug(move)) if move else None), None


def act_before(
    rule: DeadlineRule | None,
    matter: Matter,
    waiting: Sequence[Post],
    process: ComplaintProcess,
    roles: frozenset[str],
) -> Act | None:
    """What comes before the act that meets a term, as the dossier orders its acts: who must be told, what waits for a look,
    whether the complaint is taken up. None where nothing does.
    """
    if rule is None or rule.met_by not in AFTER_TAKEN_UP:
        return None
    for state in (State.HELD, State.TO_LOOK):
        if row := next((one for one in waiting if one.state == state), None):
            return act_of_post(row)
    judges = any(
        move.means in (TAKEN_UP, DECLINED) and matter.step in move.from_steps for move in process.moves
    )
    if judges and roles.intersection(JUDGES) and not matter.waits_for_complainant:
        label, slug = ANSWERS[TermEvent.NOT_TAKEN_UP_TOLD]
        return _act(matter, label, slug)
    return None


def acts_of_lapsed(
    rule: DeadlineRule, matter: Matter, process: ComplaintProcess, roles: frozenset[str]
) -> tuple[Act, ...]:
    """What can be done once nobody used a chance: the move that was waiting for that, or noting that they did after all."""
    wanted = AFTERWARDS.get(rule.met_by)
    moves = (move for move in process.moves if wanted and move.means is wanted)
    found = next((one for one in moves if matter.step in one.from_steps and roles.intersection(one.by)), None)
    onwards = (_act(matter, found.label, _slug(found)),) if found else ()
    label, slug = ANSWERS.get(rule.met_by, ("", ""))
    return (*onwards, _act(matter, label, slug)) if slug else onwards


def act_of_incomplete(
    matter: Matter, process: ComplaintProcess, roles: frozenset[str], *, only_signature: bool
) -> Act:
    """Read it back and have it signed when nothing else is missing, or who it is may do no more; else add what came in since."""
    completes = any(move.means is Meaning.COMPLETED and roles.intersection(move.by) for move in process.moves)
    if only_signature or not completes:
        return Act("Voorlezen en ondertekenen", "spoken.sign", (("dossier_id", matter.id),))
    return _act(matter, "Aanvullen", COMPLETE)


def act_of_step(matter: Matter, process: ComplaintProcess, roles: frozenset[str]) -> Act | None:
    """What a matter is up to where nothing in it asks for anything else."""
    here = onwards(process, matter.step, roles, informal=matter.informal)
    return _act(matter, here[0].label, _slug(here[0])) if here else None


def longer(matter: Matter, rule: DeadlineRule | None) -> Act | None:
    """Make a term longer, where a document says that may be."""
    if rule is None or rule.extension is None:
        return None
    return _act(matter, "Verlengen", LONGER)


def _act(matter: Matter, label: str, slug: str) -> Act:
    return Act(label, "complaints.act", (("dossier_id", matter.id), ("act", slug)))


def _slug(move: Move) -> str:
    if move.means not in OWN_PAGES:
        return slug_of(move)
    return COMPLETE if move.means is Meaning.COMPLETED else ADMISSIBLE
