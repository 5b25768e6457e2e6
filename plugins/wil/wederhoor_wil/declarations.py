"""What WIL's code asks people to report, get approved or leave alone, by topic."""

from wederhoor.hookspecs import (
    Row,
    Silence,
    Statute,
    Verdict,
    When,
    topic_table,
)

from .duties import DECIDE, DECLARE, SIGN_SECRECY, TALK_WHEN_IN_DOUBT
from .sources import wil
from .topics import TOPICS

_COMMUNICATION = wil("4 Communicatie en omgaan met vertrouwelijke informatie")
_SIDE = wil("5 Nevenwerkzaamheden en andere privé activiteiten")
_PRIVATE_USE = wil("7 Privé gebruik van computer, tablet, printer of telefoon")
_SIDE_ACT = Statute(act="Ambtenarenwet 2017", article="8")

POLICIES = (
    topic_table(
        "side_activity",
        "Nevenwerkzaamheden",
        _SIDE,
        Row(
            code="conflict",
            when=(When("conflict", ("yes", "unclear")),),
            verdict=Verdict.REFUSED,
            says=(
                "U geeft alle nevenwerkzaamheden op. Is er belangenverstrengeling, of kan die er "
                "zijn, dan komt er geen "
                "toestemming. De code zegt wel dat er in overleg altijd mogelijkheden zijn."
            ),
            sources=(_SIDE, _SIDE_ACT),
            numbers=("WIL-26", "WIL-27"),
            duties=(DECLARE, DECIDE),
        ),
        Row(
            code="extensive",
            when=(When("extensive", ("yes",)),),
            verdict=Verdict.REFUSED,
            says=(
                "Nevenwerkzaamheden die zo veel tijd kosten dat het met uw functie praktisch "
                "misloopt, worden niet "
                "toegestaan. De code zegt wel dat er in overleg altijd mogelijkheden zijn."
            ),
            sources=(_SIDE,),
            numbers=("WIL-26", "WIL-27"),
            duties=(DECLARE, DECIDE),
        ),
        Row(
            code="declare",
            when=(),
            verdict=Verdict.REPORT,
            says=(
                "U geeft alle nevenwerkzaamheden op, betaald of onbetaald, die u doet of van plan "
                "bent. In overleg met uw "
                "leidinggevende wordt besloten wat er gebeurt."
            ),
            sources=(_SIDE, _SIDE_ACT),
            numbers=("WIL-26", "WIL-27"),
            duties=(DECLARE, DECIDE),
            questions=(
                "Kan er belangenverstrengeling zijn?",
                "Kost het zo veel tijd dat uw werk eronder lijdt?",
            ),
        ),
        silences=(
            Silence(
                point="volunteer",
                when=(When("recipient", ("volunteer",)),),
                says="De code zegt niets over vrijwilligers.",
            ),
        ),
    ),
    topic_table(
        "private_use",
        "Privé gebruik van voorzieningen",
        _PRIVATE_USE,
        Row(
            code="doubt",
            when=(When("in_doubt", ("yes",)),),
            verdict=Verdict.CONSULT,
            says=(
                "U twijfelt over uw eigen gedrag of dat van een collega. Bespreek het met elkaar of met "
                "uw leidinggevende."
            ),
            sources=(_PRIVATE_USE,),
            numbers=("WIL-35",),
            duties=(TALK_WHEN_IN_DOUBT,),
        ),
        Row(
            code="worktime",
            when=(When("in_working_time", ("yes",)), When("hinders_work", ("yes",))),
            verdict=Verdict.REFUSED,
            says="In werktijd vakantiesites bekijken of regelmatig WhatsApp gebruiken kan niet.",
            sources=(_PRIVATE_USE,),
            numbers=("WIL-34",),
        ),
        Row(
            code="hinders",
            when=(When("hinders_work", ("yes",)),),
            verdict=Verdict.REFUSED,
            says="Privé gebruik mag alleen beperkt, en mag het werk niet hinderen.",
            sources=(_PRIVATE_USE,),
            numbers=("WIL-33",),
        ),
        Row(
            code="limited",
            when=(),
            verdict=Verdict.ALLOWED,
            says=(
                "Beperkt privé gebruik mag, zoals kantoorspullen, mail, telefoon en kopieerapparaat, "
                "als het werk er niet "
                "onder lijdt. Een kwartiertje internet in de pauze is geen probleem."
            ),
            sources=(_PRIVATE_USE,),
            numbers=("WIL-33",),
        ),
    ),
    topic_table(
        "surfing_in_working_time",
        "Surfen en WhatsApp in werktijd",
        _PRIVATE_USE,
        Row(
            code="outside",
            when=(When("in_working_time", ("no",)),),
            verdict=Verdict.SILENT,
            says=(
                "De code verbiedt dit alleen in werktijd. Een kwartiertje internet in de pauze is geen probleem."
            ),
            sources=(_PRIVATE_USE,),
            numbers=("WIL-33",),
            silent_on=("outside_working_time",),
        ),
        Row(
            code="working_time",
            when=(),
            verdict=Verdict.REFUSED,
            says="In werktijd vakantiesites bekijken of regelmatig WhatsApp gebruiken kan niet.",
            sources=(_PRIVATE_USE,),
            numbers=("WIL-34",),
        ),
    ),
    topic_table(
        "private_post",
        "Privépost",
        _PRIVATE_USE,
        Row(
            code="stamped",
            when=(When("own_stamp", ("yes",)),),
            verdict=Verdict.ALLOWED,
            says="Post met uw eigen postzegel mag mee met de verzending.",
            sources=(_PRIVATE_USE,),
            numbers=("WIL-36",),
        ),
        Row(
            code="at_cost",
            when=(),
            verdict=Verdict.REFUSED,
            says="Privépost versturen op kosten van WIL mag niet. Met uw eigen postzegel mag de post mee.",
            sources=(_PRIVATE_USE,),
            numbers=("WIL-36",),
        ),
    ),
    topic_table(
        "suwinet",
        "Toegang tot Suwinet",
        _COMMUNICATION,
        Row(
            code="signed",
            when=(When("signed", ("yes",)),),
            verdict=Verdict.ALLOWED,
            says="U hebt de geheimhoudingsverklaring getekend; dat moest voor de toegang.",
            sources=(_COMMUNICATION,),
            numbers=("WIL-23",),
        ),
        Row(
            code="first_sign",
            when=(),
            verdict=Verdict.PRIOR_APPROVAL,
            says="Voordat u toegang krijgt tot Suwinet, tekent u een geheimhoudingsverklaring.",
            sources=(_COMMUNICATION,),
            numbers=("WIL-23",),
            duties=(SIGN_SECRECY,),
        ),
    ),
    *TOPICS,
)
