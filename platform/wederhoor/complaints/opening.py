"""A matter that begins from another: what was filed goes along with its dates, under a number of its own."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from wederhoor.db import uuid7
from wederhoor.deadlines import service as deadlines
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.tables import Dossier, Party, Statement
from wederhoor.intake import letters
from wederhoor.intake.content import Content, missing_items
from wederhoor.intake.process import process_of
from wederhoor.intake.rows import hashes_of, last_name, statement_row
from wederhoor.notices import service as notices
from wederhoor.organisation import Organisation
from wederhoor.people import service as people
from wederhoor.record import service as record
from wederhoor.register.service import next_sequence
from wederhoor.rules.deadlines import StartEvent
from wederhoor.rules.register_number import format_register_number, sequence_scope
from wederhoor.tenancy.locks import insert_rows
from wederhoor.vault.sealed import sealed_value
from wederhoor.work import Work


@dataclass(frozen=True, kw_only=True)
class OpenParty:
    """A party in clear, for the moment it is copied."""

    role: str
    kind: str
    name: Mapping[str, str]
    contact: Mapping[str, str]
    details: Mapping[str, str]
    channel: str
    account_id: uuid.UUID | None = None
    confirmed_at: datetime | None = None
    signed_at: datetime | None = None
    authority_until: date | None = None


@dataclass(frozen=True, kw_only=True)
class OpenMatter:
    """A matter in clear, for the moment it is copied. `barred` are accounts that may not see the new one either."""

    content: Content
    parties: tuple[OpenParty, ...]
    arrived_on: date
    received_on: date | None
    channel: str
    category: str
    about_kind: str
    youth_help: str
    filed_as: str
    regime: str | None
    barred: frozenset[uuid.UUID] = field(default_factory=frozenset)


def read_matter(
    work: Work, dossier: Dossier, content: Content, parties: Iterable[Party], *, alone: bool = False
) -> OpenMatter:
    """A dossier and some of its parties, to be copied; `alone`: for where nobody has an account of ours."""
    return OpenMatter(
        content=content,
        parties=tuple(
            OpenParty(
                role=party.role,
                kind=party.kind,
                name=party.name or {},
                contact=party.contact or {},
                details=party.details or {},
                channel=party.channel,
                account_id=None if alone else party.account_id,
                confirmed_at=None if alone and party.role == "accused" else party.confirmed_at,
                signed_at=party.signed_at,
                authority_until=party.authority_until,
            )
            for party in parties
        ),
        arrived_on=dossier.arrived_on,
        received_on=dossier.received_on,
        channel=dossier.channel,
        category=dossier.category,
        about_kind=dossier.about_kind,
        youth_help=dossier.youth_help,
        filed_as=dossier.filed_as,
        regime=dossier.regime,
        barred=frozenset() if alone else dossiers.barred_accounts(work, dossier.id),
    )


def open_matter(
    work: Work,
    answers: Organisation,
    answers_id: uuid.UUID,
    matter: OpenMatter,
    entry: record.Entry,
) -> uuid.UUID:
    """A dossier with a number of its own, with the dates the matter already had; its complainants are told.

    `entry` is first on its record. Returns its id.
    """
    process, key_id, dossier_id = process_of(answers), work.vault.new_key(), uuid7()
    missing = missing_items(matter.content, answers.required_content)
    received_on = matter.received_on or (None if missing else work.today)
    parties = [_party_row(work, dossier_id, key_id, party) for party in matter.parties]
    statement = statement_row(work, dossier_id, key_id, matter.content, version=1)
    office = people.office_today(work, (), surname=last_name(matter.content.accused_name))
    scope = sequence_scope(answers.register_number, work.today)
    sequence = next_sequence(work, scope)
    number = format_register_number(
        answers.register_number,
        sequence=sequence,
        on=work.today,
        surname=matter.content.filer or None,
        secretary_initials=office.secretary_initials,
    )
    row = {
        "id": dossier_id,
        "key_id": key_id,
        "draft_id": None,
        "sequence_scope": scope,
        "sequence": sequence,
        "number": number,
        "answers_id": answers_id,
        "step": process.start_complete if received_on else process.start_incomplete,
        "category": matter.category,
        "about_kind": matter.about_kind,
        "youth_help": matter.youth_help,
        "channel": matter.channel,
        "filed_as": matter.filed_as,
        "regime": matter.regime,
        "filed_at": work.now,
        "arrived_on": matter.arrived_on,
        "received_on": received_on,
        "closed_on": None,
        "close_ground": None,
        "short_description": None,
        "version": 1,
    }
    insert_rows(work.session, Dossier, [row])
    insert_rows(work.session, Party, parties)
    insert_rows(work.session, Statement, [statement])
    barred = matter.barred | office.namesakes
    if barred:
        dossiers.bar_rows(work, dossier_id, barred, "possible_accused")
    starts = {StartEvent.ARRIVAL: matter.arrived_on, StartEvent.FILED: matter.arrived_on}
    if received_on:
        starts[StartEvent.RECEIPT] = received_on
    clocks = deadlines.start_clocks(work, dossier_id, answers, starts)
    made = work.session.get_one(Dossier, (work.tenant_id, dossier_id))
    code, facts = letters.confirmation(answers, missing, clocks)
    out = letters.to_complainants(
        work,
        made,
        matter.content,
        answers,
        code,
        facts,
        occasion="filed",
        meets=None if missing else "confirmation_sent",
    )
    entries = [entry, *out.entries]
    if barred:
        entries.append(
            dossiers.barred_entry("deze mensen zijn bij de zaak betrokken, of hun naam lijkt erop")
        )
    record.append(work, dossier_id, entries, first=True)
    notices.announce(work, dossier_id, key_id, out.notices)
    return dossier_id


def _party_row(work: Work, dossier_id: uuid.UUID, key_id: uuid.UUID, party: OpenParty) -> dict[str, Any]:
    party_id = uuid7()

    def sealed(column: str, value: object) -> bytes | None:
        return (
            sealed_value(work.vault, key_id, Party.__tablename__, column, party_id, value) if value else None
        )

    hashes = (
        hashes_of(work, party.name, party.contact)
        if party.role != "accused"
        else dict.fromkeys(("surname_hash", "email_hash", "phone_hash"))
    )
    return {
        "id": party_id,
        "dossier_id": dossier_id,
        "key_id": key_id,
        "role": party.role,
        "kind": party.kind,
        "name_sealed": sealed("name_sealed", dict(party.name)),
        "contact_sealed": sealed("contact_sealed", dict(party.contact)),
        "details_sealed": sealed("details_sealed", dict(party.details)),
        "channel": party.channel,
        **hashes,
        "account_id": party.account_id,
        "confirmed_at": party.confirmed_at,
        "code_hash": None,
        "signed_at": party.signed_at,
        "withdrawn_on": None,
        "authority_until": party.authority_until,
        "represents_id": None,
    }
