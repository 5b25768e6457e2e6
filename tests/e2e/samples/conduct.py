"""Samples of the templates in `conduct/`: the real codes of the three organisations."""

from datetime import date
from typing import Any

from tests.e2e.samples.common import Maker, at
from tests.e2e.samples.portal import plain
from werkzeug.datastructures import MultiDict

from wederhoor.conduct import reading
from wederhoor.conduct.contacts import ContactView, PersonView, WayView
from wederhoor.conduct.dilemma_pages import ANSWERS, WorksheetForm
from wederhoor.conduct.dilemmas import Dilemma
from wederhoor.conduct.editions import EditionView
from wederhoor.conduct.forms import DayForm, PaperForm, SearchForm
from wederhoor.conduct.service import TeamProgress
from wederhoor.organisation import build_organisation

TODAY = date(2026, 11, 22)
LUMENS = build_organisation("lumens", on=TODAY)
NEWER = build_organisation("lumens", on=TODAY, code_edition="nieuw")
WIL = build_organisation("wil", on=TODAY)
URLS = dict.fromkeys(("this", "editions", "pdf", "day", "way"), "/lumens/gedragscode")
OLD = "Deze tekst is 9 jaar oud. Wet en cao kunnen sindsdien veranderd zijn."


def _edition(organisation: Any = LUMENS, **more: Any) -> EditionView:
    edition = organisation.code_edition
    values: dict[str, Any] = {
        "when": "Geldt sinds 1 december 2016.",
        "current": True,
        "age": OLD,
        "consents": (),
    }
    return EditionView(
        code=edition.code, title=edition.title, notes=edition.notes, caution=edition.caution, **values | more
    )


def _code(zoek: str = "", dag: str | None = None, **more: Any) -> dict[str, Any]:
    words = reading.words_of(zoek)
    found = reading.themes(LUMENS.articles, words)
    days = plain(DayForm)(MultiDict({"dag": dag}) if dag is not None else None)
    if dag is not None:
        days.validate()
    return {
        "edition": _edition(),
        "themes": found,
        "count": sum(len(theme.articles) for theme in found),
        "total": len(LUMENS.articles),
        "form": plain(SearchForm)(data={"zoek": zoek}),
        "days": days,
        "day": None,
        "searched": bool(words),
        "urls": URLS,
        **more,
    }


def _editions() -> dict[str, Any]:
    waiting = _edition(
        NEWER,
        when="Geldt nog niet: er is geen begindatum.",
        current=False,
        age=None,
        consents=("De ondernemingsraad moet nog instemmen.",),
    )
    one = {
        "view": waiting,
        "url": "/lumens/gedragscode",
        "compare": "/lumens/gedragscode",
        "before": LUMENS.code_edition.title,
    }
    return {
        "editions": [
            one,
            {"view": _edition(), "url": "/lumens/gedragscode", "compare": None, "before": None},
        ],
        "back": "/lumens/gedragscode",
    }


def _following(waiting: int, *, reminded: int | None = None, wrong: bool = False) -> dict[str, Any]:
    form = plain(PaperForm)(MultiDict() if wrong else None)
    form.prepare([("1", "Wim Werker"), ("2", "Ot Ander")])
    if wrong:
        form.validate()
    here = "/lumens/gedragscode/voortgang"
    urls = {"remind": f"{here}/herinner", "paper": f"{here}/papier", "export": f"{here}/uitvoer"}
    return {"waiting": waiting, "form": form, "reminded": reminded, "urls": urls}


def _compare(renumbered: bool) -> dict[str, Any]:
    before, after = list(LUMENS.articles), list(NEWER.articles)
    if not renumbered:
        after = [*before[2:], after[0]]
        after[3] = before[5].__class__(**{**vars(before[5]), "text": before[5].text + " Altijd."})
    found = reading.differences(before, after)
    by_kind = {kind: [d for d in found if d.kind == kind] for kind in ("changed", "new", "gone", "same")}
    newer = _edition(NEWER, current=False)
    return {
        "before": _edition(),
        "after": newer,
        "found": by_kind,
        "renumbered": renumbered,
        "back": "/lumens/gedragscode",
    }


WAY = WayView(
    label="Ethisch dilemma",
    order="In deze volgorde: de volgende alleen als het met de vorige niet gaat of niet helpt.",
    contacts=(
        ContactView(
            name="animo-coach",
            when="",
            people=(PersonView(name="Sanne Teamleider", phone="", email=""),),
            step=None,
            order="Eerst",
            by_phone=False,
        ),
        ContactView(
            name="vertrouwenspersoon",
            when="als overleg niet wenselijk is",
            people=(
                PersonView(name="Vic Vertrouwd", phone="06 12345678", email="vic@lumens.voorbeeld.example"),
            ),
            step=None,
            order="In plaats daarvan",
            url="/lumens/vertrouwenspersoon",
            link="Lees wat de vertrouwenspersoon doet, of schrijf hem of haar",
        ),
        ContactView(
            name="klachtencommissie",
            when="schriftelijk",
            people=(),
            step=None,
            email="klacht@lumens.voorbeeld.example",
            url="/lumens/klacht-indienen",
            link="Dien een klacht in",
        ),
    ),
    ordered=True,
    remarks=("Niet naar uw leidinggevende, want daar gaat het over.",),
    sources=("Gedragscode 2016, hoofdstuk 4, par. 6",),
    confidant=True,
)


def _who(**more: Any) -> dict[str, Any]:
    found: dict[str, Any] = {
        "title": "Wie bent u?",
        "steps": (),
        "chosen": [],
        "way": None,
        "silent": False,
        "staff": False,
        "back": "",
        "edition": _edition(),
    }
    return found | more


_STEPS = (("Ik werk hier", "/lumens/met-wie-praten"), ("Ik ben inwoner", "/lumens/met-wie-praten"))


SIGNED = {
    "title": "Missie en Gedragscode Lumens", "text": None, "source": None, "read_url": "/lumens/gedragscode",
    "paper_on": None, "handed_at": at(11, 1),
    "signed_at": at(11, 3), "sign_url": "/lumens/gedragscode",
}  # fmt: skip
(SUWINET,) = WIL.statements
WAITING = {**SIGNED, "signed_at": None}
STATEMENT = {
    **WAITING,
    "title": SUWINET.label,
    "text": SUWINET.text,
    "source": str(SUWINET.source),
    "read_url": None,
}
ASK = {
    "label": SUWINET.label,
    "before": SUWINET.before,
    "source": str(SUWINET.source),
    "url": "/lumens/gedragscode",
}
_SAYS = next(d for d in LUMENS.declarations if d.topic == "dilemma").policy.rows[0]
DILEMMA = Dilemma(
    topic="dilemma", label="Ethisch dilemma", questions=_SAYS.questions, says=(_SAYS.says,),
    sources=("Gedragscode 2016, hoofdstuk 4, par. 6",), numbers=("L16-41",), way=WAY,
)  # fmt: skip


def _dilemma(given: dict[int, str] | None = None, **more: Any) -> dict[str, Any]:
    given = given or {}
    return {
        "dilemma": DILEMMA,
        "form": plain(WorksheetForm)(),
        "given": given,
        "answers": ANSWERS,
        "weighed": bool(given),
        "doubts": [q for n, q in enumerate(DILEMMA.questions) if given.get(n) != "ja"],
        "index_url": "/lumens/gedragscode",
        **more,
    }


TEAMS = [
    TeamProgress(team="Kantoor", handed=7, signed=7, waiting=()),
    TeamProgress(team="Wijkteam Noord", handed=4, signed=2, waiting=("Pim Planner", "Wil Wijkwerker")),
]
SHEET = {
    "label": "Ethisch dilemma", "kept_at": at(11, 5), "answers": [["Durven we onze keuze aan iedereen te vertellen?", "Nee"]],
    "notes": "Morgen bespreken.", "drop_url": "/lumens/gedragscode",
}  # fmt: skip

PAGES: dict[str, dict[str, Maker]] = {
    "conduct/index.html": {
        "lezen": lambda: _code(),
        "zoeken": lambda: _code("overleg"),
        "niets-gevonden": lambda: _code("xyzzy"),
        "op-een-dag": lambda: _code(day="3 maart 2020"),
        "foute-dag": lambda: _code(dag="31-2-2020"),
    },
    "conduct/editions.html": {"uitgaven": _editions},
    "conduct/compare.html": {
        "anders-genummerd": lambda: _compare(True),
        "verschil": lambda: _compare(False),
    },
    "conduct/who.html": {
        "wie": lambda: _who(steps=_STEPS),
        "waarover": lambda: _who(steps=_STEPS, chosen=["Ik werk hier"], staff=True, back="/lumens"),
        "weg": lambda: _who(title="Ethisch dilemma", way=WAY, chosen=["Ik werk hier"], staff=True, back="/"),
        "stil": lambda: _who(title="Ethisch dilemma", silent=True, chosen=["Ik werk hier"], back="/lumens"),
    },
    "conduct/signing.html": {
        "niets": lambda: {"handouts": [], "statements": [], "wrong": None},
        "tekenen": lambda: {"handouts": [WAITING, STATEMENT, SIGNED], "statements": [ASK], "wrong": None},
        "al-getekend": lambda: {
            "handouts": [SIGNED],
            "statements": [],
            "wrong": "U tekende hier al voor.",
        },
    },
    "conduct/progress.html": {
        "voortgang": lambda: {
            "edition": _edition(),
            "teams": TEAMS,
            "handed": 11,
            "signed": 9,
            "after": 14,
            **_following(2),
        },
        "herinnerd": lambda: {
            "edition": _edition(),
            "teams": TEAMS,
            "handed": 11,
            "signed": 9,
            "after": 14,
            **_following(2, reminded=1, wrong=True),
        },
        "niemand": lambda: {
            "edition": _edition(),
            "teams": [],
            "handed": 0,
            "signed": 0,
            "after": 14,
            **_following(0),
        },
    },
    "conduct/dilemmas.html": {
        "keuze": lambda: {
            "dilemmas": [{"label": "Ethisch dilemma", "url": "/lumens/gedragscode"}],
            "sheets": [SHEET],
        },
        "geen": lambda: {"dilemmas": [], "sheets": []},
    },
    "conduct/dilemma.html": {
        "vragen": lambda: _dilemma(),
        "twijfel": lambda: _dilemma({0: "ja", 1: "nee"}),
        "alles-ja": lambda: _dilemma({0: "ja", 1: "ja", 2: "ja"}),
    },
}
