"""The page on which somebody in a case reads and changes how to reach them: the same for a complainant and for an accused with a code."""

from werkzeug.wrappers import Response
from wtforms import BooleanField, RadioField, SelectField, ValidationError

from wederhoor.cases.own_details import BOXES, CONTACT, WISHES, change_details, known_details
from wederhoor.correspondence.consents import consent_to
from wederhoor.dossiers.parties import full_name
from wederhoor.dossiers.tables import Dossier, Party
from wederhoor.web.fields import (
    BaseForm,
    choices,
    chosen_from,
    email_line,
    line,
    long_text,
    phone_line,
    postal_code_line,
    strip,
)
from wederhoor.web.language import LANGUAGES, choose
from wederhoor.web.runtime import page
from wederhoor.work import Refused, Work

WAYS = {"post": "Op papier, per post", "email": "Per e-mail; de inhoud leest u hier"}
AS_IT_IS = "Zoals het nu is"


class DetailsForm(BaseForm):
    """Where somebody lives and can be called and mailed, which way news comes, and what to mind."""

    street = line("Straat en huisnummer")
    postal_code = postal_code_line("Postcode")
    town = line("Woonplaats")
    phone = phone_line("Telefoonnummer")
    email = email_line("E-mailadres")
    channel = RadioField(
        "Hoe wilt u brieven en berichten krijgen?",
        choices=choices(WAYS.items()),
    )
    consent = BooleanField("U mag mij mailen. Ik weet dat ik dit altijd weer kan intrekken.")
    no_post = BooleanField("Stuur niets naar mijn adres")
    no_email = BooleanField("Stuur mij geen e-mail")
    no_voicemail = BooleanField("Spreek geen voicemail in")
    safe_address = line("Een ander adres dat wel veilig is")
    instructions = long_text("Waar moeten wij nog meer op letten?")
    interpreter = line("Een tolk: voor welke taal?")
    sign_language = BooleanField("Een tolk gebarentaal")
    large_print = BooleanField("Brieven met grote letters")
    help = line("Andere hulp")
    called = line(
        "Hoe wilt u genoemd worden?",
        maximum=80,
        description="Zo schrijven wij u aan. Uw naam in de klacht verandert er niet door.",
    )
    reads = SelectField(
        "In welke taal leest u het liefst?",
        description="Onze brieven zijn in het Nederlands. Wij weten dan dat u hulp of een tolk kunt gebruiken.",
        choices=choices([("", "Maakt niet uit"), *((one.code, one.name) for one in LANGUAGES)]),
        validate_choice=False,
        default="",
        filters=[strip],
    )

    def validate_reads(self, field: SelectField) -> None:
        """One of them, or none."""
        if not chosen_from(field, empty=True):
            raise ValidationError("Kies een taal uit de lijst.")

    def keeps(self, channel: str) -> None:
        """Whoever is reached in another way today may leave it at that."""
        if channel not in WAYS:
            self.channel.choices = choices([*WAYS.items(), (channel, AS_IT_IS)])


def details_page(
    work: Work,
    party: Party,
    back: tuple[str, str],
    messages_url: str,
    *,
    form: DetailsForm | None = None,
    status: int = 200,
    saved: bool = False,
) -> Response:
    """What is known, to change; `back` is label and address of where they came from."""
    if form is None:
        known = known_details(party)
        filled = {**known, **{name: bool(known[name]) for name in BOXES}}
        form = DetailsForm(
            formdata=None, data={**filled, "consent": consent_to(work, party.id, "email") is not None}
        )
    form.keeps(party.channel)
    return page(
        "portal/details.html",
        status,
        block="form",
        form=form,
        name=full_name(party.name) or (party.name or {}).get("organisation_name", ""),
        back=back,
        messages_url=messages_url,
        complains=party.role != "accused",
        saved=saved,
    )


def details_send(work: Work, dossier: Dossier, party: Party, form: DetailsForm) -> bool:
    """Note what was filled in. False, with what is wrong at its field, when it cannot be."""
    form.keeps(party.channel)
    if not form.validate():
        return False
    values = {name: form[name].data or "" for name in (*CONTACT, *WISHES) if name not in BOXES}
    values |= {name: "yes" if form[name].data else "" for name in BOXES}
    values["channel"] = form.channel.data or ""
    try:
        change_details(work, dossier, party, values, consents_to_mail=bool(form.consent.data))
    except Refused as refused:
        form[refused.field].errors = [refused.reason]
        return False
    if form.reads.data:
        choose(form.reads.data)
    return True
