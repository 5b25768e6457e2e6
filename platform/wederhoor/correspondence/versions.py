"""The texts a letter had until it left, as a page shows them: which, by whom, when, and what changed word by word."""

from typing import Any

from wederhoor.correspondence import looks
from wederhoor.notices.tables import Letter
from wederhoor.people.service import names_of
from wederhoor.rules.differing import Passage, by_line
from wederhoor.work import Work

ORIGINS = {
    looks.MADE: "zoals het platform de brief maakte",
    looks.TYPED: "hier aangepast",
    looks.WORD: "teruggezet uit Word",
}


def changes(before: str, after: str) -> list[Passage]:
    """What differs between two texts of a letter."""
    return by_line(before.splitlines(), after.splitlines())


def versions_view(work: Work, letter: Letter) -> list[dict[str, Any]]:
    """Every text a letter had, the newest first."""
    versions = looks.versions_of(work, letter)
    names = names_of(work, sorted({v.account_id for v in versions if v.account_id}))
    shown = [
        {
            "number": version.number,
            "who": names.get(version.account_id, "een medewerker") if version.account_id else "het platform",
            "made_at": version.made_at,
            "origin": ORIGINS[version.origin],
            "changes": changes(before.body, version.body) if before else [],
        }
        for before, version in zip([None, *versions], versions, strict=False)
    ]
    return shown[::-1]
