"""Forms made from what is asked (`web.asking`): one way to make a field, to judge it, and to read what was filled in."""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar

from wtforms import BooleanField, RadioField, SelectField, StringField

from wederhoor.rules import typed
from wederhoor.web.asking import Ask, Field
from wederhoor.web.fields import (
    BaseForm,
    DutchDateField,
    choices,
    chosen_from,
    email_line,
    line,
    long_text,
    phone_line,
    postal_code_line,
    strip,
)

CHOOSING = (Ask.CHOICE, Ask.RADIOS)
PICK_ONE = "Maak een keuze uit de lijst."


class AskedForm(BaseForm):
    """A form of things that are asked. What a room judges besides, it says in `wrong`."""

    asked: Sequence[Field] = ()

    def ask(self, asked: Sequence[Field], today: date) -> None:
        """What is asked: the choices, and which day it is."""
        self.asked = asked
        for one in asked:
            field = self[one.name]
            if one.ask in CHOOSING:
                field.choices = choices(one.choices)
            if one.ask is Ask.DATE:
                field.today = today

    def whole(self) -> bool:
        """Whether everything that was filled in is usable; errors are at the fields."""
        good = bool(self.validate())
        for one in self.asked:
            field = self[one.name]
            if not field.errors and (wrong := self.wrong(one, field)):
                field.errors, good = [wrong], False
        return good

    def wrong(self, one: Field, field: Any) -> str:
        """What is wrong with one answer, as a Dutch sentence; empty when nothing is."""
        if not field.data:
            return one.needed
        if one.ask is Ask.NUMBER and not (field.data.isdecimal() and len(field.data) <= 4):
            return "Schrijf een heel getal, bijvoorbeeld 2."
        if one.ask in CHOOSING and not chosen_from(field, empty=False):
            return one.needed or PICK_ONE
        return ""

    def values(self) -> dict[str, Any]:
        """What was filled in, by name: texts, days, whole numbers and boxes."""
        found = {}
        for one in self.asked:
            data = self[one.name].data
            found[one.name] = int(data) if one.ask is Ask.NUMBER and data else data
        return found


Form = TypeVar("Form", bound=AskedForm)


def form_class(base: type[Form], asked: Sequence[Field]) -> type[Form]:
    """The class of a form that asks this."""
    return type(f"One{base.__name__}", (base,), {one.name: _field(one) for one in asked})


def _field(asked: Field) -> Any:
    match asked.ask:
        case Ask.LINE | Ask.AMOUNT:
            return line(asked.label, maximum=asked.maximum)
        case Ask.EMAIL:
            return email_line(asked.label)
        case Ask.PHONE:
            return phone_line(asked.label)
        case Ask.POSTAL_CODE:
            return postal_code_line(asked.label)
        case Ask.TEXT:
            return long_text(asked.label)
        case Ask.DATE:
            return DutchDateField(asked.label, future=asked.future)
        case Ask.NUMBER:
            return StringField(asked.label, filters=[strip, typed.number])
        case Ask.CHOICE:
            return SelectField(asked.label, validate_choice=False, default="", filters=[strip])
        case Ask.RADIOS:
            return RadioField(asked.label, validate_choice=False, default="", filters=[strip])
        case Ask.CHECK:
            return BooleanField(asked.label)
