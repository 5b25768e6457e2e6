"""The act of closing what was entered by mistake."""

from wederhoor.cases.mistaken import entered_by_mistake
from wederhoor.complaints.acts import END, Act, done_on
from wederhoor.web.asking import Ask, Field

ACTS = (
    Act(
        slug="vergissing",
        title="Bij vergissing ingeschreven",
        lead=(
            "Bijvoorbeeld dubbel, om te proberen, of bij de verkeerde organisatie. De zaak gaat dicht en houdt haar nummer. "
            "Berichten die nog niet weg zijn, gaan niet. Is het een echte klacht die stopt? Kies dan intrekken of afsluiten."
        ),
        submit="Sluiten als vergissing",
        group=END,
        fields=lambda case: (
            Field(
                name="reason",
                ask=Ask.TEXT,
                label="Wat ging er mis?",
                hint="Wie al bericht kreeg over deze zaak, leest dit in een brief.",
                needed="Schrijf op wat er mis ging.",
            ),
            done_on(case, "Ontdekt op"),
        ),
        do=lambda case, v: entered_by_mistake(case, reason=v["reason"], done_on=v["done_on"]),
    ),
)
