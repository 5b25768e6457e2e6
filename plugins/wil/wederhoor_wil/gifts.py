"""Gifts at WIL: every gift reported, above 50 euro refused, and what is accepted is shared at the end of
the year.
"""

from decimal import Decimal

from wederhoor.hookspecs import Amount, AmountTest, Duty, Moment, Policy, Row, Silence, Statute, Verdict, When

from .duties import CONSULT
from .roles import EMPLOYEE, SUPERVISOR, around
from .sources import wil

LIMIT = Decimal(50)
_GIFTS = wil("6 Geschenken en uitnodigingen")
_DOUBT = wil("1 Inleiding")
_ACT = Statute(act="Ambtenarenwet 2017", article="8 lid 1 e")

_REPORT = Duty(
    who="medewerker",
    by=(EMPLOYEE,),
    what="het geschenk melden",
    to="leidinggevende",
    towards=(SUPERVISOR,),
    when="als u het ontvangt",
    moment=Moment.WHEN_IT_ARISES,
)
_SHARE = Duty(
    who="medewerker",
    by=(EMPLOYEE,),
    what="het geschenk delen",
    to="collega’s",
    towards=(around("collega’s"),),
    when="aan het einde van het jaar",
    moment=Moment.YEAR_END,
)
_IMPRESSION = "Kan ook maar de indruk ontstaan dat de gever wordt voorgetrokken? Dat moet worden voorkomen."
_WORTH = "Is het geschenk naar uw idee meer dan 50 euro waard? Dan neemt u het niet aan."
_ACT_SAYS = (
    "De Ambtenarenwet laat een ambtenaar zonder toestemming van de werkgever niets aannemen van wie hij door zijn "
    "werk kent; de regel van 50 euro kunt u lezen als die toestemming."
)
_KEEP_SAYS = (
    "Wat u aanneemt mag u niet zelf houden: aan het einde van het jaar wordt het gedeeld met collega’s."
)


def _unnamed(point: str, fact: str, values: tuple[str, ...], words: str) -> Silence:
    return Silence(point=point, when=(When(fact, values),), says=f"De code zegt niets over {words}.")


POLICY = Policy(
    source=_GIFTS,
    rows=(
        Row(
            code="giving",
            when=(When("giver", ("employee_to_client",)),),
            verdict=Verdict.SILENT,
            says="De code zegt niets over een geschenk van u aan een klant. Bij twijfel overlegt u altijd.",
            sources=(_DOUBT,),
            numbers=("WIL-02",),
            duties=(CONSULT,),
            silent_on=("giving",),
        ),
        Row(
            code="purchase",
            when=(When("kind", ("purchase",)),),
            verdict=Verdict.SILENT,
            says="De code zegt niets over privé kopen. Bij twijfel overlegt u altijd.",
            sources=(_DOUBT,),
            numbers=("WIL-02",),
            duties=(CONSULT,),
            silent_on=("purchase",),
        ),
        Row(
            code="own_scheme",
            when=(When("collective_scheme", ("yes",)),),
            verdict=Verdict.SILENT,
            says="De code gaat over geschenken van anderen. Over wat WIL zelf aan medewerkers geeft of voor hen afspreekt, zegt zij niets.",
            sources=(_GIFTS,),
            silent_on=("collective_scheme",),
        ),
        Row(
            code="refused_above",
            when=(When("refused", ("yes",)), Amount(AmountTest.EXCEEDS, LIMIT)),
            verdict=Verdict.REFUSED,
            says=(
                "Een geschenk dat naar uw idee meer dan 50 euro waard is, neemt u niet aan. U weigerde het: dat is wat "
                "de code vraagt. Melden vraagt zij van elk ontvangen geschenk; dit kreeg u niet."
            ),
            sources=(_GIFTS,),
            numbers=("WIL-29",),
        ),
        Row(
            code="above",
            when=(Amount(AmountTest.EXCEEDS, LIMIT),),
            verdict=Verdict.REFUSED,
            says=(
                "Een geschenk dat naar uw idee meer dan 50 euro waard is, neemt u niet aan. Krijgt u "
                "het toch, dan meldt u "
                "het: elk ontvangen geschenk wordt gemeld."
                f" {_ACT_SAYS}"
            ),
            sources=(_GIFTS, _ACT),
            numbers=("WIL-28", "WIL-29"),
            duties=(_REPORT,),
        ),
        Row(
            code="not_accepted",
            when=(When("refused", ("yes",)),),
            verdict=Verdict.SILENT,
            says=(
                "De code vraagt om een ontvangen geschenk te melden. Over een geschenk dat u weigerde, "
                "zegt zij niets."
            ),
            sources=(_GIFTS,),
            silent_on=("refused_gift",),
        ),
        Row(
            code="doubt",
            when=(When("in_doubt", ("yes",)),),
            verdict=Verdict.CONSULT,
            says=(
                "U twijfelt. Overleg dan altijd met collega’s, leidinggevende en/of HR. Een ontvangen "
                "geschenk meldt u in elk "
                f"geval. {_KEEP_SAYS}"
            ),
            sources=(_DOUBT, _GIFTS),
            numbers=("WIL-02", "WIL-28", "WIL-30"),
            duties=(CONSULT, _REPORT, _SHARE),
            questions=(_WORTH, _IMPRESSION),
        ),
        Row(
            code="may_be_above",
            when=(Amount(AmountTest.MAY_EXCEED, LIMIT),),
            verdict=Verdict.REPORT,
            says=(
                "Elk ontvangen geschenk meldt u. Is het naar uw idee meer dan 50 euro waard, dan "
                "neemt u het niet aan; daar "
                f"beslist uw eigen schatting over. {_KEEP_SAYS}"
                f" {_ACT_SAYS}"
            ),
            sources=(_GIFTS, _ACT),
            numbers=("WIL-28", "WIL-29", "WIL-30"),
            duties=(_REPORT, _SHARE),
            questions=(_WORTH, _IMPRESSION),
        ),
        Row(
            code="unknown",
            when=(Amount(AmountTest.UNKNOWN, LIMIT),),
            verdict=Verdict.REPORT,
            says=(
                "Elk ontvangen geschenk meldt u, wat het ook waard is. Schat zelf of het meer dan 50 "
                "euro waard is; dan neemt "
                f"u het niet aan. {_KEEP_SAYS}"
                f" {_ACT_SAYS}"
            ),
            sources=(_GIFTS, _ACT),
            numbers=("WIL-28", "WIL-29", "WIL-30"),
            duties=(_REPORT, _SHARE),
            questions=(_WORTH, _IMPRESSION),
        ),
        Row(
            code="report",
            when=(),
            verdict=Verdict.REPORT,
            says=(
                "Tot en met 50 euro mag u het aannemen. Elk ontvangen geschenk meldt u, wat het ook waard "
                f"is. {_KEEP_SAYS}"
                f" {_ACT_SAYS}"
            ),
            sources=(_GIFTS, _ACT),
            numbers=("WIL-28", "WIL-30", "WIL-31"),
            duties=(_REPORT, _SHARE),
            questions=(_IMPRESSION,),
        ),
    ),
    silences=(
        _unnamed("cash", "kind", ("cash",), "geld"),
        _unnamed("voucher", "kind", ("voucher",), "een bon"),
        _unnamed("discount", "kind", ("discount",), "korting"),
        _unnamed("service", "kind", ("service",), "een dienst als geschenk"),
        _unnamed("legacy", "kind", ("legacy",), "een erfenis"),
        _unnamed("home", "place", ("home",), "een geschenk dat thuis wordt bezorgd"),
        _unnamed("earlier_this_year", "earlier_this_year", ("yes",), "eerdere geschenken van dezelfde gever"),
        Silence(
            point="in_talks",
            when=(When("in_talks", ("yes", "unclear")),),
            says=(
                "De code zegt niets over een gever met wie over een opdracht wordt gepraat, behalve dat zelfs de indruk "
                "van bevoorrechting tot elke prijs moet worden voorkomen."
            ),
        ),
        _unnamed("team", "recipient", ("team",), "een geschenk aan een heel team"),
        _unnamed("volunteer", "recipient", ("volunteer",), "vrijwilligers"),
        _unnamed("board_member", "recipient", ("board_member",), "aan wie een bestuurder een geschenk meldt"),
        _unnamed("feels_obliged", "feels_obliged", ("yes",), "het gevoel iets terug te moeten doen"),
        _unnamed("embarrassed", "embarrassed", ("yes",), "een geschenk dat u in verlegenheid brengt"),
        _unnamed("would_hide", "would_hide", ("yes",), "een geschenk dat u liever geheim houdt"),
        Silence(
            point="promised",
            when=(When("promised", ("yes",)),),
            says=(
                "De code zegt niets over iets dat alleen is beloofd. De Ambtenarenwet (artikel 8, lid 1 e) noemt beloften "
                "wel: ook die neemt een ambtenaar niet aan zonder toestemming van de werkgever."
            ),
        ),
        Silence(
            point="quid_pro_quo",
            when=(When("quid_pro_quo", ("yes",)),),
            says=(
                "De code zegt niets over een geschenk waarvoor iets terug wordt verwacht, behalve dat zelfs de indruk van "
                "bevoorrechting tot elke prijs moet worden voorkomen."
            ),
        ),
    ),
)
