"""Worked contexts of the pages about signing in with a second step."""

from typing import Any

from tests.e2e.samples import common as samples
from wtforms import HiddenField, PasswordField, StringField


class SecondStep(samples.Dutch):
    code = StringField("Code", samples.required("Vul de code van 6 cijfers in"))
    credential = HiddenField()


class App(samples.Dutch):
    name = StringField("Naam", samples.required("Geef deze app een naam"))
    code = StringField("Code", samples.required("Vul de code van 6 cijfers in"))


class Passkey(samples.Dutch):
    name = StringField("Naam", samples.required("Geef deze passkey een naam"))
    credential = HiddenField()


class Name(samples.Dutch):
    name = StringField("Naam", samples.required("Vul een naam in"))


class Proof(samples.Dutch):
    proof = PasswordField("Wachtwoord of code", samples.required("Vul uw wachtwoord in, of een code"))


def security(**changed: Any) -> dict[str, Any]:
    made = {
        "created_at": samples.at(11, 3),
        "url": "/account/beveiliging/1",
        "remove_url": "/account/beveiliging/1/weghalen",
    }
    return {
        "factors": [
            samples.thing(
                label="Codes uit een app", name="Mijn telefoon", used_at=samples.at(11, 20), **made
            ),
            samples.thing(label="Passkey", name="Sleutel aan mijn bos", used_at=None, **made),
        ],
        "codes_left": 9,
        "sessions": [
            samples.thing(
                device="Firefox op Windows",
                created_at=samples.at(11, 20),
                seen_at=samples.at(11, 20),
                here=True,
            ),
            samples.thing(
                device="Safari op iPhone",
                created_at=samples.at(11, 19),
                seen_at=samples.at(11, 19),
                here=False,
            ),
        ],
        "needed": False,
        "onwards": "/lumens/kantoor/",
    } | changed


QUESTION = '{"challenge": "AAAA", "rpId": "localhost"}'
PICTURE = "/static/icon.svg"
SECRET = "JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP"
FACTOR = samples.thing(name="Mijn telefoon", label="Codes uit een app")
PAGES: dict[str, dict[str, samples.Maker]] = {
    "platform/second_step.html": {
        "": lambda: {
            "form": SecondStep(),
            "next": "",
            "question": QUESTION,
            "action": "/aanmelden/tweede-stap",
        },
        "fout": lambda: {
            "form": samples.wrong(SecondStep),
            "next": "/",
            "question": None,
            "action": "/aanmelden/tweede-stap",
        },
    },
    "platform/security.html": {
        "": security,
        "eerst": lambda: security(factors=[], codes_left=0, needed=True),
        "zonder codes": lambda: security(codes_left=0),
    },
    "platform/app_factor.html": {
        "": lambda: {"form": App(), "picture": PICTURE, "secret": SECRET},
        "fout": lambda: {"form": samples.wrong(App), "picture": PICTURE, "secret": SECRET},
    },
    "platform/passkey_factor.html": {
        "": lambda: {"form": Passkey(), "question": QUESTION},
        "fout": lambda: {"form": samples.wrong(Passkey), "question": QUESTION},
    },
    "platform/recovery_codes.html": {
        "": lambda: {"form": Proof(), "codes": [], "left": 3},
        "fout": lambda: {"form": samples.wrong(Proof), "codes": [], "left": 3},
        "gemaakt": lambda: {"form": Proof(), "codes": [f"K7QM-2XWD-9T{n}A" for n in range(2, 10)], "left": 8},
    },
    "platform/factor_name.html": {
        "": lambda: {"form": Name(data={"name": "Mijn telefoon"}), "factor": FACTOR},
        "fout": lambda: {"form": samples.wrong(Name), "factor": FACTOR},
    },
    "platform/factor_remove.html": {
        "": lambda: {"form": Proof(), "factor": FACTOR, "last": False},
        "fout": lambda: {"form": samples.wrong(Proof), "factor": FACTOR, "last": True},
    },
}
