"""The forms of messages and notes."""

import re
from datetime import date

from wtforms import HiddenField, RadioField, SelectField, ValidationError

from wederhoor.messages.service import SIDES, NoteSide
from wederhoor.rules import typed
from wederhoor.web.fields import BaseForm, DutchDateField, choices, chosen_from, line, long_text, strip

ALL = "all"
INSERT, PREVIEW = "insert", "preview"
ONLY_SHOW = (INSERT, PREVIEW)
SUBJECTS = [
    ("message", "Een bericht"),
    ("agreements", "Afspraken na een gesprek: ter bevestiging, reageren kan"),
    ("note", "Een notitie"),
]


class WriteForm(BaseForm):
    """The office writes: to a party, to all of them, or a note."""

    what = RadioField("Wat wilt u vastleggen?", choices=choices(SUBJECTS), validate_choice=False, default="")
    to = SelectField("Aan wie?", validate_choice=False, default="", filters=[strip])
    side = RadioField(
        "Voor wie is de notitie?",
        choices=choices((side.value, label) for side, label in SIDES.items()),
        validate_choice=False,
        default=NoteSide.INSIDE.value,
        filters=[strip],
    )
    text = long_text("Tekst")
    answer_by = DutchDateField("Antwoord graag uiterlijk", future=True)
    piece = SelectField("Vaste tekst", choices=[], validate_choice=False, default="", filters=[strip])
    act = HiddenField(default="")

    def prepare(self, people: list[tuple[str, str]], today: date) -> None:
        """To whom can be written."""
        all_of_them = [(ALL, "Aan alle partijen hieronder")] if len(people) > 1 else []
        self.to.choices = choices([("", "Kies aan wie"), *all_of_them, *people])
        self._today = today

    def validate_what(self, field: RadioField) -> None:
        """One of the three."""
        if not chosen_from(field, empty=False):
            raise ValidationError("Kies wat u wilt vastleggen.")

    def validate_to(self, field: SelectField) -> None:
        """A message needs somebody."""
        if self.what.data != "note" and not chosen_from(field, empty=False):
            raise ValidationError("Kies aan wie u schrijft.")

    def validate_side(self, field: RadioField) -> None:
        """A note is for somebody."""
        if self.what.data == "note" and not chosen_from(field, empty=False):
            raise ValidationError("Kies voor wie de notitie is.")

    def validate_text(self, field: object) -> None:
        """Something."""
        if not self.text.data:
            raise ValidationError("Schrijf eerst een tekst.")

    def validate_answer_by(self, field: DutchDateField) -> None:
        """A day that is still to come."""
        if self.what.data != "note" and field.data and field.data < self._today:
            raise ValidationError("Deze datum is al voorbij. Kies een dag die nog komt.")


class SavedForm(BaseForm):
    """A text to keep, and its name."""

    name = line("Naam", maximum=80)
    text = long_text("Tekst")

    def validate_name(self, field: object) -> None:
        """Something to find it by."""
        if not self.name.data:
            raise ValidationError("Geef de tekst een naam.")

    def validate_text(self, field: object) -> None:
        """Something."""
        if not self.text.data:
            raise ValidationError("Schrijf de tekst.")


class ReplyForm(BaseForm):
    """A party writes."""

    text = long_text("Uw bericht")

    def validate_text(self, field: object) -> None:
        """Something."""
        if not self.text.data:
            raise ValidationError("Schrijf eerst uw bericht.")


_SIX = re.compile(r"[0-9]{6}")


class DoorForm(BaseForm):
    """The six digits."""

    digits = line("Code van zes cijfers", maximum=20)

    def validate_digits(self, field: object) -> None:
        """Six of them; spaces do not matter."""
        if not _SIX.fullmatch(typed.code(self.digits.data or "")):
            raise ValidationError("Vul de code van zes cijfers in.")
