"""Citations of InteraktContour's own document."""

from wederhoor.hookspecs import Source, ToConfirm

CODE = "Integriteitscode"
NOT_RECEIVED = ToConfirm(
    reason="de klachtenregeling van InteraktContour is niet ontvangen; alleen de wet is gebruikt"
)


def ic(section: str) -> Source:
    """Integriteitscode, by heading and, where it lists points, the number of the point."""
    return Source(document=CODE, section=section)
