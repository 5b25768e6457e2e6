"""What the complaints regulation forbids or wants asked first, for everybody in a complaint."""

from wederhoor.hookspecs import Duty, Moment, Row, Verdict, When, plain_topic, topic_table

from .roles import COMMITTEE, DIRECTOR_IN_FULL, around, not_said
from .sources import kr

_RECORDINGS = kr("Opnames van gesprekken")
_STEP_3 = kr("bijlage 3, stap 3")
_ACCESS = kr("bijlage 4, Registratie")

TOPICS = (
    topic_table(
        "recording",
        "Een gesprek over een klacht opnemen",
        _RECORDINGS,
        Row(
            code="consent",
            when=(When("consent", ("yes",)),),
            verdict=Verdict.ALLOWED,
            says="Iedereen die erbij is, weet ervan en vindt het goed. Dan mag het. Delen mag pas na aparte toestemming.",
            sources=(_RECORDINGS,),
            numbers=("KR-024", "KR-025"),
        ),
        Row(
            code="secret",
            when=(),
            verdict=Verdict.REFUSED,
            says=(
                "Opnemen mag niet zonder dat alle aanwezigen het weten en goedvinden. Blijkt dat het toch is gebeurd, dan "
                "stopt de behandeling van de klacht."
            ),
            sources=(_RECORDINGS,),
            numbers=("KR-024", "KR-026"),
        ),
    ),
    topic_table(
        "share_recording",
        "Een opname delen of publiceren",
        _RECORDINGS,
        Row(
            code="consent",
            when=(When("consent", ("yes",)),),
            verdict=Verdict.ALLOWED,
            says="Er is aparte toestemming om de opname te delen.",
            sources=(_RECORDINGS,),
            numbers=("KR-025",),
        ),
        Row(
            code="separate_consent",
            when=(),
            verdict=Verdict.PRIOR_APPROVAL,
            says="Toestemming om op te nemen is geen toestemming om te delen. Daarvoor is aparte toestemming nodig.",
            sources=(_RECORDINGS,),
            numbers=("KR-025",),
            duties=(
                Duty(
                    who="wie wil delen",
                    by=(around("wie wil delen"),),
                    what="aparte toestemming vragen",
                    to="alle aanwezigen",
                    towards=(around("alle aanwezigen"),),
                    when="vooraf",
                    moment=Moment.BEFOREHAND,
                ),
            ),
        ),
    ),
    topic_table(
        "file_inspection",
        "Personeels- of klantdossiers inzien door de commissie",
        _STEP_3,
        Row(
            code="consent",
            when=(When("consent", ("yes",)),),
            verdict=Verdict.ALLOWED,
            says="De betrokkenen gaven schriftelijk toestemming.",
            sources=(_STEP_3,),
            numbers=("KR-107",),
        ),
        Row(
            code="without",
            when=(),
            verdict=Verdict.REFUSED,
            says="De commissie mag personeels- en klantdossiers niet inzien, tenzij de betrokkenen schriftelijk toestemmen.",
            sources=(_STEP_3,),
            numbers=("KR-107",),
        ),
    ),
    plain_topic(
        "expert",
        "Een deskundige inschakelen",
        Verdict.PRIOR_APPROVAL,
        "De commissie schakelt een deskundige pas in na toestemming van de bestuurder van Lumens.",
        _STEP_3,
        "KR-101",
        duties=(
            Duty(
                who="klachtencommissie",
                by=(COMMITTEE,),
                what="toestemming vragen",
                to="bestuurder van Lumens",
                towards=(DIRECTOR_IN_FULL,),
                when="vooraf",
                moment=Moment.BEFOREHAND,
            ),
        ),
    ),
    plain_topic(
        "conditional_papers",
        "Stukken indienen die de ander niet mag zien",
        Verdict.REFUSED,
        "Zulke stukken worden niet in behandeling genomen en tellen niet mee bij het oordeel.",
        kr("bijlage 3, Inzagerecht"),
        "KR-112",
    ),
    plain_topic(
        "file_access",
        "Toegang tot een klachtdossier",
        Verdict.REFUSED,
        "In de gespreksfase mag alleen erbij wie een rol heeft in de behandeling. In het dossier van de commissie mogen alleen "
        "de leden en de secretaris. Inzage van stukken door klager, aangeklaagde en organisatie is apart geregeld.",
        _ACCESS,
        "KR-058",
        "KR-154",
    ),
    plain_topic(
        "serious_structural",
        "Ernstige situatie die structureel is",
        Verdict.REPORT,
        "De commissie meldt het aan de organisatie. Ziet zij geen maatregelen, dan meldt zij het aan de inspectie binnen het "
        "Toezicht Sociaal Domein.",
        kr("bijlage 3, Ernstige klachten"),
        "KR-126",
        "KR-127",
        duties=(
            Duty(
                who="klachtencommissie",
                by=(COMMITTEE,),
                what="melden",
                to="de organisatie",
                towards=(not_said("de organisatie"),),
                when="eerst",
                moment=Moment.WHEN_IT_ARISES,
            ),
            Duty(
                who="klachtencommissie",
                by=(COMMITTEE,),
                what="melden",
                to="inspectie",
                towards=(not_said("inspectie"),),
                when="als maatregelen uitblijven",
                moment=Moment.AFTERWARDS,
            ),
        ),
    ),
)
