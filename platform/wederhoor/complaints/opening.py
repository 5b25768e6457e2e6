"""A matter that begins from another: what was filed goes along with its dates, under a number of its own."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from wederhoor.db import uuid7
from wederhoor.deadlines import service as deadlines
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.details import read_details
from wederhoor.dossiers.tables import Dossier, Party, Statement
from wederhoor.intake import letters
from wederhoor.intake.content import Content, missing_items
from wederhoor.intake.process import process_of
from wederhoor.intake.rows import insert_dossier, last_name, new_party, statement_row
from wederhoor.intake.service import MEMBERS, initials_of
from wederhoor.notices import service as notices
from wederhoor.organisation import Organisation
from wederhoor.people import service as people
from wederhoor.record import service as record
from wederhoor.rules.deadlines import StartEvent
from wederhoor.tenancy.locks import insert_rows
from wederhoor.work import Work


@dataclass(frozen=True, kw_only=True)
class OpenParty:
    """A party in clear, for the moment it is copied. `speaks_for` is the place among the parties of who they speak for."""

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
    speaks_for: int | None = None


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
    parties = list(parties)
    places = {party.id: place for place, party in enumerate(parties)}
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
                confirmed_at=party.confirmed_at if _stays_confirmed(party, alone=alone) else None,
                signed_at=party.signed_at,
                authority_until=party.authority_until,
                speaks_for=places.get(party.represents_id) if party.represents_id else None,
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


def _stays_confirmed(party: Party, *, alone: bool) -> bool:
    """An accused is confirmed again where they have no account: only then they are told, and get a code."""
    return party.role != "accused" or (not alone and party.account_id is not None)


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
    parties = _party_rows(work, dossier_id, key_id, matter.parties)
    statement = statement_row(work, dossier_id, key_id, matter.content, version=1)
    office = people.office_today(work, MEMBERS, surname=last_name(matter.content.accused_name))
    barred = matter.barred | office.namesakes
    insert_dossier(
        work,
        answers,
        surname=matter.content.filer,
        secretary_initials=initials_of(work, office, barred),
        id=dossier_id,
        key_id=key_id,
        draft_id=None,
        answers_id=answers_id,
        step=process.start_complete if received_on else process.start_incomplete,
        category=matter.category,
        about_kind=matter.about_kind,
        youth_help=matter.youth_help,
        channel=matter.channel,
        filed_as=matter.filed_as,
        regime=matter.regime,
        arrived_on=matter.arrived_on,
        received_on=received_on,
    )
    insert_rows(work.session, Party, parties)
    insert_rows(work.session, Statement, [statement])
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


def _party_rows(
    work: Work, dossier_id: uuid.UUID, key_id: uuid.UUID, parties: Sequence[OpenParty]
) -> list[dict[str, Any]]:
    """Parties as they were, each without a code: who has one gets another from the office. Who is spoken for comes first."""
    ids = [uuid7() for _ in parties]
    rows = [
        new_party(
            work,
            dossier_id,
            key_id,
            party_id,
            party.role,
            party.kind,
            party.name,
            contact=None if party.role == "accused" else party.contact,
            details=read_details(party.details),
            channel=party.channel,
            account_id=party.account_id,
            confirmed_at=party.confirmed_at,
            signed_at=party.signed_at,
            authority_until=party.authority_until,
            represents_id=None if party.speaks_for is None else ids[party.speaks_for],
        ).row
        for party_id, party in zip(ids, parties, strict=True)
    ]
    return sorted(rows, key=lambda row: row["represents_id"] is not None)
