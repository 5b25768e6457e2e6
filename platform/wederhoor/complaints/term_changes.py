"""Decisions about terms: longer, brought forward, delayed with consent, and taken back. Whoever must hear of one is told."""

from datetime import date

from wederhoor.correspondence import again
from wederhoor.correspondence.facts import timeline
from wederhoor.correspondence.telling import (
    Post,
    tell,
)
from wederhoor.deadlines import changes
from wederhoor.deadlines import service as deadlines
from wederhoor.deadlines.case import Case, due_with, set_date
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.deadlines import DeadlineRule, StartEvent, Term, Unit
from wederhoor.rules.letters import Addressee
from wederhoor.rules.term_changes import (
    CHANGE_LABELS,
    ChangeKind,
    TermChange,
    kind_of,
    summed,
    too_late_to_extend,
    within,
)
from wederhoor.work import Refused

LONGER = (ChangeKind.EXTENSION, ChangeKind.POSTPONEMENT)


def _running(case: Case) -> list[DeadlineRule]:
    return [
        rule
        for rule in case.answers.deadlines
        if (row := case.clocks.get(rule.code)) is not None and row.state == deadlines.RUNNING
    ]


def _extendable(case: Case) -> list[DeadlineRule]:
    """Terms that run and may be made longer: where a document lets that be done once, those that were not yet."""
    known = {row.code for row in case.changes if row.kind in LONGER}
    return [
        rule for rule in _running(case) if rule.extension and (rule.extension.again or rule.code not in known)
    ]


def _given_before(case: Case, code: str) -> Term | None:
    """How much longer a term was made already."""
    total: Term | None = None
    for row in case.changes:
        if row.kind in LONGER and row.code == code and row.amount is not None and row.unit:
            amount = Term(row.amount, Unit(row.unit))
            total = amount if total is None else summed(total, amount) or amount
    return total


def extend_term(case: Case, *, code: str, amount: Term, reason: str, done_on: date) -> None:
    """Make a running term longer, once and no more than the document allows (KR-120, KR-138, Awb 9:11, Wkkgz 17).

    Where the document wants notices first, the date moves when the last has left. Raises Refused.
    """
    work, dossier = case.work, case.dossier
    rule = next((rule for rule in _extendable(case) if rule.code == code), None)
    if rule is None or rule.extension is None:
        raise Refused("code", "Deze termijn loopt niet, of er is al uitstel voor gegeven.")
    extension = rule.extension
    before = _given_before(case, code)
    total = amount if before is None else summed(before, amount)
    if total is None:
        raise Refused("unit", f"Eerder werd de termijn {before} langer. Kies dezelfde eenheid.")
    if not within(total, extension.at_most):
        most = extension.at_most or "langer dan één dag"
        together = " bij elkaar" if before else ""
        raise Refused("amount", f"Uitstel mag{together} ten hoogste {most} zijn", extension.source)
    row = case.clocks[code]
    if row.due_on is not None and too_late_to_extend(rule, row.due_on, work.today):
        raise Refused("code", "De termijn is al voorbij; het bericht zou te laat zijn", extension.source)
    kind = kind_of(extension)
    change = TermChange(kind=kind, code=code, amount=amount)
    told_today = TermChange(kind=kind, code=code, amount=amount, valid_on=work.today)
    new = due_with(case, rule, told_today)
    decision = changes.add_change(work, dossier.id, dossier.key_id, change, decided_on=done_on, reason=reason)
    meets = changes.event_of(decision) if extension.needs_notice else None
    post = Post(case=case, occasion=changes.event_of(decision), meets=meets, clock=rule.code)
    facts: dict[str, str | date] = {
        "clock": rule.label,
        "reasons": reason,
        "reason": reason,
        "due_on": new,
        "new_due_on": new,
    }
    tell(post, extension.addressees, _longer_letters(kind, code), facts)
    if extension.needs_notice and not post.notices:
        raise Refused(
            "",
            "Er is geen brief om dit te melden, en zonder bericht geldt het uitstel niet",
            extension.source,
        )
    decision.notices_needed = len(post.notices) if extension.needs_notice else 0
    event = Event.TERM_POSTPONED if kind is ChangeKind.POSTPONEMENT else Event.TERM_EXTENDED
    said = record.Entry(
        event=event,
        facts={"clock": rule.label, "amount": str(amount), "new": new.isoformat()},
        done_on=done_on,
        article=str(extension.source),
        details={"reason": reason},
        key_id=dossier.key_id,
    )
    record.append(
        work, dossier.id, [said, *deadlines.recompute(work, dossier.id, case.answers), *post.entries]
    )
    post.send()


def _longer_letters(kind: ChangeKind, code: str) -> tuple[str, ...]:
    first = ("postponed", "extended") if kind is ChangeKind.POSTPONEMENT else ("extended",)
    own = ("report_delay",) if code == "report" else ()
    return (*own, *first, "adjourned", "extension")


def shorten_terms(case: Case, *, until: date, reason: str, done_on: date) -> None:
    """Bring terms forward because a case is urgent; the parties are told with reasons (KR-128). Raises Refused."""
    work, dossier = case.work, case.dossier
    rules = _shortenable(case)
    if not rules:
        raise Refused("", "Geen van de lopende termijnen kan wegens spoed worden bekort.")
    if until < work.today:
        raise Refused("until", "Deze dag is al voorbij.")
    if all((case.clocks[rule.code].due_on or until) <= until for rule in rules):
        raise Refused("until", "Dit is geen bekorting: alle termijnen lopen al eerder af.")
    source = rules[0].shortened_by
    change = TermChange(kind=ChangeKind.URGENT, until=until, valid_on=done_on)
    decision = changes.add_change(work, dossier.id, dossier.key_id, change, decided_on=done_on, reason=reason)
    moved = deadlines.recompute(work, dossier.id, case.answers)
    post = Post(case=case, occasion=changes.event_of(decision))
    to_come = [clock for clock in deadlines.clocks_of(work, dossier.id) if clock.state == deadlines.RUNNING]
    facts: dict[str, str | date] = {
        "reasons": reason,
        "reason": reason,
        "due_on": until,
        "new_due_on": until,
        "clock": "de behandeling",
        "timeline": timeline(case.answers, to_come),
    }
    tell(post, (Addressee.COMPLAINANT, Addressee.ACCUSED), ("urgent",), facts)
    said = record.Entry(
        event=Event.TERM_URGENT,
        facts={"until": until.isoformat()},
        done_on=done_on,
        article=str(source),
        details={"reason": reason},
        key_id=dossier.key_id,
    )
    record.append(work, dossier.id, [said, *moved, *post.entries])
    post.send()


def _shortenable(case: Case) -> list[DeadlineRule]:
    return [rule for rule in _running(case) if rule.shortened_by]


def delay_with_consent(case: Case, *, until: date, how: str, done_on: date) -> None:
    """Further delay as far as the complainant agreed in writing (Awb 9:11 lid 3). Raises Refused."""
    work, dossier = case.work, case.dossier
    rules = _with_consent(case)
    if not rules:
        raise Refused("", "Geen van de lopende termijnen kan met instemming van de klager worden verlengd.")
    if all((case.clocks[rule.code].due_on or until) >= until for rule in rules):
        raise Refused("until", "Deze dag is niet later dan de termijn nu al is.")
    change = TermChange(kind=ChangeKind.CONSENT, until=until, valid_on=done_on)
    changes.add_change(work, dossier.id, dossier.key_id, change, decided_on=done_on, reason=how)
    said = record.Entry(
        event=Event.TERM_CONSENT,
        facts={"until": until.isoformat()},
        done_on=done_on,
        article=str(rules[0].consent),
        details={"how": how},
        key_id=dossier.key_id,
    )
    record.append(work, dossier.id, [said, *deadlines.recompute(work, dossier.id, case.answers)])


def _with_consent(case: Case) -> list[DeadlineRule]:
    """Terms that consent can delay further: only after the delay the body may take by itself."""
    taken = {
        row.code for row in case.changes if row.kind in LONGER and (row.valid_on or not row.notices_needed)
    }
    return [
        rule for rule in _running(case) if rule.consent and (rule.extension is None or rule.code in taken)
    ]


def revoke_change(case: Case, *, change_id: str, reason: str) -> None:
    """A decision about a term no longer counts; the clocks are computed without it. Raises Refused."""
    work, dossier = case.work, case.dossier
    row = next((r for r in changes.changes_of(work, dossier.id) if r.id.hex == change_id), None)
    if row is None:
        raise Refused("change", "Deze wijziging geldt al niet meer.")
    row.revoked_at = work.now
    if row.kind == ChangeKind.START_CORRECTED and row.start and row.was_on:
        for rule in case.answers.deadlines:
            if rule.starts == row.start and rule.code in case.clocks:
                case.clocks[rule.code].started_on = row.was_on
        set_date(case, StartEvent(row.start), row.was_on)
    work.session.flush()
    said = record.Entry(
        event=Event.TERM_CHANGE_REVOKED,
        facts={"change": CHANGE_LABELS[ChangeKind(row.kind)]},
        details={"reason": reason},
        key_id=dossier.key_id,
    )
    record.append(work, dossier.id, [said, *deadlines.recompute(work, dossier.id, case.answers)])
    clocks = deadlines.clocks_of(work, dossier.id)
    again.take_back(
        case,
        changes.event_of(row),
        f"{reason}\n\nDeze datums gelden nu:\n{timeline(case.answers, clocks)}",
    )
    again.offer_again(case)
