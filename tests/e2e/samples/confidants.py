"""Worked contexts of confidants and of changing track."""

from typing import Any

from tests.e2e.samples import common as samples
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField

CODE = "K7QMXR-29BCHD-WN5E4T"
NEED = samples.required


class Write(samples.Dutch):
    who = RadioField(
        "Aan wie wilt u schrijven?",
        NEED("Kies aan wie u schrijft."),
        choices=samples.choices(("1", "Vic Verzonnen"), ("2", "Sam Verzonnen")),
    )
    text = TextAreaField("Waar wilt u het over hebben?", NEED("Schrijf eerst een tekst."))
    name = StringField("Uw naam", description="Hoeft niet.")
    website = StringField("Vul hier niets in")


class Code(samples.Dutch):
    code = StringField("Uw code", NEED("Vul uw code in."))


class Text(samples.Dutch):
    text = TextAreaField("Tekst", NEED("Schrijf eerst een tekst."))


class LetRead(samples.Dutch):
    who = SelectField(
        "Wie mag dit lezen?", NEED("Kies iemand."), choices=samples.choices(("", "Kies iemand"), ("1", "Sam"))
    )


class New(samples.Dutch):
    theme = SelectField(
        "Waar gaat het over?",
        NEED("Kies een onderwerp."),
        choices=samples.choices(("", "Kies"), ("1", "Pesten")),
    )
    text = TextAreaField("Notitie", NEED("Schrijf eerst een tekst."))
    name = StringField("Naam")
    agreed = BooleanField("De ander vindt goed dat ik de naam opschrijf.")


class Yearly(samples.Dutch):
    year = SelectField("Over welk jaar?", NEED("Kies een jaar."), choices=samples.choices(("2025", "2025")))
    signals = TextAreaField("Signalen voor beleid")


NAV = (
    samples.NavItem("Gesprekken", "/vertrouwenspersoon", True),
    samples.NavItem("Mijn kluis", "/account/kluis", False),
)
DESK = {"nav": NAV}


def row(**changed: Any) -> dict[str, Any]:
    return {
        "url": "/vertrouwenspersoon/lumens/1",
        "begun_at": samples.at(11, 3),
        "title": "Zonder naam",
        "theme": "Pesten",
        "unread": 2,
        "closed": False,
        "stand_in": False,
    } | changed


def place(name: str, **changed: Any) -> dict[str, Any]:
    return {
        "name": name,
        "kept": False,
        "open_rows": [row(), row(title="Wim Verzonnen", stand_in=True, unread=0)],
        "closed_rows": [row(closed=True)],
        "broken": [],
        "new_url": "/vertrouwenspersoon/lumens/nieuw",
        "report_url": "/vertrouwenspersoon/lumens/jaarverslag",
    } | changed


ENTRIES = [
    {
        "title": "Uw bericht",
        "who": "De ander",
        "text": "Mijn collega scheldt.",
        "at": samples.at(11, 3),
        "hour": False,
        "side": "in",
    },
    {
        "title": "Antwoord",
        "who": "Vic",
        "text": "Zullen we\n\nbellen?",
        "at": samples.at(11, 4),
        "hour": True,
        "side": "out",
    },
]
OWN = {
    "form": Text(),
    "readers": ["Vic Verzonnen"],
    "closed": False,
    "questions": [],
    "entries": ENTRIES,
    "let": LetRead(),
    "others": False,
}
TALK = DESK | {
    "place": "Lumens",
    "title": "Zonder naam",
    "theme": "Pesten",
    "begun_at": samples.at(11, 3),
    "closed": False,
    "has_code": True,
    "readers": ["Vic Verzonnen"],
    "acts": [{"title": "Notitie maken", "url": "/vertrouwenspersoon/lumens/1/notitie"}],
    "entries": ENTRIES,
}
ACT = samples.thing(title="Notitie maken", lead="Alleen voor wie deze kluis opent.", submit="Bewaar")
YEARLY = DESK | {
    "place": "Lumens",
    "years": [2025],
    "this_year": 2026,
    "counts": [{"label": "Pesten", "count": 3}],
}
TARGETS = [
    {"kind": "melding", "url": "/lumens/ander-spoor/gesprek/melding"},
    {"kind": "klacht", "url": "/lumens/ander-spoor/gesprek/klacht"},
]
TAKE = {"back": "/lumens/ander-spoor/gesprek", "label": "uw gesprek met de vertrouwenspersoon"}
PAGES: dict[str, dict[str, samples.Maker]] = {
    "confidants/about.html": {
        "": lambda: {
            "texts": [{"text": "Geeft advies, anoniem en vertrouwelijk.", "source": "Gedragscode 2016"}],
            "confidants": [
                {"name": "Sam Verzonnen", "phone": "06 12345678", "email": "sam@lumens.voorbeeld.example"},
                {"name": "Vic Verzonnen", "phone": "", "email": ""},
            ],
            "writes": True,
            "has_code": False,
        },
        "niemand": lambda: {"texts": [], "confidants": [], "writes": False, "has_code": True},
    },
    "confidants/write.html": {
        "": lambda: {"form": Write(), "nobody": False},
        "fout": lambda: {"form": samples.wrong(Write), "nobody": False},
        "niemand": lambda: {"form": Write(), "nobody": True},
    },
    "confidants/sent.html": {"": lambda: {"code": CODE}},
    "confidants/code.html": {
        "": lambda: {"form": Code()},
        "fout": lambda: {"form": samples.wrong(Code)},
    },
    "confidants/own.html": {
        "": lambda: OWN,
        "waarnemer": lambda: (
            OWN
            | {
                "readers": ["Sam Verzonnen", "Vic Verzonnen"],
                "questions": [{"id": "1", "text": "Mag Sam Verzonnen dit ook lezen?"}],
            }
        ),
        "fout": lambda: OWN | {"form": samples.wrong(Text), "readers": [], "closed": True},
        "niemand": lambda: OWN | {"let": samples.wrong(LetRead), "readers": [], "others": True},
    },
    "confidants/index.html": {
        "": lambda: (
            DESK
            | {
                "places": [
                    place("Lumens"),
                    place("WIL", open_rows=[], closed_rows=[], broken=[samples.at(10, 2)]),
                ]
            }
        ),
        "nog bij u": lambda: DESK | {"places": [place("Lumens", kept=True)]},
    },
    "confidants/new.html": {
        "": lambda: DESK | {"form": New()},
        "fout": lambda: DESK | {"form": samples.wrong(New)},
    },
    "confidants/talk.html": {
        "": lambda: TALK,
        "afgerond": lambda: TALK | {"closed": True, "has_code": False},
    },
    "confidants/act.html": {
        "": lambda: DESK | {"act": ACT, "form": Text(), "back": "/vertrouwenspersoon/lumens/1"},
        "fout": lambda: (
            DESK | {"act": ACT, "form": samples.wrong(Text), "back": "/vertrouwenspersoon/lumens/1"}
        ),
    },
    "confidants/code_made.html": {
        "": lambda: DESK | {"code": CODE, "back": "/vertrouwenspersoon/lumens/1"},
    },
    "confidants/yearly.html": {
        "": lambda: YEARLY | {"form": Yearly()},
        "fout": lambda: YEARLY | {"form": samples.wrong(Yearly)},
        "nog niets": lambda: YEARLY | {"form": Yearly(), "years": [], "counts": []},
    },
    "tracks/choose.html": {
        "": lambda: {
            "label": "uw gesprek met de vertrouwenspersoon",
            "targets": TARGETS,
            "back": "/lumens/vertrouwenspersoon/mijn-bericht",
        },
    },
    "tracks/take.html": {
        "": lambda: TAKE | {"form": Text()},
        "fout": lambda: TAKE | {"form": samples.wrong(Text)},
    },
}
