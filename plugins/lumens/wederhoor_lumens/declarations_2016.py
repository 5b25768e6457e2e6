"""Topics of the code of 2016, where the animo-coach is the one to talk to."""

from wederhoor.hookspecs import AnyYes, Duty, Moment, Row, Verdict, When, topic_table

from .duties import coach
from .roles import EMPLOYEE, around
from .sources import code_2016
from .topics_2016 import TOPICS

_CORE = "hoofdstuk 3"
_RULES = "hoofdstuk 4"
_CONFIDANT = code_2016(f"{_CORE}, Vertrouwenspersoon")
_SIDE = code_2016(f"{_RULES}, par. 4 Nevenactiviteiten en conflicterende belangen")
_PRIVACY = code_2016(f"{_RULES}, par. 2 Klant centraal, Veiligheid en Privacy")
_INTERESTS = code_2016(f"{_RULES}, par. 7 Belangen van de klant en belangen van de medewerker")


_SIDE_QUESTIONS = (
    "Heeft uw activiteit te maken met klanten, leveranciers, collega’s of bedrijfsgegevens?",
    "Is uw activiteit in strijd met het belang van Lumens of schadelijk daarvoor?",
)
_SECRECY_QUESTIONS = (
    "Dient u met spreken een zwaarwegend belang van de cliënt of diens kinderen?",
    "Weegt dat zwaarder dan het belang van zwijgen?",
    "Kan het ook zonder het geheim te verbreken?",
    "Kunt u de cliënt echt niet om toestemming vragen?",
    "Aan wie moet u wat vertellen om te zorgen dat het onveilige stopt?",
)

_SHARING = (
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
        duties=(
            coach(
                "overleggen en samen afspreken wat te doen",
                "voordat u deelt",
                Moment.BEFOREHAND,
                late="alsnog",
            ),
        ),
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
        beforehand=True,
        duties=(
            Duty(
                who="medewerker",
                by=(EMPLOYEE,),
                what="vertellen dat de informatie wordt gedeeld",
                to="klant",
                towards=(around("klant"),),
                when="vooraf",
                moment=Moment.BEFOREHAND,
            ),
        ),
        questions=_SECRECY_QUESTIONS,
    ),
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
            duties=(
                coach("de nevenactiviteit bespreken", "zodra u twijfelt, nu of later", Moment.WHEN_IT_ARISES),
            ),
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
            duties=(
                coach("de nevenactiviteit bespreken", "zodra u twijfelt, nu of later", Moment.WHEN_IT_ARISES),
            ),
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
            duties=(
                coach(
                    "de situatie voorleggen en samen bepalen wat te doen",
                    "voordat u iets doet",
                    Moment.BEFOREHAND,
                    late="alsnog",
                ),
            ),
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
            duties=(
                coach(
                    "de situatie voorleggen en samen bepalen wat te doen",
                    "voordat u iets doet",
                    Moment.BEFOREHAND,
                    late="alsnog",
                ),
            ),
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
            duties=(coach("een aparte afspraak maken of toestemming vragen", "vooraf", Moment.BEFOREHAND),),
        ),
    ),
    topic_table(
        "share_confidential",
        "Vertrouwelijke informatie over een klant delen",
        _INTERESTS,
        *_SHARING,
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
            duties=(
                coach(
                    "overleggen en samen afspreken wat te doen",
                    "voordat u deelt",
                    Moment.BEFOREHAND,
                    late="alsnog",
                ),
            ),
            questions=_SECRECY_QUESTIONS,
        ),
    ),
    topic_table(
        "confidential_information",
        "Vertrouwelijke gegevens van klanten",
        _PRIVACY,
        *_SHARING,
        Row(
            code="confidential",
            when=(),
            verdict=Verdict.REFUSED,
            says=(
                "U bewaakt de privacy van de klant en houdt diens gegevens vertrouwelijk. Delen mag alleen bij een "
                "ernstig strafbaar feit of als de veiligheid in gevaar is; u vertelt de klant dat vooraf."
            ),
            sources=(_PRIVACY, _INTERESTS),
            numbers=("L16-25", "L16-45", "L16-46"),
        ),
    ),
    *TOPICS,
)
