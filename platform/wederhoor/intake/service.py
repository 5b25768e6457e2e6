"""Use cases of filing: receive a complaint, complete it, withdraw it."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from wederhoor.db import uuid7
from wederhoor.deadlines import service as deadlines
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.tables import Dossier, Party, Statement
from wederhoor.intake import drafts, letters
from wederhoor.intake.content import Content, missing_items, read_content
from wederhoor.intake.process import process_of
from wederhoor.intake.rows import channel_of, last_name, party_rows, set_complainant, statement_row
from wederhoor.notices import service as notices
from wederhoor.notices.service import Channel, Notice
from wederhoor.organisation import Organisation
from wederhoor.papers.service import file_papers
from wederhoor.people import service as people
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.register.service import next_sequence
from wederhoor.rules.admissibility import RequiredItem
from wederhoor.rules.complaint_process import MoveNotPossible, ProcessFacts, choose_move
from wederhoor.rules.deadlines import StartEvent
from wederhoor.rules.register_number import format_register_number, sequence_scope
from wederhoor.settings.service import store_answers, stored_answers
from wederhoor.tenancy.locks import insert_rows
from wederhoor.work import AMSTERDAM, Work

MEMBERS_AT = time(8, 0)
MEMBERS = ("committee_chair", "committee_member")


class TooFast(Exception):
    """The draft was filled in faster than a person can."""


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What the complainant holds after sending: everything the receipt page shows."""

    dossier_id: uuid.UUID
    number: str
    filed_at: datetime
    received_on: date | None
    missing: tuple[RequiredItem, ...]


def receive_complaint(
    work: Work, code: str, *, signed_name: str | None, at_least: timedelta = timedelta()
) -> Receipt:
    """Receive what a draft holds, in one transaction: number, sealed dossier, clocks, record and outbox (KR-082, 156).

    The same code twice is the same complaint: the second time answers with the first receipt. An incomplete complaint
    is received too; its terms start when it is complete (KR-084). Raises NoSuchDraft, and TooFast for a draft younger
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
    receipt = _open_dossier(work, row.id, work.vault.code_hash(code), content)
    drafts.mark_sent(work, row.id, receipt.dossier_id)
    return receipt


def _open_dossier(work: Work, draft_id: uuid.UUID, code_hash: str, content: Content) -> Receipt:
    answers = work.organisation
    process = process_of(answers)
    answers_id = store_answers(work)
    missing = missing_items(content, answers.required_content)
    received_on = None if missing else work.today
    key_id = work.vault.new_key()
    office = people.office_today(work, MEMBERS, surname=last_name(content.accused_name))
    dossier_id = uuid7()
    parties = party_rows(work, dossier_id, key_id, content)
    statement = statement_row(work, dossier_id, key_id, content, version=1)
    scope = sequence_scope(answers.register_number, work.today)
    sequence = next_sequence(work, scope)  # the tenant-wide lock: everything above is done by now
    number = format_register_number(
        answers.register_number,
        sequence=sequence,
        on=work.today,
        surname=content.filer or None,
        secretary_initials=office.secretary_initials,
    )
    row = {
        "id": dossier_id,
        "key_id": key_id,
        "code_hash": code_hash,
        "draft_id": draft_id,
        "sequence_scope": scope,
        "sequence": sequence,
        "number": number,
        "answers_id": answers_id,
        "step": process.start_incomplete if missing else process.start_complete,
        "category": content.category or "other",
        "about_kind": content.about_kind or "unknown",
        "youth_help": content.youth_help or "unknown",
        "channel": "web",
        "filed_at": work.now,
        "received_on": received_on,
        "closed_on": None,
        "close_ground": None,
        "short_description": None,
        "version": 1,
    }
    insert_rows(work.session, Dossier, [row])
    insert_rows(work.session, Party, parties)
    insert_rows(work.session, Statement, [statement])
    attached = file_papers(work, draft_id, dossier_id)
    events = {StartEvent.ARRIVAL: work.today, StartEvent.FILED: work.today} | (
        {StartEvent.RECEIPT: received_on} if received_on else {}
    )
    clocks = deadlines.start_clocks(work, dossier_id, answers, events)
    matter = letters.Matter(
        dossier_id=dossier_id, key_id=key_id, number=number, filed_at=work.now, received_on=received_on
    )
    letter = letters.issue_confirmation(work, matter, content, answers, missing, clocks)
    filed = record.Entry(
        event=Event.COMPLAINT_FILED, facts={"number": number}, done_on=work.today, article=str(process.source)
    )
    entries = [filed, *letters.issued(letter)]
    if attached:
        entries.insert(1, record.Entry(event=Event.PAPERS_FILED, facts={"count": str(attached)}))
    if office.namesakes:
        entries.append(dossiers.barred_entry("de naam lijkt op die in de klacht"))
        dossiers.bar_rows(work, dossier_id, office.namesakes, "possible_accused")
    record.append(work, dossier_id, entries, first=True)
    email = content.email if channel_of(content) == "email" else ""
    meets = None if missing else "confirmation_sent"
    notices_out = letters.to_address(work, email, letter, "filed", meets=meets)
    notices_out += _to_accused(answers)
    tomorrow = datetime.combine(work.today + timedelta(days=1), MEMBERS_AT, AMSTERDAM)
    if letters.has(answers, "copy_members"):
        notices_out += [
            letters.to_staff(work, answers, "copy_members", "filed", member, tomorrow, "members_copied")
            for member in office.members
            if member.account_id not in office.namesakes
        ]
    notices.announce(work, dossier_id, key_id, notices_out)
    return Receipt(
        dossier_id=dossier_id,
        number=number,
        filed_at=work.now,
        received_on=received_on,
        missing=tuple(missing),
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


def _receipt(work: Work, dossier: Dossier) -> Receipt:
    content = content_of(work, dossier)
    required = stored_answers(work, dossier.answers_id).required_content
    return Receipt(
        dossier_id=dossier.id,
        number=dossier.number,
        filed_at=dossier.filed_at,
        received_on=dossier.received_on,
        missing=tuple(missing_items(content, required)),
    )


def receipt_of(work: Work, code: str) -> Receipt:
    """The receipt behind a code. Raises NoSuchDossier."""
    return _receipt(work, dossiers.find_by_code(work, work.vault.code_hash(code)))


def content_of(work: Work, dossier: Dossier) -> Content:
    """The complaint as it stands now."""
    return read_content(dossiers.current_body(work, dossier.id))


def complete_complaint(
    work: Work, dossier: Dossier, values: Mapping[str, Any], *, signed_name: str | None
) -> bool:
    """Add what was missing, as a newer statement. When all is in, that day is the receipt date (KR-084).

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
    complainant = dossiers.complainant_of(work, dossier.id)
    set_complainant(work, complainant, content)
    missing = missing_items(content, answers.required_content)
    if missing or dossier.received_on is not None:
        record.append(work, dossier.id, [record.Entry(event=Event.COMPLAINT_ADDED_TO)])
        return not missing
    move = choose_move("complete", dossier.step, process, ProcessFacts(complete=True), role="complainant")
    dossier.step, dossier.received_on = move.to_step, work.today
    started = deadlines.event_happened(work, dossier.id, answers, StartEvent.RECEIPT, work.today)
    work.session.flush()
    letter = letters.issue_confirmation(
        work, letters.matter_of(dossier), content, answers, [], deadlines.clocks_of(work, dossier.id)
    )
    work.session.flush()
    facts = {"received_on": work.today.isoformat()}
    entry = record.Entry(
        event=Event.COMPLAINT_COMPLETED, facts=facts, done_on=work.today, article=str(move.source)
    )
    record.append(work, dossier.id, [entry, *started, *letters.issued(letter)])
    notice = letters.to_complainant(work, complainant, letter, "completed", meets="confirmation_sent")
    notices.announce(work, dossier.id, dossier.key_id, notice)
    return True


def withdraw_complaint(work: Work, dossier: Dossier, reason: str) -> None:
    """The complainant withdraws (KR-080): clocks lapse, held notices do not go, a letter confirms it.

    Raises MoveNotPossible when the matter is closed already.
    """
    answers = stored_answers(work, dossier.answers_id)
    process = process_of(answers)
    move = choose_move(
        "withdraw", dossier.step, process, ProcessFacts(withdrawn_in_writing=True), role="complainant"
    )
    dossier.step, dossier.closed_on, dossier.close_ground = move.to_step, work.today, "withdrawn"
    details = {"reason": reason} if reason else None
    entry = record.Entry(
        event=Event.COMPLAINT_WITHDRAWN,
        done_on=work.today,
        article=str(move.source),
        details=details,
        key_id=dossier.key_id if details else None,
    )
    record.append(work, dossier.id, [entry])
    deadlines.lapse(work, dossier.id, answers, "withdrawn", "de klacht is ingetrokken")
    notices.cancel_held(work, dossier.id)
    content = content_of(work, dossier)
    letter = letters.issue(
        work, letters.matter_of(dossier), content, answers, "withdrawn", {"closed_on": work.today}
    )
    work.session.flush()
    complainant = dossiers.complainant_of(work, dossier.id)
    notice = letters.to_complainant(work, complainant, letter, "withdrawn", meets=None)
    notices.announce(work, dossier.id, dossier.key_id, notice)
