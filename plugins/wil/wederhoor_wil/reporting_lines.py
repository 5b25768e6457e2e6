"""Who to go to at WIL."""

from wederhoor.hookspecs import (
    About,
    Asker,
    Contact,
    ContactOrder,
    Place,
    ReportingLine,
    Source,
    wbk,
)

from .lines_complaints import LINES as COMPLAINT_LINES
from .sources import wil

_STAFF = (Asker.EMPLOYEE, Asker.TEAM, Asker.BOARD_MEMBER)
_MANAGER = (About.OWN_MANAGER,)
_REPORTING = wil("12 Melding vermoeden misstanden")
_DIRECTOR_TOO = (About.DIRECTOR, About.BOARD)


def _doors(when: str) -> tuple[Contact, ...]:
    return (
        Contact(role="supervisor", name="leidinggevende", when=when, step=2),
        Contact(role="hr", name="HR manager", when=when, step=2),
        Contact(role="confidant", name="vertrouwenspersoon", when=when, step=2),
    )


def _one(
    matter: str,
    label: str,
    contact: Contact,
    source: Source,
    *numbers: str,
    note: str | None = None,
    unsaid: str | None = None,
) -> ReportingLine:
    return ReportingLine(
        matter=matter,
        label=label,
        askers=_STAFF,
        order=ContactOrder.ORDERED,
        contacts=(contact,),
        sources=(source,),
        numbers=numbers,
        note=note,
        unsaid=unsaid,
        silent_about=_MANAGER if contact.role == "supervisor" else (),
        silent_askers=(Asker.BOARD_MEMBER,) if contact.role == "supervisor" else (),
    )


def _supervisor(when: str) -> Contact:
    return Contact(role="supervisor", name="leidinggevende", when=when)


_COMMUNICATIONS = Contact(role="communications", name="afdeling Communicatie", when="altijd")

_WORK = (
    ReportingLine(
        matter="integrity_doubt",
        label="Twijfel over de integriteit van een collega",
        askers=_STAFF,
        order=ContactOrder.ORDERED,
        contacts=(
            Contact(role="person_concerned", name="de collega zelf", when="eerst, zoveel mogelijk"),
            *_doors("als dat niet kan of niet helpt; u kiest zelf uit drie"),
        ),
        sources=(_REPORTING,),
        numbers=("WIL-51",),
        note="Tussen leidinggevende, HR manager en vertrouwenspersoon is geen volgorde.",
        silent_about=_DIRECTOR_TOO,
    ),
    ReportingLine(
        matter="suspicion",
        label="Vermoeden van fraude, corruptie, discriminatie of ongewenst gedrag",
        askers=_STAFF,
        order=ContactOrder.OPTIONS,
        contacts=_doors("u kiest zelf; er is geen volgorde"),
        sources=(_REPORTING,),
        numbers=("WIL-52",),
        silent_about=_DIRECTOR_TOO,
    ),
    ReportingLine(
        matter="misconduct",
        label="Vermoeden van een integriteitsschending of misstand bij de directeur of het bestuur",
        askers=_STAFF,
        order=ContactOrder.OPTIONS,
        contacts=(
            Contact(role="scheme", name="regeling melden vermoeden misstanden", when="bij een vermoeden"),
            Contact(
                role="confidant", name="vertrouwenspersoon", when="een van de drie die hoofdstuk 12 noemt"
            ),
            Contact(role="hr", name="HR manager", when="een van de drie die hoofdstuk 12 noemt"),
            wbk.OUTSIDE_CONTACT,
        ),
        sources=(_REPORTING, wbk.article("2c")),
        numbers=("WIL-52", "WIL-53"),
        about=_DIRECTOR_TOO,
        silent_about=_DIRECTOR_TOO,
        note=(
            "WIL moet reageren; een termijn staat er niet. De Wet bescherming klokkenluiders laat u ook direct naar "
            "buiten gaan."
        ),
        unsaid="De regeling zelf is niet ontvangen.",
    ),
    ReportingLine(
        matter="misconduct",
        label="Vermoeden van een integriteitsschending of misstand",
        askers=_STAFF,
        order=ContactOrder.ORDERED,
        contacts=(
            Contact(role="scheme", name="regeling melden vermoeden misstanden", when="bij een vermoeden"),
        ),
        sources=(_REPORTING, wbk.article("2c")),
        numbers=("WIL-53",),
        note=(
            "WIL moet reageren; een termijn staat er niet. De Wet bescherming klokkenluiders laat u ook direct naar "
            "buiten gaan."
        ),
        unsaid="De regeling zelf is niet ontvangen.",
    ),
    ReportingLine(
        matter="undesired_conduct",
        label="Ongewenste omgangsvormen: pesten, discriminatie, agressie, (seksuele) intimidatie",
        askers=_STAFF,
        order=ContactOrder.OPTIONS,
        contacts=(
            Contact(role="scheme", name="klachtenregeling ongewenst gedrag", when="voor een klacht"),
            Contact(role="confidant", name="vertrouwenspersoon", when="voor steun", place=Place.BESIDE),
        ),
        sources=(wil("10a Omgang met collega’s"),),
        numbers=("WIL-48",),
        unsaid="De klachtenregeling zelf is niet ontvangen.",
    ),
    _one(
        "colleague_behaviour",
        "Vervelend gedrag van een collega",
        Contact(role="person_concerned", name="de collega zelf", when="als u er last van hebt"),
        wil("10a Omgang met collega’s"),
        "WIL-47",
    ),
    ReportingLine(
        matter="breach_seen",
        label="Een collega houdt zich niet aan de regels",
        askers=_STAFF,
        order=ContactOrder.ORDERED,
        contacts=(Contact(role="person_concerned", name="de collega zelf", when="als het nodig is"),),
        sources=(wil("3 Vertrouwelijkheid en beveiliging van informatie"), wil("1 Inleiding")),
        numbers=("WIL-03", "WIL-11"),
        note="Twijfelt u aan de integriteit van een collega, dan is er meer: zie hoofdstuk 12.",
    ),
    ReportingLine(
        matter="doubt",
        label="Twijfel over de code",
        askers=_STAFF,
        order=ContactOrder.OPTIONS,
        contacts=(
            Contact(role="colleagues", name="collega’s", when="altijd bij twijfel"),
            Contact(role="supervisor", name="leidinggevende", when="altijd bij twijfel"),
            Contact(role="hr", name="HR", when="altijd bij twijfel"),
        ),
        sources=(wil("1 Inleiding"),),
        numbers=("WIL-02",),
        note="Meer dan één mag ook.",
    ),
    ReportingLine(
        matter="incident",
        label="Verdachte activiteit op uw computer, verlies of diefstal",
        askers=_STAFF,
        order=ContactOrder.BOTH,
        contacts=(
            Contact(role="ict", name="ICT-afdeling", when="onmiddellijk"),
            Contact(role="supervisor", name="leidinggevende", when="onmiddellijk"),
        ),
        sources=(wil("3 Vertrouwelijkheid en beveiliging van informatie"),),
        numbers=("WIL-21",),
    ),
    ReportingLine(
        matter="press",
        label="Contact met de pers",
        askers=_STAFF,
        order=ContactOrder.BOTH,
        contacts=(
            Contact(role="supervisor", name="leidinggevende", when="altijd vooraf"),
            Contact(role="communications", name="afdeling Communicatie", when="altijd vooraf"),
        ),
        sources=(
            wil("4 Communicatie en omgaan met vertrouwelijke informatie"),
            wil("8 Gebruik social media"),
        ),
        numbers=("WIL-25", "WIL-41"),
    ),
    _one(
        "official_statement", "Officiële mededeling", _COMMUNICATIONS, wil("8 Gebruik social media"), "WIL-41"
    ),
    _one(
        "social_media_post",
        "Bericht over WIL op sociale media",
        _COMMUNICATIONS,
        wil("8 Gebruik social media"),
        "WIL-42",
    ),
    _one(
        "side_activity",
        "Nevenwerkzaamheden",
        _supervisor("opgeven en samen besluiten"),
        wil("5 Nevenwerkzaamheden en andere privé activiteiten"),
        "WIL-26",
        "WIL-27",
    ),
    _one(
        "gift",
        "Ontvangen geschenk",
        _supervisor("melden, wat het ook waard is"),
        wil("6 Geschenken en uitnodigingen"),
        "WIL-28",
    ),
    _one(
        "invitation",
        "Lunch, diner of uitstapje",
        _supervisor("vooraf melden, samen beslissen"),
        wil("6 Geschenken en uitnodigingen"),
        "WIL-32",
    ),
    ReportingLine(
        matter="private_use",
        label="Twijfel over privé gebruik, van uzelf of een collega",
        askers=_STAFF,
        order=ContactOrder.EITHER,
        contacts=(
            Contact(role="person_concerned", name="elkaar", when="bij twijfel"),
            Contact(role="supervisor", name="leidinggevende", when="bij twijfel"),
        ),
        sources=(wil("7 Privé gebruik van computer, tablet, printer of telefoon"),),
        numbers=("WIL-35",),
    ),
    ReportingLine(
        matter="remarks_by_colleague",
        label="Een collega maakt discriminerende opmerkingen over klanten",
        askers=_STAFF,
        order=ContactOrder.EITHER,
        contacts=(
            Contact(role="person_concerned", name="de collega zelf", when="als u het ziet of hoort"),
            Contact(role="supervisor", name="leidinggevende", when="als u het ziet of hoort"),
        ),
        sources=(wil("9 Omgang met klanten"),),
        numbers=("WIL-45",),
    ),
    _one("dress", "Vragen over kleding", _supervisor("bij vragen"), wil("11 Representativiteit"), "WIL-50"),
    _one(
        "crime",
        "Strafbaar feit",
        Contact(role="police", name="politie", when="er wordt aangifte gedaan"),
        wil("13 Sancties"),
        "WIL-55",
    ),
    _one(
        "personal_relation",
        "Privérelatie op het werk",
        Contact(
            role="scheme",
            name="Gedragscode liefdesrelaties op het werk",
            when="zegt wanneer het mag en hoe u handelt",
        ),
        wil("10b Privérelaties op het werk"),
        "WIL-49",
        unsaid="Die gedragscode is niet ontvangen.",
    ),
    _one(
        "professional_norms",
        "U kunt niet volgens uw professionele normen werken",
        Contact(role="internal", name="intern", when="stel het intern aan de orde"),
        wil("2 Goed ambtenaarschap"),
        "WIL-07",
        note="De code noemt geen persoon.",
    ),
)
LINES = (*_WORK, *COMPLAINT_LINES)
