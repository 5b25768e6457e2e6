"""Further options and short texts of Lumens."""

from wederhoor.hookspecs import FurtherOption, MisconductScheme, Place, Statute, Text, TextSlot, wbk

from .sources import code_2016, code_new, kr

_FURTHER = kr("bijlage 3, Vervolgmogelijkheden klager")
_STAFF = ("employee", "volunteer", "intern")

FURTHER_OPTIONS = (
    FurtherOption(
        code="civil_court",
        label="Burgerlijke rechter",
        explanation="U kunt uw situatie voorleggen aan de burgerlijke rechter.",
        complainants=(),
        source=_FURTHER,
    ),
    FurtherOption(
        code="fcb",
        label="Commissie van Geschillen van FCB",
        explanation="Bent u medewerker? Dan kunt u naar de Commissie van Geschillen van het fonds FCB.",
        complainants=_STAFF,
        source=_FURTHER,
    ),
    FurtherOption(
        code="disciplinary_body",
        label="Tuchtorgaan van de beroepsorganisatie",
        explanation=(
            "Is de medewerker lid van een beroepsorganisatie? Dan kunt u ook daar een klacht indienen."
        ),
        complainants=("client",),
        source=_FURTHER,
        places=(Place.BESIDE, Place.INSTEAD),
    ),
    FurtherOption(
        code="nvvk",
        label="NVVK",
        explanation="Gaat het over schuldhulp? Dan kunt u daarna ook naar de NVVK.",
        complainants=("client",),
        source=_FURTHER,
        places=(Place.AFTER,),
    ),
)

TEXTS = (
    Text(
        code=TextSlot.TALK_FIRST,
        text="Dat mag, maar het hoeft niet. Iedereen kan een gesprek vragen. U kunt ook meteen een klacht indienen.",
        source=kr("Indienen van een klacht"),
    ),
    Text(
        code="no_appeal",
        text="U kunt niet in beroep tegen het oordeel van de commissie of het besluit van de bestuurder.",
        source=_FURTHER,
    ),
    Text(
        code="recordings",
        text=(
            "Neem gesprekken niet op zonder dat iedereen het weet en goedvindt. Anders stopt de "
            "behandeling. Delen mag alleen "
            "met aparte toestemming."
        ),
        source=kr("Opnames van gesprekken"),
    ),
    Text(
        code="both_sides",
        text="De commissie hoort beide kanten. U en de ander krijgen dezelfde informatie.",
        source=kr("Hoor en wederhoor"),
    ),
    Text(
        code="conditional_papers",
        text="Stukken die de ander niet mag zien, tellen niet mee.",
        source=kr("bijlage 3, Inzagerecht"),
    ),
    Text(
        code="secrecy",
        text="Iedereen die bij de klacht betrokken is, houdt geheim wat hij of zij hoort.",
        source=kr("bijlage 4, Geheimhouding"),
    ),
    Text(
        code="signpost_objection",
        text=(
            "Bent u het niet eens met een besluit van de gemeente? Dan maakt u bezwaar bij de "
            "gemeente. Dat is iets anders dan een klacht. In uw brief staat voor welke dag."
        ),
        source=Statute(act="Awb", article="7:1"),
    ),
    Text(
        code="signpost_elsewhere",
        text=(
            "Gaat het niet over een medewerker van ons, maar over de opdracht zelf? Dan dient u "
            "uw klacht in bij de opdrachtgever, meestal de gemeente."
        ),
        source=kr("Verdeling van verantwoordelijkheden bij opdrachten en samenwerkingsconstructies"),
    ),
    Text(
        code="after_withdrawal",
        text=(
            "Er mag toch onderzoek komen, als dat voor de hele organisatie van belang is. Dan hoort u dat van ons. "
            "Wij zorgen zo goed als wij kunnen dat anderen niet weten wie u bent."
        ),
        source=kr("bijlage 3, stap 1a"),
    ),
    Text(
        code="signpost_help",
        text=(
            "Een onafhankelijke cliëntondersteuner helpt u gratis; vraag ernaar bij uw gemeente. "
            "Gaat het om jeugdhulp, dan helpt een vertrouwenspersoon van het AKJ u gratis."
        ),
        source=Statute(act="Wmo 2015", article="2.2.4"),
    ),
    Text(
        code="help",
        text=(
            "U mag u laten helpen door iemand anders. Laat het op tijd schriftelijk weten. De kosten zijn "
            "voor uzelf."
        ),
        source=kr("bijlage 3, stap 3"),
    ),
    Text(
        code="confidant",
        text=(
            "De vertrouwenspersoon kan u begeleiden bij een klacht en gaat mee naar gesprekken als u dat wilt."
        ),
        source=code_new("Vertrouwenspersoon"),
    ),
    Text(
        code="confidant_advice",
        text=(
            "Is een regel niet duidelijk of heeft u een dilemma, en wilt u dat niet aan uw leidinggevende voorleggen? De "
            "vertrouwenspersoon geeft advies, anoniem en vertrouwelijk."
        ),
        source=code_2016("hoofdstuk 3, Vertrouwenspersoon"),
    ),
    Text(
        code="confidant_signals",
        text=(
            "Vraagt iets om ander beleid? Dat vertelt de vertrouwenspersoon aan de bestuurder, zonder te zeggen van wie het "
            "komt, tenzij u iets anders afspreekt."
        ),
        source=code_2016("hoofdstuk 3, Vertrouwenspersoon"),
    ),
)

_OUTSIDE = (
    "De regeling zelf is niet ontvangen.",
    "De wet laat een melder ook direct naar een bevoegde instantie buiten de organisatie gaan.",
)

_WHISTLE_2016 = code_2016("hoofdstuk 4, par. 8 Klokkenluiden")

MISCONDUCT_2016 = MisconductScheme(
    name="regeling Omgaan met het melden van vermoedens van misstand of onregelmatigheid",
    received=False,
    statute=wbk.article("2 lid 1"),
    source=_WHISTLE_2016,
    notes=_OUTSIDE,
    definitions=(
        Text(
            code="misconduct",
            text=(
                "Misstand: het maatschappelijk belang is in het geding. Bijvoorbeeld door een (dreigende) schending van een wet "
                "of andere regels, gevaar voor de volksgezondheid, de veiligheid, het milieu of het goed functioneren van de "
                "organisatie, of verspilling van overheidsgeld."
            ),
            source=_WHISTLE_2016,
        ),
        Text(
            code="irregularity",
            text=(
                "Onregelmatigheid: een onvolkomenheid of ongerechtigheid van algemene, operationele of financiële aard, zo ernstig "
                "dat zij buiten het gewone werk valt en de verantwoordelijkheid van de direct leidinggevende te boven gaat. "
                "Minder ernstig dan een misstand."
            ),
            source=_WHISTLE_2016,
        ),
    ),
)
MISCONDUCT_NEW = MisconductScheme(
    name="Regeling melden misstanden",
    received=False,
    statute=wbk.article("2 lid 1"),
    source=code_new("Belangenverstrengeling / Integriteit"),
    notes=_OUTSIDE,
)
