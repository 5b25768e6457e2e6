"""Who to talk to: the way a code shows for a matter, without the person it is about, with the names of today and how to reach them."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wederhoor.conduct.askers import STAFF
from wederhoor.organisation import Organisation
from wederhoor.people.employments import supervisor_of
from wederhoor.people.reachable import Reach, reach_of
from wederhoor.people.service import GRANTED, Holder, members_today, names_of
from wederhoor.rules.names import in_order
from wederhoor.rules.profile import OrganisationProfile
from wederhoor.rules.provenance import ToConfirm
from wederhoor.rules.reporting_lines import (
    About,
    Asker,
    Contact,
    ContactOrder,
    Place,
    ReportingLine,
    Route,
    find_line,
    route,
    steps_of,
)
from wederhoor.rules.roles import MEMBERS, Role
from wederhoor.rules.wording import listed
from wederhoor.web.runtime import address
from wederhoor.work import Work

ORDERS = {
    ContactOrder.ORDERED: "In deze volgorde: de volgende alleen als het met de vorige niet gaat of niet helpt.",
    ContactOrder.EITHER: "Eén van deze is genoeg.",
    ContactOrder.BOTH: "Ga naar allemaal.",
    ContactOrder.OPTIONS: "U kiest zelf naar wie u gaat.",
}
FIRST, AFTER, OR = "Eerst", "Daarna", "Of"
INSTEAD, BESIDE, AFTERWARDS = "In plaats daarvan", "Daarnaast", "Na afloop"
"""After each other, instead of the others, beside the others: three things, three words."""


@dataclass(frozen=True, kw_only=True)
class PersonView:
    """Somebody behind a role today, and how to reach them as far as the organisation noted that."""

    name: str
    phone: str
    email: str


@dataclass(frozen=True, kw_only=True)
class ContactView:
    """Somebody to go to: what the code calls them, when and in which order, who that is today, and a page of ours that leads there."""

    name: str
    when: str
    people: tuple[PersonView, ...]
    step: int | None
    order: str = ""
    email: str = ""
    """Of the office itself, where the code names no person."""
    url: str = ""
    link: str = ""
    by_phone: bool = True
    """Whether the organisation's own number leads there when nothing else is known."""


@dataclass(frozen=True, kw_only=True)
class WayView:
    """Where a matter goes."""

    label: str
    order: str
    contacts: tuple[ContactView, ...]
    ordered: bool
    """Whether one comes after another: else nothing is numbered."""
    remarks: tuple[str, ...]
    sources: tuple[str, ...]
    """Where this is written, for who works here."""
    confidant: bool
    """Whether the confidant can be gone to as well: for who works here, and not when it is about them."""


def way_for(work: Work, matter: str, asker: Asker, about: About) -> WayView | None:
    """The way for a matter; None when the code shows none."""
    line = find_line(work.organisation.reporting_lines, matter, asker, about)
    return _view(work, line, route(line, about, asker), asker, about) if line else None


def _view(work: Work, line: ReportingLine, found: Route, asker: Asker, about: About) -> WayView:
    people, concerned = _today(work, found.contacts, about)
    shown = tuple(c for c in found.contacts if c.role not in concerned)
    reached = reach_of(work, {one for held in people.values() for one, _ in held})
    order = _orders(found.order, shown)
    contacts = tuple(
        _contact_view(
            work.organisation.profile, line, one, order[index], _people(people.get(one.role, ()), reached)
        )
        for index, one in enumerate(shown)
    )
    first = sum(one.place is Place.NEXT for one in shown)
    staff = asker in STAFF
    return WayView(
        label=line.label,
        order=ORDERS[found.order] if first > 1 else "",
        contacts=contacts,
        ordered=found.order is ContactOrder.ORDERED and first > 1,
        remarks=_remarks(line, found, shown, concerned),
        sources=_cited(found) if staff else (),
        confidant=staff and about is not About.CONFIDANT and all(one.role != "confidant" for one in shown),
    )


def _remarks(
    line: ReportingLine, found: Route, shown: Sequence[Contact], concerned: frozenset[str]
) -> tuple[str, ...]:
    """What whoever asks should know: never what is still unknown to the organisation itself."""
    remarks = [line.note] if line.note else []
    out = [*found.left_out, *(c for c in found.contacts if c.role in concerned)]
    if out:
        remarks.append(f"Niet naar {listed(c.name for c in out)}, want daar gaat het over.")
    if not shown:
        remarks.append("De regels noemen dan niemand anders. Bel ons; wij zoeken met u uit wie u kan helpen.")
    return tuple(remarks)


def _cited(found: Route) -> tuple[str, ...]:
    said = (str(source) for source in found.sources if not isinstance(source, ToConfirm))
    return tuple(dict.fromkeys(said))


def _orders(order: ContactOrder, contacts: Sequence[Contact]) -> list[str]:
    """The word before each contact."""
    others = {Place.INSTEAD: INSTEAD, Place.BESIDE: BESIDE, Place.AFTER: AFTERWARDS}
    first = tuple(one for one in contacts if one.place is Place.NEXT)
    words: dict[int, str] = {}
    if order is ContactOrder.ORDERED and len(first) > 1:
        for number, step in enumerate(steps_of(first)):
            for place, one in enumerate(step):
                words[id(one)] = OR if place else (AFTER if number else FIRST)
    return [words.get(id(one), "") if one.place is Place.NEXT else others[one.place] for one in contacts]


_OWN_PAGES = {
    "confidant": ("confidant_front.about", "Lees wat de vertrouwenspersoon doet, of schrijf hem of haar"),
    "mailbox": ("intake.before", "Vul het formulier in"),
    "committee": ("intake.before", "Dien een klacht in"),
    Role.SECRETARY: ("intake.before", "Dien een klacht in"),
    "complaints_officer": ("intake.before", "Dien een klacht in"),
    "complaint_coordinator": ("intake.before", "Dien een klacht in"),
}
_MISCONDUCT = ("misconduct.before", "Lees hoe u een misstand meldt")
_NO_PHONE = (
    "mailbox",
    "person_concerned",
    "team",
    "colleagues",
    "supervisor",
    "supervisor_of_supervisor",
    "police",
)
"""Who is not behind the number of the organisation: they are near whoever asks, or somewhere else."""
_OFFICE = ("mailbox", "committee", "complaints_officer", "complaint_coordinator", Role.SECRETARY)
"""Who is behind the address for complaints."""


def _contact_view(
    profile: OrganisationProfile,
    line: ReportingLine,
    one: Contact,
    order: str,
    people: tuple[PersonView, ...],
) -> ContactView:
    endpoint, link = _OWN_PAGES.get(one.role, ("", ""))
    if one.role == "scheme" and line.matter == "misconduct":
        endpoint, link = _MISCONDUCT
    mail = profile.complaints_email
    office = mail if one.role in _OFFICE and isinstance(mail, str) else ""
    return ContactView(
        name=one.name,
        when="" if one.when == order.lower() else one.when,
        people=people,
        step=one.step,
        order=order,
        email="" if any(person.email for person in people) else office,
        url=address(endpoint) if endpoint else "",
        link=link,
        by_phone=one.role not in _NO_PHONE,
    )


def _people(
    held: Sequence[tuple[uuid.UUID, str]], reached: Mapping[uuid.UUID, Reach]
) -> tuple[PersonView, ...]:
    nowhere = Reach(phone="", email="")
    return tuple(
        PersonView(name=name, phone=reached.get(one, nowhere).phone, email=reached.get(one, nowhere).email)
        for one, name in sorted(held, key=lambda pair: in_order(pair[1]))
    )


_Held = dict[str, tuple[tuple[uuid.UUID, str], ...]]


def _today(work: Work, contacts: Sequence[Contact], about: About) -> tuple[_Held, frozenset[str]]:
    """Who is behind each role today, without whom the matter is about; and the roles behind which only they are.

    Of a supervisor only the asker's own, when we know who asks; then whoever leads the asker is found behind another role too.
    """
    held = {one.role: _codes(work.organisation, one) for one in contacts}
    known = {code for codes in held.values() for code in codes if code in GRANTED}
    concerned = {About.DIRECTOR: Role.DIRECTOR, About.BOARD: Role.DIRECTOR, About.CONFIDANT: Role.CONFIDANT}
    wanted = sorted({*known, *filter(None, (concerned.get(about),))})
    members = members_today(work, wanted) if wanted else []
    found: _Held = {role: _named(members, codes) for role, codes in held.items()}
    own = supervisor_of(work, work.actor.account_id) if work.actor.account_id else None
    above = supervisor_of(work, own) if own else None
    for role, who in (("supervisor", own), ("supervisor_of_supervisor", above)):
        if role in held:
            found[role] = tuple(names_of(work, [who]).items()) if who else ()
    barred = {one.account_id for one in members if one.role == concerned.get(about)}
    if about is About.OWN_MANAGER and own:
        barred.add(own)
    left = {role: tuple(one for one in people if one[0] not in barred) for role, people in found.items()}
    return left, frozenset(role for role in found if found[role] and not left[role])


def _named(members: Sequence[Holder], codes: Sequence[str]) -> tuple[tuple[uuid.UUID, str], ...]:
    return tuple({one.account_id: one.name for one in members if one.role in codes}.items())


def _codes(organisation: Organisation, contact: Contact) -> tuple[str, ...]:
    """The roles somebody holds to be behind a contact: its own, or the one the organisation calls by the same name."""
    if contact.role == "committee":
        return MEMBERS
    if contact.role in GRANTED:
        return (contact.role,)
    return tuple(one.role for one in organisation.roles if one.name == contact.name and one.role in GRANTED)
