"""Somebody a complaint is about who has no account here: a volunteer, an intern, who left. Reached by letter or mail, with a code."""

from dataclasses import dataclass

from wederhoor.correspondence import consents
from wederhoor.dossiers.details import Details
from wederhoor.dossiers.parties import full_name, place_of, way_to
from wederhoor.dossiers.tables import Dossier, Party
from wederhoor.notices import words
from wederhoor.notices.service import Channel
from wederhoor.work import Work

OWN_VIEW = (
    "Wilt u de klacht en de stukken lezen? U krijgt een aparte brief met een code. Ga naar onze website, kies ‘Een klacht over "
    "u’ en vul de code in. U kunt ons ook om een kopie vragen."
)
ADDRESS = ("street", "postal_code", "town")


@dataclass(frozen=True, kw_only=True)
class Outsider:
    """How somebody without an account is called and reached. `channel` is "email" or "post"; without an address on paper the
    letters are printed and handed over."""

    given_name: str
    surname: str
    channel: str
    email: str = ""
    street: str = ""
    postal_code: str = ""
    town: str = ""
    phone: str = ""

    @property
    def name(self) -> str:
        """How a letter addresses them."""
        return f"{self.given_name} {self.surname}".strip()


@dataclass(frozen=True, kw_only=True)
class Way:
    """Where a letter goes: the place among addressees, the channel, the address of a mail, its text and where its link leads; how
    they are addressed."""

    addressee: str
    channel: Channel
    recipient: str | None
    text: str
    name: str
    door: str = words.LETTER_DOOR


def introduce(work: Work, dossier: Dossier, party: Party, who: Outsider) -> None:
    """Keep how an accused is called and reached, beside the name the complaint used."""
    typed = (party.name or {}).get("name", "")
    party.name = {"name": typed, "given_name": who.given_name, "surname": who.surname}
    party.contact = {name: getattr(who, name) for name in (*ADDRESS, "email", "phone")}
    party.channel = who.channel
    if who.channel == Channel.EMAIL:
        work.session.flush()
        consents.give(work, dossier.id, party.id, channel="email", how="desk")


def forget(party: Party) -> None:
    """The complaint is about somebody else: what was kept of this person goes, the name the complaint used stays."""
    party.account_id = party.confirmed_at = party.code_hash = None
    if party.contact is not None:
        party.name = {"name": (party.name or {}).get("name", "")}
        party.contact, party.channel = None, Channel.EMAIL.value


def way_to_party(work: Work, party: Party) -> Way:
    """How a letter reaches an accused without an account: a neutral mail, or paper."""
    channel, address = way_to(party.channel, party.contact, Details())
    text = words.to_named(work.organisation.profile.name)
    return Way(
        addressee=place_of(party),
        channel=channel,
        recipient=address or None,
        text=text if address else "",
        name=full_name(party.name),
    )


def envelope(party: Party) -> str:
    """Name and address, for what still has to be posted to somebody who is in the dossier no more."""
    contact = party.contact or {}
    street, place = contact.get("street", ""), f"{contact.get('postal_code', '')} {contact.get('town', '')}"
    return "\n".join(line for line in (full_name(party.name), street, place.strip()) if line)
