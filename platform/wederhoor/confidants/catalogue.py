"""The acts of a confidant: their place in the address, what they ask, what they do."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wederhoor.confidants import forms, service, sharing
from wederhoor.confidants.opened import Opened
from wederhoor.strongboxes.walls import WalledAct


@dataclass(frozen=True, kw_only=True)
class Act(WalledAct):
    """One thing a confidant can do in a talk."""

    begins: Callable[[Opened], dict[str, Any]] = lambda _: {}
    own: bool = False
    """Only for the confidant whose talk it is, not for a stand-in."""


def _description(opened: Opened) -> dict[str, Any]:
    body = opened.read()
    return {"theme": body["theme"], "name": body["name"], "agreed": bool(body["name"])}


ACTS = (
    Act(
        slug="notitie",
        title="Notitie maken",
        lead="Alleen voor wie deze kluis opent. Schrijf geen namen op, tenzij dat is afgesproken.",
        submit="Bewaar de notitie",
        form=forms.TextForm,
        do=lambda work, opened, form: service.add_note(work, opened, form.text.data),
    ),
    Act(
        slug="bericht",
        title="Bericht schrijven",
        lead="De ander leest dit met de code. Wij mailen niets.",
        submit="Plaats het bericht",
        form=forms.TextForm,
        do=lambda work, opened, form: service.write_message(work, opened, form.text.data),
    ),
    Act(
        slug="code",
        title="Code geven",
        lead="Met een code schrijft de ander u terug zonder account. Gaf u al een code? Die werkt dan niet meer.",
        submit="Maak een code",
        form=forms.SureForm,
        do=lambda work, opened, _form: service.give_code(work, opened),
        own=True,
    ),
    Act(
        slug="onderwerp",
        title="Onderwerp of naam wijzigen",
        lead="Een naam staat hier alleen als dat is afgesproken.",
        submit="Bewaar",
        form=forms.DescribeForm,
        do=lambda work, opened, form: service.describe(work, opened, form.theme.data, form.name.data or ""),
        begins=_description,
        own=True,
    ),
    Act(
        slug="ondersteuning",
        title="Ondersteuning bij een klacht afspreken",
        lead="Alleen als de ander dat wil. U krijgt geen toegang tot het dossier van de klacht: u ziet wat de ander zelf met u deelt.",
        submit="Leg de afspraak vast",
        form=forms.SupportForm,
        do=lambda work, opened, form: service.note_support(work, opened, form.text.data, form.agreed_on.data),
    ),
    Act(
        slug="waarnemer",
        title="Vragen of een waarnemer mag meelezen",
        lead="De ander antwoordt met de code. Zonder ja ziet uw waarnemer niets.",
        submit="Vraag het",
        form=forms.ShareForm,
        do=lambda work, opened, form: sharing.ask_share(work, opened, uuid.UUID(form.who.data)),
        own=True,
    ),
    Act(
        slug="niet-meer-delen",
        title="Niemand anders laat meelezen",
        lead="De waarnemer ziet dit dan meteen nergens meer.",
        submit="Stop met delen",
        form=forms.SureForm,
        do=lambda work, opened, _form: sharing.stop_sharing(work, opened),
        own=True,
    ),
    Act(
        slug="afronden",
        title="Afronden",
        lead="De ander leest dit met de code.",
        submit="Rond af",
        form=forms.TextForm,
        do=lambda work, opened, form: service.close_talk(work, opened, form.text.data),
        own=True,
    ),
    Act(
        slug="wissen",
        title="Alles wissen",
        lead="Er blijft niets over, ook niet dat het er was. Het telt dan ook niet meer mee in uw jaarverslag.",
        submit="Wis alles",
        form=forms.SureForm,
        do=lambda work, opened, _form: service.destroy(work, opened),
        own=True,
    ),
)
BY_SLUG = {act.slug: act for act in ACTS}
