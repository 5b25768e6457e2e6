"""By which words a dossier is found: keyed hashes of pieces of its number, its names, its short description and its story (decision 16).

The number and how everybody's name begins can be searched at once; the rest follows with a job (`mend_each`), which makes dossiers of
an earlier version findable too: a migration has no keys.
"""

import uuid
from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import delete, func, select, text, update

from wederhoor.db import uuid7
from wederhoor.dossiers.names import hashes_of
from wederhoor.dossiers.service import COMPLAINING, current_body, visible
from wederhoor.dossiers.tables import FOUND_AS, NAMED_ONLY, TO_FIND, Dossier, DossierToken, Party
from wederhoor.people.service import names_of
from wederhoor.rules import finding
from wederhoor.rules import typed as clean
from wederhoor.setbacks.service import OpenWork
from wederhoor.tenancy.locks import insert_rows
from wederhoor.vault.seals import Destroyed, SealBroken
from wederhoor.work import Work

BATCH = 50
STORY = ("description", "objection", "steps_taken", "why_late")
LENGTH = 8
"""Bytes of a hash that are kept: enough that two pieces seldom share one, and nothing more to test a guess with."""


def token(work: Work, piece: str) -> bytes:
    """What stands in the table for a piece of a word."""
    return bytes.fromhex(work.vault.search_hash("piece", piece))[:LENGTH]


def tokens_looked_for(work: Work, typed: str, most: int) -> list[bytes]:
    """What a typed text is looked up by; all of these are in a dossier that is found."""
    return [token(work, piece) for piece in finding.looked_for(typed)[:most]]


def numbered(work: Work, typed: str) -> uuid.UUID | None:
    """The dossier with this register number, typed in capitals or not, as far as the actor may see it: wherever a number is typed."""
    number = clean.number(typed)
    query = select(Dossier.id).where(*visible(work))
    exact = work.session.scalars(query.where(Dossier.number == number)).first()
    if exact is not None or not number:
        return exact
    for piece in sorted(finding.of_number(number)):
        having = select(DossierToken.dossier_id).where(DossierToken.token == token(work, piece))
        query = query.where(Dossier.id.in_(having))
    return work.session.scalars(query.where(func.lower(Dossier.number) == number.lower())).first()


def add_pieces(work: Work, dossier_id: uuid.UUID, pieces: Iterable[str]) -> None:
    """Find a dossier by these pieces too; by none it was found by already."""
    tokens = {token(work, piece) for piece in pieces}
    rows = [{"id": uuid7(), "token": one, "dossier_id": dossier_id} for one in sorted(tokens)]
    insert_rows(work.session, DossierToken, rows)


def add_new(work: Work, dossier_id: uuid.UUID, number: str, names: Iterable[Mapping[str, str]]) -> None:
    """A dossier that is new is found at once by its number and by how the names of everybody in it begin."""
    texts = [text for name in names for text in name.values()]
    add_pieces(work, dossier_id, finding.of_number(number) | finding.of_name_at_once(*texts))


def find_again(work: Work, dossier_id: uuid.UUID) -> None:
    """Find a dossier by how it is today, and by nothing of before. What does not open any more finds nothing."""
    work.session.flush()
    work.session.execute(delete(DossierToken).where(DossierToken.dossier_id == dossier_id))
    query = select(Dossier.number, Dossier.short_description).where(Dossier.id == dossier_id)
    number, short = work.session.execute(query).one()
    add_pieces(
        work,
        dossier_id,
        finding.of_number(number)
        | finding.of_words(short or "")
        | finding.of_name(*_names(work, dossier_id))
        | finding.of_story(*_story(work, dossier_id)),
    )
    found = update(Dossier).where(Dossier.id == dossier_id).values(found_as=FOUND_AS)
    work.session.execute(found, execution_options={"synchronize_session": False})


def _names(work: Work, dossier_id: uuid.UUID) -> list[str]:
    """What everybody in a dossier is called; who works here also as they are called here, once that was confirmed."""
    parties = list(work.session.scalars(select(Party).where(Party.dossier_id == dossier_id)))
    staff = sorted({one.account_id for one in parties if one.account_id and one.confirmed_at})
    return [*names_of(work, staff).values(), *(text for one in parties for text in _opened(one))]


def _opened(party: Party) -> Iterator[str]:
    try:
        yield from (party.name or {}).values()
    except (Destroyed, SealBroken):
        return


def _story(work: Work, dossier_id: uuid.UUID) -> list[str]:
    try:
        body = current_body(work, dossier_id)
    except (Destroyed, SealBroken, IndexError):
        return []
    return [*(str(body.get(name) or "") for name in STORY), *(body.get("own") or {}).values()]


def mend_each(open_work: OpenWork) -> int:
    """Make dossiers that are new, or of an earlier version, findable in today's way, some at a time. Returns how many.

    One that does not open is left as it is, so that it holds up none of the others.
    """
    count, more = 0, True
    while more:
        with open_work() as work:
            query = select(Dossier.id, Dossier.found_as).where(text(TO_FIND)).order_by(Dossier.id)
            found = work.session.execute(query.limit(BATCH)).all()
            for row in found:
                if row.found_as < NAMED_ONLY:
                    _hash_again(work, row.id)
                find_again(work, row.id)
        count, more = count + len(found), len(found) == BATCH
    return count


def waits(work: Work) -> bool:
    """Whether there is a dossier that cannot be found in today's way yet."""
    return work.session.scalar(select(Dossier.id).where(text(TO_FIND)).limit(1)) is not None


def _hash_again(work: Work, dossier_id: uuid.UUID) -> None:
    query = select(Party).where(Party.dossier_id == dossier_id, Party.role.in_(COMPLAINING))
    for party in work.session.scalars(query):
        try:
            hashes = hashes_of(work, party.name or {}, party.contact or {})
        except (Destroyed, SealBroken):
            continue
        for column, value in hashes.items():
            setattr(party, column, value)
