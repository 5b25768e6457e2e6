"""Samples of the templates in `desk/`."""

from datetime import date

from tests.e2e.samples.common import (
    CLOCKS,
    DOSSIER,
    ITEM,
    MISSING,
    NOTICES,
    TIMELINE,
    Admissibility,
    Maker,
    Release,
    at,
    rows,
    thing,
    wrong,
)

PAGES: dict[str, dict[str, Maker]] = {
    "desk/home.html": {
        "": lambda: {
            "due_today": [ITEM],
            "overdue": [ITEM, ITEM],
            "new": [thing(**{**vars(ITEM), "due_on": None})],
            "held": [ITEM],
            "failed": [],
        },
        "leeg": lambda: {"due_today": [], "overdue": [], "new": [], "held": [], "failed": []},
    },
    "desk/register.html": {
        "": lambda: {
            "dossiers": rows(),
            "filters": [
                thing(value="", label="Alle dossiers", current=True),
                thing(value="open", label="Lopend", current=False),
            ],
            "next_cursor_url": "/lumens/kantoor/register?na=abc",
        },
        "leeg": lambda: {
            "dossiers": [],
            "filters": [thing(value="", label="Alle dossiers", current=True)],
            "next_cursor_url": None,
        },
    },
    "desk/dossier.html": {
        "": lambda: {
            "dossier": DOSSIER,
            "parties": [
                thing(
                    role_label="Klager",
                    name="Mevrouw V. Verzonnen",
                    contact=[("E-mail", "v.verzonnen@example.nl"), ("Telefoon", "06 12 34 56 78")],
                    confirmed=True,
                ),
                thing(role_label="Aangeklaagde", name="Joris Verzonnen", contact=[], confirmed=False),
            ],
            "texts": [
                thing(
                    label="Wat is er gebeurd?",
                    body="Het gesprek duurde vijf minuten.\n\nIk kon niets uitleggen.",
                ),
                thing(label="Waarom oneens", body="Er is niet geluisterd."),
            ],
            "timeline": TIMELINE,
            "clocks": CLOCKS,
            "record": [
                thing(
                    seq=2,
                    at=at(11, 9),
                    done_on=date(2026, 11, 9),
                    actor="Sanne Voorbeeld",
                    sentence="Klacht in behandeling genomen.",
                    article="Klachtenreglement artikel 8",
                ),
                thing(
                    seq=1,
                    at=at(11, 2, 21, 17),
                    done_on=date(2026, 11, 2),
                    actor="Klager",
                    sentence="Klacht ingediend via de website.",
                    article="",
                ),
            ],
            "moves": [
                thing(
                    code="judge",
                    label="Beoordelen of de klacht in behandeling komt",
                    possible=True,
                    reason="De klacht is compleet.",
                    article="artikel 8",
                    url="/lumens/kantoor/dossiers/0193/beoordelen",
                ),
                thing(
                    code="report",
                    label="Oordeel vaststellen",
                    possible=False,
                    reason="Er is nog geen hoorzitting geweest.",
                    article="artikel 14",
                    url=None,
                ),
            ],
            "notices": NOTICES,
            "missing": [],
        },
        "niet-compleet": lambda: {
            "dossier": thing(**{**vars(DOSSIER), "received_on": None, "short_description": ""}),
            "parties": [],
            "texts": [],
            "timeline": TIMELINE[2:],
            "clocks": [],
            "record": [],
            "moves": [],
            "notices": [],
            "missing": MISSING,
        },
    },
    "desk/admissibility.html": {
        "": lambda: {
            "dossier": DOSSIER,
            "form": Admissibility(),
            "grounds": [
                thing(
                    code="late",
                    label="Het is langer dan een jaar geleden",
                    unless="er een goede reden is voor het wachten",
                    article="Klachtenreglement artikel 9 lid 1 onder b",
                ),
                thing(
                    code="anonymous",
                    label="De klacht is anoniem",
                    unless="",
                    article="Klachtenreglement artikel 9 lid 1 onder a",
                ),
            ],
        },
        "fout": lambda: {"dossier": DOSSIER, "form": wrong(Admissibility), "grounds": []},
    },
    "desk/release.html": {
        "": lambda: {"dossier": DOSSIER, "form": Release(), "held": NOTICES[1:2]},
        "fout": lambda: {"dossier": DOSSIER, "form": wrong(Release), "held": []},
    },
}
