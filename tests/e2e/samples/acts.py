"""Samples of the templates in `complaints/`."""

from types import SimpleNamespace

from tests.e2e.samples.common import (
    DOSSIER,
    NOTICES,
    Dutch,
    Maker,
    Release,
    at,
    choices,
    required,
    thing,
    wrong,
)
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField

from wederhoor.web.asking import Ask, Field
from wederhoor.web.fields import DutchDateField

ASKED = (
    Field(
        name="code", ask=Ask.RADIOS, label="Welke termijn?", needed="x", hint="Wie bericht krijgt: klager."
    ),
    Field(name="amount", ask=Ask.NUMBER, label="Hoeveel langer?", needed="x"),
    Field(name="who", ask=Ask.CHOICE, label="Vervanger", fold="Wie er ook meedoet"),
    Field(name="text", ask=Ask.LINE, label="Korte omschrijving", needed="x"),
    Field(name="reason", ask=Ask.TEXT, label="Reden", needed="x", hint="Deze tekst komt in de brief."),
    Field(name="sure", ask=Ask.CHECK, label="De klager heeft laten weten tevreden te zijn"),
    Field(name="done_on", ask=Ask.DATE, label="Datum van het besluit", needed="x"),
)


class Sample(Dutch):
    asked = ASKED

    def unfolded(self, summary: str) -> bool:
        return bool(self.errors)

    seen = HiddenField(default="7")
    then = HiddenField(default="")
    code = RadioField(
        "Welke termijn?",
        required("Kies welke termijn langer wordt."),
        choices=choices(
            ("report", "Rapport van bevindingen verstuurd (ten hoogste 4 weken langer)"),
            ("decision", "Besluit over maatregelen (ten hoogste 2 weken langer)"),
        ),
    )
    amount = StringField("Hoeveel langer?", required("Vul een getal in."))
    who = SelectField("Vervanger", choices=choices(("", "Niemand"), ("1", "Sam Verzonnen")))
    text = StringField("Korte omschrijving", required("Schrijf een korte omschrijving."))
    reason = TextAreaField("Reden", required("Schrijf de reden op. Zij staat in de brief."))
    sure = BooleanField("De klager heeft laten weten tevreden te zijn")
    done_on = DutchDateField("Datum van het besluit")


ACT = SimpleNamespace(
    title="Termijn verlengen of uitstellen",
    lead="Een termijn kan één keer langer worden, en niet langer dan het reglement of de wet toestaat.",
    submit="Besluit vastleggen",
)
MINDED = [{"name": "Noor Verzonnen", "text": "Bel alleen ’s ochtends. Tolk: Arabisch. Grote letters."}]
SHARED = {
    "act": ACT,
    "article": "Klachtenreglement, bijlage 3, stap 5",
    "dossier": DOSSIER,
    "heed": MINDED,
    "beside": (),
    "final": "",
    "asks": False,
    "foretold": (),
}
FINAL = {
    "final": "Deze zaak gaat hier dicht en kan niet worden heropend.",
    "asks": True,
    "foretold": ("Anna Voorbeeld krijgt een brief dat de klacht verdergaat in 0012-2026.",),
}
BESIDE = [
    thing(
        title="De klacht",
        lines=["Het gesprek duurde vijf minuten.\n\nIk kon niets uitleggen."],
        links=(),
        warns=False,
    ),
    thing(
        title="Eerdere zaken van deze persoon",
        lines=[],
        links=[
            ("2026-011-VER", "/lumens/kantoor/dossiers/0191", "Binnen op 3 maart 2026, nog in behandeling")
        ],
        warns=True,
    ),
]
CHANGED = [
    thing(
        actor="Sam Verzonnen", at=at(11, 3), sentence="De korte omschrijving of het onderwerp is gewijzigd."
    )
]
PAGES: dict[str, dict[str, Maker]] = {
    "complaints/act.html": {
        "": lambda: SHARED | {"form": Sample(), "refused": "", "changed": []},
        "ernaast": lambda: SHARED | {"form": Sample(), "refused": "", "changed": [], "beside": BESIDE},
        "fout": lambda: SHARED | {"form": wrong(Sample), "refused": "", "changed": []},
        "tegelijk": lambda: SHARED | {"form": Sample(), "refused": "", "changed": CHANGED},
        "zeker weten": lambda: SHARED | FINAL | {"form": Sample(), "refused": "", "changed": []},
        "meer vragen": lambda: SHARED | {"form": Sample(data={"then": "text"}), "refused": "", "changed": []},
        "kan niet": lambda: (
            SHARED
            | {
                "form": None,
                "refused": "De zaak is afgesloten. Heropen haar eerst (Klachtenreglement, bijlage 3).",
                "changed": [],
            }
        ),
    },
    "complaints/release.html": {
        "": lambda: {
            "dossier": DOSSIER,
            "form": Release(),
            "held": NOTICES[1:2],
            "several": False,
            "asks": "",
        },
        "zeker weten": lambda: {
            "dossier": DOSSIER,
            "form": Release(),
            "held": NOTICES[1:2],
            "several": False,
            "asks": "Wil Wijkwerker hoort dat er een klacht over hem of haar is.",
        },
        "meer mensen": lambda: {
            "dossier": DOSSIER,
            "form": Release(),
            "held": [],
            "several": True,
            "asks": "",
        },
        "fout": lambda: {"dossier": DOSSIER, "form": wrong(Release), "held": [], "several": True, "asks": ""},
    },
}
