"""Which rules govern which matter at Lumens."""

from wederhoor.hookspecs import Law, Regime, Statute, ToConfirm, When, jeugdwet, wbk

from .sources import kr

_STAFF = ("employee", "volunteer", "intern")
_CLIENT_SIDE = (
    "client",
    "relative",
    "representative",
    "surviving_relative",
    "youth",
    "parent",
    "guardian",
    "foster_parent",
)
_LEGAL_FRAME = kr("bijlage 2, Wettelijk kader")
_INTRODUCTION = kr("Inleiding")

# A reporter under the act reports from his work (art. 1); opening the scheme to others is optional (art. 2
# lid 6). Whoever is not named is taken to ask as a worker.
_AT_WORK = ("employee", "volunteer", "intern", "commissioning_body", "partner", "supplier", "unknown")

REGIMES = (
    Regime(
        code="misconduct",
        when=(When("matter", ("misconduct",)), When("complainant", _AT_WORK)),
        governs=("Wet bescherming klokkenluiders", "regeling voor het melden van misstanden"),
        laws=(Law.WBK,),
        says="Een vermoeden van een misstand gaat volgens de wet en de eigen regeling, niet als klacht.",
        sources=(wbk.article("2 lid 1"),),
        silent_on=("scheme_not_received",),
    ),
    Regime(
        code="participant_staff",
        when=(When("about", ("participant",)), When("complainant", _STAFF)),
        governs=("regeling van de deelnemende organisatie",),
        says=(
            "Voor deelnemende organisaties geldt het reglement alleen bij klachten van klanten en "
            "betrokkenen. Een klacht "
            "van hun eigen medewerkers valt er niet onder."
        ),
        sources=(_INTRODUCTION,),
        silent_on=("participant_staff",),
    ),
    Regime(
        code="participant_youth",
        when=(When("about", ("participant",)), When("youth_help", ("yes",))),
        governs=("Jeugdwet", "Klachtenreglement, alleen de delen over de klachtencommissie"),
        laws=(Law.JEUGDWET,),
        says=(
            "De klacht gaat over jeugdhulp door een deelnemende organisatie: de Jeugdwet is het "
            "kader. Het reglement geldt "
            "alleen voor de klachtencommissie; de Awb geldt niet."
        ),
        sources=(_INTRODUCTION, _LEGAL_FRAME, jeugdwet.article("4.2.1 lid 8")),
    ),
    Regime(
        code="participant_youth_unknown",
        when=(When("about", ("participant",)), When("youth_help", ("unknown",))),
        governs=("Klachtenreglement, alleen de delen over de klachtencommissie",),
        says=(
            "Vraag eerst of de klacht over jeugdhulp gaat: dan is de Jeugdwet het kader. Bij een deelnemende "
            "organisatie geldt het reglement alleen voor de klachtencommissie."
        ),
        sources=(_INTRODUCTION, _LEGAL_FRAME, kr("titelblad")),
        silent_on=("youth_help", "participant_scope"),
    ),
    Regime(
        code="participant",
        when=(When("about", ("participant",)),),
        governs=("Klachtenreglement, alleen de delen over de klachtencommissie",),
        says=(
            "Bij een deelnemende organisatie geldt het reglement alleen voor de klachtencommissie. "
            "Lees voor Lumens de "
            "deelnemende organisatie. Het titelblad noemt ook het onderdeel over klanten en bijlage 3 "
            "en 4; de inleiding "
            "alleen de commissie."
        ),
        sources=(_INTRODUCTION, kr("titelblad")),
        silent_on=("participant_scope",),
    ),
    Regime(
        code="assignment",
        when=(When("matter", ("assignment",)),),
        governs=("regeling van de opdrachtgever",),
        says=(
            "Een klacht die niet over de medewerker gaat maar over de opdracht, dient u in bij de "
            "opdrachtgever."
        ),
        sources=(kr("Verdeling van verantwoordelijkheden bij opdrachten en samenwerkingsconstructies"),),
    ),
    Regime(
        code="youth_help",
        when=(
            When("complainant", _CLIENT_SIDE),
            When("youth_help", ("yes",)),
        ),
        governs=("Jeugdwet", "Klachtenreglement"),
        laws=(Law.JEUGDWET,),
        says=(
            "De klacht gaat over jeugdhulp aan een klant: de Jeugdwet is het kader, met het reglement "
            "als uitwerking. Titel 9.1 "
            "van de Awb geldt niet."
        ),
        sources=(_LEGAL_FRAME, jeugdwet.article("4.2.1 lid 8")),
    ),
    Regime(
        code="youth_help_unknown",
        when=(When("complainant", _CLIENT_SIDE), When("youth_help", ("unknown",))),
        governs=("Klachtenreglement",),
        says=(
            "Vraag eerst of de klacht over jeugdhulp gaat. Zo ja, dan is de Jeugdwet het kader; zo nee, dan de "
            "Wmo 2015. Het reglement werkt beide uit."
        ),
        sources=(_LEGAL_FRAME,),
        silent_on=("youth_help",),
    ),
    Regime(
        code="staff",
        when=(When("complainant", _STAFF),),
        governs=("Klachtenreglement",),
        says="Een klacht van een medewerker valt onder het reglement. Een wet die dat verplicht is er niet.",
        sources=(_INTRODUCTION, _LEGAL_FRAME),
    ),
    Regime(
        code="client",
        when=(
            When("complainant", ("client", "relative", "representative", "surviving_relative", "concerned")),
        ),
        governs=("Klachtenreglement", "Wmo 2015"),
        laws=(Law.WMO,),
        says=(
            "Een klacht van een klant of betrokkene valt onder het reglement; de Wmo 2015 is het "
            "wettelijk kader."
        ),
        sources=(_INTRODUCTION, _LEGAL_FRAME, Statute(act="Wmo 2015", article="3.2")),
    ),
    Regime(
        code="partner",
        when=(When("complainant", ("commissioning_body", "partner", "supplier")),),
        governs=("Klachtenreglement",),
        says=(
            "Ook klachten van opdrachtgevers, partners en leveranciers vallen onder het reglement. "
            "Welk derde lid dan in de "
            "commissie zit, zegt het reglement niet."
        ),
        sources=(_INTRODUCTION,),
        silent_on=("third_seat",),
    ),
    Regime(
        code="anyone",
        when=(),
        governs=("Klachtenreglement",),
        says="Iedereen met onvrede over Lumens kan een gesprek vragen, ook wie geen klant is.",
        sources=(
            kr("Indienen van een klacht"),
            ToConfirm(reason="of een ander ook naar de commissie kan, zegt bijlage 3 niet"),
        ),
        silent_on=("committee_for_others",),
    ),
)
