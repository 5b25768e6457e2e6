"""Samples of the templates in `accused/`."""

from datetime import date

from tests.e2e.samples.common import CLOCKS, Dutch, Maker, at, required, thing, wrong
from wtforms import StringField, TextAreaField

PAPER = thing(
    number=2,
    title="Reactie van de aangeklaagde, 5 november 2026",
    kind="tekst",
    from_whom="u",
    entered_at=at(11, 5),
    url="/lumens/over-mij/0193/stukken/2",
)
BLOCKS = [
    {"kind": "heading", "text": "Reactie van de aangeklaagde"},
    {"kind": "paragraph", "text": "Zo is het niet gegaan.\nIk vroeg eerst hoe het ging."},
    {"kind": "item", "text": "Het gesprek duurde een half uur."},
    {"kind": "table", "rows": [["Dag", "Tijd"], ["Maandag", "9.00"]]},
]


class Reaction(Dutch):
    text = TextAreaField("Uw reactie", required("Schrijf uw reactie op."))


class Code(Dutch):
    code = StringField("Uw code", required("Vul uw code in."))


class Reply(Dutch):
    text = TextAreaField("Uw bericht", required("Schrijf eerst uw bericht."))


def _talk() -> dict[str, object]:
    shared = {"text": "Wanneer kan ik mijn verhaal doen?", "answer_by": None, "agreements": False}
    entry = thing(title="Bericht", who="Van u", kind="out", at=at(11, 5), **shared)
    return {
        "number": "0007-20260302-VER-kb",
        "back_url": "/lumens/over-mij/0193",
        "entries": [entry],
        "door_url": None,
    }


def _matter(**values: object) -> dict[str, object]:
    shared = {
        "number": "0007-20260302-VER-kb",
        "arrived_on": date(2026, 11, 2),
        "closed_on": None,
        "step": "De klachtencommissie onderzoekt de klacht, en hoort ook u.",
        "decision": "De Raad van Toezicht beslist wat er gaat gebeuren, en niet de bestuurder.",
        "react_by": date(2026, 12, 7),
        "hear_by": date(2026, 12, 14),
        "rights": ["U wordt gehoord voordat iemand oordeelt.", "U ziet dezelfde stukken als wie klaagt."],
        "support": [
            {"name": "Vic Verzonnen", "phone": "06 12345678", "email": "vic@lumens.voorbeeld.example"}
        ],
        "complaint": [
            ("Wie klaagt", "Vera Verzonnen (cliënt)"),
            (
                "Wat er volgens de klager is gebeurd",
                "Het gesprek duurde vijf minuten.\n\nIk kon niets uitleggen.",
            ),
        ],
        "papers": [PAPER],
        "clocks": CLOCKS,
        "letters": [
            thing(
                title="Bericht aan de aangeklaagde",
                left_at=at(11, 3),
                url="/lumens/over-mij/0193/brief/1",
                pdf_url="/lumens/over-mij/0193/brief/1.pdf",
            )
        ],
        "handler": "Sanne Voorbeeld",
        "react_url": "/lumens/over-mij/0193/reactie",
        "messages_url": "/lumens/over-mij/0193/berichten",
        "unread": 1,
        "door_url": None,
        "details_url": None,
        "close_url": None,
    }
    return {**shared, **values}


def _paper(**values: object) -> dict[str, object]:
    shared = {"number": "0007-20260302-VER-kb", "back_url": "/lumens/over-mij/0193", "paper": PAPER}
    return {**shared, "blocks": BLOCKS, "copy_url": None, **values}


PAGES: dict[str, dict[str, Maker]] = {
    "accused/index.html": {
        "": lambda: {
            "mine": [
                thing(
                    number="0007-20260302-VER-kb",
                    url="/lumens/over-mij/0193",
                    step="De klachtencommissie onderzoekt de klacht, en hoort ook u.",
                    arrived_on=date(2026, 11, 2),
                    closed_on=None,
                )
            ],
            "told": [
                thing(
                    number="0008-20260302-VER-kb",
                    told_on=at(11, 3),
                    received_on=date(2026, 11, 2),
                    closed_on=date(2026, 11, 9),
                )
            ],
            "sorry": [
                thing(title="De klacht gaat niet over u", url="/lumens/over-mij/bericht/1", at=at(11, 4))
            ],
        },
        "leeg": lambda: {"mine": [], "told": [], "sorry": []},
    },
    "accused/case.html": {
        "": lambda: _matter(),
        "met code": lambda: _matter(
            complaint=[],
            papers=[thing(**{**vars(PAPER), "url": None, "title": ""})],
            letters=[thing(title="Brief 1 aan u", left_at=at(11, 3), url=None, pdf_url=None)],
            door_url="/lumens/klacht-over-mij/tweede-code",
            details_url="/lumens/klacht-over-mij/gegevens",
            close_url="/lumens/klacht-over-mij/sluiten",
            unread=0,
        ),
        "afgesloten": lambda: _matter(
            closed_on=date(2026, 11, 9),
            papers=[],
            letters=[],
            handler=None,
            support=[],
            react_by=None,
            hear_by=None,
        ),
    },
    "accused/paper.html": {
        "": lambda: _paper(),
        "bestand": lambda: _paper(blocks=[], copy_url="/lumens/over-mij/0193/stukken/2/leeskopie"),
        "zonder": lambda: _paper(blocks=[]),
    },
    "accused/letter.html": {
        "": lambda: {
            "number": "0007-20260302-VER-kb",
            "back_url": "/lumens/over-mij/0193",
            "title": "Bericht aan de aangeklaagde",
            "body": "<p>Er is een klacht binnengekomen die over u gaat.</p><h2>Wat u mag</h2>",
            "pdf_url": "/lumens/over-mij/0193/brief/1.pdf",
        }
    },
    "accused/code.html": {
        "": lambda: {"form": Code()},
        "fout": lambda: {"form": wrong(Code)},
    },
    "accused/messages.html": {
        "": lambda: {**_talk(), "form": Reply()},
        "fout": lambda: {**_talk(), "form": wrong(Reply), "entries": []},
    },
    "accused/react.html": {
        "": lambda: {"number": "0007", "back_url": "/lumens/over-mij/0193", "form": Reaction()},
        "fout": lambda: {"number": "0007", "back_url": "/lumens/over-mij/0193", "form": wrong(Reaction)},
    },
}
