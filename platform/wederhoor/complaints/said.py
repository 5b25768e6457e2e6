"""What is said once an act was done, with the step the case came in."""

from collections.abc import Mapping

from wederhoor.complaints.acts import Act
from wederhoor.dossiers.process import process_of
from wederhoor.dossiers.tables import Dossier
from wederhoor.organisation import Organisation

SAID: Mapping[str, str] = {
    "verkeerd-bezorgd": "De vergissing is genoteerd. Er staat een taak klaar om over het datalek te beslissen.",
    "datalek": "Uw besluit over het datalek is vastgelegd.",
    "datum-verbeteren": "De datum is verbeterd. De termijnen zijn opnieuw berekend.",
    "partij-verbeteren": "De gegevens zijn verbeterd.",
    "aangeklaagde-terugdraaien": "De klacht gaat niet meer over deze persoon.",
    "toewijzen": "De behandelaar en de vervanger zijn vastgelegd.",
    "omschrijven": "De omschrijving en het onderwerp zijn bewaard.",
    "ontvankelijkheid": "Uw besluit is vastgelegd.",
    "koppelen": "De dossiers zijn gekoppeld.",
    "ontkoppelen": "De koppeling is weg.",
    "afsplitsen": "Het deel is afgesplitst. Het nieuwe dossier staat bij ‘Hoort bij’.",
    "samenvoegen": "De zaak gaat verder in het andere dossier.",
    "uit-elkaar": "De dossiers gaan weer apart verder.",
    "niet-bedoeld": "Deze collega is toegelaten.",
    "bijeenkomst": "De bijeenkomst is vastgelegd.",
    "gebeurd": "Vastgelegd wat er gebeurde. De termijnen zijn bijgewerkt.",
    "vergissing": "De zaak is gesloten als vergissing. Het nummer blijft.",
    "heropenen": "De zaak is heropend.",
    "compleet": "De aanvulling is vastgelegd.",
    "klacht-maken": "De onvrede is nu een klacht.",
    "doorsturen": "Het doorsturen is vastgelegd.",
    "vraag": "Vastgelegd wat de klager is gevraagd.",
    "reactie": "De reactie van de klager is vastgelegd.",
    "herinneren": "De klager wordt herinnerd.",
    "uitstel": "De nieuwe termijn is vastgelegd.",
    "spoed": "De spoed is vastgelegd.",
    "instemming": "De instemming is vastgelegd.",
    "wijziging-intrekken": "De wijziging is ingetrokken. De termijnen zijn opnieuw berekend.",
    "overdragen": "De overdracht is begonnen.",
}
"""By the act; a move of the organisation's process is said by its own name."""


def what_was_done(act: Act, answers: Organisation, before: str, now: Dossier | None) -> str:
    """In a sentence or two; `now` is the case, when whoever did it may still open it."""
    done = SAID.get(act.slug, f"Vastgelegd: {act.title[:1].lower()}{act.title[1:]}.")
    if now is None:
        return f"{done} U kunt deze zaak zelf niet meer openen."
    if now.step == before:
        return done
    return f"{done} De zaak staat nu bij ‘{process_of(answers).step(now.step).label}’."
