"""What an officer is asked when doing something with a report."""

from datetime import date, timedelta
from typing import Any

from wtforms import BooleanField, SelectField, ValidationError

from wederhoor.misconduct.forms import radio, recorded_field
from wederhoor.misconduct.handling import OUTCOMES
from wederhoor.misconduct.opened import Purpose
from wederhoor.misconduct.service import WHOSE
from wederhoor.web.fields import BaseForm, DutchDateField, choices, chosen_from, line, long_text, needs, strip


class ActForm(BaseForm):
    """An officer's act; what it asks beside this its own class says."""

    def prepare(self, *, today: date, people: list[tuple[str, str]], grounds: list[tuple[str, str]]) -> None:
        """What can be chosen now."""


class WriteForm(ActForm):
    """A text."""

    text = long_text("Tekst")

    def validate_text(self, field: Any) -> None:
        """Something."""
        if not field.data:
            raise ValidationError("Schrijf eerst een tekst.")


class StepForm(WriteForm):
    """A step of the follow-up."""

    done_on = DutchDateField("Wanneer?")

    def prepare(self, *, today: date, people: list[tuple[str, str]], grounds: list[tuple[str, str]]) -> None:
        """Not in the future."""
        self.done_on.today = today

    def validate_done_on(self, field: Any) -> None:
        """Needed."""
        if field.data is None:
            raise ValidationError("Vul de dag in.")


class TalkForm(StepForm):
    """What was told in a talk."""

    recorded = recorded_field()


class ReleaseAskForm(WriteForm):
    """Asking for consent."""

    to = line("Aan wie wilt u het vertellen?", needs("Vul in aan wie u het wilt vertellen."))


class NoticeForm(WriteForm):
    """Telling beforehand that a law forces us."""

    whose = radio(
        "Wie wordt bekend?", [(one.value, WHOSE[one].capitalize()) for one in WHOSE], "Kies wie bekend wordt."
    )
    to = line("Aan wie moet het verteld worden?", needs("Vul in aan wie het verteld moet worden."))

    def purpose(self) -> Purpose:
        """Whose identity it is about."""
        return Purpose(self.whose.data)


class ReleaseForm(StepForm):
    """Noting that it was made known."""

    ground = radio("Waarop baseert u dit?", [], "Kies een toestemming of een kennisgeving vooraf.")

    def prepare(self, *, today: date, people: list[tuple[str, str]], grounds: list[tuple[str, str]]) -> None:
        """What may be made known."""
        self.done_on.today = today
        self.ground.choices = choices(grounds)


class CheckForm(ActForm):
    """A day to ask how it goes."""

    ask_on = DutchDateField("Op welke dag wilt u het vragen?", future=True)

    def validate_ask_on(self, field: Any) -> None:
        """Needed."""
        if field.data is None:
            raise ValidationError("Vul een dag in.")


class WhoForm(ActForm):
    """An officer."""

    who = radio("Wie?", [], "Kies iemand.")

    def prepare(self, *, today: date, people: list[tuple[str, str]], grounds: list[tuple[str, str]]) -> None:
        """Who can be chosen."""
        self.who.choices = choices(people)


class PassForm(WhoForm):
    """An officer who reads it no more, and who reads it instead when nobody would be left."""

    instead = SelectField(
        "Wie leest de melding in plaats daarvan?",
        description="Alleen nodig als er anders niemand is die de melding kan lezen.",
        validate_choice=False,
        filters=[strip],
    )

    def offer(self, others: list[tuple[str, str]]) -> None:
        """Who could read it and does not yet."""
        self.instead.choices = choices([("", "Niemand"), *others])

    def validate_instead(self, field: Any) -> None:
        """One of them, or nobody."""
        if not chosen_from(field, empty=True):
            raise ValidationError("Kies iemand uit de lijst, of niemand.")


class CloseForm(WriteForm):
    """What came of it."""

    outcome = radio("Wat is de uitkomst?", list(OUTCOMES.items()), "Kies een uitkomst.")
    review_on = DutchDateField(
        "Wanneer kijkt u of de melding vernietigd kan worden?",
        future=True,
        description="De wet noemt geen aantal jaren: vernietig zodra het niet meer nodig is (Wbk, art. 2a).",
    )

    def prepare(self, *, today: date, people: list[tuple[str, str]], grounds: list[tuple[str, str]]) -> None:
        """A year from now, to begin with."""
        if not any(self.review_on.boxes):
            self.review_on.process_data(today + timedelta(days=365))

    def validate_review_on(self, field: Any) -> None:
        """Needed."""
        if field.data is None:
            raise ValidationError("Vul een dag in waarop u opnieuw kijkt.")


class DestroyForm(ActForm):
    """Being sure."""

    sure = BooleanField(
        "Ik weet zeker dat deze melding niet meer nodig is. Vernietigen kan niet ongedaan worden gemaakt.",
        [needs("Zet een vinkje als u het zeker weet.")],
    )
