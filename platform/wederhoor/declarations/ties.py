"""Ties people declared: a private relation, a business of their own. Asked without detail, by the keyed hash of a surname."""

import re
import uuid
from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, or_, select

from wederhoor.declarations.tables import DeclaredTie
from wederhoor.rules import names
from wederhoor.work import Work

TIES = frozenset({"personal_relation", "conflict_of_interest", "side_activity", "private_purchase"})
"""Topics that tie somebody to the person or firm they name."""
_NO_NAME = frozenset({"bv", "nv", "vof", "cv", "stichting", "vereniging", "gemeente", "firma"})
_TITLES = frozenset({"de", "heer", "mevrouw", "dhr", "mevr", "meneer", "familie"})


def words_of(name: str) -> list[str]:
    """The words of a name that tell people and firms apart, folded: no legal form, no title at the front."""
    return _telling(names.words_of(name.replace(".", "")))


def _telling(words: Sequence[str]) -> list[str]:
    known = [word for word in words if word not in _NO_NAME] or list(words)
    while len(known) > 1 and known[0] in _TITLES:
        known.pop(0)
    return known


def words_before(name: str) -> list[str]:
    """The same as an earlier version folded them; what that kept is found by these."""
    return _telling(re.sub(r"[^\w]+", " ", name.casefold().replace(".", "")).split())


def surname_hash(work: Work, name: str) -> str | None:
    """The hash a tie is kept under: of the last word of a name, as complaints look it up."""
    words = words_of(name)
    return work.vault.search_hash("surname", words[-1]) if words else None


def tie_hashes(work: Work, name: str) -> tuple[str, ...]:
    """Every hash under which a tie with somebody called this may be kept: of each part of a double name, also as it was folded before."""
    group = _HYPHEN.sub("-", name).split()
    parts = (
        [part for part in _telling(names.words_of(group[-1])) if part not in names.PARTICLES] if group else []
    )
    words = dict.fromkeys([*words_of(name)[-1:], *parts, *words_before(name)[-1:]])
    return tuple(work.vault.search_hash("surname", word) for word in words)


_HYPHEN = re.compile(r"\s*[-\u2010-\u2015]\s*")


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


def tied_by_name(work: Work, account_ids: Iterable[uuid.UUID], called: Iterable[str]) -> frozenset[uuid.UUID]:
    """The same for names in clear: what other rooms ask when they choose somebody."""
    return tied(work, account_ids, [one for name in called for one in tie_hashes(work, name)])
