"""Where somebody can go from here, by a few letters: what can be done with the dossier that is open, other dossiers, pages.

Nothing stands here that the page itself would not let them at: acts are those the dossier offers, dossiers those the register finds, pages
those of their menu.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import url_for

from wederhoor.deadlines.case import case_of
from wederhoor.desk import queries
from wederhoor.desk.filters import Filters
from wederhoor.desk.matters import subject
from wederhoor.desk.offering import offers_here
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.content import content_of
from wederhoor.dossiers.process import every_step
from wederhoor.rules.names import folded
from wederhoor.web.drawn import NavItem
from wederhoor.work import Work

MOST_MATTERS = 8


@dataclass(frozen=True, kw_only=True)
class Place:
    """Somewhere to go: what it is called, its address, and a word beside it."""

    label: str
    url: str
    note: str = ""


def places(
    work: Work, text: str, *, menu: Sequence[NavItem], dossier_id: uuid.UUID | None, reads: bool
) -> list[tuple[str, list[Place]]]:
    """Where a text leads, under a heading each; everything there is without one. Raises NoSuchDossier for a dossier they may not see."""
    found = [
        ("In dit dossier", list(_that_say(text, _acts(work, dossier_id)))) if dossier_id else ("", []),
        ("Dossiers", _matters(work, text) if reads and text else []),
        ("Bladzijden", list(_that_say(text, (Place(label=item.label, url=item.url) for item in menu)))),
    ]
    return [(title, ones) for title, ones in found if ones]


def _that_say(text: str, every: Iterable[Place]) -> Iterable[Place]:
    """Those in whose words every word of a text begins or stands."""
    wanted = folded(text).split()
    return (one for one in every if all(word in folded(one.label) for word in wanted))


def _acts(work: Work, dossier_id: uuid.UUID) -> list[Place]:
    found = dossiers.find(work, dossier_id)
    can = offers_here(case_of(work, found, content_of(work, found, dossiers.parties_of(work, found.id))))
    first = (
        [Place(label=can.next.label, url=can.next.url, note="volgende stap")]
        if can.next and can.next.url
        else []
    )
    rest = [
        Place(label=one.label, url=one.url, note=group)
        for group, ones in can.groups
        for one in ones
        if one.url
    ]
    return first + rest


def _matters(work: Work, text: str) -> list[Place]:
    rows, _ = queries.register_page(work, Filters(), text=text)
    steps = every_step(work.organisation)
    labels = {category.code: category.label for category in work.organisation.categories}
    return [
        Place(
            label=row.number,
            url=url_for("desk.dossier", dossier_id=row.id),
            note=f"{subject(row, labels)} · {steps.get(row.step, row.step)}",
        )
        for row in rows[:MOST_MATTERS]
    ]
