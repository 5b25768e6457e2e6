"""E-mail addresses and telephone numbers: what people paste made clean, judged in one way wherever one is stored, and as mail needs it."""

import re

from email_validator import EmailNotValidError, validate_email

from wederhoor.rules import typed

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


COUNTRY = "NL"
"""Where a number without a country is called from."""
NO_NUMBER = "Dit telefoonnummer klopt niet. Schrijf het als 06 12 34 56 78."
ABROAD = (
    "Dit telefoonnummer klopt niet. Schrijf het als 06 12 34 56 78. Is het een nummer in het buitenland? Zet dan + en het nummer van "
    "dat land ervoor, zoals +32 471 12 34 56."
)


class NumberUnusable(ValueError):
    """Nobody can be called on this; the message is one Dutch sentence for whoever typed it, without the number."""


def callable_number(text: str) -> str:
    """A telephone number as it is kept: as it was written, when it is one of a country, the Netherlands unless it says another.

    Raises NumberUnusable.
    """
    import phonenumbers  # what it knows of every country is only read where a number is judged

    shown = typed.telephone_line(text)
    if any(sign not in "0123456789+()- ./" for sign in shown):
        raise NumberUnusable(NO_NUMBER)
    abroad = shown.lstrip("( ").startswith(("+", "00"))
    try:
        found = phonenumbers.parse(shown.replace("(0)", "") if abroad else shown, COUNTRY)
    except phonenumbers.NumberParseException:
        raise NumberUnusable(NO_NUMBER) from None
    if not phonenumbers.is_valid_number(found):
        raise NumberUnusable(ABROAD)
    return shown


def number_in(text: str) -> str:
    """The first telephone number in running text, as it was written; empty when there is none that can be called."""
    import phonenumbers

    found = next(iter(phonenumbers.PhoneNumberMatcher(text, COUNTRY)), None)
    number = found.raw_string if found else ""
    return number if ")" in number else number.lstrip("(")


class AddressUnusable(ValueError):
    """No mail can reach this address; the message is one Dutch sentence for whoever typed it, without the address."""


def clean(text: str) -> str:
    """What was pasted, as an address: without what cannot be seen, without `mailto:`, spaces and the brackets of a contact card."""
    found = typed.line(text)
    if found[:7].lower() == "mailto:":
        found = found[7:].partition("?")[0]
    if found.startswith("<") and found.endswith(">"):
        found = found[1:-1]
    return found.strip()


def usable(text: str) -> str:
    """The address as it is kept. Raises AddressUnusable; nobody's server is asked."""
    return _judged(text, everywhere=True)[0]


def strict_form(text: str) -> str:
    """The one form in which addresses are compared: two are the same only when mail to both arrives at the same place.

    Capitals do not matter, nor whether a domain is written in its own script or as punycode. No other letter is made into
    another: ß is not ss (IDNA 2008). What is no address is compared as it stands.
    """
    try:
        found = usable(text)
    except AddressUnusable:
        found = clean(text)
    return found.translate(_SMALL)


_SMALL = {ord(capital): capital.lower() for capital in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}


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
