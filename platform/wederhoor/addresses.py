"""E-mail addresses: what people paste made clean, judged in one way wherever one is stored, and as the envelope needs it."""

import re
import unicodedata

from email_validator import EmailNotValidError, validate_email

LENGTH = 254
"""RFC 5321: a longer one can be delivered by nobody."""
WRONG = "Dit e-mailadres klopt niet. Schrijf het als naam@voorbeeld.nl."
LOCAL_PART = (
    "Voor de @ kunnen alleen letters zonder accent, cijfers en gewone tekens staan. Onze mailserver kan dit adres niet bereiken. "
    "Vul een ander e-mailadres in."
)
OWN_NETWORK = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*"
)
"""An address in plain signs, whatever its domain is called."""
INVISIBLE = dict.fromkeys(
    (0x00AD, 0x034F, 0x061C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070))
    + (0xFE0E, 0xFE0F, 0xFEFF)
)
"""What comes along when somebody copies from a page, a card or a mail, and nobody sees."""


class AddressUnusable(ValueError):
    """No mail can reach this address; the message is one Dutch sentence for whoever typed it, without the address."""


def without_invisible(text: str) -> str:
    """Without what nobody sees, in composed form (NFC)."""
    return unicodedata.normalize("NFC", text.translate(INVISIBLE))


def clean(text: str) -> str:
    """What was pasted, as an address: without what cannot be seen, without `mailto:`, spaces and the brackets of a contact card."""
    found = without_invisible(text).strip()
    if found[:7].lower() == "mailto:":
        found = found[7:].partition("?")[0]
    if found.startswith("<") and found.endswith(">"):
        found = found[1:-1]
    return found.strip()


def usable(text: str) -> str:
    """The address as it is kept. Raises AddressUnusable; nobody's server is asked."""
    return _judged(text, everywhere=True)[0]


def in_envelope(text: str) -> str:
    """The address as a mail server without SMTPUTF8 takes it: a domain in another script as punycode. Raises AddressUnusable.

    An address that only means something on the own network (`post@balie`) is left to the own mail server.
    """
    return _judged(text, everywhere=False)[1]


def _judged(text: str, *, everywhere: bool) -> tuple[str, str]:
    found = clean(text)
    if not everywhere and OWN_NETWORK.fullmatch(found):
        return found, found
    local, at, _ = found.rpartition("@")
    if at and not local.isascii() and "@" not in local:
        raise AddressUnusable(LOCAL_PART)
    try:
        valid = validate_email(
            found,
            check_deliverability=False,
            allow_smtputf8=False,
            strict=True,
        )
    except (EmailNotValidError, ValueError):
        raise AddressUnusable(WRONG) from None
    if valid.ascii_email is None or len(valid.ascii_email) > LENGTH:
        raise AddressUnusable(WRONG)
    return valid.normalized, valid.ascii_email
