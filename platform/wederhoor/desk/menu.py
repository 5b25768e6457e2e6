"""The menu of the office, and the parts of a dossier, for whoever is here."""

import uuid
from typing import Any

from flask import current_app, g, request, url_for

from wederhoor.desk.today import MOST_COUNTED, counts
from wederhoor.memory import Memory
from wederhoor.organisation import Organisation
from wederhoor.rules.roles import HANDLERS, READERS, Role
from wederhoor.web.drawn import NavItem
from wederhoor.web.permissions import permission_of
from wederhoor.web.runtime import address, remembered
from wederhoor.work import Work

INSIDE_REGISTER = (
    "desk.dossier",
    "desk.letters",
    "desk.log",
    "complaints.",
    "delivery.letter",
    "papers.",
    "paper_acts.",
    "messages.",
    "codes.",
    "spoken.sign",
)
PART_OF = {"leaving": "colleagues"} | dict.fromkeys(
    ("leaving.waiting", "leaving.take", "leaving.take_send"), "leaving.waiting"
)
OWN_DESKS = (
    (Role.INTEGRITY_OFFICER, "misconduct_desk.index", "Misstanden"),
    (Role.CONFIDANT, "confidants.index", "Vertrouwenspersoon"),
)
"""Behind a wall: only the way there, and only for who may go."""
PARTS = (
    ("desk.dossier", "Overzicht"),
    ("papers.index", "Stukken"),
    ("messages.index", "Berichten"),
    ("desk.letters", "Brieven"),
    ("codes.index", "Toegang"),
    ("desk.log", "Logboek"),
)


def dossier_tabs(dossier_id: uuid.UUID) -> list[dict[str, Any]]:
    """The parts of a dossier, as links; known to every template."""
    here = request.endpoint or ""
    return [
        {
            "label": label,
            "url": url_for(endpoint, dossier_id=dossier_id),
            "current": endpoint == here or endpoint == f"{here.split('.')[0]}.index",
        }
        for endpoint, label in PARTS
        if endpoint in current_app.view_functions and (endpoint != "codes.index" or _handles())
    ]


def _handles() -> bool:
    return g.get("given", False) or bool(g.get("roles", frozenset()) & {*HANDLERS})


def reads_matters() -> bool:
    """Whether whoever is here reads complaints: by a role, or one that was given to them."""
    return g.get("given", False) or bool(g.get("roles", frozenset()) & {*READERS})


MOST_NAVIGATIONS = 2_000


def navigation() -> tuple[NavItem, ...]:
    """The side navigation of the office, for the roles of this request."""
    roles: frozenset[str] = g.get("roles", frozenset())
    endpoint = request.endpoint or ""
    inside = "desk.register" if endpoint.startswith(INSIDE_REGISTER) else endpoint
    if not inside.startswith(("desk.", "delivery.")):
        part = inside.split(".")[0]
        inside = PART_OF.get(inside, f"{PART_OF.get(part, part)}.index")
    known: Memory[object, tuple[NavItem, ...]] = remembered("wederhoor_navigation", MOST_NAVIGATIONS)
    given, kept = g.get("given", False), g.get("kept", frozenset())
    lacks = _lacks()
    key = (g.tenant.slug, roles, given, kept, inside, lacks)
    found = known.get(key)
    if found is None:
        items = (
            NavItem(label, address(name), name == inside, group)
            for group, pages in _groups(roles, given=given, kept=kept)
            for name, label in pages
            if name not in lacks
        )
        found = known.keep(key, tuple(items))
    return _counted(found)


OF_COMPLAINTS = frozenset({"spoken.index"})
OF_A_CODE = frozenset(
    {
        "declare.index",
        "declared.index",
        "decisions.index",
        "declaration_register.index",
        "handing_out.index",
        "signing.index",
        "weighing.index",
    }
)


def _lacks() -> frozenset[str]:
    """The pages that make no sense where an organisation takes no complaints, or has no code of conduct, here."""
    organisation: Organisation | None = g.get("organisation")
    if organisation is None:
        return frozenset()
    complaints = frozenset() if organisation.every_process else OF_COMPLAINTS
    return complaints | (OF_A_CODE if organisation.code_edition.absent else frozenset())


def _counted(items: tuple[NavItem, ...]) -> tuple[NavItem, ...]:
    """The same with how much waits at Vandaag and Taken, for who reads the register; only while a page is made in a unit of work."""
    work: Work | None = g.get("work")
    if work is None or not reads_matters():
        return items
    waits = dict(zip((address("desk.home"), address("tasks.index")), counts(work), strict=True))
    return tuple(
        item._replace(waits=_many(waits[item.url])) if waits.get(item.url) else item for item in items
    )


def _many(count: int) -> str:
    return f"{MOST_COUNTED - 1}+" if count >= MOST_COUNTED else str(count)


Pages = list[tuple[str, str]]


def _groups(roles: frozenset[str], *, given: bool, kept: frozenset[str]) -> list[tuple[str, Pages]]:
    """The pages, as (endpoint, label), for somebody with these roles, or with a matter that was given to them or that they keep."""
    matters: Pages = []
    if reads_matters():
        matters = [("desk.home", "Vandaag"), ("desk.register", "Register")]
    if _handles():
        matters += [
            *([] if given else [("spoken.index", "Klacht opnemen")]),
            ("tasks.index", "Taken"),
            ("delivery.index", "Verzending"),
            *([] if given else [("saved_texts.index", "Vaste teksten")]),
        ]
    sealed = [(endpoint, label) for role, endpoint, label in OWN_DESKS if role in roles | kept]
    groups = [
        ("Klachten", matters),
        ("Besloten", sealed),
        ("Organisatie", [item for item in FOR_OTHERS if _may(item[0], roles)]),
        ("Voor uzelf", [item for item in FOR_ONESELF if _may(item[0], roles)]),
        ("Hulp", [*HELP]),
    ]
    return [(name, pages) for name, pages in groups if pages]


HELP = (
    ("code.who", "Met wie kan ik praten?"),
    ("confidant_front.about", "Praat met de vertrouwenspersoon"),
    ("misconduct.before", "Een misstand melden"),
)
"""What everybody finds everywhere, signed in or not."""

FOR_OTHERS = (
    ("decisions.index", "Beslissen"),
    ("declaration_register.index", "Meldingen"),
    ("handing_out.index", "Uitreiken"),
    ("colleagues.index", "Medewerkers"),
    ("leaving.waiting", "Wacht op iemand"),
    ("administration.index", "Beheer"),
)
FOR_ONESELF = (
    ("declare.index", "Mag dit?"),
    ("declared.index", "Mijn meldingen"),
    ("signing.index", "Lezen en tekenen"),
    ("weighing.index", "Dilemma"),
    ("away.index", "Ik ben er niet"),
    ("accused.index", "Over mij"),
)
"""What who works here sees, as far as the page itself lets them in."""


def _may(endpoint: str, roles: frozenset[str]) -> bool:
    if endpoint not in current_app.view_functions:
        return False
    permission = permission_of(current_app, endpoint)
    return permission is not None and bool(permission.roles & roles)
