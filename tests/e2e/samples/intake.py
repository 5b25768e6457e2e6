"""Samples of the templates in `intake/`."""

from datetime import date
from typing import Any

from tests.e2e.samples.common import (
    CLOCKS,
    CODE,
    MISSING,
    PAGE_1,
    PAGE_2,
    PAGE_3,
    SECTIONS,
    TIMELINE,
    About,
    Code,
    Complete,
    Dutch,
    Maker,
    Sign,
    Story,
    Who,
    Withdraw,
    at,
    filled,
    required,
    thing,
    wrong,
)
from wtforms import BooleanField, RadioField, StringField, TextAreaField
from wtforms.fields import SelectChoice

from wederhoor.rules.helplines import FOR_CHILDREN

UPLOADED = [
    thing(
        id="1", name="IMG_20261102_de balie met het bordje gesloten erop, gemaakt om kwart voor vijf.HEIC",
        size="2,4 MB", kind="foto of afbeelding", state="ready", percent=100, lacks=["Een bijlage staat niet in de kopie."],
        scanned="niet gescand op virussen", at=at(11, 2, 21, 9), remove_url="/lumens/klacht-indienen/bijlagen/1/weg",
    ),
    thing(
        id="2", name="brief.pdf", size="18,0 MB", kind="bestand", state="receiving", percent=43, scanned="", lacks=[],
        at=at(11, 2, 21, 12), remove_url="/lumens/klacht-indienen/bijlagen/2/weg",
    ),
    thing(
        id="3", name="prijs.pdf", size="12 kB", kind="pdf", state="refused", percent=100, lacks=[],
        scanned="virus gevonden", at=at(11, 2, 21, 13), remove_url=None,
    ),
]  # fmt: skip


def uploads(**values: Any) -> dict[str, Any]:
    return {
        "door": "draft",
        "papers": UPLOADED,
        "unfinished": 1,
        "may_add": True,
        "errors": [],
        "added": 0,
        "accept": "image/*,.pdf",
        "limits": {"file": 25, "together": 60, "count": 20, "part": 524288},
        "start_url": "/lumens/klacht-indienen/bijlagen/nieuw",
        "add_url": "/lumens/klacht-indienen/bijlagen",
        "back_url": "/lumens/klacht-indienen/laatste-vraag",
        "hidden": 0,
        "door_url": None,
        **values,
    }


class Call(Dutch):
    name = StringField("Uw naam", required("Vul uw naam in"))
    phone = StringField("Uw telefoonnummer", required("Vul uw nummer in"))
    when = RadioField(
        "Wanneer?", choices=[SelectChoice("any", "Maakt niet uit"), SelectChoice("morning", "Ochtend")]
    )
    no_voicemail = BooleanField("Spreek geen voicemail in")
    what = TextAreaField("Waar gaat het over?")
    website = StringField("Vul hier niets in")


def withdrawing(form: Any, **values: Any) -> dict[str, Any]:
    """The page on which somebody withdraws."""
    told = {
        "informal": False,
        "along": [],
        "goes_on": False,
        "told": True,
        "afterwards": "Er mag toch onderzoek komen.",
    }
    return {"form": form, **told, **values}


def asked(page: Any, form: Any, **values: Any) -> dict[str, Any]:
    return {
        "page": page,
        "form": form,
        "code": CODE,
        "lines": {"description": 9},
        "fellows": None,
        "changing": False,
        "child": False,
        "helplines": FOR_CHILDREN,
        "kept_for": 30,
        "objection": [],
        **values,
    }


OBJECTION = [
    thing(text="Schrijf op tegen welk besluit het gaat en waarom.", source="Awb, art. 6:5"),
    thing(text="U maakt bezwaar bij wie het besluit nam.", source="Awb, art. 6:4"),
]
FOR_A_CHILD = thing(
    name="jonger-dan-18", number=3, total=9, title="Klaag je alleen?", intro="Dat mag altijd."
)
DECISION = thing(name="besluit", number=3, total=9, title="Een besluit: dan maakt u bezwaar", intro="")
PERHAPS = thing(name="misschien-bezwaar", number=3, total=9, title="Gaat het over een besluit?", intro="")


RECEIVED = {
    "informal": False,
    "settled_within": "",
    "objection": False,
    "perhaps": False,
    "arrived_on": date(2026, 11, 22),
}


def received(**values: Any) -> dict[str, Any]:
    return {
        "number": "2026-014-VER",
        "code": CODE,
        "received_at": at(11, 22, 14, 5),
        "complete": True,
        "missing": [],
        "terms_wait": True,
        "fellows": [],
        "expected": [],
        **RECEIVED,
        **values,
    }


NOWHERE = {"email": "", "address": ""}
PAGES: dict[str, dict[str, Maker]] = {
    "portal/start.html": {
        "": lambda: {
            "limit": "1 jaar",
            "talk_first": thing(text="Dat mag, maar het hoeft niet."),
            "good_to_know": [
                thing(
                    title="In beroep", text="U kunt niet in beroep.", source="Klachtenreglement, bijlage 3"
                ),
                thing(title="Iets eigens", text="Wij hebben een hond.", source=""),
            ],
            "steps": [
                thing(
                    title="U dient uw klacht in",
                    text="Via deze website, per brief of per telefoon. U krijgt meteen een code als bewijs.",
                ),
                thing(
                    title="Binnen een week bevestigen wij de ontvangst",
                    text="U leest wie uw klacht behandelt en wanneer u iets hoort.",
                ),
                thing(
                    title="Wij horen beide kanten",
                    text="U vertelt uw verhaal, en degene over wie u klaagt ook.",
                ),
                thing(title="U krijgt een oordeel", text="Uiterlijk zes weken na ontvangst, met uitleg."),
            ],
            "open_here": True,
            "informal": True,
            "helplines": FOR_CHILDREN,
            "decisions": True,
            "reach": NOWHERE,
            "signposts": [
                thing(
                    code="signpost_objection",
                    title="Een besluit?",
                    text="Dan maakt u bezwaar.",
                    source="Awb, art. 7:1",
                ),
                thing(code="signpost_help", title="Hulp?", text="Die is gratis.", source=""),
            ],
            "terms": [
                thing(
                    label="Oordeel",
                    term="6 weken",
                    starts="vanaf de dag dat uw klacht binnenkomt",
                    longer="Dit kan hoogstens 4 weken langer duren.",
                    source="Awb",
                ),
                thing(label="Bevestiging", term="dezelfde dag", starts="x", longer="", source=""),
            ],
        },
        "dicht": lambda: {
            "steps": [],
            "talk_first": None,
            "limit": "",
            "good_to_know": [],
            "open_here": False,
            "within_a_year": False,
            "informal": False,
            "helplines": FOR_CHILDREN,
            "decisions": False,
            "signposts": [],
            "terms": [],
            "reach": NOWHERE,
        },
        "alleen-lezen": lambda: {
            **PAGES["portal/start.html"][""](),
            "read_only": True,
            "reach": {"email": "klachten@lumens.example", "address": "Postbus 1, 5600 AA Eindhoven"},
        },
    },
    "intake/before.html": {
        "": lambda: {
            "resume_url": None,
            "needed": ["Uw naam en adres", "Uw handtekening"],
            "terms_wait": True,
            "decisions": True,
            "kept_for": 30,
            "code_form": Code(),
        },
        "verder": lambda: {
            "resume_url": "/lumens/klacht-indienen/verder",
            "needed": [],
            "terms_wait": False,
            "decisions": False,
            "kept_for": 30,
            "code_form": Code(),
        },
        "alleen-lezen": lambda: {**PAGES["intake/before.html"]["verder"](), "read_only": True},
    },
    "intake/page.html": {
        "": lambda: asked(
            PAGE_1, filled(About, about_kind="employee", accused_name='Joris "J" <b>Verzonnen</b>')
        ),
        "fout": lambda: asked(PAGE_1, wrong(About, event_on="31")),
        "klacht": lambda: asked(PAGE_2, filled(Story, description="Regel een\n\nRegel <twee>")),
        "klacht-fout": lambda: asked(PAGE_2, wrong(Story, objection="Er is niet geluisterd")),
        "gegevens": lambda: asked(PAGE_3, filled(Who, town="Eindhoven")),
        "gegevens-fout": lambda: asked(PAGE_3, wrong(Who)),
        "kind": lambda: asked(FOR_A_CHILD, filled(Who), child=True),
        "besluit": lambda: asked(DECISION, filled(Who), objection=OBJECTION),
        "misschien bezwaar": lambda: asked(PERHAPS, filled(Who), objection=OBJECTION, changing=True),
        "anderen": lambda: asked(PAGE_3, filled(Who), fellows=["Bert <b>Bedacht</b>", "Els Testman"]),
    },
    "portal/call.html": {
        "": lambda: {"form": filled(Call, when="any"), "days": 2, "called_on": None},
        "fout": lambda: {"form": wrong(Call), "days": 1, "called_on": None},
        "klaar": lambda: {"form": Call(), "days": 1, "called_on": date(2026, 11, 23)},
    },
    "portal/privacy.html": {
        "": lambda: {
            "readers": ["De mensen die klachten behandelen.", "Degene over wie u klaagt."],
            "kept": [
                thing(label="Dossier", term="5 jaar", starts="einde van de behandeling", source="reglement"),
                thing(label="Kopieën", term="", starts="afsluiten van het dossier", source=""),
                thing(label="Gesprek", term="", starts="", source=""),
            ],
            "draft_days": 30,
            "email": "klacht@voorbeeld.example",
            "officer": "mevrouw F. Gegevens, fg@voorbeeld.example",
            "duties": ["Jeugdwet, art. 4.2.1", "Wmo 2015, art. 3.2"],
            "own_interest": True,
        },
        "zonder": lambda: {
            "readers": [],
            "kept": [],
            "draft_days": 30,
            "email": None,
            "officer": None,
            "duties": [],
            "own_interest": True,
        },
    },
    "portal/accessibility.html": {
        "": lambda: {"duty": thing(text="Wij zijn een overheid.", source="Besluit, art. 3")},
        "zonder": lambda: {"duty": None},
    },
    "intake/check.html": {
        "": lambda: {
            "sections": SECTIONS,
            "missing": MISSING,
            "terms_wait": True,
            "needs_signature": True,
            "informal": False,
            "code": CODE,
            "form": Sign(),
            "readers": [
                "De klachtenfunctionaris en de secretaris van de commissie",
                "De leden van de klachtencommissie",
                "Degene over wie u klaagt, en diens leidinggevende",
            ],
            "papers": UPLOADED,
            "unfinished": 1,
            "papers_url": "/lumens/klacht-indienen/bijlagen",
            "objecting": False,
            "refused": False,
            "stops": [],
            "bsn_in": ["Wat er is gebeurd", "brief.pdf"],
        },
        "fout": lambda: {
            "sections": SECTIONS,
            "missing": [],
            "terms_wait": False,
            "needs_signature": False,
            "informal": False,
            "code": CODE,
            "form": wrong(Sign),
            "readers": ["De klachtenfunctionaris"],
            "papers": [],
            "unfinished": 0,
            "papers_url": "/lumens/klacht-indienen/bijlagen",
            "objecting": False,
            "refused": False,
            "stops": [thing(text="Er staat nog niets in.", url="/lumens/klacht-indienen/vraag/x")],
            "bsn_in": [],
        },
        "melding": lambda: {
            "sections": SECTIONS,
            "missing": [],
            "terms_wait": True,
            "needs_signature": True,
            "informal": True,
            "code": CODE,
            "form": Sign(),
            "readers": ["De klachtenfunctionaris"],
            "papers": [],
            "unfinished": 0,
            "papers_url": "/lumens/klacht-indienen/bijlagen",
            "objecting": False,
            "refused": False,
            "stops": [thing(text="Er staat nog niets in.", url="/lumens/klacht-indienen/vraag/x")],
            "bsn_in": [],
        },
    },
    "papers/upload.html": {
        "": uploads,
        "leeg": lambda: uploads(papers=[], unfinished=0),
        "fout": lambda: uploads(
            errors=["film.mp4: Dit soort bestand kunnen wij niet aannemen. Stuur een foto of een pdf."],
            added=1,
        ),
        "later": lambda: uploads(door="case", papers=UPLOADED[:1]),
        "zonder tweede code": lambda: uploads(
            door="case", papers=[], unfinished=0, hidden=2, door_url="/lumens/mijn-klacht/tweede-code"
        ),
        "afgesloten": lambda: uploads(door="case", papers=[], may_add=False),
    },
    "intake/receipt.html": {
        "": lambda: {
            "number": "2026-014-VER",
            "code": CODE,
            "received_at": at(11, 22, 14, 5),
            "complete": True,
            "missing": [],
            "terms_wait": True,
            **RECEIVED,
            "fellows": [thing(name="Bert Bedacht", code=CODE)],
            "expected": [
                "U hoort uiterlijk 6 december 2026 of wij uw klacht behandelen.",
                "Behandelen wij uw klacht? Dan horen wij u en de ander.",
            ],
        },
        "niet-compleet": lambda: {
            "number": "2026-014-VER",
            "code": CODE,
            "received_at": at(11, 22, 14, 5),
            "complete": False,
            "missing": MISSING,
            "terms_wait": True,
            **RECEIVED,
            "fellows": [],
            "expected": [
                "Stuur ons wat nog ontbreekt. Zodra alles er is, hoort u hoe het verder gaat en wanneer."
            ],
        },
        "onvrede": lambda: received(informal=True, settled_within="1 week"),
        "bezwaar": lambda: received(objection=True),
        "misschien bezwaar": lambda: received(perhaps=True),
    },
    "portal/code.html": {"": lambda: {"form": Code()}, "fout": lambda: {"form": wrong(Code)}},
    "portal/make_complaint.html": {
        "": lambda: {"missing": [], "terms_wait": True},
        "niet compleet": lambda: {"missing": MISSING, "terms_wait": True},
    },
    "portal/status.html": {
        "": lambda: {
            "number": "2026-014-VER",
            "status_label": "In behandeling",
            "line": "U krijgt uiterlijk 3 januari 2027 het rapport.",
            "then": ["Daarna beslist de bestuurder wat er gaat gebeuren."],
            "timeline": TIMELINE,
            "clocks": CLOCKS,
            "missing": [],
            "terms_wait": True,
            "informal": False,
            "letters": [
                thing(
                    title="Bevestiging van ontvangst",
                    created_at=at(11, 3),
                    url="/lumens/mijn-klacht/brief/1.pdf",
                    read_url="/lumens/mijn-klacht/brief/1",
                    ready=True,
                    no_pdf=False,
                ),
                thing(
                    title="Uitnodiging",
                    created_at=at(11, 12),
                    url="",
                    read_url="/lumens/x",
                    ready=False,
                    no_pdf=True,
                ),
            ],
            "may_withdraw": True,
            "may_complete": True,
            "may_be_complaint": False,
            "unread": 2,
            "may_read": True,
            "papers_open": False,
        },
        "niet-compleet": lambda: {
            "number": "2026-014-VER",
            "status_label": "Nog niet compleet",
            "line": "Stuur ons wat nog ontbreekt.",
            "then": [],
            "timeline": TIMELINE[2:],
            "clocks": [],
            "missing": MISSING,
            "terms_wait": True,
            "informal": False,
            "letters": [],
            "may_withdraw": True,
            "may_complete": True,
            "may_be_complaint": True,
            "unread": 0,
            "may_read": False,
            "papers_open": True,
        },
    },
    "portal/complete.html": {
        "": lambda: {
            "form": Complete(),
            "missing": MISSING,
            "terms_wait": True,
            "received": False,
            "filer": True,
        },
        "fout": lambda: {
            "form": wrong(Complete),
            "missing": [],
            "terms_wait": False,
            "received": False,
            "filer": True,
        },
        "medeklager": lambda: {
            "form": Complete(),
            "missing": MISSING,
            "terms_wait": True,
            "received": True,
            "filer": False,
        },
    },
    "portal/letter.html": {
        "": lambda: {
            "title": "Bevestiging van ontvangst",
            "body": "<p>Beste mevrouw,</p><h2>Wat er nu gebeurt</h2><ul><li>Onderzoek klaar: 1 mei 2026</li></ul>",
            "pdf_url": "/lumens/mijn-klacht/brief/1.pdf",
        },
    },
    "portal/own_code.html": {"": lambda: {"code": "K7QMXR-29BCHD-WN5E4T"}},
    "portal/withdraw.html": {
        "": lambda: withdrawing(Withdraw()),
        "fout": lambda: withdrawing(wrong(Withdraw)),
        "samen": lambda: withdrawing(Withdraw(), along=["Bo Bedacht"], goes_on=True, informal=True),
    },
}
