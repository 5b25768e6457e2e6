"""Wet bescherming klokkenluiders, art. 2: what an employer with fifty or more workers must do with a
report.
"""

from wederhoor.rules.deadlines import Calendar, DeadlineRule, StartEvent, Term, Unit
from wederhoor.rules.provenance import Statute
from wederhoor.rules.reporting_lines import About, Contact, Place
from wederhoor.rules.texts import Text

ACT = "Wet bescherming klokkenluiders"


def article(number: str) -> Statute:
    """An article of this act."""
    return Statute(act=ACT, article=number)


OUTSIDE_CONTACT = Contact(
    role="competent_authority",
    name="een bevoegde autoriteit buiten de organisatie, zoals het Huis voor klokkenluiders",
    when="dat mag ook meteen",
    only_about=(About.DIRECTOR, About.BOARD),
    place=Place.INSTEAD,
)
"""Whom a reporter may go to outside at once (art. 2c), for a matter about whoever decides inside."""

ACKNOWLEDGEMENT = DeadlineRule(
    code="wbk_acknowledgement",
    label="Ontvangst van de melding bevestigen",
    term=Term(7, Unit.DAYS),
    starts=StartEvent.ARRIVAL,
    source=article("2 lid 2 h"),
    calendar=Calendar.ATW,
    met_by="acknowledged",
    reminders=(-2, 0, 1),
    for_parties=True,
)

FEEDBACK = DeadlineRule(
    code="wbk_feedback",
    label="Melder informeren over de beoordeling en de opvolging",
    term=Term(3, Unit.MONTHS),
    starts=StartEvent.ACKNOWLEDGED,
    source=article("2 lid 2 i"),
    calendar=Calendar.ATW,
    met_by="feedback_sent",
    reminders=(-14, -7, 0, 1),
    for_parties=True,
)

DEADLINES = (ACKNOWLEDGEMENT, FEEDBACK)

DEFINITION = Text(
    code="misconduct_by_law",
    text=(
        "Een misstand raakt meer mensen dan alleen uzelf. Het gaat om iets waarbij het maatschappelijk belang in het geding "
        "is. Bijvoorbeeld: een wet of een interne regel wordt geschonden, of er is gevaar voor de gezondheid, voor de "
        "veiligheid van mensen of voor het milieu. Ook een schending van Europees recht telt. Een vermoeden met goede "
        "redenen is genoeg; u hoeft niets te bewijzen."
    ),
    source=article("1"),
)

OUTSIDE = (
    (
        "Huis voor Klokkenluiders",
        "advies, en onderzoek naar misstanden op het werk",
        "www.huisvoorklokkenluiders.nl",
    ),
    ("Inspectie Gezondheidszorg en Jeugd (IGJ)", "zorg en jeugdhulp", "www.igj.nl"),
    ("Autoriteit Persoonsgegevens (AP)", "privacy", "www.autoriteitpersoonsgegevens.nl"),
    ("Nederlandse Zorgautoriteit (NZa)", "geld in de zorg", "www.nza.nl"),
    ("Autoriteit Consument en Markt (ACM)", "eerlijke handel en aanbesteding", "www.acm.nl"),
    ("Autoriteit Financiële Markten (AFM)", "geldzaken", "www.afm.nl"),
    ("De Nederlandsche Bank (DNB)", "banken, verzekeraars en pensioenen", "www.dnb.nl"),
    ("Autoriteit Nucleaire Veiligheid en Stralingsbescherming (ANVS)", "straling", "www.anvs.nl"),
)
"""Where somebody can report outside, at once and directly (art. 2c): name, what about, website."""

PROTECTION = (
    Text(
        code="no_disadvantage",
        text=(
            "Niemand mag u benadelen omdat u iets meldt: geen ontslag, geen waarschuwing, geen andere plek, niet gepest of "
            "genegeerd worden. Dat geldt als u goede redenen heeft om te denken dat het klopt."
        ),
        source=article("17da"),
    ),
    Text(
        code="burden",
        text=(
            "Gebeurt er toch zoiets nadat u meldde? Dan neemt de wet aan dat het door uw melding komt. Uw werkgever moet dan "
            "laten zien dat het een andere reden had."
        ),
        source=article("17da-17h"),
    ),
    Text(
        code="helpers",
        text=(
            "Wie u helpt, een collega of familielid dat erbij betrokken is en wie de melding behandelt, zijn net zo beschermd."
        ),
        source=article("17da-17h"),
    ),
    Text(
        code="gagging",
        text="Een afspraak die u verbiedt een misstand te melden, geldt niet.",
        source=article("17da-17h"),
    ),
    Text(
        code="secrecy",
        text=(
            "Wie u bent en over wie u meldt, weten alleen de mensen die hieronder staan. Zonder uw toestemming vertellen zij "
            "het niet verder. Moet het van de wet toch, dan hoort u dat eerst schriftelijk van ons."
        ),
        source=article("1a"),
    ),
)
