"""Samples of the templates in `desk/`."""

from datetime import date
from typing import Any

from tests.e2e.samples.beside import BESIDE, opened
from tests.e2e.samples.common import (
    CLOCKS,
    DONE,
    DOSSIER,
    NOTICES,
    TIMELINE,
    Dutch,
    Maker,
    at,
    required,
    rows,
    thing,
    wrong,
)
from wtforms import StringField

from wederhoor.desk.register_view import Choice, Choices, Column, Day, FilterView

LETTER = {
    "label": "Brief nakijken",
    "url": "/lumens/kantoor/dossiers/0193/brieven/1/nakijken",
    "press": False,
}
CALLED = {"label": "Gebeld", "url": "/lumens/kantoor/taken/1/klaar", "press": True}
THING = {
    "what": "Besluit over behandelen",
    "days": "12 dagen te laat",
    "day": date(2026, 11, 20),
    "late": True,
    "why": "4 weken na 23 oktober 2026 = 20 november 2026.",
    "article": "Klachtenreglement artikel 8",
    "told": (),
    "acts": [LETTER],
}
CALL = THING | {
    "what": "Terugbellen",
    "days": "vandaag",
    "day": None,
    "late": False,
    "why": "",
    "article": "",
    "told": (("Naam", "Noor Verzonnen"), ("Telefoon", "06 12 34 56 78")),
    "acts": [CALLED, {"label": "Afronden", "url": "/lumens/kantoor/taken/1", "press": False}],
}
LINE = THING | {
    "id": "0193",
    "number": "2026-014-VER",
    "url": "/lumens/kantoor/dossiers/0193",
    "subject": "Klager wachtte elf weken op een eerste gesprek.",
    "who": "wacht op u",
    "more": [CALL, CALL | {"what": "Nog niet compleet", "days": "", "told": (), "acts": []}],
}
LOOSE = CALL | {"id": None, "number": "", "url": None, "subject": "", "who": "", "more": []}
WAITING = LINE | {
    "id": "0195",
    "what": "Nog niet compleet",
    "days": "",
    "day": None,
    "late": False,
    "why": "",
    "who": "wacht op de klager",
    "more": [],
}
RECORD = [
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
]


class SaveView(Dutch):
    naam = StringField("Naam", required("Geef deze weergave een naam"))


def chosen(error: str | None = None) -> FilterView:
    return FilterView(
        selects=(
            Choices(
                "status",
                "Welke dossiers",
                (Choice("", "Alle dossiers", False), Choice("open", "Alle open dossiers", True)),
            ),
            Choices(
                "onderwerp",
                "Onderwerp",
                (Choice("", "Alle onderwerpen", True), Choice("treatment", "Bejegening", False)),
            ),
        ),
        days=(
            Day("vanaf", "Ingediend vanaf", "2-3-2026", error),
            Day("tot", "Ingediend tot en met", "", None),
        ),
        late=False,
        sort="",
    )


def register(**values: Any) -> dict[str, Any]:
    made = {
        "filters": chosen(),
        "narrowed": True,
        "pairs": [("status", "open")],
        "text": "",
        "form": SaveView(),
        "views": [
            thing(name="Alles", url="/lumens/kantoor/register", drop_url=None, current=False),
            thing(
                name="Mijn open dossiers",
                url="/lumens/kantoor/register?status=open",
                drop_url="/lumens/kantoor/register/weergaven/1/weg",
                current=True,
            ),
        ],
        "columns": [
            Column("Nummer", None, ""),
            Column("Waarover", None, ""),
            Column("Binnen", "/lumens/kantoor/register?volgorde=binnen", "descending"),
            Column("Behandelaar", "/lumens/kantoor/register?volgorde=behandelaar", ""),
            Column("Stap", "/lumens/kantoor/register?volgorde=stap", ""),
            Column("Uiterlijk", "/lumens/kantoor/register?volgorde=datum", ""),
        ],
        "together_url": "/lumens/kantoor/register/samen",
        "to": [("0194", "Sam Bakker", True)],
        "choice": [("w", "Waarover", True), ("o", "Onderwerp", False), ("b", "Binnen", True)],
        "sizes": [(25, True), (50, False)],
        "wide": 7,
        "problem": "",
        "all_url": "/lumens/kantoor/register?alles=1",
        "columns_url": "/lumens/kantoor/register/kolommen",
        "register_url": "/lumens/kantoor/register",
        "save_url": "/lumens/kantoor/register/weergaven",
        "members": [
            thing(name="Vera Voorzit", function="voorzitter van de klachtencommissie"),
            thing(name="Mo Meedenker", function="lid van de klachtencommissie"),
        ],
        "more": None,
        "type_more": False,
        "problems": [],
        "at_fields": None,
    }
    return {**made, **values}


def group(name: str, title: str, *lines: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "title": title, "lines": list(lines)}


def together(**values: Any) -> dict[str, Any]:
    made = {"lines": [], "heads": [], "refused": [], "done": [], "to": "", "reminds": False}
    return {**made, "today": date(2026, 11, 22), **values}


def home(**values: Any) -> dict[str, Any]:
    made = {"today": date(2026, 11, 22), "late": 0, "whose": [], "asked": "", "groups": []}
    return {**made, "first": True, "more": None, "done": None, **values}


OFFERS = thing(
    next=thing(
        label="Neemt u de klacht in behandeling?",
        article="artikel 8",
        url="/lumens/kantoor/dossiers/0193/ontvankelijkheid",
    ),
    groups=[
        (
            "Regelen en vastleggen",
            [
                thing(
                    code="toewijzen",
                    label="Behandelaar en vervanger",
                    article="",
                    url="/lumens/kantoor/dossiers/0193/toewijzen",
                ),
                thing(
                    code="uitstel",
                    label="Termijn verlengen of uitstellen",
                    article="bijlage 4",
                    url="/lumens/kantoor/dossiers/0193/uitstel",
                ),
            ],
        ),
        (
            "Afsluiten",
            [
                thing(
                    code="intrekken",
                    label="Intrekken",
                    article="",
                    url="/lumens/kantoor/dossiers/0193/intrekken",
                )
            ],
        ),
    ],
    refused=[thing(label="Oordeel vaststellen", reason="Er is nog geen hoorzitting geweest (artikel 14).")],
)
EVENTS = [
    thing(
        **{
            **vars(one),
            "who": "Sanne Voorbeeld",
            "day": one.at.date(),
            "done_on": date(2026, 11, 2),
            "why": why,
        }
    )
    for one, why in zip(TIMELINE, ("Een getuige was ziek.", "", ""), strict=True)
]


GOING = [
    ("In dit dossier", [thing(label="Behandelaar en vervanger", url="/x", note="Regelen en vastleggen")]),
    ("Dossiers", [thing(label="2026-014-VER", url="/x", note="Bejegening · In onderzoek")]),
    ("Bladzijden", [thing(label="Vandaag", url="/lumens/kantoor", note="")]),
]


PAGES: dict[str, dict[str, Maker]] = {
    "desk/going.html": {
        "": lambda: {"found": GOING, "text": "ver", "dossier": ""},
        "niets": lambda: {"found": [], "text": "xyz", "dossier": ""},
    },
    "desk/home.html": {
        "alleen-lezen": lambda: home(read_only=True),
        "": lambda: home(
            late=2,
            whose=[
                thing(label="Alles", url="/lumens/kantoor/", current=False),
                thing(label="Van mij", url="/lumens/kantoor/?wie=mij", current=True),
            ],
            asked="mij",
            groups=[
                group("late", "Te laat", LINE, LINE | {"id": "0194", "who": "nog van niemand"}),
                group("today", "Vandaag te doen", LOOSE),
                group("waiting", "Wacht op een ander", WAITING),
            ],
            more="/lumens/kantoor/?na=abc",
        ),
        "gedaan": lambda: home(groups=[group("late", "Te laat", LINE)], late=1, done=DONE),
        "collega was eerst": lambda: home(
            groups=[group("today", "Vandaag te doen", LOOSE)],
            done=DONE | {"by": "Sam Bakker", "undo_url": None, "number": ""},
        ),
        "leeg": home,
        "leeg voor mij": lambda: home(asked="mij"),
        "vervolg": lambda: home(groups=[group("late", "Te laat", LINE)], first=False),
    },
    "desk/register.html": {
        "rijen fout": lambda: register(
            dossiers=rows(),
            problems=["Schrijf deze datum als 2-3-2026."],
        ),
        "andere kolommen": lambda: register(
            dossiers=rows(shows="ockrhta"),
            columns=[
                Column(label, None, "")
                for label in (
                    "Nummer",
                    "Onderwerp",
                    "Compleet op",
                    "Hoe binnen",
                    "Regeling",
                    "Behandelaar",
                    "Eerste termijn",
                    "Afgesloten",
                )
            ],
            wide=9,
            again=True,
        ),
        "niets gekozen": lambda: register(dossiers=rows(), problem="Kies eerst een zaak."),
        "leest mee": lambda: register(dossiers=rows(pick=False), together_url=None, to=[]),
        "": lambda: register(dossiers=rows(25), more=thing(url="/lumens/kantoor/register?na=abc", text="")),
        "nummer": lambda: register(dossiers=rows(), text="KC-2026", type_more=True),
        "gezocht": lambda: register(
            dossiers=rows()[:2],
            text="Verzonnen",
            more=thing(url="/lumens/kantoor/register?na=abc", text="Verzonnen", pairs=[("status", "open")]),
        ),
        "leeg": lambda: register(dossiers=[], members=[], views=[]),
        "fout": lambda: register(
            dossiers=[],
            filters=chosen(error="Schrijf deze datum als 2-3-2026."),
            form=wrong(SaveView),
        ),
    },
    "desk/together.html": {
        "": lambda: together(done=rows(3, pick=False), to="Sam Bakker"),
        "kon niet": lambda: together(
            done=rows(1, pick=False),
            refused=[(rows(2, pick=False)[1], "De zaak is afgesloten. Heropen haar eerst")],
            to="u",
        ),
        "lijst": lambda: together(
            lines=rows(12, pick=False),
            heads=["Nummer", "Waarover", "Binnen", "Behandelaar", "Stap", "Uiterlijk"],
        ),
        "herinnerd": lambda: together(
            done=rows(1, pick=False),
            refused=[(rows(2, pick=False)[1], "Deze zaak heeft nog geen behandelaar. Wijs haar eerst toe")],
            to="u",
            reminds=True,
        ),
        "niets": together,
    },
    "correspondence/letters.html": {
        "": lambda: {"dossier": DOSSIER, "notices": NOTICES},
        "leeg": lambda: {"dossier": DOSSIER, "notices": []},
    },
    "desk/log.html": {"": lambda: {"dossier": DOSSIER, "record": RECORD}},
    "desk/dossier.html": {
        "": lambda: {
            "beside": BESIDE,
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
            "timeline": EVENTS,
            "clocks": CLOCKS,
            "due": CLOCKS[0],
            "offers": OFFERS,
            "linked": [
                thing(
                    number="2026-011-VER",
                    how="hangt hiermee samen",
                    url="/lumens/kantoor/dossiers/0191",
                    undo_url="/lumens/kantoor/dossiers/0193/ontkoppelen",
                ),
                thing(
                    number="2026-012-VER",
                    how="hieruit afgesplitst",
                    url="/lumens/kantoor/dossiers/0192",
                    undo_url=None,
                ),
            ],
            "facts": [("Behandelaar", "Kim Bakvis"), ("Regeling", "Klachtenreglement")],
            "missing": [],
            "take_url": "/lumens/kantoor/register/samen",
        },
        "gesloten": lambda: {
            "beside": opened(),
            "dossier": thing(**{**vars(DOSSIER), "closed_on": date(2026, 11, 20)}),
            "parties": [],
            "texts": [],
            "timeline": EVENTS,
            "clocks": [],
            "due": None,
            "offers": thing(next=None, groups=OFFERS.groups, refused=[]),
            "linked": [],
            "facts": [],
            "missing": [],
            "take_url": None,
        },
        "niet-compleet": lambda: {
            "beside": BESIDE,
            "dossier": thing(**{**vars(DOSSIER), "received_on": None, "short_description": ""}),
            "parties": [],
            "texts": [],
            "timeline": EVENTS[2:],
            "clocks": [],
            "due": None,
            "offers": thing(next=OFFERS.next, groups=[], refused=[]),
            "linked": [],
            "facts": [],
            "missing": ["Waarom de klager het er niet mee eens is", "Handtekening"],
            "take_url": None,
        },
    },
}
