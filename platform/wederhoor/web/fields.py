"""Form fields and validators that pages share; every message is plain Dutch."""

import hmac
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from flask import current_app, has_request_context, session
from flask_wtf import FlaskForm
from wtforms import Field, Form, StringField, TextAreaField, ValidationError
from wtforms.fields import SelectChoice

from wederhoor.addresses import AddressUnusable, NumberUnusable, callable_number, clean, usable
from wederhoor.rules import typed
from wederhoor.rules.bsn import mentions_bsn
from wederhoor.web.language import Said

LINE = 200
LONG_TEXT = 20_000


class BaseForm(FlaskForm):  # type: ignore[misc]
    """A form of which one page is posted at a time; the token is checked for the whole application.

    A text that probably holds a BSN is asked about once, at its field and without the number; who sends it again as it is, meant it.
    """

    minds_numbers = True
    """Whether such a number is asked about here."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        csrf = False
        locales = ("nl",)

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether everything is as it should be; what is not stands at its field."""
        well = bool(super().validate(extra_validators))
        if not well or not self.minds_numbers or not has_request_context():
            return well
        told = [
            field for field in self if isinstance(field, TextAreaField) and mentions_bsn(field.data or "")
        ]
        if not told or _asked_before("\n".join(field.data for field in told)):
            return well
        for field in told:
            field.errors = [*field.errors, MAYBE_BSN]
        return False


MAYBE_BSN = (
    "Hier staat misschien een burgerservicenummer (BSN). Dat is niet nodig, en wie dit leest ziet het. Haal het weg. Is het iets anders? "
    "Verstuur het dan nog een keer."
)
ASKED_OF = "numbers"
MOST_ASKED = 5


def _asked_before(text: str) -> bool:
    """Whether this very text was asked about in this browser; from now on it was. Of the text only a keyed mark is kept."""
    key = str(current_app.secret_key).encode()
    mark = hmac.new(key, text.encode(), "sha256").hexdigest()[:16]
    known = list(session.get(ASKED_OF, ()))
    if mark in known:
        return True
    session[ASKED_OF] = [*known, mark][-MOST_ASKED:]
    return False


def strip(value: str | None) -> str:
    """What was typed as it is kept: see `rules.typed.text`."""
    return typed.text(value or "")


TOO_LONG = "{label}: gebruik hoogstens {maximum} tekens."
MUCH_TOO_LONG = "{label}: dit is te lang. Gebruik hoogstens {maximum} tekens; u kunt later meer sturen."
NO_DATE = "De datum {day}-{month}-{year} bestaat niet. Kijk de dag en de maand nog eens na."


def _at_most(maximum: int, message: str, label: str) -> Callable[[Form, Field], None]:
    def check(_form: Form, field: Field) -> None:
        if len(field.data or "") > maximum:
            raise ValidationError(Said(message, label=label, maximum=maximum))

    return check


def line(
    label: str,
    *validators: Any,
    maximum: int = LINE,
    pasted: Callable[[str], str] = typed.name,
    **kwargs: Any,
) -> StringField:
    """One line of text; `pasted` makes clean what came along when it was copied from elsewhere."""
    return StringField(
        label, [_at_most(maximum, TOO_LONG, label), *validators], filters=[strip, pasted], **kwargs
    )


def email_line(label: str, *validators: Any, **kwargs: Any) -> StringField:
    """An e-mail address: the one way to ask for it. What is pasted is made clean; what mail cannot reach is refused."""
    return line(label, email, *validators, pasted=clean, **kwargs)


def phone_line(label: str, *validators: Any, **kwargs: Any) -> StringField:
    """A telephone number: the one way to ask for it."""
    return line(label, phone, *validators, pasted=typed.telephone_line, **kwargs)


def postal_code_line(label: str, *validators: Any, maximum: int = 20, **kwargs: Any) -> StringField:
    """A postal code: the one way to ask for it."""
    return line(label, postal_code, *validators, maximum=maximum, pasted=typed.number, **kwargs)


def long_text(label: str, **kwargs: Any) -> TextAreaField:
    """Several lines of text."""
    return TextAreaField(label, [_at_most(LONG_TEXT, MUCH_TOO_LONG, label)], filters=[strip], **kwargs)


def email(_form: Form, field: Field) -> None:
    """An address that mail can reach, as far as one can see without asking."""
    if not field.data:
        return
    try:
        field.data = usable(field.data)
    except AddressUnusable as why:
        raise ValidationError(str(why)) from None


def phone(_form: Form, field: Field) -> None:
    """A telephone number of a country; one abroad begins with + (`addresses.callable_number`)."""
    if not field.data:
        return
    try:
        field.data = callable_number(field.data)
    except NumberUnusable as why:
        raise ValidationError(str(why)) from None


_DUTCH_POSTAL_CODE = re.compile(r"[1-9][0-9]{3}[A-Z]{2}")
_LIKE_DUTCH = re.compile(r"[0-9]{4}[A-Z]+")
"""Four digits and letters: no other country writes that, so something is missing."""


SHORTEST_ABROAD = 3


def postal_code(_form: Form, field: Field) -> None:
    """A Dutch postal code as it is written here; one of another country as it is written there."""
    text = typed.code(field.data or "")
    if _DUTCH_POSTAL_CODE.fullmatch(text):
        field.data = f"{text[:4]} {text[4:]}"
    elif field.data and (_LIKE_DUTCH.fullmatch(text) or sum(map(str.isalnum, text)) < SHORTEST_ABROAD):
        raise ValidationError(
            "Deze postcode klopt niet. Schrijf hem als 1234 AB, of zoals hij in uw land is."
        )


class DutchDateField(Field):  # type: ignore[misc]
    """A date in three boxes of one name: day, month, year. `data` is a date or None; `boxes` is what was typed."""

    def __init__(self, label: str, *, today: Any = None, future: bool = False, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.future = future
        self.boxes: list[str] = ["", "", ""]
        self.today: date | None = today

    def process_data(self, value: date | None) -> None:
        """From what was kept."""
        self.data = value
        self.boxes = [str(value.day), str(value.month), str(value.year)] if value else ["", "", ""]

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """From what was typed; a wrong date stays in the boxes."""
        if not valuelist:
            return
        boxes = [typed.number(text) for text in valuelist[:3]]
        self.boxes = boxes + [""] * (3 - len(boxes))
        self.data = None
        if not any(self.boxes):
            return
        if not all(text.isdecimal() and len(text) <= 4 for text in self.boxes):
            raise ValueError("Vul dag, maand en jaar in cijfers in, bijvoorbeeld 2 3 2026.")
        day, month, year = (int(text) for text in self.boxes)
        try:
            self.data = date(year, month, day)
        except ValueError:
            raise ValueError(Said(NO_DATE, day=day, month=month, year=year)) from None
        if year < 1900:
            self.data = None
            raise ValueError("Schrijf het jaar met vier cijfers, bijvoorbeeld 2026.")

    def pre_validate(self, form: Any) -> None:
        """Not in the future, unless that is meant."""
        if self.data and self.today and not self.future and self.data > self.today:
            raise ValidationError("Deze datum ligt in de toekomst. Vul een datum in die al geweest is.")


def choices(pairs: Iterable[tuple[str, str]]) -> list[SelectChoice]:
    """(value, label) pairs as a field takes them."""
    return [SelectChoice(value, label) for value, label in pairs]


def chosen_from(field: Any, *, empty: bool) -> bool:
    """Whether what was chosen is one of the choices; `empty` says whether choosing nothing will do."""
    return field.data in {choice.value for choice in field.choices if choice.value or empty}


def needs(message: str) -> Any:
    """Something must be filled in."""

    def check(_form: Form, field: Field) -> None:
        if not field.data:
            raise ValidationError(message)

    return check
