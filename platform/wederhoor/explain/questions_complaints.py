"""The facts of questions on complaints: deadlines, committee, admissibility, regime."""

from wederhoor.explain.questions import choice, day, flag
from wederhoor.explain.vocabulary import Fact, FactKind, Vocabulary
from wederhoor.rules.applying import FORMS, CameBy
from wederhoor.rules.reporting_lines import About
from wederhoor.rules.terms import Unit

COMPLAINANTS = (
    "client",
    "relative",
    "representative",
    "surviving_relative",
    "youth",
    "parent",
    "guardian",
    "foster_parent",
    "concerned",
    "employee",
    "volunteer",
    "intern",
    "commissioning_body",
    "partner",
    "supplier",
    "other",
)


_ITEMS = (
    "name_address, date, description, objection, steps_taken, signature, of een eigen code van de organisatie"
)
ABOUT = (
    "employee",
    "organisation",
    "director",
    "board",
    "participant",
    "assignment",
    "committee",
    "unknown",
)

DEADLINES = Vocabulary(
    (
        choice(
            "regime",
            ("klachtenreglement", "jeugdwet", "awb", "wkkgz", "wbk", "avg"),
            "welke regeling of wet; klachtenreglement is de eigen regeling",
            regulation="klachtenreglement",
            reglement="klachtenreglement",
            own="klachtenreglement",
            kr="klachtenreglement",
        ),
        choice("complainant", COMPLAINANTS, "wie klaagt", "who", resident="client", citizen="client"),
        choice("about", ABOUT, "over wie", "about_whom"),
        choice("form", FORMS, "mondeling of schriftelijk"),
        choice("channel", tuple(CameBy), "hoe het binnenkwam"),
        Fact(name="outcome", kind=FactKind.TEXT, help="code van het oordeel, als het er is"),
        Fact(name="category", kind=FactKind.TEXT, help="code van het onderwerp"),
        Fact(
            name="starts",
            kind=FactKind.DAYS_OF,
            help="wat een termijn begint en hierboven niet staat, met de dag: een StartEvent of step:CODE",
        ),
        Fact(
            name="met",
            kind=FactKind.DAYS_OF,
            help="wat een termijn haalt of laat vervallen en hierboven niet staat, met de dag: een TermEvent of een eigen code",
        ),
        Fact(
            name="extensions",
            kind=FactKind.TERMS_OF,
            help="hoeveel langer een termijn werd, naar de code van de termijn",
        ),
        Fact(
            name="extension_notices",
            kind=FactKind.DAYS_OF,
            help="wanneer het laatste bericht over die verlenging uitging, naar de code van de termijn",
        ),
        flag("youth_help", "gaat het over jeugdhulp", "youth"),
        flag("formal", "is het een formele klacht"),
        flag("committee", "adviseert een persoon of commissie (Awb afd. 9.1.3)", "advisory_committee"),
        Fact(name="filed", kind=FactKind.MOMENT, help="ingediend"),
        Fact(
            name="received",
            kind=FactKind.MOMENT,
            help="binnengekomen",
            also=("arrived", "arrival", "received_at", "received_local"),
        ),
        Fact(
            name="received_utc",
            kind=FactKind.UTC_MOMENT,
            help="binnengekomen, in UTC",
            also=("received_at_utc",),
        ),
        Fact(
            name="missing",
            kind=FactKind.CODES,
            help=f"wat ontbrak bij binnenkomst: {_ITEMS}",
            also=("what_is_missing",),
        ),
        day("completed", "alles binnen", "complete_on"),
        day("event", "wanneer het gebeurde waarover de klacht gaat", "happened"),
        day("acknowledgement_sent", "ontvangst bevestigd", "acknowledged", "confirmation_sent"),
        day("last_request", "laatste vraag aan de klager", "last_request_to_complainant"),
        day("reminder_sent", "herinnering verstuurd"),
        day("reaction_received", "klager reageerde", "reaction"),
        day("report_sent", "rapport verstuurd"),
        day("report_received", "rapport ontvangen door wie beslist"),
        day("decided", "besluit genomen", "decision_taken"),
        day("notice_of_findings", "bevindingen verstuurd", "findings_sent", "answer_sent"),
        day("urgent_until", "einddatum die de commissie wegens spoed stelt", "urgent"),
        Fact(
            name="committee_extension",
            kind=FactKind.TERM,
            help="weken die de commissie verlengt",
            also=("extension", "committee_extension_weeks"),
        ),
        Fact(
            name="postponement",
            kind=FactKind.TERM,
            help="weken die degene die beslist uitstelt",
            also=("director_postponement", "postponement_weeks"),
        ),
        Fact(
            name="postponement_notice",
            kind=FactKind.TEXT,
            help="datum van het bericht over dat uitstel, of no",
        ),
        Fact(
            name="adjournment",
            kind=FactKind.TERM,
            help="weken verdaging (Awb, Wkkgz)",
            also=("adjournment_weeks",),
        ),
        day("adjournment_notice", "bericht over de verdaging verstuurd", "adjournment_told"),
        Fact(name="extension_months", kind=FactKind.TERM, help="maanden verlenging (AVG)", unit=Unit.MONTHS),
        day("extension_notice", "bericht over die verlenging verstuurd"),
        flag("consent_in_writing", "klager stemde schriftelijk in met verder uitstel", "written_consent"),
        day("consent_until", "uitstel waarmee de klager instemde"),
        day("closed", "behandeling afgerond"),
        day("withdrawn", "klacht ingetrokken"),
        day("judged", "ontvankelijk verklaard", "judged_admissible"),
        day("inadmissible_notice", "bericht van niet-ontvankelijkheid verstuurd"),
        day("appointed_from", "commissielid benoemd", "appointed"),
        Fact(name="renewed", kind=FactKind.TEXT, help="hoe vaak verlengd, of yes"),
        day("notice_given", "commissielid zegde op of werd opgezegd"),
        day("forwarded", "intern doorgestuurd na een verkeerd kanaal"),
        Fact(
            name="told",
            kind=FactKind.TEXT,
            help="doorsturen meteen verteld: yes, no of een datum",
            also=("forwarding_told",),
        ),
        Fact(name="breach_known", kind=FactKind.MOMENT, help="datalek bekend", also=("breach_known_at",)),
        day("adopted", "reglement vastgesteld"),
        Fact(name="decree_days", kind=FactKind.DATES, help="extra bij besluit gelijkgestelde dagen"),
        Fact(
            name="portal",
            kind=FactKind.MOMENT,
            help="bericht in de portal geplaatst (Awb 2:10)",
            also=("placed_in_portal",),
        ),
    )
)

COMMITTEE = Vocabulary(
    (
        choice("complainant", COMPLAINANTS, "wie klaagt"),
        choice("about", tuple(About), "over wie", "about_whom", manager="own_manager", employee="colleague"),
        choice("act", ("hearing", "decision", "challenge"), "wat de commissie doet"),
        flag("youth_help", "gaat het over jeugdhulp"),
        day("appointed_from", "benoemd"),
    )
)

ADMISSIBILITY = Vocabulary(
    (
        Fact(
            name="missing",
            kind=FactKind.CODES,
            help=f"wat ontbreekt: {_ITEMS}",
            also=("what_is_missing",),
        ),
        flag("anonymous", "anoniem ingediend"),
        flag("participant", "gaat over een deelnemende organisatie", "about_participant"),
        flag("handled_before", "eerder ingediend en behandeld"),
        flag("new_facts", "nieuwe feiten en omstandigheden"),
        flag("same_pending", "gelijke klacht van dezelfde klager loopt", "pending"),
        day("event", "wanneer het gebeurde", "happened"),
        Fact(name="filed", kind=FactKind.MOMENT, help="ingediend"),
        Fact(name="received", kind=FactKind.MOMENT, help="ontvangen"),
        flag("special_reason", "bijzondere reden"),
        choice(
            "court",
            ("none", "administrative", "civil", "criminal", "disciplinary", "other"),
            "welke rechter",
            "other_court",
            no="none",
            yes="other",
        ),
        flag("objection_possible", "bezwaar mogelijk (geweest)"),
        flag("appeal_possible", "beroep mogelijk (geweest)"),
        flag("late_decision", "gaat over een te laat besluit"),
        flag("criminal_inquiry", "strafrechtelijk onderzoek of vervolging"),
        flag("insufficient_interest", "kennelijk onvoldoende belang of gewicht"),
        flag("satisfied", "klager is inmiddels tevreden"),
        flag("oral", "mondeling ingediend"),
        flag("towards_complainant", "gedrag tegen de klager zelf"),
        day("known", "wanneer de klager ervan wist"),
        day("body_decided", "wanneer het besluit er was waarover de klacht gaat", "decision_date"),
        Fact(
            name="grounds",
            kind=FactKind.CODES,
            help="codes van gronden uit de eigen regeling die aan de orde zijn",
            also=("ground",),
        ),
        choice("complainant", COMPLAINANTS, "wie klaagt", "who", resident="client", citizen="client"),
        choice("about", ABOUT, "over wie", "about_whom"),
        flag("youth_help", "gaat het over jeugdhulp", "youth"),
    )
)

REGIME = Vocabulary(
    (
        choice("complainant", COMPLAINANTS, "wie klaagt", "who", resident="client", citizen="client"),
        flag("youth_help", "gaat het over jeugdhulp", "youth"),
        choice(
            "about",
            ABOUT,
            "over wie",
            "about_whom",
        ),
        choice(
            "matter",
            ("conduct", "assignment", "misconduct", "decision", "care", "debt_help", "other"),
            "waarover",
            "about_what",
            whistle="misconduct",
        ),
    )
)
