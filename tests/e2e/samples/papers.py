"""Samples of the templates in `papers/`."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from tests.e2e.samples.beside import opened
from tests.e2e.samples.common import DateBoxes, Dutch, Maker, at, choices, filled, required, thing, wrong
from wtforms import (
    BooleanField,
    HiddenField,
    MultipleFileField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)

from wederhoor.rules.differing import by_line

CRUMB = thing(
    number="2026-014-VER",
    url="/lumens/kantoor/dossiers/0193",
    papers_url="/lumens/kantoor/dossiers/0193/stukken",
)


def office_paper(**values: Any) -> SimpleNamespace:
    base = {
        "id": "3", "number": 3, "title": "Verslag van het gesprek van 2 maart", "kind": "Word-document",
        "size": "24 kB", "from_whom": "De organisatie", "done_on": date(2026, 3, 2), "entered_at": at(11, 5),
        "side": "parties", "side_label": "voor beide partijen", "scanned": "clean",
        "scanned_label": "gescand op virussen", "infected": False, "mentions_bsn": False, "reason": "",
        "misfiled_at": None, "url": "/lumens/kantoor/dossiers/0193/stukken/3", "older": [], "depth": 0,
        "parent": None, "file_name": "verslag_definitief_v2.docx", "shown_as": "blocks", "no_copy": "",
        "copy_url": None, "original_url": "/x/origineel", "difference_url": "/x/verschil",
        "describe_url": "/x/gegevens", "side_url": "/x/voor-wie", "misfiled_url": "/x/hoort-hier-niet",
        "version_url": "/x/nieuwe-versie", "newer": None, "lacks": [], "held": False, "whole_url": None,
        "whole_seen_at": None,
    }  # fmt: skip
    return thing(**{**base, **values})


class Upload(Dutch):
    files = MultipleFileField("Bestanden")
    title = StringField("Titel")
    origin = SelectField(
        "Van wie",
        required("Kies van wie het stuk is."),
        choices=choices(("", "Kies van wie het stuk is"), ("party:1", "Noor Verzonnen (klager)")),
    )
    done_on = DateBoxes("Datum")
    side = RadioField(
        "Voor wie",
        choices=choices(("parties", "voor beide partijen"), ("inside", "alleen voor de behandelaars")),
    )


class PaperAct(Dutch):
    files = MultipleFileField("Bestand")
    title = StringField("Titel", required("Geef het stuk een titel."))
    origin = SelectField("Van wie", choices=choices(("party:1", "Noor Verzonnen (klager)")))
    done_on = DateBoxes("Datum")
    side = RadioField(
        "Voor wie",
        validate_choice=False,
        choices=choices(("parties", "voor beide partijen"), ("inside", "alleen voor de behandelaars")),
    )
    where = RadioField(
        "Waar",
        validate_choice=False,
        choices=choices(
            ("move", "Het hoort in een ander dossier"),
            ("withdraw", "Het hoort in geen enkel dossier: haal het eruit"),
        ),
    )
    number = StringField("Nummer")
    reason = TextAreaField("Reden")
    whole = BooleanField("Ik heb de kopie naast het origineel gelegd: alles staat erin")
    seen = HiddenField()


def listed(**values: Any) -> dict[str, Any]:
    mail = office_paper(
        id="4", number=4, title="Over het gesprek", kind="e-mail uit Outlook", scanned="not_scanned"
    )
    photo = office_paper(id="5", number=5, title="foto.png", kind="foto of afbeelding", depth=1, parent="4")
    inside = office_paper(
        id="6", number=6, title="Contactgegevens", side="inside", side_label="alleen voor de behandelaars",
        mentions_bsn=True, older=[office_paper(id="2", number=2)],
    )  # fmt: skip
    virus = office_paper(id="7", number=7, title="prijs.pdf", infected=True, scanned="infected")
    gone = office_paper(
        id="8", number=8, title="Brief van iemand anders", misfiled_at=at(11, 9), reason="Hoort bij 2026-015."
    )
    return {
        "dossier": CRUMB,
        "papers": [office_paper(), mail, photo, inside, virus],
        "taken_out": [gone],
        "unscanned": 1,
        "scans": True,
        "may_add": True,
        "added": 0,
        "accept": ".pdf",
        "form": filled(Upload, side="parties"),
        **values,
    }


BLOCKS_SAMPLE = [
    thing(
        kind="facts",
        rows=[["Van", "Noor Verzonnen <noor@bewoner.example>"], ["Onderwerp", "Over het gesprek"]],
    ),
    thing(kind="heading", text="Verslag"),
    thing(kind="paragraph", text="Er is gesproken.\nNiet alles is gezegd."),
    thing(kind="item", text="Vrijdag bellen"),
    thing(kind="table", rows=[["Afspraak", "Wie"], ["Bellen voor vrijdag", "Kim"]]),
    thing(kind="note", text="Dit document heeft 1 afbeelding. Die staat alleen in het origineel."),
]


def acting(act: str, **values: Any) -> dict[str, Any]:
    shown = {
        "dossier": CRUMB,
        "paper": office_paper(),
        "act": act,
        "title": "Dit stuk hoort hier niet",
        "accept": ".pdf",
        "meanwhile": False,
    }
    return {**shown, "form": filled(PaperAct, side="parties", title="Verslag"), **values}


PAGES: dict[str, dict[str, Maker]] = {
    "papers/index.html": {
        "": listed,
        "leeg": lambda: listed(papers=[], taken_out=[], unscanned=0),
        "lezer": lambda: listed(may_add=False, scans=False),
        "fout": lambda: listed(form=wrong(Upload, title="Verslag"), added=1),
    },
    "papers/paper.html": {
        "": lambda: {"dossier": CRUMB, "paper": office_paper(mentions_bsn=True), "blocks": BLOCKS_SAMPLE},
        "foto": lambda: {
            "dossier": CRUMB,
            "paper": office_paper(
                shown_as="image", copy_url="/static/icon.svg", newer=office_paper(number=9)
            ),
            "blocks": [],
        },
        "pdf": lambda: {
            "dossier": CRUMB,
            "paper": office_paper(
                shown_as="file", copy_url="/x/leeskopie", original_url=None, difference_url=None
            ),
            "blocks": [],
        },
        "gezien": lambda: {
            "dossier": CRUMB,
            "paper": office_paper(shown_as="file", copy_url="/x", original_url=None, whole_seen_at=at(11, 9)),
            "blocks": [],
        },
        "vastgehouden": lambda: {
            "dossier": CRUMB,
            "paper": office_paper(
                shown_as="file",
                copy_url="/x",
                held=True,
                whole_url="/x/kopie-volledig",
                lacks=["In deze pdf zit een bijlage. Die staat niet in de kopie."],
            ),
            "blocks": [],
        },
        "virus": lambda: {
            "dossier": CRUMB,
            "paper": office_paper(
                shown_as="none",
                infected=True,
                original_url=None,
                describe_url=None,
                difference_url=None,
                misfiled_at=at(11, 9),
                reason="Hoort hier niet.",
            ),  # fmt: skip
            "blocks": [],
        },
    },
    "papers/act.html": {
        "": lambda: acting("describe", form=wrong(PaperAct), meanwhile=True),
        "versie": lambda: acting("version"),
        "voor-wie": lambda: acting("side"),
        "hoort-hier-niet": lambda: acting("misfiled"),
        "kopie-volledig": lambda: acting(
            "whole",
            title="De kopie is volledig",
            paper=office_paper(held=True, lacks=["In deze pdf zit een bijlage. Die staat niet in de kopie."]),
        ),
    },
    "papers/beside.html": {
        "": lambda: {"beside": opened()},
        "foto": lambda: {"beside": opened(image=True, before=None, place=1)},
        "tekst": lambda: {"beside": opened(blocks=BLOCKS_SAMPLE, lacks=["Een afbeelding kwam niet mee."])},
        "te groot": lambda: {"beside": opened(picture_url=None, after=None)},
    },
    "papers/difference.html": {
        "": lambda: {
            "dossier": CRUMB,
            "paper": office_paper(),
            "older": office_paper(number=2, title="Verslag, concept"),
            "lines": by_line(
                ["Kop", "Verslag van het gesprek", "Er is die dag gesproken."],
                ["Kop", "Verslag van het gesprek", "Er is die dag lang gesproken.", "Einde"],
            ),
        },
        "gelijk": lambda: {"dossier": CRUMB, "paper": office_paper(), "older": office_paper(), "lines": []},
    },
}
