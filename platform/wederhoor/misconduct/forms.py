"""The forms of a report: the reporter's, and that of an officer who writes one down."""

import uuid
from datetime import date
from typing import Any

from wtforms import RadioField, SelectField, SelectMultipleField, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

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
from wederhoor.web.trap import Trap

NAMING = [
    ("anonymous", "Anoniem: niemand weet wie ik ben"),
    ("confidential", "In vertrouwen: alleen de mensen die mijn melding lezen, weten mijn naam"),
    ("named", "Met mijn naam: wie de melding onderzoekt, mag mijn naam ook weten"),
]
RELATIONS = [
    ("", "Dat zeg ik liever niet"),
    ("employee", "Ik werk hier"),
    ("former", "Ik werkte hier"),
    ("volunteer", "Ik ben vrijwilliger"),
    ("intern", "Ik ben stagiair"),
    ("hired", "Ik ben ingehuurd, of werk voor een leverancier"),
    ("applicant", "Ik solliciteerde hier"),
    ("board", "Ik zit in het bestuur of houd toezicht"),
    ("other", "Iets anders"),
]
WAYS = [("written", "Ik schrijf het hier op"), ("talk", "Ik wil het in een gesprek vertellen")]


def radio(label: str, pairs: list[tuple[str, str]], message: str, **kwargs: Any) -> RadioField:
    """One of a few."""

    def check(_form: Any, field: Any) -> None:
        if not chosen_from(field, empty=False):
            raise ValidationError(message)

    return RadioField(
        label, [check], choices=choices(pairs), validate_choice=False, filters=[strip], default="", **kwargs
    )


def recorded_field() -> RadioField:
    """Whether a talk was recorded (Wbk art. 2b)."""
    return radio(
        "Is het gesprek opgenomen?",
        [("no", "Nee"), ("yes", "Ja, en de melder vond dat vooraf goed")],
        "Kies of het gesprek is opgenomen. Zonder toestemming vooraf mag dat niet.",
        description="Opnemen mag alleen als de melder het vooraf goed vindt (Wbk, art. 2b). De opname zelf bewaart u niet hier.",
    )


class ReportForm(Trap):
    """A report, or the wish for a talk."""

    way = radio(
        "Hoe wilt u melden?",
        WAYS,
        "Kies hoe u wilt melden.",
        description="Bij een gesprek krijgt u hier bericht over wanneer en waar.",
    )
    naming = radio("Met of zonder naam?", NAMING, "Kies of u uw naam geeft.")
    name = line("Uw naam", description="Laat leeg als u anoniem meldt.")
    reach = line(
        "Hoe kunnen wij u bereiken?",
        description="Mag leeg blijven. Wij antwoorden altijd hier, achter uw code.",
    )
    relation = SelectField(
        "Wat is uw band met de organisatie?",
        choices=choices(RELATIONS),
        validate_choice=False,
        default="",
        filters=[strip],
    )
    text = long_text(
        "Wat is er aan de hand?",
        description="Wat gebeurde er, wanneer, waar, en hoe weet u het? Noem namen liever bij de volgende vraag.",
    )
    blamed = long_text(
        "Over wie gaat het?", description="Mag leeg blijven. Namen en functies bewaren wij apart."
    )
    evidence = long_text(
        "Wat kan helpen om het uit te zoeken?",
        description="Mag leeg blijven. Bijvoorbeeld: waar stukken liggen, of wie er meer van weet.",
    )
    fear = long_text("Bent u bang voor nadeel, of is er al iets gebeurd?", description="Mag leeg blijven.")
    passed_by = SelectMultipleField(
        "Wie mag uw melding NIET lezen?",
        validate_choice=False,
        option_widget=CheckboxInput(),
        widget=ListWidget(),
        description="Zet een vinkje bij wie er zelf bij betrokken is. Die ziet uw melding dan nergens.",
    )

    def prepare(self, readers: list[tuple[str, str]]) -> None:
        """Who would read it."""
        self.passed_by.choices = choices(readers)

    def passed(self) -> frozenset[uuid.UUID]:
        """Whom the reporter passed by, of those who would read it."""
        known = {choice.value for choice in self.passed_by.choices}
        return frozenset(uuid.UUID(one) for one in self.passed_by.data or [] if one in known)

    def validate_name(self, field: Any) -> None:
        """Needed when a name is given, refused when not."""
        if self.naming.data in ("named", "confidential") and not field.data:
            raise ValidationError("Vul uw naam in, of kies dat u anoniem meldt.")
        if self.naming.data == "anonymous" and field.data:
            raise ValidationError(
                "U koos anoniem, maar vulde een naam in. Haal de naam weg of kies iets anders."
            )

    def validate_reach(self, field: Any) -> None:
        """What reaches somebody tells who it is."""
        if self.naming.data == "anonymous" and field.data:
            raise ValidationError(
                "U koos anoniem. Een telefoonnummer of adres vertelt wie u bent. Haal het weg of kies iets anders."
            )

    def validate_text(self, field: Any) -> None:
        """Needed for a written report."""
        if self.way.data != "talk" and not field.data:
            raise ValidationError("Schrijf op wat er aan de hand is.")


class TextForm(BaseForm):
    """Something to write."""

    text = long_text("Uw bericht")

    def validate_text(self, field: Any) -> None:
        """Something."""
        if not field.data:
            raise ValidationError("Schrijf eerst een tekst.")


class AccountForm(BaseForm):
    """What was written down of a talk: checked, corrected, signed."""

    text = long_text(
        "Het verslag", description="Verander gerust wat niet klopt. Wat er eerst stond, blijft bewaard."
    )
    signed = line(
        "Ondertekening",
        needs("Schrijf uw naam. Bent u anoniem? Schrijf dan: akkoord."),
        description="Uw naam. Bent u anoniem? Schrijf dan: akkoord.",
    )

    def validate_text(self, field: Any) -> None:
        """Something."""
        if not field.data:
            raise ValidationError("Het verslag is leeg. Zet de tekst terug of schrijf op wat u vertelde.")


class NameForm(BaseForm):
    """A name after all."""

    name = line("Uw naam", needs("Vul uw naam in."))
    reach = line("Hoe kunnen wij u bereiken?", description="Mag leeg blijven.")


class ReadersForm(BaseForm):
    """Who may read it."""

    who = radio("Over wie gaat het?", [], "Kies iemand.")
    what = radio(
        "Wat wilt u?",
        [
            ("out", "Deze persoon mag mijn melding niet (meer) lezen"),
            ("in", "Deze persoon mag mijn melding ook lezen"),
        ],
        "Kies wat u wilt.",
    )


class SpokenForm(BaseForm):
    """An officer writes down what was told by telephone or in a talk (Wbk art. 2b)."""

    how = radio(
        "Hoe is het verteld?",
        [("phone", "Per telefoon"), ("talk", "In een gesprek")],
        "Kies hoe het verteld is.",
    )
    arrived_on = DutchDateField("Op welke dag?")
    naming = radio("Met of zonder naam?", NAMING, "Kies of de melder een naam geeft.")
    name = line("Naam van de melder", description="Laat leeg bij een anonieme melder.")
    reach = line("Hoe is de melder te bereiken?", description="Mag leeg blijven.")
    relation = SelectField(
        "Band met de organisatie",
        choices=choices(RELATIONS),
        validate_choice=False,
        default="",
        filters=[strip],
    )
    text = long_text(
        "Het verslag",
        description="Alles wat er verteld is. De melder kijkt het na, verbetert het en ondertekent.",
    )
    blamed = long_text(
        "Over wie gaat het?", description="Mag leeg blijven. Namen en functies bewaren wij apart."
    )
    recorded = recorded_field()

    def prepare(self, today: date) -> None:
        """What today is."""
        self.arrived_on.today = today

    def validate_arrived_on(self, field: Any) -> None:
        """Needed: the term of seven days counts from it."""
        if field.data is None:
            raise ValidationError("Vul de dag van het gesprek in: vanaf die dag lopen de termijnen.")

    def validate_name(self, field: Any) -> None:
        """Needed when a name is given."""
        if self.naming.data in ("named", "confidential") and not field.data:
            raise ValidationError("Vul de naam in, of kies anoniem.")
        if self.naming.data == "anonymous" and (field.data or self.reach.data):
            raise ValidationError("De melder is anoniem: laat naam en bereikbaarheid leeg.")

    def validate_text(self, field: Any) -> None:
        """Something."""
        if not field.data:
            raise ValidationError("Schrijf op wat er verteld is.")
