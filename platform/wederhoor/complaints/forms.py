"""The forms of the acts."""

from datetime import date

from wtforms import RadioField, SelectField, ValidationError

from wederhoor.people.service import StaffMember
from wederhoor.rules.admissibility import AdmissibilityGround
from wederhoor.web.fields import BaseForm, DutchDateField, choices, chosen_from, long_text, strip

VERDICTS = [
    ("admissible", "Ja, wij nemen de klacht in behandeling"),
    ("inadmissible", "Nee, wij nemen de klacht niet in behandeling"),
]
NOBODY = "nobody"


class AdmissibilityForm(BaseForm):
    """Taken up or not."""

    verdict = RadioField(
        "Uw besluit", choices=choices(VERDICTS), validate_choice=False, default="", filters=[strip]
    )
    ground = SelectField("Grond", validate_choice=False, default="", filters=[strip])
    reason = long_text("Motivering")
    done_on = DutchDateField("Datum van het besluit")

    def prepare(self, grounds: tuple[AdmissibilityGround, ...], filed_on: date, today: date) -> None:
        """The grounds of the regulation this case runs under, and the days the act may have."""
        self.ground.choices = choices([("", "Kies een grond")] + [(g.code, g.label) for g in grounds])
        self.filed_on, self.done_on.today = filed_on, today

    def validate_verdict(self, field: RadioField) -> None:
        """One of the two."""
        if not chosen_from(field, empty=False):
            raise ValidationError("Kies of u de klacht in behandeling neemt.")

    def validate_ground(self, field: SelectField) -> None:
        """A ground when it is not taken up, and only then."""
        if self.verdict.data == "inadmissible" and not chosen_from(field, empty=False):
            raise ValidationError("Kies de grond waarop u de klacht niet in behandeling neemt.")

    def validate_reason(self, field: object) -> None:
        """Reasons when it is not taken up (KR-087)."""
        if self.verdict.data == "inadmissible" and not self.reason.data:
            raise ValidationError("Schrijf voor de klager op waarom u de klacht niet in behandeling neemt.")

    def validate_done_on(self, field: DutchDateField) -> None:
        """Not before the complaint came in."""
        if not field.data:
            raise ValidationError("Vul de datum van het besluit in.")
        if field.data < self.filed_on:
            raise ValidationError("Deze datum ligt vóór de dag waarop de klacht binnenkwam.")


class ReleaseForm(BaseForm):
    """Who the accused is."""

    employee = SelectField("Wie is de aangeklaagde?", validate_choice=False, default="", filters=[strip])
    supervisor = SelectField("Wie is de leidinggevende?", validate_choice=False, default="", filters=[strip])

    def prepare(self, people: list[StaffMember]) -> None:
        """The people of the organisation."""
        names = [(str(person.account_id), person.name) for person in people]
        self.employee.choices = choices(
            [("", "Kies een medewerker"), *names, (NOBODY, "Geen van deze mensen")]
        )
        self.supervisor.choices = choices([("", "Geen of onbekend"), *names])

    def validate_employee(self, field: SelectField) -> None:
        """Somebody, or nobody on purpose."""
        if not chosen_from(field, empty=False):
            raise ValidationError("Kies om wie het gaat, of 'geen van deze mensen'.")

    def validate_supervisor(self, field: SelectField) -> None:
        """Not the same person."""
        if not chosen_from(field, empty=True):
            raise ValidationError("Kies iemand uit de lijst.")
        if field.data and field.data == self.employee.data:
            raise ValidationError("De leidinggevende kan niet dezelfde persoon zijn.")
