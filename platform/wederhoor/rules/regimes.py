"""Regimes: which statute or regulation governs a matter, as a first-match table of the organisation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from wederhoor.rules.provenance import Provenance
from wederhoor.rules.tables import When


class Law(StrEnum):
    """A law that can govern a matter."""

    AWB = "awb"
    JEUGDWET = "jeugdwet"
    WBK = "wbk"
    WKKGZ = "wkkgz"
    WMO = "wmo"


@dataclass(frozen=True, kw_only=True)
class Regime:
    """One row: under these facts this governs."""

    code: str
    when: tuple[When, ...]
    governs: tuple[str, ...]
    """Statutes and regulations as people read them, the first one leading."""
    laws: tuple[Law, ...] = ()
    """Those among them that are laws: what a law obliges to follows from these."""
    says: str
    sources: tuple[Provenance, ...]
    silent_on: tuple[str, ...] = ()


def choose_regime(regimes: Iterable[Regime], facts: Mapping[str, str]) -> Regime | None:
    """The first regime whose conditions hold; None when the organisation answers nothing for these facts."""
    for regime in regimes:
        if all(facts.get(condition.fact) in condition.values for condition in regime.when):
            return regime
    return None
