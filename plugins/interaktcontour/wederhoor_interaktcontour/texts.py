"""Further options and short texts of InteraktContour."""

from wederhoor.hookspecs import FurtherOption, MisconductScheme, Place, Statute, Text, ToConfirm, wbk, wkkgz

from .sources import ic

FURTHER_OPTIONS = (
    FurtherOption(
        code="disputes_body",
        label="Geschilleninstantie",
        explanation="Bent u niet tevreden met het antwoord? Dan kunt u naar de geschilleninstantie.",
        complainants=(),
        source=wkkgz.article("18-22"),
        places=(Place.AFTER,),
    ),
)

_WORDS = ToConfirm(
    reason="hoe de organisatie noemt wie bij haar komt, staat in geen document; de woorden zijn van het platform"
)

TEXTS = (
    Text(
        code="who_client",
        text="Ik krijg zorg of begeleiding van deze organisatie, of kreeg die",
        source=_WORDS,
    ),
    Text(
        code="who_refused",
        text="Ik vroeg om zorg of begeleiding en kreeg die niet",
        source=_WORDS,
    ),
    Text(
        code="who_concerned",
        text="Ik krijg zelf geen zorg of begeleiding, maar de organisatie legde gegevens over mij vast",
        source=_WORDS,
    ),
    Text(
        code="who_parent",
        text="Ik ben ouder, voogd of pleegouder van een kind dat zorg of begeleiding krijgt",
        source=_WORDS,
    ),
    Text(
        code="help",
        text="De klachtenfunctionaris helpt u gratis, onafhankelijk en zonder partij te kiezen.",
        source=wkkgz.article("15"),
    ),
    Text(
        code="signpost_objection",
        text=(
            "Bent u het niet eens met een besluit van de gemeente of het zorgkantoor? Dan maakt u"
            " bezwaar bij wie het besluit nam. In de brief staat voor welke dag."
        ),
        source=Statute(act="Awb", article="7:1"),
    ),
    Text(
        code="signpost_elsewhere",
        text=(
            "Gaat het over een andere zorgaanbieder? Dan klaagt u daar. Een klacht die voor een "
            "ander is, sturen wij door als u dat goedvindt."
        ),
        source=ToConfirm(
            reason="over doorsturen zegt de integriteitscode niets; de klachtenregeling is niet ontvangen"
        ),
    ),
    Text(
        code="signpost_help",
        text="De klachtenfunctionaris helpt u gratis. Die is onafhankelijk en kiest geen partij.",
        source=wkkgz.article("15"),
    ),
    Text(code="both_sides", text="Bij verschil van mening horen we beide kanten.", source=ic("Tot slot")),
    Text(
        code="confidant",
        text=(
            "Is de drempel om naar uw leidinggevende te gaan te hoog? De vertrouwenspersoon is onafhankelijk en houdt geheim wat "
            "u vertelt."
        ),
        source=ic("Tot slot"),
    ),
)

MISCONDUCT = MisconductScheme(
    name="klokkenluidersregeling",
    received=False,
    statute=wbk.article("2 lid 1"),
    source=ic("Tot slot"),
    notes=("De wet laat een melder ook direct naar een bevoegde instantie buiten de organisatie gaan.",),
    definitions=(
        Text(
            code="misconduct",
            text="Misstand: een groot maatschappelijk belang is in het geding. De regeling is ook een (laatste) middel.",
            source=ic("Tot slot"),
        ),
    ),
)
