"""Ties people declared: a private relation, a business of their own. Asked without detail, by the keyed hash of a surname."""

import re
import uuid
from collections.abc import Iterable

from sqlalchemy import ColumnElement, or_, select

from wederhoor.declarations.tables import DeclaredTie
from wederhoor.work import Work

TIES = frozenset({"personal_relation", "conflict_of_interest", "side_activity", "private_purchase"})
"""Topics that tie somebody to the person or firm they name."""
_NO_NAME = frozenset({"bv", "nv", "vof", "cv", "stichting", "vereniging", "gemeente", "firma"})
_TITLES = frozenset({"de", "heer", "mevrouw", "dhr", "mevr", "meneer", "familie"})


def words_of(name: str) -> list[str]:
    """The words of a name that tell people and firms apart, folded: no legal form, no title at the front."""
    words = re.sub(r"[^\w]+", " ", name.casefold().replace(".", "")).split()
    words = [word for word in words if word not in _NO_NAME] or words
    while len(words) > 1 and words[0] in _TITLES:
        words.pop(0)
    return words


def surname_hash(work: Work, name: str) -> str | None:
    """The hash under which complaints look a surname up, of the last word of a name."""
    words = words_of(name)
    return work.vault.search_hash("surname", words[-1]) if words else None


def tied(
    work: Work, account_ids: Iterable[uuid.UUID], name_hashes: Iterable[str | None]
) -> frozenset[uuid.UUID]:
    """Those among these accounts who declared a tie with one of these people."""
    wanted = {one for one in name_hashes if one}
    accounts = list(set(account_ids))
    if not wanted or not accounts:
        return frozenset()
    query = select(DeclaredTie.account_id).where(
        DeclaredTie.account_id.in_(accounts),
        DeclaredTie.name_hash.in_(wanted),
        _stands(work),
    )
    return frozenset(work.session.scalars(query))


def tied_with(work: Work, account_id: uuid.UUID, name_hashes: Iterable[str | None]) -> frozenset[str]:
    """Those of these people with whom one person declared a tie that still stands."""
    wanted = {one for one in name_hashes if one}
    query = select(DeclaredTie.name_hash).where(
        DeclaredTie.account_id == account_id, DeclaredTie.name_hash.in_(wanted), _stands(work)
    )
    return frozenset(work.session.scalars(query)) if wanted else frozenset()


def _stands(work: Work) -> ColumnElement[bool]:
    return or_(DeclaredTie.until_on.is_(None), DeclaredTie.until_on >= work.today)


def tied_by_name(work: Work, account_ids: Iterable[uuid.UUID], names: Iterable[str]) -> frozenset[uuid.UUID]:
    """The same for names in clear: what other rooms ask when they choose somebody."""
    return tied(work, account_ids, [surname_hash(work, name) for name in names])
