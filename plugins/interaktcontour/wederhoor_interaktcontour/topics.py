"""Topics on which InteraktContour's code gives one answer, whatever the facts."""

from wederhoor.hookspecs import ContactOrder, Duty, Moment, Verdict, plain_topic, wbk

from .roles import DIRECT_SUPERVISOR, EMPLOYEE, around, not_said
from .sources import ic

_SPLIT = "Scheiding werk/privé"
_CLOSING = ic("Tot slot")


def _cl(point: int) -> str:
    return f"Omgang van medewerkers met cliënten, punt {point}"


def _co(point: int) -> str:
    return f"Omgang met collega’s, punt {point}"


def _so(point: int) -> str:
    return f"Social media, punt {point}"


TOPICS = (
    plain_topic(
        "social_media_post",
        "Bericht op sociale media",
        Verdict.OWN_JUDGEMENT,
        (
            "Ook als u iets privé plaatst, gaat u na of u de organisatie, een cliënt of een collega schaadt. Wijkt uw "
            "mening af van het beleid? Geef die dan als privépersoon, en haal naam en logo van de organisatie uit uw "
            "profiel. Wat u plaatst blijft lang zichtbaar."
        ),
        ic(_so(3)),
        "IC-29",
        "IC-32",
        "IC-33",
        also=(ic(_so(6)), ic(_so(7))),
        questions=(
            "Kan uw bericht de organisatie, een cliënt of een collega schaden?",
            "Wijkt uw mening af van het beleid van de organisatie?",
        ),
    ),
    plain_topic(
        "discriminating_remarks",
        "Discriminerende opmerkingen",
        Verdict.REFUSED,
        "Discriminerende of seksistische uitingen passen niet bij respect voor cliënten, met of zonder woorden.",
        ic(_cl(1)),
        "IC-08",
    ),
    plain_topic(
        "dress",
        "Kleding",
        Verdict.OWN_JUDGEMENT,
        "Uw kleding en gedrag laten respect zien voor cliënten en collega’s. Meer zegt de code niet over kleding.",
        ic(_cl(10)),
        "IC-19",
        also=(ic(_co(5)),),
    ),
    plain_topic(
        "disagreement",
        "Meningsverschil of conflict",
        Verdict.CONSULT,
        "Bespreek het zodra het speelt met collega’s en met uw direct leidinggevende. Beide kanten worden gehoord.",
        _CLOSING,
        "IC-50",
        duties=(
            Duty(
                who="medewerker",
                by=(EMPLOYEE,),
                what="bespreken",
                to="collega’s en direct leidinggevende",
                towards=(
                    around("collega’s"),
                    DIRECT_SUPERVISOR,
                ),
                choice=ContactOrder.BOTH,
                when="zodra het speelt",
                moment=Moment.WHEN_IT_ARISES,
            ),
        ),
    ),
    plain_topic(
        "unclear_rule",
        "Verschil over de uitleg van de code",
        Verdict.CONSULT,
        "Ziet u de uitleg anders dan uw direct leidinggevende, dan bespreekt u dat met die leidinggevende. Is die stap "
        "te groot, dan is er de vertrouwenspersoon.",
        _CLOSING,
        "IC-51",
        duties=(
            Duty(
                who="medewerker",
                by=(EMPLOYEE,),
                what="bespreken",
                to="direct leidinggevende",
                towards=(DIRECT_SUPERVISOR,),
                when="eerst",
                moment=Moment.WHEN_IT_ARISES,
            ),
        ),
    ),
    plain_topic(
        "confidential_information",
        "Vertrouwelijke informatie delen",
        Verdict.REFUSED,
        "U deelt geen vertrouwelijke informatie over cliënten of collega’s op sociale media.",
        ic(_so(1)),
        "IC-26",
    ),
    plain_topic(
        "share_knowledge",
        "Kennis delen op sociale media",
        Verdict.ALLOWED,
        (
            "Kennis delen mag, als cliënten, collega’s, partners, concurrenten en de organisatie niet in "
            "een kwaad daglicht komen."
        ),
        ic(_so(1)),
        "IC-25",
    ),
    plain_topic(
        "press",
        "Pers en spreken namens de organisatie",
        Verdict.REFUSED,
        (
            "U spreekt niet namens de organisatie; dat doen alleen de woordvoerders. Op juridische zaken "
            "of een crisis reageert u niet."
        ),
        ic(_so(5)),
        "IC-31",
    ),
    plain_topic(
        "business_use_of_property",
        "Zaken doen met eigendommen van de organisatie",
        Verdict.REFUSED,
        "U doet geen zaken voor uzelf of anderen met eigendommen van de organisatie.",
        ic(f"{_SPLIT}, punt 3"),
        "IC-39",
    ),
    plain_topic(
        "advantage",
        "Voordeel of voorrang",
        Verdict.REFUSED,
        "U regelt voor uzelf of uw familie geen voordeel of voorrang bij diensten van of aan de organisatie.",
        ic(f"{_SPLIT}, punt 5"),
        "IC-41",
    ),
    plain_topic(
        "alcohol",
        "Alcohol en drugs",
        Verdict.REFUSED,
        "Kort voor een dienst gebruikt u geen alcohol of drugs, en u werkt niet onder invloed.",
        ic(_cl(9)),
        "IC-18",
    ),
    plain_topic(
        "drugs",
        "Drugs",
        Verdict.REFUSED,
        "Kort voor een dienst gebruikt u geen alcohol of drugs, en u werkt niet onder invloed.",
        ic(_cl(9)),
        "IC-18",
    ),
    plain_topic(
        "aggression",
        "Agressie tegen een cliënt",
        Verdict.REFUSED,
        "U bent niet agressief tegen een cliënt.",
        ic(_cl(6)),
        "IC-14",
    ),
    plain_topic(
        "undesired_conduct",
        "Ongewenst gedrag tussen collega’s",
        Verdict.REFUSED,
        "Discriminatie, agressie, pesten, roddelen en (seksuele) intimidatie horen niet, ook niet online.",
        ic(_co(1)),
        "IC-20",
    ),
    plain_topic(
        "discontent",
        "Onvrede over iemand",
        Verdict.CONSULT,
        (
            "U bespreekt het eerst met de persoon zelf. Kan dat niet, dan met uw leidinggevende; gaat het "
            "over die, dan met diens leidinggevende. Ook de vertrouwenspersoon kan helpen."
        ),
        ic(_co(4)),
        "IC-24",
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
        "breach_seen",
        "De code wordt niet nageleefd",
        Verdict.CONSULT,
        (
            "U maakt het eerst bespreekbaar met de persoon zelf. Gaat het om uzelf of om de uitleg, dan "
            "met uw direct leidinggevende. Is die stap te groot, dan is er de vertrouwenspersoon."
        ),
        _CLOSING,
        "IC-51",
        duties=(
            Duty(
                who="medewerker",
                by=(EMPLOYEE,),
                what="bespreekbaar maken",
                to="de persoon zelf",
                towards=(around("de persoon zelf"),),
                when="eerst",
                moment=Moment.WHEN_IT_ARISES,
            ),
        ),
    ),
    plain_topic(
        "misconduct",
        "Vermoeden van een misstand",
        Verdict.REPORT,
        (
            "In bijzondere situaties en als laatste middel, bij een groot maatschappelijk belang, is er "
            "de klokkenluidersregeling. De Wet bescherming klokkenluiders laat u ook direct naar buiten gaan."
        ),
        _CLOSING,
        "IC-07",
        "IC-52",
        also=(ic("Algemeen"), wbk.article("2c")),
        duties=(
            Duty(
                who="medewerker",
                by=(EMPLOYEE,),
                what="melden",
                to="volgens de klokkenluidersregeling",
                towards=(not_said("volgens de klokkenluidersregeling"),),
                when="bij een vermoeden",
                moment=Moment.WHEN_IT_ARISES,
            ),
        ),
    ),
)
