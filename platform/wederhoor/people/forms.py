"""The forms of signing in."""

from wtforms import BooleanField, Field, HiddenField, PasswordField, ValidationError

from wederhoor.addresses import clean
from wederhoor.people.passwords import MAX_LENGTH, MIN_LENGTH
from wederhoor.rules import typed
from wederhoor.web.fields import BaseForm, email_line, line, needs


class SignInForm(BaseForm):
    """E-mail address and password."""

    email = line("E-mailadres", needs("Vul uw e-mailadres in."), pasted=clean)
    password = PasswordField("Wachtwoord", [needs("Vul uw wachtwoord in.")])
    remember = BooleanField("Onthoud mij op dit apparaat")
    next = HiddenField()


class PasswordForm(BaseForm):
    """A new password, twice."""

    password = PasswordField("Wachtwoord")
    again = PasswordField("Nog een keer")

    def validate_password(self, field: PasswordField) -> None:
        """Long enough; nothing else is asked of it."""
        length = len(typed.secret(field.data or ""))
        if length < MIN_LENGTH:
            raise ValidationError(
                f"Neem een wachtwoord van minstens {MIN_LENGTH} tekens; dit zijn er {length}."
            )
        if length > MAX_LENGTH:
            raise ValidationError(f"Neem een wachtwoord van hoogstens {MAX_LENGTH} tekens.")

    def validate_again(self, field: PasswordField) -> None:
        """The same twice."""
        if typed.secret(field.data or "") != typed.secret(self.password.data or ""):
            raise ValidationError("De twee wachtwoorden zijn niet gelijk.")


class ResetForm(BaseForm):
    """Whose password was forgotten."""

    email = email_line("E-mailadres", needs("Vul uw e-mailadres in."))


NAME_LENGTH = 60


class SecondStepForm(BaseForm):
    """A code from an app or from paper, or what a passkey signed."""

    code = line("Code", maximum=40)
    credential = HiddenField()
    next = HiddenField()

    def validate_code(self, field: Field) -> None:
        """One of the two."""
        if not field.data and not self.credential.data:
            raise ValidationError("Vul de code van 6 cijfers in, of een van uw herstelcodes.")


class AppForm(BaseForm):
    """The first code of an app, and what to call the app."""

    name = line("Naam", needs("Geef deze app een naam, bijvoorbeeld: mijn telefoon."), maximum=NAME_LENGTH)
    code = line("Code", needs("Vul de code van 6 cijfers in die de app nu laat zien."), maximum=40)


class PasskeyForm(BaseForm):
    """What to call a passkey, and what the browser made."""

    name = line("Naam", needs("Geef deze passkey een naam, bijvoorbeeld: mijn laptop."), maximum=NAME_LENGTH)
    credential = HiddenField()

    def validate_credential(self, field: Field) -> None:
        """The browser made one."""
        if not field.data:
            raise ValidationError(
                "Uw browser heeft geen passkey gemaakt. Probeer het opnieuw, of kies een app die codes maakt."
            )


class FactorForm(BaseForm):
    """Another name for an app or a passkey."""

    name = line("Naam", needs("Vul een naam in."), maximum=NAME_LENGTH)


class ProofForm(BaseForm):
    """A password or a code, before something is removed."""

    proof = PasswordField("Wachtwoord of code", [needs("Vul uw wachtwoord in, of een code uit uw app.")])
