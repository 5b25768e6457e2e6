"""The forms of the complainant's own page: complete, sign, withdraw."""

from typing import Any

from wtforms import BooleanField, HiddenField, ValidationError

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
    steps_taken = long_text("Wat heeft u zelf al gedaan?")
    signed_name = line("Uw volledige naam, als handtekening", needs("Typ uw naam om te ondertekenen."))
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


def complete_form(fields: list[str]) -> BaseForm:
    """A form of only the fields that are missing, filled from the request."""
    chosen = {name: field for name, field in _COMPLETABLE.items() if name in fields}
    if "signed_name" in fields:
        chosen["statement"] = BooleanField("Wat ik heb ingevuld klopt, voor zover ik weet.")

        def signed(form: Any, field: BooleanField) -> None:
            if form.signed_name.data and not field.data:
                raise ValidationError("Zet een vinkje bij de verklaring als u ondertekent.")

        chosen["validate_statement"] = signed
    form: BaseForm = type("CompleteForm", (BaseForm,), chosen)()
    return form


_COMPLETABLE: dict[str, Any] = {
    "given_name": line("Voornaam"),
    "surname": line("Achternaam"),
    "street": line("Straat en huisnummer"),
    "postal_code": postal_code_line("Postcode"),
    "town": line("Woonplaats"),
    "description": long_text("Wat is er gebeurd?"),
    "objection": long_text("Waarom bent u het er niet mee eens?"),
    "steps_taken": long_text("Wat heeft u zelf al gedaan?"),
    "signed_name": line("Uw volledige naam, als handtekening"),
}
