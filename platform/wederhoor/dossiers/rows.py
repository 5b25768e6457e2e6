"""What a complaint becomes in the tables: sealed rows of parties and statements."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from wederhoor.db import uuid7
from wederhoor.dossiers.content import CONTACT, DECISION, NAME, Content
from wederhoor.dossiers.details import Details
from wederhoor.dossiers.finding import find_again
from wederhoor.dossiers.names import hashes_of
from wederhoor.dossiers.parties import place_of
from wederhoor.dossiers.tables import COMPLAINT, NAMED_ONLY, CodeGiven, Dossier, Party, Statement
from wederhoor.notices.letters import address_changed
from wederhoor.numbering.service import next_sequence
from wederhoor.organisation import Organisation
from wederhoor.rules.register_number import format_register_number, sequence_scope
from wederhoor.tenancy.locks import insert_rows
from wederhoor.vault.sealed import sealed_value
from wederhoor.work import Work


def channel_of(content: Content) -> str:
    """How the complainant wants to hear from us; an address that was typed is no choice for e-mail (Awb 2:8)."""
    return content.contact_channel or "post"


@dataclass(frozen=True, kw_only=True)
class NewParty:
    """A party before it is in the table: its row, and in clear what letters need of it."""

    row: dict[str, Any]
    name: Mapping[str, str]
    contact: Mapping[str, str]
    details: Details

    @property
    def told(self) -> bool:
        """Whether this party gets letters: as `dossiers.told_parties`."""
        return self.row["role"] != "accused" and bool(self.row["code_hash"] or self.contact.get("street"))


def party_rows(
    work: Work, dossier_id: uuid.UUID, key_id: uuid.UUID, content: Content, code_hashes: Sequence[str]
) -> list[NewParty]:
    """Who complains, who speaks for them, and whom it is about when that was said.

    The first is whoever filled it in, with the first code; the others who complain have the codes after that.
    """

    # sorted: those made within one millisecond are in no order, and the first party is whoever filled it in
    ids = iter(sorted(uuid7() for _ in range(len(content.fellows) + 3)))

    def party(role: str, kind: str, name: dict[str, str], **more: Any) -> NewParty:
        return new_party(work, dossier_id, key_id, next(ids), role, kind or "unknown", name, **more)

    first = {
        "contact": _contact(content),
        "details": content.details,
        "channel": channel_of(content),
        "confirmed_at": work.now,
        "code_hash": code_hashes[0],
        "signed_at": work.now if content.signed_name else None,
    }
    parties = []
    if content.speaks_for:
        name = {
            "given_name": content.represented_given_name,
            "surname": content.represented_surname,
            "organisation_name": "",
        }
        contact = {
            "street": content.represented_street,
            "postal_code": content.represented_postal_code,
            "town": content.represented_town,
            "email": "",
            "phone": "",
        }
        client = party("complainant", "client", name, contact=contact, channel="post", confirmed_at=work.now)
        until = date.fromisoformat(content.authority_until) if content.authority_until else None
        first |= {"represents_id": client.row["id"], "authority_until": until}
        parties = [
            party("representative", content.complainant_kind, _name(content), **first),
            client,
        ]
    else:
        parties = [party("complainant", content.complainant_kind, _name(content), **first)]
    for values, code_hash in zip(content.fellows, code_hashes[1:], strict=True):
        fellow = Content().merged(values)
        parties.append(
            party(
                "complainant",
                content.complainant_kind,
                _name(fellow),
                contact=_contact(fellow),
                channel=channel_of(fellow),
                confirmed_at=work.now,
                code_hash=code_hash,
                code_given=CodeGiven.FELLOW.value,
            )
        )
    if content.accused_name or (content.about_kind and content.about_kind != DECISION):
        parties.append(party("accused", content.about_kind, {"name": content.accused_name}))
    return parties


def new_party(
    work: Work,
    dossier_id: uuid.UUID,
    key_id: uuid.UUID,
    party_id: uuid.UUID,
    role: str,
    kind: str,
    name: Mapping[str, str],
    *,
    contact: Mapping[str, str] | None = None,
    details: Details | None = None,
    channel: str = "email",
    **more: Any,
) -> NewParty:
    """A party, sealed; with `contact` also the keyed hashes to find it by. `more` are its other columns."""

    def sealed(column: str, value: object) -> bytes | None:
        if not value:
            return None
        return sealed_value(work.vault, key_id, Party.__tablename__, column, party_id, value)

    hashes = hashes_of(work, name, contact) if contact is not None else dict.fromkeys(_HASHES)
    row = {
        "id": party_id,
        "dossier_id": dossier_id,
        "key_id": key_id,
        "role": role,
        "kind": kind,
        "name_sealed": sealed("name_sealed", dict(name)),
        "contact_sealed": sealed("contact_sealed", dict(contact) if contact else None),
        "details_sealed": sealed("details_sealed", details.as_dict() if details else None),
        "channel": channel,
        **hashes,
        **dict.fromkeys(_LATER),
        **more,
    }
    return NewParty(row=row, name=name, contact=contact or {}, details=details or Details())


_HASHES = ("surname_hash", "email_hash", "phone_hash")
_LATER = (
    "account_id",
    "confirmed_at",
    "code_hash",
    "code_given",
    "code_renewed_at",
    "former_code_hash",
    "signed_at",
    "withdrawn_on",
    "authority_until",
    "represents_id",
)


def _name(content: Content) -> dict[str, str]:
    return {n: getattr(content, n) for n in NAME}


def _contact(content: Content) -> dict[str, str]:
    return {n: getattr(content, n) for n in CONTACT}


def add_to_party(work: Work, party: Party, values: Mapping[str, Any]) -> None:
    """Keep what was filled in about a party in the party: the one place for it. What is empty overwrites nothing."""
    if values.get("no_address"):
        party.details = {**(party.details or {}), "no_address": "yes"}
    given = {name: str(values[name]) for name in (*NAME, *CONTACT) if values.get(name)}
    if given:
        set_party(
            work,
            party,
            name={**(party.name or {}), **{k: v for k, v in given.items() if k in NAME}},
            contact={**(party.contact or {}), **{k: v for k, v in given.items() if k in CONTACT}},
        )


def set_party(work: Work, party: Party, *, name: Mapping[str, str], contact: Mapping[str, str]) -> None:
    """Seal the name and contact data of whoever complains, with keyed hashes to find them by."""
    party.name, party.contact = dict(name), dict(contact)
    for column, value in hashes_of(work, name, contact).items():
        setattr(party, column, value)
    work.session.flush()
    address_changed(work, place_of(party))
    find_again(work, party.dossier_id)


def statement_row(
    work: Work, dossier_id: uuid.UUID, key_id: uuid.UUID, content: Content, *, version: int
) -> dict[str, Any]:
    """The complaint as it was filed or completed."""
    statement_id = uuid7()
    place = (Statement.__tablename__, "body_sealed", statement_id)
    return {
        "id": statement_id,
        "dossier_id": dossier_id,
        "key_id": key_id,
        "version": version,
        "body_sealed": sealed_value(work.vault, key_id, *place, content.as_filed()),
        "entered_at": work.now,
        "signed_at": datetime.fromisoformat(content.signed_at) if content.signed_at else None,
    }


def add_statement(work: Work, dossier: Dossier, content: Content, *, after: Statement) -> None:
    """The complaint as it stands from now on, as the next version; what stood before stays."""
    newer = statement_row(work, dossier.id, dossier.key_id, content, version=after.version + 1)
    insert_rows(work.session, Statement, [newer])
    find_again(work, dossier.id)


def insert_dossier(
    work: Work,
    answers: Organisation,
    *,
    surname: str,
    secretary_initials: str | None,
    **values: Any,
) -> str:
    """Put a new dossier in the register and give it its number, which is returned (KR-151).

    `values` are its other columns. The counter is the tenant-wide lock: everything slow is done before this.
    """
    scope = sequence_scope(answers.register_number, work.today)
    sequence = next_sequence(work, scope)
    number = format_register_number(
        answers.register_number,
        sequence=sequence,
        on=work.today,
        surname=surname or None,
        secretary_initials=secretary_initials,
    )
    fresh = {
        "sequence_scope": scope,
        "sequence": sequence,
        "number": number,
        "filed_at": work.now,
        "complaint_at": work.now if values["filed_as"] == COMPLAINT else None,
        "closed_on": None,
        "close_ground": None,
        "outcome": None,
        "short_description": None,
        "found_as": NAMED_ONLY,
        "version": 1,
    }
    insert_rows(work.session, Dossier, [fresh | values])
    return number
