"""Which rules govern which matter at WIL."""

from wederhoor.hookspecs import Regime, When, awb, wbk

from .sources import PARTLY_SEEN, wil

REGIMES = (
    Regime(
        code="misconduct",
        when=(When("matter", ("misconduct",)),),
        governs=("Wet bescherming klokkenluiders", "regeling melden vermoeden misstanden"),
        says="Een vermoeden van een misstand gaat volgens de wet en de eigen regeling, niet als klacht.",
        sources=(wbk.article("2"), wil("12 Melding vermoeden misstanden")),
        silent_on=("scheme_not_received",),
    ),
    Regime(
        code="decision",
        when=(When("matter", ("decision",)),),
        governs=("Awb, hoofdstuk 6 en 7 (bezwaar)",),
        says="Tegen een besluit maakt u bezwaar; dat is geen klacht.",
        sources=(awb.article("9:8 lid 1 c"), PARTLY_SEEN),
    ),
    Regime(
        code="staff_undesired_conduct",
        when=(When("complainant", ("employee", "volunteer", "intern")),),
        governs=("klachtenregeling ongewenst gedrag",),
        says="Medewerkers hebben voor ongewenst gedrag een eigen klachtenregeling. Die is niet ontvangen.",
        sources=(wil("10a Omgang met collega’s"),),
        silent_on=("scheme_not_received",),
    ),
    Regime(
        code="anyone",
        when=(),
        governs=("Awb, titel 9.1", "Klachtenregeling WIL"),
        says=(
            "Iedereen kan klagen over gedrag van WIL of wie daar werkt, mondeling of schriftelijk. "
            "Titel 9.1 van de Awb geldt, "
            "met de eigen klachtenregeling ernaast."
        ),
        sources=(awb.article("9:1"), awb.article("9:2"), PARTLY_SEEN),
    ),
)
