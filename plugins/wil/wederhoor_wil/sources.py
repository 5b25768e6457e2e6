"""Citations of WIL's own document, and the one duty it has for every doubt."""

from wederhoor.hookspecs import Duty, Source, ToConfirm

CODE = "Gedragscode WIL"
PARTLY_SEEN = ToConfirm(
    reason=(
        "de Klachtenregeling WIL (in werking sinds 16 juni 2017) is maar deels openbaar gezien; hier "
        "geldt de Awb"
    )
)


def wil(article: str) -> Source:
    """Gedragscode WIL, by the number of its chapter."""
    return Source(document=CODE, section=article)


CONSULT = Duty(
    who="medewerker", what="overleggen", to="collega’s, leidinggevende en/of HR", when="altijd bij twijfel"
)
"""Chapter 1: always when in doubt."""
