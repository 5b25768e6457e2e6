"""A letter is offered again when what it says turned out otherwise: a date was corrected, a decision no longer counts.

What had not left does not go, and a new letter takes its place. What had left is followed by a draft with the right facts, which
somebody looks at first.
"""

from datetime import date

from wederhoor.correspondence import effects, letters
from wederhoor.correspondence.facts import given, heading_of, react_by, said, timeline, what_to_expect
from wederhoor.deadlines import changes
from wederhoor.deadlines import service as deadlines
from wederhoor.deadlines.case import Case, due_with
from wederhoor.dossiers.content import missing_items
from wederhoor.notices import service as notices
from wederhoor.notices import words
from wederhoor.notices.labels import CORRECTED
from wederhoor.notices.letters import Issued
from wederhoor.notices.service import LEFT_STATES, Channel, Notice, State
from wederhoor.notices.tables import Letter, OutboxRow
from wederhoor.record import service as record
from wederhoor.rules.letters import MissingFact, escape, placeholders
from wederhoor.rules.wording import dutch_date

AGAIN = ":again:"
TO_COME = ("admissible", "urgent")
"""The letters whose dates are only those still to come."""
NOT_SAID = frozenset({"letter_date", "recipient", "handler", "expected", "confidants"})
"""What makes no other letter: who it is to, when it was made, and what follows from its dates."""


def offer_again(case: Case) -> None:
    """Offer every letter again that says a date which is another one now; the newest of a kind to each addressee."""
    work, dossier = case.work, case.dossier
    work.session.flush()
    newest: dict[tuple[str, str], tuple[OutboxRow, Letter]] = {}
    for row in notices.notices_of(work, dossier.id):
        letter = work.session.get(Letter, (work.tenant_id, row.letter_id)) if row.letter_id else None
        if letter is not None and letter.facts and row.state in (*effects.NOT_GONE, *LEFT_STATES):
            newest[letter.code, row.addressee] = row, letter
    out: list[Notice] = []
    entries: list[record.Entry] = []
    replaced = []
    for row, letter in newest.values():
        if row.state == State.DISCARDED or not _says_otherwise(case, row, letter):
            continue
        left = row.state in LEFT_STATES
        try:
            made = _make(case, row, letter, look=True if left else None)
        except MissingFact:  # it has nothing to say any more; what stands there is not right either
            made = None
        if made is None:
            continue
        notice, issued = made
        out.append(notice)
        entries += letters.issued(issued)
        if not left:
            replaced.append(row.id)
    if replaced:
        effects.revoke(work, dossier, lambda row: row.id in replaced)
    if entries:
        record.append(work, dossier.id, entries)
        notices.announce(work, dossier.id, dossier.key_id, out, recall=True)


def _facts_now(case: Case, row: OutboxRow, letter: Letter) -> dict[str, str | date]:
    """The facts a letter was given, with the dates as they are now."""
    facts, dossier = given(letter.facts), case.dossier
    clocks = deadlines.clocks_of(case.work, dossier.id)
    if "timeline" in facts:
        shown = [c for c in clocks if letter.code not in TO_COME or c.state == deadlines.RUNNING]
        facts["timeline"] = timeline(case.answers, shown)
    if "expected" in facts:
        missing = missing_items(case.content, case.answers.required_content)
        facts["expected"] = what_to_expect(
            case.answers, clocks, case.content, case.work.today, missing=bool(missing)
        )
    if dossier.closed_on is not None:
        ended = ("closed_on", "ended_on", "withdrawn_on") if "ended_on" in facts else ("closed_on",)
        facts |= {name: dossier.closed_on for name in ended if name in facts}
    if "react_by" in facts and (day := react_by(case.answers, clocks)):
        facts["react_by"] = day
    due = _due(case, row, letter.facts.get("clock", ""))
    for name in ("due_on", "new_due_on"):
        if name in facts and due is not None:
            facts[name] = due
    return facts


def _due(case: Case, row: OutboxRow, code: str) -> date | None:
    """The last day of the term a letter is about, as it becomes when the letter counts; None when it is about none."""
    rule = next((rule for rule in case.answers.deadlines if rule.code == code), None)
    clock = case.clocks.get(code)
    if rule is None or clock is None:
        return None
    waiting = next(
        (
            change
            for change in changes.changes_of(case.work, case.dossier.id)
            if row.occasion.startswith(changes.event_of(change)) and change.valid_on is None
        ),
        None,
    )
    if waiting is None:
        return clock.due_on
    return due_with(case, rule, changes.read_change(waiting, valid_on=case.work.today), kept=waiting.id)


def _says_otherwise(case: Case, row: OutboxRow, letter: Letter) -> bool:
    if not letters.has(case.answers, letter.code):
        return False
    named = placeholders(case.answers.letter(letter.code).body) - NOT_SAID
    now = said(case, _facts_now(case, row, letter), letter.facts.get("kind", ""))
    was = letter.facts.get("said", {})
    return any(now.get(name, "") != was.get(name, "") for name in named)


def _make(case: Case, row: OutboxRow, letter: Letter, *, look: bool | None) -> tuple[Notice, Issued] | None:
    work = case.work
    made = letters.issue_to(
        work,
        heading_of(case.dossier),
        case.answers,
        letter.code,
        row.addressee,
        letter.facts["recipient"],
        case.content,
        _facts_now(case, row, letter),
        kind=letter.facts.get("kind", ""),
        clock=letter.facts.get("clock", ""),
        look=look,
    )
    if made is None:
        return None
    work.session.flush()
    return _notice(case, row, made, meets=row.meets if look is None else None), made


def _notice(case: Case, row: OutboxRow, made: Issued, *, meets: str | None) -> Notice:
    """News about a letter that takes the place of an earlier one: to the same place, in the same way."""
    said = row.content or {}
    return Notice(
        letter=made.code,
        occasion=f"{row.occasion.partition(AGAIN)[0]}{AGAIN}{made.id.hex[-12:]}",
        addressee=row.addressee,
        channel=Channel(row.channel),
        recipient=row.recipient,
        text=said.get("text", ""),
        door=said.get("door", words.CODE_DOOR),
        held=row.state == State.HELD,
        look=made.after_look,
        meets=meets,
        letter_id=made.id,
    )


def take_back(case: Case, occasion: str, now: str) -> None:
    """A decision no longer counts: what was to tell of it does not go, and whoever was told hears that, with what holds `now`.

    The word to those who were told is a draft that somebody looks at first.
    """
    work, dossier = case.work, case.dossier
    left = effects.revoke(work, dossier, lambda row: row.occasion.partition(AGAIN)[0] == occasion)
    out, entries = [], []
    for row in {row.addressee: row for row in left}.values():
        told_on = dutch_date(row.posted_on or (row.done_at or row.created_at).date())
        letter = work.session.get(Letter, (work.tenant_id, row.letter_id)) if row.letter_id else None
        wrote = f"Wij schreven u op {told_on}" + (f": ‘{escape(letter.title)}’" if letter else "")
        text = f"{wrote}. Dat geldt niet meer.\n\n{escape(now)}"
        made = letters.issue_own(case, CORRECTED, row.addressee, "lezer", text, look=True)
        work.session.flush()
        out.append(_notice(case, row, made, meets=None))
        entries += letters.issued(made)
    if entries:
        record.append(work, dossier.id, entries)
        notices.announce(work, dossier.id, dossier.key_id, out, recall=True)
