"""What the pages of the code ask."""

from datetime import date

from wtforms import SelectField, StringField, ValidationError
from wtforms.fields import SelectChoice

from wederhoor.conduct.contacts import ABOUT, ASKERS
from wederhoor.rules import typed
from wederhoor.rules.reporting_lines import About, Asker
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


class WayForm(BaseForm):
    """A matter, who asks, and whom it is about."""

    wie = SelectField(
        "Wie bent u?",
        default=Asker.EMPLOYEE.value,
        choices=[SelectChoice(key.value, label) for key, label in ASKERS.items()],
    )
    over = SelectField(
        "Over wie gaat het?",
        default=About.UNKNOWN.value,
        choices=[SelectChoice(key.value, label) for key, label in ABOUT.items()],
    )
    zaak = SelectField("Waar gaat het over?", validate_choice=False, filters=[strip])

    @property
    def asker(self) -> Asker:
        """Who asks; somebody who works here when nothing was said."""
        return Asker(self.wie.data) if self.wie.data in ASKERS else Asker.EMPLOYEE

    @property
    def about(self) -> About:
        """Whom it is about."""
        return About(self.over.data) if self.over.data in ABOUT else About.UNKNOWN

    def validate_zaak(self, field: SelectField) -> None:
        """One of the matters of this organisation."""
        if not field.data or field.data not in {choice.value for choice in field.choices}:
            raise ValidationError("Kies waar het over gaat.")


class SignForm(BaseForm):
    """Nothing but the button."""
