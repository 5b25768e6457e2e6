"""What pages say about a report: titles, who wrote, in which order."""

from collections.abc import Mapping
from typing import Any

from wederhoor.misconduct.opened import BY_REPORTER, Kind
from wederhoor.strongboxes.walls import EntryShown

TITLES = {
    Kind.FROM_REPORTER: "Bericht van de melder",
    Kind.MESSAGE: "Bericht aan de melder",
    Kind.ACKNOWLEDGEMENT: "Ontvangst bevestigd",
    Kind.FEEDBACK: "Beoordeling en opvolging",
    Kind.STEP: "Stap in de opvolging",
    Kind.RELEASE_ASKED: "Vraag: mag iemand weten wie de melder is?",
    Kind.RELEASE_ANSWER: "Antwoord van de melder",
    Kind.RELEASE_NOTICE: "Vooraf ingelicht: de wet verplicht bekendmaken",
    Kind.RELEASED: "Bekendgemaakt",
    Kind.CHECK: "Vraag: hoe gaat het?",
    Kind.CHECK_ANSWER: "Hoe het met de melder gaat",
    Kind.EARLIER_TEXT: "Eerdere tekst van het verslag",
    Kind.SIGNED: "Verslag ondertekend",
    Kind.NAME_GIVEN: "De melder gaf een naam",
    Kind.READERS: "Wie de melding leest",
    Kind.CLOSING: "Afgesloten",
}
OWN_TITLES = {
    Kind.FROM_REPORTER: "Uw bericht",
    Kind.MESSAGE: "Bericht voor u",
    Kind.RELEASE_ASKED: "Mag iemand weten wie u bent?",
    Kind.RELEASE_ANSWER: "Uw antwoord",
    Kind.CHECK: "Hoe gaat het met u?",
    Kind.CHECK_ANSWER: "Uw antwoord",
    Kind.SIGNED: "U ondertekende het verslag",
    Kind.NAME_GIVEN: "U gaf uw naam",
}
NAMING = {
    "anonymous": "Anoniem",
    "confidential": "In vertrouwen: alleen wie de melding leest, weet wie de melder is",
    "named": "Met naam: ook wie onderzoekt mag de naam weten",
}
WAYS = {
    "written": "Geschreven",
    "talk": "De melder vraagt een gesprek",
    "spoken": "Verteld en opgeschreven",
}


def entry_view(entry: EntryShown[Kind], *, own: bool, names: Mapping[Any, str]) -> dict[str, Any]:
    """An entry as a page shows it. Officers see of what the reporter did the day, not the hour: that could tell who it is."""
    title = TITLES[entry.kind]
    if own:
        title = OWN_TITLES.get(entry.kind, title)
    mine = entry.kind in BY_REPORTER
    if own:
        who = "U" if mine else "De mensen die meldingen behandelen"
    else:
        who = "De melder" if mine else names.get(entry.author_id, "De melder")
    if entry.kind is Kind.EARLIER_TEXT:
        who = "Zoals het eerst was opgeschreven"
    body = entry.body
    told = [
        text
        for text in (body.get("outcome"), body.get("to") and f"Aan: {body['to']}", body.get("what"))
        if text
    ]
    return {
        "id": entry.id,
        "kind": entry.kind.value,
        "title": title,
        "who": who,
        "at": entry.at,
        "hour": own or not mine,
        "done_on": entry.done_on,
        "told": told,
        "text": body.get("text", ""),
        "side": "in" if mine != own else "out",
        "read": entry.read_at is not None,
    }
