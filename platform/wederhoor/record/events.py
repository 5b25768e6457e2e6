"""Everything that can be on the record, and the one Dutch sentence for each."""

from datetime import date
from enum import StrEnum

from wederhoor.rules.wording import dutch_date


class Event(StrEnum):
    """What happened. Names are stored; never rename one."""

    COMPLAINT_FILED = "complaint_filed"
    COMPLAINT_COMPLETED = "complaint_completed"
    COMPLAINT_ADDED_TO = "complaint_added_to"
    COMPLAINT_WITHDRAWN = "complaint_withdrawn"
    CLOCK_STARTED = "clock_started"
    CLOCK_MET = "clock_met"
    CLOCK_STOPPED = "clock_stopped"
    LETTER_ISSUED = "letter_issued"
    NOTICE_HELD = "notice_held"
    NOTICE_RELEASED = "notice_released"
    NOTICE_SENT = "notice_sent"
    NOTICE_RETURNED = "notice_returned"
    NOTICE_POSTED = "notice_posted"
    ACCUSED_CONFIRMED = "accused_confirmed"
    ACCUSED_NOT_STAFF = "accused_not_staff"
    ACCESS_BARRED = "access_barred"
    JUDGED_ADMISSIBLE = "judged_admissible"
    JUDGED_INADMISSIBLE = "judged_inadmissible"
    DOSSIER_READ = "dossier_read"
    STATUS_READ = "status_read"
    LETTER_READ = "letter_read"
    ROLE_GRANTED = "role_granted"
    ROLE_ENDED = "role_ended"
    SECOND_FACTOR_ADDED = "second_factor_added"
    SECOND_FACTOR_REMOVED = "second_factor_removed"
    SECOND_FACTOR_RESET = "second_factor_reset"
    TENANT_CREATED = "tenant_created"
    DRAFT_EXPIRED = "draft_expired"
    PAPERS_FILED = "papers_filed"
    PAPER_LEFT_BEHIND = "paper_left_behind"
    PAPER_ADDED = "paper_added"
    PAPER_VERSION_ADDED = "paper_version_added"
    PAPER_READ = "paper_read"
    PAPER_ORIGINAL_TAKEN = "paper_original_taken"
    PAPER_DESCRIBED = "paper_described"
    PAPER_SIDE_CHANGED = "paper_side_changed"
    PAPER_MOVED_OUT = "paper_moved_out"
    PAPER_MOVED_IN = "paper_moved_in"
    PAPER_WITHDRAWN = "paper_withdrawn"
    PAPER_INFECTED = "paper_infected"
    LETTER_CHANGED = "letter_changed"
    LETTER_DISCARDED = "letter_discarded"
    LETTER_PRINTED = "letter_printed"
    LETTER_TAKEN_AS_WORD = "letter_taken_as_word"
    NOTICE_DELIVERED = "notice_delivered"
    NOTICE_POST_RETURNED = "notice_post_returned"
    CLOCK_REOPENED = "clock_reopened"
    ACCUSED_READ = "accused_read"
    ACCUSED_REACTED = "accused_reacted"


SENTENCES: dict[Event, str] = {
    Event.COMPLAINT_FILED: "De klacht is ingediend en ingeschreven onder nummer {number}.",
    Event.COMPLAINT_COMPLETED: "De klacht is compleet. De datum van ontvangst is {received_on}.",
    Event.COMPLAINT_ADDED_TO: "De klager heeft de klacht aangevuld; er ontbreekt nog iets.",
    Event.COMPLAINT_WITHDRAWN: "De klager heeft de klacht ingetrokken.",
    Event.CLOCK_STARTED: "De termijn '{clock}' is gaan lopen, tot en met {due_on}.",
    Event.CLOCK_MET: "De termijn '{clock}' is gehaald op {met_on}.",
    Event.CLOCK_STOPPED: "De termijn '{clock}' is gestopt: {why}.",
    Event.LETTER_ISSUED: "De brief '{letter}' is gemaakt.",
    Event.NOTICE_HELD: "Het bericht '{letter}' wacht tot een medewerker bevestigt om wie het gaat.",
    Event.NOTICE_RELEASED: "Het bericht '{letter}' is vrijgegeven.",
    Event.NOTICE_SENT: "Het bericht '{letter}' is verzonden ({channel}).",
    Event.NOTICE_RETURNED: "Het bericht '{letter}' is teruggekomen: {why}.",
    Event.NOTICE_POSTED: "De brief '{letter}' is op de post gedaan op {posted_on}.",
    Event.ACCUSED_CONFIRMED: "Een medewerker heeft bevestigd over wie de klacht gaat.",
    Event.ACCUSED_NOT_STAFF: "Een medewerker heeft vastgesteld dat de klacht niet over een bekende medewerker gaat.",
    Event.ACCESS_BARRED: "Iemand heeft geen toegang (meer) tot dit dossier: {reason}.",
    Event.JUDGED_ADMISSIBLE: "De klacht is ontvankelijk verklaard.",
    Event.JUDGED_INADMISSIBLE: "De klacht is niet-ontvankelijk verklaard. Grond: {ground}.",
    Event.DOSSIER_READ: "Het dossier is bekeken.",
    Event.STATUS_READ: "De klager heeft de stand van zaken bekeken.",
    Event.LETTER_READ: "De brief '{letter}' is geopend.",
    Event.ROLE_GRANTED: "Een rol is toegekend: {role}, vanaf {valid_from}.",
    Event.ROLE_ENDED: "Een rol is beëindigd: {role}, per {valid_until}.",
    Event.SECOND_FACTOR_ADDED: "Een medewerker heeft een tweede stap bij het aanmelden toegevoegd.",
    Event.SECOND_FACTOR_REMOVED: "Een medewerker heeft een tweede stap bij het aanmelden weggehaald.",
    Event.SECOND_FACTOR_RESET: "De beheerder heeft de tweede stap van een medewerker gewist.",
    Event.TENANT_CREATED: "De organisatie is toegevoegd.",
    Event.DRAFT_EXPIRED: "{count} verlopen concept(en) zijn vernietigd.",
    Event.PAPERS_FILED: "Bij de klacht zijn bijlagen meegestuurd: {count}.",
    Event.PAPER_LEFT_BEHIND: "Een bijlage was bij het versturen nog niet helemaal binnen en is niet meegegaan: {count}.",
    Event.PAPER_ADDED: "Stuk {paper} is aan het dossier toegevoegd.",
    Event.PAPER_VERSION_ADDED: "Stuk {paper} is toegevoegd als nieuwe versie van stuk {older}.",
    Event.PAPER_READ: "Stuk {paper} is bekeken.",
    Event.PAPER_ORIGINAL_TAKEN: "Het origineel van stuk {paper} is gedownload.",
    Event.PAPER_DESCRIBED: "De gegevens van stuk {paper} zijn gewijzigd.",
    Event.PAPER_SIDE_CHANGED: "Stuk {paper} is nu {side}.",
    Event.PAPER_MOVED_OUT: "Stuk {paper} hoort niet in dit dossier en is naar een ander dossier verplaatst.",
    Event.PAPER_MOVED_IN: "Stuk {paper} is hierheen verplaatst uit een ander dossier, waar het niet hoorde.",
    Event.PAPER_WITHDRAWN: "Stuk {paper} hoort niet in dit dossier en is eruit gehaald. Het is niet gewist.",
    Event.PAPER_INFECTED: "In stuk {paper} is een virus gevonden. Niemand kan het nog openen.",
    Event.LETTER_CHANGED: "De tekst van de brief '{letter}' is aangepast voordat hij de deur uit ging: versie {version}.",
    Event.LETTER_DISCARDED: "De brief '{letter}' is weggelegd en gaat niet de deur uit.",
    Event.LETTER_PRINTED: "De brief '{letter}' is geprint.",
    Event.LETTER_TAKEN_AS_WORD: "De brief '{letter}' is als Word-bestand gedownload.",
    Event.NOTICE_DELIVERED: "De brief '{letter}' is {way}, op {on}.",
    Event.NOTICE_POST_RETURNED: "De brief '{letter}' is teruggekomen op {on}.",
    Event.CLOCK_REOPENED: "De termijn '{clock}' staat weer open: {why}.",
    Event.ACCUSED_READ: "De aangeklaagde heeft de zaak bekeken.",
    Event.ACCUSED_REACTED: "De aangeklaagde heeft schriftelijk gereageerd: stuk {paper}.",
}


def sentence(event: str, facts: dict[str, str]) -> str:
    """The sentence for an event, its facts filled in; dates (kept as 2026-03-02) in Dutch words."""
    return SENTENCES[Event(event)].format_map({name: _in_words(value) for name, value in facts.items()})


def _in_words(value: str) -> str:
    try:
        return dutch_date(date.fromisoformat(value))
    except ValueError:
        return value
