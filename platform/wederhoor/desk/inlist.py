"""Going on inside a list: from one matter to the next and the one before, "3 van 17", and back to the list at the same place.

The address of a matter says in which list it was opened (`lijst`): the choices of the register, whose Vandaag, or, sealed, what was
searched for. The list is asked anew each time, with all it is held to; where its reader was stays in their browser until they sign out,
so that acts come back to it, also when the matter itself left the list.
"""

import json
import uuid
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from flask import g, request, session, url_for

from wederhoor.desk import pressing, queries
from wederhoor.desk.filters import SIZES, Filters
from wederhoor.desk.narrowing import filters_in
from wederhoor.desk.register_view import ALL
from wederhoor.desk.whose import whose_lines
from wederhoor.vault.browser import open_from_browser, seal_for_browser
from wederhoor.vault.seals import SealBroken
from wederhoor.web.filtering import UnknownFilter
from wederhoor.web.runtime import installation
from wederhoor.work import Work

NAME = "lijst"
MOST = 500
"""Further than this into a list nobody goes on."""
REGISTER, TODAY, SEARCH = "r.", "v.", "z."


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where somebody is in a list; `said` is it in words, the addresses are None at an end of it."""

    said: str
    previous: str | None
    following: str | None
    back: str


def of_register(work: Work, filters: Filters, text: str) -> str:
    """The part of the address of a matter that says it stands in this list of the register."""
    query = filters.bare.as_query()
    if not text:
        return _within(REGISTER + query)
    sealed = seal_for_browser(installation().vault, json.dumps([str(work.actor.account_id), text, query]))
    return _within(SEARCH + sealed)


def of_today(asked: str) -> str:
    """The same for the lines of Vandaag, of whom was asked for."""
    return _within(TODAY + asked)


def _within(ref: str) -> str:
    return "?" + urlencode({NAME: ref})


def searched(work: Work, ref: str) -> tuple[str, str] | None:
    """What was searched for in a list, and the choices above it; None for what is none, or is somebody else's."""
    if not ref.startswith(SEARCH):
        return None
    try:
        who, text, query = json.loads(open_from_browser(installation().vault, ref.removeprefix(SEARCH)))
    except (SealBroken, ValueError):
        return None
    return (text, query) if who == str(work.actor.account_id) else None


def in_list(dossier_id: uuid.UUID) -> Place | None:
    """Where the matter on this page stands in the list it was opened in; None outside one. Known to every template."""
    work: Work | None = g.get("work")
    kept = session.get(NAME) or ["", "", 0, 0, "", ""]
    ref = request.args.get(NAME, "")[:2_000] or kept[0]
    if work is None or not ref:
        return None
    ids = _ids(work, ref)
    if ids is None:
        return None
    if dossier_id in ids:
        at = ids.index(dossier_id)
        before, after = (ids[n].hex if 0 <= n < len(ids) else "" for n in (at - 1, at + 1))
        kept = [ref, dossier_id.hex, at + 1, len(ids), before, after]
        if session.get(NAME) != kept:
            session[NAME] = kept
    elif kept[:2] != [ref, dossier_id.hex]:
        return None
    _, _, at, many, before, after = kept
    more = " of meer" if many >= MOST else ""
    return Place(
        said=f"{at} van {many}{more}" if dossier_id in ids else "Staat niet meer in de lijst",
        previous=_matter(before, ref),
        following=_matter(after, ref),
        back=_back(work, ref, dossier_id, at),
    )


def _matter(text: str, ref: str) -> str | None:
    return url_for("desk.dossier", dossier_id=uuid.UUID(text)) + _within(ref) if text else None


def _ids(work: Work, ref: str) -> list[uuid.UUID] | None:
    """The matters of a list in its order; None for a list there is not."""
    kind, what = ref[:2], ref[2:]
    if kind == TODAY:
        whose = whose_lines(work, what)
        if whose is None:
            return None
        found, _ = pressing.lines(pressing.desk_of(work, whose.accounts), size=MOST)
        return [one.line for one in found if not one.loose]
    text = ""
    if kind == SEARCH:
        opened = searched(work, ref)
        if opened is None:
            return None
        text, what = opened
    elif kind != REGISTER:
        return None
    try:
        filters, wrong = filters_in(work, dict(parse_qsl(what)))
    except UnknownFilter:
        return None
    return None if wrong else queries.ids_of(work, filters, text=text, most=MOST)


def _back(work: Work, ref: str, dossier_id: uuid.UUID, at: int) -> str:
    """The list, long enough to hold the place somebody was at."""
    kind, what = ref[:2], ref[2:]
    row = f"#z-{dossier_id}"
    if kind == TODAY:
        return url_for("desk.home", wie=what or None) + row
    if kind == SEARCH:
        return url_for("desk.register", lijst=ref) + row
    size = next((one for one in SIZES if one >= at), SIZES[-1])
    pairs = [*parse_qsl(what), *([("aantal", str(size))] if size > SIZES[0] else [])]
    return f"{url_for('desk.register')}?{urlencode(pairs) or ALL}{row}"
