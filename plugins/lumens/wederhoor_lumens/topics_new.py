"""Topics on which the newer edition gives one answer, whatever the facts."""

from wederhoor.hookspecs import Duty, Moment, Verdict, plain_topic

from .roles import EMPLOYEE, around
from .sources import code_new

_GENERAL = code_new("Algemene omgangsvormen")
_PRIVACY_SAYS = (
    "U gaat integer om met persoonlijke informatie en volgt het privacybeleid. Meer zegt de code niet; dat "
    "beleid is niet ontvangen."
)

TOPICS = (
    plain_topic(
        "discriminating_remarks",
        "Discriminerende opmerkingen",
        Verdict.REFUSED,
        "Discriminerende taal is verboden.",
        code_new("Ongewenst gedrag, Intimidatie | agressie & geweld"),
        "LN-14",
        "LN-15",
        also=(code_new("Ongewenst gedrag, Discriminatie"),),
    ),
    plain_topic(
        "dress",
        "Kleding",
        Verdict.OWN_JUDGEMENT,
        "Uw kleding past bij uw functie en is schoon, heel en verzorgd. Wat past, zegt de code verder niet.",
        code_new("Kleding"),
        "LN-25",
    ),
    plain_topic(
        "complaint_about_colleague",
        "Klacht over een collega",
        Verdict.CONSULT,
        "U bespreekt de klacht met de persoon over wie het gaat. Kan dat niet of helpt het niet, dan met uw "
        "leidinggevende. Ook de vertrouwenspersoon kan helpen. Is een gesprek niet genoeg, dan is er de "
        "klachtencommissie.",
        code_new("Klachtenbehandeling"),
        "LN-33",
        "LN-34",
        duties=(
            Duty(
                who="medewerker",
                by=(EMPLOYEE,),
                what="bespreken",
                to="de persoon zelf",
                towards=(around("de persoon zelf"),),
                when="eerst",
                moment=Moment.WHEN_IT_ARISES,
            ),
        ),
    ),
    plain_topic(
        "client_data", "Persoonlijke informatie", Verdict.OWN_JUDGEMENT, _PRIVACY_SAYS, _GENERAL, "LN-06"
    ),
    plain_topic(
        "confidential_information",
        "Persoonlijke informatie delen",
        Verdict.OWN_JUDGEMENT,
        _PRIVACY_SAYS,
        _GENERAL,
        "LN-06",
    ),
    plain_topic(
        "remarks_by_colleague",
        "Een collega doet discriminerende uitspraken",
        Verdict.CONSULT,
        "U laat ongewenst gedrag niet gebeuren en maakt het altijd bespreekbaar. Met wie, zegt de code niet.",
        _GENERAL,
        "LN-07",
    ),
)
