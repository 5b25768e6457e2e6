"""Use cases of filing: keep a draft, receive a complaint, complete it, withdraw it."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, select, update

from wederhoor.db import uuid7
from wederhoor.deadlines import service as deadlines
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.tables import Dossier, Party, Statement
from wederhoor.intake import letters
from wederhoor.intake.codes import new_code
from wederhoor.intake.content import Content, missing_items, read_content
from wederhoor.intake.tables import Draft
from wederhoor.notices import service as notices
from wederhoor.notices.service import Channel, Notice
from wederhoor.organisation import Organisation
from wederhoor.people import service as people
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.register.service import next_sequence
from wederhoor.rules.admissibility import RequiredItem
from wederhoor.rules.complaint_process import ComplaintProcess, MoveNotPossible, ProcessFacts, choose_move
from wederhoor.rules.deadlines import StartEvent
from wederhoor.rules.register_number import format_register_number, sequence_scope
from wederhoor.settings.service import store_answers, stored_answers
from wederhoor.tenancy.locks import change_row, insert_rows, read_rows
from wederhoor.vault.sealed import opened_value, sealed_value
from wederhoor.work import AMSTERDAM, Work

DRAFT_LASTS = timedelta(days=30)
MEMBERS_AT = time(8, 0)
MEMBERS = ("committee_chair", "committee_member")


class NoSuchDraft(Exception):
    """There is no draft behind this code (any more)."""


class AlreadySent(Exception):
    """The draft was sent; its dossier holds it now."""


class NoIntake(Exception):
    """This organisation takes no complaints on this platform."""


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What the complainant holds after sending: everything the receipt page shows."""

    dossier_id: uuid.UUID
    number: str
    filed_at: datetime
    received_on: date | None
    missing: tuple[RequiredItem, ...]


def process_of(answers: Organisation) -> ComplaintProcess:
    """The complaint process; raises NoIntake when the organisation has none here."""
    if not isinstance(answers.process, ComplaintProcess):
        raise NoIntake(answers.process.reason)
    return answers.process


def start_draft(work: Work) -> str:
    """Begin a draft; returns its code, which becomes the receipt code."""
    process_of(work.organisation)
    code = new_code()
    key_id = work.vault.new_key()
    draft = Draft(
        code_hash=work.vault.code_hash(code),
        key_id=key_id,
        created_at=work.now,
        updated_at=work.now,
        expires_at=work.now + DRAFT_LASTS,
    )
    work.session.add(draft)
    draft.body = Content().as_dict()
    return code


def find_draft(work: Work, code: str, *, lock: bool = False) -> Draft:
    """The draft behind a code, sent or not. Raises NoSuchDraft."""
    query = select(Draft).where(Draft.code_hash == work.vault.code_hash(code))
    draft = work.session.scalars(query.with_for_update() if lock else query).first()
    if draft is None or (draft.dossier_id is None and draft.expires_at <= work.now):
        raise NoSuchDraft
    return draft


@dataclass(frozen=True, kw_only=True)
class OpenDraft:
    """A draft that was not sent, as a page reads it."""

    content: Content
    created_at: datetime


_DRAFTS = Draft.__table__
_DRAFT = select(
    _DRAFTS.c.id,
    _DRAFTS.c.key_id,
    _DRAFTS.c.body_sealed,
    _DRAFTS.c.dossier_id,
    _DRAFTS.c.expires_at,
    _DRAFTS.c.created_at,
).where(_DRAFTS.c.tenant_id == bindparam("tenant"), _DRAFTS.c.code_hash == bindparam("code"))


def draft_content(work: Work, code: str) -> OpenDraft:
    """A draft that was not sent, with what it holds. Raises NoSuchDraft or AlreadySent."""
    rows = read_rows(work.session, _DRAFT, code=work.vault.code_hash(code))
    if not rows or (rows[0].dossier_id is None and rows[0].expires_at <= work.now):
        raise NoSuchDraft
    row = rows[0]
    if row.dossier_id is not None:
        raise AlreadySent
    body = opened_value(work.vault, row.key_id, Draft.__tablename__, "body_sealed", row.id, row.body_sealed)
    return OpenDraft(content=read_content(body), created_at=row.created_at)


def save_draft(work: Work, code: str, values: Mapping[str, Any]) -> Content:
    """Keep what was filled in on one page. Raises NoSuchDraft or AlreadySent."""
    draft = find_draft(work, code, lock=True)
    if draft.dossier_id is not None:
        raise AlreadySent
    content = read_content(draft.body).merged(values)
    draft.body = content.as_dict()
    draft.updated_at = work.now
    draft.expires_at = work.now + DRAFT_LASTS
    return content


_SENT = (
    update(Draft)
    .where(
        _DRAFTS.c.tenant_id == bindparam("tenant"),
        _DRAFTS.c.id == bindparam("draft"),
        _DRAFTS.c.dossier_id.is_(None),
    )
    .values(dossier_id=bindparam("dossier"), body_sealed=None)
)


def receive_complaint(work: Work, code: str, *, signed_name: str | None) -> Receipt:
    """Receive what a draft holds, in one transaction: number, sealed dossier, clocks, record and outbox (KR-082, 156).

    The same code twice is the same complaint: the second time answers with the first receipt. An incomplete complaint
    is received too; its terms start when it is complete (KR-084). Raises NoSuchDraft.
    """
    row = _locked_draft(work, code)
    if row.dossier_id is not None:
        return _receipt(work, work.session.get_one(Dossier, (work.tenant_id, row.dossier_id)))
    body = opened_value(work.vault, row.key_id, Draft.__tablename__, "body_sealed", row.id, row.body_sealed)
    content = read_content(body)
    if signed_name:
        content = content.merged({"signed_name": signed_name, "signed_at": work.now.isoformat()})
    receipt = _open_dossier(work, row.id, work.vault.code_hash(code), content)
    if change_row(work.session, _SENT, draft=row.id, dossier=receipt.dossier_id) != 1:
        raise NoSuchDraft
    return receipt


def _locked_draft(work: Work, code: str) -> Row[*tuple[Any, ...]]:
    rows = read_rows(work.session, _DRAFT.with_for_update(), code=work.vault.code_hash(code))
    if not rows or (rows[0].dossier_id is None and rows[0].expires_at <= work.now):
        raise NoSuchDraft
    return rows[0]


def _open_dossier(work: Work, draft_id: uuid.UUID, code_hash: str, content: Content) -> Receipt:
    answers = work.organisation
    process = process_of(answers)
    answers_id = store_answers(work)
    missing = missing_items(content, answers.required_content)
    received_on = None if missing else work.today
    key_id = work.vault.new_key()
    office = people.office_today(work, MEMBERS, surname=_last_name(content.accused_name))
    dossier_id = uuid7()
    parties = _party_rows(work, dossier_id, key_id, content)
    statement = _statement_row(work, dossier_id, key_id, content, version=1)
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
    if office.namesakes:
        entries.append(dossiers.barred_entry("de naam lijkt op die in de klacht"))
        dossiers.bar_rows(work, dossier_id, office.namesakes, "possible_accused")
    record.append(work, dossier_id, entries, first=True)
    email = content.email if _channel(content) == "email" else ""
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


def _channel(content: Content) -> str:
    return content.contact_channel or ("email" if content.email else "post")


def _party_rows(
    work: Work, dossier_id: uuid.UUID, key_id: uuid.UUID, content: Content
) -> list[dict[str, Any]]:
    def row(role: str, kind: str, name: dict[str, str], contact: dict[str, str] | None) -> dict[str, Any]:
        party_id = uuid7()

        def sealed(column: str, value: object) -> bytes:
            return sealed_value(work.vault, key_id, Party.__tablename__, column, party_id, value)

        return {
            "id": party_id,
            "dossier_id": dossier_id,
            "key_id": key_id,
            "role": role,
            "kind": kind or "unknown",
            "name_sealed": sealed("name_sealed", name),
            "contact_sealed": sealed("contact_sealed", contact) if contact else None,
            "channel": "email",
            "surname_hash": None,
            "email_hash": None,
            "phone_hash": None,
            "account_id": None,
            "confirmed_at": None,
        }

    complainant = row("complainant", content.complainant_kind, _name(content), _contact(content))
    complainant |= {"channel": _channel(content), "confirmed_at": work.now, **_hashes(work, content)}
    if not content.accused_name and not content.about_kind:
        return [complainant]
    return [complainant, row("accused", content.about_kind, {"name": content.accused_name}, None)]


def _name(content: Content) -> dict[str, str]:
    return {n: getattr(content, n) for n in ("given_name", "surname", "organisation_name")}


def _contact(content: Content) -> dict[str, str]:
    return {n: getattr(content, n) for n in ("street", "postal_code", "town", "email", "phone")}


def _hashes(work: Work, content: Content) -> dict[str, str | None]:
    """Keyed hashes to find a complainant by; nothing for what is not filled in."""
    search = work.vault.search_hash
    digits = "".join(c for c in content.phone if c.isdigit())
    return {
        "surname_hash": search("surname", _last_name(content.surname)) if content.surname else None,
        "email_hash": search("email", content.email.casefold()) if content.email else None,
        "phone_hash": search("phone", digits) if digits else None,
    }


def set_complainant(work: Work, party: Party, content: Content) -> None:
    """Seal the complainant's name and contact data, with keyed hashes to find them by."""
    party.name = _name(content)
    party.contact = _contact(content)
    for column, value in _hashes(work, content).items():
        setattr(party, column, value)


def _last_name(name: str) -> str:
    """The part of a name that identifies best: its last word, in lower case."""
    words = name.replace("-", " ").split()
    return words[-1].casefold() if words else ""


def _statement_row(
    work: Work, dossier_id: uuid.UUID, key_id: uuid.UUID, content: Content, *, version: int
) -> dict[str, Any]:
    statement_id = uuid7()
    place = (Statement.__tablename__, "body_sealed", statement_id)
    return {
        "id": statement_id,
        "dossier_id": dossier_id,
        "key_id": key_id,
        "version": version,
        "body_sealed": sealed_value(work.vault, key_id, *place, content.as_dict()),
        "entered_at": work.now,
        "signed_at": datetime.fromisoformat(content.signed_at) if content.signed_at else None,
    }


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
    newer = _statement_row(work, dossier.id, dossier.key_id, content, version=statement.version + 1)
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
