"""A party by name, for the office: drawn in one way everywhere. A person the office confirmed wins from the name in free text."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from wederhoor.dossiers.parties import full_name
from wederhoor.dossiers.tables import Party
from wederhoor.people.service import names_of
from wederhoor.rules.names import same_name
from wederhoor.work import Work

ROLES = {"complainant": "klager", "representative": "vertegenwoordiger", "accused": "aangeklaagde"}


@dataclass(frozen=True, kw_only=True)
class Called:
    """How a party is called. `named` is what the complaint called an accused, where the confirmed person is called otherwise."""

    name: str
    role: str
    named: str = ""
    confirmed: bool = True

    @property
    def full(self) -> str:
        """By name, with what the complaint called them beside it."""
        return f"{self.name}, in de klacht genoemd ‘{self.named}’" if self.named else self.name

    def __str__(self) -> str:
        """In a list of people: name and role."""
        return f"{self.full} ({self.role})"


def called(party: Party, staff: str = "") -> Called:
    """One party; `staff` is the name of their account, when they have one here."""
    name = party.name or {}
    typed = name.get("name", "")
    known = staff or full_name(name) or name.get("organisation_name", "")
    confirmed = party.role != "accused" or party.confirmed_at is not None
    return Called(
        name=known or typed or "Naam niet genoemd"
        if party.role == "accused"
        else known or "Naam niet ingevuld",
        role=ROLES[party.role],
        named=typed if confirmed and known and typed.strip() != known else "",
        confirmed=confirmed,
    )


def called_in(work: Work, parties: Iterable[Party]) -> dict[uuid.UUID, Called]:
    """Parties by name: who works here as they are called here."""
    found = list(parties)
    accounts = {party.account_id for party in found if party.account_id and party.confirmed_at}
    staff = names_of(work, sorted(accounts)) if accounts else {}
    return {
        party.id: called(party, staff.get(party.account_id, "") if party.account_id else "")
        for party in found
    }


def same_person(one: Party, other: Party) -> bool:
    """Whether two parties are the same person as far as can be told: called the same, or the same surname and address."""
    if same_name(called(one).name, called(other).name):
        return True
    return (
        one.surname_hash is not None
        and one.surname_hash == other.surname_hash
        and ((one.email_hash or "") == other.email_hash or (one.phone_hash or "") == other.phone_hash)
    )
