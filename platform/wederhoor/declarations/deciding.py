"""What others do with a declaration: see it, react, decide, note what was done. Nobody does so with their own."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_, select

from wederhoor.declarations.letters import personnel_note
from wederhoor.declarations.service import (
    A_YEAR,
    NoSuchDeclaration,
    NotNow,
    Step,
    add_act_row,
    end_readers,
    lasts,
    readers_of,
)
from wederhoor.declarations.tables import Declaration, DeclarationAct, DeclarationReader
from wederhoor.declarations.telling import tell
from wederhoor.declarations.ties import tie_hashes, tied_with
from wederhoor.declarations.topics import topic_by_code
from wederhoor.declarations.words import OUTCOMES
from wederhoor.people.employments import stands_in_for
from wederhoor.people.service import people_by_id
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.declaring import Outcome, Part
from wederhoor.rules.duties import FollowUp
from wederhoor.rules.roles import SUPERVISOR, Role
from wederhoor.rules.tables import Row
from wederhoor.rules.terms import shift
from wederhoor.rules.wording import dutch_date
from wederhoor.settings.service import stored_answers
from wederhoor.work import Work, local_date

MOST = 100
NO_REASON_NEEDED = frozenset({Outcome.NOTED, Outcome.ACCEPTED})


@dataclass(frozen=True, kw_only=True)
class ForMe:
    """A declaration somebody may read, with their own parts in it."""

    declaration: Declaration
    mine: tuple[DeclarationReader, ...]

    @property
    def decides(self) -> bool:
        """Whether this person decides on it."""
        return any(reader.part == Part.DECIDES for reader in self.mine)

    @property
    def consulted(self) -> DeclarationReader | None:
        """Their part when they are asked before it is allowed."""
        return next((reader for reader in self.mine if reader.part == Part.CONSULTED), None)

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """What this person may answer; nothing once it was decided or taken back."""
        declaration = self.declaration
        if declaration.step not in (Step.OPEN, Step.TOLD) or all(r.done_at for r in self.mine):
            return ()
        known = tuple(Outcome(one) for one in declaration.content["outcomes"])
        if self.decides:
            return known
        if self.consulted is not None:
            return ()
        leads = any(reader.role == SUPERVISOR for reader in self.mine)
        return known if leads and declaration.step == Step.TOLD else (Outcome.NOTED,)

    @property
    def corrections(self) -> tuple[Outcome, ...]:
        """What this person may answer instead of what was decided; nothing while nothing was."""
        declaration = self.declaration
        if declaration.step != Step.DECIDED or not any(one.part != Part.CONSULTED for one in self.mine):
            return ()
        if not self.decides and not any(reader.role == SUPERVISOR for reader in self.mine):
            return ()
        return tuple(Outcome(one) for one in declaration.content["outcomes"])


class DecisionRefused(Exception):
    """What was filled in cannot be done; `field` is where it is wrong, the message a Dutch sentence."""

    def __init__(self, field: str, reason: str) -> None:
        self.field, self.reason = field, reason
        super().__init__(reason)


def _mine(work: Work) -> list[ColumnElement[bool]]:
    """Rows of readers that are this person's: their own, of whom they stand in for, of each role they hold.

    Each apart, so that each walks an index of its own.
    """
    if work.actor.account_id is None:
        return []
    accounts = [work.actor.account_id, *stands_in_for(work, work.actor.account_id)]
    roles = sorted(work.actor.roles - {SUPERVISOR, Role.EMPLOYEE})
    return [DeclarationReader.account_id == account for account in accounts] + [
        and_(DeclarationReader.account_id.is_(None), DeclarationReader.role == role) for role in roles
    ]


def waiting_page(
    work: Work, after: uuid.UUID | None = None, size: int = MOST
) -> tuple[list[ForMe], uuid.UUID | None]:
    """A page of what waits for whoever acts, the oldest declarations first, and where the next begins; on it, what must be decided first.

    Each way to be a reader is a walk of its own; a page goes no further than every one of them came.
    """
    grouped: dict[uuid.UUID, tuple[Declaration, list[DeclarationReader]]] = {}
    ends: list[uuid.UUID] = []
    for mine_too in _mine(work):
        query = (
            select(DeclarationReader, Declaration)
            .join(Declaration, Declaration.id == DeclarationReader.declaration_id)
            .where(
                DeclarationReader.done_at.is_(None),
                mine_too,
                Declaration.declarer_id != work.actor.account_id,
                *([] if after is None else [DeclarationReader.declaration_id > after]),
            )
            .order_by(DeclarationReader.declaration_id)
            .limit(size + 1)
        )
        rows = list(work.session.execute(query))
        if len(rows) > size:
            ends.append(rows[-1].Declaration.id)
        for reader, declaration in rows:
            grouped.setdefault(declaration.id, (declaration, []))[1].append(reader)
    end = min(ends, default=None)
    shown = [pair for key, pair in grouped.items() if end is None or key < end]
    work.vault.load(declaration.key_id for declaration, _ in shown)
    with_tie = _tied(work, [declaration for declaration, _ in shown])
    found = [ForMe(declaration=one, mine=tuple(mine)) for one, mine in shown if one.id not in with_tie]
    ordered = sorted(found, key=lambda one: (not one.decides, one.declaration.decide_by or date.max))
    return ordered, max(one.id for one, _ in shown) if end is not None else None


def find_for_me(work: Work, declaration_id: uuid.UUID, *, lock: bool = False) -> ForMe:
    """A declaration that went to whoever acts, decided or not. Raises NoSuchDeclaration, for one's own as well."""
    query = select(Declaration).where(
        Declaration.id == declaration_id, Declaration.declarer_id != work.actor.account_id
    )
    declaration = work.session.scalars(query.with_for_update() if lock else query).first()
    if declaration is None:
        raise NoSuchDeclaration
    mine = work.session.scalars(
        select(DeclarationReader)
        .where(DeclarationReader.declaration_id == declaration.id, or_(false(), *_mine(work)))
        .order_by(DeclarationReader.id)
    ).all()
    if not mine or _tied(work, [declaration]):
        raise NoSuchDeclaration
    return ForMe(declaration=declaration, mine=tuple(mine))


def _tied(work: Work, declarations: Sequence[Declaration]) -> frozenset[uuid.UUID]:
    """Those of these declarations that name somebody with whom whoever acts declared a tie."""
    named = {one.id: tie_hashes(work, who) for one in declarations if (who := one.content["who"])}
    if not named or work.actor.account_id is None:
        return frozenset()
    known = tied_with(work, work.actor.account_id, (one for hashes in named.values() for one in hashes))
    return frozenset(one for one, hashes in named.items() if known.intersection(hashes))


def waits_for(work: Work, declaration: Declaration) -> list[DeclarationReader]:
    """Who must be asked before it may be allowed, and did not answer yet."""
    return [r for r in readers_of(work, declaration) if r.part == Part.CONSULTED and r.seen_at is None]


def react(work: Work, found: ForMe, words: str) -> None:
    """Say what one thinks of it, as somebody who must be asked first. Raises NotNow."""
    mine = found.consulted
    if mine is None or mine.done_at is not None:
        raise NotNow("Hierop hoeft u niet (meer) te reageren.")
    mine.seen_at = mine.done_at = work.now
    mine.seen_by = work.actor.account_id
    mine.words = words
    facts = {"part": "gevraagd om mee te denken"}
    record.append(work, found.declaration.id, [record.Entry(event=Event.DECLARATION_SEEN, facts=facts)])
    others = [r.account_id for r in readers_of(work, found.declaration) if r.part == Part.DECIDES]
    people = people_by_id(work, [account for account in others if account])
    tell(work, found.declaration, "declaration_reader", people, occasion=f"reacted:{mine.id}")


def decide(work: Work, found: ForMe, outcome: Outcome, *, reason: str = "", destination: str = "") -> None:
    """Say what comes of it. Raises DecisionRefused at the field, NotNow when somebody was first."""
    declaration = found.declaration
    if declaration.step not in (Step.OPEN, Step.TOLD):
        raise NotNow("Een ander heeft hier al op beslist. Hieronder ziet u wat.")
    if outcome not in found.outcomes:
        raise DecisionRefused("outcome", "Kies een van de antwoorden.")
    if outcome is Outcome.NOTED:
        _note(work, found, reason)
        return
    _whole(outcome, reason, destination)
    if outcome is Outcome.ACCEPTED:
        _all_heard(work, declaration)
    _finish(work, declaration, outcome, reason, destination)


def correct(
    work: Work, found: ForMe, outcome: Outcome, *, why: str, reason: str = "", destination: str = ""
) -> None:
    """Decide otherwise than was decided, and say why; what was decided before stays with it and on the record.

    Raises DecisionRefused at the field, NotNow when nothing was decided.
    """
    declaration = found.declaration
    if not found.corrections:
        raise NotNow("Hierop is nog niet beslist, of u bent niet wie erover gaat.")
    if outcome not in found.corrections:
        raise DecisionRefused("outcome", "Kies een van de antwoorden.")
    if not why:
        raise DecisionRefused("why", "Schrijf op waarom u het besluit verbetert.")
    before = declaration.decision or {}
    if (outcome.value, reason, destination) == (
        declaration.outcome,
        before.get("reason", ""),
        before.get("destination", ""),
    ):
        raise DecisionRefused("outcome", "Dit is al het besluit. Kies iets anders of pas de toelichting aan.")
    _whole(outcome, reason, destination)
    if outcome is Outcome.ACCEPTED:
        _all_heard(work, declaration)
    earlier = {
        "outcome": declaration.outcome,
        "reason": before.get("reason", ""),
        "destination": before.get("destination", ""),
        "on": dutch_date(local_date(declaration.decided_at or work.now)),
        "by": str(declaration.decided_by or ""),
        "why": why,
    }
    history = [earlier, *before.get("earlier", [])]
    entry = record.Entry(
        event=Event.DECLARATION_CORRECTED,
        facts={"outcome": OUTCOMES[Outcome(str(declaration.outcome))]},
        details=earlier,
        key_id=declaration.key_id,
    )
    record.append(work, declaration.id, [entry])
    _finish(work, declaration, outcome, reason, destination, history)


def _whole(outcome: Outcome, reason: str, destination: str) -> None:
    """Whether everything is there that an answer needs. Raises DecisionRefused."""
    if outcome not in NO_REASON_NEEDED and not reason:
        raise DecisionRefused("reason", "Schrijf op waarom, zodat uw collega weet waar die aan toe is.")
    if outcome is Outcome.HANDED_OVER and not destination:
        raise DecisionRefused("destination", "Vul in aan wie het wordt overgedragen.")


def _all_heard(work: Work, declaration: Declaration) -> None:
    """Whether everybody who must be asked first answered. Raises DecisionRefused."""
    if waiting := waits_for(work, declaration):
        name = declaration.content["readers"].get(waiting[0].role, waiting[0].role)
        raise DecisionRefused(
            "outcome",
            f"Goedvinden kan pas als {name} heeft gereageerd. De code vraagt om overleg met beiden.",
        )


def _note(work: Work, found: ForMe, words: str) -> None:
    for mine in found.mine:
        mine.seen_at = mine.done_at = work.now
        mine.seen_by = work.actor.account_id
        if words:
            mine.words = words
    declaration = found.declaration
    facts = {"part": "gezien"}
    record.append(work, declaration.id, [record.Entry(event=Event.DECLARATION_SEEN, facts=facts)])
    if declaration.step == Step.TOLD and all(r.done_at for r in readers_of(work, declaration)):
        _finish(work, declaration, Outcome.NOTED, words, "")


def _finish(
    work: Work,
    declaration: Declaration,
    outcome: Outcome,
    reason: str,
    destination: str,
    earlier: Sequence[dict[str, Any]] = (),
) -> None:
    declaration.step, declaration.outcome = Step.DECIDED.value, outcome.value
    declaration.decided_at, declaration.decided_by = work.now, work.actor.account_id
    declaration.decision = {"reason": reason, "destination": destination} | (
        {"earlier": list(earlier)} if earlier else {}
    )
    declaration.next_reminder_on = None
    if outcome not in (Outcome.NOTED, Outcome.ACCEPTED, Outcome.AGREED):
        declaration.share_year = None
    elif outcome is Outcome.ACCEPTED and declaration.content["at_year_end"]:
        declaration.share_year = declaration.year
    if lasts(declaration) and outcome is not Outcome.REFUSED:
        declaration.review_on = declaration.next_reminder_on = work.today + A_YEAR
    if _still_open(work, declaration):
        declaration.next_reminder_on = _next_until(work, declaration)
    end_readers(work, declaration)
    entry = record.Entry(
        event=Event.DECLARATION_DECIDED,
        facts={"outcome": OUTCOMES[outcome]},
        details={"reason": reason, "destination": destination},
        key_id=declaration.key_id,
    )
    record.append(work, declaration.id, [entry])
    if declaration.content["into_file"] and outcome is not Outcome.NOTED:
        personnel_note(work, declaration)
    declarer = people_by_id(work, [declaration.declarer_id])
    tell(
        work,
        declaration,
        "declaration_outcome",
        declarer,
        occasion=f"corrected:{len(earlier)}" if earlier else "decided",
    )


def row_of(work: Work, declaration: Declaration) -> Row | None:
    """The row a declaration was judged by, under the answers it was judged by."""
    topic = topic_by_code(stored_answers(work, declaration.answers_id), declaration.topic)
    rows = topic.policy.rows if topic else ()
    return next((row for row in rows if row.code == declaration.policy_row), None)


def follow_ups(work: Work, declaration: Declaration) -> tuple[FollowUp, ...]:
    """What the code wants done after this declaration."""
    row = row_of(work, declaration)
    return row.follow_up if row else ()


def note_act(work: Work, found: ForMe, code: str, *, done_on: date, note: str = "") -> DeclarationAct:
    """Note something the code wants done; what lasts gets its last day. Raises DecisionRefused."""
    declaration = found.declaration
    known = {follow.code: follow for follow in follow_ups(work, declaration)}
    if code not in known:
        raise DecisionRefused("code", "Kies wat er is gedaan.")
    if done_on > work.today:
        raise DecisionRefused("done_on", "Deze dag ligt in de toekomst. Leg het vast als het is gebeurd.")
    term = known[code].term
    until = shift(done_on, term) if term else None
    row = add_act_row(
        work, declaration, code, done_on=done_on, until_on=until, note=note, account=work.actor.account_id
    )
    if until is not None and until >= work.today:
        declaration.next_reminder_on = min(until, declaration.next_reminder_on or until)
    entry = record.Entry(
        event=Event.DECLARATION_ACT,
        facts={"done_on": done_on.isoformat()},
        details={"act": code, "note": note},
        key_id=declaration.key_id,
    )
    record.append(work, declaration.id, [entry])
    return row


def _still_open(work: Work, declaration: Declaration) -> bool:
    return _next_until(work, declaration) is not None


def _next_until(work: Work, declaration: Declaration) -> date | None:
    query = select(DeclarationAct.until_on).where(
        DeclarationAct.declaration_id == declaration.id, DeclarationAct.until_on >= work.today
    )
    return min((day for day in work.session.scalars(query) if day), default=None)


def next_reminder(declaration: Declaration, today: date) -> date | None:
    """The next day to remind of a decision: on its last day, then every week."""
    last = declaration.decide_by
    if last is None or declaration.step != Step.OPEN:
        return declaration.review_on
    return last if today < last else today + timedelta(days=7)
