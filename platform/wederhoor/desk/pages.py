"""The office: today, and one dossier in parts."""

import uuid
from typing import Any

from flask import abort, current_app, g, request, url_for
from werkzeug.wrappers import Response

from wederhoor.cases.linking import record_lines
from wederhoor.deadlines.case import case_of
from wederhoor.deadlines.service import clocks_shown
from wederhoor.deadlines.view import clock_views
from wederhoor.desk import register_pages, together_pages, views
from wederhoor.desk.blueprint import bp
from wederhoor.desk.filters import MINE
from wederhoor.desk.pressing import PLACE
from wederhoor.desk.today import MOST_COUNTED, counts, today
from wederhoor.desk.today_view import groups_view
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.called import called_in
from wederhoor.dossiers.content import Content, content_of, missing_items
from wederhoor.memory import Memory
from wederhoor.people.employments import stands_in_for
from wederhoor.people.service import names_of
from wederhoor.people.staff import one_look, staff_work
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.roles import HANDLERS, READERS, Role
from wederhoor.settings.service import stored_answers
from wederhoor.tasks.told import just_done
from wederhoor.web.drawn import NavItem
from wederhoor.web.keyset import place_text, read_place
from wederhoor.web.permissions import permission_of
from wederhoor.web.runtime import address, page, remembered
from wederhoor.work import Work

readers, bulk = register_pages.readers, together_pages.handlers
"""Who reads the register, and who may do something with several matters of it: each page says so itself."""
TEXTS = (
    ("Wat er is gebeurd", "description"),
    ("Waarom de klager het er niet mee eens is", "objection"),
    ("Wat de klager zelf al deed", "steps_taken"),
)
SOMETIMES = (("Waarom de klager er na meer dan een jaar mee komt", "why_late"),)
CLIENT_IS = {
    "refused": "Vroeg om hulp en kreeg die niet.",
    "young": "18 tot 23 jaar; krijgt of kreeg jeugdhulp.",
}
"""What kind of client, when that was told (KR-067, KR-069)."""
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


@bp.get("/")
@readers
@one_look
def home() -> Response:
    """Today."""
    with staff_work() as work:
        whose, people = _whose(work, request.args.get("wie", ""))
        found = today(work, whose=whose, after=read_place(request.args.get("na", ""), *PLACE))
        asked = request.args.get("wie", "") or None
        return page(
            "desk/home.html",
            block="lists",
            groups=groups_view(work, found),
            late=found.late,
            today=work.today,
            whose=[
                {
                    "label": label,
                    "url": url_for("desk.home", wie=value or None),
                    "current": value == (asked or ""),
                }
                for value, label in people
            ],
            asked=asked or "",
            first=not request.args.get("na"),
            more=url_for("desk.home", wie=asked, na=place_text(found.more)) if found.more else None,
            done=just_done(work, request.args.get("gedaan", ""), "vandaag"),
        )


def _whose(work: Work, asked: str) -> tuple[str | list[uuid.UUID] | None, list[tuple[str, str]]]:
    """Whose lines are asked for, and whose there are to choose from: everybody's, one's own, of whom one stands in for."""
    me = work.actor.account_id
    others = names_of(work, stands_in_for(work, me)) if me else {}
    own = "Van mij, of ik sta erbij" if others else "Van mij"
    people = [("", "Alles"), (MINE, own), *((str(who), f"Voor {name}") for who, name in others.items())]
    if asked not in dict(people):
        abort(404)
    if asked in ("", MINE):
        return asked or None, people
    return [uuid.UUID(asked)], people


def _texts(content: Content) -> list[dict[str, str]]:
    """The complaint in words; what is asked only sometimes stands there when it was told."""
    told = [(label, getattr(content, name)) for label, name in TEXTS]
    rows = [{"label": label, "body": text or "Niet ingevuld."} for label, text in told]
    some = [(label, getattr(content, name)) for label, name in SOMETIMES]
    some.append(("Wie de klager is", CLIENT_IS.get(content.client_as, "")))
    if content.as_objection == "yes":
        some.append(("Bezwaar", "Wie dit schreef wil dat het als bezwaar wordt doorgestuurd."))
    return rows + [{"label": label, "body": text} for label, text in some if text]


@bp.get("/dossiers/<uuid:dossier_id>")
@readers
def dossier(dossier_id: uuid.UUID) -> Response:
    """One dossier: where it stands and what can be done. Looking at it is on the record."""
    with staff_work(write=True) as work:
        found = dossiers.find(work, dossier_id)
        answers = stored_answers(work, found.answers_id)
        parties = dossiers.parties_of(work, found.id)
        content = content_of(work, found, parties)
        who = called_in(work, parties)
        spoken = views.spoken_by(parties, content)
        record.append(work, found.id, [record.Entry(event=Event.DOSSIER_READ)])
        can = views.acts_view(case_of(work, found, content), answers)
        missing = (
            missing_items(content, answers.required_content)
            if found.closed_on is None and found.received_on is None
            else []
        )
        return page(
            "desk/dossier.html",
            dossier=views.dossier_view(found, answers),
            parties=[
                views.party_view(party, who[party.id], reads=spoken.get(party.id, "")) for party in parties
            ],
            texts=_texts(content),
            timeline=views.timeline_view(work, found.id),
            clocks=clock_views(clocks_shown(work, found.id), answers, work.today),
            moves=can["moves"],
            acts=can["acts"],
            corrections=can["corrections"],
            facts=views.facts_view(work, found, answers),
            missing=missing,
        )


@bp.get("/dossiers/<uuid:dossier_id>/brieven")
@readers
def letters(dossier_id: uuid.UUID) -> Response:
    """Letters and messages that left or wait, to whom and how."""
    with staff_work() as work:
        found = dossiers.find(work, dossier_id)
        answers = stored_answers(work, found.answers_id)
        return page(
            "correspondence/letters.html",
            dossier=views.dossier_view(found, answers),
            notices=views.notices_view(work, found, answers),
        )


@bp.get("/dossiers/<uuid:dossier_id>/logboek")
@readers
def log(dossier_id: uuid.UUID) -> Response:
    """Everything that is on the record of one dossier."""
    with staff_work() as work:
        found = dossiers.find(work, dossier_id)
        answers = stored_answers(work, found.answers_id)
        return page(
            "desk/log.html",
            dossier=views.dossier_view(found, answers),
            record=views.record_view(work, record_lines(work, found.id)),
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
    key = (g.tenant.slug, roles, given, kept, inside)
    found = known.get(key)
    if found is None:
        items = (
            (label, address(name), name == inside) for name, label in _items(roles, given=given, kept=kept)
        )
        found = known.keep(key, tuple(NavItem(*item) for item in items))
    return _counted(found)


def _counted(items: tuple[NavItem, ...]) -> tuple[NavItem, ...]:
    """The same with how much waits at Vandaag and Taken, for who reads the register; only while a page is made in a unit of work."""
    work: Work | None = g.get("work")
    if work is None or not (g.get("given", False) or work.actor.roles & {*READERS}):
        return items
    waits = dict(zip((address("desk.home"), address("tasks.index")), counts(work), strict=True))
    return tuple(
        item._replace(waits=_many(waits[item.url])) if waits.get(item.url) else item for item in items
    )


def _many(count: int) -> str:
    return f"{MOST_COUNTED - 1}+" if count >= MOST_COUNTED else str(count)


def _items(roles: frozenset[str], *, given: bool, kept: frozenset[str]) -> list[tuple[str, str]]:
    """(endpoint, label) of each page somebody with these roles goes to, or with a matter that was given to them or that they keep."""
    items: list[tuple[str, str]] = []
    if given or roles.intersection(READERS):
        items = [("desk.home", "Vandaag"), ("desk.register", "Register")]
    if _handles():
        items += [
            *([] if given else [("spoken.index", "Klacht opnemen")]),
            ("tasks.index", "Taken"),
            ("delivery.index", "Verzending"),
        ]
    items += [item for item in AT_WORK if item[0] in current_app.view_functions and _may(item[0], roles)]
    items += [(endpoint, label) for role, endpoint, label in OWN_DESKS if role in roles | kept]
    return [*items, *HELP]


HELP = (
    ("code.who", "Met wie kan ik praten?"),
    ("confidant_front.about", "Praat met de vertrouwenspersoon"),
    ("misconduct.before", "Een misstand melden"),
)
"""What everybody finds everywhere, signed in or not."""

AT_WORK = (
    ("signing.index", "Lezen en tekenen"),
    ("weighing.index", "Dilemma"),
    ("declare.index", "Mag dit?"),
    ("declared.index", "Mijn meldingen"),
    ("decisions.index", "Beslissen"),
    ("declaration_register.index", "Meldingen"),
    ("handing_out.index", "Uitreiken"),
    ("colleagues.index", "Medewerkers"),
    ("leaving.waiting", "Wacht op iemand"),
    ("away.index", "Ik ben er niet"),
    ("accused.index", "Over mij"),
)
"""What everybody who works here sees, as far as the page itself lets them in."""


def _may(endpoint: str, roles: frozenset[str]) -> bool:
    permission = permission_of(current_app, endpoint)
    return permission is not None and bool(permission.roles & roles)
