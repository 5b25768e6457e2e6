"""What a complaint becomes in the tables: sealed rows of parties and statements."""

import uuid
from datetime import datetime
from typing import Any

from wederhoor.db import uuid7
from wederhoor.dossiers.tables import Party, Statement
from wederhoor.intake.content import Content
from wederhoor.vault.sealed import sealed_value
from wederhoor.work import Work


def channel_of(content: Content) -> str:
    """How the complainant wants to hear from us; e-mail only with an address."""
    return content.contact_channel or ("email" if content.email else "post")


def party_rows(
    work: Work, dossier_id: uuid.UUID, key_id: uuid.UUID, content: Content
) -> list[dict[str, Any]]:
    """The complainant, and whom it is about when that was said."""

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
    complainant |= {"channel": channel_of(content), "confirmed_at": work.now, **_hashes(work, content)}
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
        "surname_hash": search("surname", last_name(content.surname)) if content.surname else None,
        "email_hash": search("email", content.email.casefold()) if content.email else None,
        "phone_hash": search("phone", digits) if digits else None,
    }


def set_complainant(work: Work, party: Party, content: Content) -> None:
    """Seal the complainant's name and contact data, with keyed hashes to find them by."""
    party.name = _name(content)
    party.contact = _contact(content)
    for column, value in _hashes(work, content).items():
        setattr(party, column, value)


def last_name(name: str) -> str:
    """The part of a name that identifies best: its last word, in lower case."""
    words = name.replace("-", " ").split()
    return words[-1].casefold() if words else ""


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
        "body_sealed": sealed_value(work.vault, key_id, *place, content.as_dict()),
        "entered_at": work.now,
        "signed_at": datetime.fromisoformat(content.signed_at) if content.signed_at else None,
    }
