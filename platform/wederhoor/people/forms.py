"""The forms of signing in."""

from wtforms import BooleanField, HiddenField, PasswordField, ValidationError

from wederhoor.people.passwords import MAX_LENGTH, MIN_LENGTH
from wederhoor.web.fields import BaseForm, email, line, needs


class SignInForm(BaseForm):
    """E-mail address and password."""

    email = line("E-mailadres", needs("Vul uw e-mailadres in."))
    password = PasswordField("Wachtwoord", [needs("Vul uw wachtwoord in.")])
    remember = BooleanField("Onthoud mij op dit apparaat")
    next = HiddenField()


class PasswordForm(BaseForm):
    """A new password, twice."""

    password = PasswordField("Wachtwoord")
    again = PasswordField("Nog een keer")

    def validate_password(self, field: PasswordField) -> None:
        """Long enough; nothing else is asked of it."""
        length = len(field.data or "")
        if length < MIN_LENGTH:
            raise ValidationError(
                f"Neem een wachtwoord van minstens {MIN_LENGTH} tekens; dit zijn er {length}."
            )
        if length > MAX_LENGTH:
            raise ValidationError(f"Neem een wachtwoord van hoogstens {MAX_LENGTH} tekens.")

    def validate_again(self, field: PasswordField) -> None:
        """The same twice."""
        if field.data != self.password.data:
            raise ValidationError("De twee wachtwoorden zijn niet gelijk.")


class ResetForm(BaseForm):
    """Whose password was forgotten."""

    email = line("E-mailadres", needs("Vul uw e-mailadres in."), email)
