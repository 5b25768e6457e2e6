"""The lines of Vandaag as their template shows them."""

from datetime import date
from typing import Any

from flask import url_for

from wederhoor.desk.matters import subject
from wederhoor.desk.one_thing import Thing
from wederhoor.desk.today import Line, Today
from wederhoor.rules.wording import days_said
from wederhoor.tasks.opening import Act
from wederhoor.tasks.told import told_lines
from wederhoor.work import Work

GROUPS = {
    "late": "Te laat",
    "today": "Vandaag te doen",
    "coming": "Komende zeven dagen",
    "waiting": "Wacht op een ander",
    "new": "Nieuw, laatste twee dagen",
}


def groups_view(work: Work, found: Today, within: str = "") -> list[dict[str, Any]]:
    """The lines of a page under their headings, in their order; `within` is the list they stand in, as part of their address."""
    categories = {one.code: one.label for one in work.organisation.categories}
    groups: list[dict[str, Any]] = []
    for line in found.lines:
        if not groups or groups[-1]["name"] != line.group:
            groups.append({"name": line.group, "title": GROUPS[line.group], "lines": []})
        groups[-1]["lines"].append(_line(work, line, categories, within))
    return groups


def _line(work: Work, line: Line, categories: dict[str, str], within: str) -> dict[str, Any]:
    matter = line.matter
    mine = matter is not None and matter.handler == work.actor.account_id
    return {
        "number": matter.number if matter else "",
        "url": url_for("desk.dossier", dossier_id=matter.id) + within if matter else None,
        "id": str(matter.id) if matter else None,
        "subject": subject(matter, categories) if matter else "",
        "who": _who(line, mine=mine),
        "more": [_thing(thing, work.today) for thing in line.more],
        **_thing(line.first, work.today),
        "acts": [_act(act) for act in _acts(line)],
        **(_lateness(line.late, work.today) if line.late and not line.first.late else {}),
    }


def _acts(line: Line) -> list[Act]:
    """The acts of what comes first; while that waits for somebody else, or has no page, also the way on with what comes next."""
    first = line.first
    acts = [*first.acts, first.longer]
    if first.waits_for or not first.answer:
        acts.append(next((thing.answer for thing in line.more if thing.answer and not thing.waits_for), None))
    return [act for act in acts if act]


def _act(act: Act) -> dict[str, Any]:
    return {"label": act.label, "url": act.url, "press": act.press}


def _lateness(late: date, today: date) -> dict[str, Any]:
    """By how much a matter is late, where something else in it must be done first."""
    return {"days": days_said(late, today), "day": None, "late": True}


def _who(line: Line, *, mine: bool) -> str:
    """Who waits for whom."""
    if line.first.waits_for:
        return f"wacht op {line.first.waits_for}"
    if line.matter is None:
        return ""
    if line.matter.waits_for_complainant and line.first.kind == "term":
        return "wacht op de klager"
    if mine:
        return "wacht op u"
    return f"wacht op {line.handler}" if line.handler else "nog van niemand"


def _thing(thing: Thing, today: date) -> dict[str, Any]:
    return {
        "what": thing.what,
        "days": days_said(thing.day, today) if thing.shows_day and thing.kind != "new" else "",
        "day": thing.day if thing.shows_day and thing.day != today else None,
        "late": thing.shows_day and thing.kind != "new" and thing.day < today,
        "why": thing.why,
        "article": thing.article,
        "told": told_lines(thing.task.text) if thing.task else (),
        "acts": [_act(act) for act in (*thing.acts, thing.longer) if act],
    }
