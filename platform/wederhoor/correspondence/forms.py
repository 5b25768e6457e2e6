"""The forms of what leaves by hand, and of a letter that waits for a look."""

from datetime import date

from wtforms import (
    BooleanField,
    FileField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    ValidationError,
)

from wederhoor.correspondence.leaving import Way
from wederhoor.web.fields import BaseForm, DutchDateField, choices, chosen_from, line, long_text, needs, strip

WAYS = [
    (Way.HANDED.value, "Persoonlijk overhandigd"),
    (Way.REGISTERED.value, "Aangetekend verstuurd"),
    (Way.SECURE_MAIL.value, "Verstuurd met een dienst voor veilige mail"),
]
PRINT, POSTED = "print", "posted"
SAVE, SEND, DISCARD, WORD, PREVIEW, INSERT = "save", "send", "discard", "word", "preview", "insert"
ONLY_SHOW = (PREVIEW, INSERT)


class TrayForm(BaseForm):
    """Letters of the print tray: which, and when and by whom they were posted."""

    notice = SelectMultipleField("Brieven", choices=[], validate_choice=False, default=[])
    posted_on = DutchDateField("Op de post gedaan op")
    by = line("Op de post gedaan door")
    act = HiddenField(default=PRINT)

    def prepare(self, today: date) -> None:
        """The day it is."""
        self.posted_on.today = today

    def validate_notice(self, field: SelectMultipleField) -> None:
        """At least one."""
        if not field.data:
            raise ValidationError("Kies minstens één brief.")

    def validate_posted_on(self, field: DutchDateField) -> None:
        """A day, for what was posted."""
        if self.act.data == POSTED and not field.data:
            raise ValidationError("Vul in op welke dag de brieven op de post gingen.")

    def validate_by(self, field: object) -> None:
        """Somebody, for what was posted."""
        if self.act.data == POSTED and not self.by.data:
            raise ValidationError("Vul in wie de brieven op de post deed.")


class DeliveredForm(BaseForm):
    """That a letter reached somebody in another way."""

    way = RadioField("Hoe?", choices=choices(WAYS), validate_choice=False, default="", filters=[strip])
    done_on = DutchDateField("Op welke dag?")
    by = line("Door wie?", needs("Vul in wie de brief bezorgde of verstuurde."))
    to = line("Aan wie?")
    reference = line("Kenmerk")

    def prepare(self, today: date) -> None:
        """The day it is."""
        self.done_on.today = today

    def validate_way(self, field: RadioField) -> None:
        """One of the ways."""
        if not chosen_from(field, empty=False):
            raise ValidationError("Kies hoe de brief bezorgd is.")

    def validate_done_on(self, field: DutchDateField) -> None:
        """A day."""
        if not field.data:
            raise ValidationError("Vul in op welke dag de brief bezorgd of verstuurd is.")

    def validate_to(self, field: object) -> None:
        """Somebody took it, when it was handed over."""
        if self.way.data == Way.HANDED and not self.to.data:
            raise ValidationError("Vul in aan wie de brief is overhandigd.")

    def validate_reference(self, field: object) -> None:
        """What can be looked up, for registered post and secure mail."""
        if self.way.data in (Way.REGISTERED, Way.SECURE_MAIL) and not self.reference.data:
            raise ValidationError("Vul het kenmerk in: de code van de zending of het nummer van het bericht.")


class ReturnedForm(BaseForm):
    """That post came back."""

    returned_on = DutchDateField("Op welke dag kwam de brief terug?")
    reason = line("Wat staat er op de envelop?")

    def prepare(self, today: date) -> None:
        """The day it is."""
        self.returned_on.today = today

    def validate_returned_on(self, field: DutchDateField) -> None:
        """A day."""
        if not field.data:
            raise ValidationError("Vul in op welke dag de brief terugkwam.")


class LookForm(BaseForm):
    """A draft of a letter: its text, and what is to be done with it."""

    body = long_text("Tekst van de brief")
    seen = HiddenField(default="1")
    accept = BooleanField("Ja, ik heb dit gezien en de brief klopt zo")
    reason = line("Waarom gaat deze brief niet de deur uit?")
    piece = SelectField("Vaste tekst", choices=[], validate_choice=False, default="", filters=[strip])
    word = FileField("Word-bestand")
    act = HiddenField(default=SAVE)

    def validate_body(self, field: object) -> None:
        """A letter has text."""
        if self.act.data in (SAVE, SEND, PREVIEW) and not self.body.data:
            raise ValidationError("De brief heeft geen tekst. Schrijf de tekst, of leg de brief weg.")

    def validate_reason(self, field: object) -> None:
        """A reason when it is put aside."""
        if self.act.data == DISCARD and not self.reason.data:
            raise ValidationError("Schrijf op waarom deze brief niet de deur uit gaat.")

    @property
    def seen_number(self) -> int:
        """The version that was on the screen; 0 when the form says something else."""
        text = str(self.seen.data or "")
        return int(text) if text.isdecimal() and len(text) < 6 else 0
