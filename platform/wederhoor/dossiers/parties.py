"""What every feature needs of a party: its place among addressees, its name, and the way news may take."""

import uuid
from collections.abc import Iterable, Mapping, Sequence

from wederhoor.dossiers.details import Details, read_details
from wederhoor.dossiers.tables import Party
from wederhoor.notices import words
from wederhoor.notices.service import Channel
from wederhoor.rules.contact import Way
from wederhoor.work import Work


def party_key(party_id: uuid.UUID) -> str:
    """The place of a party among addressees."""
    return f"party:{party_id}"


def place_of(party: Party) -> str:
    """Where news for a party goes: to an account when they have one here, else to the party itself."""
    if party.account_id is not None:
        return f"account:{party.account_id}"
    return f"accused:{party.id}" if party.role == "accused" else party_key(party.id)


def door_of(party: Party) -> str:
    """Where the link in a mail to a party without an account leads."""
    return words.LETTER_DOOR if party.role == "accused" else words.CODE_DOOR


def full_name(name: Mapping[str, str] | None) -> str:
    """Given name and surname from a sealed name; empty when neither is known."""
    parts = name or {}
    return " ".join(part for part in (parts.get("given_name"), parts.get("surname")) if part)


def way_to(channel: str, contact: Mapping[str, str] | None, details: Details) -> tuple[Channel, str]:
    """How news leaves, and the address a mail goes to: the way somebody chose, never one they said is not safe.

    `contact` is what is known of where they live and read mail. When no way is left it is a mail without an address, which stays
    open in the office: somebody tells it by hand (`by_hand` says why).
    """
    known = contact or {}
    email = known.get("email", "")
    if channel == Channel.EMAIL and email and details.safe(channel):
        return Channel.EMAIL, email
    if channel in (Way.PAGE, Way.PICK_UP):  # open in the office until somebody noted how it was told
        return Channel.EMAIL, ""
    if details.safe_address or (details.safe("post") and known.get("street")):
        return Channel.POST, ""
    return Channel.EMAIL, ""


BY_HAND: Mapping[str, str] = {
    Way.PAGE: "Deze persoon kijkt zelf op de eigen pagina. Noteer hier wanneer het gelezen is.",
    Way.PICK_UP: "Deze persoon haalt het op. Leg het klaar, en noteer hier wanneer het is opgehaald.",
}
NO_WAY = "Er is geen adres waar dit veilig naartoe mag. Bel, of vraag naar een adres, en noteer hier hoe u het vertelde."


def by_hand(party: Party) -> str:
    """Why news for a party goes by no way of its own, and what somebody does about it."""
    return BY_HAND.get(party.channel, NO_WAY)


def reads_large(work: Work, addressee: str) -> bool:
    """Whether a letter goes to a party that asked for large print."""
    kind, _, party_id = addressee.partition(":")
    if kind not in ("party", "accused"):
        return False
    party = work.session.get(Party, (work.tenant_id, uuid.UUID(party_id)))
    return party is not None and bool(read_details(party.details).large_print)


def to_heed(parties: Iterable[Party]) -> list[dict[str, str]]:
    """Who told what to mind in every contact and to arrange for every appointment: name and a line of text."""
    written = ((full_name(party.name), read_details(party.details)) for party in parties)
    lines = (
        (name, [*details.bound(), *(f"{need}." for need in details.needs())]) for name, details in written
    )
    return [{"name": name or "Naam niet ingevuld", "text": " ".join(text)} for name, text in lines if text]


def filer_of(parties: Sequence[Party]) -> Party:
    """Whoever filled it in: who speaks for another, else the first complainant."""
    return min(parties, key=lambda party: (party.role != "representative", party.id))


def together(everybody: Iterable[Party], chosen: Iterable[uuid.UUID]) -> list[Party]:
    """Who was chosen, and with who speaks for another that other, with who is spoken for their representative."""
    everybody, going = list(everybody), set(chosen)
    for party in everybody:
        if party.represents_id and party.withdrawn_on is None and going & {party.id, party.represents_id}:
            going |= {party.id, party.represents_id}
    return [party for party in everybody if party.id in going]
