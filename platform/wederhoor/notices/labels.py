"""Notices in words."""

import uuid
from collections.abc import Sequence

from wederhoor.notices.tables import OutboxRow
from wederhoor.organisation import Organisation
from wederhoor.rules.roles import called_at

CHANNELS = {"email": "e-mail", "post": "brief", "portal": "eigen pagina"}
STATES = {
    "held": "wacht op bevestiging",
    "to_look": "wacht op uw blik",
    "waiting": "wacht op verzending",
    "sending": "wordt verzonden",
    "uncertain": "onzeker, gaat nog een keer",
    "sent": "verzonden",
    "kept": "bewaard in het postvak",
    "failed": "niet gelukt",
    "to_post": "moet op de post",
    "posted": "op de post gedaan",
    "delivered": "op een andere manier bezorgd",
    "discarded": "weggelegd; de plicht staat open",
    "no_addressee": "vertelt u zelf",
    "cancelled": "gaat niet meer",
}
ADDRESSEES = {
    "accused": "de aangeklaagde",
    "supervisor": "de leidinggevende",
    "committee": "de commissie",
    "body": "de andere organisatie",
    "others": "wie de regels nog meer noemen",
    "handler": "wie klachten behandelt",
    "team": "het team",
}
CORRECTED, SUPERVISOR_CORRECTED = "corrected", "supervisor_corrected"
OWN_LETTERS = {
    "transfer_package": "Overgedragen klacht",
    "access_code": "Uw code",
    CORRECTED: "Verbetering van een eerder bericht",
    SUPERVISOR_CORRECTED: "Verbetering: geen klacht over uw medewerker",
}
"""What the platform writes itself, whatever letters an organisation has."""

GONE = "het dossier is vernietigd"
UNREADABLE = "de gegevens van dit bericht zijn niet te lezen"
FAULT = "door een fout bij ons"
CAME_BACK = "teruggekomen: "
AWAY = "de mailserver is weg"
UNNOTED = "verzonden, maar het dossier kon niet worden bijgewerkt"
STUCK = "een herinnering aan een termijn kon niet worden gemaakt"
BAD_ADDRESS = "het e-mailadres klopt niet"
BAD_TEXT = "het onderwerp of de tekst kan niet per mail"
TO_DO = {
    UNREADABLE: "Bezorg het anders, en vertel het uw beheerder.",
    FAULT: "Probeer het opnieuw. Lukt het weer niet, bezorg het dan anders en vertel het uw beheerder.",
    AWAY: "Probeer het opnieuw zodra de mailserver er weer is, of bezorg het anders.",
    UNNOTED: "Probeer het opnieuw: er gaat dan geen tweede mail.",
    BAD_ADDRESS: "Verbeter het adres bij de gegevens van de partij, of bezorg het anders.",
    STUCK: "Kijk in het dossier naar de termijnen, en vertel het uw beheerder.",
    BAD_TEXT: "Bezorg het anders.",
}
"""Why a mail did not leave, and what somebody can do about it."""
TRY_AGAIN = "Kijk of het adres klopt. Probeer het opnieuw, of bezorg het anders."

LETTERS_TO = {
    "notice_accused": "de aangeklaagde",
    "notice_supervisor": "de leidinggevende",
    "naming_reversed": "wie eerst als aangeklaagde gold",
}


def channel_label(channel: str) -> str:
    """ "e-mail", "brief"."""
    return CHANNELS[channel]


def state_label(state: str) -> str:
    """Where a notice is, in words."""
    return STATES[state]


def to_do(reason: str | None) -> str:
    """What somebody can do about a mail that failed."""
    return TO_DO.get(reason or "", TRY_AGAIN) if reason != GONE else ""


def to_label(addressee: str, letter: str = "") -> str:
    """To whom, without naming anyone; the letter tells which colleague an account is."""
    if letter in LETTERS_TO:
        return LETTERS_TO[letter]
    if addressee.startswith("accused:"):
        return ADDRESSEES["accused"]
    if addressee.startswith("party:"):
        return "een klager"
    if addressee in ADDRESSEES or addressee.startswith("account:"):
        return ADDRESSEES.get(addressee, "een medewerker of lid")
    return f"de {called_at((), addressee)}" if addressee.isidentifier() else "een medewerker of lid"


def to_labels(rows: Sequence[OutboxRow]) -> dict[uuid.UUID, str]:
    """To whom each notice of one matter goes, by its id; what a colleague was told first says who that is in later news too."""
    known = {row.addressee: LETTERS_TO[row.letter] for row in rows if row.letter in LETTERS_TO}
    return {
        row.id: LETTERS_TO.get(row.letter) or known.get(row.addressee) or to_label(row.addressee)
        for row in rows
    }


OFFICE = {
    "confirmation": "Bevestiging van ontvangst",
    "received_incomplete": "Ontvangen, nog niet compleet",
    "objection_received": "Bevestiging van ontvangst van een bezwaar",
    "notice_accused": "Bericht aan de aangeklaagde",
    "notice_supervisor": "Bericht aan de leidinggevende van de aangeklaagde",
    "copy_members": "Kopie aan de commissieleden",
    "admissible": "Klacht in behandeling",
    "inadmissible": "Klacht niet in behandeling",
    "withdrawn": "Bevestiging van intrekking",
    "closed": "Bericht dat de klacht is afgesloten",
    "decision": "Besluit over de klacht",
    "findings": "Uitkomst van de klacht",
    "answer": "Antwoord op de klacht",
    "reminder_handler": "Herinnering aan de behandelaar",
}
"""What the office calls a letter of one kind; who gets it reads its title, which is addressed to them."""
NEWS = {
    "message": "Bericht",
    "agreements": "Afspraken na een gesprek",
    "door_code": "Code voor de stukken",
    "details_changed": "Contactgegevens gewijzigd",
}


def letter_title(answers: Organisation, code: str) -> str:
    """What the office calls a letter or other news; its code when these answers do not have it."""
    names = {letter.code: letter.title for letter in answers.letters} | OWN_LETTERS | NEWS | OFFICE
    return names.get(code, code)
