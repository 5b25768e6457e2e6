"""Use cases of filing: receive a complaint, complete it, withdraw it."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from wederhoor.db import uuid7
from wederhoor.deadlines import service as deadlines
from wederhoor.deadlines.service import ClockValues
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.parties import party_key
from wederhoor.dossiers.tables import Dossier, Party, Statement
from wederhoor.intake import consents, drafts, letters
from wederhoor.intake.codes import code_from
from wederhoor.intake.content import Content, missing_items, read_content
from wederhoor.intake.process import process_of
from wederhoor.intake.rows import (
    NewParty,
    insert_dossier,
    last_name,
    party_rows,
    set_complainant,
    statement_row,
)
from wederhoor.notices import service as notices
from wederhoor.notices.service import Channel, Notice
from wederhoor.organisation import Organisation
from wederhoor.papers.service import file_papers
from wederhoor.people import service as people
from wederhoor.people.employments import stand_ins_for
from wederhoor.people.service import Office
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.admissibility import RequiredItem
from wederhoor.rules.complaint_process import ComplaintProcess, MoveNotPossible, ProcessFacts, choose_move
from wederhoor.rules.deadlines import StartEvent
from wederhoor.rules.regimes import choose_regime
from wederhoor.settings.service import store_answers, stored_answers
from wederhoor.statutes.atw import decree_days, working_day
from wederhoor.tasks import service as tasks
from wederhoor.tenancy.locks import insert_rows
from wederhoor.work import AMSTERDAM, Work, local_date

MEMBERS_AT = time(8, 0)
MEMBERS = ("committee_chair", "committee_member")


class TooFast(Exception):
    """The draft was filled in faster than a person can."""


def ask_call(work: Work, told: Mapping[str, str]) -> date:
    """Somebody asks to be called: a task for who handles complaints. Returns the last day to call.

    Within as many working days as the organisation says; nought is the same working day.
    """
    days = work.organisation.profile.call_back.working_days
    due_on = working_day(work.today, days, decree_days())
    tasks.add_task(work, tasks.Kind.CALL_BACK, told, due_on=due_on)
    return due_on


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What the complainant holds after sending: everything the receipt page shows."""

    dossier_id: uuid.UUID
    number: str
    filed_at: datetime
    received_on: date | None
    missing: tuple[RequiredItem, ...]
    filed_as: str = "complaint"
    fellows: tuple[tuple[str, str], ...] = ()
    """Name and code of each who complains as well, to hand over."""


def receive_complaint(
    work: Work,
    code: str,
    *,
    signed_name: str | None,
    at_least: timedelta = timedelta(),
    channel: str = "web",
    arrived_on: date | None = None,
) -> Receipt:
    """Receive what a draft holds, in one transaction: number, sealed dossier, clocks, record and outbox (KR-082, 156).

    The same code twice is the same complaint: the second time answers with the first receipt. An incomplete complaint
    is received too; its terms start when it is complete (KR-084). `channel` is how it came, `arrived_on` the day it reached
    the organisation when that was not today: terms run from then. Raises NoSuchDraft, and TooFast for a draft younger
    than `at_least`: that was a machine.
    """
    row = drafts.lock_draft(work, code)
    if row.dossier_id is not None:
        return _receipt(work, work.session.get_one(Dossier, (work.tenant_id, row.dossier_id)))
    if work.now - row.created_at < at_least:
        raise TooFast
    content = drafts.content_in(work, row)
    if signed_name:
        content = content.merged({"signed_name": signed_name, "signed_at": work.now.isoformat()})
    codes = [code, *fellow_codes(work, code, len(content.fellows))]
    hashes = [work.vault.code_hash(one) for one in codes]
    receipt = _open_dossier(work, row.id, hashes, content, channel, arrived_on or work.today)
    drafts.mark_sent(work, row.id, receipt.dossier_id)
    return receipt


COMPLAINT = "complaint"
DISSATISFACTION = "dissatisfaction"


def regime_of(answers: Organisation, content: Content) -> str | None:
    """Which row of the organisation's table governs a complaint like this; None when it has none."""
    facts = {
        "matter": "complaint",
        "complainant": content.complainant_kind or "unknown",
        "about": content.about_kind or "unknown",
        "youth_help": content.youth_help or "unknown",
    }
    found = choose_regime(answers.regimes, facts)
    return found.code if found else None


def _open_dossier(
    work: Work,
    draft_id: uuid.UUID,
    code_hashes: Sequence[str],
    content: Content,
    channel: str,
    arrived_on: date,
) -> Receipt:
    answers = work.organisation
    process = process_of(answers)
    answers_id = store_answers(work)
    missing = missing_for(content, answers)
    received_on = None if missing else arrived_on
    key_id = work.vault.new_key()
    office = people.office_today(work, MEMBERS, surname=last_name(content.accused_name))
    barred = concerned_by(content, office)
    informal = content.filed_as == DISSATISFACTION
    dossier_id = uuid7()
    parties = party_rows(work, dossier_id, key_id, content, code_hashes)
    statement = statement_row(work, dossier_id, key_id, content, version=1)
    number = insert_dossier(
        work,
        answers,
        surname=content.filer,
        secretary_initials=initials_of(work, office, barred),
        id=dossier_id,
        key_id=key_id,
        draft_id=draft_id,
        answers_id=answers_id,
        step=first_step(process, missing=bool(missing), informal=informal),
        category=content.category or "other",
        about_kind=content.about_kind or "unknown",
        youth_help=content.youth_help or "unknown",
        channel=channel,
        filed_as=content.filed_as or COMPLAINT,
        regime=regime_of(answers, content),
        arrived_on=arrived_on,
        received_on=received_on,
    )
    insert_rows(work.session, Party, _clients_first(parties))
    insert_rows(work.session, Statement, [statement])
    if content.contact_channel == "email" and content.contact_consent:
        consents.give(work, dossier_id, parties[0].row["id"], channel="email", how=channel)
    attached = file_papers(work, draft_id, dossier_id)
    clocks = deadlines.start_clocks(
        work, dossier_id, *_terms(answers, arrived_on, received_on, informal=informal)
    )
    matter = letters.Matter(
        dossier_id=dossier_id, key_id=key_id, number=number, arrived_on=arrived_on, received_on=received_on
    )
    code, facts = letters.confirmation(answers, missing, clocks)
    told = [_addressee(party) for party in parties if party.told]
    meets = None if missing else "confirmation_sent"
    out = letters.Outgoing()
    if not informal:
        out = letters.to_addressees(work, matter, content, answers, code, facts, told, "filed", meets)
    filed = record.Entry(
        event=Event.DISSATISFACTION_REPORTED if informal else Event.COMPLAINT_FILED,
        facts={"number": number},
        done_on=arrived_on,
        article=str(process.source),
    )
    entries = [filed, *out.entries]
    if attached:
        entries.insert(1, record.Entry(event=Event.PAPERS_FILED, facts={"count": str(attached)}))
    if barred:
        entries.append(dossiers.barred_entry("de klacht gaat misschien over deze persoon"))
        dossiers.bar_rows(work, dossier_id, barred, "possible_accused")
    record.append(work, dossier_id, entries, first=True)
    notices_out = [*out.notices]
    if not informal:
        notices_out += [*_to_accused(answers), *_to_members(work, answers, office, barred, "filed")]
    notices.announce(work, dossier_id, key_id, notices_out)
    _ask_office(work, dossier_id, office, barred, clocks, informal=informal)
    return Receipt(
        dossier_id=dossier_id,
        number=number,
        filed_at=work.now,
        received_on=received_on,
        missing=tuple(missing),
    )


def fellow_codes(work: Work, code: str, count: int) -> list[str]:
    """The codes of those who complain as well: made from the first, so that the receipt can be shown again."""
    return [code_from(work.vault.code_hash(f"{code}|{number}")) for number in range(1, count + 1)]


def _clients_first(parties: Sequence[NewParty]) -> list[dict[str, Any]]:
    """The rows, whoever is spoken for before who speaks for them: the one points at the other."""
    return sorted((party.row for party in parties), key=lambda row: row["represents_id"] is not None)


def _addressee(party: NewParty) -> letters.Addressee:
    return letters.Addressee(
        key=party_key(party.row["id"]),
        salutation=letters.salutation(party.name),
        kind=party.row["kind"],
        channel=party.row["channel"],
        email=party.contact.get("email", ""),
        details=party.details,
    )


def filer_of(parties: Sequence[Party]) -> Party:
    """Whoever filled it in: who speaks for another, else the first complainant."""
    return min(parties, key=lambda party: (party.role != "representative", party.id))


def missing_for(content: Content, answers: Organisation) -> list[RequiredItem]:
    """What is still missing; dissatisfaction that is no formal complaint needs nothing (KR-031)."""
    if content.filed_as == DISSATISFACTION:
        return []
    return missing_items(content, answers.required_content)


def first_step(process: ComplaintProcess, *, missing: bool, informal: bool) -> str:
    """Where a new matter begins: dissatisfaction with a talk, where the organisation's road has one (KR-028)."""
    if informal and any(step.code == "conversation" for step in process.steps):
        return "conversation"
    return process.start_incomplete if missing else process.start_complete


def concerned_by(content: Content, office: Office) -> frozenset[uuid.UUID]:
    """Who is barred at once: whoever may be meant by the name, and whoever holds the role that was pointed at.

    A name that fits somebody in that role leaves the others in that role alone.
    """
    if content.about_kind != "handler" or not content.concerned_role:
        return office.namesakes
    in_role = frozenset(account for account, role, _ in office.handlers if role == content.concerned_role)
    return office.namesakes | ((in_role & office.namesakes) or in_role)


def initials_of(work: Work, office: Office, barred: frozenset[uuid.UUID]) -> str | None:
    """The initials in the number: the secretary's, or of whoever takes over when the matter is about the secretary."""
    for role in work.organisation.profile.take_over.roles:
        for account, held, initials in office.handlers:
            if held == role and account not in barred and (initials or role == "secretary"):
                return initials or None
    return None


def _terms(
    answers: Organisation, arrived_on: date, received_on: date | None, *, informal: bool
) -> tuple[Organisation, dict[StartEvent, date]]:
    """Which terms a new matter has, and what has happened: dissatisfaction has only its own week (KR-032)."""
    if informal:
        own = tuple(rule for rule in answers.deadlines if rule.starts is StartEvent.NON_FORMAL_REPORT)
        starts = {StartEvent.NON_FORMAL_REPORT: arrived_on}
        return replace(answers, deadlines=own), starts
    events = {StartEvent.ARRIVAL: arrived_on, StartEvent.FILED: arrived_on}
    return answers, events | ({StartEvent.RECEIPT: received_on} if received_on else {})


def _ask_office(
    work: Work,
    dossier_id: uuid.UUID,
    office: Office,
    barred: frozenset[uuid.UUID],
    clocks: Sequence[ClockValues],
    *,
    informal: bool,
) -> None:
    """What somebody has to do at once: settle dissatisfaction within its term, or take over from who is concerned."""
    if informal:
        due = [clock.due_on for clock in clocks if clock.due_on] or [work.today]
        text = {"what": "Bel of mail de melder, en los het zo mogelijk op."}
        tasks.add_task(work, tasks.Kind.DISSATISFACTION, text, due_on=min(due), dossier_id=dossier_id)
    roles = work.organisation.profile.take_over.roles
    first = next((held for held in roles if any(role == held for _, role, _ in office.handlers)), None)
    free = {account: role for account, role, _ in reversed(office.handlers) if account not in barred}
    if first is None or first in free.values():
        return
    text = {"what": "De klacht gaat misschien over iemand die klachten behandelt. Neem haar over."}
    concerned = [account for account, role, _ in office.handlers if role == first]
    named = [other for account in concerned for other in stand_ins_for(work, account) if other in free]
    account = named[0] if named else None
    role = free[account] if account else min(free.values(), key=roles.index, default="director")
    tasks.add_task(
        work,
        tasks.Kind.TAKE_OVER,
        text,
        due_on=work.today,
        dossier_id=dossier_id,
        role=role,
        account_id=account,
    )


def _to_accused(answers: Organisation) -> list[Notice]:
    """Held until a person confirms who it is about: a name in free text identifies nobody (KR-156, docs/decisions)."""
    held = []
    for code, addressee in (("notice_accused", "accused"), ("notice_supervisor", "supervisor")):
        if letters.has(answers, code):
            held.append(
                Notice(letter=code, occasion="filed", addressee=addressee, channel=Channel.EMAIL, held=True)
            )
    return held


def _to_members(
    work: Work, answers: Organisation, office: Office, barred: frozenset[uuid.UUID], occasion: str
) -> list[Notice]:
    """The members of the committee have their copy the next morning, but for whoever is barred (KR-156(3))."""
    if not letters.has(answers, "copy_members"):
        return []
    tomorrow = datetime.combine(work.today + timedelta(days=1), MEMBERS_AT, AMSTERDAM)
    return [
        letters.to_staff(work, answers, "copy_members", occasion, member, tomorrow, "members_copied")
        for member in office.members
        if member.account_id not in barred
    ]


def _receipt(work: Work, dossier: Dossier) -> Receipt:
    content = content_of(work, dossier)
    missing = missing_for(content, stored_answers(work, dossier.answers_id))
    return Receipt(
        dossier_id=dossier.id,
        number=dossier.number,
        filed_at=dossier.filed_at,
        received_on=dossier.received_on,
        filed_as=dossier.filed_as,
        missing=tuple(missing),
    )


def receipt_of(work: Work, code: str) -> Receipt:
    """The receipt behind a code, with the codes of who complains as well as long as they are the first. Raises NoSuchDossier."""
    dossier, party = dossiers.find_by_code(work, work.vault.code_hash(code))
    receipt = _receipt(work, dossier)
    people = dossiers.complainants_of(work, dossier.id)
    if party is not filer_of(people):
        return receipt
    by_hash = {one.code_hash: one for one in people if one is not party}
    made = fellow_codes(work, code, len(by_hash))
    told = [(by_hash[hashed], one) for one in made if (hashed := work.vault.code_hash(one)) in by_hash]
    return replace(
        receipt, fellows=tuple((letters.salutation(one.name or {}), made_code) for one, made_code in told)
    )


def content_of(work: Work, dossier: Dossier) -> Content:
    """The complaint as it stands now."""
    return read_content(dossiers.current_body(work, dossier.id))


def complete_complaint(
    work: Work,
    dossier: Dossier,
    party: Party,
    values: Mapping[str, Any],
    *,
    signed_name: str | None,
    on: date | None = None,
) -> bool:
    """A party adds what was missing, as a newer statement. When all is in, that day is the receipt date (KR-084): today,
    or the day `on` when it happened earlier and is entered now, but never before what was there already.

    Returns whether the complaint is complete now. Raises MoveNotPossible when nothing can be added any more.
    """
    answers = stored_answers(work, dossier.answers_id)
    process = process_of(answers)
    if not process.step(dossier.step).open:
        raise MoveNotPossible("De klacht is afgesloten; aanvullen kan niet meer.", process.source)
    statement = dossiers.current_statement(work, dossier.id)
    content = read_content(statement.body).merged(values)
    if signed_name and not content.signed_name:
        content = content.merged({"signed_name": signed_name, "signed_at": work.now.isoformat()})
    newer = statement_row(work, dossier.id, dossier.key_id, content, version=statement.version + 1)
    insert_rows(work.session, Statement, [newer])
    if party is filer_of(dossiers.complainants_of(work, dossier.id)):
        set_complainant(work, party, content)
    if signed_name:
        party.signed_at = work.now
    missing = missing_items(content, answers.required_content)
    if missing or dossier.received_on is not None:
        record.append(work, dossier.id, [record.Entry(event=Event.COMPLAINT_ADDED_TO)])
        return not missing
    move = choose_move("complete", dossier.step, process, ProcessFacts(complete=True), role="complainant")
    before = dossier.arrived_on if statement.version == 1 else local_date(statement.entered_at)
    received_on = max(on, before) if on else work.today
    dossier.step, dossier.received_on = move.to_step, received_on
    started = deadlines.event_happened(work, dossier.id, answers, StartEvent.RECEIPT, received_on)
    work.session.flush()
    clocks = deadlines.clocks_of(work, dossier.id)
    code, letter_facts = letters.confirmation(answers, [], clocks)
    out = letters.to_complainants(
        work,
        dossier,
        content,
        answers,
        code,
        letter_facts,
        occasion="completed",
        meets="confirmation_sent",
    )
    facts = {"received_on": received_on.isoformat()}
    entry = record.Entry(
        event=Event.COMPLAINT_COMPLETED, facts=facts, done_on=received_on, article=str(move.source)
    )
    record.append(work, dossier.id, [entry, *started, *out.entries])
    notices.announce(work, dossier.id, dossier.key_id, out.notices)
    return True


def withdraw_complaint(work: Work, dossier: Dossier, party: Party, reason: str) -> None:
    """A party withdraws (KR-080). The last one to go closes the matter: clocks lapse, held notices do not go.

    While others still complain, the matter goes on and only this person gets no more letters. Raises MoveNotPossible
    when the matter is closed already, or this person withdrew before.
    """
    answers = stored_answers(work, dossier.answers_id)
    process = process_of(answers)
    move = choose_move(
        "withdraw", dossier.step, process, ProcessFacts(withdrawn_in_writing=True), role="complainant"
    )
    if party.withdrawn_on is not None:
        raise MoveNotPossible("U heeft uw klacht al ingetrokken.", move.source)
    people = dossiers.complainants_of(work, dossier.id)
    leaving = {party.id, party.represents_id} if party.represents_id else {party.id}
    others = [
        one
        for one in people
        if one.role == "complainant" and one.withdrawn_on is None and one.id not in leaving
    ]
    told = [letters.addressee_of(party)] if others else _told(work, dossier)
    for one in people:
        if one.id in leaving or (not others and one.withdrawn_on is None):
            one.withdrawn_on = work.today
    details = {"reason": reason} if reason else None
    entry = record.Entry(
        event=Event.COMPLAINANT_LEFT if others else Event.COMPLAINT_WITHDRAWN,
        done_on=work.today,
        article=str(move.source),
        details=details,
        key_id=dossier.key_id if details else None,
    )
    record.append(work, dossier.id, [entry])
    if not others:
        dossier.step, dossier.closed_on, dossier.close_ground = move.to_step, work.today, "withdrawn"
        deadlines.lapse(work, dossier.id, answers, "withdrawn", "de klacht is ingetrokken")
        notices.cancel_held(work, dossier.id)
    content = content_of(work, dossier)
    work.session.flush()
    out = letters.to_addressees(
        work,
        letters.matter_of(dossier),
        content,
        answers,
        "withdrawn",
        {"closed_on": work.today},
        told,
        f"withdrawn:{party.id}" if others else "withdrawn",
        None,
    )
    record.append(work, dossier.id, out.entries)
    notices.announce(work, dossier.id, dossier.key_id, out.notices)


def _told(work: Work, dossier: Dossier) -> list[letters.Addressee]:
    return [letters.addressee_of(party) for party in dossiers.told_parties(work, dossier.id)]


def make_complaint(work: Work, dossier: Dossier, party: Party | None, *, on: date | None = None) -> None:
    """Dissatisfaction becomes a formal complaint: a new act by who complained, or by staff on the record (KR-029).

    Its week ends; the terms of a complaint begin on the day it was said, `on` when that was not today. Whoever hears of a
    complaint hears of it now, and nobody has to pick up the report any more. Raises MoveNotPossible when it is one already,
    or closed.
    """
    answers = stored_answers(work, dossier.answers_id)
    process = process_of(answers)
    day = on or work.today
    if not may_be_complaint(work, dossier):
        raise MoveNotPossible("Dit is al een klacht, of de zaak is afgesloten.", process.source)
    dossier.filed_as = COMPLAINT
    content = content_of(work, dossier).merged({"filed_as": COMPLAINT})
    statement = dossiers.current_statement(work, dossier.id)
    newer = statement_row(work, dossier.id, dossier.key_id, content, version=statement.version + 1)
    insert_rows(work.session, Statement, [newer])
    missing = missing_items(content, answers.required_content)
    dossier.received_on = None if missing else day
    dossier.step = first_step(process, missing=bool(missing), informal=False)
    by = {"by": "door de klager zelf" if party else "vastgelegd door een medewerker"}
    record.append(work, dossier.id, [record.Entry(event=Event.MADE_COMPLAINT, facts=by, done_on=day)])
    for rule in answers.deadlines:
        if rule.starts is StartEvent.NON_FORMAL_REPORT:
            deadlines.meet(work, dossier.id, answers, rule.met_by, day)
    rest = tuple(rule for rule in answers.deadlines if rule.starts is not StartEvent.NON_FORMAL_REPORT)
    formal = replace(answers, deadlines=rest)
    clocks = deadlines.start_clocks(
        work, dossier.id, *_terms(formal, day, dossier.received_on, informal=False)
    )
    work.session.flush()
    code, facts = letters.confirmation(answers, missing, clocks)
    out = letters.to_complainants(
        work,
        dossier,
        content,
        answers,
        code,
        facts,
        occasion="made_complaint",
        meets=None if missing else "confirmation_sent",
    )
    record.append(work, dossier.id, out.entries)
    accused = [one for one in dossiers.parties_of(work, dossier.id) if one.role == "accused"]
    known = bool(accused) and all(one.confirmed_at for one in accused)  # confirmed, so told, already
    office = people.office_today(work, MEMBERS, surname=last_name(content.accused_name))
    barred = dossiers.barred_accounts(work, dossier.id)
    told = [] if known else _to_accused(answers)
    told += _to_members(work, answers, office, barred, "made_complaint")
    notices.announce(work, dossier.id, dossier.key_id, [*out.notices, *told])
    tasks.finish_all(work, dossier.id, tasks.Kind.DISSATISFACTION)


def may_be_complaint(work: Work, dossier: Dossier) -> bool:
    """Whether this is dissatisfaction that can still become a complaint."""
    process = process_of(stored_answers(work, dossier.answers_id))
    return dossier.filed_as == DISSATISFACTION and process.step(dossier.step).open
