"""Who to go to at InteraktContour."""

from wederhoor.hookspecs import (
    About,
    Asker,
    Contact,
    ContactOrder,
    Place,
    ReportingLine,
    wbk,
)

from .lines_complaints import LINES as COMPLAINT_LINES
from .sources import ic

_STAFF = (Asker.EMPLOYEE, Asker.TEAM, Asker.BOARD_MEMBER)
_MANAGER = (About.OWN_MANAGER,)
_CLOSING = ic("Tot slot")
_PURCHASE = ic("Scheiding werk/privé, punt 1")
_GIFTS = ic("Relatiegeschenken")
_CONFIDANT_TOO = Contact(
    role="confidant", name="vertrouwenspersoon", when="dat kan altijd", place=Place.BESIDE
)
_CONFIDANT_INSTEAD = Contact(
    role="confidant",
    name="vertrouwenspersoon",
    when="als de stap naar leidinggevende of manager te groot is",
    place=Place.INSTEAD,
)


def _supervisor(when: str, name: str = "direct leidinggevende") -> Contact:
    return Contact(role="supervisor", name=name, when=when)


_WORK = (
    ReportingLine(
        matter="discontent",
        label="Onvrede over iemand",
        askers=_STAFF,
        order=ContactOrder.ORDERED,
        contacts=(
            Contact(role="person_concerned", name="de persoon zelf", when="eerst"),
            Contact(role="supervisor", name="leidinggevende", when="als dat volgens u niet kan"),
            Contact(
                role="supervisor_of_supervisor",
                name="de leidinggevende van uw leidinggevende",
                when="als het over uw leidinggevende gaat",
                only_about=_MANAGER,
            ),
            _CONFIDANT_TOO,
        ),
        sources=(ic("Omgang met collega’s, punt 4"),),
        numbers=("IC-24",),
    ),
    ReportingLine(
        matter="breach_seen",
        label="U houdt zich zelf niet aan de code, of ziet de uitleg anders",
        askers=_STAFF,
        order=ContactOrder.ORDERED,
        contacts=(
            _supervisor("eerst"),
            _CONFIDANT_INSTEAD,
        ),
        sources=(_CLOSING,),
        numbers=("IC-51",),
        about=(About.SELF,),
    ),
    ReportingLine(
        matter="breach_seen",
        label="Iemand houdt zich niet aan de code",
        askers=_STAFF,
        order=ContactOrder.ORDERED,
        contacts=(
            Contact(role="person_concerned", name="de persoon zelf", when="eerst"),
            Contact(
                role="supervisor",
                name="direct leidinggevende of manager",
                when="als dat niet kan of niet helpt",
            ),
            _CONFIDANT_INSTEAD,
        ),
        sources=(_CLOSING,),
        numbers=("IC-51",),
    ),
    ReportingLine(
        matter="undesired_conduct",
        label="Ongewenste omgangsvormen: pesten, discriminatie, agressie, (seksuele) intimidatie",
        askers=_STAFF,
        order=ContactOrder.OPTIONS,
        contacts=(
            Contact(
                role="confidant", name="vertrouwenspersoon", when="onafhankelijk; wat u vertelt blijft geheim"
            ),
            Contact(
                role="supervisor",
                name="leidinggevende",
                when="als u dat wilt",
                only_about=(About.COLLEAGUE, About.CLIENT, About.CONFIDANT, About.OWN_MANAGER),
            ),
            Contact(
                role="supervisor_of_supervisor",
                name="de leidinggevende van uw leidinggevende",
                when="als het over uw leidinggevende gaat",
                only_about=_MANAGER,
            ),
        ),
        sources=(ic("Omgang met collega’s, punt 1"), ic("Omgang met collega’s, punt 4"), _CLOSING),
        numbers=("IC-51",),
        silent_about=(About.CONFIDANT,),
    ),
    ReportingLine(
        matter="disagreement",
        label="Meningsverschil of conflict",
        askers=_STAFF,
        order=ContactOrder.BOTH,
        contacts=(
            Contact(role="colleagues", name="collega’s", when="zodra het speelt"),
            _supervisor("zodra het speelt"),
        ),
        sources=(_CLOSING,),
        numbers=("IC-50",),
        silent_about=_MANAGER,
    ),
    ReportingLine(
        matter="interpretation",
        label="Verschil over de uitleg van de code",
        askers=_STAFF,
        order=ContactOrder.ORDERED,
        contacts=(
            _supervisor("eerst"),
            _CONFIDANT_INSTEAD,
        ),
        sources=(_CLOSING,),
        numbers=("IC-51",),
    ),
    ReportingLine(
        matter="misconduct",
        label="Vermoeden van een misstand met een groot maatschappelijk belang",
        askers=_STAFF,
        order=ContactOrder.ORDERED,
        contacts=(
            Contact(
                role="scheme",
                name="klokkenluidersregeling",
                when="in bijzondere situaties, als laatste middel",
            ),
            wbk.OUTSIDE_CONTACT,
        ),
        sources=(_CLOSING, ic("Algemeen"), wbk.article("2c")),
        silent_about=(About.DIRECTOR, About.BOARD),
        numbers=("IC-07", "IC-52"),
        note="De Wet bescherming klokkenluiders laat u ook direct naar buiten gaan.",
        unsaid="De regeling zelf is niet ontvangen.",
    ),
    ReportingLine(
        matter="love_client",
        label="Verliefdheid tussen medewerker en cliënt",
        askers=_STAFF,
        order=ContactOrder.ORDERED,
        contacts=(_supervisor("direct", "leidinggevende of manager"),),
        sources=(ic("Omgang van medewerkers met cliënten, punt 8"),),
        numbers=("IC-17",),
        silent_about=_MANAGER,
        silent_askers=(Asker.BOARD_MEMBER,),
    ),
    ReportingLine(
        matter="love_colleague",
        label="Liefdesrelatie met een collega van dezelfde locatie of afdeling",
        askers=_STAFF,
        order=ContactOrder.ORDERED,
        contacts=(_supervisor("als de relatie ontstaat"),),
        sources=(ic("Omgang met collega’s, punt 2"),),
        numbers=("IC-21",),
        silent_about=_MANAGER,
        silent_askers=(Asker.BOARD_MEMBER,),
    ),
    ReportingLine(
        matter="private_purchase",
        label="Privétransactie van een lid van de Raad van Bestuur",
        askers=(Asker.BOARD_MEMBER,),
        order=ContactOrder.ORDERED,
        contacts=(Contact(role="supervisory_board", name="Raad van Toezicht", when="bij elke transactie"),),
        sources=(_PURCHASE,),
        numbers=("IC-37",),
    ),
    ReportingLine(
        matter="private_purchase",
        label="Privétransactie van een lid van de Raad van Bestuur",
        askers=_STAFF,
        order=ContactOrder.ORDERED,
        contacts=(Contact(role="supervisory_board", name="Raad van Toezicht", when="bij elke transactie"),),
        sources=(_PURCHASE,),
        numbers=("IC-37",),
        about=(About.BOARD, About.DIRECTOR),
    ),
    ReportingLine(
        matter="private_purchase",
        label="Privétransactie met een leverancier",
        askers=_STAFF,
        order=ContactOrder.ORDERED,
        contacts=(_supervisor("bij elke transactie", "leidinggevende"),),
        sources=(_PURCHASE,),
        numbers=("IC-37",),
        silent_about=_MANAGER,
    ),
    ReportingLine(
        matter="gift",
        label="Geschenk van een relatie",
        askers=_STAFF,
        order=ContactOrder.ORDERED,
        contacts=(
            _supervisor(
                "melden onder 25 euro; overleggen en laten beslissen daarboven of bij twijfel over "
                "een opdracht"
            ),
        ),
        sources=(_GIFTS,),
        numbers=("IC-43", "IC-44", "IC-46"),
        silent_about=_MANAGER,
        silent_askers=(Asker.BOARD_MEMBER,),
    ),
    ReportingLine(
        matter="invitation",
        label="Uitnodiging op kosten van een ander",
        askers=_STAFF,
        order=ContactOrder.ORDERED,
        contacts=(_supervisor("vooraf bespreken en laten goedkeuren", "leidinggevende"),),
        sources=(ic("Uitnodigingen"),),
        numbers=("IC-47",),
        silent_about=_MANAGER,
        silent_askers=(Asker.BOARD_MEMBER,),
    ),
    ReportingLine(
        matter="name_or_image",
        label="Naam of beeld van iemand op sociale media",
        askers=_STAFF,
        order=ContactOrder.ORDERED,
        contacts=(
            Contact(
                role="person_concerned",
                name="de cliënt of collega zelf",
                when="vooraf uitdrukkelijk toestemming vragen",
            ),
        ),
        sources=(ic("Social media, punt 1"), ic("Social media, punt 2")),
        numbers=("IC-27", "IC-28"),
    ),
    ReportingLine(
        matter="press",
        label="Pers, juridische zaken en crisis",
        askers=_STAFF,
        order=ContactOrder.ORDERED,
        contacts=(Contact(role="spokespersons", name="officiële woordvoerders", when="altijd; zij alleen"),),
        sources=(ic("Social media, punt 5"),),
        numbers=("IC-31",),
    ),
    ReportingLine(
        matter="family_at_work",
        label="Familie op dezelfde locatie of afdeling",
        askers=_STAFF,
        order=ContactOrder.ORDERED,
        contacts=(_supervisor("weegt met het team af wat er moet gebeuren", "leidinggevende"),),
        sources=(ic("Omgang met collega’s, punt 3"),),
        numbers=("IC-23",),
        silent_about=_MANAGER,
    ),
    ReportingLine(
        matter="client_data",
        label="Werkoverleg over cliëntinformatie",
        askers=_STAFF,
        order=ContactOrder.EITHER,
        contacts=(
            Contact(role="colleagues", name="collega’s", when="voor functioneel overleg"),
            Contact(role="supervisor", name="leidinggevenden", when="voor functioneel overleg"),
        ),
        sources=(ic("Omgang van medewerkers met cliënten, punt 2"),),
        numbers=("IC-10",),
    ),
)
LINES = (*_WORK, *COMPLAINT_LINES)
