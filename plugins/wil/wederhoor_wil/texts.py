"""Further options and short texts of WIL."""

from wederhoor.hookspecs import (
    FurtherOption,
    MisconductScheme,
    Place,
    Statement,
    Statute,
    Text,
    ToConfirm,
    awb,
    wbk,
)

from .sources import wil

FURTHER_OPTIONS = (
    FurtherOption(
        code="ombudsman",
        label="Ombudsman",
        explanation=(
            "Bent u niet tevreden met ons antwoord? Dan kunt u binnen een jaar naar de ombudsman. Die vraagt u eerst bij "
            "ons te klagen."
        ),
        complainants=(),
        source=awb.article("9:18 lid 1, 9:20 en 9:24 lid 1"),
        places=(Place.AFTER,),
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

_WORDS = ToConfirm(
    reason="hoe de organisatie noemt wie bij haar komt, staat in geen document; de woorden zijn van het platform"
)

TEXTS = (
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
        code="objection_how",
        text=(
            "Schrijf in uw bezwaar uw naam en adres, de datum, tegen welk besluit het gaat en waarom u het er niet mee eens bent, en "
            "zet uw handtekening. Is er nog niet alles? Dan krijgt u de tijd om het aan te vullen."
        ),
        source=awb.article("6:5 en 6:6"),
    ),
    Text(
        code="objection_to",
        text=(
            "U maakt bezwaar bij wie het besluit nam. Wie dat is en het adres staan in het besluit. Het adres voor bezwaren van deze "
            "organisatie kennen wij hier niet; staat het niet in uw brief, vraag het dan of kies hieronder voor doorsturen."
        ),
        source=awb.article("6:4"),
    ),
    Text(
        code="who_client",
        text="Ik heb een uitkering of krijg hulp van deze organisatie, of had dat",
        source=_WORDS,
    ),
    Text(
        code="who_refused",
        text="Ik vroeg een uitkering of hulp aan en kreeg die niet",
        source=_WORDS,
    ),
    Text(
        code="who_concerned",
        text="Ik heb zelf geen uitkering of hulp, maar de organisatie legde gegevens over mij vast",
        source=_WORDS,
    ),
    Text(
        code="who_parent",
        text="Ik ben ouder, voogd of pleegouder van een kind om wie het gaat",
        source=_WORDS,
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
    statute=wbk.article("2 lid 1"),
    source=wil("12 Melding vermoeden misstanden"),
    notes=(
        "WIL moet reageren op een melding; de code noemt geen termijn.",
        "De wet laat een melder ook direct naar een bevoegde instantie buiten de organisatie gaan.",
    ),
)
