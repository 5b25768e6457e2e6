"""The facts of questions on the code of conduct: gift, invitation, declaration, contacts, article."""

from wederhoor.explain.synonyms import MATTER_WORDS, TOPIC_WORDS
from wederhoor.explain.vocabulary import Fact, FactKind, Vocabulary
from wederhoor.rules.gifts import GIFT_FLAGS, GiftKind, Giver, Recipient
from wederhoor.rules.invitations import INVITATION_KINDS, PAYERS
from wederhoor.rules.reporting_lines import About, Asker
from wederhoor.rules.tables import SUM, TIMES


def choice(name: str, words: tuple[str, ...], text: str, *also: str, **same: str) -> Fact:
    """A fact with a fixed list of words."""
    return Fact(name=name, kind=FactKind.CHOICE, help=text, words=words, also=also, same=same)


def flag(name: str, text: str, *also: str) -> Fact:
    """A fact answered with yes or no."""
    return Fact(name=name, kind=FactKind.FLAG, help=text, also=also)


def day(name: str, text: str, *also: str) -> Fact:
    """A fact that is a day."""
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
    "collective_scheme": (
        "collectieve voordeelregeling van de organisatie, of iets van de eigen werkgever",
        "own_employer",
        "from_own_employer",
        "employer_scheme",
        "own_scheme",
    ),
    "market_terms": ("aantoonbaar marktprijs en gewone voorwaarden", "market_price"),
    "already_received": ("al ontvangen, dat is nog niet aangenomen", "received"),
    "refused": ("geweigerd", "declined"),
    "after_the_fact": ("achteraf: het is al gebeurd",),
    "wants_to_keep": ("wil het zelf houden", "wants_to_keep_it", "keep"),
    "approved": ("vooraf goedgekeurd", "approved_beforehand"),
    "reported": ("vooraf gemeld", "reported_beforehand"),
    "promised": ("toegezegd, nog niet gegeven", "promise"),
    "quid_pro_quo": ("er wordt iets terug verwacht", "something_in_return", "return_favour"),
    "accepted": ("aangenomen", "kept", "taken"),
    "by_post": (
        "kwam ongevraagd, bijvoorbeeld met de post",
        "by_mail",
        "unasked",
        "unsolicited",
        "delivered",
        "sent_by_post",
        "parcel",
    ),
}
_TALKS = Fact(
    name="in_talks",
    kind=FactKind.CHOICE,
    help="praat de organisatie nu met de gever over een opdracht",
    words=("yes", "no", "unclear"),
    same={"ja": "yes", "nee": "no", "doubt": "unclear", "unknown": "unclear", "true": "yes", "false": "no"},
    also=("talks",),
)
_GIVER = choice(
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
_RECIPIENT = choice(
    "recipient",
    tuple(Recipient),
    "wie ontvangt",
    "who",
    board="board_member",
    trainee="intern",
    director="board_member",
)
_VALUE = Fact(name="value", kind=FactKind.WORTH, help="waarde in euro", also=("amount", "worth", "estimate"))
_FLAGS = tuple(flag(name, *_FLAG_WORDS[name]) for name in GIFT_FLAGS)
_PAID_BY = choice("paid_by", PAYERS, "wie betaalt", "at_cost_of", self="own", giver="inviter")

_COUNTED = (
    Fact(
        name=SUM,
        kind=FactKind.EUROS,
        help="wat deze gever dit jaar bij elkaar gaf, dit meegeteld",
        also=("total_this_year", "sum"),
    ),
    Fact(
        name=TIMES,
        kind=FactKind.NUMBER,
        help="de hoeveelste keer dit jaar, dit meegeteld",
        also=("times_this_year", "count"),
    ),
)

GIFT = Vocabulary(
    (
        _GIVER,
        _VALUE,
        *_COUNTED,
        choice(
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
        choice("place", ("work", "home"), "waar het is gegeven", office="work"),
        _RECIPIENT,
        _PAID_BY,
        *_FLAGS,
    )
)

INVITATION = Vocabulary(
    (
        _GIVER,
        choice("kind", INVITATION_KINDS, "waarvoor", "invitation_kind", trip="excursion", invitation="other"),
        _VALUE,
        _TALKS,
        choice("place", ("work", "home"), "waar"),
        _RECIPIENT,
        _PAID_BY,
        *_FLAGS,
    )
)

DECLARATION_FLAGS = (
    choice(
        "conflict",
        ("yes", "no", "unclear"),
        "strijdig of schadelijk voor het werk",
        "conflict_of_interest",
        doubt="unclear",
        possible="unclear",
        may="unclear",
        unknown="unclear",
    ),
    flag("extensive", "kost zo veel tijd dat het werk eronder lijdt", "too_extensive"),
    flag("paid", "betaald"),
    flag("planned", "nog niet begonnen"),
    choice(
        "does_business",
        ("yes", "no", "past"),
        "doet of deed de organisatie zaken met dit bedrijf",
        unknown="yes",
    ),
    flag("same_team", "werkt op dezelfde locatie of afdeling", "same_location", "same_department"),
    choice("relation", ("love", "family", "friendship", "other"), "soort relatie", friend="friendship"),
    flag("serious_crime", "kennis van een ernstig strafbaar feit"),
    flag("safety", "veiligheid in gevaar", "unsafe"),
    flag("consent", "uitdrukkelijke toestemming van de persoon"),
    flag("needed_for_work", "nodig voor de hulp"),
    flag("functional_consultation", "werkoverleg"),
    flag("own_stamp", "eigen postzegel", "stamped"),
    flag("in_working_time", "in werktijd"),
    flag("hinders_work", "hindert het werk of gebeurt regelmatig"),
    flag("signed", "verklaring getekend"),
)
WITH = choice(
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
    same = TOPIC_WORDS
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
    same = MATTER_WORDS
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
            choice(
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
            choice(
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


ARTICLE = Vocabulary(
    (
        Fact(name="number", kind=FactKind.TEXT, help="nummer, zoals KR-115", also=("article",)),
        Fact(name="section", kind=FactKind.TEXT, help="(deel van) de vindplaats"),
        Fact(name="text", kind=FactKind.TEXT, help="woord in de tekst", also=("search", "theme")),
    )
)
