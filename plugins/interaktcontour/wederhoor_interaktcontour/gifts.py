"""Gifts at InteraktContour: nothing from clients, under 25 euro from relations, nothing while an order is
discussed.
"""

from decimal import Decimal

from wederhoor.hookspecs import Amount, AmountTest, Duty, Moment, Policy, Row, Silence, Unless, Verdict, When

from .purchases import FROM_CLIENT_SAYS, PRIVATE, PURCHASE_ROWS
from .roles import DIRECT_SUPERVISOR, EMPLOYEE, SUPERVISOR
from .sources import ic

LIMIT = Decimal(25)
_CLIENTS = ic("Omgang van medewerkers met cliënten, punt 7")
_GIFTS = ic("Relatiegeschenken")
_OPEN = ic("Algemeen")

_REPORT = Duty(
    who="medewerker",
    by=(EMPLOYEE,),
    what="het geschenk melden",
    to="direct leidinggevende",
    towards=(DIRECT_SUPERVISOR,),
    when="als u het aanneemt",
    moment=Moment.WHEN_IT_ARISES,
)
_DECIDE = (
    Duty(
        who="medewerker",
        by=(EMPLOYEE,),
        what="overleggen",
        to="leidinggevende",
        towards=(SUPERVISOR,),
        when="voordat u het aanneemt",
        moment=Moment.BEFOREHAND,
        afterwards="alsnog",
    ),
    Duty(
        who="leidinggevende",
        by=(SUPERVISOR,),
        what="beslissen of het mag worden aangenomen",
        to="medewerker",
        towards=(EMPLOYEE,),
        when="na het overleg",
        moment=Moment.AFTERWARDS,
    ),
)
_CONSULT = Duty(
    who="medewerker",
    by=(EMPLOYEE,),
    what="overleggen",
    to="leidinggevende",
    towards=(SUPERVISOR,),
    when="voordat u het aanneemt",
    moment=Moment.BEFOREHAND,
    afterwards="alsnog",
)
_OPEN_WORDS = "Wel vraagt zij u open te zijn naar uw direct leidinggevende en collega’s."


def _unnamed(point: str, fact: str, values: tuple[str, ...], words: str) -> Silence:
    return Silence(
        point=point,
        when=(When("giver", ("relation", "partner", "supplier", "company", "bidder")), When(fact, values)),
        says=f"De code zegt niets over {words}.",
    )


# "In geld of natura": while an order is discussed it does not matter what is given.
_ANY_KIND = ("cash", "voucher", "service", "legacy", "home", "board_member")

POLICY = Policy(
    source=_GIFTS,
    rows=(
        Row(
            code="giving",
            when=(When("giver", ("employee_to_client",)),),
            verdict=Verdict.SILENT,
            says=f"De code zegt niets over een geschenk van u aan een cliënt. {_OPEN_WORDS}",
            sources=(_OPEN,),
            numbers=("IC-04",),
            silent_on=("giving",),
        ),
        Row(
            code="purchase_from_client",
            when=(When("kind", ("purchase",)), When("giver", ("client", "client_family"))),
            verdict=Verdict.SILENT,
            says=FROM_CLIENT_SAYS,
            sources=(PRIVATE, _CLIENTS, _OPEN),
            numbers=("IC-04",),
            silent_on=("purchase_from_client",),
        ),
        Row(
            code="client",
            when=(When("giver", ("client",)),),
            verdict=Verdict.REFUSED,
            says=(
                "Van cliënten neemt u niets aan: geen geld, geen geschenk en ook niets anders, hoe klein ook."
            ),
            sources=(_CLIENTS,),
            numbers=("IC-16",),
        ),
        Row(
            code="client_family",
            when=(When("giver", ("client_family",)),),
            verdict=Verdict.SILENT,
            says=(
                "De code verbiedt geschenken van cliënten en regelt geschenken van relaties, maar "
                "noemt naasten van "
                f"cliënten bij geschenken niet. {_OPEN_WORDS}"
            ),
            sources=(_CLIENTS, _GIFTS, _OPEN),
            numbers=("IC-04",),
            silent_on=("client_family",),
        ),
        *PURCHASE_ROWS,
        Row(
            code="own_scheme",
            when=(When("collective_scheme", ("yes",)),),
            verdict=Verdict.ALLOWED,
            says=(
                "Wat InteraktContour zelf aan medewerkers geeft of wat de raad van bestuur voor hen allemaal afsprak, is "
                "geen relatiegeschenk."
            ),
            sources=(PRIVATE, _GIFTS),
            numbers=("IC-36",),
            settles=(*_ANY_KIND, "earlier_this_year", "wants_to_keep"),
        ),
        Row(
            code="in_talks",
            when=(When("in_talks", ("yes",)),),
            verdict=Verdict.REFUSED,
            says=(
                "Van een relatie met wie op dat moment over een mogelijke opdracht wordt gepraat, neemt u "
                "niets aan."
            ),
            sources=(_GIFTS,),
            numbers=("IC-45",),
            settles=_ANY_KIND,
        ),
        Row(
            code="doubt_about_talks",
            when=(When("in_talks", ("unclear",)),),
            verdict=Verdict.CONSULT,
            says="U twijfelt of er over een opdracht wordt gepraat. Overleg met uw leidinggevende.",
            sources=(_GIFTS,),
            numbers=("IC-46",),
            duties=(_CONSULT,),
            questions=(
                "Praat of onderhandelt de organisatie nu met deze gever over een mogelijke opdracht?",
            ),
        ),
        Row(
            code="bidder",
            when=(When("giver", ("bidder",)), Unless("in_talks", ("no",))),
            verdict=Verdict.REFUSED,
            says=(
                "Wie op een opdracht biedt, praat op dat moment over een mogelijke opdracht: daarvan "
                "neemt u niets aan."
            ),
            sources=(_GIFTS,),
            numbers=("IC-45",),
            settles=_ANY_KIND,
        ),
        Row(
            code="not_accepted",
            when=(When("refused", ("yes",)),),
            verdict=Verdict.SILENT,
            says=(
                "De code regelt geschenken die u aanneemt. Over een geschenk dat u weigerde, zegt zij niets."
            ),
            sources=(_GIFTS,),
            silent_on=("refused_gift",),
        ),
        Row(
            code="under",
            when=(Amount(AmountTest.UNDER, LIMIT),),
            verdict=Verdict.REPORT,
            says=(
                "Een klein geschenk onder de 25 euro, als blijk van waardering, mag u aannemen. U meldt "
                "het wel."
            ),
            sources=(_GIFTS,),
            numbers=("IC-42", "IC-43"),
            duties=(_REPORT,),
        ),
        Row(
            code="above",
            when=(Amount(AmountTest.EXCEEDS, LIMIT),),
            verdict=Verdict.SUPERVISOR_DECIDES,
            says="Het is meer dan 25 euro waard. Overleg; uw leidinggevende beslist of u het mag aannemen.",
            sources=(_GIFTS,),
            numbers=("IC-44",),
            duties=_DECIDE,
        ),
        Row(
            code="may_be_above",
            when=(Amount(AmountTest.MAY_EXCEED, LIMIT),),
            verdict=Verdict.SUPERVISOR_DECIDES,
            says=(
                "Uw schatting kan boven de 25 euro uitkomen. Vermoedt u dat het meer is, dan overlegt u en beslist uw "
                "leidinggevende of u het mag aannemen."
            ),
            sources=(_GIFTS,),
            numbers=("IC-44",),
            duties=_DECIDE,
        ),
        Row(
            code="unknown",
            when=(Amount(AmountTest.UNKNOWN, LIMIT),),
            verdict=Verdict.CONSULT,
            says=(
                "Onder de 25 euro mag en meldt u het; denkt u dat het meer is, dan beslist uw "
                "leidinggevende. Wat u doet "
                "als u de waarde niet kent, zegt de code niet. Overleg met uw leidinggevende."
            ),
            sources=(_GIFTS,),
            numbers=("IC-44",),
            duties=(_CONSULT,),
            silent_on=("value_unknown",),
        ),
        Row(
            code="exactly",
            when=(),
            verdict=Verdict.CONSULT,
            says=(
                "De code regelt geschenken onder de 25 euro en geschenken die meer waard zijn, maar "
                "niet precies 25 euro. "
                "Overleg met uw leidinggevende."
            ),
            sources=(_GIFTS,),
            duties=(_CONSULT,),
            silent_on=("exactly_25_euro",),
        ),
    ),
    silences=(
        _unnamed(
            "cash", "kind", ("cash",), "geld als klein geschenk; alleen tijdens gesprekken over een opdracht"
        ),
        _unnamed("voucher", "kind", ("voucher",), "een bon"),
        _unnamed("service", "kind", ("service",), "een dienst als geschenk"),
        _unnamed("legacy", "kind", ("legacy",), "een erfenis"),
        _unnamed("home", "place", ("home",), "een geschenk dat thuis wordt bezorgd"),
        _unnamed("earlier_this_year", "earlier_this_year", ("yes",), "eerdere geschenken van dezelfde gever"),
        _unnamed("wants_to_keep", "wants_to_keep", ("yes",), "of u een geschenk zelf mag houden"),
        _unnamed("team", "recipient", ("team",), "een geschenk aan een heel team"),
        _unnamed("board_member", "recipient", ("board_member",), "aan wie een bestuurder een geschenk meldt"),
        _unnamed(
            "in_doubt",
            "in_doubt",
            ("yes",),
            "twijfel, behalve over de vraag of er over een opdracht wordt gepraat",
        ),
        _unnamed("feels_obliged", "feels_obliged", ("yes",), "het gevoel iets terug te moeten doen"),
        _unnamed("embarrassed", "embarrassed", ("yes",), "een geschenk dat u in verlegenheid brengt"),
        _unnamed("would_hide", "would_hide", ("yes",), "een geschenk dat u liever geheim houdt"),
        _unnamed("promised", "promised", ("yes",), "iets dat alleen is toegezegd"),
        _unnamed("quid_pro_quo", "quid_pro_quo", ("yes",), "een geschenk waarvoor iets terug wordt verwacht"),
    ),
)
