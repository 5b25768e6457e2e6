"""Topics of the newer edition, which names the direct supervisor and the employer."""

from wederhoor.hookspecs import (
    ContactOrder,
    DeclarationPolicy,
    Duty,
    FollowUp,
    Moment,
    Right,
    Row,
    Term,
    Unit,
    Verdict,
    When,
    plain_topic,
    topic_table,
    wbk,
)

from .duties import ASK_SUPERVISOR, RECORD, REPORT_ALL, direct_supervisor
from .roles import EMPLOYEE, SUPERVISOR, around, not_said
from .sources import code_new
from .topics_new import TOPICS

_GENERAL = code_new("Algemene omgangsvormen")
_UNDESIRED = code_new("Ongewenst gedrag")
_INTEREST = code_new("Belangenverstrengeling / Integriteit")
_THEFT = code_new("Diefstal")
_OTHER = code_new("Overige gedragsregels")
_CLIENTS = code_new("Klanten")
_COMPLAINTS = code_new("Klachtenbehandeling")

_BOTH_SAID = (
    "De code haalt de cao aan: een werknemer meldt elke nevenactiviteit aan de werkgever. Zelf vraagt "
    "de code alleen bij "
    "twijfel om een melding aan de direct leidinggevende."
)


def _in_working_time(topic: str, label: str, says: str, number: str) -> DeclarationPolicy:
    return topic_table(
        topic,
        label,
        _OTHER,
        Row(
            code="outside",
            when=(When("in_working_time", ("no",)),),
            verdict=Verdict.SILENT,
            says="De code regelt dit alleen voor werktijd.",
            sources=(_OTHER,),
            silent_on=("outside_working_time",),
        ),
        Row(
            code="working_time",
            when=(),
            verdict=Verdict.REFUSED,
            says=says,
            sources=(_OTHER,),
            numbers=(number,),
        ),
    )


POLICIES = (
    topic_table(
        "side_activity",
        "Nevenactiviteiten",
        _INTEREST,
        Row(
            code="contrary",
            when=(When("conflict", ("yes",)),),
            verdict=Verdict.AVOID,
            says=(
                "Vermijd alles waardoor zaken en privé door elkaar kunnen lopen. De werkgever mag "
                "toestemming weigeren "
                "als de activiteit in strijd is met zijn belangen."
            ),
            sources=(_INTEREST,),
            numbers=("LN-17", "LN-18"),
            duties=(REPORT_ALL,),
        ),
        Row(
            code="doubt",
            when=(When("in_doubt", ("yes",)),),
            verdict=Verdict.PRIOR_APPROVAL,
            says=f"U twijfelt. Meld het bij uw direct leidinggevende en vraag toestemming. {_BOTH_SAID}",
            sources=(_INTEREST,),
            numbers=("LN-18", "LN-19"),
            duties=(ASK_SUPERVISOR, RECORD),
        ),
        Row(
            code="unclear_conflict",
            when=(When("conflict", ("unclear",)),),
            verdict=Verdict.PRIOR_APPROVAL,
            says=(
                "Of het in strijd is met het belang van Lumens is niet duidelijk. Meld het bij uw "
                "direct leidinggevende "
                f"en vraag toestemming. {_BOTH_SAID}"
            ),
            sources=(_INTEREST,),
            numbers=("LN-18", "LN-19"),
            duties=(ASK_SUPERVISOR, RECORD),
        ),
        Row(
            code="report",
            when=(),
            verdict=Verdict.REPORT,
            says=_BOTH_SAID,
            sources=(_INTEREST,),
            numbers=("LN-18",),
            duties=(REPORT_ALL,),
        ),
    ),
    plain_topic(
        "private_purchase",
        "Privé kopen of verkopen",
        Verdict.AVOID,
        (
            "Vermijd alles waardoor zaken en privé door elkaar kunnen lopen. Meer zegt de code niet over "
            "kopen en verkopen."
        ),
        _INTEREST,
        "LN-17",
    ),
    plain_topic(
        "conflict_of_interest",
        "Belangenverstrengeling",
        Verdict.AVOID,
        "Vermijd alles waardoor zaken en privé door elkaar kunnen lopen.",
        _INTEREST,
        "LN-17",
    ),
    plain_topic(
        "disagreement",
        "Meningsverschil over normen",
        Verdict.CONSULT,
        "U kunt het altijd bespreken in het team of met de leidinggevende.",
        _GENERAL,
        "LN-10",
        duties=(
            Duty(
                who="medewerker",
                by=(EMPLOYEE,),
                what="bespreken",
                to="team of leidinggevende",
                towards=(
                    around("team"),
                    SUPERVISOR,
                ),
                choice=ContactOrder.EITHER,
                when="bij verschil van mening",
                moment=Moment.WHEN_IT_ARISES,
            ),
        ),
    ),
    plain_topic(
        "undesired_conduct",
        "Ongewenst gedrag",
        Verdict.REFUSED,
        (
            "Pesten, discrimineren, intimideren, agressie, geweld en seksuele intimidatie zijn verboden, "
            "ook online."
        ),
        _UNDESIRED,
        "LN-12",
    ),
    plain_topic(
        "bullying",
        "Pesten",
        Verdict.REFUSED,
        (
            "U kwetst, vernedert, beledigt, negeert of sluit anderen niet buiten, roddelt niet en "
            "beschadigt geen spullen."
        ),
        code_new("Ongewenst gedrag, Pesterijen"),
        "LN-13",
    ),
    plain_topic(
        "discrimination",
        "Discriminatie",
        Verdict.REFUSED,
        "Discriminatie mag niet, op welke grond ook.",
        code_new("Ongewenst gedrag, Discriminatie"),
        "LN-14",
    ),
    plain_topic(
        "aggression",
        "Intimidatie, agressie en geweld",
        Verdict.REFUSED,
        (
            "Schelden, hard schreeuwen, dreigen, achtervolgen, lichamelijk geweld en overdreven contact "
            "zoeken mogen niet."
        ),
        code_new("Ongewenst gedrag, Intimidatie | agressie & geweld"),
        "LN-15",
    ),
    plain_topic(
        "sexual_harassment",
        "Seksuele intimidatie",
        Verdict.REFUSED,
        "Ongewenste seksuele aandacht is verboden, met woorden, gebaren of aanraking, bedoeld of "
        "niet. Het gaat om hoe de "
        "ander het ervaart.",
        code_new("Ongewenst gedrag, Seksuele intimidatie"),
        "LN-16",
    ),
    plain_topic(
        "theft",
        "Diefstal",
        Verdict.REPORT,
        "Diefstal van spullen van de organisatie of van klanten meldt u bij uw direct leidinggevende. "
        "Er volgt aangifte en "
        "een onderzoek door de politie. Tijdens het onderzoek is een medewerker op non-actief, eerst "
        "drie weken.",
        _THEFT,
        "LN-22",
        "LN-23",
        "LN-24",
        duties=(direct_supervisor("melden", "als u het weet"),),
        follow_up=(
            FollowUp(code="police_report", what="Aangifte is gedaan", number="LN-23"),
            FollowUp(
                code="suspension",
                what="Een medewerker is op non-actief gezet",
                number="LN-24",
                term=Term(3, Unit.WEEKS),
            ),
            FollowUp(code="measures", what="Over maatregelen is beslist", number="LN-24"),
        ),
    ),
    plain_topic(
        "unsafe_at_client",
        "Ongewenst gedrag bij of door een klant",
        Verdict.REPORT,
        "U mag meteen stoppen met werken bij deze klant. Meld het bij uw direct leidinggevende. Na de "
        "melding mag u weigeren "
        "om er opnieuw te worden geplaatst.",
        _CLIENTS,
        "LN-29",
        "LN-30",
        "LN-31",
        duties=(direct_supervisor("melden", "als het is gebeurd"),),
        rights=(
            Right(code="stopped", says="Ik ben meteen gestopt met werken bij deze klant.", number="LN-29"),
            Right(
                code="refuses_placement",
                says="Ik wil niet opnieuw bij deze klant worden geplaatst.",
                number="LN-31",
            ),
        ),
    ),
    _in_working_time("alcohol", "Alcohol", "In werktijd drinkt u geen alcohol.", "LN-26"),
    _in_working_time("drugs", "Drugs", "In werktijd neemt u geen drugs mee en gebruikt u ze niet.", "LN-27"),
    plain_topic(
        "weapons",
        "Wapens",
        Verdict.REFUSED,
        "Een wapen, of iets dat als wapen kan dienen, neemt u niet mee naar het werk of naar een klant.",
        _OTHER,
        "LN-28",
    ),
    plain_topic(
        "misconduct",
        "Vermoeden van een misstand",
        Verdict.REPORT,
        "Hiervoor geldt de Regeling melden misstanden. De Wet bescherming klokkenluiders laat u ook direct naar buiten "
        "gaan.",
        _INTEREST,
        "LN-21",
        also=(wbk.article("2c"),),
        duties=(
            Duty(
                who="medewerker",
                by=(EMPLOYEE,),
                what="melden",
                to="volgens de regeling",
                towards=(not_said("volgens de regeling"),),
                when="bij een vermoeden",
                moment=Moment.WHEN_IT_ARISES,
            ),
        ),
    ),
    plain_topic(
        "complaint",
        "Klacht",
        Verdict.CONSULT,
        "Klanten kunnen de klacht bespreken met de persoon, het team of de clustermanager, en na "
        "overleg met de "
        "leidinggevende met de directie. Medewerkers bespreken hem met de persoon, daarna met hun "
        "leidinggevende. Helpt dat "
        "niet, dan is er de klachtencommissie.",
        _COMPLAINTS,
        "LN-32",
        "LN-33",
        "LN-34",
    ),
    *TOPICS,
)
