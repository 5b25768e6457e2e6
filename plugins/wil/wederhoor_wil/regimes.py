"""Which rules govern which matter at WIL."""

from wederhoor.hookspecs import Law, Regime, ToConfirm, When, awb, wbk

from .sources import PARTLY_SEEN, wil

# A reporter under the act reports from his work (art. 1); opening the scheme to others is optional (art. 2
# lid 6). Whoever is not named is taken to ask as a worker.
_AT_WORK = ("employee", "volunteer", "intern", "commissioning_body", "partner", "supplier", "unknown")

_WNRA = ToConfirm(reason="wat er sinds de Wet normalisering rechtspositie ambtenaren voor geschillen geldt")

REGIMES = (
    Regime(
        code="misconduct",
        when=(When("matter", ("misconduct",)), When("complainant", _AT_WORK)),
        governs=("Wet bescherming klokkenluiders", "regeling melden vermoeden misstanden"),
        laws=(Law.WBK,),
        says="Een vermoeden van een misstand gaat volgens de wet en de eigen regeling, niet als klacht.",
        sources=(wbk.article("2 lid 1"), wil("12 Melding vermoeden misstanden")),
        silent_on=("scheme_not_received",),
    ),
    Regime(
        code="employer_decision",
        when=(When("matter", ("decision",)), When("complainant", ("employee", "volunteer", "intern"))),
        governs=(),
        says=(
            "Tegen een besluit van WIL als werkgever staat sinds 1 januari 2020 geen bezwaar meer open. Welke "
            "regeling voor zo’n geschil geldt, zeggen de ontvangen documenten niet."
        ),
        sources=(_WNRA, PARTLY_SEEN),
        silent_on=("employer_decision",),
    ),
    Regime(
        code="decision",
        when=(When("matter", ("decision",)),),
        governs=("Awb, hoofdstuk 6 en 7 (bezwaar)",),
        laws=(Law.AWB,),
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
        laws=(Law.AWB,),
        says=(
            "Iedereen kan klagen over gedrag van WIL of wie daar werkt, mondeling of schriftelijk. "
            "Titel 9.1 van de Awb geldt, "
            "met de eigen klachtenregeling ernaast."
        ),
        sources=(awb.article("9:1"), awb.article("9:2"), PARTLY_SEEN),
    ),
)
