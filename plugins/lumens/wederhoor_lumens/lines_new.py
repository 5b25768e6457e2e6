"""Lines of the newer edition: team, leidinggevende, clustermanager, directie."""

from wederhoor.hookspecs import About, Asker, Contact, ContactOrder, Place, ReportingLine, wbk

from .sources import code_new

_STAFF = (Asker.EMPLOYEE, Asker.TEAM, Asker.BOARD_MEMBER)
_CLIENTS = (Asker.CLIENT, Asker.REPRESENTATIVE)
_INTEREST = code_new("Belangenverstrengeling / Integriteit")
_COMPLAINTS = code_new("Klachtenbehandeling")
_OWN_MANAGER = (About.OWN_MANAGER,)


def _supervisor(when: str) -> Contact:
    return Contact(role="supervisor", name="direct leidinggevende", when=when)


_COMMITTEE = Contact(
    role="committee",
    name="klachtencommissie",
    when="schriftelijk, als een gesprek niet genoeg heeft geholpen",
)

LINES = (
    ReportingLine(
        matter="disagreement",
        label="Meningsverschil over normen en waarden",
        askers=_STAFF,
        order=ContactOrder.EITHER,
        contacts=(
            Contact(role="team", name="team", when="altijd mogelijk"),
            Contact(role="supervisor", name="leidinggevende", when="altijd mogelijk"),
        ),
        sources=(code_new("Algemene omgangsvormen"),),
        numbers=("LN-10",),
    ),
    ReportingLine(
        matter="side_activity",
        label="Nevenactiviteit",
        askers=_STAFF,
        order=ContactOrder.ORDERED,
        contacts=(_supervisor("bij twijfel: melden en toestemming vragen"),),
        sources=(_INTEREST,),
        numbers=("LN-18", "LN-19"),
        note="De cao die de code aanhaalt vraagt om elke nevenactiviteit aan de werkgever te melden.",
        silent_about=_OWN_MANAGER,
    ),
    ReportingLine(
        matter="theft",
        label="Diefstal van spullen van de organisatie of van klanten",
        askers=_STAFF,
        order=ContactOrder.ORDERED,
        contacts=(_supervisor("als u het weet"),),
        sources=(code_new("Diefstal"),),
        numbers=("LN-22", "LN-23"),
        note="Er volgt aangifte bij de politie.",
        silent_about=_OWN_MANAGER,
    ),
    ReportingLine(
        matter="unsafe_at_client",
        label="Ongewenst gedrag bij of door een klant",
        askers=_STAFF,
        order=ContactOrder.ORDERED,
        contacts=(_supervisor("als het is gebeurd"),),
        sources=(code_new("Klanten"),),
        numbers=("LN-29", "LN-30", "LN-31"),
        note="U mag het werk bij deze klant meteen onderbreken.",
        silent_about=_OWN_MANAGER,
    ),
    ReportingLine(
        matter="client_complaint",
        label="Klacht van een klant",
        askers=_CLIENTS,
        order=ContactOrder.OPTIONS,
        contacts=(
            Contact(role="person_concerned", name="de persoon zelf", when="als u dat wilt"),
            Contact(role="team", name="het team van de medewerker", when="als u dat wilt"),
            Contact(role="cluster_manager", name="clustermanager", when="als u dat wilt"),
            Contact(
                role="director", name="directie", when="altijd mogelijk, na overleg met de leidinggevende"
            ),
            _COMMITTEE,
        ),
        sources=(_COMPLAINTS,),
        numbers=("LN-32", "LN-34"),
    ),
    ReportingLine(
        matter="staff_complaint",
        label="Klacht van een medewerker",
        askers=_STAFF,
        order=ContactOrder.ORDERED,
        contacts=(
            Contact(role="person_concerned", name="de persoon zelf", when="eerst"),
            Contact(
                role="supervisor", name="leidinggevende", when="als dat niet kan of niet naar tevredenheid is"
            ),
            Contact(role="confidant", name="vertrouwenspersoon", when="als u steun wilt", place=Place.BESIDE),
            _COMMITTEE,
        ),
        sources=(_COMPLAINTS,),
        numbers=("LN-33", "LN-34"),
    ),
    ReportingLine(
        matter="undesired_conduct",
        label="Ongewenste omgangsvormen: pesten, discriminatie, agressie, (seksuele) intimidatie",
        askers=_STAFF,
        order=ContactOrder.OPTIONS,
        contacts=(
            Contact(
                role="confidant", name="vertrouwenspersoon", when="begeleidt u en gaat mee als u dat wilt"
            ),
            Contact(
                role="supervisor",
                name="leidinggevende",
                when="als u dat wilt",
                only_about=(About.COLLEAGUE, About.CLIENT, About.CONFIDANT, About.OWN_MANAGER),
            ),
            _COMMITTEE,
        ),
        sources=(
            code_new("Vertrouwenspersoon"),
            code_new("Algemene omgangsvormen"),
            code_new("Ongewenst gedrag"),
            _COMPLAINTS,
        ),
        numbers=("LN-07", "LN-12", "LN-33", "LN-34", "LN-35"),
        provided_about=_OWN_MANAGER,
        silent_about=(About.CONFIDANT,),
    ),
    ReportingLine(
        matter="support",
        label="Steun bij een klacht",
        askers=(*_STAFF, Asker.ACCUSED),
        order=ContactOrder.ORDERED,
        contacts=(
            Contact(
                role="confidant", name="vertrouwenspersoon", when="begeleidt u en gaat mee als u dat wilt"
            ),
        ),
        sources=(code_new("Vertrouwenspersoon"),),
        numbers=("LN-35",),
        silent_about=(About.CONFIDANT,),
    ),
    ReportingLine(
        matter="misconduct",
        label="Vermoeden van een misstand",
        askers=_STAFF,
        order=ContactOrder.ORDERED,
        contacts=(
            Contact(role="scheme", name="Regeling melden misstanden", when="bij een vermoeden"),
            wbk.OUTSIDE_CONTACT,
        ),
        sources=(_INTEREST, wbk.article("2c")),
        silent_about=(About.DIRECTOR, About.BOARD),
        numbers=("LN-21",),
        note="De Wet bescherming klokkenluiders laat u ook direct naar buiten gaan.",
        unsaid="De regeling zelf is niet ontvangen.",
    ),
)
