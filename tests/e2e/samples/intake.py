"""Samples of the templates in `intake/`."""

from datetime import date

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
    Maker,
    Sign,
    Story,
    Who,
    Withdraw,
    at,
    filled,
    thing,
    wrong,
)

PAGES: dict[str, dict[str, Maker]] = {
    "intake/start.html": {
        "": lambda: {
            "within_a_year": True,
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
        },
        "dicht": lambda: {"steps": [], "open_here": False, "within_a_year": False},
    },
    "intake/before.html": {
        "": lambda: {"resume_url": None},
        "verder": lambda: {"resume_url": "/lumens/klacht-indienen/1"},
    },
    "intake/page.html": {
        "": lambda: {
            "page": PAGE_1,
            "form": filled(About, about_kind="employee", accused_name='Joris "J" <b>Verzonnen</b>'),
            "code": CODE,
            "back_url": "/lumens/klacht-indienen",
        },
        "fout": lambda: {"page": PAGE_1, "form": wrong(About, event_on="31"), "code": CODE, "back_url": None},
        "klacht": lambda: {
            "page": PAGE_2,
            "form": filled(Story, description="Regel een\n\nRegel <twee>"),
            "code": CODE,
            "back_url": "/x",
        },
        "klacht-fout": lambda: {
            "page": PAGE_2,
            "form": wrong(Story, objection="Er is niet geluisterd"),
            "code": CODE,
            "back_url": "/x",
        },
        "gegevens": lambda: {
            "page": PAGE_3,
            "form": filled(Who, town="Eindhoven"),
            "code": CODE,
            "back_url": "/x",
        },
        "gegevens-fout": lambda: {"page": PAGE_3, "form": wrong(Who), "code": CODE, "back_url": "/x"},
    },
    "intake/check.html": {
        "": lambda: {
            "sections": SECTIONS,
            "missing": MISSING,
            "code": CODE,
            "form": Sign(),
            "readers": [
                "De klachtenfunctionaris en de secretaris van de commissie",
                "De leden van de klachtencommissie",
                "Degene over wie u klaagt, en diens leidinggevende",
            ],
        },
        "fout": lambda: {
            "sections": SECTIONS,
            "missing": [],
            "code": CODE,
            "form": wrong(Sign),
            "readers": ["De klachtenfunctionaris"],
        },
    },
    "intake/receipt.html": {
        "": lambda: {
            "number": "2026-014-VER",
            "code": CODE,
            "received_at": at(11, 22, 14, 5),
            "complete": True,
            "missing": [],
            "dates": [
                thing(
                    label="Bevestiging van ontvangst",
                    due=date(2026, 11, 30),
                    explanation="U krijgt bericht met de naam van wie uw klacht behandelt.",
                ),
                thing(label="Oordeel", due=date(2027, 1, 3), explanation="6 weken na 22 november 2026."),
            ],
        },
        "niet-compleet": lambda: {
            "number": "2026-014-VER",
            "code": CODE,
            "received_at": at(11, 22, 14, 5),
            "complete": False,
            "missing": MISSING,
            "dates": [thing(label="Oordeel", due=None, explanation="Begint als uw klacht compleet is.")],
        },
    },
    "intake/code.html": {"": lambda: {"form": Code()}, "fout": lambda: {"form": wrong(Code)}},
    "intake/status.html": {
        "": lambda: {
            "number": "2026-014-VER",
            "status_label": "In behandeling",
            "step_explanation": "De commissie leest uw klacht en nodigt u uit voor een gesprek.",
            "timeline": TIMELINE,
            "clocks": CLOCKS,
            "missing": [],
            "letters": [
                thing(
                    title="Bevestiging van ontvangst",
                    created_at=at(11, 3),
                    url="/lumens/mijn-klacht/brief/1.pdf",
                    read_url="/lumens/mijn-klacht/brief/1",
                    ready=True,
                ),
                thing(title="Uitnodiging", created_at=at(11, 12), url="", read_url="/lumens/x", ready=False),
            ],
            "may_withdraw": True,
            "may_complete": True,
        },
        "niet-compleet": lambda: {
            "number": "2026-014-VER",
            "status_label": "Nog niet compleet",
            "step_explanation": "Wij kunnen beginnen zodra u uw klacht hebt aangevuld.",
            "timeline": TIMELINE[2:],
            "clocks": [],
            "missing": MISSING,
            "letters": [],
            "may_withdraw": True,
            "may_complete": True,
        },
    },
    "intake/complete.html": {
        "": lambda: {"form": Complete(), "missing": MISSING},
        "fout": lambda: {"form": wrong(Complete), "missing": []},
    },
    "intake/letter.html": {
        "": lambda: {
            "title": "Bevestiging van ontvangst",
            "body": "<p>Beste mevrouw,</p><h2>Wat er nu gebeurt</h2><ul><li>Onderzoek klaar: 1 mei 2026</li></ul>",
            "letter": thing(ready=True, url="/lumens/mijn-klacht/brief/1.pdf"),
        },
    },
    "intake/withdraw.html": {"": lambda: {"form": Withdraw()}, "fout": lambda: {"form": wrong(Withdraw)}},
}
