"""How a message reaches a party."""

from wederhoor.dossiers.details import read_details
from wederhoor.dossiers.parties import way_to
from wederhoor.dossiers.tables import Party
from wederhoor.dossiers.told import address_of
from wederhoor.notices.service import Channel
from wederhoor.work import Work


def way_of(work: Work, party: Party) -> tuple[Channel, str]:
    """By which channel, and at which address; who works here by the mail of their work."""
    if party.account_id is not None:
        return Channel.EMAIL, address_of(work, party.account_id)
    return way_to(party.channel, party.contact, read_details(party.details))


def way_said(work: Work, party: Party) -> str:
    """The same in words."""
    channel, address = way_of(work, party)
    if channel is Channel.POST:
        return "als brief op papier met deze tekst, en op de eigen bladzijde"
    if channel is Channel.EMAIL and address:
        return "een mail zonder inhoud, en deze tekst op de eigen bladzijde"
    return "alleen op de eigen bladzijde: vertel zelf dat er een bericht is"
