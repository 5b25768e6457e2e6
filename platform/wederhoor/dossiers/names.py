"""By which addresses and telephone numbers a dossier is found whole: keyed hashes, in one form, of its complaining side."""

from collections.abc import Mapping

from wederhoor.addresses import strict_form
from wederhoor.rules import typed
from wederhoor.rules.names import known_by
from wederhoor.work import Work


def hashes_of(work: Work, name: Mapping[str, str], contact: Mapping[str, str]) -> dict[str, str | None]:
    """Keyed hashes of somebody on the complaining side; nothing for what is not filled in."""
    search = work.vault.search_hash
    last, email = known_by(name.get("surname", ""))[-1:], contact.get("email", "")
    digits = typed.telephone(contact.get("phone", ""))
    return {
        "surname_hash": search("surname", last[0]) if last else None,
        "email_hash": email_key(work, email) if email else None,
        "phone_hash": search("phone", digits) if digits else None,
    }


def email_key(work: Work, email: str) -> str:
    """The keyed hash an address is found by."""
    return work.vault.search_hash("email", strict_form(email))
