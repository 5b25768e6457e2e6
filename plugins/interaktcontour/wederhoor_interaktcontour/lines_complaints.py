"""Who to go to at InteraktContour with a complaint, or when there is one about you."""

from wederhoor.hookspecs import About, Asker, Contact, ContactOrder, ReportingLine, ToConfirm, wkkgz

from .sources import NOT_RECEIVED

_STAFF = (Asker.EMPLOYEE, Asker.TEAM, Asker.BOARD_MEMBER)

LINES = (
    ReportingLine(
        matter="client_complaint",
        label="Klacht van een cliënt",
        askers=(Asker.CLIENT, Asker.REPRESENTATIVE),
        order=ContactOrder.ORDERED,
        contacts=(
            Contact(role="complaints_officer", name="klachtenfunctionaris", when="gratis en onafhankelijk"),
            Contact(
                role="disputes_body",
                name="geschilleninstantie",
                when="als u niet tevreden bent met het antwoord",
            ),
        ),
        sources=(wkkgz.article("15"), wkkgz.article("18-22"), NOT_RECEIVED),
        note="Dit volgt uit de wet.",
        unsaid="De code zegt niets over klachten van cliënten.",
    ),
    ReportingLine(
        matter="undesired_conduct",
        label="U bent gepest, gediscrimineerd, bedreigd of (seksueel) lastiggevallen",
        askers=(Asker.CLIENT, Asker.REPRESENTATIVE),
        order=ContactOrder.ORDERED,
        contacts=(
            Contact(role="complaints_officer", name="klachtenfunctionaris", when="gratis en onafhankelijk"),
        ),
        sources=(wkkgz.article("15"), NOT_RECEIVED),
        note="U hoeft dit niet eerst te bespreken met wie het deed.",
    ),
    ReportingLine(
        matter="accused_support",
        label="Steun als er een klacht over u is",
        askers=(*_STAFF, Asker.ACCUSED),
        order=ContactOrder.ORDERED,
        contacts=(Contact(role="confidant", name="vertrouwenspersoon", when="als u steun wilt"),),
        sources=(
            ToConfirm(reason="bij wie iemand terechtkan over wie een klacht gaat, staat in geen document"),
        ),
        silent_about=(About.CONFIDANT,),
    ),
)
