"""Lines of the complaints regulation."""

from wederhoor.hookspecs import About, Asker, Contact, ContactOrder, ReportingLine

from .sources import kr

_ANYONE = (Asker.EMPLOYEE, Asker.CLIENT, Asker.REPRESENTATIVE, Asker.TEAM, Asker.BOARD_MEMBER)
_PARTIES = (*_ANYONE, Asker.ACCUSED)
_STAFF = (Asker.EMPLOYEE, Asker.TEAM, Asker.BOARD_MEMBER)
_SECRETARY = Contact(role="secretary", name="secretaris van de klachtencommissie", when="schriftelijk")
_ASSESSMENT = kr("Beoordeling van de klacht")
_STEP_4 = kr("bijlage 3, stap 4")

LINES = (
    ReportingLine(
        matter="assignment_complaint",
        label="Klacht over de opdracht, niet over een medewerker",
        askers=_ANYONE,
        order=ContactOrder.ORDERED,
        contacts=(
            Contact(
                role="commissioning_body",
                name="opdrachtgever",
                when="als de klacht niet over een medewerker gaat",
            ),
        ),
        sources=(kr("Verdeling van verantwoordelijkheden bij opdrachten en samenwerkingsconstructies"),),
        numbers=("KR-021", "KR-022"),
        note="Een klacht over de medewerker zelf kan bij Lumens.",
    ),
    ReportingLine(
        matter="complaint",
        label="Klacht of onvrede",
        askers=_ANYONE,
        order=ContactOrder.OPTIONS,
        contacts=(
            Contact(
                role="person_concerned", name="de betrokken medewerker", when="die helpt met het formulier"
            ),
            Contact(
                role="mailbox", name="klacht@lumenswerkt.nl", when="direct, per mail of met het formulier"
            ),
            Contact(role="committee", name="klachtencommissie", when="als het gesprek niet helpt, of direct"),
        ),
        sources=(
            kr("Onvrede of een klacht van een klant (of betrokkene)"),
            kr("Behandeling door klachtencommissie"),
        ),
        numbers=("KR-013", "KR-031", "KR-033", "KR-034", "KR-063"),
    ),
    ReportingLine(
        matter="undesired_conduct",
        label="U bent gepest, gediscrimineerd, bedreigd of (seksueel) lastiggevallen",
        askers=(Asker.CLIENT, Asker.REPRESENTATIVE),
        order=ContactOrder.OPTIONS,
        contacts=(
            Contact(
                role="mailbox", name="klacht@lumenswerkt.nl", when="direct, per mail of met het formulier"
            ),
            Contact(role="committee", name="klachtencommissie", when="direct; een gesprek vooraf hoeft niet"),
        ),
        sources=(
            kr("Onvrede of een klacht van een klant (of betrokkene)"),
            kr("Behandeling door klachtencommissie"),
        ),
        numbers=("KR-029", "KR-031", "KR-034", "KR-063"),
        note="U hoeft dit niet eerst te bespreken met wie het deed.",
    ),
    ReportingLine(
        matter="committee_complaint",
        label="Klacht bij de klachtencommissie",
        askers=_ANYONE,
        order=ContactOrder.ORDERED,
        contacts=(_SECRETARY,),
        sources=(kr("bijlage 3, stap 1a"),),
        numbers=("KR-079",),
    ),
    ReportingLine(
        matter="withdrawal",
        label="Een klacht intrekken",
        askers=_ANYONE,
        order=ContactOrder.ORDERED,
        contacts=(_SECRETARY,),
        sources=(kr("bijlage 3, stap 1a"),),
        numbers=("KR-080",),
    ),
    ReportingLine(
        matter="accused_support",
        label="Steun voor een medewerker over wie een klacht gaat",
        askers=(*_STAFF, Asker.ACCUSED),
        order=ContactOrder.ORDERED,
        contacts=(Contact(role="confidant", name="vertrouwenspersoon", when="als u meer steun wilt"),),
        sources=(kr("Onvrede of een klacht van een klant (of betrokkene)"),),
        numbers=("KR-035",),
        silent_about=(About.CONFIDANT,),
    ),
    ReportingLine(
        matter="assessment",
        label="Een klacht beoordelen in de gespreksfase: het hele team is betrokken",
        askers=(Asker.TEAM, Asker.EMPLOYEE),
        order=ContactOrder.ORDERED,
        contacts=(
            Contact(role="quality_officer", name="kwaliteitsfunctionaris", when="neemt de beoordeling over"),
        ),
        sources=(_ASSESSMENT,),
        numbers=("KR-055",),
        about=(About.TEAM,),
    ),
    ReportingLine(
        matter="assessment",
        label="Een klacht beoordelen in de gespreksfase",
        askers=(Asker.TEAM, Asker.EMPLOYEE),
        order=ContactOrder.ORDERED,
        contacts=(
            Contact(
                role="team_not_concerned",
                name="teamleden die niet direct betrokken zijn",
                when="na hoor en wederhoor",
            ),
            Contact(
                role="quality_officer",
                name="kwaliteitsfunctionaris",
                when="als het team het niet kan: legt de zaak voor",
            ),
            Contact(role="mt_member", name="MT-lid", when="bepaalt dan hoe de klacht wordt afgehandeld"),
        ),
        sources=(_ASSESSMENT,),
        numbers=("KR-053", "KR-056"),
    ),
    ReportingLine(
        matter="report",
        label="Rapport van bevindingen over de bestuurder",
        askers=(Asker.COMMITTEE,),
        order=ContactOrder.ORDERED,
        contacts=(
            Contact(role="supervisory_board", name="Raad van Toezicht", when="met oordeel en aanbevelingen"),
        ),
        sources=(_STEP_4,),
        numbers=("KR-115",),
        about=(About.DIRECTOR, About.BOARD),
    ),
    ReportingLine(
        matter="report",
        label="Rapport van bevindingen",
        askers=(Asker.COMMITTEE,),
        order=ContactOrder.ORDERED,
        contacts=(Contact(role="director", name="bestuurder", when="met oordeel en aanbevelingen"),),
        sources=(_STEP_4,),
        numbers=("KR-115", "KR-116"),
        note="Klager en aangeklaagde krijgen een afschrift met het oordeel, zonder de aanbevelingen.",
    ),
    ReportingLine(
        matter="serious_structural",
        label="Ernstige situatie die structureel is",
        askers=(Asker.COMMITTEE,),
        order=ContactOrder.ORDERED,
        contacts=(
            Contact(role="organisation", name="de organisatie", when="eerst"),
            Contact(
                role="inspectorate",
                name="inspectie binnen het Toezicht Sociaal Domein",
                when="als de commissie geen maatregelen ziet",
            ),
        ),
        sources=(kr("bijlage 3, Ernstige klachten"),),
        numbers=("KR-126", "KR-127"),
    ),
    ReportingLine(
        matter="expert",
        label="Een deskundige inschakelen",
        askers=(Asker.COMMITTEE,),
        order=ContactOrder.ORDERED,
        contacts=(Contact(role="director", name="bestuurder van Lumens", when="toestemming vooraf"),),
        sources=(kr("bijlage 3, stap 3"),),
        numbers=("KR-101",),
        silent_about=(About.DIRECTOR, About.BOARD),
    ),
    ReportingLine(
        matter="not_provided_for",
        label="Iets dat de regels voor de commissie niet regelen",
        askers=(Asker.COMMITTEE,),
        order=ContactOrder.ORDERED,
        contacts=(
            Contact(role="director", name="bestuurder", when="de commissie adviseert, de bestuurder beslist"),
        ),
        sources=(kr("bijlage 4, Vaststelling en wijziging van het klachtenreglement"),),
        numbers=("KR-162",),
        silent_about=(About.DIRECTOR, About.BOARD),
    ),
    ReportingLine(
        matter="challenge",
        label="Bezwaar tegen een lid van de commissie",
        askers=_PARTIES,
        order=ContactOrder.ORDERED,
        contacts=(
            Contact(
                role="committee",
                name="overige leden van de klachtencommissie",
                when="zij beslissen over het bezwaar",
            ),
        ),
        sources=(kr("bijlage 3, Wraking en verschoning"),),
        numbers=("KR-129", "KR-130", "KR-132"),
    ),
    ReportingLine(
        matter="assistance",
        label="U laten bijstaan",
        askers=_PARTIES,
        order=ContactOrder.ORDERED,
        contacts=(
            Contact(role="committee", name="klachtencommissie", when="schriftelijk en op tijd laten weten"),
        ),
        sources=(kr("bijlage 3, stap 3"),),
        numbers=("KR-105",),
        note="Het reglement noemt alleen de klager. Bij jeugdhulp mag ook de aangeklaagde zich laten bijstaan (Jeugdwet).",
    ),
    ReportingLine(
        matter="witnesses",
        label="Getuigen opgeven",
        askers=_PARTIES,
        order=ContactOrder.ORDERED,
        contacts=(
            Contact(
                role="committee", name="klachtencommissie", when="met een lijst en het verzoek hen te horen"
            ),
        ),
        sources=(kr("bijlage 3, stap 3"),),
        numbers=("KR-099",),
    ),
    ReportingLine(
        matter="team_support",
        label="Hulp voor het team bij een klacht",
        askers=(Asker.TEAM, Asker.EMPLOYEE),
        order=ContactOrder.EITHER,
        contacts=(
            Contact(role="secretary", name="ambtelijk secretaris", when="voor het proces"),
            Contact(
                role="quality_officer", name="kwaliteitsfunctionaris", when="voor het proces en de inhoud"
            ),
        ),
        sources=(kr("Stappen in de gespreksfase"),),
        numbers=("KR-043", "KR-044"),
    ),
    ReportingLine(
        matter="partnership_complaint",
        label="Klacht waarbij een samenwerkingspartner betrokken is",
        askers=_STAFF,
        order=ContactOrder.ORDERED,
        contacts=(
            Contact(
                role="area_coordinator",
                name="gebiedscoördinator",
                when="bespreekt het met de partner en spreekt met het team af hoe het gaat",
            ),
        ),
        sources=(kr("Onvrede of een klacht van een klant (of betrokkene)"),),
        numbers=("KR-036",),
    ),
    ReportingLine(
        matter="partnership_complaint",
        label="Klacht over werk dat Lumens met of voor een ander doet",
        askers=(Asker.CLIENT, Asker.REPRESENTATIVE),
        order=ContactOrder.OPTIONS,
        contacts=(
            Contact(
                role="mailbox",
                name="klacht@lumenswerkt.nl",
                when="als het over de medewerker van Lumens gaat",
            ),
            Contact(
                role="commissioning_body",
                name="opdrachtgever",
                when="als het over de opdracht gaat en niet over een medewerker",
            ),
        ),
        sources=(
            kr("Verdeling van verantwoordelijkheden bij opdrachten en samenwerkingsconstructies"),
            kr("Onvrede of een klacht van een klant (of betrokkene)"),
        ),
        numbers=("KR-021", "KR-022", "KR-036"),
    ),
    ReportingLine(
        matter="committee_matters",
        label="Overleg over de commissie zelf",
        askers=(Asker.COMMITTEE,),
        order=ContactOrder.ORDERED,
        contacts=(Contact(role="director", name="bestuurder", when="via de voorzitter"),),
        sources=(kr("bijlage 4, Overige huishoudelijke afspraken"),),
        numbers=("KR-143",),
        silent_about=(About.DIRECTOR, About.BOARD),
    ),
)
