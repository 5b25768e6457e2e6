"""A case begins: filed by somebody, or begun from another. Number, sealed dossier, clocks, record and outbox in one transaction."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from wederhoor.cases.referring import ask_to_forward, may_be_objection
from wederhoor.correspondence import letters
from wederhoor.correspondence.facts import Heading, confirmation
from wederhoor.correspondence.first_news import copies_for_members, first_notices, nobody_is_told
from wederhoor.db import uuid7
from wederhoor.deadlines import handlers
from wederhoor.deadlines import service as deadlines
from wederhoor.deadlines.service import ClockValues
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.content import DISSATISFACTION, Content, missing_for
from wederhoor.dossiers.finding import add_new
from wederhoor.dossiers.parties import party_key
from wederhoor.dossiers.process import process_of
from wederhoor.dossiers.rows import NewParty, insert_dossier, statement_row
from wederhoor.dossiers.tables import COMPLAINT, Party, Statement
from wederhoor.notices import service as notices
from wederhoor.organisation import Organisation
from wederhoor.people import service as people
from wederhoor.people.employments import stand_ins_for
from wederhoor.people.meant import may_be_meant
from wederhoor.people.service import Office
from wederhoor.record import service as record
from wederhoor.rules.applying import case_facts
from wederhoor.rules.complaint_process import ComplaintProcess
from wederhoor.rules.course import HANDLER, UNKNOWN
from wederhoor.rules.deadlines import StartEvent, TermEvent
from wederhoor.rules.roles import HANDLERS, MEMBERS, Role
from wederhoor.tasks import meant
from wederhoor.tasks import service as tasks
from wederhoor.tenancy.locks import insert_rows
from wederhoor.work import Work


@dataclass(frozen=True, kw_only=True)
class NewCase:
    """What a case begins with. `parties` makes them, sealed, for the dossier and key it is given.

    `received_on` is the day everything was in, empty while something is missing. `barred` are accounts that may not see it
    whatever its text says; `also` is put on the record after the first entry, which `entry` makes from the number.
    """

    content: Content
    parties: Callable[[uuid.UUID, uuid.UUID], Sequence[NewParty]]
    entry: Callable[[str], record.Entry]
    channel: str
    arrived_on: date
    received_on: date | None
    category: str
    regime: str | None
    draft_id: uuid.UUID | None = None
    barred: frozenset[uuid.UUID] = field(default_factory=frozenset)
    bar_because: str = "de klacht gaat misschien over deze persoon"
    attach: Callable[[uuid.UUID, Sequence[NewParty]], Sequence[record.Entry]] = lambda _id, _parties: ()
    """What goes into the dossier at once; returns what the record says of it."""


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A case that began."""

    dossier_id: uuid.UUID
    number: str


def open_case(work: Work, answers: Organisation, answers_id: uuid.UUID, new: NewCase) -> Opened:
    """Begin a case under these answers: its number, terms and letters; who may be meant is barred at once (KR-082, 151, 156).

    Whoever complains is told unless it is dissatisfaction only; the accused is told once a person confirmed who it is, and the
    members have a copy the next day. When nobody who handles complaints may see it, somebody is asked to take it over.
    """
    content = new.content
    answers = answers.for_case(
        case_facts(
            regime=new.regime,
            category=new.category,
            channel=new.channel,
            filed_as=content.filed_as or COMPLAINT,
        )
    )
    process = process_of(answers)
    informal = content.filed_as == DISSATISFACTION
    missing = missing_for(content, answers)
    key_id, dossier_id = work.vault.new_key(), uuid7()
    office = people.office_today(work, MEMBERS)
    barred = new.barred | concerned_by(content, office, may_be_meant(work, content.naming))
    parties = new.parties(dossier_id, key_id)
    statement = statement_row(work, dossier_id, key_id, content, version=1)
    number = insert_dossier(
        work,
        answers,
        surname=content.filer,
        secretary_initials=initials_of(work, office, barred),
        id=dossier_id,
        key_id=key_id,
        draft_id=new.draft_id,
        answers_id=answers_id,
        step=first_step(process, missing=new.received_on is None and bool(missing), informal=informal),
        category=new.category,
        about_kind=content.about_kind or "unknown",
        youth_help=content.youth_help or "unknown",
        channel=new.channel,
        filed_as=content.filed_as or COMPLAINT,
        regime=new.regime,
        arrived_on=new.arrived_on,
        received_on=new.received_on,
    )
    insert_rows(work.session, Party, _clients_first(parties))
    add_new(work, dossier_id, number, [party.name for party in parties])
    insert_rows(work.session, Statement, [statement])
    attached = new.attach(dossier_id, parties)
    clocks = deadlines.start_clocks(
        work, dossier_id, *terms_of(answers, new.arrived_on, new.received_on, informal=informal)
    )
    out, more = letters.Outgoing(), []
    if not informal:
        heading = Heading(
            dossier_id=dossier_id,
            key_id=key_id,
            number=number,
            arrived_on=new.arrived_on,
            received_on=new.received_on,
        )
        code, facts = confirmation(answers, missing, clocks, content, work.today)
        meets = TermEvent.ASKED_TO_COMPLETE if missing else TermEvent.CONFIRMATION_SENT
        people_told = [_addressee(party) for party in parties if party.told]
        out = letters.to_addressees(work, heading, content, answers, code, facts, people_told, "filed", meets)
        named = [party for party in parties if party.row["role"] == "accused"]
        known = bool(named) and all(party.row["confirmed_at"] for party in named)
        if not known and not nobody_is_told(content, barred):
            more = first_notices(answers)
        more += copies_for_members(work, answers, office.members, barred, "filed")
    entries = [new.entry(number), *attached, *out.entries]
    if barred:
        entries.append(dossiers.barred_entry(new.bar_because))
        dossiers.bar_rows(work, dossier_id, barred, meant.POSSIBLE)
    record.append(work, dossier_id, entries, first=True)
    notices.announce(work, dossier_id, key_id, [*out.notices, *more], recall=True)
    _ask_office(work, dossier_id, office, barred, clocks, informal=informal)
    if may_be_objection(content, answers):
        wanted = content.as_objection == "yes"
        record.append(work, dossier_id, [ask_to_forward(work, dossier_id, new.arrived_on, wanted=wanted)])
    if barred:
        by_text = barred
        if content.concerned_role != UNKNOWN:
            by_text -= concerned_by(content, office, may_be_meant(work, content.naming.as_called))
        meant.ask_to_look(
            work, dossier_id, by_text - new.barred
        )  # of the others somebody is asked who it is anyway
    return Opened(dossier_id=dossier_id, number=number)


def _clients_first(parties: Sequence[NewParty]) -> list[dict[str, Any]]:
    """The rows, whoever is spoken for before who speaks for them: the one points at the other."""
    return sorted((party.row for party in parties), key=lambda row: row["represents_id"] is not None)


def _addressee(party: NewParty) -> letters.Addressee:
    return letters.Addressee(
        key=party_key(party.row["id"]),
        salutation=letters.salutation(party.name),
        kind=party.row["kind"],
        channel=party.row["channel"],
        contact=party.contact,
        details=party.details,
    )


def first_step(process: ComplaintProcess, *, missing: bool, informal: bool) -> str:
    """Where a new case begins: dissatisfaction with a talk, where the organisation's road has one (KR-028)."""
    if informal and process.start_informal is not None:
        return process.start_informal
    return process.start_incomplete if missing else process.start_complete


def concerned_by(content: Content, office: Office, meant: frozenset[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Who is barred at once: whoever may be `meant` by what it says, and whoever holds the role that was pointed at.

    A name that fits somebody in that role leaves the others in that role alone. Who does not know the role may mean any of them:
    all are barred until whoever takes over has looked.
    """
    if content.about_kind != HANDLER:
        return meant
    if content.concerned_role in ("", UNKNOWN):
        return meant | {account for account, _, _ in office.handlers}
    in_role = frozenset(account for account, role, _ in office.handlers if role == content.concerned_role)
    return meant | ((in_role & meant) or in_role)


def initials_of(work: Work, office: Office, barred: frozenset[uuid.UUID]) -> str | None:
    """The initials in the number: the secretary's, or of whoever takes over when the case is about the secretary."""
    for role in work.organisation.profile.take_over.roles:
        for account, held, initials in office.handlers:
            if held == role and account not in barred and (initials or role == Role.SECRETARY):
                return initials or None
    return None


def terms_of(
    answers: Organisation, arrived_on: date, received_on: date | None, *, informal: bool
) -> tuple[Organisation, dict[StartEvent, date]]:
    """Which terms a new case has, and what has happened: dissatisfaction has only its own week (KR-032)."""
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
    """What somebody has to do at once: settle dissatisfaction within its term, or take over from who is concerned.

    Where nobody who handles complaints may meet it, it is given to who takes over.
    """
    if informal:
        due = [clock.due_on for clock in clocks if clock.due_on] or [work.today]
        text = {"what": "Bel of mail wie onvrede meldde, en los het zo mogelijk op."}
        tasks.add_task(work, tasks.TaskKind.DISSATISFACTION, text, due_on=min(due), dossier_id=dossier_id)
    roles = work.organisation.profile.take_over.roles
    if barred:
        handlers.give_somebody(work, dossier_id)
    first = next((held for held in roles if any(role == held for _, role, _ in office.handlers)), None)
    free = {account: role for account, role, _ in reversed(office.handlers) if account not in barred}
    if first is None or first in free.values() or not set(HANDLERS) & set(free.values()):
        return
    concerned = [account for account, role, _ in office.handlers if role == first]
    named = [other for account in concerned for other in stand_ins_for(work, account) if other in free]
    account = named[0] if named else None
    role = free[account] if account else min(free.values(), key=roles.index)
    if role not in HANDLERS:
        account = account or next(one for one, held in free.items() if held == role)
        handlers.hand(work, dossier_id, account)
    tasks.add_task(
        work,
        tasks.TaskKind.TAKE_OVER,
        handlers.TAKE_OVER,
        due_on=work.today,
        dossier_id=dossier_id,
        role=role,
        account_id=account,
    )
