"""The forms of papers in the office."""

from datetime import date

from flask_wtf.file import MultipleFileField
from wtforms import BooleanField, HiddenField, RadioField, SelectField, ValidationError

from wederhoor.papers.acts import SIDES
from wederhoor.papers.doors import NAME_CHARACTERS
from wederhoor.web.fields import BaseForm, DutchDateField, choices, chosen_from, line, long_text, needs, strip

MISFILED = [
    ("move", "Het hoort in een ander dossier"),
    ("withdraw", "Het hoort in geen enkel dossier: haal het eruit"),
]


class _Described(BaseForm):
    done_on = DutchDateField("Datum van het stuk")
    origin = SelectField("Van wie is het stuk?", validate_choice=False, default="", filters=[strip])

    def prepare(self, origins: list[tuple[str, str]], today: date) -> None:
        """From whom it can be, and the days it may have."""
        self.origin.choices = choices([("", "Kies van wie het stuk is"), *origins])
        self.done_on.today = today

    def validate_origin(self, field: SelectField) -> None:
        """From somebody."""
        if not chosen_from(field, empty=False):
            raise ValidationError("Kies van wie het stuk is.")


class UploadForm(_Described):
    """One or more files, and what is told of them."""

    files = MultipleFileField("Bestanden")
    title = line("Titel", maximum=NAME_CHARACTERS)
    side = RadioField(
        "Voor wie?", choices=choices(SIDES.items()), validate_choice=False, default="", filters=[strip]
    )

    def validate_side(self, field: RadioField) -> None:
        """For both parties, or on purpose not."""
        if not chosen_from(field, empty=False):
            raise ValidationError("Kies voor wie het stuk is.")


class VersionForm(BaseForm):
    """A newer file."""

    files = MultipleFileField("Bestand")
    done_on = DutchDateField("Datum van deze versie")


class DescribeForm(_Described):
    """Title, date, origin."""

    title = line("Titel", needs("Geef het stuk een titel."), maximum=NAME_CHARACTERS)
    seen = HiddenField()


class SideForm(BaseForm):
    """For whom, and why that changes."""

    side = RadioField(
        "Voor wie?", choices=choices(SIDES.items()), validate_choice=False, default="", filters=[strip]
    )
    reason = long_text("Reden")
    seen = HiddenField()

    def validate_side(self, field: RadioField) -> None:
        """One of the two."""
        if not chosen_from(field, empty=False):
            raise ValidationError("Kies voor wie het stuk is.")

    def validate_reason(self, field: object) -> None:
        """A reason, for the record."""
        if not self.reason.data:
            raise ValidationError("Schrijf op waarom dit verandert.")


class WholeForm(BaseForm):
    """That somebody compared."""

    whole = BooleanField("Ik heb de kopie naast het origineel gelegd: alles staat erin")
    seen = HiddenField()

    def validate_whole(self, field: BooleanField) -> None:
        """On purpose: there is no way back."""
        if not field.data:
            raise ValidationError("Vink aan dat u de kopie met het origineel heeft vergeleken.")


class MisfiledForm(BaseForm):
    """Where a paper belongs."""

    where = RadioField("Wat is er aan de hand?", choices=choices(MISFILED), validate_choice=False, default="")
    number = line("Nummer van het andere dossier", maximum=60)
    reason = long_text("Reden")
    seen = HiddenField()

    def validate_where(self, field: RadioField) -> None:
        """One of the two."""
        if not chosen_from(field, empty=False):
            raise ValidationError("Kies waar het stuk hoort.")

    def validate_number(self, field: object) -> None:
        """A dossier to move it to."""
        if self.where.data == "move" and not self.number.data:
            raise ValidationError("Vul het nummer in van het dossier waar het stuk hoort.")

    def validate_reason(self, field: object) -> None:
        """A reason, for the record."""
        if not self.reason.data:
            raise ValidationError("Schrijf op waarom het stuk hier niet hoort.")
