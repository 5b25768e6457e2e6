"""Who helps a child besides the organisation: named on every page where a child begins, and free."""

from dataclasses import dataclass

from wederhoor.rules.provenance import Provenance, Statute, ToConfirm


@dataclass(frozen=True, kw_only=True)
class Helpline:
    """Somebody to talk to: what they do, in words for a child, and how to reach them where that is known."""

    text: str
    number: str
    site: str
    source: Provenance


FOR_CHILDREN = (
    Helpline(
        text="De Kindertelefoon. Gratis, en je hoeft niet te zeggen wie je bent:",
        number="0800-0432",
        site="",
        source=ToConfirm(
            reason="het nummer van de Kindertelefoon is openbaar, maar staat in geen document dat is ontvangen"
        ),
    ),
    Helpline(
        text="Krijg je jeugdhulp? Dan helpt een vertrouwenspersoon van het AKJ je gratis. Die werkt niet bij ons:",
        number="",
        site="akj.nl",
        source=Statute(act="Jeugdwet", article="4.1.9"),
    ),
)
"""That there is a trusted person says the Jeugdwet; that it is the AKJ, and where it is found, is public and still to be confirmed."""
