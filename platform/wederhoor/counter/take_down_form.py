"""The form of a complaint that is taken down: told, or come on paper."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from wtforms import BooleanField, RadioField, SelectField, ValidationError

from wederhoor.counter.fellows import FELLOW, FELLOWS_AT_MOST, of_fellow
from wederhoor.dossiers.content import OWN, Content
from wederhoor.dossiers.own_answers import kept as kept_own
from wederhoor.intake.facts import SPEAKING, handling_roles, non_formal_rule, takes_decisions
from wederhoor.intake.fields import NOTHING_YET
from wederhoor.intake.forms import (
    ABOUT,
    AUTHORITY,
    CHANNELS,
    WHO_IT_IS,
    YES_NO,
    YOUTH_HELP,
    a_name,
    radio,
)
from wederhoor.intake.own_fields import own_fields
from wederhoor.organisation import Organisation
from wederhoor.rules.asked import Question
from wederhoor.rules.contact import Clash, Way, clash
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

CLASHES: dict[Clash, tuple[str, str]] = {
    Clash.EMAIL_WITHOUT_ADDRESS: ("email", "De klager kiest voor e-mail. Vul dan ook het e-mailadres in."),
    Clash.EMAIL_UNWANTED: (
        "no_email",
        "De klager kiest voor e-mail, maar wil ook geen e-mail. Vraag na wat het moet zijn.",
    ),
    Clash.PHONE_WITHOUT_NUMBER: (
        "phone",
        "De klager wil gebeld worden. Vul dan ook het telefoonnummer in.",
    ),
    Clash.POST_UNWANTED: (
        "safe_address",
        "De klager kiest voor brieven, maar er is geen adres waar die naartoe mogen. Vraag naar een ander adres of een andere manier.",
    ),
    Clash.POST_HOME_OF_CHILD: (
        "post_home",
        "Een kind dat alleen klaagt: vraag of er post naar huis mag, of kies een andere manier.",
    ),
}
"""What the office asks after when wishes cannot all be kept, and at which field."""
FILED = [("complaint", "Een klacht"), ("dissatisfaction", "Onvrede, geen klacht")]
CAME = [("phone", "Per telefoon"), ("desk", "Aan de balie of in een gesprek"), ("letter", "Per brief")]


class TakeDownForm(BaseForm):
    """A whole complaint on one page; nothing is required but what it is and how it came."""

    channel = radio("Hoe kwam de klacht binnen?", CAME)
    arrived_on = DutchDateField("Op welke dag?")
    filed_as = radio("Wat wil de klager?", FILED)
    about_kind = radio("Over wie of wat gaat de klacht?", ABOUT)
    as_objection = radio(
        "Gaat het over een besluit: moet dit als bezwaar worden doorgestuurd?",
        YES_NO,
        "Een bezwaar heeft zes weken en gaat vandaag nog door, met de dag van ontvangst.",
    )
    concerned_role = radio("Over iemand die klachten behandelt: wat doet deze persoon?", [])
    accused_name = line("Naam van degene over wie de klacht gaat")
    category = SelectField("Onderwerp", validate_choice=False, filters=[strip], default="")
    event_on = DutchDateField("Wanneer gebeurde het?")
    youth_help = radio("Gaat het over jeugdhulp?", YOUTH_HELP)
    description = long_text("Wat is er gebeurd?")
    objection = long_text("Waarom is de klager het er niet mee eens?")
    steps_taken = long_text("Wat heeft de klager zelf al gedaan?")
    nothing_yet = BooleanField("Nog niets gedaan")
    why_late = long_text("Meer dan een jaar geleden: waarom komt de klager er nu mee?")
    complainant_kind = radio(
        "Wie is de klager?", [(code, words[:1].upper() + words[1:]) for code, words in WHO_IT_IS.items()]
    )
    given_name = line("Voornaam")
    surname = line("Achternaam")
    no_name = BooleanField("De naam is niet bekend")
    organisation_name = line("Organisatie")
    street = line("Straat en huisnummer")
    postal_code = postal_code_line("Postcode")
    town = line("Woonplaats")
    no_address = BooleanField("Geen vast adres")
    phone = phone_line("Telefoonnummer", maximum=30)
    email = email_line("E-mailadres")
    contact_channel = radio("Hoe wil de klager bericht krijgen?", CHANNELS)
    interpreter = line("Tolk nodig? Welke taal?")
    instructions = line("Waar moeten wij op letten bij contact?")
    no_voicemail = BooleanField("Geen voicemail inspreken")
    no_post = BooleanField("Geen post naar het adres sturen")
    no_email = BooleanField("Geen e-mail sturen")
    safe_address = line("Een ander adres dat wel veilig is, of waar post aankomt")
    sign_language = BooleanField("Een tolk gebarentaal")
    large_print = BooleanField("Brieven in grote letters")
    help = line("Andere hulp")
    alone = radio("Jonger dan 18 jaar: klaagt het kind alleen?", YES_NO)
    post_home = radio("Mag er post naar huis?", YES_NO, "Vraag het. Zonder ja gaat er niets naar huis.")
    may_know = line("Wie mag ervan weten?")
    represented_given_name = line("Voornaam van wie het aangaat")
    represented_surname = line("Achternaam van wie het aangaat")
    represented_street = line("Straat en huisnummer van wie het aangaat")
    represented_postal_code = postal_code_line("Postcode van wie het aangaat")
    represented_town = line("Woonplaats van wie het aangaat")
    relation = line("Wat is de klager van deze persoon?")
    authority = radio("Mag de klager namens deze persoon spreken?", AUTHORITY)
    authority_until = DutchDateField("Tot en met welke dag?", future=True)
    minor = radio("Is deze persoon jonger dan 18 jaar?", YES_NO)
    signed_name = line("Ondertekend door", a_name)
    places = 0
    """For how many others there is room; see `take_down_form`."""

    def prepare(self, answers: Organisation, today: date) -> None:
        """The subjects and roles of this organisation, what it looks at, and which day it is."""
        self.category.choices = choices(
            [("", "Kies een onderwerp")] + [(c.code, c.label) for c in answers.categories]
        )
        self.concerned_role.choices = choices([*handling_roles(answers), ("unknown", "Weet ik niet")])
        self.decisions, self.informal = takes_decisions(answers), non_formal_rule(answers) is not None
        if not self.decisions:
            self.about_kind.choices = [one for one in self.about_kind.choices if one.value != "decision"]
        self.event_on.today = self.arrived_on.today = self.authority_until.today = today

    decisions = informal = False
    """Whether the organisation takes decisions, and whether it takes dissatisfaction that is no complaint."""

    @property
    def own(self) -> list[Any]:
        """The fields of what the organisation asks itself."""
        return [field for field in self if field.name.startswith(OWN)]

    @property
    def fellows(self) -> list[list[Any]]:
        """The fields of each who complains as well."""
        return [[self[f"fellow{n}_{name}"] for name, _ in FELLOW] for n in range(1, self.places + 1)]

    @property
    def more_fellows(self) -> bool:
        """Whether there is anybody who complains as well, or room was asked for one more."""
        return self.places > 1 or any(field.data for fields in self.fellows for field in fields)

    @property
    def room(self) -> bool:
        """Whether one more fits."""
        return self.places < FELLOWS_AT_MOST

    @property
    def speaks_for(self) -> bool:
        """Whether anything was filled in of somebody the complainant speaks for."""
        names = ("represented_given_name", "represented_surname", "relation", "authority")
        return any(self[name].data for name in names)

    def validate_represented_surname(self, field: object) -> None:
        """Whoever is spoken for has a name."""
        if self.speaks_for and not self.represented_surname.data:
            raise ValidationError("Vul de achternaam in van de persoon namens wie de klager spreekt.")

    def validate_channel(self, field: RadioField) -> None:
        """One of the three."""
        if not field.data:
            raise ValidationError("Kies hoe de klacht binnenkwam.")

    def validate_arrived_on(self, field: DutchDateField) -> None:
        """The terms run from this day."""
        if not field.data:
            raise ValidationError("Vul in op welke dag de klacht binnenkwam. De termijnen hangen ervan af.")

    def validate_category(self, field: SelectField) -> None:
        """One of the organisation's subjects, or none."""
        if not chosen_from(field, empty=True):
            raise ValidationError("Kies een van de mogelijkheden.")

    def _not_both(self, one: str, other: str) -> None:
        """Two answers of which only one can be."""
        if self[one].data and self[other].data:
            words = self[other].label.text
            raise ValidationError(f"U vulde ook ‘{words}’ in. Haal één van de twee weg.")

    def _asks_after(self, name: str) -> None:
        """Wishes that cannot all be kept are asked about at the field that settles it, as while filing."""
        found = clash(Content().merged(self.values()).wishes) if self.contact_channel.data else None
        if found is not None and CLASHES.get(found, ("", ""))[0] == name:
            raise ValidationError(CLASHES[found][1])

    def validate_steps_taken(self, field: object) -> None:
        """Something, or nothing yet."""
        self._not_both("steps_taken", "nothing_yet")

    def validate_street(self, field: object) -> None:
        """An address, or none."""
        self._not_both("street", "no_address")

    def validate_email(self, field: object) -> None:
        """Chosen and not there."""
        self._asks_after("email")

    def validate_phone(self, field: object) -> None:
        """Chosen and not there."""
        self._asks_after("phone")

    def validate_no_email(self, field: object) -> None:
        """Chosen and not wanted."""
        self._asks_after("no_email")

    def validate_safe_address(self, field: object) -> None:
        """Letters and nowhere to send them."""
        self._asks_after("safe_address")

    def validate_post_home(self, field: object) -> None:
        """Letters to a child that complains alone."""
        self._asks_after("post_home")

    def validate_surname(self, field: object) -> None:
        """A number never changes: without a name it says so for good, so that is asked once."""
        named = self.surname.data or self.organisation_name.data or self.represented_surname.data
        if not named and not self.no_name.data:
            raise ValidationError(
                "Er is geen achternaam of organisatie. Het nummer krijgt dan geen naam, en dat verandert later niet meer. "
                "Vul de naam in, of zet een vinkje bij ‘De naam is niet bekend’. Weet u het later? Bewaar dan eerst alleen."
            )

    def validate_description(self, field: object) -> None:
        """Without it there is nothing to write down."""
        if not self.description.data:
            raise ValidationError("Schrijf op wat er is gebeurd, in de woorden van de klager.")

    def validate_signed_name(self, field: object) -> None:
        """Only a letter can have been signed already."""
        if self.signed_name.data and self.channel.data != "letter":
            raise ValidationError(
                "Alleen een brief kan al ondertekend zijn. Wat u opschrijft, leest u later voor of laat u ondertekenen."
            )

    def values(self) -> dict[str, Any]:
        """As they are kept, under the names of `Content`."""
        outside = ("channel", "arrived_on", "event_on", "authority_until", "signed_name", "no_name")
        kept: dict[str, Any] = {
            name: kept_own(field.data)
            if name.startswith(OWN)
            else "yes"
            if field.data is True
            else field.data or ""
            for name, field in self._fields.items()
            if name not in outside and not name.startswith("fellow")
        }
        if kept.pop("nothing_yet") and not kept["steps_taken"]:
            kept["steps_taken"] = NOTHING_YET
        if kept["complainant_kind"] != "youth":
            kept |= {"alone": "", "post_home": ""}
        if kept["complainant_kind"] == "surviving_relative":  # nobody gives authority any more
            kept["authority"] = ""
        day, until = self.event_on.data, self.authority_until.data
        ends = self.speaks_for and kept["complainant_kind"] != "surviving_relative"
        kept["authority_until"] = until.isoformat() if until and ends else ""
        if self.speaks_for and kept["complainant_kind"] not in SPEAKING:
            kept["complainant_kind"] = "representative"
        kept["fellows"] = [
            {name: field.data or "" for (name, _), field in zip(FELLOW, fields, strict=True)}
            | {"contact_channel": "post"}
            for fields in self.fellows
            if any(field.data for field in fields)
        ]
        if kept["contact_channel"] == Way.EMAIL:
            kept["contact_consent"] = "yes"
        kept["contact_channel"] = kept["contact_channel"] or Way.POST.value
        return kept | {"event_on": day.isoformat() if day else "", "event_unknown": day is None}


@lru_cache(maxsize=32)
def take_down_form(fellows: int, questions: Sequence[Question] = ()) -> type[TakeDownForm]:
    """The form with room for so many who complain as well, each with fields of their own; with what the organisation asks itself."""
    parts: dict[str, Any] = {
        f"fellow{number}_{name}": of_fellow(name, f"{label} van medeklager {number}")
        for number in range(1, fellows + 1)
        for name, label in FELLOW
    }
    return type("TakeDownForm", (TakeDownForm,), {**parts, **own_fields(questions), "places": fellows})
