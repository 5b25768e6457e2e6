"""The facts of each question."""

from wederhoor.explain.vocabulary import Fact, FactKind, Vocabulary
from wederhoor.rules.gifts import GIFT_FLAGS, GiftKind, Giver, Recipient
from wederhoor.rules.invitations import INVITATION_KINDS, PAYERS
from wederhoor.rules.reporting_lines import About, Asker

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


def _choice(name: str, words: tuple[str, ...], text: str, *also: str, **same: str) -> Fact:
    return Fact(name=name, kind=FactKind.CHOICE, help=text, words=words, also=also, same=same)


def _flag(name: str, text: str, *also: str) -> Fact:
    return Fact(name=name, kind=FactKind.FLAG, help=text, also=also)


def _date(name: str, text: str, *also: str) -> Fact:
    return Fact(name=name, kind=FactKind.DATE, help=text, also=also)


_FLAG_WORDS = {
    "earlier_this_year": (
        "eerder dit jaar iets van deze gever gehad",
        "earlier",
        "earlier_from_giver",
        "earlier_gifts",
    ),
    "feels_obliged": ("voelt zich verplicht iets terug te doen", "obliged"),
    "embarrassed": ("voelt zich in verlegenheid gebracht",),
    "would_hide": ("houdt het liever geheim", "would_hide_it", "hide"),
    "in_doubt": ("twijfelt", "doubt"),
    "added_value": ("duidelijke meerwaarde voor de organisatie", "added_value_for_the_organisation"),
    "collective_scheme": ("collectieve voordeelregeling van de organisatie",),
    "market_terms": ("aantoonbaar marktprijs en gewone voorwaarden", "market_price"),
    "already_received": ("al ontvangen", "received"),
    "refused": ("geweigerd", "declined"),
    "after_the_fact": ("achteraf: het is al gebeurd",),
    "wants_to_keep": ("wil het zelf houden", "wants_to_keep_it", "keep"),
    "approved": ("vooraf goedgekeurd", "approved_beforehand"),
    "reported": ("vooraf gemeld", "reported_beforehand"),
}
_TALKS = Fact(
    name="in_talks",
    kind=FactKind.CHOICE,
    help="praat de organisatie nu met de gever over een opdracht",
    words=("yes", "no", "unclear"),
    same={"ja": "yes", "nee": "no", "doubt": "unclear", "unknown": "unclear", "true": "yes", "false": "no"},
    also=("talks",),
)
_GIVER = _choice(
    "giver",
    tuple(Giver),
    "wie geeft of uitnodigt",
    "from",
    "inviter",
    resident="client",
    klant="client",
    family="client_family",
    relative="client_family",
    vendor="supplier",
    giving="employee_to_client",
)
_RECIPIENT = _choice(
    "recipient",
    tuple(Recipient),
    "wie ontvangt",
    "who",
    board="board_member",
    trainee="intern",
    director="board_member",
)
_VALUE = Fact(name="value", kind=FactKind.WORTH, help="waarde in euro", also=("amount", "worth", "estimate"))
_FLAGS = tuple(_flag(name, *_FLAG_WORDS[name]) for name in GIFT_FLAGS)
_PAID_BY = _choice("paid_by", PAYERS, "wie betaalt", "at_cost_of", self="own", giver="inviter")

GIFT = Vocabulary(
    (
        _GIVER,
        _VALUE,
        _choice(
            "kind",
            tuple(GiftKind),
            "wat het is",
            "gift_kind",
            money="cash",
            gift_card="voucher",
            flowers="goods",
            wine="goods",
            inheritance="legacy",
            dinner="invitation",
            flower="goods",
            food="goods",
            chocolates="goods",
            gift="goods",
            in_kind="goods",
            lunch="invitation",
            meal="invitation",
            outing="invitation",
            event="invitation",
            gift_voucher="voucher",
            bequest="legacy",
        ),
        _TALKS,
        _choice("place", ("work", "home"), "waar het is gegeven", office="work"),
        _RECIPIENT,
        _PAID_BY,
        *_FLAGS,
    )
)

INVITATION = Vocabulary(
    (
        _GIVER,
        _choice(
            "kind", INVITATION_KINDS, "waarvoor", "invitation_kind", trip="excursion", invitation="other"
        ),
        _VALUE,
        _TALKS,
        _choice("place", ("work", "home"), "waar"),
        _RECIPIENT,
        _PAID_BY,
        *_FLAGS,
    )
)

DECLARATION_FLAGS = (
    _choice(
        "conflict",
        ("yes", "no", "unclear"),
        "strijdig of schadelijk voor het werk",
        "conflict_of_interest",
        doubt="unclear",
        possible="unclear",
        may="unclear",
        unknown="unclear",
    ),
    _flag("extensive", "kost zo veel tijd dat het werk eronder lijdt", "too_extensive"),
    _flag("paid", "betaald"),
    _flag("planned", "nog niet begonnen"),
    _choice(
        "does_business",
        ("yes", "no", "past"),
        "doet of deed de organisatie zaken met dit bedrijf",
        unknown="yes",
    ),
    _flag("same_team", "werkt op dezelfde locatie of afdeling", "same_location", "same_department"),
    _choice("relation", ("love", "family", "friendship", "other"), "soort relatie", friend="friendship"),
    _flag("serious_crime", "kennis van een ernstig strafbaar feit"),
    _flag("safety", "veiligheid in gevaar", "unsafe"),
    _flag("consent", "uitdrukkelijke toestemming van de persoon"),
    _flag("needed_for_work", "nodig voor de hulp"),
    _flag("functional_consultation", "werkoverleg"),
    _flag("own_stamp", "eigen postzegel", "stamped"),
    _flag("in_working_time", "in werktijd"),
    _flag("hinders_work", "hindert het werk of gebeurt regelmatig"),
    _flag("signed", "verklaring getekend"),
)
WITH = _choice(
    "with",
    ("client", "client_family", "colleague", "supplier", "company", "relation", "partner", "other"),
    "met wie",
    "counterparty",
    "with_whom",
    "giver",
    resident="client",
)


def declaration_vocabulary(topics: tuple[str, ...]) -> Vocabulary:
    """The facts of a declaration, with the topics the organisations know."""
    same = {
        "side_activities": "side_activity",
        "private_transaction": "private_purchase",
        "private_transactions": "private_purchase",
        "purchase": "private_purchase",
        "relations": "personal_relation",
        "relation": "personal_relation",
        "love_relation": "personal_relation",
        "property": "property_use",
        "whistle": "misconduct",
    }
    topic = Fact(
        name="topic",
        kind=FactKind.CHOICE,
        help="waarover",
        words=topics,
        same=same,
        also=("kind", "declaration", "subject"),
    )
    return Vocabulary((topic, WITH, _RECIPIENT, *DECLARATION_FLAGS, *_FLAGS))


def contacts_vocabulary(matters: tuple[str, ...]) -> Vocabulary:
    """The facts of a question for contacts, with the matters the organisations know."""
    same = {
        "whistle": "misconduct",
        "whistleblowing": "misconduct",
        "fraud": "suspicion",
        "corruption": "suspicion",
        "side_activities": "side_activity",
        "gifts": "gift",
        "gift_doubt": "gift",
        "invitations": "invitation",
        "private_transaction": "private_purchase",
        "private_transactions": "private_purchase",
        "breach": "breach_seen",
        "media": "press",
        "confidentiality": "share_confidential",
        "property": "property_use",
        "professional_code": "professional_code_conflict",
        "harassment": "undesired_conduct",
        "dilemmas": "dilemma",
    }
    return Vocabulary(
        (
            Fact(
                name="matter",
                kind=FactKind.CHOICE,
                help="waarover",
                words=matters,
                same=same,
                also=("topic",),
            ),
            _choice(
                "asker",
                tuple(Asker),
                "wie vraagt",
                "who_asks",
                "who",
                "from",
                volunteer="employee",
                intern="employee",
                hired="employee",
            ),
            _choice(
                "about",
                tuple(About),
                "over wie het gaat",
                "about_whom",
                manager="own_manager",
                supervisor="own_manager",
                none="unknown",
            ),
        )
    )


DEADLINES = Vocabulary(
    (
        _choice(
            "regime",
            ("klachtenreglement", "jeugdwet", "awb", "wkkgz", "wbk", "avg"),
            "welke regeling of wet",
            regulation="klachtenreglement",
            own="klachtenreglement",
            kr="klachtenreglement",
        ),
        _flag("youth_help", "gaat het over jeugdhulp", "youth"),
        _flag("formal", "is het een formele klacht"),
        _flag("committee", "adviseert een persoon of commissie (Awb afd. 9.1.3)", "advisory_committee"),
        Fact(name="filed", kind=FactKind.MOMENT, help="ingediend"),
        Fact(
            name="received",
            kind=FactKind.MOMENT,
            help="binnengekomen",
            also=("arrived", "arrival", "received_at"),
        ),
        Fact(
            name="missing",
            kind=FactKind.WORDS,
            help="wat ontbrak bij binnenkomst",
            words=("name_address", "date", "description", "objection", "steps_taken", "signature"),
            same={
                "name": "name_address",
                "address": "name_address",
                "reason": "objection",
                "steps": "steps_taken",
            },
            also=("what_is_missing",),
        ),
        _date("completed", "alles binnen", "complete_on"),
        _date("event", "wanneer het gebeurde waarover de klacht gaat", "happened"),
        _date("acknowledgement_sent", "ontvangst bevestigd", "acknowledged", "confirmation_sent"),
        _date("last_request", "laatste vraag aan de klager", "last_request_to_complainant"),
        _date("reminder_sent", "herinnering verstuurd"),
        _date("reaction_received", "klager reageerde", "reaction"),
        _date("report_sent", "rapport verstuurd"),
        _date("report_received", "rapport ontvangen door wie beslist"),
        _date("decided", "besluit genomen", "decision_taken"),
        _date("notice_of_findings", "bevindingen verstuurd", "findings_sent", "answer_sent"),
        _date("urgent_until", "einddatum die de commissie wegens spoed stelt", "urgent"),
        Fact(
            name="committee_extension",
            kind=FactKind.NUMBER,
            help="weken die de commissie verlengt",
            also=("extension", "committee_extension_weeks"),
        ),
        Fact(
            name="postponement",
            kind=FactKind.NUMBER,
            help="weken die de bestuurder uitstelt",
            also=("director_postponement", "postponement_weeks"),
        ),
        Fact(
            name="postponement_notice",
            kind=FactKind.TEXT,
            help="datum van het bericht over dat uitstel, of no",
        ),
        Fact(
            name="adjournment",
            kind=FactKind.NUMBER,
            help="weken verdaging (Awb, Wkkgz)",
            also=("adjournment_weeks",),
        ),
        _date("adjournment_notice", "bericht over de verdaging verstuurd", "adjournment_told"),
        Fact(name="extension_months", kind=FactKind.NUMBER, help="maanden verlenging (AVG)"),
        _date("extension_notice", "bericht over die verlenging verstuurd"),
        _flag("consent_in_writing", "klager stemde schriftelijk in met verder uitstel", "written_consent"),
        _date("consent_until", "uitstel waarmee de klager instemde"),
        _date("closed", "behandeling afgerond"),
        _date("withdrawn", "klacht ingetrokken"),
        _date("judged", "ontvankelijk verklaard", "judged_admissible"),
        _date("inadmissible_notice", "bericht van niet-ontvankelijkheid verstuurd"),
        _date("appointed_from", "commissielid benoemd", "appointed"),
        Fact(name="renewed", kind=FactKind.TEXT, help="hoe vaak verlengd, of yes"),
        _date("notice_given", "commissielid zegde op of werd opgezegd"),
        _date("forwarded", "intern doorgestuurd na een verkeerd kanaal"),
        Fact(
            name="told",
            kind=FactKind.TEXT,
            help="doorsturen meteen verteld: yes, no of een datum",
            also=("forwarding_told",),
        ),
        Fact(name="breach_known", kind=FactKind.MOMENT, help="datalek bekend", also=("breach_known_at",)),
        _date("adopted", "reglement vastgesteld"),
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
        _choice("complainant", COMPLAINANTS, "wie klaagt"),
        _choice("about", tuple(About), "over wie", "about_whom", manager="own_manager"),
        _choice("act", ("hearing", "decision", "challenge"), "wat de commissie doet"),
        _flag("youth_help", "gaat het over jeugdhulp"),
        _date("appointed_from", "benoemd"),
    )
)

ADMISSIBILITY = Vocabulary(
    (
        Fact(
            name="missing",
            kind=FactKind.WORDS,
            help="wat ontbreekt",
            words=("name_address", "date", "description", "objection", "steps_taken", "signature"),
            same={
                "name": "name_address",
                "address": "name_address",
                "reason": "objection",
                "steps": "steps_taken",
            },
        ),
        _flag("anonymous", "anoniem ingediend"),
        _flag("participant", "gaat over een deelnemende organisatie", "about_participant"),
        _flag("handled_before", "eerder ingediend en behandeld"),
        _flag("new_facts", "nieuwe feiten en omstandigheden"),
        _flag("same_pending", "gelijke klacht van dezelfde klager loopt", "pending"),
        _date("event", "wanneer het gebeurde", "happened"),
        Fact(name="filed", kind=FactKind.MOMENT, help="ingediend"),
        Fact(name="received", kind=FactKind.MOMENT, help="ontvangen"),
        _flag("special_reason", "bijzondere reden"),
        _choice(
            "court",
            ("none", "administrative", "civil", "criminal", "disciplinary", "other"),
            "welke rechter",
            "other_court",
            no="none",
            yes="other",
        ),
        _flag("objection_possible", "bezwaar mogelijk (geweest)"),
        _flag("appeal_possible", "beroep mogelijk (geweest)"),
        _flag("late_decision", "gaat over een te laat besluit"),
        _flag("criminal_inquiry", "strafrechtelijk onderzoek of vervolging"),
        _flag("insufficient_interest", "kennelijk onvoldoende belang of gewicht"),
        _flag("satisfied", "klager is inmiddels tevreden"),
        _flag("oral", "mondeling ingediend"),
        _flag("towards_complainant", "gedrag tegen de klager zelf"),
    )
)

REGIME = Vocabulary(
    (
        _choice("complainant", COMPLAINANTS, "wie klaagt", "who", resident="client", citizen="client"),
        _flag("youth_help", "gaat het over jeugdhulp", "youth"),
        _choice(
            "about",
            (
                "employee",
                "organisation",
                "director",
                "board",
                "participant",
                "assignment",
                "committee",
                "unknown",
            ),
            "over wie",
            "about_whom",
        ),
        _choice(
            "matter",
            ("conduct", "assignment", "misconduct", "decision", "care", "debt_help", "other"),
            "waarover",
            "about_what",
            whistle="misconduct",
        ),
    )
)

ARTICLE = Vocabulary(
    (
        Fact(name="number", kind=FactKind.TEXT, help="nummer, zoals KR-115", also=("article",)),
        Fact(name="section", kind=FactKind.TEXT, help="(deel van) de vindplaats"),
        Fact(name="text", kind=FactKind.TEXT, help="woord in de tekst", also=("search", "theme")),
    )
)
