"""Gifts at Lumens: no amount in either edition, the employee judges."""

from wederhoor.hookspecs import AnyYes, Duty, Moment, Policy, Provenance, Row, Silence, Verdict, When

from .roles import COACH, EMPLOYEE
from .sources import code_2016, code_new

_PAR_5 = code_2016("hoofdstuk 4, par. 5 Relatiegeschenken")
_PAR_7 = code_2016("hoofdstuk 4, par. 7 Belangen van de klant en belangen van de medewerker")
_UNCLEAR = code_2016("hoofdstuk 3, Vertrouwenspersoon")
_INTEREST = code_new("Belangenverstrengeling / Integriteit")

_TEST_QUESTIONS = (
    "Brengt het geschenk u in verlegenheid?",
    "Voelt u zich verplicht iets terug te doen dat u anders niet zou doen?",
    "Houdt u het geschenk liever geheim voor collega’s of leiding?",
)
_ASK_COACH = Duty(
    who="medewerker",
    by=(EMPLOYEE,),
    what="de situatie voorleggen en samen bepalen wat te doen",
    to="animo-coach",
    towards=(COACH,),
    when="voordat u iets doet",
    moment=Moment.BEFOREHAND,
    afterwards="alsnog",
)
_ALWAYS_CONSULT = Duty(
    who="medewerker",
    by=(EMPLOYEE,),
    what="overleggen over het geschenk",
    to="animo-coach",
    towards=(COACH,),
    when="altijd bij twijfel",
    moment=Moment.WHEN_IT_ARISES,
)


def _unnamed(point: str, fact: str, values: tuple[str, ...], words: str) -> Silence:
    return Silence(point=point, when=(When(fact, values),), says=f"De code zegt niets over {words}.")


_SHARED_SILENCES = (
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
            "De code zegt niets over een gever met wie over een opdracht wordt gepraat, behalve dat elke schijn van "
            "beïnvloeding moet worden vermeden."
        ),
    ),
    _unnamed("wants_to_keep", "wants_to_keep", ("yes",), "of u een geschenk zelf mag houden"),
    _unnamed("team", "recipient", ("team",), "een geschenk aan een heel team"),
    _unnamed("promised", "promised", ("yes",), "iets dat alleen is toegezegd"),
    Silence(
        point="quid_pro_quo",
        when=(When("quid_pro_quo", ("yes",)),),
        says=(
            "De code zegt niets over een geschenk waarvoor iets terug wordt verwacht, behalve dat elke schijn van "
            "beïnvloeding moet worden vermeden."
        ),
    ),
)


def _own_scheme(source: Provenance) -> Row:
    return Row(
        code="own_scheme",
        when=(When("collective_scheme", ("yes",)),),
        verdict=Verdict.SILENT,
        says=(
            "De code gaat over geschenken van anderen. Over wat Lumens zelf aan medewerkers geeft of voor hen afspreekt, "
            "zegt zij niets."
        ),
        sources=(source,),
        silent_on=("collective_scheme",),
    )


def _not_accepted(source: Provenance) -> Row:
    return Row(
        code="not_accepted",
        when=(When("refused", ("yes",)),),
        verdict=Verdict.SILENT,
        says="De code gaat over geschenken aannemen. Over een geschenk dat u weigerde, zegt zij niets.",
        sources=(source,),
        silent_on=("refused_gift",),
    )


def _policy(source: Provenance, rows: tuple[Row, ...], *silences: Silence) -> Policy:
    return Policy(rows=rows, silences=(*_SHARED_SILENCES, *silences), source=source)


POLICY_2016 = _policy(
    _PAR_5,
    (
        Row(
            code="trade_with_client",
            when=(When("kind", ("purchase", "discount")), When("giver", ("client", "employee_to_client"))),
            verdict=Verdict.REFUSED,
            says="Medewerker en klant kopen geen spullen of diensten van elkaar.",
            sources=(_PAR_7,),
            numbers=("L16-43",),
            settles=("service", "discount"),
        ),
        Row(
            code="service_of_client",
            when=(When("kind", ("service",)), When("giver", ("client",))),
            verdict=Verdict.REFUSED,
            says="Medewerker en klant nemen geen spullen of diensten van elkaar af.",
            sources=(_PAR_7,),
            numbers=("L16-43",),
            settles=("service", "discount"),
        ),
        Row(
            code="giving",
            when=(When("giver", ("employee_to_client",)),),
            verdict=Verdict.SILENT,
            says="De code zegt niets over een geschenk van u aan een klant. Bespreek het met de animo-coach.",
            sources=(_UNCLEAR,),
            numbers=("L16-11",),
            duties=(_ASK_COACH,),
            silent_on=("giving",),
        ),
        Row(
            code="purchase",
            when=(When("kind", ("purchase",)),),
            verdict=Verdict.SILENT,
            says=(
                "De code zegt niets over privé kopen bij anderen dan klanten. Bespreek het met de "
                "animo-coach."
            ),
            sources=(_UNCLEAR,),
            numbers=("L16-11",),
            duties=(_ASK_COACH,),
            silent_on=("purchase",),
        ),
        _own_scheme(_PAR_5),
        Row(
            code="uneasy",
            when=(AnyYes(("feels_obliged", "embarrassed", "would_hide")),),
            verdict=Verdict.REFUSED,
            says=(
                "Neem het geschenk niet aan: het brengt u in verlegenheid, u voelt zich verplicht "
                "iets terug te doen, "
                "of u houdt het liever geheim."
            ),
            sources=(_PAR_5,),
            numbers=("L16-37",),
        ),
        _not_accepted(_PAR_5),
        Row(
            code="doubt",
            when=(When("in_doubt", ("yes",)),),
            verdict=Verdict.CONSULT,
            says="U twijfelt. Overleg dan altijd met uw animo-coach.",
            sources=(_PAR_5,),
            numbers=("L16-38",),
            duties=(_ALWAYS_CONSULT,),
            questions=_TEST_QUESTIONS,
        ),
        Row(
            code="own_judgement",
            when=(),
            verdict=Verdict.OWN_JUDGEMENT,
            says=(
                "De code noemt geen bedrag. U schat zelf in of het geschenk in verhouding is. Elke "
                "schijn dat u zich "
                "laat beïnvloeden moet u vermijden. Bij twijfel overlegt u altijd met de animo-coach."
            ),
            sources=(_PAR_5,),
            numbers=("L16-36",),
            questions=_TEST_QUESTIONS,
        ),
    ),
    Silence(
        point="board_member",
        when=(When("recipient", ("board_member",)), When("in_doubt", ("yes",))),
        says="De code zegt niet met wie een bestuurder overlegt.",
    ),
)

POLICY_NEW = _policy(
    _INTEREST,
    (
        Row(
            code="purchase",
            when=(When("kind", ("purchase",)),),
            verdict=Verdict.AVOID,
            says="Vermijd alles waardoor zaken en privé door elkaar kunnen lopen.",
            sources=(_INTEREST,),
            numbers=("LN-17",),
        ),
        Row(
            code="giving",
            when=(When("giver", ("employee_to_client",)),),
            verdict=Verdict.SILENT,
            says=(
                "De code zegt niets over een geschenk van u aan een klant, en noemt daarvoor ook niemand "
                "om mee te overleggen."
            ),
            sources=(_INTEREST,),
            silent_on=("giving",),
        ),
        _own_scheme(_INTEREST),
        _not_accepted(_INTEREST),
        Row(
            code="own_judgement",
            when=(),
            verdict=Verdict.OWN_JUDGEMENT,
            says=(
                "De code noemt geen bedrag. U schat zelf in of het geschenk in verhouding is en of u "
                "het kunt "
                "aannemen. Elke schijn dat u zich laat beïnvloeden moet u vermijden."
            ),
            sources=(_INTEREST,),
            numbers=("LN-20",),
            questions=(
                "Is het geschenk in verhouding?",
                "Kan het lijken alsof het geschenk uw werk of keuzes beïnvloedt?",
            ),
        ),
    ),
    _unnamed("in_doubt", "in_doubt", ("yes",), "wat u doet als u twijfelt over een geschenk"),
    _unnamed("feels_obliged", "feels_obliged", ("yes",), "het gevoel iets terug te moeten doen"),
    _unnamed("embarrassed", "embarrassed", ("yes",), "een geschenk dat u in verlegenheid brengt"),
    _unnamed("would_hide", "would_hide", ("yes",), "een geschenk dat u liever geheim houdt"),
)
