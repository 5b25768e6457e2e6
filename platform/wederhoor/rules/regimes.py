"""Regimes: which statute or regulation governs a matter, as a first-match table of the organisation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wederhoor.rules.provenance import Provenance
from wederhoor.rules.tables import When


@dataclass(frozen=True, kw_only=True)
class Regime:
    """One row: under these facts this governs."""

    code: str
    when: tuple[When, ...]
    governs: tuple[str, ...]
    """Statutes and regulations, the first one leading."""
    says: str
    sources: tuple[Provenance, ...]
    silent_on: tuple[str, ...] = ()


def choose_regime(regimes: Iterable[Regime], facts: Mapping[str, str]) -> Regime | None:
    """The first regime whose conditions hold; None when the organisation answers nothing for these facts."""
    for regime in regimes:
        if all(facts.get(condition.fact) in condition.values for condition in regime.when):
            return regime
    return None
