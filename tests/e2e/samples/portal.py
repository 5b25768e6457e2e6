"""Samples of the own page's and the office's templates of messages, tasks, codes and complaints taken down."""

from datetime import date
from typing import Any

from tests.e2e.samples.common import CODE, DONE, MISSING, Dutch, Maker, at, thing
from tests.e2e.samples.letters import PAGE_DRAWN
from tests.e2e.samples.papers import BLOCKS_SAMPLE, CRUMB
from werkzeug.datastructures import MultiDict
from wtforms import Form

from wederhoor.complaints.details_page import DetailsForm
from wederhoor.counter.forms import CodesForm, PhoneNoteForm, ReadBackForm
from wederhoor.counter.take_down_form import take_down_form
from wederhoor.messages.forms import DoorForm, ReplyForm, SavedForm, WriteForm
from wederhoor.portal.forms import OwnSignForm
from wederhoor.tasks.forms import FinishForm
from wederhoor.web.fields import BaseForm

NOOR = ("1", "Noor Verzonnen (klager)")
TODAY = date(2026, 11, 22)
EVENING = "Degene die mij hielp luisterde niet en stuurde mij weg.\nIk was daar erg van geschrokken."


def plain(form: type[BaseForm]) -> type[Form]:
    """The program's own form, that needs no request."""
    parts: dict[str, Any] = {}
    for one in reversed(form.__mro__):
        if issubclass(one, BaseForm) and one is not BaseForm:
            parts |= {name: part for name, part in vars(one).items() if not name.startswith("__")}
    parts.pop("_wtforms_meta", None)
    parts.pop("_unbound_fields", None)
    return type(form.__name__, (Dutch,), parts)


def made(form: type[BaseForm], *prepared: Any, typed: dict[str, str] | None = None, **data: Any) -> Form:
    found = plain(form)(MultiDict(typed) if typed is not None else None, data=data)
    if prepared:
        found.prepare(*prepared)
    if typed is not None:
        found.validate()
    return found


SENT = {"sent": "yes"}
ENTRIES = [
    {
        "title": "Bericht", "who": "Van Noor Verzonnen (klager)", "text": EVENING, "at": at(11, 20),
        "read_at": at(11, 21), "answer_by": None, "kind": "in", "agreements": False,
    },
    {
        "title": "Afspraken na een gesprek", "who": "Aan Noor Verzonnen (klager), door Kim Bakvis",
        "text": "Wij bellen u vrijdag.\nU stuurt de brief.", "at": at(11, 18), "read_at": None,
        "answer_by": date(2026, 12, 2), "kind": "out", "agreements": True,
    },
    {
        "title": "Notitie", "who": "Door Kim Bakvis, alleen voor de behandelaars", "text": "Belt liever na vijven.",
        "at": at(11, 17), "read_at": None, "answer_by": None, "kind": "note", "agreements": False,
    },
]  # fmt: skip
PIECE = thing(
    name="Bellen",
    text="Wij bellen u morgen.\nTot dan.",
    at=at(11, 20),
    who="Kim Bakvis",
    url="/lumens/kantoor/vaste-teksten/1",
)
SAVED = {
    "name": "Bellen",
    "remove_url": "/lumens/kantoor/vaste-teksten/1/weg",
    "index_url": "/lumens/kantoor/vaste-teksten",
}
TASK = {
    "label": "Terugbellen",
    "told": [("Naam", "Noor Verzonnen"), ("Telefoon", "06 12 34 56 78"), ("Wanneer", "'s middags")],
    "due_on": date(2026, 11, 21),
    "late": True,
    "days": "2 dagen te laat",
    "way": thing(label="Naar het dossier", url="/lumens/kantoor/dossiers/0193"),
    "press": thing(label="Gebeld", url="/lumens/kantoor/taken/1/klaar"),
    "number": "2026-014-VER",
    "dossier_url": "/lumens/kantoor/dossiers/0193",
    "url": "/lumens/kantoor/taken/1",
    "for_me": True,
    "done_at": None,
    "done_by": "",
    "note": "",
    "note_url": None,
    "kept_from": [],
}
PAPERS = [
    {
        "number": 1, "title": "brief.pdf", "kind": "pdf", "size": "12 kB", "done_on": date(2026, 11, 3),
        "url": "/lumens/mijn-klacht/inzien/1",
    },
    {"number": 2, "title": "geluid.mp3", "kind": "bestand", "size": "3 MB", "done_on": None, "url": None},
]  # fmt: skip


HEED = [{"name": "Noor Verzonnen", "text": "Spreek geen voicemail in. Tolk: Arabisch. Grote letters."}]


def talk(form: Form, **values: Any) -> dict[str, Any]:
    return {
        "dossier": CRUMB,
        "heed": HEED,
        "form": form,
        "may_write": True,
        "may_send": True,
        "entries": [
            {"waits_until": None, "called_back_at": None, "back_url": None, **one} for one in ENTRIES
        ],
        "back": False,
        "goes": (),
        "pieces": [thing(id="1", name="Bellen", text="Wij bellen u morgen.")],
        "pieces_url": "/lumens/kantoor/vaste-teksten",
        "too_late": False,
        **values,
    }


def returning() -> list[dict[str, Any]]:
    """One message that can be called back, and one that was."""
    whole = {**ENTRIES[1], "waits_until": None, "called_back_at": None, "back_url": None}
    url = "/lumens/kantoor/dossiers/0193/berichten/1/terughalen"
    return [
        {**whole, "waits_until": at(11, 22), "back_url": url},
        {**whole, "called_back_at": at(11, 21)},
    ]


def door(form: Form, asked: str = "", way: str = "email") -> dict[str, Any]:
    url = "/lumens/mijn-klacht"
    back = ("Terug naar mijn klacht", url)
    return {"form": form, "asked": asked, "way": way, "ask_url": f"{url}/tweede-code/vragen", "back": back}


def details(form: Form, *, saved: bool = False) -> dict[str, Any]:
    url = "/lumens/mijn-klacht"
    return {
        "form": form,
        "name": "Noor Verzonnen",
        "back": ("Terug naar mijn klacht", url),
        "messages_url": f"{url}/berichten",
        "complains": True,
        "saved": saved,
    }


def signing(**values: Any) -> dict[str, Any]:
    form = made(
        ReadBackForm, [NOOR], date(2026, 11, 2), TODAY, description=EVENING, done_on=date(2026, 11, 20)
    )
    return {"dossier": CRUMB, "heed": HEED, "form": form, "nobody": False, "newest": [], **values}


HERE = thing(categories=(), committee=None, texts=(), deadlines=(), roles=())
"""An organisation without rules of its own."""
PAGES: dict[str, dict[str, Maker]] = {
    "messages/index.html": {
        "": lambda: talk(made(WriteForm, [NOOR, ("2", "Bert Bedacht (klager)")], TODAY, side="inside")),
        "leeg": lambda: talk(made(WriteForm, [], TODAY), entries=[], may_send=False),
        "lezer": lambda: talk(made(WriteForm, [], TODAY), may_write=False),
        "fout": lambda: talk(made(WriteForm, [NOOR], TODAY, typed=SENT)),
        "teruggehaald": lambda: talk(made(WriteForm, [NOOR], TODAY), back=True, entries=returning()),
        "zo wordt het": lambda: talk(
            made(WriteForm, [NOOR], TODAY, text="Tot morgen."), goes=[("Noor Verzonnen", "als brief op papier", [PAGE_DRAWN])]
        ),
        "te laat": lambda: talk(made(WriteForm, [NOOR], TODAY), too_late=True),
    },
    "messages/saved_texts.html": {
        "": lambda: {"form": made(SavedForm), "pieces": [PIECE]},
        "leeg": lambda: {"form": made(SavedForm), "pieces": [], "done": None},
        "fout": lambda: {"form": made(SavedForm, typed=SENT), "pieces": [PIECE], "done": None},
    },
    "messages/saved_text.html": {
        "": lambda: SAVED | {"form": made(SavedForm, name="Bellen", text="Tot morgen.")},
        "fout": lambda: SAVED | {"form": made(SavedForm, typed=SENT)},
    },
    "tasks/index.html": {
        "": lambda: {
            "tasks": [
                TASK,
                {**TASK, "late": False, "for_me": False, "dossier_url": None, "label": "Bericht lezen"},
            ],
            "more": "/lumens/kantoor/taken?na=abc",
            "done": None,
        },
        "gedaan": lambda: {"tasks": [TASK], "more": None, "done": DONE | {"back": "taken"}},
        "leeg": lambda: {"tasks": [], "more": None, "done": None},
    },
    "tasks/finish.html": {
        "": lambda: {"task": TASK, "form": made(FinishForm)},
        "misschien bedoeld": lambda: {
            "task": {**TASK, "note_url": "/x", "kept_from": [{"name": "Ans Jansen", "url": "/x"}]},
            "form": made(FinishForm),
        },
        "gedaan": lambda: {
            "task": {**TASK, "done_at": at(11, 20), "done_by": "Kim Bakvis", "note": "Gesproken."},
            "form": made(FinishForm),
        },
        "fout": lambda: {
            "task": TASK,
            "form": made(FinishForm, typed={"note": "x" * 30_000}),
        },
    },
    "portal/messages.html": {
        "": lambda: {"entries": ENTRIES, "form": made(ReplyForm), "door_url": None},
        "dicht": lambda: {
            "entries": [{**entry, "text": ""} for entry in ENTRIES],
            "form": made(ReplyForm),
            "door_url": "/x",
        },
        "leeg": lambda: {"entries": [], "form": made(ReplyForm), "door_url": "/x"},
        "fout": lambda: {"entries": ENTRIES, "form": made(ReplyForm, typed=SENT), "door_url": None},
    },
    "portal/details.html": {
        "": lambda: details(made(DetailsForm)),
        "bewaard": lambda: details(made(DetailsForm), saved=True),
        "fout": lambda: details(
            made(DetailsForm, typed={"email": "noor", "phone": "1", "postal_code": "12", "channel": "email"})
        ),
    },
    "messages/door.html": {
        "": lambda: door(made(DoorForm)),
        "gemaild": lambda: door(made(DoorForm), "email"),
        "bellen": lambda: door(made(DoorForm), "phone", "phone"),
        "brief": lambda: door(made(DoorForm), "post", "post"),
        "fout": lambda: door(made(DoorForm, typed={"digits": "12"})),
    },
    "portal/papers.html": {
        "": lambda: {"papers": PAPERS, "opened": True, "door_url": "/x", "copy_url": "/x"},
        "dicht": lambda: {
            "papers": [{**paper, "url": None, "title": ""} for paper in PAPERS],
            "opened": False,
            "door_url": "/x",
            "copy_url": "/x",
        },
        "leeg": lambda: {"papers": [], "opened": True, "door_url": "/x", "copy_url": "/x"},
    },
    "portal/paper.html": {
        "": lambda: {"paper": thing(**PAPERS[0]), "blocks": BLOCKS_SAMPLE, "papers_url": "/x"},
    },
    "portal/copy.html": {
        "": lambda: {
            "may_sign": True,
            "form": made(OwnSignForm, description=EVENING),
            "newest": [], "rows": [("Naam", "Noor Verzonnen")],
        },
        "getekend": lambda: {
            "may_sign": False,
            "form": made(OwnSignForm),
            "newest": [], "rows": [("Naam", "Noor Verzonnen"), ("Wat er is gebeurd", EVENING)],
        },
        "aangevuld": lambda: {
            "may_sign": True,
            "form": made(OwnSignForm, typed=SENT),
            "newest": [EVENING, "", ""],
            "rows": [],
        },
        "fout": lambda: {"may_sign": True, "form": made(OwnSignForm, typed=SENT), "newest": [], "rows": []},
    },
    "counter/note.html": {
        "": lambda: {
            "form": made(PhoneNoteForm),
            "notes": [thing(who="Noor, 06 12 34 56 78", at=at(11, 20), url="/x")],
            "for_another": False,
        },
        "voor een collega": lambda: {"form": made(PhoneNoteForm), "notes": [], "for_another": True},
        "leeg": lambda: {"form": made(PhoneNoteForm), "notes": [], "for_another": False},
        "fout": lambda: {"form": made(PhoneNoteForm, typed=SENT), "notes": [], "for_another": False},
    },
    "counter/take_down.html": {
        "": lambda: {
            "form": made(take_down_form(1), HERE, TODAY, description=EVENING, arrived_on=date(2026, 11, 20)),
            "note": thing(who="Noor, 06 12 34 56 78", at=at(11, 20)),
            "kept": True,
        },
        "fout": lambda: {
            "form": made(take_down_form(2), HERE, TODAY, typed=SENT),
            "note": thing(who="Noor", at=at(11, 20)),
            "kept": False,
        },
    },
    "counter/done.html": {
        "": lambda: {
            "opens": True, "number": "2026-014-VER", "code": CODE, "fellows": [("Bert Bedacht", CODE)],
            "missing": MISSING, "signed": False, "dossier_url": "/x",
            "sign_url": "/x", "papers_url": "/x",
        },
        "getekend": lambda: {
            "opens": True, "number": "2026-014-VER", "code": CODE, "fellows": [], "missing": [], "signed": True, "dossier_url": "/x",
            "sign_url": "/x", "papers_url": "/x",
        },
        "voor een ander": lambda: {
            "opens": False, "number": "2026-014-VER", "code": CODE, "fellows": [], "signed": True,
        },
    },
    "counter/sign.html": {
        "": signing,
        "klaar": lambda: signing(nobody=True),
        "aangevuld": lambda: signing(newest=[EVENING, "", ""]),
        "fout": lambda: signing(form=made(ReadBackForm, [NOOR], date(2026, 11, 2), TODAY, typed=SENT)),
    },
    "counter/codes.html": {
        "": lambda: {
            "dossier": CRUMB,
            "heed": HEED,
            "form": made(CodesForm, [NOOR]),
            "unsigned": ["Noor Verzonnen (klager)"],
            "sign_url": "/x",
        },
        "fout": lambda: {
            "dossier": CRUMB,
            "heed": [],
            "form": made(CodesForm, [NOOR], typed=SENT),
            "unsigned": [],
            "sign_url": "/x",
        },
    },
    "counter/code_made.html": {
        kind: lambda kind=kind, code=code: {"dossier": CRUMB, "code": code, "kind": kind or "receipt", "name": NOOR[1]}
        for kind, code in (("", CODE), ("phone", "123456"), ("post", "123456"))
    },
}  # fmt: skip
