"""The forms of complaints that somebody of the office writes down, reads back and has signed."""

from datetime import date

from wtforms import BooleanField, HiddenField, RadioField, SelectField, ValidationError

from wederhoor.intake.forms import a_name, radio
from wederhoor.web.fields import (
    BaseForm,
    DutchDateField,
    choices,
    chosen_from,
    line,
    long_text,
    needs,
    strip,
)

HOW = [
    ("phone", "Voorgelezen aan de telefoon; de klager is akkoord"),
    ("desk", "Voorgelezen in een gesprek; de klager is akkoord"),
    ("paper", "Ondertekend op papier; het stuk zit in het dossier"),
]
CHECKS = {
    "called": "Ik heb zelf gebeld naar het nummer in het dossier",
    "address": "Naam, adres en geboortejaar of postcode kloppen met het dossier",
    "content": "De persoon vertelde iets uit de klacht dat een ander niet weet",
    "shown": "Ik zag een identiteitsbewijs (ik heb er geen kopie van gemaakt)",
}
WHAT = [
    ("replace", "Een nieuwe code voor ‘mijn klacht’; de oude werkt dan niet meer"),
    ("letter", "Hetzelfde, maar in een brief in de printbak; ook voor wie nog geen code had"),
    ("phone", "Een code van zes cijfers voor de stukken, om nu voor te lezen (15 minuten geldig)"),
    ("post", "Een code van zes cijfers voor de stukken, voor in een brief (14 dagen geldig)"),
]
CHECKS_NEEDED = 2
"""How many of the checks make sure who somebody is: our own choice, no regulation says it."""


class PhoneNoteForm(BaseForm):
    """Two fields, kept at once."""

    who = line("Wie, en welk telefoonnummer?", needs("Vul in wie het is, of hoe u diegene kunt bereiken."))
    said = long_text("Wat werd er gezegd?")

    def validate_said(self, field: object) -> None:
        """Something."""
        if not self.said.data:
            raise ValidationError("Schrijf kort op wat er werd gezegd.")


class _TextForm(BaseForm):
    description = long_text("Wat is er gebeurd?")
    objection = long_text("Waarom is de klager het er niet mee eens?")
    steps_taken = long_text("Wat heeft de klager zelf al gedaan?")


class ReadBackForm(_TextForm):
    """Who read what to whom, when, and that it is right."""

    version = HiddenField(default="")
    party = SelectField("Wie ondertekent?", validate_choice=False, default="", filters=[strip])
    how = radio("Hoe?", HOW)
    done_on = DutchDateField("Op welke dag?")
    read_to = line("Met wie sprak u, en wie las voor?")
    signed_name = line("Akkoord namens", needs("Vul de naam in van wie akkoord gaf of ondertekende."), a_name)
    statement = BooleanField(
        "De klager heeft de hele tekst gehoord of gelezen, kon verbeteren, en is akkoord.",
        validators=[needs("Zet een vinkje als de klager de tekst kent en akkoord is.")],
    )

    def prepare(self, people: list[tuple[str, str]], arrived_on: date, today: date) -> None:
        """Who still has to sign, and between which days."""
        self.party.choices = choices([("", "Kies wie ondertekent"), *people])
        self.done_on.today = today
        self._arrived_on = arrived_on

    def validate_party(self, field: SelectField) -> None:
        """Somebody who did not sign yet."""
        if not chosen_from(field, empty=False):
            raise ValidationError("Kies wie ondertekent.")

    def validate_how(self, field: RadioField) -> None:
        """One of the three."""
        if not field.data:
            raise ValidationError("Kies hoe de klager akkoord gaf.")

    def validate_done_on(self, field: DutchDateField) -> None:
        """Not before it came."""
        if not field.data:
            raise ValidationError("Vul in op welke dag dit was.")
        if field.data < self._arrived_on:
            raise ValidationError("Deze dag ligt voor de dag dat de klacht binnenkwam.")

    def validate_read_to(self, field: object) -> None:
        """Reading aloud has somebody who listens."""
        if self.how.data in ("phone", "desk") and not self.read_to.data:
            raise ValidationError("Schrijf op wie de tekst voorlas en aan wie.")


class CodesForm(BaseForm):
    """A code for somebody, after making sure who it is."""

    what = radio("Welke code?", WHAT)
    party = SelectField("Voor wie?", validate_choice=False, default="", filters=[strip])
    called = BooleanField(CHECKS["called"])
    address = BooleanField(CHECKS["address"])
    content = BooleanField(CHECKS["content"])
    shown = BooleanField(CHECKS["shown"])

    def prepare(self, people: list[tuple[str, str]]) -> None:
        """Who can have a code."""
        self.party.choices = choices([("", "Kies voor wie"), *people])

    @property
    def checked(self) -> list[str]:
        """What was ticked."""
        return [name for name in CHECKS if self[name].data]

    def validate_what(self, field: RadioField) -> None:
        """One of the three."""
        if not field.data:
            raise ValidationError("Kies welke code u nodig heeft.")

    def validate_party(self, field: SelectField) -> None:
        """Somebody of this dossier."""
        if not chosen_from(field, empty=False):
            raise ValidationError("Kies voor wie de code is.")

    def validate_called(self, field: BooleanField) -> None:
        """At least two ways of knowing who it is."""
        if len(self.checked) < CHECKS_NEEDED:
            raise ValidationError("Controleer eerst wie het is: vink minstens twee punten aan.")
