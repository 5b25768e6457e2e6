"""The mail a colleague gets: neutral, the same frame for everybody, with one sentence that names no matter."""

import uuid

from wederhoor.notices import words
from wederhoor.notices.service import Channel, Notice


def to_colleague(
    account_id: uuid.UUID,
    email: str | None,
    told: str,
    *,
    letter: str,
    occasion: str,
    meets: str | None = None,
    failed: str | None = None,
) -> Notice:
    """A mail to somebody with an account; `told` says that there is something and where to look, and nothing of what it is."""
    return Notice(
        letter=letter,
        occasion=occasion,
        addressee=f"account:{account_id}",
        channel=Channel.EMAIL,
        recipient=email,
        text=words.to_colleague("", told),
        door=words.SIGN_IN,
        meets=meets,
        failed=failed,
    )
