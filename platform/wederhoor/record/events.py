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
    COMPLAINANT_LEFT = "complainant_left"
    COMPLAINANT_SIGNED = "complainant_signed"
    DISSATISFACTION_REPORTED = "dissatisfaction_reported"
    MADE_COMPLAINT = "made_complaint"
    TASK_ADDED = "task_added"
    TASK_DONE = "task_done"
    MESSAGE_RECEIVED = "message_received"
    MESSAGE_SENT = "message_sent"
    CODE_REPLACED = "code_replaced"
    CODE_RENEWED = "code_renewed"
    CONSENT_CHANGED = "consent_changed"
    DOOR_CODE_MADE = "door_code_made"
    DOOR_OPENED = "door_opened"
    READ_BACK_DONE = "read_back_done"
    COPY_READ = "copy_read"
    NOTE_ADDED = "note_added"
    AGREEMENTS_SENT = "agreements_sent"
    MESSAGES_READ = "messages_read"
    TAKEN_DOWN = "taken_down"
    CLOCK_STARTED = "clock_started"
    CLOCK_MET = "clock_met"
    CLOCK_STOPPED = "clock_stopped"
    LETTER_ISSUED = "letter_issued"
    NOTICE_HELD = "notice_held"
    NOTICE_RELEASED = "notice_released"
    NOTICE_CALLED_BACK = "notice_called_back"
    NOTICE_TAKEN_UP = "notice_taken_up"
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
    EMPLOYMENT_NOTED = "employment_noted"
    STAND_IN_NAMED = "stand_in_named"
    STAND_IN_ENDED = "stand_in_ended"
    EMPLOYMENT_ENDED = "employment_ended"
    TEAM_ADDED = "team_added"
    ROLE_ENDED = "role_ended"
    REACH_NOTED = "reach_noted"
    SECOND_FACTOR_ADDED = "second_factor_added"
    SECOND_FACTOR_REMOVED = "second_factor_removed"
    SECOND_FACTOR_RESET = "second_factor_reset"
    SESSIONS_ENDED = "sessions_ended"
    LINK_SENT = "link_sent"
    RECOVERY_CODES_MADE = "recovery_codes_made"
    RIGHTS_NOTED = "rights_noted"
    STRONGBOX_REPLACED = "strongbox_replaced"
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
    PAPER_SEEN_WHOLE = "paper_seen_whole"
    CLOCK_MOVED = "clock_moved"
    CLOCK_RESTARTED = "clock_restarted"
    TERM_EXTENDED = "term_extended"
    TERM_POSTPONED = "term_postponed"
    TERM_URGENT = "term_urgent"
    TERM_CONSENT = "term_consent"
    TERM_CHANGE_VALID = "term_change_valid"
    TERM_CHANGE_OPEN = "term_change_open"
    TERM_CHANGE_REVOKED = "term_change_revoked"
    DATE_CORRECTED = "date_corrected"
    MOVE_MADE = "move_made"
    HAPPENED = "happened"
    DOSSIER_CLOSED = "dossier_closed"
    DOSSIER_REOPENED = "dossier_reopened"
    NOTICES_REVOKED = "notices_revoked"
    HANDLER_ASSIGNED = "handler_assigned"
    HANDLER_RELEASED = "handler_released"
    DESCRIBED = "described"
    COMPLAINANT_ASKED = "complainant_asked"
    COMPLAINANT_REMINDED = "complainant_reminded"
    COMPLAINANT_REACTED = "complainant_reacted"
    REFERRED = "referred"
    MAY_BE_OBJECTION = "may_be_objection"
    PARTY_CORRECTED = "party_corrected"
    DETAILS_CHANGED = "details_changed"
    NAMING_REVERSED = "naming_reversed"
    ACCESS_RESTORED = "access_restored"
    BREACH_NOTED = "breach_noted"
    BREACH_JUDGED = "breach_judged"
    DOSSIERS_LINKED = "dossiers_linked"
    DOSSIERS_UNLINKED = "dossiers_unlinked"
    DOSSIER_SPLIT_OFF = "dossier_split_off"
    DOSSIER_SPLIT_FROM = "dossier_split_from"
    DOSSIER_MERGED = "dossier_merged"
    DOSSIER_TAKEN_IN = "dossier_taken_in"
    MERGE_UNDONE = "merge_undone"
    DOSSIER_TRANSFERRED = "dossier_transferred"
    DOSSIER_RECEIVED = "dossier_received"
    GROUNDS_WEIGHED = "grounds_weighed"
    HEARD = "heard"
    HEARING_WAIVED = "hearing_waived"
    LETTER_CHANGED = "letter_changed"
    LETTER_DISCARDED = "letter_discarded"
    LETTER_PRINTED = "letter_printed"
    LETTER_TAKEN_AS_WORD = "letter_taken_as_word"
    NOTICE_DELIVERED = "notice_delivered"
    NOTICE_POST_RETURNED = "notice_post_returned"
    CLOCK_REOPENED = "clock_reopened"
    ACCUSED_READ = "accused_read"
    ACCUSED_REACTED = "accused_reacted"
    CODE_HANDED_OUT = "code_handed_out"
    CODE_SIGNED = "code_signed"
    CODE_SIGNED_ON_PAPER = "code_signed_on_paper"
    CODE_REMINDED = "code_reminded"
    PROGRESS_EXPORTED = "progress_exported"
    STATEMENT_SIGNED = "statement_signed"
    DECLARED = "declared"
    DECLARATION_READ = "declaration_read"
    DECLARATION_SEEN = "declaration_seen"
    DECLARATION_DECIDED = "declaration_decided"
    DECLARATION_REMINDED = "declaration_reminded"
    DECLARATION_CORRECTED = "declaration_corrected"
    DECLARATION_WITHDRAWN = "declaration_withdrawn"
    DECLARATION_ASSIGNED = "declaration_assigned"
    DECLARATION_REVIEWED = "declaration_reviewed"
    DECLARATION_ACT = "declaration_act"
    DECLARATIONS_EXPORTED = "declarations_exported"
    GIFTS_SHARED = "gifts_shared"
    MISCONDUCT_RECEIVED = "misconduct_received"
    MISCONDUCT_READ = "misconduct_read"
    MISCONDUCT_LOOKED = "misconduct_looked"
    MISCONDUCT_STEP = "misconduct_step"
    MISCONDUCT_DESTROYED = "misconduct_destroyed"
    CONSULTATION_BEGUN = "consultation_begun"
    CONSULTATION_READ = "consultation_read"
    CONSULTATION_STEP = "consultation_step"
    ACCUSED_WROTE = "accused_wrote"
    ACCUSED_WRITTEN_TO = "accused_written_to"
    ACCUSED_CODE_MADE = "accused_code_made"
    ACCUSED_OPENED = "accused_opened"
    CODE_LETTER_MADE = "code_letter_made"
    COMPLAINT_ASKED = "complaint_asked"
    PAPERS_COPIED = "papers_copied"
    REMINDER_GIVEN = "reminder_given"
    REMINDER_FOR_NOBODY = "reminder_for_nobody"
    REMINDER_FAILED = "reminder_failed"


SENTENCES: dict[Event, str] = {
    Event.COMPLAINT_FILED: "De klacht is ingediend en ingeschreven onder nummer {number}.",
    Event.COMPLAINT_COMPLETED: "De klacht is compleet. De datum van ontvangst is {received_on}.",
    Event.COMPLAINT_ADDED_TO: "De klager heeft de klacht aangevuld; er ontbreekt nog iets.",
    Event.COMPLAINT_WITHDRAWN: "De klager heeft de klacht ingetrokken.",
    Event.COMPLAINANT_LEFT: "Eén van de klagers doet niet meer mee; de klacht gaat verder.",
    Event.COMPLAINANT_SIGNED: "Een klager heeft ondertekend ({how}).",
    Event.DISSATISFACTION_REPORTED: "Er is onvrede gemeld, zonder klacht. Ingeschreven onder nummer {number}.",
    Event.MADE_COMPLAINT: "De onvrede is een klacht geworden ({by}).",
    Event.TASK_ADDED: "Een taak is toegevoegd: {task}, uiterlijk {due_on}.",
    Event.TASK_DONE: "Een taak is afgerond: {task}.",
    Event.MESSAGE_RECEIVED: "De klager heeft een bericht gestuurd.",
    Event.MESSAGE_SENT: "Er is een bericht aan de klager gestuurd.",
    Event.CODE_RENEWED: "Iemand die ook klaagt gebruikte de code voor het eerst en kreeg een eigen; de eerste werkt niet meer.",
    Event.CODE_REPLACED: "Een klager heeft een nieuwe code gekregen; een eerdere voor dit dossier werkt niet meer.",
    Event.CONSENT_CHANGED: "De toestemming voor berichten is gewijzigd: {channel}, {state}.",
    Event.DOOR_CODE_MADE: "Er is een code gemaakt om de stukken te openen ({way}).",
    Event.DOOR_OPENED: "De klager heeft met een tweede stap de stukken geopend.",
    Event.READ_BACK_DONE: "De klacht is voorgelezen en door de klager goedgekeurd ({how}).",
    Event.COPY_READ: "De klager heeft de eigen kopie van de klacht bekeken.",
    Event.NOTE_ADDED: "Er is een notitie toegevoegd, {side}.",
    Event.AGREEMENTS_SENT: "De afspraken uit een gesprek zijn schriftelijk bevestigd. Reageren kan.",
    Event.MESSAGES_READ: "Berichten zijn gelezen ({by}).",
    Event.TAKEN_DOWN: "Een medewerker heeft de klacht opgeschreven ({how}).",
    Event.CLOCK_STARTED: "De termijn '{clock}' is gaan lopen, tot en met {due_on}.",
    Event.CLOCK_MET: "De termijn '{clock}' is gehaald op {met_on}.",
    Event.CLOCK_STOPPED: "De termijn '{clock}' is gestopt: {why}.",
    Event.LETTER_ISSUED: "De brief '{letter}' is gemaakt.",
    Event.NOTICE_HELD: "Het bericht '{letter}' wacht tot een medewerker bevestigt om wie het gaat.",
    Event.NOTICE_RELEASED: "Het bericht '{letter}' is vrijgegeven.",
    Event.NOTICE_CALLED_BACK: "Het bericht '{letter}' is teruggehaald voordat het wegging.",
    Event.NOTICE_TAKEN_UP: "Het bericht '{letter}' was weggelegd en is weer opgepakt.",
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
    Event.REACH_NOTED: "Er is genoteerd waar een medewerker te bereiken is, voor wie hulp zoekt.",
    Event.ROLE_ENDED: "Een rol is teruggenomen: {role}, tot en met {valid_until}. De reden is bewaard.",
    Event.SECOND_FACTOR_ADDED: "Een medewerker heeft een tweede stap bij het aanmelden toegevoegd.",
    Event.SECOND_FACTOR_REMOVED: "Een medewerker heeft een tweede stap bij het aanmelden weggehaald.",
    Event.STRONGBOX_REPLACED: "Aan de kluis van een medewerker bleek een andere sleutel te hangen; de goede is teruggezet.",
    Event.RIGHTS_NOTED: "Vastgelegd hoe het nu staat: {rights}.",
    Event.RECOVERY_CODES_MADE: "Een medewerker heeft nieuwe herstelcodes gemaakt.",
    Event.SESSIONS_ENDED: "De beheerder heeft een medewerker overal afgemeld.",
    Event.LINK_SENT: "De beheerder liet een medewerker een nieuwe link sturen om een wachtwoord te kiezen.",
    Event.SECOND_FACTOR_RESET: "De beheerder heeft de tweede stap van een medewerker gewist.",
    Event.EMPLOYMENT_NOTED: "Genoteerd is in welke functie iemand hier werkt: {kind}, vanaf {valid_from}.",
    Event.STAND_IN_NAMED: "Een vervanger is aangewezen, vanaf {valid_from}.",
    Event.STAND_IN_ENDED: "Een vervanging die op {valid_from} begon of zou beginnen, is beëindigd.",
    Event.EMPLOYMENT_ENDED: "Het werk van iemand eindigt: {kind}, tot en met {valid_until}. De reden is bewaard.",
    Event.TEAM_ADDED: "Een team is toegevoegd.",
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
    Event.PAPER_SEEN_WHOLE: "De kopie van stuk {paper} is volledig bevonden. Het bestand zoals het was ingestuurd, is vernietigd.",
    Event.PAPER_INFECTED: "In stuk {paper} is een virus gevonden. Niemand kan het nog openen.",
    Event.CLOCK_MOVED: "De termijn '{clock}' liep tot en met {old}, en loopt nu tot en met {new}.",
    Event.CLOCK_RESTARTED: "De termijn '{clock}' loopt weer, tot en met {due_on}.",
    Event.TERM_EXTENDED: "De termijn '{clock}' is verlengd met {amount}: {new}.",
    Event.TERM_POSTPONED: "Uitstel van {amount} voor de termijn '{clock}', tot en met {new}. Het geldt pas als iedereen bericht heeft.",
    Event.TERM_URGENT: "Wegens spoed zijn de termijnen bekort tot en met {until}.",
    Event.TERM_CONSENT: "De klager stemde schriftelijk in met uitstel tot en met {until}.",
    Event.TERM_CHANGE_VALID: "Iedereen heeft bericht over de wijziging '{change}'. Zij geldt vanaf {on}.",
    Event.TERM_CHANGE_OPEN: "Een bericht over de wijziging '{change}' kwam terug. Zij geldt nog niet.",
    Event.TERM_CHANGE_REVOKED: "De wijziging '{change}' geldt niet meer.",
    Event.DATE_CORRECTED: "Een datum is verbeterd. {what}: {new} in plaats van {old}.",
    Event.MOVE_MADE: "'{move}'. De zaak staat nu op '{step}'.",
    Event.HAPPENED: "Vastgelegd wat er gebeurde: {what}.",
    Event.DOSSIER_CLOSED: "Het dossier is gesloten. Grond: {ground}.",
    Event.NOTICES_REVOKED: "Berichten die nog niet weg waren, gaan niet meer: {count}.",
    Event.DOSSIER_REOPENED: "Het dossier is heropend. De zaak staat nu op '{step}'.",
    Event.HANDLER_ASSIGNED: "Het dossier heeft een andere {part}.",
    Event.HANDLER_RELEASED: "Het dossier heeft geen {part} meer.",
    Event.DESCRIBED: "De korte omschrijving of het onderwerp is gewijzigd.",
    Event.COMPLAINANT_ASKED: "De klager is op {on} iets gevraagd.",
    Event.COMPLAINANT_REMINDED: "De klager is herinnerd.",
    Event.COMPLAINANT_REACTED: "De klager heeft op {on} gereageerd.",
    Event.REFERRED: "De klacht is doorgestuurd: {what}. De datum van binnenkomst blijft {arrived_on}.",
    Event.MAY_BE_OBJECTION: "Dit kan een bezwaar zijn. Het kwam binnen op {arrived_on}.",
    Event.DETAILS_CHANGED: "Iemand wijzigde zelf hoe die te bereiken is: {what}.",
    Event.PARTY_CORRECTED: "Gegevens van een partij zijn verbeterd: {what}.",
    Event.NAMING_REVERSED: "De klacht gaat niet over wie daarvoor was aangewezen. Die persoon is geen aangeklaagde meer.",
    Event.ACCESS_RESTORED: "Iemand heeft weer toegang tot dit dossier: {reason}.",
    Event.BREACH_NOTED: "Een brief of bericht kwam bij de verkeerde terecht. Melden bij de AP kan tot {report_by}.",
    Event.BREACH_JUDGED: "Over het datalek is besloten: {decision}.",
    Event.DOSSIERS_LINKED: "Dit dossier hangt samen met een ander dossier.",
    Event.DOSSIERS_UNLINKED: "Dit dossier hangt toch niet samen met een ander dossier: de koppeling is weg.",
    Event.DOSSIER_SPLIT_OFF: "Een deel is afgesplitst naar een dossier met een eigen nummer.",
    Event.DOSSIER_SPLIT_FROM: "Dit dossier is afgesplitst van een ander dossier. De datum van ontvangst is meegegaan.",
    Event.DOSSIER_MERGED: "Dit dossier gaat verder in een ander dossier.",
    Event.DOSSIER_TAKEN_IN: "Een ander dossier is in dit dossier opgenomen.",
    Event.MERGE_UNDONE: "Dossiers die samengingen, gaan weer apart verder.",
    Event.DOSSIER_TRANSFERRED: "Het dossier is met toestemming van de klager overgedragen aan een andere organisatie.",
    Event.DOSSIER_RECEIVED: "Dit dossier is overgedragen door {body}. De datum van binnenkomst blijft {arrived_on}.",
    Event.GROUNDS_WEIGHED: "De gronden zijn nagelopen. {grounds}",
    Event.HEARD: "Partijen zijn gehoord op {on}.",
    Event.HEARING_WAIVED: "Er is niet gehoord; de reden staat in het dossier.",
    Event.LETTER_CHANGED: "De tekst van de brief '{letter}' is aangepast voordat hij de deur uit ging: versie {version}.",
    Event.LETTER_DISCARDED: "De brief '{letter}' is weggelegd en gaat niet de deur uit.",
    Event.LETTER_PRINTED: "De brief '{letter}' is geprint.",
    Event.LETTER_TAKEN_AS_WORD: "De brief '{letter}' is als Word-bestand gedownload.",
    Event.NOTICE_DELIVERED: "De brief '{letter}' is {way}, op {on}.",
    Event.NOTICE_POST_RETURNED: "De brief '{letter}' is teruggekomen op {on}.",
    Event.CLOCK_REOPENED: "De termijn '{clock}' staat weer open: {why}.",
    Event.ACCUSED_READ: "De aangeklaagde heeft de zaak bekeken.",
    Event.ACCUSED_REACTED: "De aangeklaagde heeft schriftelijk gereageerd: stuk {paper}.",
    Event.CODE_HANDED_OUT: "De gedragscode, uitgave {edition}, is uitgereikt aan {count} mensen.",
    Event.CODE_SIGNED: "Iemand heeft getekend voor de gedragscode, uitgave {code}.",
    Event.CODE_SIGNED_ON_PAPER: "HR noteerde dat iemand op papier tekende voor de gedragscode, uitgave {code}, op {done_on}.",
    Event.CODE_REMINDED: "Wie nog niet tekende voor de gedragscode kreeg een herinnering: {count} mensen.",
    Event.PROGRESS_EXPORTED: "De voortgang van de gedragscode is uitgevoerd als Excel: {count} regels.",
    Event.STATEMENT_SIGNED: "Iemand heeft een verklaring getekend: {code}.",
    Event.DECLARED: "Er is een melding gedaan.",
    Event.DECLARATION_READ: "De melding is bekeken ({by}).",
    Event.DECLARATION_REMINDED: "Wie moet beslissen, is herinnerd ({people}).",
    Event.DECLARATION_SEEN: "Een lezer heeft gereageerd: {part}.",
    Event.DECLARATION_DECIDED: "Op de melding is beslist: {outcome}.",
    Event.DECLARATION_CORRECTED: "Het besluit op de melding is verbeterd; het was: {outcome}.",
    Event.DECLARATION_WITHDRAWN: "De melding is ingetrokken.",
    Event.DECLARATION_ASSIGNED: "Iemand is aangewezen om op de melding te beslissen.",
    Event.DECLARATION_REVIEWED: "De melding is opnieuw bekeken: {state}.",
    Event.DECLARATION_ACT: "Bij de melding is vastgelegd wat op {done_on} is gedaan.",
    Event.DECLARATIONS_EXPORTED: "Het register van meldingen is uitgevoerd als {format}: {count} regels.",
    Event.GIFTS_SHARED: "De geschenken van {year} zijn gedeeld.",
    Event.MISCONDUCT_RECEIVED: "De melding is ontvangen.",
    Event.MISCONDUCT_READ: "De melding is gelezen.",
    Event.MISCONDUCT_LOOKED: "Er is gekeken {whose}.",
    Event.MISCONDUCT_STEP: "{what}.",
    Event.MISCONDUCT_DESTROYED: "De melding is vernietigd. Alleen de data zijn bewaard.",
    Event.CONSULTATION_BEGUN: "Het gesprek is begonnen.",
    Event.CONSULTATION_READ: "Het gesprek is gelezen.",
    Event.CONSULTATION_STEP: "{what}.",
    Event.ACCUSED_WROTE: "De aangeklaagde heeft een bericht gestuurd.",
    Event.ACCUSED_WRITTEN_TO: "Er is een bericht aan de aangeklaagde gestuurd.",
    Event.ACCUSED_CODE_MADE: "De aangeklaagde heeft een code gekregen voor een eigen pagina; een eerdere werkt niet meer.",
    Event.ACCUSED_OPENED: "De aangeklaagde heeft met een tweede stap de stukken geopend.",
    Event.PAPERS_COPIED: "Stukken die de klager eerder indiende, gaan mee in dit dossier: {count}.",
    Event.COMPLAINT_ASKED: "De klager heeft gezegd dat het een klacht moet worden.",
    Event.CODE_LETTER_MADE: "Er is een brief gemaakt met een code voor de eigen pagina van {whose}.",
    Event.REMINDER_GIVEN: "Herinnering voor {to}: {clocks}.",
    Event.REMINDER_FOR_NOBODY: "Niemand kon worden herinnerd: {clocks}.",
    Event.REMINDER_FAILED: "Een herinnering kwam niet aan: {why}.",
}


def sentence(event: str, facts: dict[str, str]) -> str:
    """The sentence for an event, its facts filled in; dates (kept as 2026-03-02) in Dutch words."""
    return SENTENCES[Event(event)].format_map({name: _in_words(value) for name, value in facts.items()})


def _in_words(value: str) -> str:
    try:
        return dutch_date(date.fromisoformat(value))
    except ValueError:
        return value
