"""Further options and short texts of InteraktContour."""

from wederhoor.hookspecs import FurtherOption, MisconductScheme, Text, wbk, wkkgz

from .sources import ic

FURTHER_OPTIONS = (
    FurtherOption(
        code="disputes_body",
        label="Geschilleninstantie",
        explanation="Bent u niet tevreden met het antwoord? Dan kunt u naar de geschilleninstantie.",
        complainants=(),
        source=wkkgz.article("18-22"),
    ),
)

TEXTS = (
    Text(
        code="help",
        text="De klachtenfunctionaris helpt u gratis, onafhankelijk en zonder partij te kiezen.",
        source=wkkgz.article("15"),
    ),
    Text(code="both_sides", text="Bij verschil van mening horen we beide kanten.", source=ic("Tot slot")),
)

MISCONDUCT = MisconductScheme(
    name="klokkenluidersregeling",
    received=False,
    statute=wbk.article("2"),
    source=ic("Tot slot"),
    notes=("De wet laat een melder ook direct naar een bevoegde instantie buiten de organisatie gaan.",),
)
