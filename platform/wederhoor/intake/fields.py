"""Every field that filing asks, by the name it is kept under."""

from typing import Any

from wtforms import BooleanField

from wederhoor.intake.forms import (
    ABOUT,
    AUTHORITY,
    CHANNELS,
    FILED_AS,
    OBJECTION,
    PARENT_AS,
    WHO,
    YES_NO,
    YOUTH_HELP,
    radio,
)
from wederhoor.web.fields import DutchDateField, email_line, line, long_text, phone_line, postal_code_line


def _box(label: str, hint: str = "") -> BooleanField:
    return BooleanField(label, description=hint)


NOTHING_YET = "Nog niets gedaan."
"""What is kept of who did nothing yet (KR-082 asks for the steps taken so far)."""
ASKED: dict[str, Any] = {
    "filed_as": radio(
        "Wat wilt u?",
        FILED_AS,
        "Een klacht wordt uitgezocht en u krijgt een antwoord, met vaste termijnen; bij onvrede nemen wij contact op en zoeken met u een "
        "oplossing.",
    ),
    "complainant_kind": radio("Wie bent u?", WHO),
    "alone": radio(
        "Klaag je alleen, zonder je ouders of verzorgers?",
        [("yes", "Ja, ik klaag alleen"), ("no", "Nee, thuis weten ze ervan")],
        "Klaag je alleen? Dan vertellen wij het niet aan je ouders of verzorgers.",
    ),
    "represented_given_name": line("Voornaam van deze persoon"),
    "represented_surname": line("Achternaam van deze persoon"),
    "parent_as": radio("Wat bent u van het kind?", [(code, words) for code, (words, _) in PARENT_AS.items()]),
    "relation": line("Wat bent u van deze persoon?", description="Bijvoorbeeld: dochter, mentor, buurman."),
    "authority": radio(
        "Mag u namens deze persoon spreken?", [one for one in AUTHORITY if one[0] != "parental"]
    ),
    "authority_until": DutchDateField(
        "Tot en met welke dag mag u dat?",
        future=True,
        description="Alleen als er een einddatum is. Mag leeg blijven.",
    ),
    "minor": radio("Is deze persoon jonger dan 18 jaar?", YES_NO),
    "may_know": line(
        "Wie mag hiervan weten?", description="Bijvoorbeeld: alleen mijn tante. Niemand? Laat het leeg."
    ),
    "about_kind": radio("Over wie of wat gaat het?", ABOUT),
    "accused_name": line(
        "Om wie gaat het?",
        description="Weet u de naam niet? Schrijf dan wie het ongeveer is, bijvoorbeeld “de mevrouw van het wijkteam”. Of laat het leeg.",
    ),
    "category": radio("Wat past het best?", []),
    "youth_help": radio(
        "Gaat het over jeugdhulp?",
        YOUTH_HELP,
        "Hulp voor een kind of jongere tot 18 jaar, soms tot 23. Dan gelden er andere regels.",
    ),
    "as_objection": radio("Wat wilt u?", OBJECTION),
    "concerned_role": radio("Wat doet deze persoon?", []),
    "description": long_text(
        "Wat is er gebeurd?",
        description="Vertel het in uw eigen woorden. Wie deed of zei wat, waar en wanneer? Degene over wie u klaagt mag dit ook lezen.",
    ),
    "event_on": DutchDateField(
        "Wanneer gebeurde het?",
        description="Bijvoorbeeld 2 3 2026. Gebeurde het vaker? Vul dan de laatste keer in.",
    ),
    "event_unknown": BooleanField("Weet ik niet (meer)"),
    "why_late": long_text(
        "Waarom komt u er nu mee?",
        description="Bijvoorbeeld: u was ziek, u durfde niet, of u hoorde er pas later van.",
    ),
    "objection": long_text(
        "Waarom bent u het er niet mee eens?", description="Wat had er volgens u anders moeten gaan?"
    ),
    "steps_taken": long_text(
        "Wat hebt u zelf al gedaan?",
        description="Bijvoorbeeld: erover gepraat, gebeld of een brief gestuurd.",
    ),
    "nothing_yet": _box("Nog niets"),
    "given_name": line("Voornaam"),
    "surname": line("Achternaam"),
    "organisation_name": line("Organisatie", description="Alleen als u namens een organisatie klaagt."),
    "street": line("Straat en huisnummer"),
    "postal_code": postal_code_line("Postcode"),
    "town": line("Woonplaats"),
    "no_address": _box("Ik heb geen vast adres"),
    "contact_channel": radio("Hoe wilt u bericht krijgen?", CHANNELS),
    "email": email_line(
        "E-mailadres",
        description="In e-mail zetten wij alleen dat er nieuws is. Nooit waar het over gaat.",
    ),
    "contact_consent": _box(
        "Ja, ik ben per e-mail goed te bereiken en wil zo bericht krijgen",
        "U kunt dit altijd weer veranderen.",
    ),
    "phone": phone_line("Telefoonnummer", maximum=30),
    "post_home": radio(
        "Mag er post naar je huis?",
        [("yes", "Ja, dat mag"), ("no", "Nee, stuur niets naar mijn huis")],
        "Zonder je ja sturen wij niets naar je huis.",
    ),
    "heed": radio(
        "Moeten wij ergens op letten?",
        YES_NO,
        "Bijvoorbeeld: iemand anders ziet uw post of telefoon, of u hebt een tolk of hulp nodig.",
    ),
    "together": radio("Klaagt u samen met anderen?", YES_NO),
    "with_papers": radio(
        "Wilt u foto’s of stukken meesturen?", YES_NO, "Het hoeft niet. Later toevoegen kan ook."
    ),
    "no_post": _box("Stuur niets naar mijn adres"),
    "safe_address": line("Een ander adres dat wel veilig is"),
    "no_email": _box("Stuur mij geen e-mail"),
    "no_voicemail": _box("Spreek geen voicemail in"),
    "instructions": long_text("Iets anders", description="Bijvoorbeeld: bel alleen ’s ochtends."),
    "interpreter": line("Een tolk: voor welke taal?"),
    "sign_language": _box("Een tolk gebarentaal"),
    "large_print": _box("Brieven met grote letters"),
    "help": line(
        "Andere hulp", description="Bijvoorbeeld: hulp bij het lezen, iemand die meegaat, meer pauzes."
    ),
}
POST_ADDRESS = "Adres waar u post krijgt"
"""What another address is called by who has no fixed one."""
FELLOW = ("given_name", "surname", "street", "postal_code", "town", "phone")
LINES = {"description": 9, "objection": 5, "steps_taken": 4, "instructions": 3, "why_late": 4}
