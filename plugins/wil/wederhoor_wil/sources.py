"""Citations of WIL's own document."""

from wederhoor.hookspecs import Source, ToConfirm

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
