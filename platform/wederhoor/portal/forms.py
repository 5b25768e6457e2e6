"""The forms of the complainant's own page: complete, sign, withdraw."""

from collections.abc import Sequence
from typing import Any

from wtforms import BooleanField, HiddenField

from wederhoor.dossiers.content import OWN
from wederhoor.dossiers.own_answers import kept as own_kept
from wederhoor.intake.fields import NOTHING_YET
from wederhoor.intake.forms import a_name
from wederhoor.intake.own_fields import own_fields
from wederhoor.intake.question_forms import HOME_BOTH, STEPS_BOTH
from wederhoor.rules.asked import Question
from wederhoor.web.fields import (
    BaseForm,
    line,
    long_text,
    needs,
    postal_code_line,
)


class OwnSignForm(BaseForm):
    """The complainant reads, corrects and signs."""

    version = HiddenField(default="")
    description = long_text("Wat is er gebeurd?")
    objection = long_text("Waarom bent u het er niet mee eens?")
    steps_taken = long_text("Wat hebt u zelf al gedaan?")
    signed_name = line(
        "Uw volledige naam, als handtekening", needs("Typ uw naam om te ondertekenen."), a_name
    )
    statement = BooleanField(
        "Wat hier staat klopt, voor zover ik weet.",
        validators=[needs("Zet een vinkje bij de verklaring als u ondertekent.")],
    )


class WithdrawForm(BaseForm):
    """Withdrawing, with or without a reason."""

    reason = long_text("Waarom trekt u uw klacht in?")
    confirm = BooleanField(
        "Ja", validators=[needs("Zet een vinkje als u zeker weet dat u de klacht wilt intrekken.")]
    )


class CompleteForm(BaseForm):
    """What was missing; made of the fields that are."""

    def values(self) -> dict[str, Any]:
        """What was filled in."""
        kept = {
            name: field.data for name, field in self._fields.items() if field.data and name != "statement"
        }
        kept = {name: own_kept(value) if name.startswith(OWN) else value for name, value in kept.items()}
        if kept.pop("nothing_yet", False) and not kept.get("steps_taken"):
            kept["steps_taken"] = NOTHING_YET
        if kept.get("no_address"):
            kept["no_address"] = "yes"
        return kept

    def validate(self, extra_validators: Any = None) -> bool:
        """What cannot be true together is asked about, as while filing."""
        fine: bool = super().validate(extra_validators)
        for one, other, why in (
            ("steps_taken", "nothing_yet", STEPS_BOTH),
            ("street", "no_address", HOME_BOTH),
        ):
            if other in self and one in self and self[one].data and self[other].data:
                self[one].errors, fine = [why], False
        if "statement" in self and self["signed_name"].data and not self["statement"].data:
            self["statement"].errors, fine = (
                ["Zet een vinkje bij de verklaring als u ondertekent."],
                False,
            )
        return fine


def complete_form(fields: Sequence[str], questions: Sequence[Question] = ()) -> CompleteForm:
    """A form of only the fields that are missing, filled from the request; `questions` are those of the organisation."""
    wanted = {*fields, *(("nothing_yet",) if "steps_taken" in fields else ())}
    chosen = {name: field for name, field in _COMPLETABLE.items() if name in wanted}
    chosen |= {name: field for name, field in own_fields(questions).items() if name in wanted}
    if "signed_name" in fields:
        chosen["statement"] = BooleanField("Wat ik heb ingevuld klopt, voor zover ik weet.")
    form: CompleteForm = type("CompleteForm", (CompleteForm,), chosen)()
    return form


_COMPLETABLE: dict[str, Any] = {
    "given_name": line("Voornaam"),
    "surname": line("Achternaam"),
    "street": line("Straat en huisnummer"),
    "postal_code": postal_code_line("Postcode"),
    "town": line("Woonplaats"),
    "no_address": BooleanField("Ik heb geen vast adres"),
    "description": long_text("Wat is er gebeurd?"),
    "objection": long_text("Waarom bent u het er niet mee eens?"),
    "steps_taken": long_text("Wat hebt u zelf al gedaan?"),
    "nothing_yet": BooleanField("Nog niets"),
    "signed_name": line("Uw volledige naam, als handtekening", a_name),
}
