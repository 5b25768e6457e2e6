"""Asks whether somebody declared a tie with a party of a case. Complaints know only yes or no, and not what it is.

Who knows is told at composition (`answered_by`); until then nobody declared anything.
"""

import uuid
from collections.abc import Callable, Iterable

from wederhoor.deadlines.case import Case
from wederhoor.dossiers import service as dossiers
from wederhoor.people.service import names_of
from wederhoor.work import Work

Answer = Callable[[Work, Iterable[uuid.UUID], Iterable[str]], frozenset[uuid.UUID]]
"""Those among the accounts who declared a tie with somebody of one of these names."""
WARNING = "let op: meldde een band die hier kan spelen"


def _nobody(_work: Work, _accounts: Iterable[uuid.UUID], _names: Iterable[str]) -> frozenset[uuid.UUID]:
    return frozenset()


_asked: list[Answer] = [_nobody]


def answered_by(answer: Answer) -> None:
    """Say who knows of declared ties."""
    _asked[:] = [answer]


def tied_to(case: Case, accounts: Iterable[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Those among the accounts who declared a tie with somebody in this case, by what the complaint calls them or by who they are."""
    parties = dossiers.parties_of(case.work, case.dossier.id)
    confirmed = {party.account_id for party in parties if party.account_id and party.confirmed_at}
    names = list(names_of(case.work, sorted(confirmed)).values())
    for party in parties:
        told = party.name or {}
        names += [told.get(key) or "" for key in ("surname", "name", "organisation_name")]
    return _asked[0](case.work, accounts, [name for name in names if name])
