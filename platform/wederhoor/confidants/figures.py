"""Counting talks for the yearly report (L16-14) so that nobody can be recognised, also not by taking one number from another."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

LEAST = 5
FEWER = "minder dan 5"
THEMES = {
    "bullying": "Pesten",
    "intimidation": "Intimidatie en agressie",
    "sexual": "Seksuele intimidatie",
    "discrimination": "Discriminatie",
    "conflict": "Conflict of samenwerking",
    "integrity": "Integriteit of misstand",
    "dilemma": "Dilemma in het werk",
    "other": "Iets anders",
}


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Counts as they may be told: by theme, and the total."""

    rows: tuple[tuple[str, str], ...]
    total: str


def counted(themes: Iterable[str]) -> dict[str, int]:
    """How many of each theme, nought included."""
    found = Counter(themes)
    return {theme: found[theme] for theme in THEMES}


def hidden(counts: Mapping[str, int]) -> Shown:
    """Numbers below five become "minder dan 5", nought too: else its absence tells who did not come.

    A total is exact only when no part is hidden; else it says at least how many, from what is shown, so that nothing can be
    taken from it. One dimension only: a second table of the same talks would give the hidden numbers away.
    """
    total = sum(counts.values())
    if total < LEAST:
        return Shown(rows=(), total=FEWER)
    rows = tuple(
        (THEMES.get(theme, theme), str(count) if count >= LEAST else FEWER) for theme, count in counts.items()
    )
    shown = sum(count for count in counts.values() if count >= LEAST)
    if shown == total and all(count >= LEAST for count in counts.values()):
        return Shown(rows=rows, total=str(total))
    return Shown(rows=rows, total=f"ten minste {max(shown, LEAST)}")
