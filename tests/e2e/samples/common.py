"""What the samples share: people, forms, clocks and the globals of a page."""

from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask
from jinja2 import Environment
from werkzeug.datastructures import MultiDict
from werkzeug.routing import MapAdapter
from wtforms import (
    BooleanField,
    Field,
    Form,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from wederhoor.app import BLUEPRINTS
from wederhoor.demo_pages import bp as demo_pages
from wederhoor.desk.register_view import Line
from wederhoor.web.drawn import NavItem, draw
from wederhoor.web.filters import dagen, nog
from wederhoor.web.language import speak

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


MONTHS = ["januari", "februari", "maart", "april", "mei", "juni"] + [
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]


CODE = "K7QM-2XWD-9TRA-4HPN-C"


def kort(value: date) -> str:
    return f"{value.day}-{value.month}-{value.year}"


def datum(value: date) -> str:
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def moment(value: datetime) -> str:
    local = value.astimezone(AMSTERDAM)
    return f"{datum(local)} om {local:%H.%M} uur"


def thing(**values: Any) -> SimpleNamespace:
    return SimpleNamespace(**values)


def at(month: int, day: int, hour: int = 9, minute: int = 5) -> datetime:
    return datetime(2026, month, day, hour, minute, 7, 848908, tzinfo=AMSTERDAM)


ORGANISATIONS = {
    "lumens": thing(
        name="Lumens",
        phone="040 219 33 00",
        phone_hours="op werkdagen van 9.00 tot 17.00 uur",
        director="bestuurder",
        slug="lumens",
        brand_url="/merk/lumens.css",
        logo_url=None,
        website="https://www.example.nl/lumens",
    ),
    "interaktcontour": thing(
        name="InteraktContour",
        phone="0341 25 59 77",
        phone_hours="op werkdagen van 8.30 tot 17.00 uur",
        director="bestuurder",
        slug="interaktcontour",
        brand_url="/merk/interaktcontour.css",
        logo_url=None,
        website="https://www.example.nl/ic",
    ),
    "wil": thing(
        name="Werk en Inkomen Lekstroom",
        phone="030 68 23 000",
        phone_hours="op werkdagen van 9.00 tot 12.00 uur",
        director="bestuurder",
        slug="wil",
        brand_url="/merk/wil.css",
        logo_url=None,
        website="",
    ),
}


NAV = (
    NavItem("Vandaag", "/lumens/kantoor", False, "Klachten", "12"),
    NavItem("Register", "/lumens/kantoor/register", True, "Klachten"),
    NavItem("Verzending", "/lumens/kantoor/verzending", False, "Klachten"),
)


USER = thing(display_name="Sanne Voorbeeld", roles=["klachtenfunctionaris", "ambtelijk secretaris"])


class DateBoxes(Field):
    boxes: tuple[str, str, str] = ("", "", "")

    def process_data(self, value: date | None) -> None:
        self.data = value
        if value is not None:
            self.boxes = (str(value.day), str(value.month), str(value.year))

    def process_formdata(self, valuelist: list[str]) -> None:
        if not valuelist:
            return
        day, month, year = (*valuelist, "", "", "")[:3]
        self.boxes = (day, month, year)
        try:
            self.data = date(int(year), int(month), int(day))
        except ValueError:
            raise ValueError("Deze datum bestaat niet. Schrijf bijvoorbeeld 2 3 2026.") from None


def choices(*pairs: tuple[str, str]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in pairs]


def required(message: str) -> list[Any]:
    return [InputRequired(message)]


class Dutch(Form):
    class Meta:
        locales = ["nl"]


class SignIn(Dutch):
    email = StringField("E-mail", required("Vul uw e-mailadres in"))
    password = PasswordField("Wachtwoord", required("Vul uw wachtwoord in"))
    remember = BooleanField("Onthoud mij")


class SetPassword(Dutch):
    password = PasswordField("Wachtwoord", required("Kies een wachtwoord van minstens 12 tekens"))
    again = PasswordField("Nog eens", required("Vul het wachtwoord nog een keer in"))


class ResetRequest(Dutch):
    email = StringField("E-mail", required("Vul uw e-mailadres in"))


YES_NO = choices(("ja", "Ja"), ("nee", "Nee"), ("weet-niet", "Weet ik niet"))


class About(Dutch):
    about_kind = RadioField(
        "Over wie",
        required("Kies over wie of wat uw klacht gaat"),
        choices=choices(
            ("employee", "Een medewerker"),
            ("team", "Een team"),
            ("organisation", "De organisatie"),
            ("director", "De directeur of het bestuur"),
        ),
    )
    accused_name = StringField("Naam")
    category = SelectField(
        "Onderwerp",
        choices=choices(
            ("", "Kies een onderwerp"), ("bejegening", "Hoe ik ben behandeld"), ("wachten", "Lang wachten")
        ),
    )
    event_on = DateBoxes("Wanneer")
    event_unknown = BooleanField("Dat weet ik niet precies")
    youth_help = RadioField("Jeugdhulp", choices=YES_NO)


class Story(Dutch):
    description = TextAreaField("Wat", required("Vertel wat er is gebeurd"))
    objection = TextAreaField("Waarom")
    steps_taken = TextAreaField("Gedaan")


class Who(Dutch):
    complainant_kind = RadioField(
        "Wie",
        required("Kies wie u bent"),
        choices=choices(
            ("client", "Ik ben zelf cliënt of bewoner"),
            ("relative", "Ik ben familie of naaste"),
            ("representative", "Ik ben vertegenwoordiger"),
            ("employee", "Ik werk hier"),
            ("other", "Iemand anders"),
        ),
    )
    given_name = StringField("Voornaam")
    surname = StringField("Achternaam", required("Vul uw achternaam in"))
    organisation_name = StringField("Organisatie")
    street = StringField("Straat")
    postal_code = StringField("Postcode")
    town = StringField("Plaats")
    email = StringField("E-mail")
    phone = StringField("Telefoon")
    contact_channel = RadioField(
        "Bericht", choices=choices(("email", "Per e-mail"), ("post", "Per brief"), ("phone", "Per telefoon"))
    )


class Sign(Dutch):
    sign = RadioField(
        "Ondertekenen",
        required("Kies of u nu ondertekent"),
        choices=choices(("now", "Ja, nu"), ("later", "Nee, later")),
    )
    signed_name = StringField("Naam")
    statement = BooleanField("Verklaring", required("Zet een vinkje als het klopt"))
    website = StringField("Website")


class Code(Dutch):
    code = StringField("Code", required("Vul uw code in"))


class Complete(Dutch):
    surname = StringField("Uw achternaam", required("Vul uw achternaam in"))
    postal_code = StringField("Uw postcode")
    event_on = DateBoxes("Wanneer gebeurde het?")
    event_unknown = BooleanField("Dat weet ik niet precies")
    objection = TextAreaField("Waarom bent u het er niet mee eens?")
    youth_help = RadioField("Gaat het over jeugdhulp?", choices=YES_NO)
    statement = BooleanField("Wat ik heb ingevuld klopt, voor zover ik weet")


class Withdraw(Dutch):
    reason = TextAreaField("Reden")
    confirm = BooleanField("Ja", required("Zet een vinkje als u uw klacht wilt intrekken"))


class Release(Dutch):
    party = SelectField(
        "Wie in de klacht?",
        choices=choices(("1", "J. Verzonnen"), ("new", "Iemand die de klacht niet noemt")),
    )
    when = RadioField(
        "Wanneer gaat het bericht?",
        default="first",
        choices=choices(
            ("first", "Zodra het werktijd is: nu, of het eerstvolgende werkuur"),
            ("next_day", "De volgende werkdag om 9.00 uur, zodat u eerst kunt bellen"),
        ),
    )
    employee = RadioField(
        "Aangeklaagde",
        required("Kies wie de aangeklaagde is"),
        choices=choices(
            ("1", "Joris Verzonnen, wijkteam Noord"),
            ("2", "Joris Verzonnen-Bedacht, wijkteam Zuid"),
            ("none", "Geen van deze"),
        ),
    )
    supervisor = SelectField(
        "Leidinggevende", choices=choices(("", "Kies een leidinggevende"), ("9", "Maud Fictief"))
    )
    given_name = StringField("Voornaam")
    surname = StringField("Achternaam")
    channel = RadioField(
        "Hoe gaan de berichten?", choices=choices(("post", "Op papier"), ("email", "Per e-mail"))
    )
    street = StringField("Straat en huisnummer")
    postal_code = StringField("Postcode")
    town = StringField("Plaats")
    email = StringField("E-mailadres")
    phone = StringField("Telefoonnummer")


MISSING = [
    thing(label="Uw handtekening", explanation="zonder handtekening mogen wij de klacht nog niet behandelen"),
    thing(label="Uw adres", explanation="daar sturen wij de brieven naartoe als u geen e-mail wilt"),
]


TIMELINE = [
    thing(
        at=at(11, 9, 14, 30), title="In behandeling genomen", text="De commissie gaat uw klacht behandelen."
    ),
    thing(at=at(11, 3), title="Ontvangst bevestigd", text="U kreeg een brief met uw nummer en de termijnen."),
    thing(at=at(11, 2, 21, 17), title="Klacht ontvangen", text=""),
]


CLOCKS = [
    thing(
        label="Besluit over behandelen",
        state="done",
        state_label="Op tijd gedaan",
        started_on=date(2026, 11, 2),
        term="2 weken",
        due_on=date(2026, 11, 16),
        article="Klachtenreglement artikel 8 lid 2",
        rollover="",
        explanation="2 weken na 2 november 2026 is 16 november 2026.",
    ),
    thing(
        label="Oordeel van de commissie",
        state="running",
        state_label="Loopt",
        started_on=date(2026, 11, 2),
        term="6 weken",
        due_on=date(2026, 12, 14),
        article="Klachtenreglement artikel 14 lid 1",
        rollover="Valt de dag in een weekend of op een feestdag, dan schuift die niet op: eigen reglement.",
        explanation="6 weken na 2 november 2026 is 14 december 2026.",
    ),
    thing(
        label="Uw reactie op het verslag",
        state="soon",
        state_label="Nog 3 dagen",
        started_on=date(2026, 11, 11),
        term="2 weken",
        due_on=date(2026, 11, 25),
        article="Klachtenreglement artikel 12",
        rollover="",
        explanation="",
    ),
    thing(
        label="Reactie van de directeur",
        state="waiting",
        state_label="Nog niet gestart",
        started_on=None,
        term="4 weken",
        due_on=None,
        article="Klachtenreglement artikel 16",
        rollover="",
        explanation="Begint als de commissie haar oordeel heeft gegeven.",
    ),
    thing(
        label="Kopie aan de commissie",
        state="late",
        state_label="3 dagen te laat",
        started_on=date(2026, 11, 2),
        term="1 dag",
        due_on=date(2026, 11, 3),
        article="Klachtenreglement artikel 7",
        rollover="",
        explanation="De dag na ontvangst.",
    ),
]


DOSSIER = thing(
    id="0193",
    number="2026-014-VER",
    step_label="Beoordelen",
    badge="warning",
    filed_at=at(11, 2, 21, 17),
    arrived_on=date(2026, 11, 2),
    received_on=date(2026, 11, 2),
    closed_on=None,
    category="Bejegening",
    channel="via de website",
    youth_help="Nee",
    url="/lumens/kantoor/dossiers/0193",
    papers_url="/lumens/kantoor/dossiers/0193/stukken",
    short_description="Klager voelt zich niet serieus genomen tijdens een keukentafelgesprek.",
)


DONE = {
    "label": "Terugbellen",
    "name": "Noor Verzonnen",
    "number": "2026-014-VER",
    "url": "/lumens/kantoor/dossiers/0193",
    "by": "",
    "undo_url": "/lumens/kantoor/taken/1/toch-niet",
    "back": "vandaag",
}
"""A task that was just done."""


def rows(many: int = 8, *, pick: bool = True, shows: str = "wbhsu") -> list[Line]:
    steps = [
        ("Beoordelen", "warning"),
        ("In behandeling", "info"),
        ("Te laat", "error"),
        ("Afgesloten", "ok"),
    ]
    return [
        Line(
            id=f"0193-{n}",
            number=f"2026-0{20 - n:02}-VER",
            subject="Klager wachtte elf weken op een eerste gesprek." if n % 2 else "Bejegening",
            category=["Bejegening", "Wachttijd", "Informatie"][n % 3],
            arrived_on=date(2026, 11, 20 - n % 19),
            handler=["Sanne Voorbeeld", "", "Sam Bakker"][n % 3],
            step_label=steps[n % 4][0],
            badge=steps[n % 4][1],
            next_due=None if n % 4 == 3 else date(2026, 12, 4 + n % 20),
            days="12 dagen te laat" if n % 4 == 2 else f"over {n + 2} dagen",
            next_due_label="oordeel van de commissie",
            url=f"/lumens/kantoor/dossiers/{n}",
            pick=("chosen" if n == 1 else "box") if pick else "",
            regime="Klachtenreglement",
            came="telefoon",
            received_on=date(2026, 11, 20 - n % 19) if n % 4 else None,
            closed_on=date(2026, 11, 21) if n % 4 == 3 else None,
            shows=shows,
        )
        for n in range(many)
    ]


def filled(form: type[Form], **data: Any) -> Form:
    return form(data=data)


def wrong(form: type[Form], **formdata: Any) -> Form:
    made = form(MultiDict({"sent": "yes", **formdata}))
    made.validate()
    return made


PAGE_1 = thing(
    number=1, total=4, title="Over wie en wat", intro="Wat u niet weet, mag u overslaan.", name="over"
)


PAGE_2 = thing(number=2, total=4, title="Uw klacht", intro="", name="klacht")


PAGE_3 = thing(
    number=3,
    total=4,
    title="Uw gegevens",
    intro="Degene over wie u klaagt, krijgt uw adres, telefoon en e-mail niet te zien.",
    name="gegevens",
)


SECTIONS = [
    thing(
        title="Over wie en wat",
        rows=[
            thing(label="Over", value="Een medewerker", url="/x"),
            thing(label="Naam", value="Joris Verzonnen", url="/x"),
            thing(label="Wanneer", value="", url="/x"),
        ],
    ),
    thing(
        title="Uw klacht",
        rows=[
            thing(
                label="Wat is er gebeurd?",
                value="Het gesprek duurde vijf minuten.\n\nIk kon niets uitleggen.",
                url="/x",
            ),
            thing(label="Waarom oneens", value="Er is niet geluisterd.", url="/x"),
        ],
    ),
]


PEOPLE = [
    thing(account_id="1", name="Sanne Voorbeeld", organisation="Lumens", roles=["klachtenfunctionaris"]),
    thing(account_id="2", name="Karel Bedacht", organisation="Lumens", roles=["voorzitter commissie"]),
    thing(
        account_id="3", name="Fatima Fictief", organisation="InteraktContour", roles=["klachtenfunctionaris"]
    ),
]


NOTICES = [
    thing(
        letter="Bevestiging van ontvangst",
        to="klager",
        channel="e-mail",
        state="sent",
        state_label="Verstuurd",
        when=at(11, 3),
        url_back=None,
        url_release=None,
        url_letter="/lumens/kantoor/dossiers/0193/brieven/1",
    ),
    thing(
        letter="Bericht aan aangeklaagde",
        to="Joris Verzonnen",
        channel="brief",
        state="held",
        state_label="Wacht op bevestiging",
        when=None,
        url_back=None,
        url_release="/lumens/kantoor/dossiers/0193/bevestigen",
        url_letter=None,
    ),
    thing(
        letter="Kopie",
        to="commissie",
        channel="e-mail",
        state="failed",
        state_label="Mislukt",
        when=at(11, 3),
        url_back="/lumens/kantoor/verzending/1/terughalen",
        url_release=None,
        url_letter="/lumens/kantoor/dossiers/0193/brieven/1",
    ),
]


Maker = Callable[[], dict[str, Any]]


@cache
def addresses() -> MapAdapter:
    """Where every page is, as the application says it."""
    app = Flask("samples")
    for blueprint in (*BLUEPRINTS, demo_pages):
        app.register_blueprint(blueprint)
    app.add_url_rule("/", "index")
    return app.url_map.bind("")


def dress(environment: Environment) -> None:
    """What macros reach for as well: filters, the language, kept pieces and the token of a form."""
    environment.filters.update(datum=datum, kort=kort, moment=moment, dagen=dagen, nog=nog)
    environment.globals["in_list"] = lambda _: thing(
        said="3 van 17", previous="/x", following="/y", back="/z#z-0193"
    )
    environment.globals["said_now"] = lambda: "De notitie is bewaard."
    environment.globals["drafts_of"] = lambda: "een"
    environment.globals["csrf_token"] = lambda: "csrf-sample"
    environment.globals["once_token"] = lambda: "00000000-0000-4000-8000-000000000000"
    environment.globals["whose"] = lambda: ""
    speak(environment)
    draw(environment)


def surroundings(template: str, brand: str = "lumens", demo: bool = False) -> dict[str, Any]:
    """The globals the application gives every template."""
    on_platform = template.startswith("platform/") and template not in (
        "platform/error.html",
        "platform/repost.html",
    )

    def address(endpoint: str, **values: str) -> str:
        of_one = addresses().map.is_endpoint_expecting(endpoint, "organisation")
        return addresses().build(endpoint, values | ({"organisation": brand} if of_one else {}))

    return {
        "organisation": None if on_platform else ORGANISATIONS[brand],
        "user": USER if template.startswith("desk/") else None,
        "nav": NAV if template.startswith("desk/") else (),
        "address": address,
        "static_url": lambda path: f"/static/{path}?v=1",
        "demo": demo,
        "dossier_tabs": lambda _: [
            thing(label="Overzicht", url="/lumens/kantoor/dossiers/0193", current=True),
            thing(label="Brieven", url="/lumens/kantoor/dossiers/0193/brieven", current=False),
            thing(label="Logboek", url="/lumens/kantoor/dossiers/0193/logboek", current=False),
        ],
    }
