"""Further options and short texts of WIL."""

from wederhoor.hookspecs import FurtherOption, MisconductScheme, Text, awb, wbk

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
    Text(code="both_sides", text="We horen u en degene over wie u klaagt.", source=awb.article("9:10")),
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
