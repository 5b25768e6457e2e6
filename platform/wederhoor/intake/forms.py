"""The forms of filing: one a question, the check page, the code, completing and withdrawing.

Nothing is required while filling in: what is missing is shown on the check page and may come later (KR-083). What is
filled in must be usable.
"""

from datetime import date
from functools import lru_cache
from typing import Any

from wtforms import BooleanField, RadioField, StringField, ValidationError

from wederhoor.dossiers.content import Content
from wederhoor.intake.questions import Question, handling_roles
from wederhoor.organisation import Organisation
from wederhoor.web.fields import (
    BaseForm,
    DutchDateField,
    choices,
    chosen_from,
    email_line,
    line,
    long_text,
    phone_line,
    postal_code_line,
    strip,
)

ABOUT = [
    ("employee", "Een medewerker, vrijwilliger of stagiair"),
    ("team", "Een team of afdeling"),
    ("organisation", "De organisatie"),
    ("director", "De directeur of bestuurder"),
    ("handler", "Iemand die hier klachten behandelt"),
    ("unknown", "Weet ik niet"),
]
YOUTH_HELP = [("yes", "Ja"), ("no", "Nee"), ("unknown", "Weet ik niet")]
FILED_AS = [
    ("complaint", "Ik wil een klacht indienen"),
    ("dissatisfaction", "Ik wil dat er iets verandert, zonder formele klacht"),
]
WHO = [
    ("client", "Ik krijg hulp van deze organisatie, of kreeg die"),
    ("youth", "Ik ben jonger dan 18 jaar en krijg hulp, of kreeg die"),
    ("relative", "Ik ben familie of naaste"),
    ("concerned", "Ik krijg zelf geen hulp, maar de organisatie legde gegevens over mij vast"),
    ("parent", "Ik ben ouder, voogd of pleegouder van een kind dat hulp krijgt"),
    ("representative", "Ik spreek namens iemand anders"),
    ("surviving_relative", "Ik ben nabestaande"),
    ("employee", "Ik werk hier, als medewerker, vrijwilliger of stagiair"),
    ("partner", "Ik schrijf namens een organisatie of bedrijf"),
    ("other", "Iemand anders"),
]
WHO_IT_IS = {
    "client": "krijgt of kreeg hulp van deze organisatie",
    "youth": "jonger dan 18 jaar, krijgt of kreeg hulp",
    "relative": "familie of naaste",
    "concerned": "krijgt zelf geen hulp; de organisatie legde gegevens vast",
    "parent": "ouder, voogd of pleegouder van een kind dat hulp krijgt",
    "representative": "spreekt namens iemand anders",
    "surviving_relative": "nabestaande",
    "employee": "werkt hier, als medewerker, vrijwilliger of stagiair",
    "partner": "schrijft namens een organisatie of bedrijf",
    "other": "iemand anders",
}
"""The same, said of somebody else."""
AUTHORITY = [
    ("written", "Ja, met een schriftelijke machtiging"),
    ("legal", "Ja, door de wet of de rechter (ouder met gezag, voogd, curator, mentor)"),
    ("none", "Nee, nog niet"),
    ("unknown", "Weet ik niet"),
]
CHANNELS = [
    ("email", "Per e-mail"),
    ("post", "Per brief"),
    ("phone", "Per telefoon"),
]
NO_CHOICE = "Kies een van de mogelijkheden."


def radio(label: str, pairs: list[tuple[str, str]], hint: str = "") -> RadioField:
    """Radio buttons of which none may be chosen."""
    return RadioField(
        label,
        description=hint,
        choices=choices(pairs),
        validate_choice=False,
        filters=[strip],
        default="",
        validators=[_known],
    )


def _known(_form: BaseForm, field: RadioField) -> None:
    if field.data and not chosen_from(field, empty=True):
        raise ValidationError(NO_CHOICE)


def _box(label: str, hint: str = "") -> BooleanField:
    return BooleanField(label, description=hint)


ASKED: dict[str, Any] = {
    "filed_as": radio("Wat wilt u?", FILED_AS),
    "complainant_kind": radio("Wie bent u?", WHO),
    "alone": _box("Ja, ik klaag alleen", "Wij vertellen het niet aan je ouders of verzorgers."),
    "may_know": line("Wie mag hiervan weten?", description="Bijvoorbeeld: alleen mijn tante."),
    "represented_given_name": line("Voornaam"),
    "represented_surname": line("Achternaam"),
    "relation": line("Wat bent u van deze persoon?", description="Bijvoorbeeld: dochter, mentor, buurman."),
    "authority": radio("Mag u namens deze persoon spreken?", AUTHORITY),
    "authority_until": DutchDateField(
        "Tot en met wanneer?", future=True, description="Alleen als er een einddatum is."
    ),
    "minor": _box("Deze persoon is jonger dan 18 jaar"),
    "about_kind": radio("Over wie of wat gaat het?", ABOUT),
    "concerned_role": radio("Wat doet deze persoon?", []),
    "accused_name": line(
        "Naam",
        description="Weet u de naam niet? Schrijf dan wie het ongeveer is, bijvoorbeeld “de mevrouw van het wijkteam”. Of laat het leeg.",
    ),
    "category": radio("Wat past het best?", []),
    "event_on": DutchDateField(
        "Wanneer gebeurde het?",
        description="Bijvoorbeeld 2 3 2026. Gebeurde het vaker? Vul dan de laatste keer in.",
    ),
    "event_unknown": BooleanField("Weet ik niet (meer)"),
    "youth_help": radio(
        "Gaat het over jeugdhulp?",
        YOUTH_HELP,
        "Hulp voor een kind of jongere tot 18 jaar, soms tot 23. Dan gelden er andere regels.",
    ),
    "description": long_text(
        "Wat is er gebeurd?",
        description="Vertel het in uw eigen woorden. Wie deed of zei wat, waar en wanneer? Degene over wie u klaagt mag dit ook lezen.",
    ),
    "objection": long_text(
        "Waarom bent u het er niet mee eens?", description="Wat had er volgens u anders moeten gaan?"
    ),
    "steps_taken": long_text(
        "Wat hebt u zelf al gedaan?",
        description="Bijvoorbeeld: erover gepraat, gebeld of een brief gestuurd. Nog niets gedaan? Schrijf dat dan op.",
    ),
    "given_name": line("Voornaam"),
    "surname": line("Achternaam"),
    "organisation_name": line("Organisatie", description="Alleen als u namens een organisatie klaagt."),
    "street": line("Straat en huisnummer"),
    "postal_code": postal_code_line("Postcode"),
    "town": line("Woonplaats"),
    "contact_channel": radio(
        "Hoe wilt u bericht krijgen?",
        CHANNELS,
        "Brieven staan ook op uw eigen pagina. Kiest u telefoon, dan sturen wij brieven per post.",
    ),
    "email": email_line(
        "E-mailadres",
        description="In e-mail zetten wij alleen dat er nieuws is. Nooit waar het over gaat.",
    ),
    "contact_consent": _box(
        "Ja, ik ben per e-mail goed te bereiken en wil zo bericht krijgen",
        "U kunt dit altijd weer veranderen.",
    ),
    "phone": phone_line("Telefoonnummer", maximum=30),
    "no_post": _box("Stuur niets naar mijn adres"),
    "no_email": _box("Stuur mij geen e-mail"),
    "no_voicemail": _box("Spreek geen voicemail in"),
    "safe_address": line("Een ander adres dat wel veilig is"),
    "instructions": long_text("Iets anders", description="Bijvoorbeeld: bel alleen ’s ochtends."),
    "interpreter": line("Een tolk: voor welke taal?"),
    "sign_language": _box("Een tolk gebarentaal"),
    "large_print": _box("Brieven met grote letters"),
    "help": line(
        "Andere hulp", description="Bijvoorbeeld: hulp bij het lezen, iemand die meegaat, meer pauzes."
    ),
}
FELLOW = ("given_name", "surname", "street", "postal_code", "town", "phone")
LINES = {"description": 9, "objection": 5, "steps_taken": 4, "instructions": 3}


class QuestionForm(BaseForm):
    """One page of questions; made of the fields of `ASKED` that the page names."""

    def prepare(self, answers: Organisation, today: date) -> None:
        """The subjects and the handlers of this organisation, and which day it is."""
        if "category" in self:
            self["category"].choices = choices([(c.code, c.label) for c in answers.categories])
        if "concerned_role" in self:
            pairs = [*handling_roles(answers), ("unknown", "Weet ik niet")]
            self["concerned_role"].choices = choices(pairs)
        if "event_on" in self:
            self["event_on"].today = today

    def validate(self, extra_validators: Any = None) -> bool:
        """A channel needs its address, and mail needs a yes in so many words (Awb 2:8)."""
        fine: bool = super().validate(extra_validators)
        if "contact_channel" not in self:
            return fine
        channel = self["contact_channel"]
        if channel.data == "email" and not self["email"].data:
            channel.errors = ["U kiest voor e-mail. Vul dan hieronder ook uw e-mailadres in."]
        elif channel.data == "email" and not self["contact_consent"].data:
            self["contact_consent"].errors = [
                "Zet een vinkje als u bericht per e-mail wilt, of kies een andere manier."
            ]
        elif channel.data == "phone" and not self["phone"].data:
            channel.errors = ["U kiest voor bellen. Vul dan hieronder ook uw telefoonnummer in."]
        else:
            return fine
        return False

    def values(self) -> dict[str, Any]:
        """As they are kept: dates as texts, a box as "yes"."""
        kept: dict[str, Any] = {}
        for name, field in self._fields.items():
            value = field.data
            if isinstance(field, DutchDateField):
                value = value.isoformat() if value else ""
            elif isinstance(field, BooleanField) and name != "event_unknown":
                value = "yes" if value else ""
            kept[name] = value if isinstance(value, bool) else value or ""
        return kept


class FellowForm(BaseForm):
    """Somebody who complains as well."""

    given_name = line("Voornaam")
    surname = line("Achternaam")
    street = line("Straat en huisnummer")
    postal_code = postal_code_line("Postcode")
    town = line("Woonplaats")
    phone = phone_line("Telefoonnummer", maximum=30)

    def values(self) -> dict[str, str]:
        """As they are kept; letters to them go by post until they choose something else themselves."""
        return {name: self[name].data or "" for name in FELLOW} | {"contact_channel": "post"}


@lru_cache(maxsize=64)
def _class_of(fields: tuple[str, ...]) -> type[QuestionForm]:
    return type("AskedForm", (QuestionForm,), {name: ASKED[name] for name in fields})


def question_form(
    question: Question, answers: Organisation, today: date, values: dict[str, Any] | None
) -> QuestionForm:
    """The form of one page: filled with what was kept, or from the request when `values` is None."""
    made = _class_of(question.fields)
    form = made(data=values) if values is not None else made()
    form.prepare(answers, today)
    return form


class SignForm(BaseForm):
    """The check page: sign now or later, and send."""

    sign = RadioField(
        "Wilt u nu ondertekenen?",
        choices=choices([("now", "Ja, ik onderteken nu"), ("later", "Nee, ik onderteken later")]),
        validate_choice=False,
        default="now",
    )
    signed_name = line("Uw volledige naam")
    statement = BooleanField("Verklaring")
    website = StringField("Vul hier niets in")

    def validate_sign(self, field: RadioField) -> None:
        """One of the two."""
        if field.data not in ("now", "later"):
            raise ValidationError("Kies of u nu of later ondertekent.")

    def validate_signed_name(self, field: StringField) -> None:
        """A signature is a typed name."""
        if self.sign.data == "now" and not field.data:
            raise ValidationError("Typ uw naam om te ondertekenen, of kies dat u later ondertekent.")

    def validate_statement(self, field: BooleanField) -> None:
        """And a statement."""
        if self.sign.data == "now" and not field.data:
            raise ValidationError("Zet een vinkje bij de verklaring, of kies dat u later ondertekent.")


def start_values(content: Content) -> dict[str, Any]:
    """A draft's content as the forms take it."""
    values = content.as_dict()
    for name in ("event_on", "authority_until"):
        values[name] = date.fromisoformat(values[name]) if values[name] else None
    return values
