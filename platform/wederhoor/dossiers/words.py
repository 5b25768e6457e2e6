"""The words of short descriptions, so that a dossier is found by them: one row per word, newest dossier first."""

import re
import uuid

from sqlalchemy import delete

from wederhoor.db import uuid7
from wederhoor.dossiers.tables import DossierWord
from wederhoor.rules.names import folded
from wederhoor.tenancy.locks import insert_rows
from wederhoor.work import Work

SHORTEST = 3
LONGEST = 40
MOST = 40
_WORD = re.compile(r"[a-z0-9]+")
FILLERS = (
    "aan als bij dan dat die dit door een haar heb hem het hij hoe iets kan maar met mijn naar niet nog "
    "omdat ons ook over toen tot uit van veel voor was wat weer wel werd wie wij word wordt zal zich zij "
    "zijn zou "
)
NOT_SEARCHED = frozenset(FILLERS.split())


def words_of(text: str) -> frozenset[str]:
    """The words of a text one can search by: lower case, without accents, at least three letters, no filler words."""
    found = dict.fromkeys(
        word[:LONGEST]
        for word in _WORD.findall(folded(text))
        if len(word) >= SHORTEST and word not in NOT_SEARCHED
    )
    return frozenset(list(found)[:MOST])


def index_description(work: Work, dossier_id: uuid.UUID, text: str | None) -> None:
    """Find a dossier by the words of this description from now on, and by no earlier ones."""
    work.session.execute(delete(DossierWord).where(DossierWord.dossier_id == dossier_id))
    rows = [{"id": uuid7(), "dossier_id": dossier_id, "word": word} for word in sorted(words_of(text or ""))]
    insert_rows(work.session, DossierWord, rows)
