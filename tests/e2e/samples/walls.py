"""Worked contexts of strongboxes, reports of wrongdoing, confidants and changing track."""

from datetime import date
from typing import Any

from tests.e2e.samples import common as samples
from wtforms import (
    BooleanField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.widgets import CheckboxInput, ListWidget

from wederhoor.web.fields import DutchDateField

CODE = "K7QMXR-29BCHD-WN5E4T"
NEED = samples.required


class Box(samples.Dutch):
    passphrase = PasswordField("Uw wachtzin", NEED("Vul uw wachtzin in."))
    again = PasswordField("Dezelfde wachtzin nog een keer")
    understood = BooleanField("Ik begrijp het: zonder wachtzin en herstelcode kan niemand dit nog openen.")
    old = PasswordField("Uw wachtzin van nu")
    code = StringField("Uw herstelcode")


class GiveUp(samples.Dutch):
    understood = BooleanField(
        "Ik weet dat wat in mijn oude kluis ligt dicht blijft.", NEED("Zet een vinkje.")
    )
    aside = BooleanField("Ik ben mijn wachtzin én mijn herstelcode kwijt. Zet mijn kluis opzij.")


class TakeBack(samples.Dutch):
    secret = PasswordField("De wachtzin of de herstelcode van uw oude kluis", NEED("Vul haar in."))


class Report(samples.Dutch):
    way = RadioField(
        "Hoe wilt u melden?",
        NEED("Kies hoe u wilt melden."),
        choices=samples.choices(("written", "Ik schrijf het hier op"), ("talk", "In een gesprek")),
    )
    naming = RadioField(
        "Met of zonder naam?",
        NEED("Kies of u uw naam geeft."),
        choices=samples.choices(("anonymous", "Anoniem"), ("named", "Met mijn naam")),
    )
    name = StringField("Uw naam", description="Laat leeg als u anoniem meldt.")
    reach = StringField("Hoe kunnen wij u bereiken?")
    relation = SelectField(
        "Wat is uw band met de organisatie?", choices=samples.choices(("", "Dat zeg ik liever niet"))
    )
    text = TextAreaField("Wat is er aan de hand?", NEED("Schrijf op wat er aan de hand is."))
    blamed = TextAreaField("Over wie gaat het?")
    evidence = TextAreaField("Wat kan helpen om het uit te zoeken?")
    fear = TextAreaField("Bent u bang voor nadeel?")
    passed_by = SelectMultipleField(
        "Wie mag uw melding NIET lezen?",
        choices=samples.choices(("1", "Inge Verzonnen"), ("2", "Otto Verzonnen")),
        option_widget=CheckboxInput(),
        widget=ListWidget(),
        validate_choice=False,
        description="Zet een vinkje bij wie er zelf bij betrokken is.",
    )
    website = StringField("Vul hier niets in")


class Spoken(Report):
    way = evidence = None  # type: ignore[assignment]
    how = RadioField("Hoe is het verteld?", choices=samples.choices(("phone", "Per telefoon")))
    arrived_on = DutchDateField("Op welke dag?")
    recorded = RadioField("Is het gesprek opgenomen?", choices=samples.choices(("no", "Nee")))


class Code(samples.Dutch):
    code = StringField("Uw code", NEED("Vul uw code in."))


class Text(samples.Dutch):
    text = TextAreaField("Uw bericht", NEED("Schrijf eerst een tekst."))


class Own(samples.Dutch):
    text = TextAreaField("Het verslag", NEED("Het verslag is leeg."))
    signed = StringField("Ondertekening", description="Uw naam, of: akkoord.")
    name = StringField("Uw naam")
    reach = StringField("Hoe kunnen wij u bereiken?")
    who = RadioField("Over wie gaat het?", choices=samples.choices(("1", "Inge Verzonnen")))
    what = RadioField("Wat wilt u?", choices=samples.choices(("out", "Mag niet (meer) lezen")))


class Account(samples.Dutch):
    text = TextAreaField("Het verslag", NEED("Het verslag is leeg."))
    signed = StringField("Ondertekening", description="Uw naam, of: akkoord.")


class Act(samples.Dutch):
    text = TextAreaField("Bericht aan de melder", NEED("Schrijf eerst een tekst."))
    done_on = DutchDateField("Wanneer?")
    who = RadioField("Wie?", choices=samples.choices(("1", "Otto Verzonnen")))
    sure = BooleanField("Ik weet het zeker.")


def clock(state: str, told: str, **more: Any) -> Any:
    made: dict[str, Any] = {
        "label": "Ontvangst van de melding bevestigen",
        "state": state,
        "state_label": told,
        "started_on": date(2026, 11, 2),
        "term": "7 dagen",
        "due_on": date(2026, 11, 9),
        "article": "Wet bescherming klokkenluiders, art. 2 lid 2 h",
        "explanation": "7 dagen na 2 november 2026 = 9 november 2026; geen verschuiving nodig.",
        "rollover": None,
    }
    return samples.thing(**(made | more))


WAITING = clock(
    "waiting",
    "nog niet gestart",
    label="Melder informeren over de beoordeling en de opvolging",
    started_on=None,
    due_on=None,
    explanation="Nog niet begonnen.",
)
OUTSIDE = [
    {
        "name": "Huis voor Klokkenluiders",
        "about": "advies en onderzoek",
        "site": "www.huisvoorklokkenluiders.nl",
    },
    {"name": "Inspectie Gezondheidszorg en Jeugd (IGJ)", "about": "zorg", "site": "www.igj.nl"},
]
LAW = "Wet bescherming klokkenluiders, art. 17da"
BEFORE = {
    "outside": OUTSIDE,
    "protection": [{"text": "Niemand mag u benadelen omdat u iets meldt.", "source": LAW}],
    "definitions": [{"text": "Het maatschappelijk belang is in het geding.", "source": LAW}],
    "silent": False,
    "scheme": {
        "name": "Regeling melden misstanden",
        "received": False,
        "source": "Gedragscode, Integriteit",
        "notes": ("De regeling zelf is niet ontvangen.", "De wet laat u ook direct naar buiten gaan."),
    },
    "readers": [
        {"name": "Inge Verzonnen", "phone": "06 12345678", "email": "inge@lumens.voorbeeld.example"},
        {"name": "Otto Verzonnen", "phone": "", "email": ""},
    ],
    "has_report": False,
}


def entry(kind: str, title: str, text: str, side: str = "in", **more: Any) -> dict[str, Any]:
    return {
        "id": "1",
        "kind": kind,
        "title": title,
        "who": "De melder" if side == "in" else "Inge Verzonnen",
        "at": samples.at(11, 3),
        "hour": side == "out",
        "done_on": None,
        "told": [],
        "text": text,
        "side": side,
        "read": False,
    } | more


ENTRIES = [
    entry("from_reporter", "Bericht van de melder", "Kijk ook in de kelder.\n\nDaar ligt de rest."),
    entry("closing", "Afgesloten", "Dank u wel.", "out", told=["Er was een misstand"], read=True),
    entry("step", "Stap in de opvolging", "La nagekeken.", "out", done_on=date(2026, 11, 3)),
]
NAV = (
    samples.NavItem("Misstanden", "/lumens/meldingen", True),
    samples.NavItem("Mijn kluis", "/account/kluis", False),
)


def status(**changed: Any) -> dict[str, Any]:
    return {
        "form": Text(),
        "clocks": [clock("soon", "nog 3 dagen"), WAITING],
        "received_on": date(2026, 11, 2),
        "closed": False,
        "naming": "Anoniem",
        "anonymous": True,
        "readers": ["Inge Verzonnen"],
        "entries": ENTRIES,
        "questions": [],
        "to_sign": False,
        "how_goes": False,
        "own": {"text": "Er verdwijnen facturen.", "blamed": "De baas"},
    } | changed


def row(**changed: Any) -> dict[str, Any]:
    return {
        "url": "/lumens/meldingen/1",
        "received_on": date(2026, 11, 2),
        "first_words": "Er verdwijnen elke maand facturen …",
        "unread": 2,
        "clocks": [clock("late", "2 dagen te laat")],
        "closed": False,
        "review_on": None,
    } | changed


def dossier(**changed: Any) -> dict[str, Any]:
    return {
        "nav": NAV,
        "report": {
            "received_on": date(2026, 11, 2),
            "closed_on": None,
            "review_on": None,
            "naming": "Anoniem",
            "way": "Verteld en opgeschreven",
            "signed": None,
            "is_account": True,
            "recorded": True,
        },
        "facts": [{"label": "Wat er aan de hand is", "text": "Er verdwijnen facturen."}],
        "clocks": [clock("running", "nog 7 dagen"), WAITING],
        "entries": ENTRIES,
        "readers": ["Inge Verzonnen"],
        "checks": [
            samples.thing(ask_on=date(2026, 12, 2), asked_at=samples.at(11, 5), answered_at=None),
            samples.thing(ask_on=date(2027, 2, 2), asked_at=None, answered_at=None),
        ],
        "acts": [
            {"title": "Ontvangst bevestigen", "url": "/lumens/meldingen/1/ontvangst-bevestigen", "due": True},
            {"title": "Bericht aan de melder", "url": "/lumens/meldingen/1/bericht", "due": False},
        ],
        "looks": [
            {"title": "Wie de melder is", "value": "reporter", "url": "/lumens/meldingen/1/bekijken"},
            {"title": "Over wie de melding gaat", "value": "blamed", "url": "/lumens/meldingen/1/bekijken"},
        ],
        "log": [
            {
                "at": samples.at(11, 3),
                "hour": True,
                "sentence": "De melding is gelezen.",
                "article": LAW,
                "who": "Inge Verzonnen",
            }
        ],
    } | changed


ACT = samples.thing(
    title="Ontvangst bevestigen", lead="De melder leest dit achter de code.", submit="Bevestig", article=LAW
)
SHARED = {"nav": NAV, "act": ACT, "back": "/lumens/meldingen/1", "nothing": False}
BOX: dict[str, Any] = {"onwards": "/lumens/meldingen", "replaced": None, "put_aside": False}
OWN = {
    "what": "account",
    "title": "Het verslag nakijken",
    "recorded": True,
    "looked": False,
    "look": "look",
}
PAGES: dict[str, dict[str, samples.Maker]] = {
    "strongboxes/box.html": {
        "": lambda: BOX | {"state": "make", "form": Box()},
        "fout": lambda: BOX | {"state": "make", "form": samples.wrong(Box)},
        "dicht": lambda: BOX | {"state": "closed", "form": Box()},
        "open": lambda: BOX | {"state": "open", "form": Box(), "put_aside": True},
        "verwisseld": lambda: BOX | {"state": "open", "form": Box(), "replaced": samples.at(11, 24)},
    },
    "strongboxes/broken.html": {"": dict},
    "strongboxes/recovery.html": {
        "": lambda: {
            "code": "K7QM-2XWD-9TRA-4HPN-C2FG-7JKM",
            "onwards": "/lumens/meldingen",
            "renewed": False,
        },
        "nieuw": lambda: {"code": "K7QM-2XWD-9TRA-4HPN-C2FG-7JKM", "onwards": "", "renewed": True},
    },
    "strongboxes/act.html": {
        "": lambda: {"what": "change", "title": "Andere wachtzin kiezen", "form": Box(), "last": False},
        "herstel": lambda: {"what": "recover", "title": "Wachtzin vergeten", "form": Box(), "last": False},
        "terughalen": lambda: {
            "what": "take_back",
            "title": "Mijn oude kluis terughalen",
            "form": samples.wrong(TakeBack),
            "last": False,
        },
        "opnieuw fout": lambda: {
            "what": "give_up",
            "title": "Opnieuw beginnen",
            "form": samples.wrong(GiveUp),
            "last": True,
        },
    },
    "misconduct/before.html": {
        "": lambda: BEFORE,
        "niemand": lambda: BEFORE | {"readers": [], "silent": True, "has_report": True},
    },
    "misconduct/report.html": {
        "": lambda: {"form": Report(), "readers": ["Inge Verzonnen"], "nobody": False, "outside": OUTSIDE},
        "fout": lambda: {
            "form": samples.wrong(Report),
            "readers": ["Inge Verzonnen"],
            "nobody": True,
            "outside": OUTSIDE,
        },
    },
    "misconduct/receipt.html": {"": lambda: {"code": CODE}},
    "misconduct/code.html": {
        "": lambda: {"form": Code()},
        "fout": lambda: {"form": samples.wrong(Code)},
    },
    "misconduct/status.html": {
        "": status,
        "vragen": lambda: status(
            to_sign=True,
            how_goes=True,
            anonymous=False,
            readers=[],
            questions=[{"id": "1", "to": "de onderzoeker", "text": "Die wil u spreken."}],
        ),
        "fout": lambda: status(form=samples.wrong(Text), closed=True, entries=[], clocks=[]),
    },
    "misconduct/own.html": {
        "": lambda: OWN | {"form": Own()},
        "naam": lambda: (
            OWN | {"recorded": False, "what": "name", "title": "Toch uw naam geven", "form": Own()}
        ),
        "nagekeken": lambda: (
            OWN
            | {
                "recorded": False,
                "what": "name",
                "title": "Toch uw naam geven",
                "form": Own(),
                "looked": True,
            }
        ),
        "lezers": lambda: OWN | {"recorded": False, "what": "readers", "title": "Wie leest?", "form": Own()},
        "fout": lambda: OWN | {"form": samples.wrong(Account)},
    },
    "misconduct/index.html": {
        "": lambda: {
            "nav": NAV,
            "kept": False,
            "open_rows": [row(), row(unread=0, clocks=[])],
            "closed_rows": [row(closed=True, review_on=date(2027, 11, 2))],
            "gone": [
                {
                    "received_on": date(2025, 1, 2),
                    "closed_on": date(2025, 3, 2),
                    "destroyed_on": date(2026, 3, 2),
                }
            ],
        },
        "leeg": lambda: {"nav": NAV, "kept": False, "open_rows": [], "closed_rows": [], "gone": []},
        "nog bij u": lambda: {"nav": NAV, "kept": True, "open_rows": [row()], "closed_rows": [], "gone": []},
    },
    "misconduct/dossier.html": {
        "": dossier,
        "kaal": lambda: dossier(entries=[], checks=[], clocks=[]),
    },
    "misconduct/look.html": {
        "": lambda: {
            "nav": NAV,
            "title": "Wie de melder is",
            "told": ["Mel Verzonnen", "06 11 22 33 44"],
            "back": "/lumens/meldingen/1",
        },
        "leeg": lambda: {"nav": NAV, "title": "Wie de melder is", "told": [], "back": "/lumens/meldingen/1"},
    },
    "misconduct/spoken.html": {
        "": lambda: {"nav": NAV, "form": Spoken()},
        "fout": lambda: {"nav": NAV, "form": samples.wrong(Spoken)},
    },
    "misconduct/spoken_done.html": {"": lambda: {"nav": NAV, "code": CODE, "url": "/lumens/meldingen/1"}},
    "misconduct/act.html": {
        "": lambda: SHARED | {"form": Act()},
        "fout": lambda: SHARED | {"form": samples.wrong(Act)},
        "kan niet": lambda: SHARED | {"form": Act(), "nothing": True},
    },
}
