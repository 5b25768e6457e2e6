"""Who to talk to: the way a code shows for a matter, without the person it is about, with the names of today."""

from dataclasses import dataclass

from wederhoor.organisation import Organisation
from wederhoor.people.employments import supervisor_of
from wederhoor.people.service import GRANTED, members_today, names_of
from wederhoor.rules.names import in_order
from wederhoor.rules.reporting_lines import (
    About,
    Asker,
    ContactOrder,
    ReportingLine,
    Route,
    find_line,
    route,
)
from wederhoor.rules.roles import MEMBERS
from wederhoor.work import Work

ASKERS = {
    Asker.EMPLOYEE: "Ik werk hier, of ik ben vrijwilliger of stagiair",
    Asker.CLIENT: "Ik ben klant, cliënt of inwoner",
    Asker.REPRESENTATIVE: "Ik help of vertegenwoordig iemand",
    Asker.BOARD_MEMBER: "Ik ben bestuurder",
}
ABOUT = {
    About.UNKNOWN: "Over niemand in het bijzonder",
    About.SELF: "Over mijzelf",
    About.COLLEAGUE: "Over een collega",
    About.OWN_MANAGER: "Over mijn leidinggevende",
    About.TEAM: "Over mijn hele team",
    About.DIRECTOR: "Over de bestuurder of directeur",
    About.BOARD: "Over het bestuur",
    About.CONFIDANT: "Over de vertrouwenspersoon",
    About.CLIENT: "Over een klant, cliënt of inwoner",
    About.ORGANISATION: "Over de organisatie",
}
ORDERS = {
    ContactOrder.ORDERED: "In deze volgorde: de volgende alleen als het met de vorige niet gaat.",
    ContactOrder.EITHER: "Eén van deze.",
    ContactOrder.BOTH: "Allemaal.",
    ContactOrder.OPTIONS: "U kiest zelf.",
}
_COMMITTEE = MEMBERS


@dataclass(frozen=True, kw_only=True)
class ContactView:
    """Somebody to go to: what the code calls them, when, and who that is today."""

    name: str
    when: str
    people: tuple[str, ...]
    step: int | None


@dataclass(frozen=True, kw_only=True)
class WayView:
    """Where a matter goes."""

    label: str
    order: str
    contacts: tuple[ContactView, ...]
    explanation: str
    sources: tuple[str, ...]
    numbers: tuple[str, ...]


def matters_for(organisation: Organisation, asker: Asker) -> list[tuple[str, str]]:
    """Matters the code shows a way for, as (code, label), each once."""
    found = {
        line.matter: line.label for line in reversed(organisation.reporting_lines) if asker in line.askers
    }
    return sorted(found.items(), key=lambda pair: in_order(pair[1]))


def way_for(work: Work, matter: str, asker: Asker, about: About) -> WayView | None:
    """The way for a matter; None when the code shows none."""
    line = find_line(work.organisation.reporting_lines, matter, asker, about)
    return _view(work, line, route(line, about, asker)) if line else None


def _view(work: Work, line: ReportingLine, found: Route) -> WayView:
    people = _today(work, {one.role for one in found.contacts})
    return WayView(
        label=line.label,
        order=ORDERS[found.order] if len(found.contacts) > 1 else "",
        contacts=tuple(
            ContactView(name=one.name, when=one.when, people=people[one.role], step=one.step)
            for one in found.contacts
        ),
        explanation=found.explanation,
        sources=tuple(dict.fromkeys(str(source) for source in found.sources)),
        numbers=found.numbers,
    )


def _today(work: Work, roles: set[str]) -> dict[str, tuple[str, ...]]:
    """Who is behind each role today; of a supervisor only the asker's own, when we know who asks."""
    held = {role: _COMMITTEE if role == "committee" else (role,) for role in roles}
    known = [code for codes in held.values() for code in codes if code in GRANTED]
    members = members_today(work, known) if known else []
    found = {
        role: tuple(sorted({member.name for member in members if member.role in codes}, key=in_order))
        for role, codes in held.items()
    }
    if "supervisor" in roles:
        own = supervisor_of(work, work.actor.account_id) if work.actor.account_id else None
        found["supervisor"] = tuple(names_of(work, [own]).values()) if own else ()
    return found
