"""Topics on which the code of 2016 gives one answer, whatever the facts."""

from wederhoor.hookspecs import Duty, Moment, Verdict, plain_topic, wbk

from .duties import coach
from .roles import CONFIDANT, DIRECTOR, EMPLOYEE, around, not_said
from .sources import code_2016

_CORE = "hoofdstuk 3"
_RULES = "hoofdstuk 4"
_PRINCIPLES = code_2016(f"{_CORE}, Uitgangspunten")
_PROFESSION = code_2016(f"{_CORE}, Gedragscode vs. beroepscode")
_CONFIDANT = code_2016(f"{_CORE}, Vertrouwenspersoon")
_COMPLAINT = code_2016(f"{_CORE}, Klachtenprocedure")
_CLIENTS = code_2016(f"{_RULES}, par. 2 Klant centraal, Veiligheid en Privacy")
_COLLEAGUES = code_2016(f"{_RULES}, par. 3 Samenwerking met collega’s")
_DILEMMA = code_2016(f"{_RULES}, par. 6 Ethische dilemma’s")
_INTERESTS = code_2016(f"{_RULES}, par. 7 Belangen van de klant en belangen van de medewerker")
_WHISTLE = code_2016(f"{_RULES}, par. 8 Klokkenluiden")


_DILEMMA_QUESTIONS = (
    "Vinden we de gevolgen voor anderen aanvaardbaar?",
    "Zouden we ook zo beslissen als het onszelf raakte?",
    "Durven we onze keuze aan iedereen te vertellen?",
)

TOPICS = (
    plain_topic(
        "professional_code_conflict",
        "Botsing met uw beroepscode",
        Verdict.CONSULT,
        "Overleg met de animo-coach en volg diens advies. Helpt dat te weinig, dan informeert u de "
        "vertrouwenspersoon of "
        "de bestuurder; u kiest.",
        _PROFESSION,
        "L16-09",
        "L16-10",
        duties=(coach("overleggen en het advies volgen", "zodra de regels botsen", Moment.WHEN_IT_ARISES),),
    ),
    plain_topic(
        "unclear_rule",
        "De code geeft geen duidelijk antwoord",
        Verdict.CONSULT,
        "Leg de situatie voor aan de animo-coach en bepaal samen wat u doet. Is de animo-coach zelf "
        "partij of wilt u dat om "
        "privacy niet, ga dan naar de vertrouwenspersoon.",
        _CONFIDANT,
        "L16-11",
        "L16-12",
        duties=(
            coach(
                "de situatie voorleggen en samen bepalen wat te doen",
                "voordat u iets doet",
                Moment.BEFOREHAND,
                late="alsnog",
            ),
        ),
    ),
    plain_topic(
        "dilemma",
        "Ethisch dilemma",
        Verdict.CONSULT,
        "Overleg altijd met de animo-coach en spreek samen af wat u doet. U mag het eerst met andere "
        "collega’s bespreken. "
        "Kan het niet met de animo-coach, dan met de vertrouwenspersoon. Op drie vragen moet het "
        "antwoord ja zijn.",
        _DILEMMA,
        "L16-39",
        "L16-40",
        "L16-41",
        duties=(coach("overleggen en samen afspreken wat te doen", "altijd", Moment.WHEN_IT_ARISES),),
        questions=_DILEMMA_QUESTIONS,
    ),
    plain_topic(
        "undesired_conduct",
        "Discriminatie, agressie, intimidatie en misbruik",
        Verdict.REFUSED,
        "U discrimineert niet, bent niet agressief, intimideert niet en maakt geen misbruik van "
        "anderen. Van klanten "
        "hoeft u dat ook niet te accepteren.",
        _CLIENTS,
        "L16-24",
        "L16-28",
    ),
    plain_topic(
        "discriminating_remarks",
        "Discriminerende opmerkingen",
        Verdict.REFUSED,
        "U discrimineert niet, ook niet in woorden: klanten niet en collega’s niet.",
        _CLIENTS,
        "L16-24",
        "L16-28",
        also=(_COLLEAGUES,),
    ),
    plain_topic(
        "client_data",
        "Gegevens van klanten",
        Verdict.OWN_JUDGEMENT,
        "U bewaakt de privacy van de klant en gaat vertrouwelijk om met diens gegevens. Het Privacyreglement werkt dat "
        "uit; dat is niet ontvangen.",
        _CLIENTS,
        "L16-25",
    ),
    plain_topic(
        "conflict_of_interest",
        "Belangenverstrengeling",
        Verdict.AVOID,
        "U voorkomt dat zaken en privé door elkaar lopen en bent open over uw werk en belangen.",
        code_2016(f"{_RULES}, par. 4 Nevenactiviteiten en conflicterende belangen"),
        "L16-31",
    ),
    plain_topic(
        "forgery",
        "Valsheid in geschrifte",
        Verdict.REFUSED,
        (
            "U werkt niet actief mee aan valse papieren, zoals een uitkering aanvragen terwijl u weet dat "
            "iemand samenwoont."
        ),
        _INTERESTS,
        "L16-47",
    ),
    plain_topic(
        "breach_seen",
        "Een collega houdt zich niet aan de code",
        Verdict.CONSULT,
        "U spreekt de collega erop aan.",
        _PRINCIPLES,
        "L16-07",
        duties=(
            Duty(
                who="medewerker",
                by=(EMPLOYEE,),
                what="aanspreken",
                to="de collega zelf",
                towards=(around("de collega zelf"),),
                when="als u het ziet",
                moment=Moment.WHEN_IT_ARISES,
            ),
        ),
    ),
    plain_topic(
        "complaint_about_colleague",
        "Klacht over gedrag van een medewerker",
        Verdict.REPORT,
        "Is er goede reden voor een klacht over gedrag van een medewerker, dan volgt u de Klachtenprocedure.",
        _COMPLAINT,
        "L16-16",
        duties=(
            Duty(
                who="medewerker",
                by=(EMPLOYEE,),
                what="de klacht indienen",
                to="volgens de Klachtenprocedure",
                towards=(not_said("volgens de Klachtenprocedure"),),
                when="",
                moment=Moment.NOT_SAID,
            ),
        ),
    ),
    plain_topic(
        "misconduct",
        "Vermoeden van een misstand of onregelmatigheid",
        Verdict.REPORT,
        "U meldt het volgens de regeling Omgaan met het melden van vermoedens van misstand of "
        "onregelmatigheid. Lumens "
        "wil het eerst binnen de organisatie oplossen. De Wet bescherming klokkenluiders laat u ook direct naar buiten gaan.",
        _WHISTLE,
        "L16-51",
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
        "confidant_signal",
        "Signaal van de vertrouwenspersoon",
        Verdict.REPORT,
        "De vertrouwenspersoon meldt een situatie die beleid of regels raakt altijd aan de "
        "bestuurder, zonder naam tenzij "
        "anders afgesproken. Elk jaar komt er een verslag aan de bestuurder.",
        _CONFIDANT,
        "L16-13",
        "L16-14",
        duties=(
            Duty(
                who="vertrouwenspersoon",
                by=(CONFIDANT,),
                what="de situatie melden, anoniem",
                to="bestuurder",
                towards=(DIRECTOR,),
                when="altijd",
                moment=Moment.WHEN_IT_ARISES,
            ),
            Duty(
                who="vertrouwenspersoon",
                by=(CONFIDANT,),
                what="verslag uitbrengen",
                to="bestuurder",
                towards=(DIRECTOR,),
                when="elk jaar",
                moment=Moment.YEARLY,
            ),
        ),
    ),
    plain_topic(
        "colleague_treatment",
        "Discriminatie of misbruik tussen collega’s",
        Verdict.REFUSED,
        (
            "U behandelt collega’s met respect. Discriminatie, misbruik, seksuele intimidatie en agressie "
            "mogen niet."
        ),
        _COLLEAGUES,
        "L16-28",
    ),
)
