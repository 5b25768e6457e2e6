"""What the pages of the code ask."""

from collections.abc import Iterable
from datetime import date

from wtforms import SelectField, StringField, ValidationError

from wederhoor.rules import typed
from wederhoor.web.fields import BaseForm, DutchDateField, choices, chosen_from, line, strip

_DAY = "Schrijf een dag die bestaat, bijvoorbeeld 2-3-2026."


class SearchForm(BaseForm):
    """Words to look for."""

    zoek = line("Zoeken in de code", maximum=100)


class DayForm(BaseForm):
    """A day of which somebody wants to know what held then."""

    dag = StringField(
        "Wat gold op deze dag?", filters=[strip, typed.number], description="Bijvoorbeeld 2-3-2026."
    )
    day: date | None = None

    def validate_dag(self, field: StringField) -> None:
        """Read it as people write it: day, month, year."""
        parts = (field.data or "").replace("/", "-").replace(" ", "-").replace(".", "-").split("-")
        try:
            day, month, year = (int(part) for part in parts)
            self.day = date(year, month, day)
        except ValueError:
            raise ValidationError(_DAY) from None


class PaperForm(BaseForm):
    """Who signed on paper, and on which day."""

    who = SelectField("Wie tekende op papier?", validate_choice=False, default="", filters=[strip])
    day = DutchDateField("Welke dag staat op het papier?")

    def prepare(self, people: Iterable[tuple[str, str]]) -> None:
        """Who did not sign yet: (handout, name)."""
        self.who.choices = choices([("", "Kies iemand"), *people])

    def validate_who(self, field: SelectField) -> None:
        """One of them."""
        if not chosen_from(field, empty=False):
            raise ValidationError("Kies wie op papier tekende.")

    def validate_day(self, field: DutchDateField) -> None:
        """A day."""
        if not field.data:
            raise ValidationError("Vul de dag in die op het papier staat.")


class SignForm(BaseForm):
    """Nothing but the button."""
