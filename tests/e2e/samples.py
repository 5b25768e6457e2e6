"""A worked context for every template, for the template tests and the preview."""

from collections.abc import Callable
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    Field,
    Form,
    HiddenField,
    MultipleFileField,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

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


def datum(value: date) -> str:
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def moment(value: datetime) -> str:
    local = value.astimezone(AMSTERDAM)
    return f"{datum(local)} om {local:%H.%M} uur"


def thing(**values: Any) -> SimpleNamespace:
    return SimpleNamespace(**values)


def at(month: int, day: int, hour: int = 9, minute: int = 5) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=AMSTERDAM)


ORGANISATIONS = {
    "lumens": thing(
        name="Lumens",
        phone="040 219 33 00",
        phone_hours="op werkdagen van 9.00 tot 17.00 uur",
        slug="lumens",
        brand="lumens",
        website="https://www.example.nl/lumens",
    ),
    "interaktcontour": thing(
        name="InteraktContour",
        phone="0341 25 59 77",
        phone_hours="op werkdagen van 8.30 tot 17.00 uur",
        slug="interaktcontour",
        brand="interaktcontour",
        website="https://www.example.nl/ic",
    ),
    "wil": thing(
        name="Werk en Inkomen Lekstroom",
        phone="030 68 23 000",
        phone_hours="op werkdagen van 9.00 tot 12.00 uur",
        slug="wil",
        brand="wil",
        website="",
    ),
}

NAV = [
    thing(label="Vandaag", url="/lumens/kantoor", current=False),
    thing(label="Register", url="/lumens/kantoor/register", current=True),
    thing(label="Verzending", url="/lumens/kantoor/verzending", current=False),
]
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
    csrf_token = HiddenField()
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


class Admissibility(Dutch):
    verdict = RadioField(
        "Besluit",
        required("Kies of u de klacht in behandeling neemt"),
        choices=choices(
            ("admissible", "Ja, wij nemen de klacht in behandeling"),
            ("inadmissible", "Nee, wij nemen de klacht niet in behandeling"),
        ),
    )
    ground = SelectField(
        "Grond", choices=choices(("", "Kies een grond"), ("late", "Langer dan een jaar geleden"))
    )
    reason = TextAreaField("Motivering", required("Schrijf waarom u dit besluit"))
    done_on = DateBoxes("Datum")

    def validate_done_on(self, field: Field) -> None:
        if field.data is None:
            raise ValidationError("Vul de datum van het besluit in")


class Release(Dutch):
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
    received_on=date(2026, 11, 2),
    category="Bejegening",
    channel="via de website",
    youth_help="Nee",
    url="/lumens/kantoor/dossiers/0193",
    papers_url="/lumens/kantoor/dossiers/0193/stukken",
    short_description="Klager voelt zich niet serieus genomen tijdens een keukentafelgesprek.",
)


def rows() -> list[SimpleNamespace]:
    steps = [
        ("Beoordelen", "warning"),
        ("In behandeling", "info"),
        ("Te laat", "error"),
        ("Afgesloten", "ok"),
    ]
    return [
        thing(
            id=str(n),
            number=f"2026-0{20 - n:02}-VER",
            category=["Bejegening", "Wachttijd", "Informatie"][n % 3],
            received_on=None if n == 2 else date(2026, 11, 20 - n),
            filed_on=date(2026, 11, 20 - n),
            step_label=steps[n % 4][0],
            badge=steps[n % 4][1],
            next_due=None if n % 4 == 3 else date(2026, 12, 4 + n),
            next_due_label="oordeel van de commissie",
            short_description="Klager wachtte elf weken op een eerste gesprek." if n % 2 else "",
            url=f"/lumens/kantoor/dossiers/{n}",
        )
        for n in range(8)
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
        edit_url="/lumens/klacht-indienen/1",
        rows=[("Over", "Een medewerker"), ("Naam", "Joris Verzonnen"), ("Wanneer", "")],
    ),
    thing(
        title="Uw klacht",
        edit_url="/lumens/klacht-indienen/2",
        rows=[
            ("Wat is er gebeurd?", "Het gesprek duurde vijf minuten.\n\nIk kon niets uitleggen."),
            ("Waarom oneens", "Er is niet geluisterd."),
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
        url_release=None,
        url_letter="/lumens/kantoor/dossiers/0193/brieven/1",
    ),
]
ITEM = thing(
    number="2026-014-VER",
    url="/lumens/kantoor/dossiers/0193",
    label="Besluit over behandelen",
    due_on=date(2026, 11, 22),
)

UPLOADED = [
    thing(
        id="1", name="IMG_20261102_de balie met het bordje gesloten erop, gemaakt om kwart voor vijf.HEIC",
        size="2,4 MB", kind="foto of afbeelding", state="ready", percent=100,
        scanned="niet gescand op virussen", at=at(11, 2, 21, 9), remove_url="/lumens/klacht-indienen/bijlagen/1/weg",
    ),
    thing(
        id="2", name="brief.pdf", size="18,0 MB", kind="bestand", state="receiving", percent=43, scanned="",
        at=at(11, 2, 21, 12), remove_url="/lumens/klacht-indienen/bijlagen/2/weg",
    ),
    thing(
        id="3", name="prijs.pdf", size="12 kB", kind="pdf", state="refused", percent=100,
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
        "readers": [],
        "limits": {"file": 25, "together": 60, "count": 20, "part": 524288},
        "start_url": "/lumens/klacht-indienen/bijlagen/nieuw",
        "add_url": "/lumens/klacht-indienen/bijlagen",
        **values,
    }


CRUMB = thing(
    number="2026-014-VER",
    url="/lumens/kantoor/dossiers/0193",
    papers_url="/lumens/kantoor/dossiers/0193/stukken",
)


def office_paper(**values: Any) -> SimpleNamespace:
    base = {
        "id": "3", "number": 3, "title": "Verslag van het gesprek van 2 maart", "kind": "Word-document",
        "size": "24 kB", "from_whom": "De organisatie", "done_on": date(2026, 3, 2), "entered_at": at(11, 5),
        "side": "parties", "side_label": "voor beide partijen", "scanned": "clean",
        "scanned_label": "gescand op virussen", "infected": False, "mentions_bsn": False, "reason": "",
        "misfiled_at": None, "url": "/lumens/kantoor/dossiers/0193/stukken/3", "older": [], "depth": 0,
        "parent": None, "file_name": "verslag_definitief_v2.docx", "shown_as": "blocks", "no_copy": "",
        "copy_url": None, "original_url": "/x/origineel", "difference_url": "/x/verschil",
        "describe_url": "/x/gegevens", "side_url": "/x/voor-wie", "misfiled_url": "/x/hoort-hier-niet",
        "version_url": "/x/nieuwe-versie", "newer": None,
    }  # fmt: skip
    return thing(**{**base, **values})


class Upload(Dutch):
    files = MultipleFileField("Bestanden")
    title = StringField("Titel")
    origin = SelectField(
        "Van wie",
        required("Kies van wie het stuk is."),
        choices=choices(("", "Kies van wie het stuk is"), ("party:1", "Klager: Noor Verzonnen")),
    )
    done_on = DateBoxes("Datum")
    side = RadioField(
        "Voor wie",
        choices=choices(("parties", "voor beide partijen"), ("inside", "alleen voor de behandelaars")),
    )


class PaperAct(Dutch):
    files = MultipleFileField("Bestand")
    title = StringField("Titel", required("Geef het stuk een titel."))
    origin = SelectField("Van wie", choices=choices(("party:1", "Klager: Noor Verzonnen")))
    done_on = DateBoxes("Datum")
    side = RadioField(
        "Voor wie",
        validate_choice=False,
        choices=choices(("parties", "voor beide partijen"), ("inside", "alleen voor de behandelaars")),
    )
    where = RadioField(
        "Waar",
        validate_choice=False,
        choices=choices(
            ("move", "Het hoort in een ander dossier"),
            ("withdraw", "Het hoort in geen enkel dossier: haal het eruit"),
        ),
    )
    number = StringField("Nummer")
    reason = TextAreaField("Reden")
    seen = HiddenField()


def listed(**values: Any) -> dict[str, Any]:
    mail = office_paper(
        id="4", number=4, title="Over het gesprek", kind="e-mail uit Outlook", scanned="not_scanned"
    )
    photo = office_paper(id="5", number=5, title="foto.png", kind="foto of afbeelding", depth=1, parent="4")
    inside = office_paper(
        id="6", number=6, title="Contactgegevens", side="inside", side_label="alleen voor de behandelaars",
        mentions_bsn=True, older=[office_paper(id="2", number=2)],
    )  # fmt: skip
    virus = office_paper(id="7", number=7, title="prijs.pdf", infected=True, scanned="infected")
    gone = office_paper(
        id="8", number=8, title="Brief van iemand anders", misfiled_at=at(11, 9), reason="Hoort bij 2026-015."
    )
    return {
        "dossier": CRUMB,
        "papers": [office_paper(), mail, photo, inside, virus],
        "taken_out": [gone],
        "unscanned": 1,
        "scans": True,
        "may_add": True,
        "added": 0,
        "accept": ".pdf",
        "form": filled(Upload, side="parties"),
        **values,
    }


BLOCKS_SAMPLE = [
    thing(
        kind="facts",
        rows=[["Van", "Noor Verzonnen <noor@bewoner.example>"], ["Onderwerp", "Over het gesprek"]],
    ),
    thing(kind="heading", text="Verslag"),
    thing(kind="paragraph", text="Er is gesproken.\nNiet alles is gezegd."),
    thing(kind="item", text="Vrijdag bellen"),
    thing(kind="table", rows=[["Afspraak", "Wie"], ["Bellen voor vrijdag", "Kim"]]),
    thing(kind="note", text="Dit document heeft 1 afbeelding. Die staat alleen in het origineel."),
]


def acting(act: str, **values: Any) -> dict[str, Any]:
    shown = {
        "dossier": CRUMB,
        "paper": office_paper(),
        "act": act,
        "title": "Dit stuk hoort hier niet",
        "accept": ".pdf",
        "meanwhile": False,
    }
    return {**shown, "form": filled(PaperAct, side="parties", title="Verslag"), **values}


Maker = Callable[[], dict[str, Any]]

# template -> variant -> context beside the globals. A function, because a form remembers.
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
        "": lambda: {"form": SignIn(), "next": ""},
        "fout": lambda: {"form": wrong(SignIn, email="sanne"), "next": "/lumens/kantoor"},
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
    "platform/repost.html": {
        "": lambda: {
            "title": "Het lukt even niet",
            "message": "Wij kunnen nu niets bewaren. Dat ligt aan ons, niet aan u.",
            "fields": [
                ("csrf_token", "x"),
                ("description", "Het gesprek duurde vijf minuten.\nIk kon niets uitleggen."),
                ("objection", "Er is niet geluisterd."),
                ("website", ""),
            ],
            "action": "/lumens/klacht-indienen/2",
        },
        "leeg": lambda: {
            "title": "Het lukt even niet",
            "message": "Wij kunnen nu niets bewaren.",
            "fields": [],
            "action": "/x",
        },
    },
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
            "papers": UPLOADED,
            "unfinished": 1,
            "papers_url": "/lumens/klacht-indienen/bijlagen",
            "bsn_in": ["Wat er is gebeurd", "brief.pdf"],
        },
        "fout": lambda: {
            "sections": SECTIONS,
            "missing": [],
            "code": CODE,
            "form": wrong(Sign),
            "readers": ["De klachtenfunctionaris"],
            "papers": [],
            "unfinished": 0,
            "papers_url": "/lumens/klacht-indienen/bijlagen",
            "bsn_in": [],
        },
    },
    "papers/index.html": {
        "": listed,
        "leeg": lambda: listed(papers=[], taken_out=[], unscanned=0),
        "lezer": lambda: listed(may_add=False, scans=False),
        "fout": lambda: listed(form=wrong(Upload, title="Verslag"), added=1),
    },
    "papers/paper.html": {
        "": lambda: {"dossier": CRUMB, "paper": office_paper(mentions_bsn=True), "blocks": BLOCKS_SAMPLE},
        "foto": lambda: {
            "dossier": CRUMB,
            "paper": office_paper(
                shown_as="image", copy_url="/static/icon.svg", newer=office_paper(number=9)
            ),
            "blocks": [],
        },
        "pdf": lambda: {
            "dossier": CRUMB,
            "paper": office_paper(
                shown_as="file", copy_url="/x/leeskopie", original_url=None, difference_url=None
            ),
            "blocks": [],
        },
        "virus": lambda: {
            "dossier": CRUMB,
            "paper": office_paper(
                shown_as="none",
                infected=True,
                original_url=None,
                describe_url=None,
                difference_url=None,
                misfiled_at=at(11, 9),
                reason="Hoort hier niet.",
            ),  # fmt: skip
            "blocks": [],
        },
    },
    "papers/act.html": {
        "": lambda: acting("describe", form=wrong(PaperAct), meanwhile=True),
        "versie": lambda: acting("version"),
        "voor-wie": lambda: acting("side"),
        "hoort-hier-niet": lambda: acting("misfiled"),
    },
    "papers/difference.html": {
        "": lambda: {
            "dossier": CRUMB,
            "paper": office_paper(),
            "older": office_paper(number=2, title="Verslag, concept"),
            "lines": [
                thing(kind="same", text="Verslag van het gesprek"),
                thing(kind="removed", text="Er is gesproken."),
                thing(kind="added", text="Er is lang gesproken."),
                thing(kind="gap", text=""),
                thing(kind="same", text="Einde"),
            ],
        },
        "gelijk": lambda: {"dossier": CRUMB, "paper": office_paper(), "older": office_paper(), "lines": []},
    },
    "intake/papers.html": {
        "": uploads,
        "leeg": lambda: uploads(papers=[], unfinished=0),
        "fout": lambda: uploads(
            errors=["film.mp4: Dit soort bestand kunnen wij niet aannemen. Stuur een foto of een pdf."],
            added=1,
        ),
        "later": lambda: uploads(door="case", papers=UPLOADED[:1]),
        "afgesloten": lambda: uploads(door="case", papers=[], may_add=False),
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
    "desk/home.html": {
        "": lambda: {
            "due_today": [ITEM],
            "overdue": [ITEM, ITEM],
            "new": [thing(**{**vars(ITEM), "due_on": None})],
            "held": [ITEM],
            "failed": [],
        },
        "leeg": lambda: {"due_today": [], "overdue": [], "new": [], "held": [], "failed": []},
    },
    "desk/register.html": {
        "": lambda: {
            "dossiers": rows(),
            "filters": [
                thing(value="", label="Alle dossiers", current=True),
                thing(value="open", label="Lopend", current=False),
            ],
            "next_cursor_url": "/lumens/kantoor/register?na=abc",
        },
        "leeg": lambda: {
            "dossiers": [],
            "filters": [thing(value="", label="Alle dossiers", current=True)],
            "next_cursor_url": None,
        },
    },
    "desk/dossier.html": {
        "": lambda: {
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
            "timeline": TIMELINE,
            "clocks": CLOCKS,
            "record": [
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
            ],
            "moves": [
                thing(
                    code="judge",
                    label="Beoordelen of de klacht in behandeling komt",
                    possible=True,
                    reason="De klacht is compleet.",
                    article="artikel 8",
                    url="/lumens/kantoor/dossiers/0193/beoordelen",
                ),
                thing(
                    code="report",
                    label="Oordeel vaststellen",
                    possible=False,
                    reason="Er is nog geen hoorzitting geweest.",
                    article="artikel 14",
                    url=None,
                ),
            ],
            "notices": NOTICES,
            "missing": [],
        },
        "niet-compleet": lambda: {
            "dossier": thing(**{**vars(DOSSIER), "received_on": None, "short_description": ""}),
            "parties": [],
            "texts": [],
            "timeline": TIMELINE[2:],
            "clocks": [],
            "record": [],
            "moves": [],
            "notices": [],
            "missing": MISSING,
        },
    },
    "desk/admissibility.html": {
        "": lambda: {
            "dossier": DOSSIER,
            "form": Admissibility(),
            "grounds": [
                thing(
                    code="late",
                    label="Het is langer dan een jaar geleden",
                    unless="er een goede reden is voor het wachten",
                    article="Klachtenreglement artikel 9 lid 1 onder b",
                ),
                thing(
                    code="anonymous",
                    label="De klacht is anoniem",
                    unless="",
                    article="Klachtenreglement artikel 9 lid 1 onder a",
                ),
            ],
        },
        "fout": lambda: {"dossier": DOSSIER, "form": wrong(Admissibility), "grounds": []},
    },
    "desk/release.html": {
        "": lambda: {"dossier": DOSSIER, "form": Release(), "held": NOTICES[1:2]},
        "fout": lambda: {"dossier": DOSSIER, "form": wrong(Release), "held": []},
    },
    "desk/letter.html": {
        "": lambda: {
            "title": "Bevestiging van ontvangst",
            "to": "de klager",
            "body": "<p>Registernummer: 0007-20260302-VOO-kb</p><h2>Wat er nu gebeurt</h2><ul><li>Rapport: 6 april 2026</li></ul>",
            "pdf_url": "/lumens/kantoor/dossiers/0194/brieven/1.pdf",
            "dossier": DOSSIER,
        },
    },
    "desk/delivery.html": {
        "": lambda: {
            "rows": [
                thing(
                    number="2026-014-VER",
                    url="/lumens/kantoor/dossiers/0193",
                    letter="Kopie aan de commissie",
                    letter_url=None,
                    to="commissie",
                    channel="e-mail",
                    state="failed",
                    state_label="Mislukt",
                    reason="De mailserver weigerde het bericht.",
                    when=at(11, 3),
                    action_url="/lumens/kantoor/verzending/1",
                    action_label="Opnieuw versturen",
                ),
                thing(
                    number="2026-015-VER",
                    url="/lumens/kantoor/dossiers/0194",
                    letter="Bevestiging",
                    letter_url="/lumens/kantoor/dossiers/0194/brieven/1",
                    to="klager",
                    channel="brief",
                    state="pending",
                    state_label="Wacht op posten",
                    reason="",
                    when=at(11, 4),
                    action_url=None,
                    action_label="",
                ),
            ]
        },
        "leeg": lambda: {"rows": []},
    },
}


def surroundings(template: str, brand: str = "lumens", demo: bool = False) -> dict[str, Any]:
    """The globals the application gives every template."""
    on_platform = template.startswith("platform/") and template not in (
        "platform/error.html",
        "platform/repost.html",
    )
    return {
        "organisation": None if on_platform else ORGANISATIONS[brand],
        "user": USER if template.startswith("desk/") else None,
        "nav": NAV if template.startswith("desk/") else [],
        "csrf_token": lambda: "csrf-sample",
        "static_url": lambda path: f"/static/{path}?v=1",
        "demo": demo,
    }
