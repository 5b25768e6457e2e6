"""Lines of the code of 2016: the animo-coach first, the confidant where that is not wanted."""

from dataclasses import replace

from wederhoor.hookspecs import About, Asker, Contact, ContactOrder, Place, ReportingLine, wbk

from .sources import code_2016

_CORE = "hoofdstuk 3"
_RULES = "hoofdstuk 4"
_STAFF = (Asker.EMPLOYEE, Asker.TEAM, Asker.BOARD_MEMBER)

_COACH = Contact(role="supervisor", name="animo-coach", when="eerst")
_CONFIDANT = Contact(
    role="confidant",
    name="vertrouwenspersoon",
    when=(
        "als overleg met de animo-coach niet wenselijk is, bijvoorbeeld omdat die zelf partij is of om "
        "privacy"
    ),
    place=Place.INSTEAD,
)
# Par. 4 and 5 name only the coach; par. 6 and chapter 3 name the confidant for whatever is unclear when the coach is
# a party.
_COACH_OR_IF_PARTY = (_COACH, replace(_CONFIDANT, only_about=(About.OWN_MANAGER,)))
_IF_PARTY = (code_2016(f"{_RULES}, par. 6 Ethische dilemma’s"), code_2016(f"{_CORE}, Vertrouwenspersoon"))
_COACH_ONLY = (_COACH,)
_ONLY_COACH_SILENT = (About.OWN_MANAGER,)
_NOT_HIGHER = (About.COLLEAGUE, About.CLIENT, About.CONFIDANT, About.OWN_MANAGER)

LINES = (
    ReportingLine(
        matter="professional_code_conflict",
        label="Een regel van uw beroepscode botst met de gedragscode",
        askers=_STAFF,
        order=ContactOrder.ORDERED,
        contacts=(
            Contact(role="supervisor", name="animo-coach", when="eerst overleggen en het advies volgen"),
            Contact(
                role="confidant",
                name="vertrouwenspersoon",
                when="als het advies te weinig helpt; u kiest tussen vertrouwenspersoon en bestuurder",
                step=2,
            ),
            Contact(
                role="director",
                name="bestuurder",
                when="als het advies te weinig helpt; u kiest tussen vertrouwenspersoon en bestuurder",
                step=2,
            ),
        ),
        sources=(code_2016(f"{_CORE}, Gedragscode vs. beroepscode"),),
        numbers=("L16-09", "L16-10"),
    ),
    ReportingLine(
        matter="unclear_rule",
        label="De code geeft geen duidelijk antwoord",
        askers=_STAFF,
        order=ContactOrder.ORDERED,
        contacts=(_COACH, _CONFIDANT),
        provided_about=(About.OWN_MANAGER,),
        sources=(code_2016(f"{_CORE}, Vertrouwenspersoon"),),
        numbers=("L16-11", "L16-12"),
    ),
    ReportingLine(
        matter="dilemma",
        label="Ethisch dilemma",
        askers=_STAFF,
        order=ContactOrder.ORDERED,
        contacts=(_COACH, _CONFIDANT),
        provided_about=(About.OWN_MANAGER,),
        sources=(
            code_2016(f"{_RULES}, par. 6 Ethische dilemma’s"),
            code_2016(f"{_CORE}, Vertrouwenspersoon"),
        ),
        numbers=("L16-39", "L16-40"),
        note="Is er overleg met de animo-coach, dan kunt u samen besluiten er eerst andere collega’s bij te vragen.",
    ),
    ReportingLine(
        matter="share_confidential",
        label="Twijfel over het delen van vertrouwelijke informatie",
        askers=_STAFF,
        order=ContactOrder.ORDERED,
        contacts=(_COACH, _CONFIDANT),
        provided_about=(About.OWN_MANAGER,),
        sources=(code_2016(f"{_RULES}, par. 7 Belangen van de klant en belangen van de medewerker"),),
        numbers=("L16-48",),
        note=(
            "Samen kunt u ook collega’s en beroepsgenoten vragen. Volg de afspraken van unit en samenwerking."
        ),
    ),
    ReportingLine(
        matter="side_activity",
        label="Twijfel over een nevenactiviteit",
        askers=_STAFF,
        order=ContactOrder.ORDERED,
        contacts=_COACH_OR_IF_PARTY,
        sources=(code_2016(f"{_RULES}, par. 4 Nevenactiviteiten en conflicterende belangen"), *_IF_PARTY),
        numbers=("L16-32", "L16-40"),
        provided_about=_ONLY_COACH_SILENT,
    ),
    ReportingLine(
        matter="property_use",
        label="Bedrijfseigendom voor uzelf gebruiken",
        askers=_STAFF,
        order=ContactOrder.ORDERED,
        contacts=_COACH_ONLY,
        sources=(code_2016(f"{_RULES}, par. 4 Nevenactiviteiten en conflicterende belangen"),),
        numbers=("L16-35",),
        silent_about=_ONLY_COACH_SILENT,
    ),
    ReportingLine(
        matter="gift",
        label="Twijfel over een geschenk",
        askers=_STAFF,
        order=ContactOrder.ORDERED,
        contacts=_COACH_OR_IF_PARTY,
        sources=(code_2016(f"{_RULES}, par. 5 Relatiegeschenken"), *_IF_PARTY),
        numbers=("L16-38", "L16-40"),
        provided_about=_ONLY_COACH_SILENT,
        silent_askers=(Asker.BOARD_MEMBER,),
    ),
    ReportingLine(
        matter="breach_seen",
        label="Een collega houdt zich niet aan de code",
        askers=_STAFF,
        order=ContactOrder.ORDERED,
        contacts=(Contact(role="person_concerned", name="de collega zelf", when="als u het ziet"),),
        sources=(code_2016(f"{_CORE}, Uitgangspunten"),),
        numbers=("L16-07",),
        note="Meer zegt de code niet. Is er goede reden voor een klacht, dan is er de Klachtenprocedure.",
    ),
    ReportingLine(
        matter="confidant_signal",
        label="Signaal dat beleid of regels raakt, en het jaarverslag",
        askers=(Asker.CONFIDANT,),
        order=ContactOrder.ORDERED,
        contacts=(
            Contact(role="director", name="bestuurder", when="altijd, anoniem tenzij anders afgesproken"),
        ),
        sources=(code_2016(f"{_CORE}, Vertrouwenspersoon"),),
        numbers=("L16-13", "L16-14"),
        silent_about=(About.DIRECTOR, About.BOARD),
    ),
    ReportingLine(
        matter="staff_complaint",
        label="Klacht over gedrag van een medewerker van Lumens",
        askers=_STAFF,
        order=ContactOrder.ORDERED,
        contacts=(Contact(role="scheme", name="Klachtenprocedure", when="bij goede reden voor een klacht"),),
        sources=(code_2016(f"{_CORE}, Klachtenprocedure"),),
        numbers=("L16-16",),
    ),
    ReportingLine(
        matter="undesired_conduct",
        label="Ongewenste omgangsvormen: pesten, discriminatie, agressie, (seksuele) intimidatie",
        askers=_STAFF,
        order=ContactOrder.OPTIONS,
        contacts=(
            Contact(
                role="confidant",
                name="vertrouwenspersoon",
                when="vertrouwelijk en als u wilt zonder uw naam; denkt mee over wat u kunt doen",
            ),
            Contact(
                role="supervisor",
                name="animo-coach",
                when="als u dat wilt",
                only_about=_NOT_HIGHER,
            ),
            Contact(role="scheme", name="Klachtenprocedure", when="als u een klacht wilt indienen"),
        ),
        sources=(
            code_2016(f"{_CORE}, Vertrouwenspersoon"),
            code_2016(f"{_CORE}, Klachtenprocedure"),
            code_2016(f"{_RULES}, par. 3 Samenwerking met collega’s"),
        ),
        numbers=("L16-11", "L16-12", "L16-16", "L16-28"),
        provided_about=(About.OWN_MANAGER,),
        silent_about=(About.CONFIDANT,),
    ),
    ReportingLine(
        matter="misconduct",
        label="Vermoeden van een misstand of onregelmatigheid",
        askers=_STAFF,
        order=ContactOrder.ORDERED,
        contacts=(
            Contact(
                role="scheme",
                name="regeling Omgaan met het melden van vermoedens van misstand of onregelmatigheid",
                when="bij een vermoeden",
            ),
            wbk.OUTSIDE_CONTACT,
        ),
        sources=(code_2016(f"{_RULES}, par. 8 Klokkenluiden"), wbk.article("2c")),
        silent_about=(About.DIRECTOR, About.BOARD),
        numbers=("L16-51",),
        note="De Wet bescherming klokkenluiders laat u ook direct naar buiten gaan.",
        unsaid="De regeling zelf is niet ontvangen.",
    ),
    ReportingLine(
        matter="code_review",
        label="Wijziging van de gedragscode",
        askers=_STAFF,
        order=ContactOrder.BOTH,
        contacts=(
            Contact(role="director", name="bestuurder", when="beoordeelt de code elke drie jaar"),
            Contact(role="works_council", name="ondernemingsraad", when="stemt in met wijzigingen"),
            Contact(role="confidant", name="vertrouwenspersoon", when="overlegt mee"),
        ),
        sources=(code_2016(f"{_CORE}, Periodieke evaluatie"),),
        numbers=("L16-17", "L16-18"),
    ),
)
