"""By which names, addresses and numbers a dossier is found: keyed hashes, in one form, of what its complaining side is called.

What was kept in another form before is made findable again by a job (`mend_each`): a migration has no keys.
"""

import uuid
from collections.abc import Iterable, Mapping
from itertools import islice

from sqlalchemy import delete, select

from wederhoor.addresses import strict_form
from wederhoor.db import uuid7
from wederhoor.dossiers.tables import FOUND_AS, Dossier, DossierName, Party
from wederhoor.rules import typed
from wederhoor.rules.names import known_by
from wederhoor.setbacks.service import OpenWork
from wederhoor.tenancy.locks import insert_rows
from wederhoor.vault.seals import Destroyed, SealBroken
from wederhoor.work import Work

MOST = 400
"""Words of names a dossier is found by: more than any group of people has."""
BATCH = 200


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


def word_keys(work: Work, text: str) -> list[str]:
    """The keyed hashes of the words of a name, the last one first: that is the rarest, mostly."""
    return [work.vault.search_hash("surname", word) for word in reversed(known_by(text))]


def index_names(work: Work, dossier_id: uuid.UUID, names: Iterable[Mapping[str, str]]) -> None:
    """Find a dossier by these names from now on, whole or by one of their words, and by no earlier ones."""
    work.session.execute(delete(DossierName).where(DossierName.dossier_id == dossier_id))
    add_names(work, dossier_id, names)


def add_names(work: Work, dossier_id: uuid.UUID, names: Iterable[Mapping[str, str]]) -> None:
    """The same for a dossier that is new."""
    words = (
        key
        for name in names
        for part in ("surname", "given_name", "organisation_name")
        for key in word_keys(work, name.get(part, ""))
    )
    rows = [
        {"id": uuid7(), "word_hash": key, "dossier_id": dossier_id}
        for key in islice(dict.fromkeys(words), MOST)
    ]
    insert_rows(work.session, DossierName, rows)


def index_again(work: Work, dossier_id: uuid.UUID) -> None:
    """Find a dossier by what its complaining side is called today."""
    index_names(work, dossier_id, [party.name or {} for party in _complaining(work, dossier_id)])


def _complaining(work: Work, dossier_id: uuid.UUID) -> list[Party]:
    query = select(Party).where(Party.dossier_id == dossier_id, Party.role != "accused").order_by(Party.id)
    return list(work.session.scalars(query))


def mend_each(open_work: OpenWork) -> int:
    """Make dossiers of an earlier version findable in today's way, some at a time. Returns how many.

    One that does not open is left as it is, so that it holds up none of the others.
    """
    count, more = 0, True
    while more:
        with open_work() as work:
            query = select(Dossier.id).where(Dossier.found_as == 0).order_by(Dossier.id).limit(BATCH)
            found = list(work.session.scalars(query))
            for dossier_id in found:
                _mend(work, dossier_id)
        count, more = count + len(found), len(found) == BATCH
    return count


def _mend(work: Work, dossier_id: uuid.UUID) -> None:
    names = []
    for party in _complaining(work, dossier_id):
        try:
            name, contact = party.name or {}, party.contact or {}
        except (Destroyed, SealBroken):
            continue
        names.append(name)
        for column, value in hashes_of(work, name, contact).items():
            setattr(party, column, value)
    index_names(work, dossier_id, names)
    dossier = work.session.get_one(Dossier, (work.tenant_id, dossier_id))
    dossier.found_as = FOUND_AS
