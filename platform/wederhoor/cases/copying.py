"""A case in clear for the moment it is copied: what was filed goes along with its dates, under a number of its own."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from wederhoor.cases.opening import NewCase, open_case
from wederhoor.db import uuid7
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.content import Content, missing_for, with_parties
from wederhoor.dossiers.details import read_details
from wederhoor.dossiers.rows import NewParty, new_party
from wederhoor.dossiers.tables import Dossier, Party
from wederhoor.organisation import Organisation
from wederhoor.record import service as record
from wederhoor.work import Work


@dataclass(frozen=True, kw_only=True)
class CopiedParty:
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
class CaseCopy:
    """A case in clear, for the moment it is copied. `barred` are accounts that may not see the new one either."""

    content: Content
    parties: tuple[CopiedParty, ...]
    arrived_on: date
    received_on: date | None
    channel: str
    category: str
    regime: str | None
    barred: frozenset[uuid.UUID] = field(default_factory=frozenset)


def read_case(
    work: Work, dossier: Dossier, content: Content, parties: Iterable[Party], *, alone: bool = False
) -> CaseCopy:
    """A dossier and some of its parties, to be copied; `alone`: for where nobody has an account of ours."""
    parties = list(parties)
    places = {party.id: place for place, party in enumerate(parties)}
    return CaseCopy(
        content=with_parties(content, [party for party in parties if party.role != "accused"]),
        parties=tuple(
            CopiedParty(
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
        regime=dossier.regime,
        barred=frozenset() if alone else dossiers.barred_accounts(work, dossier.id),
    )


def _stays_confirmed(party: Party, *, alone: bool) -> bool:
    """An accused is confirmed again where they have no account: only then they are told, and get a code."""
    return party.role != "accused" or (not alone and party.account_id is not None)


def open_copy(
    work: Work, answers: Organisation, answers_id: uuid.UUID, copy: CaseCopy, entry: record.Entry
) -> uuid.UUID:
    """A case with a number of its own, with the dates it already had; its complainants are told. Returns its dossier.

    `entry` is first on its record.
    """
    missing = missing_for(copy.content, answers)
    new = NewCase(
        content=copy.content,
        parties=lambda dossier_id, key_id: _parties(work, dossier_id, key_id, copy.parties),
        entry=lambda _number: entry,
        channel=copy.channel,
        arrived_on=copy.arrived_on,
        received_on=copy.received_on or (None if missing else work.today),
        category=copy.category,
        regime=copy.regime,
        barred=copy.barred,
        bar_because="deze mensen zijn bij de zaak betrokken, of hun naam lijkt erop",
    )
    return open_case(work, answers, answers_id, new).dossier_id


def _parties(
    work: Work, dossier_id: uuid.UUID, key_id: uuid.UUID, parties: Sequence[CopiedParty]
) -> list[NewParty]:
    """Parties as they were, each without a code: who has one gets another from the office."""
    ids = [uuid7() for _ in parties]
    return [
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
        )
        for party_id, party in zip(ids, parties, strict=True)
    ]
