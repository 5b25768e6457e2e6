"""The forms of filing: three pages, the check page, the code, completing and withdrawing.

Nothing is required while filling in: what is missing is shown on the check page and may come later (KR-083). What is
filled in must be usable.
"""

from datetime import date
from typing import Any

from wtforms import BooleanField, RadioField, SelectField, StringField, ValidationError

from wederhoor.intake.content import Content
from wederhoor.rules.admissibility import Category
from wederhoor.web.fields import (
    BaseForm,
    DutchDateField,
    choices,
    chosen_from,
    email,
    line,
    long_text,
    needs,
    phone,
    postal_code,
    strip,
)

ABOUT = [
    ("employee", "Een medewerker, vrijwilliger of stagiair"),
    ("team", "Een team of afdeling"),
    ("organisation", "De organisatie"),
    ("director", "De directeur of bestuurder"),
    ("unknown", "Weet ik niet"),
]
YOUTH_HELP = [("yes", "Ja"), ("no", "Nee"), ("unknown", "Weet ik niet")]
WHO = [
    ("client", "Ik krijg hulp van deze organisatie, of kreeg die"),
    ("relative", "Ik ben familie of naaste"),
    ("representative", "Ik spreek namens iemand anders"),
    ("employee", "Ik werk hier, als medewerker, vrijwilliger of stagiair"),
    ("other", "Iemand anders"),
]
CHANNELS = [
    ("email", "Per e-mail"),
    ("post", "Per brief"),
    ("phone", "Per telefoon"),
]
NO_CHOICE = "Kies een van de mogelijkheden."


def radio(label: str, pairs: list[tuple[str, str]]) -> RadioField:
    """Radio buttons of which none may be chosen."""
    return RadioField(
        label, choices=choices(pairs), validate_choice=False, filters=[strip], default="", validators=[_known]
    )


def _known(_form: BaseForm, field: RadioField) -> None:
    if field.data and not chosen_from(field, empty=True):
        raise ValidationError(NO_CHOICE)


class AboutForm(BaseForm):
    """Page 1: about whom and what."""

    about_kind = radio("Over wie of wat gaat uw klacht?", ABOUT)
    accused_name = line("Naam")
    category = SelectField("Onderwerp", validate_choice=False, filters=[strip], default="")
    event_on = DutchDateField("Wanneer gebeurde het?")
    event_unknown = BooleanField("Weet ik niet (meer)")
    youth_help = radio("Gaat het over jeugdhulp?", YOUTH_HELP)

    def prepare(self, categories: tuple[Category, ...], today: date) -> None:
        """The subjects of this organisation, and which day it is."""
        self.category.choices = choices(
            [("", "Kies een onderwerp")] + [(c.code, c.label) for c in categories]
        )
        self.event_on.today = today

    def validate_category(self, field: SelectField) -> None:
        """One of the organisation's subjects, or none."""
        if not chosen_from(field, empty=True):
            raise ValidationError(NO_CHOICE)

    def values(self) -> dict[str, Any]:
        """As they are kept."""
        kept = {
            name: self[name].data or "" for name in ("about_kind", "accused_name", "category", "youth_help")
        }
        day = self.event_on.data
        return kept | {
            "event_on": day.isoformat() if day else "",
            "event_unknown": bool(self.event_unknown.data),
        }


class ComplaintForm(BaseForm):
    """Page 2: the complaint itself."""

    description = long_text("Wat is er gebeurd?")
    objection = long_text("Waarom bent u het er niet mee eens?")
    steps_taken = long_text("Wat heeft u zelf al gedaan?")

    def values(self) -> dict[str, Any]:
        """As they are kept."""
        return {name: self[name].data or "" for name in ("description", "objection", "steps_taken")}


class PersonForm(BaseForm):
    """Page 3: who complains, and how to reach them."""

    complainant_kind = radio("Wie bent u?", WHO)
    given_name = line("Voornaam")
    surname = line("Achternaam")
    organisation_name = line("Organisatie")
    street = line("Straat en huisnummer")
    postal_code = line("Postcode", postal_code, maximum=20)
    town = line("Woonplaats")
    email = line("E-mailadres", email)
    phone = line("Telefoonnummer", phone, maximum=30)
    contact_channel = radio("Hoe wilt u bericht krijgen?", CHANNELS)

    def validate_contact_channel(self, field: RadioField) -> None:
        """A channel needs its address."""
        if field.data == "email" and not self.email.data:
            raise ValidationError("U kiest voor e-mail. Vul dan hierboven ook uw e-mailadres in.")
        if field.data == "phone" and not self.phone.data:
            raise ValidationError("U kiest voor bellen. Vul dan hierboven ook uw telefoonnummer in.")

    def values(self) -> dict[str, Any]:
        """As they are kept."""
        return {name: field.data or "" for name, field in self._fields.items()}


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


class CodeForm(BaseForm):
    """The door of "mijn klacht"."""

    code = line("Uw code", maximum=80)


class WithdrawForm(BaseForm):
    """Withdrawing, with or without a reason."""

    reason = long_text("Waarom trekt u uw klacht in?")
    confirm = BooleanField(
        "Ja", validators=[needs("Zet een vinkje als u zeker weet dat u de klacht wilt intrekken.")]
    )


_COMPLETABLE: dict[str, Any] = {
    "given_name": line("Voornaam"),
    "surname": line("Achternaam"),
    "street": line("Straat en huisnummer"),
    "postal_code": line("Postcode", postal_code, maximum=20),
    "town": line("Woonplaats"),
    "description": long_text("Wat is er gebeurd?"),
    "objection": long_text("Waarom bent u het er niet mee eens?"),
    "steps_taken": long_text("Wat heeft u zelf al gedaan?"),
    "signed_name": line("Uw volledige naam, als handtekening"),
}


def complete_form(fields: list[str]) -> BaseForm:
    """A form of only the fields that are missing, filled from the request."""
    chosen = {name: field for name, field in _COMPLETABLE.items() if name in fields}
    if "signed_name" in fields:
        chosen["statement"] = BooleanField("Wat ik heb ingevuld klopt, voor zover ik weet.")

        def signed(form: Any, field: BooleanField) -> None:
            if form.signed_name.data and not field.data:
                raise ValidationError("Zet een vinkje bij de verklaring als u ondertekent.")

        chosen["validate_statement"] = signed
    form: BaseForm = type("CompleteForm", (BaseForm,), chosen)()
    return form


def start_values(content: Content) -> dict[str, Any]:
    """A draft's content as the forms take it."""
    values = content.as_dict()
    values["event_on"] = date.fromisoformat(content.event_on) if content.event_on else None
    return values
