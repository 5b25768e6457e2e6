"""Who to go to at WIL with a complaint, or when there is one about you."""

from wederhoor.hookspecs import About, Asker, Contact, ContactOrder, Place, ReportingLine, ToConfirm, awb

from .sources import PARTLY_SEEN

_STAFF = (Asker.EMPLOYEE, Asker.TEAM, Asker.BOARD_MEMBER)
_CLIENTS = (Asker.CLIENT, Asker.REPRESENTATIVE)

LINES = (
    ReportingLine(
        matter="client_complaint",
        label="Klacht van een inwoner",
        askers=_CLIENTS,
        order=ContactOrder.OPTIONS,
        contacts=(
            Contact(
                role="complaint_coordinator",
                name="klachtencoördinator",
                when="bel op een werkdag in de ochtend",
            ),
            Contact(role="director", name="directeur", when="schriftelijk"),
            Contact(
                role="ombudsman",
                name="ombudsman",
                when="als u niet tevreden bent met het antwoord, binnen een jaar",
                place=Place.AFTER,
            ),
        ),
        sources=(PARTLY_SEEN, awb.article("9:18 lid 1"), awb.article("9:24 lid 1")),
        note="Gaat het om een besluit, dan maakt u bezwaar.",
        unsaid="Dit staat in openbare informatie, niet in de gedragscode.",
    ),
    ReportingLine(
        matter="undesired_conduct",
        label="U bent gepest, gediscrimineerd, bedreigd of (seksueel) lastiggevallen",
        askers=_CLIENTS,
        order=ContactOrder.OPTIONS,
        contacts=(
            Contact(
                role="complaint_coordinator",
                name="klachtencoördinator",
                when="bel op een werkdag in de ochtend, of dien een klacht in",
            ),
            Contact(role="director", name="directeur", when="schriftelijk"),
        ),
        sources=(awb.article("9:1"), PARTLY_SEEN),
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
