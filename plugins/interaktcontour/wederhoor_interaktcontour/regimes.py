"""Which rules govern which matter at InteraktContour."""

from wederhoor.hookspecs import Law, Regime, ToConfirm, When, wbk, wkkgz

from .sources import NOT_RECEIVED, ic

_CARE = ToConfirm(reason="de code zegt niet dat de organisatie een zorgaanbieder in de zin van de Wkkgz is")

# A reporter under the act reports from his work (art. 1); opening the scheme to others is optional (art. 2
# lid 6). Whoever is not named is taken to ask as a worker.
_AT_WORK = ("employee", "volunteer", "intern", "commissioning_body", "partner", "supplier", "unknown")

REGIMES = (
    Regime(
        code="misconduct",
        when=(When("matter", ("misconduct",)), When("complainant", _AT_WORK)),
        governs=("Wet bescherming klokkenluiders", "klokkenluidersregeling"),
        laws=(Law.WBK,),
        says="Een vermoeden van een misstand gaat volgens de wet en de eigen regeling, niet als klacht.",
        sources=(wbk.article("2 lid 1"), ic("Tot slot")),
        silent_on=("scheme_not_received",),
    ),
    Regime(
        code="client",
        when=(
            When(
                "complainant",
                ("client", "youth", "relative", "parent", "representative", "surviving_relative"),
            ),
        ),
        governs=("Wkkgz",),
        laws=(Law.WKKGZ,),
        says=(
            "Klachten van cliënten, hun vertegenwoordigers en nabestaanden vallen naar verwachting "
            "onder de Wkkgz. De "
            "organisatie moet bevestigen dat zij zorgaanbieder is. Het reglement van een andere "
            "organisatie geldt niet."
        ),
        sources=(wkkgz.article("13-17"), _CARE, NOT_RECEIVED),
        silent_on=("complaints_regulation",),
    ),
    Regime(
        code="staff",
        when=(When("complainant", ("employee", "volunteer", "intern")),),
        governs=("Integriteitscode",),
        says="Voor klachten van medewerkers is geen regeling ontvangen. De code wijst de weg bij onvrede.",
        sources=(ic("Omgang met collega’s, punt 4"), NOT_RECEIVED),
        silent_on=("complaints_regulation",),
    ),
    Regime(
        code="other",
        when=(),
        governs=(),
        says="Welke regels gelden voor klachten van anderen, zeggen de ontvangen documenten niet.",
        sources=(NOT_RECEIVED,),
        silent_on=("complaints_regulation",),
    ),
)
