"""Further options and short texts of WIL."""

from wederhoor.hookspecs import FurtherOption, MisconductScheme, Statement, Statute, Text, awb, wbk

from .sources import wil

FURTHER_OPTIONS = (
    FurtherOption(
        code="ombudsman",
        label="Ombudsman",
        explanation="Bent u niet tevreden? Dan kunt u binnen een jaar naar de ombudsman.",
        complainants=(),
        source=awb.article("9:24"),
    ),
)

STATEMENTS = (
    Statement(
        code="suwinet",
        label="Geheimhouding Suwinet",
        before="u toegang krijgt tot Suwinet",
        text=(
            "Ik houd geheim wat ik in Suwinet zie. Ik kijk alleen naar gegevens die ik voor mijn werk nodig heb en "
            "deel ze alleen met wie ze voor het werk nodig heeft."
        ),
        source=wil("4 Communicatie en omgaan met vertrouwelijke informatie"),
        numbers=("WIL-23",),
    ),
)
"""The code asks for a signed statement and does not give its text: the words are ours."""

TEXTS = (
    Text(
        code="objection",
        text="Bent u het niet eens met een besluit? Dan maakt u bezwaar. Dat is iets anders dan een klacht.",
        source=awb.article("9:8 lid 1 c"),
    ),
    Text(
        code="no_appeal",
        text="Tegen een besluit over uw klacht kunt u niet in beroep.",
        source=awb.article("9:3"),
    ),
    Text(
        code="signpost_objection",
        text=(
            "Bent u het niet eens met een besluit, bijvoorbeeld over uw uitkering? Dan maakt u bezwaar. Dat is iets "
            "anders dan een klacht en er geldt een uiterste datum. Die staat in uw brief met het besluit."
        ),
        source=awb.article("9:8 lid 1 c"),
    ),
    Text(
        code="signpost_elsewhere",
        text=(
            "Gaat het over uw gemeente of over een andere organisatie? Dan klaagt u daar. Komt uw"
            " bericht toch bij ons, dan sturen wij het door."
        ),
        source=awb.article("2:3"),
    ),
    Text(
        code="signpost_help",
        text=(
            "Een onafhankelijke cliëntondersteuner helpt u gratis, ook als het over werk en inkomen gaat; vraag "
            "ernaar bij uw gemeente. U mag ook iemand anders meenemen of namens u laten spreken."
        ),
        source=Statute(act="Wmo 2015", article="2.2.4"),
    ),
    Text(
        code="accessibility",
        text=(
            "Wij zijn een overheidsorganisatie. Deze website moet voor iedereen te gebruiken "
            "zijn, ook met een beperking."
        ),
        source=Statute(act="Besluit digitale toegankelijkheid overheid", article="3"),
    ),
    Text(code="both_sides", text="We horen u en degene over wie u klaagt.", source=awb.article("9:10")),
    Text(
        code="confidant",
        text=(
            "U kunt bij de vertrouwenspersoon terecht met ongewenst gedrag, en als u aan de integriteit van iemand twijfelt of "
            "iets als fraude, corruptie of discriminatie vermoedt."
        ),
        source=wil("10a en 12"),
    ),
)

MISCONDUCT = MisconductScheme(
    name="regeling melden vermoeden misstanden",
    received=False,
    statute=wbk.article("2"),
    source=wil("12 Melding vermoeden misstanden"),
    notes=(
        "WIL moet reageren op een melding; de code noemt geen termijn.",
        "De wet laat een melder ook direct naar een bevoegde instantie buiten de organisatie gaan.",
    ),
)
