"""The forms of the acts."""

import uuid
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from wtforms import HiddenField, RadioField, SelectField, ValidationError

from wederhoor.correspondence.outsiders import Outsider
from wederhoor.deadlines.case import Case
from wederhoor.people.service import StaffMember
from wederhoor.web.asked_form import AskedForm, form_class
from wederhoor.web.asking import Ask
from wederhoor.web.asking import Field as Asked
from wederhoor.web.fields import (
    BaseForm,
    choices,
    chosen_from,
    email_line,
    line,
    phone_line,
    postal_code_line,
    strip,
)

NOBODY, OUTSIDE, NOTED = "nobody", "outside", "noted"
REACHED_BY = [
    ("post", "Op papier, met de post of in de hand"),
    ("email", "Per e-mail; dat is zo afgesproken"),
]


WHEN = [
    ("first", "Zodra het werktijd is: nu, of het eerstvolgende werkuur"),
    ("next_day", "De volgende werkdag om 9.00 uur, zodat u eerst kunt bellen"),
]


class ReleaseForm(BaseForm):
    """Who the accused is, and from when they are told."""

    party = SelectField("Wie in de klacht?", validate_choice=False, default="", filters=[strip])
    when = RadioField(
        "Wanneer gaat het bericht?",
        choices=choices(WHEN),
        validate_choice=False,
        default="first",
        filters=[strip],
    )
    employee = SelectField("Wie is de aangeklaagde?", validate_choice=False, default="", filters=[strip])
    supervisor = SelectField(
        "Wie is de leidinggevende?", validate_choice=False, default=NOTED, filters=[strip]
    )
    given_name = line("Voornaam")
    surname = line("Achternaam")
    channel = RadioField(
        "Hoe gaan de berichten?",
        choices=choices(REACHED_BY),
        validate_choice=False,
        default="post",
        filters=[strip],
    )
    street = line("Straat en huisnummer")
    postal_code = postal_code_line("Postcode")
    town = line("Plaats")
    email = email_line("E-mailadres")
    phone = phone_line("Telefoonnummer")

    def prepare(
        self,
        people: list[StaffMember],
        named: Sequence[tuple[str, str]] = (),
        leaders: Mapping[uuid.UUID, uuid.UUID] = MappingProxyType({}),
    ) -> None:
        """The people of the organisation, who was named and not confirmed yet, and who leads whom as it is noted."""
        self.party.choices = choices([*named, ("new", "Iemand die de klacht niet noemt")])
        called = {person.account_id: person.name for person in people}
        self.leaders = {
            str(who): str(leader) for who, leader in leaders.items() if who in called and leader in called
        }
        names = [(str(who), name) for who, name in called.items()]
        under = {who: f", onder {called[uuid.UUID(leader)]}" for who, leader in self.leaders.items()}
        self.employee.choices = choices(
            [
                ("", "Kies een medewerker"),
                *((who, name + under.get(who, "")) for who, name in names),
                (OUTSIDE, "Iemand zonder account hier; vul hieronder in wie"),
                (NOBODY, "Geen van deze mensen, en niemand krijgt bericht"),
            ]
        )
        noted = (NOTED, "Wie leiding geeft volgens ‘Medewerkers’")
        self.supervisor.choices = choices([noted, ("", "Geen of onbekend"), *names])

    @property
    def leader(self) -> str:
        """The account of who leads the accused, as chosen or as noted; empty for nobody."""
        chosen: str = self.supervisor.data
        return self.leaders.get(self.employee.data, "") if chosen == NOTED else chosen

    def validate_when(self, field: RadioField) -> None:
        """One of the two."""
        if not chosen_from(field, empty=False):
            raise ValidationError("Kies wanneer het bericht gaat.")

    def validate_employee(self, field: SelectField) -> None:
        """Somebody, or nobody on purpose."""
        if not chosen_from(field, empty=False):
            raise ValidationError("Kies om wie het gaat, of 'geen van deze mensen'.")

    @property
    def outsider(self) -> Outsider:
        """Who has no account here, as it was filled in."""
        names = ("given_name", "surname", "channel", "street", "postal_code", "town", "email", "phone")
        return Outsider(**{name: self[name].data or "" for name in names})

    def validate_surname(self, field: Any) -> None:
        """Somebody without an account has a name."""
        if self.employee.data == OUTSIDE and not field.data:
            raise ValidationError("Vul de achternaam in van degene die hier geen account heeft.")

    def validate_channel(self, field: RadioField) -> None:
        """On paper or by mail."""
        if self.employee.data == OUTSIDE and not chosen_from(field, empty=False):
            raise ValidationError("Kies hoe de berichten gaan.")

    def validate_email(self, field: Any) -> None:
        """Who gets mail has an address."""
        if self.employee.data == OUTSIDE and self.channel.data == "email" and not field.data:
            raise ValidationError("Vul het e-mailadres in waar de berichten naartoe gaan.")

    def validate_supervisor(self, field: SelectField) -> None:
        """Not the same person."""
        if not chosen_from(field, empty=True):
            raise ValidationError("Kies iemand uit de lijst.")
        if field.data and field.data == self.employee.data:
            raise ValidationError("De leidinggevende kan niet dezelfde persoon zijn.")
        somebody_here = self.employee.data not in ("", NOBODY, OUTSIDE)
        if field.data == NOTED and somebody_here and not self.leader:
            raise ValidationError(
                "Bij ‘Medewerkers’ staat niet wie aan deze persoon leiding geeft. Kies iemand, of ‘geen of onbekend’."
            )


SEEN = "seen"
"""How far the record went when a form was made: whatever was done since is shown before anything is overwritten."""


class ActForm(AskedForm):
    """The form of one act: made from what the act asks."""

    seen = HiddenField(default="0")
    then = HiddenField(default="")
    """What was asked besides when this page was made: somebody saw it, also where they ticked nothing."""

    def prepare(self, asked: Sequence[Asked], case: Case) -> None:
        """What is asked, and of which case."""
        self.ask(asked, case.work.today)
        self.case = case

    def asks_besides(self, more: Sequence[Asked]) -> bool:
        """Whether this is the first time that these are asked: then they begin as they start, and nothing is wrong yet."""
        shown = " ".join(one.name for one in more)
        if self.then.data == shown:
            return False
        self.then.data = shown
        for one in more:
            self[one.name].data, self[one.name].errors = one.start, []
        return True

    def unfolded(self, summary: str) -> bool:
        """Whether something behind this summary is wrong, or is not as it started."""
        asked = [one for one in self.asked if one.fold == summary]
        return any(self[one.name].errors or (self[one.name].data or "") != (one.start or "") for one in asked)

    def wrong(self, one: Asked, field: Any) -> str:
        """Nothing was done before the complaint came in."""
        if one.ask is Ask.DATE and one.name == "done_on" and field.data and field.data < self.case.came_in_on:
            return "Deze datum ligt vóór de dag waarop de klacht binnenkwam."
        return super().wrong(one, field)


def act_form(asked: Sequence[Asked], case: Case, *, seen: int | None = None) -> ActForm:
    """The form of an act; with `seen` it is fresh, without it holds what was posted."""
    made = form_class(ActForm, asked)
    form: ActForm
    if seen is None:
        form = made()
    else:
        start = {one.name: one.start for one in asked if one.start is not None}
        form = made(formdata=None, data={**start, SEEN: str(seen)})
    form.prepare(asked, case)
    return form
