"""How somebody can be reached: wishes that cannot all be kept are asked about, never passed on. And what is a name.

No regulation says any of this: it follows from the promise that what somebody says about safe contact binds every letter. A child
that complains alone gets nothing at home unless it said so.
"""

from dataclasses import dataclass
from enum import StrEnum


class Way(StrEnum):
    """How somebody wants to hear from the organisation."""

    EMAIL = "email"
    POST = "post"
    PHONE = "phone"
    PICK_UP = "pick_up"
    """They come to fetch it."""
    PAGE = "page"
    """They look on their own page, with their code."""


class Clash(StrEnum):
    """What cannot be kept together, each with one question to settle it."""

    EMAIL_WITHOUT_ADDRESS = "email_without_address"
    EMAIL_WITHOUT_YES = "email_without_yes"
    EMAIL_UNWANTED = "email_unwanted"
    PHONE_WITHOUT_NUMBER = "phone_without_number"
    POST_UNWANTED = "post_unwanted"
    POST_HOME_OF_CHILD = "post_home_of_child"


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What somebody said about being reached; `channel` is empty when nothing was chosen."""

    channel: str = ""
    email: bool = False
    email_yes: bool = False
    """In so many words (Awb 2:8): an address alone is no consent."""
    phone: bool = False
    no_post: bool = False
    no_email: bool = False
    no_home: bool = False
    """There is no fixed address to write to."""
    other_address: bool = False
    """An address that is safe, or where somebody without a home gets post."""
    child_alone: bool = False
    post_home: bool = False
    """A child said, when asked plainly, that letters may come home."""


def clash(wishes: Wishes) -> Clash | None:
    """The first thing that cannot be kept as it was said; None when everything can be."""
    found: tuple[tuple[bool, Clash], ...] = ()
    match wishes.channel:
        case Way.EMAIL:
            found = (
                (not wishes.email, Clash.EMAIL_WITHOUT_ADDRESS),
                (wishes.no_email, Clash.EMAIL_UNWANTED),
                (not wishes.email_yes, Clash.EMAIL_WITHOUT_YES),
            )
        case Way.PHONE:
            found = ((not wishes.phone, Clash.PHONE_WITHOUT_NUMBER),)
        case Way.POST if not wishes.other_address:
            found = (
                (wishes.child_alone and not wishes.post_home, Clash.POST_HOME_OF_CHILD),
                (wishes.no_post or wishes.no_home, Clash.POST_UNWANTED),
            )
    return next((what for holds, what in found if holds), None)


def post_is_safe(wishes: Wishes) -> bool:
    """Whether a letter may go to the home address: for a child that complains alone only after a yes."""
    return not (wishes.no_post or wishes.no_home or (wishes.child_alone and not wishes.post_home))


NO_NAMES = frozenset(
    {
        "null", "none", "nil", "undefined", "nan", "true", "false", "anoniem", "anonymous", "onbekend", "niemand", "nvt", "geen",
        "test", "ja", "nee", "ok", "akkoord", "naam", "mijn naam", "handtekening",
    }
)  # fmt: skip
"""What a machine or a form puts where a name should stand, and what says that there is none."""


def is_a_name(text: str) -> bool:
    """Whether a text can be somebody's name: letters, and not a word that stands for nothing."""
    letters = [sign for sign in text if sign.isalpha()]
    plain = " ".join("".join(sign for sign in text.casefold() if sign.isalpha() or sign == " ").split())
    if not letters or plain in NO_NAMES:
        return False
    return not (len(letters) == 1 and letters[0].isascii()) and {sign.casefold() for sign in letters} != {"x"}
