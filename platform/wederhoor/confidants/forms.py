"""The forms of a talk: the worker's, and those of the confidant."""

from collections.abc import Iterable
from typing import Any

from wtforms import BooleanField, RadioField, SelectField, ValidationError

from wederhoor.confidants.figures import THEMES
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


def _one_of(message: str) -> Any:
    def check(_form: Any, field: Any) -> None:
        if not chosen_from(field, empty=False):
            raise ValidationError(message)

    return check


def _theme() -> SelectField:
    return SelectField(
        "Waar gaat het over?",
        [_one_of("Kies een onderwerp.")],
        choices=choices([("", "Kies een onderwerp"), *THEMES.items()]),
        validate_choice=False,
        default="",
        filters=[strip],
        description="Alleen voor uw eigen telling. Kleine aantallen komen nooit in het jaarverslag.",
    )


class TextForm(BaseForm):
    """Something to write."""

    text = long_text("Tekst")

    def validate_text(self, field: Any) -> None:
        """Something."""
        if not field.data:
            raise ValidationError("Schrijf eerst een tekst.")


class WriteForm(Trap, TextForm):
    """A worker writes to a confidant."""

    who = RadioField(
        "Aan wie wilt u schrijven?",
        [_one_of("Kies aan wie u schrijft.")],
        choices=choices([]),
        validate_choice=False,
        default="",
        filters=[strip],
    )
    text = long_text("Waar wilt u het over hebben?")
    name = line("Uw naam", description="Hoeft niet. Zonder naam kan alles ook.")


class NewForm(TextForm):
    """The confidant notes a talk."""

    theme = _theme()
    text = long_text("Notitie", description="Schrijf geen namen op, tenzij dat is afgesproken.")
    name = line("Naam", description="Alleen als de ander dat goed vindt.")
    agreed = BooleanField("De ander vindt goed dat ik de naam opschrijf.")

    def validate_agreed(self, field: Any) -> None:
        """No name without consent."""
        if self.name.data and not field.data:
            raise ValidationError(
                "U schreef een naam op. Zet een vinkje als dat is afgesproken, of haal de naam weg."
            )


class DescribeForm(BaseForm):
    """What it is about, and who."""

    theme = _theme()
    name = line("Naam", description="Alleen als de ander dat goed vindt.")
    agreed = BooleanField("De ander vindt goed dat ik de naam opschrijf.")

    def validate_agreed(self, field: Any) -> None:
        """No name without consent."""
        if self.name.data and not field.data:
            raise ValidationError(
                "U schreef een naam op. Zet een vinkje als dat is afgesproken, of haal de naam weg."
            )


class SupportForm(TextForm):
    """Support in a complaint."""

    agreed_on = DutchDateField("Wanneer is dit afgesproken?")
    text = long_text("Wat is er afgesproken?")
    agreed = BooleanField(
        "De ander heeft mij dit gevraagd of ermee ingestemd.",
        [needs("Zet een vinkje: zonder instemming ondersteunt u niet.")],
    )

    def validate_agreed_on(self, field: Any) -> None:
        """Needed."""
        if field.data is None:
            raise ValidationError("Vul de dag in.")


class ShareForm(BaseForm):
    """A stand-in."""

    who = RadioField(
        "Wie neemt voor u waar?",
        [_one_of("Kies een waarnemer.")],
        choices=choices([]),
        validate_choice=False,
        default="",
        filters=[strip],
    )


class LetReadForm(BaseForm):
    """Who reads it, now that nobody can any more."""

    who = SelectField("Wie mag dit lezen?", [_one_of("Kies iemand.")], choices=choices([]))

    def offer(self, people: Iterable[tuple[str, str]]) -> None:
        """The confidants of today."""
        self.who.choices = choices([("", "Kies iemand"), *people])


class SureForm(BaseForm):
    """Being sure."""

    sure = BooleanField("Ik weet het zeker.", [needs("Zet een vinkje als u het zeker weet.")])


class ReportForm(BaseForm):
    """The yearly report."""

    year = SelectField(
        "Over welk jaar?", [_one_of("Kies een jaar.")], choices=choices([]), validate_choice=False
    )
    signals = long_text(
        "Signalen voor beleid",
        description="Wat de organisatie zou moeten veranderen. Schrijf geen namen of herkenbare situaties op.",
    )
