"""For which host a passkey is made: that of the pages that ask for it."""

from urllib.parse import urlsplit

from wederhoor.people.passkeys import Place
from wederhoor.web.runtime import public_origin


def place_of_passkeys() -> Place:
    """The host and origin of this request's pages."""
    origin = public_origin()
    return Place(host=urlsplit(origin).hostname or "", origin=origin)
