"""The forms of a strongbox."""

from typing import Any

from wtforms import BooleanField, PasswordField, ValidationError

from wederhoor.people.passwords import MAX_LENGTH
from wederhoor.rules import typed
from wederhoor.strongboxes.service import MIN_LENGTH
from wederhoor.web.fields import BaseForm, line, needs

TOO_SHORT = f"Een wachtzin heeft minstens {MIN_LENGTH} tekens. Neem bijvoorbeeld vier losse woorden."


def _passphrase(_form: Any, field: Any) -> None:
    if not MIN_LENGTH <= len(typed.secret(field.data or "")) <= MAX_LENGTH:
        raise ValidationError(TOO_SHORT)


def _same(form: Any, field: Any) -> None:
    if typed.secret(field.data or "") != typed.secret(form.passphrase.data or ""):
        raise ValidationError("De twee wachtzinnen zijn niet gelijk. Vul ze opnieuw in.")


class OpenForm(BaseForm):
    """The passphrase."""

    passphrase = PasswordField("Uw wachtzin", [needs("Vul uw wachtzin in.")])


class MakeForm(BaseForm):
    """A new passphrase, twice, and that one understands."""

    passphrase = PasswordField(
        "Kies een wachtzin", [_passphrase], description="Neem vier of meer losse woorden. Niet uw wachtwoord."
    )
    again = PasswordField("Dezelfde wachtzin nog een keer", [_same])
    understood = BooleanField(
        "Ik begrijp het: zonder wachtzin en zonder herstelcode kan niemand dit ooit nog openen.",
        [needs("Zet een vinkje: u moet weten dat niemand dit anders nog kan openen.")],
    )


class ChangeForm(BaseForm):
    """The old passphrase and a new one."""

    old = PasswordField("Uw wachtzin van nu", [needs("Vul uw wachtzin van nu in.")])
    passphrase = PasswordField("Kies een nieuwe wachtzin", [_passphrase])
    again = PasswordField("De nieuwe wachtzin nog een keer", [_same])


class RecoverForm(BaseForm):
    """The recovery code and a new passphrase."""

    code = line("Uw herstelcode", needs("Vul de herstelcode van uw papier in."), maximum=80)
    passphrase = PasswordField("Kies een nieuwe wachtzin", [_passphrase])
    again = PasswordField("De nieuwe wachtzin nog een keer", [_same])


class GiveUpForm(BaseForm):
    """Beginning anew."""

    understood = BooleanField(
        "Ik weet dat wat in mijn oude kluis ligt dicht blijft, tot ik die kluis terughaal.",
        [needs("Zet een vinkje als u het zeker weet.")],
    )
    aside = BooleanField(
        "Ik ben mijn wachtzin én mijn herstelcode kwijt. Zet mijn kluis opzij. Vind ik een van de twee, dan haal ik hem terug."
    )


class TakeBackForm(BaseForm):
    """The passphrase or recovery code of a box that was put aside."""

    secret = PasswordField(
        "De wachtzin of de herstelcode van uw oude kluis", [needs("Vul de wachtzin of de herstelcode in.")]
    )
