"""Topics of the code of 2016, where the animo-coach is the one to talk to."""

from wederhoor.hookspecs import AnyYes, Duty, Row, Verdict, When, plain_topic, topic_table

from .sources import code_2016

_CORE = "hoofdstuk 3"
_RULES = "hoofdstuk 4"
_PRINCIPLES = code_2016(f"{_CORE}, Uitgangspunten")
_PROFESSION = code_2016(f"{_CORE}, Gedragscode vs. beroepscode")
_CONFIDANT = code_2016(f"{_CORE}, Vertrouwenspersoon")
_COMPLAINT = code_2016(f"{_CORE}, Klachtenprocedure")
_CLIENTS = code_2016(f"{_RULES}, par. 2 Klant centraal, Veiligheid en Privacy")
_COLLEAGUES = code_2016(f"{_RULES}, par. 3 Samenwerking met collega’s")
_SIDE = code_2016(f"{_RULES}, par. 4 Nevenactiviteiten en conflicterende belangen")
_DILEMMA = code_2016(f"{_RULES}, par. 6 Ethische dilemma’s")
_INTERESTS = code_2016(f"{_RULES}, par. 7 Belangen van de klant en belangen van de medewerker")
_WHISTLE = code_2016(f"{_RULES}, par. 8 Klokkenluiden")


def _coach(what: str, when: str) -> Duty:
    return Duty(who="medewerker", what=what, to="animo-coach", when=when)


_SIDE_QUESTIONS = (
    "Heeft uw activiteit te maken met klanten, leveranciers, collega’s of bedrijfsgegevens?",
    "Is uw activiteit in strijd met het belang van Lumens of schadelijk daarvoor?",
)
_DILEMMA_QUESTIONS = (
    "Vinden we de gevolgen voor anderen aanvaardbaar?",
    "Zouden we ook zo beslissen als het onszelf raakte?",
    "Durven we onze keuze aan iedereen te vertellen?",
)
_SECRECY_QUESTIONS = (
    "Dient u met spreken een zwaarwegend belang van de cliënt of diens kinderen?",
    "Weegt dat zwaarder dan het belang van zwijgen?",
    "Kan het ook zonder het geheim te verbreken?",
    "Kunt u de cliënt echt niet om toestemming vragen?",
    "Aan wie moet u wat vertellen om te zorgen dat het onveilige stopt?",
)

POLICIES = (
    topic_table(
        "side_activity",
        "Nevenactiviteiten",
        _SIDE,
        Row(
            code="contrary",
            when=(When("conflict", ("yes",)),),
            verdict=Verdict.REFUSED,
            says="Een nevenfunctie die in strijd is met uw werk of daarvoor schadelijk is, neemt u niet aan.",
            sources=(_SIDE,),
            numbers=("L16-30",),
        ),
        Row(
            code="doubt",
            when=(When("in_doubt", ("yes",)),),
            verdict=Verdict.CONSULT,
            says=(
                "U twijfelt of uw activiteit in strijd is met de cao. Bespreek dat met uw animo-coach; "
                "dat is nodig."
            ),
            sources=(_SIDE,),
            numbers=("L16-32",),
            duties=(_coach("de nevenactiviteit bespreken", "zodra u twijfelt, nu of later"),),
            questions=_SIDE_QUESTIONS,
        ),
        Row(
            code="unclear_conflict",
            when=(When("conflict", ("unclear",)),),
            verdict=Verdict.CONSULT,
            says=(
                "Of de activiteit in strijd is met uw werk is niet duidelijk. Bespreek dat met uw "
                "animo-coach."
            ),
            sources=(_SIDE,),
            numbers=("L16-32",),
            duties=(_coach("de nevenactiviteit bespreken", "zodra u twijfelt, nu of later"),),
            questions=_SIDE_QUESTIONS,
        ),
        Row(
            code="not_contrary",
            when=(When("conflict", ("no",)),),
            verdict=Verdict.ALLOWED,
            says=(
                "De activiteit is niet in strijd met uw werk en niet schadelijk; dan verbiedt de code "
                "haar niet."
            ),
            sources=(_SIDE,),
            numbers=("L16-30",),
        ),
        Row(
            code="own_judgement",
            when=(),
            verdict=Verdict.OWN_JUDGEMENT,
            says=(
                "U gaat zelf na of de activiteit in strijd is met uw werk of daarvoor schadelijk is. "
                "De code vraagt "
                "niet om elke nevenactiviteit te melden. Bij twijfel bespreekt u het met de animo-coach."
            ),
            sources=(_SIDE,),
            numbers=("L16-31",),
            questions=_SIDE_QUESTIONS,
        ),
    ),
    topic_table(
        "private_purchase",
        "Privé kopen of verkopen",
        _INTERESTS,
        Row(
            code="client",
            when=(When("with", ("client",)),),
            verdict=Verdict.REFUSED,
            says="Medewerker en klant kopen geen spullen of diensten van elkaar.",
            sources=(_INTERESTS,),
            numbers=("L16-43",),
        ),
        Row(
            code="other",
            when=(),
            verdict=Verdict.SILENT,
            says=(
                "De code zegt niets over privé kopen bij anderen dan klanten. Bespreek het met de "
                "animo-coach."
            ),
            sources=(_CONFIDANT,),
            numbers=("L16-11",),
            duties=(_coach("de situatie voorleggen en samen bepalen wat te doen", "voordat u iets doet"),),
            silent_on=("private_purchase",),
        ),
    ),
    topic_table(
        "personal_relation",
        "Persoonlijke relaties",
        _INTERESTS,
        Row(
            code="client",
            when=(When("with", ("client",)),),
            verdict=Verdict.REFUSED,
            says="Tussen medewerker en klant ontstaat geen persoonlijke verhouding.",
            sources=(_INTERESTS,),
            numbers=("L16-44",),
        ),
        Row(
            code="other",
            when=(),
            verdict=Verdict.SILENT,
            says=(
                "De code zegt alleen iets over persoonlijke verhoudingen met klanten. Bespreek het met de "
                "animo-coach."
            ),
            sources=(_CONFIDANT,),
            duties=(_coach("de situatie voorleggen en samen bepalen wat te doen", "voordat u iets doet"),),
            silent_on=("personal_relation",),
        ),
    ),
    topic_table(
        "property_use",
        "Bedrijfseigendom gebruiken",
        _SIDE,
        Row(
            code="agreed",
            when=(When("approved", ("yes",)),),
            verdict=Verdict.ALLOWED,
            says="Er is een aparte afspraak met de animo-coach of uitdrukkelijke toestemming. Dan mag het.",
            sources=(_SIDE,),
            numbers=("L16-35",),
        ),
        Row(
            code="forbidden_without",
            when=(),
            verdict=Verdict.PRIOR_APPROVAL,
            says=(
                "Bedrijfseigendom gebruikt u niet voor uzelf, privé of zakelijk; u neemt het niet mee "
                "en leent het niet "
                "uit. Een uitzondering kan alleen na een aparte afspraak met de animo-coach, voor u "
                "of voor het team, of "
                "na uitdrukkelijke toestemming."
            ),
            sources=(_SIDE,),
            numbers=("L16-33", "L16-35"),
            duties=(_coach("een aparte afspraak maken of toestemming vragen", "vooraf"),),
        ),
    ),
    topic_table(
        "share_confidential",
        "Vertrouwelijke informatie over een klant delen",
        _INTERESTS,
        Row(
            code="unclear",
            when=(AnyYes(("in_doubt",)),),
            verdict=Verdict.CONSULT,
            says=(
                "Is niet duidelijk of delen gewenst is, dan overlegt u altijd met de animo-coach. "
                "Samen kunt u ook "
                "collega’s en beroepsgenoten vragen. Kan het niet met de animo-coach, dan met de "
                "vertrouwenspersoon."
            ),
            sources=(_INTERESTS,),
            numbers=("L16-48", "L16-49"),
            duties=(_coach("overleggen en samen afspreken wat te doen", "voordat u deelt"),),
            questions=_SECRECY_QUESTIONS,
        ),
        Row(
            code="serious",
            when=(AnyYes(("serious_crime", "safety")),),
            verdict=Verdict.ALLOWED,
            says=(
                "Bij kennis van een ernstig strafbaar feit, of als de veiligheid van de klant, diens "
                "gezin of omgeving "
                "in gevaar is, deelt u de informatie. U vertelt de klant dat vooraf."
            ),
            sources=(_INTERESTS,),
            numbers=("L16-45", "L16-46"),
            duties=(
                Duty(
                    who="medewerker",
                    what="vertellen dat de informatie wordt gedeeld",
                    to="klant",
                    when="vooraf",
                ),
            ),
            questions=_SECRECY_QUESTIONS,
        ),
        Row(
            code="otherwise",
            when=(),
            verdict=Verdict.CONSULT,
            says=(
                "Van klanten weet u dingen in vertrouwen. Is niet duidelijk of delen gewenst is, dan "
                "overlegt u altijd "
                "met de animo-coach."
            ),
            sources=(_INTERESTS,),
            numbers=("L16-48",),
            duties=(_coach("overleggen en samen afspreken wat te doen", "voordat u deelt"),),
            questions=_SECRECY_QUESTIONS,
        ),
    ),
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
        duties=(_coach("overleggen en het advies volgen", "zodra de regels botsen"),),
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
        duties=(_coach("de situatie voorleggen en samen bepalen wat te doen", "voordat u iets doet"),),
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
        duties=(_coach("overleggen en samen afspreken wat te doen", "altijd"),),
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
        duties=(Duty(who="medewerker", what="aanspreken", to="de collega zelf", when="als u het ziet"),),
    ),
    plain_topic(
        "complaint_about_colleague",
        "Klacht over gedrag van een medewerker",
        Verdict.REPORT,
        "Is er goede reden voor een klacht over gedrag van een medewerker, dan volgt u de Klachtenprocedure.",
        _COMPLAINT,
        "L16-16",
        duties=(
            Duty(who="medewerker", what="de klacht indienen", to="volgens de Klachtenprocedure", when=""),
        ),
    ),
    plain_topic(
        "misconduct",
        "Vermoeden van een misstand of onregelmatigheid",
        Verdict.REPORT,
        "U meldt het volgens de regeling Omgaan met het melden van vermoedens van misstand of "
        "onregelmatigheid. Lumens "
        "wil het eerst binnen de organisatie oplossen. De wet laat u ook direct naar buiten gaan.",
        _WHISTLE,
        "L16-51",
        duties=(Duty(who="medewerker", what="melden", to="volgens de regeling", when="bij een vermoeden"),),
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
                who="vertrouwenspersoon", what="de situatie melden, anoniem", to="bestuurder", when="altijd"
            ),
            Duty(who="vertrouwenspersoon", what="verslag uitbrengen", to="bestuurder", when="elk jaar"),
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
