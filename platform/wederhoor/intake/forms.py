"""The choices of filing in words, and the form of the check page.

Nothing is required while filling in: what is missing is shown on the check page and may come later (KR-083). What is
filled in must be usable.
"""

from collections.abc import Sequence

from wtforms import BooleanField, RadioField, StringField, ValidationError

from wederhoor.rules.contact import is_a_name
from wederhoor.web.fields import BaseForm, choices, chosen_from, line, strip
from wederhoor.web.trap import Trap

ABOUT = [
    ("employee", "Een medewerker, vrijwilliger of stagiair"),
    ("team", "Een team of afdeling"),
    ("organisation", "De organisatie"),
    ("director", "De directeur of bestuurder"),
    ("handler", "Iemand die hier klachten behandelt"),
    ("decision", "Een besluit, bijvoorbeeld over een uitkering"),
    ("unknown", "Weet ik niet"),
]
YES_NO = [("yes", "Ja"), ("no", "Nee")]
YOUTH_HELP = [*YES_NO, ("unknown", "Weet ik niet")]
FILED_AS = [
    ("complaint", "Ik wil een klacht indienen"),
    ("dissatisfaction", "Ik wil onvrede melden: er moet iets veranderen, maar het hoeft geen klacht te zijn"),
]
OBJECTION = [
    ("yes", "Stuur dit door als bezwaar"),
    ("no", "Nee, het is een klacht over hoe ik behandeld ben"),
]
WHO = [
    ("client", "Ik krijg hulp van deze organisatie, of kreeg die"),
    ("refused", "Ik vroeg om hulp en kreeg die niet"),
    ("young", "Ik ben 18 tot 23 jaar en krijg jeugdhulp, of kreeg die"),
    ("youth", "Ik ben jonger dan 18 jaar"),
    ("relative", "Ik ben familie of naaste"),
    ("concerned", "Ik krijg zelf geen hulp, maar de organisatie legde gegevens over mij vast"),
    ("parent", "Ik ben ouder, voogd of pleegouder van een kind dat hulp krijgt"),
    ("representative", "Ik spreek namens iemand anders"),
    ("surviving_relative", "Ik ben nabestaande: degene om wie het gaat, is overleden"),
    ("employee", "Ik werk hier, als medewerker, vrijwilliger of stagiair"),
    ("partner", "Ik schrijf namens een organisatie of bedrijf"),
    ("other", "Iemand anders"),
]
WHO_IT_IS = {
    "client": "krijgt of kreeg hulp van deze organisatie",
    "youth": "jonger dan 18 jaar",
    "relative": "familie of naaste",
    "concerned": "krijgt zelf geen hulp; de organisatie legde gegevens vast",
    "parent": "ouder, voogd of pleegouder van een kind dat hulp krijgt",
    "representative": "spreekt namens iemand anders",
    "surviving_relative": "nabestaande",
    "employee": "werkt hier, als medewerker, vrijwilliger of stagiair",
    "partner": "schrijft namens een organisatie of bedrijf",
    "other": "iemand anders",
}
"""The same, said of somebody else."""
CLIENT_AS = ("refused", "young")
"""Who is a client as well, and how: see `Content.client_as`."""
AUTHORITY = [
    ("written", "Ja, met een schriftelijke machtiging"),
    ("legal", "Ja, door de wet of de rechter (ouder met gezag, voogd, curator, mentor)"),
    ("parental", "Als ouder zonder gezag of als pleegouder"),
    ("none", "Nee, nog niet"),
    ("unknown", "Weet ik niet"),
]
PARENT_AS = {
    "with": ("Ouder met gezag", "legal"),
    "without": ("Ouder zonder gezag", "parental"),
    "guardian": ("Voogd", "legal"),
    "foster": ("Pleegouder", "parental"),
}
"""What a parent is to the child, and what may be done because of it (KR-078 under d, Jeugdwet 4.2.1 lid 4)."""
CHANNELS = [
    ("email", "Per e-mail"),
    ("post", "Per brief"),
    ("phone", "Per telefoon"),
    ("pick_up", "Ik kom mijn brieven ophalen"),
    ("page", "Ik kijk zelf op mijn eigen pagina, met mijn code"),
]
CHILD_CHANNELS = [
    ("email", "Per e-mail, op een adres dat alleen jij leest"),
    ("phone", "Bel mij; wij spreken niets in"),
    ("page", "Ik kijk zelf op mijn eigen pagina, met mijn code"),
    ("pick_up", "Ik haal het op; wij spreken af waar"),
    ("post", "Per brief"),
]
NO_CHOICE = "Kies een van de mogelijkheden."
NO_NAME = "Dit is geen naam. Typ uw eigen voor- en achternaam."


def radio(label: str, pairs: Sequence[tuple[str, str]], hint: str = "") -> RadioField:
    """Radio buttons of which none may be chosen."""
    return RadioField(
        label,
        description=hint,
        choices=choices(pairs),
        validate_choice=False,
        filters=[strip],
        default="",
        validators=[_known],
    )


def _known(_form: BaseForm, field: RadioField) -> None:
    if field.data and not chosen_from(field, empty=True):
        raise ValidationError(NO_CHOICE)


def a_name(_form: object, field: StringField) -> None:
    """A signature is a name, and not what a machine puts in its place."""
    if field.data and not is_a_name(field.data):
        raise ValidationError(NO_NAME)


class SignForm(Trap):
    """The check page: sign now or later, and send."""

    sign = RadioField(
        "Wilt u nu ondertekenen?",
        choices=choices([("now", "Ja, ik onderteken nu"), ("later", "Nee, ik onderteken later")]),
        validate_choice=False,
        default="now",
    )
    signed_name = line("Uw volledige naam", a_name)
    statement = BooleanField("Verklaring")

    def validate_sign(self, field: RadioField) -> None:
        """One of the two."""
        if field.data not in ("now", "later"):
            raise ValidationError("Kies of u nu of later ondertekent.")

    def validate_signed_name(self, field: StringField) -> None:
        """A signature is a typed name."""
        if self.sign.data == "now" and not field.data:
            raise ValidationError("Typ uw naam om te ondertekenen, of kies dat u later ondertekent.")

    def validate_statement(self, field: BooleanField) -> None:
        """And a statement."""
        if self.sign.data == "now" and not field.data:
            raise ValidationError("Zet een vinkje bij de verklaring, of kies dat u later ondertekent.")
