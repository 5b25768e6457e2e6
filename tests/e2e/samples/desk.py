"""Samples of the templates in `desk/`."""

from datetime import date

from tests.e2e.samples.common import (
    CLOCKS,
    DOSSIER,
    ITEM,
    MISSING,
    NOTICES,
    TIMELINE,
    Maker,
    at,
    rows,
    thing,
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
    "desk/letter.html": {
        "": lambda: {
            "title": "Bevestiging van ontvangst",
            "to": "de klager",
            "body": "<p>Registernummer: 0007-20260302-VOO-kb</p><h2>Wat er nu gebeurt</h2><ul><li>Rapport: 6 april 2026</li></ul>",
            "pdf_url": "/lumens/kantoor/dossiers/0194/brieven/1.pdf",
            "dossier": DOSSIER,
        },
    },
    "desk/delivery.html": {
        "": lambda: {
            "rows": [
                thing(
                    number="2026-014-VER",
                    url="/lumens/kantoor/dossiers/0193",
                    letter="Kopie aan de commissie",
                    letter_url=None,
                    to="commissie",
                    channel="e-mail",
                    state="failed",
                    state_label="Mislukt",
                    reason="De mailserver weigerde het bericht.",
                    when=at(11, 3),
                    action_url="/lumens/kantoor/verzending/1",
                    action_label="Opnieuw versturen",
                ),
                thing(
                    number="2026-015-VER",
                    url="/lumens/kantoor/dossiers/0194",
                    letter="Bevestiging",
                    letter_url="/lumens/kantoor/dossiers/0194/brieven/1",
                    to="klager",
                    channel="brief",
                    state="pending",
                    state_label="Wacht op posten",
                    reason="",
                    when=at(11, 4),
                    action_url=None,
                    action_label="",
                ),
            ]
        },
        "leeg": lambda: {"rows": []},
    },
}
