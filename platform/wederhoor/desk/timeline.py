"""What happened to a matter, as one line of events: what, when, who, and why."""

import uuid
from typing import Any

from wederhoor.cases.linking import record_lines
from wederhoor.dossiers.service import reads_as_member
from wederhoor.people.service import names_of
from wederhoor.record.events import Event
from wederhoor.record.why import reasons_of
from wederhoor.work import Work, local_date

TITLES = {
    Event.COMPLAINT_FILED: "Binnengekomen",
    Event.DISSATISFACTION_REPORTED: "Onvrede gemeld",
    Event.DOSSIER_RECEIVED: "Overgenomen",
    Event.TAKEN_DOWN: "Opgeschreven",
    Event.MADE_COMPLAINT: "Werd een klacht",
    Event.COMPLAINT_COMPLETED: "Compleet",
    Event.COMPLAINANT_SIGNED: "Ondertekend",
    Event.READ_BACK_DONE: "Voorgelezen",
    Event.MAY_BE_OBJECTION: "Misschien een bezwaar",
    Event.REFERRED: "Doorgestuurd",
    Event.ACCUSED_CONFIRMED: "Aangeklaagde bevestigd",
    Event.ACCUSED_NOT_STAFF: "Geen bekende medewerker",
    Event.NAMING_REVERSED: "Gaat toch niet over deze persoon",
    Event.ACCUSED_REACTED: "Reactie van de aangeklaagde",
    Event.GROUNDS_WEIGHED: "Gronden nagelopen",
    Event.JUDGED_ADMISSIBLE: "In behandeling genomen",
    Event.JUDGED_INADMISSIBLE: "Niet in behandeling genomen",
    Event.MOVE_MADE: "Een stap verder",
    Event.HAPPENED: "Gebeurd",
    Event.HEARD: "Gehoord",
    Event.HEARING_WAIVED: "Niet gehoord",
    Event.TERM_EXTENDED: "Termijn verlengd",
    Event.TERM_POSTPONED: "Termijn uitgesteld",
    Event.TERM_URGENT: "Spoed",
    Event.TERM_CONSENT: "Uitstel met instemming",
    Event.TERM_CHANGE_REVOKED: "Wijziging van een termijn vervallen",
    Event.DATE_CORRECTED: "Datum verbeterd",
    Event.PARTY_CORRECTED: "Gegevens verbeterd",
    Event.COMPLAINANT_ASKED: "Klager iets gevraagd",
    Event.COMPLAINANT_REMINDED: "Klager herinnerd",
    Event.COMPLAINANT_REACTED: "Klager reageerde",
    Event.COMPLAINANT_LEFT: "Een klager stopte",
    Event.COMPLAINT_WITHDRAWN: "Ingetrokken",
    Event.DOSSIER_CLOSED: "Afgesloten",
    Event.DOSSIER_REOPENED: "Heropend",
    Event.DOSSIERS_LINKED: "Gekoppeld",
    Event.DOSSIERS_UNLINKED: "Koppeling weggehaald",
    Event.DOSSIER_SPLIT_OFF: "Een deel afgesplitst",
    Event.DOSSIER_SPLIT_FROM: "Afgesplitst",
    Event.DOSSIER_MERGED: "Gaat elders verder",
    Event.DOSSIER_TAKEN_IN: "Een ander dossier opgenomen",
    Event.MERGE_UNDONE: "Weer apart verder",
    Event.DOSSIER_TRANSFERRED: "Overgedragen",
    Event.BREACH_NOTED: "Verkeerd bezorgd",
    Event.BREACH_JUDGED: "Besloten over het datalek",
    Event.HANDLER_ASSIGNED: "Andere behandelaar of vervanger",
    Event.HANDLER_RELEASED: "Geen behandelaar of vervanger meer",
    Event.NOTICE_CALLED_BACK: "Bericht teruggehaald",
    Event.LETTER_DISCARDED: "Brief weggelegd",
    Event.NOTICE_POST_RETURNED: "Post kwam terug",
}
"""What is an event of the matter, and what it is called; who read it and what left stands in the log and with the letters."""
TOLD_TO_PARTIES = frozenset(
    {
        Event.COMPLAINANT_LEFT,
        Event.COMPLAINT_WITHDRAWN,
        Event.DOSSIER_CLOSED,
        Event.DOSSIER_REOPENED,
        Event.DOSSIER_TRANSFERRED,
        Event.GROUNDS_WEIGHED,
        Event.HEARING_WAIVED,
        Event.JUDGED_ADMISSIBLE,
        Event.JUDGED_INADMISSIBLE,
        Event.MOVE_MADE,
        Event.REFERRED,
        Event.TERM_CONSENT,
        Event.TERM_EXTENDED,
        Event.TERM_POSTPONED,
        Event.TERM_URGENT,
    }
)
"""What is decided with a reason for those it is about; of everything else the reason is the office's own."""
KINDS = {"resident": "de klager", "accused": "de aangeklaagde", "system": "het platform"}


def timeline_view(work: Work, dossier_id: uuid.UUID) -> list[dict[str, Any]]:
    """The events of a dossier as far as the actor may meet them, oldest first.

    Who reads as a member of the committee reads why something was decided, and not what the office noted for itself.
    """
    events = frozenset(TITLES)
    lines = record_lines(work, dossier_id, events)
    names = names_of(work, sorted({line.actor_id for line in lines if line.actor_id}))
    as_office = not reads_as_member(work)
    why = reasons_of(work, dossier_id, events if as_office else TOLD_TO_PARTIES)
    return [
        {
            "at": line.entered_at,
            "day": local_date(line.entered_at),
            "done_on": line.done_on,
            "title": TITLES[Event(line.event)],
            "text": line.sentence,
            "who": names.get(line.actor_id, "een medewerker")
            if line.actor_id
            else KINDS.get(line.actor_kind, "een medewerker"),
            "why": why.get(line.seq, ""),
        }
        for line in lines
    ]
