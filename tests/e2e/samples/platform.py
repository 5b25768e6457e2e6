"""Samples of the templates in `platform/`."""

from tests.e2e.samples.common import (
    ORGANISATIONS,
    PEOPLE,
    USER,
    Maker,
    ResetRequest,
    SetPassword,
    SignIn,
    at,
    thing,
    wrong,
)

from wederhoor.web.errors import RULES_AWAY

PAGES: dict[str, dict[str, Maker]] = {
    "platform/home.html": {
        "": lambda: {
            "organisations": [
                thing(
                    name=o.name,
                    slug=o.slug,
                    statement="Welzijnswerk in de wijk, voor iedereen die een steuntje kan gebruiken.",
                    url=f"/{o.slug}/",
                )
                for o in ORGANISATIONS.values()
            ]
        },
        "leeg": lambda: {"organisations": []},
    },
    "platform/sign_in.html": {
        "": lambda: {"form": SignIn(), "next": "", "holds_codes": False},
        "code": lambda: {"form": SignIn(), "next": "", "holds_codes": True},
        "fout": lambda: {
            "form": wrong(SignIn, email="sanne"),
            "next": "/lumens/kantoor",
            "holds_codes": False,
        },
    },
    "platform/link_over.html": {"": dict},
    "platform/set_password.html": {
        "": lambda: {"form": SetPassword(), "purpose": "activate"},
        "fout": lambda: {"form": wrong(SetPassword), "purpose": "reset"},
    },
    "platform/reset_request.html": {
        "": lambda: {"form": ResetRequest(), "sent": False},
        "verstuurd": lambda: {"form": ResetRequest(), "sent": True},
        "fout": lambda: {"form": wrong(ResetRequest), "sent": False},
    },
    "platform/demo.html": {"": lambda: {"people": PEOPLE}, "leeg": lambda: {"people": []}},
    "platform/mailbox.html": {
        "": lambda: {
            "messages": [
                thing(
                    at=at(11, 3),
                    to="klager@example.nl",
                    subject="Er is nieuws over uw klacht",
                    body="Beste mevrouw,\n\nEr is nieuws. Lees het op http://127.0.0.1:8000/lumens/mijn-klacht",
                    organisation="Lumens",
                )
            ]
        },
        "leeg": lambda: {"messages": []},
    },
    "platform/error.html": {
        "": lambda: {
            "code": 404,
            "title": "Deze pagina bestaat niet",
            "message": "Misschien is het adres verkeerd getypt, of is de pagina verplaatst.",
            "next_step": "Kijk of het adres klopt, of ga naar het begin.",
        },
    },
    "platform/shown_over.html": {"": lambda: {"back": "/lumens/kantoor/"}},
    "platform/repost.html": {
        "": lambda: {
            "title": "Het lukt even niet",
            "message": "Wij kunnen nu niets bewaren. Dat ligt aan ons, niet aan u.",
            "once": None,
            "about": "",
            "files": False,
            "elsewhere": None,
            "fields": [
                ("description", "Het gesprek duurde vijf minuten.\nIk kon niets uitleggen."),
                ("objection", "Er is niet geluisterd."),
            ],
            "action": "/lumens/klacht-indienen/2",
        },
        "alleen-lezen": lambda: {
            "read_only": True,
            "user": USER,
            "title": RULES_AWAY[0],
            "message": RULES_AWAY[1],
            "once": None,
            "about": "",
            "files": False,
            "elsewhere": None,
            "fields": [("reason", "De klager is gebeld.")],
            "action": "/x",
        },
        "andere code": lambda: {
            "title": "In een ander tabblad is een andere code geopend",
            "message": "Dit hoort bij een andere code.",
            "once": "x",
            "about": "case:x",
            "files": True,
            "elsewhere": ("Open de bladzijde met uw code", "/lumens/mijn-klacht"),
            "fields": [("text", "Ik hoor niets.")],
            "action": "/x",
        },
        "leeg": lambda: {
            "title": "Het lukt even niet",
            "message": "Wij kunnen nu niets bewaren.",
            "once": None,
            "about": "",
            "files": False,
            "elsewhere": None,
            "fields": [],
            "action": "/x",
        },
    },
}
