"""What the office starts the day with: a line for each matter in which something presses, what presses most first.

What is late comes first, longest first, and nothing of another kind takes its place; the rest of a matter folds under its line.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wederhoor.desk import pressing
from wederhoor.desk.matters import Matter
from wederhoor.desk.one_thing import Thing
from wederhoor.desk.pressing import COMING, Desk, Pressing, desk_of
from wederhoor.desk.things import things_of
from wederhoor.people.service import names_of
from wederhoor.web.keyset import Place
from wederhoor.work import Work

PAGE = 50
MOST_COUNTED = 100
"""Further than this nobody counts in a menu."""
GROUPS = ("late", "today", "coming", "waiting", "new")


@dataclass(frozen=True, kw_only=True)
class Line:
    """One matter, or one task that belongs to none: what presses most, and what else there is."""

    group: str
    matter: Matter | None
    first: Thing
    more: tuple[Thing, ...] = ()
    handler: str = ""
    late: date | None = None
    """The first day on which a term of it was late."""


@dataclass(frozen=True, kw_only=True)
class Today:
    """A page of lines, the place where the next begins, and how many matters are late in all."""

    lines: tuple[Line, ...]
    more: Place | None
    late: int

    def numbers(self, *groups: str) -> list[str]:
        """The register numbers on this page, of some of the groups when told."""
        return [line.matter.number for line in self.lines if line.matter and line.group in (groups or GROUPS)]

    def things(self, kind: str) -> list[Thing]:
        """Everything of one kind on this page, folded or not."""
        return [thing for line in self.lines for thing in (line.first, *line.more) if thing.kind == kind]


def today(work: Work, *, whose: str | Sequence[uuid.UUID] | None = None, after: Place | None = None) -> Today:
    """Everything the actor may see; of their own desk (`mij`), or of these people, when asked. From a place on."""
    desk = desk_of(work, whose)
    found, more = pressing.lines(desk, after=after, size=PAGE)
    matters = [one.line for one in found if not one.loose]
    known, things = things_of(desk, matters, [one.line for one in found if one.loose])
    names = names_of(work, sorted({one.handler for one in known.values() if one.handler}))
    lines = []
    for one in found:
        if not (all_of_it := things.get(one.line)):
            continue
        first, *rest = all_of_it
        matter = known.get(one.line)
        who = names.get(matter.handler, "") if matter and matter.handler else ""
        group = _group(desk, one, first)
        lines.append(
            Line(group=group, matter=matter, first=first, more=tuple(rest), handler=who, late=one.late)
        )
    return Today(lines=tuple(lines), more=more, late=pressing.count_late(desk))


def _group(desk: Desk, one: Pressing, first: Thing) -> str:
    """Under which heading a line stands; in the order of the lines."""
    day = desk.work.today
    if one.late is not None:
        return "late"
    if one.day <= day:
        return "today"
    if one.day <= day + COMING:
        return "coming"
    return "waiting" if first.kind == "waiting" else "new" if first.kind == "new" else "coming"


def counts(work: Work) -> tuple[int, int]:
    """What is late or due today, and what there is to do, as the menu tells it: no further than `MOST_COUNTED`."""
    desk = desk_of(work)
    tasks = pressing.count_tasks(desk, MOST_COUNTED) if desk.handles else 0
    return pressing.count(desk, MOST_COUNTED), tasks
