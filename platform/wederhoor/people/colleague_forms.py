"""What is asked about where somebody works, and about who stands in."""

import uuid
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from wtforms import HiddenField, SelectField, SelectMultipleField, ValidationError

from wederhoor.people.employments import KIND_LABELS
from wederhoor.people.service import GRANTED
from wederhoor.web.fields import (
    BaseForm,
    DutchDateField,
    choices,
    chosen_from,
    email_line,
    line,
    long_text,
    needs,
    phone_line,
    strip,
)

NOBODY = "niemand"
NO_TEAM = ""


class TeamForm(BaseForm):
    """A new team."""

    name = line("Naam van het team", needs("Schrijf hoe het team heet."), maximum=80)


class SearchForm(BaseForm):
    """A colleague that is looked for."""

    zoek = line("Zoek een medewerker", maximum=80)


class WorkForm(BaseForm):
    """In what capacity, in which team and under whom somebody works, and from which day."""

    kind = SelectField(
        "Werkt hier als", choices=choices(KIND_LABELS.items()), validate_choice=False, filters=[strip]
    )
    team = SelectField("Team", validate_choice=False, filters=[strip])
    supervisor = SelectField("Leidinggevende", validate_choice=False, filters=[strip])
    valid_from = DutchDateField("Vanaf welke dag?", future=True)
    seen = HiddenField(filters=[strip])

    def prepare(self, teams: Iterable[str], people: Iterable[tuple[str, str]]) -> None:
        """The teams there are, and who can lead: (account, name)."""
        self.team.choices = choices([(NO_TEAM, "Geen team"), *((name, name) for name in teams)])
        first = [("", "Kies"), (NOBODY, "Niemand geeft hier leiding aan")]
        self.supervisor.choices = choices([*first, *people])

    def validate_kind(self, field: SelectField) -> None:
        """One of them."""
        if not chosen_from(field, empty=False):
            raise ValidationError("Kies hoe deze persoon hier werkt.")

    def validate_team(self, field: SelectField) -> None:
        """One there is, or none."""
        if not chosen_from(field, empty=True):
            raise ValidationError("Kies een team uit de lijst, of geen team.")

    def validate_supervisor(self, field: SelectField) -> None:
        """Somebody, or nobody said in so many words: who leads decides who reads what is declared."""
        if not chosen_from(field, empty=False):
            raise ValidationError("Kies wie leiding geeft, of dat niemand dat doet.")

    def validate_valid_from(self, field: DutchDateField) -> None:
        """A day."""
        if not field.data:
            raise ValidationError("Vul in vanaf welke dag dit geldt.")


class ReachForm(BaseForm):
    """Where somebody can be reached by whoever looks for help; both may stay empty."""

    phone = phone_line("Telefoonnummer")
    email = email_line("E-mailadres")


class StandInForm(BaseForm):
    """Who stands in, and from when to when."""

    stand_in = SelectField("Wie vervangt?", validate_choice=False, filters=[strip])
    valid_from = DutchDateField("Vanaf welke dag?", future=True)
    valid_until = DutchDateField("Tot en met welke dag?", future=True)

    def prepare(self, people: Iterable[tuple[str, str]], today: date) -> None:
        """Who can be named: (account, name); and the day it is."""
        self.stand_in.choices = choices([("", "Kies"), *people])
        self.today = today

    def validate_stand_in(self, field: SelectField) -> None:
        """Somebody who works here."""
        if not chosen_from(field, empty=False):
            raise ValidationError("Kies wie vervangt.")

    def validate_valid_from(self, field: DutchDateField) -> None:
        """Today or later: nobody did another's work without anybody knowing."""
        if not field.data:
            raise ValidationError("Vul in vanaf welke dag de vervanging begint.")
        if field.data < self.today:
            raise ValidationError("Deze dag is al voorbij. Een vervanging begint vandaag of later.")

    def validate_valid_until(self, field: DutchDateField) -> None:
        """Not before it begins."""
        if field.data and self.valid_from.data and field.data < self.valid_from.data:
            raise ValidationError("De laatste dag ligt vóór de eerste. Kijk de twee dagen nog eens na.")


def role_field(role: str) -> str:
    """The name of the question who gets a role."""
    return f"role_{role}"


WHO_TAKES = "taker"
"""Whoever takes over gets the role too."""
_Roles: Any = type(
    "_Roles",
    (BaseForm,),
    {
        role_field(role): SelectField("Wie krijgt deze rol?", validate_choice=False, choices=[])
        for role in GRANTED
    },
)


class LeavingForm(_Roles):  # type: ignore[misc]
    """What somebody does here that ends, the last day of it, and why."""

    what = SelectMultipleField("Wat eindigt?", validate_choice=False, default=[])
    last_day = DutchDateField("Tot en met welke dag?", future=True)
    reason = long_text("Waarom?")
    taker = SelectField("Wie neemt het over?", validate_choice=False, filters=[strip], choices=[])
    """Asked only where something would be left; where nobody can take all of it, each room asks apart."""
    taker_dossier = SelectField(
        "Wie neemt de dossiers over?", validate_choice=False, filters=[strip], choices=[]
    )
    taker_task = SelectField("Wie neemt de taak over?", validate_choice=False, filters=[strip], choices=[])
    taker_declaration = SelectField(
        "Wie leest de meldingen bij de gedragscode?", validate_choice=False, filters=[strip], choices=[]
    )
    taker_team = SelectField("Wie geeft dan leiding?", validate_choice=False, filters=[strip], choices=[])
    taker_stand_in = SelectField("Wie vervangt dan?", validate_choice=False, filters=[strip], choices=[])

    def offer(self, people: Iterable[tuple[str, str]]) -> None:
        """Who can take over all that would be left: (account, name)."""
        self.taker.choices = choices([("", "Kies"), *people])

    def offer_each(self, rooms: Mapping[str, Iterable[tuple[str, str]]]) -> None:
        """Who can take over what each room would leave, where nobody can take all of it."""
        for room, people in rooms.items():
            self[f"taker_{room}"].choices = choices([("", "Kies"), *people])

    def offer_roles(
        self, roles: Mapping[str, tuple[Iterable[tuple[str, str]], bool]], called: Mapping[str, str]
    ) -> None:
        """Who can get each role (`called` says how it is called here), and whether it goes along: because nobody else has it."""
        for role, (people, along) in roles.items():
            field = self[role_field(role)]
            field.label.text = f"Wie krijgt de rol {called.get(role, role)}?"
            field.choices = choices(
                [(WHO_TAKES, "Wie het overneemt"), ("", "Niemand krijgt deze rol"), *people]
            )
            if field.data is None:
                field.data = WHO_TAKES if along else ""

    @property
    def asked(self) -> list[Any]:
        """The questions who takes over that are asked."""
        return [field for field in self if field.name.startswith("taker") and field.choices]

    @property
    def asked_of_roles(self) -> list[Any]:
        """The questions who gets which role that are asked."""
        return [field for field in self if field.name.startswith("role_") and field.choices]

    @property
    def given(self) -> dict[str, uuid.UUID]:
        """Who gets which role, as it was filled in; a role nobody gets is left out."""
        found: dict[str, uuid.UUID] = {}
        for field in self.asked_of_roles:
            text = self.taker.data if field.data == WHO_TAKES else field.data
            with suppress(ValueError, TypeError):
                found[field.name.removeprefix("role_")] = uuid.UUID(text)
        return found

    def taken(self, rooms: Iterable[str]) -> dict[str, uuid.UUID]:
        """Who takes over what a room leaves, as it was filled in; what names nobody is left out."""
        found: dict[str, uuid.UUID] = {}
        for room in rooms:
            for text in (self[f"taker_{room}"].data, self.taker.data):
                with suppress(ValueError, TypeError):
                    found.setdefault(room, uuid.UUID(text))
        return found

    def prepare(self, held: Iterable[tuple[str, str]]) -> None:
        """What somebody has here: (id, in words)."""
        self.what.choices = choices(held)

    def validate_what(self, field: SelectMultipleField) -> None:
        """At least one, and nothing that is not theirs."""
        known = {choice.value for choice in field.choices}
        if not field.data or set(field.data) - known:
            raise ValidationError("Kies wat er eindigt.")

    def validate_last_day(self, field: DutchDateField) -> None:
        """A day."""
        if not field.data:
            raise ValidationError("Vul in wat de laatste dag is.")

    def validate_reason(self, field: Any) -> None:
        """A reason: whoever looks at the record later must understand it."""
        if not field.data:
            raise ValidationError("Schrijf op waarom dit eindigt.")


class TakeForm(BaseForm):
    """Who takes what waits for nobody."""

    taker = SelectField("Wie pakt dit op?", validate_choice=False, filters=[strip], choices=[])

    def offer(self, people: Iterable[tuple[str, str]]) -> None:
        """Who can: (account, name)."""
        self.taker.choices = choices([("", "Kies"), *people])

    def validate_taker(self, field: SelectField) -> None:
        """One of them."""
        if not chosen_from(field, empty=False):
            raise ValidationError("Kies wie dit oppakt.")
