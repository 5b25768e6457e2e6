"""What pages say about a report: titles, who wrote, in which order."""

from collections.abc import Mapping
from typing import Any

from wederhoor.misconduct.opened import BY_REPORTER, ReportEntry
from wederhoor.strongboxes.walls import EntryShown

TITLES = {
    ReportEntry.FROM_REPORTER: "Bericht van de melder",
    ReportEntry.MESSAGE: "Bericht aan de melder",
    ReportEntry.ACKNOWLEDGEMENT: "Ontvangst bevestigd",
    ReportEntry.FEEDBACK: "Beoordeling en opvolging",
    ReportEntry.STEP: "Stap in de opvolging",
    ReportEntry.RELEASE_ASKED: "Vraag: mag iemand weten wie de melder is?",
    ReportEntry.RELEASE_ANSWER: "Antwoord van de melder",
    ReportEntry.RELEASE_NOTICE: "Vooraf ingelicht: de wet verplicht bekendmaken",
    ReportEntry.RELEASED: "Bekendgemaakt",
    ReportEntry.CHECK: "Vraag: hoe gaat het?",
    ReportEntry.CHECK_ANSWER: "Hoe het met de melder gaat",
    ReportEntry.EARLIER_TEXT: "Eerdere tekst van het verslag",
    ReportEntry.SIGNED: "Verslag ondertekend",
    ReportEntry.NAME_GIVEN: "De melder gaf een naam",
    ReportEntry.READERS: "Wie de melding leest",
    ReportEntry.CLOSING: "Afgesloten",
}
OWN_TITLES = {
    ReportEntry.FROM_REPORTER: "Uw bericht",
    ReportEntry.MESSAGE: "Bericht voor u",
    ReportEntry.RELEASE_ASKED: "Mag iemand weten wie u bent?",
    ReportEntry.RELEASE_ANSWER: "Uw antwoord",
    ReportEntry.CHECK: "Hoe gaat het met u?",
    ReportEntry.CHECK_ANSWER: "Uw antwoord",
    ReportEntry.SIGNED: "U ondertekende het verslag",
    ReportEntry.NAME_GIVEN: "U gaf uw naam",
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


def entry_view(entry: EntryShown[ReportEntry], *, own: bool, names: Mapping[Any, str]) -> dict[str, Any]:
    """An entry as a page shows it. Officers see of what the reporter did the day, not the hour: that could tell who it is."""
    title = TITLES[entry.kind]
    if own:
        title = OWN_TITLES.get(entry.kind, title)
    mine = entry.kind in BY_REPORTER
    if own:
        who = "U" if mine else "De mensen die meldingen behandelen"
    else:
        who = "De melder" if mine else names.get(entry.author_id, "De melder")
    if entry.kind is ReportEntry.EARLIER_TEXT:
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
