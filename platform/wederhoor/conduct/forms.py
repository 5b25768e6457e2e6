"""What the pages of the code ask."""

from datetime import date

from wtforms import StringField, ValidationError

from wederhoor.rules import typed
from wederhoor.web.fields import BaseForm, line, strip

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


class SignForm(BaseForm):
    """Nothing but the button."""
